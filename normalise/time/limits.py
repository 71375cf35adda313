"""What the words around a date make of it: "by", "until", "end of", "early", "from" bend it, the one that stands nearest first."""

from __future__ import annotations

from normalise.time.calendar_spans import (
    Span,
    between,
    day_after,
    day_before,
    day_span,
    end_of,
    month_span,
    months_span,
    roughly,
    ruled,
    since,
    third_of,
    upto,
    week_from,
)

ENDS = frozenset({"until", "by"})
OPENED_BY = ENDS | {"before"}
THIRDS = {"early": 0, "start": 0, "mid": 1, "late": 2}


def bend(span: Span | None, limits: list[str]) -> Span | None:
    """The span as its limits make it, the one that stands nearest first."""
    if limits[-1:] == ["start"]:
        by = limits[-2:-1] and limits[-2] in OPENED_BY
        span, limits = (_first_day(span) if by and span else span and _bent(span, "early")), limits[:-1]
    for limit in reversed(limits):
        if span is None:
            return None
        span = _bent(span, limit)
    return span


def _first_day(span: Span) -> Span | None:
    """The day that a time opens with: by "the start of 2026/27" is by 1 April."""
    first = span.start and day_span(span.start.year, span.start.month, span.start.day)
    return ruled(first, f"start_{span.rule}")._replace(flags=span.flags) if first else None


def _bent(span: Span, limit: str) -> Span | None:
    if limit == "year_end":
        if span.precision == "day":  # "31 March 2026 - year end"
            return span
        return end_of(span)._replace(rule=f"end_{span.rule}") if span.precision == "financial_year" else None
    bends = {"by": upto, "until": upto, "before": day_before, "from": since, "after": day_after, "end": end_of, "around": roughly}
    if limit == "week":
        return ruled(week_from(span), f"week_of_{span.rule}") if span.precision == "day" else span
    if limit in bends:
        bent = bends[limit](span) if not (limit in ENDS and span.start is None) else span
        return ruled(bent, f"{limit}_{span.rule}")
    if limit in ("early_mid", "mid_late"):
        first = limit == "mid_late"
        return between(third_of(span, first), third_of(span, first + 1))
    if limit in THIRDS:
        return third_of(span, THIRDS[limit])._replace(rule=f"{limit}_{span.rule}")
    return span


def last_of(span: Span | None) -> Span | None:
    """The month or quarter that a stretch of them ends with: "slipped from Q2 to Q4 2025/26" is the fourth; None for any other."""
    if span is None or not span.ranged or span.due is None or span.precision not in ("month", "quarter"):
        return None
    year, month = span.due.year, span.due.month
    last = month_span(year, month) if span.precision == "month" else months_span(year, month - 2, 3, "quarter")
    return last._replace(rule=f"last_of_{span.rule}")
