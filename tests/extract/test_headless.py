"""A table that prints no header is a plan's where its columns say who does what by when, and one of anything else is not."""

from __future__ import annotations

import pytest

from extract.tables import ruled
from extract.tables.headless import with_names
from model import Cell, Part, Place, Sheet, Strip
from tests.extract.strips import meanings
from tests.small_plans import column, parts_of

PLAN = [
    ("1", "Mend the slipway before the summer races", "Harbour Master", "May 2026", "Not started"),
    ("2", "Dredge the inner basin", "Harbour Master and Moorings Team", "June 2026", "In progress"),
    ("3", "Mark the reef with lit buoys", "Moorings Team", "Ongoing", "Four of nine laid"),
    ("4", "Publish the tide tables", "Harbour Office", "Annually", "Complete"),
]
HISTORY = [("1", "The slipway was opened by the Mayor", "May 1926"), ("2", "The basin was dredged", "June 1931"), ("3", "A storm", "1953")]
MEMBERS = [("Ida Moss", "Harbour Master", "May 2026"), ("Sam Pryce", "Town Clerk", "June 2027"), ("Ann Vole", "Anglers", "May 2028")]
FIGURES = [("Visitors", "1,200", "1,350"), ("Berths let", "88", "91"), ("Income", "£12,000", "£14,500")]


def page(rows: list[tuple[str, ...]]) -> tuple[Part, ...]:
    lines = "".join(f"<tr>{''.join(f'<td>{text}</td>' for text in row)}</tr>" for row in rows)
    return parts_of(f"<html><body><h1>Harbour action plan 2026</h1><table>{lines}</table></body></html>", "text/html")


def test_columns_say_what_they_hold_where_no_header_does() -> None:
    (part,) = page(PLAN)
    for at, role in enumerate(("ref", "action", "lead", "timescale", "update")):
        assert column(part, role) == [row[at] for row in PLAN]


def test_a_header_that_is_printed_is_the_one_that_counts() -> None:
    (part,) = page([("No", "Milestone", "Who", "When", "Notes"), *PLAN])
    assert [column.header for column in part.columns] == ["No", "Milestone", "Who", "When", "Notes"]


OWN_WORDS = [
    ("Bold move", "Lead officer", "Target date"),
    ("Bold move", "Custodian", "Target date"),
    ("Action", "Custodian", "Landing"),
]


@pytest.mark.parametrize("head", OWN_WORDS)
def test_headers_in_a_councils_own_words_are_known_beside_one_that_is(head: tuple[str, ...]) -> None:
    (part,) = page([head, *(row[1:4] for row in PLAN)])
    assert [column.header for column in part.columns] == list(head)
    assert column(part, "action") == [row[1] for row in PLAN] and column(part, "lead") == [row[2] for row in PLAN]
    assert column(part, "timescale") == [row[3] for row in PLAN]


def test_an_activity_beside_a_word_that_nobody_knows_is_the_action() -> None:
    (part,) = page([("Charter promise", "Activity this year", "Lead officer", "Target date"), *(("Boats", *row[1:4]) for row in PLAN)])
    assert column(part, "action") == [row[1] for row in PLAN]


def test_cells_that_lines_draw_are_told_as_a_files_are() -> None:
    place = Place(page=1, box=(0, 0, 9, 9))
    cells = [("Bold move", "Custodian", "Target date"), *(row[1:4] for row in PLAN)]
    strips = tuple(Strip(tuple(Cell.of(text, place) for text in row), place) for row in cells)
    assert with_names(Sheet(ruled.STAGE, strips), meanings()) is not None and with_names(Sheet("aligned", strips), meanings()) is None


AWARDS = [("Year", "Winner", "For", "Given by"), ("2026", "Ida Moss", "Mend the slipway", "Harbour Master")]
EVENTS = [("Year", "Event", "Led by"), ("1921", "Build the first slip", "Harbour Master")]
DECISIONS = [("Decision taken", "Officer", "Date of decision"), ("Dredge the inner basin", "Harbour Master", "June 2026")]


@pytest.mark.parametrize("rows", [[*AWARDS, *3 * AWARDS[1:]], [*EVENTS, *3 * EVENTS[1:]], [*DECISIONS, *3 * DECISIONS[1:]]])
def test_headers_of_another_table_are_no_plans_whatever_calls_below_them(rows: list[tuple[str, ...]]) -> None:
    lines = "".join(f"<tr>{''.join(f'<td>{text}</td>' for text in row)}</tr>" for row in rows)
    assert parts_of(f"<html><body><h1>Harbour news</h1><table>{lines}</table></body></html>", "text/html") == ()


ASKED = [("Question", "Owner", "Due"), *((f"Why is the {what} late?", "Harbour Master", "May 2026") for what in ("ferry", "tide", "boat"))]


@pytest.mark.parametrize("rows", [HISTORY, MEMBERS, FIGURES, PLAN[:2], ASKED])
def test_another_table_without_a_header_is_no_plan(rows: list[tuple[str, ...]]) -> None:
    assert page(rows) == ()


def test_small_tables_below_headings_of_their_own_are_told_together() -> None:
    def small(rows: list[tuple[str, ...]]) -> str:
        return "<table>" + "".join(f"<tr><td>{'<td>'.join(row)}</tr>" for row in rows) + "</table>"

    def plan(rows: list[tuple[str, ...]]) -> tuple[Part, ...]:
        tables = f"<h2>Slip</h2>{small(rows[:2])}<h2>Reef</h2>{small(rows[2:])}"
        return parts_of(f"<html><body><h1>Harbour action plan 2026</h1>{tables}</body></html>", "text/html")

    (part,) = plan(PLAN)
    assert column(part, "action") == [row[1] for row in PLAN] and column(part, "timescale") == [row[3] for row in PLAN]
    assert plan(HISTORY + MEMBERS[:1]) == plan(MEMBERS + FIGURES[:1]) == ()


def test_a_header_of_another_table_does_not_hide_one_without() -> None:
    lines = "".join(f"<tr>{''.join(f'<td>{text}</td>' for text in row)}</tr>" for row in PLAN)
    risks = "<table><tr><td>Risk<td>Likelihood<td>Impact<td>Owner</tr><tr><td>Storms<td>2<td>4<td>Harbour Master</tr></table>"
    (part,) = parts_of(f"<html><body><h1>Harbour action plan 2026</h1><table>{lines}</table><p>Risks</p>{risks}</body></html>", "text/html")
    assert column(part, "action") == [row[1] for row in PLAN]


def test_a_table_that_says_that_it_is_of_another_kind_is_no_plan() -> None:
    forward = [("No", "Decision to be taken", "Lead officer", "Date of decision", "Consultees"), *PLAN]
    assert page(forward) == ()


def test_tabs_part_the_cells_of_a_table_without_a_header_too() -> None:
    (part,) = parts_of("\n".join(["Harbour action plan 2026", "", *("\t".join(row) for row in PLAN)]))
    assert column(part, "action") == [row[1] for row in PLAN]
    assert parts_of("\n".join(["Harbour history", "", *("\t".join(row) for row in HISTORY)])) == ()


def test_a_first_line_that_names_its_columns_is_a_header_of_another_table() -> None:
    crews = [("Mooring", "Wish", "Skipper", "Handed in", "Officer"), *((f"M{row[0]}", *row[1:3], "May 2026", "Ann Vole") for row in PLAN)]
    assert page(crews) == ()
    kept = [(f"M{row[0]}", row[1], "40", "May 2026", row[2]) for row in PLAN]
    assert page([("Mooring", "Wish", "Balance", "Review date", "Responsible officer"), *kept]) == ()


def test_a_list_of_schedules_below_no_known_header_is_none() -> None:
    html = "".join(f"<tr>{''.join(f'<td>{text}</td>' for text in row[1:4])}</tr>" for row in PLAN)
    assert parts_of(f"<html><body><h1>Moorings maintenance schedule</h1><table>{html}</table></body></html>", "text/html") == ()
