"""The header of a table whose cells are closed with strokes: which pieces it takes, told from how well the rows below agree with it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extract.columns import is_ref
from extract.headers import STRONG, Frame, read_header
from extract.tables.piped.closed_pieces import Piece, is_drawn, strip_of
from model import Line, Meanings

MOST_COLUMNS = 20
LONGEST_HEADER = 80
"""Characters of a header cell that no lexicon knows."""
MOST_KNOWN = 0.65
"""Share of a header's texts that must be known where each has a line of its own and nothing else ends it."""
LOOKED_AT = 10
"""Rows that tell how many columns there are."""
WORST = -1.0
"""What rows are worth at most, on average, that stand below no header of theirs."""
FEWEST_COUNTED = 3
"""Cells, and roles of them, of a header that a drawn line counts."""
SHIFTED = 1.0
"""How much better a row's cells must agree with their columns for these to have been shifted."""
BROKEN_ROW = -3.0
"""What a row costs that ends within a printed line."""


@dataclass(frozen=True, slots=True)
class Head:
    """A header found: its cells, the loose lines above it, and how its rows are counted."""

    above: tuple[Line, ...]
    cells: tuple[Piece, ...]
    frame: Frame
    leading: int
    """1 where every row has a stroke before its first cell too."""
    fit: float
    """How well the rows below it agree with it."""


def row_end(pieces: Sequence[Piece], at: int, frame: Frame, step: int, leading: int) -> int:
    """Where a row ends: after its number of cells, but before the next number where the empty cells at its end were left out."""
    first = pieces[at].text
    if not leading and "ref" in frame.columns[frame.at(0)].roles and first.isdigit():
        following = str(int(first) + 1)
        return next((end for end in range(at + 2, min(at + step, len(pieces))) if pieces[end].text == following), at + step)
    return at + step


def find_head(pieces: Sequence[Piece], at: int, meanings: Meanings) -> Head | None:
    """The header that begins with the last line of a piece, or with an empty one; None where there is none.

    A stroke alone on its line may close that line's cell or, below words that are none of the table's, an empty one.
    """
    if at >= len(pieces):
        return None
    if (counted := _counted_head(pieces, at, meanings)) is not None:
        return counted
    lines = pieces[at].lines
    last = max((index for index, line in enumerate(lines) if line.text.strip()), default=0)
    found = _head_from(pieces, at, last, meanings)
    if not pieces[at].text or lines[-1].text.strip():
        return found
    empty = _head_from(pieces, at, len(lines) - 1, meanings)
    return empty if empty is not None and (found is None or empty.fit > found.fit) else found


def _counted_head(pieces: Sequence[Piece], at: int, meanings: Meanings) -> Head | None:
    """The header right below a drawn line, where a banner is the table's first row: it has as many cells as that line, empty ones too."""
    if not at or is_drawn(pieces[at : at + 1]) or not is_drawn(pieces[at - 1 : at]):
        return None
    width = next((back for back in range(min(at, MOST_COLUMNS)) if not is_drawn(pieces[at - 1 - back : at - back])), 0)
    cells = tuple(pieces[at : at + width])
    if width < FEWEST_COUNTED or len(cells) < width or not cells[-1].closes or any(_is_number(cell.text, meanings) for cell in cells):
        return None
    if any(len(cell.text) > LONGEST_HEADER for cell in cells):
        return None
    frame = read_header(strip_of(cells, header=True), meanings)
    roles = {role for column in frame.columns for role in column.roles} if frame is not None else set()
    if frame is None or "action" not in roles or len(roles) < FEWEST_COUNTED:
        return None
    return Head((), cells, frame, 0, _fit(pieces, at + width, frame, width, 0, meanings))


def shifted_back(row: Sequence[Piece], head: Head, meanings: Meanings) -> Sequence[Piece]:
    """A row below a cell that spans several, which its page leaves out of it and fills up at its end, with each cell in its column."""
    cells = row[head.leading :]
    spare = _empty_at_end(cells) - _empty_at_end(head.cells)
    if not 0 < spare < len(cells) - 1:
        return row
    moved = [*row[: head.leading], *cells[len(cells) - spare :], *cells[: len(cells) - spare]]
    return moved if _row_worth(moved, head, meanings) >= _row_worth(row, head, meanings) + SHIFTED else row


def _empty_at_end(cells: Sequence[Piece]) -> int:
    return next((count for count, cell in enumerate(reversed(cells)) if cell.text), len(cells))


def _row_worth(row: Sequence[Piece], head: Head, meanings: Meanings) -> float:
    return sum(_worth(head.frame, position, piece, meanings) for position, piece in enumerate(row[head.leading :]))


def _head_from(pieces: Sequence[Piece], at: int, last: int, meanings: Meanings) -> Head | None:
    """The header that begins with one line of a piece."""
    lines = pieces[at].lines
    bare = not lines[last].text.strip() and at + 1 < len(pieces)
    if not _is_known(pieces[at + 1].text if bare else lines[last].text, meanings):
        return None
    following = [Piece(lines[last:], pieces[at].closes), *pieces[at + 1 : at + MOST_COLUMNS]]
    best: tuple[tuple[float, float, int], Head] | None = None
    for width in _widths(following):
        cells = tuple(following[:width])
        short = all(len(cell.text) <= LONGEST_HEADER or meanings.header(cell.text) is not None for cell in cells)
        frame = read_header(strip_of(cells, header=True), meanings) if short else None
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
                best = (fit, known, width), Head(lines[:last], cells, frame, leading, fit)
    if best is None or best[1].fit <= WORST:
        return None
    return _head_or_plain(best[1], pieces, at, meanings) if bare else best[1]


def _head_or_plain(bare: Head, pieces: Sequence[Piece], at: int, meanings: Meanings) -> Head | None:
    """A header with an empty first cell; None where that is a stroke before it, or no part of the table."""
    width = len(bare.cells)
    plain = find_head(pieces, at + 1, meanings)
    filled = any(piece.text for piece in pieces[at + width : at + LOOKED_AT * width : width])
    return bare if filled and (plain is None or plain.fit < bare.fit) else None


def _share_known(frame: Frame, below: Sequence[Piece], meanings: Meanings) -> float:
    """The share of the header's texts that are known; what is empty, or over nothing but empty cells, tells nothing."""
    width = frame.width
    used = {frame.at(index % width) for index, piece in enumerate(below) if piece.text and frame.columns[frame.at(index % width)].header}
    told = [meanings.header(column.header) is not None for index, column in enumerate(frame.columns) if index in used]
    return sum(told) / len(told) if told else 0.0


def _is_number(text: str, meanings: Meanings) -> bool:
    """Whether a text is the number of a row ("SC18"), with which no header ends."""
    return any(map(str.isdigit, text)) and is_ref(text) and meanings.header(text) is None


def _is_known(text: str, meanings: Meanings) -> bool:
    reading = meanings.header(" ".join(text.split()))
    return reading is not None and reading.score >= STRONG


def _widths(following: Sequence[Piece]) -> Iterator[int]:
    """The numbers of cells that a header may have: up to the line drawn below it, up to its line's end where it is on one, else any."""
    closing = [index + 1 for index, piece in enumerate(following) if piece.closes]
    drawn = next((index for index, piece in enumerate(following) if is_drawn([piece])), None)
    if drawn is not None:
        yield drawn
    elif closing and not following[0].closes:
        yield closing[0]
    else:
        yield from (width for width in closing if width > 1)


def _fit(pieces: Sequence[Piece], at: int, frame: Frame, width: int, leading: int, meanings: Meanings) -> float:
    """How well the first rows agree with their columns, on average; a row that ends within a line speaks against them all."""
    worths: list[float] = []
    step = width + leading
    at += width if is_drawn(pieces[at : at + width]) else 0
    while len(worths) < LOOKED_AT and at + step <= len(pieces):
        end = row_end(pieces, at, frame, step, leading)
        row = pieces[at:end]
        at = end
        if not row[-1].closes or leading and row[0].text:
            worths.append(BROKEN_ROW)
            break
        if not any(piece.text for piece in row):
            continue
        worths.append(sum(_worth(frame, position, piece, meanings) for position, piece in enumerate(row[leading:])))
    return sum(worths) / len(worths) if worths else 0.0


def _worth(frame: Frame, position: int, piece: Piece, meanings: Meanings) -> float:
    """How well a cell says what its column's header promises, -1 to 1: all of it, or the line of it that says so best."""
    roles, text = frame.columns[frame.at(position)].roles, piece.text
    if not text:
        return -0.5 if "action" in roles else 0.0
    if roles == ("ref",):
        return 1.0 if is_ref(text) else -0.5
    if "action" in roles:
        content = meanings.content(text[:160])
        return 0.0 if max(content.get(role, 0.0) for role in ("lead", "timescale")) < 0.5 else -0.5
    said = (text, *(line.text.strip() for line in piece.lines if line.text.strip()))
    told = [max(meanings.content(each[:160]).get(role, 0.0) for each in said) for role in roles if role in ("lead", "timescale")]
    return 0.0 if not told else 1.0 if max(told) >= 0.5 else -1.0 if max(told) < 0.2 else 0.0
