"""A plan stands among other papers: pages of them, before it or behind it, take no row from it and give it none."""

from __future__ import annotations

import io
from collections import Counter
from functools import lru_cache
from itertools import product
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from extract.documents import read_document
from extract.plans import find_plans
from tests.extract.strips import meanings

RENDITIONS = Path(__file__).resolve().parent.parent.parent / "samples" / "renditions"
OTHERS = sorted(RENDITIONS.glob("*.near-miss.pdf"))
PLANS = [path for path in sorted(RENDITIONS.glob("*.pdf")) if path not in OTHERS]
CANNOT = {("food-label-blocks.cards.pdf", "kpi-table.near-miss.pdf", "behind")}
"""Cards are columns told by where words stand on every page: those of a table behind them make one more."""
QUICK = ("air-quality-numbered-progress.banner-rows", "climate-split-headers.borderless", "send-lead-with-deadline.horizontal-rules")

Rows = Counter[tuple[tuple[tuple[str, ...], str], ...]]


def among(plan: Path, other: Path, where: str) -> bytes:
    papers = [plan, other] if where == "behind" else [other, plan]
    pack, made = pdfium.PdfDocument.new(), io.BytesIO()
    for paper in papers:
        pack.import_pages(pdfium.PdfDocument(paper))
    pack.save(made)
    return made.getvalue()


def rows_of(data: bytes) -> Rows:
    """The rows of all plans in it: each cell with what its column says."""
    parts = find_plans(read_document(data, "pack.pdf", "application/pdf", meanings()), meanings())
    return Counter(tuple(sorted((column.roles, cell.text) for column, cell in row.cells)) for part in parts for row in part.rows)


@lru_cache(maxsize=64)
def alone(plan: Path) -> Rows:
    return rows_of(plan.read_bytes())


@pytest.mark.parametrize("plan", QUICK)
@pytest.mark.parametrize("other", ["agenda", "equality-impact", "glossary-only", "risk-register"])
def test_what_lies_behind_a_plan_changes_none_of_its_rows(plan: str, other: str) -> None:
    paper = RENDITIONS / f"{plan}.pdf"
    assert alone(paper)
    assert rows_of(among(paper, RENDITIONS / f"{other}.near-miss.pdf", "behind")) == alone(paper)


@pytest.mark.slow
@pytest.mark.parametrize("plan", PLANS, ids=lambda path: path.name)
def test_no_paper_around_a_plan_changes_its_rows(plan: Path) -> None:
    changed = {
        (plan.name, other.name, where)
        for other, where in product(OTHERS, ("behind", "before"))
        if rows_of(among(plan, other, where)) != alone(plan)
    }
    assert changed == {known for known in CANNOT if known[0] == plan.name}
