"""Cards whose cells each print a label and its value: "Lead officer: Warden" beside "Timescale: May 2026", below "Action: Plant reeds"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from extract.headers import STRONG
from extract.tables.card.flow_labels import enough_labels
from model import Cell, Meanings, Strip

LONGEST = 45
"""Characters of a label."""
FEWEST = 6
"""Labels that come again from which they are those of cards."""
MOSTLY = 0.6
"""Share of the tables' cells that must print a known label."""


def part_labels(strips: Sequence[Strip], meanings: Meanings) -> Sequence[Strip]:
    """The strips with each label in a cell of its own, left of its value; as they are where most cells print none.

    A line of one cell without a label stands above those of a card, or of several.
    """
    tabled = [strip for strip in strips if not strip.loose]
    opened = [label for strip in tabled for position in strip.filled if (label := _label(strip.cells[position]))]
    if len(opened) < FEWEST or len(opened) < MOSTLY * sum(len(strip.filled) for strip in tabled):
        return strips
    counts = Counter(map(_stem, opened))
    known = {stem for stem in counts if (reading := meanings.header(stem)) is not None and reading.score >= STRONG and reading.roles}
    said = Counter({stem: counts[stem] for stem in known})
    if sum(said.values()) < MOSTLY * len(opened) or not enough_labels(said, FEWEST, meanings):
        return strips
    again = {stem for stem, times in counts.items() if stem in known or times >= max(2, max(said.values()) // 2)}
    return [strip if strip.loose else _parted(strip, again) for strip in strips]


def _label(cell: Cell) -> str:
    """What stands before the colon of a cell's first words; empty where that is too long for a label, or nothing follows."""
    text = cell.paragraphs[0].text
    at = text.find(":", 1, LONGEST)
    follows = at > 0 and (at + 1 == len(text) or text[at + 1] == " ") and (text[at + 1 :].strip() or len(cell.paragraphs) > 1)
    return text[:at].strip() if follows and text[:1].isupper() else ""


def _stem(label: str) -> str:
    """A label without the number behind it: "Action 2.1"."""
    return label.rstrip(" .0123456789").casefold().capitalize() or label


def _parted(strip: Strip, known: set[str]) -> Strip:
    opened = {position: _label(strip.cells[position]) for position in strip.filled}
    labels = {position: label for position, label in opened.items() if _stem(label) in known}
    if not labels:
        alone = len(strip.filled) == 1
        return replace(strip, cells=(strip.cells[strip.filled[0]],), loose=True, gap=1, merged=(), shades=()) if alone else strip
    cells: list[Cell] = []
    for position in strip.filled:
        cell = strip.cells[position]
        first = cell.paragraphs[0]
        if position not in labels:
            cells += [Cell(), cell]
            continue
        said = first.text[first.text.find(":") + 1 :].strip()
        value = [replace(first, text=said)] if said else []
        name = Cell((replace(first, text=labels[position], bullet=False),))
        cells += [name, replace(cell, paragraphs=(*value, *cell.paragraphs[1:]), across=1)]
    return replace(strip, cells=tuple(cells), merged=(), shades=())
