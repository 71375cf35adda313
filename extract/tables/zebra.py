"""Every other row of a table shaded cell by cell: the white rows between have the columns of the shaded ones."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from extract.columns import is_ref
from extract.geometry import joined, middle
from model import Box, Fill, Page, Word

REACH = 3.0
"""Points within which two edges are one."""
FEWEST_CELLS, FEWEST_ROWS = 3, 2
"""Shaded cells side by side that are a row of a table, and such rows with the same columns, a header's among them."""
APART = 0.8
"""Heights of a line of white across all columns that may stand between two rows."""
WIDER = 0.4
"""The same from which white may part two rows, where most columns begin below it."""
FARTHEST = 1.2
"""The same below the last shaded row, beyond which nothing is of its table."""
LEAST = 6.0
"""Points that a shaded cell is high and wide."""


class _Row(NamedTuple):
    """A row of shaded cells: from where to where it reaches, and where its columns part."""

    top: float
    bottom: float
    xs: tuple[int, ...]


def white_cells(page: Page) -> list[Box]:
    """The sides of the cells of white rows between shaded ones, or below the last; none where the page shades no rows cell by cell."""
    if len(page.fills) < FEWEST_CELLS * FEWEST_ROWS:
        return []
    starts, ends = _rows(page.fills, lambda fill: fill.box[1]), _rows(page.fills, lambda fill: fill.box[3])
    alike = Counter(row.xs for row in ends) if len(ends) >= FEWEST_ROWS else Counter()
    found: list[Box] = []
    for above in ends if alike else []:
        lower = next((row for row in starts if row.top >= above.bottom - REACH), None)
        both = tuple(x for x in above.xs if lower is not None and x in lower.xs)
        if lower is not None and len(both) > FEWEST_CELLS:
            if _is_plain(page.words, lower):
                found += _sides(page.words, above.bottom, lower.top, both) or _banners(page.words, above, lower)
        elif alike[above.xs] >= FEWEST_ROWS and _is_plain(page.words, above):
            found += _sides(page.words, above.bottom, _foot(page.words, above), above.xs)
    return found


def _is_plain(words: Sequence[Word], row: _Row) -> bool:
    """Whether a shaded row is one of the table's own, no header and no banner: words in half its columns, not all of them bold."""
    own = [word for word in words if row.top < middle(word.box)[1] < row.bottom and row.xs[0] < middle(word.box)[0] < row.xs[-1]]
    return not all(word.bold for word in own) and _is_row(own, row.xs)


def _foot(words: Sequence[Word], above: _Row) -> float:
    """How far down the words right below a row reach."""
    below = (word.box for word in words if above.xs[0] < middle(word.box)[0] < above.xs[-1] and word.box[1] > above.bottom - 1.0)
    foot = above.bottom
    for top, bottom in joined((box[1], box[3]) for box in below):
        if top - foot > FARTHEST * (bottom - top):
            break
        foot = bottom + 1.0
    return foot


def _rows(fills: Sequence[Fill], side: Callable[[Fill], float]) -> list[_Row]:
    """The rows of cells that share a side, from the top down."""
    level: dict[int, list[Fill]] = defaultdict(list)
    for fill in dict.fromkeys(fills):
        if min(fill.box[2] - fill.box[0], fill.box[3] - fill.box[1]) >= LEAST:
            level[round(side(fill))].append(fill)
    rows = [row for cells in level.values() for row in _beside(sorted(cells, key=lambda fill: fill.box[0]))]
    return sorted(rows, key=lambda row: row.bottom)


def _beside(cells: Sequence[Fill]) -> Iterator[_Row]:
    """The runs of cells of one shade that touch one another, as rows."""
    run: list[Fill] = []
    for cell in [*cells, None]:
        if run and (cell is None or cell.colour != run[-1].colour or not -REACH < cell.box[0] - run[-1].box[2] < REACH):
            if len(run) >= FEWEST_CELLS:
                xs = (run[0].box[0], *(left.box[2] for left in run))
                yield _Row(max(each.box[1] for each in run), min(each.box[3] for each in run), tuple(map(round, xs)))
            run = []
        if cell is not None:
            run.append(cell)


def _sides(words: Sequence[Word], top: float, bottom: float, xs: Sequence[int]) -> list[Box]:
    """The sides of the cells of one row between two heights; banners beside it are undivided. None where it is no row."""
    own = [word for word in words if top <= middle(word.box)[1] <= bottom and xs[0] < middle(word.box)[0] < xs[-1]]
    height = min((word.box[3] - word.box[1] for word in own), default=0.0)
    lines = joined(((word.box[1], word.box[3]) for word in own), APART * height) if bottom - top > LEAST else []
    cuts = [top, *((above[1] + below[0]) / 2 for above, below in pairwise(lines)), bottom]
    parts = list(pairwise(cuts)) if lines else []
    rows = [part for part in parts if _is_row(_between(own, *part), xs) or _is_counted(_between(own, *part), xs)]
    if len(rows) != 1 or _holds_two(_between(own, *rows[0]), xs, height):
        return []
    (row,) = rows
    outer: list[Box] = [(x, top, x, bottom) for x in (xs[0], xs[-1])]
    return outer + [(x, row[0], x, row[1]) for x in xs[1:-1]] + [(xs[0], y, xs[-1], y) for y in row]


def _between(words: Sequence[Word], top: float, bottom: float) -> list[Word]:
    return [word for word in words if top <= middle(word.box)[1] < bottom]


def _holds_two(words: Sequence[Word], xs: Sequence[int], height: float) -> bool:
    """Whether white stands across what would be one row, and most columns begin anew below it."""
    lines = joined((word.box[1], word.box[3]) for word in words)
    filled = [frozenset(_columns(_between(words, *line), xs)) for line in lines]
    if len(lines) > 1 and 0 in filled[0] and len(filled[0]) > 2 and len(set(filled)) == 1:
        return True
    for above, below in pairwise(lines):
        begun = [word for word in words if above[1] < middle(word.box)[1] < below[0] + height]
        if below[0] - above[1] > WIDER * height and _is_row(begun, xs):
            return True
    return False


def _is_counted(words: Sequence[Word], xs: Sequence[int]) -> bool:
    """Whether words have a number in the first column, and are no heading: the rest of the row is blank."""
    number = [word for word in words if xs[0] < middle(word.box)[0] < xs[1]]
    whole = not any(word.box[0] < x - 1.0 and x + 1.0 < word.box[2] for word in words for x in xs)
    return whole and len(number) == 1 < len(_columns(words, xs)) and is_ref(number[0].text) and not all(word.bold for word in words)


def _banners(words: Sequence[Word], header: _Row, first: _Row) -> list[Box]:
    """The sides of the lines between a bold header and the first shaded row below it: banners, each with its words together."""
    own = [word for word in words if header.xs[0] < middle(word.box)[0] < header.xs[-1]]
    between = sorted((word.box for word in _between(own, header.bottom, first.top)), key=lambda box: (box[3], box[0]))
    apart = any(right[0] - left[2] > left[3] - left[1] for left, right in pairwise(between) if right[1] < left[3])
    if not between or apart or not all(word.bold for word in _between(own, header.top, header.bottom)):
        return []
    lines = joined(((box[1], box[3]) for box in between), WIDER * min(box[3] - box[1] for box in between))
    levels = [header.bottom, *((above[1] + below[0]) / 2 for above, below in pairwise(lines)), first.top]
    sides: list[Box] = [(x, header.bottom, x, first.top) for x in (header.xs[0], header.xs[-1])]
    return sides + [(header.xs[0], y, header.xs[-1], y) for y in levels]


def _is_row(words: Sequence[Word], xs: Sequence[int]) -> bool:
    """Whether words stand in half the columns at least and none crosses the edge of one."""
    if any(word.box[0] < x - 1.0 and x + 1.0 < word.box[2] for word in words for x in xs):
        return False
    filled = _columns(words, xs)
    return len(filled) > 1 and 2 * len(filled) >= len(xs) - 1


def _columns(words: Sequence[Word], xs: Sequence[int]) -> list[int]:
    """The columns that hold words."""
    return [at for at, (left, right) in enumerate(pairwise(xs)) if any(left < middle(word.box)[0] < right for word in words)]
