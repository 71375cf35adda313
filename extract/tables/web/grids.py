"""Cells with spans, laid out on their table's grid: every line as wide as the table, each text where its cell begins."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from errors import SourceError
from model import Cell, Place, Strip

WIDEST = 512
"""Columns of one table."""
LARGEST = 2_000_000
"""Cells of one table, empty ones counted."""


class OversizeTable(SourceError):
    """A table so wide or long that nobody printed it."""

    advice = "Take the empty columns and rows out of the file, or save the plan's own pages alone."


@dataclass(frozen=True, slots=True)
class Spanned:
    """One cell as its file tells it: what it holds and how many columns and lines it takes."""

    cell: Cell
    across: int = 1
    down: int = 1


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of one line: of a cell that begins here, or (cell None) of one that is merged down from above."""

    start: int
    end: int
    cell: Cell | None


def lay_out(rows: Iterable[Sequence[Spanned]]) -> list[Strip]:
    """A strip for every line that prints something; a merged cell's text stands at its top left, the positions it covers are empty.

    Columns in which no cell begins are left out: they are only there because other cells span them.
    """
    lines = _level_edges(_pieces(rows))
    starts = sorted({piece.start for line in lines for piece in line})
    column = {start: index for index, start in enumerate(starts)}
    if len(starts) * len(lines) > LARGEST:
        raise OversizeTable(f"A table of {len(lines):,} lines and {len(starts):,} columns is more than is read.")
    strips: list[Strip] = []
    for line in lines:
        cells = [Cell()] * len(starts)
        for piece in line:
            if piece.cell is not None:
                wide = bisect_left(starts, piece.end) - column[piece.start]
                cells[column[piece.start]] = replace(piece.cell, across=wide) if wide > 1 else piece.cell
        if any(cells):
            merged = tuple(column[piece.start] for piece in line if piece.cell is None)
            strips.append(Strip(tuple(cells), Place(), gap=0 if strips else 1, merged=merged))
    return strips


def _pieces(rows: Iterable[Sequence[Spanned]]) -> list[list[_Piece]]:
    """The stretches of every line, left to right, merged ones among them."""
    lines: list[list[_Piece]] = []
    hanging: dict[int, tuple[int, int]] = {}
    for row in rows:
        line: list[_Piece] = [_Piece(start, end, None) for start, (end, _) in hanging.items()]
        taken = {position for start, (end, _) in hanging.items() for position in range(start, end)}
        hanging = {start: (end, left - 1) for start, (end, left) in hanging.items() if left > 1}
        at = 0
        for spanned in row:
            while at in taken:
                at += 1
            end = at + max(1, spanned.across)
            end = next((position for position in range(at + 1, end) if position in taken), end)
            if end > WIDEST:
                raise OversizeTable(f"A table of more than {WIDEST} columns is more than is read.")
            line.append(_Piece(at, end, spanned.cell))
            if spanned.down > 1:
                hanging[at] = (end, spanned.down - 1)
            at = end
        lines.append(sorted(line, key=lambda piece: piece.start))
    return lines


def _level_edges(lines: list[list[_Piece]]) -> list[list[_Piece]]:
    """The lines with their edges on one grid.

    Where most lines have the same number of cells but not quite the same edges, as when columns were drawn by hand, the commonest
    edges hold for all of them.
    """
    counts = Counter(len(line) for line in lines if len(line) > 1)
    if not counts:
        return lines
    usual, times = max(counts.items(), key=lambda item: (item[1], item[0]))
    edges = Counter(tuple(piece.start for piece in line) for line in lines if len(line) == usual)
    if len(edges) < 2 or 2 * times < sum(counts.values()):
        return lines
    common = edges.most_common(1)[0][0]
    return [
        [_Piece(start, piece.end, piece.cell) for start, piece in zip(common, line, strict=True)] if len(line) == usual else line
        for line in lines
    ]
