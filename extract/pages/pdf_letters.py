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
from typing import NamedTuple

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
_LOOSE = 0.2
"""Font sizes by which a word may be wider or narrower than its letters for nothing to part them."""
_PRINTED = re.compile(r"\S+")
_AREA, _MATRIX = raw.FS_RECTF(), raw.FS_MATRIX()
_AREA_AT, _MATRIX_AT = ctypes.byref(_AREA), ctypes.byref(_MATRIX)
_X, _Y = ctypes.c_double(), ctypes.c_double()
_RED, _GREEN, _BLUE, _ALPHA = (ctypes.c_uint() for _ in range(4))


Widths = dict[tuple[object, ...], dict[str, float]]
"""How wide each letter is, by what its run is set in."""


class Style(NamedTuple):
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


class Piece(NamedTuple):
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


def read_pieces(textpage: int, text: str, settings: Mapping[int, Setting], widths: Widths | None = None) -> list[Piece]:
    """The pieces of a page in the order in which its file draws them; `widths` are those met on pages before, and are added to."""
    return _Reader(textpage, settings, {} if widths is None else widths).read(text)


class _Reader:
    """One pass over a page's letters; it keeps what the runs and fonts met so far are."""

    def __init__(self, textpage: int, settings: Mapping[int, Setting], widths: Widths) -> None:
        self.textpage, self.settings, self.widths = textpage, settings, widths
        self.styles: dict[int, tuple[Style, float, dict[str, float]]] = {}
        self.fonts: dict[int, tuple[bool, str | None, str]] = {}
        self.pieces: list[Piece] = []
        self.letters: list[str] = []
        self.run = 0
        self.start = self.end = 0.0
        self.before = (0.0, 0.0)
        self.printed = self.supposed = self.spaced = self.glued = False

    def read(self, text: str) -> list[Piece]:
        """The pieces of all letters of `text`, which is the page's."""
        page, generated = self.textpage, call.char_generated
        at = 0
        for word in _PRINTED.finditer(text):
            first, end = word.span()
            for index in range(at, first):
                if generated(page, index):
                    self.supposed = True
                else:
                    self.printed = True
            at = end
            if end - first == 1 or not self._read_whole(first, word[0]):
                self._read_letters(first, word[0])
        self._finish()
        return self.pieces

    def _read_whole(self, first: int, word: str) -> bool:
        """Reads a word by its two ends, where all its letters are of one run and as wide together as each by itself: nothing parts them."""
        page, last = self.textpage, first + len(word) - 1
        this = call.char_object(page, first)
        if not this or call.char_object(page, last) != this:
            return False
        style, _, widths = self.styles.get(this) or self._style(first, this)
        try:
            wide = sum([widths[letter] for letter in word])
        except KeyError:
            return False
        if style.slanted or not call.char_box(page, first, _AREA_AT):
            return False
        u0, u1 = (_AREA.left, _AREA.right) if not style.turn else _along(_AREA, style.turn)
        if not call.char_box(page, last, _AREA_AT):
            return False
        v0, v1 = (_AREA.left, _AREA.right) if not style.turn else _along(_AREA, style.turn)
        if not -_LOOSE < (v1 - u0 - wide) / style.size < _LOOSE:
            return False
        self._open(this, style, u0, u1)
        plain = style.symbols is None and word.isascii() and word.isprintable()
        self.letters.append(word if plain else "".join([plain_letter(each, style.symbols) for each in word]))
        self.end, self.before = v1, (v0, v1)
        return True

    def _read_letters(self, first: int, word: str) -> None:
        """Reads a word letter by letter; it may come to several pieces."""
        page = self.textpage
        for index, letter in enumerate(word, first):
            this = call.char_object(page, index)
            if not this or not call.char_box(page, index, _AREA_AT):
                continue
            style, _, widths = self.styles.get(this) or self._style(index, this)
            u0, u1 = (_AREA.left, _AREA.right) if not style.turn else _along(_AREA, style.turn)
            widths[letter] = u1 - u0
            self._open(this, style, u0, u1)
            self.letters.append(letter if style.symbols is None and "!" <= letter <= "~" else plain_letter(letter, style.symbols))
            self.end, self.before = u1, (u0, u1)

    def _open(self, run: int, style: Style, u0: float, u1: float) -> None:
        """Ends the piece before this letter where anything parts them, and begins the next one."""
        if self.letters:
            gap = (u0 - self.end) / style.size
            if run != self.run or self.printed or not style.slanted and _parts(gap, self.supposed) and (u0, u1) != self.before:
                self._finish()
        if not self.letters:
            self.start, self.spaced, self.glued = u0, self.printed, not (self.printed or self.supposed)
        self.run = run
        self.printed = self.supposed = False

    def _finish(self) -> None:
        """Keeps the piece that was read."""
        if text := "".join(self.letters):
            style, base, _ = self.styles[self.run]
            box = (self.start, base - ASCENT * style.size, self.end, base + DESCENT * style.size)
            self.pieces.append(Piece(text, box, self.run, style, self.spaced, self.glued))
        self.letters = []

    def _style(self, index: int, thing: int) -> tuple[Style, float, dict[str, float]]:
        """What the run is that this letter begins, where its baseline stands in its frame, and how wide its letters are."""
        call.char_matrix(self.textpage, index, _MATRIX_AT)
        call.char_origin(self.textpage, index, _X, _Y)
        a, b, c, d = _MATRIX.a, _MATRIX.b, _MATRIX.c, _MATRIX.d
        printed = call.char_size(self.textpage, index)
        size = printed * (math.hypot(c, d) or 1.0)
        angle = math.atan2(b, a)
        turn = round(angle / (math.pi / 2)) % 4 * 90
        slanted = abs(angle - round(angle / (math.pi / 2)) * math.pi / 2) > _UPRIGHT_WITHIN
        font = call.text_font(thing) or 0
        if font not in self.fonts:
            self.fonts[font] = _font(font)
        bold, symbols, name = self.fonts[font]
        mode = call.text_mode(thing)
        bold = bold or mode == raw.FPDF_TEXTRENDERMODE_FILL_STROKE
        style = Style(max(size, 0.1), turn, slanted, bold, symbols, mode, _fill(thing), self.settings.get(thing))
        base = -_Y.value if turn == 0 else _X.value if turn == 90 else _Y.value if turn == 180 else -_X.value
        found = self.styles[thing] = style, base, self.widths.setdefault((name, printed, a, b, c, d), {})
        return found


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
    if not call.object_fill(thing, _RED, _GREEN, _BLUE, _ALPHA):
        return 0, 0, 0
    return _RED.value, _GREEN.value, _BLUE.value


def _font(font: int) -> tuple[bool, str | None, str]:
    """Whether the font is bold, its name where it holds symbols in the place of letters, and its name in any case."""
    if not font:
        return False, None, ""
    buffer = ctypes.create_string_buffer(256)
    call.font_name(font, buffer, 256)
    name = buffer.value.decode("latin-1")
    flags = max(call.font_flags(font), 0)
    bold = bool(_BOLD.search(name)) or bool(flags & _FORCED_BOLD) or call.font_weight(font) in _BOLD_WEIGHTS
    return bold, symbol_font(name), name
