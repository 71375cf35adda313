"""What a column's cells read as on average, told from no more of them than it takes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from model import Cell, Meanings

LOOKED_AT = 40
"""Cells of a column that are asked about."""
LONGEST_BLANK = 15
"""Characters of what stands in a cell for nothing: "not applicable"."""
SLIGHT = 1e-9
"""What sums of scores may be off by."""


def mean(cells: Sequence[Cell], role: str, meanings: Meanings) -> float:
    """How likely the cells hold the role, 0 to 1 on average."""
    texts = _first_texts(cells, meanings)
    return sum(meanings.content(text).get(role, 0.0) for text in texts) / len(texts) if texts else 0.0


def reads_as(cells: Sequence[Cell], role: str, least: float, meanings: Meanings) -> bool:
    """Whether the cells hold the role with at least this likeness on average."""
    texts = _first_texts(cells, meanings)
    return bool(texts) and most((meanings.content(text).get(role, 0.0) for text in texts), least, len(texts))


def most(scores: Iterable[float], least: float, count: int) -> bool:
    """Whether so many scores of 0 to 1 reach this on average; no more of them are worked out than it takes to tell."""
    total, left = 0.0, count
    for score in scores:
        total, left = total + score, left - 1
        if total + left < least * count - SLIGHT:
            return False
    return total >= least * count - SLIGHT


def _first_texts(cells: Sequence[Cell], meanings: Meanings) -> list[str]:
    """What the first cells say; those that say "n/a" tell nothing, as empty ones do, unless all of them say so."""
    texts = [cell.paragraphs[0].text for cell in cells if cell][:LOOKED_AT]
    return [text for text in texts if len(text) > LONGEST_BLANK or not meanings.content(text).get("blank", 0.0)] or texts
