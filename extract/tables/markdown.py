"""Stage `markdown`: tables drawn with pipes, as converters write them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from extract.markup import read_cell, read_line
from model import Cell, Line, Meanings, Page, Place, Sheet, Strip

STAGE = "markdown"
RULE = re.compile(r"^\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*$")
PIPE = re.compile(r"(?<!\\)\|")


def read(pages: Iterable[Page], meanings: Meanings) -> Sheet | None:
    """Every line as a strip, in order; None where fewer than two lines are drawn with pipes."""
    lines = [line for page in pages for line in page.lines]
    if sum(_is_row(line.text) for line in lines) < 2:
        return None
    return Sheet(STAGE, tuple(_strips(lines)))


def _is_row(text: str) -> bool:
    return text.strip().startswith("|") and len(PIPE.findall(text)) >= 3 or (len(PIPE.findall(text)) >= 2 and " | " in text)


def _strips(lines: Iterable[Line]) -> Iterator[Strip]:
    gap = 0
    for line in lines:
        if not line.text.strip():
            gap += 1
            continue
        if RULE.match(line.text) and "-" in line.text:
            continue
        place = Place(line=line.number, line_end=line.number)
        if _is_row(line.text):
            strip = Strip(tuple(read_cell(piece.replace("\\|", "|"), place) for piece in _pieces(line.text)), place, gap=gap)
        else:
            strip = Strip((Cell(read_line(line.text.lstrip("# "), place)),), place, loose=True, gap=gap)
        if strip.filled:
            yield strip
            gap = 0


def _pieces(text: str) -> list[str]:
    pieces = PIPE.split(text.strip())
    if pieces and not pieces[0].strip() and text.strip().startswith("|"):
        pieces = pieces[1:]
    if pieces and not pieces[-1].strip() and text.strip().endswith("|"):
        pieces = pieces[:-1]
    return pieces
