"""Paragraphs to cells: the likeliest path through the columns of a table whose lines are gone.

The paragraphs are the observations and the columns the states. A step stays in its cell, moves on to a later column or begins the
next row; what a paragraph reads like, the white space before it and how often a column is left empty give the scores
(natural-log scale, hand-set, then fitted to each paper by a second pass that learns which of its columns are often empty).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from extract.flow import ENDED, flow
from extract.tables.flat.heading_fits import suits_heading
from extract.tables.flat.likelihoods import WIDEST_GAP, Columns, emissions
from extract.tables.flat.paragraphs import Block
from extract.tables.flat.series import counts_on, listed_items, opened_series
from model import Meanings

STAY: Mapping[str, float] = {
    "ref": 6.0,
    "objective": 1.7,
    "action": 0.9,
    "outcomes": 0.3,
    "lead": 0.8,
    "timescale": 0.8,
    "update": 0.4,
    "status": 1.0,
    "rag": 3.0,
}
"""What a further paragraph in the same cell costs, before a paper has been read."""
NO_OBJECTIVE = 4.0
"""What it costs to begin a section without the objective that its column prints."""
FIRST_ITEM = 2.5
"""How much faster the first item of a list is tied to the colon that opened it than the others are to one another."""
NO_ROWS = 9.0
"""What it costs to end on a heading, with no row below it."""
SECOND = 2.0
"""What it costs to take the first paragraph below a section's heading for one more."""
LISTS = frozenset({"action", "objective", "outcomes", "update"})
"""Columns in which a colon opens a list."""


@dataclass(frozen=True, slots=True)
class Step:
    """Where one paragraph went."""

    column: int
    new_row: bool
    margin: float | None = None
    """What every way of putting it elsewhere would have scored less; None where nobody asked."""


@dataclass(frozen=True, slots=True)
class Path:
    """One step a paragraph, and the score of the whole."""

    steps: tuple[Step, ...]
    score: float


def decode(blocks: Sequence[Block], columns: Columns, meanings: Meanings, first_of_section: bool, headed: bool = False) -> Path:
    """The likeliest way the paragraphs of one section fill the columns, row after row; `headed` where a level's heading stands above."""
    if not blocks:
        return Path((), 0.0)
    seen, ways = observe(blocks, columns, meanings), Moves.of(columns)
    score = opening(seen, columns, first_of_section, headed)
    back: list[list[tuple[int, bool]]] = []
    for block, tied, suits in list(zip(blocks, seen.tied, seen.suits, strict=True))[1:]:
        moves = ways.best(score, block, tied)
        back.append([(origin, new) for _, origin, new in moves])
        score = [value + likely for (value, _, _), likely in zip(moves, suits, strict=True)]
    ends = [value - cost for value, cost in zip(score, closing(columns), strict=True)]
    return _trace(back, ends)


@dataclass(frozen=True, slots=True)
class Observed:
    """What a section's paragraphs say by themselves, one entry a paragraph."""

    suits: tuple[tuple[float, ...], ...]
    """How well each suits every column, and last a heading."""
    tied: tuple[float, ...]
    """How firmly each is tied to the one before it."""


def observe(blocks: Sequence[Block], columns: Columns, meanings: Meanings) -> Observed:
    """How well the paragraphs of one section suit the columns, whatever stands beside them."""
    listed = listed_items(blocks, columns.codes, meanings)
    nexts, opens = [*blocks[1:], None], [*opened_series(blocks)[1:], False]
    suits = tuple(
        (*emissions(block, after, item, columns, meanings), suits_heading(block, after, item, columns, meanings, opened))
        for block, after, item, opened in zip(blocks, nexts, listed, opens, strict=True)
    )
    ties = (_tied(above, block, item) for above, block, item in zip(blocks, blocks[1:], listed[1:], strict=False))
    return Observed(suits, (0.0, *ties))


def _tied(above: Block, block: Block, item: bool) -> float:
    if item and (above.text.rstrip().endswith(":") or counts_on(above, block)):
        return FIRST_ITEM
    return float(item or _goes_on(above.text, block.text))


def opening(seen: Observed, columns: Columns, first_of_section: bool, headed: bool) -> list[float]:
    """The score of each way in which a section may begin: in every column, and last with a heading."""
    *cells, heading = seen.suits[0]
    return [*(suits + _start(columns, column, first_of_section) for column, suits in enumerate(cells)), heading - SECOND * headed]


def closing(columns: Columns) -> list[float]:
    """What it costs to end a section in every column, and last on a heading."""
    width = len(columns.roles)
    return [*(_skipped(columns, column + 1, width, 0) for column in range(width)), NO_ROWS]


def _trace(back: Sequence[Sequence[tuple[int, bool]]], ends: Sequence[float]) -> Path:
    column = max(range(len(ends)), key=lambda each: ends[each])
    best, steps = ends[column], []
    for moves in reversed(back):
        origin, new = moves[column]
        steps.append(Step(column, new))
        column = origin
    steps.append(Step(column, column < len(ends) - 1))
    return Path(tuple(reversed(steps)), best)


def _goes_on(before: str, after: str) -> bool:
    """Whether a paragraph is plainly the rest of the one before: it begins small, or in brackets."""
    return after.startswith("(") and not ENDED.search(before) or flow(before, after) >= 0.8


@dataclass(frozen=True, slots=True)
class Costs:
    """What the moves to one paragraph add to the score, by its white space, its marks and what ties it to the paragraph above."""

    within: tuple[tuple[float, ...], ...]
    """To enter each column (first) in the same row, from each column before it and last by staying in it."""
    begin: tuple[float, ...]
    """To begin a row in each column, once the row above is left."""
    below_heading: float
    """What it adds that the row begins below a heading."""
    heading: float
    """To take the paragraph for a heading, once the row above is left."""


@dataclass(frozen=True, slots=True)
class Moves:
    """What the moves of one table cost whatever stands in a paragraph, reckoned once for all of them."""

    columns: Columns
    stay: tuple[float, ...]
    """To put a further paragraph into the cell of a column."""
    lists: tuple[bool, ...]
    marked: tuple[bool, ...]
    """Whether a column holds lists that a colon opens, and whether what is marked as an item goes on in its cell."""
    start: tuple[float, ...]
    """To begin a row in a column."""
    done: tuple[float, ...]
    """To leave a row behind its paragraph in a column."""
    known: dict[tuple[int, float, bool], Costs] = field(default_factory=dict)

    @staticmethod
    def of(columns: Columns) -> Moves:
        """Those of a table with these columns."""
        roles = [each[0] if each else "extra" for each in columns.roles]
        width = len(roles)
        return Moves(
            columns,
            columns.stays or usual_stays(columns),
            tuple(role in LISTS for role in roles),
            tuple(role in ("outcomes", "action", "update") for role in roles),
            tuple(_start(columns, column, False) for column in range(width)),
            tuple(_skipped(columns, column + 1, width, 0) for column in range(width)),
        )

    def best(self, score: Sequence[float], block: Block, tied: float) -> list[tuple[float, int, bool]]:
        """The best way into each column, and last to a heading: (score, column it came from, whether a new row began)."""
        costs = self.costs(block, tied)
        left = [value - cost for value, cost in zip(score, self.done, strict=False)]
        last = max(range(len(left)), key=left.__getitem__)
        above, fresh = left[last], score[-1] + costs.below_heading
        moves = []
        for column, (within, begin) in enumerate(zip(costs.within, costs.begin, strict=True)):
            best, origin, new = score[column] + within[-1], column, False
            for before, cost in enumerate(within[:-1]):
                if (value := score[before] + cost) > best:
                    best, origin = value, before
            if above + begin > best:
                best, origin, new = above + begin, last, True
            if fresh + begin > best:
                best, origin, new = fresh + begin, len(left), True
            moves.append((best, origin, new))
        return [*moves, (above + costs.heading, last, False)]

    def costs(self, block: Block, tied: float) -> Costs:
        """What the moves to a paragraph cost."""
        key = (block.gap, tied, block.paragraph.bullet)
        if key not in self.known:
            self.known[key] = self._costs(*key)
        return self.known[key]

    def _costs(self, gap: int, tied: float, bullet: bool) -> Costs:
        columns = self.columns
        in_cell, onward, in_row = (said[min(gap, WIDEST_GAP)] for said in columns.space)
        within = []
        for column, filled in enumerate(columns.filled):
            skipped = [_skipped(columns, before + 1, column, gap) for before in range(column)]
            stay = in_cell - self.stay[column] + (1.8 if self.lists[column] and tied else 0.0) + 0.5 * (bullet and self.marked[column])
            within.append((*(onward - tied - filled - cost for cost in skipped), stay))
        begin = tuple(start + in_row - 1.5 * tied - filled for start, filled in zip(self.start, columns.filled, strict=True))
        return Costs(tuple(within), begin, -min(0.0, in_row), in_row - (3.0 if tied else 0.0))


def usual_stays(columns: Columns) -> tuple[float, ...]:
    """What a further paragraph in a cell of each column costs before a paper has been read."""
    return tuple(STAY.get(roles[0], 0.5) if roles else 0.5 for roles in columns.roles)


def _skipped(columns: Columns, first: int, until: int, gap: int) -> float:
    """What leaving the columns between empty costs; more white space than usual makes it likelier."""
    cost = sum(columns.empty[first:until])
    return max(0.1, cost - 0.5 * max(0, gap - 1)) if cost else 0.0


def _start(columns: Columns, column: int, first_of_section: bool) -> float:
    """The score of beginning a row in a column: at its first columns it is usual, further right it leaves too much out."""
    action, objective = columns.index("action"), columns.index("objective")
    cost = sum(columns.empty[:column])
    if objective is not None and objective < column and first_of_section:
        cost += NO_OBJECTIVE
    if objective is not None and column == objective:
        cost += 0.2
    if action is not None and column > action:
        cost += 1.0
    return -cost
