"""Lines of a table to rows: all the cuts between them are weighed together, as no one line tells where a row begins.

A row's cells may stand at its top, at its middle or at its foot; each way is tried, and that by which the lines make the best rows is the
table's. A line that runs over the columns, or stands alone at their left, may be no row's but the name of those below it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import inf, log
from typing import NamedTuple

from extract.columns import is_ref
from extract.flow import flow, is_open
from extract.markup import BULLET
from extract.tables.spaced.wrapped import Shape, TableLine, had_room
from model import Meanings

TALLEST, HOPELESS = 120, -25.0
"""Lines of a row, and what they are worth together from which no more of them make one."""
ROW, UNNAMED, UNHELD = 0.4, 1.0, 3.0
"""What a row costs, and what it costs more to leave out who or when, and what is to be done or its number."""
OPENED, LONE = 1.5, 2.5
"""What it costs a row to leave out its action where an objective opens before it, and to fill one column only right below another."""
SLACK, OFF, FARTHEST = 0.6, 0.9, 4.0
"""Lines by which a cell may stand off its row's middle, what each further one or each off its end costs, and the most that it costs."""
HOLE = 0.8
"""What each line left empty within a cell costs."""
PARTED, MOST_PARTED, FEW = 2.0, 3.0, 7
"""What white space within a row costs before a table has been read, and at most, and how often it is taken to have parted rows before."""
ACTS, BESIDE = 2.5, 1.5
"""What the words of an action weigh, and those of another cell."""
ACTS_OUT = 2.0
"""What it costs a line that calls to act to stand outside."""
NEW = 3.5
"""What the words of an action tell at most of its beginning."""
CALLS, UNCALLED = 0.8, 1.5
"""What it tells more of an action's beginning that it calls to act, and costs a row without who or when that it does not."""
PLAIN = 0.8
"""Likeness from which words call to act, or are a time."""
TIMES = 1.0
"""How plainly a time begins anew below one that is whole."""
FULL, ALIEN = 1.0, 1.5
"""What it costs that a further line of a row says again who and when, and that what is no number stands among the numbers."""
TOP = 0.5
"""How much better all rows must be for their cells to stand elsewhere than at the top."""
LEAST, MOST = 0.1, 2.0
"""What it costs to leave a column empty that hardly a row fills, and one that all fill."""
TOPS, MIDDLES, FEET = 0.0, 0.5, 1.0
"""Where in a row's height its cells stand."""


class Way(NamedTuple):
    """A stretch of lines as a row or as what stands outside: its first line, and its worth."""

    start: int
    worth: float
    outside: bool


@dataclass(frozen=True, slots=True)
class Found:
    """The best way to part lines into rows, and its worth: where each stretch ends, and whether it stands outside."""

    ends: tuple[tuple[int, bool], ...] = ()
    worth: float = 0.0

    def stretches(self) -> Iterator[tuple[int, int, bool]]:
        """First line, line after the last, and whether it is no row."""
        start = 0
        for end, outside in self.ends:
            yield start, end, outside
            start = end


def fitted(shape: Shape, lines: Sequence[TableLine]) -> Shape:
    """The shape, with where the lines tell that the cells of its rows stand, which columns they leave empty, and what white space parts."""
    width = len(shape.widths)
    first = tuple(UNHELD if column == shape.key else UNNAMED if column in shape.named else LEAST for column in range(width))
    tried = [replace(shape, stands=stands, empty=first, within=PARTED) for stands in (TOPS, MIDDLES, FEET)]
    worths = [(part(lines, each).worth + (TOP if each.stands == TOPS else 0.0), -each.stands, each) for each in tried]
    best = max(worths, key=lambda each: each[:2])[2]
    stretches = [*part(lines, best).stretches()]
    rows = [lines[start:end] for start, end, outside in stretches if not outside]
    costs = []
    for column in range(width):
        full = sum(any(column in line.cells for line in row) for row in rows)
        cost = min(MOST, max(LEAST, log((full + 1) / (len(rows) - full + 1))))
        costs.append(UNHELD if column == shape.key else cost)
    gaps = sum(line.gap > 0 for line in lines[1:])
    between = sum(lines[start].gap > 0 for start, _, _ in stretches[1:])
    within = min(MOST_PARTED, max(LEAST, log((between + FEW) / (gaps - between + 1))))
    without = min(MOST_PARTED, max(0.0, log((between + 1) / (max(1, len(stretches)) - between))))
    return replace(best, empty=tuple(costs), within=within, without=without)


def told(line: TableLine, shape: Shape, meanings: Meanings) -> TableLine:
    """The line, with which of its cells are times by themselves, and whether its action calls to act."""
    action = line.cells.get(shape.key, "")
    held = ((column, meanings.content(line.cells[column])) for column in shape.timed & line.cells.keys())
    times = frozenset(column for column, said in held if said.get("timescale", 0.0) >= PLAIN)
    calls = action[:1].isupper() and meanings.content(action).get("action", 0.0) >= PLAIN
    return replace(line, times=times, calls=calls)


def split_rows(lines: Sequence[TableLine], shape: Shape) -> list[Sequence[TableLine]]:
    """The lines as rows, where none stands outside them."""
    return [lines[start:end] for start, end, _ in part(lines, shape).stretches()]


def part(lines: Sequence[TableLine], shape: Shape, goes_on: bool = False) -> Found:
    """The lines as rows, cut so that each row has what rows have, its cells stand as cells do and no text is torn.

    With `goes_on` the first of them may be the rest of a row that a page cut.
    """
    ways = _ways(lines, shape, goes_on)
    best = [0.0] + [-inf] * len(lines)
    back = [Way(0, 0.0, False)] * (len(lines) + 1)
    for end, own in enumerate(ways, 1):
        back[end] = max(own, key=lambda way: best[way.start] + way.worth)
        best[end] = best[back[end].start] + back[end].worth
    ends: list[tuple[int, bool]] = []
    end = len(lines)
    while end:
        ends.append((end, back[end].outside))
        end = back[end].start
    return Found(tuple(reversed(ends)), best[-1])


def margins(lines: Sequence[TableLine], shape: Shape, found: Found, goes_on: bool = False) -> list[float]:
    """For each stretch that was found, by how much every way of parting the lines that has it otherwise is worth less."""
    ways = _ways(lines, shape, goes_on)
    before, after = [0.0] + [-inf] * len(lines), [-inf] * len(lines) + [0.0]
    for end, own in enumerate(ways, 1):
        before[end] = max(before[way.start] + way.worth for way in own)
    for end in range(len(lines), 0, -1):
        for way in ways[end - 1]:
            after[way.start] = max(after[way.start], way.worth + after[end])
    told = []
    for start, stop, outside in found.stretches():
        others = [
            before[way.start] + way.worth + after[end]
            for end in range(start + 1, min(len(lines), start + TALLEST) + 1)
            for way in ways[end - 1]
            if way.start <= start and (way.start, end, way.outside) != (start, stop, outside)
        ]
        told.append(found.worth - max(others, default=-inf))
    return told


def _ways(lines: Sequence[TableLine], shape: Shape, goes_on: bool) -> list[list[Way]]:
    """For each line all stretches that may end with it."""
    numbered = not shape.grouped and shape.ref is not None and any(is_ref(line.cells.get(shape.ref, "")) for line in lines)
    links = _links(lines, shape)
    cuts = [shape.without if at and not line.gap else 0.0 for at, line in enumerate(lines)]
    return [
        [
            *(Way(start, worth - cuts[start], True) for start, worth in _outside_to(end, lines, links)),
            *(Way(start, worth - cuts[start], False) for start, worth in _rows_to(end, lines, links, shape, numbered, goes_on)),
        ]
        for end in range(1, len(lines) + 1)
    ]


def _links(lines: Sequence[TableLine], shape: Shape) -> list[dict[int, float]]:
    """For each line how plainly each of its cells goes on in the next that its column holds."""
    below: dict[int, TableLine] = {}
    links: list[dict[int, float]] = []
    for line in reversed(lines):
        links.append({column: _link(column, line, below[column], shape) for column in line.cells if column in below})
        below.update(dict.fromkeys(line.cells, line))
    return links[::-1]


def _link(column: int, above: TableLine, below: TableLine, shape: Shape) -> float:
    """How plainly a cell goes on from one line to another that fills its column: less than nothing where a new one begins."""
    before, after = above.cells[column], below.cells[column]
    if BULLET.match(after):
        return 0.0
    vote = flow(before, after) - (0.5 if had_room(before, after, shape.widths[column]) else -0.4)
    if column in above.times and column in below.times and not is_open(before):
        vote = min(vote, -TIMES)
    return max(-NEW, ACTS * (vote - CALLS * below.calls)) if column == shape.key else BESIDE * vote


def _outside_to(end: int, lines: Sequence[TableLine], links: Sequence[Mapping[int, float]]) -> Iterator[tuple[int, float]]:
    """Each line from which what stands outside may go to the line before `end`, and how well: one line, or several below white space."""
    held = 0.0
    for start in range(end - 1, -1, -1):
        if lines[start].outside == -inf:
            return
        if start == end - 1 or not start or lines[start].gap:
            yield start, held + lines[start].outside - (ACTS_OUT if lines[start].calls else 0.0)
        if not start or lines[start].gap:
            return
        held += sum(links[start - 1].values())


def _rows_to(
    end: int, lines: Sequence[TableLine], links: Sequence[Mapping[int, float]], shape: Shape, numbered: bool, goes_on: bool
) -> Iterator[tuple[int, float]]:
    """Each line from which a row may go to the line before `end`, and how well it makes one."""
    row = Growing(shape, end, numbered)
    for start in range(end - 1, max(-1, end - 1 - TALLEST), -1):
        row.add(start, lines[start], links[start], lines[start + 1] if start + 1 < end else None)
        yield start, row.worth(start, whole=start > 0 or not goes_on) - (LONE if row.alone and start and not lines[start].gap else 0.0)
        if row.held < HOPELESS:
            return


class Growing:
    """A row of the lines before one, to which those above them are added one by one."""

    def __init__(self, shape: Shape, end: int, numbered: bool) -> None:
        width = len(shape.widths)
        self.shape, self.end, self.numbered = shape, end, numbered
        self.first, self.last, self.count = [-1] * width, [-1] * width, [0] * width
        self.numbers, self.held, self.calls = 0, 0.0, True

    def add(self, at: int, line: TableLine, links: Mapping[int, float], below: TableLine | None) -> None:
        """Takes one line more, above all that it holds."""
        shape, named = self.shape, self.shape.named
        if below is not None:
            self.held -= shape.within if below.gap else 0.0
            self.held -= FULL if len(named) > 1 and named <= below.cells.keys() and named <= line.cells.keys() else 0.0
        for column, text in line.cells.items():
            self.held += links[column] if self.count[column] else 0.0
            self.first[column] = at
            self.last[column] = self.last[column] if self.count[column] else at
            self.count[column] += 1
            if column == shape.ref and self.numbered:
                self.numbers += is_ref(text)
                self.held -= 0.0 if is_ref(text) else ALIEN
        self.calls = line.calls if shape.key in line.cells else self.calls

    @property
    def alone(self) -> bool:
        """Whether it fills one column only."""
        return len(self.count) - self.count.count(0) < 2

    def worth(self, start: int, whole: bool) -> float:
        """How well its lines make one row; what is not `whole` may be the rest of one."""
        shape, score = self.shape, self.held - ROW
        if not self.calls and not all(self.count[column] for column in shape.named):
            score -= UNCALLED
        for column, count in enumerate(self.count):
            if count:
                score -= self._off(column, start)
            elif whole:
                opened = column == shape.key and any(own for at, own in enumerate(self.count[:column]) if at != shape.ref)
                score -= OPENED if opened else shape.empty[column]
        return score - (UNHELD * abs(1 - self.numbers) if self.numbered and whole else 0.0)

    def _off(self, column: int, start: int) -> float:
        """What it costs that a cell has holes, and stands elsewhere than those of the table do."""
        shape, high = self.shape, self.last[column] - self.first[column] + 1
        cost = HOLE * (high - self.count[column])
        if column < shape.key and column != shape.ref:
            return cost
        off = abs(self.first[column] - start - shape.stands * (self.end - start - high)) - (SLACK if shape.stands == MIDDLES else 0.0)
        return cost + min(FARTHEST, (2 if column == shape.key else 1) * OFF * max(0.0, off))
