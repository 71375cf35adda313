"""Days that have a name, and a school's terms, beside their year: "by Easter 2025", "Autumn term 2024"."""

from __future__ import annotations

from datetime import date, timedelta
from re import Match

from normalise.time.calendar_spans import Span, day_span, months_span
from normalise.time.words import PointRule, TimeBase, TimeWords, full_year, squash

EASTER = "easter"
LOOSE = "holiday"
"""The rule of a name that is a day's and that of the time around it."""
SCHOOL_YEAR_BEGINS = 9


def easter_sunday(year: int) -> date:
    """The Easter Sunday of a year in the Gregorian calendar (the computus of Meeus, Jones and Butcher)."""
    golden, (century, rest) = year % 19, divmod(year, 100)
    leap, left = divmod(century, 4)
    moon = (19 * golden + century - leap - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    week = (32 + 2 * left + 2 * (rest // 4) - moon - rest % 4) % 7
    month, day = divmod(moon + week - 7 * ((golden + 11 * moon + 22 * week) // 451) + 114, 31)
    return date(year, month, day + 1)


def feast(found: Match[str], words: TimeWords, base: TimeBase) -> Span | None:
    """'Easter 2025', 'Christmas Eve 2024': the day itself; the holidays around it are none."""
    year, told = int(found["year"]), words.feasts[squash(found["feast"])]
    if told.startswith(EASTER):
        day = easter_sunday(year) + timedelta(days=int(told.removeprefix(EASTER)))
        return day_span(day.year, day.month, day.day)
    month, _, number = told.partition("-")
    return day_span(year, int(month), int(number))


def school_term(found: Match[str], words: TimeWords, base: TimeBase) -> Span | None:
    """'Autumn term 2024', 'summer term 2024/25': the months that it touches in any county."""
    first, _, count = words.terms[squash(found["term"])].partition("+")
    years = found["year"].replace("-", "/").split("/")
    year = full_year(years[0])
    if len(years) > 1:
        if str(year + 1)[-2:] != years[-1].strip()[-2:]:
            return None
        year += int(first) < SCHOOL_YEAR_BEGINS
    return months_span(year, int(first), int(count), "season")


RULES: tuple[PointRule, ...] = (
    PointRule(r"(?P<feast>FEAST)[\s,]+(?P<year>YEAR)(?!\s*[/-]\s?[0-9]|\s+AROUND)", feast),
    PointRule(r"(?P<feast>HOLIDAY)[\s,]+(?P<year>YEAR)(?!\s*[/-]\s?[0-9]|\s+AROUND)", feast, LOOSE),
    PointRule(r"(?P<term>TERM)[\s,:(-]*(?:of\s)?\s*(?P<year>PAIR|YEAR|SHORT)", school_term),
)
"""In order, to stand before the seasons."""
