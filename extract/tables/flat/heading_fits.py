"""How well a paragraph of a flattened table suits the place of a heading between its rows (natural-log scale, hand-set)."""

from __future__ import annotations

import re

from extract.columns import is_ref
from extract.flow import ENDED
from extract.tables.flat.likelihoods import Columns
from extract.tables.flat.paragraphs import Block
from extract.tables.flat.series import NUMBERED_ACTION
from model import Meanings

LONGEST_HEADING = 70
COUNTED = re.compile(r"(\d{1,2})(?:\.0)?[.)]?\s+[A-Z]")
"""A heading's own number, on which that of the row below it counts: "2 Living rivers", "2.1"."""
HEADING = -1.8
"""What it costs to take a line for a heading that no word or number tells as one."""
OPENS, COUNTS_ON = 2.2, 1.0
"""What a number below a line says for a heading, where it begins a series and where it counts on in one."""


def _followed(following: Block, opens: bool) -> float:
    """What the paragraph below says for a heading: a number, most where it begins a series of its own."""
    if is_ref(following.text) or opens:
        return OPENS if opens else COUNTS_ON
    return 1.6 if NUMBERED_ACTION.match(following.text) else 0.4 * min(following.gap, 2)


def suits_heading(block: Block, following: Block | None, listed: bool, columns: Columns, meanings: Meanings, opens: bool) -> float:
    """How well a paragraph suits the place of a heading between rows: short, no sentence, and a numbered row or white space after it."""
    text = block.text
    counts = following is not None and (number := COUNTED.match(text)) is not None and following.text.startswith(f"{number[1]}.1")
    if (
        following is None
        or listed
        or len(text) > (2 * LONGEST_HEADING if counts else LONGEST_HEADING)
        or ENDED.search(text)
        or block.paragraph.bullet
        or not (text[:1].isupper() or counts)
        or is_ref(text)
    ):
        return -9.0
    content = meanings.content(text)
    doing = 0.2 if columns.numbered and not NUMBERED_ACTION.match(text) else 1.5
    against = 3.0 * content.get("timescale", 0.0) + 1.5 * content.get("status", 0.0) + doing * content.get("action", 0.0)
    numbered = 4.0 if counts else _followed(following, opens)
    return HEADING + numbered + 0.3 * min(block.gap, 2) - against - columns.headed
