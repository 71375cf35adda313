"""Rows whose short cells stand at the middle of their height are parted where their texts begin anew, not where their numbers stand."""

from __future__ import annotations

from itertools import zip_longest
from textwrap import wrap

import pytest

from extract.tables.centred import are_centred
from extract.tables.wrapped import Shape, TableLine
from tests.small_plans import column, part_of

WIDTHS = (6, 34, 18, 14, 24)
HEADER = ["Ref", "Action", "Lead officer", "By when", "Progress"]
ROWS = [
    [
        "F1",
        "Dredge the inner basin and the channel below it before the summer moorings open to visitors",
        "Harbour Master",
        "March 2025",
        "Begun",
    ],
    ["F2", "Light the north steps", "Town Clerk", "Ongoing", "Lamps ordered from two makers and a price agreed with both"],
    ["F3", "Ask every boat owner for a plan of where they mean to moor in the winter", "Harbour Master and Town Clerk", "Spring 2026", ""],
    ["F4", "Mend the slipway", "Head of Property Services and Estates", "May 2026", "A survey of the whole wall is with the insurers"],
]


def printed(rows: list[list[str]], middle: bool, gap: int = 0) -> str:
    """The rows in columns of spaces, cells at the middle of their row or at its top."""
    lines = [
        "Ferry Town Council",
        "Harbour Action Plan",
        "",
        "".join(text.ljust(width) for text, width in zip(HEADER, WIDTHS, strict=True)),
        "",
    ]
    for row in rows:
        cells = [wrap(text, width - 2) for text, width in zip(row, WIDTHS, strict=True)]
        height = max(map(len, cells))
        above = [(height - len(cell)) // 2 if middle else 0 for cell in cells]
        columns = [[""] * before + cell for before, cell in zip(above, cells, strict=True)]
        lines += [
            "".join(text.ljust(width) for text, width in zip(line, WIDTHS, strict=True)) for line in zip_longest(*columns, fillvalue="")
        ]
        lines += [""] * gap
    return "\n".join(lines)


@pytest.mark.parametrize("middle", [True, False])
@pytest.mark.parametrize("gap", [0, 1])
def test_rows_are_whole_wherever_their_cells_stand(middle: bool, gap: int) -> None:
    part = part_of(printed(ROWS, middle, gap))
    for at, name in enumerate(("ref", "action", "lead", "timescale", "update")):
        assert column(part, name) == [row[at] for row in ROWS]


def test_rows_without_numbers_are_parted_by_their_names_and_times() -> None:
    part = part_of(printed([["", *row[1:]] for row in ROWS], middle=True).replace("Ref ", "    "))
    assert column(part, "action") == [row[1] for row in ROWS]
    assert column(part, "timescale") == [row[3] for row in ROWS]


def test_a_number_beside_the_first_line_is_not_centred() -> None:
    shape = Shape((6, 34), ref=0, key=1)
    top = [
        TableLine(1, {0: "F1", 1: "Dredge the inner"}),
        TableLine(2, {1: "basin"}),
        TableLine(3, {0: "F2", 1: "Light the"}),
        TableLine(4, {1: "steps"}),
    ]
    middle = [TableLine(line.number, {1: line.cells[1]} | ({0: f"F{line.number}"} if line.number % 2 == 0 else {})) for line in top]
    assert not are_centred(top, shape)
    assert are_centred(middle, shape)
