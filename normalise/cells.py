"""What every reader of a row's cells needs: the cell of a column, its words, its place."""

from __future__ import annotations

from model import Cell, Column, Place, Reading, Role

Cells = dict[int, tuple[Column, Cell]]


def take(left: Cells, role: Role) -> Cell:
    """The cell of the column with this role, taken out of what is left; of several the first, the others stay for `extra`."""
    index = next((index for index, (column, _) in left.items() if role in column.roles), None)
    return left.pop(index)[1] if index is not None else Cell()


def lines_of(cell: Cell) -> str:
    """Its paragraphs, one a line."""
    return "\n".join(paragraph.text for paragraph in cell.paragraphs)


def place_of(cell: Cell) -> Place:
    """From its first paragraph to its last."""
    if len(cell.paragraphs) == 1:
        return cell.paragraphs[0].place
    return Place.whole(paragraph.place for paragraph in cell.paragraphs)


def as_printed(cell: Cell, rule: str) -> Reading[str] | None:
    """A reading of the words as they stand; None where there are none."""
    return Reading(lines_of(cell), lines_of(cell), rule, place=place_of(cell)) if cell else None


def texts_of(cell: Cell) -> list[str]:
    """The words of each paragraph."""
    return [paragraph.text for paragraph in cell.paragraphs]
