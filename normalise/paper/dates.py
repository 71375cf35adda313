"""The dates that a line of a paper's front prints: each with its days, its EDTF and what kind of date it is.

Only whole forms are read, those that need no context; deadlines have a grammar of their own (`timescales.py`).
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal

from normalise.paper.words import PaperWords

Shape = Literal["day", "month", "quarter", "season", "financial_year", "year", "span"]

DIGIT = re.compile(r"\d")
TO = re.compile(r"\s*(?:[-–—]|to|until|through)\s*", re.IGNORECASE)
AND = re.compile(r"\s*(?:,|,?\s(?:and|&)\s)\s*")
EARLIEST, LATEST = 1980, 2100


@dataclass(frozen=True, slots=True)
class Printed:
    """One date as a line prints it: where, its first and last day, and the EDTF that it is as an as-at date."""

    start: int
    end: int
    first: date
    last: date
    shape: Shape
    edtf: str | None
    """Of a quarter or a financial year its last month; None for a span of years, which is nobody's as-at date."""


def find_dates(text: str, words: PaperWords) -> tuple[Printed, ...]:
    """Every date that the text prints, in order; two that "to" or a dash joins are one span, and financial years that follow each other."""
    return _find_dates(text, words) if DIGIT.search(text) else ()  # every date has a year, or the number of one


@lru_cache(maxsize=2048)
def _find_dates(text: str, words: PaperWords) -> tuple[Printed, ...]:
    """A line is asked for its dates by the readers of titles, periods, editions and stages alike."""
    found: list[Printed] = []
    for match in words.dates.finditer(text):
        one = _read(match, words)
        if one is None:
            continue
        if found and (TO.fullmatch(text, found[-1].end, one.start) and found[-1].first < one.first or _is_next(found[-1], one, text)):
            before = found.pop()
            edtf = None if one.shape in ("year", "span") else one.edtf
            one = Printed(before.start, one.end, before.first, one.last, "span", edtf)
        found.append(one)
    return tuple(found)


def _is_next(before: Printed, one: Printed, text: str) -> bool:
    """Whether a financial year begins where the one before it ended: "2025/26 and 2026/27"."""
    years = one.shape == "financial_year" and before.last.year == one.first.year and before.last.month == 3
    return years and AND.fullmatch(text, before.end, one.start) is not None


def last_day(edtf: str) -> date | None:
    """The last day of a year, month, day or season, or of the end of an interval; None where it is none of these."""
    parts = edtf.split("/")[-1].split("-")
    if not all(part.isdigit() for part in parts):
        return None
    numbers = [int(part) for part in parts]
    try:
        if len(numbers) == 3:
            return date(*numbers)
        if len(numbers) == 2 and numbers[1] > 20:
            return _season(numbers[0], numbers[1])[1]
        return _month(numbers[0], numbers[1] if len(numbers) == 2 else 12)[1]
    except ValueError:
        return None


def _read(match: re.Match[str], words: PaperWords) -> Printed | None:
    try:
        days = _days(match, words)
    except ValueError:
        return None
    if days is None or not EARLIEST <= days[0].year <= days[1].year <= LATEST:
        return None
    first, last, shape = days
    return Printed(match.start(), match.end(), first, last, shape, _edtf(first, last, shape, match, words))


def _days(match: re.Match[str], words: PaperWords) -> tuple[date, date, Shape] | None:
    part = match.groupdict()
    if day := _one_day(part, words):
        return day, day, "day"
    if part["month"]:
        return *_month(_year(part["monthyear"]), words.months[part["month"].lower()]), "month"
    if part["slashmonth"]:
        return *_month(_year(part["slashyear"]), int(part["slashmonth"])), "month"
    if nth := part["quarter"] or part["prequarter"]:
        year, end = part["quarteryear"] or part["prequarteryear"], part["quarterend"] or part["prequarterend"]
        return *_quarter(int(nth), _year(year), bool(end)), "quarter"
    if part["season"]:
        return *_season(int(part["seasonyear"]), words.seasons[part["season"].lower()]), "season"
    if part["from"] or part["fyfrom"]:
        return _pair(part["from"] or part["fyfrom"], part["between"] or "/", part["till"] or part["fytill"])
    if part["year"]:
        return date(int(part["year"]), 1, 1), date(int(part["year"]), 12, 31), "year"
    return None


def _one_day(part: dict[str, str | None], words: PaperWords) -> date | None:
    if part["iso"]:
        return date.fromisoformat(part["iso"])
    if part["dd"] and part["mm"] and part["yy"]:
        return date(_year(part["yy"]), int(part["mm"]), int(part["dd"]))
    if part["day"] and part["daymonth"] and part["dayyear"]:
        return date(_year(part["dayyear"]), words.months[part["daymonth"].lower()], int(part["day"]))
    if part["usday"] and part["usmonth"] and part["usyear"]:
        return date(int(part["usyear"]), words.months[part["usmonth"].lower()], int(part["usday"]))
    return None


def _pair(start: str, mark: str, end: str) -> tuple[date, date, Shape] | None:
    """"2023/24" and "2023-24" are a financial year; "2023-28" and "2026-2027" are calendar years."""
    first = _year(start)
    last = int(end) if len(end) == 4 else first // 100 * 100 + int(end)
    if last <= first or last > first + 60:
        return None
    if last == first + 1 and (len(end) == 2 or mark == "/"):
        return date(first, 4, 1), date(last, 3, 31), "financial_year"
    return date(first, 1, 1), date(last, 12, 31), "span"


def _quarter(nth: int, year: int, financial: bool) -> tuple[date, date]:
    """Of "Q2 2024/25" July to September 2024, since council years start in April; of "Q2 2024" April to June."""
    month = 3 * nth - 2 + 3 * financial
    year, month = (year + 1, month - 12) if month > 12 else (year, month)
    return date(year, month, 1), _month(year, month + 2)[1]


def _season(year: int, code: int) -> tuple[date, date]:
    if not 21 <= code <= 24:
        raise ValueError(code)
    opens = 3 * (code - 20)
    return date(year, opens, 1), _month(year + (code == 24), 2 if code == 24 else opens + 2)[1]


def _month(year: int, month: int) -> tuple[date, date]:
    if not 1 <= month <= 12:
        raise ValueError(month)
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def _year(digits: str) -> int:
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def _edtf(first: date, last: date, shape: Shape, match: re.Match[str], words: PaperWords) -> str | None:
    if shape == "span":
        return None
    if shape == "day":
        return last.isoformat()
    if shape == "year":
        return f"{last.year:04}"
    if shape == "season":
        return f"{first.year:04}-{words.seasons[match['season'].lower()]}"
    return f"{last.year:04}-{last.month:02}"
