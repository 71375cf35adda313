"""Lines below a header set in columns of spaces that are no rows: heads and feet of pages, banners, the names of sections."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import inf

from extract.flow import ENDED
from extract.markup import BULLET
from extract.tables.flat.paragraphs import PAGE_NUMBER
from extract.tables.prose import Printed
from extract.tables.spaced.gutters import NEAR, Grid
from extract.tables.spaced.placed_words import place_words
from extract.tables.spaced.wrapped import Shape
from model import Meanings

APART = 2
"""Blank lines beyond the usual from which a text that stands alone is no row."""
LONGEST_BANNER = 100
"""Characters of a line within a table that names the rows below it."""
GUTTER = re.compile(r"(?<![.?!:;,]) {2,}| {3,}")
"""White space that parts texts; two spaces after a full stop do not."""
NAMELESS, NAMED = 1.2, 1.5
"""What it costs a line to stand between rows, and what it is worth that it names a level and its number."""
NUMBER = re.compile(r"^(?:\d{1,2}(?:\.\d{1,2})*|[A-Z])[.):]?\s+")
"""What may count a section before its name."""
BARE_NUMBER = re.compile(r"\d{1,3}")


@dataclass(frozen=True, slots=True)
class SpacedTable:
    """What is known of the table below one header."""

    texts: tuple[str, ...]
    """Its headers, empty where a column of numbers has none."""
    grid: Grid
    shape: Shape
    running: frozenset[str]
    """Lines that come back on page after page."""
    usual: int
    """Blank lines that usually part its rows."""
    meanings: Meanings
    roles: Sequence[tuple[str, ...]]
    """What each header says that its column holds."""


def unnumbered(text: str) -> str:
    """A line with its numbers taken for one another, and white space for white space."""
    return re.sub(r"\d+", "#", " ".join(text.split()))


def is_foot(line: Printed, table: SpacedTable, alone: bool, last: bool) -> bool:
    """Whether a line is the head or foot of a page: a page number, or a line that comes back and keeps to no column."""
    text = line.text.strip()
    if PAGE_NUMBER.fullmatch(text) or last and BARE_NUMBER.fullmatch(text):
        return True
    pieces = GUTTER.split(text)
    if any(PAGE_NUMBER.fullmatch(piece) for piece in (pieces[0], pieces[-1])) and (alone or last):
        return len(pieces) == 2 or unnumbered(line.text) in table.running
    if unnumbered(line.text) not in table.running:
        return False
    across = place_words(line, table.grid, table.meanings)[1] if len(pieces) > 1 else _overruns(line, table.grid) > 0
    return across and (alone or last) or last and len(pieces) == 1 and table.grid.column(_indent(line)) == 0


def is_aside(block: Sequence[Printed], table: SpacedTable) -> bool:
    """Whether the lines between white space stand outside the columns: prose, or a heading."""
    if not all(line.cells is None and _one_run(line.text) for line in block):
        return False
    first = table.meanings.heading(block[0].text.strip()) if block[0].gap else None
    if first is not None and first.kind in ("legend", "glossary", "closing"):
        return True
    if table.grid.column(_indent(block[0])) == 0 and any(_overruns(line, table.grid) for line in block):
        return True
    if table.usual and block[0].gap >= table.usual + APART:
        return True
    return len(block) == 1 and first is not None and first.kind != "label" and (first.score >= 0.5 or first.kind != "level")


def heads_from(blocks: Sequence[Sequence[Printed]], table: SpacedTable) -> int:
    """From which of the blocks above another header on they name the section below it, and explain it under a label ("Aim")."""
    label = next((at for at in range(len(blocks) - 1, max(0, len(blocks) - 3), -1) if _labels(blocks[at], table)), None)
    if label is not None:
        return label - 1 if _may_name(blocks[label - 1], table) else label
    named = bool(blocks) and blocks[-1][0].gap > table.usual and _may_name(blocks[-1], table)
    return len(blocks) - named


def _labels(block: Sequence[Printed], table: SpacedTable) -> bool:
    """Whether lines are a label that asks for an explanation, alone on its line, and what may stand below it."""
    reading = table.meanings.heading(block[0].text.strip())
    described = reading is not None and reading.kind == "label" and reading.word == "description" and reading.text == block[0].text.strip()
    return described and all(_one_run(line.text) for line in block)


def _may_name(block: Sequence[Printed], table: SpacedTable) -> bool:
    """Whether lines may be a section's name: one short line, or two, at the table's left edge, apart from the rows."""
    text = block[0].text.strip()
    begins = table.grid.column(_indent(block[0])) == 0 and block[0].gap > 0 and all(_one_run(line.text) for line in block)
    return begins and len(block) <= 2 and text[:1].isupper() and not ENDED.search(text)


def stands_outside(line: Printed, table: SpacedTable) -> float:
    """How well one line among a table's others stands between its rows, as the name of those below it or as prose; -inf is never."""
    text = line.text.strip()
    if line.cells is not None or not _one_run(line.text) or BULLET.match(text):
        return -inf
    over = _overruns(line, table.grid)
    if table.grid.column(_indent(line)) and over < 2:
        return -inf
    score = -NAMELESS + min(2, over)
    reading = table.meanings.heading(text)
    if reading is not None and reading.kind == "level" and reading.word and reading.ref is not None and reading.score >= 1.0:
        score += NAMED
    if len(text) > LONGEST_BANNER or not NUMBER.sub("", text)[:1].isupper() or ENDED.search(text):
        score -= NAMELESS
    return score + (NAMELESS if text.isupper() else 0.0)


def _one_run(text: str) -> bool:
    return len(GUTTER.split(text.strip())) == 1


def _indent(line: Printed) -> int:
    return len(line.text) - len(line.text.lstrip())


def _overruns(line: Printed, grid: Grid) -> int:
    """Beyond how many columns' beginnings one run of words goes on."""
    return sum(len(line.text) > cut + NEAR for cut in grid.cuts[grid.column(_indent(line)) + 1 :])
