"""Where, below a table set in columns of spaces, another begins whose columns stand elsewhere."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from extract.flow import ENDED
from extract.foreign.own_heads import heads_itself
from extract.headers import read_header
from extract.markup import read_line
from extract.tables.prose import Printed
from model import Cell, Meanings, Place, Strip

PIECE = re.compile(r"\S+(?: \S+)*")
FEWEST_CELLS, FEWEST_LINES, BELOW = 3, 2, 8
"""Cells of the other table's first line, lines below that must begin where it does, and lines that are looked at."""
NEAR, SAME, MOSTLY = 1, 0.5, 0.6
"""Characters that two beginnings may differ by, the share of them from which tables are one, and that which makes a line a table's."""
LONGEST = 100
"""Characters of a title."""
Spans = Sequence[tuple[int, int]]


def until_other(body: Sequence[Printed], header: Strip, spans: Spans, meanings: Meanings) -> tuple[list[Printed], list[Printed]]:
    """The lines below a header, whose texts stand at `spans`, up to another table's title, and the rest.

    A title is a short line between white space; the line below it is another table's header where its cells begin elsewhere than the rows
    above, the lines below begin where its cells do, and they suit no column of the plan's.
    """
    seen = Counter(start for start, _ in spans for _ in range(FEWEST_LINES))
    for number, line in enumerate(body):
        begun = _starts(line)
        below = body[number + 1 : number + 1 + BELOW] if number and len(begun) == 1 and _may_be_title(line) else ()
        if below and _stands_elsewhere(below, seen) and (frame := read_header(header, meanings)) is not None:
            first, *rest = _strips(below)
            if heads_itself(first, rest, frame, meanings, titled=True):
                return list(body[:number]), list(body[number:])
        seen.update(begun)
    return list(body), []


def _starts(line: Printed) -> list[int]:
    """Where the cells of a line begin."""
    text = line.text
    return [found.start() for found in PIECE.finditer(text)] if "  " in text.strip() else [len(text) - len(text.lstrip())]


def _may_be_title(line: Printed) -> bool:
    text = line.text.strip()
    return bool(line.gap) and text[0].isupper() and len(text) <= LONGEST and ENDED.search(text) is None


def _strips(lines: Sequence[Printed]) -> Iterator[Strip]:
    """The lines cut where the cells of the first begin."""
    starts = _starts(lines[0])
    for line in lines:
        place = Place(line=line.line.number, line_end=line.line.number)
        cells = [line.text[start:end].strip() for start, end in zip([0, *starts[1:]], [*starts[1:], None], strict=True)]
        yield Strip(tuple(Cell(read_line(text, place)) if text else Cell() for text in cells), place)


def _stands_elsewhere(lines: Sequence[Printed], seen: Counter[int]) -> bool:
    """Whether cells begin elsewhere than above, and those below them begin where they do."""
    head = _starts(lines[0]) if lines[0].gap else []
    if len(head) < FEWEST_CELLS or _shared(head[1:], [start for start, times in seen.items() if times >= FEWEST_LINES]) >= SAME:
        return False
    below = [starts for line in lines[1:] if len(starts := _starts(line)) > 1]
    return sum(_shared(starts, head) >= MOSTLY for starts in below) >= max(FEWEST_LINES, MOSTLY * len(below))


def _shared(starts: Sequence[int], others: Sequence[int]) -> float:
    """The share of the beginnings that stand near one of the others."""
    return sum(any(abs(start - other) <= NEAR for other in others) for start in starts) / len(starts)
