"""Lines across a table that say one more thing of the row above them: "Success looks like: every pond is full"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from extract.headers import STRONG, Frame
from extract.rows import DraftPart
from model import Cell, Column, Meanings, Paragraph, Role, Strip

LEVELS: frozenset[Role] = frozenset({"priority", "objective", "action", "ref"})
"""What such a line does not say of the row above: it begins something itself."""
FEWEST = 2
"""Lines with the same label from which it is one."""
LONGEST = 45
"""Characters of a label."""


def find_labels(strips: Sequence[Strip], meanings: Meanings) -> Mapping[str, Column]:
    """The labels that open line after line with other words behind them, each with the column that it is worth."""
    said = {_parted(strip) for strip in strips}
    printed = Counter(label for label, _ in said if label)
    found = {label: meanings.header(label) for label, times in printed.items() if times >= FEWEST}
    sure = ((label, reading) for label, reading in found.items() if reading is not None and reading.score >= STRONG)
    return {label: Column(label, reading.roles) for label, reading in sure if reading.roles and not LEVELS & set(reading.roles)}


def add_labelled(part: DraftPart, strip: Strip, frame: Frame, labels: Mapping[str, Column]) -> bool:
    """Whether the line is one of the labels' and was added to the row above; of what the table has a column for, none is."""
    label, said = _parted(strip)
    column = labels.get(label)
    if column is None or not part.rows or any(set(column.roles) & set(own.roles) for own in frame.columns):
        return False
    row = part.rows[-1]
    if column in row.columns:
        return False
    row.columns = (*row.columns, column)
    row.cells[len(row.columns) - 1] = Cell((Paragraph(said, strip.place),))
    row.places.append(strip.place)
    if column not in part.columns:
        part.columns.append(column)
    return True


def _parted(strip: Strip) -> tuple[str, str]:
    """The label that opens a line of one text, and what it says; nothing where none does."""
    if len(strip.filled) != 1:
        return "", ""
    label, mark, said = strip.text.partition(":")
    return (label.strip(), said.strip()) if mark and said.strip() and len(label) <= LONGEST else ("", "")
