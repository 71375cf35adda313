"""Words of time that an extraction tore, ran together or misread: mended where only one word fits, else what stands beside them is unread.

A year or a month beside a word that nobody understood says less than it seems to: "From Jnn 2019" is no date of the whole of 2019.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from operator import concat
from re import Match

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from normalise.broken_words import zipf
from normalise.confusions import LONE_LETTERS, meant_by, shape_of
from normalise.time.items import Item
from normalise.time.words import TimeWords

TORN = re.compile(r"(?<![a-z])([a-z]+)(-?\s+)([a-z]+)(?![a-z])")
TORN_TWICE = re.compile(r"(?<![a-z])([a-z]+ [a-z]+ [a-z]+)(?= ?\d{4}\b)")
RUN_TOGETHER = re.compile(r"(?<![a-z0-9])[a-z]{5,}(?![a-z0-9])")
TORN_FIGURES = re.compile(
    r"^[0-3]\s?[0-9]\s?/\s?[01]\s?[0-9]\s?/\s?2\s?0\s?[0-9]\s?[0-9](?=\s*$)"
    r"|(?<![0-9/.])(?:[0-9]{1,2}[/.][0-9]{1,2}[/.]\s+(?:20)?[0-9]{2}|[0-9]{1,2}/\s+[0-9]{1,2}/\s*(?:20)?[0-9]{2}"
    r"|[0-9]{1,2}/[0-9]{1,2}\s+/(?:20)?[0-9]{2}|[0-9]{1,2}\s+/[0-9]{1,2}/(?:20)?[0-9]{2}|20[0-9]{2}/[0-9]\s[0-9](?=\s*$)"
    r"|[0-9]{1,2}\.\s+[0-9]{1,2}\.\s*20[0-9]{2}|[0-9]{1,2}/[01]\s[0-9]/(?:20)?[0-9]{2}"
    r"|[0-9]{1,2}(?:/[0-9]{1,2}/|\.[0-9]{1,2}\.|-[0-9]{1,2}-)(?:20\s+[0-9]{2}|2\s+0[0-9]{2}|20[0-9]\s+[0-9]))(?![0-9/.])"
    r"|(?<![0-9./-])(?:[123]\s(?:[02-9]th|1th|[2-9]st|[013-9]nd|[0-24-9]rd)|0\s[1-9])(?![a-z0-9])"
)
"""'21/06/ 2027', '21/ 06/2027', '21/06/20 27'; '1 1th March', '0 7/02/21': what no day is written like by itself."""
LETTERS = re.compile("[a-z]+")
TOKEN = re.compile(r"[a-z0-9]+")
LONE_FIGURES = re.compile(r"(?<![^\s])(?:[0-9]{1,2}|[il|])\s$")
"""What may be part of the date behind it."""
MIXED = re.compile(r"[0-9]+[a-z]+[0-9a-z]*|[a-z]+[0-9]+[0-9a-z]*")
FIGURES = str.maketrans("oli|", "0111")
SHORTEST = 4
"""Letters of a word that is put together: shorter ones come about by chance."""
RARE = 3.0
"""Zipf figure below which a word is none that a council would print beside a date."""
STRANGE = 1.5
"""Zipf figure below which a word is none of English."""
YEARS = frozenset({"year", "year_pair"})
LEAST_TAIL = 3
"""Letters at least of a month or limit that was run together with the word before it."""
LONGEST_CELL = 8
"""Words of a cell in which a word that is nearly one of time must be one; in a longer text it may be anything."""


def torn_words(text: str, words: TimeWords) -> Iterator[Match[str]]:
    """Where two pieces in the text are one word of time, neither of them being one."""
    pieces, at = LETTERS.findall(text), 0
    if words.wholes.keys().isdisjoint(map(concat, pieces, pieces[1:])):
        return
    while (found := TORN.search(text, at)) is not None:
        if _is_torn(found, words):
            yield found
            at = found.end()
        else:
            at = found.start(3)


def months_torn_twice(text: str, words: TimeWords) -> Iterator[Match[str]]:
    """Where three pieces in the text are the name of one month: "Sept emb er"."""
    return (found for found in TORN_TWICE.finditer(text) if "".join(found[1].split()) in words.sound_months)


def rejoined(found: Match[str], words: TimeWords) -> str:
    """The name that was torn twice."""
    return "".join(found[1].split())


def _is_torn(found: Match[str], words: TimeWords) -> bool:
    """Names of months and words of frequency wherever they are torn, other words where neither piece is one."""
    first, gap, second = found.groups()
    if words.wholes.get(first + second, True):
        return first + second in words.wholes
    beside = found.string[max(0, found.start() - 1) : found.start()] + found.string[found.end() : found.end() + 1]
    known = first in words.spellings or second in words.spellings
    whole = gap == " " and len(first + second) >= SHORTEST and not any(sign.isdigit() for sign in beside)
    return whole and (not known or second in LONE_LETTERS)


def closed(found: Match[str], words: TimeWords) -> str:
    """The word that was torn."""
    return found[1] + found[3]


def joined_words(text: str, words: TimeWords) -> Iterator[Match[str]]:
    """Where a word of time and the month or limit after it were run together."""
    return (found for found in RUN_TOGETHER.finditer(text) if found[0][-LEAST_TAIL:] in words.tails and _parted(found[0], words))


def part(found: Match[str], words: TimeWords) -> str:
    """The two words that were run together."""
    return " ".join(_parted(found[0], words))


@lru_cache(maxsize=16384)
def _parted(word: str, words: TimeWords) -> tuple[str, ...]:
    if word in words.spellings:
        return ()
    cuts = [(word[:at], word[at:]) for at in range(2, len(word) - 1)]
    fits = [pair for pair in cuts if pair in words.neighbours or _begins(pair[0], words) and _follows(pair[1], words)]
    return fits[0] if len(fits) == 1 and zipf(word) < RARE else ()


def _follows(word: str, words: TimeWords) -> bool:
    return len(word) >= LEAST_TAIL and (word in words.sound_months or word in words.limits)


def _begins(word: str, words: TimeWords) -> bool:
    return word in words.limits or word in words.spellings


def misread_words(text: str, words: TimeWords) -> Iterator[Match[str]]:
    """Where a word of time has one letter that was taken for another, and no other word of time is as near."""
    shapes = zip(TOKEN.findall(text), TOKEN.findall(shape_of(text)), strict=False)
    if any(shape in words.shapes and word not in words.spellings for word, shape in shapes):
        yield from (found for found in TOKEN.finditer(text) if _meant(found[0], words))


def read_again(found: Match[str], words: TimeWords) -> str:
    """The word that was misread."""
    return _meant(found[0], words)


def as_figures(found: Match[str], words: TimeWords) -> str:
    """A day, year or quarter whose figures were taken for letters."""
    at = found.start(found.lastindex or 0) - found.start()
    return found[0][:at] + found[0][at:].translate(FIGURES)


def _meant(word: str, words: TimeWords) -> str:
    if word.isdigit() or len(word) < 3 or word in words.spellings or word.rstrip("0123456789") in words.spellings:
        return ""
    meant = meant_by(word, words.spellings)
    return meant if meant and (not word.isalpha() or zipf(word) < RARE) else ""


def is_half_read(text: str, items: Sequence[Item], words: TimeWords) -> bool:
    """Whether a short text holds a word that must be one of time, and that nothing could read."""
    if not any(item.kind == "point" for item in items) or len(TOKEN.findall(text)) > LONGEST_CELL:
        return False
    begins = {found.start(): found[0] for found in TOKEN.finditer(text)}
    for item in items:
        for at in [at for at in begins if item.start <= at < item.end]:
            del begins[at]
    if any(_is_misprint(word, words) for word in begins.values()):
        return True
    if any(item.kind == "point" and item.rule in YEARS and _says_when(text, item, begins) for item in items):
        return True
    return any(item.kind == "point" and item.start and not item.limits and LONE_FIGURES.search(text, 0, item.start) for item in items)


def _says_when(text: str, item: Item, begins: Mapping[int, str]) -> bool:
    """Whether a word of no English stands right before a year: it says which part of it, in words that we do not know."""
    at = max((at for at in begins if at < item.start), default=-1)
    return at >= 0 and len(begins[at]) >= SHORTEST and not text[at + len(begins[at]) : item.start].strip() and zipf(begins[at]) < STRANGE


@lru_cache(maxsize=16384)
def _is_misprint(word: str, words: TimeWords) -> bool:
    if MIXED.fullmatch(word) or word.replace("rn", "m") in words.spellings - {word}:
        return True
    if len(word) < 3 or word in words.spellings or zipf(word) >= RARE:
        return False
    slips = 1 if len(word) < 6 else 2
    return process.extractOne(word, words.spellings, scorer=DamerauLevenshtein.distance, score_cutoff=slips) is not None
