"""Strips of a document that tells its own tables: made, numbered in reading order, with the lines that they print."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby

from extract.markup import HEADING, TICKS, read_line
from model import Cell, Line, Paragraph, Place, Strip


def read_paragraphs(text: str) -> tuple[Paragraph, ...]:
    """The paragraphs of one printed line: one, or several where bullets stand inside it; a tick that stands alone is kept."""
    plain = " ".join(text.split())
    return (Paragraph(plain),) if plain in TICKS else read_line(text.replace("\n", " "), Place())


def loose_strip(*paragraphs: Paragraph) -> Strip:
    """A strip that stands beside the tables."""
    return Strip((Cell(paragraphs),), Place(), loose=True)


def number_strips(strips: Iterable[Strip], after: int = 0) -> tuple[tuple[Strip, ...], tuple[Line, ...]]:
    """The strips that print something, each with its place, and the line that each prints; tables end at their last column with words.

    A strip that has no line of its own is numbered on from the one before, the first from `after`. Where a table begins or ends a gap is
    seen, so that what stands beside it is never taken for the rest of its last cell; a gap between loose strips is a blank line.
    """
    placed: list[Strip] = []
    lines: list[Line] = []
    number = after
    for strip in _trimmed(strips):
        if not strip.filled:
            continue
        number = strip.place.line or number + 1
        parted = bool(placed) and placed[-1].loose != strip.loose
        if strip.gap and strip.loose and strip.place.line is None and placed:
            lines.append(Line(number, ""))
            number += 1
        placed.append(_placed(strip, number, max(strip.gap, int(parted))))
        lines.append(Line(number, _line(strip)))
    return tuple(placed), tuple(lines)


def _trimmed(strips: Iterable[Strip]) -> Iterator[Strip]:
    """The strips, those of a table without the empty columns at its right end: a spreadsheet saves as many as its sheet ever had."""
    for loose, run in groupby(strips, key=lambda strip: strip.loose):
        if loose:
            yield from run
            continue
        table = list(run)
        wide = max(map(_reach, table))
        for strip in table:
            cut = len(strip.cells) > wide
            yield replace(strip, cells=strip.cells[:wide], merged=tuple(at for at in strip.merged if at < wide)) if cut else strip


def _reach(strip: Strip) -> int:
    """Where the last of its cells ends that says anything, in words or by its colour."""
    told = (at for at in range(len(strip.cells) - 1, -1, -1) if strip.cells[at].paragraphs or strip.cells[at].fill is not None)
    return max(next(told, -1), *(at for at, _ in strip.shades), -1) + 1


def _line(strip: Strip) -> str:
    """The words of a strip as a text would print them: cells parted by tabs, a list's item and a heading with their marks."""
    first = strip.cells[strip.filled[0]].paragraphs[0]
    mark = "" if not strip.loose else f"{HEADING} " if first.heading else "• " if first.bullet else ""
    return mark + "\t".join(cell.text for cell in strip.cells).rstrip()


def _placed(strip: Strip, number: int, gap: int) -> Strip:
    place = strip.place if strip.place.line is not None else Place(line=number, line_end=number)
    cells = tuple(replace(cell, paragraphs=tuple(replace(each, place=place) for each in cell.paragraphs)) for cell in strip.cells)
    return replace(strip, cells=cells, place=place, gap=gap)
