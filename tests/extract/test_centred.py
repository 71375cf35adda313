"""Rows whose short cells stand at the middle of their height are parted where their texts begin anew, not where their numbers stand."""

from __future__ import annotations

from itertools import zip_longest
from textwrap import wrap

import pytest

from extract.tables.spaced.centred import are_centred
from extract.tables.spaced.wrapped import Shape, TableLine
from tests.small_plans import column, levels, part_of

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


def test_lines_that_each_say_what_who_and_when_are_rows_however_full_their_columns() -> None:
    text = """
    Ferry Town Council
    Harbour Action Plan

    Action                                       Lead officer             By when
    Dredge the inner basin below the north quay  Harbour Master           March 2025
    Light the north steps and the pontoon there  Head of Town Services    by 31 May 2026
    Ask each boat owner for a plan for moorings  Assistant Harbour Master ongoing
    Mend the slipway and its rail before Easter  Property Services        July 2026
    """
    part = part_of(text)
    assert column(part, "lead") == ["Harbour Master", "Head of Town Services", "Assistant Harbour Master", "Property Services"]
    assert column(part, "timescale") == ["March 2025", "by 31 May 2026", "ongoing", "July 2026"]


def test_cells_that_touch_are_parted_where_a_capital_or_figure_begins_near_their_column() -> None:
    text = """
    Ferry Town Council
    Harbour Action Plan

    Ref    Action                                        Lead officer             By when
    1      Dredge the inner basin below the north quay   Harbour Master           March 2025
           and the channel
    2      Light the north steps and the pontoon there   Assistant Harbour Master 31 May 2026
    3      Ask each boat owner for a plan of moorings in Town Clerk's Department  Ongoing
           the winter
    4      Mend the slipway and its rail                 Head of Town Services October 2026
    """
    part = part_of(text)
    assert column(part, "lead") == ["Harbour Master", "Assistant Harbour Master", "Town Clerk's Department", "Head of Town Services"]
    assert column(part, "timescale") == ["March 2025", "31 May 2026", "Ongoing", "October 2026"]


def test_banners_that_begin_where_the_numbers_do_hide_no_column_of_numbers() -> None:
    text = """
           Action                                       Lead officer             By when
    1. The inner basin and its quays
    1.1    Dredge the inner basin below the north quay  Harbour Master           March 2025
    1.2    Light the north steps and the pontoon there  Head of Town Services    by 31 May 2026

    2. The people who use them

    2.1    Ask each boat owner for a plan for moorings  Assistant Harbour Master ongoing
    2.2    Mend the slipway and its rail before Easter  Property Services        July 2026
    """
    part = part_of(text)
    assert column(part, "ref") == ["1.1", "1.2", "2.1", "2.2"]
    assert levels(part)[::2] == [("1", "The inner basin and its quays"), ("2", "The people who use them")]
