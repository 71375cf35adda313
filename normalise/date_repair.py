"""What an extraction broke in dates, mended before they are read: "Novembe20 18", "Sep tember 2021", "On- going", "2O23"."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from re import Match

from rapidfuzz.distance import DamerauLevenshtein

from normalise.misprints import TORN_FIGURES, joined_words, part, torn_words
from normalise.time_words import TimeWords

MARKS = str.maketrans({**dict.fromkeys("‐‑‒–—―−", "-"), **dict.fromkeys("‘’`´", "'"), **dict.fromkeys("\u00a0\u2007\u202f\t\n\r\f\v", " ")})
SLIPS_ALLOWED = 2
LONG_MONTH = 6


@dataclass(frozen=True, slots=True)
class Mended:
    """Lower-case text to be read, and for each of its characters the place in the printed text; no places: the same."""

    text: str
    origins: tuple[int, ...] = ()

    def printed(self, offset: int) -> int:
        """The place in the printed text of a place in this one."""
        return self.origins[offset] if self.origins else offset


def plain(text: str) -> str:
    """The text in lower case with plain dashes, quotes and spaces, as long as it was."""
    low = text.lower()
    if low.isascii():
        return low
    if len(low) != len(text):
        low = "".join(each.lower() if len(each.lower()) == 1 else each for each in text)
    return low.translate(MARKS)


def mend(text: str, words: TimeWords) -> Mended:
    """The plain text with its broken dates mended; `origins` is empty where nothing was broken."""
    mended = Mended(text)
    for change in _changes(words):
        for found in reversed(list(change[0](mended.text))):
            mended = _put(mended, found, change[1](found))
    return mended


def _changes(words: TimeWords) -> Iterator[tuple[Callable[[str], Iterator[Match[str]]], Callable[[Match[str]], str]]]:
    yield words.patterns["lettered_year"].finditer, lambda found: found[0].replace("o", "0")
    yield words.patterns["torn_month"].finditer, lambda found: found[0].replace(" ", "").replace("-", "")
    yield words.patterns["torn_word"].finditer, lambda found: found[0].replace(" ", "").replace("-", "")
    yield words.patterns["torn_year"].finditer, lambda found: found[0][: found.start(1) - found.start()] + found[1].replace(" ", "")
    yield lambda text: torn_words(text, words), lambda found: found[1] + found[2]
    yield lambda text: joined_words(text, words), lambda found: part(found, words)
    yield TORN_FIGURES.finditer, lambda found: found[1] + found[2]
    yield words.patterns["near_month"].finditer, lambda found: _nearest_month(found[1], words) or found[0]


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
