"""Stage `ruled`: tables whose cells are drawn, by lines or by shading."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial

from extract.geometry import hull, middle, reading_order, shared, slot
from extract.headers import STRONG, read_header
from extract.once import once
from extract.tables.colours import fill_behind, plain_fills
from extract.tables.printed.drawn_grid import Block, Grid, find_grids, stands_apart, stands_level
from extract.tables.printed.grid_heads import head_above
from extract.tables.printed.labelled_boxes import part_labels
from extract.tables.printed.lines import PrintedLine, read_lines, read_paragraphs, usual_pitch
from extract.tables.printed.loose_lines import loose_blocks
from extract.tables.printed.wide_cells import parted, usual_start
from model import Box, Cell, Meanings, Page, Place, Strip, Word

STAGE = "ruled"
SLACK = 4.0
"""Points by which a cell's shade may stand out of it."""
SAME_EDGE = 3.0
"""Points within which the columns of two pages are one table's."""
FEWEST_ASIDE = 3
"""Columns from which a table that is placed otherwise than the plan's is no list of labels and values."""
HEADED = 24.0
"""Points by which a table's own heading may stand above it, where tables stand side by side."""

Edges = tuple[float, ...]
Placed = tuple[Box, list[Strip]]


@dataclass(frozen=True, slots=True)
class Drawn:
    """The tables that a page draws, and what stands beside them, which is put together when it is first asked for."""

    tables: list[Placed]
    loose: Callable[[], list[Placed]]

    def strips(self) -> tuple[Strip, ...]:
        """All its strips in reading order."""
        return _in_order([*self.loose(), *self.tables])

    def tops(self) -> list[float]:
        """Where the rows of its tables begin."""
        return [strip.place.box[1] for _, strips in self.tables for strip in strips if strip.place.box is not None]

    def holds_rows(self, meanings: Meanings) -> bool:
        """Whether it draws more of a table than its header."""
        tabled = (strip for _, strips in self.tables for strip in strips if not strip.loose)
        return any(read_header(strip, meanings) is None for strip in tabled)


def read_page(page: Page, meanings: Meanings) -> tuple[Strip, ...]:
    """The page's strips in reading order: a strip for every line of its drawn tables, a loose one for every paragraph beside them."""
    return read_tables(page, meanings)[0] or read_loose(page, meanings)


def read_loose(page: Page, meanings: Meanings) -> tuple[Strip, ...]:
    """The strips of a page that draws no table: a loose one for every paragraph, in reading order."""
    return _in_order(loose_blocks(page.words, page, meanings))


def read_tables(page: Page, meanings: Meanings, columns: Edges | None = None) -> tuple[tuple[Strip, ...] | None, Edges | None]:
    """The page's strips, None where it draws no table, and the column edges of its last table for the page after."""
    drawn, columns = find_tables(page, meanings, columns)
    return None if drawn is None else drawn.strips(), columns


def find_tables(
    page: Page, meanings: Meanings, columns: Edges | None = None, before: Sequence[Drawn | None] = ()
) -> tuple[Drawn | None, Edges | None]:
    """What the page draws, None where that is no table, and the column edges of its last table for the page after.

    A first table without a header that fits into `columns`, those of the page before, is given their places; one that is parted otherwise
    is no part of theirs, unless its rows stand at the heights of those of a page `before`.
    """
    grids = find_grids(page)
    inside, beside = _by_grid(page)
    tables = [_is_table(grid, words) for grid, words in zip(grids, inside, strict=True)]
    tables[:1] = [is_table or _goes_on(grids[0], inside[0], columns) for is_table in tables[:1]]
    drawn = [(grids[place], place) for place, is_table in enumerate(tables) if is_table]
    if not drawn:
        return None, columns
    beside = beside + [word for words, is_table in zip(inside, tables, strict=True) if not is_table for word in words]
    heads = [head_above(grid, beside, meanings) for grid, _ in drawn]
    taken = {id(word) for _, words in heads for word in words}
    found = Drawn([], cache(partial(loose_blocks, [word for word in beside if id(word) not in taken], page, meanings)))
    for number, ((grid, place), (head, head_words)) in enumerate(zip(drawn, heads, strict=True)):
        strips = own_strips(page, place)
        headed = head is not None or any(read_header(strip, meanings) for strip in strips[:4])
        apart = columns is not None and not headed and stands_apart(grid, columns)
        if apart and any(stands_level(grid, other.tops()) for other in before if other is not None):
            kept = columns
        elif apart:
            strips, kept = aside(strips, _words_above(grid, [*found.loose(), *found.tables]), meanings), columns
        elif columns is not None and number == 0 and not headed:
            strips, kept = _moved(strips, grid, columns), columns
        else:
            kept = grid.xs
        columns = kept
        if head is not None:
            strips = [head, *strips]
        box = hull([grid.box, *(word.box for word in head_words)])
        if any(other is not grid and shared((grid.ys[0], grid.ys[-1]), (other.ys[0], other.ys[-1])) > 0 for other, _ in drawn):
            found, (box, strips) = _with_heading(found, box, strips)
        found.tables.append((box, strips))
    return replace(found, tables=part_labels(found.tables, meanings)), columns


@once
def _by_grid(page: Page) -> tuple[list[list[Word]], list[Word]]:
    """The words inside each of the page's grids, and those beside them all."""
    grids = find_grids(page)
    inside: list[list[Word]] = [[] for _ in grids]
    beside: list[Word] = []
    homes = [(own.append, *grid.box) for grid, own in zip(grids, inside, strict=True)]
    for word in page.words:
        left, upper, right, lower = word.box
        x, y = (left + right) / 2, (upper + lower) / 2
        for take, x0, top, x1, bottom in homes:
            if x0 - 1.0 <= x <= x1 + 1.0 and top - 1.0 <= y <= bottom + 1.0:
                take(word)
                break
        else:
            beside.append(word)
    return inside, beside


def _with_heading(drawn: Drawn, box: Box, strips: list[Strip]) -> tuple[Drawn, Placed]:
    """The rest of a page, and the table with the loose text that stands right above it, where another table stands beside it."""
    blocks = [*drawn.loose(), *drawn.tables]
    over = [own for own in blocks if own[1][-1].loose and box[0] - 12 < own[0][0] and own[0][2] < box[2] + 12 and own[0][3] <= box[1] + 1.0]
    heading = max(over, key=lambda own: own[0][3], default=None)
    if heading is None or box[1] - heading[0][3] > HEADED:
        return drawn, (box, strips)
    tables, loose = ([own for own in each if own is not heading] for each in (drawn.tables, drawn.loose()))
    return Drawn(tables, lambda: loose), (hull((heading[0], box)), [*heading[1], replace(strips[0], gap=1), *strips[1:]])


def aside(strips: Sequence[Strip], above: str, meanings: Meanings) -> list[Strip]:
    """The strips of a table that is no part of the plan's: loose ones, but for a key's or glossary's below such a heading."""
    reading = meanings.heading(above)
    keyed = reading is not None and reading.kind in ("glossary", "legend")
    if max(map(len, (strip.cells for strip in strips))) < FEWEST_ASIDE or keyed or _are_pairs(strips, meanings):
        return list(strips)
    texts = [Cell(tuple(paragraph for cell in strip.cells for paragraph in cell.paragraphs)) for strip in strips]
    return [Strip((text,), strip.place, loose=True, gap=1) for text, strip in zip(texts, strips, strict=True)]


def _are_pairs(strips: Sequence[Strip], meanings: Meanings) -> bool:
    """Whether each of several lines opens with a header, as those of a card do: labels, with their values beside them."""
    labels = [meanings.header(strip.cells[0].text) for strip in strips]
    return len(labels) > 1 and all(label is not None and label.score >= STRONG for label in labels)


def _words_above(grid: Grid, blocks: Sequence[tuple[Box, list[Strip]]]) -> str:
    """The last text that stands above a grid; empty where there is none."""
    over = [(box[3], strips[-1].text) for box, strips in blocks if box[3] <= grid.ys[0] + 1.0]
    return max(over)[1] if over else ""


def _in_order(blocks: Sequence[tuple[Box, list[Strip]]]) -> tuple[Strip, ...]:
    strips: list[Strip] = []
    for index in reading_order([box for box, _ in blocks]):
        own = blocks[index][1]
        strips += [replace(own[0], gap=1), *own[1:]] if own else []
    return tuple(strips)


def _is_table(grid: Grid, words: Sequence[Word]) -> bool:
    """Whether words stand in two columns of it at least."""
    columns = (grid.at(*middle(word.box)).column for word in words)
    first = next(columns, None)
    return any(column != first for column in columns)


def _goes_on(grid: Grid, words: Sequence[Word], columns: Edges | None) -> bool:
    """Whether a page's first grid is drawn like the table of the page before, so that words in one column are the rest of its last row."""
    if columns is None or len(grid.xs) != len(columns) or not words:
        return False
    return all(abs(x - edge) < SAME_EDGE for x, edge in zip(grid.xs, columns, strict=True))


@once
def own_strips(page: Page, place: int) -> list[Strip]:
    """A strip for every row that holds words of the page's grid at a place, as `find_grids` orders them."""
    return grid_strips(find_grids(page)[place], _by_grid(page)[0][place], page)


def grid_strips(grid: Grid, words: Sequence[Word], page: Page) -> list[Strip]:
    """A strip for every row of the grid that holds words."""
    held: dict[int, list[Word]] = {}
    xs, ys, homes, most_x, most_y = grid.xs, grid.ys, grid.homes, len(grid.xs) - 1, len(grid.ys) - 1
    for word in words:
        left, upper, right, lower = word.box
        home = homes[bisect_right(ys, (upper + lower) / 2, 1, most_y) - 1][bisect_right(xs, (left + right) / 2, 1, most_x) - 1]
        held.setdefault(home, []).append(word)
    parts: dict[tuple[int, int], tuple[list[Word], float]] = {}
    begins = cache(partial(usual_start, grid, held))
    for home, own in held.items():
        block = grid.blocks[home]
        for column, end, part in parted(grid, block, own, begins):
            before = parts.get((block.row, column), ([], 0.0))[0]
            parts[block.row, column] = (before + part, grid.xs[end])
    pieces = {place: (read_lines(own), right) for place, (own, right) in parts.items()}
    pitch = usual_pitch([lines for lines, _ in pieces.values()])
    width, fills = len(grid.xs) - 1, plain_fills(page.fills)
    strips = []
    for row in range(len(grid.ys) - 1):
        cells = [_cell(pieces.get((row, column)), grid.xs[column], page.number, pitch) for column in range(width)]
        if any(cells):
            above = [grid.blocks[grid.homes[row][column]] for column in range(width)]
            wide = [_across(block, row, column, pieces) for column, block in enumerate(above)]
            if max(wide) > 1:
                cells = [replace(cell, across=across) for cell, across in zip(cells, wide, strict=True)]
            if fills:
                behind = [fill_behind(grid.box_of(block), fills, SLACK) for block in above]
                cells = [replace(cell, fill=fill) for cell, fill in zip(cells, behind, strict=True)]
            merged = tuple(column for column, block in enumerate(above) if block.row < row and block.column == column)
            box = grid.xs[0], grid.ys[row], grid.xs[-1], grid.ys[row + 1]
            last = grid.open and row == len(grid.ys) - 2
            strips.append(Strip(tuple(cells), Place(page=page.number, box=box), merged=merged, open=last))
    return strips


def _across(block: Block, row: int, column: int, pieces: Container[tuple[int, int]]) -> int:
    """Columns of the cell that begins here, up to where it was parted; 1 inside one that began before."""
    if (block.row, block.column) != (row, column) and (row, column) not in pieces:
        return 1
    return next((at for at in range(column + 1, block.column_end) if (row, at) in pieces), block.column_end) - column


def _cell(piece: tuple[list[PrintedLine], float] | None, left: float, page: int | None, pitch: float) -> Cell:
    if piece is None:
        return Cell()
    lines, right = piece
    padding = min(max(min([line.box[0] for line in lines]) - left, 1.0), 6.0)
    return Cell(read_paragraphs(lines, page, right - padding, pitch))


def _moved(strips: list[Strip], grid: Grid, columns: Edges) -> list[Strip]:
    """The strips with their cells at the columns of the table that they carry on, where the table is drawn a little otherwise."""
    if len(grid.xs) == len(columns) or abs(grid.xs[0] - columns[0]) > 20.0 or abs(grid.xs[-1] - columns[-1]) > 40.0:
        return strips
    places = [slot((left + min(right, left + 12.0)) / 2, columns) for left, right in zip(grid.xs, grid.xs[1:], strict=False)]
    moved = []
    for strip in strips:
        cells = [Cell()] * (len(columns) - 1)
        for position in strip.filled:
            home = places[position]
            cells[home] = Cell(cells[home].paragraphs + strip.cells[position].paragraphs)
        for position, cell in enumerate(strip.cells):
            cells[places[position]] = replace(cells[places[position]], fill=cell.fill or cells[places[position]].fill)
        merged = {places[position] for position in strip.merged}
        moved.append(replace(strip, cells=tuple(cells), merged=tuple(sorted(place for place in merged if not cells[place]))))
    return moved
