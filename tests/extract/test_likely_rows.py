"""Rows are told by all of their lines together, wherever in a row's height its short cells stand."""

from __future__ import annotations

from itertools import zip_longest
from textwrap import wrap

import pytest

from extract.tables.spaced.likely_rows import FEET, MIDDLES, TOPS, fitted, margins, part
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


def printed(rows: list[list[str]], stands: float, gap: int = 0) -> str:
    """The rows in columns of spaces, cells at the top of their row (0), at its middle or at its foot (1)."""
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
        above = [int((height - len(cell)) * stands) for cell in cells]
        columns = [[""] * before + cell for before, cell in zip(above, cells, strict=True)]
        lines += [
            "".join(text.ljust(width) for text, width in zip(line, WIDTHS, strict=True)) for line in zip_longest(*columns, fillvalue="")
        ]
        lines += [""] * gap
    return "\n".join(lines)


@pytest.mark.parametrize("stands", [TOPS, MIDDLES, FEET])
@pytest.mark.parametrize("gap", [0, 1])
def test_rows_are_whole_wherever_their_cells_stand(stands: float, gap: int) -> None:
    part = part_of(printed(ROWS, stands, gap))
    for at, name in enumerate(("ref", "action", "lead", "timescale", "update")):
        assert column(part, name) == [row[at] for row in ROWS]


@pytest.mark.parametrize("stands", [TOPS, MIDDLES, FEET])
def test_rows_without_numbers_are_parted_by_their_names_and_times(stands: float) -> None:
    part = part_of(printed([["", *row[1:]] for row in ROWS], stands).replace("Ref ", "    "))
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
    assert fitted(shape, top).stands == TOPS
    assert fitted(shape, middle).stands == MIDDLES


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


def test_the_first_line_of_a_row_is_no_heading_though_it_stands_alone_and_runs_over_the_next_column() -> None:
    text = """
    Action                                        Lead officer           By when
                                                  Harbour Master and
    Dredge the inner basin, the channel and the berths
                                                  Town Clerk             March 2025
    below it
    Light the north steps, the pontoon and all the rails
                                                  Property Services      May 2026
    beside them
                                                  Head of Town
    Mend the slipway                              Services               Ongoing
    """
    own = part_of(text)
    assert column(own, "action") == [
        "Dredge the inner basin, the channel and the berths below it",
        "Light the north steps, the pontoon and all the rails beside them",
        "Mend the slipway",
    ]
    assert column(own, "lead") == ["Harbour Master and Town Clerk", "Property Services", "Head of Town Services"]
    assert levels(own) == [(None, None)] * 3


def test_a_name_between_rows_with_no_white_space_about_it_heads_those_below() -> None:
    text = """
    Action                                   Lead officer        By when
    Moorings
    Dredge the inner basin                   Harbour Master      March 2025
    Ask each boat owner for a plan of where  Town Clerk          Ongoing
    they moor in winter
    Quays and Steps
    Light the north steps                    Property Services   May 2026
    Mend the slipway                         Property Services   June 2026
    """
    part = part_of(text)
    assert [name for _, name in levels(part)] == ["Moorings", "Moorings", "Quays and Steps", "Quays and Steps"]
    assert column(part, "action")[1] == "Ask each boat owner for a plan of where they moor in winter"


def test_a_paragraph_more_of_an_action_is_no_row_though_it_calls_to_act() -> None:
    text = """
    Aims                     Actions                            Who               By when
    Keep the water clean     Dredge the basin before the        Harbour Master    March 2025
                             season.
                             Publish what was found.
    Help those who moor      Ask each boat owner for a plan     Town Clerk        May 2026
                             of where they moor.
                             Lend buoys to visitors.
    """
    assert column(part_of(text), "action") == [
        "Dredge the basin before the season. / Publish what was found.",
        "Ask each boat owner for a plan of where they moor. / Lend buoys to visitors.",
    ]


def test_a_row_that_says_neither_who_nor_when_is_no_heading_though_white_space_sets_it_apart() -> None:
    text = """
    Action                          Lead officer       By when

    Dredge the inner basin before   Harbour Master     March 2025
    the season

    Publish a rota of wardens who
    watch the north quay

    Ask each boat owner for a plan  Town Clerk         Ongoing

    Mend the slipway and its rail   Property Services  July 2026
    before Easter
    """
    own = part_of(text)
    assert column(own, "action")[:2] == ["Dredge the inner basin before the season", "Publish a rota of wardens who watch the north quay"]
    assert levels(own) == [(None, None)] * 4


def test_a_row_is_surer_the_less_another_reading_of_its_lines_is_worth() -> None:
    shape = Shape((34, 18, 14), key=0, named=frozenset({1, 2}), timed=frozenset({2}))
    lines = [
        TableLine(1, {0: "Dredge the basin", 1: "Harbour Master", 2: "March 2025"}, times=frozenset({2})),
        TableLine(2, {0: "Light the steps", 1: "Town Clerk", 2: "May 2026"}, times=frozenset({2})),
        TableLine(3, {0: "Moorings in the"}, calls=False),
        TableLine(4, {0: "Outer basin", 1: "Harbour Master", 2: "June 2026"}, times=frozenset({2})),
    ]
    fit = fitted(shape, lines)
    found = part(lines, fit)
    first, *_, last = margins(lines, fit, found)
    assert first > last > 0
