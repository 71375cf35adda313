"""How long work lasts that begins at a printed time: "from April 2025 for two years", "from 1 May 2026 for six months"."""

from __future__ import annotations

import re
from datetime import date, timedelta

from normalise.time.calendar_spans import Span, months_span, years_span
from normalise.time.words import TimeWords

COUNT = re.compile(r"[0-9]+|[a-z]+")
WORD = re.compile(r"[a-z]+")
MONTHS_OF: dict[str, int] = {"month": 1, "quarter": 3, "year": 12}


def lasting_span(span: Span, spell: str, words: TimeWords) -> Span | None:
    """From a day, a month or a year on for so many months or years; None where it could be more than one time."""
    told = [each for each in COUNT.findall(spell) if each.isdigit() or each in words.numbers]
    counts = [int(each) if each.isdigit() else words.numbers[each] for each in told]
    unit = next((words.units[each] for each in reversed(WORD.findall(spell)) if each in words.units), "")
    opens = not span.ranged or span.edtf.endswith("/..") or span.precision == "financial_year"
    if len(counts) != 1 or not counts[0] * MONTHS_OF.get(unit, 0) or span.start is None or span.flags or not opens:
        return None
    months = counts[0] * MONTHS_OF[unit]
    lasts: Span | None = None
    if span.precision == "month" or span.precision == "financial_year" and unit == "year":
        lasts = months_span(span.start.year, span.start.month, months, span.precision)
    elif span.precision == "year" and unit == "year" and span.edtf.partition("/")[0] == f"{span.start.year:04}":
        lasts = years_span(span.start.year, span.start.year + counts[0] - 1)
    elif span.precision == "day" and (last := _day_before(span.start, months)) is not None:
        lasts = Span(f"{span.start.isoformat()}/{last.isoformat()}", span.start, last, "day")
    return None if lasts is None else lasts._replace(rule=f"lasting_{span.rule}", ranged=True)


def _day_before(first: date, months: int) -> date | None:
    """The last of so many months that begin on a day; None where the month they end in has no such day."""
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    return date(year, month + 1, first.day) - timedelta(days=1) if first.day <= 28 else None
