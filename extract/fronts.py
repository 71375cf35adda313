"""What stands before a plan and is part of it: the mark of its annex, and the first sheet of a workbook."""

from __future__ import annotations

from collections.abc import Iterator

from model import Meanings, Paragraph, Sheet

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
