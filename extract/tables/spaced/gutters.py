"""Columns of spaces: where a header says that they stand, and where the lines below it say that they do."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extract.headers import STRONG, read_header
from extract.tables.prose import Printed
from model import Cell, HeaderReading, Meanings, Place, Strip

CHUNK = re.compile(r"(?:[•▪●○◦■‣·]\s{1,6}|[-–*]\s{1,3}(?=[A-Za-z]))?\S+(?: \S+)*")
"""Words parted by single spaces, with the bullet before them; two spaces or more are a gutter."""
DASHES = re.compile(r"[-=_─━═—–]{2,}")
WORD = re.compile(r"\S+")
STROKES = "|│┃║"
"""Marks that part the cells of a drawn table."""
NEAR = 3
"""Characters by which a cell may begin left of its column, or a column right of its header."""
TALLEST, MOST = 4, 60
"""Lines that a header may take, and runs of words in one of them: readings of stacked lines grow with the cube of the runs."""
REPEATED = 2.0
"""What it is worth that header lines come back word for word."""
PLAIN_TIME = 0.9
"""Likeness from which a line is a time."""
SEVERAL = 2
"""Headers that a further line must make whole to be worth anything."""
STRANGE = -0.5
"""What a header text that no lexicon knows costs a reading of header lines."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """A run of words, and where in the line it begins and ends."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Head:
    """A printed header: its lines by position, its texts, and where each stands in the line."""

    first: int
    after: int
    texts: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    ruled: bool = False
    """Whether a line drawn below it says where the columns stand."""
    score: float = 0.0


@dataclass(frozen=True, slots=True)
class Grid:
    """Columns of a table: each begins at its cut; most of its texts begin at its start, the longest has its width."""

    cuts: tuple[int, ...]
    starts: tuple[int, ...]
    widths: tuple[int, ...]

    def column(self, position: int) -> int:
        """The column that a position in the line belongs to."""
        return max((index for index, cut in enumerate(self.cuts) if cut <= position), default=0)


def chunks_of(text: str) -> list[Chunk]:
    """The runs of words of a line."""
    return [Chunk(found.start(), found.end(), found[0]) for found in CHUNK.finditer(text)]


# -- headers -------------------------------------------------------------------------------------------------------------------


def find_heads(lines: Sequence[Printed], meanings: Meanings) -> list[Head]:
    """Every header set in columns, in order: where several readings of the same lines fit, the one whose words are known best."""
    chunks = [chunks_of(line.text) for line in lines]
    known = [sum(meanings.header(chunk.text) is not None for chunk in each) if len(each) > 1 else 1 for each in chunks]
    found: list[Head] = []
    for index in range(len(lines)):
        for height in range(1, TALLEST + 1):
            if index + height > len(lines) or (height > 1 and lines[index + height - 1].gap):
                break
            lowest = lines[index + height - 1]
            if _marks_cells(lowest.line.text.strip()) or height > 1 and lowest.ruler:
                break
            if all(len(each) < 2 for each in chunks[index : index + height]) or not known[index] or len(chunks[index + height - 1]) > MOST:
                break
            if sum(known[index : index + height]) < 2:
                continue
            head = _head(index, lines[index : index + height], lines[index + height : index + height + 1], meanings)
            if head is not None:
                found.append(head)
    kept: list[Head] = []
    taken: set[int] = set()
    counts = Counter(head.texts for head in found)
    worth = {head: round(head.score + (REPEATED if counts[head.texts] > 1 else 0.0), 1) for head in found}
    for head in sorted(found, key=lambda each: (-worth[each], each.first - each.after, each.first)):
        if taken.isdisjoint(range(head.first, head.after)):
            kept.append(head)
            taken.update(range(head.first, head.after))
    capital = any(text[:1].isupper() for head in kept for text in head.texts)
    rests = (head for head in kept if capital and not lines[head.first].gap and all(text[:1].islower() for text in head.texts if text))
    return sorted(set(kept) - set(rests), key=lambda each: each.first)  # "proposal | assessment" ends the row above


def _marks_cells(text: str) -> bool:
    """Whether a line says itself where its cells end: tabs part them, or strokes stand at both its ends."""
    return "\t" in text or len(text) > 1 and text[0] in STROKES and text[-1] in STROKES


def _head(first: int, lines: Sequence[Printed], below: Sequence[Printed], meanings: Meanings) -> Head | None:
    """The header that the lines print; None where they are none."""
    rows = [[piece for chunk in chunks_of(line.text) for piece in _parted(chunk, meanings)] for line in lines]
    if any(re.search(r":\s+\S", chunk.text) for row in rows for chunk in row):
        return None
    if _names_month(rows, meanings):
        return _head(first, lines[:-1], [lines[-1], *below], meanings)
    drawn = [(found.start(), found.end()) for found in DASHES.finditer(below[0].ruler)] if below and not below[0].gap else []
    texts, spans = _under_rulers(rows, drawn) if len(drawn) > 1 else _stacked(rows)
    frame = read_header(Strip(tuple(Cell.of(text) for text in texts), Place()), meanings)
    if frame is None:
        return None
    groups = [[position for position, owner in enumerate(frame.owner) if owner == index] for index in range(len(frame.columns))]
    whole = tuple((spans[group[0]][0], spans[group[-1]][1]) for group in groups)
    named = tuple(column.header for column in frame.columns)
    readings = [meanings.header(text) if text else None for text in named]
    roles = {role for reading in readings if reading for role in reading.roles}
    strong = sum(reading is not None and reading.score >= STRONG for reading in readings)
    if len(roles) < 2 or strong < 3 and strong < len(named):
        return None
    apart = bool(below) and bool(below[0].gap or below[0].ruler) and len(rows) > 1
    lower = apart and all(not chunk.text[0].isupper() and chunk.text.count(" ") < 3 for row in rows[1:] for chunk in row)
    score = sum((1.0 if lower else reading.score) if reading else STRANGE for reading in readings)
    score += 0.0 if lower else _last_line(rows, readings, whole, meanings)
    return Head(first, first + len(lines), named, whole, len(drawn) > 1, score)


def _names_month(rows: Sequence[Sequence[Chunk]], meanings: Meanings) -> bool:
    """Whether the last of several lines is a time alone below the header of numbers: the first section's name."""
    first = meanings.header(rows[0][0].text) if len(rows) > 1 and len(rows[-1]) == 1 and rows[0] else None
    if first is None or first.roles != ("ref",) or rows[-1][0].start > rows[0][0].end:
        return False
    return meanings.content(rows[-1][0].text).get("timescale", 0.0) >= PLAIN_TIME


def _last_line(
    rows: Sequence[Sequence[Chunk]], readings: Sequence[HeaderReading | None], spans: Sequence[tuple[int, int]], meanings: Meanings
) -> float:
    """What the last of several lines is worth: each header costs that is known well without its words, and less with them.

    A line that makes several headers whole, though each is one without it ("Lead" above "Officer(s)"), is worth more than it spoils.
    """
    if len(rows) < 2:
        return 0.0
    spoilt = made = 0
    for text, (start, end) in zip(*_stacked(rows[:-1]), strict=True):
        above = meanings.header(text)
        now = next((reading for reading, span in zip(readings, spans, strict=True) if span[0] <= start < span[1]), None)
        spoilt += above is not None and above.score >= STRONG and (now is None or now.score < above.score)
        longer = any(chunk.start < end and start < chunk.end for chunk in rows[-1])
        made += longer and above is not None and now is not None and now.score >= 1.0
    return made - spoilt if made >= SEVERAL and made > spoilt else -spoilt


def _parted(chunk: Chunk, meanings: Meanings) -> Iterator[Chunk]:
    """Two headers with but one space between them apart; one that is known whole stays whole."""
    reading = meanings.header(chunk.text)
    if reading is None or reading.score < STRONG:
        for word in list(WORD.finditer(chunk.text))[1:]:
            left, right = chunk.text[: word.start() - 1], chunk.text[word.start() :]
            known = [meanings.header(left), meanings.header(right)]
            if all(each is not None and each.score >= 1.0 for each in known):
                yield Chunk(chunk.start, chunk.start + len(left), left)
                yield Chunk(chunk.start + word.start(), chunk.end, right)
                return
    yield chunk


def _stacked(rows: Sequence[Sequence[Chunk]]) -> tuple[list[str], list[tuple[int, int]]]:
    """Texts of a header set over several lines, joined down their columns, and where they stand."""
    columns: list[list[Chunk]] = []
    for row in rows:
        taken: list[list[Chunk]] = []
        for chunk in row:
            free = [column for column in columns if not any(column is other for other in taken) and _overlap(column, chunk) > 0]
            home = max(free, key=lambda column: _overlap(column, chunk), default=None)
            if home is None:
                home = []
                columns.append(home)
            home.append(chunk)
            taken.append(home)
    columns.sort(key=lambda column: min(chunk.start for chunk in column))
    spans = [(min(chunk.start for chunk in column), max(chunk.end for chunk in column)) for column in columns]
    return [" ".join(chunk.text for chunk in column) for column in columns], spans


def _overlap(column: Sequence[Chunk], chunk: Chunk) -> int:
    return max(min(chunk.end, other.end) - max(chunk.start, other.start) for other in column)


def _under_rulers(rows: Sequence[Sequence[Chunk]], drawn: Sequence[tuple[int, int]]) -> tuple[list[str], list[tuple[int, int]]]:
    texts = [""] * len(drawn)
    for chunk in (chunk for row in rows for chunk in row):
        home = max(range(len(drawn)), key=lambda index: min(chunk.end, drawn[index][1]) - max(chunk.start, drawn[index][0]))
        texts[home] = f"{texts[home]} {chunk.text}".strip()
    return texts, list(drawn)


# -- columns -------------------------------------------------------------------------------------------------------------------


def learn_grid(head: Head, lines: Iterable[Printed]) -> Grid:
    """The columns that the lines below a header are set in: cut where the fewest words are cut, near where the header stands."""
    rows = [chunks for line in lines if not _is_across(chunks := chunks_of(line.text), head)]
    cuts = [0]
    for left, right in pairwise(head.spans):
        if head.ruled:
            cuts.append(right[0])
            continue
        lowest = max(cuts[-1] + 1, left[0] + 2)
        places = range(lowest, max(lowest, right[0] + NEAR) + 1)
        cuts.append(min(places, key=lambda place: (_cost(place, rows) + 0.02 * abs(place - right[0]), place)))
    grid = Grid(tuple(cuts), tuple(cuts), tuple(end - start for start, end in head.spans))
    return _measured(grid, rows, head)


def _is_across(chunks: Sequence[Chunk], head: Head) -> bool:
    """Whether a line is one run of words below several headers: a heading or prose, that tells nothing of the columns."""
    return len(chunks) == 1 and sum(chunks[0].start < end and start < chunks[0].end for start, end in head.spans) > 1


def _cost(place: int, rows: Sequence[Sequence[Chunk]]) -> float:
    """What it costs to cut there: words cut through, narrow gutters, less a little for the texts that begin there."""
    cost, begun = 0.0, 0
    for chunk in (chunk for row in rows for chunk in row):
        begun += chunk.start == place
        if chunk.start < place < chunk.end:
            between = " " in chunk.text[place - chunk.start - 1 : place - chunk.start + 1]
            cost += 0.35 if between else 1.0
    return cost - min(0.3, 0.05 * begun)


def _measured(grid: Grid, rows: Sequence[Sequence[Chunk]], head: Head) -> Grid:
    begun: list[Counter[int]] = [Counter({max(cut, start): 1}) for cut, (start, _) in zip(grid.cuts, head.spans, strict=True)]
    longest = list(grid.widths)
    for chunk in (chunk for row in rows for chunk in row):
        column = grid.column(chunk.start)
        begun[column][chunk.start] += 1
        beyond = grid.cuts[column + 1] if column + 1 < len(grid.cuts) else chunk.end
        if chunk.end <= beyond:
            longest[column] = max(longest[column], chunk.end - max(grid.cuts[column], chunk.start))
    starts = tuple(max(counts, key=lambda place: (counts[place], -place)) for counts in begun)
    return Grid(grid.cuts, starts, tuple(longest))
