"""Texts whose words stand where a page had them, one space or two apart: two part no cells there, unless many cells begin behind them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extract.tables.prose import Printed

WORD = re.compile(r"\S+")
LOOSE = 0.06
"""Share of the gaps between words that are of two spaces amid a cell, from which a text's words stand loosely."""
FEWEST, OFTEN = 3, 0.15
"""Words behind a gap that begin at one place, and their share of the lines with gaps, from which cells begin there."""
WIDEST = 8
"""Spaces between the words of a line in larger type."""
SENTENCE = ".?!:;"


def close_words(lines: Sequence[Printed]) -> Sequence[Printed]:
    """The lines with one space between the words of a cell, each cell where it was, if the words of the text stand loosely."""
    texts = [line.text for line in lines]
    placed = [[(found.start(), found.end()) for found in WORD.finditer(text)] for text in texts]
    wide = [[right[0] for left, right in pairwise(words) if right[0] - left[1] > 1] for words in placed]
    enough = max(FEWEST, OFTEN * sum(map(bool, wide)))
    starts = {place for place, often in Counter(place for own in wide for place in own).items() if often >= enough}
    gaps = [(text[left[1] - 1], left[1], right[0]) for text, own in zip(texts, placed, strict=True) for left, right in pairwise(own)]
    amid = sum(start - end == 2 and start not in starts and mark not in SENTENCE for mark, end, start in gaps)
    if amid < FEWEST or amid < LOOSE * len(gaps):
        return lines
    return [_closed(line, words, starts) for line, words in zip(lines, placed, strict=True)]


def _closed(line: Printed, words: Sequence[tuple[int, int]], starts: set[int]) -> Printed:
    spaces = [right[0] - left[1] for left, right in pairwise(words)]
    spread = bool(spaces) and min(spaces) > 1 and max(spaces) <= WIDEST and starts.isdisjoint(start for start, _ in words[1:])
    printed, pieces, width, last = line.text, list[str](), 0, 0
    for start, end in words:
        space = start - last
        goes_on = last > 0 and (spread or space == 1 or space == 2 and start not in starts)
        pieces += [" " * (1 if goes_on else max(0, start - width)), printed[start:end]]
        width += len(pieces[-2]) + end - start
        last = end
    return replace(line, line=replace(line.line, text="".join(pieces)))
