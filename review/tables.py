"""The tables of a document, shown to people and told to machines."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from rich.console import Group, RenderableType
from rich.markup import escape
from rich.table import Table as Grid
from rich.text import Text

from model import Box, Cell, Place, Strip, Table

LONGEST = 200
"""Characters of a cell that people are shown."""


def table_lines(label: str, tables: Iterable[Table]) -> Iterator[str]:
    """One line of JSON a table; rows and columns count from 0, ends are included."""
    for number, table in enumerate(tables, 1):
        place = Place.whole(strip.place for strip in table.strips)
        told: dict[str, object] = {
            "source_file": label, "table": number, "stage": table.stage, **_where(place, place.box),
            "rows": len(table.strips), "columns": len(table.strips[0].cells), "header_rows": list(table.headers),
            "cells": list(_cells(table)),
        }  # fmt: skip
        yield json.dumps(told, ensure_ascii=False)


def _cells(table: Table) -> Iterator[dict[str, object]]:
    """Every cell where it begins; what a wide or merged one covers is no cell of its own."""
    for row, strip in enumerate(table.strips):
        covered = -1
        for column, cell in enumerate(strip.cells):
            if column <= covered or column in strip.merged:
                continue
            covered = column + cell.across - 1
            place = _place(cell, strip)
            yield {
                "row": row, "row_end": _last_row(table.strips, row, column), "column": column, "column_end": covered,
                "text": "\n".join(paragraph.text for paragraph in cell.paragraphs), **_where(place, place.box),
            }  # fmt: skip


def _last_row(strips: tuple[Strip, ...], row: int, column: int) -> int:
    last = row
    while last + 1 < len(strips) and column in strips[last + 1].merged:
        last += 1
    return last


def _place(cell: Cell, strip: Strip) -> Place:
    """Where its words stand; of an empty one only the page or line of its row."""
    return Place.whole(paragraph.place for paragraph in cell.paragraphs) if cell else Place(line=strip.place.line, page=strip.place.page)


def _where(place: Place, box: Box | None) -> dict[str, object]:
    if place.page is None:
        return {"line": place.line, "line_end": place.line_end or place.line}
    return {"page": place.page, "box": [round(edge, 2) for edge in box] if box else None}


def shown_tables(label: str, tables: Iterable[Table]) -> RenderableType:
    """The tables for a terminal, each below a line that says where it stands and which stage found it."""
    parts: list[RenderableType] = []
    for number, table in enumerate(tables, 1):
        parts += [Text(_title(label, number, table), style="bold"), _grid(table), Text()]
    return Group(*parts) if parts else Text(f"{label}: no table found")


def _title(label: str, number: int, table: Table) -> str:
    place = Place.whole(strip.place for strip in table.strips)
    box = f", box {' '.join(f'{edge:.0f}' for edge in place.box)}" if place.box else ""
    size = f"{len(table.strips)} rows of {len(table.strips[0].cells)}"
    return f"{label}, table {number}: {place}{box}, {size}, stage {table.stage}"


def _grid(table: Table) -> Grid:
    grid = Grid(show_header=False, show_lines=True)
    for _ in table.strips[0].cells:
        grid.add_column(overflow="fold")
    for row, strip in enumerate(table.strips):
        style = "bold" if row in table.headers else None
        grid.add_row(*(escape(_said(cell, column in strip.merged)) for column, cell in enumerate(strip.cells)), style=style)
    return grid


def _said(cell: Cell, merged: bool) -> str:
    text = "\n".join(paragraph.text for paragraph in cell.paragraphs)
    return "(as above)" if merged and not text else text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
