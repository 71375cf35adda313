"""Steps beside an action that spans them: a text of its own in each line is what is to be done, what stands over several is what for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from extract.column.likely import reads_as
from model import Cell, Column, Meanings

SPANNED = 0.6
"""Share of the lines that hold an action from which it spans none."""
FILLED = 0.9
"""Share of the lines that must hold a step."""
FEWEST = 4
"""Steps from which they are told."""
LIKE = 0.4
"""Mean likeness to an action from which steps call to act."""


def part_steps(columns: Sequence[Column], cells: Mapping[int, Sequence[Cell]], meanings: Meanings) -> list[Column]:
    """The columns with the steps as the action and what spans them as its objective; as they are where there are no such steps."""
    settled = [*columns]
    actions = [index for index, column in enumerate(settled) if column.roles == ("action",)]
    if len(actions) != 1 or any("objective" in column.roles for column in settled):
        return settled
    lines = max(map(len, cells.values()), default=0)
    if len(cells.get(actions[0], ())) > SPANNED * lines:
        return settled
    right = list(enumerate(settled))[actions[0] + 1 :]
    free = (index for index, column in right if column.roles == () and column.header)
    steps = [index for index in free if _are_steps(cells.get(index, ()), lines) and reads_as(cells[index], "action", LIKE, meanings)]
    if len(steps) == 1:
        settled[steps[0]] = replace(settled[steps[0]], roles=("action",))
        settled[actions[0]] = replace(settled[actions[0]], roles=("objective",))
    return settled


def _are_steps(cells: Sequence[Cell], lines: int) -> bool:
    texts = {cell.text for cell in cells}
    return len(cells) >= max(FEWEST, FILLED * lines) and len(texts) == len(cells)
