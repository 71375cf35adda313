"""The plan's own period: "2023-28", "July 2015 – June 2016"; the action plan's where the strategy's is printed too."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from model import Reading
from normalise.paper.dates import Printed, find_dates
from normalise.paper.editions import as_at
from normalise.paper.words import PaperWords

PERIODS = frozenset({"span", "financial_year"})
YEARS = frozenset({"year", "financial_year"})
SHORT_PAIR = re.compile(r"^\W{0,3}(\d\d)\s*[-–/]\s*(\d\d)(?![\d/.-])")

SENTENCES = re.compile(r"(?<=[a-z\d]{2})[.;]\s+")
WORD = re.compile(r"[A-Za-z]{3}")
NO_WORD = re.compile(r"[\W\d_]+")

SHORT_YEARS = re.compile(r"(?<![\d/.])(\d\d)/(\d\d)\s*(?:[-–—]|to)\s*(\d\d)/(\d\d)(?![\d/])")
"""24/25 – 26/27: from the first financial year to the end of the last."""


@dataclass(frozen=True, slots=True)
class Period:
    """First and last year of a plan; either may be unknown."""

    start: int | None
    end: int | None
    is_council_year: bool = False
    """Whether it is one year from April to March."""


def read_period(title: str | None, lines: Sequence[str], edition_year: int | None, words: PaperWords) -> Reading[Period]:
    """The period that the title prints, else one that a line of its own prints; no value where there is none."""
    for text in [title] if title else []:
        if found := period_of_title(text, words):
            return found
    for line in lines:
        if found := period_of_line(line, words):
            return found
    if title and (found := _single_year(title, edition_year, words)):
        return found
    return Reading("", None, "no_period", 0.0)


def period_of_title(title: str, words: PaperWords) -> Reading[Period] | None:
    """The period that a title prints, the action plan's where it prints several."""
    dates = [one for one in find_dates(title, words) if one.shape in PERIODS]
    if dates:
        best = max(dates, key=lambda one: (_owner(title, one, dates, words), one.first - one.last, -one.start))
        return _reading(title, best, "title_period")
    if (found := _short_years(title)) is not None:
        return found
    for noun in words.nouns.finditer(title):
        if (pair := SHORT_PAIR.match(title, noun.end()) or SHORT_PAIR.match(title[noun.end() :])) and int(pair[1]) < int(pair[2]):
            return Reading(pair[0].strip(), Period(2000 + int(pair[1]), 2000 + int(pair[2])), "short_pair", 0.8)
    return None


def _short_years(text: str) -> Reading[Period] | None:
    found = SHORT_YEARS.search(text)
    if found is None:
        return None
    first, after, last, end = (int(year) for year in found.groups())
    follow = after == first + 1 and end == last + 1 and first < last
    return Reading(found[0], Period(2000 + first, 2000 + end), "short_years", 0.8) if follow else None


def _owner(title: str, one: Printed, dates: Sequence[Printed], words: PaperWords) -> int:
    """2 where the period is an action plan's, 1 a strategy's, 0 nobody's: the noun right after it, else the last before it."""
    nouns = list(words.nouns.finditer(title))
    before = [noun for noun in nouns if noun.end() <= one.start]
    after = [noun for noun in nouns if noun.start() >= one.end and not re.search(r"[:–—(]|\bfor\b", title[one.end : noun.start()])]
    taken = before and any(before[-1].end() <= other.start < one.start for other in dates)
    owner = after[0] if after and (taken or not before) else before[-1] if before else None
    return {"action": 2, "strategy": 1}.get(owner.lastgroup or "", 0) if owner else 0


def period_of_line(line: str, words: PaperWords) -> Reading[Period] | None:
    """A line that is a period, or says that it is one; any other line may print what years it likes."""
    if (told := next((found for piece in SENTENCES.split(line) if (found := _told(piece, words)) is not None), None)) is not None:
        return told
    dates = [one for one in find_dates(line, words) if one.shape in PERIODS]
    if len(dates) == 1 and _of_nameless(line, dates[0], words):
        return _reading(line, dates[0], "period_line")
    if len(dates) != 1 or words.as_at.search(line) and not words["periods.covers"].search(line):
        return None
    one = dates[0]
    rest = f"{line[: one.start]} {line[one.end :]}"
    alone = not re.search(r"[A-Za-z]{3}", rest)
    covers = len(line.split()) <= 20 and words["periods.covers"].search(line[: one.start])
    return _reading(line, one, "period_line") if alone or covers else None


def year_of_header(text: str, words: PaperWords) -> Printed | None:
    """The one year that a column's header prints, "Deadline (2024/25)", where it is not when the table was brought up to date."""
    told = any(found.lastgroup == "now" for found in words.as_at.finditer(text))
    return None if told or words["years.looks_back"].search(text) else _only_year(text, words)


def year_of_heading(text: str, words: PaperWords) -> Printed | None:
    """The one year that a heading names and nothing else: "Actions for 2025/26", and not "Net zero by 2030"."""
    year = _only_year(text, words)
    if year is None:
        return None
    beside = words["years.beside"].sub(" ", f"{text[: year.start]} {text[year.end :]}")
    return None if NO_WORD.sub("", beside) else year


def _only_year(text: str, words: PaperWords) -> Printed | None:
    dates = find_dates(text, words)
    return dates[0] if len(dates) == 1 and dates[0].shape in YEARS and dates[0].last.year - dates[0].first.year <= 1 else None


def _told(sentence: str, words: PaperWords) -> Reading[Period] | None:
    """The period that a sentence about the plan it stands above tells: "The plan runs from April 2025 to March 2029"; no other plan's."""
    pointed = words["periods.this"].match(sentence)
    noun = words.nouns.search(sentence, pointed.end()) if pointed is not None else None
    if pointed is None or noun is None or sentence[pointed.end() : noun.end()] != sentence[pointed.end() : noun.end()].lower():
        return None
    verb = len(sentence) - len(sentence[noun.end() :].lstrip())
    said = words["periods.runs"].match(sentence, verb) or words["periods.covers"].match(sentence, verb)
    dates = [one for one in find_dates(sentence, words) if one.shape in PERIODS] if said is not None else []
    if said is None or not dates or WORD.search(sentence[said.end() : dates[0].start].replace("from", "")):
        return None
    return _reading(sentence, dates[0], "period_told")


def _of_nameless(line: str, one: Printed, words: PaperWords) -> bool:
    """Whether the line opens with a plan and its period and nothing else: "Delivery Plan for 2023-26, position at 31 December 2024"."""
    plans = [noun for noun in words.nouns.finditer(line, 0, one.start) if noun.lastgroup == "action"]
    return bool(plans) and not re.search(r"[A-Za-z]{4}", line[: plans[0].start()] + line[plans[-1].end() : one.start])


def _single_year(title: str, edition_year: int | None, words: PaperWords) -> Reading[Period] | None:
    """"Action Plan 2024" is of 2024; "Climate Plan 2030" rather names its goal, so a round year needs support."""
    dates = find_dates(title, words)
    years = [one for one in dates if one.shape == "year"]
    if len(years) != 1 or len(dates) != 1 or as_at(title, words):
        return None
    year, before = years[0].first.year, title[: years[0].start].rstrip(" (:–—-")
    if _ends_with(before, words["periods.aims"]):
        return None
    if _ends_with(before, words["periods.towards"]):
        return Reading(title, Period(None, year), "towards_year", 0.7)
    if words["periods.onwards"].match(title[years[0].end :].lstrip()):
        return Reading(title, Period(year, None), "onwards", 0.8)
    if edition_year is not None and abs(edition_year - year) <= 1 or edition_year is None and year % 5:
        return Reading(title, Period(year, year), "single_year", 0.7)
    return None


def _ends_with(text: str, phrases: re.Pattern[str]) -> bool:
    return any(found.end() == len(text) for found in phrases.finditer(text))


def _reading(text: str, one: Printed, rule: str) -> Reading[Period]:
    is_council_year = (one.first, one.last) == (date(one.first.year, 4, 1), date(one.first.year + 1, 3, 31))
    return Reading(text[one.start : one.end], Period(one.first.year, one.last.year, is_council_year), rule)
