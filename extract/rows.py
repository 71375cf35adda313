"""Strips to rows: what is a header, a banner, a heading, a row, and the rest of a row that a page break cut.

The strips of every stage pass through here, so that a plan reads alike whether it came as tabs, pipes or bare paragraphs.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from extract.blank_forms import is_blank
from extract.columns import is_ref
from extract.continuation import Above, Count, Habits, carries_on, habits, is_cut_name, is_cut_time
from extract.flow import flow, join_cells, looks_stray
from extract.headers import Frame
from extract.levels import LONGEST_WORD, Levels, level_of
from extract.placing import place_cells
from extract.tables import blocks, ruled
from extract.totals import sums_up
from model import Cell, Column, Level, Meanings, Paragraph, Place, Row, Stray, Strip

LABELLED = re.compile(r"[A-Za-z][\w ]{2,30}?\s?\w{1,4}\s?[:.–—-]")
"""How a level may begin that says what it is, and which."""
RECENT = 500
"""Rows above another header whose habits are the next rows' too."""


@dataclass(slots=True)
class DraftRow:
    """A row while its rest may still come."""

    columns: tuple[Column, ...]
    cells: dict[int, Cell]
    places: list[Place]
    priority: int | None
    objective: int | None
    score: float = 1.0
    flags: set[str] = field(default_factory=set)
    lent: tuple[Column, Cell] | None = None
    """What a line above its table says of every row."""
    open: bool = False
    """Whether nothing closed its cells at the foot of its page."""

    def text(self, role: str) -> str:
        """The words under a role, on one line."""
        return " ".join(cell.text for index, cell in self.cells.items() if role in self.columns[index].roles)


@dataclass(slots=True)
class DraftPart:
    """One plan while it is read."""

    stage: str
    rows: list[DraftRow] = field(default_factory=list)
    levels: Levels = field(default_factory=Levels)
    heading: list[Paragraph] = field(default_factory=list)
    glossary: list[tuple[str, ...]] = field(default_factory=list)
    legend: list[Paragraph] = field(default_factory=list)
    strays: list[Stray] = field(default_factory=list)
    columns: list[Column] = field(default_factory=list)
    tables: int = 0
    split_objectives: set[int] = field(default_factory=set)
    count: Count = field(default_factory=lambda: Count(()))
    counted: int = 0
    """Rows that the count has seen, or that stand too far above."""


def add_line(part: DraftPart, strip: Strip, frame: Frame, meanings: Meanings, reopened: bool) -> Sequence[DraftRow]:
    """Takes a table's line into the part, as the rest of the row above, or as a row of its own below its levels, which is given back.

    `reopened` says that the header was printed again since the line above.
    """
    if sums_up(strip, meanings):
        part.strays.append(Stray(strip.text, strip.place, "total", furniture=True))
        return ()
    placed = place_cells(strip, frame, meanings, part.stage == ruled.STAGE)
    cells = dict(placed.cells)
    _drop_marks(part, cells, frame)
    before = part.rows[-1] if part.rows else None
    if before is not None and not strip.merged and before.columns == frame.columns:
        turned = strip.place.page != before.places[-1].page
        new_page = reopened or turned
        broken, labelled = new_page or strip.gap > 0, part.stage == blocks.STAGE
        seen = Above(before.cells, _habits(part, frame.columns), new_page, turned, broken, before.open, labelled)
        if carries_on(seen, cells, frame.columns, meanings):
            _continue_row(part, before, cells, strip, meanings)
            _fill_shades(before, strip, frame)
            return ()
    opened = _open_levels(part, cells, frame, strip, meanings)
    cells = {index: cell for index, cell in cells.items() if not {"priority", "objective"} & set(frame.columns[index].roles)}
    refs = dict(frame.numbers)
    cells = {index: cell for index, cell in cells.items() if index not in refs}
    if not cells and not opened:
        return ()
    row = DraftRow(frame.columns, cells, [strip.place], part.levels.priority, part.levels.objective, open=strip.open)
    if placed.shifted:
        row.flags.add("cell_shifted")
    _fill_merged(row, before, strip, frame)
    _fill_shades(row, strip, frame)
    part.rows.append(row)
    return (row,)


def ends_with_row(part: DraftPart) -> bool:
    """Whether no line that belongs to no cell stands below the last row."""
    last = part.rows[-1].places[-1]
    end = last.line_end or last.line
    return end is None or not any(stray.why == "stray_text" and (stray.place.line or 0) > end for stray in part.strays[-1:])


def _habits(part: DraftPart, columns: tuple[Column, ...]) -> Habits:
    """The habits of the rows so far; below a header that is a new one, of the last of them."""
    if part.count.columns != columns:
        part.count, part.counted = Count(columns), max(0, len(part.rows) - RECENT)
    for row in part.rows[part.counted : -1]:
        part.count.take(row.cells)
    part.counted = len(part.rows) - 1
    return habits(part.count, part.rows[-1].cells)


def _fill_shades(row: DraftRow, strip: Strip, frame: Frame) -> None:
    """A cell of ratings that says nothing but by its colour holds the colour's name."""
    for position, colour in strip.shades:
        index = frame.at(position)
        if index not in row.cells and not {"priority", "objective"} & set(row.columns[index].roles):
            row.cells[index] = Cell((colour,))
            row.flags.add("rag_from_fill")


def _fill_merged(row: DraftRow, before: DraftRow | None, strip: Strip, frame: Frame) -> None:
    """Cells that the file itself says are merged down hold what the cell above holds; levels and actions are carried by their own rules."""
    if before is None or before.columns != row.columns:
        return
    for position in strip.merged:
        index = frame.at(position)
        if index in before.cells and not {"priority", "objective", "action", "ref"} & set(row.columns[index].roles):
            row.cells.setdefault(index, before.cells[index])


def _drop_marks(part: DraftPart, cells: dict[int, Cell], frame: Frame) -> None:
    """A printer's mark in a column of levels is no heading: it goes to the strays."""
    for index, cell in list(cells.items()):
        if (
            {"priority", "objective"} & set(frame.columns[index].roles)
            and looks_stray(cell.text)
            and cell.text[0].isupper()
            and not is_ref(cell.text)
            and part.rows
        ):
            part.strays.append(Stray(cell.text, cell.paragraphs[0].place, "stray_text", furniture=False))
            del cells[index]


def _continue_row(part: DraftPart, row: DraftRow, cells: Mapping[int, Cell], strip: Strip, meanings: Meanings) -> None:
    for index, cell in cells.items():
        roles = row.columns[index].roles
        if "priority" in roles:
            part.levels.extend_priority(cell)
        elif "objective" in roles:
            part.levels.extend_objective(cell)
        else:
            held = row.cells.get(index, Cell())
            named, timed = "lead" in roles and is_cut_name(held, cell, meanings), "timescale" in roles and is_cut_time(held, cell, meanings)
            row.cells[index] = join_cells(held, cell, named or timed)
    row.places.append(strip.place)
    row.open = strip.open
    row.flags.add("row_continues_over_page")


def run_into_header(part: DraftPart, rest: Mapping[int, Cell], strip: Strip, meanings: Meanings) -> None:
    """The foot of the last row's cells, found inside a repeated header."""
    if part.rows and rest:
        _continue_row(part, part.rows[-1], rest, strip, meanings)
        part.rows[-1].flags.add("header_contaminated")


def _open_levels(part: DraftPart, cells: Mapping[int, Cell], frame: Frame, strip: Strip, meanings: Meanings) -> bool:
    """Opens or continues the levels that the line prints; True where it opened one."""
    levels, opened = part.levels, False
    refs = {role: cells[index].text for index, role in frame.numbers if index in cells}
    for role in ("priority", "objective"):
        index = next((index for index, column in enumerate(frame.columns) if role in column.roles and index in cells), None)
        if index is None:
            continue
        ref, cell = (refs[role], cells[index]) if role in refs else _without_word(part, cells[index], meanings)
        if role == "priority":
            opened |= _open_priority(part, cell, strip, ref, meanings)
        elif levels.objective is not None and ref is None and _goes_on(part, levels.objectives[levels.objective].text, cell.text):
            levels.extend_objective(cell)
            part.split_objectives.add(levels.objective)
        else:
            levels.open_objective(_unlabelled(part, level_of(cell, strip.place, ref), meanings))
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
    """The number of a level that its cell prints with the level's word on a line of its own ("Priority 2"), and the cell without them."""
    label, rest = cell.paragraphs[0], Cell(cell.paragraphs[1:])
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


def finish_last_cell(part: DraftPart, strip: Strip) -> None:
    """The rest of the last row's last cell, printed beside the table."""
    row, first = part.rows[-1], strip.cells[0].paragraphs[0]
    last = max(row.cells)
    before = row.cells[last].paragraphs
    row.cells[last] = Cell((*before[:-1], replace(before[-1], text=f"{before[-1].text} {first.text}"), *strip.cells[0].paragraphs[1:]))
    row.places.append(strip.place)


def freeze_rows(part: DraftPart) -> tuple[Row, ...]:
    """The rows as they stand at the end, each with its levels whole, actions carried down where a spanned cell left them out.

    A line that comes to no action is no row: its words go to the strays.
    """
    rows = []
    above: DraftRow | None = None
    for draft in part.rows:
        cells = dict(draft.cells)
        if not draft.text("action"):
            _fill_action(draft, above, cells, part)
        if any("action" in column.roles for column in draft.columns) and not _has_action(draft.columns, cells):
            part.strays += [Stray(cell.text, Place.whole(draft.places), "stray_text", furniture=False) for cell in cells.values() if cell]
            continue
        if draft.objective in part.split_objectives:
            draft.flags.add("objective_split_over_rows")
        draft.cells, columns = cells, draft.columns
        if draft.lent is not None:
            cells, columns = cells | {len(columns): draft.lent[1]}, (*columns, draft.lent[0])
        rows.append(
            Row(
                tuple((columns[index], cells[index]) for index in sorted(cells)),
                Place.whole(draft.places),
                part.stage,
                draft.score,
                part.levels.priorities[draft.priority] if draft.priority is not None else None,
                part.levels.objectives[draft.objective] if draft.objective is not None else None,
                tuple(sorted(draft.flags)),
            )
        )
        above = draft
    return tuple(rows)


def _has_action(columns: Sequence[Column], cells: Mapping[int, Cell]) -> bool:
    actions = [cell for index, cell in cells.items() if cell and "action" in columns[index].roles]
    return bool(actions) and not is_blank(actions[0], cells.values())


def _fill_action(draft: DraftRow, above: DraftRow | None, cells: dict[int, Cell], part: DraftPart) -> None:
    """An empty action cell takes the action above within the same objective, else the objective itself."""
    index = next((index for index, column in enumerate(draft.columns) if "action" in column.roles), None)
    if index is None:
        return
    if above is not None and above.text("action") and (above.priority, above.objective) == (draft.priority, draft.objective):
        action = next(index for index, column in enumerate(above.columns) if "action" in column.roles)
        cells[index] = above.cells[action]
        draft.flags.add("action_carried_down")
    elif draft.objective is not None:
        level = part.levels.objectives[draft.objective]
        cells[index] = Cell((Paragraph(level.text, level.place),))
        draft.flags.add("action_from_objective")
