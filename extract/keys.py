"""Keys to colours and signs that are printed on the lines of a table itself."""

from __future__ import annotations

from collections.abc import Sequence

from model import Meanings, Paragraph, Strip

LONGEST_KEY = 300
"""Characters of a printed key."""
SURE, GOES_ON = 1.0, 0.6
"""Likeness from which a line inside a table is a key by itself, and where the key's name or another line of it stands before."""


def is_key(strip: Strip, legend: Sequence[Paragraph], meanings: Meanings) -> bool:
    """Whether a line of one cell, or of two of which the first names the key, explains signs; `legend` is what did so far."""
    if len(strip.filled) not in (1, 2):
        return False
    *names, text = (strip.cells[index].text for index in strip.filled)
    named = [meanings.heading(name) for name in names]
    if len(text) > LONGEST_KEY or any(reading is None or reading.kind != "legend" for reading in named):
        return False
    goes_on = bool(named) or bool(legend) and (legend[-1].place.line or 0) + 1 == strip.place.line
    return meanings.content(text).get("legend", 0.0) >= (GOES_ON if goes_on else SURE)
