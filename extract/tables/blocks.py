"""Stage `blocks`: plans printed as label and value, one small block an action: "Action: …", "Lead officer: …", "By when: …"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from extract.headers import STRONG
from extract.markup import read_line
from extract.tables.paragraphs import Block, read_blocks
from model import Cell, HeaderReading, Meanings, Page, Paragraph, Place, Sheet, Strip

STAGE = "blocks"
LABELLED = re.compile(r"^(?P<label>[A-Z][^:|\t]{1,50}?)\s*:\s*(?P<value>.*)$", re.DOTALL)
FEWEST = 3
"""Times that the commonest label must come back for the text to be blocks."""


@dataclass(slots=True)
class _Entry:
    """One block while it is read: paragraphs by label."""

    values: dict[str, list[Paragraph]] = field(default_factory=dict)
    first: int = 0
    last: int = 0


def read(pages: Iterable[Page], meanings: Meanings) -> Sheet | None:
    """The blocks as rows under their labels; None where too few labels come back to be a plan's."""
    blocks = _by_line(read_blocks(pages))
    labels = _labels(blocks, meanings)
    if len({role for reading in labels.values() for role in reading.roles}) < 3 or "action" not in {role for reading in labels.values() for role in reading.roles}:
        return None
    return Sheet(STAGE, tuple(_strips(blocks, labels)))


def _by_line(blocks: Sequence[Block]) -> list[tuple[Block, str | None, str]]:
    """Each paragraph with its label, where it prints one, and the value after it."""
    found = []
    for block in blocks:
        match = LABELLED.match(block.text)
        found.append((block, match["label"].strip(), match["value"].strip()) if match else (block, None, block.text))
    return found


def _labels(blocks: Sequence[tuple[Block, str | None, str]], meanings: Meanings) -> dict[str, HeaderReading]:
    """Labels that read as a column's header and come back often enough, in the order they are first printed."""
    counts: dict[str, int] = {}
    for _, label, _ in blocks:
        if label is not None:
            counts[label] = counts.get(label, 0) + 1
    usual = max(counts.values(), default=0)
    if usual < FEWEST:
        return {}
    readings = {label: meanings.header(label) for label, count in counts.items() if count >= max(2, 0.25 * usual)}
    return {label: reading for label, reading in readings.items() if reading is not None and (reading.score >= STRONG or reading.roles)}


def _strips(blocks: Sequence[tuple[Block, str | None, str]], labels: dict[str, HeaderReading]) -> Iterator[Strip]:
    names = list(labels)
    opening = next(label for _, label, _ in blocks if label in labels)
    header_given = False
    entry: _Entry | None = None
    now: str | None = None
    for block, label, value in blocks:
        if label in labels and label is not None:
            if entry is None or label in entry.values or label == opening:
                if entry is not None:
                    yield _row(entry, names)
                if not header_given:
                    yield Strip(tuple(Cell((Paragraph(name),)) for name in names), Place())
                    header_given = True
                entry = _Entry(first=block.paragraph.place.line or 0)
            entry.values[label] = list(read_line(value, block.paragraph.place)) if value else []
            now = label
        elif entry is not None and now is not None and _belongs(block, entry.values[now], labels):
            entry.values[now].append(block.paragraph)
        else:
            if entry is not None:
                yield _row(entry, names)
                entry, now = None, None
            yield Strip((Cell((block.paragraph,)),), block.paragraph.place, loose=True, gap=block.gap)
            continue
        entry.last = block.paragraph.place.line_end or 0
    if entry is not None:
        yield _row(entry, names)


def _belongs(block: Block, before: Sequence[Paragraph], labels: dict[str, HeaderReading]) -> bool:
    """Whether a paragraph without a label goes on with the value above it: a list item, or the value that its label was printed above."""
    return block.paragraph.bullet or not before


def _row(entry: _Entry, names: Sequence[str]) -> Strip:
    cells = tuple(Cell(tuple(entry.values.get(name, ()))) for name in names)
    return Strip(cells, Place(line=entry.first, line_end=entry.last))
