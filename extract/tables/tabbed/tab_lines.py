"""Tables in which every printed line is a line of its own: a converter cut the rows of a text or a sheet where cells were wrapped."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from extract.columns import is_ref
from extract.flow import ENDED, flow, is_open
from extract.header.lines import join_header_lines
from extract.headers import MOST_CELLS, Frame, read_header
from extract.markup import TAG
from extract.tables.spaced.likely_rows import fitted, split_rows, told
from extract.tables.spaced.wrapped import Shape, TableLine, build_cells
from extract.tables.tabbed.cut_banners import names_level
from model import Line, Meanings, Place, Sheet, Strip

LONGEST = 110
"""Characters of a wrapped cell's line."""
GOES_ON = 0.2
"""Share of a text's tabbed lines that begin small below words that end no sentence, from which its cells are wrapped."""
FEWEST = 3
"""Such lines."""
SPARSE = 0.6
"""Share of its cells that the rest of a row fills at most in a sheet, whose rows may say "high" or "begun"; what comes again is no rest."""
WHOLE, MOSTLY = 0.8, 0.5
"""Likeness from which a cell is a whole time, and the share of a column's cells that must be some."""
NUMBERED = re.compile(r"[a-z]{1,4}[.)]\s")
"""How a sub-action begins, "a) Train wardens": small, and no rest of what stands above."""


def is_wrapped(lines: Sequence[Line]) -> bool:
    """Whether cells run over lines of their own: short ones, of which many begin small where another column has no more to say."""
    tabbed = [line.text for line in lines if "\t" in line.text.strip("\n")]
    if any("<" in text and TAG.search(text) for text in tabbed):
        return False  # who marks up a cell's paragraphs knows where it ends
    return _are_wrapped([[piece.strip() for piece in text.split("\t")] for text in tabbed])


def whole_lines(sheet: Sheet, meanings: Meanings) -> Sheet:
    """The sheet with the lines of each row as one, where a program saved the table that it found on a page a printed line a row."""
    tabled = [strip for strip in sheet.strips if not strip.loose]
    if any(strip.merged or strip.shades or any(len(cell.paragraphs) > 1 for cell in strip.cells) for strip in tabled):
        return sheet
    texts = [_as_printed(strip) for strip in sheet.strips]
    cells = [own for strip, own in zip(sheet.strips, texts, strict=True) if not strip.loose]
    times = Counter(piece for own in cells for piece in own)
    if not _are_wrapped([[piece if times[piece] == 1 else piece.upper() for piece in own] for own in cells], SPARSE):
        return sheet
    return replace(sheet, strips=tuple(whole_rows(sheet.strips, ["\t".join(own) for own in texts], meanings, saved=True)))


def _as_printed(strip: Strip) -> list[str]:
    return [" ".join(f"• {each.text}" if each.bullet else each.text for each in cell.paragraphs).replace("\t", " ") for cell in strip.cells]


def _are_wrapped(cells: Sequence[Sequence[str]], most: float = 1.0) -> bool:
    """Whether many of the lines are the rest of those above them; such a line fills at `most` that share of its cells."""
    fewest = max(FEWEST, GOES_ON * len(cells))
    if sum(any(piece[:1].islower() for piece in own) for own in cells) < fewest:
        return False
    if max(map(len, cells)) > MOST_CELLS or any(len(cell) > LONGEST for own in cells if sum(map(bool, own)) > 1 for cell in own):
        return False
    return sum(_goes_on(above, own) and sum(map(bool, own)) <= most * len(own) for above, own in pairwise(cells)) >= fewest


def _goes_on(above: Sequence[str], below: Sequence[str]) -> bool:
    pairs = list(zip(above, below, strict=False))
    small = any(
        upper and lower[1:] and lower[:1].islower() and not ENDED.search(upper) and not NUMBERED.match(lower) for upper, lower in pairs
    )
    return small and any(upper and not lower for upper, lower in pairs)


def whole_rows(strips: Sequence[Strip], texts: Sequence[str], meanings: Meanings, saved: bool = False) -> Iterator[Strip]:
    """The strips with the lines below each header as rows, between banners and what is loose; `texts` has each strip's line as printed.

    `saved` says that each line is a row of a sheet, which may be one of a program's own making.
    """
    frame: Frame | None = None
    waiting: list[TableLine] = []
    printed = {id(strip): text for strip, text in zip(strips, texts, strict=True)}
    for strip in join_header_lines(strips, meanings):
        headed = None if strip.loose else read_header(strip, meanings)
        text = None if strip.loose else printed.get(id(strip))
        if headed is None and frame is not None and text is not None and not names_level(strip, meanings):
            cells = {at: piece.strip() for at, piece in enumerate(text.split("\t")) if piece.strip()}
            waiting.append(TableLine(strip.place.line or 0, cells, strip.gap))
            continue
        if frame is not None:
            yield from _rows(waiting, frame, meanings, saved)
            waiting = []
        frame = headed or frame
        yield strip
    if frame is not None:
        yield from _rows(waiting, frame, meanings, saved)


def _rows(lines: Sequence[TableLine], frame: Frame, meanings: Meanings, saved: bool) -> Iterator[Strip]:
    if not lines:
        return
    shape = _shape(lines, frame)
    lines = [told(line, shape, meanings) for line in lines]
    shape = fitted(shape, lines)
    timed = [at for at in range(len(shape.widths)) if at != shape.key and _holds_times(at, lines, meanings)]
    small = saved and not shape.stands
    for row in (each for own in split_rows(lines, shape) for each in _timed_again(own, timed, shape, meanings, small)):
        place = Place(line=row[0].number or None, line_end=row[-1].number or None)  # a workbook's rows have no number
        yield Strip(build_cells(row, shape, place), place, gap=row[0].gap, joined=saved and len(row) > 1)


def _timed_again(
    row: Sequence[TableLine], timed: Sequence[int], shape: Shape, meanings: Meanings, small: bool
) -> Iterator[Sequence[TableLine]]:
    """The row, or several where a line begins another action and says when again: each time is whole, and so is each action.

    With `small` the action may begin small: in a sheet a line with a time of its own was a row before any was taken for the rest of one.
    """
    begun, held = 0, False
    for at, line in enumerate(row):
        whole = any(_is_time(line.cells.get(column, ""), meanings) for column in timed)
        above, action = row[at - 1].cells.get(shape.key, ""), line.cells.get(shape.key, "")
        own = small and bool(action) and any(_is_own_time(row[begun:at], line, column, meanings) for column in timed)
        if whole and held and (own or _is_new(above, action)):
            yield row[begun:at]
            begun = at
        held = held or whole
    yield row[begun:]


def _is_new(above: str, action: str) -> bool:
    """Whether an action begins below another one, or one line of it."""
    return bool(action) and (NUMBERED.match(action) is not None or not action[:1].islower() and flow(above, action) < 0)


def _is_own_time(above: Sequence[TableLine], line: TableLine, column: int, meanings: Meanings) -> bool:
    """Whether a line says a whole time that is no rest of the one above: no "May 2027" below "May 2026 to", nor "and May 2027"."""
    text, before = line.cells.get(column, ""), next((each.cells[column] for each in reversed(above) if column in each.cells), "")
    goes_on = is_open(before) or text[:1].islower() and is_open(text.split()[0])
    return not goes_on and _is_time(text, meanings)


def _is_time(text: str, meanings: Meanings) -> bool:
    return bool(text) and meanings.content(text).get("timescale", 0.0) >= WHOLE


def _holds_times(at: int, lines: Sequence[TableLine], meanings: Meanings) -> bool:
    """Whether most lines of a column are whole times."""
    texts = [line.cells[at] for line in lines if at in line.cells]
    return len(texts) > 1 and sum(_is_time(text, meanings) for text in texts) >= MOSTLY * len(texts)


def _shape(lines: Sequence[TableLine], frame: Frame) -> Shape:
    """The columns' widths, and which of them holds the numbers and which the actions."""
    count = max(frame.width, 1 + max(at for line in lines for at in line.cells))
    widths = tuple(max((len(line.cells.get(at, "")) for line in lines), default=1) or 1 for at in range(count))
    roles = [frame.columns[frame.at(at)].roles for at in range(count)]
    numbers = [line.cells[0] for line in lines if 0 in line.cells]
    numbered = bool(numbers) and sum(map(is_ref, numbers)) >= 0.6 * len(numbers)
    ref = next((at for at, own in enumerate(roles) if own == ("ref",)), 0 if numbered else None)
    key = next((at for at, own in enumerate(roles) if "action" in own), 0 if ref is None else min(ref + 1, count - 1))
    grouped = ref is not None and ref + 1 < key and {"priority", "objective"}.issuperset(roles[ref + 1] or ("action",))
    sure = frozenset(at for at, own in enumerate(roles) if {"lead", "timescale"} & set(own) and "outcomes" not in own)
    return Shape(widths, ref, key, grouped, sure, frozenset(at for at in sure if "timescale" in roles[at]))
