"""A table that is too wide for its paper is one table again, whichever way its sheets were printed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extract.tables.printed.side_by_side import join_sides
from model import Cell, Paragraph, Place, Strip
from tests.extract.strips import meanings

LEFT = ["Ref | Action | Lead", "1 | Mend the slipway | Ann Archer", "2 | Dredge the basin | Bea Boatman", "3 | Mark the reef | Ann Archer"]
RIGHT = ["By when | Status | Budget", "May 2026 | Begun | £400", "June 2026 | |", "July 2026 | Late | £90"]
Strips = tuple[Strip, ...]


def half(printed: list[str], page: int, top: float = 100.0, pitch: float = 30.0) -> Strips:
    strips = []
    for number, line in enumerate(printed):
        y = top + pitch * number
        place = Place(page=page, box=(50.0, y, 500.0, y + 12))
        texts = [text.strip() for text in line.split("|")]
        strips.append(Strip(tuple(Cell((Paragraph(text, place),)) if text else Cell() for text in texts), place))
    return tuple(strips)


def texts(pages: list[Strips]) -> list[list[list[str]]]:
    return [[[cell.text for cell in strip.cells] for strip in strips if not strip.loose] for strips in pages]


WHOLE = [[*map(str.strip, left.split("|")), *map(str.strip, right.split("|"))] for left, right in zip(LEFT, RIGHT, strict=True)]


@pytest.mark.parametrize(
    ("down_first", "headers"),
    [
        pytest.param(True, LEFT[:1], id="down, then over"),
        pytest.param(False, LEFT[:1], id="over, then down"),
        pytest.param(True, [], id="the header once"),
    ],
)
def test_right_halves_come_to_their_left_ones(down_first: bool, headers: list[str]) -> None:
    lefts = [half(LEFT[:2], 1), half([*headers, *LEFT[2:]], 2, 60.0)]
    rights = [half(RIGHT[:2], 3), half([*(RIGHT[:1] if headers else []), *RIGHT[2:]], 4, 60.0)]
    order = [0, 1, 2, 3] if down_first else [0, 2, 1, 3]
    pages = [(lefts + rights)[index] for index in order]
    read = texts(join_sides(pages, meanings()))
    assert [line for page in read for line in page] == WHOLE[:2] + ([WHOLE[0]] if headers else []) + WHOLE[2:]


def column(printed: list[str], page: int, x: float = 50.0) -> Strips:
    """Texts below one another, which no line of a page parts into cells."""
    strips = half(printed, page)
    return tuple(replace(strip, loose=True, place=replace(strip.place, box=(x, *(strip.place.box or ())[1:]))) for strip in strips)


def test_a_sheet_of_one_column_alone_is_one_more_column() -> None:
    alone = ["Progress", "The cradle is hired", "A survey is booked", "Not begun"]
    (joined, right) = join_sides([half(LEFT, 1), column(alone, 2)], meanings())
    assert [[cell.text for cell in strip.cells][-1] for strip in joined] == alone and right == ()
    (joined, *_) = join_sides([half(LEFT, 1), half(RIGHT, 2), column(alone, 3)], meanings())
    assert [[cell.text for cell in strip.cells][-1] for strip in joined] == alone


def test_a_column_alone_may_leave_cells_empty_and_go_on_over_the_page() -> None:
    titled = ["Harbour Action Plan | |", LEFT[0], "Piers | |", *LEFT[1:], "4 | Paint the light | Bea Boatman", "5 | Sink a well | Bea"]
    rest = ["6 | Count the buoys | Ann Archer"]
    first = [text for text in column(["", "Progress", "", "The cradle is hired", "", "Not begun", "A coat is on", "Late"], 3) if text.text]
    joined = join_sides([half(titled, 1), half(rest, 2), tuple(first), column(["All are counted"], 4)], meanings())
    told = [cells[-1] for page in texts(joined[:2]) for cells in page if len(cells) > 3]
    assert told == ["Progress", "The cradle is hired", "Not begun", "A coat is on", "Late", "All are counted"]


@pytest.mark.parametrize(
    "alone",
    [
        pytest.param(["The harbour in winter", "The cradle is hired", "A survey is booked", "Not begun"], id="no header above"),
        pytest.param(["Progress", "The cradle is hired"], id="fewer than the rows"),
    ],
)
def test_texts_that_are_no_column_stay_beside_the_table(alone: list[str]) -> None:
    pages = [half(LEFT, 1), column(alone, 2)]
    assert join_sides(pages, meanings()) == pages


def test_a_line_knows_both_its_places() -> None:
    (joined, right) = join_sides([half(LEFT, 1), half(RIGHT, 2)], meanings())
    assert right == () and [page for page, _ in joined[1].place.boxes] == [1, 2]


@pytest.mark.parametrize(
    "pages",
    [
        pytest.param([half(LEFT, 1), half(RIGHT, 2, pitch=41.0)], id="lines at other heights"),
        pytest.param([half(LEFT, 1), half(LEFT, 2)], id="the same columns"),
        pytest.param([half(LEFT, 1), half(["Action | Status", "Dig | Begun", "Fill | Late", "Rest | Begun"], 2)], id="actions of its own"),
        pytest.param([half(LEFT, 1), half(LEFT, 2), half(RIGHT, 3)], id="fewer right halves than left ones"),
    ],
)
def test_other_pages_stay_as_they_are(pages: list[Strips]) -> None:
    assert join_sides(pages, meanings()) == pages
