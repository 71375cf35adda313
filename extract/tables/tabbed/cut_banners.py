"""Banners that a converter set into the cells of a tabbed table: cut in two by a column's edge, or printed in every cell."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from model import Cell, HeadingReading, Meanings, Strip

LONGEST = 200
"""Characters of a banner."""
FEWEST_CELLS = 3
"""Cells of a line of a table: one with two may be a label and its value."""
LONGEST_WORD = 20
"""Characters of the first piece of a banner that is cut twice."""
SURE = 0.5
"""A heading read with less than this is none by itself."""
EARLY = 2
"""Position in its line beyond which no banner is cut."""


def whole_banner(strip: Strip, meanings: Meanings) -> Strip:
    """The strip with its banner whole in the first cell that printed any of it; any other strip as it is."""
    filled = strip.filled
    if strip.loose or len(strip.cells) < FEWEST_CELLS or len(filled) < 2 or filled[0] > EARLY:
        return strip
    first, second = strip.cells[filled[0]], strip.cells[filled[1]]
    if len(filled) > 2:
        same = all(strip.cells[index].text == first.text for index in filled[1:])
        return _with(strip, first) if same else _of_three(strip, meanings)
    if filled[1] != filled[0] + 1 or len(first.paragraphs) + len(second.paragraphs) > 2 or len(first.text) + len(second.text) > LONGEST:
        return strip
    if second.text[:1].isupper() and (_level(first.text, meanings) is not None or not first.text.endswith(":")):
        return strip
    text = next((text for text in _wholes(first.text, second.text, meanings) if _level(text, meanings) is not None), None)
    if text is None and second.text.startswith(": ") and len(first.text) <= LONGEST_WORD and not _is_value(second.text[2:], meanings):
        text = f"{first.text}{second.text}"  # no cell opens with a colon
    return strip if text is None else _with(strip, Cell((replace(first.paragraphs[0], text=text),)))


def _of_three(strip: Strip, meanings: Meanings) -> Strip:
    """The strip with a banner that two edges cut whole, whose last piece begins small; any other strip as it is."""
    first, last = strip.filled[0], strip.filled[-1]
    if last - first != 2 or not strip.cells[last].text[0].islower() or len(strip.cells[first].text) > LONGEST_WORD:
        return strip
    front = whole_banner(replace(strip, cells=(*strip.cells[:last], *(Cell() for _ in strip.cells[last:]))), meanings)
    if len(front.filled) > 1:
        return strip
    both = whole_banner(replace(front, cells=(*front.cells[: first + 1], *strip.cells[last:], Cell()), printed=strip.text), meanings)
    return both if len(both.filled) == 1 else strip


def names_level(strip: Strip, meanings: Meanings) -> bool:
    """Whether a line of a table is such a banner, whole or cut."""
    told = whole_banner(strip, meanings)
    return told is not strip or len(strip.filled) == 1 and _level(strip.text, meanings) is not None


def _with(strip: Strip, cell: Cell) -> Strip:
    """The strip with this as its only cell that says anything."""
    return replace(strip, cells=(cell, *(Cell() for _ in strip.cells[1:])), printed=strip.printed or strip.text)


def _wholes(left: str, right: str, meanings: Meanings) -> Iterator[str]:
    """What the two pieces may be together, the likeliest first; a letter that the edge cut is in both."""
    joined, apart = meanings.join((left, right)), f"{left} {right}"
    twice = left[-1:].casefold() == right[:1].casefold() and left[-1:].isalpha()
    if joined != apart:
        yield joined
    if twice:
        again = meanings.join((left, right[1:]))
        yield again if again != f"{left} {right[1:]}" else f"{left}{right[1:]}"
    yield f"{left}{right}" if not right[:1].isalnum() else apart
    yield f"{left}{right}"


def _level(text: str, meanings: Meanings) -> HeadingReading | None:
    """The level that the text opens by a word of its own ("Theme: …", "Aim 2: …"); None where it does not."""
    reading = meanings.heading(text)
    named = reading is not None and reading.kind == "level" and reading.word is not None and reading.score >= SURE
    return reading if named else None


def _is_value(text: str, meanings: Meanings) -> bool:
    said = meanings.content(text)
    return any(said.get(role, 0.0) >= 0.5 for role in ("lead", "timescale", "status"))
