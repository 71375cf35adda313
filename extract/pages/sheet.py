"""Spreadsheets to strips: workbooks by calamine, delimited texts by the csv module; every sheet of a workbook is a sheet of its own."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import python_calamine as calamine

from errors import EmptySource
from extract.archives import (
    OLE,
    BrokenArchive,
    ForeignArchive,
    OversizeArchive,
    ProtectedArchive,
    is_old_workbook,
    read_parts,
    refuse_ole,
)
from extract.pages.sheet_formats import Formats, position, printed, read_formats, sheet_parts
from extract.strips import loose_strip, number_strips, read_paragraphs
from extract.tables.grids import WIDEST
from extract.tables.separated import read_separated
from model import Cell, Doubt, Line, Paragraph, Place, Sheet, Strip

STAGE = "sheet"
MOST_CELLS = 2_000_000
"""Cells of one sheet, from its corner to the last that is filled."""

_NAMELESS = re.compile(r"(?:work)?(?:sheet|book|tab|table|page)[ _]?\(?\d*\)?|\d+", re.IGNORECASE)
_FILLED = re.compile(rb"<(?:\w+:)?c\s[^>]*?\br=[\"']([A-Z]{1,3}\d{1,7})[\"'](?:[^>]*[^>/])?>")
_REPEATED = re.compile(rb"<table:table-(row|cell)\b([^>]*?)(/?)>|</table:table-row>")
_TIMES = re.compile(rb"number-(?:rows|columns)-repeated=[\"'](\d{1,9})[\"']")


@dataclass(frozen=True, slots=True)
class _Table:
    """One sheet as it is filled: its lines of text, and the stretches that are merged (first and last line and column)."""

    lines: list[list[str]]
    merged: tuple[tuple[int, int, int, int], ...] = ()


def read_sheet(data: bytes, label: str) -> tuple[tuple[Sheet, ...], tuple[Line, ...], tuple[Doubt, ...]]:
    """The sheets that print something, their lines numbered on from sheet to sheet, and a doubt for each sheet that was passed over.

    Values are as the sheet shows them. A sheet's name stands first where it says something; lines above the table are loose. Raises a
    SourceError with its remedy for a file that is locked, cut short, no spreadsheet, made to do harm, or empty.
    """
    if not data.startswith((b"PK", OLE)):
        return read_separated(data, label, STAGE)
    formats: Mapping[str, Formats] = {}
    if data.startswith(OLE):
        if not is_old_workbook(data):
            refuse_ole(data, label)
    else:
        formats = _guarded_formats(data, label)
    sheets: list[Sheet] = []
    lines: tuple[Line, ...] = ()
    doubts: list[Doubt] = []
    for name, table in _tables(data, label, formats, doubts):
        strips, own = number_strips(_strips(name, table), after=len(lines))
        if any(not strip.loose for strip in strips):
            sheets.append(Sheet(STAGE, strips))
            lines += own
    if not sheets:
        raise EmptySource(f"{label}: the workbook holds no filled table.", "If its content is pictures or charts, print it to PDF.")
    return tuple(sheets), lines, tuple(doubts)


def _guarded_formats(data: bytes, label: str) -> dict[str, Formats]:
    """The formats of a workbook's cells, after its size was measured; none for an OpenDocument sheet."""
    parts = read_parts(data, label, lambda name: name.endswith((".xml", ".rels")) and name.startswith(("xl/", "content.xml")))
    if "content.xml" in parts:
        _refuse_repeats(parts["content.xml"], label)
        return {}
    if "xl/workbook.xml" not in parts:
        reason = "no spreadsheet that is read"
        raise ForeignArchive(f"{label}: the archive holds {reason}.", "Save it as .xlsx or .ods, or unpack it and hand in what is in it.")
    for name, part in sheet_parts(parts).items():
        places = [at for found in _FILLED.finditer(parts[part]) if (at := position(found[1].decode())) is not None]
        lines, columns = max((at[0] for at in places), default=0) + 1, max((at[1] for at in places), default=0) + 1
        if lines * columns > MOST_CELLS:
            raise OversizeArchive(f"{label}: sheet {name} reaches over {lines:,} lines and {columns:,} columns.")
    return read_formats(parts)


def _refuse_repeats(content: bytes, label: str) -> None:
    """Refuses an OpenDocument sheet whose filled cells say that they are repeated without end."""
    cells = in_row = 0
    rows = 1
    for found in _REPEATED.finditer(content):
        times = int(found_times[1]) if (found_times := _TIMES.search(found[2] or b"")) else 1
        if found[1] == b"row":
            rows, in_row = times, 0
        elif found[1] == b"cell":
            in_row += 0 if found[3] and b"office:value" not in found[2] else times
        else:
            cells += rows * in_row
    if cells > MOST_CELLS:
        raise OversizeArchive(f"{label}: its cells are repeated {cells:,} times.")


def _tables(data: bytes, label: str, formats: Mapping[str, Formats], doubts: list[Doubt]) -> Iterator[tuple[str, _Table]]:
    try:
        workbook = calamine.load_workbook(io.BytesIO(data))
        for each in workbook.sheets_metadata:
            if each.typ != calamine.SheetTypeEnum.WorkSheet:
                continue
            if each.visible != calamine.SheetVisibleEnum.Visible:
                doubts.append(Doubt("hidden_sheet", f"{label}: the sheet {each.name!r} is hidden and was not read.", "info", each.name))
                continue
            yield each.name, _table(workbook.get_sheet_by_name(each.name), formats.get(each.name, {}))
    except calamine.PasswordError as reason:
        raise ProtectedArchive(f"{label}: it opens with a password only.") from reason
    except (calamine.CalamineError, OSError, ValueError) as reason:
        raise BrokenArchive(f"{label}: it is no whole workbook ({reason}).") from reason
    except BaseException as reason:
        if type(reason).__name__ != "PanicException":
            raise
        raise BrokenArchive(f"{label}: it is no whole workbook ({reason}).") from reason


def _table(sheet: calamine.CalamineSheet, formats: Formats) -> _Table:
    if sheet.start is None or sheet.end is None:
        return _Table([])
    top, left = sheet.start
    if sheet.width > WIDEST and sheet.height * sheet.width > MOST_CELLS:
        raise ValueError(f"{sheet.width:,} columns")
    values = sheet.to_python(skip_empty_area=True)
    lines = [[printed(value, formats.get((row, at))) for at, value in enumerate(line, left)] for row, line in enumerate(values, top)]
    ranges = sheet.merged_cell_ranges or []
    return _Table(lines, tuple((first[0] - top, first[1] - left, last[0] - top, last[1] - left) for first, last in ranges))


def _strips(name: str, table: _Table) -> Iterator[Strip]:
    """The sheet's name, the lines above its table as loose strips, and a strip for each line of the table."""
    used = [any(line[column].strip() for line in table.lines) for column in range(max(map(len, table.lines), default=0))]
    columns = [column for column in range(len(used)) if used[column] and any(used)]
    if not columns:
        return
    first, last = columns[0], columns[-1]
    if _NAMELESS.fullmatch(name.strip()) is None and not any(_same(name, text) for line in table.lines[:5] for text in line):
        yield loose_strip(Paragraph(name.strip(), Place()))
    gap, begun = 0, False
    for number, line in enumerate(table.lines):
        texts = line[first : last + 1]
        filled = [text for text in texts if text.strip()]
        begun = begun or len(filled) > 1 and not _is_pair(filled)
        if not filled:
            gap += 1
        elif begun:
            merged = tuple(at - first for top, at, end, _ in table.merged if top < number <= end and first <= at <= last)
            yield Strip(tuple(_cell(text) for text in texts), Place(), gap=gap, merged=merged)
            gap = 0
        else:
            yield from (loose_strip(paragraph) for paragraph in _cell(" ".join(filled)).paragraphs)


def _is_pair(filled: Sequence[str]) -> bool:
    """Whether a line above a table is a label with its value."""
    return len(filled) == 2 and filled[0].rstrip().endswith(":")


def _same(name: str, text: str) -> bool:
    return " ".join(name.split()).casefold() == " ".join(text.split()).casefold()


def _cell(text: str) -> Cell:
    return Cell(tuple(paragraph for line in text.splitlines() for paragraph in read_paragraphs(line)))


