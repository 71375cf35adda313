"""Grids drawn in full whose cells span rows: a border that parts some columns only leaves the cells of the others open."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

DASHES = re.compile(r"[-=:]{3,}")
MARKS = "|+"
"""What stands where the columns of a drawn grid part."""


class GridLine(NamedTuple):
    """A line of a grid: its number, the blank lines above it and its words by column."""

    number: int
    gap: int
    texts: list[str]


@dataclass(slots=True)
class Stretch:
    """What stands between two borders: its lines, and the columns whose cells began further up."""

    lines: list[GridLine] = field(default_factory=list)
    merged: tuple[int, ...] = ()


def parts_some(text: str) -> bool:
    """Whether a line is drawn between rows in some columns of a grid and others go on through it: "| Homes   +-------+------+"."""
    if "--+" not in text or text.strip()[0] not in MARKS or text.strip()[-1] not in MARKS:
        return False
    pieces = [piece.strip() for piece in re.split(r"[+|]", text.strip()[1:-1])]
    drawn = [DASHES.fullmatch(piece) is not None for piece in pieces]
    return any(drawn) and not all(drawn) and not any(DASHES.search(piece) for piece, own in zip(pieces, drawn, strict=True) if not own)


def stretches(lines: Iterable[tuple[int, int, str, bool]], border: str) -> list[Stretch]:
    """What stands between the borders of a grid, each cell's words in the stretch that it begins in.

    A line comes with its number, the blank lines above it, its text and whether it is a border; the first `border` parts all columns.
    """
    edges = [at for at, mark in enumerate(border) if mark == "+"]
    found = [Stretch()]
    home = [found[0]] * (len(edges) - 1)
    for number, gap, text, parting in lines:
        texts = _texts(text, edges)
        if parting:
            still_open = tuple(at for at, piece in enumerate(texts) if not DASHES.fullmatch(piece.strip()))
            found.append(Stretch(merged=still_open))
            home = [home[at] if at in still_open else found[-1] for at in range(len(home))]
            texts = [piece if at in still_open else "" for at, piece in enumerate(texts)]
        for stretch in {id(each): each for each in home}.values():
            own = [piece if home[at] is stretch else "" for at, piece in enumerate(texts)]
            if any(map(str.strip, own)) or not parting and stretch is found[-1]:
                stretch.lines.append(GridLine(number, gap, own))
    return [stretch for stretch in found if stretch.lines]


def _texts(text: str, edges: Sequence[int]) -> list[str]:
    """The words of a line by column; a cell over several columns stands in the first of them."""
    marked = [at for at in edges if text[at : at + 1] in ("|", "+")]
    cells = {left: text[left + 1 : right] for left, right in pairwise(marked)}
    return [cells.get(left, "") for left in edges[:-1]]
