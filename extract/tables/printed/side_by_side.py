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
DEEPEST = 5
"""Lines of a page's table among which its header stands: titles may be cells too."""
MOSTLY = 0.75
"""Share of the rows that a column alone on its sheet must have cells in."""
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
    pairs = [(pages[a], pages[b], FEWEST if b == side[0] else 1) for side in sides for a, b in zip(left, side, strict=True)]
    if not all(_stand_beside(*pair) for pair in pairs):
        return as_printed
    for side in sides:
        for a, b in zip(left, side, strict=True):
            joined[a], joined[b] = _beside(joined[a], joined[b]), tuple(strip for strip in joined[b] if strip.loose)
    return joined


def _with_columns(pages: Sequence[Strips], meanings: Meanings) -> list[Strips]:
    """The pages with each that prints one column alone as a table of one column, where its texts stand in the rows of a page before.

    The next page of such texts goes on with it beside the next page of those rows, as where sheets are printed down and then over.
    """
    found: list[Strips] = []
    last: tuple[int, float, float] | None = None
    for strips in pages:
        bare = bool(found) and bool(strips) and all(strip.loose for strip in strips)
        begun, last = last, None
        column: Strips = ()
        if bare and begun is not None and begun[0] + 1 < len(found):
            place, left, right = begun[0] + 1, *begun[1:]
            narrow = max((strip.place.box[2] for strip in strips if strip.place.box), default=right) <= right + INDENT
            column, last = _cells_beside(strips, _rows(found[place]), left) if narrow else (), (place, left, right)
        for place in range(max(0, len(found) - MOST_LEFT), len(found)) if bare and not column else ():
            if column := _as_column(strips, found[place], meanings):
                boxes = [strip.place.box for strip in strips if strip.place.box]
                last = place, boxes[0][0], max(box[2] for box in boxes)
                break
        found.append(column or strips)
    return found


def _rows(strips: Strips) -> list[Strip]:
    return [strip for strip in strips if not strip.loose and strip.place.box is not None]


def _as_column(strips: Strips, left: Strips, meanings: Meanings) -> Strips:
    """A page's loose texts as the cells of one more column of the rows of `left`, a header above them; nothing where they are none."""
    rows = _rows(left)
    head = next((at for at, row in enumerate(rows[:DEEPEST]) if _header(row, meanings)), None)
    if head is None or len(rows) - head <= FEWEST or meanings.header(strips[0].text) is None or strips[0].place.box is None:
        return ()
    found = _cells_beside(strips, rows[head:], strips[0].place.box[0])
    headed = bool(found) and abs(_tops(found)[0] - _tops((rows[head],))[0]) <= LEVEL and found[0].text == strips[0].text
    full = sum(len(row.filled) > 1 for row in rows[head:])
    return found if headed and len(found) >= MOSTLY * full else ()


def _cells_beside(strips: Strips, rows: Sequence[Strip], left: float) -> Strips:
    """Texts that begin at one place as cells of the rows that they stand beside; nothing where one stands beside no row of cells."""
    tops = _tops(tuple(rows))
    held: dict[int, list[Strip]] = {}
    for strip in strips:
        box = strip.place.box
        row = bisect_right(tops, box[1] + LEVEL) - 1 if box is not None else -1
        if box is None or abs(box[0] - left) > INDENT or row < 0 or len(rows[row].filled) < 2:
            return ()
        held.setdefault(row, []).append(strip)
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
        found = next((header for strip in tabled[:DEEPEST] if (header := _header(strip, meanings))), ())
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


def _stand_beside(left: Strips, right: Strips, fewest: int) -> bool:
    """Whether nearly every line of the right half, of so many at least, begins at the height of a line of the left."""
    lefts, rights = _tops(left), _tops(right)
    level = sum(any(abs(top - other) <= LEVEL for other in lefts) for top in rights)
    return len(rights) >= fewest and level >= MATCHED * len(rights) and len(rights) >= len(lefts) / 2


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
