"""Letters that a PDF gives in other codes than their own: wide, private or another alphabet's ones, the numbers of a font's glyphs."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from extract.files.swapped_bytes import swapped_back

PRIVATE = 0xF000
"""Where a font that calls itself one of symbols has its letters."""
FEWEST_LETTERS = 8
"""Different private letters of a page from which they are its text, and no bullets."""
FIRST_GLYPH = 29
"""What the number of a letter's glyph, in fonts of the usual order, is less than its code."""
SPACE = "\x03"
"""The number of the space's glyph, which fonts leave without a letter where they name all others."""
LAST_GLYPH = ord("~") - FIRST_GLYPH
FEWEST_GLYPHS = 0.9
"""Share of a font's characters that are such numbers for its text to be made of them."""
PRINTED = 0.9
"""Share of letters, figures and their usual marks among what they become."""
FEWEST_TOLD, VOWELS = 8, (0.2, 0.6)
"""Letters from which their share of vowels tells language, and what it is then."""
_WIDE = re.compile("[\uff01-\uff5e]")
_WIDE_CODES = {code + 0xFEE0: chr(code) for code in range(0x21, 0x7F)}
_PRIVATE_LETTERS = re.compile("[\uf041-\uf05a\uf061-\uf07a]")
_PRIVATE_CODES = {PRIVATE + code: chr(code) for code in range(0x20, 0x7F)}
_STYLED = re.compile("[\U0001d400-\U0001d7ff]")
_FOREIGN = re.compile("[\u0370-\u03ff\u0400-\u04ff]")
_ALIKE = str.maketrans(
    "\u0391\u0392\u0395\u0396\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a5\u03a7\u03bf\u03bd"  # Greek
    "\u0410\u0412\u0421\u0415\u041d\u0406\u0408\u041a\u041c\u041e\u0420\u0405\u0422\u0425\u0423"  # Cyrillic
    "\u0430\u0441\u0435\u0456\u0458\u043e\u0440\u0455\u0445\u0443",
    "ABEZHIKMNOPTYXovABCEHIJKMOPSTXYaceijopsxy",
)
ALONE = 0.1
"""Share of other letters of their alphabets from which letters that look like ours are those of another language."""
_MARKS = frozenset(".,;:/-()&'%")
_NUMBERS = re.compile(r"[\x01\x03-\x08\x0e-\x1b]")


def own_codes(text: str, font_of: Callable[[int], int]) -> str:
    """The page's text in its letters' own codes, one for one; `font_of` a position tells its font, 0 for what PDFium supposes."""
    if not text.isascii():
        text = swapped_back(text)
        if _WIDE.search(text):
            text = text.translate(_WIDE_CODES)
        if len(set(_PRIVATE_LETTERS.findall(text))) >= FEWEST_LETTERS:
            text = text.translate(_PRIVATE_CODES)
        if _STYLED.search(text):
            text = _STYLED.sub(lambda found: unicodedata.normalize("NFKC", found[0])[0], text)
        if foreign := _FOREIGN.findall(text):
            alike = sum(ord(letter) in _ALIKE for letter in foreign)
            text = text.translate(_ALIKE) if len(foreign) - alike <= ALONE * len(foreign) else text
    return _named(text, font_of).replace(SPACE, " ") if _NUMBERS.search(text) else text


def _named(text: str, font_of: Callable[[int], int]) -> str:
    """The text with the letters in the place of the numbers of their glyphs, font by font."""
    places: dict[int, list[int]] = {}
    for place in range(len(text)):
        if font := font_of(place):
            places.setdefault(font, []).append(place)
    letters = list(text)
    for own in places.values():
        if _is_numbered([text[place] for place in own]):
            for place in own:
                letters[place] = _letter(text[place])
    return "".join(letters)


def _letter(number: str) -> str:
    return chr(ord(number) + FIRST_GLYPH) if 3 <= ord(number) <= LAST_GLYPH else number


def _is_numbered(said: list[str]) -> bool:
    """Whether a font's characters are numbers of glyphs: such as no text prints, and language when they are taken for them."""
    numbers = [each for each in said if 3 <= ord(each) <= LAST_GLYPH]
    if len(numbers) < FEWEST_GLYPHS * len(said) or not any(map(_NUMBERS.match, said)):
        return False
    meant = [letter.lower() for letter in map(_letter, numbers) if not letter.isspace()]
    letters = [letter for letter in meant if letter.isalpha()]
    if sum(letter.isalnum() or letter in _MARKS for letter in meant) < PRINTED * len(meant) or not any(map(str.isalnum, meant)):
        return False
    vowels = sum(letter in "aeiou" for letter in letters)
    return len(letters) < FEWEST_TOLD or VOWELS[0] * len(letters) <= vowels <= VOWELS[1] * len(letters)
