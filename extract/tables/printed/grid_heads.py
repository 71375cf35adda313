"""Headers that stand on top of a drawn grid instead of in it."""

from __future__ import annotations

from collections.abc import Sequence

from extract.geometry import hull, middle, slot
from extract.headers import read_header
from extract.tables.printed.drawn_grid import Grid
from extract.tables.printed.heads import stands_in_rows
from extract.tables.printed.lines import PrintedLine, phrases, read_cell, read_lines
from model import Cell, Meanings, Place, Strip, Word

ABOVE = 2.6
"""Font sizes by which a header's lowest line may stand above its grid."""
GUTTER = 0.7
"""Font sizes of white that part two cells where no line does."""


def head_above(grid: Grid, beside: Sequence[Word], meanings: Meanings) -> tuple[Strip | None, list[Word]]:
    """A header that stands on top of the grid instead of in it, and its words."""
    x0, top, x1, _ = grid.box
    over = [word for word in beside if top - 60 <= (word.box[1] + word.box[3]) / 2 <= top and x0 <= (word.box[0] + word.box[2]) / 2 <= x1]
    lines = [line for line in read_lines(over) if line.words[0].upright]
    best: tuple[Strip | None, list[Word]] = (None, [])
    taken: list[PrintedLine] = []
    for line in reversed(lines[-3:]):
        lowest = taken[-1].box[1] if taken else top
        if lowest - line.box[3] > ABOVE * line.size - (line.box[3] - line.box[1]):
            break
        taken.append(line)
        if stands_in_rows([phrase.text for phrase in phrases(line, GUTTER)], meanings):
            continue
        strip = _head_strip(grid, taken[::-1])
        if strip is None:
            break
        if read_header(strip, meanings) is not None:
            best = strip, [word for each in taken for word in each.words]
    return best


def _head_strip(grid: Grid, lines: Sequence[PrintedLine]) -> Strip | None:
    own: list[list[Word]] = [[] for _ in grid.xs[1:]]
    for line in lines:
        for phrase in phrases(line, GUTTER):
            column = slot(middle(phrase.box)[0], grid.xs)
            if phrase.box[0] < grid.xs[column] - 4 or phrase.box[2] > grid.xs[column + 1] + 4:
                return None
            own[column] += phrase.words
    cells = tuple(read_cell(words, None, grid.xs[column + 1], 2.0) if words else Cell() for column, words in enumerate(own))
    return Strip(cells, Place(box=hull(line.box for line in lines)))
