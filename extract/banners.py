"""Lines that stand alone, in a table or above one: which of them name a section, and which are rows that hold nothing else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from extract.flow import ENDED
from extract.headers import Frame, read_header
from extract.levels import describes
from extract.other_tables import AHEAD, opens_other
from extract.tables.sections import DATED
from model import Meanings, Strip

ACTION = 0.8
"""Likeness from which a text calls to act."""
FEWEST_WORDS = 5
"""Words of such a text from which it is an action, not the name of a section."""
LONGEST = 120
"""Characters of a section's name."""
SHORT = 100
"""Characters; a longer line above a table is no heading of a section."""


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


def are_headed(strips: Sequence[Strip], frames: Mapping[int, Frame], meanings: Meanings) -> bool:
    """Whether this paper's rows stand below headings of their own: two or more short lines that are no sentence and no title."""
    above = [
        strips[index - 1]
        for index in range(1, len(strips))
        if strips[index - 1].loose and not strips[index].loose and _is_own(index, strips, frames, meanings)
    ]
    return sum(may_head(strip.text) and meanings.heading(strip.text) is None for strip in above) >= 2


def _is_own(index: int, strips: Sequence[Strip], frames: Mapping[int, Frame], meanings: Meanings) -> bool:
    """Whether the table that begins here is the plan's: by its header, or as one that goes on below the only header there is."""
    if index in frames or not frames:
        return True
    return len(frames) == 1 and not opens_other(strips[index], strips[index + 1 : index + AHEAD], next(iter(frames.values())), meanings)


def may_head(text: str) -> bool:
    """Whether a line can head a section: short, no sentence, and without a day of the calendar, which dates papers."""
    return len(text) <= SHORT and not ENDED.search(text) and not DATED.search(text)
