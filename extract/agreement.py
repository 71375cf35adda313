"""How well what stands in rows agrees with what their columns promise."""

from __future__ import annotations

from collections.abc import Sequence

from extract.once import once
from model import Column, Meanings, Row

OWN, TOLD = 0.3, 0.35
"""What a row's action, and what its lead or its time, adds to the agreement where it reads as one."""
UNLIKE = 0.1
"""Likeness below which a text cannot be what its column promises: a short name that nobody knows is no evidence either way."""
CODE = 2
"""Letters of a text that stands for another one in the paper's key, as "S" does for the short term: it is no evidence either."""


@once
def agreement(rows: Sequence[Row], meanings: Meanings) -> float:
    """How well the cells agree with their columns' meaning, -1 to 1 on average over the rows."""
    return sum(_of_row(row, meanings) for row in rows) / len(rows)


def _of_row(row: Row, meanings: Meanings) -> float:
    texts = {role: cell for column, cell in row.cells for role in column.roles if cell}
    total = OWN if "action" in texts and 8 <= len(texts["action"].text) <= 1500 else -0.6
    for role in ("lead", "timescale"):
        if role in texts and not _shared(row, role):
            score = max(meanings.content(paragraph.text[:160]).get(role, 0.0) for paragraph in texts[role].paragraphs)
            coded = all(len(paragraph.text) <= CODE for paragraph in texts[role].paragraphs)
            coded = coded or score < UNLIKE and any(meanings.content(each.text).get("blank", 0.0) for each in texts[role].paragraphs)
            total += TOLD if score >= 0.5 else -TOLD if score < UNLIKE and not coded else 0.0
        elif role in texts:
            total += 0.2
    return total


def _shared(row: Row, role: str) -> bool:
    return any(role in column.roles and len(column.roles) > 1 for column, _ in row.cells)


def most_agreement(columns: Sequence[Column]) -> float:
    """The agreement of a row in which all is as the columns promise: those without lead and timescale promise less."""
    promised = {role for column in columns for role in column.roles}
    return OWN + sum(TOLD for role in ("lead", "timescale") if role in promised)
