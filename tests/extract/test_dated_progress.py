"""Columns headed by a day or a quarter alone are progress where they tell it, and figures where they do not."""

from __future__ import annotations

import pytest

from tests.small_plans import column, part_of, parts_of

HEAD = "| Action | Lead | By when | {} | {} | {} |\n|---|---|---|---|---|---|\n"
ROWS = """| Dredge the marina basin | Harbour Master | March 2027 | Not started | Contractor appointed | |
| Rewire the pier lights | Pier Engineer | June 2027 | On track | On track | Completed |
| Buy a second patrol boat | Moorings Team | July 2027 | In progress | Delayed | Delayed by the yard |
"""


@pytest.mark.parametrize("dates", [("Q1", "Q2", "Q3"), ("30/6/2026", "30/9/2026", "31/12/2026"), ("June 2026", "Sept 2026", "Dec 2026")])
def test_dates_above_progress_head_columns_of_progress(dates: tuple[str, ...]) -> None:
    part = part_of(HEAD.format(*dates) + ROWS)
    assert column(part, "update") == [
        "Not started / Contractor appointed",
        "On track / On track / Completed",
        "In progress / Delayed / Delayed by the yard",
    ]
    assert [each.header for each in part.columns if "update" in each.roles] == list(dates)


def test_the_latest_of_dated_columns_is_known_by_its_date() -> None:
    part = part_of(HEAD.format("31/12/2026", "30/9/2026", "30/6/2026") + ROWS)
    assert [each.dated for each in part.columns if "update" in each.roles] == ["2026-12-31", "2026-09-30", "2026-06-30"]


def test_quarters_above_figures_head_no_plan() -> None:
    rows = "| Berths let | Harbour Master | 95% | 91% | 92% | 93% |\n| Lights out | Pier Engineer | 3 | 4 | 4 | 2 |\n"
    assert not parts_of(HEAD.format("Q1", "Q2", "Q3").replace("Action", "Measure").replace("By when", "Target") + rows * 2)


def test_quarters_that_are_ticked_are_when_and_not_how_far() -> None:
    rows = "| Dredge the marina basin | Harbour Master | x | Yes | | |\n| Rewire the pier lights | Pier Engineer | x | | Yes | Yes |\n"
    part = part_of(HEAD.replace("By when", "Berths").format("Q1", "Q2", "Q3") + rows * 2)
    assert not any("update" in each.roles for each in part.columns)


def test_quarters_above_steps_say_no_time_and_the_table_is_a_plan() -> None:
    rows = """| Dredge the marina basin | Harbour Master | Basin shut to boats | Tenders back | Contract let | |
| Rewire the pier lights | Pier Engineer | Lights on | | Survey made | Works begin |
| Buy a second patrol boat | Moorings Team | Boat at sea | Bids asked | | Launched |
"""
    part = part_of(HEAD.replace("By when", "Outcome").format("Q1", "Q2", "Q3") + rows)
    assert len(part.rows) == 3 and not any("timescale" in each.roles for each in part.columns)
    assert [each.roles for each in part.columns][-3:] == [()] * 3
