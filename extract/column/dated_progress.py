"""Columns that are headed by nothing but a day, a month or a quarter: how far each action had come by then, or what is to be done in it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from extract.column.likely import reads_as
from extract.column.ticks import MARKS
from extract.header.values import LONGEST, value_runs
from extract.headers import STRONG
from model import Cell, HeaderReading, Meanings, Strip

NAMED = "Update {}"
"""How a column is headed that says the same with a word."""
FEWEST = 2
"""Such columns side by side, headers that are known beside them, and cells below them that say something."""
TELLS = 0.5
"""Mean likeness from which their cells tell how far actions have come."""
STEPS = 0.8
"""Share of their cells that must hold words from which they say what is to be done by then."""
WORD = re.compile(r"[^\W\d_]{4}")


def tell_dated(strips: Sequence[Strip], meanings: Meanings) -> tuple[Meanings, frozenset[str]]:
    """Meanings that know the dates above columns of progress, or of steps, as headers, and these; the same ones where there is none."""
    told: dict[str, HeaderReading] = {}
    above: Strip | None = None
    for index, strip in enumerate(strips):
        if _begins(strip, above) and _may_head(strip, meanings):
            told |= _dates(index, strips, meanings)
        above = strip
    if not told:
        return meanings, frozenset()

    def header(text: str) -> HeaderReading | None:
        return told.get(text) or meanings.header(text)

    def alien(headers: Sequence[str]) -> str | None:
        return meanings.alien([each for each in headers if each not in told])

    return replace(meanings, header=header, alien=alien, told={}), frozenset(told)


def _begins(strip: Strip, above: Strip | None) -> bool:
    return not strip.loose and (above is None or above.loose or len(above.cells) != len(strip.cells) or strip.gap > 0)


def _may_head(strip: Strip, meanings: Meanings) -> bool:
    """Whether some cells could be dates and others are headers."""
    texts = [strip.cells[index].text for index in strip.filled]
    if sum(len(text) <= LONGEST and any(map(str.isdigit, text)) for text in texts) < FEWEST:
        return False
    return sum((reading := meanings.header(text)) is not None and reading.score >= STRONG for text in texts) >= FEWEST


def _dates(index: int, strips: Sequence[Strip], meanings: Meanings) -> Mapping[str, HeaderReading]:
    """The dates of this header above progress, as what a header with a word would say; above steps they are headers of no role."""
    head = strips[index]
    rows = [strip for strip in strips[index + 1 :] if not strip.loose and len(strip.cells) == len(head.cells)]
    found: dict[str, HeaderReading] = {}
    for run in value_runs(head, meanings):
        cells = [cell for strip in rows for cell in strip.cells[run.start : run.end] if cell]
        if run.role != "timescale" or len(cells) <= FEWEST or any(_ticks(cell, meanings) for cell in cells):
            continue
        if reads_as(cells, "status", TELLS, meanings):
            for text in run.values:
                named = meanings.header(NAMED.format(text))
                found[text] = HeaderReading(text, ("update",), 1.0, named.dated if named else None)
        elif sum(_is_step(cell, meanings) for cell in cells) >= STEPS * len(cells):
            found |= {text: HeaderReading(text, (), 1.0) for text in run.values}
    return found


def _is_step(cell: Cell, meanings: Meanings) -> bool:
    """Whether a cell holds words, and no colour: "Tenders back", neither "84%" nor "Amber"."""
    return WORD.search(cell.text) is not None and not meanings.content(cell.text[:160]).get("rag", 0.0)


def _ticks(cell: Cell, meanings: Meanings) -> bool:
    """Whether a cell only says yes or no: then its header is what is chosen."""
    content = meanings.content(cell.text)
    return cell.text in MARKS or bool(content.get("yes", 0.0) or content.get("no", 0.0))
