"""Cells wrapped in columns of whatever width are whole again, and what two lines say apart stays apart."""

from __future__ import annotations

import pytest

from extract.tables.flat.narrow import are_narrow, run_widths
from tests.small_plans import column, part_of

TITLE = "River Action Plan 2026"
HEADER = "Ref\n\nAction\n\nLead\n\nBy when\n\nProgress\n\n"
ROWS = [
    ("1.1", "Mend the weir gate before the\nwinter floods", "Planning Policy\nOfficer", "by 31 May\n2026", "Parts are on\norder."),
    ("1.2", "Plant reeds along the north\nbank", "Empty Homes\nOfficer", "June 2026", "Planting has\nbegun."),
    ("1.3", "Publish a map of the safe\nlanding places", "Head of\nLeisure", "Quarterly", "Draft map\nagreed."),
    ("1.4", "Train ten volunteers to test\nthe water", "Policy and\nPartnerships", "December 2026", "Six are trained.\nFour more wait."),
]


def paper(*rows: tuple[str, ...], gap: str = "\n\n") -> str:
    return f"{TITLE}\n\n{HEADER}" + gap.join(cell for row in rows for cell in row)


@pytest.mark.parametrize("gap", ["\n\n", "\n\n\n"])
def test_a_cell_wrapped_over_lines_is_one(gap: str) -> None:
    part = part_of(paper(*ROWS, gap=gap))
    for name, at in (("ref", 0), ("action", 1), ("lead", 2), ("timescale", 3), ("update", 4)):
        assert column(part, name) == [row[at].replace("\n", " ") for row in ROWS]


def test_headers_below_a_title_and_a_time_below_a_lead_stay_apart() -> None:
    text = paper(*((*row[:2], f"{row[2]}\n{row[3]}", row[4]) for row in ROWS))
    part = part_of(text.replace(f"{TITLE}\n\nRef", f"{TITLE}\nRef").replace("by 31", "31"))
    assert column(part, "lead") == [row[2].replace("\n", " ") for row in ROWS]
    assert column(part, "timescale") == [row[3].replace("\n", " ").removeprefix("by ") for row in ROWS]
    assert [paragraph.text for paragraph in part.heading] == [TITLE]


def test_a_line_a_cell_is_not_narrow() -> None:
    lines = [line.replace("\n", " ") for row in ROWS for line in row]
    assert not are_narrow(lines, lambda above, line: False)
    assert are_narrow("\n\n".join(cell for row in ROWS for cell in row).split("\n"), lambda above, line: False)


def test_a_cell_is_as_wide_as_its_longest_line() -> None:
    assert run_widths(["ab", "abcd", "abc", "", "a"]) == [4, 4, 4, 0, 1]


def test_white_space_that_parts_rows_parts_no_cells() -> None:
    rows = [
        ("Open a landing stage at\nthe old mill", "Rivers Officer", "March 2026"),
        ("Set up a boat house\nuser group", "Leisure Manager", "June 2026"),
        ("Offer ten paid summer\nplacements to young\npeople in boats", "HR Manager", "July 2026"),
        ("Publish a list of\nwhat is on", "Communications Team", "Ongoing"),
    ]
    part = part_of(f"{TITLE}\n\nAction\nLead\nTimescale\n\n" + "\n\n".join("\n".join(row) for row in rows))
    assert column(part, "action") == [row[0].replace("\n", " ") for row in rows]
    assert column(part, "lead") == [row[1] for row in rows]
