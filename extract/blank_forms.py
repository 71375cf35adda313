"""Lines of a form that nobody has filled in: what stands in their cells says what should."""

from __future__ import annotations

import re
from collections.abc import Iterable

from model import Cell

BLANK = re.compile(r"\[[^\[\]]+\]|\{{1,2}[^{}]+\}{1,2}|<[^<>]+>|\\<[^<>]+\\>")
"""What says in brackets what should stand there: "[name]", "{Owner}", "<date>"."""
FEWEST = 2
"""Cells of a line that say no more, from which nobody has filled it in."""


def is_blank(action: Cell, others: Iterable[Cell]) -> bool:
    """Whether a line's action only says what should stand there, and another of its cells does too."""
    return _is_bracketed(action) and sum(map(_is_bracketed, others)) >= FEWEST


def _is_bracketed(cell: Cell) -> bool:
    return bool(cell) and BLANK.fullmatch(cell.text.strip()) is not None
