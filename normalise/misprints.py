"""Words of time that an extraction tore, ran together or misread: mended where only one word fits, else what stands beside them is unread.

A year or a month beside a word that nobody understood says less than it seems to: "From Junc 2019" is no date of the whole of 2019.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from re import Match

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from normalise.broken_words import zipf
from normalise.time_scan import Item
from normalise.time_words import TimeWords

TORN = re.compile(r"(?<![a-z0-9])([a-z]+) ([a-z]+)(?![a-z0-9])")
RUN_TOGETHER = re.compile(r"(?<![a-z0-9])[a-z]{5,}(?![a-z0-9])")
TORN_FIGURES = re.compile(r"(?<![0-9/.])([0-9]{1,2}[/.][0-9]{1,2}[/.])\s+((?:20)?[0-9]{2})(?![0-9/.])")
LETTERS = re.compile("[a-z]+")
TOKEN = re.compile(r"[a-z0-9]+")
MIXED = re.compile(r"[0-9]+[a-z]+[0-9a-z]*|[a-z]+[0-9]+[0-9a-z]*")
SHORTEST = 4
"""Letters of a word that is put together: shorter ones come about by chance."""
RARE = 3.0
"""Zipf figure below which a word is none that a council would print beside a date."""
LEAST_TAIL = 3
"""Letters at least of the second of two words that were run together."""
LONGEST_CELL = 8
"""Words of a cell in which a word that is nearly one of time must be one; in a longer text it may be anything."""


def torn_words(text: str, words: TimeWords) -> Iterator[Match[str]]:
    """Where two pieces in the text are one word of time, neither of them being one."""
    pieces = LETTERS.findall(text)
    if not any(first + second in words.spellings for first, second in zip(pieces, pieces[1:], strict=False)):
        return
    at = 0
    while (found := TORN.search(text, at)) is not None:
        joined = found[1] + found[2]
        if len(joined) >= SHORTEST and joined in words.spellings and not {found[1], found[2]} & words.spellings:
            yield found
            at = found.end()
        else:
            at = found.start(2)


def joined_words(text: str, words: TimeWords) -> Iterator[Match[str]]:
    """Where a word of time and the month or limit after it were run together."""
    return (found for found in RUN_TOGETHER.finditer(text) if _parted(found[0], words))


def part(found: Match[str], words: TimeWords) -> str:
    """The two words that were run together."""
    return " ".join(_parted(found[0], words))


@lru_cache(maxsize=16384)
def _parted(word: str, words: TimeWords) -> tuple[str, ...]:
    if word[-LEAST_TAIL:] not in words.tails or word in words.spellings:
        return ()
    cuts = [(word[:at], word[at:]) for at in range(2, len(word) - LEAST_TAIL + 1)]
    fits = [pair for pair in cuts if _begins(pair[0], words) and (pair[1] in words.sound_months or pair[1] in words.limits)]
    return fits[0] if len(fits) == 1 and zipf(word) < RARE else ()


def _begins(word: str, words: TimeWords) -> bool:
    return word in words.limits or word in words.spellings


def is_half_read(text: str, items: Sequence[Item], words: TimeWords) -> bool:
    """Whether a short text holds a word that must be one of time, and that nothing could read."""
    if not any(item.kind == "point" for item in items) or len(TOKEN.findall(text)) > LONGEST_CELL:
        return False
    begins = {found.start(): found[0] for found in TOKEN.finditer(text)}
    for item in items:
        for at in [at for at in begins if item.start <= at < item.end]:
            del begins[at]
    return any(_is_misprint(word, words) for word in begins.values())


@lru_cache(maxsize=16384)
def _is_misprint(word: str, words: TimeWords) -> bool:
    if MIXED.fullmatch(word) or word.replace("rn", "m") in words.spellings - {word}:
        return True
    if len(word) < 3 or word in words.spellings or zipf(word) >= RARE:
        return False
    slips = 1 if len(word) < 6 else 2
    return process.extractOne(word, words.spellings, scorer=DamerauLevenshtein.distance, score_cutoff=slips) is not None
