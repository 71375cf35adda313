"""Paragraphs in which a lead and its time stand behind each other, where the table has a column for each side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from extract.flow import ENDED
from extract.row.merged_cells import halves
from extract.tables.flat.paragraphs import Block
from model import Cell, Meanings, Role

LONGEST = 100
"""Characters; a longer paragraph is prose that names somebody and a time."""
PLAIN = 0.8
"""How plainly the lead of such a paragraph must be one, and its time."""


def part_joint_blocks(blocks: Sequence[Block], orders: Sequence[Sequence[tuple[Role, ...]]], meanings: Meanings) -> list[Block]:
    """The paragraphs with each that is a lead and a time, and nothing else, as two."""
    firsts = [first for order in orders if (first := _lead_first(order)) is not None]
    if not firsts:
        return list(blocks)
    return [part for block in blocks for part in _parted(block, list(dict.fromkeys(firsts)), meanings)]


def _lead_first(order: Sequence[tuple[Role, ...]]) -> bool | None:
    """Of columns of leads and of times side by side whether the leads come first; None where they are not side by side."""
    for left, right in pairwise(order):
        if (left, right) in ((("lead",), ("timescale",)), (("timescale",), ("lead",))):
            return left == ("lead",)
    return None


def _parted(block: Block, firsts: Sequence[bool], meanings: Meanings) -> Iterator[Block]:
    text = block.text
    may_be = " " in text and len(text) <= LONGEST and not block.paragraph.bullet and not ENDED.search(text)
    if not may_be or meanings.content(text).get("timescale", 0.0) >= PLAIN:
        yield block
        return
    for lead_first in firsts:
        pieces = halves(Cell((block.paragraph,)), lead_first, False, meanings)
        if pieces is None or not all(pieces):
            continue
        lead, time = pieces if lead_first else pieces[::-1]
        if _says(lead, "lead", meanings) and _says(time, "timescale", meanings):
            yield Block(pieces[0].paragraphs[0], block.gap)
            yield Block(pieces[1].paragraphs[0], 0)
            return
    yield block


def _says(cell: Cell, role: str, meanings: Meanings) -> bool:
    return meanings.content(cell.text).get(role, 0.0) >= PLAIN
