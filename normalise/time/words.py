"""The words of time: tables from phrase to meaning, and the named pieces that every pattern of time is written in."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from re import Match, Pattern

from normalise.lexicon import Lexicon
from normalise.time.calendar_spans import Span

SHORTEST_CUT = 3
LETTERS = re.compile(r"[\s-]+")
CAPITALS = re.compile(r"[A-Z]{2,}")

PLAIN = {
    "YEAR": r"(?:19[5-9][0-9]|20[0-9][0-9])(?![0-9])",
    "SHORT": r"(?:'\s?)?[0-9][0-9](?![0-9])",
    "DAY": r"(?:3[01]|[12][0-9]|0?[1-9])(?![0-9])(?:\s?(?:st|nd|rd|th))?",
    "PAIR": r"(?:(?:19|20)?[0-9]{2}\s*(?:-+|/)\s*(?:(?:19|20)[0-9]{2}|[0-9]{1,2})(?![0-9]))",
}


@dataclass(frozen=True, slots=True)
class TimeBase:
    """What the document tells: its as-at date, its period, whether it counts quarters financially, its key of bands."""

    published: date | None = None
    start_year: int | None = None
    end_year: int | None = None
    council_year: int | None = None
    """The year in which a plan for one council year, April to March, begins."""
    financial: bool = False
    legend: Mapping[str, str] = field(default_factory=dict, hash=False)

    def plausible(self, year: int) -> bool:
        """Whether the document can be speaking of that year; False where it gives no year to go by."""
        years = [each for each in (self.start_year, self.end_year, self.published.year if self.published else None) if each]
        return bool(years) and min(years) - 2 <= year <= max(years) + 12

    @property
    def only_year(self) -> int | None:
        """The year that a bare month must mean: that of a plan for one calendar year."""
        return self.start_year if self.start_year == self.end_year else None

    @property
    def present_year(self) -> int | None:
        """The year in which the council year begins that the plan is for, or else that its as-at date lies in."""
        if self.council_year is not None or self.published is None:
            return self.council_year
        return self.published.year - (self.published.month <= 3)


@dataclass(frozen=True, eq=False, slots=True)
class PointRule:
    """One way to write a date: how it looks, the function that reads it, and the rule's name where that is not the function's."""

    pattern: str
    read: Callable[[Match[str], TimeWords, TimeBase], Span | None]
    named: str = ""

    @property
    def name(self) -> str:
        """The rule's name, as readings tell it."""
        return self.named or self.read.__name__


@dataclass(frozen=True, eq=False)
class TimeWords:
    """Tables and patterns of one lexicon. Compared by identity, so that readings can be cached by it."""

    months: Mapping[str, int]
    sound_months: frozenset[str]
    cut_months: frozenset[str]
    """Names of months that were cut off: what is read by one was mended."""
    spellings: frozenset[str]
    """Every single word that dates, limits and frequencies are written with."""
    wholes: Mapping[str, bool]
    """These words as an extraction may tear them; True for names of months and words of frequency, which nothing else is made of."""
    shapes: frozenset[str]
    """The shapes of these words, whatever letter of them was taken for another."""
    tails: frozenset[str]
    """The last letters of months and limits: what was run together with one ends so."""
    neighbours: frozenset[tuple[str, str]]
    """Words that stand side by side in limits ("later", "than")."""
    seasons: Mapping[str, int]
    feasts: Mapping[str, str]
    """Name of a day → its month and day, or its distance from Easter: "12-25", "easter-2"."""
    terms: Mapping[str, str]
    """Name of a school's term → its first month and how many months it touches: "9+4"."""
    ordinals: Mapping[str, int]
    numbers: Mapping[str, int]
    units: Mapping[str, str]
    limits: Mapping[str, str]
    trailers: Mapping[str, str]
    frequencies: Mapping[str, str]
    rules: Mapping[str, tuple[PointRule, Pattern[str]]]
    patterns: Mapping[str, Pattern[str]]
    """By what they find: scanner, chain, limit, trailer, marker, hint, the repairs and those of prose."""


def full_year(printed: str) -> int:
    """The year that two or four figures say: "'25" is 2025."""
    number = int(re.findall("[0-9]+", printed)[0])
    return number if number >= 100 else 2000 + number if number < 70 else 1900 + number


def squash(text: str) -> str:
    """A phrase without its spaces and hyphens: the key it is looked up by."""
    return LETTERS.sub("", text)


def either(phrases: Iterable[str]) -> str:
    """A pattern for any of the phrases, the longest first; a hyphen stands for hyphen, space or nothing."""
    ordered = sorted({phrase.casefold() for phrase in phrases if phrase}, key=lambda phrase: (-len(phrase), phrase))
    return by_first_letter([(phrase[0], _pattern(phrase[1:], phrase)) for phrase in ordered])


def by_first_letter(spelt: Iterable[tuple[str, str]]) -> str:
    """A pattern for any of the spellings, given as first letter and pattern of the rest; tried in order within a letter."""
    by_letter: dict[str, list[str]] = {}
    for letter, rest in spelt:
        by_letter.setdefault(letter, []).append(rest)
    branches = [f"{re.escape(letter)}(?:{'|'.join(rests)})" for letter, rests in sorted(by_letter.items())]
    return "(?:" + "|".join(branches) + ")" if branches else "(?!)"


def _pattern(rest: str, phrase: str) -> str:
    pattern = re.escape(rest).replace(r"\-", r"\s?-*\s?").replace(r"\ ", r"\s+")
    return pattern + ("(?![a-z0-9])" if phrase[-1].isalnum() else "")


def phrases_of(lexicon: Lexicon, section: str, meaning: str | None = None) -> list[str]:
    """The phrases of one meaning of a section, or of all."""
    return [phrase for name, phrases in lexicon[section].items() if meaning in (None, name) for phrase in phrases]


def meanings_of(lexicon: Lexicon, section: str) -> dict[str, str]:
    """Squashed phrase to meaning."""
    return {squash(phrase): meaning for phrase, meaning in lexicon.meanings(section).items()}


def numbered(lexicon: Lexicon, section: str) -> dict[str, int]:
    """Squashed phrase to the place of its meaning in the section."""
    return {squash(phrase.casefold()): number for number, phrases in enumerate(lexicon[section].values(), 1) for phrase in phrases}


def valued(lexicon: Lexicon, section: str) -> dict[str, int]:
    """Squashed phrase to the number that its meaning spells."""
    return {phrase: int(meaning) for phrase, meaning in meanings_of(lexicon, section).items() if meaning.isdigit()}


def month_names(lexicon: Lexicon) -> dict[str, int]:
    """Every spelling of a month with its number, names that were cut off ("novembe") too."""
    cut: dict[str, set[int]] = {}
    for number, phrases in enumerate(lexicon["months"].values(), 1):
        for length in range(SHORTEST_CUT, len(phrases[0])):
            cut.setdefault(phrases[0][:length].casefold(), set()).add(number)
    return {**{name: min(found) for name, found in cut.items() if len(found) == 1}, **numbered(lexicon, "months")}


def single_words(lexicon: Lexicon) -> frozenset[str]:
    """The words of three letters and more that the phrases of dates, limits and frequencies are made of."""
    sections = ("months", "seasons", "limits", "trailers", "quarters", "halves", "frequency", "fiscal", "weekdays", "ongoing", "units")
    phrases = (phrase for section in sections for phrase in phrases_of(lexicon, section))
    return frozenset(word for phrase in phrases for word in re.findall(r"[a-z]{3,}", phrase.casefold()))


def neighbours_in(lexicon: Lexicon, section: str) -> frozenset[tuple[str, str]]:
    """The words that stand side by side in the phrases of a section, two by two."""
    told = (phrase.casefold().split() for phrase in phrases_of(lexicon, section))
    return frozenset(pair for words in told for pair in zip(words, words[1:], strict=False))


def pieces_of(lexicon: Lexicon) -> dict[str, str]:
    """The named pieces, in capitals, that the patterns of the rules are written in."""
    months = sorted(month_names(lexicon), key=lambda name: (-len(name), name))
    close = {
        name: _before_a_number(phrases_of(lexicon, *where))
        for name, where in (("QUARTER", ("quarters",)), ("HALF", ("halves",)), ("FISCAL", ("fiscal", "financial")))
    }
    return {
        **PLAIN,
        **close,
        "MONTH": by_first_letter((name[0], re.escape(name[1:])) for name in months) + r"(?![a-z])\.?",
        "SEASON": either(phrases_of(lexicon, "seasons")),
        "WEEKDAY": either(phrases_of(lexicon, "weekdays")),
        "ORDINAL": either(phrases_of(lexicon, "ordinals")),
        "NUMBER": "(?:[0-9]{1,2}(?![0-9])|" + either(phrases_of(lexicon, "numbers")) + ")",
        "UNIT": either(phrases_of(lexicon, "units")),
        "TO": rf"(?:-+|{either(phrases_of(lexicon, 'limits', 'until'))})",
        "FEAST": either(phrases_of(lexicon, "feasts")),
        "HOLIDAY": either(phrases_of(lexicon, "holidays")),
        "AROUND": either(phrases_of(lexicon, "feasts_around")),
        "TERM": either(phrases_of(lexicon, "terms")),
        "ACADEMIC": either(phrases_of(lexicon, "fiscal", "academic")),
    }


def _before_a_number(phrases: Iterable[str]) -> str:
    """Any of the phrases, a number close behind or not: 'FY24', 'Q3'."""
    return (
        "(?:"
        + "|".join(re.escape(phrase.casefold()).replace(r"\ ", r"\s+") for phrase in sorted(phrases, key=len, reverse=True))
        + ")(?![a-z])"
    )


def filled(pattern: str, pieces: Mapping[str, str]) -> str:
    """The pattern with its pieces put in."""
    return CAPITALS.sub(lambda found: pieces[found[0]], pattern)
