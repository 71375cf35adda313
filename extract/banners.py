"""Lines of a table that stand alone: which of them name a section, and which are rows that hold nothing else."""

from __future__ import annotations

from collections.abc import Sequence

from extract.flow import ENDED
from extract.headers import Frame, read_header
from extract.levels import describes
from model import Meanings, Strip

ACTION = 0.8
"""Likeness from which a text calls to act."""
FEWEST_WORDS = 5
"""Words of such a text from which it is an action, not the name of a section."""
LONGEST = 120
"""Characters of a section's name."""


def stands_alone(text: str, strip: Strip, ahead: Sequence[Strip], frame: Frame | None, meanings: Meanings) -> bool:
    """Whether a line with nothing but its first cell is a banner.

    It is no sentence; and a header follows it, or the line that explains it, or it runs across the whole table by the table's own
    account, or full rows follow it where its column holds no text that could stand alone as well.
    """
    if ENDED.search(text) or not (text[:1].isupper() or text[:1].isdigit()) or len(strip.cells) < 2 or len(text) > LONGEST:
        return False
    following = next((each for each in ahead if not describes(each, meanings)), None)
    if following is None or following.loose:
        return False
    if following is not ahead[0] or read_header(following, meanings) is not None:
        return True
    if frame is None:
        return False
    if strip.cells[0].across >= max(3, len(strip.cells) - 1):
        return True
    above = set(frame.columns[frame.at(0)].roles)
    if {"priority", "objective"} & above or "action" in above and _says_action(text, meanings):
        return False
    return len(following.filled) >= max(2, len(frame.columns) // 2)


def _says_action(text: str, meanings: Meanings) -> bool:
    """Whether a text is too long a call to act for a section's name: a row can hold nothing but its action."""
    return len(text.split()) >= FEWEST_WORDS and meanings.content(text).get("action", 0.0) >= ACTION
