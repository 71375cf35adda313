"""Printed header lines, and the white corridors below them: where the columns of a table without drawn cells begin and end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from extract.column.outcome_levels import raise_outcomes
from extract.columns import is_ref
from extract.geometry import Span, hull, middle, shared, slot, white_gaps
from extract.header.values import value_runs
from extract.headers import read_header
from extract.tables.printed.flush_columns import flush_starts
from extract.tables.printed.heads import Head
from extract.tables.printed.lines import MARKS, PrintedLine, phrases, read_lines
from model import Cell, Meanings, Page, Paragraph, Place, Strip, Word

NUMBERS_APART, MOST_NUMBERS = 10.0, 0.6
"""Points left of a header from which numbers without one stand, and their share of the lines that begin there."""
LEAST_BESIDE = 0.3
"""Share of a number's height that a line beside it must have in common with it."""
FEWEST_BEHIND, FLUSH = 3, 1.5
"""Numbers without a header behind a column that has one, and the points within which they begin one below another."""
CORRIDOR = 0.9
"""Font sizes of white down the whole table that part a column which has no header of its own."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the columns of a table part, outer edges included."""

    edges: tuple[float, ...]
    ruled: bool = False
    """Whether rules part its rows."""
    levels: frozenset[int] = frozenset()
    """Columns of priorities and objectives that stand beside several rows each."""
    heads: tuple[Span, ...] = ()
    """Where the words of each header cell begin and end."""
    fenced: frozenset[int] = frozenset()
    """Those of `levels` whose cells rules part, where no rule parts the rows beside them."""
    touched: tuple[float, ...] = ()
    """Where cells begin right behind others that end there."""

    @property
    def count(self) -> int:
        """How many columns there are."""
        return len(self.edges) - 1


def find_columns(head: Head, body: Sequence[PrintedLine], page: Page, meanings: Meanings) -> Columns:
    """The columns that a header anchors, parted where the body below it leaves most white."""
    box = hull(word.box for word in head.words)
    runs = [(phrase.box[0], phrase.box[2]) for line in body for phrase in phrases(line, 0.6)]
    inner: list[float] = []
    touched = flush_starts(body)
    for (_, end), (start, stop) in pairwise(head.spans):
        wall = next((x for x in _walls(page, box[1], box[3]) if end - 2 <= x <= start + 2), None)
        wall = next((x for x in touched if end < x < start and _begins_column(x, (start, stop), runs)), wall)
        inner.append(wall if wall is not None else _emptiest(runs, end, max(start, end + 0.5)))
    near = [span for span in runs if shared(span, (box[0], box[2])) > 0]
    left = min([box[0], *(span[0] for span in near), *_numbers_before(body, box[0])]) - 2.0
    right = max([box[2], *(span[1] for span in near)]) + 2.0
    edges = _with_unnamed((left, *inner, right), head, body, meanings)
    return Columns(edges, heads=tuple(head.spans), touched=tuple(touched))


def _begins_column(x: float, header: Span, runs: Sequence[Span]) -> bool:
    """Whether the words right of x stand below a header: some run on to it, and none begin between it and them, as behind "31 March"."""
    return any(left < x and right > header[0] for left, right in runs) and not any(x + FLUSH < left < header[1] for left, _ in runs)


def _numbers_before(body: Sequence[PrintedLine], left: float) -> list[float]:
    """Where numbers begin that stand left of all headers, one over another, with words beside them; nothing else may stand there."""
    parted = [(own[0], len(own)) for line in body if (own := phrases(line, 0.6)) and own[0].box[0] < left - NUMBERS_APART]
    refs = [(first, count) for first, count in parted if is_ref(first.text) and first.box[2] < left]
    numbers = [first for first, count in refs if count > 1 or any(_stands_beside(first, line) for line in body)]
    return [first.box[0] for first in numbers] if len(numbers) > 1 and len(numbers) >= MOST_NUMBERS * len(parted) else []


def _stands_beside(number: PrintedLine, line: PrintedLine) -> bool:
    """Whether a line right of a number stands at some of its height, as where the number is set in the midst of two lines."""
    height = number.box[3] - number.box[1]
    return line.box[0] > number.box[2] and shared((number.box[1], number.box[3]), (line.box[1], line.box[3])) >= LEAST_BESIDE * height


def same_header(first: Columns, second: Columns) -> bool:
    """Whether two tables print their header's words at the same places, so that the columns of one hold for the other."""
    pairs = list(zip(first.heads, second.heads, strict=False))
    near = all(abs(one[0] - other[0]) < 3.0 and abs(one[1] - other[1]) < 3.0 for one, other in pairs)
    return len(first.heads) == len(second.heads) == len(pairs) and near


def widened(first: Columns, second: Columns) -> Columns:
    """The first table's columns, out to where the second one's words reach."""
    left, *inner, right = first.edges
    return replace(first, edges=(min(left, second.edges[0]), *inner, max(right, second.edges[-1])))


def reaching(columns: Columns, lines: Sequence[PrintedLine]) -> Columns:
    """The columns of the page before, out to where words reach that begin below its last header: the widest may come pages later."""
    if not columns.heads or not any(line.box[2] > columns.edges[-1] for line in lines):
        return columns
    last = columns.heads[-1]
    printed = [(phrase.box[0], phrase.box[2]) for line in lines for phrase in phrases(line, 0.6)]
    begun = sum(any(abs(left - head[0]) <= FLUSH for left, _ in printed) for head in columns.heads)
    if 2 * begun <= len(columns.heads):  # it is no table's page
        return columns
    own = [span for span in printed if span[0] > columns.edges[-2]]
    under = [span for span in own if abs(span[0] - last[0]) <= FLUSH or abs(sum(span) - sum(last)) <= 2 * FLUSH]
    return replace(columns, edges=(*columns.edges[:-1], max([columns.edges[-1], *(right + 2.0 for _, right in under)])))


def _walls(page: Page, top: float, bottom: float) -> list[float]:
    """Uprights and sides of shaded cells beside a header's lines."""
    middle_y = (top + bottom) / 2
    found = [rule.box[0] for rule in page.rules if not rule.level and rule.box[1] <= middle_y <= rule.box[3]]
    return found + [x for fill in page.fills if fill.box[1] <= middle_y <= fill.box[3] for x in (fill.box[0], fill.box[2])]


def _emptiest(runs: Sequence[Span], start: float, end: float) -> float:
    """A position between start and end that fewest runs of words cross: in the widest of equally empty corridors, near its right end."""
    marks = sorted({start, end, *(x for run in runs for x in run if start < x < end)})
    best: tuple[float, float, float] = (float("inf"), 0.0, end)
    corridors: list[tuple[int, float, float]] = []
    for left, right in zip(marks, marks[1:], strict=False):
        centre = (left + right) / 2
        crossing = sum(run[0] < centre < run[1] for run in runs)
        if corridors and corridors[-1][0] == crossing:
            corridors[-1] = (crossing, corridors[-1][1], right)
        else:
            corridors.append((crossing, left, right))
    for crossing, left, right in corridors:
        worth = (float(crossing), -min(right - left, 12.0), -right)
        if right - left >= 1.0 and worth < best or best[0] == float("inf"):
            best = worth
    right = -best[2] if best[2] < 0 else best[2]
    return right - min(1.5, -best[1] / 2 if best[1] < 0 else 0.25)


def _with_unnamed(edges: tuple[float, ...], head: Head, body: Sequence[PrintedLine], meanings: Meanings) -> tuple[float, ...]:
    """The edges, and one more in every column that a corridor parts: numbers or words below a header over both, or below none."""
    found = list(edges[:1])
    printed = [phrase for line in body for phrase in phrases(line, 0.6)]
    for left, right in zip(edges, edges[1:], strict=False):
        own = [phrase for phrase in printed if left <= phrase.box[0] and phrase.box[2] <= right + 1]
        cut = _corridor(left, right, head, own, meanings)
        cut = _before_numbers(left, right, head, own) if cut is None else cut
        found += [right] if cut is None else [cut] if _is_bare(right, edges, head, body) else [cut, right]
    return tuple(found)


def _is_bare(left: float, edges: Sequence[float], head: Head, body: Sequence[PrintedLine]) -> bool:
    """Whether nothing stands below the header right of an edge, and most headers are set in from the words below them: so is that one."""
    starts = [word.box[0] for line in body for word in line.words]
    below = [min((x for x in starts if first <= x < end), default=None) for first, end in pairwise(edges)]
    at = edges.index(left)
    if at >= len(below) or below[at] is not None or len(below) != len(head.spans):
        return False
    set_in = [start - x > FLUSH for x, (start, _) in zip(below, head.spans, strict=True) if x is not None]
    return sum(set_in) > 0.5 * len(set_in)


def _corridor(left: float, right: float, head: Head, own: Sequence[PrintedLine], meanings: Meanings) -> float | None:
    size = median(phrase.size for phrase in own) if own else 0.0
    own = [phrase for phrase in own if not phrase.bold and (abs(phrase.size - size) < 0.08 * size or is_ref(phrase.text))]
    if len(own) < 4:
        return None
    for start, end in white_gaps([(phrase.box[0], phrase.box[2]) for phrase in own], left, right):
        if end - start < CORRIDOR * size or start <= left + 1 or end >= right - 1:
            continue
        before = [phrase for phrase in own if phrase.box[2] <= start + 0.1]
        after = [phrase for phrase in own if phrase.box[0] >= end - 0.1]
        if _parts(before, after, [word for word in head.words if left <= middle(word.box)[0] < right], end, meanings):
            return end - min(2.0, (end - start) / 2)
    return None


def _before_numbers(left: float, right: float, head: Head, own: Sequence[PrintedLine]) -> float | None:
    """Where numbers without a header begin, flush and right of all that the header before them names: an aim, and its actions' numbers."""
    numbers = [phrase for phrase in own if is_ref(phrase.text) and phrase.text[-1:].isdigit()]
    if len(numbers) < FEWEST_BEHIND or len(numbers) == len(own):
        return None
    start = min(number.box[0] for number in numbers)
    words = [word for word in head.words if left <= middle(word.box)[0] < right]
    boxes = [*(phrase.box for phrase in own), *(word.box for word in words)]
    end = max((box[2] for box in boxes if box[0] < start - FLUSH), default=right)
    flush = sum(number.box[0] <= start + FLUSH for number in numbers)
    alone = all(is_ref(phrase.text) for phrase in own if phrase.box[0] >= start - FLUSH) and all(word.box[2] < start for word in words)
    clear = flush == len(numbers) and alone and start - end >= CORRIDOR * numbers[0].size
    return start - min(2.0, (start - end) / 2) if clear else None


def _parts(before: Sequence[PrintedLine], after: Sequence[PrintedLine], heading: Sequence[Word], cut: float, meanings: Meanings) -> bool:
    names = [" ".join(word.text for word in heading if (word.box[0] < cut - 1) == side) for side in (True, False)]
    if all(names) and before and after and value_runs(Strip(tuple(Cell((Paragraph(name),)) for name in names), Place()), meanings):
        return True
    texts = [phrase.text for phrase in before if not (phrase.text in MARKS or phrase.mark and len(phrase.text) < 3)]
    if len(texts) < 2 or len(after) < 2 or len(texts) < 0.5 * len(before):
        return False
    if sum(map(is_ref, texts)) >= 0.7 * len(texts):
        return True
    if all(names):
        readings = [meanings.header(name) for name in names]
        return all(reading is not None and reading.score >= 0.85 for reading in readings)
    wide = median(phrase.box[2] - phrase.box[0] for phrase in before) > 3 * before[0].size
    return wide and len(texts) >= 3 and len(after) >= 3


def level_columns(strip: Strip, meanings: Meanings) -> frozenset[int]:
    """The columns of a header's strip that hold priorities or objectives, where another holds the actions."""
    frame = read_header(strip, meanings)
    if frame is None or not any("action" in column.roles for column in frame.columns):
        return frozenset()
    columns = raise_outcomes(frame.columns, list(dict.fromkeys(frame.owner)), {})
    roles = [columns[frame.at(position)].roles for position in range(len(strip.cells))]
    return frozenset(index for index, own in enumerate(roles) if {"priority", "objective"} & set(own) and "action" not in own)


def head_strip(head: Head, columns: Columns, page: Page) -> Strip:
    """The header's words as a table's strip, under the columns that were found."""
    own: list[list[Word]] = [[] for _ in range(columns.count)]
    for word in head.words:
        own[slot(middle(word.box)[0], columns.edges)].append(word)
    cells = []
    for words in own:
        box = hull(word.box for word in words) if words else None
        text = _in_order(words)
        cells.append(Cell((Paragraph(text, Place(page=page.number, box=box), bold=all(word.bold for word in words)),)) if text else Cell())
    return Strip(tuple(cells), Place(page=page.number, box=hull(word.box for word in head.words)))


def _in_order(words: Sequence[Word]) -> str:
    """The words of one header cell, line by line, parted by single spaces."""
    return " ".join(line.text for line in read_lines(words))
