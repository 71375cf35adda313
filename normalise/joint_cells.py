"""Cells that hold a lead and a deadline, each printed in a paragraph of its own."""

from __future__ import annotations

import re

from model import Cell
from normalise.lead.likeness import lead_likeness
from normalise.legends import fold_term
from normalise.time.words import TimeBase
from normalise.timescales import read_timescale
from normalise.words import Words

SOMEBODY, PERHAPS_SOMEBODY = 0.6, 0.4
"""Likeness from which words name who leads, and from which they may."""
WITH = frozenset({"in", "with", "alongside", "and", "supported"})
"""How words begin that name who helps the lead."""
BETWEEN = re.compile(r"\s*[/,&–-]\s*|\s+(?:to|and|or)\s+")
"""What stands between two bands of time."""


def part_paragraphs(cell: Cell, base: TimeBase, words: Words) -> tuple[Cell, Cell] | None:
    """Time and leads of a cell that prints each in a paragraph of its own; None where the words themselves must be parted.

    The time has words beside it that name nobody ("Report to Cabinet by May 2026"), or is a term of the paper's own key ("S").
    """
    if len(cell.paragraphs) < 2:
        return None
    keyed = [at for at, each in enumerate(cell.paragraphs) if _is_keyed(each.text, base)] if base.legend else []
    reads = [read_timescale((paragraph.text,), base, words.times, mixed=True) for paragraph in cell.paragraphs]
    timed = [at for at, read in enumerate(reads) if read.raw and "cross_reference" not in read.flags]
    if keyed and {*keyed} >= {*timed}:
        return _parted(cell, keyed[0]) if len(keyed) == 1 else None
    if len(timed) != 1 or timed[0] not in (0, len(reads) - 1):
        return None
    rest = reads[timed[0]].rest
    named = [at for at in range(len(reads)) if at != timed[0]]
    if not rest or not _is_task(rest, words):
        return None
    if any(reads[at].raw or lead_likeness(cell.paragraphs[at].text, words.leads) < SOMEBODY for at in named):
        return None
    return _parted(cell, timed[0])


def _is_task(rest: str, words: Words) -> bool:
    """Whether the words beside a time say what is to be done by it: a word or two without a number may name a body that nobody knows."""
    told = len(rest.split()) > 2 or any(map(str.isdigit, rest))
    return told and rest.split()[0].casefold() not in WITH and lead_likeness(rest, words.leads) < PERHAPS_SOMEBODY


def _is_keyed(text: str, base: TimeBase) -> bool:
    """Whether a paragraph holds bands of the paper's key and nothing else ("S", "M-L"), or a letter that it leaves out."""
    known = base.legend
    letters = any(len(band) == 1 for band in known)
    pieces = [fold_term(piece) for piece in BETWEEN.split(text)]
    return all(piece in known or letters and len(piece) == 1 and piece.isalpha() for piece in pieces)


def _parted(cell: Cell, timed: int) -> tuple[Cell, Cell]:
    """One paragraph of the cell, and all the others."""
    return Cell((cell.paragraphs[timed],)), Cell((*cell.paragraphs[:timed], *cell.paragraphs[timed + 1 :]))
