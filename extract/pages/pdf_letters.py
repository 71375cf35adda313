"""The letters of a PDF's page as pieces: unbroken stretches of one run, each in the frame in which it reads from left to right.

In a piece's frame u runs along the writing and v down the page; for upright writing that is x and minus y of the page's own
space. `Piece.turn` tells how far the frame is turned against it.
"""

from __future__ import annotations

import ctypes
import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pypdfium2.raw as raw

from extract.pages import pdfium_calls as call
from extract.pages.pdf_drawings import Colour, Setting
from extract.pages.symbols import plain_letter, symbol_font
from model import Box

ASCENT, DESCENT = 0.8, 0.2
"""How far a line of print reaches above and below its baseline, in font sizes; the fonts' own figures cannot be trusted."""
WIDEST_GAP = 0.3
"""Between two letters of one word, in font sizes."""
NARROW_GAP = 0.1
"""A space that PDFium supposes in a gap narrower than this is none."""
FEWEST_TURNED = 150
"""Letters of a page from which it is turned to read them."""
_BOLD = re.compile(r"bold|black|heavy|demi(?!um)|semibd", re.IGNORECASE)
_FORCED_BOLD = 1 << 18
_BOLD_WEIGHTS = range(650, 1001)
_UPRIGHT_WITHIN = math.radians(4)


@dataclass(frozen=True, slots=True)
class Style:
    """What the letters of one run have in common."""

    size: float
    turn: int
    """Degrees anticlockwise: 0, 90, 180 or 270."""
    slanted: bool
    bold: bool
    symbols: str | None
    """The symbol font's name, where it is one."""
    mode: int
    colour: Colour
    setting: Setting | None


@dataclass(frozen=True, slots=True)
class Piece:
    """Letters that stand together; the box is u0, v0, u1, v1 of its frame."""

    text: str
    box: Box
    run: int
    """Which run of letters it comes from."""
    style: Style
    spaced: bool = False
    """A space was printed before it."""
    glued: bool = False
    """Its first letter follows the piece before without any space, supposed or printed."""


def page_text(textpage: int, most: int) -> str:
    """The page's characters, one for each of PDFium's, as far as `most`."""
    count = min(call.char_count(textpage), most)
    if count < 1:
        return ""
    buffer = (ctypes.c_ushort * (count + 1))()
    written = call.char_text(textpage, 0, count, buffer)
    text = bytes(buffer)[: 2 * max(written - 1, 0)].decode("utf-16-le", "replace")
    if len(text) == count:
        return text
    return "".join(map(_character, (call.char_code(textpage, index) for index in range(count))))


def _character(code: int) -> str:
    return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"


def read_pieces(textpage: int, text: str, settings: Mapping[int, Setting]) -> list[Piece]:
    """The pieces of a page in the order in which its file draws them."""
    return _Reader(textpage, settings).read(text)


class _Reader:
    """One pass over a page's letters; it keeps what the runs and fonts met so far are."""

    def __init__(self, textpage: int, settings: Mapping[int, Setting]) -> None:
        self.textpage, self.settings = textpage, settings
        self.styles: dict[int, tuple[Style, float]] = {}
        self.fonts: dict[int, tuple[bool, str | None]] = {}
        self.area = raw.FS_RECTF()
        self.pieces: list[Piece] = []

    def read(self, text: str) -> list[Piece]:
        """The pieces of all letters of `text`, which is the page's."""
        page, area, reference, styles = self.textpage, self.area, ctypes.byref(self.area), self.styles
        thing_of, box_of = call.char_object, call.char_box
        letters: list[str] = []
        run, start, end, before = 0, 0.0, 0.0, (0.0, 0.0)
        printed = supposed = spaced = glued = False
        for index, letter in enumerate(text):
            if letter.isspace():
                if call.char_generated(page, index):
                    supposed = True
                else:
                    printed = True
                continue
            this = thing_of(page, index) or 0
            if not this or not box_of(page, index, reference):
                continue
            if this != run or not letters:
                if this not in styles:
                    styles[this] = self._style(index, this)
                style, _ = styles[this]
            u0, u1 = _along(area, style.turn) if style.turn else (area.left, area.right)
            gap = (u0 - end) / style.size
            same = (u0, u1) == before
            if letters and (this != run or printed or not same and not style.slanted and _parts(gap, supposed)):
                self._finish(letters, start, end, run, spaced, glued)
                letters = []
            if not letters:
                start, spaced, glued = u0, printed, not (printed or supposed)
            letters.append(letter if style.symbols is None and "!" <= letter <= "~" else plain_letter(letter, style.symbols))
            run, end, before = this, u1, (u0, u1)
            printed = supposed = False
        if letters:
            self._finish(letters, start, end, run, spaced, glued)
        return self.pieces

    def _finish(self, letters: list[str], start: float, end: float, run: int, spaced: bool, glued: bool) -> None:
        style, base = self.styles[run]
        if text := "".join(letters):
            box = (start, base - ASCENT * style.size, end, base + DESCENT * style.size)
            self.pieces.append(Piece(text, box, run, style, spaced, glued))

    def _style(self, index: int, thing: int) -> tuple[Style, float]:
        """What the run is that this letter begins, and where its baseline stands in its frame."""
        matrix, x, y = raw.FS_MATRIX(), ctypes.c_double(), ctypes.c_double()
        call.char_matrix(self.textpage, index, ctypes.byref(matrix))
        call.char_origin(self.textpage, index, x, y)
        size = call.char_size(self.textpage, index) * (math.hypot(matrix.c, matrix.d) or 1.0)
        angle = math.atan2(matrix.b, matrix.a)
        turn = round(angle / (math.pi / 2)) % 4 * 90
        slanted = abs(angle - round(angle / (math.pi / 2)) * math.pi / 2) > _UPRIGHT_WITHIN
        font = call.text_font(thing) or 0
        if font not in self.fonts:
            self.fonts[font] = _font(font)
        bold, symbols = self.fonts[font]
        mode = call.text_mode(thing)
        bold = bold or mode == raw.FPDF_TEXTRENDERMODE_FILL_STROKE
        style = Style(max(size, 0.1), turn, slanted, bold, symbols, mode, _fill(thing), self.settings.get(thing))
        return style, {0: -y.value, 90: x.value, 180: y.value, 270: -x.value}[turn]


def _parts(gap: float, supposed: bool) -> bool:
    """Whether a gap of so many font sizes parts two letters of one run; PDFium may suppose a space in it."""
    return gap > WIDEST_GAP or gap < -0.6 or supposed and gap > NARROW_GAP


def usual_turn(pieces: Sequence[Piece], fallback: int) -> int:
    """How far most of a page's letters are turned anticlockwise; `fallback` where they are few or of two minds."""
    counts: Counter[int] = Counter()
    for piece in pieces:
        counts[piece.style.turn] += len(piece.text)
    turn, most = counts.most_common(1)[0] if counts else (fallback, 0)
    return turn if most >= FEWEST_TURNED and most >= 0.8 * counts.total() else fallback


def _along(area: raw.FS_RECTF, turn: int) -> tuple[float, float]:
    if turn == 0:
        return area.left, area.right
    if turn == 90:
        return area.bottom, area.top
    return (-area.right, -area.left) if turn == 180 else (-area.top, -area.bottom)


def _fill(thing: int) -> Colour:
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not call.object_fill(thing, red, green, blue, alpha):
        return 0, 0, 0
    return red.value, green.value, blue.value


def _font(font: int) -> tuple[bool, str | None]:
    """Whether the font is bold, and its name where it holds symbols in the place of letters."""
    if not font:
        return False, None
    buffer = ctypes.create_string_buffer(256)
    call.font_name(font, buffer, 256)
    name = buffer.value.decode("latin-1")
    flags = max(call.font_flags(font), 0)
    bold = bool(_BOLD.search(name)) or bool(flags & _FORCED_BOLD) or call.font_weight(font) in _BOLD_WEIGHTS
    return bold, symbol_font(name)
