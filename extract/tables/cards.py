"""Cards: a small table of two columns for each action, its labels on the left and its values on the right.

They are the blocks of labels and values that texts print, but for the lines around them, and are read by the same stage.
"""

from __future__ import annotations

from dataclasses import replace

from extract.tables import blocks
from model import Cell, Line, Meanings, Page, Place, Sheet, Strip

MOSTLY = 0.6
"""Share of a sheet's lines that must be a label and a value."""
FEWEST = 6


def read_cards(sheet: Sheet, meanings: Meanings) -> Sheet | None:
    """The same sheet with one line an action; None where its tables are no cards."""
    tabled = [strip for strip in sheet.strips if not strip.loose]
    pairs = [strip for strip in tabled if len(strip.filled) == 2 and meanings.header(_label(strip)) is not None]
    if len(pairs) < FEWEST or len(pairs) < MOSTLY * len(tabled):
        return None
    lines = tuple(Line(number, _as_line(strip)) for number, strip in enumerate(sheet.strips, 1))
    turned = blocks.read([Page(lines=lines)], meanings)
    if turned is None:
        return None
    return Sheet(turned.stage, tuple(_replaced(strip, sheet) for strip in turned.strips))


def _label(strip: Strip) -> str:
    """The label's own words, without the number of its action."""
    return strip.cells[strip.filled[0]].text.rstrip(" :0123456789.")


def _as_line(strip: Strip) -> str:
    if strip.loose or len(strip.filled) != 2:
        return strip.text
    label, value = (strip.cells[position].text for position in strip.filled)
    return f"{label.rstrip(' :')}: {value}"


def _replaced(strip: Strip, sheet: Sheet) -> Strip:
    """The strip with the places of the lines that it was made of."""
    cells = tuple(
        Cell(tuple(replace(paragraph, place=_place(paragraph.place, sheet)) for paragraph in cell.paragraphs)) for cell in strip.cells
    )
    return replace(strip, cells=cells, place=_place(strip.place, sheet))


def _place(place: Place, sheet: Sheet) -> Place:
    if place.line is None:
        return place
    return Place.whole(strip.place for strip in sheet.strips[place.line - 1 : (place.line_end or place.line)])
