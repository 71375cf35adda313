"""Pure arithmetic on boxes and positions: no words, no pages, no meaning."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise

from model import Box

Span = tuple[float, float]


def hull(boxes: Iterable[Box]) -> Box:
    """The smallest box that holds them all; there must be one."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def middle(box: Box) -> tuple[float, float]:
    """The point half way across and down."""
    return (box[0] + box[2]) / 2, (box[1] + box[3]) / 2


def shared(first: Span, second: Span) -> float:
    """The length that two stretches have in common; below 0 the distance between them."""
    return min(first[1], second[1]) - max(first[0], second[0])


def holds(box: Box, point: tuple[float, float], reach: float = 0.0) -> bool:
    """Whether the point lies in the box, or no farther from it than `reach`."""
    return box[0] - reach <= point[0] <= box[2] + reach and box[1] - reach <= point[1] <= box[3] + reach


def snap(values: Iterable[float], reach: float) -> tuple[float, ...]:
    """One position, their mean, for every bunch of values that lies within `reach` of its first."""
    bunches: list[list[float]] = []
    for value in sorted(values):
        if bunches and value - bunches[-1][0] <= reach:
            bunches[-1].append(value)
        else:
            bunches.append([value])
    return tuple(sum(bunch) / len(bunch) for bunch in bunches)


def slot(value: float, edges: Sequence[float]) -> int:
    """The stretch between two neighbouring edges that holds the value; the first or last for one beyond them all."""
    return bisect_right(edges, value, 1, len(edges) - 1) - 1


def joined(spans: Iterable[Span], reach: float = 0.0) -> list[Span]:
    """The stretches that the spans cover together, in order; gaps up to `reach` are closed."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1] + reach:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return found


def covered(spans: Sequence[Span], start: float, end: float) -> float:
    """Which share of the stretch the spans cover, 0 to 1."""
    if end <= start:
        return 0.0
    for span in spans:
        if span[0] <= start and end <= span[1]:
            return 1.0
    return sum(max(0.0, shared(span, (start, end))) for span in joined(spans)) / (end - start)


def touching_groups(boxes: Sequence[Box], reach: float) -> list[list[int]]:
    """The boxes, by position, in groups that hang together by touching."""
    owner = list(range(len(boxes)))

    def root(index: int) -> int:
        while owner[index] != index:
            owner[index] = owner[owner[index]]
            index = owner[index]
        return index

    active: list[tuple[int, float, float, float]] = []
    for index in sorted(range(len(boxes)), key=lambda each: boxes[each][1]):
        x0, top, x1, bottom = boxes[index]
        left, upper, right = x0 - reach, top - reach, x1 + reach
        active = [other for other in active if other[3] >= upper]  # none of them begins lower than this one
        for other, start, end, _ in active:
            if left <= end and start <= right:
                owner[root(index)] = root(other)
        active.append((index, x0, x1, bottom))
    groups: dict[int, list[int]] = {}
    for index in range(len(boxes)):
        groups.setdefault(root(index), []).append(index)
    return list(groups.values())


def reading_order(boxes: Sequence[Box]) -> list[int]:
    """The boxes' positions as a reader takes them: band by band down the page, in a band from left to right."""
    return _ordered(boxes, list(range(len(boxes))))


def _ordered(boxes: Sequence[Box], indices: list[int]) -> list[int]:
    if len(indices) < 2:
        return indices
    for axis in (1, 0):
        parts = _parted(boxes, indices, axis)
        if len(parts) > 1:
            return [index for part in parts for index in _ordered(boxes, part)]
    return sorted(indices, key=lambda index: (boxes[index][1], boxes[index][0]))


def _parted(boxes: Sequence[Box], indices: list[int], axis: int) -> list[list[int]]:
    """The boxes in groups between which a straight white cut goes through."""
    parts: list[list[int]] = []
    end = float("-inf")
    for index in sorted(indices, key=lambda each: (boxes[each][axis], boxes[each][1 - axis])):
        box = boxes[index]
        if parts and box[axis] < end - 1.0:
            parts[-1].append(index)
        else:
            parts.append([index])
        end = max(end, box[axis + 2])
    return parts


def white_gaps(spans: Iterable[Span], start: float, end: float) -> list[Span]:
    """The stretches between start and end that no span covers, in order."""
    inside = [(max(span[0], start), min(span[1], end)) for span in joined(spans) if span[1] > start and span[0] < end]
    edges = [start, *(edge for span in inside for edge in span), end]
    return [(left, right) for left, right in pairwise(edges) if right > left and (left, right) not in inside]
