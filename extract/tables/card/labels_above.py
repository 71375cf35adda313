"""Cards that print some labels above their values: "Ref | Lead | Start", the values below them, then "Progress" and its text beside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extract.headers import STRONG
from model import HeaderReading, Meanings, Place, Strip

FEWEST = 2
"""Labels of such a line, and cards that print it."""


def turn_labels(strips: Sequence[Strip], meanings: Meanings) -> Sequence[Strip]:
    """The strips with a line for each such label and its value; as they are where no line of labels comes again."""
    counts = Counter(_texts(strip) for strip in strips if not strip.loose and len(strip.filled) >= FEWEST)
    again = {texts for texts, times in counts.items() if times >= FEWEST and _are_labels(texts, meanings)}
    if not again:
        return strips
    at = {index for index in range(len(strips) - 2) if _texts(strips[index]) in again and _opens_card(strips[index : index + 3], meanings)}
    if len(at) < FEWEST:
        return strips
    made: list[Strip] = []
    for index, strip in enumerate(strips):
        if index - 1 not in at:
            made += _pairs(strip, strips[index + 1]) if index in at else [strip]
    return made


def _texts(strip: Strip) -> tuple[str, ...]:
    return tuple(cell.text for cell in strip.cells)


def _are_labels(texts: Sequence[str], meanings: Meanings) -> bool:
    """Whether all the texts of a line are labels, of which none heads actions: below that rows stand."""
    read = [_label(text, meanings) for text in texts if text]
    return all(reading is not None and reading.roles and "action" not in reading.roles for reading in read)


def _opens_card(strips: Sequence[Strip], meanings: Meanings) -> bool:
    """Whether what stands below a line of labels is one line of values, and a label beside its value below that."""
    labels, values, below = strips
    if any(strip.loose for strip in strips) or values.gap or below.gap or not set(values.filled) <= set(labels.filled):
        return False
    if not values.filled or any(_label(values.cells[position].text, meanings) for position in values.filled):
        return False
    return len(below.filled) == 2 and _label(below.cells[below.filled[0]].text, meanings) is not None and below.cells != labels.cells


def _label(text: str, meanings: Meanings) -> HeaderReading | None:
    reading = meanings.header(text)
    return reading if reading is not None and reading.score >= STRONG else None


def _pairs(labels: Strip, values: Strip) -> Iterator[Strip]:
    """A line for each label, its value beside it."""
    place = Place.whole((labels.place, values.place))
    for nth, position in enumerate(labels.filled):
        pair = labels.cells[position], replace(values.cells[position], across=1)
        yield replace(labels, cells=pair, place=place, gap=0 if nth else labels.gap, merged=(), shades=())
