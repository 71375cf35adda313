"""Spans of days and how they are said in EDTF: pure arithmetic on the calendar, no words."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from model import Precision

COARSENESS: tuple[Precision, ...] = ("day", "month", "quarter", "season", "half", "financial_year", "year")
SEASON_STARTS = {21: 3, 22: 6, 23: 9, 24: 12}
"""EDTF season code to its first month; a winter runs into the next year."""


class Span(NamedTuple):
    """First and last day of what was said, either end open as None, with its EDTF string."""

    edtf: str
    start: date | None
    due: date | None
    precision: Precision
    rule: str = ""
    flags: tuple[str, ...] = ()
    ranged: bool = False
    """A stretch that was said by its two ends, or is open at one; a named month, quarter or season is none."""


def ruled(span: Span, rule: str) -> Span:
    """The same span, said by that rule."""
    return Span(span.edtf, span.start, span.due, span.precision, rule, span.flags, span.ranged)


@lru_cache(maxsize=16384)
def day_span(year: int, month: int, day: int) -> Span | None:
    """One day; None where the calendar has no such day."""
    if not (1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]):
        return None
    that = date(year, month, day)
    return Span(that.isoformat(), that, that, "day")


@lru_cache(maxsize=4096)
def month_span(year: int, month: int) -> Span:
    """One whole month."""
    return Span(f"{year:04d}-{month:02d}", date(year, month, 1), date(year, month, monthrange(year, month)[1]), "month")


@lru_cache(maxsize=4096)
def months_span(year: int, month: int, count: int, precision: Precision) -> Span:
    """`count` whole months from a month on, said as an interval of months."""
    last_year, last_month = divmod(year * 12 + month - 1 + count - 1, 12)
    first, last = month_span(year, month), month_span(last_year, last_month + 1)
    return Span(f"{first.edtf}/{last.edtf}", first.start, last.due, precision)


def year_span(year: int) -> Span:
    """One whole calendar year."""
    return Span(f"{year:04d}", date(year, 1, 1), date(year, 12, 31), "year")


def years_span(first: int, last: int) -> Span | None:
    """Calendar years, both whole; None where they run backwards."""
    if last <= first:
        return None
    return Span(f"{first:04d}/{last:04d}", date(first, 1, 1), date(last, 12, 31), "year", ranged=True)


def financial_span(first: int, last: int | None = None) -> Span | None:
    """The financial year that begins in April of `first`, through the one that begins in April of `last`."""
    last = first if last is None else last
    return months_span(first, 4, 12 * (last - first + 1), "financial_year")._replace(ranged=True) if last >= first else None


def quarter_span(year: int, nth: int, financial: bool, count: int = 1) -> Span:
    """`count` quarters from the nth of a year on; financial years begin in April."""
    month = 3 * (nth - 1) + (4 if financial else 1)
    return months_span(year + (month > 12), (month - 1) % 12 + 1, 3 * count, "quarter")


def half_span(year: int, nth: int, financial: bool) -> Span:
    """The first or second half of a year."""
    month = 6 * (nth - 1) + (4 if financial else 1)
    return months_span(year, month, 6, "half")


def season_span(year: int, code: int) -> Span:
    """A season by its EDTF code; the winter of a year begins in its December."""
    whole = months_span(year, SEASON_STARTS[code], 3, "season")
    return whole._replace(edtf=f"{year:04d}-{code}")


def upto(span: Span) -> Span:
    """By the end of it: no first day."""
    return span._replace(edtf=f"../{_upper(span.edtf)}", start=None, ranged=False)


def end_of(span: Span) -> Span:
    """The end of it, which is its last day."""
    return span if span.due is None else span._replace(edtf=f"../{span.due.isoformat()}", start=None, ranged=False)


def day_before(span: Span) -> Span:
    """Up to the day before it begins."""
    if span.start is None:
        return span
    last = span.start - timedelta(days=1)
    return span._replace(edtf=f"../{last.isoformat()}", start=None, due=last, ranged=False)


def since(span: Span) -> Span:
    """From its first day on, with no end."""
    if span.start is None:
        return span if span.due is None else span._replace(edtf=f"{span.due.isoformat()}/..", start=span.due, due=None, ranged=True)
    return span._replace(edtf=f"{_lower(span.edtf)}/..", due=None, ranged=True)


def day_after(span: Span) -> Span:
    """From the day after it ends on, with no end."""
    if span.due is None or span.due == date.max:
        return span
    first = span.due + timedelta(days=1)
    return span._replace(edtf=f"{first.isoformat()}/..", start=first, due=None, ranged=True)


def third_of(span: Span, which: int) -> Span:
    """Its first (0), middle (1) or last (2) third: months of a year, season or quarter, days of a month."""
    if span.start is None or span.due is None:
        return span
    count = 12 * (span.due.year - span.start.year) + span.due.month - span.start.month + 1
    if count >= 3:
        year, month = divmod(span.start.year * 12 + span.start.month - 1 + which * (count // 3), 12)
        part = months_span(year, month + 1, count // 3, span.precision)
        return part._replace(edtf=_lower(part.edtf) if count < 6 else part.edtf, rule=span.rule, flags=span.flags, ranged=False)
    if span.precision != "month":
        return span
    first = span.start.replace(day=1 + 10 * which)
    last = span.due if which == 2 else span.start.replace(day=10 + 10 * which)
    return span._replace(edtf=f"{first.isoformat()}/{last.isoformat()}", start=first, due=last)


def between(first: Span, last: Span) -> Span | None:
    """From the first day of one to the last day of the other; None where that runs backwards or an end is open."""
    if first.start is None or last.due is None or first.start > last.due:
        return None
    coarser = max(first.precision, last.precision, key=COARSENESS.index)
    flags = tuple(dict.fromkeys(first.flags + last.flags))
    return Span(
        f"{_lower(first.edtf)}/{_upper(last.edtf)}", first.start, last.due, coarser, f"{first.rule}_to_{last.rule}", flags, ranged=True
    )


def week_from(span: Span) -> Span:
    """The seven days from a day on; any other span as it is."""
    if span.start is None or span.precision != "day" or span.start != span.due:
        return span
    last = span.start + timedelta(days=6)
    return span._replace(edtf=f"{span.edtf}/{last.isoformat()}", due=last)


def roughly(span: Span) -> Span:
    """The same span, said to be approximate where EDTF can: intervals and seasons cannot."""
    return span if "/" in span.edtf or span.edtf.endswith("~") or span.precision == "season" else span._replace(edtf=f"{span.edtf}~")


def _lower(edtf: str) -> str:
    return edtf.partition("/")[0]


def _upper(edtf: str) -> str:
    return edtf.rpartition("/")[2]
