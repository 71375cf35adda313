"""Tables beside the plan's whose headers could be a plan's, and whose rows ask nobody to do anything, give no row; their words are told."""

from __future__ import annotations

import pytest

from tests.extract.test_other_tables import PLAN, page, table
from tests.small_plans import column, parts_of, strays

EVENTS = [
    ("What", "When", "Who"),
    ("Berths are let", "3 May 2031", "Clerk"),
    ("Claims close", "9 May 2031", "Clerk"),
    ("Winners named", "June 2031", "Clerk"),
]
TURNS = [
    ("Stage", "Action", "By whom", "Time limit"),
    ("1", "Write back to the skipper", "Clerk", "Within 2 working days"),
    ("2", "Look at the berth", "Pier Engineer", "Within 5 working days"),
    ("3", "Report to the board", "Clerk", "Within 20 working days"),
]
MEASURES = [
    ("Measure", "Now", "Goal", "Keeper"),
    ("Boats for each berth", "4", "6", "Clerk"),
    ("Berths let", "80%", "95%", "Clerk"),
    ("Days shut", "9", "4", "Clerk"),
]
DONE = [
    ("Achievement", "Date", "Team"),
    ("Opened the north slip", "May 2026", "Moorings Team"),
    ("Planted the reeds", "June 2026", "Moorings Team"),
]
SHARED = [
    ("Task", "Responsible", "Accountable", "Consulted", "Informed"),
    ("Raise the order", "Clerk", "Harbour Master", "Treasurer", "Board"),
    ("Check the buoys", "Moorings Team", "Pier Engineer", "Clerk", "Board"),
    ("Pay the pilot", "Clerk", "Treasurer", "Pilot", "Board"),
]
DELEGATED = [
    ("Power delegated", "Officer", "Limits"),
    ("Let berths", "Clerk", "A year"),
    ("Close the slip", "Harbour Master", "None"),
    ("Sell wrecks", "Harbour Master", "£500"),
]
SIGNED = [
    ("Petition", "Lead petitioner", "Received", "Service"),
    ("Keep the ferry", "I. Moss", "3 March 2026", "Harbour Office"),
    ("Light the quay", "S. Pryce", "9 March 2026", "Harbour Office"),
    ("Mend the crane", "A. Vole", "9 May 2026", "Harbour Office"),
]
LEARNED = [
    ("Stage", "What went well", "What went badly", "What we would do differently"),
    ("Brief", "Asked early", "Changed twice", "Freeze the brief"),
    ("Build", "No accidents", "Six weeks late", "Order the steel early"),
]
SEEN = [
    ("Berth", "Recommendation", "Seen by"),
    ("4", "Replace the chain", "Surveyor"),
    ("9", "Grease the hinge", "Surveyor"),
    ("12", "Patch the deck", "Surveyor"),
]
GUIDE = [
    ("Task", "Who does it", "When"),
    ("Return your berth key", "You", "On your last day"),
    ("Tell the insurers", "Your agent", "In the last week"),
    ("Take the meter down", "Moorings Team", "In the last week"),
]
PAST = [
    ("Project", "Completed", "Manager"),
    ("Rebuild the light", "June 2021", "Pier Engineer"),
    ("Open the café", "May 2022", "Clerk"),
    ("Lay the slip", "March 2024", "Pier Engineer"),
]


@pytest.mark.parametrize("other", [EVENTS, TURNS, MEASURES, MEASURES[:3], DONE, SHARED, DELEGATED, SIGNED, LEARNED, SEEN, GUIDE, PAST])
@pytest.mark.parametrize("before", [True, False])
def test_a_table_that_asks_nobody_is_none_of_the_plan(other: list[tuple[str, ...]], before: bool) -> None:
    tables = [table(PLAN), "<p>More for the record</p>", table(other)]
    part = page(*(tables[::-1] if before else tables))
    assert column(part, "action") == [row[0] for row in PLAN[1:]]
    told = " ".join(strays(part, furniture=False))
    assert all(text in told for text in other[1])


def test_a_plans_tables_with_other_columns_stay() -> None:
    later = [("Action", "Lead", "Progress"), ("Paint the beacon", "Moorings Team", "Begun"), ("Mend the steps", "Harbour Master", "Done")]
    part = page(table(PLAN), "<p>And then</p>", table(later))
    assert column(part, "action") == [row[0] for row in (*PLAN[1:], *later[1:])]


def test_a_table_that_says_who_and_when_in_the_plans_words_is_one_of_its_own() -> None:
    hopes = [("Opportunity", *PLAN[0][1:]), ("Café on the quay", "Clerk", "May 2028"), ("New slip", "Pier Engineer", "June 2028")]
    part = page(table(PLAN), "<p>And then</p>", table(hopes))
    assert column(part, "action") == [row[0] for row in (*PLAN[1:], *hopes[1:])]


def test_a_part_that_only_the_papers_title_calls_a_plan_is_none_beside_one() -> None:
    page = f"<h1>Marina Strategy</h1><h2>Timetable</h2>{table(EVENTS)}<h2>Action plan</h2>{table(PLAN)}"
    assert [column(part, "action") for part in parts_of(f"<html><body>{page}</body></html>", "text/html")] == [[row[0] for row in PLAN[1:]]]


def test_a_title_with_a_sentence_below_it_heads_the_other_table_below() -> None:
    lines = ["\t".join(row) for row in PLAN]
    risks = [
        "Perils of the harbour",
        "The board looked at them in May.",
        "Risk description\tLikelihood\tImpact score\tOwner",
        "A storm\t2\t5\tPier Engineer",
    ]
    (part,) = parts_of("\n".join(["Marina Action Plan 2027", "", *lines, "", *risks]))
    assert column(part, "action") == [row[0] for row in PLAN[1:]]


SCANNED = [
    ("Rule", "Awaited", "Lead officer"),
    ("New quay dues", "May 2026", "Moorings Team"),
    ("Harbour by-laws", "June 2026", "Pier Engineer"),
    ("Dredging licences", "July 2026", "Harbour Master"),
]


def test_a_table_below_a_header_of_nothing_to_do_is_none_of_the_plan() -> None:
    part = page(table(PLAN), "<h2>New rules</h2>", table(SCANNED))
    assert column(part, "action") == [row[0] for row in PLAN[1:]]
