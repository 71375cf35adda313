"""Is this line of a table the rest of the row above it? A page break cuts rows anywhere, and says nothing of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from extract.flow import ENDED, OPEN_ENDS, flow, is_open
from model import Cell, Column, Meanings, Role

CARRIES_ON = 0.5
"""Evidence from which a line without number and action is the rest of the row above, where no break stands before it."""
AFTER_BREAK = 0.25
"""The same where a break does, or where rows are numbered and this line is not."""
ACTION_TOO = 0.75
"""Evidence that a line with words in its action's column needs, where no break stands before it."""
ACTION_AFTER_BREAK = 0.35
OPEN = 0.6
"""Evidence from which words go on with an action that no full stop could end: "on forty roads until", "August"."""
WHOLE = 0.8
"""Likeness from which a lead or a time is a whole one."""
TIMED = 0.7
"""Likeness from which what stands below a lead without a time is its time: "TBC"."""
NAMELESS = 0.5
"""Likeness below which a text alone names nobody."""
USUAL = 0.7
"""Share of rows from which a habit of the paper counts."""
FEWEST = 4
"""Rows from which a paper has habits."""
DAY = re.compile(r"(?:[12]?\d|3[01])(?:st|nd|rd|th)?")
LEVELS = frozenset({"priority", "objective"})
TEXTS: frozenset[Role] = frozenset({"action", "outcomes", "update"})
BESIDE = frozenset({"lead", "timescale", "update", "status"})


@dataclass(frozen=True, slots=True)
class Habits:
    """What the rows so far have in common."""

    ended: bool = False
    """Their actions end as sentences do."""
    beside: bool = False
    """They name a lead, a time or some progress."""
    acted: bool = False
    """Each prints an action of its own: none stands beside several lines."""
    numbered: bool = False
    """Each prints a number of its own."""


@dataclass(frozen=True, slots=True)
class Above:
    """The row above, and what stands between it and the line."""

    cells: Mapping[int, Cell]
    habits: Habits
    new_page: bool
    """The page changed, or the header was printed again."""
    turned: bool
    """The page changed."""
    broken: bool
    """That, or blank lines stand between."""
    open: bool = False
    """Nothing closed its cells at the foot of its page."""
    labelled: bool = False
    """Each row is a block of labels, which tell where it begins."""


@dataclass(slots=True)
class Count:
    """How many of the rows under some columns do what the habits ask; of a long table each row is counted once."""

    columns: tuple[Column, ...]
    rows: int = 0
    acted: int = 0
    ended: int = 0
    beside: int = 0
    numbered: Counter[int] = field(default_factory=Counter)

    def take(self, row: Mapping[int, Cell]) -> None:
        """Counts one row more."""
        action = _action_of(self.columns)
        self.rows += 1
        self.beside += any(index in row and _is_beside(column) for index, column in enumerate(self.columns))
        self.numbered.update(index for index, column in enumerate(self.columns) if column.roles == ("ref",) and row.get(index))
        if action is not None and (cell := row.get(action)):
            self.acted += 1
            self.ended += bool(ENDED.search(cell.paragraphs[-1].text))


def habits(before: Count, last: Mapping[int, Cell]) -> Habits:
    """The habits of the rows counted and of the last one; where they are few, none but that each prints an action."""
    columns, rows = before.columns, before.rows + 1
    action = _action_of(columns)
    acted = action is not None and before.acted == before.rows and bool(last.get(action))
    if rows < FEWEST:
        return Habits(acted=acted)
    beside = before.beside + any(index in last and _is_beside(column) for index, column in enumerate(columns))
    return Habits(
        ended=before.acted > 0 and before.ended >= USUAL * before.acted,
        beside=beside >= USUAL * rows,
        acted=acted,
        numbered=any(times == before.rows and bool(last.get(index)) for index, times in before.numbered.items()),
    )


def _action_of(columns: Sequence[Column]) -> int | None:
    return next((index for index, column in enumerate(columns) if "action" in column.roles), None)


def _is_beside(column: Column) -> bool:
    """Whether a column says who acts, by when or how far it has come, and nothing else."""
    return bool(column.roles) and set(column.roles) <= BESIDE


def carries_on(above: Above, cells: Mapping[int, Cell], columns: Sequence[Column], meanings: Meanings) -> bool:
    """Whether the line's cells go on with the row above."""
    if any(columns[index].roles == ("ref",) for index in cells):
        return _goes_on_below_again(above, cells, columns, meanings)
    if above.open and above.turned and 0 in cells:  # where a merged cell left the foot open, its column says nothing on the next page
        return True
    heads = [cell for index, cell in cells.items() if LEVELS & set(columns[index].roles)]
    body = {index: cell for index, cell in cells.items() if not LEVELS & set(columns[index].roles)}
    opens = [_opens(cell) for cell in heads]
    if not body:
        return above.new_page and bool(heads) and not any(opens)
    if any(opens) and not above.broken:
        return False
    action = next((index for index in body if "action" in columns[index].roles), None)
    if action is not None and above.labelled:
        return False
    if action is None and above.turned and above.habits.acted and not heads and len(_anew(above, body, columns, meanings)) < 2:
        return True
    if above.turned and above.habits.numbered and not any(opens) and not _anew(above, body, columns, meanings):
        return True
    if action is not None and above.turned and action in above.cells and _says_anew(above, body, action, columns, meanings):
        return False
    told = _told(above, body, action, columns, meanings)
    if action is not None and not any(opens) and (min(told.values()) >= OPEN or _goes_on_small(above, body, action, columns, meanings)):
        return True
    bare = above.habits.beside and not heads and not any(BESIDE & set(columns[index].roles) for index in body)
    if bare and (_unfinished(above, action) if action is not None else above.turned and all(_unfinished(above, index) for index in body)):
        return True
    levels = [0.8 if cell.text[:1].islower() else 0.5 for cell, new in zip(heads, opens, strict=True) if not new]
    evidence = [*told.values(), *levels] + ([-0.6] if any(opens) else [])
    total = sum(evidence) / len(evidence) + (0.15 if above.broken else 0.0)
    if above.new_page and bare:
        total += 0.4
    numbered = any(column.roles == ("ref",) and index in above.cells for index, column in enumerate(columns))
    eased = above.broken or numbered
    if action is None:
        return total >= (AFTER_BREAK if eased else CARRIES_ON)
    return action in above.cells and told[action] > -0.1 and total >= (ACTION_AFTER_BREAK if eased else ACTION_TOO)


def _goes_on_below_again(above: Above, cells: Mapping[int, Cell], columns: Sequence[Column], meanings: Meanings) -> bool:
    """Whether a line that says the number of the row above again, and nothing else but the rest of its texts, goes on with it.

    Of outcomes a row may print several: one goes on only where that above breaks off.
    """
    rest = {index: cell for index, cell in cells.items() if columns[index].roles != ("ref",)}
    if not rest or any(index not in above.cells or above.cells[index].text != cells[index].text for index in cells.keys() - rest.keys()):
        return False
    if any(not TEXTS & set(columns[index].roles) or "action" in columns[index].roles for index in rest):
        return False
    least = {index: OPEN if "update" in columns[index].roles else WHOLE for index in rest}
    return all(_evidence(above, index, cell, columns, meanings) > least[index] for index, cell in rest.items())


def _told(above: Above, body: Mapping[int, Cell], action: int | None, columns: Sequence[Column], meanings: Meanings) -> dict[int, float]:
    """How plainly each cell goes on from the one above it; a name that was cut does where its action goes on."""
    told = {index: _evidence(above, index, cell, columns, meanings) for index, cell in body.items()}
    if action is None:
        named = [index for index in body if columns[index].roles == ("lead",) and index in above.cells]
        opened = [index for index in named if above.new_page and is_open(above.cells[index].text)]
        rest = all(each >= OPEN for index, each in told.items() if index not in named)
        cut = [*opened, *(index for index in named if rest and meanings.content(body[index].text).get("dependent", 0.0) > 0)]
        return told | {index: 1.0 for index in cut if is_cut_name(above.cells[index], body[index], meanings)}
    if _unfinished(above, action) and (above.habits.ended or any(each >= 0.8 for each in told.values())):
        told[action] += 0.5
    if told[action] >= OPEN:
        names = [index for index in body if columns[index].roles == ("lead",) and index in above.cells]
        told |= {index: 1.0 for index in names if is_cut_name(above.cells[index], body[index], meanings)}
    return told


def _says_anew(above: Above, body: Mapping[int, Cell], action: int, columns: Sequence[Column], meanings: Meanings) -> bool:
    """Whether a line begins another action, with a capital below one that does not break off, and names who or when again."""
    last, first = above.cells[action].paragraphs[-1].text, body[action].paragraphs[0].text
    return flow(last, first) < 0 and not first[:1].islower() and bool(_anew(above, body, columns, meanings))


def _goes_on_small(above: Above, body: Mapping[int, Cell], action: int, columns: Sequence[Column], meanings: Meanings) -> bool:
    """Whether a page opens in the midst of an action's words, with a small letter below a capital; beside them a new sentence may begin."""
    held = above.cells.get(action)
    if not above.turned or not held or not held.text[:1].isupper() or not body[action].text[:1].islower():
        return False
    return flow(held.paragraphs[-1].text, body[action].text) > 0 and not _anew(above, body, columns, meanings)


def is_cut_name(before: Cell, after: Cell, meanings: Meanings) -> bool:
    """Whether a name was cut between two pieces of a cell: one of them is nobody's name alone, and both are one together."""
    if not before or not after:
        return False
    last, first = before.paragraphs[-1].text.rpartition(";")[2].strip(), after.paragraphs[0].text
    above, alone, together = (meanings.content(text).get("lead", 0.0) for text in (last, first, f"{last} {first}"))
    nobody = min(above, alone) < NAMELESS or meanings.content(first).get("dependent", 0.0) > 0
    return nobody and together >= WHOLE and first[:1].isupper()


def is_cut_time(before: Cell, after: Cell, meanings: Meanings) -> bool:
    """Whether a time was cut between two pieces of a cell: its last word is half a one, and whole with what follows.

    So is a day before its month ("by 31", "March 2019") and a word before the time that it bounds ("From", "May 2021").
    """
    if not before or not after:
        return False
    words, first = before.paragraphs[-1].text.split(), after.paragraphs[0].text
    last = words[-1]
    if DAY.fullmatch(last) and first[:1].isalpha() or len(words) == 1 and last.casefold() in OPEN_ENDS:
        held = " ".join(words[-2:])
        half, whole = (meanings.content(text).get("timescale", 0.0) for text in (held, f"{held} {first}"))
        return half < NAMELESS and whole >= WHOLE
    half, whole = (meanings.content(text).get("timescale", 0.0) for text in (last, f"{last} {first}"))
    return NAMELESS <= half < WHOLE <= whole and first[:1].isdigit()


def broken_off_beside(row: Mapping[int, Cell], rest: Mapping[int, Cell], columns: Sequence[Column], meanings: Meanings) -> int | None:
    """The column whose text broke off, where its rest stands under a whole time: small words that are no time, nor part of that one."""
    ((index, cell),) = rest.items()
    first, held = cell.paragraphs[0].text, row.get(index)
    if columns[index].roles != ("timescale",) or not held or not first[:1].islower():
        return None
    time = held.paragraphs[-1].text
    alone, own, both = (meanings.content(text).get("timescale", 0.0) for text in (first, time, f"{time} {first}"))
    if own < WHOLE or alone >= NAMELESS or both >= WHOLE:
        return None
    open_beside = [at for at, text in row.items() if TEXTS & set(columns[at].roles) and text and not ENDED.search(text.paragraphs[-1].text)]
    return min(open_beside, key=lambda at: (abs(at - index), -at), default=None)


def _unfinished(above: Above, index: int) -> bool:
    """Whether a page ended in the midst of a cell: its last words end no sentence."""
    held = above.cells.get(index)
    return above.new_page and held is not None and bool(held) and not ENDED.search(held.paragraphs[-1].text)


def _anew(above: Above, body: Mapping[int, Cell], columns: Sequence[Column], meanings: Meanings) -> set[str]:
    """Which of lead and time, whole above, are named again: both say who else acts by when, and are not the rest of what the page cut."""
    anew: set[str] = set()
    for index, cell in body.items():
        for role in ("lead", "timescale"):
            if role in columns[index].roles and index in above.cells and above.cells[index]:
                ends = (above.cells[index].paragraphs[-1], cell.paragraphs[0])
                if all(meanings.content(paragraph.text).get(role, 0.0) >= WHOLE for paragraph in ends):
                    anew.add(role)
    return anew


def _opens(cell: Cell) -> bool:
    """Whether a level's cell begins a new level: with a capital or a number."""
    return cell.text[:1].isupper() or cell.text[:1].isdigit()


def _evidence(above: Above, index: int, after: Cell, columns: Sequence[Column], meanings: Meanings) -> float:
    """How plainly one cell goes on from the cell above it, -1 to 1."""
    roles, first, before = set(columns[index].roles), after.paragraphs[0], above.cells.get(index)
    if not before:
        return 0.6 if {"timescale", "lead", "update", "status", "rag"} & roles else 0.1 if roles == {"outcomes"} else 0.3
    last = before.paragraphs[-1]
    if "timescale" in roles and is_cut_time(before, after, meanings):
        return 1.0
    if {"lead", "timescale"} <= roles and meanings.content(first.text).get("timescale", 0.0) >= TIMED:
        held = max(meanings.content(paragraph.text).get("timescale", 0.0) for paragraph in before.paragraphs)
        return 1.0 if held < 0.5 and not _ends_in_date(last.text, meanings) else -1.0
    carried = flow(last.text, first.text)
    return carried if not first.bullet else max(carried, 0.3 if last.bullet else carried)


def _ends_in_date(text: str, meanings: Meanings) -> bool:
    words = text.split()
    return any(meanings.content(" ".join(words[-count:])).get("timescale", 0.0) >= 0.8 for count in (1, 2, 3, 4) if len(words) > count)
