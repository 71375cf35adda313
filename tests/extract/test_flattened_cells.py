"""What tools that turn a table into text do to its cells: two run together, one broken over lines, headers that no lexicon has."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tests.small_plans import column, levels, part_of

ROWS = [
    ["Mend the weir gate before the winter floods", "River Warden", "May 2026", "Parts are on order."],
    ["Plant reeds along the north bank", "Parks Manager", "By June 2026", "Planting has begun."],
    ["Publish a map of the safe landing places", "Head of Leisure", "Ongoing", "Draft map agreed."],
    ["Train ten volunteers to test the water", "Environmental Health Team", "December 2026", "Six are trained."],
]
HEADER = ["Action", "Lead", "By when", "Progress"]
MORE = [
    ["Clear the brook below the mill each autumn", "Drainage Officer", "October 2026", "Work is to begin soon."],
    ["Hold a river day for schools", "Education Team", "Annually", "The first day drew 300 pupils."],
]


def paper(*pieces: str | Sequence[str]) -> str:
    return "\n\n".join(
        ["River Action Plan 2026", *(cell for piece in pieces for cell in ([piece] if isinstance(piece, str) else piece))]
    )


@pytest.mark.parametrize("time_first", [False, True])
def test_a_lead_and_its_time_that_ran_together_are_parted(time_first: bool) -> None:
    order = (0, 2, 1, 3) if time_first else (0, 1, 2, 3)
    rows = [[row[at] for at in order] for row in ROWS]
    joint = [[row[0], f"{row[1]} {row[2]}", row[3]] for row in rows]
    part = part_of(paper([HEADER[at] for at in order], rows[0], *joint[1:]))
    assert (column(part, "lead"), column(part, "timescale")) == ([row[1] for row in ROWS], [row[2] for row in ROWS])


def test_a_report_that_names_a_body_and_ends_on_a_time_is_not_parted() -> None:
    said = "Agreed by the Rivers Board in May 2026"
    part = part_of(paper(HEADER, *([*row[:3], said] for row in ROWS)))
    assert column(part, "update") == [said] * 4


def test_what_stands_behind_every_header_is_the_last_of_it() -> None:
    header = ["Action", "Lead", "By when", "Otters and trout"]
    part = part_of(paper("1. Weirs", header, *ROWS[:2], "2. Maps", header, *ROWS[2:]))
    assert column(part, "action") == [row[0] for row in ROWS]
    assert column(part, "lead") == [row[1] for row in ROWS]
    assert {own.header for row in part.rows for own, _ in row.cells} == set(header)


def test_a_header_that_opens_with_a_known_one_is_the_last_of_it() -> None:
    header = ["Action", "Lead", "By when", "Outcomes for anglers"]
    aims = ["Fish can pass all year", "Less mud in the pond", "Nobody has to ask", "Weekly results online"]
    part = part_of(paper(header, *([*row[:3], aim] for row, aim in zip(ROWS, aims, strict=True))))
    assert column(part, "outcomes") == aims


def test_a_section_below_a_header_is_none_of_it() -> None:
    part = part_of(paper(HEADER, "Priority 1: Outcomes for anglers", *ROWS))
    assert levels(part) == [("1", "Outcomes for anglers")] * 4


def test_a_word_for_items_of_any_kind_heads_the_actions_where_nothing_else_does() -> None:
    header = ["Scheme", "Lead", "By when", "Progress"]
    part = part_of(paper("1. Weirs", header, *ROWS[:2], "2. Maps", header, *ROWS[2:]))
    assert [column(part, name) for name in ("action", "lead")] == [[row[at] for row in ROWS] for at in (0, 1)]
    assert levels(part) == [("1", "Weirs"), ("1", "Weirs"), ("2", "Maps"), ("2", "Maps")]


def test_a_header_that_a_column_broke_over_lines_is_one() -> None:
    header = ["Action", "Lead\nofficer", "Target\ndate", "Update\nMay 2026"]
    rows = [[row[0].replace(" the ", " the\n", 1), row[1].replace(" ", "\n", 1), *row[2:]] for row in [*ROWS, *MORE]]
    part = part_of(paper(header, *rows))
    for name, at in (("action", 0), ("lead", 1), ("timescale", 2)):
        assert column(part, name) == [row[at] for row in [*ROWS, *MORE]]


def test_a_year_on_a_line_of_its_own_ends_the_text_that_names_its_month() -> None:
    said = "The whole of the north bank was walked\nby wardens and by anglers in November\n2025."
    rows = [[row[0].replace(" the ", " the\n", 1), *row[1:3], said] for row in [*ROWS, *MORE]]
    part = part_of(paper(HEADER, *rows))
    assert column(part, "update") == [said.replace("\n", " ")] * 6
