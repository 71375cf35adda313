"""Rows whose short cells stand at the middle of their height: as no line begins them all, the best cuts between lines are looked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extract.columns import is_ref
from extract.flow import flow
from extract.tables.spaced.wrapped import Shape, TableLine, had_room

FEWEST, MOSTLY = 2, 0.25
"""Numbers, names and times that stand beside the midst of an action, from which a table is centred, and their share of all."""
LINE_EACH = 0.75
"""Share of the lines that say what, who and when, from which each such line is a row."""
GOES_ON = 0.8
"""How plainly a line of an action must go on from the one above it for that to be its midst."""
TALLEST = 16
"""Lines of a row."""
ROW, UNNAMED, UNHELD = 0.6, 1.0, 3.0
"""What a row costs, and what it costs more to leave out who, when or its number, and what is to be done."""
SLACK, OFF = 0.6, 0.9
"""Lines by which a cell may stand off its row's middle, and what each further one costs."""
HOLE = 0.8
"""What each line left empty within a cell costs."""
PARTED = 2.0
"""What white space between two rows is worth, and costs within one."""
BESIDE = 0.7
"""What the words of another cell weigh beside those of the action."""


def fitted(shape: Shape, lines: Sequence[TableLine]) -> Shape:
    """The shape, with how the lines tell that its rows stand: centred, or a line each."""
    telling = [at for at, line in enumerate(lines) if shape.named | {shape.key} <= line.cells.keys()]
    end = next((at for at in range(telling[-1] + 1, len(lines)) if lines[at].gap), len(lines)) if telling else 0
    within = sum(len(line.cells) > 1 or not line.gap for line in lines[:end])  # what white space parts from the last row is no part of any
    single = len(shape.named) > 1 and len(telling) >= max(FEWEST, LINE_EACH * within)
    return replace(shape, centred=are_centred(lines, shape), single=single)


def are_centred(lines: Sequence[TableLine], shape: Shape) -> bool:
    """Whether numbers, names and times stand beside the midst of their actions rather than beside the first line."""
    if shape.grouped:
        return False
    middle = anchors = 0
    for above, line, below in zip(lines, lines[1:], [*lines[2:], None], strict=False):
        own = [column for column in (*shape.named, shape.ref) if column in line.cells and column not in above.cells]
        if not own or line.gap or shape.key not in above.cells or above.cells.keys() & set(own):
            continue
        anchors += 1
        if shape.key in line.cells:
            middle += flow(above.cells[shape.key], line.cells[shape.key]) >= GOES_ON
        elif below is not None and not below.gap and shape.key in below.cells:
            middle += flow(above.cells[shape.key], below.cells[shape.key]) >= GOES_ON
    return middle >= FEWEST and middle >= MOSTLY * anchors


def split_centred(lines: Sequence[TableLine], shape: Shape) -> list[list[TableLine]]:
    """The lines as rows: cut so that each row has what rows have, its cells stand at its middle and no text is torn."""
    numbered = shape.ref is not None and any(is_ref(line.cells.get(shape.ref, "")) for line in lines)
    torn = [_torn(lines, at, shape) for at in range(len(lines))]
    best = [0.0] + [float("-inf")] * len(lines)
    cut = [0] * (len(lines) + 1)
    for end in range(1, len(lines) + 1):
        for start in range(max(0, end - TALLEST), end):
            score = best[start] + (torn[start] if start else 0.0) + _row(lines[start:end], torn[start + 1 : end], shape, numbered)
            if score > best[end]:
                best[end], cut[end] = score, start
    rows: list[list[TableLine]] = []
    end = len(lines)
    while end:
        rows.append(list(lines[cut[end] : end]))
        end = cut[end]
    return rows[::-1]


def _torn(lines: Sequence[TableLine], at: int, shape: Shape) -> float:
    """How plainly the texts above a line end there and begin anew below: less than nothing where they go on."""
    told = PARTED if at and lines[at].gap else 0.0
    for column, width in enumerate(shape.widths):
        below = next((line.cells[column] for line in lines[at : at + 2] if column in line.cells), None)
        above = next((line.cells[column] for line in reversed(lines[max(0, at - 2) : at]) if column in line.cells), None)
        if below is not None and above is not None:
            vote = (0.5 if had_room(above, below, width) else -0.4) - flow(above, below)
            told += vote if column == shape.key else BESIDE * vote
    return told


def _row(lines: Sequence[TableLine], within: Sequence[float], shape: Shape, numbered: bool) -> float:
    """How well lines make one row."""
    score = -ROW - sum(within)
    middle = (len(lines) - 1) / 2
    for column in range(len(shape.widths)):
        filled = [at for at, line in enumerate(lines) if column in line.cells]
        if filled and (column >= shape.key or column == shape.ref):
            score -= OFF * max(0.0, abs((filled[0] + filled[-1]) / 2 - middle) - SLACK)
        if filled:
            score -= HOLE * (filled[-1] - filled[0] + 1 - len(filled))
        elif column in shape.named:
            score -= UNNAMED
        if not filled and column == shape.key:
            score -= UNHELD
        if numbered and column == shape.ref:
            score -= UNHELD * abs(1 - sum(is_ref(lines[at].cells[column]) for at in filled))
    return score
