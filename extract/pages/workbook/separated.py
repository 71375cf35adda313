"""Texts whose cells are parted by commas, semicolons, tabs or bars and quoted where they hold one: what a spreadsheet saves as CSV."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import NamedTuple

from errors import BinarySource
from extract.files.encodings import decode
from extract.pages.workbook.letters import text_below
from extract.strips import loose_strip, number_strips, read_paragraphs
from extract.tables.piped.cell_breaks import break_widths, without_breaks
from model import Cell, Doubt, Line, Place, Sheet, Strip

DELIMITERS = ",;\t|"
LOOKED_AT = 300
"""Lines with words that tell the delimiter: a spreadsheet saves a million without."""
MISSING = frozenset({"NaN", "nan"})
"""What a program writes for an empty cell."""
NOTHING = "None"
"""The same, where a line holds nothing else behind its first cells: elsewhere it may be a council's word."""
FEWEST_NOTHING, MOST_SAID = 3, 2
"""Such cells of a line, and the cells before them: its number and its name."""
COUNTED = re.compile(r"Table: Table_\d+|Confidence Scores? %.*")
"""What a program writes above each table that it found, and above how sure it is of its cells."""
UNNAMED = ("", "Unnamed: 0")
"""What stands above the numbers of the rows."""
AGREED = 0.6
"""The share of lines with the usual number of cells from which a text is one table."""


def read_separated(data: bytes, label: str, stage: str) -> tuple[tuple[Sheet, ...], tuple[Line, ...], tuple[Doubt, ...]]:
    """The one sheet of a delimited text with the file's own line numbers, the line that each strip prints, and a doubt for each repair.

    Lines of one cell above the table are loose. Raises what `decode` raises, and BinarySource where the quotes never close.
    """
    decoded = decode(data, label)
    delimiter = find_delimiter(decoded.text) or ","
    try:
        strips, lines = number_strips(_with_notes(list(_strips(decoded.text, delimiter))))
    except csv.Error as reason:
        raise BinarySource(f"{label}: it is no delimited text ({reason}).", "Open it in a spreadsheet and save it as .xlsx.") from reason
    return (Sheet(stage, strips),), lines, tuple(Doubt("repaired_encoding", f"{label}: {note}", "info") for note in decoded.repairs)


def find_delimiter(text: str) -> str | None:
    """The mark that parts most lines into the same number of cells, three or more; None where no mark does."""
    best: tuple[float, str] | None = None
    for delimiter in DELIMITERS:
        widths = Counter(_widths(text, delimiter))
        if not widths:
            continue
        width, times = max(widths.items(), key=lambda item: (item[1], item[0]))
        agreed = times / sum(widths.values())
        if width >= 3 and times >= 2 and agreed >= AGREED and (best is None or agreed * width > best[0]):
            best = (agreed * width, delimiter)
    return best[1] if best else None


def _widths(text: str, delimiter: str) -> Iterator[int]:
    """The number of cells of each line that holds more than one."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        yield from islice((len(row) for row in reader if any(cell.strip() for cell in row)), LOOKED_AT)
    except csv.Error:
        return


class _Row(NamedTuple):
    """A row with words, where it stands, and the blank rows above it."""

    cells: list[str]
    place: Place
    gap: int


def _rows(text: str, delimiter: str) -> Iterator[_Row]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    before = gap = 0
    for cells in reader:
        if any(map(str.strip, cells)):
            yield _Row(cells, Place(line=before + 1, line_end=reader.line_num), gap)
            gap = 0
        else:
            gap += 1
        before = reader.line_num


def _undumped(rows: list[_Row]) -> list[_Row]:
    """The rows without what a program adds that saves a table it found: numbers of rows and columns, a break at each line's end."""
    if rows and _counts(rows[0].cells[1:] if not rows[0].cells[0] else rows[0].cells):
        rows = rows[1:]
    firsts = [row.cells[0] for row in rows]
    if _counts(firsts) or firsts and firsts[0] in UNNAMED and _counts(firsts[1:]):
        rows = [row._replace(cells=row.cells[1:]) for row in rows]
    if any("\n" in cell for row in rows for cell in row.cells):
        widths = break_widths(row.cells for row in rows)
        rows = [row._replace(cells=without_breaks(row.cells, widths, "\n")) for row in rows]
    return rows


def _counts(texts: Sequence[str]) -> bool:
    """Whether these are the numbers from nought on, as no paper counts."""
    return len(texts) > 2 and list(texts) == list(map(str, range(len(texts))))


def _strips(text: str, delimiter: str) -> Iterator[Strip]:
    gap, begun = 0, False
    rows = _undumped(list(_rows(text, delimiter)))
    missing = MISSING | {NOTHING} if any(_says_nothing_else(row.cells) for row in rows) else MISSING
    for row in rows:
        place, gap = row.place, gap + row.gap
        said = ("" if cell in missing else cell for cell in row.cells)
        cells = tuple(Cell(tuple(paragraph for line in cell.splitlines() for paragraph in read_paragraphs(line))) for cell in said)
        filled = [cell for cell in cells if cell]
        made = len(filled) == 1 and COUNTED.fullmatch(filled[0].text) is not None
        begun = begun or len(filled) > 1
        if not filled:
            gap += 1
        elif begun and not made:
            yield Strip(cells, place, gap=gap)
            gap = 0
        else:
            yield Strip(loose_strip(*filled[0].paragraphs).cells, place, loose=True, gap=gap, furniture=made)
            gap = 0


def _says_nothing_else(cells: Sequence[str]) -> bool:
    """Whether a line is a number, a name or both, and "None" in all other cells, three or more: a banner as a program writes it."""
    said = len(cells) - cells.count(NOTHING)
    return len(cells) - said >= FEWEST_NOTHING and 0 < said <= MOST_SAID and all(cell not in ("", NOTHING) for cell in cells[:said])


def _with_notes(strips: Sequence[Strip]) -> Iterator[Strip]:
    """The strips, a line of one cell below blank ones loose: a note to the table."""
    below = text_below([strip for strip in strips if not strip.loose])
    for strip in strips:
        if id(strip) in below:
            said = [paragraph for cell in strip.cells for paragraph in cell.paragraphs]
            yield from (replace(loose_strip(paragraph), gap=0 if at else strip.gap) for at, paragraph in enumerate(said))
        else:
            yield strip
