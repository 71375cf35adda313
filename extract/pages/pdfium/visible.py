"""Which pieces of print a reader can see: not those cut off, unpainted, painted over, or in the colour of what they stand on."""

from __future__ import annotations

from collections.abc import Sequence

from extract.geometry import holds, middle
from extract.pages.pdfium.drawings import Colour, Paint, Setting
from extract.pages.pdfium.grounds import Grounds
from extract.pages.pdfium.letters import Piece
from extract.pages.pdfium.space import SheetSpace, unframed
from model import Box

UNPAINTED = frozenset({3, 7})
"""PDF's text modes that paint nothing."""
WHITE: Colour = (255, 255, 255)
_PALE = 200
_ROW, _LIKE = 12.0, 1.6
"""Points by which print is sought, and how many times larger than a copy of it it may be."""
_BROAD = 4.0
"""Points that paint over words measures at least; a line through them is narrower."""
_EDGE = 0.25
"""The share of a word's box at each side that paint over it may leave bare: ascent and descent are more than its letters take."""
_ALIKE = 10
"""Colours that differ by no more in each part cannot be told apart."""


def part_visible(
    pieces: Sequence[Piece], paints: Sequence[Paint], space: SheetSpace, grounds: Grounds
) -> tuple[list[Piece], list[Piece], list[Piece]]:
    """The pieces that can be seen, those that are painted nowhere (an OCR's words over a picture), and those that are hidden.

    `grounds` looks at what is painted below pale letters in a colour that seems to be theirs, for a gradient has no colour of its own,
    and at what is painted over letters, for a marker's ink lets them show.
    """
    seen: list[Piece] = []
    unpainted: list[Piece] = []
    hidden: list[Piece] = []
    left, bottom, right, top = space.box
    covers = [paint for paint in paints if paint.colour is not None and min(_sides(paint.box)) >= _BROAD]
    last = max((paint.order for paint in covers), default=0)
    for piece in pieces:
        style = piece.style
        x0, y0, x1, y1 = unframed(piece.box, style.turn)
        centre = x, y = (x0 + x1) / 2, (y0 + y1) / 2
        inside = left - 1 <= x <= right + 1 and bottom - 1 <= y <= top + 1
        if not inside or style.setting and not _inside(centre, style.setting.clip):
            hidden.append(piece)
        elif style.mode in UNPAINTED:
            unpainted.append(piece)
        elif style.setting is not None and style.setting.order < last and _is_under(piece, style.setting, covers, pieces, grounds):
            hidden.append(piece)
        elif style.colour[0] >= _PALE and min(style.colour) >= _PALE and _is_lost(centre, piece, paints):
            painted = _below(centre, piece, paints) is not None
            (seen if painted and grounds.is_dark((x0, y0, x1, y1)) else hidden).append(piece)
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


def _sides(box: Box) -> tuple[float, float]:
    return box[2] - box[0], box[3] - box[1]


def _core(box: Box) -> Box:
    """The middle of a word's box, in which its letters show if they show at all."""
    x0, y0, x1, y1 = box
    edge = _EDGE * min(_sides(box))
    return x0 + edge, y0 + edge, x1 - edge, y1 - edge


def _is_under(piece: Piece, setting: Setting, covers: Sequence[Paint], pieces: Sequence[Piece], grounds: Grounds) -> bool:
    """Whether one area painted after the piece lies over its middle, and nothing shows through it or other words stand on it there."""
    core = x0, y0, x1, y1 = _core(unframed(piece.box, piece.style.turn))
    if x0 >= x1:
        return False
    later = [paint for paint in covers if paint.order > setting.order and paint.box[1] <= y0 and y1 <= paint.box[3]]
    over = [paint for paint in later if paint.box[0] <= x0 and x1 <= paint.box[2]]
    whited = min((paint.order for paint in over if paint.opaque), default=None)
    again = whited is not None and any(_stands_on(each, whited, core) for each in pieces)
    return bool(over) and (again or grounds.is_even(core))


def _stands_on(piece: Piece, order: int, core: Box) -> bool:
    """Whether the piece is painted there after what has this order."""
    style = piece.style
    if style.setting is None or style.setting.order <= order or style.mode in UNPAINTED:
        return False
    x0, y0, x1, y1 = _core(unframed(piece.box, style.turn))
    return x0 < core[2] and core[0] < x1 and y0 < core[3] and core[1] < y1


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
