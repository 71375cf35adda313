"""PDF: every page's bare text first, then words, lines and painted areas of the pages that are worth it."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from errors import SourceError
from extract.pages.pdfium import calls as call
from extract.pages.pdfium.drawings import Colour, Drawing, are_wide, count_drawn, has_picture, read_drawing
from extract.pages.pdfium.grounds import Grounds
from extract.pages.pdfium.legibility import is_legible
from extract.pages.pdfium.letters import Piece, read_pieces, usual_turn
from extract.pages.pdfium.opening import LIMITS, DamagedPdf, GarbledPdf, PdfLimits, TextlessPdf, open_pdf
from extract.pages.pdfium.page_texts import NOTHING, page_text
from extract.pages.pdfium.ruled_lines import SETTINGS, lined_words, mark_struck, merge_lines
from extract.pages.pdfium.sheets import OpenSheets
from extract.pages.pdfium.space import SheetSpace, shower
from extract.pages.pdfium.straight import page_lean, set_straight
from extract.pages.pdfium.visible import UNPAINTED, part_visible, without_copies
from extract.pages.pdfium.words import UNSEEN, join_words
from model import Box, Doubt, Fill, Line, Page, Place

FEW = 60
"""A page with no more characters than this beside a picture that takes most of it is a scan with a stamp on it."""
_PAGE_SIZED = 0.85
_HEAVY = 1.5
"""Points of width from which a line is the ground that words stand on rather than a stroke through them."""
_PALE = 248
_LOOKED_AT = 1000
"""Characters of a page by which it is told whether it has next to none."""


@dataclass(frozen=True, slots=True)
class Glance:
    """What a first, cheap look at a page gives."""

    text: str
    drawn: int
    """Lines and areas that it draws."""
    pictured: bool
    """Next to no text, and a picture over most of it."""
    blank: bool = False
    """Nothing at all is put on it."""
    damaged: bool = False
    """It cannot be opened."""


Choose = Callable[[Sequence[Glance]], Collection[int]]
"""Which pages (from 0) are worth reading, from a first look at all of them."""

Draw = Callable[[int, float], Any]
"""The picture of the page with a number (from 1), so many pixels a point."""


def read_pdf(
    data: bytes, label: str, limits: PdfLimits = LIMITS, choose: Choose | None = None
) -> tuple[tuple[Page, ...], tuple[Doubt, ...]]:
    """Every page in order, and doubts about what could not be read.

    Without `choose` every page has its words, rules and fills; with it only the pages that it chooses have them, and the rest
    carry their bare text as lines. Raises a SourceError where nothing can be read.
    """
    document, count, doubts = open_pdf(data, label, limits)
    sheets = OpenSheets(document)
    try:
        glances = [_glance(sheets, index, limits) for index in range(count)]
        unread = dict(_unread(glances, label))
        glances = [replace(glance, text="") if index in unread else glance for index, glance in enumerate(glances)]
        wanted = set(range(count) if choose is None else choose(glances)) - unread.keys()
        found = [
            _read_page(sheets, index, limits) if index in wanted else (_bare_page(document, index, glance), ())
            for index, glance in enumerate(glances)
        ]
    finally:
        sheets.close()
        document.close()
    pages = tuple(page for page, _ in found)
    return pages, (*doubts, *unread.values(), *(doubt for _, each in found for doubt in each))


def read_glances(data: bytes, label: str, limits: PdfLimits = LIMITS) -> tuple[Glance, ...]:
    """The first look at every page."""
    document, count, _ = open_pdf(data, label, limits)
    sheets = OpenSheets(document, keep=0)
    try:
        return tuple(_glance(sheets, index, limits) for index in range(count))
    finally:
        document.close()


def render(data: bytes, number: int, scale: float = 2.0, limits: PdfLimits = LIMITS) -> Any:
    """The page with this number (from 1) as a PIL image, as `drawer` draws it."""
    with drawer(data, limits) as draw:
        return draw(number, scale)


@contextmanager
def drawer(data: bytes, limits: PdfLimits = LIMITS) -> Iterator[Draw]:
    """Who draws the document's pages, as long as it is open: each as a PIL image, fewer than `scale` pixels a point where it is too large.

    A page is turned and set straight as `read_pdf` does it, so that boxes times the scale fall on their words.
    """
    document, count, _ = open_pdf(data, "the PDF", limits)
    try:
        yield lambda number, scale: _drawn(document, count, number, scale, limits)
    finally:
        document.close()


def _drawn(document: pdfium.PdfDocument, count: int, number: int, scale: float, limits: PdfLimits) -> Any:
    if not 1 <= number <= count:
        raise SourceError(f"the PDF has no page {number}.", f"Ask for one of its pages 1 to {count}.")
    with OpenSheets(document, keep=0).opened(number - 1) as (page, textpage):
        if not page:
            raise DamagedPdf(f"page {number} cannot be read.")
        drawn = _space(page)
        pieces = read_pieces(textpage, page_text(textpage, limits.letters), {})
        turned = _turned_to_read(drawn, pieces)
        unseen = [piece for piece in pieces if piece.style.mode in UNPAINTED]
        lean = page_lean(unseen) if unseen and has_picture(page, *drawn.size) else 0.0
    width, height = drawn.size
    fitting = (limits.pixels / max(width * height, 1.0)) ** 0.5
    picture = document[number - 1].render(scale=min(scale, fitting), rotation=(turned.turn - drawn.turn) % 360).to_pil()
    return picture.rotate(math.degrees(lean), fillcolor="white") if lean else picture


def _glance(sheets: OpenSheets, index: int, limits: PdfLimits) -> Glance:
    with sheets.opened(index) as (page, textpage):
        if not page:
            return Glance("", 0, False, damaged=True)
        text = sheets.text(index, textpage, limits.letters)
        few = len("".join(text[:_LOOKED_AT].split())) <= FEW and len("".join(text.split())) <= FEW
        pictured = few and has_picture(page, *_space(page).size)
        blank = few and not call.page_object_count(page) and not call.annotation_count(page)
        said = text.replace("\x02", "-").replace("\ufffe", "-").replace("\u00a0", " ").replace(NOTHING, "")
        return Glance(said, count_drawn(page), pictured, blank)


def _unread(glances: Sequence[Glance], label: str) -> Iterator[tuple[int, Doubt]]:
    """Each page whose print cannot be read with the doubt that says so; a SourceError where that is all of them."""
    printed = [bool(glance.text.strip()) for glance in glances]
    garbled = [not is_legible(glance.text) for glance in glances]
    lost = [glance.pictured for glance in glances]
    if all(glance.damaged for glance in glances):
        raise DamagedPdf(f"{label}: the PDF is damaged: none of its pages can be opened.")
    if not any(has and not bad and not scan for has, bad, scan in zip(printed, garbled, lost, strict=True)):
        if any(garbled):
            raise GarbledPdf(f"{label}: the text reads as garbage: its fonts do not tell which letters they draw.")
        if any(lost):
            raise TextlessPdf(f"{label}: no page has a text layer.")
        raise TextlessPdf(f"{label}: there is no text on any page.", "Ask for the paper again: its pages are blank or hold drawings only.")
    for index, (bad, scan) in enumerate(zip(garbled, lost, strict=True)):
        if glances[index].damaged:
            yield index, damaged_page(index + 1, label)
        elif bad or scan:
            why = "reads as garbage" if bad else "has no text layer"
            code = "garbled_page" if bad else "page_without_text"
            message = f"{label}: page {index + 1} {why}; nothing was read from it."
            yield index, Doubt(code, message, "error", place=Place(page=index + 1))


def damaged_page(number: int, label: str) -> Doubt:
    """The doubt about a page that cannot be opened."""
    message = f"{label}: page {number} is damaged; nothing was read from it. Download the paper again."
    return Doubt("damaged_page", message, "error", place=Place(page=number))


def _space(page: int) -> SheetSpace:
    box, turn = raw.FS_RECTF(), call.page_turn(page) % 4 * 90
    if not call.page_box(page, ctypes.byref(box)) or box.right - box.left < 1 or box.top - box.bottom < 1:
        return SheetSpace(0.0, 0.0, 595.0, 842.0, turn)
    return SheetSpace(box.left, box.bottom, box.right, box.top, turn)


def _turned_to_read(space: SheetSpace, pieces: Sequence[Piece]) -> SheetSpace:
    """The sheet as a reader holds it: turned where nearly all is printed up, down or upside down."""
    return replace(space, turn=usual_turn(pieces, space.turn))


def _label(document: pdfium.PdfDocument, index: int) -> str | None:
    return document.get_page_label(index) or None


def _bare_page(document: pdfium.PdfDocument, index: int, glance: Glance) -> Page:
    if glance.damaged:
        return Page(number=index + 1)
    lines = tuple(Line(number, line.rstrip()) for number, line in enumerate(glance.text.splitlines(), 1))
    width, height = document.get_page_size(index)
    return Page(lines, index + 1, round(width, 2), round(height, 2), label=_label(document, index))


def _read_page(sheets: OpenSheets, index: int, limits: PdfLimits) -> tuple[Page, tuple[Doubt, ...]]:
    number = index + 1
    with sheets.opened(index) as (page, textpage):
        if not page:
            return Page(number=number), (damaged_page(number, "the PDF"),)
        space = _space(page)
        drawing = read_drawing(page, limits)
        pieces = read_pieces(textpage, sheets.text(index, textpage, limits.letters), drawing.settings, sheets.widths)
        turn, space = space.turn, _turned_to_read(space, pieces)
        behind_picture = are_wide(drawing.pictures, *space.size) if drawing.complete else has_picture(page, *space.size)
    grounds = Grounds(sheets.document, index, space, turn, limits.pixels)
    seen, unpainted, hidden = part_visible(pieces, drawing.paints, space, grounds)
    lines = _line_boxes(drawing)
    words = join_words(seen, space, lines)
    if behind_picture:
        unpainted = without_copies(unpainted, seen)
        words += join_words(set_straight(unpainted, page_lean(unpainted), space), space, lines, UNSEEN)
    else:
        hidden += unpainted
    shown = shower(space)
    rules = merge_lines([shown(line) for line in lines])
    if lined := lined_words(rules, words):
        rules = tuple(rule for rule in rules if rule not in lined)
        words = mark_struck(words, lined, [shown(box) for box in _thick(drawing)])
    width, height = space.size
    fills, label = _fills(drawing, space), _label(sheets.document, index)
    read = Page((), number, round(width, 2), round(height, 2), words, rules, fills, label, behind_picture)
    return read, tuple(_page_doubts(number, hidden, drawing))


def _page_doubts(number: int, hidden: Sequence[Piece], drawing: Drawing) -> Iterator[Doubt]:
    if hidden:
        text = " ".join(piece.text for piece in hidden)[:500]
        yield Doubt("hidden_text", f"page {number}: text that no reader can see was left out.", "info", text, place=Place(page=number))
    if not drawing.complete:
        message = f"page {number} draws more than is looked at; lines of tables may be missing."
        yield Doubt("crowded_page", message, place=Place(page=number))


def _line_boxes(drawing: Drawing) -> list[Box]:
    """Lines and line-like bars that can be seen, in the page's own space."""
    drawn = [(stroke.box, stroke.colour, stroke.order) for stroke in drawing.strokes]
    drawn += [(paint.box, paint.colour, paint.order) for paint in drawing.paints if paint.colour is not None and _thin(paint.box)]
    return [box for box, colour, order in drawn if not _pale(colour) or _on_colour(box, order, drawing)]


def _thick(drawing: Drawing) -> list[Box]:
    """Lines and bars that are too heavy to strike words out."""
    bars = (paint.box for paint in drawing.paints if paint.colour is not None and _thin(paint.box) and min(_sides(paint.box)) > _HEAVY)
    return [*(stroke.box for stroke in drawing.strokes if stroke.width > _HEAVY), *bars]


def _sides(box: Box) -> tuple[float, float]:
    return box[2] - box[0], box[3] - box[1]


def _thin(box: Box) -> bool:
    return min(_sides(box)) <= SETTINGS.thickest


def _pale(colour: Colour) -> bool:
    return min(colour) >= _PALE


def _on_colour(box: Box, order: int, drawing: Drawing) -> bool:
    """Whether the middle of the box lies on paint of another colour than white: white lines part shaded cells."""
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    for paint in reversed(drawing.paints):
        if paint.order < order and paint.box[0] <= x <= paint.box[2] and paint.box[1] <= y <= paint.box[3]:
            return paint.colour is not None and not _pale(paint.colour)
    return False


def _fills(drawing: Drawing, space: SheetSpace) -> tuple[Fill, ...]:
    """Painted areas from the lowest to the topmost, without white ones, lines, and the page's own background."""
    largest = _PAGE_SIZED * space.size[0] * space.size[1]
    found = []
    for paint in drawing.paints:
        x0, top, x1, bottom = box = space.shown(paint.box)
        if paint.colour is not None and not _pale(paint.colour) and not _thin(box) and (x1 - x0) * (bottom - top) < largest:
            found.append(Fill(box, paint.colour))
    return tuple(dict.fromkeys(found))
