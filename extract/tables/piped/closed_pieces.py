"""What stands before each stroke of a text whose cells are closed with strokes, and the cells and strips that come of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from extract.markup import strip_marks
from extract.tables import markdown
from extract.tables.spaced.wrapped import read_pieces
from model import Cell, Line, Place, Strip

NARROWEST = 40
"""Characters: lines of a cell that are all shorter were ended on purpose."""


@dataclass(frozen=True)
class Piece:
    """What stands before one stroke: its lines, and whether the stroke ends the last of them. No slots: its words are put together once."""

    lines: tuple[Line, ...]
    closes: bool

    @cached_property
    def text(self) -> str:
        """Its words on one line."""
        return " ".join(" ".join(line.text for line in self.lines).split())


def is_drawn(row: Sequence[Piece]) -> bool:
    """Whether a row is the line drawn below a header."""
    return bool(row) and all(markdown.ALIGNMENT.fullmatch(piece.text) for piece in row)


def strip_of(row: Sequence[Piece], header: bool = False) -> Strip:
    """The strip of a row's pieces, or of a header's."""
    numbers = [line.number for piece in row for line in piece.lines]
    place = Place(line=min(numbers), line_end=max(numbers))
    return Strip(tuple(_header_cell(piece, place) if header else _cell(piece, place) for piece in row), place)


def _header_cell(piece: Piece, place: Place) -> Cell:
    return Cell.of(" ".join(strip_marks(piece.text).split()), place)


def _cell(piece: Piece, place: Place) -> Cell:
    """The paragraphs of a cell: lines that were broken for want of room are joined."""
    printed: list[tuple[str, int]] = []
    gap = 0
    for line in piece.lines:
        if text := " ".join(line.text.split()):
            printed.append((text, gap if printed else 0))
            gap = 0
        else:
            gap += 1
    return read_pieces(printed, place, max([NARROWEST, *(len(text) for text, _ in printed)]))
