"""Strips of a document that tells its own tables: made, numbered in reading order, with the lines that they print."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from model import Cell, Line, Paragraph, Place, Strip


def loose_strip(*paragraphs: Paragraph) -> Strip:
    """A strip that stands beside the tables."""
    return Strip((Cell(paragraphs),), Place(), loose=True)


def number_strips(strips: Iterable[Strip], after: int = 0) -> tuple[tuple[Strip, ...], tuple[Line, ...]]:
    """The strips that print something, each with its number as place, and the line that each prints; numbers begin after `after`.

    Where a table begins or ends a gap is seen, so that what stands beside it is never taken for the rest of its last cell.
    """
    placed: list[Strip] = []
    lines: list[Line] = []
    for strip in strips:
        if not strip.filled:
            continue
        number = after + len(lines) + 1
        parted = bool(placed) and placed[-1].loose != strip.loose
        placed.append(_placed(strip, number, max(strip.gap, int(parted))))
        lines.append(Line(number, "\t".join(cell.text for cell in strip.cells).rstrip()))
    return tuple(placed), tuple(lines)


def _placed(strip: Strip, number: int, gap: int) -> Strip:
    place = Place(line=number, line_end=number)
    cells = tuple(Cell(tuple(replace(paragraph, place=place) for paragraph in cell.paragraphs)) for cell in strip.cells)
    return replace(strip, cells=cells, place=place, gap=gap)
