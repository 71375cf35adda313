"""Ligatures that a PDF writer spelt with the bytes of each letter swapped: "Ac\u7400\u6900on" for "Action".

Of three letters the last two come as one, the sum of both: "O\u6600\ucf00cer" for "Officer".
"""

from __future__ import annotations

import re

_SWAPPED = re.compile("[\u6600\u7400](?:[\u6600\u7400\u6900\u6c00\u6a00\u6800\u6200\u6b00\ucf00\ud200]|(?=\ufffd))")
"""A ligature that begins with f or t; "tti" keeps a sign that is no letter, which its word tells."""
_LETTERS = {ord(letter) << 8: letter for letter in "ftiljhbk"} | {0xCF00: "\ufb01", 0xD200: "\ufb02"}


def swapped_back(text: str) -> str:
    """The text with such ligatures as letters, one for one: the sums become the ligatures of their two letters."""
    return _SWAPPED.sub(lambda found: found[0].translate(_LETTERS), text)
