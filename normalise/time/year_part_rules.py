"""Parts of a year: quarters, halves and seasons, alone, in stretches and in lists."""

from __future__ import annotations

import re
from re import Match

from normalise.time.calendar_spans import Span, between, half_span, months_span, quarter_span, season_span
from normalise.time.words import TimeBase, TimeWords, full_year, squash

DIGITS = re.compile(r"[0-9]+")
PAIR = re.compile(r"([0-9]{2,4})\s*(-+|/|to)\s*([0-9]{1,4})")
WORD = re.compile(r"[a-z]+")
JOINT = re.compile(r"\band\b|[&,]")
FIRST_SEASON = 21
LISTS = frozenset({"and", "&", ",", "+"})
"""What parts the quarters and seasons of a list, which are one stretch only where none is left out."""
BETWEEN = re.compile(r"(?<![a-z])between\s+$")


def quarters_of_year(found: Match[str], words: TimeWords, base: TimeBase) -> Span | None:
    """'Q1-Q2 2024/25', 'Q3/4 2024'."""
    first, last = int(found["first"]), int(found["last"])
    year, financial = any_year(found["year"], base)
    if year is None or last <= first or (found["to"] == "/" and last != first + 1):
        return None
    listed = DIGITS.findall(found.string[found.start("first") : found.end("last")])
    if found["to"] in LISTS and len(listed) != last - first + 1 and not _are_ends(found):
        return None  # "Q2 & Q4" are two times
    return quarter_span(year, first, financial, last - first + 1)._replace(ranged=True)


def quarter_months(found: Match[str], words: TimeWords, base: TimeBase) -> Span | None:
    """'Q1 (Apr-Jun) 2024': the months tell whose quarter it is, and must be three."""
    first, last = month_of(found["first"], words), month_of(found["last"], words)
    return months_span(full_year(found["year"]), first, 3, "quarter") if first % 3 == 1 and last == first + 2 else None


def quarter(found: Match[str], words: TimeWords, base: TimeBase) -> Span | None:
    """'Q3 2024/25' is October to December 2024; 'Q3 2024' the calendar's, unless the document counts financially; '2024/25 Q3'."""
    year, financial = any_year(found["year"], base)
    nth = nth_of(found, words)
    return quarter_span(year, nth, financial) if year is not None and 1 <= nth <= 4 else None


def half(found: Match[str], words: TimeWords, base: TimeBase) -> Span | None:
    """'H1 2024', 'second half of 2024/25'."""
    year, financial = any_year(found["year"], base)
    nth = nth_of(found, words)
    return half_span(year, 2 if nth == 4 else nth, financial) if year is not None and nth in (1, 2, 4) else None


def seasons(found: Match[str], words: TimeWords, base: TimeBase) -> Span | None:
    """'Autumn/Winter 2024', 'Spring to Summer 2024'."""
    year = full_year(found["year"])
    told = [words.seasons[each] for each in WORD.findall(found[0]) if each in words.seasons]
    if LISTS.intersection(JOINT.findall(found[0])) and len(told) != told[-1] - told[0] + 1 and not _are_ends(found):
        return None  # "Spring and Autumn" are two times
    first, last = (season_span(year, words.seasons[found[each]] + FIRST_SEASON - 1) for each in ("first", "last"))
    return between(first, last)


def season(found: Match[str], words: TimeWords, base: TimeBase) -> Span | None:
    """'Summer 2023'; 'Winter 2023/24' begins in 2023; 'Spring 2023/24' could be either year's."""
    code = words.seasons[found["season"]] + FIRST_SEASON - 1
    if not (pair := PAIR.fullmatch(found["year"])):
        return season_span(full_year(found["year"]), code)
    first = consecutive(pair)
    return season_span(first, code) if first is not None and code != FIRST_SEASON else None


def month_of(printed: str, words: TimeWords) -> int:
    """The number of a month by its name."""
    return words.months[printed.rstrip(".")]


def nth_of(found: Match[str], words: TimeWords) -> int:
    """Which of several, in figures or in words."""
    printed = next(text for name, text in found.groupdict().items() if name.startswith("nth") and text)
    return int(printed) if printed.isdigit() else words.ordinals.get(squash(printed), words.numbers.get(squash(printed), 0))


def consecutive(pair: Match[str]) -> int | None:
    """The first year of a pair whose second is the next; None for any other."""
    first, last = full_year(pair[1]), pair[3]
    return first if str(first + 1).endswith(last) and len(pair[1]) in (2, 4) and len(last) != 3 else None


def any_year(printed: str, base: TimeBase) -> tuple[int | None, bool]:
    """The year that a quarter or half stands beside, and whether it is a financial one; "FY25" leaves which of two."""
    if pair := PAIR.search(printed):
        return consecutive(pair), True
    return None if printed[0].isalpha() else full_year(printed), base.financial


def _are_ends(found: Match[str]) -> bool:
    """Whether the two are the ends of a stretch: "between Q1 and Q3 2026/27"."""
    return BETWEEN.search(found.string, max(0, found.start() - 12), found.start()) is not None
