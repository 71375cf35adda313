"""Rows whose short cells stand at mid-height or at the foot: what puts every cell there parts them, not the lines on which cells begin."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extract.columns import is_ref
from extract.tables.printed.lines import PrintedLine

Pieces = Mapping[int, PrintedLine]
"""The words of one line by column."""

FEWEST_WHITES = 2
"""Wider steps from which they part rows."""
WHITE, TIGHT = 1.75, 1.35
"""Line distances from which a step is white between rows, and up to which it is one inside a row; nothing may lie between the two."""
NARROW = 1.2
"""Line distances from which a step parts rows, where every stretch between such steps prints one number."""

OFF = 0.2
"""Font sizes by which the middle of a cell may miss the middle of its row."""
HALF = 0.75
"""Line distances below which two lines stand half a line apart, as cells of even and odd lines do at mid-height."""
FEW, TALLEST = 12, 30
"""Lines of a table that is tried though no two stand so, and lines of a row at most."""
A_ROW, EMPTY, CUT = 0.6, 0.4, 2.0
"""What must speak for a row, for each cell that it leaves empty more, and for one that a page cut, whose middle nobody knows."""
SPEAKS = 0.5
"""What must speak for a table's parting in all, for each of its rows."""
LAST = re.compile(r"^(.*?)(\d{1,3})[.):]?$")
"""What a number counts with, behind what all of a level have alike."""
FEWEST_LOW, FLOWS = 3, -1.5
"""Cells that begin beside words which go on from the line above, numbers twice, from which cells stand low; and how plainly words go on."""


@dataclass(frozen=True, slots=True, order=True)
class _Rows:
    """Rows down to some line: what speaks for them, how many there are, how many show that cells stand at mid-height or were cut."""

    score: float = 0.0
    count: int = 0
    shown: int = 0
    cut: int = 0
    starts: tuple[int, ...] = ()

    def are_plain(self) -> bool:
        return self.shown > self.cut and self.score >= SPEAKS * self.count


def centred(
    lines: Sequence[Pieces], steps: Mapping[int, float], pitch: float, levels: Collection[int], begins: Callable[[int, int], float]
) -> frozenset[int] | None:
    """The lines that begin rows whose cells all stand at mid-height; None where no parting puts every cell at its row's middle.

    `begins` tells how plainly the words of a line begin a cell of a column. At a page's head and foot a row may be cut.
    """
    own = [{column: piece for column, piece in line.items() if column not in levels} for line in lines] if levels else lines
    off = any(step < HALF * pitch and own[index] for index, step in steps.items())
    if not off and (len(own) > FEW or len(own[0]) == len(set().union(*own))):
        return None
    found = _best_rows(own, begins, 0.5)
    plain = found is not None and found.are_plain() and (off or not found.cut and found.shown > 1)
    return frozenset(found.starts[1:]) if found is not None and plain else None


def lowered(lines: Sequence[Pieces], levels: Collection[int], begins: Callable[[int, int], float]) -> frozenset[int] | None:
    """The lines that begin rows whose cells all stand at the foot; None where no parting has every cell end on its row's last line."""
    own = [{column: piece for column, piece in line.items() if column not in levels} for line in lines] if levels else lines
    low = 0
    for index in range(1, len(own)):
        again = own[index].keys() & own[index - 1].keys()
        if len(own[index]) > len(again) and any(begins(index, column) <= FLOWS for column in again):
            low += len(own[index]) - len(again) + is_number(own[index])
    found = _best_rows(own, begins, 1.0) if low >= FEWEST_LOW else None
    return frozenset(found.starts[1:]) if found is not None and found.are_plain() else None


def _best_rows(lines: Sequence[Pieces], begins: Callable[[int, int], float], depth: float) -> _Rows | None:
    """The rows for which most speaks; `depth` is where in its row's height each cell has the same part of its own: 0.5 its middle."""
    best: list[_Rows | None] = [_Rows()]
    width = len(set().union(*lines))
    for end in range(1, len(lines) + 1):
        best.append(max(_rows_to(end, lines, best, width, begins, depth), default=None))
    return best[-1]


def _rows_to(
    end: int, lines: Sequence[Pieces], best: Sequence[_Rows | None], width: int, begins: Callable[[int, int], float], depth: float
) -> Iterator[_Rows]:
    """The partings whose last row ends above a line."""
    below: dict[int, PrintedLine] = {}
    above: dict[int, tuple[int, PrintedLine]] = {}
    heights: Counter[int] = Counter()
    inside, number = 0.0, ""
    for first in range(end - 1, max(-1, end - 1 - TALLEST), -1):
        if is_number(lines[first]):
            if _counts_up(lines[first][0].text, number):
                return  # each of the two numbers a row of its own
            number = lines[first][0].text
        for column, piece in lines[first].items():
            if column in above:
                inside += max(0.0, begins(above[column][0], column))
            below.setdefault(column, piece)
            above[column] = first, piece
            heights[column] += 1
        before = best[first]
        if before is None or not above:
            continue
        levels = [(1 - depth) * above[column][1].base + depth * below[column].base for column in above]
        aligned = max(levels) - min(levels) <= OFF * next(iter(below.values())).size
        if not aligned and first and end < len(lines):
            continue
        score = sum(begins(index, column) for column, (index, _) in above.items()) - inside - A_ROW - EMPTY * (width - len(above))
        shows = aligned and len(set(heights.values())) > 1
        yield _Rows(
            before.score + score - CUT * (not aligned),
            before.count + 1,
            before.shown + shows,
            before.cut + (not aligned),
            (*before.starts, first),
        )


def _counts_up(upper: str, lower: str) -> bool:
    """Whether the number on a lower line is the next one: "4" and "5", "A1.2" and "A1.3"."""
    above, below = LAST.match(upper), LAST.match(lower)
    return above is not None and below is not None and above[1] == below[1] and int(above[2]) + 1 == int(below[2])


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
