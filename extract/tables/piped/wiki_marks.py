"""What a wiki's page writes into its tables: strokes of bold, and how many columns a cell spans, behind which a row of its own begins."""

from __future__ import annotations

import re
from collections.abc import Sequence

from model import Line

SPAN = re.compile(r"\|\s*(?:%\s*)?colspan\s*=\s*[\"']?(?P<columns>\d{1,2})[\"']?\s*(?:%\s*)?\|(?P<text>[^|]*)\|", re.IGNORECASE)
"""A cell that spans columns: the name of the rows below, written behind the cells of the row above."""
BOLD = re.compile(r"'''(?=\S)((?:(?!''').)+)(?<=\S)'''")
EMPTY = re.compile(r"\|\s*\|\s*$")
"""The place of such a name, empty."""


def without_wiki_marks(lines: Sequence[Line]) -> list[Line]:
    """The lines with a wiki's bold as everybody writes it, and each name that spans columns on a line of its own; others as they are."""
    if not any("'''" in line.text for line in lines):
        return list(lines)
    spanned = any(SPAN.search(line.text) for line in lines)
    found: list[Line] = []
    for line in lines:
        text = BOLD.sub(r"**\1**", line.text)
        cut = SPAN.search(text) if spanned else None
        if cut is None:
            found.append(Line(line.number, EMPTY.sub("|", text) if spanned else text, line.page))
            continue
        found.append(Line(line.number, f"{text[: cut.start()]}|", line.page))
        name = f"{cut['text'].strip()} {'| ' * int(cut['columns'])}{text[cut.end() :].strip()}"
        found.append(Line(line.number, name.rstrip(), line.page))
    return found
