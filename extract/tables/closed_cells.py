"""Tables of which a web page's reader wrote every cell with a stroke behind it: a cell a line, or a row a line, lines broken inside cells.

Nothing parts the rows but their number of cells. The header's own words tell how many columns there may be, and what stands below
them which number it is: leads under who, dates under when, and no row that ends within a line.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache

from extract.tables import markdown
from extract.tables.piped.closed_heads import Head, find_head, row_end, shifted_back
from extract.tables.piped.closed_pieces import Piece, is_drawn, strip_of
from extract.tables.piped.wiki_marks import without_wiki_marks
from extract.tables.prose import RULER, Printed, read_prose
from model import Line, Meanings, Page, Sheet, Strip

FEWEST = 3
"""Lines that end with a stroke and begin with none."""
MANY = 0.3
"""Share of the printed lines that are such lines, from which nothing else parts the cells of the text."""
NUMBER = re.compile(r"\d{1,2}[.)]")


Heads = Callable[[int], Head | None]
"""The header that begins with the piece at a position, each worked out once."""


def read(pages: Iterable[Page], meanings: Meanings) -> Sheet | None:
    """Every line as a strip, in order; None where no table's cells are closed with strokes."""
    lines = without_wiki_marks([line for page in pages for line in page.lines])
    if _closing(lines) < FEWEST:
        return None
    strips = tuple(_strips(*_cut(lines), meanings))
    return Sheet(markdown.STAGE, strips) if any(not strip.loose for strip in strips) else None


def are_closed(lines: Sequence[Line]) -> bool:
    """Whether strokes close the cells of a text, so that a reading that does not heed them tells nothing."""
    return _closing(lines) >= max(FEWEST, MANY * sum(bool(line.text.strip()) for line in lines))


def _closing(lines: Sequence[Line]) -> int:
    return sum(line.text.rstrip().endswith("|") and not line.text.lstrip().startswith("|") for line in lines)


def _cut(lines: Sequence[Line]) -> tuple[list[Piece], list[Line]]:
    """The text cut at its strokes, and the lines behind the last of them."""
    pieces: list[Piece] = []
    waiting: list[Line] = []
    for line in lines:
        *closed, rest = markdown.PIPE.split(line.text)
        for index, part in enumerate(closed):
            pieces.append(Piece((*waiting, Line(line.number, part)), index == len(closed) - 1 and not rest.strip()))
            waiting = []
        if not closed or rest.strip():
            waiting.append(Line(line.number, rest))
    return pieces, waiting


def _strips(pieces: Sequence[Piece], rest: Sequence[Line], meanings: Meanings) -> Iterator[Strip]:
    aside: list[Line] = []
    at = 0
    heads: Heads = cache(lambda at: find_head(pieces, at, meanings))  # asked of a row's end, and of what follows it
    while at < len(pieces):
        head = heads(at)
        if head is None:
            aside += pieces[at].lines
            at += 1
            continue
        yield from read_prose(_printed([*aside, *head.above]), meanings)
        aside = []
        yield strip_of(head.cells, header=True)
        at += len(head.cells)
        for row in _rows(pieces, at, head, heads):
            at += len(row)
            if (strip := strip_of(shifted_back(row, head, meanings)[head.leading :])).filled and not is_drawn(row):
                yield strip
    yield from read_prose(_printed([*aside, *rest]), meanings)


def _rows(pieces: Sequence[Piece], at: int, head: Head, heads: Heads) -> Iterator[Sequence[Piece]]:
    """The rows below a header, until one ends within a line or another header begins; the last may lack cells."""
    while at < len(pieces):
        end = row_end(pieces, at, head.frame, len(head.cells) + head.leading, head.leading)
        row = pieces[at:end]
        if len(row) <= head.leading or not row[-1].closes or head.leading and row[0].text or heads(at + head.leading) is not None:
            return
        yield row
        at = end


def _printed(lines: Sequence[Line]) -> list[Printed]:
    """Loose lines with the blank ones before them; a stroke that ends one is no word of it, and a number alone is the next line's."""
    found: list[Printed] = []
    gap = 0
    for line in lines:
        text = line.text.strip(" \t\u00a0|")
        if not text:
            gap += 1
        elif found and not gap and NUMBER.fullmatch(found[-1].line.text):
            found[-1] = Printed(Line(line.number, f"{found[-1].line.text} {text}"), found[-1].gap)
        elif not RULER.match(text):
            found.append(Printed(Line(line.number, text), gap))
            gap = 0
    return found
