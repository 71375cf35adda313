"""Conservation of text: every word of a plan's own lines is in a field, in recognised furniture, or named as lost."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
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
    kept = Counter(chain.from_iterable(map(_tokens, _published(part, records))))
    furniture = Counter(chain.from_iterable(_tokens(stray.text) for stray in part.strays if stray.furniture))
    furniture.update(chain.from_iterable(_tokens(paragraph.text) for paragraph in (*part.heading, *part.legend)))
    named = Counter(chain.from_iterable(_tokens(stray.text) for stray in part.strays if not stray.furniture))
    found = in_field = in_furniture = 0
    doubts: list[Doubt] = []
    for line in part.lines:
        lost: list[str] = []
        for token in _tokens(line.text):
            found += len(token)
            if kept[token] > 0:
                kept[token] -= 1
                in_field += len(token)
            elif furniture[token] > 0:
                furniture[token] -= 1
                in_furniture += len(token)
            elif named[token] > 0:
                named[token] -= 1
            else:
                lost.append(token)
        if lost:
            doubts.append(_lost(line, lost))
    return Account(found, in_field, in_furniture, tuple(doubts))


def _lost(line: Line, lost: list[str]) -> Doubt:
    return Doubt("text_lost", "Words of this line are in no field.", "warning", " ".join(lost), place=Place(line=line.number))


def _tokens(text: str) -> list[str]:
    return TOKEN.findall(text.casefold())


def _published(part: Part, records: Sequence[Record]) -> Iterator[str]:
    """Every printed text that is published, each cell once: what is carried down is printed but in one place."""
    seen: set[tuple[str, Place, str]] = set()
    for row, record in zip(part.rows, records, strict=True):
        apart = any({"timescale", "start"} & set(column.roles) and "outcomes" not in column.roles for column, _ in row.cells)
        for name, reading in fields_of(record):
            if name == "timescale" and not apart:  # it was dug out of prose that is published as it stands
                continue
            if name == "status" and record.update is not None and reading.printed == record.update.printed:
                continue
            key = (name, reading.place, reading.printed)
            if name == "extra" or key not in seen:
                yield reading.printed
            seen.add(key)
    yield from (" ".join(entry) for entry in part.glossary)


def fields_of(record: Record) -> Iterator[tuple[str, Reading[Any]]]:
    """Every reading of a record that printed something, by the name of its field; extra columns one by one."""
    for name in FIELDS:
        reading = getattr(record, name)
        if reading is not None and reading.printed:
            yield name, reading
    for reading in record.extra:
        yield "extra", reading
