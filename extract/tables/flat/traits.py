"""What a paragraph looks like, whatever it says: its length, whether it is an item of a list, whether it ends with a full stop."""

from __future__ import annotations

from bisect import bisect_right

from extract.flow import ENDED
from extract.tables.flat.paragraphs import Block

SIZES = (1, 3, 7, 14, 28)
"""Spaces from which a paragraph counts as longer than those before."""
ITEM = len(SIZES) + 1
STOP = ITEM + 2
COUNT = STOP + 2
"""Where the traits of items and of full stops begin among those of all lengths, and how many there are."""


def traits(block: Block) -> tuple[int, int, int]:
    """Which of all traits the paragraph has: one of its length, one of its mark and one of its end."""
    text = block.text
    return bisect_right(SIZES, text.count(" ")), ITEM + block.paragraph.bullet, STOP + (ENDED.search(text) is not None)
