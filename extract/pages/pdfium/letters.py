"""The letters of a PDF's page as pieces: unbroken stretches of one run, each in the frame in which it reads from left to right.

In a piece's frame u runs along the writing and v down the page; for upright writing that is x and minus y of the page's own
space. `Piece.turn` tells how far the frame is turned against it.
"""

from __future__ import annotations

import ctypes
import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

import pypdfium2.raw as raw

from extract.pages.pdfium import calls as call
from extract.pages.pdfium.drawings import Colour, Setting
from extract.pages.pdfium.symbols import plain_letter, symbol_font
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
_STROKED = raw.FPDF_TEXTRENDERMODE_FILL_STROKE
_BOLD_WEIGHTS = range(650, 1001)
_UPRIGHT_WITHIN = math.radians(4)
_LOOSE = 0.2
"""Font sizes by which a word may be wider or narrower than its letters for nothing to part them."""
_CLEAR = 0.2
"""Font sizes of a gap with a space in it that parts two words of one run, whether the file prints the space or PDFium supposes it."""
_AREA, _MATRIX = raw.FS_RECTF(), raw.FS_MATRIX()
_X, _Y = ctypes.c_double(), ctypes.c_double()
_RED, _GREEN, _BLUE, _ALPHA = (ctypes.c_uint() for _ in range(4))
_NAME = ctypes.create_string_buffer(256)


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
    lean: float = 0.0
    """Radians anticlockwise by which it is turned beyond that."""


class Piece(NamedTuple):
    """Letters that stand together; the box is u0, v0, u1, v1 of its frame."""

    text: str
    box: Box
    run: int
    """Which run of letters it comes from."""
    style: Style
    spaced: bool = False
    """A space was printed before it, or the letter before stands so far off that it makes no difference."""
    glued: bool = False
    """Its first letter follows the piece before without any space, supposed or printed."""


class _Run(NamedTuple):
    """A run of letters: their style, where their line stands in its frame, and how wide each letter is."""

    style: Style
    top: float
    bottom: float
    widths: dict[str, float]


_Kind = tuple[float, int, float, bool, str | None, dict[str, float]]
"""What letters of one font and setting have in common: size, turn, lean, whether bold, symbols, widths."""
Ends = tuple[float, float, float, float]
"""Where the first letter of a stretch begins and ends, and where its last one does."""
_Stretch = tuple[str, int, _Run, int, int, Ends]
"""Letters that nothing parts: the text, the run's handle, the run, the first character's number and the one after the last, the ends."""
_NONE = _Run(Style(1.0, 0, False, False, None, 0, (0, 0, 0), None), 0.0, 0.0, {})
_END: _Stretch = "", -1, _NONE, 0, 0, (0.0, 0.0, 0.0, 0.0)


def read_pieces(textpage: int, text: str, settings: Mapping[int, Setting], widths: Widths | None = None) -> list[Piece]:
    """The pieces of a page in the order in which its file draws them; `widths` are those met on pages before, and are added to."""
    return _pieces(textpage, text, _Reader(textpage, settings, {} if widths is None else widths).stretches(text))


class _Reader:
    """One pass over a page's letters; it keeps what the runs and fonts met so far are."""

    def __init__(self, textpage: int, settings: Mapping[int, Setting], widths: Widths) -> None:
        self.textpage, self.settings, self.widths = textpage, settings, widths
        self.runs: dict[int, _Run] = {}
        self.kinds: dict[tuple[float, ...], _Kind] = {}

    def stretches(self, text: str) -> list[_Stretch]:
        """The words, and the letters of those that may come to several pieces.

        A word is read by its two ends where all its letters are of one run and as wide together as each by itself: nothing parts them.
        """
        page, object_of, runs = self.textpage, call.char_object, self.runs
        found: list[_Stretch] = []
        handle, past, run = 0, 0, _NONE
        for word in text.split():
            first = text.index(word, past)
            past = first + len(word)
            its = object_of(page, past - 1)
            if not its or its != handle and object_of(page, first) != its or past - first == 1:
                found += self._letters(first, word)
                continue
            if its != handle:
                handle, run = its, runs.get(its) or self._begin(first, its)
            try:
                wide = sum(map(run.widths.__getitem__, word))
            except KeyError:
                wide = self._learn(first, handle, run, word)
            style = run.style
            ends = None if style.slanted else _ends(page, first, past - 1, style.turn)
            if ends is None or not -_LOOSE < (ends[3] - ends[0] - wide) / style.size < _LOOSE:
                found += self._letters(first, word)
                continue
            plain = style.symbols is None and word.isascii() and word.isprintable()
            found.append((word if plain else "".join([plain_letter(each, style.symbols) for each in word]), handle, run, first, past, ends))
        return found

    def _learn(self, first: int, handle: int, run: _Run, word: str) -> float:
        """How wide the letters of the word are together, each measured that was not yet; no number where one is of another run."""
        for index, letter in enumerate(word, first):
            if letter not in run.widths:
                if call.char_object(self.textpage, index) != handle or not call.char_box(self.textpage, index, _AREA):
                    return math.nan
                u0, u1 = _along(_AREA, run.style.turn)
                run.widths[letter] = u1 - u0
        return sum(map(run.widths.__getitem__, word))

    def _letters(self, first: int, word: str) -> Iterator[_Stretch]:
        """The letters of a word, each by itself."""
        for index, letter in enumerate(word, first):
            handle = call.char_object(self.textpage, index)
            if not handle or not call.char_box(self.textpage, index, _AREA):
                continue
            run = self.runs.get(handle) or self._begin(index, handle)
            u0, u1 = _along(_AREA, run.style.turn)
            run.widths[letter] = u1 - u0
            plain = run.style.symbols is None and "!" <= letter <= "~"
            yield letter if plain else plain_letter(letter, run.style.symbols), handle, run, index, index + 1, (u0, u1, u0, u1)

    def _begin(self, index: int, handle: int) -> _Run:
        """What the run is that this letter begins."""
        call.char_matrix(self.textpage, index, _MATRIX)
        call.char_origin(self.textpage, index, _X, _Y)
        set_in = call.char_size(self.textpage, index), _MATRIX.a, _MATRIX.b, _MATRIX.c, _MATRIX.d
        font = call.text_font(handle) or 0
        kind = self.kinds.get((font, *set_in)) or self._kind(font, set_in)
        size, turn, lean, bold, symbols, widths = kind
        mode, slanted = call.text_mode(handle), abs(lean) > _UPRIGHT_WITHIN
        style = Style(size, turn, slanted, bold or mode == _STROKED, symbols, mode, _fill(handle), self.settings.get(handle), lean)
        base = -_Y.value if turn == 0 else _X.value if turn == 90 else _Y.value if turn == 180 else -_X.value
        found = self.runs[handle] = _Run(style, base - ASCENT * size, base + DESCENT * size, widths)
        return found

    def _kind(self, font: int, set_in: tuple[float, float, float, float, float]) -> _Kind:
        """What letters of this font are that are set in this size and with this matrix."""
        bold, symbols, name = _font(font)
        widths = self.widths.setdefault((name, *set_in), {})
        found = self.kinds[font, *set_in] = *_frame(*set_in), bold, symbols, widths
        return found


def _frame(printed: float, a: float, b: float, c: float, d: float) -> tuple[float, int, float]:
    """The size of letters that are set so, how far they are turned by quarters, and by how much beyond."""
    size = printed * (math.hypot(c, d) or 1.0)
    angle = math.atan2(b, a)
    quarters = round(angle / (math.pi / 2))
    return max(size, 0.1), quarters % 4 * 90, angle - quarters * math.pi / 2


def _pieces(textpage: int, text: str, stretches: Iterable[_Stretch]) -> list[Piece]:
    """The stretches joined to pieces: where anything parts two of them, a piece ends."""
    found: list[Piece] = []
    joined = ""
    handle, past, run = 0, 0, _NONE
    start = end = 0.0
    before = (0.0, 0.0)
    begun = spaced = glued = False
    for word, its, own, first, after, (u0, u1, v0, v1) in chain(stretches, [_END]):
        style, same = own.style, its == handle
        gap = (u0 - end) / style.size
        printed = supposed = False
        if first > past:
            clear = begun and gap > _CLEAR and not style.slanted if same else abs(own.top - run.top) > style.size
            if clear and text[first - 1].isspace():
                printed = True  # far apart on a line, or on two lines: it makes no difference who put the space there
            else:
                printed, supposed = _spaces(textpage, text, past, first)
        if begun and (not same or printed or not style.slanted and _parts(gap, supposed) and (u0, u1) != before):
            if joined:
                found.append(Piece(joined, (start, run.top, end, run.bottom), handle, run.style, spaced, glued))
            begun, joined = False, ""
        if not begun:
            begun, start, spaced, glued = True, u0, printed, not (printed or supposed)
        joined += word
        handle, run, past, end, before = its, own, after, v1, (v0, v1)
    return found


def _spaces(textpage: int, text: str, start: int, end: int) -> tuple[bool, bool]:
    """Whether the file prints a space among these characters, and whether PDFium supposes one there."""
    spaces = [at for at in range(start, end) if text[at].isspace()]
    supposed = sum(bool(call.char_generated(textpage, at)) for at in spaces)
    return len(spaces) > supposed, supposed > 0


def _ends(page: int, first: int, last: int, turn: int) -> Ends | None:
    """Where two letters begin and end; None where that is not known."""
    if not call.char_box(page, first, _AREA):
        return None
    u0, u1 = (_AREA.left, _AREA.right) if not turn else _along(_AREA, turn)
    if not call.char_box(page, last, _AREA):
        return None
    return (u0, u1, _AREA.left, _AREA.right) if not turn else (u0, u1, *_along(_AREA, turn))


def _parts(gap: float, supposed: bool) -> bool:
    """Whether a gap of so many font sizes parts two letters of one run; PDFium may suppose a space in it."""
    return gap > WIDEST_GAP or gap < -0.6 or supposed and gap > NARROW_GAP


def usual_turn(pieces: Sequence[Piece], fallback: int) -> int:
    """How far most of a page's letters are turned anticlockwise; `fallback` where they are few or of two minds."""
    if not any(piece.style.turn != fallback for piece in pieces):
        return fallback
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
    _NAME.value = b""
    call.font_name(font, _NAME, len(_NAME))
    name = _NAME.value.decode("latin-1")
    flags = max(call.font_flags(font), 0)
    bold = bool(_BOLD.search(name)) or bool(flags & _FORCED_BOLD) or call.font_weight(font) in _BOLD_WEIGHTS
    return bold, symbol_font(name), name
