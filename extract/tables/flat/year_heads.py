"""The lines of a flattened paper that head its tables by the year that their rows are for."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from extract.tables.flat.paragraphs import Block
from model import Meanings


def year_heads(blocks: Sequence[Block], starts: Collection[int], meanings: Meanings) -> frozenset[int]:
    """The positions right above the headers that start at `starts`, where each holds the name of a year, and not all the same one.

    Where one of them does not, as above the first header, the years are the last cells of rows.
    """
    above = frozenset(start - 1 for start in starts)
    named = all(at >= 0 and meanings.content(blocks[at].text).get("year", 0.0) for at in above)
    return above if named and len({blocks[at].text for at in above}) > 1 else frozenset()
