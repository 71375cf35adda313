"""Times that a column's edge cut in two cells, below a header over both or in a row that has a cell more: "30 June 20" and "025"."""

from __future__ import annotations

import re
from dataclasses import replace

from extract.headers import Frame
from model import Cell, Meanings, Strip

YEAR = re.compile(r"(?:19|20)\d\d")
WHOLE = 0.9
"""Likeness from which a text is a time and nothing else."""


def join_times(strip: Strip, frame: Frame, meanings: Meanings) -> tuple[Strip, bool]:
    """The strip with each such time whole in its first cell, and whether one of them may be another.

    Where the header is over both cells and the first holds all of the time, what stands in the second is the next column's that is empty.
    """
    cells, doubtful = list(strip.cells), False
    more = len(strip.cells) - frame.width
    for at, (left, right) in enumerate(zip(strip.cells, strip.cells[1:], strict=False)):
        if not left or not right or frame.columns[frame.at(at)].roles != ("timescale",):
            continue
        over_both = frame.at(at) == frame.at(at + 1)
        told = whole_times(left.text, right.text, meanings) if over_both or more > 0 and _is_torn(left.text, right.text, meanings) else []
        doubtful |= len(told) > 1
        if len(told) == 1:
            whole = Cell((replace(left.paragraphs[0], text=told[0]),))
            cells[at : at + 2] = (whole, Cell()) if over_both else (whole,)
            if not over_both:
                break
        elif over_both and not told and _is_pushed(at, strip, frame, meanings):
            cells[at + 1 : at + 3], doubtful = (Cell(), right), True
    return (strip if cells == list(strip.cells) else replace(strip, cells=tuple(cells))), doubtful


def _is_torn(left: str, right: str, meanings: Meanings) -> bool:
    """Whether neither piece is a time by itself, and the second goes on small: "Septem" and "ber 2026"."""
    return right[0].islower() and not _is_time(left, meanings) and not _is_time(right, meanings)


def _is_pushed(at: int, strip: Strip, frame: Frame, meanings: Meanings) -> bool:
    """Whether a time fills the first cell of its column and no time the second, where the column behind has nothing."""
    left, right = strip.cells[at].text, strip.cells[at + 1].text
    if at + 2 >= frame.width or frame.at(at + 2) == frame.at(at) or any(strip.cells[at + 2 :]) or right[0].islower():
        return False
    return _is_time(left, meanings) and not _is_time(right, meanings)


def whole_times(left: str, right: str, meanings: Meanings) -> list[str]:
    """What two pieces of a time may be together, figures or letters that the edge printed twice taken once; none where each is a time."""
    if _is_time(left, meanings) and _is_time(right, meanings) and not (right.isdigit() and len(right) < len("2026")):
        return [f"{left} {right}"] if left.isalpha() and YEAR.fullmatch(right) and _is_time(f"{left} {right}", meanings) else []
    figures = left[-1].isdigit() and right[0].isdigit()
    if not figures and not (left[-1].isalpha() and right[0].islower()):
        return [f"{left} {right}"] if _is_time(f"{left} {right}", meanings) else []
    twice = [left + right[count:] for count in (1, 2) if left[-count:].casefold() == right[:count].casefold()]
    told = [text for text in twice if _is_time(text, meanings)][:1] or [text for text in (left + right,) if _is_time(text, meanings)]
    if told == [left] or told and left.isdigit() and _is_time(right, meanings):
        return [*told, f"{left} {right}"]  # "31 March 2026" has no room for a "6", and "2 May 2027" is whole without a "1"
    apart = figures and twice or not told
    return [*told, *(text for text in (f"{left} {right}",) if apart and _is_time(text, meanings))]


def _is_time(text: str, meanings: Meanings) -> bool:
    return meanings.content(text).get("timescale", 0.0) >= WHOLE
