"""Columns that are ticked: each header is a value (a year, a quarter, a colour), and a mark below it chooses it for its row."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Literal

from extract.foreign.unprinted import says_action
from extract.header.values import Run, value_runs, without_values
from extract.headers import opens_table, read_header
from model import Cell, HeaderReading, Meanings, Paragraph, Place, Role, Strip

Mark = Literal["chosen", "crossed", "refused"]
MARKS: Mapping[str, Mark] = {
    **dict.fromkeys("✓ ✔ √ ☑ ✅ ● ■ • ▪ ◼ ⬤ x X × *".split(), "chosen"),
    **dict.fromkeys("✗ ✘ ☒ ❌".split(), "crossed"),
    **dict.fromkeys("☐ □ ○ - – —".split(), "refused"),
}
"""What a sign says: a cross is a no beside ticks, and where nothing else is marked, a mark like another."""
LONGEST = 5
"""Characters of a mark, which may be a word."""
FEWEST = 2
"""Lines with a mark from which marks choose."""
MARKED = 0.4
"""Share of a table's rows that choose a value."""


def tell_ticks(strips: Sequence[Strip], meanings: Meanings) -> tuple[list[Strip], Meanings]:
    """The strips with every run of ticked columns made one column that holds what is ticked, and meanings that know its header."""
    told = list(strips)
    roles: dict[str, Role] = {}
    cells = [cell for strip in strips if not strip.loose for cell in strip.cells]
    if not any(_mark(cell, meanings) in ("chosen", "crossed") if cell else cell.fill for cell in cells):
        return told, meanings
    for index, head in enumerate(strips):
        if head.loose or len(head.filled) <= FEWEST or told[index] is not head:
            continue
        runs = _runs(head, meanings)
        if not runs:
            continue
        heads, rows = _below(index, runs, strips, meanings)
        for run in reversed(runs):
            choices = _choices(run, head, [strips[at] for at in rows], meanings)
            if choices is not None:
                roles[run.header] = run.role
                for at in heads:
                    told[at] = _with(told[at], run, (Paragraph(run.header, head.place),))
                for at, chosen in zip(rows, choices, strict=True):
                    told[at] = _with(told[at], run, chosen)
    return told, replace(meanings, header=_knowing(meanings.header, roles), told={}) if roles else meanings


def _runs(head: Strip, meanings: Meanings) -> tuple[Run, ...]:
    """The runs of values in a header: all of them where it is one without them, else those of times beside a column of actions."""
    runs = value_runs(head, meanings)
    rest = without_values(head, meanings) if runs else head
    if not runs or read_header(rest, meanings) is not None:
        return runs
    acts = any(says_action(rest.cells[at].text, meanings) for at in rest.filled)
    return tuple(run for run in runs if acts and run.role == "timescale")


def _below(index: int, runs: Sequence[Run], strips: Sequence[Strip], meanings: Meanings) -> tuple[list[int], list[int]]:
    """The positions of a header, wherever it is printed again, and of the lines below it that are as wide, down to another header."""
    head = strips[index]
    texts = [cell.text for cell in head.cells]
    heads, rows = [index], []
    for at in range(index + 1, len(strips)):
        strip = strips[at]
        if strip.loose or len(strip.cells) != len(head.cells):
            continue
        if [cell.text for cell in strip.cells] == texts:
            heads.append(at)
        elif not _is_marked(strip, runs, meanings) and opens_table(strip, meanings):
            break
        else:
            rows.append(at)
    return heads, rows


def _mark(cell: Cell, meanings: Meanings) -> Mark | None:
    """What the mark in a cell says; None where its words are no mark."""
    text = cell.text
    if text in MARKS or len(text) > LONGEST:
        return MARKS.get(text)
    content = meanings.content(text)
    return "chosen" if content.get("yes", 0.0) else "refused" if content.get("no", 0.0) else None


def _is_marked(strip: Strip, runs: Sequence[Run], meanings: Meanings) -> bool:
    """Whether a line has marks where the header has values, and nothing else there: whatever its other cells say, it is no header."""
    marks = {_mark(cell, meanings) for run in runs for cell in strip.cells[run.start : run.end] if cell}
    return bool(marks) and None not in marks


def _with(strip: Strip, run: Run, paragraphs: tuple[Paragraph, ...]) -> Strip:
    """The strip with one cell for all of a run's."""
    less = run.end - run.start - 1
    merged = tuple(at - less if at >= run.end else at for at in strip.merged if not run.start <= at < run.end)
    return replace(strip, cells=(*strip.cells[: run.start], Cell(paragraphs), *strip.cells[run.end :]), merged=merged)


def _knowing(header: Callable[[str], HeaderReading | None], roles: Mapping[str, Role]) -> Callable[[str], HeaderReading | None]:
    def read(text: str) -> HeaderReading | None:
        return HeaderReading(text, (roles[text],), 1.0) if text in roles else header(text)

    return read


def _choices(run: Run, head: Strip, rows: Sequence[Strip], meanings: Meanings) -> list[tuple[Paragraph, ...]] | None:
    """What each row chooses of a run's values; None where its cells hold more than marks, or few of them are marked."""
    cells = [strip.cells[run.start : run.end] for strip in rows]
    marks = {_mark(cell, meanings) for own in cells for cell in own if cell}
    if None in marks:
        return None
    if marks - {"refused"}:
        chosen = "chosen" if "chosen" in marks else "crossed"
        picked = [[bool(cell) and _mark(cell, meanings) == chosen for cell in own] for own in cells]
    else:
        picked = [_filled(own, head, strip, run) for own, strip in zip(cells, rows, strict=True)]
    full = [any(own) for own, strip in zip(picked, rows, strict=True) if len(strip.filled) > 1]
    if sum(full) < max(FEWEST, MARKED * len(full)):
        return None
    return [
        tuple(Paragraph(value, _place(cell, strip)) for value, cell, yes in zip(run.values, own, chosen_of, strict=True) if yes)
        for own, strip, chosen_of in zip(cells, rows, picked, strict=True)
    ]


def _filled(cells: Sequence[Cell], head: Strip, strip: Strip, run: Run) -> list[bool]:
    """Which cells without words are filled, otherwise than their header and than the rest of their row."""
    design = {cell.fill.colour for at, cell in enumerate(strip.cells) if cell.fill and not run.start <= at < run.end}
    above = {cell.fill.colour for cell in head.cells[run.start : run.end] if cell.fill}
    same = len(above) == 1
    return [cell.fill is not None and cell.fill.colour not in design and not (same and cell.fill.colour in above) for cell in cells]


def _place(cell: Cell, strip: Strip) -> Place:
    if cell:
        return cell.paragraphs[0].place
    return Place(page=strip.place.page, box=cell.fill.box) if cell.fill and strip.place.page else strip.place
