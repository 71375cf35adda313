"""Rows whose short cells stand at mid-height: the white between rows parts them, not the lines on which cells begin."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise

from extract.columns import is_ref
from extract.tables.print_lines import PrintedLine

Pieces = Mapping[int, PrintedLine]
"""The words of one line by column."""

FEWEST_WHITES = 2
"""Wider steps from which they part rows."""
WHITE, TIGHT = 1.75, 1.35
"""Line distances from which a step is white between rows, and up to which it is one inside a row; nothing may lie between the two."""
NARROW = 1.2
"""Line distances from which a step parts rows, where every stretch between such steps prints one number."""


def white_parted(steps: Mapping[int, float], lines: Sequence[Pieces], pitch: float) -> frozenset[int]:
    """The lines below the white that parts rows whose cells stand at mid-height: none, where some stretch between white is no whole row."""
    wide = [index for index, step in steps.items() if step >= WHITE * pitch]
    between = [step for index, step in steps.items() if TIGHT * pitch < step < WHITE * pitch]
    stretches: list[set[int]] = [set().union(*lines[first:end]) for first, end in pairwise([0, *wide, len(lines)])]
    parted = len(wide) >= FEWEST_WHITES and not between and all(0 in own and len(own) > 1 for own in stretches)
    return frozenset(wide) if parted else frozenset()


def count_parted(
    steps: Mapping[int, float], lines: Sequence[Pieces], pitch: float, opens: Callable[[int], bool]
) -> frozenset[int] | None:
    """The lines below the white that parts rows of one number each, which stands at mid-height in some; None where it does not.

    A line alone in the first column is a banner between them. Above the first number may stand the rest of a row that the page before
    cut: the number's line `opens` other cells too then.
    """
    numbers = [is_number(line) for line in lines]
    wide = [index for index, step in steps.items() if step >= NARROW * pitch] if any(numbers) else []
    stretches = list(pairwise([0, *wide, len(lines)]))
    if sum(numbers) > len(stretches) or not _some_inside(stretches, numbers):
        return None
    rest = numbers.index(True) if any(numbers[: stretches[0][1]]) else 0
    if rest and opens(rest):
        wide, stretches = [rest, *wide], [(rest, stretches[0][1]), *stretches[1:]]
        if not _some_inside(stretches, numbers):
            return None
    for first, end in stretches:
        own: set[int] = set().union(*lines[first:end])
        if not (sum(numbers[first:end]) == 1 and len(own) > 1 or own == {0} and end - first == 1):
            return None
    return frozenset(wide)


def _some_inside(stretches: Sequence[tuple[int, int]], numbers: Sequence[bool]) -> bool:
    """Whether a number stands below its stretch's first line."""
    return any(numbers[first:end].index(True) for first, end in stretches if any(numbers[first:end]))


def is_number(line: Pieces) -> bool:
    """Whether a line prints a number in its first column."""
    return 0 in line and is_ref(line[0].text)
