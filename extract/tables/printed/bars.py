"""What is drawn across a table: rules, and the edges of shaded bands, each with the columns that it parts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from itertools import pairwise

from extract.geometry import Span, covered, hull, middle, shared
from extract.once import once
from extract.tables.printed.columns import Columns
from extract.tables.printed.lines import PrintedLine
from model import Box, Page

SAME_BAR = 4.0
"""Points within which level rules stand at one height."""
SAME_EDGE = 2.0
"""Points within which the sides of two shaded cells are one."""
SHADED = 0.3
"""Share of a table's width at which the edges of shades at one height part its rows."""

Colour = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Bar:
    """What is drawn across a table at one height: one rule, or several side by side with white where cells are merged."""

    top: float
    bottom: float
    spans: tuple[Span, ...]
    shaded: bool = False
    """Nothing is drawn there: a shaded area begins or ends."""

    closes: bool = False
    """Shaded areas only end there, and none begins."""
    through: tuple[Span, ...] = ()
    """Where other shaded areas go on across its height."""

    def over(self, left: float, right: float) -> bool:
        """Whether it covers most of a column."""
        return covered(self.spans, left, right) > 0.5

    def begins(self, left: float, right: float) -> bool | None:
        """Whether a column's cell begins below it; None where that cannot be seen.

        A column without shade beside one that begins is merged down from above. Where a shade only ends, what has none above and
        below may be one cell or two.
        """
        if self.over(left, right):
            return True
        return None if self.closes and covered(self.through, left, right) <= 0.5 else False


def find_bars(page: Page, columns: Columns) -> list[Bar]:
    """Rules and edges of shaded bands that run across some of the table, from the top down; short ones only beside longer ones."""
    found = _bars_of(page)
    if columns.edges not in found:
        found[columns.edges] = _find_bars(page, columns)
    return found[columns.edges]


@once
def _bars_of(page: Page) -> dict[tuple[float, ...], list[Bar]]:
    """The bars of a page that were found, by the edges of the columns that they run across; none before they are asked for."""
    return {}


def _find_bars(page: Page, columns: Columns) -> list[Bar]:
    left, right = columns.edges[0], columns.edges[-1]
    rules = [rule.box for rule in page.rules if rule.level]
    areas = bands(page)
    boxes = rules + _shaded_edges(areas, columns)
    across = [box for box in boxes if shared((box[0], box[2]), (left, right)) > 0]
    bars = [_bar(level, frozenset(rules), areas) for level in _levels(across)]
    return [bar for bar in bars if covered(bar.spans, left, right) > 0.15]


def _bar(level: Sequence[Box], rules: Set[Box], areas: Sequence[Box]) -> Bar:
    """What is drawn at one height: rules, or edges of shaded areas."""
    top, bottom, shaded = level[0][1], max(box[3] for box in level), rules.isdisjoint(level)
    begun = {(x0, upper, x1, upper) for x0, upper, x1, _ in areas} if shaded else set()
    through = tuple((x0, x1) for x0, upper, x1, lower in areas if upper < top - SAME_BAR and bottom + SAME_BAR < lower) if shaded else ()
    spans = tuple((box[0], box[2]) for box in level)
    return Bar(top, bottom, spans, shaded, shaded and begun.isdisjoint(level), through)


def _shaded_edges(areas: Sequence[Box], columns: Columns) -> list[Box]:
    """Upper and lower edges of shaded areas at heights where they run across much of the table, over two of its columns or more."""
    edges = [(x0, y, x1, y) for x0, top, x1, bottom in areas for y in (top, bottom)]
    wide = columns.edges[-1] - columns.edges[0]
    found = []
    for level in _levels(edges):
        spans = [(box[0], box[2]) for box in level]
        over = [(left, right) for left, right in pairwise(columns.edges) if covered(spans, left, right) > 0.5]
        if len(over) > 1 and sum(right - left for left, right in over) > SHADED * wide:
            found += level
    return found


def _levels(boxes: Iterable[Box]) -> list[list[Box]]:
    """Boxes that stand at one height, from the top down."""
    levels: list[list[Box]] = []
    for box in sorted(boxes, key=lambda each: each[1]):
        if levels and box[1] - levels[-1][-1][1] < SAME_BAR:
            levels[-1].append(box)
        else:
            levels.append([box])
    return levels


@once
def bands(page: Page) -> list[Box]:
    """The shaded areas of a page; cells of one colour that touch side by side are one."""
    found: list[tuple[Box, Colour]] = []
    for fill in sorted(page.fills, key=lambda each: (round(each.box[1]), round(each.box[3]), each.colour, each.box[0])):
        box, colour = found[-1] if found else (fill.box, None)
        level = abs(fill.box[1] - box[1]) < SAME_EDGE and abs(fill.box[3] - box[3]) < SAME_EDGE
        if colour == fill.colour and level and box[0] <= fill.box[0] <= box[2] + SAME_EDGE:
            found[-1] = hull((box, fill.box)), colour
        else:
            found.append((fill.box, fill.colour))
    return [box for box, _ in found]


def bar_between(above: PrintedLine, line: PrintedLine, bars: Sequence[Bar]) -> Bar | None:
    """The rule that is drawn between two lines, the longest of several, as where cells are boxes of their own; None where there is none."""
    upper, lower = middle(above.box)[1], middle(line.box)[1]
    between = [bar for bar in bars if upper < (bar.top + bar.bottom) / 2 < lower]
    return max(between, key=_length) if len(between) > 1 else between[0] if between else None


def _length(bar: Bar) -> float:
    return sum(right - left for left, right in bar.spans)
