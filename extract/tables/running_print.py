"""Running lines of a printed document: what stands at the head or foot of page after page, and page numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from extract.headers import read_header
from extract.tables.paragraphs import PAGE_NUMBER
from extract.tables.print_lines import PrintedLine, phrases, read_lines
from model import Cell, Meanings, Page, Paragraph, Place, Strip

MARGIN = 0.14
"""Share of a page's height, at its head and foot, in which running lines stand."""
EDGE_LINES = 4
"""Lines from a page's head or foot among which they are sought."""
NUMBER_ALONE = re.compile(r"\W*\d{1,4}\W*")


def part_running(pages: Sequence[Page], meanings: Meanings) -> tuple[list[Page], list[list[Strip]]]:
    """The pages without their running lines, and for each page those lines as loose strips.

    A running head stays where it is printed first: it may be the paper's only title.
    """
    edges = [_edge_lines(page) for page in pages]
    seen = Counter(key for lines in edges for key in {_key(line) for line in lines})
    enough = 2 if sum(map(bool, edges)) <= 4 else 3
    met: set[tuple[str, int]] = set()
    kept: list[Page] = []
    running: list[list[Strip]] = []
    for page, lines in zip(pages, edges, strict=True):
        own = []
        for line in lines:
            if not _is_page_number(line, page) and (seen[_key(line)] < enough or _is_header(line, meanings)):
                continue
            first_head = _key(line) not in met and line.box[3] < page.height / 2 and not _is_page_number(line, page)
            met.add(_key(line))
            if not first_head:
                own.append(line)
        taken = {id(word) for line in own for word in line.words}
        kept.append(replace(page, words=tuple(word for word in page.words if id(word) not in taken)) if taken else page)
        running.append([_strip(line, page) for line in own])
    return kept, running


def _edge_lines(page: Page) -> list[PrintedLine]:
    top, bottom = MARGIN * page.height, (1 - MARGIN) * page.height
    outer = [word for word in page.words if word.upright and (word.box[3] < top or word.box[1] > bottom)]
    lines = read_lines(outer)
    head = [line for line in lines if line.box[3] < top][:EDGE_LINES]
    foot = [line for line in lines if line.box[1] > bottom][-EDGE_LINES:]
    return [*head, *foot]


def _key(line: PrintedLine) -> tuple[str, int]:
    """What makes two lines the same running line: their words but for numbers, and how high they stand."""
    return re.sub(r"\d+", "#", line.text.casefold()), round(line.base / 8)


def _is_page_number(line: PrintedLine, page: Page) -> bool:
    outermost = line.box[1] > 0.92 * page.height or line.box[3] < 0.08 * page.height
    return PAGE_NUMBER.fullmatch(line.text) is not None or outermost and NUMBER_ALONE.fullmatch(line.text) is not None


def _is_header(line: PrintedLine, meanings: Meanings) -> bool:
    """Whether the line is, or may be one line of, a table's header."""
    parts = phrases(line, 0.7)
    strip = Strip(tuple(Cell((Paragraph(part.text),)) for part in parts), Place())
    known = sum((reading := meanings.header(part.text)) is not None and reading.score >= 0.85 for part in parts)
    return read_header(strip, meanings) is not None or known > 1


def _strip(line: PrintedLine, page: Page) -> Strip:
    place = Place(page=page.number, box=line.box)
    return Strip((Cell((Paragraph(line.text, place),)),), place, loose=True, gap=1, furniture=True)
