"""The years of dates that print none: lent by the date beside them, or by a document whose plan is for one year."""

from __future__ import annotations

import re
from datetime import date

from normalise.time.calendar_spans import Span, day_span, month_span
from normalise.time.items import Item
from normalise.time.limits import bend
from normalise.time.words import TimeBase, TimeWords

NEIGHBOUR = re.compile(r"[\s,]*(?:-+|/|&|,|and|to|or|into)?[\s]*")
APRIL = 4
LENT = ("lent_year",)
"""The flag of a date whose year is printed elsewhere: as that of the plan, of a header or of a heading."""


def lent_by_neighbours(items: list[Item], text: str) -> list[Item]:
    """Dates without a year take that of the date they are joined to: '1 April to 30 June 2024', 'June and December 2024'."""
    for at in range(len(items) - 2, -1, -1):
        item, later = items[at], items[at + 1]
        gap = text[item.end : later.start]
        if (
            item.kind != "bare"
            or not item.month
            or not later.is_point
            or later.plain is None
            or later.plain.due is None
            or later.plain.precision in ("year", "financial_year")
        ):
            continue
        if not NEIGHBOUR.fullmatch(gap):
            continue
        year = later.plain.due.year
        wraps = (item.month, item.day) > (later.plain.due.month, later.plain.due.day)
        items[at] = dated(item, year - wraps)
    return items


def lent_by_document(items: list[Item], base: TimeBase, words: TimeWords) -> list[Item]:
    """Dates without a year take that of a plan for one year: of 2024/25 "September", "Q3" and "31 March" can mean one time only."""
    if base.only_year is None and base.council_year is None or not any(item.kind == "bare" for item in items):
        return items
    return [_lent(item, base, words) if item.kind == "bare" else item for item in items]


def dated(item: Item, year: int) -> Item:
    """The day or month in that year; unchanged where the year has no such day."""
    return _as_point(item, _in_year(item, year))


def _in_year(item: Item, year: int) -> Span | None:
    return day_span(year, item.month, item.day) if item.day else month_span(year, item.month)


def _lent(item: Item, base: TimeBase, words: TimeWords) -> Item:
    if item.month:
        return _as_point(item, _in_year(item, base.only_year or (base.council_year or 0) + (item.month < APRIL)), LENT)
    if base.only_year is not None:
        if item.rule == "bare_quarter" and not base.financial:
            return item  # of a calendar year, or of the council's
        first, last, years = date(base.only_year, 1, 1), date(base.only_year, 12, 31), [str(base.only_year)]
    else:
        begins = base.council_year or 0
        first, last, years = date(begins, APRIL, 1), date(begins + 1, 3, 31), [str(begins), str(begins + 1)]
        if item.rule == "bare_quarter":
            years = [f"{begins}/{(begins + 1) % 100:02}"]
    spans = [span for year in years if (span := _read(f"{item.said} {year}", base, words)) and _lies_in(span, first, last)]
    return _as_point(item, spans[0], LENT) if len(spans) == 1 else item


def _read(text: str, base: TimeBase, words: TimeWords) -> Span | None:
    """The text as the first rule reads it that takes all of it."""
    for rule, pattern in words.rules.values():
        if (found := pattern.fullmatch(text)) and (span := rule.read(found, words, base)):
            return span
    return None


def _lies_in(span: Span, first: date, last: date) -> bool:
    return bool(span.start and span.due and first <= span.start and span.due <= last)


def _as_point(item: Item, span: Span | None, flags: tuple[str, ...] = ()) -> Item:
    if span is None:
        return item
    span = span._replace(rule=f"{item.rule}_lent_year", flags=(*span.flags, *flags))
    return item._replace(kind="point", span=bend(span, list(item.limits)), plain=span, rule=span.rule)
