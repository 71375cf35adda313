"""A header's columns, settled by what stands in them: which is the action, which only numbers, which a level's."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from extract.column.assents import drop_assents
from extract.column.before_action import before_action, is_rating
from extract.column.level_numbers import level_numbers
from extract.column.likely import mean, most, reads_as
from extract.column.outcome_levels import raise_outcomes
from extract.column.rated import rated
from extract.column.spanned_actions import part_steps
from extract.column.told import tell_unknown
from extract.column.unheaded import WORDY, name_sections, part_blank, part_unheaded
from extract.flow import looks_stray
from extract.header.torn import as_wide_as_rows
from extract.headers import Frame
from model import Cell, Column, Meanings, Role, Strip

LETTER = re.compile(r"[a-z]")
"""A letter that counts only where a whole column is so."""
REF = re.compile(r"(?:[A-Za-z]{1,4}[ .:/-]?)?\d{1,3}(?:[.-]\d{1,3})*[a-z]?[.):]?|[A-Z]{2,5}-0\d{3}|[A-Z]{1,3}|[ivx]{1,4}[.)]|[a-z][.)]")
"""A printed number: 1.1, A3, CC-04, CC-0004, 12., iv)."""
NUMBER = re.compile(r"^\(?(?:[A-Za-z]{1,3}[ .-]?)?\d{1,2}(?:\.\d{1,2})*[.):]?\s+(?=[A-Z])")
"""One that stands before the words of an action."""
TORN = re.compile(r"\d{1,2}(?:\.\d{1,3})+[a-z]?")
"""One that a narrow column broke: "1. 1"."""
MONEY = re.compile(r"[£$€]\s?-?[\d.,]+\s?(?:k|m|bn|million)?|nil|n/?a|-", re.IGNORECASE)
"""What was spent, which tells no progress."""
RANK = re.compile(r"P[0-5]")
"""How urgent an action is, where several share one: numbers of priorities do not come back."""
PROSE = 35
"""Mean characters of a timescale column's cells from which it is prose with dates in it, where few of them are dates alone."""
TURNS = 2
"""Times that a level's texts on average begin anew from which they are none."""


def is_ref(text: str) -> bool:
    """Whether the text is nothing but a printed number or code."""
    if len(text) > 10 or not text.strip():
        return False
    return REF.fullmatch(text.strip()) is not None or " " in text.strip() and TORN.fullmatch("".join(text.split())) is not None


def settle_columns(frame: Frame, strips: Sequence[Strip], meanings: Meanings) -> Frame:
    """The frame with its columns settled by what stands in them.

    A header over two cells parts into a number column and a text column; a priority column of High and Low is none,
    and no status; where no column is the action, the one that reads most like it is.
    """
    frame = as_wide_as_rows(frame, strips, meanings)
    frame = part_blank(part_unheaded(_part_numbers(frame, strips), strips), strips, meanings)
    cells = _by_column(frame, strips)
    columns = [_settled(column, [cell.text for cell in cells.get(index, [])], meanings) for index, column in enumerate(frame.columns)]
    columns = drop_assents(columns, cells, meanings)
    columns = rated(_one_of_each(_with_action(columns, cells, meanings), cells), cells, meanings)
    columns = part_steps(columns, cells, meanings)
    columns = raise_outcomes(before_action(columns, frame, cells, meanings), list(dict.fromkeys(frame.owner)), cells)
    columns = name_sections(columns, frame, strips, meanings)
    columns = tell_unknown(columns, list(dict.fromkeys(frame.owner)), cells, meanings)
    frame = replace(frame, columns=tuple(columns))
    return replace(frame, numbers=level_numbers(frame, strips, meanings))


def _by_column(frame: Frame, strips: Sequence[Strip]) -> dict[int, list[Cell]]:
    found: dict[int, list[Cell]] = {}
    order = list(dict.fromkeys(frame.owner))
    torn = len(order) < frame.width and 2 * sum(len(strip.cells) == len(order) for strip in strips) > len(strips)
    for strip in strips:
        whole = torn and len(strip.cells) == len(order)  # a cell a column, below a header that was torn
        for position in strip.filled:
            found.setdefault(order[position] if whole else frame.at(position), []).append(strip.cells[position])
        for position, colour in strip.shades:
            found.setdefault(frame.at(position), []).append(Cell((colour,)))
    return found


def _part_numbers(frame: Frame, strips: Sequence[Strip]) -> Frame:
    """Gives a column of its own to the printed numbers that stand under the first of several cells of a header, or under the last."""
    columns, owner = list(frame.columns), list(frame.owner)
    for index in range(len(columns)):
        positions = [position for position, column in enumerate(frame.owner) if column == index]
        numbered = _are_numbers(positions[0], strips)
        if numbered and len(positions) > 1 and "ref" not in columns[index].roles:
            columns.append(Column("", ("ref",)))
            owner[positions[0]] = len(columns) - 1
            if not columns[index].roles and not columns[index].header and _are_numbers(positions[1], strips):
                columns[index] = replace(columns[index], roles=("ref",))
        elif numbered and not columns[index].roles and index == 0:
            columns[index] = replace(columns[index], roles=("ref",))
        elif len(positions) > 1 and columns[index].roles != ("timescale",) and _numbers_after(positions[-1], strips, columns):
            columns.append(Column("", ("ref",)))
            owner[positions[-1]] = len(columns) - 1
    return Frame(tuple(columns), tuple(owner))


def _numbers_after(position: int, strips: Sequence[Strip], columns: Sequence[Column]) -> bool:
    return _are_numbers(position, strips) and not any("ref" in column.roles for column in columns)


def _are_numbers(position: int, strips: Sequence[Strip]) -> bool:
    texts = [strip.cells[position].text for strip in strips if len(strip.cells) > position and strip.cells[position]]
    numbers = sum(is_ref(text) or LETTER.fullmatch(text) is not None for text in texts)
    return numbers > 0 and numbers >= 0.8 * sum(is_ref(text) or not looks_stray(text) for text in texts)


def _settled(column: Column, texts: Sequence[str], meanings: Meanings) -> Column:
    texts = [text for text in texts if text][:60]
    if not texts:
        return column
    ranked = len(set(texts)) < len(texts) and all(map(RANK.fullmatch, texts))
    answered = all(meanings.content(text).get("yes", 0.0) or meanings.content(text).get("no", 0.0) for text in texts)
    if column.roles == ("priority",) and (ranked or answered or sum(map(is_rating, texts)) >= 0.6 * len(texts)):
        return replace(column, roles=())
    if column.roles == ("status",) and sum(is_rating(text) and text[0].isalpha() for text in texts) >= 0.6 * len(texts):
        return replace(column, roles=())
    if column.roles in (("priority",), ("action",)) and all(map(is_ref, texts)):
        return replace(column, roles=("ref",))
    dated = column.roles == ("status",) and 2 * sum(any(map(str.isdigit, text)) for text in texts) > len(texts)
    if (dated or column.roles in (("outcomes",), ("action",), ("outcomes", "timescale"))) and len(texts) >= 3:
        if most((meanings.content(text).get("timescale", 0.0) >= 0.8 for text in texts), 0.7, len(texts)):
            return replace(column, roles=("timescale",))
    if column.roles == ("timescale",) and len(texts) >= 2 and sum(map(len, texts)) > PROSE * len(texts):
        told = sum(meanings.content(text[:160]).get("timescale", 0.0) >= 0.5 for text in texts)
        return replace(column, roles=("outcomes", "timescale")) if told < 0.3 * len(texts) else column
    if column.roles == ("completed",) and sum(map(len, texts)) > WORDY * len(texts):
        dates = sum(meanings.content(text[:160]).get("timescale", 0.0) >= 0.5 for text in texts)
        return replace(column, roles=("update",)) if dates < 0.3 * len(texts) else column
    wordy = column.roles == ("ref",) and sum(len(text) > 25 for text in texts) >= 0.6 * len(texts)
    spent = column.roles == ("update",) and all(map(MONEY.fullmatch, texts))
    return replace(column, roles=()) if wordy or spent else column


def _with_action(columns: Sequence[Column], cells: Mapping[int, Sequence[Cell]], meanings: Meanings) -> list[Column]:
    """Exactly one action column: of several the last is it and the first their objective; of none the likeliest text."""
    settled = [_one_meaning(column, columns) for column in _with_issues(_without_present(columns, meanings))]
    actions = [index for index, column in enumerate(settled) if "action" in column.roles]
    for index in actions[1:]:
        said = meanings.header(settled[index].header)
        if said is not None and said.beside is not None and settled[actions[0]].roles == ("action",):
            free = not any(said.beside in column.roles for column in settled)
            settled[index] = replace(settled[index], roles=(said.beside,) if free else ())
    for index in [index for index in actions if not cells.get(index)] if any(cells.get(index) for index in actions) else []:
        settled[index] = replace(settled[index], roles=())
    actions = [index for index in actions if "action" in settled[index].roles]
    if len(actions) > 1:
        leads = [index for index in actions if reads_as(cells.get(index, ()), "lead", 0.6, meanings)]
        for index in leads[: len(actions) - 1]:
            settled[index] = replace(settled[index], roles=("lead",))
        actions = [index for index in actions if "action" in settled[index].roles]
    if len(actions) > 1:
        best = max(actions, key=lambda index: (_filled(cells, index), -index)) if len(actions) > 2 else _of_two(actions, settled)
        for index in actions:
            if index != best:
                settled[index] = replace(settled[index], roles=_level_of(index, best, settled, cells))
    elif len(actions) == 1:
        (only,) = actions
        if reads_as(cells.get(only, ()), "lead", 0.7, meanings):
            other = _likeliest(settled, cells, meanings, ("objective", "outcomes", None))
            if other is not None:
                settled[only], settled[other] = replace(settled[only], roles=("lead",)), replace(settled[other], roles=("action",))
    else:
        other = _likeliest(settled, cells, meanings, (None, "update"))
        other = _first_of_all(settled, cells) if other is None else other
        other = _likeliest(settled, cells, meanings, ("objective", "priority", "outcomes")) if other is None else other
        if other is not None:
            settled[other] = replace(settled[other], roles=("action",))
    return settled


def _level_of(index: int, best: int, columns: Sequence[Column], cells: Mapping[int, Sequence[Cell]]) -> tuple[Role, ...]:
    """The level that another column of actions left of the chosen one is: the objective, else a priority that heads several of these."""
    objective = next((at for at, column in enumerate(columns) if "objective" in column.roles), None)
    if index > best or objective is None:
        return () if index > best else ("objective",)
    higher = index < objective < best and not any("priority" in column.roles for column in columns)
    return ("priority",) if higher and _filled(cells, index) < _filled(cells, objective) else ()


def _without_present(columns: Sequence[Column], meanings: Meanings) -> list[Column]:
    """The columns, those that say left of the actions what is done as it is without a role."""
    last = max((index for index, column in enumerate(columns) if "action" in column.roles), default=0)
    told = [(column, meanings.header(column.header) if "action" in column.roles else None) for column in columns[:last]]
    return [*(replace(column, roles=()) if said is not None and said.already else column for column, said in told), *columns[last:]]


def _with_issues(columns: Sequence[Column]) -> list[Column]:
    """The columns, those of both ("Comments / issues") as one: of progress right of the actions, left of them a level."""
    first = next((index for index, column in enumerate(columns) if "action" in column.roles), len(columns))
    settled = [*columns]
    for index, column in enumerate(columns):
        levels = tuple(role for role in column.roles if role in ("priority", "objective"))
        if levels and {*column.roles} == {"update", *levels}:
            settled[index] = replace(column, roles=("update",) if index > first else levels)
    return settled


def _of_two(actions: Sequence[int], columns: Sequence[Column]) -> int:
    """Of two columns of actions the last, unless who and when stand between them: what is told behind these is more about it."""
    first, last = actions
    between = {role for column in columns[first + 1 : last] for role in column.roles}
    return first if {"lead", "timescale"} <= between else last


def _one_meaning(column: Column, columns: Sequence[Column]) -> Column:
    """A header such as "Priorities and actions" names the action, where no other is it or another is the objective: it has one text."""
    others = {role for each in columns if each is not column for role in each.roles}
    other = any("objective" in each.roles and "action" not in each.roles for each in columns)
    several = "action" in column.roles and {"priority", "objective"} & set(column.roles) and "action" not in others
    return replace(column, roles=("action",)) if several or set(column.roles) == {"action", "objective"} and other else column


def _first_of_all(columns: Sequence[Column], cells: Mapping[int, Sequence[Cell]]) -> int | None:
    """The first column but for numbers and levels, where it has words in every row and no role: what a row is about stands first."""
    told = [index for index, column in enumerate(columns) if column.roles not in (("ref",), ("priority",), ("objective",))]
    first = told[0] if told else None
    if first is None or columns[first].roles or any("objective" in column.roles for column in columns):
        return None
    texts = [cell.text for cell in cells.get(first, ())]
    return first if texts and len(texts) >= max(map(len, cells.values())) and sum(map(len, texts)) >= WORDY * len(texts) else None


def _likeliest(
    columns: Sequence[Column], cells: Mapping[int, Sequence[Cell]], meanings: Meanings, among: Sequence[Role | None]
) -> int | None:
    for role in among:
        found = [index for index, column in enumerate(columns) if (column.roles == () if role is None else role in column.roles)]
        found = [index for index in found if cells.get(index) and sum(len(cell.text) for cell in cells[index]) >= WORDY * len(cells[index])]
        if role in (None, "update", "priority"):
            found = [index for index in found if reads_as(_unnumbered(cells[index]), "action", 0.5, meanings)]
        if role == "priority":  # one that heads several rows is a level
            found = [index for index in found if _filled(cells, index) == max(map(len, cells.values()))]
        if len(found) == 1:
            return found[0]
        if found:
            return max(found, key=lambda index: (_filled(cells, index), mean(cells[index], "action", meanings)))
    return None


def _unnumbered(cells: Sequence[Cell]) -> list[Cell]:
    """The first paragraphs of the cells without a number that stands before their words: "1. Mend the gate"."""
    firsts = (cell.paragraphs[0] for cell in cells if cell)
    return [Cell((replace(first, text=NUMBER.sub("", first.text)),)) for first in firsts]


def _filled(cells: Mapping[int, Sequence[Cell]], index: int) -> int:
    return len(cells.get(index, ()))


def _one_of_each(columns: Sequence[Column], cells: Mapping[int, Sequence[Cell]]) -> list[Column]:
    """One priority and one objective level: of two columns of a level that holds one, the left is the higher."""
    settled = [_one_level(column, columns) for column in columns]
    for role, other in (("priority", "objective"), ("objective", "priority")):
        found = [index for index, column in enumerate(settled) if role in column.roles]
        if len(found) > 1:
            keep = found[-1] if role == "objective" else found[0]
            spare = next(index for index in found if index != keep)
            free = not any(other in column.roles for column in settled) and not (spare > keep and _takes_turns(cells.get(spare, ())))
            settled[spare] = replace(settled[spare], roles=(other,) if free else ())  # type: ignore[arg-type]
    return settled


def _takes_turns(cells: Sequence[Cell]) -> bool:
    """Whether most of a column's texts come back after another: they sort the rows, and head none."""
    begun = [text for text, _ in groupby(cell.text for cell in cells if cell)]
    return len(begun) >= TURNS * len(set(begun)) > 0


def _one_level(column: Column, columns: Sequence[Column]) -> Column:
    """A header such as "Priority/Aim" names one level: the higher where another column is the objective, else the second."""
    if {"priority", "objective"} <= set(column.roles):
        other = any("objective" in each.roles for each in columns if each is not column)
        return replace(column, roles=("priority",) if other else ("objective",))
    return column
