"""Paragraphs to cells: the likeliest path through the columns of a table whose lines are gone.

The paragraphs are the observations and the columns the states. A step stays in its cell, moves on to a later column or begins the
next row; what a paragraph reads like, the white space before it and how often a column is left empty give the scores
(natural-log scale, hand-set, then fitted to each paper by a second pass that learns which of its columns are often empty).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

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
"""What a further paragraph in the same cell costs."""
FEWEST_TO_LEARN = 4
"""Rows that a first reading must find before it is learned from."""
NO_OBJECTIVE = 4.0
"""What it costs to begin a section without the objective that its column prints."""
FIRST_ITEM = 2.5
"""How much faster the first item of a list is tied to the colon that opened it than the others are to one another."""
NO_ROWS = 9.0
"""What it costs to end on a heading, with no row below it."""
MOST_HEADED, TOO_MANY = 0.5, 2.0
"""Headings for each row from which they are the rows' reports, and what it then costs more to take a line for one."""
SECOND = 2.0
"""What it costs to take the first paragraph below a section's heading for one more."""
PRIOR = 2.0
"""Paragraphs that the hand-set meaning of white space is worth beside what a paper shows."""
STOPS_PRIOR, STOPS_MOST = 3.0, 1.0
"""Paragraphs of a column that its habit of full stops must outweigh, and the most that it says."""
LISTS = frozenset({"action", "objective", "outcomes", "update"})
"""Columns in which a colon opens a list."""


@dataclass(frozen=True, slots=True)
class Step:
    """Where one paragraph went."""

    column: int
    new_row: bool


@dataclass(frozen=True, slots=True)
class Path:
    """One step a paragraph, and the score of the whole."""

    steps: tuple[Step, ...]
    score: float


def decode(blocks: Sequence[Block], columns: Columns, meanings: Meanings, first_of_section: bool, headed: bool = False) -> Path:
    """The likeliest way the paragraphs of one section fill the columns, row after row; `headed` where a level's heading stands above."""
    if not blocks:
        return Path((), 0.0)
    listed = listed_items(blocks, columns.codes, meanings)
    nexts = [*blocks[1:], None]
    suits = [emissions(block, following, item, columns, meanings) for block, following, item in zip(blocks, nexts, listed, strict=True)]
    opens = [*opened_series(blocks)[1:], False]
    heads = [
        suits_heading(block, following, item, columns, meanings, opened)
        for block, following, item, opened in zip(blocks, nexts, listed, opens, strict=True)
    ]
    width, ways = len(columns.roles), _Moves.of(columns)
    score = [suits[0][column] + _start(columns, column, first_of_section) for column in range(width)] + [heads[0] - SECOND * headed]
    back: list[list[tuple[int, bool]]] = []
    for index in range(1, len(blocks)):
        above = blocks[index - 1]
        opened = listed[index] and (above.text.rstrip().endswith(":") or counts_on(above, blocks[index]))
        tied = FIRST_ITEM if opened else float(listed[index] or _goes_on(above.text, blocks[index].text))
        moves = ways.best(score, blocks[index], tied)
        back.append([(origin, new) for _, origin, new in moves])
        score = [value + likely for (value, _, _), likely in zip(moves, (*suits[index], heads[index]), strict=True)]
    ends = [value - _skipped(columns, column + 1, width, 0) for column, value in enumerate(score[:width])] + [score[width] - NO_ROWS]
    return _trace(back, ends)


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
class _Moves:
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
    skips: dict[int, tuple[tuple[float, ...], ...]] = field(default_factory=dict)
    """To leave out what lies before each column (first) and behind each of those before it (second), by the white space between."""

    @staticmethod
    def of(columns: Columns) -> _Moves:
        roles = [each[0] if each else "extra" for each in columns.roles]
        width = len(roles)
        return _Moves(
            columns,
            tuple(STAY.get(role, 0.5) for role in roles),
            tuple(role in LISTS for role in roles),
            tuple(role in ("outcomes", "action", "update") for role in roles),
            tuple(_start(columns, column, False) for column in range(width)),
            tuple(_skipped(columns, column + 1, width, 0) for column in range(width)),
        )

    def best(self, score: Sequence[float], block: Block, tied: float) -> list[tuple[float, int, bool]]:
        """The best way into each column, and last to a heading: (score, column it came from, whether a new row began)."""
        columns, gap = self.columns, min(block.gap, WIDEST_GAP)
        in_cell, onward, in_row = (said[gap] for said in columns.space)
        left = [value - cost for value, cost in zip(score, self.done, strict=False)]
        last = max(range(len(left)), key=left.__getitem__)
        heading, free = score[-1], min(0.0, in_row)
        moves = []
        for column, skipped in enumerate(self._skips(block.gap)):
            in_list = self.lists[column] and tied
            best = score[column] - self.stay[column] + in_cell + (1.8 if in_list else 0.0)
            best, origin, new = best + 0.5 if block.paragraph.bullet and self.marked[column] else best, column, False
            enter = onward - tied - columns.filled[column]
            for before, cost in enumerate(skipped):
                if (value := score[before] - cost + enter) > best:
                    best, origin = value, before
            begin = self.start[column] + in_row - 1.5 * tied - columns.filled[column]
            if left[last] + begin > best:
                best, origin, new = left[last] + begin, last, True
            if (value := heading + begin - free) > best:
                best, origin, new = value, len(left), True
            moves.append((best, origin, new))
        return [*moves, (left[last] + (in_row - (3.0 if tied else 0.0)), last, False)]

    def _skips(self, gap: int) -> tuple[tuple[float, ...], ...]:
        if gap not in self.skips:
            width = range(len(self.stay))
            self.skips[gap] = tuple(tuple(_skipped(self.columns, before + 1, column, gap) for before in range(column)) for column in width)
        return self.skips[gap]


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


def learn(sections: Sequence[tuple[Sequence[Block], Path]], columns: Columns, printed: bool = True) -> Columns:
    """The same columns fitted to a paper by a reading of it: which of them it leaves empty, and what its white space means.

    Of columns that no header has `printed` its full stops tell nothing: they would bear out whatever was guessed.
    """
    rows: list[set[int]] = []
    stops = [[0, 0] for _ in columns.roles]
    heads = 0
    moves = [[PRIOR * math.exp(said) for said in each] for each in columns.space]
    for blocks, path in sections:
        for index, (block, step) in enumerate(zip(blocks, path.steps, strict=True)):
            if step.column == len(columns.roles):
                heads += 1
                continue
            if step.new_row:
                rows.append(set())
            rows[-1].add(step.column)
            stops[step.column][ENDED.search(block.text) is not None] += 1
            if index:
                move = 2 if step.new_row else 0 if step.column == path.steps[index - 1].column else 1
                moves[move][min(block.gap, WIDEST_GAP)] += 1
    if len(rows) < FEWEST_TO_LEARN:
        return columns
    filled = tuple(
        min(2.0, -0.5 * math.log((sum(index in row for row in rows) + 0.5) / (len(rows) + 1))) for index in range(len(columns.roles))
    )
    stopped = _stops(stops, columns) if printed else ()
    headed = TOO_MANY if columns.tells_progress and heads >= MOST_HEADED * len(rows) else 0.0
    return replace(columns, empty=_emptiness(rows, columns.empty), filled=filled, space=_space(moves), headed=headed, stops=stopped)


def _emptiness(rows: Sequence[set[int]], before: Sequence[float]) -> tuple[float, ...]:
    """A column that was found filled in every row is dear to skip."""
    empty = [sum(index not in row for row in rows) for index in range(len(before))]
    return tuple(
        0.35 * cost + 0.65 * min(4.0, -math.log((count + 0.5) / (len(rows) + 1))) for cost, count in zip(before, empty, strict=True)
    )


def _space(moves: Sequence[Sequence[float]]) -> tuple[tuple[float, ...], ...]:
    """The log of how much likelier each width of white space is at a move than it is in the paper at large."""
    total = sum(map(sum, moves))
    share = [sum(each[width] for each in moves) / total for width in range(WIDEST_GAP + 1)]
    return tuple(
        tuple(max(-3.0, min(3.0, math.log(count / sum(each) / share[width]))) for width, count in enumerate(each)) for each in moves
    )


def _stops(counts: Sequence[Sequence[int]], columns: Columns) -> tuple[tuple[float, float], ...]:
    """What it says for actions and for progress that a paragraph ends so, without a full stop or with one, by the paper's own habit.

    The log of how much likelier it is there than in the two of them together; of other columns it says nothing.
    """
    told = [at for at, roles in enumerate(columns.roles) if {"action", "update"} & set(roles)]
    if len(told) < 2:
        return ()
    total = [sum(counts[at][ended] for at in told) + 1.0 for ended in (0, 1)]
    found = [(0.0, 0.0)] * len(counts)
    for at in told:
        weight = sum(counts[at]) + STOPS_PRIOR
        low, high = (
            math.log((count * sum(total) / all_of + STOPS_PRIOR) / weight) for count, all_of in zip(counts[at], total, strict=True)
        )
        found[at] = (max(-STOPS_MOST, min(STOPS_MOST, low)), max(-STOPS_MOST, min(STOPS_MOST, high)))
    return tuple(found)
