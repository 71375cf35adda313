"""Tables without lines side by side: a header that says the same twice over heads two; text may run down beside one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extract.tables.print_heads import Head
from extract.tables.print_lines import PrintedLine, phrases
from model import Meanings, Page, Word

FEWEST = 2
"""Columns of each of two tables."""
FARTHEST_IN = 0.25
"""Share of a page's width from which a table that begins there may have text beside it."""
FEWEST_WORDS, FEWEST_LINES = 4, 4
"""Words a line, and lines, from which such text is prose."""
APART = 8.0
"""Points of white between the two."""
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


def text_beside(page: Page, heads: Sequence[Head], meanings: Meanings) -> tuple[Page, Page] | None:
    """The page without the text that runs down left of its tables, from the first header's height on, and that text; None where none does.

    A column without a header is no such text: nothing of it stands at the header's height.
    """
    if not heads or len(heads[0].cells) < 2 or any(head.spans[0][0] < heads[0].spans[0][0] - APART for head in heads):
        return None
    spans, first = heads[0].spans, heads[0].cells[0]
    in_line = len(spans) > 2 and meanings.header(meanings.join([line.text for line in first])) is None
    left = spans[1][0] if in_line else spans[0][0]
    if left < FARTHEST_IN * page.width:
        return None
    top, foot = min(word.box[1] for word in heads[0].words), max(word.box[3] for word in heads[0].words)
    aside = [word for word in page.words if word.box[2] <= left and word.box[3] > top and word.upright]
    rows = {word.box[1] for word in aside}
    if len(aside) < FEWEST_WORDS * len(rows) or len(rows) < FEWEST_LINES or not any(word.box[1] < foot for word in aside):
        return None
    across = any(word.box[0] < left - WIDE < word.box[2] for word in page.words if word.box[3] > top)
    if across or max(word.box[2] for word in aside) > left - APART:
        return None
    return _half(page, [word for word in page.words if word.box[2] > left or word.box[3] <= top]), _half(page, aside)
