"""Where a table without drawn cells ends: at the notes and headings below it, and at a table of another kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from statistics import median

from extract.tables.printed.bars import Bar, bar_between, find_bars
from extract.tables.printed.columns import Columns
from extract.tables.printed.heads import GUTTER
from extract.tables.printed.lines import PrintedLine, phrases
from extract.tables.printed.table_lines import by_column
from model import Meanings, Page

OTHER_SIZE = 0.08
"""Share of the usual font size by which a line of another size differs."""
NEAR = 4.0
"""Points within which two texts begin at one place."""
AFTER = frozenset({"legend", "glossary", "closing"})
FEWEST_CLOSED = 3
"""Rules across a table from which the lowest closes it."""
FEWEST_ABOVE, FEWEST_BELOW = 4, 2
"""Lines of cells above and below a heading from which their places tell one table from two."""
ALIGNED = 0.6
"""Share of a table's texts that begin where others do, from which it is set flush left."""
FEWEST_HEADERS = 3
"""Texts of a bold line from which it can be the header of a table of another kind."""
FEWEST_COLUMNS = 4
"""Columns of a table from which lines that fill no more than half of them may be no rows of it."""
LARGER = 1.25
"""How much larger than the rows' the letters of a heading are that ends a table."""
FOOT, FAR_BELOW = 0.9, 2.5
"""Share of a page's height below which its foot stands, and font sizes of white above it."""
SAME = 0.5
"""Share of the texts below that begin where texts above do, from which they go on with the same table."""


def table_end(lines: Sequence[PrintedLine], page: Page, columns: Columns, headed: bool, meanings: Meanings) -> int:
    """The position of the first line that stands below the table: a heading, a key or a note, nothing but such down to the next header.

    Of a page that goes on with a table of another kind it is that table's heading. `headed` says that a header follows the lines.
    """
    lines = lines[:-1] if _ends_on_foot(lines, page, columns) else lines
    lines = lines[: _other_table(lines, columns)]
    lines = lines[: _other_header(lines, columns, meanings)]
    lines = lines if headed else lines[: _last_heading(lines, columns)]
    end = len(lines)
    while end > 0 and ((own := by_column(lines[end - 1], columns)) is None or list(own.pieces) == [0]):
        end -= 1
    if end == 0:
        return len(lines)
    tail = lines[end:]
    usual = median(line.size for line in lines[:end])
    bars = find_bars(page, columns)
    lines = lines[: (key := end + _key(tail, meanings))]
    closed = headed or key < end + len(tail) or _below_bars(lines[end - 1], tail, bars)
    if not (closed or any(by_column(line, columns) is None or abs(line.size - usual) > 0.08 * usual for line in tail)):
        return len(lines)
    for index in range(end, len(lines)):
        above, line = lines[index - 1], lines[index]
        other = abs(line.size - usual) > 0.08 * usual or line.bold and not above.bold or line.base - above.base > 2.0 * usual
        if other or by_column(line, columns) is None or bar_between(above, line, bars) is not None:
            return index
    return len(lines)


def _ends_on_foot(lines: Sequence[PrintedLine], page: Page, columns: Columns) -> bool:
    """Whether the last line is the page's foot: in its lower margin, far below the rows, smaller than they are or at the left alone."""
    if len(lines) < 2 or lines[-1].box[1] < FOOT * page.height:
        return False
    own, last = by_column(lines[-1], columns), lines[-1]
    if own is None or last.base - lines[-2].base <= FAR_BELOW * last.size:
        return False
    return own.pieces.keys() == {0} or last.size < (1 - OTHER_SIZE) * min(line.size for line in lines[:-1])


def _key(tail: Sequence[PrintedLine], meanings: Meanings) -> int:
    """The position of the line that opens a key, a glossary or what closes the paper; the number of lines where none does."""
    readings = (meanings.heading(line.text) for line in tail)
    return next((at for at, reading in enumerate(readings) if reading is not None and reading.kind in AFTER), len(tail))


def _below_bars(last: PrintedLine, tail: Sequence[PrintedLine], bars: Sequence[Bar]) -> bool:
    """Whether lines stand below the lowest of several rules, which closes the table."""
    if not tail or len(bars) < FEWEST_CLOSED or bar_between(last, tail[0], bars[-1:]) is None:
        return False
    return not bars[-1].shaded


def _other_table(lines: Sequence[PrintedLine], columns: Columns) -> int:
    """The position of a heading whose lines below keep to other places than header and lines above; their number where there is none."""
    heads = [start for start, _ in columns.heads]
    size = median(line.size for line in lines) if lines else 0.0
    cells = [phrases(line, GUTTER) if line.words[0].upright else [] for line in lines]
    for index in range(FEWEST_ABOVE, len(lines) - FEWEST_BELOW):
        line = lines[index]
        headed = line.size > (1 + OTHER_SIZE) * size or line.bold and not lines[index - 1].bold
        if not headed or len(cells[index]) != 1:
            continue
        above, below = ([phrase.box[0] for own in side for phrase in own[1:]] for side in (cells[:index], cells[index + 1 :]))
        wide = sum(len(own) > 1 for own in cells[index + 1 :])
        if wide >= FEWEST_BELOW and _is_flush(above) and sum(_among(x, above) or _near(x, heads) > 0 for x in below) < SAME * len(below):
            return index
    return len(lines)


def _other_header(lines: Sequence[PrintedLine], columns: Columns, meanings: Meanings) -> int:
    """The position of the header of a table of another kind, bold below rows that are not, or of the heading right above it."""
    for index in range(1, len(lines)):
        line, above = lines[index], lines[index - 1]
        if not line.bold or index > 1 and lines[index - 2].bold or len(texts := phrases(line, GUTTER)) < FEWEST_HEADERS:
            continue
        if meanings.alien([text.text for text in texts]) is not None:
            own = by_column(above, columns)
            return index - (above.bold and (own is None or len(own.pieces) == 1))
    return len(lines)


def _last_heading(lines: Sequence[PrintedLine], columns: Columns) -> int:
    """The position of a heading in larger letters, over the edges, below which no line fills most columns; else their number."""
    own = [by_column(line, columns) for line in lines]
    rows = [index for index, line in enumerate(own) if line is not None and 2 * len(line.pieces) > columns.count]
    if not rows or columns.count < FEWEST_COLUMNS:
        return len(lines)
    large = LARGER * median(lines[index].size for index in rows)
    return next((at for at in range(rows[-1] + 1, len(lines)) if own[at] is None and lines[at].size > large), len(lines))


def _is_flush(starts: Sequence[float]) -> bool:
    """Whether most texts begin where others do."""
    counts = Counter(round(x / NEAR) for x in starts)
    return len(starts) >= FEWEST_ABOVE and sum(times for times in counts.values() if times > 1) >= ALIGNED * len(starts)


def _among(x: float, starts: Sequence[float]) -> bool:
    return _near(x, starts) > 1


def _near(x: float, starts: Sequence[float]) -> int:
    return sum(abs(x - other) <= NEAR for other in starts)
