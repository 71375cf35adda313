"""Every table of a file, for people and for machines: where it stands, its cells, their spans, and the stage that read it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import pipeline
from extract.found_tables import find_tables
from model import Cell, Meanings, Paragraph, Place, Strip, Table
from normalise.lexicon import load_lexicons
from normalise.words import compile_words, meanings
from review.tables import table_lines
from tests.extract.make_pdf import Sheet, line, pdf, text

PAGE = """<table>
<tr><th rowspan=2>Action</th><th rowspan=2>Lead</th><th colspan=2>Money</th></tr><tr><th>Spent</th><th>Left</th></tr>
<tr><td>Mend the pier</td><td>Harbour Master</td><td>10</td><td>20</td></tr></table>
<table><tr><td>Wind</td><td>Rain</td></tr><tr><td>3</td><td>4</td></tr></table>"""


@pytest.fixture(scope="module")
def asked() -> Meanings:
    return meanings(compile_words(load_lexicons()))


def told(tables: tuple[Table, ...]) -> list[dict[str, Any]]:
    return [json.loads(each) for each in table_lines("paper", tables)]


def spans(table: dict[str, Any]) -> dict[str, tuple[int, ...]]:
    return {cell["text"]: tuple(cell[name] for name in ("row", "row_end", "column", "column_end")) for cell in table["cells"]}


def test_tables_of_a_web_page_have_their_spans_and_need_no_plan(asked: Meanings) -> None:
    first, second = told(find_tables(PAGE.encode(), "paper", "text/html", asked))
    assert spans(first) == {
        "Action": (0, 1, 0, 0), "Lead": (0, 1, 1, 1), "Money": (0, 0, 2, 3), "Spent": (1, 1, 2, 2), "Left": (1, 1, 3, 3),
        "Mend the pier": (2, 2, 0, 0), "Harbour Master": (2, 2, 1, 1), "10": (2, 2, 2, 2), "20": (2, 2, 3, 3),
    }  # fmt: skip
    assert (first["stage"], first["rows"], first["columns"], first["line"]) == ("html", 3, 4, 1)
    assert spans(second) == {"Wind": (0, 0, 0, 0), "Rain": (0, 0, 1, 1), "3": (1, 1, 0, 0), "4": (1, 1, 1, 1)}


def drawn_page() -> bytes:
    lines = "".join(line(50, y, 450, y) for y in (700, 670, 640)) + "".join(line(x, 700, x, 640) for x in (50, 250, 450))
    words = [(60, 680, "Tide"), (260, 680, "Height"), (60, 650, "Spring"), (260, 650, "Seven metres")]
    return pdf([Sheet(text(60, 750, "Nothing here is a plan")), Sheet(lines + "".join(text(*each) for each in words))])


def test_tables_of_a_pdf_have_page_and_boxes(asked: Meanings) -> None:
    (table,) = told(find_tables(drawn_page(), "paper", "application/pdf", asked))
    assert (table["page"], table["stage"], table["rows"], table["columns"]) == (2, "ruled", 2, 2)
    assert table["box"] == pytest.approx([50, 142, 450, 202], abs=1.5)
    cell = next(each for each in table["cells"] if each["text"] == "Seven metres")
    x0, top, x1, bottom = cell["box"]
    assert 250 < x0 < x1 < 450
    assert 172 < top < bottom < 202


def test_a_text_without_a_plan_shows_its_table(asked: Meanings) -> None:
    rows = "| Month | Visitors |\n| --- | --- |\n| May | 300 |\n| June | 420 |\n"
    (table,) = told(find_tables(f"Beach report\n\n{rows}".encode(), "paper", "text/plain", asked))
    assert (table["stage"], table["line"], table["line_end"], table["rows"]) == ("markdown", 3, 6, 3)


def test_an_empty_cell_is_told_a_merged_one_is_not() -> None:
    cells = tuple(Cell((Paragraph(word),) if word else ()) for word in ("a", ""))
    table = Table("ruled", (Strip(cells, Place(page=1)), Strip((Cell(), *cells[:1]), Place(page=1), merged=(0,))))
    (read,) = told((table,))
    assert [(cell["row"], cell["row_end"], cell["column"], cell["text"]) for cell in read["cells"]] == [
        (0, 1, 0, "a"), (0, 0, 1, ""), (1, 1, 1, "a"),
    ]  # fmt: skip


def test_the_verb_prints_lines_of_json_and_tables_for_people(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    paper = tmp_path / "tides.pdf"
    paper.write_bytes(drawn_page())
    assert pipeline.main(["tables", str(paper), "--json"]) == pipeline.ALL_WELL
    (printed,) = capsys.readouterr().out.splitlines()
    assert json.loads(printed)["source_file"] == "tides.pdf"
    assert pipeline.main(["tables", str(paper)]) == pipeline.ALL_WELL
    shown = capsys.readouterr().out
    assert "page 2" in shown and "stage ruled" in shown and "Seven metres" in shown


def test_what_cannot_be_read_is_named_and_the_rest_goes_on(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.4 nothing more")
    (tmp_path / "b.html").write_text(PAGE)
    assert pipeline.main(["tables", str(tmp_path), "--json"]) == pipeline.SOME_FAILED
    captured = capsys.readouterr()
    assert "a.pdf" in captured.err
    assert len(captured.out.splitlines()) == 2
