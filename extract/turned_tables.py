"""Tables set on their side: the labels of a plan's columns down the left edge, and an action in each column beside them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from extract.headers import STRONG
from extract.tables.block.actions import counted_action
from model import Cell, HeaderReading, Meanings, Place, Strip

FEWEST_LABELS, MOST_LINES = 3, 14
"""Labels down the edge of such a table, and lines that one may have."""
FEWEST_ACTIONS = 2
"""Columns beside the labels: of one it is a card."""
PLAIN = 0.6
"""Likeness from which a cell is a lead or a time."""
MOSTLY = 0.25
"""Share of the other cells that may read as headers too: cards print labels in several columns."""
REF = "Ref"
"""Header of the actions' numbers."""


def turn_tables(strips: Sequence[Strip], meanings: Meanings) -> list[Strip]:
    """The strips with the lines of each table that lies on its side as its columns, and its columns as its lines."""
    made: list[Strip] = []
    at = 0
    while at < len(strips):
        end = at + 1
        while end < len(strips) and not (strips[at].loose or strips[end].loose or strips[end].gap):
            end += 1
        table = strips[at:end]
        made += _turned(table, meanings) if _lies(table, meanings) else table
        at = end
    return made


def _lies(table: Sequence[Strip], meanings: Meanings) -> bool:
    """Whether the first cells of a table are labels that name an action and who or when, and its other cells are not."""
    if not FEWEST_LABELS <= len(table) <= MOST_LINES or any(len(strip.cells) != len(table[0].cells) for strip in table):
        return False
    if len(table[0].cells) <= FEWEST_ACTIONS or any(not strip.cells[0] for strip in table[1:]):
        return False
    readings = [_label(strip.cells[0], meanings) for strip in (table if table[0].cells[0] else table[1:])]
    known = [reading for reading in readings if reading is not None and reading.roles]
    roles = {role for reading in known for role in reading.roles}
    if readings[0] is None or not _tell(table, meanings):
        return False
    if len(known) < max(FEWEST_LABELS, len(readings) - 1) or len({reading.roles for reading in known}) < len(known):
        return False
    others = [cell for strip in table for cell in strip.cells[1:] if cell]
    headers = sum(_label(cell, meanings) is not None for cell in others)
    return "action" in roles and bool(roles & {"lead", "timescale"}) and headers <= MOSTLY * len(others)


def _tell(table: Sequence[Strip], meanings: Meanings) -> bool:
    """Whether the cells beside the label of who, or of when, are mostly leads or times."""
    for strip in table:
        reading = _label(strip.cells[0], meanings)
        role = next((role for role in ("timescale", "lead") if reading is not None and role in reading.roles), None)
        told = [cell for cell in strip.cells[1:] if cell]
        if role and 2 * sum(meanings.content(cell.text).get(role, 0.0) >= PLAIN for cell in told) > len(told):
            return True
    return False


def _label(cell: Cell, meanings: Meanings) -> HeaderReading | None:
    reading = meanings.header(cell.text.rstrip(" :")) if cell and len(cell.paragraphs) == 1 else None
    return reading if reading is not None and reading.score >= STRONG else None


def _turned(table: Sequence[Strip], meanings: Meanings) -> Iterator[Strip]:
    """The header and the rows; numbers above the actions ("Action 2") stand in a column of their own."""
    heads = [strip.cells[0] for strip in table]
    top = [counted_action(cell.text, meanings) if cell else "" for cell in table[0].cells[1:]]
    counted = not heads[0] and all(top)
    if counted:
        words = " ".join(cell.text.removesuffix(ref) for cell, ref in zip(table[0].cells[1:], top, strict=True))
        yield Strip((Cell.of(words, table[0].place),), table[0].place, loose=True, furniture=True)
        heads[0] = Cell.of(REF, table[0].place)
    yield replace(table[0], cells=tuple(heads), merged=(), shades=())
    for at in range(1, len(table[0].cells)):
        cells = [strip.cells[at] for strip in table]
        if counted:
            cells[0] = Cell.of(top[at - 1], table[0].place)
        if any(cells):
            yield Strip(tuple(cells), Place.whole(strip.place for strip in table))
