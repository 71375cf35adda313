"""Rows beside the plan that ask nobody to do anything though their headers could be a plan's: a timetable, a procedure, measures."""

from __future__ import annotations

from collections.abc import Sequence

from extract.drafts import DraftPart
from extract.foreign.other_rows import asks_nobody, tells_measures, tells_past
from extract.foreign.unprinted import lists_items, says_action
from extract.row.action_numbers import action_of
from extract.row.frozen import freeze_rows
from model import Column, Meanings, Place, Role, Row, Stray

Read = tuple[DraftPart, tuple[Row, ...]]
"""A plan as one reading gives it, with its rows."""
FOLLOWED: frozenset[Role] = frozenset({"lead", "timescale", "start", "completed", "update", "status", "rag"})
"""What a table of a plan says of its actions."""
FEWEST = 3
"""Rows of a table from which it is told by what stands in them."""
OTHER = "other_table"


def own_rows(part: DraftPart, meanings: Meanings) -> DraftPart:
    """The part without the rows of such tables, whose words go to the strays; as it is where they are all it has."""
    if len(part.rows) <= FEWEST or part.rows[0].columns == part.rows[-1].columns == part.rows[len(part.rows) // 2].columns:
        return part
    tables = list(dict.fromkeys(row.columns for row in part.rows))
    foreign = [columns for columns in tables if _is_foreign(columns, part, meanings)]
    if not foreign or len(foreign) == len(tables):
        return part
    for row in part.rows:
        if row.columns in foreign:
            place = Place.whole(row.places)
            part.strays += [Stray(cell.text, place, OTHER, furniture=False) for cell in row.cells.values() if cell]
    part.rows = [row for row in part.rows if row.columns not in foreign]
    part.columns = [column for column in part.columns if any(column in row.columns for row in part.rows)]
    return part


def _is_foreign(columns: tuple[Column, ...], part: DraftPart, meanings: Meanings) -> bool:
    own = DraftPart(part.stage, rows=[row for row in part.rows if row.columns == columns], levels=part.levels)
    rows = freeze_rows(own)
    if not any("action" in column.roles for column in columns) and not any(map(action_of, rows)):
        return True
    if len(rows) > 1 and tells_measures(columns, rows, meanings) or _stands_aside(columns, rows, part, meanings):
        return True
    return len(rows) >= FEWEST and (asks_nobody((), columns, rows, meanings) or _lists_others(columns, rows, part, meanings))


def _lists_others(columns: tuple[Column, ...], rows: Sequence[Row], part: DraftPart, meanings: Meanings) -> bool:
    """Whether next to nothing calls to act below a header that nobody knows for an action's, where the plan's own says what it is.

    A table that says who and when below the plan's own headers is one more of the plan's.
    """
    beside = {column.header.casefold() for row in part.rows if row.columns != columns for column in row.columns}
    if any(column.header.casefold() in beside for column in columns if {"lead", "timescale"}.intersection(column.roles)):
        return False
    acting = [column.header for column in columns if "action" in column.roles]
    unknown = all(meanings.header(header) is None or meanings.alien([header]) is not None for header in acting)
    return unknown and any(says_action(column.header, meanings) for column in part.columns) and lists_items((), columns, rows, meanings)


def _stands_aside(columns: tuple[Column, ...], rows: Sequence[Row], part: DraftPart, meanings: Meanings) -> bool:
    """Whether a table whose actions have a header of their own says who did what in the past, or what is recommended and to nobody."""
    acting = [column.header for column in columns if "action" in column.roles]
    beside = {column.header.casefold() for row in part.rows if row.columns != columns for column in row.columns}
    if len(rows) < FEWEST - 1 or any(header.casefold() in beside for header in acting):
        return False
    return tells_past(columns, rows, meanings) or _names_nobody(columns, acting, meanings)


def _names_nobody(columns: Sequence[Column], acting: Sequence[str], meanings: Meanings) -> bool:
    """Whether no column says who, when or how far beside what is recommended, or listed below a word for anything."""
    if any(FOLLOWED.intersection(column.roles) for column in columns):
        return False
    return all((reading := meanings.header(header)) is None or reading.raised or not says_action(header, meanings) for header in acting)


def own_parts(read: Sequence[Read], meanings: Meanings) -> list[Read]:
    """The plans without those that only the title of the whole paper calls one, where another stands beside them: it gets their words."""
    foreign = [
        len(rows) >= FEWEST and asks_nobody((), [column for column in part.columns if column.header], rows, meanings) for part, rows in read
    ]
    own = [each for each, other in zip(read, foreign, strict=True) if not other]
    if not own or not any(foreign):
        return list(read)
    for (_, rows), other in zip(read, foreign, strict=True):
        if other:
            own[0][0].strays += [Stray(cell.text, row.place, OTHER, furniture=False) for row in rows for _, cell in row.cells if cell]
    return own
