"""What the finds of one phrase come to: an ordered table of kinds, each a small rule over the finds."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import NamedTuple, get_args

from model import Deadline, Frequency, Kind
from normalise.time.calendar_spans import Span, since, upto
from normalise.time.items import Item
from normalise.time.lasting_times import MONTHS_OF, lasting_span
from normalise.time.moment_rules import LOOSE
from normalise.time.words import TimeBase, TimeWords, squash

DASH_BEFORE = re.compile(r"[\s,]*(?:-+|to|until)\s*")
NUMBER = re.compile(r"[0-9]+")
WORD = re.compile(r"[a-z]+")
STUMP = re.compile(r"(?<![a-z])[a-z]{1,3}(?:\s[a-z]{1,2})?\s+$")
LASTING = re.compile(r"[\s,]*(?:for(?:\s+an?)?(?:\s+period\s+of)?|\+)\s*(?:up\s+to\s+)?")
"""What stands between a month and how long the work goes on from it."""
LASTS = frozenset({"for", "over", "for up to", "for a period of"})
"""What stands before "18 months from April 2026", where it says how long and no deadline."""
BY_MONTHS: dict[int, Frequency] = {1: "monthly", 2: "two-monthly", 3: "quarterly", 6: "six-monthly", 12: "annual", 24: "biennial"}
BY_WEEKS: dict[int, Frequency] = {1: "weekly", 2: "fortnightly"}
FREQUENCIES: dict[str, Frequency] = {each: each for each in get_args(Frequency)}
UNIT_OF = {"weekly": "week", "monthly": "month", "annual": "year"}
RECURRENCES = {
    "daily": "FREQ=DAILY",
    "weekly": "FREQ=WEEKLY",
    "fortnightly": "FREQ=WEEKLY;INTERVAL=2",
    "monthly": "FREQ=MONTHLY",
    "two-monthly": "FREQ=MONTHLY;INTERVAL=2",
    "quarterly": "FREQ=MONTHLY;INTERVAL=3",
    "six-monthly": "FREQ=MONTHLY;INTERVAL=6",
    "annual": "FREQ=YEARLY",
    "biennial": "FREQ=YEARLY;INTERVAL=2",
}
REPEATS = frozenset({"frequency", "every", "times", "each_date", "each_weekday", "every_so_many"})
GOING_ON = frozenset({"ongoing", "continues", "goes_on"})
CONDITIONS = frozenset({"goes_on", "whole", "event", "opener"})
DOUBTFUL = (
    *("cross_reference", "undecided", "state", "frequency_unclear", "unread", "impossible"),
    *("moment", "session", "bare", "continues", "opener"),
)
EVENT = re.compile(r"\bthe\s+[0-9]{4}(?:\s?[/-]\s?[0-9]{2,4})?\s+[a-z]{4,}")
OUTER = frozenset({"within"})
"""Limits that stand before "within three months of the 2027 elections", and bend no date of it."""
BANDS = frozenset({"band", "stage", "spell", "soon", "fiscal_end"})


class Phrase(NamedTuple):
    """One phrase's finds, its mended text, and the words it was printed in."""

    raw: str
    text: str
    items: Sequence[Item]
    span: Span | None = None
    repeat: tuple[Frequency | None, str | None] | None = None
    goes_on: bool = False

    def has(self, *kinds: str) -> Item | None:
        """The first find of one of the kinds."""
        for item in self.items:
            if item.kind in kinds:
                return item
        return None


def read_phrase(raw: str, text: str, items: Sequence[Item], words: TimeWords, base: TimeBase) -> Deadline:
    """The deadline that one phrase states; kind unclear where no rule can say."""
    if len(items) == 1 and items[0].span is not None:
        return dated(Phrase(raw, text, items, items[0].span), words, base) or Deadline(raw, "unclear", rule="unread")
    live = [item for item in items if not (item.limits and item.kind == "point" and "historic" in item.limits)] or items
    kinds = {item.kind for item in live}
    span = next((item.span for item in live if item.kind == "point"), None) if "point" in kinds else None
    if len(kinds) == 1 and span is not None:
        return dated(Phrase(raw, text, live, span), words, base) or Deadline(raw, "unclear", rule="unread")
    repeat = next((repeat for item in live if item.kind in REPEATS and (repeat := read_repeat(item, words))), None)
    phrase = Phrase(raw, text, live, span, repeat, not GOING_ON.isdisjoint(kinds))
    for wakes, rule in RULES:
        if not wakes.isdisjoint(kinds) and (deadline := rule(phrase, words, base)) is not None:
            return deadline
    return Deadline(raw, "unclear", rule="unread")


def conditional(phrase: Phrase, words: TimeWords, base: TimeBase) -> Deadline | None:
    """'Within six months of adoption', 'as required', 'March 2025 subject to funding'; the date of an event counted from is none."""
    item = phrase.has("goes_on", "whole", "event") or next(
        (each for each in phrase.items if each.kind == "opener" and phrase.text[each.end :].strip(" .,;:)")), None
    )
    numbered = (moment := phrase.has("moment")) is not None and NUMBER.search(moment.text) is not None
    if item is None or numbered and item.kind == "opener" and item.text.startswith("before"):
        return None
    counted = item.kind == "event" and not words.units.keys().isdisjoint(WORD.findall(item.text))
    point = phrase.has("point") if counted else None
    dates_event = point is not None and OUTER.issuperset(point.limits) and point.start >= item.end
    return _deadline(phrase._replace(span=None) if dates_event else phrase, "conditional", item.rule)


def ongoing(phrase: Phrase, words: TimeWords, base: TimeBase) -> Deadline | None:
    """'On-going with quarterly reviews', 'April 2024 - ongoing'."""
    item = phrase.has("ongoing")
    if item is None:
        return None
    point = phrase.has("point")
    if point and phrase.span and point.end <= item.start and DASH_BEFORE.fullmatch(phrase.text[point.end : item.start]):
        phrase = phrase._replace(span=since(phrase.span))
    return _deadline(phrase, "ongoing", "ongoing", with_edtf=False)


def review(phrase: Phrase, words: TimeWords, base: TimeBase) -> Deadline | None:
    """'Review May 2022', 'annual review'; no day "before the 2027 elections"."""
    if phrase.span is not None and _names_an_event(phrase):
        phrase = phrase._replace(span=None)
    return (
        _deadline(phrase, "review", "review")
        if phrase.has("review") and (phrase.span or phrase.repeat or not phrase.has("unread", "undecided", "state"))
        else None
    )


def recurring(phrase: Phrase, words: TimeWords, base: TimeBase) -> Deadline | None:
    """'Quarterly', 'every six months from March 2010', '31 August (annually)'; 'May 2022 and quarterly' is a date first."""
    item, point = phrase.has(*REPEATS), phrase.has("point")
    if item is None or phrase.repeat is None:
        return None
    if (
        point
        and phrase.span
        and point.end <= item.start
        and words.patterns["then"].search(phrase.text[point.end : item.end + 12])
        and not phrase.span.edtf.endswith("/..")
    ):
        return None
    bare = [each for each in phrase.items if each.kind == "bare" and each.month]
    deadline = _deadline(phrase, "recurring", item.rule)
    return _each_year(deadline, bare) if bare and phrase.repeat[0] == "annual" and not point else deadline


def dated(phrase: Phrase, words: TimeWords, base: TimeBase) -> Deadline | None:
    """'By June 2010', '2023-25', 'end of 2023'; a month, quarter, season or moment that stands apart from its year is not all of it."""
    if phrase.span is not None and _names_an_event(phrase):
        return Deadline(phrase.raw, "unclear", rule="year_apart")
    if phrase.span is not None and phrase.span.rule == "year" and _is_torn(phrase, words):
        return Deadline(phrase.raw, "unclear", rule="year_unsure")
    several = phrase.span is not None and len(phrase.items) > 1
    if several and phrase.span and (soon := phrase.has("soon")) and (point := phrase.has("point")) and soon.end <= point.start:
        opens = DASH_BEFORE.fullmatch(phrase.text[soon.end : point.start]) and not point.limits and not phrase.span.ranged
        phrase = phrase._replace(span=upto(phrase.span)) if opens else phrase  # "Now – December 2025"
    if phrase.span is not None and phrase.span.rule == LOOSE:
        return Deadline(phrase.raw, "unclear", rule="moment")
    return None if phrase.span is None else _deadline(phrase, "range" if phrase.span.ranged else "date", phrase.span.rule)


def _names_an_event(phrase: Phrase) -> bool:
    """Whether the year is another thing's: "before the 2027 elections", "end of the 2026/27 municipal year"."""
    point = phrase.has("point")
    if point is None or point.rule not in ("year", "year_pair"):
        return False
    named = not {"before", "after"}.isdisjoint(point.limits) and EVENT.search(phrase.text, point.start)
    return bool(named or phrase.has("bare", "moment"))


def _is_torn(phrase: Phrase, words: TimeWords) -> bool:
    """Whether a stump that may be of a month's name stands before a year: "Ma 2026"."""
    point = phrase.has("point")
    stump = STUMP.search(phrase.text[: point.core]) if point and point.core else None
    letters = squash(stump[0]) if stump else ""
    return bool(letters) and not words.patterns["small"].fullmatch(letters) and any(name.startswith(letters) for name in words.months)


def lasting(phrase: Phrase, words: TimeWords, base: TimeBase) -> Deadline | None:
    """'April 2025 for 12 months', 'from 1 May 2026 for six months', 'for 18 months from April 2026'."""
    spell, point = phrase.has("spell", "event"), phrase.has("point")
    if spell is None or point is None or phrase.span is None or len(phrase.items) != 2:
        return None
    first, last = (point, spell) if point.end <= spell.start else (spell, point)
    between, opens = phrase.text[first.end : last.start], phrase.text[: first.start].strip()
    if spell is first:
        closed = not between.strip() and (_counts_from(spell) and opens in LASTS if spell.kind == "event" else "from" in point.limits)
    else:
        closed = LASTING.fullmatch(between) is not None and spell.kind == "spell"
    closed = closed and not phrase.text[last.end :].strip(" .,;:)")
    span = lasting_span(phrase.span, spell.text, words) if closed else None
    return _deadline(phrase._replace(span=span), "range", span.rule) if span is not None else None


def _counts_from(event: Item) -> bool:
    return event.text.endswith(" from") and not event.text.startswith("within")


def banded(phrase: Phrase, words: TimeWords, base: TimeBase) -> Deadline | None:
    """'Short term', '1-2 years', 'Phase 2': unclear, since the document's key has already had its say; so the year's end without a date."""
    item = phrase.has(*BANDS)
    if item is None:
        return None
    if item.kind == "fiscal_end" and (begins := base.present_year) is not None:
        last = date(begins + 1, 3, 31)
        return _deadline(
            phrase._replace(span=Span(f"../{last.isoformat()}", None, last, "financial_year", "fiscal_end")), "date", "fiscal_end"
        )
    return Deadline(phrase.raw, "unclear", rule="relative_band")


def doubtful(phrase: Phrase, words: TimeWords, base: TimeBase) -> Deadline | None:
    """'TBC', 'biannual', 'March' without a year, 'As above': known words that give no date."""
    item = phrase.has(*DOUBTFUL)
    if item is None:
        return None
    flags = ("cross_reference",) if item.kind == "cross_reference" else ()
    return Deadline(phrase.raw, "unclear", ongoing=phrase.goes_on, rule=item.rule, flags=flags)


RULES: tuple[tuple[frozenset[str], Callable[[Phrase, TimeWords, TimeBase], Deadline | None]], ...] = (
    (frozenset({"spell", "event"}), lasting),
    (CONDITIONS, conditional),
    (frozenset({"ongoing"}), ongoing),
    (frozenset({"review"}), review),
    (REPEATS, recurring),
    (frozenset({"point"}), dated),
    (BANDS, banded),
    (frozenset(DOUBTFUL), doubtful),
)
"""In order, each with the kinds of finds that it can do anything with."""


def read_repeat(item: Item, words: TimeWords) -> tuple[Frequency | None, str | None] | None:
    """The frequency and its RRULE, from the word or from the numbers of 'every three months' and 'twice a year'."""
    if item.kind == "frequency":
        name = words.frequencies.get(squash(item.text))
        return _as_frequency(name) if name else None
    if item.kind in ("each_date", "each_weekday"):
        return _as_frequency("annual" if item.kind == "each_date" else "weekly")
    tokens = re.findall(r"[a-z]+|[0-9]+" if item.kind == "every_so_many" else r"[a-z]+(?:-[a-z]+)?|[0-9]+", item.text)
    unit = words.units.get(tokens[-1]) or UNIT_OF.get(words.frequencies.get(tokens[-1], ""), "")
    counts = [
        int(token) if token.isdigit() else words.numbers[token]
        for token in tokens[:-1]
        if token.isdigit() or token in words.numbers and token not in ("a", "an")
    ]
    if item.kind == "times":
        times = counts[0] if counts else 2 if tokens[0].startswith("twice") else 3 if tokens[0].startswith("thrice") else 1
        return _times_a(times, unit)
    return _every(counts[0] if counts else 1, unit)


def _times_a(times: int, unit: str) -> tuple[Frequency | None, str | None]:
    if times == 1:
        return _every(1, unit)
    months = MONTHS_OF.get(unit, 0)
    return _every(months // times, "month") if times and months and months % times == 0 else ("regular", None)


def _every(count: int, unit: str) -> tuple[Frequency | None, str | None]:
    """Every so many units; a stretch that has no name keeps its RRULE only."""
    if not count or unit == "term":
        return ("termly" if unit == "term" and count == 1 else "regular", None)
    if months := MONTHS_OF.get(unit, 0) * count:
        name = BY_MONTHS.get(months)
        rrule = f"FREQ=YEARLY;INTERVAL={months // 12}" if months % 12 == 0 else f"FREQ=MONTHLY;INTERVAL={months}"
        return (name, RECURRENCES[name] if name else rrule)
    if unit == "week":
        return (BY_WEEKS.get(count), "FREQ=WEEKLY" if count == 1 else f"FREQ=WEEKLY;INTERVAL={count}")
    if unit != "day":
        return ("regular", None)
    return ("daily" if count == 1 else None, "FREQ=DAILY" if count == 1 else f"FREQ=DAILY;INTERVAL={count}")


def _as_frequency(name: str) -> tuple[Frequency | None, str | None]:
    return FREQUENCIES.get(name), RECURRENCES.get(name)


def _each_year(deadline: Deadline, bare: Sequence[Item]) -> Deadline:
    """The same day or months of every year: FREQ=YEARLY;BYMONTH=8;BYMONTHDAY=31; "April and October" come every six months."""
    numbers = sorted({item.month for item in bare})
    months = ",".join(map(str, numbers))
    days = sorted({item.day for item in bare if item.day})
    if len(days) > 1:
        return deadline  # from a day of one month to a day of another
    rule = f"FREQ=YEARLY;BYMONTH={months}" + (f";BYMONTHDAY={days[0]}" if len(days) == 1 else "")
    if deadline.rule != "each_date" or len(numbers) < 2:
        return replace(deadline, recurrence=rule)
    gaps = {(later - month) % 12 for month, later in pairwise([*numbers, numbers[0]])}
    return replace(deadline, frequency=BY_MONTHS.get(gaps.pop(), "regular") if len(gaps) == 1 else "regular", recurrence=rule)


def _deadline(phrase: Phrase, kind: Kind, rule: str, with_edtf: bool = True) -> Deadline:
    span, (frequency, recurrence) = phrase.span, phrase.repeat or (None, None)
    if span is None:
        return Deadline(phrase.raw, kind, ongoing=phrase.goes_on, frequency=frequency, recurrence=recurrence, rule=rule)
    edtf, start, due, precision, by_rule, flags, _ = span
    told = rule if rule == by_rule else f"{rule}:{by_rule}"
    said = edtf if with_edtf else None
    return Deadline(phrase.raw, kind, said, start, due, precision, phrase.goes_on, frequency, recurrence, told, flags)
