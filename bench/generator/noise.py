"""What goes wrong on the way to us: words broken or run together, letters mistaken, cells lost or shifted."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from dataclasses import dataclass, replace
from random import Random
from typing import Any

from bench.generator.plans import Plan
from samples.content import MERGED, Cell, Entry, Paper


@dataclass(frozen=True, slots=True)
class Level:
    """How often it happens: of words, of words, of cells, of rows."""

    broken: float = 0.0
    mistaken: float = 0.0
    lost: float = 0.0
    shifted: float = 0.0


LEVELS: Mapping[str, Level] = {
    "none": Level(),
    "light": Level(broken=0.005, mistaken=0.002, lost=0.005, shifted=0.005),
    "middle": Level(broken=0.02, mistaken=0.008, lost=0.02, shifted=0.02),
    "heavy": Level(broken=0.06, mistaken=0.03, lost=0.05, shifted=0.05),
}
MISTAKEN = tuple(tuple(pair.split("/")) for pair in "rn/m m/rn l/1 O/0 0/O 1/l 5/S S/5 cl/d e/c h/b I/l".split())
"""What a machine that reads pictures of letters takes for another. None turns one figure into another: nobody could tell."""
LOSABLE: Mapping[str, Mapping[str, Any]] = {
    "lead_raw": {"lead_raw": None, "leads": []},
    "timescale_raw": {
        "timescale_raw": None,
        "timescale": {"kind": "none", "edtf": None, "start": None, "end": None, "precision": None, "ongoing": False, "frequency": None},
    },
    "update_raw": {"update_raw": None, "status": [None, "unknown"], "status_ongoing": None, "on_track": None},
    "outcomes": {"outcomes": []},
}
"""What is left to read of a row whose cell is lost."""


def noisy(plan: Plan, name: str, dice: Random) -> Plan:
    """The plan as it arrives. Of its gold the printed words follow; dates, leads and states stay what the council meant, if not lost."""
    level, gold = LEVELS[name], copy.deepcopy(plan.gold)
    if level == Level():
        return plan
    rows = iter(gold["actions"])
    sections = tuple(
        replace(section, entries=tuple(_entry(plan.paper, entry, next(rows), level, dice) for entry in section.entries))
        for section in plan.paper.sections
    )
    return Plan(replace(plan.paper, sections=sections), gold)


def _entry(paper: Paper, entry: Entry, row: dict[str, Any], level: Level, dice: Random) -> Entry:
    cells = [_heard(column.name, cell, row, level, dice) for column, cell in zip(paper.columns, entry.cells, strict=True)]
    for at, column in enumerate(paper.columns):
        if column.name in LOSABLE and cells[at] and not entry.goes_on[at] and dice.random() < level.lost:
            cells[at] = ()
            row |= {key: value for key, value in LOSABLE[column.name].items() if key in row}
    if dice.random() < level.shifted:
        cells = _shifted(paper, cells, entry, dice)
    return replace(entry, cells=tuple(cells))


def _shifted(paper: Paper, cells: list[Cell], entry: Entry, dice: Random) -> list[Cell]:
    """One cell moves into an empty neighbour, or, where there is none, two cells after the action run together in the first."""
    first = paper.at("action") + 1
    free = [at for at in range(first, len(cells)) if not cells[at] and not entry.goes_on[at]]
    if free and free[0] > first:
        at = free[0]
        return [*cells[: at - 1], (), cells[at - 1], *cells[at + 1 :]]
    whole = [at for at in range(first, len(cells) - 1) if not entry.goes_on[at] and not entry.goes_on[at + 1]]
    if not whole:
        return cells
    at = dice.choice(whole)
    return [*cells[:at], cells[at] + cells[at + 1], (), *cells[at + 2 :]]


def _heard(name: str, cell: Cell, row: dict[str, Any], level: Level, dice: Random) -> Cell:
    """The cell as it arrives, its words put into the gold row; cells that rows share and numbers arrive whole."""
    if not cell or name in MERGED or name in ("ref", "rag"):
        return cell
    heard = _cell(cell, level, dice)
    texts = [piece.text for piece in heard]
    if heard != cell and name == "outcomes":
        row[name] = texts
    elif heard != cell and name.startswith("extra:"):
        row["extra"] = row["extra"] | {name.removeprefix("extra:"): "\n".join(texts)}
    elif heard != cell and name in row:
        row[name] = ("; " if name == "timescale_raw" else "\n").join(texts)
    return heard


def _cell(cell: Cell, level: Level, dice: Random) -> Cell:
    return tuple(replace(piece, text=" ".join(_words(piece.text.split(), level, dice))) for piece in cell)


def _words(words: list[str], level: Level, dice: Random) -> list[str]:
    told: list[str] = []
    for word in words:
        if dice.random() < level.mistaken:
            word = _misread(word, dice)
        if len(word) > 3 and dice.random() < level.broken:
            at = dice.randint(1, len(word) - 1)
            word = f"{word[:at]} {word[at:]}"
        if told and dice.random() < level.broken / 3:
            told[-1] += word
            continue
        told.append(word)
    return told


def _misread(word: str, dice: Random) -> str:
    fitting = [(seen, taken) for seen, taken in MISTAKEN if seen in word]
    if not fitting:
        return word
    seen, taken = dice.choice(fitting)
    return word.replace(seen, taken, 1)
