"""Lines and columns of a workbook's sheet that its makers hid: what a reader of the sheet does not see."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from model import Cell

_HIDDEN = re.compile(rb"\bhidden\s*=\s*[\"'](?:1|true)[\"']")
_ROW = re.compile(rb"<(?:\w+:)?row\b([^>]*)>")
_COLUMN = re.compile(rb"<(?:\w+:)?col\b([^>]*)>")
_FILTERED = re.compile(rb"<(?:\w+:)?filterColumn\b")
_NUMBER = re.compile(rb"\b(r|min|max)\s*=\s*[\"'](\d{1,7})[\"']")
_FOLDED = re.compile(rb"\boutlineLevel\s*=\s*[\"'][1-9]")


@dataclass(frozen=True, slots=True)
class Unseen:
    """What is hidden, counted from 0."""

    rows: frozenset[int] = frozenset()
    columns: frozenset[int] = frozenset()


SEEN = Unseen()
Merge = tuple[tuple[int, int], tuple[int, int]]
"""The first and the last cell, by line and column, that are merged into one."""
Line = tuple[int, tuple[Cell, ...]]
"""The number of a line, and its cells."""


def read_unseen(sheet: bytes) -> Unseen:
    """The lines and columns of a sheet that are hidden; those that a filter or a folded group takes away are a click from being seen."""
    if _HIDDEN.search(sheet) is None:
        return SEEN
    hidden_rows = () if _FILTERED.search(sheet) else (found[1] for found in _ROW.finditer(sheet) if _is_hidden(found[1]))
    columns: set[int] = set()
    for found in _COLUMN.finditer(sheet):
        if _is_hidden(found[1]):
            bounds = {name: int(number) for name, number in _NUMBER.findall(found[1])}
            columns |= set(range(bounds.get(b"min", 1) - 1, min(bounds.get(b"max", 0), 16_384)))
    rows = {int(number) - 1 for row in hidden_rows for name, number in _NUMBER.findall(row) if name == b"r"}
    return Unseen(frozenset(rows), frozenset(columns))


def shown_cells(lines: Iterable[tuple[int, Sequence[Cell]]], left: int, merges: Sequence[Merge], unseen: Unseen) -> Iterator[Line]:
    """The lines that are seen, each merged cell with its width; what is merged over hidden lines too shows in the first seen."""
    across = {first: last[1] - first[1] + 1 for first, last in merges}
    down = {first: last[0] for first, last in merges}
    kept: dict[int, tuple[int, Cell]] = {}
    for row, line in lines:
        cells = [replace(cell, across=across[row, at]) if (row, at) in across else cell for at, cell in enumerate(line, left)]
        if row in unseen.rows:
            kept |= {at: (down[row, at], cell) for at, cell in enumerate(cells, left) if cell and down.get((row, at), row) > row}
            continue
        for at, cell in enumerate(cells, left):
            if not cell and at in kept and kept[at][0] >= row:
                cells[at - left] = kept[at][1]
            elif at in unseen.columns and across.get((row, at), 1) == 1:
                cells[at - left] = Cell()
        kept.clear()
        yield row, tuple(cells)


def _is_hidden(element: bytes) -> bool:
    return _HIDDEN.search(element) is not None and _FOLDED.search(element) is None
