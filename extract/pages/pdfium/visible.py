"""Which pieces of print a reader can see: not those cut off, unpainted, or in the colour of what they stand on."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from extract.geometry import holds, middle
from extract.pages.pdfium.drawings import Colour, Paint
from extract.pages.pdfium.letters import Piece
from extract.pages.pdfium.space import SheetSpace, unframed
from model import Box

UNPAINTED = frozenset({3, 7})
"""PDF's text modes that paint nothing."""
WHITE: Colour = (255, 255, 255)
_PALE = 200
_ROW, _LIKE = 12.0, 1.6
"""Points by which print is sought, and how many times larger than a copy of it it may be."""
_ALIKE = 10
"""Colours that differ by no more in each part cannot be told apart."""


def part_visible(
    pieces: Sequence[Piece], paints: Sequence[Paint], space: SheetSpace, is_dark: Callable[[Box], bool] = lambda box: False
) -> tuple[list[Piece], list[Piece], list[Piece]]:
    """The pieces that can be seen, those that are painted nowhere (an OCR's words over a picture), and those that are hidden.

    `is_dark` looks at what is painted below pale letters in a colour that seems to be theirs: a gradient has no colour of its own.
    """
    seen: list[Piece] = []
    unpainted: list[Piece] = []
    hidden: list[Piece] = []
    left, bottom, right, top = space.box
    for piece in pieces:
        style = piece.style
        x0, y0, x1, y1 = unframed(piece.box, style.turn)
        centre = x, y = (x0 + x1) / 2, (y0 + y1) / 2
        inside = left - 1 <= x <= right + 1 and bottom - 1 <= y <= top + 1
        if not inside or style.setting and not _inside(centre, style.setting.clip):
            hidden.append(piece)
        elif style.mode in UNPAINTED:
            unpainted.append(piece)
        elif style.colour[0] >= _PALE and min(style.colour) >= _PALE and _is_lost(centre, piece, paints):
            painted = _below(centre, piece, paints) is not None
            (seen if painted and is_dark((x0, y0, x1, y1)) else hidden).append(piece)
        else:
            seen.append(piece)
    return seen, unpainted, hidden


def without_copies(unpainted: Sequence[Piece], seen: Sequence[Piece]) -> list[Piece]:
    """The unpainted pieces without those that stand on print of their size: an OCR's copy of what the file prints itself."""
    rows: dict[tuple[int, int], list[Piece]] = {}
    for piece in seen if unpainted else ():
        row = round(middle(piece.box)[1] / _ROW)
        for near in (row - 1, row, row + 1):
            rows.setdefault((piece.style.turn, near), []).append(piece)

    def is_copy(piece: Piece) -> bool:
        at = middle(piece.box)
        beside = rows.get((piece.style.turn, round(at[1] / _ROW)), ())
        return any(holds(each.box, at) and 1 / _LIKE < each.style.size / piece.style.size < _LIKE for each in beside)

    return [piece for piece in unpainted if not is_copy(piece)]


def _inside(point: tuple[float, float], box: Box) -> bool:
    return box[0] - 1 <= point[0] <= box[2] + 1 and box[1] - 1 <= point[1] <= box[3] + 1


def _is_lost(point: tuple[float, float], piece: Piece, paints: Sequence[Paint]) -> bool:
    """Whether the piece has the colour of what it stands on; a picture's colours are not known."""
    below = _below(point, piece, paints)
    colour = WHITE if below is None else below.colour
    return colour is not None and all(abs(a - b) <= _ALIKE for a, b in zip(piece.style.colour, colour, strict=True))


def _below(point: tuple[float, float], piece: Piece, paints: Sequence[Paint]) -> Paint | None:
    """What is painted right below the piece; None where that is the bare page."""
    order = piece.style.setting.order if piece.style.setting else None
    under = [paint for paint in paints if (order is None or paint.order < order) and _inside(point, paint.box)]
    return max(under, key=lambda paint: paint.order) if under else None
