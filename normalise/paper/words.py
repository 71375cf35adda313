"""The lexicon `papers.toml` made ready for reading: phrases as patterns, month names as numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from normalise.lexicon import Lexicon, Lexicons, load_lexicons

_READY: dict[str, PaperWords] = {}


@dataclass(frozen=True, slots=True, eq=False)
class PaperWords:
    """What the readers of a paper's own words ask of the lexicon."""

    lexicon: Lexicon
    months: dict[str, int]
    seasons: dict[str, int]
    dates: re.Pattern[str]
    """Any date, month, quarter, season or year; the named groups say which."""
    as_at: re.Pattern[str]
    """A word that dates what stands beside it (group `now`) or says that the date is another thing's (group `never`)."""
    nouns: re.Pattern[str]
    """What makes a line the name of a plan: group `action`, `strategy` or `weak`."""
    stems: tuple[str, ...]
    """Letters in small type of which a line holds some wherever it holds such a noun, spaced or glued or not."""
    front: frozenset[str]
    """Lines in small letters that are front matter and nothing else."""
    minutes: re.Pattern[str]
    """Any mark of a meeting's minutes."""
    patterns: dict[str, re.Pattern[str]]
    """By "section.meaning": the phrases of that meaning anywhere in a text."""

    def __getitem__(self, name: str) -> re.Pattern[str]:
        return self.patterns[name]


Words = Lexicons | PaperWords | None
"""What the readers of a paper take: the lexicons, what was made of them, or nothing for ours."""


def paper_words(words: Words = None) -> PaperWords:
    """The words that papers are read by, made ready once a lexicon; ours where none are given."""
    if isinstance(words, PaperWords):
        return words
    words = words or _ours()
    if words.digest not in _READY:
        _READY[words.digest] = _make_ready(words["papers"])
    return _READY[words.digest]


def alternatives(phrases: Iterable[str]) -> str:
    """A pattern for any of the phrases as whole words, the longest first; it matches nothing where there are none."""
    longest = sorted(set(phrases), key=lambda phrase: (-len(phrase), phrase))
    spelt = (r"\s+".join(re.escape(part) for part in phrase.split()) for phrase in longest)
    return rf"(?<![\w-])(?:{'|'.join(spelt)})(?!\w)" if longest else r"(?!)"


@cache
def _ours() -> Lexicons:
    return load_lexicons()


def _make_ready(lexicon: Lexicon) -> PaperWords:
    months = {name: int(number) for number, names in lexicon["months"].items() for name in names}
    seasons = {name: int(number) for number, names in lexicon["seasons"].items() for name in names}
    patterns = {
        f"{section}.{meaning}": re.compile(alternatives(phrases), re.IGNORECASE)
        for section, meanings in lexicon.sections.items()
        for meaning, phrases in meanings.items()
    }
    titles = lexicon["titles"]
    nouns = "|".join(f"(?P<{rank}>{alternatives(titles.get(rank, ()))})" for rank in ("action", "strategy", "weak"))
    dating = lexicon["as_at"]
    as_at = f"(?P<never>{alternatives(dating.get('never', ()))})|(?P<now>{alternatives(dating.get('word', ()))})"
    return PaperWords(
        lexicon,
        months,
        seasons,
        re.compile(_dates(months, seasons), re.IGNORECASE | re.VERBOSE),
        re.compile(as_at, re.IGNORECASE),
        re.compile(nouns, re.IGNORECASE),
        _stems(phrase for phrases in titles.values() for phrase in phrases),
        frozenset(phrase.casefold() for phrase in lexicon["front"].get("lines", ())),
        re.compile(alternatives(phrase for phrases in lexicon["meetings"].values() for phrase in phrases), re.IGNORECASE),
        patterns,
    )


def _stems(phrases: Iterable[str]) -> tuple[str, ...]:
    """The letters of phrases without those that hold another's: "plan" for "action plan"."""
    found: list[str] = []
    for letters in sorted({"".join(filter(str.isalpha, phrase.casefold())) for phrase in phrases}, key=len):
        if not any(stem in letters for stem in found):
            found.append(letters)
    return tuple(found)


def _dates(months: Iterable[str], seasons: Iterable[str]) -> str:
    month = "|".join(sorted(months, key=lambda name: -len(name)))
    season = "|".join(seasons)
    return rf"""
      (?<![\w/.£])(?<!\d-) (?: (?P<iso>(?:19|20)\d\d-[01]\d-[0-3]\d)
        | (?P<dd>[0-3]?\d) (?P<mark>[./-]) (?P<mm>[01]?\d) (?P=mark) (?P<yy>(?:19|20)?\d\d)
        | (?P<day>[0-3]?\d) (?:st|nd|rd|th)? [\s\-]* (?:of\s+)? (?P<daymonth>{month})\b \.? [\s,\-]* ['’]? (?P<dayyear>(?:19|20)\d\d|\d\d)
        | (?P<usmonth>{month})\b \.? \s+ (?P<usday>[0-3]?\d) (?:st|nd|rd|th)? ,? \s+ (?P<usyear>(?:19|20)\d\d)
        | (?P<month>{month})\b \.? [\s\-–/,]* ['’]? (?P<monthyear>(?:19|20)\d\d|\d\d(?!\s*(?:st|nd|rd|th|%)\b|:))
        | (?:q|qtr\.?\s*|quarter\s+) (?P<quarter>[1-4]) [\s,(\-–:]* (?:of\s+)? (?:fy\s*)?
          (?P<quarteryear>(?:19|20)?\d\d) (?:\s*[/\-–]\s*(?P<quarterend>(?:20)?\d\d))?
        | (?P<prequarteryear>(?:19|20)\d\d) (?:\s*[/\-–]\s*(?P<prequarterend>(?:20)?\d\d))?
          [\s,(\-–:]* (?:q|qtr\.?\s*|quarter\s+) (?P<prequarter>[1-4])
        | (?P<season>{season}) [\s,]+ (?P<seasonyear>(?:19|20)\d\d) (?:[/\-–]\d\d(?:\d\d)?)?
        | (?:fy\s*)? (?P<from>(?:19|20)\d\d) \s* (?P<between>[/\-–—]|\bto\b) \s* (?P<till>(?:19|20)\d\d|\d\d)
        | (?P<fy>fy\s*) (?P<fyfrom>\d\d) \s* [/\-–] \s* (?P<fytill>\d\d)
        | (?P<slashmonth>0?[1-9]|1[0-2]) / (?P<slashyear>(?:19|20)\d\d)
        | (?P<year>(?:19|20)\d\d)
      ) (?![\w/]|[.\-]\d)
    """
