"""Letters that a PDF draws without saying which they are: a sign in the place of each, so that none of them passes for another."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice, pairwise

from extract.pages.pdfium.letter_codes import SPACE, own_codes

UNNAMED = "\ufffd"
"""What stands for such a letter."""
MOST_SIGNS = 3
"""Different characters of a font whose characters stand alone, up to which they are bullets or ticks."""
FEW = 0.1
"""Share of codes among the characters of a font that names none of them, up to which the others are letters."""
LOOKED_AT = 60
"""Characters that would be strange in a word, by which a page is told to have such letters at all."""
_CODES = frozenset(map(chr, (0, 1, *range(4, 9), 11, 12, *range(14, 32))))
"""What is no character of any paper; the others below the space PDFium puts between lines, and a font may have for its space."""
_SIGNS = frozenset('@\\^~|{}<>=+*#$%!_[]"')


def _kind(letter: str) -> str:
    if letter in _CODES:
        return "c"
    if letter.islower():
        return "a"
    return "S" if letter.isupper() or letter in _SIGNS else "u" if "\x7f" <= letter < "\xa0" else " "


_KINDS = "".join(map(_kind, map(chr, range(256)))).encode("ascii")
"""Of each character: a code, a small letter, what follows none in a word, one that nothing prints, or any other."""


def named_letters(said: str, font_of: Callable[[int], int], is_unnamed: Callable[[int], bool]) -> str:
    """The letters that a page's characters are, one for one, with U+FFFD for each that is not known.

    `font_of` a position tells its font, 0 for what PDFium supposes; `is_unnamed` whether PDFium found no letter for it.
    Signs of fonts of a few bullets or ticks stay as they are.
    """
    read = own_codes(said, font_of)
    if not any(read[place] in _CODES or is_unnamed(place) for place in islice(_strange_places(read), LOOKED_AT)):
        return read
    fonts: dict[int, list[int]] = {}
    for place in range(len(said)):
        if font := font_of(place):
            fonts.setdefault(font, []).append(place)
    letters = list(read)
    for places in fonts.values():
        unread = [place for place in places if said[place] == read[place] or said[place] == SPACE]
        lost = [place for place in unread if said[place] in _CODES or is_unnamed(place)]
        for place in _of_words(read, lost, whole=len(lost) == len(places)):
            letters[place] = UNNAMED
    return "".join(letters)


def _strange_places(text: str) -> Iterator[int]:
    """Where codes stand, and where signs and capitals follow small letters."""
    kinds = text.encode("latin-1", "replace").translate(_KINDS)
    for strange in (b"c", b"u", b"aS"):
        place = kinds.find(strange)
        while place >= 0:
            yield place + len(strange) - 1
            place = kinds.find(strange, place + 1)


def _of_words(read: str, lost: list[int], whole: bool) -> list[int]:
    """Those of a font's lost characters that are letters: no space is one, nor a bullet. `whole` where the font has no others.

    Where none is named the codes may be those of letters all the same, as in bitmap fonts, but for a few such as ligatures.
    """
    kinds = {read[place] for place in lost}
    if kinds <= {" "}:
        return []
    if not whole:
        return lost
    if len(kinds) <= MOST_SIGNS and all(after - before > 1 for before, after in pairwise(lost)):
        return lost if any(read[place - 1 : place].isalpha() and read[place + 1 : place + 2].isalpha() for place in lost) else []
    codes = [place for place in lost if read[place] < " "]
    return codes if len(codes) <= FEW * len(lost) else lost
