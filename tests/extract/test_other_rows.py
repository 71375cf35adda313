"""Rows with days and names beside them that ask nobody to do anything: turns, timetables, measures, shares of work."""

from __future__ import annotations

import pytest

from tests.small_plans import parts_of


def rows(title: str, head: str, *lines: str) -> int:
    """How many rows a piped table gives below a title."""
    rule = "|".join("---" for _ in head.split(" | "))
    return sum(
        len(part.rows) for part in parts_of("\n".join([f"# {title}", "", f"| {head} |", f"|{rule}|", *(f"| {line} |" for line in lines)]))
    )


TURNS = (
    "Answer the skipper | Harbour Office | Within 2 working days",
    "Look at the berth | Pier Master | Within 5 days of the call",
    "Write back | Clerk | {last}",
)


@pytest.mark.parametrize(
    ("title", "last", "given", "why"),
    [
        ("Berth complaints", "7 days after the visit", 0, "whenever somebody complains"),
        ("Berth complaints", "Monthly", 0, "a turn that comes again names no day either"),
        ("Berth complaints", "As soon as possible", 0, "nor does haste"),
        ("Berth complaints", "By May 2031", 3, "a day"),
        ("Harbour Action Plan 2031", "7 days after the visit", 3, "it is called a plan"),
    ],
)
def test_within_so_many_days_whenever_it_comes_up(title: str, last: str, given: int, why: str) -> None:
    assert rows(title, "Action | Who | When", *(line.format(last=last) for line in TURNS)) == given, why


def test_within_so_many_months_is_a_deadline() -> None:
    lines = (
        "Dredge the basin | Pier Master | Within 3 months",
        "Rewire the lights | Clerk | Within 6 months",
        "Buy a boat | Clerk | Monthly",
    )
    assert rows("Harbour matters", "Action | Who | When", *lines) == 3


def test_colours_of_an_alert_left_of_the_action_tell_no_progress() -> None:
    lines = ("Green | Fill the bags | Clerk | 4 hours", "Amber | Close the gates | Clerk | 2 hours", "Red | Sound a horn | Crew | 1 hour")
    assert rows("Storm at sea", "Alert level | Action | Responsible | Within", *lines) == 0


def test_how_far_it_has_come_makes_turns_a_plan() -> None:
    lines = tuple(f"{line.format(last='Within 9 days')} | Done" for line in TURNS)
    assert rows("Berth complaints", "Action | Who | When | Status", *lines) == 3


EVENTS = ("Berths are let | 3 March 2031", "Closing day for claims | 9 April 2031", "Winners named | 1 May 2031")
WORKS = ("Dredge the basin | 3 March 2031", "Rewire the lights | 9 April 2031", "Winners named | 1 May 2031")


@pytest.mark.parametrize(
    ("title", "head", "lines", "given", "why"),
    [
        ("The letting of berths", "What happens | When", EVENTS, 0, "events"),
        ("The letting of berths", "Activity | Date", EVENTS, 0, "nobody is named"),
        ("The letting of berths", "Step | Date", WORKS, 2, "most call to act"),
        ("The letting of berths", "Action | Date", EVENTS, 3, "its header says that they are actions"),
        ("Berths Action Plan 2031", "Activity | Date", EVENTS, 3, "it is called a plan"),
    ],
)
def test_what_happens_when_is_a_timetable(title: str, head: str, lines: tuple[str, ...], given: int, why: str) -> None:
    assert min(2, rows(title, head, *lines)) == min(2, given), why


def test_a_timetable_with_names_is_one_below_what_alone() -> None:
    lines = tuple(f"{line} | Harbour Office" for line in EVENTS)
    assert rows("The letting of berths", "What | When | Who", *lines) == 0
    assert rows("The letting of berths", "Activity | When | Who", *lines) == 3
    assert rows("The letting of berths", "What | When | Who | Progress", *(f"{line} | Done" for line in lines)) == 3


MEASURES = ("Boats for each berth | 4 | 6 | Pier Master", "Days of closure | 31 | Below 20 | Clerk", "Berths let | 80% | 95% | Clerk")
DEEDS = ("Widen the slip | 4 | 6 | Pier Master", "Repair the boom | 31 | 20 | Clerk", "Let more berths | 80% | 95% | Clerk")


def test_measures_of_how_things_are_give_no_row() -> None:
    head = "Measure | Last year | Goal | Owner"
    assert rows("Harbour Strategy 2031", head, *MEASURES) == 0
    assert rows("Harbour Strategy 2031", head, *DEEDS) == 3


def test_letters_of_a_matrix_of_shares_are_no_leads() -> None:
    lines = ("Widen the slip | R | A", "Repair the boom | A/C | I", "Let more berths | C | R")
    assert rows("Shares of the work", "Task | Lead | Treasurer", *lines) == 0


def test_headers_of_another_table_above_bare_cells_are_told() -> None:
    cells = ["Policy", "Indicator", "Trigger", "Contingency action", "Owner"]
    for number, act in enumerate(
        ("Review the rule of the basin", "Work with the skippers", "Revise the berth plan", "Publish a notice"), 1
    ):
        cells += [f"B{number}", "Berths let", "Fewer than 40", act, "Harbour Team"]
    assert parts_of("\n\n".join(["Berths", *cells])) == ()
