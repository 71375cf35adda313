"""Merged cells of levels that stand at the middle of the rows that they are over, where nothing is drawn: whose they are."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise

from extract.columns import is_ref
from extract.flow import flow
from extract.tables.printed.lines import WIDER, PrintedLine

Pieces = Mapping[int, PrintedLine]
"""The words of one line by column."""

OFF = 0.6
"""Font sizes by which a cell may miss the middle of its rows."""
FLOWS = 0.8
"""How plainly words go on with those above them that a number beside them begins no row."""


def with_numbers(lines: Sequence[Pieces], levels: frozenset[int], inside: bool = True) -> frozenset[int]:
    """The columns of levels, and the first where it numbers the level beside it: each number beside a name, some `inside` a row."""
    if levels != {1}:
        return levels
    numbered = [index for index, line in enumerate(lines) if 0 in line]
    if not numbered or not all(1 in lines[index] and is_ref(lines[index][0].text) for index in numbered):
        return levels
    return levels | {0} if not inside or any(_is_inside(lines, index) for index in numbered) else levels


def _is_inside(lines: Sequence[Pieces], index: int) -> bool:
    """Whether words of a row go on past a line: from the line above it to its own, or to the next where it holds none."""
    above = lines[index - 1] if index else {}
    below = lines[index] if any(column > 1 for column in lines[index]) else lines[index + 1] if index + 1 < len(lines) else {}
    return any(column > 1 and column in above and flow(above[column].text, below[column].text) >= FLOWS for column in below)


def mid_homes(lines: Sequence[Pieces], begun: Collection[int], levels: Collection[int], pitch: float) -> dict[int, dict[int, int]]:
    """By column of levels, for each line that prints in it the place of the row that its cell opens; none where cells begin with rows.

    A cell has so many of the rows, from where the one above it ends, that it stands at their middle.
    """
    found: dict[int, dict[int, int]] = {}
    starts = sorted(begun)
    for column in levels:
        printed = [index for index, line in enumerate(lines) if column in line]
        cells: list[list[int]] = []
        for index in printed:
            upper = lines[cells[-1][-1]][column] if cells else None
            piece = lines[index][column]
            if upper is not None and piece.base - upper.base <= (WIDER * pitch + 0.02) * piece.size:
                cells[-1].append(index)
            else:
                cells.append([index])
        if len(cells) > 1 and any(cell[0] not in begun for cell in cells):
            own = _spread(lines, starts, [(lines[cell[0]][column].base + lines[cell[-1]][column].base) / 2 for cell in cells], levels)
            if own:
                found[column] = {index: row for cell, row in zip(cells, own, strict=True) for index in cell}
    return found


def _spread(lines: Sequence[Pieces], starts: Sequence[int], middles: Sequence[float], levels: Collection[int]) -> list[int]:
    """The row that each cell's rows begin with; empty where no rows have it at their middle."""
    heights = []
    for first, end in pairwise([*starts, len(lines)]):
        own = [piece.base for line in lines[first:end] for column, piece in line.items() if column not in levels]
        if not own:
            return []
        heights.append((min(own), max(own)))
    size = next(iter(lines[0].values())).size
    opened, first = [], 0
    for middle in middles:
        off = {last: abs((heights[first][0] + heights[last][1]) / 2 - middle) for last in range(first, len(heights))}
        last = min(off, key=lambda each: off[each], default=None)
        if last is None or off[last] > OFF * size:
            return []
        opened.append(first)
        first = last + 1
    return opened if first == len(heights) else []
