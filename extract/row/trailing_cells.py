"""Tables that say who and when behind each action, in its own cell: "Plant a hedge (Lead: Parks Team, by May 2026)"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extract.drafts import DraftPart
from extract.headers import FOLLOWED
from extract.tables.trailing import BRACKETED, MOSTLY, read_tail
from model import Cell, Column, Meanings, Paragraph, Row, Stray

FEWEST = 2
"""Rows that must end so."""
CLOSED = (")", "]", ").", "].", ");")
"""What closes such an end."""

PLAINLY = re.compile(r";|,\s*(?:by|before|due|until|from|ongoing)\b", re.IGNORECASE)
"""What parts who from when where no label says so: "(Cabinet, May 2025)" quotes a paper."""

Told = tuple[tuple[str, str], ...]


def part_trailing(part: DraftPart, rows: tuple[Row, ...], meanings: Meanings) -> tuple[Row, ...]:
    """The rows with what trails behind their actions in cells of its own, where the table has no column for it and most of them end so."""
    held = {role for column in part.columns for role in column.roles}
    closed = sum(any(each.text.endswith(CLOSED) for each in _said(row)) for row in rows)
    if "action" not in held or not FOLLOWED.isdisjoint(held) or closed < max(FEWEST, MOSTLY * len(rows)):
        return rows
    read = [[_read(paragraph, meanings) for paragraph in _said(row)] for row in rows]
    names = list(dict.fromkeys(name for row in read for _, told in row for name, _ in told))
    columns = {name: Column(name, reading.roles if (reading := meanings.header(name)) is not None else ()) for name in names}
    known = {role for column in columns.values() for role in column.roles}
    labels = [stray for row in rows for stray in _labels(row, names)]
    parted = any(PLAINLY.search(each.text, len(each.text) // 2) for row in rows for each in _said(row))
    plain = bool(labels) or "timescale" in known and parted
    telling = "lead" in known and plain  # a name in brackets may be of anything, with a year behind it of what is quoted
    if not telling or sum(any(told for _, told in row) for row in read) < max(FEWEST, MOSTLY * len(rows)):
        return rows
    part.columns += columns.values()
    part.strays += labels
    return tuple(_parted(row, own, columns) for row, own in zip(rows, read, strict=True))


def _said(row: Row) -> Sequence[Paragraph]:
    return next((cell.paragraphs for column, cell in row.cells if column.roles == ("action",)), ())


def _read(paragraph: Paragraph, meanings: Meanings) -> tuple[Paragraph, Told]:
    """A paragraph without its end, and what that tells; as it is where it tells nothing."""
    found = BRACKETED.fullmatch(paragraph.text) if paragraph.text.endswith(CLOSED) else None
    told = read_tail(found["tail"], meanings) if found is not None else ()
    return (replace(paragraph, text=found["text"]), told) if found is not None and told else (paragraph, ())


def _labels(row: Row, names: Sequence[str]) -> Iterator[Stray]:
    """The labels that a row's action prints at its end."""
    for paragraph in _said(row):
        yield from (Stray(f"{name}:", paragraph.place, "label", furniture=True) for name in names if f"{name}:" in paragraph.text)


def _parted(row: Row, read: Sequence[tuple[Paragraph, Told]], columns: dict[str, Column]) -> Row:
    said: dict[Column, list[Paragraph]] = {}
    for paragraph, told in read:
        for name, value in told:
            said.setdefault(columns[name], []).append(replace(paragraph, text=value, bullet=False))
    kept = Cell(tuple(paragraph for paragraph, _ in read))
    cells = [(column, kept if column.roles == ("action",) else cell) for column, cell in row.cells]
    return replace(row, cells=(*cells, *((column, Cell(tuple(paragraphs))) for column, paragraphs in said.items())))
