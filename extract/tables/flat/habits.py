"""What a first reading of a flattened paper tells of its habits: columns it leaves empty, its white space, what its cells look like.

The weights were chosen on plans printed flat, and held on others (decision 17).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from extract.tables.flat.decoding import Path, usual_stays
from extract.tables.flat.likelihoods import WIDEST_GAP, Columns
from extract.tables.flat.paragraphs import Block
from extract.tables.flat.traits import COUNT, STOP, traits
from model import Role

FEWEST_TO_LEARN, FEWEST_ALIKE = 4, 6
"""Rows that a first reading must find before it is learned from, and before its cells show what those of a column look like."""
MOST_HEADED, TOO_MANY = 0.5, 2.0
"""Headings for each row from which they are the rows' reports, and what it then costs more to take a line for one."""
PRIOR = 2.0
"""Paragraphs that the hand-set meaning of white space is worth beside what a paper shows."""
STAYS_PRIOR, STAYS_WEIGHT, STAYS_LEAST, STAYS_MOST = 8.0, 0.5, -0.3, 3.0
"""Paragraphs that the hand-set cost of one more in a cell is worth, the share of the cost that the paper's own takes, and its bounds."""
LOOKS = (0.5,) * STOP + (1.0,) * (COUNT - STOP)
"""How much each trait says: length and mark half of what they seem to, since a long paragraph mostly ends with a stop too."""
LOOKS_PRIOR, LOOKS_MOST = 4.0, 1.0
"""Paragraphs of a column that its own look must outweigh, and the most that a trait says before it is weighted."""

CALLING: frozenset[Role] = frozenset({"objective", "action"})
"""What calls to act."""


def learn(sections: Sequence[tuple[Sequence[Block], Path]], columns: Columns, printed: bool = True) -> Columns:
    """The same columns fitted to a paper by a reading of it: which are left empty, what white space means, what cells look like.

    Of columns that no header has `printed` the look of their cells tells nothing: it would bear out whatever was guessed.
    """
    rows: list[set[int]] = []
    looks = [[0] * COUNT for _ in columns.roles]
    stays = [[0, 0] for _ in columns.roles]
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
            for trait in traits(block):
                looks[step.column][trait] += 1
            same = index > 0 and not step.new_row and step.column == path.steps[index - 1].column
            stays[step.column][same] += 1
            if index:
                moves[2 if step.new_row else 0 if same else 1][min(block.gap, WIDEST_GAP)] += 1
    if len(rows) < FEWEST_TO_LEARN:
        return columns
    if printed and len(rows) >= FEWEST_ALIKE:
        columns = replace(columns, habits=_looks(_pooled(looks, columns)), stays=_stays(stays, columns))
    return replace(
        columns,
        empty=_emptiness(rows, columns.empty),
        filled=_filled(rows, len(columns.roles)),
        space=_space(moves),
        headed=TOO_MANY if columns.tells_progress and heads >= MOST_HEADED * len(rows) else 0.0,
    )


def _filled(rows: Sequence[set[int]], width: int) -> tuple[float, ...]:
    """A column that was found empty in most rows is not filled lightly."""
    return tuple(min(2.0, -0.5 * math.log((sum(index in row for row in rows) + 0.5) / (len(rows) + 1))) for index in range(width))


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


def _stays(counts: Sequence[Sequence[int]], columns: Columns) -> tuple[float, ...]:
    """What one more paragraph in a cell costs: half as usual, half as seldom as the paper's cells have one (a cell, further ones).

    Objectives and actions keep what is usual: a list that a colon opens makes them longer in one row and not in the next.
    """
    found = []
    for (cells, further), cost, roles in zip(counts, usual_stays(columns), columns.roles, strict=True):
        share = (further + STAYS_PRIOR / (1 + math.exp(cost))) / (cells + further + STAYS_PRIOR)
        own = max(STAYS_LEAST, min(STAYS_MOST, math.log((1 - share) / share)))
        found.append(cost if CALLING & set(roles) else (1 - STAYS_WEIGHT) * cost + STAYS_WEIGHT * own)
    return tuple(found)


def _looks(counts: Sequence[Sequence[int]]) -> tuple[tuple[float, ...], ...]:
    """What each trait says for every column: the log of how much likelier it is there than in the paper at large.

    A column's count is one less than it was, so that a single paragraph does not bear out where it was put itself.
    """
    sizes = [each[STOP] + each[STOP + 1] for each in counts]
    total = sum(sizes)
    found = []
    for trait, weight in enumerate(LOOKS):
        seen = sum(each[trait] for each in counts)
        share = seen / total
        found.append(tuple(_told(each[trait], size, share) * weight if seen > 1 else 0.0 for each, size in zip(counts, sizes, strict=True)))
    return tuple(found)


def _pooled(counts: list[list[int]], columns: Columns) -> list[list[int]]:
    """The counts with those of objectives and actions taken together: which of the two a sentence is, its look does not tell."""
    level, action = columns.index("objective"), columns.index("action")
    if level is None or action is None:
        return counts
    both = [sum(pair) for pair in zip(counts[level], counts[action], strict=True)]
    return [both if at in (level, action) else own for at, own in enumerate(counts)]


def _told(count: int, size: int, share: float) -> float:
    likely = (max(0, count - 1) + LOOKS_PRIOR * share) / (max(0, size - 1) + LOOKS_PRIOR)
    return max(-LOOKS_MOST, min(LOOKS_MOST, math.log(likely / share)))
