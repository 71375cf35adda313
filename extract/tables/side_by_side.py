"""A table too wide for its paper: sheets that are printed page beside page, put together line by line again."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from model import Cell, HeaderReading, Meanings, Place, Strip

LEVEL = 2.5
"""Points by which two halves of one line may stand higher or lower."""
MATCHED = 0.9
"""Share of a right half's lines that must stand beside a line of the left."""
FEWEST = 2
"""Lines of a right half from which it is told."""
INDENT = 12.0
"""Points within which the texts of one column begin."""
MOST_LEFT = 24
"""Pages back among which the rows of a column are looked for."""

Strips = tuple[Strip, ...]
Header = tuple[HeaderReading, ...]


def join_sides(pages: Sequence[Strips], meanings: Meanings) -> list[Strips]:
    """The pages with every right half in the lines of its left one; as they are where they are no halves.

    Left are the pages of the columns that hold the actions, in their order; as many pages of other columns, line beside line, are their
    right halves, and so are as many again.
    """
    as_printed, pages = list(pages), _with_columns(pages, meanings)
    kinds = _kinds(pages, meanings)
    if not kinds or () in kinds:
        return as_printed
    first, joined = kinds[0], list(pages)
    left = [index for index, kind in enumerate(kinds) if kind == first]
    others = list(dict.fromkeys(kind for kind in kinds if kind != first))
    sides = [[index for index, kind in enumerate(kinds) if kind == other] for other in others]
    if not _acts(first) or not sides or any(_acts(other) or len(side) != len(left) for other, side in zip(others, sides, strict=True)):
        return as_printed
    if not all(_stand_beside(pages[a], pages[b]) for side in sides for a, b in zip(left, side, strict=True)):
        return as_printed
    for side in sides:
        for a, b in zip(left, side, strict=True):
            joined[a], joined[b] = _beside(joined[a], joined[b]), tuple(strip for strip in joined[b] if strip.loose)
    return joined


def _with_columns(pages: Sequence[Strips], meanings: Meanings) -> list[Strips]:
    """The pages with each that prints one column alone as a table of one column, where its texts stand in the rows of a page before."""
    found: list[Strips] = []
    for strips in pages:
        bare = bool(found) and bool(strips) and all(strip.loose for strip in strips)
        columns = (_as_column(strips, left, meanings) for left in found[-MOST_LEFT:]) if bare else ()
        found.append(next((column for column in columns if column), strips))
    return found


def _as_column(strips: Strips, left: Strips, meanings: Meanings) -> Strips:
    """A page's loose texts as the cells of one more column of the rows of `left`, a header above them; nothing where they are none."""
    rows = [strip for strip in left if not strip.loose and strip.place.box is not None]
    if len(rows) <= FEWEST or not _header(rows[0], meanings) or meanings.header(strips[0].text) is None:
        return ()
    tops = _tops(tuple(rows))
    held: dict[int, list[Strip]] = {}
    for strip in strips:
        box = strip.place.box
        if box is None or abs(box[0] - (strips[0].place.box or box)[0]) > INDENT:
            return ()
        held.setdefault(bisect_right(tops, box[1] + LEVEL) - 1, []).append(strip)
    if len(held[min(held)]) > 1 or min(held) != 0 or len(held) < MATCHED * len(rows):
        return ()
    return tuple(_one_cell(own, tops[row]) for row, own in sorted(held.items()))


def _one_cell(strips: Sequence[Strip], top: float) -> Strip:
    """Texts below one another as one cell of a row that begins at `top`."""
    place = Place.whole([strip.place for strip in strips])
    box = None if place.box is None else (place.box[0], top, place.box[2], place.box[3])
    paragraphs = tuple(paragraph for strip in strips for cell in strip.cells for paragraph in cell.paragraphs)
    return Strip((Cell(paragraphs),), replace(place, box=box))


def _kinds(pages: Sequence[Strips], meanings: Meanings) -> list[Header]:
    """By page the header of its table, on a page without one that of the page before; pages without a table have none."""
    kinds: list[Header] = []
    for strips in pages:
        tabled = [strip for strip in strips if not strip.loose]
        found = next((header for strip in tabled[:2] if (header := _header(strip, meanings))), ())
        kinds.append(found or (kinds[-1] if kinds and tabled else ()))
    return kinds


def _header(strip: Strip, meanings: Meanings) -> Header:
    """What each text of a header says; nothing where one of them is no header, or there is but one."""
    readings = [meanings.header(strip.cells[index].text) for index in strip.filled]
    told = tuple(reading for reading in readings if reading is not None)
    alone = len(strip.cells) == 1
    return told if (alone or 1 < len(told)) and len(told) == len(readings) else ()


def _acts(header: Header) -> bool:
    return any("action" in reading.roles for reading in header)


def _tops(strips: Strips) -> list[float]:
    return [strip.place.box[1] for strip in strips if not strip.loose and strip.place.box is not None]


def _stand_beside(left: Strips, right: Strips) -> bool:
    """Whether nearly every line of the right half begins at the height of a line of the left."""
    lefts, rights = _tops(left), _tops(right)
    level = sum(any(abs(top - other) <= LEVEL for other in lefts) for top in rights)
    return len(rights) >= FEWEST and level >= MATCHED * len(rights) and len(rights) >= len(lefts) / 2


def _beside(left: Strips, right: Strips) -> Strips:
    """The left half's lines, each with the cells of the line at its height on the right."""
    width = max(len(strip.cells) for strip in left if not strip.loose)
    halves = [strip for strip in right if not strip.loose and strip.place.box is not None]
    found = []
    for strip in left:
        box = strip.place.box
        if strip.loose or box is None:
            found.append(strip)
            continue
        own = [half for half in halves if half.place.box is not None and abs(half.place.box[1] - box[1]) <= LEVEL]
        found.append(_one(strip, own[0], width) if own else strip)
    return tuple(found)


def _one(left: Strip, right: Strip, width: int) -> Strip:
    """Two halves of a line as one."""
    cells = (*left.cells, *[Cell()] * (width - len(left.cells)), *right.cells)
    shades = (*left.shades, *((position + width, colour) for position, colour in right.shades))
    merged = (*left.merged, *(position + width for position in right.merged))
    return replace(left, cells=cells, shades=shades, merged=merged, place=Place.whole((left.place, right.place)))
