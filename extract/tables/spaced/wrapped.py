"""Cells that are wrapped over lines: which lines are one row, and which of a cell's lines are one paragraph."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from extract.columns import is_ref
from extract.flow import ENDED, flow, is_open
from extract.markup import BULLET, read_line
from model import Cell, Place

ROOM = 0.85
"""Share of a column's width that a word must fit well within to say that its line was not broken for want of room."""
BEGINS = 0.2
"""Mean of what a line's cells say from which it begins a row."""
DOUBTFUL = 0.5
"""How much an action may seem to go on where two other cells, ended above, plainly begin again."""
FULL = 3
"""Cells of a line from which one that fills all that the row above began with, its action marked like that one's, begins a row."""
HYPHENED = re.compile(r"[a-z]-$")
PAIRED = re.compile(r"(?:and|or|to|&)\b")


@dataclass(frozen=True, slots=True)
class TableLine:
    """A line of a table: its words by column."""

    number: int
    cells: Mapping[int, str]
    gap: int = 0
    """Blank lines before it."""


@dataclass(frozen=True, slots=True)
class Shape:
    """What a table's columns are like: their widths, which holds printed numbers, and which an action must fill."""

    widths: tuple[int, ...]
    ref: int | None = None
    key: int = 0
    grouped: bool = False
    """Whether the numbers are those of a level that several rows stand under."""
    named: frozenset[int] = frozenset()
    """Columns that say who or when."""
    centred: bool = False
    """Whether short cells stand at the middle of their row's height."""
    single: bool = False
    """Whether nearly every line says what, who and when: then each that does is a row."""


def split_rows(lines: Sequence[TableLine], shape: Shape) -> list[list[TableLine]]:
    """The lines of a stretch of a table as rows: a printed number begins one; where there is none, the cells' own words must tell."""
    numbered = shape.ref is not None and any(is_ref(line.cells.get(shape.ref, "")) for line in lines)
    rows: list[list[TableLine]] = []
    for line in lines:
        if not rows or _begins(line, rows[-1], shape, numbered):
            rows.append([line])
        else:
            rows[-1].append(line)
    return _raise_numbers(rows, shape) if numbered and not shape.grouped else rows


def _begins(line: TableLine, row: Sequence[TableLine], shape: Shape, numbered: bool) -> bool:
    own = shape.ref is not None and is_ref(line.cells.get(shape.ref, ""))
    held = any(shape.ref in above.cells for above in row)
    if shape.grouped and own:
        return True
    if numbered and not shape.grouped:
        if own:
            return held or not line.gap or starts_anew(line, row, shape) or len(row) > 1
        return bool(line.gap) and held and starts_anew(line, row, shape)
    return bool(line.gap) and _stands_alone(line, row, shape) or starts_anew(line, row, shape)


def _stands_alone(line: TableLine, row: Sequence[TableLine], shape: Shape) -> bool:
    """Whether a line below white space is no mere paragraph more of one cell."""
    return len(line.cells) > 1 or shape.key in line.cells or 0 in line.cells or len(row[0].cells) < 2


def _raise_numbers(rows: list[list[TableLine]], shape: Shape) -> list[list[TableLine]]:
    """Lines right above a number that begin anew are its row's: a number set at the middle of its cell stands below its first line."""
    assert shape.ref is not None  # noqa: S101  # callers ask only where numbers are printed
    raised: list[list[TableLine]] = []
    for row in rows:
        headless = raised and all(shape.ref not in line.cells for line in raised[-1])
        if headless and not row[0].gap and shape.ref in row[0].cells and row[0].cells.keys() - {shape.ref} <= raised[-1][-1].cells.keys():
            raised[-1].extend(row)
        else:
            raised.append(list(row))
    return raised


def starts_anew(line: TableLine, row: Sequence[TableLine], shape: Shape) -> bool:
    """Whether a line's words begin cells of their own rather than go on with the row's: its action, and on balance all of them."""
    if len(line.cells) < 2:
        return False
    if shape.key not in line.cells:
        return _opens_level(line, row, shape)
    marked = all(BULLET.match(each.cells.get(shape.key, "")) for each in (row[0], line))
    if marked and len(line.cells) >= FULL and line.cells.keys() >= row[0].cells.keys():
        return True
    if shape.single and shape.named <= line.cells.keys() and flow(row[-1].cells.get(shape.key, ""), line.cells[shape.key]) < 0:
        return True
    votes = {column: _vote(column, text, row, shape) for column, text in line.cells.items()}
    filled_again = sum(column not in row[-1].cells and any(column in above.cells for above in row) for column in line.cells)
    least = 0.0 if filled_again < 2 else -DOUBTFUL
    return votes[shape.key] > least and sum(votes.values()) / len(votes) >= BEGINS


def _opens_level(line: TableLine, row: Sequence[TableLine], shape: Shape) -> bool:
    """Whether a line without an action is a row all the same: an objective opens left of it, and who or when is said anew."""
    said = shape.named & line.cells.keys()
    if min(line.cells) >= shape.key or not any(column in above.cells for column in said for above in row):
        return False
    return all(_vote(column, text, row, shape) > 0 for column, text in line.cells.items())


def _vote(column: int, text: str, row: Sequence[TableLine], shape: Shape) -> float:
    """How plainly a cell begins anew: -1 (it goes on) to 2."""
    before = [line.cells[column] for line in row if column in line.cells]
    if not before:
        return 0.7
    last = before[-1]
    if last.endswith(":"):
        return -1.0
    vote = -flow(last, text)
    if column not in row[-1].cells:
        vote += 1.0
    return vote + (0.5 if had_room(last, text, shape.widths[column]) else -0.4)


def had_room(before: str, after: str, width: int) -> bool:
    """Whether the next word would have fitted into the line above, so that the break between them was meant."""
    return len(before) + 1 + len(after.split()[0]) <= ROOM * width


def read_pieces(pieces: Sequence[tuple[str, int]], place: Place, width: int) -> Cell:
    """A cell out of its lines, each with the blank lines before it: wrapped ones joined, a paragraph wherever one was meant."""
    texts: list[str] = []
    last = ""
    for text, gap in pieces:
        if texts and not gap and not BULLET.match(text) and not _is_paragraph(last, text, width):
            texts[-1] = join_wrapped(texts[-1], text)
        else:
            texts.append(text)
        last = text
    return Cell(tuple(paragraph for text in texts for paragraph in read_line(text, place)))


def _is_paragraph(before: str, after: str, width: int) -> bool:
    meant = had_room(before, after, width) and not after[0].islower() and not is_open(before)
    return meant and (bool(ENDED.search(before)) or len(before) + 1 + len(after.split()[0]) <= 0.75 * width)


def join_wrapped(before: str, after: str) -> str:
    """Two lines of one text as one: a word parted at its hyphen is whole again."""
    parted = HYPHENED.search(before) and after[:1].islower() and not PAIRED.match(after)
    return f"{before}{after}" if parted else f"{before} {after}"


def build_cells(row: Sequence[TableLine], shape: Shape, place: Place) -> tuple[Cell, ...]:
    """The cells of a row, left to right, one a column."""
    cells = []
    for column, width in enumerate(shape.widths):
        pieces: list[tuple[str, int]] = []
        gap = 0
        for line in row:
            gap += line.gap if pieces else 0
            if column in line.cells:
                pieces.append((line.cells[column], gap))
                gap = 0
        cells.append(read_pieces(pieces, place, width))
    return tuple(cells)
