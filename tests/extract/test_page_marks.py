"""What a converter leaves between the pages of a tabbed table: page numbers with tabs about them, running lines, a printer's mark."""

from __future__ import annotations

import pytest

from tests.small_plans import column, levels, part_of

HEADER = "No\tAction\tLead\tBy when"
ROWS = (
    "1\tMend the weir gate\tRiver Warden\tMay 2026",
    "2\tPlant reeds by the bank\tParks Manager\tJune 2026",
    "3\tMark the ford\tRanger\t2027",
)
ACTIONS = ["Mend the weir gate", "Plant reeds by the bank", "Mark the ford"]


def paper(*rows: str) -> str:
    return "\n".join(["Riverside Town Council Weirs Plan", "", "Theme: Living rivers", HEADER, *rows])


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("\t\tPage 1 of 2\t", "\t\t\tPage 2 of 2"),
        ("\t1\t\t", "\t2\t\t"),
        ("1 | Page", "2 | Page"),
        ("\t\tRiverside Town Council 1\t", "\t\tRiverside Town Council 2\t"),
        ("Weirs Plan 1", "Weirs Plan 2"),
        ("\tAgenda item 9\t\t", "\t\tAppendix B\t"),
        ("\t\tRef 2204/WP\t", "RWP.11.0417"),
        ("1\t\t\t", "2\t\t\t"),
    ],
)
def test_what_marks_a_page_is_no_row_and_opens_no_section(first: str, second: str) -> None:
    part = part_of(paper(*ROWS[:2], "", first, ROWS[2], "", second))
    assert column(part, "action") == ACTIONS
    assert column(part, "lead") == ["River Warden", "Parks Manager", "Ranger"]
    assert levels(part) == [(None, "Living rivers")] * 3


def test_a_time_alone_on_a_line_is_the_rest_of_its_row() -> None:
    part = part_of(paper(ROWS[0], "2\tPlant reeds by the bank\tParks Manager\t", "", "\t\t\tJune 2026", ROWS[2]))
    assert column(part, "timescale") == ["May 2026", "June 2026", "2027"]


def test_headings_that_count_up_stay_sections() -> None:
    part = part_of(paper(ROWS[0], "", "Theme: Weirs 2\t\t\t", ROWS[1], "", "Theme: Weirs 3\t\t\t", ROWS[2]))
    assert [name for _, name in levels(part)] == ["Living rivers", "Weirs 2", "Weirs 3"]


@pytest.mark.parametrize(
    ("first", "second"), [("②", "③"), ("\t②\t\t", "\t③\t\t"), ("9" * 5000, "9" * 5000), ("1\t\t\t", "9" * 5000 + "\t\t\t")]
)
def test_numbers_in_rings_or_of_thousands_of_figures_count_no_pages(first: str, second: str) -> None:
    part = part_of(paper(ROWS[0], "", first, ROWS[1], "", second, ROWS[2]))
    assert column(part, "lead")[0] == "River Warden" and column(part, "lead")[-1] == "Ranger"
