"""Numbers that stand before actions in their own cells."""

from __future__ import annotations

import re
from dataclasses import replace

from extract.levels import split_number
from model import Cell, Column, Paragraph, Row

LETTERED = re.compile(r"\(?(?P<ref>[a-z])\)\s+(?P<text>\S.*)", re.DOTALL)
"""A small letter in brackets, and the words it counts."""


def number_actions(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """Where actions are numbered or lettered in their own cells, the number becomes a cell of its own."""
    inline = [_counted(action_of(row)) for row in rows]
    if any(column.roles == ("ref",) for row in rows for column, _ in row.cells) or sum(ref is not None for ref, _ in inline) < 0.6 * len(
        rows
    ):
        return rows
    return tuple(_with_ref(row) if ref is not None else row for row, (ref, _) in zip(rows, inline, strict=True))


def _counted(text: str) -> tuple[str | None, str]:
    """The number or letter that counts an action, and its words."""
    lettered = LETTERED.match(text)
    return (lettered["ref"], lettered["text"]) if lettered else split_number(text)


def action_of(row: Row) -> str:
    """The first paragraph of a row's action; empty where it has none."""
    return next((cell.paragraphs[0].text for column, cell in row.cells if "action" in column.roles and cell), "")


def _with_ref(row: Row) -> Row:
    cells: list[tuple[Column, Cell]] = []
    for column, cell in row.cells:
        if "action" in column.roles and cell:
            first = cell.paragraphs[0]
            ref, text = _counted(first.text)
            cells.append((Column("", ("ref",)), Cell((Paragraph((ref or "").rstrip(".):"), first.place),))))
            cell = Cell((replace(first, text=text), *cell.paragraphs[1:]))
        cells.append((column, cell))
    return replace(row, cells=tuple(cells))
