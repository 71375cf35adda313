"""Lines of a table whose cells are not drawn: their words under its columns, and how these stand in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from extract.geometry import Span, slot
from extract.tables.printed.columns import Columns
from extract.tables.printed.lines import PrintedLine, usual_pitch
from model import Word

FLUSH = 1.5
"""Points within which a word begins flush with a header, so that it is its column's, however near the word before stands."""


class TableLine(NamedTuple):
    """One line of a table: its words by column."""

    line: PrintedLine
    pieces: Mapping[int, PrintedLine]


def by_column(line: PrintedLine, columns: Columns) -> TableLine | None:
    """The line's words under their columns; None where words run over a column's edge, so that it belongs to no table."""
    if columns.edges not in line.told:
        line.told[columns.edges] = _by_column(line, columns)  # without the line itself, which would then hold itself
    pieces: Mapping[int, PrintedLine] | None = line.told[columns.edges]
    return None if pieces is None else TableLine(line, pieces)


def _by_column(line: PrintedLine, columns: Columns) -> Mapping[int, PrintedLine] | None:
    parted = _parted(line, columns, columns.heads)
    return parted if parted is not None and len(parted) > 2 else _parted(line, columns, ())


def _parted(line: PrintedLine, columns: Columns, heads: Sequence[Span]) -> Mapping[int, PrintedLine] | None:
    """The line's words under their columns, those flush with one of the headers `heads` under theirs however near the word before is."""
    own: dict[int, list[Word]] = {}
    crossings = 0
    before: Word | None = None
    home = 0
    begun = [*(start for start, _ in heads), *columns.touched]
    for word in line.words:
        place = slot((word.box[0] + word.box[2]) / 2, columns.edges)
        close = before is not None and word.box[0] - before.box[2] < 0.45 * line.size
        if close and place != home and not any(abs(word.box[0] - start) <= FLUSH for start in begun):
            crossings += 1
            place = home
        own.setdefault(place, []).append(word)
        before, home = word, place
    beyond = line.box[0] < columns.edges[0] - 12 or line.box[2] > columns.edges[-1] + 12
    astride = len(own) == 1 and line.box[0] < columns.edges[home] - line.size
    if crossings and (len(own) < 3 or crossings > 1) or beyond or astride:
        return None
    return {place: PrintedLine(tuple(words)) for place, words in own.items()}


def measure(lines: Sequence[PrintedLine], columns: Columns, pitch: float | None) -> tuple[float, list[float]]:
    """The usual line distance of a table's cells, in font sizes, and where the words of each column end."""
    pieces = pieces_by_column(lines, columns)
    return pitch or usual_pitch(pieces), [max((piece.box[2] for piece in own), default=0.0) for own in pieces]


def pieces_by_column(lines: Sequence[PrintedLine], columns: Columns) -> list[list[PrintedLine]]:
    """What each column prints, line by line."""
    table = [own for line in lines if line.words[0].upright and (own := by_column(line, columns)) is not None]
    return [[line.pieces[column] for line in table if column in line.pieces] for column in range(columns.count)]
