"""Header rows: found by their words after broken pieces are joined."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from extract.value_heads import without_values
from model import Cell, Column, HeaderReading, Meanings, Place, Role, Strip

STRONG = 0.85
"""A header text read with less than this is a hint, not a header by itself."""
LONGEST_CELL = 120
"""Characters of a cell from which its row is no header."""
UNKNOWN = -0.35
"""What a header cell that no lexicon knows costs a reading of the row."""
LONGEST_UNKNOWN = 45
"""Characters; a longer text that no lexicon knows is no header."""
HOPELESS = 70
"""Characters; a text that is longer and no header is the beginning of none either."""
SHORT_HEADER = 24
"""Characters of the lower line of a header."""
MOST_CELLS = 60
"""A line of more cells is no header of a plan."""
SHORTEST_WHOLE = 12
"""Characters; shorter texts may all be pieces of headers that a narrow table broke, of others one at least is a header as it stands."""
LONGEST_JOINED = 60
"""Characters of several cells from which they are not the pieces of one header text."""
TWO_ALIKE = 0.95
"""A header text that says enough alone is a piece of a longer one that is known at least so well."""
WIDEST = 4
"""Cells that one broken header text can be spread over."""
MOST_TOLD = 8192
"""Rows that are remembered."""
TELLING: frozenset[Role] = frozenset({"action", "objective", "outcomes", "lead", "timescale", "update", "status"})
WHOLE: frozenset[Role] = frozenset({"action", "lead", "timescale"})
"""What makes a plan by itself, however many columns of a council's own (a column a meeting) stand beside them."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A header row understood: which column each printed cell position belongs to."""

    columns: tuple[Column, ...]
    owner: tuple[int, ...]
    """Column index for each cell position of the header strip."""
    numbers: tuple[tuple[int, str], ...] = ()
    """Number columns that number a level, with that level's role: the others number the actions."""

    @property
    def width(self) -> int:
        """How many cells the header strip has."""
        return len(self.owner)

    def at(self, position: int) -> int:
        """The column that a cell position belongs to; positions beyond the header belong to the last."""
        return self.owner[min(position, self.width - 1)]


class _Group(NamedTuple):
    first: int
    last: int
    text: str
    reading: HeaderReading | None
    score: float


def read_header(strip: Strip, meanings: Meanings) -> Frame | None:
    """The frame that a strip sets as a header row; None where it is none."""
    if strip.loose or len(strip.filled) < 2 or len(strip.cells) > MOST_CELLS:
        return None
    texts = tuple([cell.text for cell in strip.cells])
    if max(map(len, texts)) > LONGEST_CELL:
        return None
    told = meanings.told  # every stage asks of every strip
    if texts not in told:
        if len(told) >= MOST_TOLD:
            told.clear()
        told[texts] = _header_frame(texts, meanings)
    found: Frame | None = told[texts]
    return found


def _header_frame(texts: Sequence[str], meanings: Meanings) -> Frame | None:
    """What cells with these texts set as a header row."""
    if _holds_row_text(texts, meanings) or is_hopeless(texts, meanings):
        return None
    if not any(_is_strong(meanings.header(text)) for text in texts if text) and max(map(len, texts)) >= SHORTEST_WHOLE:
        return None
    if any(_is_value(text, meanings) and not _may_be_piece(place, texts, meanings) for place, text in enumerate(texts) if text):
        return None
    groups = _best_groups(texts, meanings)
    if any(group.reading is None and (len(group.text) > LONGEST_UNKNOWN or _is_value(group.text, meanings)) for group in groups):
        return None
    known = [group for group in groups if _is_strong(group.reading)]
    roles = {role for group in known for role in group.reading.roles} if known else set()  # type: ignore[union-attr]
    few = len(roles) < 2 or len(roles) < 3 and roles <= {"status", "rag", "completed", "lead", "timescale"}
    if len(known) < 2 or few or not roles & TELLING:
        return None
    if sum(group.reading is not None for group in groups) < 0.5 * len(groups) and not roles >= WHOLE:
        return None
    return _frame(groups, len(texts))


def opens_table(strip: Strip, meanings: Meanings) -> bool:
    """Whether a strip is a header, columns of values ("2025/26", "Amber") that are ticked below it apart."""
    if read_header(strip, meanings) is not None:
        return True
    known = sum(meanings.header(cell.text) is not None for cell in strip.cells if cell)
    return 1 < known < len(strip.filled) - 1 and read_header(without_values(strip, meanings), meanings) is not None


def join_header_lines(strips: Sequence[Strip], meanings: Meanings) -> list[Strip]:
    """The strips with every header that is printed over two lines of its table made one: where the two together say more than either.

    A header that a page cut says what it said before, where it stood whole.
    """
    joined: list[Strip] = []
    seen: set[tuple[str, ...]] = set()
    for strip in strips:
        above = joined[-1] if joined else None
        if above is not None and _may_join(above, strip) and (whole := _joined(above, strip, seen, meanings)) is not None:
            joined[-1] = whole
        else:
            joined.append(strip)
        seen.add(_texts(joined[-1]))
    return joined


def _joined(above: Strip, below: Strip, seen: Container[tuple[str, ...]], meanings: Meanings) -> Strip | None:
    if (under := _under_spans(above, below, meanings)) is not None:
        return under
    whole = _over(above, below)
    cut = _texts(whole) in seen and read_header(whole, meanings) is not None
    return whole if cut else _together(above, below, whole, meanings)


def _texts(strip: Strip) -> tuple[str, ...]:
    return tuple(cell.text for cell in strip.cells)


def _over(above: Strip, below: Strip) -> Strip:
    """Two lines as one: each cell's words over those below it."""
    cells = (*below.cells, *(Cell() for _ in above.cells[len(below.cells) :]))
    both = (replace(upper, paragraphs=(*upper.paragraphs, *lower.paragraphs)) for upper, lower in zip(above.cells, cells, strict=True))
    return Strip(tuple(both), Place.whole((above.place, below.place)), gap=above.gap)


def spanning_cells(strips: Sequence[Strip], joined: Sequence[Strip]) -> list[tuple[Cell, Place]]:
    """The cells over several columns of those lines that were joined with the header's line below them, and where they stand."""
    kept = {id(strip) for strip in joined}
    return [(cell, strip.place) for strip in strips if id(strip) not in kept for cell in strip.cells if cell and cell.across > 1]


def _may_join(above: Strip, below: Strip) -> bool:
    if above.loose or below.loose or len(above.cells) < len(below.cells) or not above.filled or not below.filled:
        return False
    return max(len(cell.text) for strip in (above, below) for cell in strip.cells) <= LONGEST_UNKNOWN


def _under_spans(above: Strip, below: Strip, meanings: Meanings) -> Strip | None:
    """A header whose lower line stands under cells that span several columns, and nowhere else; None where it is none.

    One cell over the whole table is no header but the banner of the section below, also where the header is printed again under it.
    A lower text that is a header by itself stands alone, any other behind the text that spans it.
    """
    over = {
        position: cell
        for start, cell in enumerate(above.cells)
        if cell and cell.across > 1
        for position in range(start, min(start + cell.across, len(below.cells)))
    }
    if len(above.filled) < 2 or not over or len(below.cells) != len(above.cells):
        return None
    if not below.filled or not set(below.filled) <= over.keys():
        return None
    cells = list(above.cells)
    for position, cell in over.items():
        lower = below.cells[position]
        reading = meanings.header(lower.text) if lower else None
        alone = reading is not None and reading.score >= STRONG
        cells[position] = replace(lower, paragraphs=lower.paragraphs if alone or not lower else (*cell.paragraphs, *lower.paragraphs))
        if alone and reading is not None and not reading.roles and (whole := meanings.header(f"{cell.text} {lower.text}")) and whole.roles:
            cells[position] = replace(lower, paragraphs=(*cell.paragraphs, *lower.paragraphs))
    joined = Strip(tuple(cells), Place.whole((above.place, below.place)), gap=above.gap)
    return joined if opens_table(joined, meanings) else None


def _together(above: Strip, below: Strip, whole: Strip, meanings: Meanings) -> Strip | None:
    """Two lines as one header; None where they are no header, or where the upper one says as much alone."""
    below = replace(below, cells=(*below.cells, *(Cell() for _ in above.cells[len(below.cells) :])))
    if read_header(whole, meanings) is None:
        return None
    frames = [read_header(strip, meanings) for strip in (above, below, whole)]
    known = [sum(bool(column.roles) for column in frame.columns) if frame else 0 for frame in frames]
    if known[2] > max(known[0], known[1]):
        unread = any(meanings.header(cell.text) is None and _is_value(cell.text, meanings) for cell in below.cells if cell)
        return None if unread else whole
    printed = zip(above.cells, below.cells, strict=True)
    pairs = [(upper.text, f"{upper.text} {lower.text}".strip()) for upper, lower in printed if lower]
    more = [(meanings.header(upper), meanings.header(both)) for upper, both in pairs]
    dates = [_is_value(lower.text, meanings) for lower in below.cells if lower]
    plain = all(dated or both is not None and both.score >= STRONG for dated, (_, both) in zip(dates, more, strict=True))
    plain = plain and max(len(cell.text) for cell in below.cells) <= SHORT_HEADER
    says_more = any(both is not None and (upper is None or upper.roles != both.roles) for upper, both in more)
    return whole if known[0] and known[2] >= known[0] and plain and says_more else None


def _is_value(text: str, meanings: Meanings) -> bool:
    """Whether a cell is a date or a number, which stand in rows, not above them."""
    return text.strip(" .)").isdigit() or meanings.content(text).get("timescale", 0.0) >= 0.9


def may_open_header(texts: Sequence[str], meanings: Meanings) -> bool:
    """Whether one of the texts is a header, or two are so short that they may be pieces of one."""
    return _breakable(texts) or any(meanings.header(text) for text in texts if text)


def is_hopeless(texts: Sequence[str], meanings: Meanings) -> bool:
    """Whether one of the texts is too long for the beginning of a header, and is none."""
    return any(len(text) > HOPELESS and meanings.header(text) is None for text in texts)


def _holds_row_text(texts: Sequence[str], meanings: Meanings) -> bool:
    """Whether one of the texts is too long for one that no lexicon knows, and with its neighbours too long for a piece of one."""
    for place, text in enumerate(texts):
        if len(text) > LONGEST_UNKNOWN and meanings.header(text) is None:
            beside = [len(other) for other in (*texts[max(place - 1, 0) : place], *texts[place + 1 : place + 2]) if other]
            if not beside or min(beside) + len(text) > LONGEST_JOINED:
                return True
    return False


def _may_be_piece(place: int, texts: Sequence[str], meanings: Meanings) -> bool:
    """Whether a text is a header, or one together with texts beside it."""
    if meanings.header(texts[place]) is not None:
        return True
    for start in range(max(place - WIDEST + 1, 0), place + 1):
        for end in range(max(start + 2, place + 1), min(start + WIDEST, len(texts)) + 1):
            if not all(texts[start:end]) or sum(map(len, texts[start:end])) > LONGEST_JOINED:
                break
            if _is_strong(_group(texts[start:end], start, meanings).reading):
                return True
    return False


def _is_strong(reading: HeaderReading | None) -> bool:
    return reading is not None and reading.score >= STRONG


def _breakable(texts: Sequence[str]) -> bool:
    return sum(0 < len(text) < SHORTEST_WHOLE for text in texts) >= 2


def _best_groups(texts: Sequence[str], meanings: Meanings) -> list[_Group]:
    """The cutting of a header row into texts that its words like best, each over one cell or several."""
    best: list[tuple[float, _Group | None]] = [(0.0, None)] * (len(texts) + 1)
    for start in range(len(texts) - 1, -1, -1):
        alone = _group(texts[start : start + 1], start, meanings)
        options = [(alone.score + best[start + 1][0], alone)]
        for end in range(start + 1, min(start + WIDEST, len(texts))):
            if not texts[start] or not texts[end] or sum(map(len, texts[start : end + 1])) > LONGEST_JOINED:
                break
            group = _group(texts[start : end + 1], start, meanings)
            if _is_strong(group.reading) and (group.score >= TWO_ALIKE or not _names_alone(texts[start : end + 1], meanings)):
                options.append((group.score + best[end + 1][0], group))
        best[start] = max(options, key=lambda option: option[0])
    groups = []
    start = 0
    while (group_at := best[start][1]) is not None:
        groups.append(group_at)
        start = group_at.last + 1
    return [group for group in groups if group.text or group.first == 0]


def _names_alone(pieces: Sequence[str], meanings: Meanings) -> bool:
    """Whether one of the pieces is a header as it stands: "Recommendation" beside "Agree?" is no misprinted "Recommendation ref"."""
    return any((reading := meanings.header(piece)) is not None and reading.score >= 1.0 for piece in pieces)


def _group(pieces: Sequence[str], first: int, meanings: Meanings) -> _Group:
    text = pieces[0] if len(pieces) == 1 else meanings.join(pieces)
    reading = meanings.header(text) if text else None
    score = reading.score if reading is not None else UNKNOWN if text else 0.0
    return _Group(first, first + len(pieces) - 1, text, reading, score)


def _frame(groups: Sequence[_Group], width: int) -> Frame:
    owner = [0] * width
    columns = []
    for index, group in enumerate(groups):
        until = groups[index + 1].first if index + 1 < len(groups) else width
        owner[group.first : until] = [index] * (until - group.first)
        columns.append(Column(group.text, group.reading.roles if group.reading else (), group.reading.dated if group.reading else None))
    return Frame(tuple(columns), tuple(owner))
