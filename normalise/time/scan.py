"""Finds every date and time word of a text, bends the dates by the words around them, and joins the two ends of a range."""

from __future__ import annotations

import re
from functools import lru_cache

from normalise.time.calendar_spans import (
    Span,
    between,
    day_span,
    ruled,
)
from normalise.time.items import Item
from normalise.time.lent_years import dated, lent_by_document, lent_by_neighbours
from normalise.time.limits import ENDS, bend, last_of
from normalise.time.words import TimeBase, TimeWords, squash

DASH = re.compile(r"[\s,]*(?:-+|into(?=\s))[\s]*")
AND = re.compile(r"\s*(?:and|&|-+)\s*")
LISTING = re.compile(r"\s*(?:,|&|and|,\s*and)\s*")
"""What parts the years of one list."""
LOOSE = re.compile(r"[\s,;:.()]*(?:and|then|&|-+|/)?[\s,:(]*")
LETTERS = re.compile("[a-z]+")
NUMBER = re.compile(r"[0-9]+")
NUMERALS = frozenset({"numeric_day", "year_pair", "numeric_month", "year", "financial_years", "iso_day"})
STRETCHES = frozenset({"months_of_year", "quarters_of_year", "year_quarters", "days_of_month", "seasons"})
YEAR_SIZE = 8
"""Letters at the end of a date that may be its years: " 2025-26"."""
DOTTED = "numeric_day_unsure"
MAY_BE_LIMIT = frozenset({"opener", "ongoing", "undecided", "state", "soon", "fiscal_end", "spell", "whole"})
INNER = frozenset({"early", "start", "mid", "late", "early_mid", "mid_late", "year_end", "week"})
CLOSES = ENDS | {"end"}
BY = "by "
GOES_ON = re.compile(r"\s*(?:-|to\b|until\b|onwards?\b)")
LONGEST_CHAIN = 60
LONGEST_STRETCH = 6
"""Years between two days in figures that a dash joins; a first further away is a reference."""


def scan(text: str, words: TimeWords, base: TimeBase) -> list[Item]:
    """Every find of a mended text in order; ranges are one find, dates without a year have borrowed their neighbour's."""
    items: list[Item] = []
    for name, start, end in _sightings(text, words):
        if name in words.rules:
            if name in NUMERALS and start and words.patterns["marker"].search(text, max(0, start - LONGEST_CHAIN), start):
                continue
            _add_point(items, _point(name, text, start, end, words, base), text, words)
        elif name.startswith("bare_"):
            _add_point(items, _bare(name, text[start:end], start, end, words), text, words)
        else:
            items.append(Item(name, start, end, text[start:end], None, None, (), name, start))
    if len(items) > 1:
        items = _listed(lent_by_neighbours(items, text), text)
    items = lent_by_document(items, base, words)
    return _moved(_joined(items, text)) if len(items) > 1 else items


@lru_cache(maxsize=4096)
def _sightings(text: str, words: TimeWords) -> tuple[tuple[str, int, int], ...]:
    """What the scanner finds and where, whatever the document tells: a cell is scanned to know what it is, and again to be read."""
    return tuple((str(found.lastgroup), *found.span()) for found in words.patterns["scanner"].finditer(text))


def _point(name: str, text: str, start: int, end: int, words: TimeWords, base: TimeBase) -> Item:
    rule, pattern = words.rules[name]
    found, printed = pattern.fullmatch(text, start, end), text[start:end]
    span = rule.read(found, words, base) if found else None
    if span is None:
        return Item("unread", start, end, printed, rule=f"{name}_unsure", core=start)
    span = ruled(span, name)
    return Item("point", start, end, printed, span, span, (), name, start)


def _bare(name: str, printed: str, start: int, end: int, words: TimeWords) -> Item:
    """A date that does not say its year."""
    letters = LETTERS.findall(printed)
    month = next((words.months[each] for each in letters if each in words.months), 0) if name in ("bare_day", "bare_month") else 0
    number = NUMBER.search(printed) if name == "bare_day" else None
    return Item("bare", start, end, printed, rule=name, core=start, month=month, day=int(number[0]) if number else 0, said=printed)


def _add_point(items: list[Item], point: Item, text: str, words: TimeWords) -> None:
    """Puts one more behind the finds, its limits taken in, from a find just before it too ('until' + 'March 2024')."""
    start, limits = _limits_before(items, point.start, text, words) if point.start else (0, [])
    single = point.plain is not None and not point.plain.ranged and not GOES_ON.match(text, point.end)
    if start and single and text.startswith(BY) and {"within"}.issuperset(limits) and words.patterns["by_event"].fullmatch(text, 0, start):
        start, limits = 0, ["by"]
    while items and start < items[-1].end:
        del items[-1]
    end = point.end
    if end < len(text) and (after := words.patterns["trailer"].match(text, end)) is not None:
        told = after.lastindex or 0
        limits.insert(0, words.trailers[squash(after[told])])
        end = after.end() if after[0].count("(") == after[0].count(")") else after.end(told)
    if not limits:
        items.append(point)
        return
    if "shifted" in limits:
        if (last := last_of(point.plain)) is not None:
            items.append(Item("point", start, end, text[start:end], last, last, (), last.rule, point.core))
            return
        limits = ["historic" if limit == "shifted" else limit for limit in limits]
    if limits[-1:] == ["from"] and _is_closed(point) and text.startswith("from", start):
        limits.pop()  # "from April to June 2026" says its end
    bent = bend(point.plain, limits)
    if point.kind == "point" and bent is None:
        items.append(Item("unread", start, end, text[start:end], rule=f"{point.rule}_unsure", core=point.core))
        return
    items.append(point._replace(start=start, end=end, text=text[start:end], span=bent, limits=tuple(limits)))


def _is_closed(point: Item) -> bool:
    """Whether a date goes from one time to another: no year in two figures, and none of "Q1/Q2", which leaves when it begins."""
    span = point.plain
    if span is None or not span.ranged:
        return False
    if span.rule in ("year_pair", "financial_years"):
        return span.rule == "financial_years" or span.precision == "year"
    return span.rule in STRETCHES and (" to " in point.text or "-" in point.text[:-YEAR_SIZE])


def _limits_before(items: list[Item], at: int, text: str, words: TimeWords) -> tuple[int, list[str]]:
    """Where the words that bend a date begin, and what they mean; they may take in the whole of finds before, never a part of one."""
    last = items[-1] if items else None
    floors = [items[-2].end if len(items) > 1 else 0] if last and last.kind in MAY_BE_LIMIT else []
    if floors and len(items) > 1 and items[-2].kind in MAY_BE_LIMIT:
        floors.insert(0, items[-3].end if len(items) > 2 else 0)  # "paused" and "until" are finds of their own
    for floor in [*floors, last.end if last else 0]:
        floor = max(floor, at - LONGEST_CHAIN)
        found = words.patterns["chain"].search(text[floor:at]) if at > floor else None
        start = floor + found.start() if found else at
        if found and not any(item.start < start < item.end for item in items[-2:]):
            return start, [words.limits[squash(limit[0])] for limit in words.patterns["limit"].finditer(found[0])]
    return at, []


def _inner(item: Item) -> Span | None:
    """The span of one end of a range: parts of it count ('end of March'), the words that open or close the range do not."""
    return bend(item.plain, [limit for limit in item.limits if limit in INNER])


def _joined(items: list[Item], text: str) -> list[Item]:
    """The finds with the two ends of each range made one."""
    done: list[Item] = [items[0]]
    for item in items[1:]:
        last = done[-1] = _dotted(done[-1], item, text[done[-1].end : item.start])
        span = _range(last, item, text[last.end : item.start]) if last.is_point and item.is_point else None
        if span is None:
            done.append(item)
            continue
        outer = [limit for limit in last.limits if limit in ("by", "around")]
        done[-1] = last._replace(end=item.end, text=text[last.start : item.end], span=bend(span, outer), plain=span, rule=span.rule)
    return done


def _dotted(first: Item, last: Item, gap: str) -> Item:
    """The first of two finds, a day after all where a dash joins it to one: "1.4.26" may be a reference, "1.4.26 - 31.3.27" is none."""
    joined = DASH.fullmatch(gap) or "until" in last.limits and not gap.strip()
    if first.rule != DOTTED or not joined or last.plain is None or last.plain.due is None or last.plain.precision != "day":
        return first
    day, month, year = (int(each) for each in NUMBER.findall(first.text)[-3:])
    span = day_span(2000 + year, month, day)
    if span is None or not 0 <= last.plain.due.year - 2000 - year <= LONGEST_STRETCH:
        return first
    span = ruled(span, "numeric_day")
    return Item("point", first.start, first.end, first.text, span, span, (), span.rule, first.core)


def _moved(items: list[Item]) -> list[Item]:
    """The finds, dates history whose place another takes: 'June 2024, slipped to May 2025', 'put back to May 2025 from June 2024'."""
    last = max((at for at, item in enumerate(items) if "moved" in item.limits), default=None)
    if last is None:
        return items
    left = [at for at in (last + 1,) if at < len(items) and items[at].limits == ("from",) and items[at].start - items[last].end <= 1]
    return [
        item._replace(limits=(*item.limits, "historic")) if item.is_point and (at < last or at in left) else item
        for at, item in enumerate(items)
    ]


def _range(first: Item, last: Item, gap: str) -> Span | None:
    """From the first to the last where the words between say so; None where they are two dates."""
    if "historic" in first.limits:
        return None  # "slipped from June 2024 to May 2025"
    outer = last.limits[0] if last.limits else ""
    if first.text.count("(") > first.text.count(")"):
        gap = gap.removeprefix(")")
    dashed = bool(DASH.fullmatch(gap)) and outer in ("", "end", "early", "start", "mid", "late", "within", "until", "week")
    stretched = outer == "until" and not gap.strip(" ,-")
    bounded = "between" in first.limits and bool(AND.fullmatch(gap))
    opened = "from" in first.limits and (outer in CLOSES and bool(LOOSE.fullmatch(gap)))
    if not (dashed or stretched or bounded or opened):
        return None
    start, end = _inner(first), _inner(last)
    return between(start, end) if start and end else None


def _listed(items: list[Item], text: str) -> list[Item]:
    """The years of a list behind a day, or two and more behind a month, mean the same of each: "31 March 2026, 2027 and 2028"."""
    if items[-1].rule != "year":
        return items
    for at, first in enumerate(items):
        if first.plain is None or first.plain.due is None or first.plain.ranged or first.plain.precision not in ("day", "month"):
            continue
        last = at
        while last + 1 < len(items) and _is_next_year(items[last], items[last + 1], text):
            last += 1
        day = first.plain.due.day if first.plain.precision == "day" else 0
        if last - at < (1 if day else 2) or last + 1 < len(items) or text[items[last].end :].strip(" .,;)"):
            continue
        for item_at in range(at + 1, last + 1):
            item = items[item_at]._replace(rule=first.rule, month=first.plain.due.month, day=day, limits=first.limits)
            items[item_at] = dated(item, int(item.text))
    return items


def _is_next_year(item: Item, later: Item, text: str) -> bool:
    return later.rule == "year" and not later.limits and LISTING.fullmatch(text, item.end, later.start) is not None
