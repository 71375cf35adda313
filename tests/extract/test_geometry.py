"""Arithmetic on boxes, held to small drawings and to what must be true of any."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.geometry import covered, holds, hull, joined, middle, reading_order, shared, slot, snap, touching_groups, white_gaps
from model import Box

number = st.floats(0, 500, allow_nan=False).map(lambda value: round(value, 1))
span = st.tuples(number, number).map(lambda pair: (min(pair), max(pair)))
box = st.tuples(span, span).map(lambda pair: (pair[0][0], pair[1][0], pair[0][1], pair[1][1]))


def test_hull_middle_and_holds() -> None:
    assert hull([(1, 2, 3, 4), (0, 3, 2, 9)]) == (0, 2, 3, 9)
    assert middle((0, 0, 10, 4)) == (5, 2)
    assert holds((0, 0, 10, 4), (10.5, 2), reach=1) and not holds((0, 0, 10, 4), (10.5, 2))


def test_shared_is_negative_where_stretches_are_apart() -> None:
    assert shared((0, 5), (3, 9)) == 2
    assert shared((0, 5), (8, 9)) == -3


def test_near_values_snap_to_their_mean() -> None:
    assert snap([10.0, 100.0, 11.0, 99.0], 3.0) == (10.5, 99.5)


@pytest.mark.parametrize(("value", "expected"), [(-5, 0), (0, 0), (9.9, 0), (10, 1), (25, 2), (99, 2)])
def test_slot_takes_what_lies_beyond_to_the_ends(value: float, expected: int) -> None:
    assert slot(value, (0, 10, 20, 30)) == expected


def test_covered_counts_overlaps_once() -> None:
    assert covered([(0, 4), (2, 6), (20, 30)], 0, 10) == pytest.approx(0.6)
    assert covered([(0, 4)], 5, 5) == 0.0


def test_groups_hang_together_through_others() -> None:
    assert sorted(map(sorted, touching_groups([(0, 0, 5, 1), (50, 50, 60, 51), (5, 0, 6, 30), (0, 29, 5, 30)], 1.0))) == [[0, 2, 3], [1]]


def test_a_reader_takes_the_left_of_two_columns_first() -> None:
    title, left_top, left_foot, right = (0, 0, 100, 10), (0, 20, 45, 40), (0, 50, 45, 70), (55, 20, 100, 70)
    assert [(title, right, left_foot, left_top)[index] for index in reading_order([title, right, left_foot, left_top])] == [
        title,
        left_top,
        left_foot,
        right,
    ]


def test_white_gaps_lie_between_the_spans() -> None:
    assert white_gaps([(2, 4), (3, 6), (8, 12)], 0, 10) == [(0, 2), (6, 8)]


@given(st.lists(span, max_size=12), span)
def test_white_and_covered_make_up_the_whole(spans: list[tuple[float, float]], whole: tuple[float, float]) -> None:
    white = sum(end - start for start, end in white_gaps(spans, *whole))
    length = whole[1] - whole[0]
    assert white + covered(spans, *whole) * length == pytest.approx(length, abs=1e-6)


@given(st.lists(span, max_size=12))
def test_joined_spans_stand_apart_in_order(spans: list[tuple[float, float]]) -> None:
    assert all(left[1] < right[0] for left, right in pairwise(joined(spans)))


@given(st.lists(box, max_size=10))
def test_reading_order_and_groups_keep_every_box(boxes: list[Box]) -> None:
    assert sorted(reading_order(boxes)) == list(range(len(boxes)))
    assert sorted(index for group in touching_groups(boxes, 1.0) for index in group) == list(range(len(boxes)))
