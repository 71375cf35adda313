"""Conservation of text: every word of a plan's own lines is in a field, in recognised furniture, or named as lost."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import attrgetter
from typing import Any

from model import Doubt, Line, Part, Place, Reading, Record, Row

FIELDS = (
    *("action", "objective", "objective_ref", "priority", "priority_description", "priority_ref", "action_ref"),
    *("outcomes", "lead_raw", "timescale", "completed", "update", "status", "rag"),
)
CARRIED = frozenset(FIELDS[: FIELDS.index("action_ref")])
"""What may stand in several rows though it is printed once."""
TOKEN = re.compile(r"\w+", re.UNICODE)
FIELDS_OF = attrgetter(*FIELDS)


@dataclass(frozen=True, slots=True)
class Account:
    """Characters of a plan's own lines, white space and marks apart, and a doubt for every line that lost some."""

    found: int
    kept: int
    furniture: int
    doubts: tuple[Doubt, ...]


def audit(part: Part, records: Sequence[Record]) -> Account:
    """What became of each printed word: it sets what is printed against what is published, and so does not trust the way between."""
    printed, kept = _chunks(line.text for line in part.lines), _chunks(_published(part, records))
    whole = {chunk: times if times <= kept[chunk] else kept[chunk] for chunk, times in printed.items() if chunk in kept}
    homes = (
        _tokens_beyond(whole, kept),
        _tokens_beyond({}, _chunks(stray.text for stray in part.strays if stray.furniture))
        + _tokens_beyond({}, _chunks(paragraph.text for paragraph in (*part.heading, *part.legend))),
        _tokens_beyond({}, _chunks(stray.text for stray in part.strays if not stray.furniture)),
    )
    homeless, taken = _tokens_beyond(whole, printed), []
    in_field = sum([_letters(chunk) * times for chunk, times in whole.items()])
    found = in_field + sum(len(token) * times for token, times in homeless.items())
    for home in homes:
        housed = {token: min(homeless[token], home[token]) for token in homeless.keys() & home.keys()}
        homeless.subtract(housed)
        home.subtract(housed)
        taken.append(sum(len(token) * times for token, times in housed.items()))
    lost = +homeless
    mended = _take_mended(part.lines, lost, homes[0]) if lost else 0
    return Account(found, in_field + taken[0] + mended, taken[1], tuple(_find_lost(part.lines, +lost)) if lost else ())


def _take_mended(lines: Sequence[Line], lost: Counter[str], spare: Counter[str]) -> int:
    """Takes out of the lost words two pieces side by side that are published as one word ("Octo", "ber 2036"), and counts their letters."""
    letters = 0
    for line in lines:
        for left, right in pairwise(_tokens(line.text)):
            if lost[left] > 0 and lost[right] > 0 and spare[left + right] > 0:
                lost.subtract((left, right))
                spare[left + right] -= 1
                letters += len(left) + len(right)
    return letters


def _find_lost(lines: Sequence[Line], lost: Mapping[str, int]) -> Iterator[Doubt]:
    """A doubt for each line with words that found no home: of several the last, since homes are taken in printed order."""
    printed = Counter(token for line in lines for token in _tokens(line.text) if token in lost)
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


def _chunks(texts: Iterable[str]) -> Counter[str]:
    """How often each run without white space is printed: what stands on both sides need not be taken apart."""
    return Counter("\n".join(texts).split())


def _tokens_beyond(whole: Mapping[str, int], chunks: Mapping[str, int]) -> Counter[str]:
    """The words of the chunks that are not among those taken whole."""
    return Counter(_tokens(_laid_out([(chunk, left) for chunk, times in chunks.items() if (left := times - whole.get(chunk, 0))])))


def _laid_out(chunks: Iterable[tuple[str, int]]) -> str:
    """The chunks in one text, each as often as it stands in it."""
    return " ".join([chunk if times == 1 else " ".join([chunk] * times) for chunk, times in chunks])


def _letters(chunk: str) -> int:
    return len(chunk) if chunk.isascii() and chunk.isalnum() else sum(map(len, _tokens(chunk)))


def _tokens(text: str) -> list[str]:
    return TOKEN.findall(text.casefold())


def _published(part: Part, records: Sequence[Record]) -> Iterator[str]:
    """Every printed text that is published, each cell once: what is carried down is printed but in one place."""
    first: dict[tuple[str, str], Place] = {}
    rows_of = Counter(row.place.line for row in part.rows)  # where a line prints a whole table, its cells have one place
    seen: set[tuple[str, str, Place]] = set()
    for row, record in zip(part.rows, records, strict=True):
        for name, reading in fields_of(record):
            if name == "timescale" and record.outcomes.printed and not _prints_time(row):
                continue  # it was dug out of prose that is published as it stands
            if name == "status" and record.update is not None and reading.printed == record.update.printed:
                continue
            told = name, reading.printed
            if told not in first:  # most texts are printed once: no place of theirs is compared
                first[told] = reading.place
            elif name != "extra" and (name in CARRIED or reading.place.line is None or rows_of[reading.place.line] < 2):
                if reading.place is first[told] or reading.place == first[told] or (*told, reading.place) in seen:
                    continue
                seen.add((*told, reading.place))
            yield reading.printed
    yield from (" ".join(entry) for entry in part.glossary)


def _prints_time(row: Row) -> bool:
    """Whether a column of the row says when, and nothing else beside it that is published."""
    return any(("timescale" in column.roles or "start" in column.roles) and "outcomes" not in column.roles for column, _ in row.cells)


def fields_of(record: Record) -> Iterator[tuple[str, Reading[Any]]]:
    """Every reading of a record that printed something, by the name of its field; extra columns one by one."""
    for name, reading in zip(FIELDS, FIELDS_OF(record), strict=True):
        if reading is not None and reading.printed:
            yield name, reading
    for reading in record.extra:
        yield "extra", reading
