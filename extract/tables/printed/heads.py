"""Printed header lines: found among a page's lines by what they say, over one line or several."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extract.columns import is_ref
from extract.geometry import Span, hull
from extract.header.values import value_runs
from extract.headers import LONGEST_JOINED, LONGEST_UNKNOWN, SHORTEST_WHOLE, STRONG, UNKNOWN, is_hopeless, may_open_header, opens_table
from extract.tables.printed.lines import MARKS, PrintedLine, phrases
from extract.tables.printed.spanning_heads import part_spanned
from model import Cell, Meanings, Page, Paragraph, Place, Role, Strip, Word

GUTTER = 0.7
"""Font sizes of white that part two texts of one line."""
NARROW = 0.4
"""The same between two values."""
FARTHEST, FARTHEST_BOLD = 1.8, 2.5
"""Font sizes from line to line of one header; in a bold one they may be lines of the table."""
FEWEST_SPACES = 3
"""Spaces from which a text that ends in a full stop is a sentence, not an abbreviation."""
TALLEST = 4
"""Lines of one header."""
COMPOUND = 0.1
"""Score that a header may lose where a line above makes a text of it say more: "Lead officer and" above "timescale"."""
HALF = 0.9
"""Font sizes from line to line below which two are no lines of one text."""
VALUED = 1.0
"""What a header text that is one of several values adds to the score of its header."""
HEADS: frozenset[Role] = frozenset({"action", "objective"})
"""What a header may say in small letters at length: "key action for the coming year"."""


@dataclass(frozen=True, slots=True)
class Head:
    """A header as printed: its lines, by position, and its cells' lines from left to right."""

    first: int
    end: int
    cells: tuple[tuple[PrintedLine, ...], ...]
    score: float
    over: tuple[PrintedLine, ...] = ()
    """What spans several of its cells."""

    @property
    def words(self) -> list[Word]:
        """All its words."""
        return [word for cell in self.cells for line in cell for word in line.words]

    @property
    def spans(self) -> list[Span]:
        """Where its cells' words begin and end."""
        boxes = [hull(line.box for line in cell) for cell in self.cells]
        return [(box[0], box[2]) for box in boxes]


def find_heads(lines: Sequence[PrintedLine], page: Page, meanings: Meanings) -> list[Head]:
    """The headers among the page's lines, from the top; one may take several lines."""
    heads: list[Head] = []
    bars = sorted(rule.box[1] for rule in page.rules if rule.level and rule.box[2] - rule.box[0] > 0.3 * page.width)
    index = 0
    while index < len(lines):
        may_begin = _may_begin(lines[index], meanings) and not (heads and _ends_row(lines[index - 1], lines[index], bars, meanings))
        found = _best_head(lines, index, bars, meanings) if may_begin else None
        if found is not None:
            found = _with_halves(found, lines, heads[-1].end if heads else 0, meanings)
            found = _with_top(found, lines, heads[-1].end if heads else 0, bars, meanings)
            heads.append(found)
        index = found.end if found else index + 1
    return heads


def _may_begin(line: PrintedLine, meanings: Meanings) -> bool:
    """Whether a line can be a header's first: of two texts at least, none of which only stands in rows."""
    pieces = phrases(line, GUTTER) if line.words[0].upright else []
    if len(pieces) < 2:
        return bool(pieces) and 1 < len(line.words) <= TALLEST
    return not stands_in_rows([piece.text for piece in pieces], meanings)


def _ends_row(above: PrintedLine, line: PrintedLine, bars: Sequence[float], meanings: Meanings) -> bool:
    """Whether a line is the rest of the row that begins right above it: "Officer | 2010 | progress." below "F3 | … | In"."""
    opened, rest = (phrases(each, GUTTER) if each.words[0].upright else [] for each in (above, line))
    if len(opened) <= len(rest) or not _follows(above, line, bars):
        return False
    under = all(sum(_stand_over(piece, own) for own in opened[1:]) == 1 for piece in rest)
    return under and (_is_numbered(opened[0].text) or all(meanings.header(own.text) is None for own in opened))


def stands_in_rows(texts: Sequence[str], meanings: Meanings) -> bool:
    """Whether a line of several texts can be no header's first, told from as few of them as it takes.

    Most lines of a table are rows, and to read all their texts as headers costs more than everything else: rows begin with a number,
    or hold a bullet, or a sentence or a part of one that is no header by itself; what begins small must plainly be one.
    """
    if len(texts) < 2:
        return False
    if _is_numbered(texts[0]) and not _is_numbered(texts[1]) or any(text[0] in MARKS for text in texts):
        return True
    shortest = min(map(len, texts))
    said = [text for text in texts if _runs_on(text) or len(text) > LONGEST_UNKNOWN and len(text) + shortest > LONGEST_JOINED]
    reading = meanings.header(longest) if (longest := max(said, key=len, default="")) else None
    return bool(said) and (reading is None or reading.score < STRONG and longest[0].islower() and HEADS.isdisjoint(reading.roles))


def _runs_on(text: str) -> bool:
    """Whether a text reads as a sentence's rest or end."""
    return len(text) >= SHORTEST_WHOLE and (text[0].islower() or text[-1] == "." and text.count(" ") >= FEWEST_SPACES)


def _best_head(lines: Sequence[PrintedLine], first: int, bars: Sequence[float], meanings: Meanings) -> Head | None:
    best: Head | None = None
    cells: tuple[tuple[PrintedLine, ...], ...] = ()
    parted = [_valued(lines[first], meanings)]
    if len(parted[0]) < 2 or not may_open_header([piece.text for piece in parted[0]], meanings):
        return None
    for end in range(first + 1, min(first + TALLEST, len(lines)) + 1):
        if end > first + 1:
            if not _follows(lines[end - 2], lines[end - 1], bars):
                break
            parted.append(_valued(lines[end - 1], meanings))
            if _bridges(parted[-1], cells):
                break
        cells = _stacked(parted) if len(parted) > 1 else tuple((piece,) for piece in parted[0])
        named, over = part_spanned(cells, meanings) if len(parted) > 1 else (cells, ())
        texts = [meanings.join([line.text for line in cell]) for cell in named]
        score = _head_score(texts, meanings)
        if score is not None and any(_is_level(line, meanings) for line in lines[first + 1 : end]):
            break
        if score is not None and (best is None or score >= best.score + _least_gain(lines[end - 1], best.end == end - 1)):
            best = Head(first, end, named, score, over)
        if is_hopeless(texts, meanings):
            break
    return best


def _with_top(head: Head, lines: Sequence[PrintedLine], free: int, bars: Sequence[float], meanings: Meanings) -> Head:
    """The header with a line above it that begins one of its texts: the shorter ones stand at mid-height beside a text of several lines."""
    for first in range(head.first - 1, max(free, head.first - TALLEST) - 1, -1):
        above = lines[first]
        pieces = phrases(above, GUTTER) if above.words[0].upright else []
        over = [[cell for cell in head.cells if any(_stand_over(piece, line) for line in cell)] for piece in pieces]
        fits = bool(pieces) and all(len(cells) == 1 for cells in over) and _follows(above, lines[first + 1], bars)
        if not fits or _is_level(above, meanings):
            break
        cells = _stacked([pieces, [line for cell in head.cells for line in cell]])
        score = _head_score([meanings.join([line.text for line in cell]) for cell in cells], meanings)
        if score is None or score < head.score - COMPOUND:
            break
        head = Head(first, head.end, cells, score, head.over)
    return head


def _with_halves(head: Head, lines: Sequence[PrintedLine], free: int, meanings: Meanings) -> Head:
    """The header with the lines half a line above and below it: its cells stand at mid-height, some of two lines, some of one or three."""
    first, end = head.first, head.end
    while first > free and _half_below(lines[first - 1], lines[first]):
        first -= 1
    while end < len(lines) and _half_below(lines[end - 1], lines[end]):
        end += 1
    if (first, end) == (head.first, head.end) or head.over:
        return head
    cells = _stacked([phrases(line, GUTTER) for line in lines[first:end]])
    said = [meanings.join([line.text for line in cell]) for cell in cells]
    score = _head_score(said, meanings)
    named = all(meanings.header(text) is not None for text, cell in zip(said, cells, strict=True) if cell not in head.cells)
    return Head(first, end, cells, score) if score is not None and (named or score >= head.score) else head


def _half_below(above: PrintedLine, line: PrintedLine) -> bool:
    return line.base - above.base < HALF * line.size and line.bold == above.bold and abs(line.size - above.size) < 0.15 * above.size


def _is_numbered(text: str) -> bool:
    """Whether a text is an item's printed number; capitals alone may be a header's."""
    return is_ref(text) and any(map(str.isdigit, text))


def _least_gain(line: PrintedLine, next_to: bool) -> float:
    """What a further line must add to a header's score: a bold one nothing; the rest of a word broken right above may cost something."""
    return 0.05 if not line.bold else -0.5 if next_to and line.text[:1].islower() else 0.0


def _valued(line: PrintedLine, meanings: Meanings) -> list[PrintedLine]:
    """A line's phrases, parted also between two values that stand so near that they may be two headers."""
    found: list[PrintedLine] = []
    for piece in phrases(line, GUTTER) if line.words[0].upright else ():
        parts = phrases(piece, NARROW) if 1 < len(piece.words) <= TALLEST else [piece]
        found += parts if len(parts) > 1 and _are_values(parts, meanings) else [piece]
    return found


def _are_values(parts: Sequence[PrintedLine], meanings: Meanings) -> bool:
    texts = Strip(tuple(Cell((Paragraph(part.text),)) for part in parts), Place())
    return sum(run.end - run.start for run in value_runs(texts, meanings)) == len(parts)


def _follows(above: PrintedLine, line: PrintedLine, bars: Sequence[float]) -> bool:
    """Whether a line can be the next one of the same header."""
    near = line.base - above.base < (FARTHEST_BOLD if line.bold else FARTHEST) * line.size
    near = near and abs(line.size - above.size) < 0.15 * above.size
    return near and line.bold == above.bold and not any(above.box[3] - 2 < bar < line.box[1] + 2 for bar in bars)


def _bridges(pieces: Sequence[PrintedLine], cells: Sequence[Sequence[PrintedLine]]) -> bool:
    """Whether a line goes with no cell of the header above it: its one piece stands under two of them, or too far below its own."""
    over = [[line for line in cell if any(_stand_over(piece, line) for piece in pieces)] for cell in cells]
    far = (pieces[0].base - max(line.base for line in own) > FARTHEST_BOLD * pieces[0].size for own in over if own)
    return len(pieces) == 1 and sum(map(bool, over)) > 1 or any(far)


def _is_level(line: PrintedLine, meanings: Meanings) -> bool:
    reading = meanings.heading(line.text)
    return reading is not None and reading.kind == "level" and reading.ref is not None


def _stacked(rows: Sequence[Sequence[PrintedLine]]) -> tuple[tuple[PrintedLine, ...], ...]:
    """Phrases that stand over one another, gathered into cells."""
    cells: list[list[PrintedLine]] = []
    for row in rows:
        for phrase in row:
            over = [cell for cell in cells if any(_stand_over(phrase, other) for other in cell)]
            cells = [cell for cell in cells if cell not in over]
            cells.append([*(line for cell in over for line in cell), phrase])
    cells.sort(key=lambda cell: min(line.box[0] for line in cell))
    return tuple(tuple(sorted(cell, key=lambda line: line.base)) for cell in cells)


def _stand_over(first: PrintedLine, second: PrintedLine) -> bool:
    one, other = first.box, second.box
    return min(one[2], other[2]) > max(one[0], other[0])


def _head_score(texts: Sequence[str], meanings: Meanings) -> float | None:
    if len(texts) < 2 or max(map(len, texts)) > 90:
        return None
    strip = Strip(tuple(Cell((Paragraph(text),)) for text in texts), Place())
    if not opens_table(strip, meanings):
        return None
    small = [text for text in texts if text[:1].islower()] if texts[0][:1].islower() else []
    if small and any(text[:1].isupper() for text in texts) and any(meanings.header(text) is None for text in small):
        return None  # the rest of a row: "providers", "Officer", "challenge"
    valued = sum(run.end - run.start for run in value_runs(strip, meanings))
    known = (reading.score if (reading := meanings.header(text)) is not None else UNKNOWN for text in texts)
    return sum(known) + VALUED * valued
