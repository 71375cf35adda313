"""Cells to columns: which cell of a table's line belongs to which column, also where cells have shifted."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from extract.columns import is_ref
from extract.headers import FOLLOWED, MOST_CELLS, Frame
from extract.row.torn_times import join_times
from model import Cell, Column, Meanings, Paragraph, Strip

CODE = re.compile(r"[A-Z]{1,6}(?:[/.-][A-Z0-9]{1,8}){0,3}[/.-][0-9]{1,5}")
"""A council's own code of an action, longer than other numbers: "RBC/RIV/002"."""
JOINS = re.compile(r"(?:and|or)\b")
"""How the rest of a text begins, and no name or time."""
CROWDED = 0.9
"""What a second cell in one column costs a reading of a line."""
MOVED = 0.3
"""What a cell costs that is taken out of its printed place."""
SUITS = 0.3
"""How well a cell must suit a column of parties or times to have its place there."""
PLAINLY = 1.0
"""How well a time suits its column that nobody would look for elsewhere."""
SHIFT_GAIN = 1.2
"""How much better a shifted reading of a line must be than the printed one."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A table's line with its cells under their columns; `shifted` where they were printed elsewhere."""

    cells: Mapping[int, Cell]
    shifted: bool = False


def place_cells(strip: Strip, frame: Frame, meanings: Meanings, drawn: bool = False, fixed: bool = False) -> Placed:
    """The line's cells under their columns: where they stand, unless what they hold says plainly that they have shifted.

    `drawn` says that lines part the cells, so that an empty one is empty; `fixed` that the file itself counts its columns, as a sheet
    does: then none has shifted in a line as wide as the header.
    """
    frame = frame.beside(len(strip.cells))
    may_tear = len(set(frame.owner)) < frame.width or len(strip.cells) > frame.width
    strip, torn = join_times(strip, frame, meanings) if may_tear else (strip, False)
    texts = tuple(cell.text for cell in strip.cells)
    printed = {position: frame.at(position) for position in strip.filled}
    beyond = any(position >= frame.width for position in strip.filled)
    chosen, shifted = printed, beyond or torn
    wide = len(texts) == frame.width
    moved = not (fixed and wide) and _may_have_shifted(texts, printed, frame, meanings, drawn and wide)
    if moved and not _goes_on(texts, printed, frame, meanings) and not _is_full(texts, printed, frame, meanings):
        best = _best_places(texts, frame, meanings)
        if _worth(texts, best, frame, meanings) - _worth(texts, printed, frame, meanings) > SHIFT_GAIN:
            chosen, shifted = _best_places(texts, frame, meanings, together=True), True
    gathered: dict[int, list[Paragraph]] = {}
    for position, column in chosen.items():
        gathered.setdefault(column, []).extend(strip.cells[position].paragraphs)
    return Placed({column: Cell(tuple(paragraphs)) for column, paragraphs in gathered.items()}, shifted or _in_bullet_column(strip, frame))


def _goes_on(texts: Sequence[str], printed: Mapping[int, int], frame: Frame, meanings: Meanings) -> bool:
    """Whether a line goes on with the action above, which begins small in its place.

    Without the number that its table prints it does whatever it says: "for a month at a time" is no time then. Where the table prints
    none, a lead or a time that begins small has come from another column.
    """
    if texts[0] or len(texts) != frame.width:
        return False
    held = {frame.columns[index].roles: texts[position] for position, index in printed.items()}
    action = held.get(("action",), "")
    if ("ref",) in held or not action[:1].islower() or any(map(str.isdigit, action)):
        return False
    if JOINS.match(action) or any(column.roles == ("ref",) for column in frame.columns):
        return True
    return all(_content(action, meanings).get(role, 0.0) < SUITS for role in FOLLOWED)


def _may_have_shifted(texts: Sequence[str], printed: Mapping[int, int], frame: Frame, meanings: Meanings, drawn: bool) -> bool:
    """Whether any other placing could suit the cells so much better; told from what each could gain at most."""
    if any(frame.at(position) != column for position, column in printed.items()):
        return True
    if _is_settled(texts, printed, frame, meanings, drawn):
        return False
    most = sum(
        max(0.0, _highest(texts[position], meanings) - _fit(texts[position], frame.columns[column], meanings, plainly=True) - MOVED)
        for position, column in printed.items()
    )
    apart = len(set(printed.values()))
    full = len(printed) == apart == len(set(frame.owner))  # then two cells come into one column wherever one moves
    return most + CROWDED * (len(printed) - apart - full) > SHIFT_GAIN


def _is_settled(texts: Sequence[str], printed: Mapping[int, int], frame: Frame, meanings: Meanings, drawn: bool) -> bool:
    """Whether the columns of numbers, of who and of when hold what they should: then no cell beside them has moved.

    Of drawn cells those count that hold words; where nothing is drawn, each must, and have a column of its own.
    """
    telling = [index for index, column in enumerate(frame.columns) if FOLLOWED & set(column.roles)]
    held = {column: texts[position] for position, column in printed.items()}
    if not telling or len(held) < len(printed):
        return False
    alone = len(telling) > 1 and all(index in held and len(frame.columns[index].roles) == 1 for index in telling)
    if not drawn and not alone:
        return False
    telling += [index for index, column in enumerate(frame.columns) if column.roles == ("ref",)]
    return all(_fit(held[index], frame.columns[index], meanings) >= SUITS for index in telling if index in held)


def _is_full(texts: Sequence[str], printed: Mapping[int, int], frame: Frame, meanings: Meanings) -> bool:
    """Whether every column has one cell, and those of times alone plainly hold some: no cell could move but into another's place."""
    times = [index for index, column in enumerate(frame.columns) if column.roles == ("timescale",)]
    held = {column: texts[position] for position, column in printed.items()}
    if not times or len(held) < len(printed) or len(held) < len(set(frame.owner)):
        return False
    elsewhere = [held[index] for index, column in enumerate(frame.columns) if column.roles and index not in times]
    if any(_content(text, meanings).get("timescale", 0.0) >= PLAINLY for text in elsewhere):
        return False
    return all(_fit(held[index], frame.columns[index], meanings) >= PLAINLY for index in times)


def _in_bullet_column(strip: Strip, frame: Frame) -> bool:
    """Whether a header over several cells holds its text in a later one: a column of bullet marks parted the cells."""
    for index, column in enumerate(frame.columns):
        positions = [position for position, owner in enumerate(frame.owner) if owner == index]
        if len(positions) > 1 and column.roles == ("outcomes",):
            return not (len(strip.cells) > positions[0] and strip.cells[positions[0]]) and any(
                position in positions for position in strip.filled
            )
    return False


def _highest(text: str, meanings: Meanings) -> float:
    """The most that any column could be suited by the text; see `_fit`."""
    content = _content(text, meanings)
    told = max(content.get(role, 0.0) for role in ("timescale", "lead", "rag"))
    return max(0.5, 2.0 * told - 0.7, 1.0 if is_ref(text) else 0.0)


def _fit(text: str, column: Column, meanings: Meanings, plainly: bool = False) -> float:
    """How well a cell's text suits a column, about -1.5 to 1.5; `plainly` without what its wording may add to that."""
    content = _content(text, meanings)
    if {"outcomes", "timescale"} <= set(column.roles):
        return 0.3
    if {"timescale", "start", "completed"} & set(column.roles):
        dated = any(letter.isdigit() for letter in text) or "completed" not in column.roles
        alone = (2.0 if dated else 0.5) * content.get("timescale", 0.0) - 0.7
        return max(alone, 0.4) if "lead" in column.roles else alone
    if "lead" in column.roles:
        return 2.0 * content.get("lead", 0.0) - 0.7
    if "ref" in column.roles:
        return 1.0 if is_ref(text) else 0.5 if CODE.fullmatch(text) else -1.5
    if "rag" in column.roles:
        return 2.0 * content.get("rag", 0.0) - 0.7
    against = (0.5 if is_update(column) else 1.4 if column.roles else 0.1) * content.get("timescale", 0.0) + (0.5 if is_ref(text) else 0.0)
    if column.roles and column.roles[0] in ("action", "objective", "outcomes"):
        against += 0.8 * max(0.0, content.get("lead", 0.0) - 0.5)
    if plainly:
        return -against
    bonus = 0.5 * content.get("action", 0.0) if "action" in column.roles else 0.0
    bonus += 0.5 * content.get("status", 0.0) if is_update(column) else 0.0
    return bonus - against


def is_update(column: Column) -> bool:
    """Whether a column tells progress: there "On going" is no misplaced timescale."""
    return bool({"update", "status"} & set(column.roles))


def _content(text: str, meanings: Meanings) -> Mapping[str, float]:
    return meanings.content(text if len(text) <= 160 else text[:160])


def _worth(texts: Sequence[str], places: Mapping[int, int], frame: Frame, meanings: Meanings) -> float:
    total = sum(_fit(texts[position], frame.columns[column], meanings) for position, column in places.items())
    moved = sum(MOVED for position, column in places.items() if frame.at(position) != column)
    return total - moved - CROWDED * (len(places) - len(set(places.values())))


def _best_places(texts: Sequence[str], frame: Frame, meanings: Meanings, together: bool = False) -> dict[int, int]:
    """The left-to-right placing of the filled cells that suits their columns best.

    What moves costs each cell, or, of cells that move `together` as where a merged cell was lost, all of them once; less from the first.
    """
    order = list(dict.fromkeys(frame.owner))
    filled = [position for position, text in enumerate(texts) if text]
    if len(filled) > MOST_CELLS:  # no row of a plan: its cells stay where they are, at no cost
        return {position: frame.at(position) for position in filled}
    homes = [order.index(frame.at(position)) for position in filled]
    best: list[tuple[float, tuple[int, ...]]] = [(0.0, ())] * len(order)  # of the cells from the next on, where this one has that column
    for cell in range(len(filled) - 1, -1, -1):
        fits = [_fit(texts[filled[cell]], frame.columns[column], meanings) for column in order]
        moved, crowded = MOVED * (0.5 if together and not cell else 1.0), CROWDED * bool(cell)
        found = []
        for first in range(len(order) if cell else 1):
            before = first - homes[cell - 1] if cell and together else 0
            costs = [moved * (at - homes[cell] != before) + crowded * (at == first) for at in range(first, len(order))]
            worths = [fits[at] - cost + best[at][0] for at, cost in enumerate(costs, first)]
            chosen = first + worths.index(max(worths))
            found.append((max(worths), (order[chosen], *best[chosen][1])))
        best = found
    return dict(zip(filled, best[0][1], strict=True))
