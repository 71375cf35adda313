"""Two columns of outcomes: what an action is for stands left of it and is its objective, what shows that it worked stands right of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from model import Column


def raise_outcomes(columns: Sequence[Column], order: Sequence[int]) -> list[Column]:
    """The columns with the outcomes left of the action as its objective, where others stand right of it and no column is one.

    `order` are the columns' positions as printed, from left to right.
    """
    action = next((place for place, index in enumerate(order) if "action" in columns[index].roles), None)
    if action is None or any("objective" in column.roles for column in columns):
        return [*columns]
    outcomes = [place for place, index in enumerate(order) if columns[index].roles == ("outcomes",)]
    left = [place for place in outcomes if place < action]
    if len(left) != 1 or len(left) == len(outcomes):
        return [*columns]
    raised = order[left[0]]
    return [replace(column, roles=("objective",)) if index == raised else column for index, column in enumerate(columns)]
