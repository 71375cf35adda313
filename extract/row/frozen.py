"""Drafts to rows: each with its levels whole and its action filled in, and what comes to no action put aside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from extract.drafts import DraftPart, DraftRow
from extract.row.blank_forms import is_blank
from model import Cell, Column, Paragraph, Place, Row, Stray


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
        if above is None or above.objective != draft.objective:
            cells = cells | _explanation(draft, part)
        for column, cell in draft.lent.items():
            cells, columns = cells | {len(columns): cell}, (*columns, column)
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


def _explanation(draft: DraftRow, part: DraftPart) -> dict[int, Cell]:
    """What the cell of a row's objective says behind its name, in the objective's column: it is no part of the name, and is not lost."""
    said = part.levels.objectives[draft.objective] if draft.objective is not None else None
    index = next((index for index, column in enumerate(draft.columns) if "objective" in column.roles), None)
    if said is None or said.description is None or index is None:
        return {}
    return {index: Cell(tuple(Paragraph(line, said.described) for line in said.description.split("\n")))}


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
