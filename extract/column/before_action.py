"""What stands left of the action: when it was raised, what it belongs to, and what is no field of its own."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from extract.column.likely import reads_as
from extract.headers import Frame
from model import Cell, Column, Meanings

STATES = 0.75
"""Mean likeness to a state below which a column before the actions is none of states."""
FEW, WORDY = 2, 35
"""Texts, and mean characters, above which a column that never says the same twice tells how things are."""
ASSENTS = 0.6
"""Share of a column's cells that open with an assent ("We agree. The budget …") from which they answer what was recommended."""
TELLS = 0.5
"""Mean likeness from which a column's cells tell how far actions have come."""
ANSWERS = re.compile(r"\b(?:response|reply|replies|answer)s?\b", re.IGNORECASE)
"""What heads a column of answers; one of progress that is the only one is kept whatever its cells open with."""
RATING = re.compile(
    r"(?:very )?(?:high|medium|med|low|critical|urgent|h|m|l|h/m|m/h|m/l|l/m|[1-5])"
    r"|(?:must|should|could|won['’]t)(?: have)?|essential|desirable"
)


def is_rating(text: str) -> bool:
    """High, medium or low, must or should, or a number for it: how urgent an action is, not what it belongs to."""
    return RATING.fullmatch(text.strip().casefold()) is not None or RATING.fullmatch("".join(text.split()).casefold()) is not None


def before_action(columns: Sequence[Column], frame: Frame, cells: Mapping[int, Sequence[Cell]], meanings: Meanings) -> list[Column]:
    """The columns, those left of the action settled by what stands right of it.

    A date says when the action was raised, where another is its own or it was recommended; a review that tells no state beside a column
    that does is none, and neither is a mere answer to what was recommended; a stage that tells no state is what the action belongs to. Who
    leads a level ("Theme lead") leads no action.
    """
    settled, order = list(columns), list(dict.fromkeys(frame.owner))
    action = next((place for place, index in enumerate(order) if "action" in settled[index].roles), 0)
    right = {role for index in order[action + 1 :] for role in settled[index].roles}
    for index in order[:action]:
        own = cells.get(index, ())
        if settled[index].roles == ("timescale",) and ("timescale" in right or _is_raised(settled, index, order[action], meanings)):
            settled[index] = replace(settled[index], roles=())
        elif settled[index].roles == ("lead",) and "lead" in right and _of_level(settled, index):
            settled[index] = replace(settled[index], roles=())
        elif settled[index].roles == ("update",) and right & {"update", "status"} and not reads_as(own, "status", TELLS, meanings):
            settled[index] = replace(settled[index], roles=())
        elif settled[index].roles == ("update",) and _answers(settled[index], own, bool(right & {"update", "status"}), meanings):
            settled[index] = replace(settled[index], roles=())
        elif settled[index].roles == ("status",) and not any("priority" in column.roles for column in settled):
            likely = [meanings.content(cell.text).get("status", 0.0) for cell in own]
            if likely and min(likely) < TELLS and sum(likely) < STATES * len(likely):
                sorts = not all(is_rating(cell.text) for cell in own) and not _tells_each(own)
                settled[index] = replace(settled[index], roles=("priority",) if sorts else ())
    return settled


def _answers(column: Column, cells: Sequence[Cell], told: bool, meanings: Meanings) -> bool:
    """Whether a column answers what was recommended: it assents, and progress is `told` beside it or it tells no state after that."""
    if not cells or not reads_as(cells, "assent", ASSENTS, meanings):
        return False
    firsts = [cell.paragraphs[0] for cell in cells if cell]
    rests = [Cell((replace(first, text=rest),)) for first in firsts if (rest := first.text.partition(". ")[2])]
    return told or ANSWERS.search(column.header) is not None and not reads_as(rests, "status", TELLS, meanings)


def _of_level(columns: Sequence[Column], lead: int) -> bool:
    """Whether a lead's header begins with that of a level, whose lead it is."""
    levels = [column.header.casefold() for column in columns if {"priority", "objective"} & set(column.roles)]
    return any(level and columns[lead].header.casefold().startswith(f"{level} ") for level in levels)


def _is_raised(columns: Sequence[Column], time: int, action: int, meanings: Meanings) -> bool:
    """Whether a column of times tells when what the other holds was recommended: a "Year" left of the "Recommendation"."""
    readings = [meanings.header(columns[index].header) for index in (time, action)]
    return all(reading is not None and reading.raised for reading in readings)


def _tells_each(cells: Sequence[Cell]) -> bool:
    """Whether a column says something else of each row, and much: how things are, not what the rows belong to."""
    texts = [cell.text for cell in cells]
    return len(set(texts)) == len(texts) > FEW and sum(map(len, texts)) > WORDY * len(texts)
