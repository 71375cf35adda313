"""Ticked columns from a paper's text to rows: marks in its cells, and cells beside them that are spelt nearly like headers."""

from __future__ import annotations

import pytest

from extract.plans import find_plans
from extract.tables import delimited, markdown
from model import Row, Script
from tests.extract.strips import Stage, meanings, sheet_of

PAPER = (
    ("Action", "Lead", "Progress", "Q1", "Q2", "Q3"),
    ("Review the tree strategy", "Tree Officer", "Started", "{}", "", ""),
    ("Plant forty trees by the river", "Parks Team", "Delivered", "", "{}", ""),
    ("Map the hedges of the district", "Tree Officer", "Delivered", "", "", "{}"),
    ("Train volunteers in pruning", "Tree Officer", "Started", "", "{}", ""),
)


def rows(stage: Stage, parted: str, mark: str) -> tuple[Row, ...]:
    sheet = sheet_of(stage, "\n".join(parted.join(cells).format(mark) for cells in PAPER))
    parts = find_plans(Script(groups=((sheet,),)), meanings()) if sheet else ()
    return parts[0].rows if parts else ()


@pytest.mark.parametrize("mark", ["✓", "✔", "●", "x", "Yes"])
@pytest.mark.parametrize(("stage", "parted"), [(delimited.read, "\t"), (markdown.read, " | ")])
def test_a_mark_in_a_cell_of_text_chooses_its_header(stage: Stage, parted: str, mark: str) -> None:
    told = [[cell.text for column, cell in row.cells if "timescale" in column.roles] for row in rows(stage, parted, mark)]
    assert told == [["Q1"], ["Q2"], ["Q3"], ["Q2"]]


@pytest.mark.parametrize("value", ["Started", "Delivered", "In progress", "Not started", "Completed early"])
def test_a_state_that_is_spelt_nearly_like_a_header_is_none(value: str) -> None:
    reading = meanings().header(value)
    assert reading is None or reading.score <= 0.6, "a telling word is all that it may have in common with a header"


@pytest.mark.parametrize(("printed", "role"), [("Progres", "update"), ("Timscale", "timescale"), ("Statuss", "status")])
def test_a_misprinted_header_is_one(printed: str, role: str) -> None:
    reading = meanings().header(printed)
    assert reading is not None and reading.roles == (role,)
