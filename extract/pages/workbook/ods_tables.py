"""Sheets of an OpenDocument workbook to strips, with the words that each cell shows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from extract.strips import read_paragraphs
from extract.tables.colours import named_fill, written_colour
from extract.tables.web.blocks import walk
from extract.tables.web.grids import LARGEST, WIDEST, OversizeTable, Spanned, lay_out
from extract.tables.web.nodes import Element
from model import Cell, Fill, Strip

TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
COVERED = f"{TABLE}covered-table-cell"
MOST_REPEATS = 1_000
"""Times that one filled line or cell is repeated; nobody prints more."""
MOST_BLANKS = 64
"""Blank lines that are laid out, so that merged cells reach over them."""


@dataclass(frozen=True, slots=True)
class OdsSheet:
    """One sheet: its name, whether it is shown, and its lines."""

    name: str
    shown: bool
    strips: tuple[Strip, ...]


def read_ods(content: Element) -> Iterator[OdsSheet]:
    """Every sheet of a workbook's content in its order; merged cells stand at their top left, blank lines are gaps."""
    unseen = {
        family.get(f"{STYLE}name")
        for family in _below(content, f"{STYLE}style")
        if any(each.get(f"{TABLE}display") == "false" for each in _below(family, f"{STYLE}table-properties"))
    }
    fills = dict(_fills(content))
    for table in _below(content, f"{TABLE}table"):
        shown = table.get(f"{TABLE}style-name") not in unseen
        yield OdsSheet(table.get(f"{TABLE}name") or "", shown, tuple(_strips(table, fills)) if shown else ())


def _fills(content: Element) -> Iterator[tuple[str, Fill]]:
    """What the cells of each style are filled with, where that is a colour with a name."""
    for family in _below(content, f"{STYLE}style"):
        for properties in _below(family, f"{STYLE}table-cell-properties"):
            fill = named_fill(written_colour(properties.get(f"{FO}background-color") or ""))
            if fill is not None:
                yield family.get(f"{STYLE}name") or "", fill


def _strips(table: Element, fills: Mapping[str, Fill]) -> Iterator[Strip]:
    """The lines of a sheet; blank ones in between widen the gap, those that are merged over keep their place."""
    hidden = _hidden_columns(table)
    rows: list[list[Spanned]] = []
    gaps: list[int] = []
    gap = size = 0
    for row in _below(table, f"{TABLE}table-row"):
        cells = list(_cells(row, hidden, fills))
        if _is_hidden(row):
            cells = [spanned if spanned.down > 1 else replace(spanned, cell=Cell()) for spanned in cells]
        times = min(_number(row, "number-rows-repeated"), MOST_REPEATS)
        if not any(spanned.cell for spanned in cells):
            gap += times
            rows += [[]] * min(times, MOST_BLANKS)
            continue
        size += times * len(cells)
        if size > LARGEST:
            raise OversizeTable(f"A sheet of more than {LARGEST:,} filled cells is more than is read.")
        rows += [cells] * times
        gaps += [gap, *[0] * (times - 1)]
        gap = 0
    for strip, before in zip(lay_out(rows), gaps, strict=True):
        yield replace(strip, gap=before)


def _is_hidden(line: Element) -> bool:
    """Whether a line or a column is hidden by hand; those of a folded group and of a filter are a click from being seen."""
    if line.get(f"{TABLE}visibility") != "collapse":
        return False
    return not any(str(above.tag).endswith("-group") for above in line.iterancestors())


def _hidden_columns(table: Element) -> frozenset[int]:
    """The columns of a sheet, counted from 0, that are hidden."""
    hidden: set[int] = set()
    at = 0
    for column in _below(table, f"{TABLE}table-column"):
        times = min(_number(column, "number-columns-repeated"), WIDEST)
        hidden |= set(range(at, at + times)) if _is_hidden(column) else set()
        at += times
    return frozenset(hidden)


def _cells(row: Element, hidden: frozenset[int], fills: Mapping[str, Fill]) -> Iterator[Spanned]:
    """The cells of a line up to the last with words or a colour, the hidden ones blank; those that others cover are left to their spans."""
    cells: list[Spanned] = []
    filled = at = 0
    for cell in _below(row, f"{TABLE}table-cell", COVERED):
        times = _number(cell, "number-columns-repeated")
        at += times
        if cell.tag == COVERED:
            continue
        across = _number(cell, "number-columns-spanned")
        seen = at - times not in hidden or across > 1
        paragraphs = tuple(piece for each in _below(cell, f"{TEXT}p") for piece in read_paragraphs(_text(each))) if seen else ()
        fill = fills.get(cell.get(f"{TABLE}style-name") or "") if seen and times == 1 else None
        spanned = Spanned(Cell(paragraphs, fill), across, _number(cell, "number-rows-spanned"))
        cells += [spanned] * min(times, MOST_REPEATS if paragraphs else WIDEST)
        filled = len(cells) if paragraphs or fill else filled
    return iter(cells[:filled])


def _text(paragraph: Element) -> str:
    """The words of a paragraph; marks for several spaces and tabs are one, notes are left out."""
    pieces: list[str] = []
    for step, element in walk(paragraph, lambda each: each.tag == f"{OFFICE}annotation"):
        if step == "open":
            pieces += [" " if element.tag in (f"{TEXT}s", f"{TEXT}tab", f"{TEXT}line-break") else "", element.text or ""]
        if step != "open" and element is not paragraph:
            pieces.append(element.tail or "")
    return "".join(pieces)


def _below(element: Element, *names: str) -> list[Element]:
    """The nearest elements of these names, not looking into notes."""
    found: list[Element] = []

    def whole(child: Element) -> bool:
        if child.tag in names:
            found.append(child)
        return child.tag in names or child.tag == f"{OFFICE}annotation"

    for _ in walk(element, whole):
        pass
    return found


def _number(element: Element, name: str) -> int:
    digits = element.get(f"{TABLE}{name}") or "1"
    return max(1, int(digits)) if digits.isdecimal() and len(digits) < 9 else 1
