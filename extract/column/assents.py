"""Columns that only say whether a recommendation was accepted: neither what is to be done nor how far it has come."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from extract.column.likely import reads_as
from model import Cell, Column, Meanings, Role

MOSTLY = 0.6
"""Share of a column's cells that must open with an assent."""
BRIEF = 60
"""Characters of such a cell on average: a longer answer says what will be done."""
FEWEST = 2
"""Cells that must be filled."""
ALONE, BARE = 0.9, 20
"""The same share and length of an answer that is one where no other column has its role."""
CALLS = 0.5
"""Likeness to an action from which what stands behind an assent is one."""
ANSWERED: tuple[frozenset[Role], ...] = (frozenset({"action"}), frozenset({"update", "status"}))
"""Roles that another column must have as well for this one to be an answer; progress that says nothing else is one all alone."""


def drop_assents(columns: Sequence[Column], cells: Mapping[int, Sequence[Cell]], meanings: Meanings) -> list[Column]:
    """The columns, those without a role that answer "Agreed" or "Partially accepted" beside another of their role, or all alone."""
    settled = list(columns)
    for roles in ANSWERED:
        same = [index for index, column in enumerate(settled) if roles.intersection(column.roles)]
        share, length = (MOSTLY, BRIEF) if len(same) > 1 else (ALONE, BARE)
        for index in same if len(same) > 1 or "update" in roles else ():
            own = [cell for cell in cells.get(index, ()) if cell]
            brief = len(own) >= FEWEST and sum(len(cell.text) for cell in own) <= length * len(own)
            if brief and reads_as(own, "assent", share, meanings) and not ("action" in roles and _promises(own, meanings)):
                settled[index] = replace(settled[index], roles=())
                break
    return settled


def _promises(cells: Sequence[Cell], meanings: Meanings) -> bool:
    """Whether most answers say behind their assent what will be done: "Agreed. Access will be cut to four users"."""
    rests = [rest for cell in cells if (rest := cell.paragraphs[0].text.partition(". ")[2])]
    return sum(meanings.content(rest).get("action", 0.0) >= CALLS for rest in rests) > len(cells) / 2
