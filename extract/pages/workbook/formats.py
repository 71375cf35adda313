"""How a spreadsheet shows its values: a date in figures, a share in per cent, a number with its decimals; on what colour."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from html import unescape

from extract.pages.workbook.dates import shown_date
from extract.pages.workbook.letters import bold_fonts, indents, struck_fonts
from extract.pages.workbook.shades import Colour, fill_colours
from extract.pages.workbook.struck import struck_cells, struck_texts

BUILT_IN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 14: "dd/mm/yyyy", 15: "d-mmm-yy", 17: "mmm-yy", 22: "dd/mm/yyyy",
}  # fmt: skip
"""The formats that files name by number alone, as far as they change what is printed, as they show in this country."""

_XF = re.compile(rb"<(?:\w+:)?xf\b([^>]*)>")
_FORMAT = re.compile(rb"<(?:\w+:)?numFmt\b([^>]*)>")
_CELL = re.compile(rb"<(?:\w+:)?c\s([^>]*)>")
_SHEET = re.compile(rb"<(?:\w+:)?sheet\s([^>]*)>")
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\s([^>]*)>")
_ATTRIBUTE = re.compile(r"([\w:]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_CELL_FORMATS = re.compile(rb"<(?:\w+:)?cellXfs\b.*?</(?:\w+:)?cellXfs>", re.DOTALL)
_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_NUMBER = re.compile(r"(?P<unit>£)?(?P<grouped>#,##)?[#0]*0(?:\.(?P<decimals>0+))?(?P<percent>%)?")


@dataclass(frozen=True, slots=True)
class Look:
    """How a style shows what stands in a cell."""

    code: str | None = None
    """The code of its number format."""
    colour: Colour | None = None
    """What it is filled with."""
    bold: bool = False
    indent: int = 0
    """How far in from the cell's edge its words stand."""
    struck: bool = False
    """Whether its words are struck out."""
    words: str | None = None
    """Its words, where some of them are struck out."""


PLAIN = Look()
Formats = Mapping[tuple[int, int], Look]
"""How a cell looks, by line and column, counted from 0."""


def read_formats(parts: Mapping[str, bytes]) -> dict[str, Formats]:
    """For each sheet of a workbook by name, the looks of the cells that have one."""
    theme = next((part for name, part in parts.items() if name.startswith("xl/theme/")), b"")
    looks = _looks(parts.get("xl/styles.xml", b""), theme)
    struck = struck_texts(parts.get("xl/sharedStrings.xml", b""))
    return {name: dict(_formats(parts[part], looks, struck)) for name, part in sheet_parts(parts).items()}


def sheet_parts(parts: Mapping[str, bytes]) -> dict[str, str]:
    """The part that holds each sheet of a workbook, by the sheet's name."""
    relations = {each.get("Id", ""): each.get("Target", "") for each in _all(_RELATION, parts.get("xl/_rels/workbook.xml.rels", b""))}
    found = {}
    for sheet in _all(_SHEET, parts.get("xl/workbook.xml", b"")):
        target = relations.get(next((value for key, value in sheet.items() if key.endswith(":id")), ""), "")
        part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        if part in parts:
            found[sheet.get("name", "")] = part
    return found


def position(reference: str) -> tuple[int, int] | None:
    """Line and column, counted from 0, of a cell's name such as "C12"."""
    found = _REFERENCE.fullmatch(reference)
    if found is None:
        return None
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(found[2]) - 1, column - 1


def printed(value: object, code: str | None) -> str:
    """A cell's value in the words that the sheet shows."""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        return _number(float(value), code)
    if isinstance(value, date):
        return shown_date(value, code)
    if isinstance(value, time):
        return value.strftime("%H:%M")
    if isinstance(value, timedelta):
        return str(value)
    return value if isinstance(value, str) else ""


def _number(value: float, code: str | None) -> str:
    shown = _NUMBER.fullmatch((code or "").split(";")[0].replace('"£"', "£").replace("[$£-809]", "£").strip("_- ()"))
    if shown is None or not abs(value) < 1e15:
        return f"{value:.15g}"
    decimals, group = len(shown["decimals"] or ""), "," if shown["grouped"] else ""
    if shown["percent"]:
        return f"{value * 100:.{decimals}f}%"
    return f"{shown['unit'] or ''}{value:{group}.{decimals}f}"


def _looks(styles: bytes, theme: bytes) -> list[Look]:
    """The look of each style that a cell can name by its number."""
    custom = {each.get("numFmtId", ""): each.get("formatCode", "") for each in _all(_FORMAT, styles)}
    cells = _CELL_FORMATS.search(styles)
    formats = cells[0] if cells else b""
    fills, bold, struck = fill_colours(styles, theme), bold_fonts(styles), struck_fonts(styles)
    looks = [_look(each, custom, fills) for each in _all(_XF, formats)]
    numbers = (each.get("fontId", "") for each in _all(_XF, formats))
    fonts = [int(number) if number.isdecimal() else -1 for number in numbers]
    return [
        replace(look, bold=font in bold, indent=indent, struck=font in struck)
        for look, font, indent in zip(looks, fonts, indents(formats), strict=True)
    ]


def _look(style: Mapping[str, str], custom: Mapping[str, str], fills: Sequence[Colour | None]) -> Look:
    number, fill = style.get("numFmtId", "0"), style.get("fillId", "0")
    code = custom.get(number) or (BUILT_IN.get(int(number)) if number.isdecimal() else None)
    return Look(code, fills[int(fill)] if fill.isdecimal() and int(fill) < len(fills) else None)


def _formats(sheet: bytes, looks: Sequence[Look], struck: Mapping[str, str]) -> Iterator[tuple[tuple[int, int], Look]]:
    words = dict(struck_cells(sheet, struck))
    for cell in _all(_CELL, sheet):
        style, name = cell.get("s", ""), cell.get("r", "")
        look = looks[int(style)] if style.isdecimal() and int(style) < len(looks) else PLAIN
        look = replace(look, words=words[name]) if name in words else look
        if look != PLAIN and (at := position(name)) is not None:
            yield at, look


def _all(pattern: re.Pattern[bytes], part: bytes) -> Iterator[dict[str, str]]:
    """The attributes of every element that the pattern finds."""
    for found in pattern.finditer(part):
        pairs = _ATTRIBUTE.findall(found[1].decode("utf-8", "replace"))
        yield {name: unescape(double or single) for name, double, single in pairs}
