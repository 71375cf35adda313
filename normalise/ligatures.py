"""Letters that a font set as one sign and whose names were lost with it: "Dra\ue04ding" for "Drafting", "iden\u08a2fy" for "identify"."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import product

from normalise.broken_words import commonness

LOST = ("ti", "ft", "tt", "fi", "ff", "fl", "ffi", "tti", "ffl", "fft", "th", "st", "ct")
"""What fonts set as one sign."""
KNOWN = 2.5
"""Zipf figure from which a word is one that a council prints."""
CLEARLY = 1.5
"""By how much more common than any other word that fits it must be."""
MOST = 2
"""Such signs of one word."""
ODD = re.compile("[\x80-\x9f\u0180-\u024f\u0530-\u1dff\u2c00-\ud7ff\ue000-\ufaff\ufffd]")
"""What stands in no English or Welsh word."""
UNNAMED = "\ufffd"
"""What stands for a letter that a paper's file does not name, or for bytes that are no letter."""
_LONE = re.compile(rf"^\s*{UNNAMED}\s+|\s+{UNNAMED}\s*$")
"""One at an end of a text, of a word apart: a bullet or a mark."""
_APOSTROPHE = re.compile(rf"(?<=[A-Za-z]){UNNAMED}(?=s\b)")
_WORD = re.compile(rf"(?<![A-Za-z])[A-Za-z]*(?:{ODD.pattern}[A-Za-z]*)+")


def restore_ligatures(text: str) -> str:
    """The text with such signs spelt out where that makes one word and no other nearly as common; what is not certain stays."""
    return text if text.isascii() or not ODD.search(text) else _WORD.sub(lambda found: _spelt(found[0]), text)


def torn_words(text: str) -> list[str]:
    """The words that lack a letter or figure for good; an apostrophe lacks none, nor does what stands alone for a bullet or a dash."""
    if UNNAMED not in text:
        return []
    words = restore_ligatures(_LONE.sub("", text)).split()
    last = len(words) - 1
    torn = [UNNAMED in _APOSTROPHE.sub("", word) and not (word == UNNAMED and 0 < at < last) for at, word in enumerate(words)]
    return [word for word, lacks in zip(words, torn, strict=True) if lacks]


@lru_cache(maxsize=4096)
def _spelt(word: str) -> str:
    pieces = ODD.split(word)
    if sum(map(len, pieces)) < 2 or len(pieces) > MOST + 1:
        return word
    fits = []
    for signs in product(LOST, repeat=len(pieces) - 1):
        whole = pieces[0] + "".join(sign + piece for sign, piece in zip(signs, pieces[1:], strict=True))
        fits.append((commonness(whole), whole))
    (best, whole), (second, _) = sorted(fits, reverse=True)[:2]
    return whole if best >= max(KNOWN, second + CLEARLY) else word
