"""A plan in Word or on a web page stands among other papers: before it or behind it, they take no row from it and give it none."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from functools import lru_cache
from html import escape
from itertools import groupby, product
from pathlib import Path

import pytest

from extract.documents import read_document
from extract.plans import find_plans
from tests.extract.strips import meanings

SAMPLES = Path(__file__).resolve().parent.parent.parent / "samples"
OTHERS = sorted((SAMPLES / "near-misses").glob("*.txt"))
PLANS = sorted(path for path in (SAMPLES / "renditions").iterdir() if path.suffix in (".docx", ".html"))
QUICK = ("climate-split-headers.tables.docx", "food-label-blocks.cards.docx", "growth-two-statuses.spans.html")
KINDS = {".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document", ".html": "text/html"}
TURN = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'

Rows = list[tuple[tuple[tuple[str, ...], str], ...]]


def blocks(path: Path) -> Iterator[str | Sequence[Sequence[str]]]:
    """A paper's lines, and its tables as lines of cells."""
    for tabled, lines in groupby(path.read_text("utf-8").splitlines(), key=lambda line: "\t" in line or line.startswith("|")):
        if not tabled:
            yield from (line.strip() for line in lines if line.strip())
            continue
        cells = [re.split(r"\t|(?<=.)\|", line.lstrip("|")) for line in lines if not re.fullmatch(r"[|:\s-]+", line)]
        yield [[cell.strip() for cell in row] for row in cells]


def as_word(path: Path) -> str:
    def paragraph(text: str) -> str:
        return f'<w:p><w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'

    def table(rows: Sequence[Sequence[str]]) -> str:
        lines = ("".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) for row in rows)
        return f"<w:tbl>{''.join(f'<w:tr>{line}</w:tr>' for line in lines)}</w:tbl>"

    return "".join(paragraph(block) if isinstance(block, str) else table(block) for block in blocks(path))


def as_page(path: Path) -> str:
    def table(rows: Sequence[Sequence[str]]) -> str:
        return f"<table>{''.join('<tr>' + ''.join(f'<td>{escape(cell)}</td>' for cell in row) + '</tr>' for row in rows)}</table>"

    said = [f"<p>{escape(block)}</p>" if isinstance(block, str) else table(block) for block in blocks(path)]
    return f"<hr>{''.join(said)}<hr>"


def among(plan: Path, others: Sequence[Path], where: str) -> bytes:
    """The file of a plan with other papers before or behind it, each on a page of its own."""
    data = plan.read_bytes()
    if plan.suffix == ".html":
        text, more = data.decode(), "".join(map(as_page, others))
        tag = "main" if "</main>" in text else "body"
        found = re.search(rf"<{tag}[^>]*>" if where == "before" else rf"</{tag}>", text)
        assert found is not None
        at = found.end() if where == "before" else found.start()
        return (text[:at] + more + text[at:]).encode()
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as packed, zipfile.ZipFile(made, "w") as pack:
        for name in packed.namelist():
            text = packed.read(name)
            if name == "word/document.xml":
                body, more = text.decode(), TURN.join(map(as_word, others))
                at = body.index("<w:body>") + 8 if where == "before" else body.rindex("<w:sectPr")
                text = (body[:at] + (more + TURN if where == "before" else TURN + more) + body[at:]).encode()
            pack.writestr(name, text)
    return made.getvalue()


def rows_of(data: bytes, kind: str) -> Rows:
    parts = find_plans(read_document(data, f"pack{kind}", KINDS[kind], meanings()), meanings())
    return [tuple((column.roles, cell.text) for column, cell in row.cells) for part in parts for row in part.rows]


@lru_cache
def alone(plan: Path) -> Rows:
    return rows_of(plan.read_bytes(), plan.suffix)


def check(plan: Path, others: Sequence[Path], where: str) -> None:
    assert rows_of(among(plan, others, where), plan.suffix) == alone(plan)


@pytest.mark.parametrize(("name", "other", "where"), list(product(QUICK, ("glossary-only", "kpi-table", "minutes"), ("before", "behind"))))
def test_another_paper_beside_a_plan_changes_no_row_of_it(name: str, other: str, where: str) -> None:
    check(SAMPLES / "renditions" / name, [SAMPLES / "near-misses" / f"{other}.txt"], where)


@pytest.mark.slow
@pytest.mark.parametrize("where", ["before", "behind"])
@pytest.mark.parametrize("plan", PLANS, ids=lambda path: path.name)
def test_other_papers_one_by_one_and_all_of_them_change_no_row_of_any_plan(plan: Path, where: str) -> None:
    for others in (*([other] for other in OTHERS), OTHERS):
        check(plan, others, where)
