"""Tables without lines side by side: a header that says the same twice over heads two; text may run down beside one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extract.tables.printed.heads import Head
from extract.tables.printed.lines import PrintedLine, phrases
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
    """The page without the text that runs down beside its tables, from the first header's height on, and that text; None where none does.

    A column without a header is no such text: nothing of it stands at the header's height.
    """
    if not heads or len(heads[0].cells) < 2 or any(head.spans[0][0] < heads[0].spans[0][0] - APART for head in heads):
        return None
    return _text_left(page, heads[0], meanings) or _text_right(page, heads, meanings)


def _text_left(page: Page, head: Head, meanings: Meanings) -> tuple[Page, Page] | None:
    spans, first = head.spans, head.cells[0]
    in_line = len(spans) > 2 and meanings.header(meanings.join([line.text for line in first])) is None
    left = spans[1][0] if in_line else spans[0][0]
    if left < FARTHEST_IN * page.width:
        return None
    top = min(word.box[1] for word in head.words)
    aside = [word for word in page.words if word.box[2] <= left and word.box[3] > top and word.upright]
    across = any(word.box[0] < left - WIDE < word.box[2] for word in page.words if word.box[3] > top)
    if across or not _is_prose(aside, head) or max(word.box[2] for word in aside) > left - APART:
        return None
    return _half(page, [word for word in page.words if word.box[2] > left or word.box[3] <= top]), _half(page, aside)


def _text_right(page: Page, heads: Sequence[Head], meanings: Meanings) -> tuple[Page, Page] | None:
    """The same of text right of all that stands below the headers, white between the two."""
    last = " ".join(line.text for line in heads[0].cells[-1])
    in_line = len(heads[0].cells) > 2 and last.count(" ") >= FEWEST_WORDS - 1 and meanings.header(last) is None
    top, edge = min(word.box[1] for word in heads[0].words), max(head.spans[-1 - in_line][1] for head in heads)
    foot = max(word.box[3] for word in heads[0].words)
    if not any(word.box[0] > edge + APART and top < word.box[3] and word.box[1] < foot for word in page.words):
        return None
    below = sorted((word for word in page.words if word.box[3] > top and word.upright), key=lambda word: word.box[0])
    for place, word in enumerate(below):
        if word.box[0] > edge + APART:
            aside = below[place:]
            held = {id(each) for each in aside}
            beside = _is_prose(aside, heads[0])
            return (_half(page, [each for each in page.words if id(each) not in held]), _half(page, aside)) if beside else None
        edge = max(edge, word.box[2])
    return None


def _is_prose(aside: Sequence[Word], head: Head) -> bool:
    """Whether words are those of long lines, and begin above the header's foot."""
    rows, foot = {word.box[1] for word in aside}, max(word.box[3] for word in head.words)
    return len(rows) >= FEWEST_LINES and len(aside) >= FEWEST_WORDS * len(rows) and any(word.box[1] < foot for word in aside)
