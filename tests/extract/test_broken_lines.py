"""Rows of tabbed text that a line break inside a cell cut: one row again where the words, the numbers or the columns say so."""

from __future__ import annotations

import pytest

from extract.tables import delimited
from tests.extract.strips import table
from tests.small_plans import column, levels, part_of

TAB = "\t"
HEADER = "No\tAction\tLead\tBy when\tProgress"
WHOLE = ("1\tMend the weir gate\tRiver Warden\tMay 2026\tGate ordered.", "2\tPlant reeds\tParks Manager\tJune 2026\tNot started.")
AFTER = "4\tSign up twelve wardens\tClerk\t2027\tNine so far."
ROW = ["3", "Mark the ford", "River Warden Parks Manager", "July 2026", "Two posts set. The rest follow."]


def paper(*rows: str, header: str = HEADER) -> str:
    return "\n".join(["Riverside Action Plan", "", header, *rows])


@pytest.mark.parametrize(
    "broken",
    [
        "3\tMark the ford\tRiver Warden\nParks Manager\tJuly 2026\tTwo posts set. The rest follow.",
        "3\tMark\nthe ford\tRiver Warden\nParks\nManager\tJuly 2026\tTwo posts set.\nThe rest follow.",
        "3\tMark the ford\tRiver Warden Parks Manager\tJuly\n2026\tTwo posts\nset. The rest follow.",
    ],
)
def test_a_numbered_row_ends_where_the_next_number_stands(broken: str) -> None:
    lines = table(delimited.read, paper(*WHOLE, broken, AFTER))
    assert [cell.replace(" / ", " ") for cell in lines[3]] == ROW
    assert lines[4][1] == "Sign up twelve wardens"


def test_without_numbers_the_column_of_times_tells() -> None:
    rows = [line.partition("\t")[2] for line in (*WHOLE, "3\tMark the ford\tRanger\nParks Manager\tJuly 2026\tTwo posts set.", AFTER)]
    part = part_of(paper(*rows, header=HEADER.partition("\t")[2]))
    assert column(part, "action") == ["Mend the weir gate", "Plant reeds", "Mark the ford", "Sign up twelve wardens"]
    assert column(part, "lead")[2] == "Ranger / Parks Manager"


def test_a_heading_above_a_row_and_a_short_row_are_left_alone() -> None:
    part = part_of(paper(*WHOLE, "Theme: Fords", AFTER))
    assert [name for _, name in levels(part)] == [None, None, "Fords"]
    short = table(delimited.read, paper(*WHOLE, "3\tMark the ford", AFTER))
    assert short[3] == ["3", "Mark the ford"] and short[4][0] == "4"


def test_a_note_below_the_last_row_is_no_part_of_it() -> None:
    part = part_of(paper(*WHOLE, AFTER, "All dates are reviewed in spring."))
    assert column(part, "update")[-1] == "Nine so far."


@pytest.mark.parametrize("below", ["Short = one year. Long = over three.", "¹ Subject to a grant.", "This plan is reviewed each spring."])
def test_what_stands_below_a_table_that_ends_on_a_state_is_no_part_of_it(below: str) -> None:
    part = part_of(paper(*WHOLE, "4\tSign up twelve wardens\tClerk\t2027\tComplete", below))
    assert column(part, "update")[-1] == "Complete"


def test_a_pages_number_between_the_halves_of_a_row_begins_no_row() -> None:
    one, two, last = (line.partition("\t")[2] for line in (*WHOLE, AFTER))
    cut = ("Mark the ford\tRanger\tJuly 2026\tTwo posts", "14", "\t\t\tare set.")
    part = part_of(paper(one, two, *cut, last, header=HEADER.partition("\t")[2]))
    assert column(part, "update")[2] == "Two posts are set."


def test_a_sentence_below_a_table_that_ends_on_its_times_is_no_time() -> None:
    rows = ("Mend the weir gate\tRiver Warden\tMay 2026", "Plant reeds\tParks Manager\tIn place by July 2026")
    for below in ("", "Sow the slope\tParks Manager\tMay 2027"):
        part = part_of(paper(*rows, "Reeds come from the nursery. The rest are bought.", below, header="Action\tLead\tDeadline"))
        assert column(part, "timescale")[:2] == ["May 2026", "In place by July 2026"]


def test_an_action_that_breaks_off_before_a_capital_is_one_again() -> None:
    rows = (
        "Mend the weir gate\tRiver Warden\tMay 2026",
        "Plant a hedge at\nVicarage Field\tParks\tJune 2026",
        "Report to Cabinet on\nthe weir\tClerk\t2027",
    )
    part = part_of(paper(*rows, header="Action\tLead\tDeadline"))
    assert [each.replace(" / ", " ") for each in column(part, "action")] == [
        "Mend the weir gate",
        "Plant a hedge at Vicarage Field",
        "Report to Cabinet on the weir",
    ]
    assert [name for _, name in levels(part)] == [None] * 3


def test_cells_are_counted_table_by_table() -> None:
    wide = "Action\tLead\tDeadline\tUpdate\n" + "\n".join(f"Mend gate {at}\tWarden\tMay 2026\tDone" for at in range(4))
    narrow = "Action\tLead\tDeadline\nDredge the ford\tRanger\tJune 2026\nMark the safe\nway over it\tRanger\tJuly 2026"
    part = part_of(f"River plan\n\n{wide}\n\nFords\n\n{narrow}")
    assert column(part, "action")[-1].replace(" / ", " ") == "Mark the safe way over it"


def test_the_items_of_a_list_in_the_last_cell_stand_a_line_each() -> None:
    rows = [f"{row.rpartition(TAB)[0]}\t• Boats pass\n• Nets are whole" for row in WHOLE]
    part = part_of(paper(*rows, "3\tMark the ford\tRiver Warden\tJuly 2026\t• Nobody is lost", "", "• A list below", "• of other things"))
    assert column(part, "update") == ["Boats pass / Nets are whole"] * 2 + ["Nobody is lost"]
    assert set(levels(part)) == {(None, None)}
