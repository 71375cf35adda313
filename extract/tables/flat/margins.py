"""How plainly each paragraph of a decoded section stands where it was put: what every other way of reading it would have scored less."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extract.tables.flat.decoding import Moves, Observed, Path, Step, closing, observe, opening
from extract.tables.flat.likelihoods import Columns
from extract.tables.flat.paragraphs import Block
from model import Meanings

NEVER = float("-inf")
PLAIN = 8.0
"""The margin from which nothing more is learned from it."""


def weighed(blocks: Sequence[Block], path: Path, columns: Columns, meanings: Meanings, first_of_section: bool, headed: bool) -> Path:
    """The path with the margin of each step, in the decoder's natural-log scale: the best score of all, less the best without that step.

    Without it the paragraph stands in another column, or begins a row where it did not, or the other way round. A margin is small where
    another reading was nearly as likely. All but the path are what it was decoded with.
    """
    if not blocks:
        return path
    seen, moves = observe(blocks, columns, meanings), Moves.of(columns)
    begun = opening(seen, columns, first_of_section, headed)
    forward = [(begun, [NEVER] * len(begun))]
    for index in range(1, len(blocks)):
        forward.append(_into(forward[-1], index, blocks, seen, moves))
    rest = [-cost for cost in closing(columns)]
    steps: list[Step] = []
    for index in range(len(blocks) - 1, -1, -1):
        step = path.steps[index]
        ways = {(new, column): score + rest[column] for new in (False, True) for column, score in enumerate(forward[index][new])}
        taken = ways.pop((step.new_row and index > 0, step.column))
        steps.append(replace(step, margin=taken - max(ways.values())))
        rest = _before(rest, index, blocks, seen, moves) if index else rest
    return replace(path, steps=tuple(reversed(steps)))


def sureness(steps: Sequence[Step], paper: Sequence[Step]) -> float:
    """How sure a row of these steps is, 0 to 1: as its own margins and those of all its paper, half and half, go towards `PLAIN`."""
    return round(max(0.0, (_mean(steps) + _mean(paper)) / 2 / PLAIN), 3)


def _mean(steps: Sequence[Step]) -> float:
    told = [min(step.margin, PLAIN) for step in steps if step.margin is not None]
    return sum(told) / len(told) if told else PLAIN


def _into(
    before: tuple[list[float], list[float]], index: int, blocks: Sequence[Block], seen: Observed, moves: Moves
) -> tuple[list[float], list[float]]:
    """The best score of all ways to put a paragraph into each column, and last to a heading: in the row above it, and in a new row."""
    costs, suits = moves.costs(blocks[index], seen.tied[index]), seen.suits[index]
    score = [max(pair) for pair in zip(*before, strict=True)]
    left = max(value - cost for value, cost in zip(score, moves.done, strict=False))
    fresh = max(left, score[-1] + costs.below_heading)
    staying = [max(map(sum, zip(score, within, strict=False))) for within in costs.within]
    same = [value + likely for value, likely in zip((*staying, left + costs.heading), suits, strict=True)]
    new = [fresh + begin + likely for begin, likely in zip(costs.begin, suits, strict=False)]
    return same, [*new, NEVER]


def _before(rest: Sequence[float], index: int, blocks: Sequence[Block], seen: Observed, moves: Moves) -> list[float]:
    """The best score of all that can follow each column, and last a heading, from the best that follows the paragraph behind it."""
    costs = moves.costs(blocks[index], seen.tied[index])
    after = [value + likely for value, likely in zip(rest, seen.suits[index], strict=True)]
    new = max(map(sum, zip(costs.begin, after, strict=False)))
    left = max(new, costs.heading + after[-1])
    found = [
        max(left - done, *(costs.within[column][before] + after[column] for column in range(before, len(moves.done))))
        for before, done in enumerate(moves.done)
    ]
    return [*found, new + costs.below_heading]
