"""Text as the author typed it: what an extraction did to the characters is undone, what the author did is left.

`mend` is for the columns that people read and count (action, outcomes, headings, names); `collapse` for those that keep what
was printed. Both are pure and give the same when applied twice.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Callable, Sequence
from functools import cache, lru_cache

from normalise.broken_words import close, rejoin, seam
from normalise.lexicon import load_lexicons
from normalise.ligatures import restore_ligatures

INVISIBLE = "\u00ad\u034f\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2061\u2062\u2063\u2064\ufeff"
ODD_SPACES = "\t\x0b\x0c\x1c\x1d\x1e\x1f\x85\u00a0\u1680\u202f\u205f\u3000" + "".join(chr(code) for code in range(0x2000, 0x200B))
LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st", "\u2010": "-", "\u2011": "-"}
CONTROLS = "".join(chr(code) for code in (*range(9), *range(14, 28), 0x7F))

CLEAN = str.maketrans(
    dict.fromkeys(INVISIBLE + CONTROLS, "") | dict.fromkeys(ODD_SPACES, " ") | LIGATURES | {"\r": "\n", "\u2028": "\n", "\u2029": "\n"}
)
UNCLEAN = re.compile(f"[{re.escape(''.join(map(chr, CLEAN)))}]")
SOFT_BREAK = re.compile(r"(?<=\w)\u00ad[ \t]*\r?\n?[ \t]*(?=[a-z])")
NEWLINES = re.compile(r" *\n[ \n]*")
SPACES = re.compile(r" {2,}")
TAG = re.compile(
    r"</?(?:p|br|b|i|u|s|em|strong|ul|ol|li|div|span|font|sup|sub|a|img|table|thead|tbody|tr|td|th|h[1-6]|hr|small|strike|del|ins|center|blockquote|pre|code|mark|o:p)"
    r"(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
STRUCK = re.compile(r"~~[^~]+~~")
"""Words that somebody struck out, as text marks them."""
INLINE = re.compile(r"</?(?:b|i|u|s|em|strong|span|font|a|sup|sub|small|strike|del|ins|mark|code)\b", re.IGNORECASE)
ENTITY = re.compile(r"&(?:#\d{1,6}|#x[0-9a-f]{1,5}|[a-z]{2,8}\d{0,2});", re.IGNORECASE)
GLUED_MONTH = re.compile(r"\b([A-Za-z]{3,9})(?: ?(20) (\d\d)|(20)(\d\d))\b(?! (?!and|or|to|for|with|then|until|through)[a-z])")
LATE_ORDINAL = re.compile(r"\b(\d{1,2}) (st|nd|rd|th)\b")
DIGIT = re.compile(r"\d")
SEAM_LEFT = re.compile(r"(\w+)(-?)$")
SEAM_RIGHT = re.compile(r"[^\W\d_]+")
NOTES = "0123456789¹²³⁴⁵⁶⁷⁸⁹†‡"
NOTE = re.compile(r"(?:(?P<word>[^\W\d_]{3,})[.!?]|(?<=[a-z])\.?\))(?P<mark>\d{1,2})$|(?<!m)(?P<sign>[¹²³⁴-⁹†‡]{1,3})$")
LONGEST_WORD = 200
"""Characters before a seam that can be of one word."""


def mend(text: str) -> str:
    """The text with every certain injury of extraction healed; paragraphs stay parted by newlines."""
    return _mend(text) if text else ""


def without_note(text: str) -> str:
    """The text without the mark of a footnote behind its last stop: "Fit lamps.1"; a number behind "para." is none."""
    if not text or text[-1] not in NOTES or not (note := NOTE.search(text)):
        return text
    return text if (note["word"] or "").casefold() in _numbered() else text[: note.start(note.lastgroup or 0)].rstrip()


def collapse(text: str) -> str:
    """The words as printed on one line: tags, entities and invisible characters gone, white space collapsed."""
    if "<" in text:
        text = TAG.sub(lambda tag: "" if INLINE.match(tag[0]) else " ", text)
    if "&" in text:
        text = ENTITY.sub(_entity, text)
    return " ".join(SOFT_BREAK.sub("", restore_ligatures(text)).translate(CLEAN).split())


def join_broken(pieces: Sequence[str], known: Callable[[str], bool] | None = None) -> str:
    """One text from the pieces that an extraction cut it into: words made whole where that gives a word, else a space between.

    `known` says which words the caller expects (header words); it is asked before English is.
    """
    joined = ""
    for piece in pieces:
        piece = collapse(piece)
        joined = _join(joined, piece, known) if joined and piece else joined or piece
    return joined


@lru_cache(maxsize=4096)
def _mend(text: str) -> str:
    if not (text.isascii() and text.isprintable()) and UNCLEAN.search(text):
        text = SOFT_BREAK.sub("", text).translate(CLEAN)
    if not text.isascii():
        text = restore_ligatures(unicodedata.normalize("NFC", text))
    text = (NEWLINES.sub("\n", text) if "\n" in text else text).strip(" \n")
    if DIGIT.search(text):
        text = LATE_ORDINAL.sub(r"\1\2", GLUED_MONTH.sub(_part_month, text) if "20" in text else text)
    for _ in range(8):
        before, text = text, rejoin(text)
        if "  " in text:
            text = SPACES.sub(" ", text)
        if text == before:
            break
    return text


def _entity(found: re.Match[str]) -> str:
    return html.unescape(found[0])


def _join(left: str, right: str, known: Callable[[str], bool] | None) -> str:
    end, start = SEAM_LEFT.search(left, max(0, len(left) - LONGEST_WORD)), SEAM_RIGHT.match(right)
    if end is None or start is None or known is not None and known(f"{left} {right}"):
        return f"{left} {right}"
    word, rest = end[1], right[start.end() :]
    if end[2]:
        closed = close(word, start[0]) if start[0].islower() and word.isalpha() else None
        return f"{left[: end.start()]}{closed}{rest}" if closed else f"{left} {right}"
    whole = None if rest[:1] in ("'", "’") else seam(word, start[0], known)
    return f"{left[: end.start()]}{whole}{rest}" if whole else f"{left} {right}"


@cache
def _numbered() -> frozenset[str]:
    """Short words whose stop a number follows that belongs to them."""
    return frozenset(load_lexicons()["papers"]["numbered"]["short"])


@cache
def _months() -> tuple[str, ...]:
    return tuple(name for names in load_lexicons()["papers"]["months"].values() for name in names)


def _part_month(found: re.Match[str]) -> str:
    """"Octobe20 23" is "October 2023"; a month that is whole and rightly spaced never comes here."""
    letters, year = found[1], (found[2] or found[4]) + (found[3] or found[5])
    begun = [name for name in _months() if name.startswith(letters.lower())]
    fits = [name for name in begun if name == letters.lower()] or [name for name in begun if len(letters) > 4]
    return f"{letters}{fits[0][len(letters) :]} {year}" if len(fits) == 1 else found[0]


def without_struck(text: str) -> str:
    """The text without what somebody struck out."""
    return STRUCK.sub("", text) if "~~" in text else text
