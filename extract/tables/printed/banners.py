"""Lines of a table without drawn cells that stand alone as the headings of the rows below them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import inf

from extract.columns import is_ref
from extract.flow import is_open
from extract.geometry import holds, middle, shared
from extract.tables.printed.bars import bands
from extract.tables.printed.columns import Columns
from extract.tables.printed.lines import WIDER, PrintedLine, read_paragraphs
from extract.tables.printed.table_lines import TableLine, by_column
from model import Box, Cell, Meanings, Page, Place, Strip

LONGEST_BANNER = 200
FEWEST_CENTRED = 2
"""Bold lines at a page's middle from which they are headings in whichever column that is."""
FEWEST_NUMBERS, MOSTLY = 3, 0.7
"""Numbers of a first column, and their share of its texts beside other cells, from which words alone in it are no cell of it."""


def is_banner(line: PrintedLine, table_line: TableLine | None, page: Page, columns: Columns, meanings: Meanings) -> bool:
    """Whether a line stands across the table as the heading of the rows below it."""
    if len(line.text) > LONGEST_BANNER or table_line is not None and len(table_line.pieces) > 1 or not line.words[0].upright:
        return False
    left, right = columns.edges[0], columns.edges[-1]
    if line.box[0] < left - 12 or line.box[2] > right + 12 or table_line is not None and 0 not in table_line.pieces:
        return False
    behind = [band for band in bands(page) if is_band(band, line.box, left, right)]
    if table_line is not None:
        return any(_stands_alone(line, band, page) for band in behind)
    if behind or line.bold:
        return True
    reading = meanings.heading(line.text)
    return reading is not None and reading.kind == "level" and reading.score >= 0.5


def plain_columns(lines: Sequence[PrintedLine], columns: Columns, numbered: bool) -> list[int]:
    """The first column, and the one behind its numbers, where its cells are not bold, so that a bold line alone in it is none of them."""
    return _plain(lines, columns, (0, 1) if numbered else (0,))


def _plain(lines: Sequence[PrintedLine], columns: Columns, asked: Iterable[int]) -> list[int]:
    found = []
    for column in asked:
        parted = [own for line in lines if (own := by_column(line, columns)) is not None and column in own.pieces and len(own.pieces) > 1]
        held = [own.pieces[column] if column else own.line for own in parted]
        if len(held) > 1 and sum(all(word.bold for word in line.words) for line in held) <= 0.2 * len(held):
            found.append(column)
    return found


def is_bold_banner(
    line: PrintedLine, table_line: TableLine | None, plain: Sequence[int], waiting: Sequence[TableLine], first: bool
) -> bool:
    """Whether a line of a plain column is a heading by its weight alone: bold below a line that is not, or the table's first."""
    if table_line is None or len(table_line.pieces) > 1 or next(iter(table_line.pieces)) not in plain:
        return False
    if not line.bold or len(line.text) > LONGEST_BANNER:
        return False
    begins = line.text[:1].isupper() or line.text[:1].isdigit()
    return begins and (not waiting[-1].line.bold and not is_open(waiting[-1].line.text) if waiting else first)


def centred_banners(lines: Sequence[PrintedLine], columns: Columns, page: Page) -> frozenset[int]:
    """The lines (by their ids) that stand alone, bold and at the page's middle, whichever column that is, where its cells are plain."""
    alone: dict[int, list[PrintedLine]] = {}
    for line in lines:
        if line.bold and abs(line.box[0] + line.box[2] - page.width) < line.size and len(line.text) <= LONGEST_BANNER:
            own = by_column(line, columns)
            if own is not None and len(own.pieces) == 1 and 0 not in own.pieces:
                alone.setdefault(next(iter(own.pieces)), []).append(line)
    often = [column for column, own in alone.items() if len(own) >= FEWEST_CENTRED]
    return frozenset(id(line) for column in _plain(lines, columns, often) for line in alone[column])


def banner_rest(line: PrintedLine, below: Sequence[PrintedLine], pitch: float) -> Sequence[PrintedLine]:
    """The lines that a bold banner goes on with: bold, right below, within its width, and begun with a small letter."""
    rest: list[PrintedLine] = []
    for each in below if line.bold else ():
        last = rest[-1] if rest else line
        near = each.bold and each.base - last.base <= (WIDER * pitch + 0.02) * each.size and each.text[:1].islower()
        if not near or each.box[0] < line.box[0] - 1 or each.box[2] > line.box[2] + each.size or abs(each.size - line.size) > 0.1:
            break
        rest.append(each)
    return rest


def number_edge(lines: Sequence[PrintedLine], columns: Columns) -> float:
    """Where the numbers of a first column end that holds little else beside other cells; no number where it is none."""
    first = [own.pieces[0] for line in lines if (own := by_column(line, columns)) is not None and 0 in own.pieces and len(own.pieces) > 1]
    numbers = [piece for piece in first if is_ref(piece.text)]
    numbered = len(numbers) >= FEWEST_NUMBERS and len(numbers) >= MOSTLY * len(first)
    return max(piece.box[2] for piece in numbers) if numbered else inf


def runs_over_numbers(line: PrintedLine, table_line: TableLine | None, edge: float) -> bool:
    """Whether words stand alone in a column of numbers, and reach farther than any of these."""
    alone = table_line is not None and list(table_line.pieces) == [0] and line.box[2] > edge + line.size
    return alone and line.text[:1].isupper() and not is_ref(line.text) and len(line.text) <= LONGEST_BANNER


def is_band(fill: Box, line: Box, left: float, right: float) -> bool:
    """Whether a shaded area runs behind a line across most of the table."""
    return fill[1] <= (line[1] + line[3]) / 2 <= fill[3] and shared((fill[0], fill[2]), (left, right)) > 0.7 * (right - left)


def _stands_alone(line: PrintedLine, band: Box, page: Page) -> bool:
    own = {id(word) for word in line.words}
    others = (word for word in page.words if id(word) not in own and band[1] <= (word.box[1] + word.box[3]) / 2 <= band[3])
    return all(word in line.words for word in others if holds(band, middle(word.box)))


def banner_strip(line: PrintedLine, page: Page, columns: Columns) -> Strip:
    """The line as a table's, all of it in the first cell."""
    paragraphs = read_paragraphs([line], page.number, columns.edges[-1], 2.0)
    return Strip((Cell(paragraphs), *[Cell()] * (columns.count - 1)), Place(page=page.number, box=line.box))
