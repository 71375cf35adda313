"""The paragraphs of a flattened paper that together head a table of another kind: what stands below them is none of the plan's."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from extract.columns import is_ref
from extract.flow import ENDED
from extract.tables.flat.header_runs import Run
from extract.tables.flat.paragraphs import Block
from model import Meanings

LONGEST = 40
"""Characters of a header."""
FEWEST, MOST = 3, 12
"""Paragraphs that together may head a table."""
FIGURE = re.compile(r"[£$€]?\s?\d[\d,.]*\s?%?")
ROWS, FIGURES = 2, 0.3
"""Rows below a header of measures that are looked at, and the share of their cells that must be bare figures."""
VALUE = 0.8
"""How plainly a text that is no header must be a lead, a time or a state to be a cell of a row."""


def foreign_heads(blocks: Sequence[Block], runs: Mapping[int, Run], meanings: Meanings) -> dict[int, int]:
    """Where each header of another table's begins and ends; one may end with what alone would be a plan's header, a key in `runs`."""
    found: dict[int, int] = {}
    at = 0
    while at < len(blocks):
        end = at
        while end < len(blocks) and end not in runs and _may_head(blocks[end], meanings):
            end += 1
        whole = end + len(runs[end]) if end in runs else end
        start = _foreign_from(blocks, at, end, whole, meanings)
        if start is not None:
            found[start] = whole
        at = max(whole, at + 1)
    return found


def _foreign_from(blocks: Sequence[Block], first: int, end: int, whole: int, meanings: Meanings) -> int | None:
    """The first of some paragraphs from which on all of them are known to head a table of another kind."""
    for start in range(max(first, whole - MOST), end):
        if whole - start < FEWEST:
            return None
        if meanings.alien([block.text for block in blocks[start:whole]]) is not None or _heads_figures(blocks, start, end, meanings):
            return start
    return None


def _heads_figures(blocks: Sequence[Block], start: int, end: int, meanings: Meanings) -> bool:
    """Whether some paragraphs, most of them headers and the first a measure, stand above rows of bare figures: "Measure", "Baseline"."""
    texts = [block.text for block in blocks[start:end]]
    if meanings.content(texts[0]).get("measured", 0.0) < VALUE or sum(meanings.header(text) is not None for text in texts) < FEWEST:
        return False
    below = blocks[end : end + ROWS * len(texts)]
    return sum(FIGURE.fullmatch(block.text) is not None for block in below) >= FIGURES * max(len(below), len(texts))


def _may_head(block: Block, meanings: Meanings) -> bool:
    """Whether a paragraph is short and a header, or no value that a row prints."""
    text = block.text
    if len(text) > LONGEST or block.paragraph.bullet or ENDED.search(text) or is_ref(text) or not text[:1].isupper():
        return False
    if meanings.header(text) is not None:
        return True
    said = meanings.content(text)
    return all(said.get(role, 0.0) < VALUE for role in ("lead", "timescale", "status"))
