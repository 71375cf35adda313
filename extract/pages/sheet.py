"""Spreadsheets to strips: workbooks by calamine or lxml, delimited texts by the csv module; every sheet is a sheet of its own."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

import python_calamine as calamine
from lxml import etree  # type: ignore[import-untyped]

from errors import EmptySource
from extract.files.archives import (
    OLE,
    BrokenArchive,
    ForeignArchive,
    OversizeArchive,
    ProtectedArchive,
    is_old_workbook,
    read_parts,
    refuse_ole,
)
from extract.pages.struck import MARK
from extract.pages.workbook.formats import PLAIN, Formats, Look, position, printed, read_formats, sheet_parts
from extract.pages.workbook.hidden import SEEN, Unseen, read_unseen, shown_cells
from extract.pages.workbook.letters import text_below, widen_heads
from extract.pages.workbook.ods_tables import read_ods
from extract.pages.workbook.separated import read_separated
from extract.pages.workbook.sides import Apart, part_sides
from extract.paper.fronts import head_sheets
from extract.strips import loose_strip, number_strips, read_paragraphs
from extract.tables.colours import named_fill
from model import Cell, Doubt, Line, Paragraph, Place, Sheet, Strip

STAGE = "sheet"
MOST_CELLS = 1_000_000
"""Cells of one sheet, from its corner to the last that is filled."""
MOST_FILLED = 300_000
"""Cells of one sheet that hold something."""
MOST_LOOSE = 40
"""Lines of a sheet without a table that can still say whose workbook it is, or what its signs mean."""
FEWEST_WORDS = 4
"""Words of a line from which a workbook without a table holds text."""
NAMED = 3
"""Hidden sheets that are told by name."""
MOST_TAGS = 600_000
"""Tags of an OpenDocument workbook's content."""

_NAMELESS = re.compile(r"(?:work)?(?:sheet|book|tab|table|page)[ _]?\(?\d*\)?|\d+", re.IGNORECASE)
_FILLED = re.compile(rb"<(?:\w+:)?c\s[^>]*?\br=[\"']([A-Z]{1,3}\d{1,7})[\"'](?:[^>]*[^>/])?>")


def read_sheet(
    data: bytes, label: str, is_apart: Apart = lambda left, right: False
) -> tuple[tuple[Sheet, ...], tuple[Line, ...], tuple[Doubt, ...]]:
    """The sheets that print something, their lines numbered on from sheet to sheet, and a doubt for each sheet that was passed over.

    Values are as the sheet shows them. A sheet's name stands first where it says something; lines above the table are loose; a table that
    `is_apart` from the one left of it stands below that. Raises a SourceError with its remedy for a file that is locked, cut short, no
    spreadsheet, made to do harm, or empty.
    """
    if not data.startswith((b"PK", OLE)):
        return read_separated(data, label, STAGE)
    doubts: list[Doubt] = []
    sheets: list[Sheet] = []
    lines: tuple[Line, ...] = ()
    read = [(_name_line(name, table), part_sides(list(_finish(table)), is_apart)) for name, table in _tables(data, label, doubts)]
    for headed, whole in head_sheets([(name, own) for name, own in read if own]):
        strips, own_lines = number_strips(whole, after=len(lines))
        tabled = any(not strip.loose for strip in strips)
        if tabled or 0 < len(strips) <= MOST_LOOSE or len(read) == 1 and strips:
            sheets.append(Sheet(STAGE, strips, headed))
            lines += own_lines
    if all(strip.loose for sheet in sheets for strip in sheet.strips):
        if unseen := [doubt.text for doubt in doubts if doubt.code == "hidden_sheet"][:NAMED]:
            why = f"{label}: no sheet that it shows holds a filled table; hidden are {', '.join(unseen)}."
            raise EmptySource(why, "Show them and save it again.")
        if any(len(strip.text.split()) >= FEWEST_WORDS for sheet in sheets for strip in sheet.strips):
            return tuple(sheets), lines, tuple(doubts)
        raise EmptySource(f"{label}: the workbook holds no filled table.", "If its content is pictures or charts, print it to PDF.")
    return tuple(sheets), lines, tuple(doubts)


def _tables(data: bytes, label: str, doubts: list[Doubt]) -> Iterator[tuple[str, Sequence[Strip]]]:
    """Each sheet that is shown, by name, as bare strips; a doubt for each that is hidden."""
    if data.startswith(OLE):
        if not is_old_workbook(data):
            refuse_ole(data, label)
        return _by_calamine(data, label, {}, doubts)
    parts = read_parts(data, label, _is_wanted)
    if "content.xml" in parts:
        return _by_words(parts, label, doubts)
    if "xl/workbook.xml" not in parts:
        raise ForeignArchive(f"{label}: it is no spreadsheet that is read.", "Save it as .xlsx or .ods, or hand in what is packed in it.")
    _refuse_far_cells(parts, label)
    unseen = {name: read_unseen(parts[part]) for name, part in sheet_parts(parts).items()}
    return _by_calamine(data, label, read_formats(parts), doubts, unseen)


def _is_wanted(name: str) -> bool:
    return name in ("content.xml", "META-INF/manifest.xml") or name.startswith("xl/") and name.endswith((".xml", ".rels"))


def _refuse_far_cells(parts: Mapping[str, bytes], label: str) -> None:
    """Refuses a workbook whose filled cells lie so far apart that the blanks between them would fill the memory."""
    for name, part in sheet_parts(parts).items():
        places = [at for found in _FILLED.finditer(parts[part]) if (at := position(found[1].decode())) is not None]
        lines, columns = max((at[0] for at in places), default=0) + 1, max((at[1] for at in places), default=0) + 1
        if lines * columns > MOST_CELLS or len(places) > MOST_FILLED:
            size = f"{len(places):,} filled cells over {lines:,} lines and {columns:,} columns"
            raise OversizeArchive(f"{label}: sheet {name} has {size}, more than is read.")


def _by_words(parts: Mapping[str, bytes], label: str, doubts: list[Doubt]) -> Iterator[tuple[str, Sequence[Strip]]]:
    """The sheets of an OpenDocument workbook, which keeps the words that each cell shows."""
    if b"encryption-data" in parts.get("META-INF/manifest.xml", b""):
        raise ProtectedArchive(f"{label}: it opens with a password only.")
    if parts["content.xml"].count(b"<") > MOST_TAGS:
        raise OversizeArchive(f"{label}: its content has more than {MOST_TAGS:,} tags.")
    try:
        content = etree.fromstring(parts["content.xml"], etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False))
    except etree.XMLSyntaxError as reason:
        raise BrokenArchive(f"{label}: its content is damaged ({reason.msg}).") from reason
    for each in read_ods(content):
        if each.shown:
            yield each.name, each.strips
        else:
            doubts.append(_hidden(each.name, label))


def _by_calamine(
    data: bytes, label: str, formats: Mapping[str, Formats], doubts: list[Doubt], unseen: Mapping[str, Unseen] = MappingProxyType({})
) -> Iterator[tuple[str, Sequence[Strip]]]:
    try:
        workbook = calamine.load_workbook(io.BytesIO(data))
        for each in workbook.sheets_metadata:
            if each.typ != calamine.SheetTypeEnum.WorkSheet:
                continue
            if each.visible != calamine.SheetVisibleEnum.Visible:
                doubts.append(_hidden(each.name, label))
                continue
            hidden = unseen.get(each.name, SEEN)
            if hidden != SEEN:
                doubts.append(_hides(each.name, hidden, label))
            yield each.name, _filled_in(workbook.get_sheet_by_name(each.name), formats.get(each.name, {}), hidden)
    except calamine.PasswordError as reason:
        raise ProtectedArchive(f"{label}: it opens with a password only.") from reason
    except (calamine.CalamineError, OSError, ValueError) as reason:
        raise BrokenArchive(f"{label}: it is no whole workbook ({reason}).") from reason
    except BaseException as reason:
        if type(reason).__name__ != "PanicException":  # a fault inside calamine is no Exception to Python
            raise
        raise BrokenArchive(f"{label}: it is no whole workbook ({reason}).") from reason


def _hidden(name: str, label: str) -> Doubt:
    return Doubt("hidden_sheet", f"{label}: the sheet {name!r} is hidden and was not read.", "info", name)


def _hides(name: str, unseen: Unseen, label: str) -> Doubt:
    what = f"{len(unseen.rows)} lines and {len(unseen.columns)} columns"
    return Doubt("hidden_cells", f"{label}: the sheet {name!r} hides {what}, which were not read.", "info", name)


def _filled_in(sheet: calamine.CalamineSheet, formats: Formats, unseen: Unseen) -> list[Strip]:
    """The lines of a sheet that print something and are not hidden."""
    if sheet.start is None or sheet.end is None:
        return []
    top, left = sheet.start
    if sheet.height * sheet.width > MOST_CELLS:
        raise ValueError(f"it reaches over {sheet.height:,} lines and {sheet.width:,} columns")
    merges = sheet.merged_cell_ranges or []
    covered: dict[int, list[int]] = {}
    for first, last in merges:
        for row in range(first[0] + 1, min(last[0], top + sheet.height) + 1):
            covered.setdefault(row, []).append(first[1] - left)
    strips: list[Strip] = []
    inset: dict[int, int] = {}
    gap = 0
    values = enumerate(sheet.to_python(skip_empty_area=True), top)
    shown = ((row, [_shown(value, formats.get((row, at), PLAIN)) for at, value in enumerate(line, left)]) for row, line in values)
    for row, cells in shown_cells(shown, left, merges, unseen):
        if any(cells):
            strips.append(Strip(cells, Place(), gap=gap, merged=tuple(sorted(at for at in covered.get(row, ()) if at >= 0))))
            if (look := formats.get((row, left + strips[-1].filled[0]), PLAIN)).indent:
                inset[len(strips) - 1] = look.indent
        gap = 0 if any(cells) else gap + 1
    return widen_heads(strips, inset) if inset else strips


def _name_line(name: str, table: Sequence[Strip]) -> Strip | None:
    """The sheet's name as a line, where it says something that the sheet does not print itself."""
    if _NAMELESS.fullmatch(name.strip()) is not None or any(_says(strip, name) for strip in table[:5]):
        return None
    return loose_strip(Paragraph(name.strip(), Place()))


def _finish(table: Sequence[Strip]) -> Iterator[Strip]:
    """The lines above the sheet's table as loose strips, and the lines of the table without the blank columns beside it."""
    filled = {at for strip in table for at in strip.filled}
    if not filled:
        return
    first, last = min(filled), max(filled)
    begun = False
    beside = text_below(table)
    for strip in table:
        texts = [strip.cells[at].text for at in strip.filled]
        begun = begun or len(texts) > 1 and not _is_pair(texts)
        if begun and id(strip) not in beside:
            yield replace(strip, cells=strip.cells[first : last + 1], merged=tuple(at - first for at in strip.merged if at >= first))
        elif len(texts) > 1:
            yield loose_strip(Paragraph(" ".join(texts), Place()))
        else:
            said = [paragraph for cell in strip.cells for paragraph in cell.paragraphs]
            yield from (replace(loose_strip(paragraph), gap=0 if at else strip.gap) for at, paragraph in enumerate(said))


def _is_pair(texts: Sequence[str]) -> bool:
    """Whether a line above a table is a label with its value."""
    return len(texts) == 2 and texts[0].rstrip().endswith(":")


def _says(line: Strip, name: str) -> bool:
    """Whether a line of a sheet is its name, or a title that holds a name of several words."""
    name, text = " ".join(name.split()).casefold(), " ".join(line.text.split()).casefold()
    return name == text or " " in name and name in text and len(line.filled) == 1


def _shown(value: object, look: Look) -> Cell:
    """A cell in the words that the sheet shows, with its colour where that has a name."""
    paragraphs = tuple(paragraph for line in (look.words or printed(value, look.code)).splitlines() for paragraph in read_paragraphs(line))
    if look.bold:
        paragraphs = tuple(replace(paragraph, bold=True) for paragraph in paragraphs)
    if look.struck:
        paragraphs = tuple(replace(paragraph, text=f"{MARK}{paragraph.text}{MARK}") for paragraph in paragraphs)
    return Cell(paragraphs, named_fill(look.colour))
