"""What actions say below themselves behind a label, in their own cells: "Status: in progress" is progress, and no action's words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from extract.headers import PROGRESS, STRONG
from model import Cell, Column, Meanings, Paragraph, Role, Row, Stray

APART: frozenset[Role] = frozenset({"lead", "timescale", "update", "status", "outcomes"})
"""What may be said so."""
FEWEST, USUAL = 2, 0.3
"""Rows, and the share of all, that must print a label for it to be one."""
LONGEST = 30
"""Characters of a label."""


Told = tuple[tuple[Row, ...], tuple[Stray, ...], tuple[Column, ...]]


def part_labelled(rows: tuple[Row, ...], meanings: Meanings) -> Told:
    """The rows with what their actions' cells say behind labels in cells of its own, the labels, which are furniture, and their columns."""
    printed = Counter(label for row in rows for label in {_label(each) for each in _said(row)} if label)
    often = [label for label, times in printed.items() if times >= max(FEWEST, USUAL * len(rows))]
    if not often:
        return rows, (), ()
    held = {role for row in rows for column, _ in row.cells for role in column.roles}
    held |= PROGRESS if held & PROGRESS else frozenset()
    read = ((label, meanings.header(label)) for label in often)
    sure = {label: Column(label, reading.roles) for label, reading in read if reading is not None and reading.score >= STRONG}
    said = {label: {*column.roles} for label, column in sure.items()}
    labels = {label: column for label, column in sure.items() if said[label] and said[label] <= APART - held}
    if not labels:
        return rows, (), ()
    found = ((_label(each), each.place) for row in rows for each in _said(row))
    strays = tuple(Stray(f"{label}:", place, "label", furniture=True) for label, place in found if label in labels)
    return tuple(_parted(row, labels) for row in rows), strays, tuple(labels.values())


def _said(row: Row) -> Sequence[Paragraph]:
    """The paragraphs of a row's action but the first."""
    return next((cell.paragraphs[1:] for column, cell in row.cells if column.roles == ("action",)), ())


def _label(paragraph: Paragraph) -> str:
    """The label that a paragraph opens with; empty where words come before a colon that are none."""
    label, mark, said = paragraph.text.partition(":")
    return label.strip() if mark and said.strip() and len(label) <= LONGEST else ""


def _parted(row: Row, labels: Mapping[str, Column]) -> Row:
    """A row whose labelled paragraphs, and what goes on below those of progress, stand in cells of their own."""
    found: dict[Column, list[Paragraph]] = {}
    kept: list[Paragraph] = []
    now: Column | None = None
    for paragraph in _said(row):
        column = labels.get(_label(paragraph))
        if column is not None:
            found.setdefault(column, []).append(replace(paragraph, text=paragraph.text.partition(":")[2].strip()))
            now = column if PROGRESS & {*column.roles} else None
        elif now is not None:
            found[now].append(paragraph)
        else:
            kept.append(paragraph)
    if not found:
        return row
    cells = [(column, _only(cell, kept) if column.roles == ("action",) else cell) for column, cell in row.cells]
    return replace(row, cells=(*cells, *((column, Cell(tuple(paragraphs))) for column, paragraphs in found.items())))


def _only(cell: Cell, kept: Sequence[Paragraph]) -> Cell:
    return replace(cell, paragraphs=(cell.paragraphs[0], *kept))
