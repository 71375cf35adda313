"""Cells to columns: which cell of a table's line belongs to which column, also where cells have shifted."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from extract.headers import MOST_CELLS, Frame
from model import Cell, Column, Meanings, Paragraph, Role, Strip

REF = re.compile(r"(?:[A-Za-z]{1,4}[ .:/-]?)?\d{1,3}(?:[.-]\d{1,3})*[a-z]?[.):]?|[A-Z]{1,3}|[ivx]{1,4}[.)]|[a-z][.)]")
"""A printed number: 1.1, A3, CC-04, 12., iv)."""
PROSE = 35
"""Mean characters of a timescale column's cells from which it is prose with dates in it, where few of them are dates alone."""
CROWDED = 0.9
"""What a second cell in one column costs a reading of a line."""
SHIFT_GAIN = 1.2
"""How much better a shifted reading of a line must be than the printed one."""


def is_ref(text: str) -> bool:
    """Whether the text is nothing but a printed number or code."""
    return len(text) <= 10 and REF.fullmatch(text.strip()) is not None


@dataclass(frozen=True, slots=True)
class Placed:
    """A table's line with its cells under their columns; `shifted` where they were printed elsewhere."""

    cells: Mapping[int, Cell]
    shifted: bool = False


def settle_columns(frame: Frame, strips: Sequence[Strip], meanings: Meanings) -> Frame:
    """The frame with its columns settled by what stands in them.

    A header over two cells parts into a number column and a text column; a priority column of High and Low is none; where no
    column is the action, the one that reads most like it is.
    """
    frame = _part_numbers(frame, strips)
    cells = _by_column(frame, strips)
    columns = [_settled(column, [cell.text for cell in cells.get(index, [])], meanings) for index, column in enumerate(frame.columns)]
    columns = _rated(_one_of_each(_with_action(columns, cells, meanings), cells, meanings), cells, meanings)
    frame = replace(frame, columns=tuple(columns))
    return replace(frame, numbers=_level_numbers(frame, strips))


def _level_numbers(frame: Frame, strips: Sequence[Strip]) -> tuple[tuple[int, str], ...]:
    """The number column right before a level's column numbers that level, unless it goes on counting where the level stands still."""
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
        if frame.columns[left].roles == ("ref",) and role is not None and not _counts_on(frame, strips, left, right):
            found.append((left, role))
    return tuple(found)


def _counts_on(frame: Frame, strips: Sequence[Strip], number: int, level: int) -> bool:
    """Whether numbers go on in lines that leave the level blank or print it again."""
    on = lines = 0
    said = ""
    for strip in strips:
        texts = {frame.at(position): strip.cells[position].text for position in strip.filled}
        if texts.get(number):
            lines += 1
            on += not texts.get(level) or texts[level] == said
        said = texts.get(level) or said
    return on > 0.15 * lines


def _by_column(frame: Frame, strips: Sequence[Strip]) -> dict[int, list[Cell]]:
    found: dict[int, list[Cell]] = {}
    for strip in strips:
        for position in strip.filled:
            found.setdefault(frame.at(position), []).append(strip.cells[position])
        for position, colour in strip.shades:
            found.setdefault(frame.at(position), []).append(Cell((colour,)))
    return found


def _part_numbers(frame: Frame, strips: Sequence[Strip]) -> Frame:
    """Gives a column of its own to the printed numbers that stand under the first of several cells of a header."""
    columns, owner = list(frame.columns), list(frame.owner)
    for index in range(len(columns)):
        positions = [position for position, column in enumerate(frame.owner) if column == index]
        texts = [strip.cells[positions[0]].text for strip in strips if len(strip.cells) > positions[0] and strip.cells[positions[0]]]
        numbered = bool(texts) and sum(map(is_ref, texts)) >= 0.8 * len(texts)
        if numbered and len(positions) > 1 and "ref" not in columns[index].roles:
            columns.append(Column("", ("ref",)))
            owner[positions[0]] = len(columns) - 1
        elif numbered and not columns[index].roles and index == 0:
            columns[index] = replace(columns[index], roles=("ref",))
    return Frame(tuple(columns), tuple(owner))


def _settled(column: Column, texts: Sequence[str], meanings: Meanings) -> Column:
    texts = [text for text in texts if text][:60]
    if not texts:
        return column
    if column.roles == ("priority",) and sum(map(_is_rating, texts)) >= 0.6 * len(texts):
        return replace(column, roles=())
    if column.roles == ("priority",) and all(map(is_ref, texts)):
        return replace(column, roles=("ref",))
    if column.roles in (("outcomes",), ("action",)) and len(texts) >= 3:
        dates = sum(meanings.content(text).get("timescale", 0.0) >= 0.8 for text in texts)
        if dates >= 0.7 * len(texts):
            return replace(column, roles=("timescale",))
    if column.roles == ("timescale",) and len(texts) >= 3 and sum(map(len, texts)) > PROSE * len(texts):
        told = sum(meanings.content(text[:160]).get("timescale", 0.0) >= 0.5 for text in texts)
        return replace(column, roles=("outcomes", "timescale")) if told < 0.3 * len(texts) else column
    if column.roles == ("ref",) and sum(len(text) > 25 for text in texts) >= 0.6 * len(texts):
        return replace(column, roles=())
    return column


def _is_rating(text: str) -> bool:
    """High, medium or low, or a number for it: how urgent an action is, not what it belongs to."""
    return re.fullmatch(r"(?:very )?(?:high|medium|med|low|h|m|l|h/m|m/h|m/l|l/m|[1-5])", text.strip().casefold()) is not None


def _with_action(columns: Sequence[Column], cells: Mapping[int, Sequence[Cell]], meanings: Meanings) -> list[Column]:
    """Exactly one action column: of several the last is it and the first their objective; of none the likeliest text."""
    settled = list(columns)
    actions = [index for index, column in enumerate(settled) if "action" in column.roles]
    if len(actions) > 1:
        leads = [index for index in actions if _mean(cells.get(index, ()), "lead", meanings) >= 0.6]
        for index in leads[: len(actions) - 1]:
            settled[index] = replace(settled[index], roles=("lead",))
        actions = [index for index in actions if "action" in settled[index].roles]
    if len(actions) > 1:
        best = max(actions, key=lambda index: (_filled(cells, index), -index)) if len(actions) > 2 else actions[-1]
        taken = any("objective" in column.roles for column in settled)
        for index in actions:
            if index != best:
                settled[index] = replace(settled[index], roles=() if taken or index > best else ("objective",))
                taken = True
    elif len(actions) == 1:
        (only,) = actions
        if _mean(cells.get(only, ()), "lead", meanings) >= 0.7:
            other = _likeliest(settled, cells, meanings, ("objective", "outcomes", None))
            if other is not None:
                settled[only], settled[other] = replace(settled[only], roles=("lead",)), replace(settled[other], roles=("action",))
    else:
        other = _likeliest(settled, cells, meanings, (None, "objective", "outcomes"))
        if other is not None:
            settled[other] = replace(settled[other], roles=("action",))
    return settled


def _likeliest(
    columns: Sequence[Column], cells: Mapping[int, Sequence[Cell]], meanings: Meanings, among: Sequence[Role | None]
) -> int | None:
    for role in among:
        found = [index for index, column in enumerate(columns) if (column.roles == () if role is None else role in column.roles)]
        found = [index for index in found if cells.get(index) and sum(len(cell.text) for cell in cells[index]) >= 15 * len(cells[index])]
        if role is None:
            found = [index for index in found if _mean(cells[index], "action", meanings) >= 0.5]
        if found:
            return max(found, key=lambda index: (_filled(cells, index), _mean(cells[index], "action", meanings)))
    return None


def _filled(cells: Mapping[int, Sequence[Cell]], index: int) -> int:
    return len(cells.get(index, ()))


def _mean(cells: Sequence[Cell], role: str, meanings: Meanings) -> float:
    texts = [cell.paragraphs[0].text for cell in cells if cell][:40]
    return sum(meanings.content(text).get(role, 0.0) for text in texts) / len(texts) if texts else 0.0


def _one_of_each(columns: Sequence[Column], cells: Mapping[int, Sequence[Cell]], meanings: Meanings) -> list[Column]:
    """One priority and one objective level: of two columns of a level that holds one, the left is the higher."""
    settled = [_one_level(column, columns) for column in columns]
    for role, other in (("priority", "objective"), ("objective", "priority")):
        found = [index for index, column in enumerate(settled) if role in column.roles]
        if len(found) > 1:
            free = not any(other in column.roles for column in settled)
            keep = found[-1] if role == "objective" else found[0]
            spare = next(index for index in found if index != keep)
            settled[spare] = replace(settled[spare], roles=(other,) if free else ())  # type: ignore[arg-type]
    return settled


def _one_level(column: Column, columns: Sequence[Column]) -> Column:
    """A header such as "Priority/Aim" names one level: the higher where another column is the objective, else the second."""
    if {"priority", "objective"} <= set(column.roles):
        other = any("objective" in each.roles for each in columns if each is not column)
        return replace(column, roles=("priority",) if other else ("objective",))
    return column


def _rated(columns: Sequence[Column], cells: Mapping[int, Sequence[Cell]], meanings: Meanings) -> list[Column]:
    """A status column that says nothing but colours is one of ratings, where there is no other."""
    settled = list(columns)
    for index, column in enumerate(settled):
        texts = [cell.text for cell in cells.get(index, ()) if cell]
        coloured = bool(texts) and all(" " not in text and meanings.content(text).get("rag", 0.0) >= 1.0 for text in texts)
        if column.roles == ("status",) and coloured and not any("rag" in other.roles for other in settled):
            settled[index] = replace(column, roles=("rag",))
    return settled


def place_cells(strip: Strip, frame: Frame, meanings: Meanings) -> Placed:
    """The line's cells under their columns: where they stand, unless what they hold says plainly that they have shifted."""
    texts = tuple(cell.text for cell in strip.cells)
    order = list(dict.fromkeys(frame.owner))
    whole = len(strip.cells) == len(order) < frame.width
    printed = {position: order[position] if whole else frame.at(position) for position in strip.filled}
    beyond = any(position >= frame.width for position in strip.filled)
    best = _best_places(texts, frame, meanings)
    gain = _worth(texts, best, frame, meanings) - _worth(texts, printed, frame, meanings)
    chosen, shifted = (best, True) if gain > SHIFT_GAIN else (printed, beyond)
    gathered: dict[int, list[Paragraph]] = {}
    for position, column in chosen.items():
        gathered.setdefault(column, []).extend(strip.cells[position].paragraphs)
    return Placed({column: Cell(tuple(paragraphs)) for column, paragraphs in gathered.items()}, shifted or _in_bullet_column(strip, frame))


def _in_bullet_column(strip: Strip, frame: Frame) -> bool:
    """Whether a header over several cells holds its text in a later one: a column of bullet marks parted the cells."""
    for index, column in enumerate(frame.columns):
        positions = [position for position, owner in enumerate(frame.owner) if owner == index]
        if len(positions) > 1 and column.roles == ("outcomes",):
            return not (len(strip.cells) > positions[0] and strip.cells[positions[0]]) and any(
                position in positions for position in strip.filled
            )
    return False


def _fit(text: str, column: Column, meanings: Meanings) -> float:
    """How well a cell's text suits a column, about -1.5 to 1.5."""
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
        return 1.0 if is_ref(text) else -1.5
    if "rag" in column.roles:
        return 2.0 * content.get("rag", 0.0) - 0.7
    against = (0.5 if is_update(column) else 1.4 if column.roles else 0.1) * content.get("timescale", 0.0) + (0.5 if is_ref(text) else 0.0)
    if column.roles and column.roles[0] in ("action", "objective", "outcomes"):
        against += 0.8 * max(0.0, content.get("lead", 0.0) - 0.5)
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
    moved = sum(0.3 for position, column in places.items() if frame.at(position) != column)
    return total - moved - CROWDED * (len(places) - len(set(places.values())))


def _best_places(texts: Sequence[str], frame: Frame, meanings: Meanings) -> dict[int, int]:
    """The left-to-right placing of the filled cells that suits their columns best."""
    order = list(dict.fromkeys(frame.owner))
    filled = [position for position, text in enumerate(texts) if text]
    if len(filled) > MOST_CELLS:  # no row of a plan: its cells stay where they are, at no cost
        return {position: frame.at(position) for position in filled}
    fits = {(position, column): _fit(texts[position], frame.columns[column], meanings) for position in filled for column in order}

    @cache
    def best(cell: int, column: int) -> tuple[float, tuple[int, ...]]:
        if cell == len(filled):
            return 0.0, ()
        options = []
        position = filled[cell]
        for next_column in range(column, len(order)):
            column_at = order[next_column]
            worth = fits[position, column_at] - 0.3 * (frame.at(position) != column_at) - CROWDED * bool(cell and next_column == column)
            options.append((worth + best(cell + 1, next_column)[0], (column_at, *best(cell + 1, next_column)[1])))
        return max(options, key=lambda option: option[0])

    return dict(zip(filled, best(0, 0)[1], strict=True))
