"""Which readings are plans, how many a paper holds, and what is finished on them."""

from __future__ import annotations

import pytest

from extract.plans import find_plans, is_sure
from model import Cell, Line, Place, Script, Sheet, Strip
from tests.extract.strips import meanings
from tests.small_plans import column, levels, objectives, part_of, parts_of

HEADER = "Action\tLead\tBy when"
ROWS = [
    "Mend the slipway\tHarbour Master\tMay 2026",
    "Dredge the inner basin\tHarbour Master\tJune 2026",
    "Mark the reef with buoys\tMoorings Team\tJuly 2026",
]


def lines(*printed: str) -> str:
    return "\n".join(printed)


def test_lines_of_pages_that_print_cells_side_by_side_are_not_decoded_as_cells() -> None:
    said = [text for line in (HEADER, *ROWS, *ROWS[1:]) for text in line.split("\t")]
    printed = tuple(Line(number, text, 1) for number, text in enumerate(["Harbour Action Plan 2026", *said], 1))
    loose = tuple(Strip((Cell.of(line.text),), Place(page=1), loose=True, gap=1) for line in printed)
    beside = tuple(Strip(tuple(map(Cell.of, ("North", "South", "East"))), Place(page=1)) for _ in range(3))
    assert find_plans(Script(groups=((Sheet("aligned", loose),),), lines=printed), meanings())
    assert not find_plans(Script(groups=((Sheet("aligned", (*loose, *beside)),),), lines=printed), meanings())


def test_two_plans_in_one_paper_are_two_parts() -> None:
    first, second = parts_of(
        lines(
            "Harbour Action Plan 2026",
            HEADER,
            *ROWS,
            "",
            "Market Action Plan 2027",
            HEADER,
            "Open on Sundays\tMarkets Manager\tMay 2027",
            "Paint the stalls\tMarkets Manager\tJune 2027",
        )
    )
    assert [len(first.rows), len(second.rows)] == [3, 2]
    assert [part.heading[0].text for part in (first, second)] == ["Harbour Action Plan 2026", "Market Action Plan 2027"]
    assert "stalls" in second.text and "stalls" not in first.text and "reef" not in second.text


def test_a_title_named_in_a_closing_list_begins_no_plan() -> None:
    part = part_of(lines("Harbour Action Plan 2026", HEADER, *ROWS, "", "Related plans", "Market Action Plan 2027", "Fishing\tsee above\t"))
    assert len(part.rows) == 3


@pytest.mark.parametrize(
    ("printed", "why"),
    [
        (
            [
                "Risk\tLikelihood\tImpact score\tMitigation\tRisk owner\tReview date",
                "The wall falls\t3\t4\tWatch it\tHarbour Master\tMay 2026",
                "The boat sinks\t2\t2\tMend it\tHarbour Master\tMay 2026",
            ],
            "a risk register",
        ),
        (
            ["Indicator\tUnit\tQ1\tQ2\tQ3\tQ4\tAnnual target", "Boats\tcount\t1\t2\t3\t4\t10", "Fish\ttons\t1\t2\t3\t4\t10"],
            "a table of indicators",
        ),
        (
            [
                *("HARBOUR TOURISM ACTION PLAN", "Objective 1- To bring visitors to the harbour all year", "Actions"),
                *("1.1 To set up a forum to watch", "over the harbour", "1.2 To count the visitors and what", "they spend"),
                *("1.3 To shape the plans for", "buses", "Targets", "Partnership agreed", "Partners", "Residents,", "Traders,"),
                *("Meetings held each quarter", "Yearly count undertaken", "Town Council,", "Churches, other", "residents,"),
                *("Count of ferries,", "web pages, signs etc.", "undertaken", "Lead Agency", "Town Council", "(Leisure", "and Parks)"),
                *("Year 1-5", "Year 1", "Year 1", "Year 1"),
            ],
            "columns printed one after the other: nothing tells which cells make a row",
        ),
        (
            [
                *("Harbour events", "", "May fair", "", "Fish market", "", "5 May 2031", "", "Town Council", ""),
                *("Blessing of the boats", "", "North mole", "", "12 July 2031", "", "Harbour Board", ""),
                *("Lamps switched on", "", "Quay", "", "28 November 2031", "", "Chamber of Trade", ""),
                *("Sea swim", "", "Slipway", "", "1 January 2032", "", "Rotary Club"),
            ],
            "a list of events: days and names, and nothing that anybody is to do",
        ),
        (
            [
                "Decision\tDecision maker\tDate of decision\tReport author",
                "Lease of the quay\tCabinet\tMay 2026\tHarbour Master",
                "Sale of the barge\tCabinet\tJune 2026\tHarbour Master",
            ],
            "a forward plan",
        ),
        (
            [
                *("1.", "Letting of the kiosk", "Decision maker: Harbour Board", "Decision due: 14 May 2031"),
                *("Lead officer: Orla Finchley", "Decision status: For decision", "", "2.", "Moorings policy"),
                *("Decision maker: Harbour Board", "Decision due: 2 June 2031", "Lead officer: Bram Tolley"),
                *("Decision status: For decision", "", "3.", "Ferry fares", "Decision maker: Harbour Board"),
                *("Decision due: 9 June 2031", "Lead officer: Orla Finchley", "Decision status: Deferred"),
            ],
            "a forward plan, its labels before their values",
        ),
        (["Name\tTelephone\tRoom", "Harbour Master\t12\t3", "Moorings Team\t14\t4"], "a list of people"),
        (["Ship\tArrives\tBerth", "Alma\t12 May 2026\tNorth", "Nell\t14 May 2026\tSouth"], "a timetable"),
        ([HEADER], "a header and no row"),
        (["Action\tReason", "Mend the slipway\tIt is broken", "Dredge the basin\tIt is shallow"], "nobody, no time, no progress"),
    ],
)
def test_near_misses_give_no_plan(printed: list[str], why: str) -> None:
    assert parts_of(lines("Harbour papers 2026", *printed)) == (), why


def test_numbers_inside_action_cells_become_numbers() -> None:
    part = part_of(lines("Harbour Action Plan 2026", HEADER, *(f"{number}. {row}" for number, row in enumerate(ROWS, 1))))
    assert column(part, "ref") == ["1", "2", "3"]
    assert column(part, "action") == ["Mend the slipway", "Dredge the inner basin", "Mark the reef with buoys"]


def test_a_number_in_one_action_is_left_there() -> None:
    part = part_of(lines("Harbour Action Plan 2026", HEADER, ROWS[0], "2 Divers check the reef\tMoorings Team\tMay 2026", ROWS[2]))
    assert column(part, "ref") == ["", "", ""] and column(part, "action")[1] == "2 Divers check the reef"


@pytest.mark.parametrize(
    ("printed", "stage"),
    [
        (lines(HEADER, *ROWS), "delimited"),
        (lines("| Action | Lead | By when |", "|---|---|---|", *(f"| {row} |".replace("\t", " | ") for row in ROWS)), "markdown"),
        (
            "\n\n".join(cell for line in (HEADER, *ROWS, "Paint the quay rails\tHarbour Master\tMay 2027") for cell in line.split("\t")),
            "flattened",
        ),
    ],
)
def test_the_same_rows_are_read_however_they_are_printed(printed: str, stage: str) -> None:
    part = part_of(f"Harbour Action Plan 2026\n\n{printed}")
    assert {row.stage for row in part.rows} == {stage}
    assert column(part, "action")[:3] == [row.split("\t")[0] for row in ROWS]
    assert column(part, "timescale")[:3] == ["May 2026", "June 2026", "July 2026"]


def test_headings_over_blocks_of_labels_open_levels_whatever_stands_right_above_them() -> None:
    block = "Action: {}\nLead: {}\nBy when: {}\n"
    blocks = [block.format(*row.split("\t")) for row in ROWS]
    front = ("# Harbour Action Plan 2026", "Position at May 2026", "## 1. Quay")
    printed = lines(*front, blocks[0], "## 2. Sea Going About", "Aim: Boats lie safe.", *blocks[1:])
    levels = [row.priority for row in part_of(printed).rows]
    assert [(level.ref, level.text, level.description) for level in levels if level] == [
        ("1", "Quay", None),
        ("2", "Sea Going About", "Boats lie safe."),
        ("2", "Sea Going About", "Boats lie safe."),
    ]


def test_lines_within_columns_of_spaces_that_name_the_rows_below_are_banners() -> None:
    text = """Section A: Harbour
No    Action                          Lead officer        By when
Boats
A1    Mark the reef with buoys        Moorings Team       May 2026
The fish quay and its sheds at the north end
A2    Mend the slipway                Moorings Team       June 2026
A3    Dredge the inner basin          Moorings Team       July 2026
"""
    part = part_of(f"Harbour Action Plan 2026\n\n{text}")
    assert levels(part) == [("A", "Harbour")] * 3
    assert objectives(part) == [(None, "Boats"), *[(None, "The fish quay and its sheds at the north end")] * 2]


def test_a_key_below_the_last_block_is_no_part_of_its_value() -> None:
    block = "Action: {}\nLead: Moorings Team\nRAG: Green\n"
    printed = [block.format(row.split("\t")[0]) for row in ROWS]
    part = part_of(lines("Harbour Action Plan 2026", *printed, "Key: Green = completed; Red = not started"))
    assert column(part, "rag") == ["Green"] * 3
    assert [paragraph.text for paragraph in part.legend] == ["Key: Green = completed; Red = not started"]


def test_a_plan_keeps_its_printed_lines_without_marks() -> None:
    part = part_of(lines("Harbour Action Plan 2026", HEADER, "<p>Mend the <b>slipway</b></p>\tHarbour Master\tMay 2026", *ROWS[1:]))
    assert part.lines[2].text.split() == "Mend the slipway Harbour Master May 2026".split()
    assert [line.number for line in part.lines] == [1, 2, 3, 4, 5]


def test_a_plan_that_promises_neither_leads_nor_times_is_sure_by_its_actions() -> None:
    rows = [f"{row.split(chr(9))[0]}\tBegun" for row in ROWS]
    assert is_sure(parts_of(lines("Harbour Action Plan 2026", "Action\tProgress", *rows)), meanings())
    wrong = [f"{row.split(chr(9))[0]}\tMended\tBuoys" for row in ROWS]
    assert not is_sure(parts_of(lines("Harbour Action Plan 2026", HEADER, *wrong)), meanings())


def test_nothing_gives_no_plan() -> None:
    assert parts_of("Harbour news.") == ()


def test_teams_that_nobody_knows_by_one_word_are_no_reason_to_doubt_a_table() -> None:
    part = part_of("""| Action | Owner | Notes |
|---|---|---|
| Add a check for leaking hoses | Chandlery | Parts are here |
| Try the pumps under load | Bilge | |
| Look through all the jobs of the night watch | Fo'c'sle | |
""")
    assert column(part, "lead") == ["Chandlery", "Bilge", "Fo'c'sle"]


def test_two_deadlines_told_in_sentences_are_enough_to_see_that_the_column_is_prose() -> None:
    text = "".join(
        f"<h2>Commitment {number}</h2><p>{what}</p><h3>Lead</h3><p>Harbour-wide.</p><h3>Our progress</h3><p>We looked at the moorings.</p>"
        f"<h3>Next steps</h3><p>{step}</p><h3>When this will happen</h3><p>{when}</p>"
        for number, what, step, when in (
            (1, "Keep ropes off the quay", "All contracts should name it.", "The contracts were changed in June 2025. Some need more."),
            (2, "Warn crews of storms", "We are asking other ports.", "We will look again and begin the warnings by March 2026."),
        )
    )
    (part,) = parts_of(f"<html><body><h1>Safer quays</h1>{text}</body></html>", "text/html")
    assert column(part, "action") == ["All contracts should name it.", "We are asking other ports."]


@pytest.mark.parametrize("form", ["({}) ", "{} ", "{}. "])
def test_numbers_in_brackets_or_with_a_letter_before_actions_are_their_numbers(form: str) -> None:
    what = ("Mend the slipway", "Dredge the basin", "Mark the reef with buoys")
    rows = "".join(f"{form.format(ref)}{text}\tHarbour Master\tMay 2026\n" for ref, text in zip(("1a", "1b", "2.1"), what, strict=True))
    part = part_of(f"Harbour Action Plan\n\nAction\tLead\tBy when\n{rows}")
    assert column(part, "ref") == ["1a", "1b", "2.1"]
    assert column(part, "action") == [*what]
