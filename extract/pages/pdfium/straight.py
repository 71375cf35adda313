"""A page that lay askew when it was scanned: the words that an OCR laid unseen over its picture run off the level, and are set straight."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise

from extract.pages.pdfium.letters import ASCENT, DESCENT, Piece
from extract.pages.pdfium.space import SheetSpace, framed
from model import Box

LEAST, MOST = math.radians(0.05), math.radians(4.0)
"""A page less askew is straight enough; what runs off farther is set aslant."""
FEWEST = 4
"""Stretches of words side by side that tell how a page lies."""
LONGEST = 5.0
"""Font sizes of a stretch from which its slope is told."""
APART = 3.0
"""Font sizes of white between two words of a stretch."""
OFF = 0.5
"""Font sizes by which the next word may stand higher or lower."""

Point = tuple[float, float]


def page_lean(pieces: Sequence[Piece]) -> float:
    """Radians by which lines of print run down to the right of the level; none where they are few or go straight."""
    slopes = sorted(_slopes(pieces))
    if len(slopes) < FEWEST:
        return 0.0
    half, so_far = sum(weight for _, weight in slopes) / 2, 0.0
    for slope, weight in slopes:
        so_far += weight
        if so_far >= half:
            lean = math.atan(slope)
            return lean if LEAST <= abs(lean) <= MOST else 0.0
    return 0.0


def set_straight(pieces: Sequence[Piece], lean: float, space: SheetSpace) -> list[Piece]:
    """The pieces turned back by so much about the middle of their page."""
    if not lean:
        return list(pieces)
    along, down = math.cos(lean), math.sin(lean)
    found = []
    for piece, (u, v) in zip(pieces, _stands(pieces), strict=True):
        middle = _middle(space, piece.style.turn)
        du, dv = u - middle[0], v - middle[1]
        start, base = middle[0] + du * along + dv * down, middle[1] - du * down + dv * along
        size = piece.style.size
        found.append(piece._replace(box=(start, base - ASCENT * size, start + piece.box[2] - piece.box[0], base + DESCENT * size)))
    return found


def _middle(space: SheetSpace, turn: int) -> Point:
    u0, v0, u1, v1 = framed(space.box, turn)
    return (u0 + u1) / 2, (v0 + v1) / 2


def _stands(pieces: Sequence[Piece]) -> list[Point]:
    """Where each piece begins on its baseline: a run that is set askew keeps only where it begins itself."""
    begins: dict[int, Box] = {}
    for piece in pieces:
        first = begins.setdefault(piece.run, piece.box)
        if piece.box[0] < first[0]:
            begins[piece.run] = piece.box
    found = []
    for piece in pieces:
        u, base = piece.box[0], piece.box[3] - DESCENT * piece.style.size
        found.append((u, base - (u - begins[piece.run][0]) * math.tan(piece.style.lean)))
    return found


def _slopes(pieces: Sequence[Piece]) -> Iterator[tuple[float, float]]:
    """How steeply each stretch of words that stand side by side goes down, and how much that weighs."""
    stands = _stands(pieces)
    first = 0
    for place, (before, piece) in enumerate(pairwise(pieces), 1):
        if not _follows(before, piece, stands[place][1] - stands[place - 1][1]):
            yield from _slope(pieces[first], stands[first], stands[place - 1])
            first = place
    if pieces:
        yield from _slope(pieces[first], stands[first], stands[-1])


def _follows(before: Piece, piece: Piece, lower: float) -> bool:
    size = before.style.size
    gap = (piece.box[0] - before.box[2]) / size
    return before.style.turn == piece.style.turn and -OFF < gap < APART and abs(lower) < OFF * size


def _slope(piece: Piece, start: Point, end: Point) -> Iterator[tuple[float, float]]:
    wide = end[0] - start[0]
    if wide > LONGEST * piece.style.size and not piece.style.slanted:
        yield (end[1] - start[1]) / wide, wide * wide
