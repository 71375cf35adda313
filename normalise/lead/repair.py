"""Words that leads are made of, as an extraction tears them, runs them together or misreads them: "Hea d of", "Headof", "Tcam"."""

from __future__ import annotations

import re
from functools import lru_cache
from operator import concat
from re import Match

from normalise.broken_words import zipf
from normalise.confusions import LONE_LETTERS, meant_by, shape_of
from normalise.lead.words import ENDINGS, LeadWords, Mark

_PAIR = re.compile(r"(?<![\w'’&@./-])([A-Za-z]+)(-? )([a-z]+)(?![\w'’&@/-])")
_LETTERS = re.compile("[a-z]+")
_WORD = re.compile(r"(?<![\w'’&@./-])[A-Za-z0-9]{4,}(?![\w'’&@-])")
_INNER = re.compile(r"(?<=[a-z])(?=[A-Z])")
_SURE = frozenset({"sector", "lexicon_group"})
_TRADE = ENDINGS | int(Mark.HEAD | Mark.RANK | Mark.STARTER | Mark.FUNCTION)
_OFFICES = int(Mark.HEAD | Mark.TEAM | Mark.TEAM_WEAK)
"""What a figure is printed behind as the mark of a footnote: "Housing Officer2"."""
_PARTICLE, _SCRAP = int(Mark.PARTICLE), 2
_SHORTEST = 4
_SCRAPS = re.compile(r"(?<=[a-z] )[a-z]{1,3}(?![\w'’-])")
_NO_WORD, _TOLD = 1.5, 2.0
"""Zipf figures below which a scrap is no word, and from which what it makes with the next one is."""
_RARE = 2.5
"""Zipf figure below which a word is none that a council would print."""


_DOTTED = re.compile(r"(?<=[a-z] )([TPDCB])\.\s?C\.?(?=\W|$)")
"""A council's kind in dotted letters: "Oakham T.C."."""
_GLUED = re.compile(r"(?<![\w.])([A-Z]\.)(?=[A-Z][a-z]{2})")
"""An initial with no space behind it: "C.Kranz"."""
_OF_FINANCE = re.compile(r"(?<=\s)s\.?151\b")
_TIMES = re.compile(r"(?<=[a-z])\s+\(?[x×]\s?\d{1,2}\)?(?=\s*(?:$|[,;/&]))")
"""How many of a post there are: "Ranger x2"."""


def mend_lead(text: str, words: LeadWords) -> str:
    """The text with such words made whole, where only one of those that leads are made of fits."""
    return _mend(text, words)


@lru_cache(maxsize=8)
def _trade(words: LeadWords) -> tuple[frozenset[str], frozenset[str]]:
    """Words of office and work, of bodies and groups, persons apart; and their shapes."""
    named = (word for name, known in words.known.items() if known.rule in _SURE for word in name.split() if len(word) >= _SHORTEST)
    told = {*named, *(word for word, mark in words.marks.items() if mark & _TRADE)}
    trade = frozenset(word for word in told if word.isalpha() and not words.marks.get(word, 0) & Mark.FORENAME)
    return trade, frozenset(map(shape_of, trade))


@lru_cache(maxsize=4096)
def _mend(text: str, words: LeadWords) -> str:
    text = _GLUED.sub(r"\1 ", _DOTTED.sub(r"\1C", text)) if "." in text else text
    text = _TIMES.sub("", _OF_FINANCE.sub("S151", text)) if "1" in text or "x" in text or "×" in text else text
    at, (trade, _) = 0, _trade(words)
    letters = _LETTERS.findall(text.lower())
    whole = trade.isdisjoint(map(concat, letters, letters[1:])) and all(map(words.marks.get, _SCRAPS.findall(text)))
    while not whole and (found := _PAIR.search(text, at)):
        closed = _closed(found, words)
        text, at = f"{text[: found.start()]}{closed}{text[found.end() :]}", found.start(3) if closed == found[0] else found.start()
    return _WORD.sub(lambda found: _whole(found[0], words), text)


def _closed(found: Match[str], words: LeadWords) -> str:
    first, gap, second = found[1].lower(), found[2], found[3]
    joined, (trade, _) = first + second, _trade(words)
    if joined not in trade and _was_torn(first, second, joined, words):
        return found[1] + second
    scrap = len(second) == _SCRAP and not words.marks.get(second, 0) & ~_PARTICLE and second not in words.abbreviated
    if joined in trade and (second in LONE_LETTERS or gap == "- " or scrap):
        return found[1] + second
    if joined not in trade or len(joined) < _SHORTEST or first in trade or second in trade:
        return found[0]
    known = second in words.marks and not (len(first) >= _SHORTEST and zipf(first) < _RARE)
    return found[0] if known and gap == " " else found[1] + second


def _was_torn(first: str, second: str, joined: str, words: LeadWords) -> bool:
    """Whether two scraps that are no words are one together, of the language or a county's name: "Casewo rk", "Merseysid e"."""
    if second in words.marks and second not in LONE_LETTERS or first in words.marks:
        return False
    county = bool(words.marks.get(joined, 0) & Mark.PLACE_NAME)
    return county or len(second) > 1 and zipf(first) < _NO_WORD and zipf(joined) >= _TOLD


def _whole(word: str, words: LeadWords) -> str:
    key, (trade, shapes) = word.lower(), _trade(words)
    if key in words.marks or word.isdigit():
        return word
    if key[-1].isdigit() and words.marks.get(bare := key.rstrip("0123456789"), 0) & _OFFICES:
        return word[: len(bare)]
    parts = _INNER.split(word)
    if len(parts) > 1:
        return " ".join(parts) if all(words.marks.get(part.lower(), 0) & _TRADE or part in words.glued for part in parts) else word
    small = next((small for small in words.glued if key.endswith(small) and key.removesuffix(small) in trade), "")
    if small and zipf(key) < _RARE:
        return f"{word.removesuffix(small)} {small}"
    if shape_of(key) not in shapes or key.isalpha() and zipf(key) >= _RARE:
        return word
    meant = meant_by(key, trade)
    return (meant[0].upper() + meant[1:] if word[0].isupper() or word[0].isdigit() else meant) if meant else word
