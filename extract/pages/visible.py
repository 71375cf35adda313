"""Which pieces of print a reader can see: not those cut off, unpainted, or in the colour of what they stand on."""

from __future__ import annotations

from collections.abc import Sequence

from extract.pages.pdf_drawings import Colour, Paint
from extract.pages.pdf_letters import Piece
from extract.pages.pdf_space import SheetSpace, unframed
from model import Box

UNPAINTED = frozenset({3, 7})
"""PDF's text modes that paint nothing."""
WHITE: Colour = (255, 255, 255)
_PALE = 200
_ALIKE = 10
"""Colours that differ by no more in each part cannot be told apart."""


def part_visible(pieces: Sequence[Piece], paints: Sequence[Paint], space: SheetSpace) -> tuple[list[Piece], list[Piece], list[Piece]]:
    """The pieces that can be seen, those that are painted nowhere (an OCR's words over a picture), and those that are hidden."""
    seen: list[Piece] = []
    unpainted: list[Piece] = []
    hidden: list[Piece] = []
    left, bottom, right, top = space.box
    for piece in pieces:
        style = piece.style
        x0, y0, x1, y1 = unframed(piece.box, style.turn)
        middle = x, y = (x0 + x1) / 2, (y0 + y1) / 2
        inside = left - 1 <= x <= right + 1 and bottom - 1 <= y <= top + 1
        if not inside or style.setting and not _inside(middle, style.setting.clip):
            hidden.append(piece)
        elif style.mode in UNPAINTED:
            unpainted.append(piece)
        elif style.colour[0] >= _PALE and min(style.colour) >= _PALE and _alike(style.colour, _below(middle, piece, paints)):
            hidden.append(piece)
        else:
            seen.append(piece)
    return seen, unpainted, hidden


def _inside(point: tuple[float, float], box: Box) -> bool:
    return box[0] - 1 <= point[0] <= box[2] + 1 and box[1] - 1 <= point[1] <= box[3] + 1


def _below(point: tuple[float, float], piece: Piece, paints: Sequence[Paint]) -> Colour | None:
    """The colour on which the piece stands; None where that is a picture, whose colours are not known."""
    order = piece.style.setting.order if piece.style.setting else None
    under = [paint for paint in paints if (order is None or paint.order < order) and _inside(point, paint.box)]
    return max(under, key=lambda paint: paint.order).colour if under else WHITE


def _alike(one: Colour, other: Colour | None) -> bool:
    return other is not None and all(abs(a - b) <= _ALIKE for a, b in zip(one, other, strict=True))
