"""A lead and its time in one cell, below a header that has a column for each: a converter found no white between them on that page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extract.headers import Frame
from model import Cell, Meanings, Role, Strip

BOTH = ["lead", "timescale"]
YEAR = re.compile(r"(?:19|20)\d\d")
LONGEST_TIME = 8
"""Words of a time that ends or opens such a cell."""
PLAIN = 0.8
"""Likeness from which words are a time."""
NAMES = 0.5
"""Likeness from which words are a lead, or a time where nothing more is asked of it."""
MAY_NAME = 6
"""Words of a text that may be a lead's name where the line wants a cell."""


def as_headed(strip: Strip, frame: Frame, meanings: Meanings) -> Strip:
    """The strip with such a cell as two, or, below a header that has one column for both, the two as one; else as it is."""
    frame = frame.beside(len(strip.cells))
    for at, index in enumerate(frame.owner):
        roles = frame.columns[index].roles
        if sorted(roles) == BOTH:
            return _joined(strip, at, meanings) if len(strip.cells) > frame.width else _time_first(strip, at, roles, meanings)
        if at and sorted(frame.columns[frame.owner[at - 1]].roles + roles) == BOTH and len(strip.cells) >= at and strip.cells[at - 1]:
            return _parted(strip, at - 1, frame, meanings)
    return strip


def may_name_year(before: Strip, after: Strip) -> bool:
    """Whether a time that was parted from a lead is a mere year, which may be the lead's own: "Net Zero Board 2030"."""
    printed = {cell.text for cell in before.cells}
    return after is not before and any(YEAR.fullmatch(cell.text) is not None and cell.text not in printed for cell in after.cells)


def _parted(strip: Strip, at: int, frame: Frame, meanings: Meanings) -> Strip:
    """The cell in this place as two, and what stood behind it one place further where the second's column held it."""
    first, second = (frame.columns[frame.owner[position]].roles for position in (at, at + 1))
    beside = strip.cells[at + 1] if len(strip.cells) > at + 1 else Cell()
    wide = len(strip.cells) >= frame.width
    if wide and beside and (second == ("lead",) or _is_time(beside, meanings)):
        return strip
    parts = halves(strip.cells[at], first == ("lead",), not wide, meanings)
    if parts is None:
        return strip
    rest = strip.cells[at + 1 :] if beside else strip.cells[at + 2 :]
    return replace(strip, cells=(*strip.cells[:at], *parts, *rest), merged=())


def _time_first(strip: Strip, at: int, roles: Sequence[Role], meanings: Meanings) -> Strip:
    """The cell of a column of both, whose header names the time first, with time and lead as paragraphs of their own."""
    if roles[0] != "timescale" or len(strip.cells) <= at or len(strip.cells[at].paragraphs) != 1:
        return strip
    parts = halves(strip.cells[at], False, True, meanings)
    if parts is None or not parts[1]:
        return strip
    return replace(strip, cells=(*strip.cells[:at], Cell(parts[0].paragraphs + parts[1].paragraphs), *strip.cells[at + 1 :]))


def _joined(strip: Strip, at: int, meanings: Meanings) -> Strip:
    """The cell in this place and the next as one, where one of the two is a time and the other none."""
    pair = strip.cells[at : at + 2]
    if len(pair) < 2 or not all(pair) or _is_time(pair[0], meanings) == _is_time(pair[1], meanings):
        return strip
    return replace(strip, cells=(*strip.cells[:at], Cell(pair[0].paragraphs + pair[1].paragraphs), *strip.cells[at + 2 :]), merged=())


def _is_time(cell: Cell, meanings: Meanings) -> bool:
    return meanings.content(cell.text[:160]).get("timescale", 0.0) >= NAMES


def halves(cell: Cell, lead_first: bool, wanted: bool, meanings: Meanings) -> tuple[Cell, Cell] | None:
    """The cell's lead and its time in their printed order; None where its words are not plainly both.

    Where one is `wanted` a lead may be less plain.
    """
    edge = cell.paragraphs[-1 if lead_first else 0]
    words = edge.text.split()
    best: tuple[float, int] | None = None
    for count in range(1, min(LONGEST_TIME, len(words)) + 1):
        words_of_time = " ".join(words[-count:] if lead_first else words[:count])
        told = meanings.content(words_of_time).get("timescale", 0.0)
        if told >= PLAIN and (best is None or told >= best[0]):
            best = told, count
    if best is None or best[1] == len(words) and len(cell.paragraphs) == 1:
        return None
    cut = len(words) - best[1] if lead_first else best[1]
    left, right = (tuple(replace(edge, text=" ".join(half)) for half in (some,) if half) for some in (words[:cut], words[cut:]))
    pieces = (Cell((*cell.paragraphs[:-1], *left)), Cell(right)) if lead_first else (Cell(left), Cell((*right, *cell.paragraphs[1:])))
    lead, time = pieces if lead_first else pieces[::-1]
    named = meanings.content(lead.text[:160]).get("lead", 0.0) >= NAMES or wanted and len(lead.text.split()) <= MAY_NAME
    return pieces if named and not any(each.bullet for each in time.paragraphs) else None
