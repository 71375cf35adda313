"""What stands before a plan and is part of it: the mark of its annex, and the first sheet of a workbook."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile

from model import Meanings, Paragraph, Sheet, Strip

MOST_FRONT = 12
"""Lines of a sheet without a plan that may say whose it is."""
MOST_ABOVE = 4
"""Lines above a title among which the mark of its annex may stand."""
LONGEST_FRONT = 90
"""Characters of either."""


def opening_of(sheet: Sheet, title: int, meanings: Meanings) -> int:
    """Where the plan of this title begins: with the mark of an annex right above it, else with the title."""
    above = title
    while above and sheet.strips[above - 1].loose and title - above < MOST_ABOVE and len(sheet.strips[above - 1].text) <= LONGEST_FRONT:
        above -= 1
        reading = meanings.heading(sheet.strips[above].text)
        if reading is not None and reading.kind == "front":
            return above
    return title


def front_lines(sheet: Sheet) -> Iterator[Paragraph]:
    """The short lines of a sheet without a plan, a label and its value as one; the plan's own place is elsewhere."""
    for strip in sheet.strips[:MOST_FRONT]:
        if len(strip.filled) <= 2 and len(strip.text) <= LONGEST_FRONT:
            yield Paragraph(": ".join(strip.cells[index].text.rstrip(" :") for index in strip.filled))


def head_sheets(sheets: Sequence[tuple[Strip | None, Sequence[Strip]]]) -> Iterator[tuple[bool, list[Strip]]]:
    """The strips of each sheet with its name, if it says something, and whether the line right above its table names a section.

    It does where the other sheets with a table print another line there, below lines that they share or none; and where all that the
    sheets differ in above tables of one header is their names, the name stands there.
    """
    fronts = [[strip.text for strip in takewhile(lambda strip: strip.loose, own)] for _, own in sheets]
    tops = [next(("\t".join(cell.text for cell in strip.cells) for strip in own if not strip.loose), None) for _, own in sheets]
    for index, (name, own) in enumerate(sheets):
        others = [other for other, top in enumerate(tops) if top is not None and other != index]
        front = fronts[index]
        said = [name] if name is not None else []
        if tops[index] is None or not others:
            yield False, [*said, *own]
        elif name is not None and all(fronts[other] == front and tops[other] == tops[index] for other in others):
            yield True, [*own[: len(front)], name, *own[len(front) :]]
        else:
            shared = len(front) == 1 or any(all(line in fronts[other] for other in others) for line in front[:-1])
            yield bool(front) and shared and not any(front[-1] in fronts[other] for other in others), [*said, *own]
