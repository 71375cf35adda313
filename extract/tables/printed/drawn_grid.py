"""Lines and shaded areas of a page to grids: which cells are drawn, and which of them are merged."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple

from extract.geometry import Span, covered, holds, hull, joined, middle, shared, slot, snap, touching_groups
from extract.once import once
from model import Box, Page

REACH = 3.0
"""Points within which two lines meet, or are one."""
NEARLY = 10.0
"""Points within which two uprights that no row needs both of are one column's edge, drawn by hand."""
MOSTLY = 0.8
"""Share of the heights at which a grid parts that must be drawn across it before one that is not says anything."""
DRAWN = 0.5
"""Share of a cell's side that a line must cover to part it from its neighbour."""

WHITE = 0.3
"""Share of a line's height that must be white between the rows of a column in which nothing is drawn."""
LEVELS = 4
"""Rows from which two tables are level."""
MOST_BOXED, FEWEST_SAID = 3, 15
"""Edges of lines up to which two columns may be a box beside a text, and the words from which each of the two is prose."""
ELSEWHERE = 14.0
"""Points from the nearest edge of another table from which a column's edge is none of that table's."""


class Block(NamedTuple):
    """One drawn cell: the rows and columns of the grid that it takes, ends excluded."""

    row: int
    column: int
    row_end: int
    column_end: int


@dataclass(frozen=True, slots=True)
class Grid:
    """A drawn table: where its columns and rows part, and its cells in reading order."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    blocks: tuple[Block, ...]
    homes: tuple[tuple[int, ...], ...]
    """For every row and column of the grid the position of its block."""
    open: bool = False
    """Whether rows are parted by lines but none closes the last one."""

    @property
    def box(self) -> Box:
        """What the grid covers."""
        return self.xs[0], self.ys[0], self.xs[-1], self.ys[-1]

    def at(self, x: float, y: float) -> Block:
        """The block that holds a point of the grid."""
        return self.blocks[self.homes[slot(y, self.ys)][slot(x, self.xs)]]

    def box_of(self, block: Block) -> Box:
        """Where a block stands on the page."""
        return self.xs[block.column], self.ys[block.row], self.xs[block.column_end], self.ys[block.row_end]


@once
def find_grids(page: Page) -> tuple[Grid, ...]:
    """Every drawn table of two columns or more, from the top down; what is drawn inside a cell of another is none."""
    lines = [*(rule.box for rule in page.rules), *_fill_edges(page)]
    grids = []
    for group in touching_groups(lines, REACH):
        if len(group) < 3:
            continue
        grid = _grid([lines[index] for index in group])
        if grid is not None and not _is_box_beside_text(grid, page):
            grids.append(_parted_by_tint(grid, page))
    grids = [grid for grid in grids if not _fills_sheet(grid, page) or not any(_within(other.box, grid.box) for other in grids)]
    outer = [grid for grid in grids if not any(other is not grid and _within(grid.box, other.box) for other in grids)]
    return tuple(sorted(outer, key=lambda grid: (grid.ys[0], grid.xs[0])))


def _is_box_beside_text(grid: Grid, page: Page) -> bool:
    """Whether it is a shaded box of prose beside plain prose, below a bar over both: two columns, and no line is ruled."""
    _, top, _, bottom = grid.box
    if len(grid.xs) != 3 or len(grid.ys) > MOST_BOXED or any(shared((rule.box[1], rule.box[3]), (top, bottom)) >= 0 for rule in page.rules):
        return False
    for upper, lower in pairwise(grid.ys):
        sides = [(x0, upper, x1, lower) for x0, x1 in pairwise(grid.xs)]
        shaded = [any(holds(fill.box, middle(side)) for fill in page.fills) for side in sides]
        if shaded[0] and shaded[1] and all(any(holds(side, middle(word.box)) for word in page.words) for side in sides):
            return False  # a bar that heads both columns
        if shaded[0] != shaded[1]:
            return all(sum(holds(side, middle(word.box)) for word in page.words) >= FEWEST_SAID for side in sides)
    return False


def stands_apart(grid: Grid, edges: Sequence[float]) -> bool:
    """Whether most of its columns part where a table with these edges has none, so that it is another table."""
    inner = grid.xs[1:-1]
    return sum(min(abs(x - edge) for edge in edges) > ELSEWHERE for x in inner) > 0.5 * len(inner)


def stands_level(grid: Grid, rows: Sequence[float]) -> bool:
    """Whether its lines stand at the heights of another page's rows, so that it may be more columns of their table."""
    return len(rows) >= LEVELS and all(min(abs(y - row) for row in rows) < REACH for y in grid.ys[:-1])


def _fills_sheet(grid: Grid, page: Page) -> bool:
    """Whether it reaches all four edges of the sheet, as bars along them do: they frame what stands on the page."""
    x0, top, x1, bottom = grid.box
    return x0 < REACH and top < REACH and x1 > page.width - REACH and bottom > page.height - REACH


def _within(inner: Box, outer: Box) -> bool:
    held = outer[0] - REACH <= inner[0] and inner[2] <= outer[2] + REACH and outer[1] - REACH <= inner[1] and inner[3] <= outer[3] + REACH
    return held and inner != outer


def _fill_edges(page: Page) -> list[Box]:
    """The sides of shaded cells; a shade that only hugs its words marks them and bounds nothing."""
    edges: list[Box] = []
    words = [(*middle(word.box), word.box) for word in page.words] if page.fills else []
    for box in dict.fromkeys(fill.box for fill in page.fills):
        x0, top, x1, bottom = box
        if x1 - x0 < 8.0 or bottom - top < 6.0 or _hugs(box, words):
            continue
        edges += [(x0, top, x1, top), (x0, bottom, x1, bottom), (x0, top, x0, bottom), (x1, top, x1, bottom)]
    return edges


def _hugs(box: Box, words: Sequence[tuple[float, float, Box]]) -> bool:
    left, top, right, bottom = box[0] - 2.0, box[1] - 2.0, box[2] + 2.0, box[3] + 2.0
    inside = [own for x, y, own in words if top <= y <= bottom and left <= x <= right]
    if not inside:
        return False
    held = hull(inside)
    return held[0] - box[0] < 1.2 and box[2] - held[2] < 4.0 and box[3] - box[1] < 1.6 * (inside[0][3] - inside[0][1])


def _grid(lines: Sequence[Box]) -> Grid | None:
    levels = [box for box in lines if box[2] - box[0] >= box[3] - box[1]]
    uprights = [box for box in lines if box[2] - box[0] < box[3] - box[1]]
    x0, top, x1, bottom = hull(lines)
    ys = snap([*((box[1] + box[3]) / 2 for box in levels), top, bottom], REACH)
    places = [((box[0] + box[2]) / 2, (box[1], box[3])) for box in uprights]
    xs = _level_columns(snap([*(x for x, _ in places), x0, x1], REACH), places)
    if len(xs) < 3 or len(ys) < 2:
        return None
    down = _spans(xs, places)
    across = _spans(ys, [((box[1] + box[3]) / 2, (box[0], box[2])) for box in levels])
    grid = _without_idle_columns(xs, ys, _blocks(xs, ys, down, across))
    return replace(grid, open=True) if grid is not None and _is_open(across, xs[0], xs[-1]) else grid


def _is_open(across: Sequence[Sequence[Span]], left: float, right: float) -> bool:
    """Whether lines are drawn between the rows, at the heights that have any, but none at the last."""
    if covered(across[-1], left, right) >= DRAWN or len(across) < 4:
        return False
    return sum(covered(spans, left, right) >= DRAWN for spans in across[:-1]) >= MOSTLY * (len(across) - 1)


def _parted_by_tint(grid: Grid, page: Page) -> Grid:
    """The grid with its untinted columns parted where shades alone part the others and words stand apart in each row of them.

    Where columns are tinted by turns, nothing is drawn between the cells of the white ones; a cell that is merged down has its words
    together.
    """
    ruled = [middle(rule.box)[1] for rule in page.rules if rule.level and shared((rule.box[0], rule.box[2]), (grid.xs[0], grid.xs[-1])) > 0]
    blocks: list[Block] = []
    for block in grid.blocks:
        inner = grid.ys[block.row + 1 : block.row_end]
        free = inner and not any(abs(y - other) <= REACH for y in inner for other in ruled)
        if free and _stand_apart(_lines_in(grid.box_of(block), page), inner):
            blocks += [Block(row, block.column, row + 1, block.column_end) for row in range(block.row, block.row_end)]
        else:
            blocks.append(block)
    if len(blocks) == len(grid.blocks):
        return grid
    blocks.sort()
    homes = [[0] * (len(grid.xs) - 1) for _ in range(len(grid.ys) - 1)]
    for index, block in enumerate(blocks):
        for row in range(block.row, block.row_end):
            homes[row][block.column : block.column_end] = [index] * (block.column_end - block.column)
    return replace(grid, blocks=tuple(blocks), homes=tuple(map(tuple, homes)))


def _lines_in(box: Box, page: Page) -> list[Span]:
    """From where to where each line of words in a box reaches down, from the top."""
    lines: list[Span] = []
    for top, bottom in sorted((word.box[1], word.box[3]) for word in page.words if holds(box, middle(word.box))):
        if lines and top < lines[-1][1] - 1.0:
            lines[-1] = lines[-1][0], max(bottom, lines[-1][1])
        else:
            lines.append((top, bottom))
    return lines


def _stand_apart(lines: Sequence[Span], parts: Sequence[float]) -> bool:
    """Whether there are lines between all heights, none across one, and more white at each of them than anywhere else."""
    rows = [slot((top + bottom) / 2, (float("-inf"), *parts, float("inf"))) for top, bottom in lines]
    if set(rows) != set(range(len(parts) + 1)) or any(top < y < bottom for top, bottom in lines for y in parts):
        return False
    white = (below[0] - above[1] for above, below in pairwise(lines))
    steps = list(zip(white, (first != second for first, second in pairwise(rows)), strict=True))
    inside = max((step for step, apart in steps if not apart), default=0.0)
    least = min(step for step, apart in steps if apart)
    return least > max(1.5 * inside, WHITE * (lines[0][1] - lines[0][0]))


def _level_columns(xs: tuple[float, ...], places: Sequence[tuple[float, Span]]) -> tuple[float, ...]:
    """The columns' edges, two near ones made one where they never stand side by side in a row."""
    kept = list(xs[:1])
    spans = _spans(xs, places)
    for before, (index, x) in pairwise([(0, xs[0]), *enumerate(xs[1:], 1)]):
        apart = x - kept[-1] > NEARLY or any(min(a[1], b[1]) - max(a[0], b[0]) > REACH for a in spans[before[0]] for b in spans[index])
        if apart or index == len(xs) - 1 and len(kept) == 1:
            kept.append(x)
        elif index == len(xs) - 1:
            kept[-1] = x
    return tuple(kept)


def _spans(positions: Sequence[float], lines: Iterable[tuple[float, Span]]) -> list[list[Span]]:
    """For every position the stretches that lines are drawn at it."""
    found: list[list[Span]] = [[] for _ in positions]
    for at, span in lines:
        above = min(max(bisect_left(positions, at), 1), len(positions) - 1)
        nearest = above - 1 if at - positions[above - 1] <= positions[above] - at else above
        found[nearest].append((span[0] - REACH / 2, span[1] + REACH / 2))
    return found


def _blocks(xs: Sequence[float], ys: Sequence[float], down: Sequence[Sequence[Span]], across: Sequence[Sequence[Span]]) -> list[Block]:
    """Cells between the lines, grown over every side that no line parts."""
    rows, columns = len(ys) - 1, len(xs) - 1
    owner = {(row, column): (row, column) for row in range(rows) for column in range(columns)}
    down, across = [joined(spans) for spans in down], [joined(spans) for spans in across]

    def root(place: tuple[int, int]) -> tuple[int, int]:
        while owner[place] != place:
            place = owner[place]
        return place

    for row in range(rows):
        for column in range(columns):
            if column + 1 < columns and covered(down[column + 1], ys[row], ys[row + 1]) < DRAWN:
                _join(owner, root((row, column)), root((row, column + 1)))
            if row + 1 < rows and covered(across[row + 1], xs[column], xs[column + 1]) < DRAWN:
                _join(owner, root((row, column)), root((row + 1, column)))
    places: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for place in owner:
        places.setdefault(root(place), []).append(place)
    return [_block(held) for held in sorted(places.values(), key=min)]


def _block(held: Sequence[tuple[int, int]]) -> Block:
    rows, columns = zip(*held, strict=True)
    return Block(min(rows), min(columns), max(rows) + 1, max(columns) + 1)


def _join(owner: dict[tuple[int, int], tuple[int, int]], first: tuple[int, int], second: tuple[int, int]) -> None:
    owner[max(first, second)] = min(first, second)


def _without_idle_columns(xs: Sequence[float], ys: Sequence[float], blocks: Sequence[Block]) -> Grid | None:
    """The grid without column edges at which no cell begins: they are only there where another line happens to end."""
    begins = sorted({block.column for block in blocks})
    if len(begins) < 2:
        return None
    number = {column: index for index, column in enumerate(begins)}
    number[len(xs) - 1] = len(begins)
    ends = {end: min(number[at] for at in number if at >= end) for end in range(1, len(xs))}
    kept = tuple(Block(block.row, number[block.column], block.row_end, ends[block.column_end]) for block in blocks)
    homes = [[0] * len(begins) for _ in range(len(ys) - 1)]
    for index, block in enumerate(kept):
        for row in range(block.row, block.row_end):
            homes[row][block.column : block.column_end] = [index] * (block.column_end - block.column)
    return Grid((*(xs[column] for column in begins), xs[-1]), tuple(ys), kept, tuple(map(tuple, homes)))
