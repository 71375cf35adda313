"""Columns that touch: numbers and dates set flush right against words set flush left, as a workbook prints them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from extract.tables.printed.lines import PrintedLine

FEWEST = 4
"""Lines on which a number ends, and a word begins, where others do."""
FLUSH = 0.6
"""Points within which they do."""
TOUCHING = 0.6
"""Heights of a number between it and the word at most: what is wider parts words as it is."""


def flush_starts(body: Sequence[PrintedLine]) -> list[float]:
    """Where words begin one below another right behind numbers that end one below another, left to right, with no word across."""
    met: dict[tuple[int, int], list[tuple[int, float, float]]] = {}
    for index, line in enumerate(body):
        for left, right in pairwise(line.words):
            end, start = left.box[2], right.box[0]
            if left.text[-1:].isdigit() and start - end < TOUCHING * (left.box[3] - left.box[1]):
                met.setdefault((int(start), int(end)), []).append((index, start, end))
    found: list[float] = []
    for start, end in sorted(met):
        own = sorted(pair for one in (start, start + 1) for other in (end, end + 1) for pair in met.get((one, other), ()))
        if len(own) < FEWEST or any(max(ends) - min(ends) > FLUSH for ends in list(zip(*own, strict=True))[1:]):
            continue
        cut, lines = min(own)[1], body[own[0][0] : own[-1][0] + 1]
        if not any(word.box[0] < cut - FLUSH and word.box[2] > cut + FLUSH for line in lines for word in line.words):
            found.append(cut)
    return found
