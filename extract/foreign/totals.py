"""Lines below or between a table's rows that only add its figures up, or hold nothing but figures."""

from __future__ import annotations

import re

from extract.headers import Frame
from model import Meanings, Strip

FIGURE = re.compile(r"[(£$€]*-?\d[\d.,]*\)?\s?(?:%|k|m|bn|million|billion)?", re.IGNORECASE)
COUNT = re.compile(r"\d{1,4}(?:\.\d+)?\s?%?")
LONGEST_NAME = 40
FEWEST = 3
"""Figures of a line that says nothing else, and has one for each column."""
STATE = 0.9
"""Likeness from which a name is that of a state."""


def sums_up(strip: Strip, meanings: Meanings) -> bool:
    """Whether a line says "Total" or the like and nothing else but figures, or how many actions are in one state: "Complete", 4."""
    name = None
    for index in strip.filled:
        text = strip.cells[index].text
        if FIGURE.fullmatch(text) is None:
            if name is not None or len(text) > LONGEST_NAME:
                return False
            name = text
    if name is None:
        return False
    content = meanings.content(name.rstrip(" :"))
    if len(strip.filled) < 2:
        return len(strip.cells) > 1 and content.get("sum", 0.0) > 0  # its figures are worked out where the file is opened
    counts = len(strip.filled) == 2 < len(strip.cells) and COUNT.fullmatch(strip.cells[strip.filled[1]].text) is not None
    return content.get("sum", 0.0) > 0 or counts and max(content.get("status", 0.0), content.get("rag", 0.0)) >= STATE


def only_counts(strip: Strip, frame: Frame) -> bool:
    """Whether all that a line holds is figures, one of them where an action should stand: another table's, as of how sure a program is."""
    if len(strip.filled) < max(FEWEST, len(frame.columns)) or not all(FIGURE.fullmatch(strip.cells[index].text) for index in strip.filled):
        return False
    return any("action" in frame.columns[frame.at(index)].roles for index in strip.filled)
