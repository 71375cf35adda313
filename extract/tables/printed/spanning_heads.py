"""Headers of two lines without drawn cells: words that stand over several headers of the lower line name them all, and none of them."""

from __future__ import annotations

from itertools import pairwise

from extract.headers import STRONG
from extract.tables.printed.lines import PrintedLine
from model import Meanings

HeadCells = tuple[tuple[PrintedLine, ...], ...]
"""The lines of each header cell, from left to right."""

SAME_LINE = 0.3
"""Font sizes by which two words of one line may differ in height."""
FEWEST_BELOW = 2
"""Headers below one text from which it spans them."""


def part_spanned(cells: HeadCells, meanings: Meanings) -> tuple[HeadCells, tuple[PrintedLine, ...]]:
    """The cells of a header without the text that spans those of its lower line, and that text; as they are where none does.

    Each of these must be a header by itself, and the others stand on the upper line: a header that was wrapped spans nothing.
    """
    low = max(line.base for cell in cells for line in cell)
    below = [[line for line in cell if low - line.base <= SAME_LINE * line.size] for cell in cells]
    above = [line for cell, own in zip(cells, below, strict=True) if own for line in cell if line not in own]
    held = [place for place, own in enumerate(below) if own]
    lower = [line for own in below for line in own]
    if len(above) != 1 or len(lower) < FEWEST_BELOW or len(held) == len(cells) or any(right - left > 1 for left, right in pairwise(held)):
        return cells, ()
    if not all(_is_header(line.text, meanings) for line in lower):
        return cells, ()
    parted = tuple((line,) for line in sorted(lower, key=lambda line: line.box[0]))
    return (*cells[: held[0]], *parted, *cells[held[-1] + 1 :]), (above[0],)


def _is_header(text: str, meanings: Meanings) -> bool:
    reading = meanings.header(text)
    return reading is not None and bool(reading.roles) and reading.score >= STRONG
