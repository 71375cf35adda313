"""Tables of which a web page's reader wrote every cell with a stroke behind it: a cell a line, or a row a line, lines broken inside cells.

Nothing parts the rows but their number of cells. The header's own words tell how many columns there may be, and what stands below
them which number it is: leads under who, dates under when, and no row that ends within a line.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from extract.columns import is_ref
from extract.headers import STRONG, Frame, read_header
from extract.markup import strip_marks
from extract.tables import markdown
from extract.tables.prose import RULER, Printed, read_prose
from extract.tables.wrapped import read_pieces
from model import Cell, Line, Meanings, Page, Place, Sheet, Strip

FEWEST = 3
"""Lines that end with a stroke and begin with none."""
MANY = 0.3
"""Share of the printed lines that are such lines, from which nothing else parts the cells of the text."""
MOST_COLUMNS = 20
LONGEST_HEADER = 80
"""Characters of a header cell that no lexicon knows."""
MOST_KNOWN = 0.65
"""Share of a header's texts that must be known where each has a line of its own and nothing else ends it."""
LOOKED_AT = 10
"""Rows that tell how many columns there are."""
NARROWEST = 40
"""Characters: lines of a cell that are all shorter were ended on purpose."""
NUMBER = re.compile(r"\d{1,2}[.)]")
WORST = -1.0
"""What rows are worth at most, on average, that stand below no header of theirs."""
BROKEN_ROW = -3.0
"""What a row costs that ends within a printed line."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """What stands before one stroke: its lines, and whether the stroke ends the last of them."""

    lines: tuple[Line, ...]
    closes: bool

    @property
    def text(self) -> str:
        """Its words on one line."""
        return " ".join(" ".join(line.text for line in self.lines).split())


@dataclass(frozen=True, slots=True)
class _Head:
    """A header found: its cells, the loose lines above it, and how its rows are counted."""

    above: tuple[Line, ...]
    cells: tuple[_Piece, ...]
    frame: Frame
    leading: int
    """1 where every row has a stroke before its first cell too."""
    fit: float
    """How well the rows below it agree with it."""


Heads = Callable[[int], _Head | None]
"""The header that begins with the piece at a position, each worked out once."""


def read(pages: Iterable[Page], meanings: Meanings) -> Sheet | None:
    """Every line as a strip, in order; None where no table's cells are closed with strokes."""
    lines = [line for page in pages for line in page.lines]
    if _closing(lines) < FEWEST:
        return None
    strips = tuple(_strips(*_cut(lines), meanings))
    return Sheet(markdown.STAGE, strips) if any(not strip.loose for strip in strips) else None


def are_closed(lines: Sequence[Line]) -> bool:
    """Whether strokes close the cells of a text, so that a reading that does not heed them tells nothing."""
    return _closing(lines) >= max(FEWEST, MANY * sum(bool(line.text.strip()) for line in lines))


def _closing(lines: Sequence[Line]) -> int:
    return sum(line.text.rstrip().endswith("|") and not line.text.lstrip().startswith("|") for line in lines)


def _cut(lines: Sequence[Line]) -> tuple[list[_Piece], list[Line]]:
    """The text cut at its strokes, and the lines behind the last of them."""
    pieces: list[_Piece] = []
    waiting: list[Line] = []
    for line in lines:
        *closed, rest = markdown.PIPE.split(line.text)
        for index, part in enumerate(closed):
            pieces.append(_Piece((*waiting, Line(line.number, part)), index == len(closed) - 1 and not rest.strip()))
            waiting = []
        if not closed or rest.strip():
            waiting.append(Line(line.number, rest))
    return pieces, waiting


def _strips(pieces: Sequence[_Piece], rest: Sequence[Line], meanings: Meanings) -> Iterator[Strip]:
    aside: list[Line] = []
    at = 0
    heads: Heads = cache(lambda at: _head(pieces, at, meanings))  # asked of a row's end, and of what follows it
    while at < len(pieces):
        head = heads(at)
        if head is None:
            aside += pieces[at].lines
            at += 1
            continue
        yield from read_prose(_printed([*aside, *head.above]), meanings)
        aside = []
        yield _strip(head.cells, header=True)
        at += len(head.cells)
        for row in _rows(pieces, at, head, heads):
            at += len(row)
            if (strip := _strip(row[head.leading :])).filled and not _is_drawn(row):
                yield strip
    yield from read_prose(_printed([*aside, *rest]), meanings)


def _rows(pieces: Sequence[_Piece], at: int, head: _Head, heads: Heads) -> Iterator[Sequence[_Piece]]:
    """The rows below a header, until one ends within a line or another header begins; the last may lack cells."""
    while at < len(pieces):
        end = _row_end(pieces, at, head.frame, len(head.cells) + head.leading, head.leading)
        row = pieces[at:end]
        if (
            len(row) <= head.leading
            or not row[-1].closes
            or head.leading
            and row[0].text
            or heads(at + head.leading) is not None
        ):
            return
        yield row
        at = end


def _row_end(pieces: Sequence[_Piece], at: int, frame: Frame, step: int, leading: int) -> int:
    """Where a row ends: after its number of cells, but before the next number where the empty cells at its end were left out."""
    first = pieces[at].text
    if not leading and "ref" in frame.columns[frame.at(0)].roles and first.isdigit():
        following = str(int(first) + 1)
        return next((end for end in range(at + 2, min(at + step, len(pieces))) if pieces[end].text == following), at + step)
    return at + step


# -- the header ----------------------------------------------------------------------------------------------------------------


def _head(pieces: Sequence[_Piece], at: int, meanings: Meanings) -> _Head | None:
    """The header that begins with the last line of a piece, or with an empty one; None where there is none."""
    if at >= len(pieces):
        return None
    lines = pieces[at].lines
    last = max((index for index, line in enumerate(lines) if line.text.strip()), default=0)
    bare = not pieces[at].text and at + 1 < len(pieces)
    if not _is_known(pieces[at + 1].text if bare else lines[last].text, meanings):
        return None
    following = [_Piece(lines[last:], pieces[at].closes), *pieces[at + 1 : at + MOST_COLUMNS]]
    best: tuple[tuple[float, float, int], _Head] | None = None
    for width in _widths(following):
        cells = tuple(following[:width])
        short = all(len(cell.text) <= LONGEST_HEADER or meanings.header(cell.text) is not None for cell in cells)
        frame = read_header(_strip(cells, header=True), meanings) if short else None
        if frame is None:
            continue
        known = _share_known(frame, pieces[at + width : at + LOOKED_AT * width], meanings)
        if following[0].closes and (known < MOST_KNOWN or not all(cell.text for cell in cells[1:])):
            continue
        if any(_is_number(cell.text, meanings) for cell in cells[1:]):
            continue
        for leading in (0,) if bare else (0, 1):
            fit = round(_fit(pieces, at + width, frame, width, leading, meanings), 3)
            if best is None or (fit, known, width) > best[0]:
                best = (fit, known, width), _Head(lines[:last], cells, frame, leading, fit)
    if best is None or best[1].fit <= WORST:
        return None
    return _head_or_plain(best[1], pieces, at, meanings) if bare else best[1]


def _head_or_plain(bare: _Head, pieces: Sequence[_Piece], at: int, meanings: Meanings) -> _Head | None:
    """A header with an empty first cell; None where that is a stroke before it, or no part of the table."""
    width = len(bare.cells)
    plain = _head(pieces, at + 1, meanings)
    filled = any(piece.text for piece in pieces[at + width : at + LOOKED_AT * width : width])
    return bare if filled and (plain is None or plain.fit < bare.fit) else None


def _share_known(frame: Frame, below: Sequence[_Piece], meanings: Meanings) -> float:
    """The share of the header's texts that are known; what stands over nothing but empty cells tells nothing."""
    width = frame.width
    used = {frame.at(index % width) for index, piece in enumerate(below) if piece.text}
    told = [meanings.header(column.header) is not None for index, column in enumerate(frame.columns) if index in used]
    return sum(told) / len(told) if told else 0.0


def _is_number(text: str, meanings: Meanings) -> bool:
    """Whether a text is the number of a row ("SC18"), with which no header ends."""
    return any(map(str.isdigit, text)) and is_ref(text) and meanings.header(text) is None


def _is_known(text: str, meanings: Meanings) -> bool:
    reading = meanings.header(" ".join(text.split()))
    return reading is not None and reading.score >= STRONG


def _is_drawn(row: Sequence[_Piece]) -> bool:
    """Whether a row is the line drawn below a header."""
    return bool(row) and all(markdown.ALIGNMENT.fullmatch(piece.text) for piece in row)


def _widths(following: Sequence[_Piece]) -> Iterator[int]:
    """The numbers of cells that a header may have: up to the line drawn below it, up to its line's end where it is on one, else any."""
    closing = [index + 1 for index, piece in enumerate(following) if piece.closes]
    drawn = next((index for index, piece in enumerate(following) if _is_drawn([piece])), None)
    if drawn is not None:
        yield drawn
    elif closing and not following[0].closes:
        yield closing[0]
    else:
        yield from (width for width in closing if width > 1)


def _fit(pieces: Sequence[_Piece], at: int, frame: Frame, width: int, leading: int, meanings: Meanings) -> float:
    """How well the first rows agree with their columns, on average; a row that ends within a line speaks against them all."""
    worths: list[float] = []
    step = width + leading
    at += width if _is_drawn(pieces[at : at + width]) else 0
    while len(worths) < LOOKED_AT and at + step <= len(pieces):
        end = _row_end(pieces, at, frame, step, leading)
        row = pieces[at:end]
        at = end
        if not row[-1].closes or leading and row[0].text:
            worths.append(BROKEN_ROW)
            break
        if not any(piece.text for piece in row):
            continue
        worths.append(sum(_worth(frame, position, piece.text, meanings) for position, piece in enumerate(row[leading:])))
    return sum(worths) / len(worths) if worths else 0.0


def _worth(frame: Frame, position: int, text: str, meanings: Meanings) -> float:
    """How well a cell says what its column's header promises, -1 to 1."""
    roles = frame.columns[frame.at(position)].roles
    if not text:
        return -0.5 if "action" in roles else 0.0
    if roles == ("ref",):
        return 1.0 if is_ref(text) else -0.5
    told = [meanings.content(text[:160]).get(role, 0.0) for role in roles if role in ("lead", "timescale")]
    if "action" in roles:
        return 0.0 if max(meanings.content(text[:160]).get(role, 0.0) for role in ("lead", "timescale")) < 0.5 else -0.5
    return 0.0 if not told else 1.0 if max(told) >= 0.5 else -1.0 if max(told) < 0.2 else 0.0


# -- strips --------------------------------------------------------------------------------------------------------------------


def _strip(row: Sequence[_Piece], header: bool = False) -> Strip:
    numbers = [line.number for piece in row for line in piece.lines]
    place = Place(line=min(numbers), line_end=max(numbers))
    return Strip(tuple(_header_cell(piece, place) if header else _cell(piece, place) for piece in row), place)


def _header_cell(piece: _Piece, place: Place) -> Cell:
    return Cell.of(" ".join(strip_marks(piece.text).split()), place)


def _cell(piece: _Piece, place: Place) -> Cell:
    """The paragraphs of a cell: lines that were broken for want of room are joined."""
    printed: list[tuple[str, int]] = []
    gap = 0
    for line in piece.lines:
        if text := " ".join(line.text.split()):
            printed.append((text, gap if printed else 0))
            gap = 0
        else:
            gap += 1
    return read_pieces(printed, place, max([NARROWEST, *(len(text) for text, _ in printed)]))


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
