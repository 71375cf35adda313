"""Line breaks inside the cells of a table, where a converter wrote one wherever a printed line ended."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from extract.flow import ENDED, OPEN_ENDS, is_open
from extract.markup import BULLET

BREAK = re.compile(r"[^\S\n]*(?:<br\s*/?>|\n)[^\S\n]*", re.IGNORECASE)
LISTED = re.compile(r"\(?(?:\d{1,2}|[a-z]|[ivx]{2,4})[.)]\s")
FEWEST, MOSTLY = 3, 0.25
"""Breaks that stand in the middle of a sentence, and their share of all, from which breaks only end printed lines."""


class Wrapped(NamedTuple):
    """How a column of cells is broken into lines."""

    width: int
    """Characters of the longest line."""
    plainly: bool
    """Whether its own breaks tell that they only end printed lines, and not only those of other columns."""


def break_widths(rows: Iterable[Sequence[str]]) -> dict[int, Wrapped]:
    """How each column of cells is broken into lines, where breaks only end printed lines; none where they are meant."""
    cells = [(at, BREAK.split(text.strip())) for row in rows for at, text in enumerate(row)]
    widths: dict[int, int] = {}
    pairs: dict[int, list[bool]] = {}
    for at, lines in cells:
        widths[at] = max(widths.get(at, 0), *map(len, lines))
        pairs.setdefault(at, []).extend(_is_amid(*pair) for pair in pairwise(lines) if all(pair))
    every = [amid for own in pairs.values() for amid in own]
    if sum(every) < max(FEWEST, MOSTLY * len(every)):
        return {}
    return {at: Wrapped(width, sum(pairs[at]) >= MOSTLY * len(pairs[at])) for at, width in widths.items()}


def _is_amid(above: str, below: str) -> bool:
    """Whether one of the words beside a break is one that no text ends with, or hardly a list's item begins with: "in", "of", "for"."""
    first = below.split()[0]
    return above.split()[-1].casefold() in OPEN_ENDS or first in OPEN_ENDS and not LISTED.match(below) and not ENDED.search(above)


def without_breaks(row: Sequence[str], widths: Mapping[int, Wrapped], mark: str = "<br>") -> list[str]:
    """The cells of a row with each line whole again that broke off, or had no room for the next word; `mark` is how the others end."""
    return [mark.join(_whole(BREAK.split(text), widths[at])) if at in widths and text else text for at, text in enumerate(row)]


def _whole(lines: Sequence[str], wrapped: Wrapped) -> Iterator[str]:
    text, last = lines[0], lines[0].strip()
    for line in lines[1:]:
        if last and line and _goes_on(last, line, wrapped):
            text = f"{text} {line}"
        else:
            yield text
            text = line
        last = line
    yield text


def _goes_on(above: str, line: str, wrapped: Wrapped) -> bool:
    """Whether a line goes on in the next; where only other columns are plainly broken, no text of two words does that may be whole."""
    if ENDED.search(above) or BULLET.match(line) or LISTED.match(line):
        return False
    if line[0].islower() or is_open(above):
        return True
    full = len(above) + 1 + len(line.split()[0]) > wrapped.width
    return full and (wrapped.plainly or " " not in above or " " not in line)
