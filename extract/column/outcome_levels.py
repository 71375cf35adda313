"""Outcomes left of the action: what it is for, and its objective; what shows that it worked stands right of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from model import Cell, Column

SPANNING = 0.5
"""Outcomes to an action up to which they stand over several."""


def raise_outcomes(columns: Sequence[Column], order: Sequence[int], cells: Mapping[int, Sequence[Cell]]) -> list[Column]:
    """The columns with the outcomes left of the action as its objective, where others stand right of it and no column is one.

    Without others they are it where each stands over several actions.
    `order` are the columns' positions as printed, from left to right.
    """
    action = next((place for place, index in enumerate(order) if "action" in columns[index].roles), None)
    if action is None or any("objective" in column.roles for column in columns):
        return [*columns]
    outcomes = [place for place, index in enumerate(order) if columns[index].roles == ("outcomes",)]
    left = [place for place in outcomes if place < action]
    if len(left) != 1:
        return [*columns]
    raised = order[left[0]]
    spans = 0 < len(cells.get(raised, ())) <= SPANNING * len(cells.get(order[action], ()))
    if len(outcomes) == 1 and not spans:
        return [*columns]
    return [replace(column, roles=("objective",)) if index == raised else column for index, column in enumerate(columns)]
