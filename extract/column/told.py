"""Columns whose header does not tell, told by what stands in them where no other column of the table is known to hold it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from extract.column.likely import most, reads_as
from model import Cell, Column, Meanings, Role

DATED = 0.7
"""Mean likeness from which a column's cells are dates."""
BRIEF, MOSTLY = 25, 0.5
"""Mean characters of a column of outcomes up to which it can be one of times, and the share of its cells that must plainly be some."""
DAY = re.compile(r"[A-Za-z]{3}.*\d|\d.*[A-Za-z]{3}|\b(?:19|20)\d\d\b|\d[/.]\d+[/.]\d")
"""A time that is no score: "12/15" may be twelve of fifteen."""
STEP, SAYS_WHEN = 50, 0.2
"""Mean characters of a step on the way up to which its column can say when, and the likeness of one that does: "Launch in May 2027"."""
CODE = re.compile(r"[A-Z]{1,6}[ /.-]?\d(?:[\d ()/.,&-]|[a-z](?![a-z]{2}))*")
"""A council's own code of a row: letters, figures and single letters."""
NAMED = 0.5
"""Mean likeness from which a column's cells name who leads."""
PLAIN = 0.9
"""Likeness from which a text is plainly a state."""
FEWEST = 3
"""Cells that a column must hold before they tell what it is."""
TELLING: tuple[tuple[Role, str, float, frozenset[Role]], ...] = (
    ("timescale", "timescale", DATED, frozenset({"timescale"})),
    ("lead", "lead", 0.7, frozenset({"lead"})),
    ("update", "status", 0.5, frozenset({"update", "status", "completed"})),
)
"""What a column may be told to be, what its cells must read as, how plainly on average, and the roles of which another column has none."""


def tell_unknown(columns: Sequence[Column], order: Sequence[int], cells: Mapping[int, Sequence[Cell]], meanings: Meanings) -> list[Column]:
    """The columns, those of them told by their cells whose headers are not known; `order` is that in which they stand."""
    columns = _with_codes(_unswapped(columns, cells, meanings), order, cells, meanings)
    timed = _with_times(_with_end(columns, order, cells, meanings), cells, meanings)
    timed = _with_states(_with_revised(timed, order, cells, meanings), cells, meanings)
    timed = _with_sponsors(timed, cells, meanings)
    settled = [_one_meaning(column, columns) for column in timed]
    for role, kind, least, held in TELLING:
        if any(held & set(column.roles) for column in settled):
            continue
        telling = [
            index
            for index in _unknown(settled, order, role, meanings)
            if len(cells.get(index, ())) >= FEWEST
            and (role != "lead" or _differ(cells[index]))
            and reads_as(cells[index], kind, least, meanings)
        ]
        if len(telling) == 1 or role == "update" and _side_by_side(telling, order):
            settled = [replace(column, roles=(role,)) if index in telling else column for index, column in enumerate(settled)]
    return settled


def _with_sponsors(columns: Sequence[Column], cells: Mapping[int, Sequence[Cell]], meanings: Meanings) -> list[Column]:
    """Where no column says who leads, that of the people who answer for the actions does ("Sponsor"), unless its cells name nobody."""
    settled = [*columns]
    if any("lead" in column.roles for column in columns):
        return settled
    read = ((index, meanings.header(column.header)) for index, column in enumerate(columns) if column.header and not column.roles)
    answering = [index for index, said in read if said is not None and said.beside == "lead"]
    # partners only where nobody else has a column, an empty column only where no other has names
    for index in sorted(answering, key=lambda index: (index not in cells, "partner" in columns[index].header.casefold())):
        if index not in cells or reads_as(cells[index], "lead", NAMED, meanings):
            settled[index] = replace(columns[index], roles=("lead",))
            break
    return settled


def _unswapped(columns: Sequence[Column], cells: Mapping[int, Sequence[Cell]], meanings: Meanings) -> Sequence[Column]:
    """The columns, that of the leads and that of the times each as the other where their headers were printed the wrong way round."""
    who, when = ([at for at, column in enumerate(columns) if column.roles == (role,)] for role in ("lead", "timescale"))
    if len(who) != 1 or len(when) != 1 or len(cells.get(when[0], ())) < FEWEST:
        return columns
    if not reads_as(cells[when[0]], "lead", DATED, meanings) or not reads_as(cells.get(who[0], ()), "timescale", DATED, meanings):
        return columns
    settled = list(columns)
    settled[who[0]], settled[when[0]] = replace(columns[who[0]], roles=("timescale",)), replace(columns[when[0]], roles=("lead",))
    return settled


def _side_by_side(telling: Sequence[int], order: Sequence[int]) -> bool:
    """Whether columns stand one beside the other, as those of a report each half year do."""
    places = [place for place, index in enumerate(order) if index in telling]
    return bool(places) and places[-1] - places[0] == len(places) - 1


def _with_codes(
    columns: Sequence[Column], order: Sequence[int], cells: Mapping[int, Sequence[Cell]], meanings: Meanings
) -> Sequence[Column]:
    """The first column numbers the rows where no other does and it holds nothing but codes: "RB 24/27(b)" below "Relevant item"."""
    first = columns[order[0]] if order else None
    if first is None or first.roles or any("ref" in column.roles for column in columns) or meanings.header(first.header) is not None:
        return columns
    own = cells.get(order[0], ())
    if len(own) < FEWEST or not all(CODE.fullmatch(each.text) for cell in own for each in cell.paragraphs):
        return columns
    return [replace(column, roles=("ref",)) if column is first else column for column in columns]


def _differ(cells: Sequence[Cell]) -> bool:
    """Whether not all cells say the same: "All" in every row may be all wards, or all ages."""
    return len({cell.text for cell in cells}) > 1


def _unknown(columns: Sequence[Column], order: Sequence[int], role: Role, meanings: Meanings) -> list[int]:
    """The columns with a header that says nothing to us; who and when are looked for right of the action alone: left of it is its past."""
    action = next((place for place, index in enumerate(order) if "action" in columns[index].roles), 0)
    places = order if role == "update" else order[action + 1 :]
    told = [(index, columns[index]) for index in places]
    return [index for index, column in told if column.header and not column.roles and meanings.header(column.header) is None]


def _with_end(columns: Sequence[Column], order: Sequence[int], cells: Mapping[int, Sequence[Cell]], meanings: Meanings) -> list[Column]:
    """A column of dates right behind that of the starts is that of the ends ("Complete"), where no other says when."""
    settled = list(columns)
    for start, end in zip(order, order[1:], strict=False):
        free = settled[start].roles == ("start",) and settled[end].roles in ((), ("status",)) and len(cells.get(end, ())) > 1
        if free and not any("timescale" in column.roles for column in settled) and reads_as(cells[end], "timescale", DATED, meanings):
            settled[end] = replace(settled[end], roles=("timescale",))
    return settled


def _with_times(columns: Sequence[Column], cells: Mapping[int, Sequence[Cell]], meanings: Meanings) -> list[Column]:
    """Where no column says when, the one of outcomes ("Target") or of states, beside progress, whose short cells are mostly times does.

    So does that of the steps on the way ("Milestones"), where these mostly say when.
    """
    settled = list(columns)
    if any("timescale" in column.roles for column in settled):
        return settled
    found = [index for index, column in enumerate(settled) if column.roles == ("outcomes",) and _are_times(cells.get(index, ()), meanings)]
    if not found and any("update" in column.roles for column in settled):
        stated = [index for index, column in enumerate(settled) if column.roles == ("status",)]
        found = [index for index in stated if _are_times(cells.get(index, ()), meanings, dated=True)]
    found = found or [index for index, column in enumerate(settled) if _are_steps(column, cells.get(index, ()), meanings)]
    if len(found) == 1:
        settled[found[0]] = replace(settled[found[0]], roles=("timescale",))
    return settled


def _with_revised(columns: Sequence[Column], order: Sequence[int], cells: Mapping[int, Sequence[Cell]], meanings: Meanings) -> list[Column]:
    """A header right behind a time's that only says which one ("Target", "Revised") holds times too, where all that stands there are.

    So does one that ends as the time's does, where that was told by its cells.
    """
    settled = list(columns)
    for index, behind in zip(order, order[1:], strict=False):
        first, second = settled[index], settled[behind]
        if first.roles != ("timescale",):
            continue
        ends = [column.header.split()[-1:] for column in (first, second)]  # "Original target", "Revised target"
        alike = second.roles == ("outcomes",) and ends[0] == ends[1]
        if not alike and (second.roles or not second.header or meanings.header(second.header) is not None):
            continue
        told, own = meanings.header(f"{second.header} {first.header}"), meanings.header(first.header)
        texts = [cell.text for cell in cells.get(behind, ()) if cell]
        dated = bool(texts) and all(meanings.content(text).get("timescale", 0.0) >= DATED for text in texts)
        if dated and (alike or told is not None and own is not None and told.roles == own.roles):
            settled[behind] = replace(second, roles=("timescale",))
    return settled


def _with_states(columns: Sequence[Column], cells: Mapping[int, Sequence[Cell]], meanings: Meanings) -> list[Column]:
    """Of several columns of progress, where none is of states, the one that holds nothing but states ("In progress") is."""
    told = [index for index, column in enumerate(columns) if column.roles == ("update",)]
    if len(told) < 2 or any("status" in column.roles for column in columns):
        return [*columns]
    if any(columns[index].dated or meanings.content(columns[index].header).get("timescale", 0.0) >= DATED for index in told):
        return [*columns]  # progress quarter by quarter
    states = [index for index in told if _are_states(cells.get(index, ()), meanings)]
    only = states[0] if len(states) == 1 else None
    return [replace(column, roles=("status",)) if index == only else column for index, column in enumerate(columns)]


def _are_states(cells: Sequence[Cell], meanings: Meanings) -> bool:
    texts = [cell.text for cell in cells if cell]
    short = len(texts) >= FEWEST and sum(map(len, texts)) <= BRIEF * len(texts)
    return short and all(meanings.content(text).get("status", 0.0) >= PLAIN for text in texts)


def _are_times(cells: Sequence[Cell], meanings: Meanings, dated: bool = False) -> bool:
    """Whether short cells are mostly times, of few all; where they must be `dated`, by figures, since "Ongoing" is a state too."""
    texts = [cell.text for cell in cells if cell]
    if not texts or sum(map(len, texts)) > BRIEF * len(texts):
        return False
    few = len(texts) < FEWEST
    timed = [text for text in texts if meanings.content(text).get("timescale", 0.0) >= (PLAIN if few else DATED)]
    told = sum(DAY.search(text) is not None if few else not dated or any(map(str.isdigit, text)) for text in timed)
    return told == len(texts) if few else told >= MOSTLY * len(texts)


def _are_steps(column: Column, cells: Sequence[Cell], meanings: Meanings) -> bool:
    """Whether a column of no field's own holds the steps on the way, and most cells say of each in short when it is due."""
    if column.roles or meanings.content(column.header).get("happening", 0.0) == 0.0:
        return False
    said = [[paragraph.text for paragraph in cell.paragraphs] for cell in cells if cell]
    brief = sum(len(text) for texts in said for text in texts) <= STEP * sum(map(len, said))
    timed = (all(meanings.content(text).get("timescale", 0.0) >= SAYS_WHEN for text in texts) for texts in said)
    return len(said) >= FEWEST and brief and most((float(each) for each in timed), MOSTLY, len(said))


def _one_meaning(column: Column, columns: Sequence[Column]) -> Column:
    """A header such as "Outcome / update" is that of progress, where no other column is."""
    other = any({"update", "status"} & set(each.roles) for each in columns if each is not column)
    return replace(column, roles=("outcomes",) if other else ("update",)) if {*column.roles} == {"outcomes", "update"} else column
