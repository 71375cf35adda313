"""The day an action was truly completed, where a paper prints one beside the state. Numeric dates are day first."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from normalise.status.words import StatusWords

DIGIT = re.compile(r"\d")
NUMERIC = re.compile(r"(?<![\d/.])(?P<day>\d{1,2})\s*[/.-]\s*(?P<month>\d{1,2})\s*[/.-]\s*(?P<year>\d{4}|\d{2})(?![\d/])")
ISO = re.compile(r"(?<!\d)(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})(?!\d)")
MONTH_YEAR = re.compile(r"(?<![\d/.])(?P<month>\d{1,2})\s*/\s*(?P<year>\d{4})(?![\d/])")


def read_completed(text: str, words: StatusWords) -> date | None:
    """The completion date a cell is, or prints beside "completed"; the last day of a month alone. None where unsure."""
    days = list(_days(text, words))
    if len(days) == 1 and not re.search(r"[^\W_]", text[: days[0][0]] + text[days[0][1] :]):
        return days[0][2]
    return read_completed_beside(text, words)


def prints_day(text: str, words: StatusWords) -> bool:
    """Whether a text prints a full date or a month of a year."""
    return next(_days(text, words), None) is not None


def read_completed_beside(text: str, words: StatusWords) -> date | None:
    """The one date printed right after a word of completion; None where there is none, several, or it is still to come."""
    found = set()
    for start, _, day in _days(text, words):
        before = text[max(0, start - 60) : start]
        if (done := words.done_on.search(before)) is None:
            continue
        lead = before[: done.start("word")]
        if not words.grammar.future.search(lead) and not words.grammar.negation.search(lead) and not words.grammar.whenever.search(lead):
            found.add(day)
    return found.pop() if len(found) == 1 else None


def _days(text: str, words: StatusWords) -> Iterator[tuple[int, int, date]]:
    """Every full date or month of a year in the text: where it stands, and its last day."""
    taken: list[tuple[int, int]] = []
    if not DIGIT.search(text):
        return
    for pattern in (ISO, NUMERIC, _named(words.month), MONTH_YEAR):
        for found in pattern.finditer(text):
            span = found.span()
            day = _day(found.groupdict(), words)
            if day is not None and not any(start < span[1] and span[0] < end for start, end in taken):
                taken.append(span)
                yield (*span, day)


@lru_cache(maxsize=4)
def _named(month: str) -> re.Pattern[str]:
    return re.compile(
        rf"(?:(?<!\d)(?P<day>\d{{1,2}})\s*(?:st|nd|rd|th)?\s*(?:of\s+)?[-\s]?)?(?P<name>{month})[.,]?[\s'’-]*(?P<year>\d{{4}}|\d{{2}})(?!\d)",
        re.IGNORECASE,
    )


def _day(parts: dict[str, str | None], words: StatusWords) -> date | None:
    name, printed = parts.get("name"), parts.get("month")
    month = words.months.get(name.casefold(), 0) if name else int(printed or 0)
    year = int(parts["year"] or 0)
    year += 2000 if year < 100 else 0
    if not 1 <= month <= 12 or not 1990 <= year <= 2100:
        return None
    last = monthrange(year, month)[1]
    day = int(parts.get("day") or last)
    return date(year, month, day) if 1 <= day <= last else None
