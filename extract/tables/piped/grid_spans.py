"""Grids drawn in full whose cells span rows or columns: a border that parts some columns only leaves the cells of the others open."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import NamedTuple

from model import Cell

DASHES = re.compile(r"[-=:]{3,}")
CROSSING = re.compile(r"(?<=[-=:]{2})\+|(?<=[-=:]{2} )\+|\+(?= ?[-=:]{2})")
"""Where drawn lines cross."""
MARKS = "|+"
"""What stands where the columns of a drawn grid part."""


class GridLine(NamedTuple):
    """A line of a grid: its number, the blank lines above it and its words by column."""

    number: int
    gap: int
    texts: list[str]


@dataclass(slots=True)
class Stretch:
    """What stands between two borders: its lines, the columns whose cells began further up, and how many columns its own cells take."""

    lines: list[GridLine] = field(default_factory=list)
    merged: tuple[int, ...] = ()
    across: dict[int, int] = field(default_factory=dict)

    def spanned(self, cells: Sequence[Cell]) -> tuple[Cell, ...]:
        """Its cells, each with the columns that it takes."""
        return tuple(replace(cell, across=self.across[at]) if cell and at in self.across else cell for at, cell in enumerate(cells))


def parts_some(text: str) -> bool:
    """Whether a line is drawn between rows in some columns of a grid and others go on through it: "| Homes   +-------+------+"."""
    if "--+" not in text or text.strip()[0] not in MARKS or text.strip()[-1] not in MARKS:
        return False
    pieces = [piece.strip() for piece in re.split(r"[+|]", text.strip()[1:-1])]
    drawn = [DASHES.fullmatch(piece) is not None for piece in pieces]
    return any(drawn) and not all(drawn) and not any(DASHES.search(piece) for piece, own in zip(pieces, drawn, strict=True) if not own)


def edges_of(borders: Iterable[str]) -> list[int]:
    """Where the columns of a grid part: wherever lines cross in one of its borders."""
    return sorted({crossing.start() for border in borders for crossing in CROSSING.finditer(border)})


def spans_columns(rows: Iterable[str], edges: Sequence[int]) -> bool:
    """Whether each line of these is parted at edges of columns and nowhere else, and some not at all of them."""
    parted = [[at for at, sign in enumerate(row) if sign == "|"] for row in rows]
    strict = bool(edges) and all(own and own[0] == edges[0] and own[-1] == edges[-1] and {*own} <= {*edges} for own in parted)
    return strict and any(len(own) < len(edges) for own in parted)


def stretches(lines: Iterable[tuple[int, int, str, bool]], edges: Sequence[int]) -> list[Stretch]:
    """What stands between the borders of a grid, each cell's words in the stretch that it begins in.

    A line comes with its number, the blank lines above it, its text and whether it is a border.
    """
    found = [Stretch()]
    home = [found[0]] * (len(edges) - 1)
    for number, gap, text, parting in lines:
        cells = _cells(text, edges)
        texts = [cells[at][0] if at in cells else "" for at in range(len(home))]
        if parting:
            drawn = {at + over for at, (piece, across) in cells.items() if DASHES.fullmatch(piece.strip()) for over in range(across)}
            still_open = tuple(at for at in range(len(home)) if at not in drawn)
            found.append(Stretch(merged=still_open))
            home = [home[at] if at in still_open else found[-1] for at in range(len(home))]
            texts = [piece if at in still_open else "" for at, piece in enumerate(texts)]
        for stretch in {id(each): each for each in home}.values():
            own = [piece if home[at] is stretch else "" for at, piece in enumerate(texts)]
            if any(map(str.strip, own)) or not parting and stretch is found[-1]:
                stretch.lines.append(GridLine(number, gap, own))
                stretch.across.update((at, across) for at, (_, across) in cells.items() if across > 1 and own[at].strip())
    return [stretch for stretch in found if stretch.lines]


def _cells(text: str, edges: Sequence[int]) -> dict[int, tuple[str, int]]:
    """The words of a line by the column that each cell begins in, and how many columns it takes."""
    marked = [at for at, edge in enumerate(edges) if text[edge : edge + 1] in ("|", "+")]
    return {left: (text[edges[left] + 1 : edges[right]], right - left) for left, right in pairwise(marked)}
