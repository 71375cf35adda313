"""Whose the printed numbers beside a column of priorities or objectives are: the level's, or the actions'."""

from __future__ import annotations

from collections.abc import Sequence

from extract.headers import Frame
from extract.markup import squeezed
from model import Meanings, Strip

NUMBERED = 0.8
"""Share of the lines, the rests of cut rows among them, that must have a number for each row to have one."""
LONGEST = 6
"""Figures of a number that counts rows."""
LONGEST_PRINTED = 10
"""Characters of a printed number."""
COUNTER = "#"
"""The header of a column that counts the rows."""


def level_numbers(frame: Frame, strips: Sequence[Strip], meanings: Meanings) -> tuple[tuple[int, str], ...]:
    """The number column right before a level's column numbers that level, unless it goes on counting where the level stands still.

    Where every line has a number it numbers the actions, unless its header names the level ("Objective no").
    """
    order = list(dict.fromkeys(frame.owner))
    found = []
    for left, right in zip(order, order[1:], strict=False):
        role = next(
            (
                role
                for role in ("priority", "objective")
                if role in frame.columns[right].roles and "action" not in frame.columns[right].roles
            ),
            None,
        )
        if frame.columns[left].roles != ("ref",) or role is None or _counts_on(frame, strips, left, right):
            continue
        if not _names_action(frame, left, right) and not _numbers_lines(frame, strips, left, role, meanings):
            found.append((left, role))
    return tuple(found)


def _names_action(frame: Frame, number: int, level: int) -> bool:
    """Whether a number's header says that it is the row's, or the action's in the action's own word: "Measure No." beside "Measure"."""
    if frame.columns[number].header == COUNTER:
        return True
    own, beside = squeezed(frame.columns[number].header), squeezed(frame.columns[level].header)
    actions = [squeezed(column.header) for column in frame.columns if "action" in column.roles]
    return any(action and action in own and action != beside for action in actions)


def _counts_on(frame: Frame, strips: Sequence[Strip], number: int, level: int) -> bool:
    """Whether numbers go on in lines that leave the level blank or print it again, and where a level comes back it has another number."""
    on = lines = 0
    said = ""
    numbers: dict[str, set[str]] = {}
    held = [{frame.at(position): strip.cells[position].text for position in strip.filled} for strip in strips]
    short = any(0 < len(texts.get(number, "")) <= LONGEST_PRINTED for texts in held)
    for texts in held:
        if " " in texts.get(number, "") and texts[number].replace(" ", "").isalpha():
            continue  # words are the rest of a row that has shifted
        if texts.get(number) and (not short or len(texts[number]) <= LONGEST_PRINTED):  # a long one among short is a mark of the paper
            lines += 1
            on += not texts.get(level) or texts[level] == said
            numbers.setdefault(texts.get(level, ""), set()).add(texts[number])
        said = texts.get(level) or said
    return on > 0.15 * lines or len(numbers) < lines == sum(map(len, numbers.values()))


def _numbers_lines(frame: Frame, strips: Sequence[Strip], number: int, role: str, meanings: Meanings) -> bool:
    """Whether every line below an objective's column has a number of its own, and the header does not say that it is the objective's.

    Numbers that begin anew, as below each audit of several, are the lines' own where each line has an objective of its own too.
    """
    texts = [strip.cells[position].text for strip in strips for position in strip.filled if frame.at(position) == number]
    named = meanings.header(" ".join(frame.columns[number].header.split()[:-1]))
    if role != "objective" or len(texts) < NUMBERED * len(strips) or named is not None and role in named.roles:
        return False
    levels = {
        strip.cells[position].text for strip in strips for position in strip.filled if role in frame.columns[frame.at(position)].roles
    }
    return len(set(texts)) == len(strips) or len(levels) >= len(texts) and texts.count(texts[0]) > 1 and _climb(texts)


def _is_count(number: str) -> bool:
    """Whether a number is one of plain figures, and no longer than rows are counted: "②" is none."""
    return number.isdecimal() and len(number) <= LONGEST


def _climb(numbers: Sequence[str]) -> bool:
    """Whether numbers count up, and begin anew with the first of all wherever they do not."""
    steps = zip(numbers, numbers[1:], strict=False)
    return all(below == numbers[0] or _is_count(above) and _is_count(below) and int(below) == int(above) + 1 for above, below in steps)
