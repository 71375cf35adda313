"""The stage is chosen page by page, by what its columns mean; running lines are told apart; nothing printed is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.pages.pdf import read_pdf
from extract.plans import find_plans
from extract.tables import ruled
from extract.tables.choose import read_pages
from model import Page, Rule, Script, Word
from tests.extract.printed import across, down, grid, letters, page, row, say, tabled
from tests.extract.strips import meanings

AT = (54.0, 224.0, 354.0)
XS = (50.0, 220.0, 350.0, 480.0)
HEADER = ("Action", "Lead", "Timescale")
ROWS = (
    ("Plant forty trees", "Parks Manager", "June 2027"),
    ("Mend the bandstand", "Town Clerk", "Ongoing"),
    ("Count the benches", "Works Team", "May 2026"),
)


def table(y: float = 100) -> list[Word]:
    return [word for number, texts in enumerate((HEADER, *ROWS)) for word in row(y + 20 * number, AT, *texts, bold=number == 0)]


def drawn(number: int = 1) -> Page:
    return page([*table(), *foot(number)], grid(XS, (96, 116, 136, 156, 176)), number=number)


def bare(number: int = 1) -> Page:
    return page([*table(), *foot(number)], number=number)


def boxed(number: int = 1) -> Page:
    """A frame about the table with its columns drawn, its rows not."""
    return page([*table(), *foot(number)], [across(96, 50, 480), across(176, 50, 480), *(down(x, 96, 176) for x in XS)], number=number)


def foot(number: int) -> list[Word]:
    return say(f"Parks Board, item 7, page {number}", 50, 810)


def test_each_stage_gives_its_own_sheet() -> None:
    sheets = {sheet.stage: sheet for sheet in read_pages([drawn(1), bare(2), drawn(3)], meanings())}
    assert set(sheets) == {"ruled", "aligned", "mixed"}
    assert len(tabled(sheets["ruled"].strips)) == 8
    for stage in ("aligned", "mixed"):
        assert tabled(sheets[stage].strips) == [list(line) for line in (HEADER, *ROWS)] * 3


def test_the_better_stage_of_each_page_is_taken() -> None:
    sheets = {sheet.stage: sheet for sheet in read_pages([boxed(1), drawn(2), drawn(3)], meanings())}
    assert len(tabled(sheets["ruled"].strips)) == 9
    assert tabled(sheets["mixed"].strips) == [list(line) for line in (HEADER, *ROWS)] * 3


def test_a_page_that_holds_the_rest_of_a_cell_alone_is_read_as_the_page_before() -> None:
    last = page([*say("in the autumn of each year", 54, 60), *foot(3)], number=3)
    sheets = {sheet.stage: sheet for sheet in read_pages([drawn(1), bare(2), last], meanings())}
    assert tabled(sheets["mixed"].strips)[-1] == ["in the autumn of each year", "", ""]
    ended = page([*table(), *row(180, AT, "Paint the rails.", "Works Team", "May 2026"), *foot(2)], number=2)
    for before, said in ((bare(2), "This plan was agreed in May."), (bare(2), "e: clerk@saltby.example"), (ended, "as agreed in May")):
        closing = page([*say(said, 54, 60), *foot(3)], number=3)
        sheets = {sheet.stage: sheet for sheet in read_pages([drawn(1), before, closing], meanings())}
        assert said not in tabled(sheets["mixed"].strips)[-1]


def test_lines_about_the_header_alone_give_no_reading_of_their_own(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    loose = ruled.loose_blocks
    monkeypatch.setattr(ruled, "loose_blocks", lambda words, *others: (asked.append(len(words)), loose(words, *others))[1])
    capped = page(table(), grid(XS, (96, 116)))
    assert [tabled(sheet.strips) for sheet in read_pages([capped], meanings())] == [[list(line) for line in (HEADER, *ROWS)]]
    assert asked == []


def test_rows_that_no_line_parts_are_rows_all_the_same() -> None:
    lines = [across(116, 50, 480), down(220, 96, 176), down(350, 96, 176)]
    lettered = page([*table(), *say("Repairs", 50, 200, bold=True), *table(y=220)], [*lines, *(rule for rule in lower(lines, 120))])
    (part,) = find_plans(Script(groups=(read_pages([lettered], meanings()),)), meanings())
    assert [row.cells[0][1].text for row in part.rows] == [texts[0] for texts in ROWS] * 2


def lower(lines: list[Rule], by: float) -> list[Rule]:
    return [Rule((x0, top + by, x1, bottom + by)) for x0, top, x1, bottom in (line.box for line in lines)]


def test_running_lines_are_furniture_and_stay() -> None:
    for sheet in read_pages([bare(1), bare(2), bare(3)], meanings()):
        assert [strip.text for strip in sheet.strips if strip.furniture] == [f"Parks Board, item 7, page {number}" for number in (1, 2, 3)]


def test_a_title_at_the_head_of_every_page_is_kept_once() -> None:
    pages = [page([*say("Parks Action Plan of Ashcombe", 50, 30), *table()], number=number) for number in (1, 2, 3)]
    (sheet,) = read_pages(pages, meanings())
    assert [strip.furniture for strip in sheet.strips if strip.text.startswith("Parks Action")] == [False, True, True]


def test_prose_gives_no_sheet() -> None:
    assert read_pages([page(say("The committee thanked everybody who took part.", 50, 100))], meanings()) == ()
    assert read_pages([], meanings()) == ()


def test_every_letter_of_real_papers_ends_in_some_strip(shared: Path) -> None:
    papers = sorted((shared / "pdfs").glob("*.pdf"))
    assert papers
    for paper in papers:
        pages, _ = read_pdf(paper.read_bytes(), paper.name)
        said = letters(word.text for each in pages for word in each.words)
        for sheet in read_pages(pages, meanings()):
            assert letters(strip.text for strip in sheet.strips) == said, (paper.name, sheet.stage)
