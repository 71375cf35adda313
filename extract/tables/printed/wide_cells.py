"""Drawn cells over several columns, between which a line is merely missing: parted where each line of theirs leaves white."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from statistics import median_low

from extract.geometry import middle
from extract.tables.printed.drawn_grid import Block, Grid
from extract.tables.printed.grid_heads import GUTTER
from extract.tables.printed.lines import PrintedLine, read_lines
from model import Word

NARROWEST = 0.2
"""Font sizes of white between a cell that its words fill and the next one, whose lines begin where that column's others do."""
FLUSH = 1.5
"""Points within which they do."""


def parted(grid: Grid, block: Block, words: list[Word], begins: Callable[[int], float | None]) -> list[tuple[int, int, list[Word]]]:
    """The cells that one over several columns is, each with its columns and words; `begins` says where a column's words do."""
    if block.column_end == block.column + 1:
        return [(block.column, block.column_end, words)]
    lines = read_lines(words)
    cuts = [column for column in range(block.column + 1, block.column_end) if _is_gutter(lines, grid.xs[column], begins(column))]
    bounds = [block.column, *cuts, block.column_end]
    found = []
    for start, end in zip(bounds, bounds[1:], strict=False):
        from_x = float("-inf") if start == block.column else grid.xs[start]
        to_x = float("inf") if end == block.column_end else grid.xs[end]
        own = [word for word in words if from_x <= middle(word.box)[0] < to_x]
        if own:
            found.append((start, end, own))
    return found


def usual_start(grid: Grid, held: Mapping[int, Sequence[Word]], column: int) -> float | None:
    """Where the words begin in most cells of a column that stand in it alone; `held` has the words of each cell."""
    alone = [own for home, own in held.items() if (grid.blocks[home].column, grid.blocks[home].column_end) == (column, column + 1)]
    return median_low(min(word.box[0] for word in own) for own in alone) if alone else None


def _is_gutter(lines: Sequence[PrintedLine], x: float, begin: float | None) -> bool:
    """Whether the lines part at x: each that goes on beyond it leaves white there, or little, flush with its column, where two do."""
    both = narrow = 0
    for line in lines:
        before = max((word.box[2] for word in line.words if word.box[0] < x), default=None)
        after = min((word.box[0] for word in line.words if word.box[0] >= x), default=None)
        if before is not None and before > x:
            return False
        if before is not None and after is not None:
            both += 1
            if after - before < GUTTER * line.size:
                narrow += 1
                if begin is None or abs(after - begin) > FLUSH or after - before < NARROWEST * line.size:
                    return False
    return both > (1 if narrow else 0)
