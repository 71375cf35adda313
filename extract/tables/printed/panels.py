"""What stands beside a table and is none of it: sentences on a shade that stands alone, and a drawn table of another kind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extract.columns import is_ref
from extract.geometry import holds, middle, shared
from extract.headers import read_header
from extract.tables.printed.columns import Columns
from extract.tables.printed.drawn_grid import Grid, find_grids
from extract.tables.printed.lines import PrintedLine, phrases, read_lines
from extract.tables.ruled import grid_strips
from model import Box, Meanings, Page, Strip, Word

NARROWEST, WIDEST = 0.1, 0.45
"""Shares of a page's width that a panel takes."""
LOWEST = 50.0
"""Points that it is high at least."""
FEWEST_WORDS, FEWEST_LINES = 3, 4
"""Words a line, and lines, from which its text is prose."""
GUTTER = 0.7
"""Font sizes of white that part two texts of one line."""
ALONE = 4.0
"""Points around it within which nothing else is drawn: the cells of a table touch one another."""
FEW = 0.4
"""Share of the lines below a header that may stand outside the drawn tables."""
FAR = 30.0
"""Points below a table that is ruled all round from which nothing is a row of it."""
NEAR = 12.0
"""Points by which a table's words may stand out of its lines, as far as is known of its columns."""


def words_beside(page: Page, meanings: Meanings) -> tuple[Page, Page] | None:
    """The page without the texts on panels beside other text and those of tables beside the plan's, and these; None where it has none."""
    boxes = [box for box in dict.fromkeys(fill.box for fill in page.fills) if _may_be_panel(box, page)]
    held = {id(word) for box in boxes if _stands_alone(box, page) for word in _text_on(box, page)}
    held |= {id(word) for box in _other_tables(page, meanings) for word in page.words if holds(box, middle(word.box))}
    if not held:
        return None
    aside = tuple(word for word in page.words if id(word) in held)
    return replace(page, words=tuple(word for word in page.words if id(word) not in held)), replace(page, words=aside)


def with_panels(strips: Sequence[Strip], aside: Sequence[Strip]) -> tuple[Strip, ...]:
    """A page's strips and what stands beside them: before a table with nothing above it a panel at its left that opens with a heading."""
    tables = [strip for strip in strips if not strip.loose]
    left = min((strip.place.box[0] for strip in tables if strip.place.box is not None), default=0.0)
    own = [strip for strip in aside if strip.place.box is not None and strip.place.box[2] <= left + 1.0]
    named = own[1:2] if own and is_ref(own[0].text) else own[:1]
    opens = len(own) == len(aside) and any(paragraph.bold for strip in named for paragraph in strip.cells[0].paragraphs)
    return (*own, *strips) if opens and not strips[0].loose else (*strips, *aside)


def lines_apart(lines: Sequence[PrintedLine], page: Page, columns: Columns) -> frozenset[int]:
    """The lines (by their ids) above, between and far below the ruled tables that hold most of the others in these columns: no rows.

    Shades rule no table: rows without one may stand between them. Nor are lines of several texts beside the rows.
    """
    left, right = columns.edges[0], columns.edges[-1]
    grids = [grid for grid in find_grids(page) if len(grid.xs) > columns.count and len(grid.ys) > 2] if page.rules else []
    held = [grid for grid in grids if grid.box[0] - NEAR < left and right < grid.box[2] + NEAR and _is_ruled(grid, page)]
    if not held:
        return frozenset()
    boxes, last = [grid.box for grid in held], max(held, key=lambda grid: grid.box[3])
    end, foot = last.box[3], page.height if last.open else last.box[3] + FAR
    heights = [(line, middle(line.box)[1]) for line in lines]
    apart = [line for line, y in heights if (y < end or y > foot) and not any(box[1] <= y <= box[3] for box in boxes)]
    if len(apart) > FEW * len(lines) or any(len(phrases(line, GUTTER)) > 1 for line in apart if line.box[1] < end):
        return frozenset()
    return frozenset(map(id, apart))


def _is_ruled(grid: Grid, page: Page) -> bool:
    """Whether lines are drawn between its columns and between its rows."""
    left, top, right, bottom = grid.box
    around = left - ALONE, top - ALONE, right + ALONE, bottom + ALONE
    own = [rule for rule in page.rules if _within(rule.box, around)]
    level = sum(rule.level for rule in own)
    return level >= len(grid.ys) - 1 and len(own) - level >= len(grid.xs) - 1


def _may_be_panel(box: Box, page: Page) -> bool:
    return NARROWEST * page.width < box[2] - box[0] < WIDEST * page.width and box[3] - box[1] >= LOWEST


def _stands_alone(box: Box, page: Page) -> bool:
    """Whether nothing is drawn at its sides: what lies on it, and what it lies on, is not beside it."""
    wide = box[0] - ALONE, box[1] - ALONE, box[2] + ALONE, box[3] + ALONE
    drawn = [*(fill.box for fill in page.fills), *(rule.box for rule in page.rules)]
    return not any(_touches(wide, other) and not _within(other, wide) and not _within(box, other) for other in drawn)


def _touches(box: Box, other: Box) -> bool:
    return box[0] <= other[2] and other[0] <= box[2] and box[1] <= other[3] and other[1] <= box[3]


def _within(inner: Box, outer: Box) -> bool:
    return outer[0] <= inner[0] and inner[2] <= outer[2] and outer[1] <= inner[1] and inner[3] <= outer[3]


def _text_on(box: Box, page: Page) -> Sequence[Word]:
    """The words on a panel, where they are prose and other words stand at its side; none where they are not."""
    own = [word for word in page.words if word.upright and holds(box, middle(word.box))]
    lines = read_lines(own)
    if len(lines) < FEWEST_LINES or len(own) < FEWEST_WORDS * len(lines) or any(len(phrases(line, GUTTER)) > 1 for line in lines):
        return ()
    beside = [word for word in page.words if box[1] < middle(word.box)[1] < box[3] and not holds(box, middle(word.box))]
    return own if len({word.box[1] for word in beside}) >= FEWEST_LINES else ()


def _other_tables(page: Page, meanings: Meanings) -> list[Box]:
    """The drawn tables without the header of a plan at whose side stands one that has it, parted from them by white."""
    grids = find_grids(page)
    pairs = [(one, other) for one in grids for other in grids if _side_by_side(one.box, other.box)]
    headed = {id(grid): _is_headed(grid, page, meanings) for pair in pairs for grid in pair}
    return [one.box for one, other in pairs if headed[id(other)] and not headed[id(one)]]


def _side_by_side(one: Box, other: Box) -> bool:
    apart = one[2] + ALONE < other[0] or other[2] + ALONE < one[0]
    return apart and shared((one[1], one[3]), (other[1], other[3])) > 0


def _is_headed(grid: Grid, page: Page, meanings: Meanings) -> bool:
    words = [word for word in page.words if holds(grid.box, middle(word.box))]
    frames = [read_header(strip, meanings) for strip in grid_strips(grid, words, page)[:2]]
    return any("action" in column.roles for frame in frames if frame is not None for column in frame.columns)
