"""Conservation of text: every word of a plan's own lines is in a field, in recognised furniture, or named as lost."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from model import Doubt, Line, Part, Place, Reading, Record

FIELDS = (
    *("action", "objective", "objective_ref", "priority", "priority_description", "priority_ref", "action_ref"),
    *("outcomes", "lead_raw", "timescale", "completed", "update", "status", "rag"),
)
TOKEN = re.compile(r"\w+", re.UNICODE)


@dataclass(frozen=True, slots=True)
class Account:
    """Characters of a plan's own lines, white space and marks apart, and a doubt for every line that lost some."""

    found: int
    kept: int
    furniture: int
    doubts: tuple[Doubt, ...]


def audit(part: Part, records: Sequence[Record]) -> Account:
    """What became of each printed word: it sets what is printed against what is published, and so does not trust the way between."""
    printed = _count(line.text for line in part.lines)
    homes = (
        _count(_published(part, records)),
        _count(
            chain((stray.text for stray in part.strays if stray.furniture), (paragraph.text for paragraph in (*part.heading, *part.legend)))
        ),
        _count(stray.text for stray in part.strays if not stray.furniture),
    )
    homeless, taken = dict(printed), []
    for home in homes:
        taken.append(0)
        for token in homeless.keys() & home.keys():
            housed = min(homeless[token], home[token])
            homeless[token] -= housed
            taken[-1] += housed * len(token)
    found = sum(len(token) * times for token, times in printed.items())
    lost = {token: times for token, times in homeless.items() if times}
    return Account(found, taken[0], taken[1], tuple(_find_lost(part.lines, printed, lost)) if lost else ())


def _find_lost(lines: Sequence[Line], printed: Mapping[str, int], lost: Mapping[str, int]) -> Iterator[Doubt]:
    """A doubt for each line with words that found no home: of several the last, since homes are taken in printed order."""
    left = {token: printed[token] - times for token, times in lost.items()}
    for line in lines:
        here = []
        for token in _tokens(line.text):
            if token in left:
                left[token] -= 1
                if left[token] < 0:
                    here.append(token)
        if here:
            yield Doubt("text_lost", "Words of this line are in no field.", "warning", " ".join(here), place=Place(line=line.number))


def _count(texts: Iterable[str]) -> Counter[str]:
    return Counter(_tokens("\n".join(texts)))


def _tokens(text: str) -> list[str]:
    return TOKEN.findall(text.casefold())


def _published(part: Part, records: Sequence[Record]) -> Iterator[str]:
    """Every printed text that is published, each cell once: what is carried down is printed but in one place."""
    seen: dict[tuple[str, str], list[Place]] = {}
    for row, record in zip(part.rows, records, strict=True):
        apart = any({"timescale", "start"} & set(column.roles) and "outcomes" not in column.roles for column, _ in row.cells)
        for name, reading in fields_of(record):
            if name == "timescale" and not apart:  # it was dug out of prose that is published as it stands
                continue
            if name == "status" and record.update is not None and reading.printed == record.update.printed:
                continue
            places = seen.setdefault((name, reading.printed), [])
            if name == "extra" or reading.place not in places:
                yield reading.printed
                places.append(reading.place)
    yield from (" ".join(entry) for entry in part.glossary)


def fields_of(record: Record) -> Iterator[tuple[str, Reading[Any]]]:
    """Every reading of a record that printed something, by the name of its field; extra columns one by one."""
    for name in FIELDS:
        reading = getattr(record, name)
        if reading is not None and reading.printed:
            yield name, reading
    for reading in record.extra:
        yield "extra", reading
