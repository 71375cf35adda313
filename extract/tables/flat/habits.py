"""What a first reading of a flattened paper tells of its habits: columns it leaves empty, what its white space and stops mean."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from extract.flow import ENDED
from extract.tables.flat.decoding import Path
from extract.tables.flat.likelihoods import WIDEST_GAP, Columns
from extract.tables.flat.paragraphs import Block

FEWEST_TO_LEARN = 4
"""Rows that a first reading must find before it is learned from."""
MOST_HEADED, TOO_MANY = 0.5, 2.0
"""Headings for each row from which they are the rows' reports, and what it then costs more to take a line for one."""
PRIOR = 2.0
"""Paragraphs that the hand-set meaning of white space is worth beside what a paper shows."""
STOPS_PRIOR, STOPS_MOST = 3.0, 1.0
"""Paragraphs of a column that its habit of full stops must outweigh, and the most that it says."""


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
