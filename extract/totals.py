"""Lines below or between a table's rows that only add its figures up."""

from __future__ import annotations

import re

from model import Meanings, Strip

FIGURE = re.compile(r"[(£$€]*-?\d[\d.,]*\)?\s?(?:%|k|m|bn)?", re.IGNORECASE)
LONGEST_NAME = 40


def sums_up(strip: Strip, meanings: Meanings) -> bool:
    """Whether a line says "Total" or the like and nothing else but figures."""
    name = None
    for index in strip.filled:
        text = strip.cells[index].text
        if FIGURE.fullmatch(text) is None:
            if name is not None or len(text) > LONGEST_NAME:
                return False
            name = text
    return name is not None and len(strip.filled) > 1 and meanings.content(name.rstrip(" :")).get("sum", 0.0) > 0
