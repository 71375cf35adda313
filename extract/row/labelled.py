"""Rows whose cells hold labels: what was taken for a table is one of blocks."""

from __future__ import annotations

from collections.abc import Sequence

from extract.headers import STRONG, TELLING
from model import Meanings, Row

FEWEST_HELD, HELD = 2, 0.34
"""Paragraphs, and how many a row on average, that are labels and nothing else, from which what rows were taken for is none."""
VALUED = 0.4
"""Likeness from which such a word may be a lead, a time or a state after all."""
LABELLED = 0.4
"""Share of labelled paragraphs from which rows are no flattened table's."""
LONGEST_LABEL = 60
"""Characters of a label before a colon in a cell."""


def are_labelled(rows: Sequence[Row], meanings: Meanings) -> bool:
    """Whether many of the rows' paragraphs begin with a label, "By whom: …": then they are blocks, and no flattened table."""
    texts = [paragraph.text for row in rows for _, cell in row.cells for paragraph in cell.paragraphs]
    labels = (label for label, mark, _ in (text.partition(": ") for text in texts) if mark and len(label) <= LONGEST_LABEL)
    known = sum((reading := meanings.header(label)) is not None and reading.score >= STRONG for label in labels)
    return known >= LABELLED * len(texts)


def hold_labels(rows: Sequence[Row], meanings: Meanings) -> bool:
    """Whether so many paragraphs of the cells are headers by every letter that their columns were guessed amiss."""
    held = 0
    for text in (paragraph.text for row in rows for _, cell in row.cells for paragraph in cell.paragraphs):
        reading = meanings.header(text) if len(text) <= LONGEST_LABEL else None
        if reading is not None and reading.score >= 1.0 and set(reading.roles) & TELLING:
            held += max(meanings.content(text).get(role, 0.0) for role in ("lead", "timescale", "status")) < VALUED
    return held >= max(FEWEST_HELD, HELD * len(rows))
