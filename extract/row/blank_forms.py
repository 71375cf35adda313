"""Lines of a form that nobody has filled in: what stands in their cells says what should."""

from __future__ import annotations

import re
from collections.abc import Iterable

from model import Cell

CHOICE = r"(?:Y|N|Yes|No|R|A|G)(?: ?/ ?(?:Y|N|Yes|No|R|A|G))+"
BLANK = re.compile(rf"\[[^\[\]]+\]|\{{{{1,2}}[^{{}}]+\}}{{1,2}}|<[^<>]+>|\\<[^<>]+\\>|[Ee]\.?g\b[.:,]?.*|{CHOICE}", re.DOTALL)
"""What says in brackets what should stand there, opens on "e.g." or leaves the choice: "[name]", "<date>", "e.g. March", "Y / N"."""
FEWEST = 2
"""Cells of a line that say no more, from which nobody has filled it in."""


def is_blank(action: Cell, others: Iterable[Cell]) -> bool:
    """Whether a line's action only says what should stand there, and so do others of its cells, or all that hold a word."""
    said = [_is_bracketed(cell) for cell in others if cell]
    return _is_bracketed(action) and (sum(said) >= FEWEST or bool(said) and all(said))


def _is_bracketed(cell: Cell) -> bool:
    return bool(cell) and BLANK.fullmatch(cell.text.strip()) is not None
