"""What stands under a header cell that was left empty: actions beside an "Agenda item", or the names of sections down a table's side."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import replace

from extract.column.likely import reads_as
from extract.headers import PROGRESS, Frame
from model import Cell, Column, Meanings, Role, Strip

WORDY = 15
"""Mean characters of a column's cells from which they can be actions."""
FEWEST_CELLS = 2
"""Cells of a row, besides the name of its section."""
FEWEST_BELOW = 2
"""Rows that such cells reach down over beside the ones they begin in."""
ASKED: tuple[Role, ...] = ("timescale", "lead")
"""What such cells may say beside the actions."""
UNHEADED = 0.7
"""Share of the rows, and of those again, in which a text stands under no header, and another under the one before it."""


def part_unheaded(frame: Frame, strips: Sequence[Strip]) -> Frame:
    """The frame with a column of their own for actions under an empty header cell, where no header names them."""
    if any("action" in column.roles for column in frame.columns):
        return frame
    columns, owner = list(frame.columns), list(frame.owner)
    for position in range(1, frame.width):
        before = owner[position - 1]
        if owner[position] != before or columns[before].roles:
            continue
        cells = [strip.cells[position] for strip in strips if len(strip.cells) > position and strip.cells[position]]
        both = sum(bool(strip.cells[position - 1]) for strip in strips if len(strip.cells) > position and strip.cells[position])
        wordy = sum(len(cell.text) for cell in cells) >= WORDY * len(cells)
        if len(cells) >= UNHEADED * len(strips) and both >= UNHEADED * len(cells) and wordy:
            columns[before] = replace(columns[before], roles=("objective",))
            owner[position:] = [len(columns) if own == before else own for own in owner[position:]]
            columns.append(Column("", ("action",)))
            break
    return Frame(tuple(columns), tuple(owner))


def part_blank(frame: Frame, strips: Sequence[Strip], meanings: Meanings) -> Frame:
    """The frame with a column of its own for leads, or for times, under an empty header cell, where no header names them.

    So has progress beside colours, where one header stands over both: "R" | "AG", then "Green" | "Complete".
    """
    blank = [at for at in range(1, frame.width) if frame.owner[at] == frame.owner[at - 1]]
    if not blank:
        return frame
    columns, owner = list(frame.columns), list(frame.owner)
    for position in blank:
        rows = [strip.cells for strip in strips if len(strip.cells) > position and strip.cells[position]]
        both = sum(bool(cells[position - 1]) for cells in rows)
        if len(rows) < FEWEST_BELOW or len(rows) < UNHEADED * len(strips) or both < UNHEADED * len(rows):
            continue
        taken = {role for column in columns for role in column.roles}
        cells = [cells[position] for cells in rows]
        named = len({cell.text for cell in cells}) > 1
        before = _other_before(columns[owner[position]], [cells[position - 1] for cells in rows], cells, taken, meanings)
        if before is not None:
            columns.append(Column("", (before,)))
            owner[position - 1] = len(columns) - 1
            continue
        role = next((role for role in ASKED if role not in taken and named and reads_as(cells, role, UNHEADED, meanings)), None)
        if role is None and not taken & PROGRESS and columns[owner[position]].roles == ("rag",):
            said = any(reads_as(cells, asked, UNHEADED, meanings) for asked in ASKED)
            role = "update" if not said and _are_beside_colours(rows, position, meanings) else None
        if role is not None:
            columns.append(Column("", (role,)))
            owner[position] = len(columns) - 1
    return replace(frame, columns=tuple(columns), owner=tuple(owner))


def _other_before(column: Column, first: Sequence[Cell], second: Sequence[Cell], taken: Set[Role], meanings: Meanings) -> Role | None:
    """Who, or when, where only the second of two cells holds what their header names, and the first the other: "By" | "When"."""
    other = next((role for role in ASKED if column.roles in (("lead",), ("timescale",)) and column.roles != (role,)), None)
    if other is None or other in taken:
        return None
    swapped = reads_as(first, other, UNHEADED, meanings) and reads_as(second, column.roles[0], UNHEADED, meanings)
    return other if swapped and not reads_as(first, column.roles[0], UNHEADED, meanings) else None


def _are_beside_colours(rows: Sequence[Sequence[Cell]], position: int, meanings: Meanings) -> bool:
    """Whether nothing but colours stands before the texts at a position, which mostly say more than one."""
    colours = [cells[position - 1].text for cells in rows if cells[position - 1]]
    wordy = sum(" " in cells[position].text for cells in rows)
    return 2 * wordy > len(rows) and all(" " not in text and meanings.content(text).get("rag", 0.0) >= 1.0 for text in colours)


def name_sections(columns: Sequence[Column], frame: Frame, strips: Sequence[Strip], meanings: Meanings) -> list[Column]:
    """The columns with the first as a level's, where its cells are merged down over their rows: the priorities', where no header names it.

    Where the file does not say what is merged, cells left blank below different names of several words are.

    Below a header of which nobody knows the meaning stand objectives, whatever the council calls them.
    """
    if not frame.owner or not any("action" in column.roles for column in columns) or columns[first := frame.owner[0]].roles:
        return [*columns]
    header = columns[first].header
    named = [strip.cells[0].text for strip in strips if 0 in strip.filled]
    below = sum(0 in strip.merged for strip in strips) or _left_blank(strips, named)
    if not named or below < max(FEWEST_BELOW, len(named)) or not all(any(map(str.isalpha, text)) for text in named):
        return [*columns]
    taken = {role for column in columns for role in column.roles}
    if header and ("objective" in taken or "priority" in taken or meanings.header(header) is not None):
        return [*columns]
    role: Role = "objective" if header else "priority"
    return [replace(column, roles=(role,)) if index == first and role not in taken else column for index, column in enumerate(columns)]


def _left_blank(strips: Sequence[Strip], named: Sequence[str]) -> int:
    """The rows whose first cell is blank below another's, where those that are not hold names that differ; 0 where they do not."""
    rows = [strip for strip in strips if len(strip.filled) >= FEWEST_CELLS]
    said = [text for text in named if " " in text]
    differ = len(said) == len(named) == len({*named}) > 1
    return sum(0 not in strip.filled for strip in rows) if differ and rows and 0 in rows[0].filled else 0
