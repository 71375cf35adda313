"""Levels that a table's line prints in its own cells: opened anew, carried on from the line above, their labels put aside."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from extract.drafts import DraftPart
from extract.flow import flow
from extract.header.again import NOTE
from extract.headers import Frame
from extract.heading.levels import LONGEST_WORD, level_of
from extract.tables import blocks
from model import Cell, Level, Meanings, Stray, Strip

ALONE = re.compile(r"\d{1,2}(?:\.\d{1,2})*[.):]?")
"""A level's number on a line of its own in its cell."""
LABELLED = re.compile(r"[A-Za-z][\w ]{2,30}?\s?\w{1,4}\s?[:.–—-]")
"""How a level may begin that says what it is, and which."""


def open_levels(part: DraftPart, cells: Mapping[int, Cell], frame: Frame, strip: Strip, meanings: Meanings) -> bool:
    """Opens or continues the levels that the line prints; True where it opened one."""
    levels, opened = part.levels, False
    refs = {role: cells[index].text for index, role in frame.numbers if index in cells}
    for role in ("priority", "objective"):
        index = next((index for index, column in enumerate(frame.columns) if role in column.roles and index in cells), None)
        if index is None:
            continue
        if NOTE.fullmatch(cells[index].text):
            part.strays.append(Stray(cells[index].text, strip.place, "label", furniture=True))
            continue
        ref, cell = (refs[role], cells[index]) if role in refs else _without_word(part, cells[index], meanings)
        if role == "priority":
            opened |= _open_priority(part, cell, strip, ref, meanings)
        elif levels.objective is not None and ref is None and _goes_on(part, levels.objectives[levels.objective].text, cell.text):
            levels.extend_objective(cell)
            part.split_objectives.add(levels.objective)
        else:
            levels.open_objective(_unlabelled(part, level_of(cell, strip.place, ref), meanings))
            levels.celled["objective"] = levels.objective
            opened = True
    return opened


def _open_priority(part: DraftPart, cell: Cell, strip: Strip, ref: str | None, meanings: Meanings) -> bool:
    levels = part.levels
    now = levels.priorities[levels.priority] if levels.priority is not None else None
    if now is not None and ref is None and not cell.paragraphs[0].bold and _goes_on(part, now.description or now.text, cell.text):
        levels.extend_priority(cell)
        return False
    level = _unlabelled(part, level_of(cell, strip.place, ref), meanings)
    if now is None or (level.text, level.ref) != (now.text, now.ref):
        levels.open_priority(level)
        levels.celled["priority"] = levels.priority
        return True
    part.strays.append(Stray(cell.text, strip.place, "repeated_level", furniture=True))
    return False


def _unlabelled(part: DraftPart, level: Level, meanings: Meanings) -> Level:
    """A level whose cell says what it is as a heading would ("Aim 2: Dry homes"): its number and its words, the label apart."""
    reading = meanings.heading(level.text) if level.ref is None and LABELLED.match(level.text) else None
    if reading is None or reading.kind != "level" or reading.ref is None or not level.text.endswith(reading.text):
        return level
    part.strays.append(Stray(level.text[: -len(reading.text)].strip(), level.place, "label", furniture=True))
    return replace(level, text=reading.text, ref=reading.ref)


def _without_word(part: DraftPart, cell: Cell, meanings: Meanings) -> tuple[str | None, Cell]:
    """The number of a level that its cell prints on a line of its own ("2", "Priority 2"), and the cell without that line."""
    label, rest = cell.paragraphs[0], Cell(cell.paragraphs[1:])
    if rest and ALONE.fullmatch(label.text) and rest.text[:1].isupper():
        return label.text.rstrip(".):"), rest
    if not rest or len(label.text) > LONGEST_WORD or not label.text[-1:].isalnum() or not any(map(str.isdigit, label.text)):
        return None, cell
    reading = meanings.heading(f"{label.text} {rest.paragraphs[0].text}")
    if reading is None or reading.kind != "level" or reading.word is None or reading.text != rest.paragraphs[0].text:
        return None, cell
    part.strays.append(Stray(label.text, label.place, "label", furniture=True))
    return reading.ref, rest


def _goes_on(part: DraftPart, before: str, after: str) -> bool:
    """A level's text that begins small is the rest of the one above, but on a card; a capital begins a new one, however that one ended."""
    return part.stage != blocks.STAGE and not after[:1].isupper() and not after[:1].isdigit() and flow(before, after) > 0.5
