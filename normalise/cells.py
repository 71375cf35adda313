"""What every reader of a row's cells needs: the cell of a column, its words, its place."""

from __future__ import annotations

import re
from dataclasses import replace

from model import NOWHERE, Cell, Column, Place, Reading, Role
from normalise.ligatures import restore_ligatures

Cells = dict[int, tuple[Column, Cell]]
EMPTY = Cell()
TORN = re.compile(r"\d{1,2}(?:\.\d{1,3})+[a-z]?[.):]?")
"""A number of several parts, without the white that a narrow column left in it: "1. 1"."""
CUT, CODE = re.compile(r"(?<=[A-Z0-9][-/.])\s+"), re.compile(r"[A-Z]{1,6}\d{0,3}(?:[-/.][A-Z]{1,6}\d{0,3})*(?:[-/.]\d{1,4})+[a-z]?[.):]?")
"""Where such a column broke a code, and what it is without: "M- 01", "A-FIN- 041"."""


def take(left: Cells, role: Role) -> Cell:
    """The cell of the column with this role, taken out of what is left; of several the first, the others stay for `extra`."""
    for index, (column, cell) in left.items():
        if role in column.roles:
            del left[index]
            return cell
    return EMPTY


def lines_of(cell: Cell) -> str:
    """Its paragraphs, one a line."""
    if len(cell.paragraphs) == 1:
        return cell.paragraphs[0].text
    return "\n".join([paragraph.text for paragraph in cell.paragraphs])


def place_of(cell: Cell) -> Place:
    """From its first paragraph to its last."""
    if len(cell.paragraphs) == 1:
        return cell.paragraphs[0].place
    if not cell.paragraphs:
        return NOWHERE
    return Place.whole(paragraph.place for paragraph in cell.paragraphs)


def as_printed(cell: Cell) -> Reading[str] | None:
    """A reading of the words as they stand; None where there are none."""
    if not cell:
        return None
    printed = lines_of(cell)
    return Reading(printed, restore_ligatures(printed), "printed", place=place_of(cell))


def numbered(ref: Cell) -> Reading[str] | None:
    """A number's cell without the mark behind it or of having been struck out; one in brackets keeps both. None where it is empty."""
    printed = as_printed(ref)
    if printed is None or "(" in printed.printed:
        return printed
    torn, cut = "".join(printed.printed.split()), CUT.sub("", printed.printed)
    said = torn if TORN.fullmatch(torn) else cut if CODE.fullmatch(cut) else printed.printed
    said = said.strip("~").rstrip(".):") or said
    return printed if said == printed.printed else replace(printed, value=said)


def texts_of(cell: Cell) -> list[str]:
    """The words of each paragraph."""
    return [paragraph.text for paragraph in cell.paragraphs]
