"""Banners that a column's edge cut in two, or that stand in every cell of their line, open the section that they name."""

from __future__ import annotations

import pytest

from tests.small_plans import column, levels, part_of

HEADER = "\tAction\tLead\tBy when"
ROWS = ("1\tMend the weir gate\tRiver Warden\tMay 2026", "2\tPlant reeds by the bank\tParks Manager\tJune 2026")


def paper(*rows: str) -> str:
    return "\n".join(["Riverside Action Plan", "", *rows])


@pytest.mark.parametrize(
    "banner",
    [
        "Them\teme: Living rivers\t\t",
        "The\tme: Living rivers\t\t",
        "Theme: Living ri\tivers\t\t",
        "Them\teme: Living ri\tivers\t",
        "Theme\t: Living rivers\t\t",
        "Theme:\tLiving rivers\t\t",
        "Theme: Living\trivers\t\t",
        "\tTheme: Living\trivers\t",
        "Theme: Living rivers\tTheme: Living rivers\tTheme: Living rivers\tTheme: Living rivers",
    ],
)
def test_a_banner_is_whole_however_its_cells_cut_it(banner: str) -> None:
    for lines in ((banner, HEADER), (HEADER, banner)):
        part = part_of(paper(*lines, *ROWS))
        assert levels(part) == [(None, "Living rivers")] * 2
        assert column(part, "ref") == ["1", "2"]


def test_a_banner_cut_before_its_colon_is_whole_though_nobody_knows_its_word() -> None:
    part = part_of(paper(HEADER, "Riverside call\t: Living rivers\t\t", *ROWS))
    assert levels(part) == [(None, "Riverside call: Living rivers")] * 2


@pytest.mark.parametrize("row", ["3\tMark the ford\t\t", "\tTheme boat hire\tas a pilot\t"])
def test_a_row_of_two_cells_is_no_banner(row: str) -> None:
    part = part_of(paper(HEADER, *ROWS, row))
    assert levels(part) == [(None, None)] * len(part.rows)


def test_a_banner_as_long_as_a_sentence_opens_its_section_where_it_is_numbered() -> None:
    name = "every boat owner on the river is helped to moor safely and to keep clear of the weirs " * 3
    part = part_of(paper(HEADER, f"Priority 1: {name.capitalize().strip()}\t\t\t", *ROWS))
    assert [ref for ref, _ in levels(part)] == ["1", "1"]
