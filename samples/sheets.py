"""Plans as workbooks: merged cells, several sheets, dates as dates."""

from __future__ import annotations

import re
from datetime import datetime
from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from samples.content import Paper, Section
from samples.zips import settled

DAY = datetime(2024, 1, 2, 9, 0, 0)
FILLS = {"Green": "FF92D050", "Amber": "FFFFC000", "Red": "FFEE1C25"}
NUMERIC = re.compile(r"\d\d/\d\d/(\d\d|\d{4})")


def write_workbook(paper: Paper) -> bytes:
    """The workbook with a cover sheet and one sheet that holds the whole plan under merged banners."""
    book = Workbook()
    cover = book.active
    assert isinstance(cover, Worksheet)
    cover.title = "Cover"
    for line in (*paper.heading, *paper.notes):
        cover.append([line])
    sheet = book.create_sheet("Plan")
    _header(sheet, paper)
    for section in paper.sections:
        for text in filter(None, (section.heading, section.aim)):
            _banner(sheet, text, len(paper.columns))
        _rows(sheet, paper, section)
    if paper.key:
        _key(book.create_sheet("Key"), paper)
    if paper.glossary:
        terms = book.create_sheet(paper.glossary[0][:31])
        for term in paper.glossary[1]:
            terms.append(list(term))
    return _saved(book)


def write_sheets(paper: Paper) -> bytes:
    """The workbook with a sheet for each section; title and heading stand above each table."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for section in paper.sections:
        heading = section.heading or paper.heading[-1]
        sheet = book.create_sheet(re.sub(r"[^\w ]", "", heading)[:31])
        for line in (*paper.heading, *paper.notes, heading, *([section.aim] if section.aim else [])):
            sheet.append([line])
        _header(sheet, paper)
        _rows(sheet, paper, section)
    if paper.key:
        _key(book.create_sheet("Key"), paper)
    return _saved(book)


def _key(sheet: Worksheet, paper: Paper) -> None:
    for colour, meaning in paper.key:
        sheet.append([f"{colour} = {meaning}"])


def _header(sheet: Worksheet, paper: Paper) -> None:
    sheet.append([column.header for column in paper.columns])
    for at, column in enumerate(paper.columns, 1):
        cell = sheet.cell(sheet.max_row, at)
        cell.font = Font(bold=True)
        sheet.column_dimensions[cell.column_letter].width = column.wide * 1.6


def _banner(sheet: Worksheet, text: str, across: int) -> None:
    sheet.append([text])
    sheet.cell(sheet.max_row, 1).font = Font(bold=True)
    sheet.merge_cells(start_row=sheet.max_row, end_row=sheet.max_row, start_column=1, end_column=across)


def _rows(sheet: Worksheet, paper: Paper, section: Section) -> None:
    group: str | None = None
    begun = [0] * len(paper.columns)
    merged: set[tuple[int, int, int]] = set()
    for entry in section.entries:
        if entry.group and entry.group != group:
            _banner(sheet, entry.group, len(paper.columns))
        group = entry.group
        row = sheet.max_row + 1
        for column in range(len(paper.columns)):
            if entry.goes_on[column]:
                merged.discard((begun[column], row - 1, column + 1))
                merged.add((begun[column], row, column + 1))
                continue
            begun[column] = row
            cell = sheet.cell(row, column + 1, _value(paper, entry.text(column)))
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if isinstance(cell.value, datetime):
                cell.number_format = _shown(entry.text(column))
            if paper.columns[column].name == "rag" and entry.rag:
                cell.fill = PatternFill("solid", fgColor=FILLS[entry.rag])
    for first, last, column in sorted(merged):
        sheet.merge_cells(start_row=first, end_row=last, start_column=column, end_column=column)


def _value(paper: Paper, text: str) -> str | int | datetime | None:
    """What the cell holds: a date where the paper has one there, a number for a bare number, else the text."""
    if text in paper.dates or NUMERIC.fullmatch(text):
        form = ("%d/%m/%y" if len(text) == 8 else "%d/%m/%Y") if "/" in text else "%d %B %Y"
        return datetime.strptime(text, form)
    return int(text) if text.isdigit() else text or None


def _shown(text: str) -> str:
    """The number format that shows a date as the paper prints it."""
    return ("dd/mm/yy" if len(text) == 8 else "dd/mm/yyyy") if "/" in text else "d mmmm yyyy"


def _saved(book: Workbook) -> bytes:
    book.properties.created = DAY
    book.properties.creator = ""
    out = BytesIO()
    book.save(out)
    return settled(out.getvalue())
