"""Exports that list all kinds of things in one table: actions are rows, levels their headings, indicators none of the plan's."""

from __future__ import annotations

import pytest

from extract.plans import find_plans
from model import Cell, Place, Script, Sheet, Strip
from tests.extract.strips import meanings
from tests.small_plans import column, part_of

HEAD = ("Code", "Title", "Level", "Assigned to", "Due date")
LINES = (
    ("Q1", "A safer quay", "{level}", "", ""),
    ("Q1.A1", "Fit ladders at both slips", "Action", "Harbour Master", "May 2027"),
    ("Q1.K1", "Falls reported", "{other}", "Harbour Master", "March 2028"),
    ("Q1.A2", "Train the night crew", "Action", "Harbour Master", "June 2027"),
    ("Q2", "A busier market", "{level}", "", ""),
    ("Q2.A1", "Let the empty stalls", "Action", "Market Manager", "July 2027"),
)


@pytest.mark.parametrize(
    ("level", "other", "found"),
    [
        ("Theme", "Performance indicator", [("Q1.A1", "A safer quay"), ("Q1.A2", "A safer quay"), ("Q2.A1", "A busier market")]),
        ("Outcome", "PI", [("Q1.A1", "A safer quay"), ("Q1.A2", "A safer quay"), ("Q2.A1", "A busier market")]),
        ("Capital", "Revenue", [(line[0], None) for line in LINES]),
    ],
)
def test_a_column_of_kinds_says_which_rows_are_actions(level: str, other: str, found: list[tuple[str, str | None]]) -> None:
    texts = [HEAD, *([text.format(level=level, other=other) for text in line] for line in LINES)]
    strips = [Strip(tuple(map(Cell.of, line)), Place(line=number)) for number, line in enumerate(texts, 2)]
    title = Strip((Cell.of("Harbour delivery plan"),), Place(line=1), loose=True)
    (part,) = find_plans(Script(groups=((Sheet("sheet", (title, *strips)),),)), meanings())
    told = [(row.cells[0][1].text, row.priority.text if row.priority else None) for row in part.rows]
    assert told == found
    assert bool([stray for stray in part.strays if stray.text == "Falls reported"]) is (len(found) == 3)


def test_what_somebody_is_to_do_by_some_day_is_an_action_whatever_its_kind_is_called() -> None:
    rows = ["Action\tPaint doors\tHousing Manager\tMay 2031", "Decision\tRing road route\tHighways Manager\tJuly 2031"]
    rows += ["Issue\tLeaking pool\tLeisure Manager\tAugust 2031", "Action\tMend roofs\tHousing Manager\tJune 2031"]
    part = part_of("\n".join(["Town Action Plan 2031", "", "Type\tAction\tLead\tTimescale", *rows]))
    assert column(part, "action") == ["Paint doors", "Ring road route", "Leaking pool", "Mend roofs"]


def test_kinds_that_open_each_line_are_no_labels_of_cards() -> None:
    lines = (
        ("Level", "Code", "Title", "Owner", "Due date"),
        ("Priority", "1", "A safer quay", "", ""),
        ("Objective", "1.1", "Fewer falls", "", ""),
        ("Action", "1.1.1", "Fit ladders at both slips", "Harbour Master", "May 2027"),
        ("Action", "1.1.2", "Train the night crew", "Harbour Master", "June 2027"),
        ("Objective", "1.2", "Fewer fires", "", ""),
        ("Action", "1.2.1", "Let the empty stalls", "Market Manager", "July 2027"),
    )
    strips = [Strip(tuple(map(Cell.of, line)), Place(line=number)) for number, line in enumerate(lines, 2)]
    title = Strip((Cell.of("Harbour delivery plan"),), Place(line=1), loose=True)
    (part,) = find_plans(Script(groups=((Sheet("sheet", (title, *strips)),),)), meanings())
    assert [row.objective.text for row in part.rows if row.objective] == ["Fewer falls", "Fewer falls", "Fewer fires"]
    assert {row.priority.text for row in part.rows if row.priority} == {"A safer quay"}
