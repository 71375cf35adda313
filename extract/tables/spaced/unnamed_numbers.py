"""Columns of spaces in which rows are numbered though no header says so: beside the headers, or below that of the actions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from extract.columns import is_ref
from extract.tables.prose import Printed
from extract.tables.spaced.gutters import Chunk, Head, chunks_of
from model import Meanings

FEWEST, MOSTLY = 3, 0.8
"""Numbers that begin at one place, and their share of what begins there, from which they have a column of their own."""
NARROWEST = 8
"""Characters between the words behind such numbers and the next header."""


def with_numbers(head: Head, lines: Iterable[Printed], meanings: Meanings) -> Head:
    """The header with a column of numbers that it does not name, where the lines below it print one."""
    rows = [chunks for line in lines if len(chunks := chunks_of(line.text)) > 1]
    begun: dict[int, list[str]] = {}
    for chunk in (chunk for row in rows for chunk in row):
        begun.setdefault(chunk.start, []).append(chunk.text)
    for place, texts in sorted(begun.items()):
        numbers = [text for text in texts if is_ref(text)]
        if len(set(numbers)) < FEWEST or len(numbers) < MOSTLY * len(texts):
            continue
        end = place + max(map(len, numbers))
        if not any(start - 1 <= end and place <= stop for start, stop in head.spans):
            at = sum(start < place for start, _ in head.spans)
            return replace(head, texts=(*head.texts[:at], "", *head.texts[at:]), spans=(*head.spans[:at], (place, end), *head.spans[at:]))
        if place == head.spans[0][0]:
            return _below_first(head, [row for row in rows if row[0].start == place], end, meanings)
    return head


def _below_first(head: Head, rows: list[list[Chunk]], end: int, meanings: Meanings) -> Head:
    """The header whose first text stands over the numbers and over the actions behind them, which it names."""
    rest, often = Counter(row[1].start for row in rows if is_ref(row[0].text)).most_common(1)[0]
    (start, stop), *others = head.spans
    reading = meanings.header(head.texts[0])
    acts = reading is not None and "action" in reading.roles and "ref" not in reading.roles
    if not acts or often < MOSTLY * len(rows) or not others or rest + NARROWEST > others[0][0]:
        return head
    return replace(head, texts=("", *head.texts), spans=((start, end), (rest, max(stop, rest + 1)), *others))
