"""Two tables without lines side by side: a header that says the same twice over heads two, each with its own rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extract.tables.print_heads import Head
from extract.tables.print_lines import PrintedLine, phrases
from model import Page, Word

FEWEST = 2
"""Columns of each of two tables."""
WIDE = 1.0
"""Font sizes of white beside the place where two tables part."""


def twins(page: Page, lines: Sequence[PrintedLine], heads: Sequence[Head]) -> tuple[Page, ...]:
    """The page's left and right halves where two tables with one header stand side by side; none where they do not.

    What runs over the place where they part goes with the left one.
    """
    for head in heads:
        texts = [" ".join(line.text for line in cell).casefold() for cell in head.cells]
        half = len(texts) // 2
        if half < FEWEST or len(texts) % 2 or texts[:half] != texts[half:]:
            continue
        cut = head.spans[half][0] - WIDE
        left: list[Word] = []
        right: list[Word] = []
        for line in lines:
            for phrase in phrases(line, WIDE):
                (right if phrase.box[0] >= cut else left).extend(phrase.words)
        return _half(page, left), _half(page, right)
    return ()


def _half(page: Page, words: Sequence[Word]) -> Page:
    kept = {id(word) for word in words}
    return replace(page, words=tuple(word for word in page.words if id(word) in kept))
