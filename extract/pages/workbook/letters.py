"""How the words of a workbook's cells are set: bold or not, struck out or not, and how far in from the cell's edge."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from model import Cell, Strip

MOST_HEADS = 2
"""Lines of one cell right above the lines of a table that can head them."""
_FONTS = re.compile(rb"<(?:\w+:)?fonts\b.*?</(?:\w+:)?fonts>", re.DOTALL)
_FONT = re.compile(rb"<(?:\w+:)?font\b[^>]*?(?:/>|>(.*?)</(?:\w+:)?font>)", re.DOTALL)
_UNSET = rb"(?!\s[^>]*\bval\s*=\s*[\"'](?:0|false)[\"'])[^>]*>"
_BOLD = re.compile(rb"<(?:\w+:)?b\b" + _UNSET)
_STRUCK = re.compile(rb"<(?:\w+:)?strike\b" + _UNSET)
_FIGURES = re.compile(r"[\d\s.,:/%£-]*(?:\d{1,2}[ -][A-Z][a-z]{2,8}[ -]\d{2,4}|[A-Z][a-z]{2,8}[ -]\d{2,4}|d|days?)?")
"""Numbers, sums, shares, days and spans of days."""
_STYLE = re.compile(rb"<(?:\w+:)?xf\b[^>]*?(?:/>|>(.*?)</(?:\w+:)?xf>)", re.DOTALL)
_INDENT = re.compile(rb"<(?:\w+:)?alignment\b[^>]*?\bindent\s*=\s*[\"'](\d{1,3})[\"']")


def bold_fonts(styles: bytes) -> frozenset[int]:
    """The fonts, by their number, that are bold."""
    return _fonts(styles, _BOLD)


def struck_fonts(styles: bytes) -> frozenset[int]:
    """The fonts, by their number, that strike out what they print."""
    return _fonts(styles, _STRUCK) if b"strike" in styles else frozenset()


def _fonts(styles: bytes, sign: re.Pattern[bytes]) -> frozenset[int]:
    fonts = _FONTS.search(styles)
    found = _FONT.finditer(fonts[0]) if fonts else ()
    return frozenset(number for number, font in enumerate(found) if sign.search(font[1] or b""))


def indents(formats: bytes) -> tuple[int, ...]:
    """How far in each of these cell formats sets its words, in order."""
    found = (_INDENT.search(style[1] or b"") for style in _STYLE.finditer(formats))
    return tuple(int(indent[1]) if indent else 0 for indent in found)


def widen_heads(strips: Sequence[Strip], inset: Mapping[int, int]) -> list[Strip]:
    """The lines, those wide as the table that hold one cell alone below which the next begins further in: its maker's own levels.

    Dates and shares behind such a name, if it is bold, sum up the lines below: they stand aside as furniture. Not where most lines as
    far out have none further in: there it is a row as they are.

    `inset` tells of a line, by its position, how far in its first words stand, where they do.
    """
    widened: list[Strip] = []
    pairs = enumerate(zip(strips, (*strips[1:], None), strict=False))
    heading = [_heads(strip, below, inset.get(at, 0), inset.get(at + 1, 0)) for at, (strip, below) in pairs]
    rows = Counter(inset.get(at, 0) for at, strip in enumerate(strips) if len(strip.filled) > 1 and not heading[at])
    sums = Counter(inset.get(at, 0) for at, strip in enumerate(strips) if len(strip.filled) > 1 and heading[at])
    for at, strip in enumerate(strips):
        first, level = strip.filled[0], inset.get(at, 0)
        if not heading[at] or len(strip.filled) > 1 and (rows[level] > sums[level] or not _sums_up(strip)):
            widened.append(strip)
            continue
        alone = [Cell() if position > first else cell for position, cell in enumerate(strip.cells)]
        alone[first] = _over(strip.cells[first], len(strip.cells) - first)
        widened.append(replace(strip, cells=tuple(alone)))
        if len(strip.filled) > 1:
            cells = (*[Cell()] * (first + 1), *strip.cells[first + 1 :])
            widened.append(replace(strip, cells=cells, gap=0, furniture=True))
    return widened


def _heads(strip: Strip, below: Strip | None, level: int, next_level: int) -> bool:
    """Whether the next line begins below the first words of a line, and further in."""
    return below is not None and below.filled[0] == strip.filled[0] and not below.gap and next_level > level


def _sums_up(strip: Strip) -> bool:
    """Whether a line says no more behind its bold name than figures, which its maker counts together from the lines further in."""
    name, *others = (strip.cells[at] for at in strip.filled)
    return all(paragraph.bold for paragraph in name.paragraphs) and all(_FIGURES.fullmatch(cell.text) for cell in others)


def text_below(strips: Sequence[Strip]) -> frozenset[int]:
    """The lines (by their ids) of one cell that stand below blank ones and head no table: text between two, or at a sheet's foot."""
    found: list[int] = []
    run: list[Strip] = []
    for strip in strips:
        alone = len(strip.filled) == 1 and strip.cells[strip.filled[0]].across == 1
        if run and not alone and (strip.gap or len(run) > MOST_HEADS):
            found += map(id, run)
        run = [*run, strip] if alone and (run or strip.gap) else []
    return frozenset([*found, *map(id, run)])


def _over(cell: Cell, columns: int) -> Cell:
    return replace(cell, across=max(cell.across, columns))
