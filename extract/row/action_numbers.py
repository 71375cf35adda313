"""Numbers that stand before actions in their own cells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extract.columns import is_ref
from extract.heading.levels import split_number
from model import Cell, Column, Paragraph, Row

LETTERED = re.compile(r"\(?(?P<ref>[a-z])(?:\)\s+|\s+(?=[A-Z]))(?P<text>\S.*)", re.DOTALL)
"""A small letter in brackets or before a capital, and the words it counts."""
RADIO = r"(?![2-6]g\s+(?i:mast|network|roll|mobile|cover|signal|connect|phone|service|infra))"
SHARED = re.compile(rf"{RADIO}(?P<ref>[A-Z]?\d{{1,2}}[a-h])[.):]?\s+(?P<text>[A-Z].*)", re.DOTALL)
"""The number of an objective with the letter of one of its actions: "2b Caption the webcasts"; no "5g Mast at the quay"."""
CODED = re.compile(r"(?P<ref>[A-Z]{1,4}[ -]\d{1,3}(?:\.\d{1,3})+)\s+(?P<text>[A-Z].*)", re.DOTALL)
"""A code of letters and a number of several parts, and the words behind it: "EQ 1.01 Plant reeds"."""
BRACKETED = re.compile(r"[(\[](?P<ref>[A-Za-z]{0,3}\d{1,3}(?:\.\d{1,3})*[a-z]?)[)\]]\s+(?P<text>\S.*)", re.DOTALL)
"""A number in brackets and the words it counts: "(1a) Mend the wall"."""
FIRST = frozenset({"1", "a", "A", "i"})
"""What a list begins to count with."""
FEWEST_NAMED, MOSTLY = 2, 0.5
"""Numbers, and the share of all, that must stand with a name for the names to be a column of their own."""


def number_actions(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """Where actions are numbered or lettered in their own cells, the number becomes a cell of its own."""
    inline = [_counted(_without_word(row)) for row in rows]
    if any(column.roles == ("ref",) for row in rows for column, _ in row.cells) or _count_steps(rows, inline):
        return rows
    if sum(ref is not None for ref, _ in inline) < 0.6 * len(rows):
        return rows
    return tuple(_with_ref(row) if ref is not None else row for row, (ref, _) in zip(rows, inline, strict=True))


def _count_steps(rows: tuple[Row, ...], inline: Sequence[tuple[str | None, str]]) -> bool:
    """Whether the numbers count the steps within each cell, which all begin with the first, and no actions."""
    if any(ref is not None and ref.rstrip(".):") not in FIRST for ref, _ in inline):
        return False
    cells = [cell for row in rows for column, cell in row.cells if "action" in column.roles]
    return any(sum(_counted(paragraph.text)[0] is not None for paragraph in cell.paragraphs) > 1 for cell in cells)


def part_numbers(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """Where most numbers stand with the name of their row in one cell ("1.2 Governance"), the name becomes a cell of its own."""
    printed = [cell.text for row in rows for column, cell in row.cells if column.roles == ("ref",) and cell]
    named = sum(_named(text)[0] is not None for text in printed)
    return tuple(map(_without_name, rows)) if named >= max(FEWEST_NAMED, MOSTLY * len(printed)) else rows


def _named(text: str) -> tuple[str | None, str]:
    """The number that a name stands behind, and the name; no number where there is nothing but one, or a code of one word: "CP1.A1"."""
    return (None, text) if is_ref(text) or text[-1:].isdigit() and len(text.split()) == 1 else split_number(text)


def _without_name(row: Row) -> Row:
    cells: list[tuple[Column, Cell]] = []
    for column, cell in row.cells:
        ref, name = _named(cell.text) if column.roles == ("ref",) else (None, "")
        if ref is None:
            cells.append((column, cell))
            continue
        first = cell.paragraphs[0]
        cells += [(column, Cell((Paragraph(ref, first.place),))), (Column(column.header), Cell((Paragraph(name, first.place),)))]
    return replace(row, cells=tuple(cells))


def _counted(text: str) -> tuple[str | None, str]:
    """The number, letter or code that counts an action, and its words."""
    lettered = LETTERED.match(text) or SHARED.match(text) or CODED.match(text) or BRACKETED.match(text)
    return (lettered["ref"], lettered["text"]) if lettered else split_number(text)


def action_of(row: Row) -> str:
    """The first paragraph of a row's action; empty where it has none."""
    return next((cell.paragraphs[0].text for column, cell in row.cells if "action" in column.roles and cell), "")


def _without_word(row: Row) -> str:
    """The same without the word of its own column's header before its number: "Action 1.1 Plant reeds" below "Action"."""
    text = action_of(row)
    named = next((column.header for column, cell in row.cells if "action" in column.roles and cell), "").rstrip("s")
    rest = text[len(named) :].lstrip()
    return rest if named and text.startswith(named) and rest[:1].isdigit() and split_number(rest)[0] is not None else text


def _with_ref(row: Row) -> Row:
    cells: list[tuple[Column, Cell]] = []
    for column, cell in row.cells:
        if "action" in column.roles and cell:
            first = cell.paragraphs[0]
            ref, text = _counted(_without_word(row))
            cells.append((Column("", ("ref",)), Cell((Paragraph((ref or "").rstrip(".):"), first.place),))))
            cell = Cell((replace(first, text=text), *cell.paragraphs[1:]))
        cells.append((column, cell))
    return replace(row, cells=tuple(cells))
