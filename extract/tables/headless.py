"""Tables whose header is missing, or in words of a council's own: told by what stands in them, where the file itself parts the cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from extract.column.likely import mean, reads_as
from extract.columns import is_ref
from extract.headers import LONGEST_UNKNOWN, read_header
from extract.tables import ruled
from extract.tables.flattened import PLAIN
from model import Cell, HeaderReading, Meanings, Place, Role, Sheet, Strip

FEWEST_ROWS, FEWEST_COLUMNS, MOST_COLUMNS = 3, 3, 12
"""What a table must have at least, and at most, for its columns to be told."""
FULL = 0.6
"""Share of a table's lines in which a column must hold something."""
LONGEST = 120
"""Mean characters of a column of leads or times up to which it can be one."""
LIKELY: tuple[tuple[Role, float], ...] = (("timescale", 0.6), ("lead", 0.5))
"""What a column must be, and the mean likeness from which it is."""
CALLS = 0.4
"""Mean likeness from which the texts of a column are actions."""
ASKS = 0.5
"""The same of a column whose header nobody knows."""
UNTIMED = 0.3
"""Likeness below which a cell tells no time."""
TELLS = 0.2
"""The same from which a column right of the actions says how far they have come."""


def with_header(sheet: Sheet, meanings: Meanings) -> Sheet | None:
    """The sheet with a plain header above every table that prints none and tells who does what by when; None where no table does."""
    if any(strip.place.page is not None for strip in sheet.strips):
        return None
    runs = list(_runs(sheet.strips))
    heads = {id(run[0]): head for run in runs if (head := _head(run, meanings)) is not None}
    heads |= _shared_heads([run for run in runs if len(run) < FEWEST_ROWS], meanings)
    if not heads:
        return None
    strips: list[Strip] = []
    for strip in sheet.strips:
        if id(strip) in heads:
            strips.append(heads[id(strip)])
        strips.append(strip)
    return replace(sheet, strips=tuple(strips))


def with_names(sheet: Sheet, meanings: Meanings) -> Meanings | None:
    """Meanings that know the words above columns by what stands below them, where some are known and the rest tell who does what by when.

    None where no table has such.
    """
    if sheet.stage != ruled.STAGE and any(strip.place.page is not None for strip in sheet.strips):
        return None
    told: dict[str, HeaderReading] = {}
    for run in _runs(sheet.strips):
        told |= _names(run, meanings)
    if not told:
        return None

    def header(text: str) -> HeaderReading | None:
        return meanings.header(text) or told.get(text)

    return replace(meanings, header=header, told={})


def _names(run: Sequence[Strip], meanings: Meanings) -> dict[str, HeaderReading]:
    """What the words of a table's first line head that no lexicon knows; nothing where it is no header, or a whole one."""
    first, below = run[0], run[1:]
    texts = [cell.text for cell in first.cells]
    if not _may_be_told(below, meanings) or max(map(len, texts)) > LONGEST_UNKNOWN or meanings.alien(list(filter(None, texts))) is not None:
        return {}
    known = {at: reading.roles for at in first.filled if (reading := meanings.header(texts[at])) is not None}
    roles = _roles(below, meanings) if known and read_header(first, meanings) is None else None
    if not roles or not roles.keys() & known.keys() or any(role not in known.get(at, (role,)) for at, role in roles.items()):
        return {}
    if not roles.keys() | known.keys() >= set(first.filled):
        return {}  # what nobody knows at all: "Winner", "Asked by"
    if any(texts[at].strip(" .)").isdigit() or not texts[at] for at in roles):
        return {}
    (acting,) = (at for at, role in roles.items() if role == "action")
    if mean(_columns(below)[acting], "action", meanings) < ASKS or meanings.content(texts[acting])["happening"] > 0.0:
        return {}  # or what took place: "Event"
    return {texts[at]: HeaderReading(texts[at], (role,), 1.0) for at, role in roles.items() if at not in known}


def _runs(strips: Sequence[Strip]) -> Iterator[list[Strip]]:
    """The lines of each table, from its first full one on."""
    run: list[Strip] = []
    for strip in strips:
        if strip.loose or run and len(strip.cells) != len(run[0].cells):
            if run:
                yield run
            run = []
        if not strip.loose and (run or len(strip.filled) >= FEWEST_COLUMNS):
            run.append(strip)
    if run:
        yield run


def _shared_heads(small: Sequence[Sequence[Strip]], meanings: Meanings) -> dict[int, Strip]:
    """By the first line of each table that is too small to be told alone, the header that all of their width stand for together."""
    heads: dict[int, Strip] = {}
    for width in {len(run[0].cells) for run in small}:
        alike = [run for run in small if len(run[0].cells) == width]
        together = [strip for run in alike for strip in run]
        head = _head(together, meanings) if len(alike) > 1 and len(together) > FEWEST_ROWS else None
        heads |= {id(run[0]): replace(head, gap=run[0].gap) for run in alike} if head is not None else {}
    return heads


def _head(run: Sequence[Strip], meanings: Meanings) -> Strip | None:
    """The header that a table's columns stand for; None where they do not say plainly who does what by when, or it heads another thing."""
    if meanings.alien([run[0].cells[at].text for at in run[0].filled]) is not None or not _may_be_told(run, meanings):
        return None
    roles = _roles(run, meanings)
    if not roles or _is_header(run[0], _columns(run), roles, meanings) or _names(run, meanings):
        return None
    columns = _columns(run)
    action = next(at for at, role in roles.items() if role == "action")
    for at in range(len(columns)):
        if at not in roles and at < action and all(is_ref(cell.text) for cell in columns[at]):
            roles[at] = "ref"
        elif at not in roles and at > action and "update" not in roles.values() and reads_as(columns[at], "status", TELLS, meanings):
            roles[at] = "update"
    cells = (Cell.of(PLAIN[roles[at]]) if at in roles else Cell() for at in range(len(columns)))
    return Strip(tuple(cells), Place(), gap=run[0].gap)


def _may_be_told(run: Sequence[Strip], meanings: Meanings) -> bool:
    """Whether lines are as many as tell what stands in their columns, and none of them is a header."""
    if len(run) < FEWEST_ROWS or not FEWEST_COLUMNS <= len(run[0].cells) <= MOST_COLUMNS:
        return False
    return not any(read_header(strip, meanings) is not None for strip in run)


def _columns(run: Sequence[Strip]) -> list[list[Cell]]:
    return [[strip.cells[at] for strip in run if strip.cells[at]] for at in range(len(run[0].cells))]


def _roles(run: Sequence[Strip], meanings: Meanings) -> dict[int, Role]:
    """Which columns plainly say when, who and what; empty where one of the three is missing."""
    columns = _columns(run)
    roles: dict[int, Role] = {}
    for role, least in LIKELY:
        free = [at for at in range(len(columns)) if at not in roles and _may_be(columns[at], len(run))]
        found = [at for at in free if reads_as(columns[at], role, least, meanings)]
        if not found:
            return {}
        roles[max(found, key=lambda at: mean(columns[at], role, meanings))] = role
    action = _actions(columns, roles, len(run), meanings)
    return {} if action is None else roles | {action: "action"}


def _is_header(first: Strip, columns: Sequence[Sequence[Cell]], roles: dict[int, Role], meanings: Meanings) -> bool:
    """Whether a table's first line names its columns after all: it alone tells no time, and one of its texts is known for a header."""
    (at,) = (at for at, role in roles.items() if role == "timescale")
    times = [max(meanings.content(paragraph.text).get("timescale", 0.0) for paragraph in cell.paragraphs) for cell in columns[at]]
    printed = first.cells[at].text
    named = meanings.header(printed) is not None and not any(map(str.isdigit, printed))  # "Review date" reads as a time too
    timeless = bool(printed) and (times[0] < UNTIMED or named) and min(times[1:], default=0.0) >= UNTIMED
    return timeless and any(meanings.header(first.cells[index].text) is not None for index in first.filled)


def _may_be(cells: Sequence[Cell], lines: int) -> bool:
    return len(cells) >= FULL * lines and sum(len(cell.text) for cell in cells) <= LONGEST * len(cells)


def _actions(columns: Sequence[Sequence[Cell]], roles: dict[int, Role], lines: int, meanings: Meanings) -> int | None:
    """The column whose texts call to act, the plainest of several."""
    free = [at for at, cells in enumerate(columns) if at not in roles and len(cells) >= FULL * lines]
    found = [at for at in free if reads_as(columns[at], "action", CALLS, meanings)]
    return max(found, key=lambda at: mean(columns[at], "action", meanings), default=None)
