"""A header printed on one line, its names spread out with spaces, above cells that are paragraphs and stand in no columns."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.tables.flat.header_runs import heads_table
from extract.tables.prose import Printed
from extract.tables.spaced.around_rows import GUTTER
from extract.tables.spaced.gutters import Head
from model import Line, Meanings, Page

FEWEST = 3
"""Paragraphs below a header from which they tell that nothing stands in its columns."""
MARK = re.compile(r"(?:[•▪●○◦■‣·*o–-]|\(?\w{1,3}[.)]) +")
"""What marks or counts an item of a list, with the white space behind it."""


def keeps_columns(head: Head, body: Sequence[Printed]) -> bool:
    """Whether what stands below a header may be set in its columns: white space parts words, or a line begins below a later name.

    Lines of which each stands right below another, and few, may be the cells of its first column.
    """
    if len(body) < FEWEST or any(not line.gap for line in body):
        return True
    second = next((start for start, _ in head.spans[1:]), 0)
    return any(len(_pieces(text)) > 1 or len(text) - len(text.lstrip()) >= second for text in (line.line.text for line in body))


def part_spread_heads(pages: Sequence[Page], meanings: Meanings) -> Sequence[Page]:
    """The pages with each spread header as lines of their own, a name a line, where no other line of theirs is set in columns."""
    lines = [line for page in pages for line in page.lines]
    spread = {line.number: pieces for line in lines if len(pieces := _pieces(line.text)) > 1}
    if not spread or not all(heads_table(pieces, meanings) for pieces in spread.values()):
        return pages
    parted = [Line(line.number, text) for line in lines for text in _stacked(spread.get(line.number, [line.text]))]
    return (Page(tuple(parted)),)


def _stacked(pieces: Sequence[str]) -> list[str]:
    """Each name of a header as a paragraph of its own; a line that is none as it stands."""
    return list(pieces) if len(pieces) < 2 else [each for name in pieces for each in (name, "")]


def _pieces(text: str) -> list[str]:
    """What white space parts a line into, but for the mark of a list before it."""
    said = text.strip()
    return GUTTER.split(said[found.end() :] if (found := MARK.match(said)) else said)
