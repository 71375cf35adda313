"""What an extraction broke in dates, mended before they are read: "Novembe20 18", "Sep tember 2021", "On- going", "2O23"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from re import Match
from typing import NamedTuple

from rapidfuzz.distance import DamerauLevenshtein

from normalise.characters import STRUCK
from normalise.time.misprints import (
    TORN_FIGURES,
    as_figures,
    closed,
    joined_words,
    misread_words,
    months_torn_twice,
    part,
    read_again,
    rejoined,
    torn_words,
)
from normalise.time.words import TimeWords

Find = Callable[[str, TimeWords], Iterator[Match[str]]]
MARKS = str.maketrans({**dict.fromkeys("‐‑‒–—―−", "-"), **dict.fromkeys("‘’`´", "'"), **dict.fromkeys("\u00a0\u2007\u202f\t\n\r\f\v", " ")})
BECAME = re.compile(r"(?<=\w)[-=–—]{0,2}>|(?<=\w\s)[-=–—]{0,2}>")
"""A sign between two dates that says the first became the second; alone before one it says that it is later."""
SLIPS_ALLOWED = 2
LONG_MONTH = 6
LETTERED = re.compile(r"[0-9q][oli|]|(?<![a-z0-9])[oli|](?:[0-9]|\s|[oli|]/)")
GAP_IN_YEAR = re.compile(r"2(?:\s0\s?[0-9]\s?[0-9]|0\s[0-9]\s?[0-9]|0[0-9]\s[0-9])")


class Mended(NamedTuple):
    """Lower-case text to be read, and for each of its characters the place in the printed text; no places: the same."""

    text: str
    origins: tuple[int, ...] = ()

    def printed(self, offset: int) -> int:
        """The place in the printed text of a place in this one."""
        return self.origins[offset] if self.origins else offset


def plain(text: str) -> str:
    """The text in lower case with plain dashes, quotes and spaces and blanks for what was struck out, as long as it was."""
    low = text.lower()
    if "~~" in low:
        low = STRUCK.sub(lambda found: " " * len(found[0]), low)
    if ">" in low:
        low = BECAME.sub(lambda found: found[0].replace(">", "→").replace("=", " ").replace("-", " "), low)
    if low.isascii():
        return low
    if len(low) != len(text):
        low = "".join(each.lower() if len(each.lower()) == 1 else each for each in text)
    return low.translate(MARKS)


@lru_cache(maxsize=4096)
def mend(text: str, words: TimeWords) -> Mended:
    """The plain text with its broken dates mended; `origins` is empty where nothing was broken."""
    mended = Mended(text)
    for repair in REPAIRS:
        if repair.sign(mended.text):
            for found in reversed(list(repair.find(mended.text, words))):
                mended = _put(mended, found, repair.heal(found, words))
    return mended


def _put(mended: Mended, found: Match[str], better: str) -> Mended:
    """The text with one find replaced: the characters kept stay where they were printed."""
    if better == found[0]:
        return mended
    origins = list(mended.origins or range(len(mended.text) + 1))
    start, end = found.span()
    kept, at = [], start
    for character in better:
        while at < end - 1 and mended.text[at] != character and mended.text[at] in " -":
            at += 1
        kept.append(origins[min(at, end - 1)])
        at += 1
    return Mended(mended.text[:start] + better + mended.text[end:], tuple(origins[:start] + kept + origins[end:]))


@lru_cache(maxsize=4096)
def _nearest_month(word: str, words: TimeWords) -> str | None:
    """The one month that a misspelt word beside a year must be: same first letter, at most two slips, in long names only."""
    if word in words.months:
        return None
    near = [
        name
        for name in sorted(words.sound_months)
        if len(name) >= LONG_MONTH
        and name[0] == word[0]
        and DamerauLevenshtein.distance(name, word, score_cutoff=SLIPS_ALLOWED) <= SLIPS_ALLOWED
    ]
    return near[0] if len({words.months[name] for name in near}) == 1 else None


class Repair(NamedTuple):
    """One injury of extraction: a quick sign of it, where it is, and what stood there."""

    sign: Callable[[str], object]
    """False for a text that cannot have it."""
    find: Find
    heal: Callable[[Match[str], TimeWords], str]


def _by(name: str) -> Find:
    return lambda text, words: words.patterns[name].finditer(text)


def _may_be_lettered(text: str) -> bool:
    return LETTERED.search(text) is not None


def _has_gap(text: str) -> bool:
    return " " in text


REPAIRS: tuple[Repair, ...] = (
    Repair(bool, misread_words, read_again),
    Repair(_may_be_lettered, _by("lettered"), as_figures),
    Repair(_has_gap, months_torn_twice, rejoined),
    Repair(_has_gap, torn_words, closed),
    Repair(
        GAP_IN_YEAR.search,
        _by("torn_year"),
        lambda found, words: found[0][: found.start(1) - found.start()] + found[1].replace(" ", ""),
    ),
    Repair(bool, joined_words, part),
    Repair(lambda text: "20" in text, _by("run_season"), lambda found, words: f"{found[1]} "),
    Repair(_has_gap, lambda text, words: TORN_FIGURES.finditer(text), lambda found, words: "".join(found[0].split())),
    Repair(lambda text: "20" in text or "19" in text, _by("near_month"), lambda found, words: _nearest_month(found[1], words) or found[0]),
)
"""In order."""
