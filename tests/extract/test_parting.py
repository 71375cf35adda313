"""Papers that hold several plans: each begins at its title, with its annex's mark and council above it."""

from __future__ import annotations

import pytest

from extract.plans import find_plans
from model import Cell, Line, Paragraph, Part, Place, Script, Sheet, Strip
from tests.extract.strips import meanings

FIRST = [
    ("Action", "Lead", "By when"),
    ("Dredge the inner basin", "Harbour Master", "June 2026"),
    ("Mark the reef", "Moorings Team", "May 2026"),
]
SECOND = [
    ("Task", "Owner", "Deadline"),
    ("Open the market on Sundays", "Markets Manager", "May 2027"),
    ("Paint stalls", "Clerk", "Ongoing"),
]


def beside(text: str, page: int) -> Strip:
    return Strip((Cell((Paragraph(text, Place(page=page)),)),), Place(page=page, box=(50.0, 30.0, 200.0, 40.0)), loose=True, gap=1)


def table(lines: list[tuple[str, str, str]], page: int) -> list[Strip]:
    return [Strip(tuple(Cell((Paragraph(text),)) for text in texts), Place(page=page)) for texts in lines]


def in_table(text: str, page: int) -> Strip:
    """A line that a reader took for one of the table's, its words in the first column."""
    paragraphs = tuple(Paragraph(each, Place(page=page)) for each in text.split(" / "))
    return Strip((Cell(paragraphs), Cell(), Cell()), Place(page=page))


def parts(*strips: Strip) -> tuple[Part, ...]:
    return find_plans(Script(groups=((Sheet("mixed", strips),),)), meanings())


def headings(found: tuple[Part, ...]) -> list[list[str]]:
    return [[paragraph.text for paragraph in part.heading] for part in found]


@pytest.mark.parametrize("draw", [beside, in_table])
def test_an_annex_on_a_page_of_its_own_is_a_part_with_all_of_its_heading(draw: object) -> None:
    assert callable(draw)
    above = [draw(text, 2) for text in ("Appendix B", "Thorley Borough Council", "Market Action Plan 2027")]
    found = parts(beside("Harbour Action Plan 2026", 1), *table(FIRST, 1), *above, *table(SECOND, 2))
    assert headings(found) == [["Harbour Action Plan 2026"], ["Appendix B", "Thorley Borough Council", "Market Action Plan 2027"]]
    assert [len(part.rows) for part in found] == [2, 2]
    assert found[0].rows[-1].cells[0][1].text == "Mark the reef"


def test_an_annex_below_another_on_one_page_begins_at_its_mark() -> None:
    above = [beside(text, 1) for text in ("Annex 2", "Thorley Borough Council", "Market Action Plan 2027")]
    found = parts(beside("Harbour Action Plan 2026", 1), *table(FIRST, 1), beside("Note for the clerk", 1), *above, *table(SECOND, 1))
    assert headings(found)[1] == ["Annex 2", "Thorley Borough Council", "Market Action Plan 2027"]


def test_two_plans_of_one_page_have_each_its_own_lines() -> None:
    strips = (beside("Harbour Action Plan 2026", 1), *table(FIRST, 1), beside("Market Action Plan 2027", 1), *table(SECOND, 1))
    lines = tuple(Line(number, strip.text, 1) for number, strip in enumerate(strips, 1))
    first, second = find_plans(Script(groups=((Sheet("mixed", strips),),), lines=lines), meanings())
    assert [line.number for line in first.lines] == [1, 2, 3, 4]
    assert [line.number for line in second.lines] == [5, 6, 7, 8]


def test_a_title_in_a_cell_without_a_table_of_its_own_below_begins_nothing() -> None:
    found = parts(
        beside("Harbour Action Plan 2026", 1), *table(FIRST, 1), in_table("Adopt the Harbour Action Plan 2026", 1), *table(SECOND[1:], 1)
    )
    assert len(found) == 1


def test_the_rest_of_a_row_above_a_title_stays_with_its_row() -> None:
    rest = in_table("with lit buoys", 2)
    found = parts(beside("Harbour Action Plan 2026", 1), *table(FIRST, 1), rest, beside("Market Action Plan 2027", 2), *table(SECOND, 2))
    assert headings(found)[1] == ["Market Action Plan 2027"] and "lit buoys" in found[0].rows[-1].cells[0][1].text


def test_a_title_that_is_a_merged_row_of_its_table_names_the_plan() -> None:
    found = parts(in_table("Saltby Town Council / Harbour Action Plan 2026", 1), *table(FIRST, 1))
    assert headings(found) == [["Saltby Town Council", "Harbour Action Plan 2026"]]


def test_a_key_below_the_first_plan_hides_no_plan_on_a_later_page() -> None:
    key = [beside("Key", 1), beside("Green = done", 1)]
    found = parts(beside("Harbour Action Plan 2026", 1), *table(FIRST, 1), *key, beside("Market Action Plan 2027", 2), *table(SECOND, 2))
    assert [len(part.rows) for part in found] == [2, 2]


@pytest.mark.parametrize("foot", ["Harbour Action Plan - Page 1", "Page 1 of 2 | Harbour Action Plan"])
def test_the_foot_of_a_page_that_names_the_plan_begins_no_other(foot: str) -> None:
    (part,) = parts(beside("Harbour Action Plan", 1), *table(FIRST, 1), beside(foot, 1), *table(FIRST[:1] + SECOND[1:], 2))
    assert [row.cells[0][1].text for row in part.rows] == [FIRST[1][0], FIRST[2][0], SECOND[1][0], SECOND[2][0]]
