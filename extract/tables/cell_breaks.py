"""Line breaks inside the cells of a table, where a converter wrote one wherever a printed line ended."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from extract.flow import ENDED, OPEN_ENDS, is_open
from extract.markup import BULLET

BREAK = re.compile(r"[^\S\n]*(?:<br\s*/?>|\n)[^\S\n]*", re.IGNORECASE)
LISTED = re.compile(r"\(?(?:\d{1,2}|[a-z]|[ivx]{2,4})[.)]\s")
FEWEST, MOSTLY = 3, 0.25
"""Breaks that stand in the middle of a sentence, and their share of all, from which breaks only end printed lines."""


def break_widths(rows: Iterable[Sequence[str]]) -> dict[int, int]:
    """The length of the longest line in each column of cells, where their breaks only end printed lines; empty where they are meant."""
    cells = [(at, BREAK.split(text.strip())) for row in rows for at, text in enumerate(row)]
    pairs = [pair for _, lines in cells for pair in pairwise(lines) if all(pair)]
    if sum(_is_amid(*pair) for pair in pairs) < max(FEWEST, MOSTLY * len(pairs)):
        return {}
    widths: dict[int, int] = {}
    for at, lines in cells:
        widths[at] = max(widths.get(at, 0), *map(len, lines))
    return widths


def _is_amid(above: str, below: str) -> bool:
    """Whether one of the words beside a break is one that no text ends with, or hardly a list's item begins with: "in", "of", "for"."""
    first = below.split()[0]
    return above.split()[-1].casefold() in OPEN_ENDS or first in OPEN_ENDS and not LISTED.match(below) and not ENDED.search(above)


def without_breaks(row: Sequence[str], widths: Mapping[int, int], mark: str = "<br>") -> list[str]:
    """The cells of a row with each line whole again that broke off, or had no room for the next word; `mark` is how the others end."""
    return [mark.join(_whole(BREAK.split(text), widths[at])) if at in widths and text else text for at, text in enumerate(row)]


def _whole(lines: Sequence[str], width: int) -> Iterator[str]:
    text, last = lines[0], lines[0].strip()
    for line in lines[1:]:
        if last and line and _goes_on(last, line, width):
            text = f"{text} {line}"
        else:
            yield text
            text = line
        last = line
    yield text


def _goes_on(above: str, line: str, width: int) -> bool:
    if ENDED.search(above) or BULLET.match(line) or LISTED.match(line):
        return False
    return line[0].islower() or is_open(above) or len(above) + 1 + len(line.split()[0]) > width
