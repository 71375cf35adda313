"""Headers wider than their rows: one that a column's edge tore, or that has empty cells of its own, while every row has a cell less."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extract.column.likely import mean, reads_as
from extract.headers import Frame
from extract.row.torn_times import join_times
from model import Cell, Column, Meanings, Strip

FULL = 3
"""Cells of a row that tell how wide the rows are."""
MOSTLY = 0.7
"""The share of such rows that are narrower than the header."""
PLAINER = 0.2
"""How much better the columns must tell who and when where a piece of a header is left out."""
TOLD = 0.5
"""Mean likeness from which cells are leads or times."""


def as_wide_as_rows(frame: Frame, strips: Sequence[Strip], meanings: Meanings) -> Frame:
    """The frame without a header's empty cells, and with what was torn as one, where its rows are narrower."""
    for narrow in (_with_torn(frame, meanings), _without_empty(frame)):
        if narrow is not None and strips and _are_narrow(strips, narrow, frame, meanings):
            return narrow
    return _torn_as_rows(frame, strips, meanings)


def _torn_as_rows(frame: Frame, strips: Sequence[Strip], meanings: Meanings) -> Frame:
    """The frame with a piece less of the header that was torn where its rows are not; as it is where who and when do not tell which."""
    if len(set(frame.owner)) >= frame.width - 1:
        return frame
    every = [strip for strip in strips if len(strip.filled) >= FULL]
    full = [strip for strip in every if len(strip.cells) == frame.width - 1]
    if len(full) < MOSTLY * len(every) or not full:
        return frame
    torn = [index for index, times in Counter(frame.owner).items() if times > 1]
    options = [replace(frame, owner=_without_one(frame.owner, index)) for index in torn]
    told = [(_telling(option, full, meanings), -at) for at, option in enumerate(options)]
    best, at = max(told)
    return options[-at] if best > max(TOLD, _telling(frame, full, meanings) + PLAINER) else frame


def _without_one(owner: Sequence[int], index: int) -> tuple[int, ...]:
    first = list(owner).index(index)
    return (*owner[:first], *owner[first + 1 :])


def _telling(frame: Frame, strips: Sequence[Strip], meanings: Meanings) -> float:
    """How much like leads and times the columns of these alone are, once times that were torn are whole; 0 where there are not both."""
    whole = [join_times(strip, frame, meanings)[0] for strip in strips]
    told = [(index, column.roles[0]) for index, column in enumerate(frame.columns) if column.roles in (("lead",), ("timescale",))]
    return min((mean(_below(frame, index, whole), role, meanings) for index, role in told), default=0.0) if len(told) > 1 else 0.0


def _without_empty(frame: Frame) -> Frame | None:
    """The frame with one cell for each column; None where it has no more."""
    order = tuple(dict.fromkeys(frame.owner))
    return replace(frame, owner=order) if len(order) < frame.width else None


def _with_torn(frame: Frame, meanings: Meanings) -> Frame | None:
    """The frame with the two columns side by side that nobody knows as one; None where there are no two, or several."""
    if list(frame.owner) != list(range(len(frame.columns))):
        return None
    torn = [at for at, (left, right) in enumerate(pairwise(frame.columns)) if not left.roles and not right.roles and right.header]
    if len(torn) != 1:
        return None
    (at,) = torn
    header = meanings.join((frame.columns[at].header, frame.columns[at + 1].header))
    said = meanings.header(header)
    whole = Column(header, said.roles if said is not None else (), said.dated if said is not None else None)
    return Frame((*frame.columns[:at], whole, *frame.columns[at + 2 :]), tuple(range(frame.width - 1)))


def _are_narrow(strips: Sequence[Strip], narrow: Frame, frame: Frame, meanings: Meanings) -> bool:
    """Whether every row has as many cells as the narrower frame; of two columns as one, or empty ends, who and when must say so too.

    Where the last column is empty, some texts leave it out: then a cell less is no sign of a header that an edge tore.
    """
    if len(narrow.columns) == len(frame.columns) and all(len(strip.cells) == narrow.width for strip in strips):
        return True
    if any(len(strip.cells) < narrow.width or any(strip.cells[narrow.width :]) for strip in strips):
        return False
    return _tells(narrow, strips, meanings) and not _tells(frame, strips, meanings)


def _tells(frame: Frame, strips: Sequence[Strip], meanings: Meanings) -> bool:
    """Whether the columns of who and of when alone hold such."""
    told = [(index, column.roles[0]) for index, column in enumerate(frame.columns) if column.roles in (("lead",), ("timescale",))]
    return bool(told) and all(reads_as(_below(frame, index, strips), role, TOLD, meanings) for index, role in told)


def _below(frame: Frame, index: int, strips: Sequence[Strip]) -> list[Cell]:
    return [cell for strip in strips for position, cell in enumerate(strip.cells) if cell and frame.at(position) == index]
