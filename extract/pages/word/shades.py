"""The shades of a Word table's cells, carried through mammoth, which knows of none, by a mark in the cell's own text."""

from __future__ import annotations

import re
from typing import Any

BLANK = frozenset({"auto", "ffffff", ""})
"""Fills that are the paper's own white."""
_OPEN, _CLOSE = "\ue0f0", "\ue0f1"
"""Signs of the private range, which no text prints."""
_MARK = re.compile(rf"{_OPEN}([0-9a-f]{{6}}){_CLOSE}", re.IGNORECASE)
_CELL = re.compile(rf"<(t[dh])\b([^>]*>(?:<[^>/]+>)*){_OPEN}([0-9a-f]{{6}}){_CLOSE}", re.IGNORECASE)


def mark_shades(document: Any, w: str) -> None:
    """Writes into the first paragraph of every shaded cell what it is shaded with."""
    for cell in document.iter(f"{w}tc"):
        paragraph = cell.find(f"{w}p")
        if paragraph is None or (colour := _shade(cell, paragraph, w)) is None:
            continue
        run = paragraph.makeelement(f"{w}r", {})
        text = run.makeelement(f"{w}t", {})
        text.text = f"{_OPEN}{colour}{_CLOSE}"
        run.append(text)
        paragraph.insert(1 if paragraph.find(f"{w}pPr") is not None else 0, run)


def show_shades(markup: str) -> str:
    """The markup with the marks of its cells written as their background."""
    return _MARK.sub("", _CELL.sub(r'<\1 bgcolor="#\3"\2', markup))


def _shade(cell: Any, paragraph: Any, w: str) -> str | None:
    """Six hex digits: the cell's own shade, else that of its first paragraph; None where neither has one."""
    for properties in (cell.find(f"{w}tcPr"), paragraph.find(f"{w}pPr")):
        shade = properties.find(f"{w}shd") if properties is not None else None
        fill = (shade.get(f"{w}fill") or "").casefold() if shade is not None else ""
        if fill not in BLANK and re.fullmatch(r"[0-9a-f]{6}", fill):
            return fill
    return None
