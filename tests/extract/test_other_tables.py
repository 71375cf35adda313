"""A table beside the plan that speaks of something else gives no action; the plan's own tables go on."""

from __future__ import annotations

import pytest

from model import Part
from tests.small_plans import column, levels, part_of, parts_of, strays

PLAN = [
    ("What we will do", "Who", "Finish by"),
    ("Dredge the marina basin", "Harbour Master", "May 2027"),
    ("Rewire the pier lights", "Pier Engineer", "June 2027"),
    ("Buy a second patrol boat", "Moorings Team", "July 2027"),
]
BUDGET = [("Pot of money", "2026/27 £", "2027/28 £"), ("Salaries", "21,000", "22,400"), ("Fuel", "900", "950")]
RISKS = [("Threat", "Likelihood", "Consequence", "Owner"), ("A storm breaks the wall", "2", "5", "Harbour Master")]
MEMBERS = [("Member", "Standing for"), ("Cllr Ida Moss", "Anglers' Club"), ("Sam Pryce", "Sailing School")]


def table(rows: list[tuple[str, ...]], head: str = "th") -> str:
    cells = [(head if not index else "td", row) for index, row in enumerate(rows)]
    return f"<table>{''.join(f'<tr>{_line(name, row)}</tr>' for name, row in cells)}</table>"


def _line(name: str, row: tuple[str, ...]) -> str:
    return "".join(f"<{name}>{text}</{name}>" for text in row)


def page(*pieces: str) -> Part:
    (part,) = parts_of(f"<html><body><h1>Marina Action Plan 2027</h1>{''.join(pieces)}</body></html>", "text/html")
    return part


@pytest.mark.parametrize("other", [BUDGET, RISKS, MEMBERS])
@pytest.mark.parametrize("between", ["<p>More for the record</p>", ""])
def test_a_table_of_another_thing_below_the_plan_is_none_of_it(other: list[tuple[str, ...]], between: str) -> None:
    part = page(table(PLAN), between, table(other))
    assert column(part, "action") == [row[0] for row in PLAN[1:]]
    assert " ".join(other[1]) in strays(part, furniture=False)


@pytest.mark.parametrize("other", [BUDGET, RISKS])
def test_the_plan_goes_on_below_it(other: list[tuple[str, ...]]) -> None:
    part = page(table(PLAN[:2]), table(other), "<p>Continued</p>", table([PLAN[0], *PLAN[2:]]))
    assert column(part, "action") == [row[0] for row in PLAN[1:]]


def test_a_table_of_another_thing_above_the_plan_is_none_of_it() -> None:
    part = page(table(RISKS), "<p>Then the work itself</p>", table(PLAN))
    assert column(part, "action") == [row[0] for row in PLAN[1:]]


@pytest.mark.parametrize(
    "other",
    [
        [("Pot", "This year", "Next year", "Later"), ("Fuel", "900", "950", "990")],
        [("Event", "Date"), ("Regatta notice", "21 March 2027"), ("Regatta", "4 May 2027")],
    ],
)
def test_a_plain_first_line_that_fits_no_column_heads_another_table(other: list[tuple[str, ...]]) -> None:
    part = page(table(PLAN), "<p>Money and boats</p>", table(other, "td"))
    assert column(part, "action") == [row[0] for row in PLAN[1:]]


def test_a_table_that_goes_on_without_its_header_is_still_the_plan() -> None:
    part = page(table(PLAN[:3]), "<p>Second half</p>", table(PLAN[3:], "td"))
    assert column(part, "action") == [row[0] for row in PLAN[1:]]


def test_bold_rows_of_a_plan_are_rows() -> None:
    bold = [tuple(f"<b>{text}</b>" for text in row) for row in PLAN[1:]]
    part = page(table([PLAN[0], *bold[:2]]), "<p>Second half</p>", table(bold[2:], "td"))
    assert column(part, "action") == [row[0] for row in PLAN[1:]]


def test_a_heading_over_another_table_makes_no_heading_of_a_papers_date() -> None:
    part = page("<p>Pier Board, March 2027</p>", table(PLAN), "<p>Perils</p>", table(RISKS))
    assert [paragraph.text for paragraph in part.heading] == ["Marina Action Plan 2027", "Pier Board, March 2027"]
    assert levels(part) == [(None, None)] * 3


def test_a_table_of_tabs_below_the_plan_is_none_of_it() -> None:
    lines = ["Marina Action Plan 2027", "", *("\t".join(row) for row in PLAN), "", "", *("\t".join(row) for row in RISKS)]
    assert column(part_of("\n".join(lines)), "action") == [row[0] for row in PLAN[1:]]


def test_rows_of_another_table_do_not_settle_the_plans_columns() -> None:
    plan = [("Promise kept to the town", *PLAN[0][1:], "Progress"), *((*row, "Begun") for row in PLAN[1:])]
    people = [("Member", "Chosen by"), *((f"Cllr {name} Lowe", "Ward council") for name in ("Ada", "Ben", "Cora", "Dev", "Eve", "Flo"))]
    part = page(table(plan), "<p>Those who sit on it</p>", table(people))
    assert column(part, "action") == [row[0] for row in PLAN[1:]]


def test_labels_with_their_values_are_no_flattened_table() -> None:
    said = [f"{label}: {text}" for row in PLAN[1:] for label, text in zip(("What we'll do", "Who", "When"), row, strict=True)]
    part = page("".join(f"<p>{line}</p>" for line in said))
    assert column(part, "action") == [row[0] for row in PLAN[1:]]


TALLY = [("Done", "6"), ("Under way", "4"), ("Late", "12%")]


def test_a_table_that_only_counts_is_none_of_the_plan() -> None:
    part = page(table(PLAN), "<p><b>In all</b></p>", table(TALLY, "td"))
    assert column(part, "action") == [row[0] for row in PLAN[1:]]
    assert "Under way 4" in strays(part, furniture=False)


def test_a_piped_table_with_a_header_of_its_own_is_another_though_it_is_as_wide() -> None:
    part = part_of("""# Slipway tracker

| Milestone | Owner | Target date | Status | Notes |
| --- | --- | --- | --- | --- |
| Survey the slip | Pier Engineer | 3 May 2027 | Done | Report filed |
| Order new rails | Moorings Team | 9 June 2027 | In progress | Two quotes came |

## Submission log
| Sent | Submission | What it holds | Reviewer | Next action |
| --- | --- | --- | --- | --- |
| 4 May 2027 | SL-1 | Survey and drawings | Pier Engineer | Send the quotes before the board meets |
""")
    assert column(part, "action") == ["Survey the slip", "Order new rails"]


@pytest.mark.parametrize(
    ("first", "below", "rows"),
    [
        ("|  | and the winch |  |  | May |", "|  | Order new rails | Moorings Team | 9 June 2027 | Two quotes came |", 4),
        ("|  | Paint the hut | Moorings Team | May 2027 | |", "|  | Order new rails | Moorings Team | 9 June 2027 | Two quotes came |", 5),
        ("|  | Paint the hut | Moorings Team | May 2027 | Begun |", "|  | Order new rails | Moorings Team | 9 June 2027 | Quoted |", 5),
        ("| Stores | Ropes at four moorings | Ferrio | May 2027 | Complete |", "|  | Order new rails | Bosuns | 9 June 2027 | Quoted |", 5),
        ("| Day | Chair | 4 May 2027 | 6 May 2027 | Place |", "| North Board | yes | no | no | Hall |", 2),
        ("|  | berths | boats | 2027 | skippers |", "| North slip | 12 | 9 | 80 | 14 |", 2),
    ],
)
def test_the_first_line_of_a_page_that_a_converter_made_a_header_is_a_row_or_the_rest_of_one(first: str, below: str, rows: int) -> None:
    part = part_of(f"""# Slipway action plan

|  | Action | Lead | By when | Progress |
| --- | --- | --- | --- | --- |
| Rails | Survey the slip | Pier Engineer | 3 May 2027 | Report filed. |
|  | Look at the crane, the cradle | Pier Engineer | Ongoing | Looked at since |

{first}
| --- | --- | --- | --- | --- |
{below}
{below.replace("Order", "Lay").replace("North", "West")}
""")
    assert len(part.rows) == rows
    assert column(part, "action")[1] == "Look at the crane, the cradle" + (" and the winch" if "winch" in first else "")


VISITS = [("School", "First call", "Pupils"), ("Pier Infants", "September 2026", "90"), ("Quay Primary", "October 2026", "210")]
RENTS = [("Berth", "Rent", "Skipper"), ("North slip", "£400", "A. Moss"), ("West slip", "£350", "B. Moss"), ("Pool", "£90", "C. Moss")]
GOES_ON = [("Seagull survey", "All", "Not yet set"), ("Slip repairs", "Moorings Team", "May 2028"), ("Net store", "Clerk", "June 2028")]


MATTERS = [("Legal", "There is a duty."), ("Financial", "None."), ("Equality", "A form was filled in.")]
LESSONS = [("No.", "Course", "Starts"), ("1", "Moss", "4 May 2027"), ("2", "Abbot", "6 May 2027")]
NETS = [("Consultation on nets", "Clerk"), ("Legal advice", "Clerk")]
HOURS = [("Hut", "Monday", "Sunday"), ("North hut", "9 to 5", "Shut"), ("West hut", "Shut", "9 to 5")]
BLURRED = [("Footpath", "Ramblers", "When dry"), ("Pond", "Anglers", "When full"), ("Orchard", "All", "When pruned")]


OTHERS = [(each, ()) for each in (VISITS, RENTS, HOURS, MATTERS, LESSONS)]


@pytest.mark.parametrize(("other", "kept"), [*OTHERS, (GOES_ON, GOES_ON), (BLURRED, BLURRED), (NETS, NETS)])
def test_tabbed_lines_as_wide_as_the_plans_are_told_by_a_header_of_their_own(
    other: list[tuple[str, ...]], kept: list[tuple[str, ...]]
) -> None:
    lines = ["Marina Action Plan 2027", "", *("\t".join(row) for row in PLAN), "", "The next page", "", *("\t".join(row) for row in other)]
    assert column(part_of("\n".join(lines)), "action") == [row[0] for row in (*PLAN[1:], *kept)]
