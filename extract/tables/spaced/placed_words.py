"""The words of a line set in columns of spaces: each in its column, also where a long cell pushed what stands behind it to the right."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from extract.tables.prose import Printed
from extract.tables.spaced.gutters import NEAR, PLAIN_TIME, Chunk, Grid, chunks_of
from model import Meanings

LONGEST_TIME = 30
"""Characters."""
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)|\d/\d\d$")


def place_words(line: Printed, grid: Grid, meanings: Meanings) -> tuple[Mapping[int, str], bool]:
    """A line's words by column, and whether a run of them stands across a gutter as no cell does."""
    if line.cells is not None:
        return line.cells, False
    chunks = chunks_of(line.text)
    if pushed(chunks, grid):
        return {column: chunk.text for column, chunk in enumerate(chunks)}, False
    cells: dict[int, str] = {}
    across = False
    for chunk in chunks:
        pieces = [chunk] if _drifts(chunk, cells, grid) else [*_split(chunk, grid, near=NEAR if len(chunks) > 1 else 0)]
        timed = len(pieces) > 1 and _is_one_time(chunk, pieces, meanings)
        for piece in [chunk] if timed else pieces:
            column = grid.column(piece.start)
            beyond = grid.cuts[column + 1] if column + 1 < len(grid.cuts) else None
            if beyond is not None and piece.end > beyond:
                if piece.start >= beyond - NEAR or column in cells or timed and piece.end - beyond > beyond - piece.start:
                    column += 1
                else:
                    across |= not timed
            cells[column] = f"{cells[column]}  {piece.text}" if column in cells else piece.text
    return cells, across


def _is_one_time(chunk: Chunk, pieces: Sequence[Chunk], meanings: Meanings) -> bool:
    """Whether a run of words that a gutter would cut is one time, which has drifted: a month stands in no column without its year."""
    dated = len(chunk.text) <= LONGEST_TIME and sum(YEAR.search(piece.text) is not None for piece in pieces) == 1
    return dated and meanings.content(chunk.text).get("timescale", 0.0) >= PLAIN_TIME


def pushed(chunks: Sequence[Chunk], grid: Grid) -> bool:
    """Whether a line has a run of words for every column, each in its own or pushed to the right by a long one before it."""
    if len(chunks) != len(grid.cuts):
        return False
    ends = [*grid.cuts[1:], float("inf")]
    own = [cut - NEAR <= chunk.start < end for chunk, cut, end in zip(chunks, grid.cuts, ends, strict=True)]
    steps = zip(chunks, chunks[1:], grid.cuts[1:], strict=False)
    pushed = [cut <= above.end + 1 and chunk.start <= above.end + NEAR for above, chunk, cut in steps]
    return own[0] and all(stands or goes for stands, goes in zip(own[1:], pushed, strict=True))


def _drifts(chunk: Chunk, cells: Mapping[int, str], grid: Grid) -> bool:
    """Whether a run of words that goes over into the next column is all of it that column's: its own holds another run already."""
    column = grid.column(chunk.start)
    over = sum(cut < chunk.end for cut in grid.cuts[column + 1 :])
    return column in cells and over == 1


def _split(chunk: Chunk, grid: Grid, near: int) -> Iterator[Chunk]:
    """The pieces of a chunk that runs over gutters: parted where a word begins where the texts do, or a capital or figure near it."""
    first = chunk.start
    for column in range(grid.column(chunk.start) + 1, len(grid.cuts)):
        start = grid.starts[column]
        for place in dict.fromkeys((start, grid.cuts[column], *(start + off * way for off in range(1, near + 1) for way in (1, -1)))):
            at = place - chunk.start
            begins = first < place < chunk.end and chunk.text[at - 1] == " " and chunk.text[at] != " "
            if begins and (place in (start, grid.cuts[column]) or chunk.text[at].isupper() or chunk.text[at].isdigit()):
                yield Chunk(first, place - 1, chunk.text[first - chunk.start : at].strip())
                first = place
                break
    yield Chunk(first, chunk.end, chunk.text[first - chunk.start :])
