"""Years that a table prints beside its times, in a header or in a heading above its rows, and lends to those that print none."""

from __future__ import annotations

from datetime import date

import pytest

from normalise.paper.periods import year_of_heading
from normalise.paper.words import paper_words
from tests.small_plans import plan_of

TITLE = "Harbour Action Plan 2035-2038"
ROWS = ("Mend the slipway\tMoorings Team\tQ3", "Paint the lock gates\tHarbour Manager\tby March")


def dues(*lines: str) -> list[date | None]:
    return [record.timescale.value.due if record.timescale.value else None for record in plan_of("\n".join([TITLE, "", *lines])).records]


def test_the_header_of_the_times_lends_its_year() -> None:
    assert dues("Action\tLead\tDeadline (2035/36)", *ROWS) == [date(2035, 12, 31), date(2036, 3, 31)]


@pytest.mark.parametrize("header", ["Deadline", "Deadline (updated 2035/36)", "Deadline 2035-2038"])
def test_a_header_without_a_year_of_the_times_lends_none(header: str) -> None:
    assert dues(f"Action\tLead\t{header}", *ROWS) == [None, None]


def test_of_cells_below_headers_of_two_years_neither_lends_its_own() -> None:
    rows = ("Mend the slipway\tMoorings Team\tJune\tMay", "Paint the lock gates\tHarbour Manager\tJuly\t")
    assert dues("Action\tLead\tDeadline 2035/36\tRevised deadline 2036/37", *rows) == [None, date(2035, 7, 31)]


def test_a_row_whose_year_is_lent_says_so() -> None:
    record, _ = plan_of("\n".join([TITLE, "", "Action\tLead\tDeadline (2035/36)", *ROWS])).records
    assert record.flags == ("lent_year",)


def test_a_year_in_a_line_of_the_table_is_that_of_the_rows_below() -> None:
    found = dues("Action\tLead\tDeadline", "Year 1: 2035/36", ROWS[0], "Year 2: 2036/37", ROWS[1])
    assert found == [date(2035, 12, 31), date(2037, 3, 31)]


@pytest.mark.parametrize("heading", ["Actions for {}", "{}", "Year 1 ({})"])
def test_headings_that_name_years_alone_head_the_tables_below(heading: str) -> None:
    header = "Action\tLead\tDeadline"
    first, second = ([heading.format(year), "", header, row, ""] for year, row in zip(("2035/36", "2036/37"), ROWS, strict=True))
    plan = plan_of("\n".join([TITLE, "", *first, *second]))
    assert (plan.title, plan.start_year, plan.end_year) == (TITLE, 2035, 2038)
    assert [record.timescale.value and record.timescale.value.due for record in plan.records] == [date(2035, 12, 31), date(2037, 3, 31)]


@pytest.mark.parametrize(
    ("heading", "year"),
    [
        ("2035/36", 2035),
        ("Year 2 actions: 2035/36", 2035),
        ("Phase 1 - 2035", 2035),
        ("Net zero by 2035", None),
        ("Homes", None),
        ("2035/36 to 2037/38", None),
        ("Action Plan 2035/36", None),
    ],
)
def test_a_heading_of_a_year_names_nothing_else(heading: str, year: int | None) -> None:
    found = year_of_heading(heading, paper_words())
    assert (found.first.year if found else None) == year
