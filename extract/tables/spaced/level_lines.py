"""Lines of a table whose words left their columns: each cell in its column again, also where one space alone parts it from the next.

Tools that set a page's text in columns of spaces have no room for a cell wider than usual: what stands behind it moves, on that line or in
all the row, and often a single space is left between the two. Where a cell begins is told then by the lines above and below, which moved
with it, by where its column stands elsewhere, and by what it says.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from math import inf

from extract.flow import ENDED
from extract.markup import BULLET
from extract.tables.prose import Printed
from extract.tables.spaced.gutters import NEAR, Chunk, Grid, chunks_of
from extract.tables.spaced.placed_words import LONGEST_TIME, pushed
from model import Meanings

MOST = 24
"""Words of a line that may be cells; the ways to part more grow with their cube, and they are prose."""
REACH = 2
"""Lines above and below that tell where a line's cells begin."""
ONE_SPACE, GUTTER, MID_GUTTER = -1.2, 0.5, -2.0
"""What it is worth that a cell begins behind one space, or behind more, and that one goes on behind more."""
BESIDE, AT_HOME = 1.4, 1.0
"""What it is worth that a cell begins where one does on a line beside it, or where those of its column mostly do."""
FADES = 0.3
"""How much less for each character between."""
OVER = 1.5
"""What it costs that a cell goes on where the next column's cells begin."""
AMID = 1.0
"""What it costs that a cell begins amid what may be one name."""
PUSHED, MOVED, FARTHEST = 0.03, 0.12, 2.5
"""What each character costs by which a cell was pushed to the right or stands off otherwise, and the most that it costs."""
SAYS, DENIES = 2.0, 1.0
"""What it is worth that a cell reads as its column promises, and costs that a plain time stands where none is promised."""
PLAIN = 0.8
NAME = re.compile(r"(?:^| )[A-Z][\w’'-]* $")


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a line that may be a cell: where they begin and end, and the white space before them."""

    chunk: Chunk
    gap: int
    named: bool = False
    """Whether it begins with a capital right behind a word that does, as the rest of a name would."""


def level_lines(lines: Sequence[Printed], grid: Grid, roles: Sequence[Collection[str]], meanings: Meanings) -> list[Printed]:
    """The lines, those among them whose cells moved placed by what tells them."""
    chunks = [chunks_of(line.text) for line in lines]
    doubted = [_is_doubtful(own, line, grid, meanings) for own, line in zip(chunks, lines, strict=True)]
    if not any(doubted):
        return list(lines)
    levelled: list[Printed] = []
    for at, (line, doubtful) in enumerate(zip(lines, doubted, strict=True)):
        if doubtful:
            near = [*chunks[max(0, at - REACH) : at], *chunks[at + 1 : at + 1 + REACH]]
            beside = {chunk.start for own in near for chunk in own if grid.column(chunk.start) > 0 or len(own) > 1 and chunk is not own[0]}
            if cells := _cells(chunks[at], beside, grid, roles, meanings):
                line = replace(line, cells=cells)
        levelled.append(line)
    return levelled


def _is_doubtful(chunks: Sequence[Chunk], line: Printed, grid: Grid, meanings: Meanings) -> bool:
    """Whether a run of words goes on beyond its column, or two stand in one; what stands alone on its line must be the rest of a text."""
    if len(chunks) == 1 and (line.gap or not chunks[0].text[0].islower()) or pushed(chunks, grid):
        return False
    columns = [grid.column(chunk.start) for chunk in chunks]
    ends = (*grid.cuts[1:], inf)
    if columns[0] + 1 < len(grid.cuts) and chunks[0].end > ends[columns[0] + 1] and ENDED.search(chunks[0].text):
        return False  # a sentence right across two columns is none of their cells
    over = [chunk for chunk, column in zip(chunks, columns, strict=True) if chunk.end > ends[column]]
    return len(set(columns)) < len(columns) or any(not _is_time(chunk.text, meanings) for chunk in over)


def _is_time(text: str, meanings: Meanings) -> bool:
    return len(text) <= LONGEST_TIME and meanings.content(text).get("timescale", 0.0) >= PLAIN


def _cells(
    chunks: Sequence[Chunk], beside: Collection[int], grid: Grid, roles: Sequence[Collection[str]], meanings: Meanings
) -> dict[int, str]:
    """The likeliest way a line's words fill its columns; nothing where one run of words tells no cut."""
    words = _words(chunks, beside, grid, meanings)
    if not 2 <= len(words) <= MOST or len(chunks) == 1 and not any(word.chunk.start in beside for word in words[1:]):
        return {}
    width = len(grid.cuts)
    best: list[dict[int, tuple[float, int, int]]] = [{-1: (0.0, 0, -1)}]
    for end in range(1, len(words) + 1):
        ways: dict[int, tuple[float, int, int]] = {}
        for start in range(end):
            text, held = _joined(words[start:end])
            for column in range(width):
                worth, last = max(((way[0], last) for last, way in best[start].items() if last < column), default=(-inf, -1))
                worth += held + _begins(words[start], column, beside, grid, first=not start) + _reads(text, roles[column], meanings)
                if column + 1 < width and words[end - 1].chunk.end > grid.starts[column + 1] + 1:
                    worth -= OVER
                if worth > ways.get(column, (-inf,))[0]:
                    ways[column] = (worth, start, last)
        best.append(ways)
    return _traced(words, best)


def _traced(words: Sequence[Piece], best: Sequence[Mapping[int, tuple[float, int, int]]]) -> dict[int, str]:
    """The cells of the best way."""
    found: dict[int, str] = {}
    end, column = len(words), max(best[-1], key=lambda each: best[-1][each][0], default=-1)
    while end and column in best[end]:
        _, start, before = best[end][column]
        found[column] = _joined(words[start:end])[0]
        end, column = start, before
    return found


def _words(chunks: Sequence[Chunk], beside: Collection[int], grid: Grid, meanings: Meanings) -> list[Piece]:
    """The line cut wherever a cell may begin: behind white space, where others begin, and at a capital or figure."""
    pieces: list[Piece] = []
    last = 0
    for chunk in chunks:
        cuts = [0]
        for at in range(1, len(chunk.text)):
            place, mark = chunk.start + at, chunk.text[at]
            if chunk.text[at - 1] != " " or BULLET.fullmatch(chunk.text[cuts[-1] : at]):
                continue
            begins = place in beside or place in grid.starts or mark.isupper() or mark.isdigit() or BULLET.match(chunk.text[at:])
            if begins and not _is_time(f"{chunk.text[:at].split()[-1]} {chunk.text[at:].split()[0]}", meanings):
                cuts.append(at)
        for start, end in zip(cuts, [*cuts[1:], len(chunk.text)], strict=True):
            text = chunk.text[start:end].rstrip()
            named = start > 0 and text[0].isupper() and NAME.search(chunk.text[:start]) is not None
            whole = Chunk(chunk.start + start, chunk.start + start + len(text), text)
            pieces.append(Piece(whole, 1 if start else chunk.start - last, named))
        last = chunk.end
    return pieces


def _joined(pieces: Sequence[Piece]) -> tuple[str, float]:
    text = pieces[0].chunk.text
    cost = 0.0
    for piece in pieces[1:]:
        cost += 0.0 if piece.gap < 2 or piece.gap == 2 and text[-1] in ".?!:;" else MID_GUTTER
        text = f"{text} {piece.chunk.text}"
    return text, cost


def _begins(piece: Piece, column: int, beside: Collection[int], grid: Grid, first: bool) -> float:
    """How well a cell of a column begins there."""
    start, home = piece.chunk.start, grid.starts[column]
    score = 0.0 if first else GUTTER if piece.gap > 1 else ONE_SPACE
    off = min((abs(start - other) for other in beside), default=NEAR + 1)
    score += max(0.0, BESIDE - FADES * off, AT_HOME - FADES * abs(start - home))
    near = PUSHED if piece.gap == 1 and not first else MOVED
    return score - min(FARTHEST, near * abs(start - home)) - (AMID if piece.named else 0.0)


def _reads(text: str, roles: Collection[str], meanings: Meanings) -> float:
    """How well words suit a column by what they say."""
    said = meanings.content(text)
    time = said.get("timescale", 0.0)
    if "timescale" in roles:
        return SAYS * (time - 0.5)
    score = -DENIES if time >= PLAIN and len(text) > 4 else 0.0
    if "lead" in roles:
        score += SAYS * (said.get("lead", 0.0) - 0.5)
    return score
