"""Rows read from a picture are as sure as the letters in their least sure cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extract.geometry import holds, middle
from model import Cell, Page, Place, Row, Word

STAGE = "ocr"
SLACK = 0.5
"""Points by which a word may stand out of its cell's print."""


def lower_scores(rows: Sequence[Row], scans: Sequence[Page]) -> tuple[Row, ...]:
    """The rows; those that stand on one of the `scans` say so, and their score falls to that of their least sure cell."""
    words = {page.number: page.words for page in scans}
    return tuple(_lowered(row, words) if any(page in words for page, _ in _regions(row.place)) else row for row in rows)


def _lowered(row: Row, words: dict[int | None, tuple[Word, ...]]) -> Row:
    sure = [score for _, cell in row.cells if (score := _certainty(cell, words)) is not None]
    return replace(row, score=round(row.score * min(sure, default=1.0), 3), stage=STAGE)


def _certainty(cell: Cell, words: dict[int | None, tuple[Word, ...]]) -> float | None:
    """The mean score of the cell's letters; None where none of them stands on a scan."""
    held = {
        id(word): word
        for paragraph in cell.paragraphs
        for page, box in _regions(paragraph.place)
        for word in words.get(page, ())
        if holds(box, middle(word.box), SLACK)
    }
    letters = sum(len(word.text) for word in held.values())
    return sum(len(word.text) * word.score for word in held.values()) / letters if letters else None


def _regions(place: Place) -> Sequence[tuple[int, tuple[float, float, float, float]]]:
    if place.boxes or place.page is None or place.box is None:
        return place.boxes
    return ((place.page, place.box),)
