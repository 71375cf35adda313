"""Stage `fixed`: tables set in columns of spaces, as a page's text is dumped, their cells wrapped over lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from extract.columns import is_ref
from extract.flow import ENDED, is_open
from extract.headers import read_header
from extract.markup import read_line
from model import Cell, Line, Meanings, Page, Paragraph, Place, Sheet, Strip

STAGE = "fixed"
CHUNK = re.compile(r"\S+(?: \S+)*")
"""Words parted by single spaces; two spaces or more are a gutter."""
NEAR = 3
"""Characters by which a cell may begin left of its column's header."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """A run of words and where in the line it begins and ends."""

    start: int
    end: int
    text: str


def read(pages: Iterable[Page], meanings: Meanings) -> Sheet | None:
    """The tables below every header set in columns, their wrapped cells whole; None where no line is such a header."""
    lines = [line for page in pages for line in page.lines]
    heads = _heads(lines, meanings)
    if not heads:
        return None
    strips: list[Strip] = []
    starts: tuple[int, ...] | None = None
    waiting: list[list[Line]] = [[]]
    index = 0
    while index < len(lines):
        line = lines[index]
        if index in heads:
            strips += _rows(waiting, starts)
            waiting = [[]]
            texts, starts, index = heads[index]
            strips.append(Strip(tuple(Cell(read_line(text, Place(line.number))) for text in texts), Place(line=line.number, line_end=line.number), gap=1))
            continue
        index += 1
        if not line.text.strip():
            waiting.append([])
        elif starts is None or _is_loose(line, starts, waiting):
            strips += _rows(waiting, starts)
            waiting = [[]]
            strips.append(Strip((Cell(read_line(line.text, Place(line=line.number, line_end=line.number))),), Place(line=line.number, line_end=line.number), loose=True, gap=1))
        else:
            waiting[-1].append(line)
    strips += _rows(waiting, starts)
    return Sheet(STAGE, tuple(strips))


def _chunks(text: str) -> list[Chunk]:
    return [Chunk(found.start(), found.end(), found[0]) for found in CHUNK.finditer(text.replace("\t", "    ").replace("\u00a0", " "))]


def _heads(lines: Sequence[Line], meanings: Meanings) -> dict[int, tuple[list[str], tuple[int, ...], int]]:
    """Header lines by position: their texts, where their columns begin, and the line after them; a header may take two or three lines."""
    found: dict[int, tuple[list[str], tuple[int, ...], int]] = {}
    for index, line in enumerate(lines):
        chunks = _chunks(line.text)
        if len(chunks) < 3 or any(start <= index < end for start, (_, _, end) in found.items()):
            continue
        for height in (3, 2, 1):
            texts, starts = _stacked([_chunks(each.text) for each in lines[index : index + height] if each.text.strip()])
            if len(texts) == height and height > 1:
                continue
            frame = read_header(Strip(tuple(Cell((Paragraph(text),)) if text else Cell() for text in texts), Place()), meanings)
            known = sum(bool(column.roles) for column in frame.columns) if frame else 0
            if frame is not None and known >= 3 and len(starts) >= 3 and all(each.text.strip() for each in lines[index : index + height]):
                plain = read_header(Strip(tuple(Cell((Paragraph(chunk.text),)) for chunk in chunks), Place()), meanings)
                if height > 1 and plain is not None and sum(bool(column.roles) for column in plain.columns) >= known:
                    continue
                found[index] = (texts, starts, index + height)
                break
    return found


def _stacked(rows: Sequence[Sequence[Chunk]]) -> tuple[list[str], tuple[int, ...]]:
    """Texts of a header set over several lines, joined down their columns, and where the columns begin."""
    columns: list[list[Chunk]] = []
    for row in rows:
        for chunk in row:
            home = next((column for column in columns if any(chunk.start < other.end + 1 and other.start < chunk.end + 1 for other in column)), None)
            if home is None:
                columns.append([chunk])
            else:
                home.append(chunk)
    columns.sort(key=lambda column: min(chunk.start for chunk in column))
    return [" ".join(chunk.text for chunk in column) for column in columns], tuple(min(chunk.start for chunk in column) for column in columns)


def _column_of(chunk: Chunk, starts: Sequence[int]) -> int:
    """The column whose text begins last at or just right of where the chunk begins."""
    return max((index for index, start in enumerate(starts) if start <= chunk.start + NEAR), default=0)


def _is_loose(line: Line, starts: Sequence[int], waiting: Sequence[Sequence[Line]]) -> bool:
    """Whether a line below a table stands outside its columns: one run of words across a gutter, after white space."""
    chunks = _chunks(line.text)
    if len(chunks) != 1 or waiting[-1]:
        return False
    home = _column_of(chunks[0], starts)
    beyond = starts[home + 1] if home + 1 < len(starts) else None
    return beyond is not None and chunks[0].end > beyond + NEAR or bool(re.fullmatch(r"\s*(?:Page\s+)?\d+(?:\s+of\s+\d+)?\s*", line.text))


def _rows(blocks: Sequence[Sequence[Line]], starts: Sequence[int] | None) -> Iterator[Strip]:
    """Rows out of the lines between white space; a block that prints several numbers, or several cells of every kind, is several rows."""
    if starts is None:
        return
    gap = 0
    for block in blocks:
        if not block:
            gap += 1
            continue
        for rows in _split(block, starts):
            yield _strip(rows, starts, gap)
            gap = 0


def _split(block: Sequence[Line], starts: Sequence[int]) -> list[list[Line]]:
    rows: list[list[Line]] = []
    for line in block:
        cells = {_column_of(chunk, starts): chunk.text for chunk in _chunks(line.text)}
        if not rows or _begins_row(cells, rows[-1], starts):
            rows.append([line])
        else:
            rows[-1].append(line)
    return rows


def _begins_row(cells: dict[int, str], above: Sequence[Line], starts: Sequence[int]) -> bool:
    """Whether a line begins a row of its own: it prints a number in the first column, or opens most cells anew."""
    if 0 in cells and is_ref(cells[0]):
        return True
    before: dict[int, str] = {}
    for line in above:
        for chunk in _chunks(line.text):
            before[_column_of(chunk, starts)] = chunk.text
    numbered = any(is_ref(_chunks(line.text)[0].text) and _chunks(line.text)[0].start < starts[1] - 1 for line in above[:1])
    if numbered or len(cells) < max(2, len(starts) - 2):
        return False
    return all(text[:1].isupper() or text[:1].isdigit() for text in cells.values()) and not any(is_open(before.get(index, "")) for index in cells) and any(ENDED.search(text) for text in before.values())


def _strip(lines: Sequence[Line], starts: Sequence[int], gap: int) -> Strip:
    cells: list[list[str]] = [[] for _ in starts]
    for line in lines:
        for chunk in _chunks(line.text):
            cells[_column_of(chunk, starts)].append(chunk.text)
    place = Place(line=lines[0].number, line_end=lines[-1].number)
    return Strip(tuple(_cell(pieces, place) for pieces in cells), place, gap=gap)


def _cell(pieces: Sequence[str], place: Place) -> Cell:
    """Wrapped lines of a cell as paragraphs: a bullet begins a new one."""
    texts: list[str] = []
    for piece in pieces:
        opens = read_line(piece, place)
        if texts and not (opens and opens[0].bullet):
            texts[-1] = f"{texts[-1]} {piece}"
        else:
            texts.append(piece)
    return Cell(tuple(paragraph for text in texts for paragraph in read_line(text, place)))
