"""Cells that are wrapped over lines: which lines are one row, and which of a cell's lines are one paragraph."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import inf

from extract.flow import ENDED, is_open
from extract.markup import BULLET, read_line
from model import Cell, Place

ROOM = 0.85
"""Share of a column's width that a word must fit well within to say that its line was not broken for want of room."""
HYPHENED = re.compile(r"[a-z]-$")
PAIRED = re.compile(r"(?:and|or|to|&)\b")


@dataclass(frozen=True, slots=True)
class TableLine:
    """A line of a table: its words by column."""

    number: int
    cells: Mapping[int, str]
    gap: int = 0
    """Blank lines before it."""
    times: frozenset[int] = frozenset()
    """Columns whose words are times by themselves."""
    calls: bool = True
    """Whether its words in the column of actions call to act."""
    outside: float = -inf
    """How well it stands between rows rather than in one."""


@dataclass(frozen=True, slots=True)
class Shape:
    """What a table's columns are like: their widths, which holds printed numbers, and which an action must fill."""

    widths: tuple[int, ...]
    ref: int | None = None
    key: int = 0
    grouped: bool = False
    """Whether the numbers are those of a level that several rows stand under."""
    named: frozenset[int] = frozenset()
    """Columns that say who or when."""
    timed: frozenset[int] = frozenset()
    """Those of them that say when."""
    stands: float = 0.0
    """Where the cells of a row stand: 0 at its top, 1 at its foot."""
    empty: tuple[float, ...] = ()
    """What it costs a row to leave each column empty."""
    within: float = 0.0
    """What white space within a row costs."""
    without: float = 0.0
    """What it costs that none parts two rows."""


def had_room(before: str, after: str, width: int) -> bool:
    """Whether the next word would have fitted into the line above, so that the break between them was meant."""
    return len(before) + 1 + len(after.split()[0]) <= ROOM * width


def read_pieces(pieces: Sequence[tuple[str, int]], place: Place, width: int) -> Cell:
    """A cell out of its lines, each with the blank lines before it: wrapped ones joined, a paragraph wherever one was meant."""
    texts: list[str] = []
    last = ""
    for text, gap in pieces:
        if texts and not gap and not BULLET.match(text) and not _is_paragraph(last, text, width):
            texts[-1] = join_wrapped(texts[-1], text)
        else:
            texts.append(text)
        last = text
    return Cell(tuple(paragraph for text in texts for paragraph in read_line(text, place)))


def _is_paragraph(before: str, after: str, width: int) -> bool:
    meant = had_room(before, after, width) and not after[0].islower() and not is_open(before)
    return meant and (bool(ENDED.search(before)) or len(before) + 1 + len(after.split()[0]) <= 0.75 * width)


def join_wrapped(before: str, after: str) -> str:
    """Two lines of one text as one: a word parted at its hyphen is whole again."""
    parted = HYPHENED.search(before) and after[:1].islower() and not PAIRED.match(after)
    return f"{before}{after}" if parted else f"{before} {after}"


def build_cells(row: Sequence[TableLine], shape: Shape, place: Place) -> tuple[Cell, ...]:
    """The cells of a row, left to right, one a column."""
    cells = []
    for column, width in enumerate(shape.widths):
        pieces: list[tuple[str, int]] = []
        gap = 0
        for line in row:
            gap += line.gap if pieces else 0
            if column in line.cells:
                pieces.append((line.cells[column], gap))
                gap = 0
        cells.append(read_pieces(pieces, place, width))
    return tuple(cells)
