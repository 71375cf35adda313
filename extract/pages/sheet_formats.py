"""How a spreadsheet prints its values: a date by month alone, a share in per cent, a number with its decimals."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from html import unescape

BUILT_IN = {1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 17: "mmm-yy"}
"""The formats that files name by number alone, as far as they change what is printed."""

_XF = re.compile(rb"<(?:\w+:)?xf\b([^>]*)>")
_FORMAT = re.compile(rb"<(?:\w+:)?numFmt\b([^>]*)>")
_CELL = re.compile(rb"<(?:\w+:)?c\s([^>]*)>")
_SHEET = re.compile(rb"<(?:\w+:)?sheet\s([^>]*)>")
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\s([^>]*)>")
_ATTRIBUTE = re.compile(r"([\w:]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_CELL_FORMATS = re.compile(rb"<(?:\w+:)?cellXfs\b.*?</(?:\w+:)?cellXfs>", re.DOTALL)
_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_NOT_CODE = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.|\*.')
_NUMBER = re.compile(r"(?P<unit>£)?(?P<grouped>#,##)?[#0]*0(?:\.(?P<decimals>0+))?(?P<percent>%)?")

Formats = Mapping[tuple[int, int], str]
"""A format's code by line and column, counted from 0."""


def read_formats(parts: Mapping[str, bytes]) -> dict[str, Formats]:
    """For each sheet of a workbook by name, the format codes of the cells that have one."""
    codes = _codes(parts.get("xl/styles.xml", b""))
    return {name: dict(_formats(parts[part], codes)) for name, part in sheet_parts(parts).items()}


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
    """A cell's value in the words that the sheet shows; dates in full, or as far as their format goes."""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        return _number(float(value), code)
    if isinstance(value, date):
        return _date(value, code)
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


def _date(value: date, code: str | None) -> str:
    letters = _NOT_CODE.sub("", (code or "").split(";")[0]).casefold()
    if "y" in letters and "d" not in letters and "h" not in letters:
        return value.strftime("%B %Y") if "m" in letters else str(value.year)
    day = f"{value.day} {value.strftime('%B %Y')}"
    if isinstance(value, datetime) and value.time() != time():
        return f"{day} {value.strftime('%H:%M')}"
    return day


def _codes(styles: bytes) -> list[str | None]:
    """The format code of each style that a cell can name by its number."""
    custom = {each.get("numFmtId", ""): each.get("formatCode", "") for each in _all(_FORMAT, styles)}
    cells = _CELL_FORMATS.search(styles)
    numbers = [each.get("numFmtId", "0") for each in _all(_XF, cells[0] if cells else b"")]
    return [custom.get(number) or (BUILT_IN.get(int(number)) if number.isdecimal() else None) for number in numbers]


def _formats(sheet: bytes, codes: list[str | None]) -> Iterator[tuple[tuple[int, int], str]]:
    for cell in _all(_CELL, sheet):
        style, at = cell.get("s", ""), position(cell.get("r", ""))
        if at is not None and style.isdecimal() and int(style) < len(codes) and (code := codes[int(style)]) is not None:
            yield at, code


def _all(pattern: re.Pattern[bytes], part: bytes) -> Iterator[dict[str, str]]:
    """The attributes of every element that the pattern finds."""
    for found in pattern.finditer(part):
        pairs = _ATTRIBUTE.findall(found[1].decode("utf-8", "replace"))
        yield {name: unescape(double or single) for name, double, single in pairs}
