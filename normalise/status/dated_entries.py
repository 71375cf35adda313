"""Progress text that is a diary: entries each under a date of their own, of which the latest tells how things stand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from normalise.phrases import DASHES
from normalise.status.signals import TOLD, find_signals
from normalise.status.words import StatusWords

DIGIT = re.compile(r"\d")
Stamp = tuple[int, int, int]


def latest_entry(paragraphs: Sequence[str], words: StatusWords) -> list[str] | None:
    """The words of the latest of several dated entries; None where the text is no diary, or the latest entry tells no state."""
    entries: list[tuple[Stamp, list[str]]] = []
    if not any(map(DIGIT.search, paragraphs)):
        return None
    for paragraph in paragraphs:
        stamps = list(_stamp(words.month).finditer(paragraph))
        if entries and (not stamps or stamps[0].start() > 0):
            entries[-1][1].append(paragraph[: stamps[0].start()] if stamps else paragraph)
        for number, stamp in enumerate(stamps):
            end = stamps[number + 1].start() if number + 1 < len(stamps) else len(paragraph)
            entries.append((_order(stamp, words), [paragraph[stamp.end() : end].strip()]))
    if len(entries) < 2 or len({stamp for stamp, _ in entries}) < 2:
        return None
    latest = max(range(len(entries)), key=lambda number: (entries[number][0], number))
    texts = [text for text in entries[latest][1] if text]
    return texts if any(signal.tier >= TOLD for text in texts for signal in find_signals(text, words)) else None


@lru_cache(maxsize=4)
def _stamp(month: str) -> re.Pattern[str]:
    day = r"(?P<day>\d{1,2})[/.](?P<number>\d{1,2})[/.](?P<short>\d{4}|\d{2})"
    quarter = r"q(?:uarter)?\s*(?P<quarter>[1-4])(?:[\s(]*(?P<season>(?:20)?\d\d)(?:\s*/\s*\d\d)?\)?)?"
    named = rf"(?:\d{{1,2}}(?:st|nd|rd|th)?\s+)?(?P<month>{month})\.?\s+[’']?(?P<year>\d{{4}}|\d{{2}})"
    return re.compile(
        rf"(?:^|(?<=[.;)\]]\s)|(?<=\n))[\s(\[]*(?:update\s+)?(?:{named}|{day}|{quarter})(?:\s+update)?\s*[)\]]?\s*[:{DASHES}]\s*",
        re.IGNORECASE,
    )


def _order(stamp: re.Match[str], words: StatusWords) -> Stamp:
    """Year, month and day of an entry, as far as they are printed."""
    year = int(stamp["year"] or stamp["short"] or stamp["season"] or 0)
    month = words.months.get((stamp["month"] or "").casefold(), 0) or int(stamp["number"] or 0) or int(stamp["quarter"] or 0) * 3
    return (year + 2000 if 0 < year < 100 else year, month, int(stamp["day"] or 0))
