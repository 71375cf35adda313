"""Headers that are printed over several lines of their table: cells over others, cells that span several, and hints below."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import replace

from extract.columns import is_ref
from extract.headers import LONGEST_UNKNOWN, STRONG, is_value, opens_table, read_header
from model import Cell, Meanings, Place, Strip

SHORT_HEADER = 24
"""Characters of the lower line of a header."""
HINT = re.compile(r"[(\[][^()\[\]]{1,80}[)\]]")
"""How a line below a header says what is to be filled in."""


def join_header_lines(strips: Sequence[Strip], meanings: Meanings) -> list[Strip]:
    """The strips with every header that is printed over two lines of its table made one: where the two together say more than either.

    A header that a page cut says what it said before, where it stood whole.
    """
    joined: list[Strip] = []
    seen: set[tuple[str, ...]] = set()
    for strip in strips:
        above = joined[-1] if joined else None
        if above is not None and _may_join(above, strip, meanings) and (whole := _joined(above, strip, seen, meanings)) is not None:
            joined[-1] = whole
        elif above is not None and _holds_hints(strip) and opens_table(above, meanings):
            joined.append(replace(strip, furniture=True))
        else:
            joined.append(strip)
        seen.add(_texts(joined[-1]))
    return joined


def _holds_hints(strip: Strip) -> bool:
    """Whether a table's line says nothing but hints in brackets: "(what we will do)", "(post)", "(dd/mm/yy)"."""
    return not strip.loose and len(strip.filled) > 1 and all(HINT.fullmatch(strip.cells[index].text) for index in strip.filled)


def _joined(above: Strip, below: Strip, seen: Container[tuple[str, ...]], meanings: Meanings) -> Strip | None:
    if (under := _under_spans(above, below, meanings)) is not None:
        return under
    whole = _over(above, below, meanings)
    cut = _texts(whole) in seen and read_header(whole, meanings) is not None
    return whole if cut else _together(above, below, whole, meanings)


def _texts(strip: Strip) -> tuple[str, ...]:
    return tuple(cell.text for cell in strip.cells)


def _over(above: Strip, below: Strip, meanings: Meanings) -> Strip:
    """Two lines as one: each cell's words over those below it; where these only say which, behind them, under all that the cell spans."""
    cells = (*below.cells, *(Cell() for _ in above.cells[len(below.cells) :]))
    spans = _spans(above, len(cells))
    both = []
    for position, (upper, lower) in enumerate(zip(above.cells, cells, strict=True)):
        over = spans.get(position)
        turned = over is not None and lower and meanings.header(lower.text) is None and _says_which(over.text, lower.text, meanings)
        words = (*lower.paragraphs, *over.paragraphs) if over is not None and turned else (*upper.paragraphs, *lower.paragraphs)
        both.append(replace(upper, paragraphs=words))
    return Strip(tuple(both), Place.whole((above.place, below.place)), gap=above.gap)


def _spans(above: Strip, width: int) -> dict[int, Cell]:
    """By position the cell that spans it with others."""
    return {
        position: cell
        for start, cell in enumerate(above.cells)
        if cell and cell.across > 1
        for position in range(start, min(start + cell.across, width))
    }


def spanning_cells(strips: Sequence[Strip], joined: Sequence[Strip]) -> list[tuple[Cell, Place]]:
    """The cells over several columns of those lines that were joined with the header's line below them, and where they stand."""
    kept = {id(strip) for strip in joined}
    return [(cell, strip.place) for strip in strips if id(strip) not in kept for cell in strip.cells if cell and cell.across > 1]


def _may_join(above: Strip, below: Strip, meanings: Meanings) -> bool:
    if above.loose or below.loose or len(above.cells) < len(below.cells) or not above.filled or not below.filled:
        return False
    if below.filled == (0,) and below.cells[0].across >= max(3, len(below.cells)):
        return False  # the banner of the section below
    if _is_numbered(above.cells[0].text, below.cells[0].text, meanings):
        return False
    if any(one.filled == (0,) and _is_banner(one, other, meanings) for one, other in ((above, below), (below, above))):
        return False
    return max(len(cell.text) for strip in (above, below) for cell in strip.cells) <= LONGEST_UNKNOWN


def _is_numbered(above: str, below: str, meanings: Meanings) -> bool:
    """Whether a number stands below the header of numbers: it begins a row, however much its other cells read like headers ("Theme")."""
    if not any(map(str.isdigit, below)) or not is_ref(below):
        return False
    reading = meanings.header(above)
    return reading is not None and reading.score >= STRONG and reading.roles == ("ref",)


def _is_banner(strip: Strip, beside: Strip, meanings: Meanings) -> bool:
    """Whether a line names a section by its level: with its number ("Aim 2: Dry homes"), or beside a header whose first cell is empty."""
    reading = meanings.heading(strip.text)
    named = reading is not None and reading.kind == "level" and reading.score >= STRONG
    return named and reading is not None and (not beside.cells[0] or None not in (reading.word, reading.ref))


def _under_spans(above: Strip, below: Strip, meanings: Meanings) -> Strip | None:
    """A header whose lower line stands under cells that span several columns, and nowhere else; None where it is none.

    One cell over the whole table is no header but the banner of the section below, also where the header is printed again under it.
    A lower text that is a header by itself stands alone, any other behind the text that spans it.
    """
    over = _spans(above, len(below.cells))
    if len(above.filled) < 2 or not over or len(below.cells) != len(above.cells):
        return None
    if not below.filled or not set(below.filled) <= over.keys():
        return None
    cells = list(above.cells)
    for position, cell in over.items():
        lower = below.cells[position]
        reading = meanings.header(lower.text) if lower else None
        alone = reading is not None and reading.score >= STRONG
        cells[position] = replace(lower, paragraphs=lower.paragraphs if alone or not lower else (*cell.paragraphs, *lower.paragraphs))
        if alone and reading is not None and not reading.roles and (whole := meanings.header(f"{cell.text} {lower.text}")) and whole.roles:
            cells[position] = replace(lower, paragraphs=(*cell.paragraphs, *lower.paragraphs))
        elif lower and reading is None and _says_which(cell.text, lower.text, meanings):
            cells[position] = replace(lower, paragraphs=(*lower.paragraphs, *cell.paragraphs))
    joined = Strip(tuple(cells), Place.whole((above.place, below.place)), gap=above.gap)
    return joined if opens_table(joined, meanings) else None


def _says_which(over: str, under: str, meanings: Meanings) -> bool:
    """Whether words below a header that spans several columns only say which one: "Original" and "Revised" under "Timing"."""
    plain, turned = meanings.header(f"{over} {under}"), meanings.header(f"{under} {over}")
    return (plain is None or not plain.roles) and turned is not None and bool(turned.roles)


def _together(above: Strip, below: Strip, whole: Strip, meanings: Meanings) -> Strip | None:
    """Two lines as one header; None where they are no header, or where the upper one says as much alone."""
    below = replace(below, cells=(*below.cells, *(Cell() for _ in above.cells[len(below.cells) :])))
    if read_header(whole, meanings) is None:
        return None
    frames = [read_header(strip, meanings) for strip in (above, below, whole)]
    known = [sum(bool(column.roles) for column in frame.columns) if frame else 0 for frame in frames]
    if known[2] > max(known[0], known[1]):
        unread = any(meanings.header(cell.text) is None and is_value(cell.text, meanings) for cell in below.cells if cell)
        return None if unread else whole
    printed = list(zip(above.cells, below.cells, strict=True))
    pairs = [(upper.text, f"{upper.text} {lower.text}".strip()) for upper, lower in printed if lower]
    more = [(meanings.header(upper), meanings.header(both)) for upper, both in pairs]
    dates = [is_value(lower.text, meanings) for lower in below.cells if lower]
    plain = all(dated or both is not None and both.score >= STRONG for dated, (_, both) in zip(dates, more, strict=True))
    plain = plain and max(len(cell.text) for cell in below.cells) <= SHORT_HEADER
    says_more = any(both is not None and (upper is None or upper.roles != both.roles) for upper, both in more)
    dated = (lower and not lower.text.isdigit() and _dates(upper.text, lower.text, meanings) for upper, lower in printed)
    return whole if known[0] and known[2] >= known[0] and plain and (says_more or any(dated)) else None


def _dates(upper: str, lower: str, meanings: Meanings) -> bool:
    """Whether a header's second line says to which day it holds, as the first does not: "Update", "November 2026"."""
    above, both = meanings.header(upper), meanings.header(f"{upper} {lower}")
    return above is not None and both is not None and above.dated is None and both.dated is not None
