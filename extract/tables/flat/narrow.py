"""Texts whose cells were wrapped in narrow columns: white space parts them, and lines with none between them are one paragraph."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from extract.flow import ENDED, is_open
from extract.markup import BULLET, LIST_INDENT

FEWEST_CUTS, MOSTLY_CUT = 2, 0.25
"""Lines right below another from which a text may be wrapped in its cells, and the share of them that plainly go on."""
FEWEST_RUNS, APART = 5, 0.2
"""Lines that stand below white space, and their share of those printed, from which it parts the cells."""
ROWS = 0.5
"""Share of the runs of several lines in which two must stand apart for white space to part rows."""
ROOM = 0.85
"""Share of a cell's width up to which the next word would have fitted into the line above, so that the break was meant."""


Parts = Callable[[str, str], bool]
"""Whether what two lines say tells that the second is no rest of the first."""


def are_narrow(lines: Sequence[str], parts: Parts) -> bool:
    """Whether white space parts the cells and what follows a line at once is mostly its rest, in cells of whatever width."""
    printed = sum(bool(line.strip()) for line in lines)
    follows = [(above, line) for above, line in pairwise(lines) if above.strip() and line.strip()]
    if printed - len(follows) < max(FEWEST_RUNS, APART * printed):
        return False
    cut = [(above, line) for above, line in follows if not _begins(line) and not ENDED.search(above.rstrip()) and not parts(above, line)]
    goes_on = len(cut) >= FEWEST_CUTS and sum(_goes_on(above, line) for above, line in cut) >= MOSTLY_CUT * len(cut)
    return goes_on and not _parts_rows(lines, parts)


def _parts_rows(lines: Sequence[str], parts: Parts) -> bool:
    """Whether white space parts whole rows, so that most of what stands between it holds several cells, a line or more each."""
    several = parted = 0
    first = True
    told = False
    for above, line in pairwise([*lines, ""]):
        if not above.strip() or not line.strip():
            several, parted, first, told = several + (not first), parted + told, True, False
        else:
            first, told = False, told or parts(above, line)
    return parted > ROWS * several


def run_widths(lines: Sequence[str]) -> list[int]:
    """For each line the length of the longest that stands with it between white space."""
    widths = [len(line.strip()) for line in lines]
    for order in (range(1, len(lines)), range(len(lines) - 1, 0, -1)):
        for at in order:
            if widths[at] and widths[at - 1]:
                widths[at] = widths[at - 1] = max(widths[at - 1], widths[at])
    return widths


def carries_on(above: str, line: str, width: int, parts: Parts) -> bool:
    """Whether a line is the rest of the paragraph whose last line is right above it."""
    if _begins(line):
        return False
    ended = ENDED.search(above.rstrip()) is not None
    if len(line.strip()) > 1 and line.strip()[0].islower() and not ended:
        return True
    full = len(above.strip()) + 1 + len(line.split()[0]) > (1.0 if ended else ROOM) * width
    return (full or is_open(above)) and not parts(above, line)


def _begins(line: str) -> bool:
    return bool(BULLET.match(line.strip()) or LIST_INDENT.match(line))


def _goes_on(above: str, line: str) -> bool:
    return line.strip()[0].islower() and not ENDED.search(above.rstrip()) or is_open(above)
