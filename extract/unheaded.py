"""Actions under a header cell that was left empty: trackers print "Agenda item", nothing, "Who" and "When"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extract.headers import Frame
from model import Column, Strip

WORDY = 15
"""Mean characters of a column's cells from which they can be actions."""
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
