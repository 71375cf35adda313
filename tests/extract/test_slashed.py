"""Tables whose cells are parted by " / ": each piece in its column, what runs over put back, everything else left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.tables import slashed
from tests.extract.strips import letters, loose, printed, rows, sheet_of
from tests.small_plans import column, levels, part_of, parts_of

HEAD = "Action / Lead / By when / Cost / Outcome"
FULL = "Mend the weir / AB/CD / May 2027 / £300 / No floods"


def test_each_piece_stands_in_its_column() -> None:
    assert rows(slashed.read, f"River plan\n\n{HEAD}\n{FULL}\n{FULL}\nThat is all.") == [FULL.split(" / ")] * 2
    assert loose(slashed.read, f"River plan\n\n{HEAD}\n{FULL}\n{FULL}\nThat is all.") == ["River plan", "That is all."]


@pytest.mark.parametrize(
    ("line", "cells"),
    [
        ("Mow the bank / Parks Team / Nil / Green banks", ["Mow the bank", "Parks Team", "", "Nil", "Green banks"]),
        ("Mow the bank / May 2027 / Nil / Green banks", ["Mow the bank", "", "May 2027", "Nil", "Green banks"]),
        (
            "Mow the bank / Parks Team / Rivers Team / May 2027 / Nil / Done",
            ["Mow the bank", "Parks Team / Rivers Team", "May 2027", "Nil", "Done"],
        ),
    ],
)
def test_cells_that_are_left_out_or_hold_the_mark_are_told_by_what_they_read_like(line: str, cells: list[str]) -> None:
    assert rows(slashed.read, f"{HEAD}\n{FULL}\n{line}")[1] == cells


def test_a_start_and_an_end_stand_in_their_own_columns_where_the_last_cells_are_left_out() -> None:
    head = "Ref / Action / Officer / Start date / Finish date / Resources / Notes"
    lines = ["1.1 / Mend the weir / Parks Manager / 1/4/2032 / 31/3/2033 / Two days", "1.2 / Mow / Clerk / 1/6/2032 / 31/3/2033 / One day"]
    assert rows(slashed.read, "\n".join([head, *lines])) == [[*line.split(" / "), ""] for line in lines]


def test_one_date_is_the_deadline_sooner_than_a_start_or_an_end() -> None:
    head = "Ref / Action / Officer / Completed / Target date / Progress"
    lines = [f"1.{at} / Mow bank {at} / Clerk /  / 31/3/2033 / A quote was asked for" for at in range(3)]
    assert rows(slashed.read, "\n".join([head, *lines, "1.4 / Mend it / Clerk / 31/3/2033 / Quote asked"]))[-1][3:5] == ["", "31/3/2033"]


def test_a_row_goes_on_until_the_next_number() -> None:
    part = part_of(
        "Governors' Action Plan 2027\n\nNo / Task / Responsible person / Target date / Success criteria\n"
        "1/27 / Audit skills / Clerk / May 2027 / Gaps are known and\nfilled within the year.\n"
        "2/27 / Review the rules / Chair / June 2027 / Rules are new\n"
    )
    assert column(part, "ref") == ["1/27", "2/27"]
    assert column(part, "outcomes")[0] == "Gaps are known and filled within the year."


def test_cells_run_over_lines_until_the_row_is_whole() -> None:
    lines = [
        "Item / Action / Owner",
        "Actions held over from May",
        "RB 7/27(a)",
        "RB 9/27 / Weir gates",
        "Mend them before the floods.",
        "Twice. / AB",
    ]
    lines += ["Actions from June", "RB 31/27(b) / Culverts", "Map those under the mill", "(and the lane) / CD"]
    part = part_of("\n".join(["Summary of actions", "", *lines]))
    assert column(part, "action") == [
        "Weir gates / Mend them before the floods. / Twice.",
        "Culverts / Map those under the mill (and the lane)",
    ]
    assert column(part, "lead") == ["AB", "CD"]
    assert levels(part) == [(None, "Actions held over from May"), (None, "Actions from June")]


def test_rows_that_open_with_a_mark_leave_their_first_cell_empty() -> None:
    lines = [
        "Icon / Action / Due Date / Bar / Owner / Latest Note/ EQ 1 Plant reeds / 31-Mar-2027 / / Parks Team / Begun.",
        "Two banks are done.",
    ]
    lines += ["/ EQ 2 Mow the bank / 1-May-2027 / / Parks Team", "/ EQ 3 Map the mill / 1-Jun-2027 / / Rivers Team / Not yet"]
    assert rows(slashed.read, "\n".join(lines)) == [
        ["", "EQ 1 Plant reeds", "31-Mar-2027", "", "Parks Team", "Begun. / Two banks are done."],
        ["", "EQ 2 Mow the bank", "1-May-2027", "", "Parks Team", ""],
        ["", "EQ 3 Map the mill", "1-Jun-2027", "", "Rivers Team", "Not yet"],
    ]


def test_headers_that_are_printed_again_in_part_head_no_section() -> None:
    lines = ["Objective / Action(s) / Outcome / Action By / Timescale", "Clean rivers / Mend the weir / No floods / Clerk / May 2027"]
    lines += ["Objective / Action(s)", "Dry homes / Mow the bank", "Rake the grass / Green banks / Chair / June 2027"]
    part = part_of("\n".join(["River Action Plan", "", *lines]))
    assert column(part, "action") == ["Mend the weir", "Mow the bank / Rake the grass"]
    assert levels(part) == [(None, None)] * 2


@pytest.mark.parametrize(
    "text", ["Red / Amber / Green\nred / amber / green\nso / so / so", f"{HEAD}\nNone.", "Tel / Fax / Mail\n1 / 2 / 3\n4 / 5 / 6"]
)
def test_other_strokes_are_left_alone(text: str) -> None:
    assert sheet_of(slashed.read, text) is None
    assert parts_of(text) == ()


@given(st.lists(st.sampled_from([FULL, "Sweep it / Clerk", "and so on", "", "a / b / c / d / e / f / g"]), max_size=8))
def test_no_word_is_lost(between: list[str]) -> None:
    text = "\n".join([HEAD, FULL, *between, FULL])
    sheet = sheet_of(slashed.read, text)
    assert sheet is not None and not letters(text) - letters(printed(sheet))


def test_a_header_whose_spaces_are_lost_costs_no_cell() -> None:
    lines = ["Ref / Action / Lead/ Timescale/ 1.01 / Plant reeds / Parks / May 2026", "1.02 / Mow the bank / Parks / June 2026"]
    part = part_of("\n".join([*lines, "1.03 / Mend the gate / Clerk / July 2026"]))
    assert column(part, "action") == ["Plant reeds", "Mow the bank", "Mend the gate"]
    assert parts_of("Action/ Lead/ Timescale/ 1.01 Plant reeds/ Parks") == ()


def test_a_line_of_hundreds_of_strokes_is_kept_in_order_and_soon() -> None:
    many = " / ".join(f"w{number}" for number in range(900))
    sheet = sheet_of(slashed.read, "\n".join([HEAD, FULL, FULL, many]))
    assert sheet is not None and "w899" in printed(sheet)


def test_a_header_that_ran_together_with_the_banner_below_it_is_one() -> None:
    lines = ["Item / Action / OwnerHeld over from May", "RB 9/27 / Mend the weir gate / AB", "Held over from June", "RB 9/28 / Map it / CD"]
    text = "\n".join(["Summary of actions", "", *lines])
    assert rows(slashed.read, text) == [["RB 9/27", "Mend the weir gate", "AB"], ["RB 9/28", "Map it", "CD"]]
    assert loose(slashed.read, text) == ["Summary of actions", "Held over from May", "Held over from June"]
    glued = "Item / Action / McOwner"
    assert sheet_of(slashed.read, text.replace(lines[0], glued)) is None


def test_a_long_last_piece_is_looked_through_no_farther_than_a_header_ends() -> None:
    found = rows(slashed.read, "\n".join([HEAD, FULL, FULL, f"Mend the weir / AB/CD / {'aB' * 40_000}"]))
    assert found[:1] == [FULL.split(" / ")]
