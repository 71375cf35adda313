"""Times that a column's edge cut in two are whole again; where they may be two, the row is flagged."""

from __future__ import annotations

import pytest

from model import Row
from tests.small_plans import part_of, role

OTHERS = ("Dredge the basin\tHarbour Master\tMay 2027\t\tNot started", "Mark the reef\tMoorings Team\tJune 2027\t\tNot started")


def row(left: str, right: str) -> Row:
    lines = ("Action\tLead\tTimesc\tale\tProgress", f"Mend the slipway\tHarbour Master\t{left}\t{right}\tDone", *OTHERS)
    return part_of("\n".join(("Harbour Action Plan 2026-2028", "", *lines))).rows[0]


@pytest.mark.parametrize(
    ("left", "right", "whole"),
    [
        ("30 June 20", "027", "30 June 2027"),
        ("30 June 2", "2027", "30 June 2027"),
        ("March 20", "27", "March 2027"),
        ("Dec", "cember 2027", "December 2027"),
        ("By", "May 2027", "By May 2027"),
        ("On-g", "going", "On-going"),
        ("Every", "month", "Every month"),
        ("May", "2027", "May 2027"),
    ],
)
def test_a_time_that_an_edge_cut_is_whole(left: str, right: str, whole: str) -> None:
    found = row(left, right)
    assert (role(found, "timescale"), role(found, "update"), found.flags) == (whole, "Done", ())


def test_a_time_that_may_be_two_is_flagged_and_two_times_stay_two() -> None:
    for left, right in (("March 2", "2027"), ("1", "2 May 2027"), ("31 March 2026", "6")):
        assert row(left, right).flags == ("cell_shifted",), (left, right)
    assert role(row("May 2027", "June 2028"), "timescale") == "May 2027 / June 2028"
    assert role(row("2026", "2027"), "timescale") == "2026 / 2027"
    assert role(row("2022", "2023"), "timescale") == "2022 / 2023"


def test_a_time_torn_in_one_row_is_whole_and_what_follows_moves_back() -> None:
    header, whole = "Action\tLead\tTimescale\tProgress", "Mark the reef\tMoorings Team\tJune 2027\tNot started"
    lines = (header, "Mend the slipway\tHarbour Master\tSeptem\tber 2027\tDone", whole)
    found = part_of("\n".join(("Harbour Action Plan 2026-2028", "", *lines))).rows[0]
    assert (role(found, "timescale"), role(found, "update")) == ("September 2027", "Done")


@pytest.mark.parametrize("header", ["Re\tf\tAction\tWh\to\tTimesc\tale\tProgress", "Ref\tAct\tion\tWho\tTimesc\tale\tProgress"])
def test_of_a_header_torn_in_more_places_than_its_rows_the_pieces_are_left_out_that_who_and_when_tell(header: str) -> None:
    times = (("May", "2027"), ("Aug", "ust 2027"), ("On-g", "oing"))
    rows = [f"{at}\tMend slip {at}\tHarbour Master\t{left}\t{right}\tDone" for at, (left, right) in enumerate(times, 1)]
    rows = [row.replace("\tHar", "\t\tHar") for row in rows] if "Wh\to" in header else rows
    found = part_of("\n".join(("Harbour Action Plan 2026-2028", "", header, *rows)))
    assert [(role(each, "lead"), role(each, "timescale")) for each in found.rows] == [
        ("Harbour Master", time) for time in ("May 2027", "August 2027", "On-going")
    ]


def test_a_text_beside_a_whole_time_below_a_torn_header_is_the_next_columns() -> None:
    lines = ("Action\tLead\tTimesc\tale\tProgress", "Mend the slipway\tHarbour Master\tTermly\tDivers come in each term\t", *OTHERS)
    found = part_of("\n".join(("Harbour Action Plan", "", *lines))).rows[0]
    assert (role(found, "timescale"), role(found, "update")) == ("Termly", "Divers come in each term")


def test_a_row_with_a_cell_for_each_column_below_a_torn_header_is_read_by_its_columns() -> None:
    said = "On-going. The group has met each month since January 2026"
    torn = "2\tDredge the basin\t\tDeep\tHarbour Master\tMay 2027\tNot started"
    header = "Re\tf\tAction\tOutcomes\tWho is responsi\tble\tBy when\tProgress"
    lines = (header, f"1\tMend the slipway\tDry\tHarbour Master\tMonthly\t{said}", torn)
    found = part_of("\n".join(("Harbour Action Plan", "", *lines))).rows[0]
    assert (role(found, "timescale"), role(found, "update")) == ("Monthly", said)
