"""A lead and its time that a converter left in one cell, or in two below one header: each row has what its header promises."""

from __future__ import annotations

import pytest

from tests.small_plans import column, part_of

HEADER = "No\tAction\tLead\tBy when\tProgress"
WHOLE = "1\tMend the weir gate\tRiver Warden\tMay 2026\tGate ordered"


def paper(*rows: str, header: str = HEADER) -> str:
    return "\n".join(["Riverside Action Plan 2026", "", header, *rows])


def told(text: str) -> list[tuple[str, str, str]]:
    part = part_of(text)
    return list(zip(column(part, "lead"), column(part, "timescale"), column(part, "update"), strict=True))


def test_cells_that_ran_together_on_one_page_are_two_and_what_follows_moves_back() -> None:
    text = paper(WHOLE, "", "2\tPlant reeds along the bank\tParks Manager By June 2026\tNot started", "3\tMark the ford\tPlanning 2027\t")
    assert told(text) == [
        ("River Warden", "May 2026", "Gate ordered"),
        ("Parks Manager", "By June 2026", "Not started"),
        ("Planning", "2027", ""),
    ]


def test_a_time_that_stands_first_is_parted_from_its_lead_too() -> None:
    rows = ("1\tMend the weir gate\tMay 2026\tRiver Warden\tGate ordered", "2\tPlant reeds\tMonthly Parks Manager\tNot started")
    assert told(paper(*rows, header="No\tAction\tBy when\tLead\tProgress"))[1] == ("Parks Manager", "Monthly", "Not started")


def test_cells_apart_below_one_header_of_both_come_together() -> None:
    header = "No\tAction\tLead officer Target date\tProgress"
    rows = ("1\tMend the weir gate\tRiver Warden May 2026\tGate ordered", "2\tPlant reeds\tParks Manager\tJune 2026\tNot started")
    part = part_of(paper(*rows, header=header))
    assert column(part, "lead")[1] == "Parks Manager / June 2026"
    assert column(part, "update") == ["Gate ordered", "Not started"]


@pytest.mark.parametrize(
    "row",
    [
        "2\tPlant reeds\tParks Manager\tJune 2026\tNot started",
        "2\tPlant reeds\tCommunity Plan Group 2030\tJune 2026\tNot started",
        "2\tPlant reeds\tParks Manager\t\tNot started",
    ],
)
def test_a_lead_beside_its_own_time_or_without_one_stays_whole(row: str) -> None:
    _, _, lead, time, update = row.split("\t")
    assert told(paper(WHOLE, row))[1] == (lead, time, update)


def test_a_time_before_its_lead_below_one_header_of_both_is_a_paragraph_of_its_own() -> None:
    header = "No\tAction\tBy when / Lead\tProgress"
    rows = ("1\tMend the weir gate\tMonthly River Warden\tGate ordered", "2\tPlant reeds\tJune 2026 Parks Manager\tNot started")
    assert column(part_of(paper(*rows, header=header)), "lead") == ["Monthly / River Warden", "June 2026 / Parks Manager"]


def test_a_mere_year_behind_a_name_may_be_its_own_and_is_flagged() -> None:
    part = part_of(paper(WHOLE, "2\tPlant reeds\tWater Board 2030\t\tNot started", "3\tMark the ford\tParks Manager\t2027\t"))
    assert [sorted(row.flags) for row in part.rows] == [[], ["cell_shifted"], []]
