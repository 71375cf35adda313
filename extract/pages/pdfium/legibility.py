"""Whether what a PDF gives as text is language, or the codes of fonts that do not say which letters they draw."""

from __future__ import annotations

import re

_OFTEN = (12.7, 9.1, 8.2, 7.5, 7.0, 6.7, 6.3, 6.1, 6.0, 4.3, 4.0, 2.8, 2.8)
_SELDOM = (2.4, 2.2, 2.4, 2.0, 1.9, 1.0, 1.5, 2.0, 0.8, 0.15, 0.1, 0.15, 0.07)
_SHARES = dict(zip("etaoinshrdlucmfwypvbgkjqxz", _OFTEN + _SELDOM, strict=True))
"""How often each letter stands in English, in per cent."""
FEWEST = 150
"""Letters from which their shares tell anything."""
LIKENESS = 4.9
"""English comes to 6.1 and more, Welsh to 5.4, letters exchanged at random mostly to less than 4.9."""
STRANGE = 0.25
"""Share of characters that no paper prints."""
_STRANGE = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ufffd\ufff0-\uffff\ue000-\uefff\uf100-\uf8ff\u0600-\u1dff\u2e80-\ud7ff]")
_CONTROLS = bytes([*range(9), *range(14, 32), 127])
INSIDE = 0.08
"""Marks and figures inside words, to each letter, from which the letters are codes of a font's own."""
_MARKS = b"!\"#$%&*+;<=>?@[\\]^_`{|}~0123456789"
_SHIFTED = re.compile(r"[A-Za-z][!-&*+;<=>?@\[\\\]^_`{|}~0-9]+(?=[A-Za-z])")


def is_legible(text: str) -> bool:
    """Whether a page's text can be read: too little text to tell counts as legible."""
    printed = len("".join(text.split()))
    if printed < 20:
        return True
    plain = text.encode("ascii", "ignore")
    most = len(text) - len(plain) + _count(plain, _CONTROLS)  # of those that no paper prints, told without looking for them
    if most > STRANGE * printed and len(_STRANGE.findall(text)) > STRANGE * printed:
        return False
    lower = text.lower()
    counts = {letter: lower.count(letter) for letter in _SHARES}
    letters = sum(counts.values())
    if letters < FEWEST:
        return letters >= 0.1 * printed or any(character.isdigit() for character in text)
    likeness = sum(counts[letter] * share for letter, share in _SHARES.items()) / letters
    few = INSIDE * letters
    return likeness >= LIKENESS and (_count(plain, _MARKS) < few or len(_SHIFTED.findall(text)) < few)


def _count(plain: bytes, kinds: bytes) -> int:
    return len(plain) - len(plain.translate(None, kinds))
