"""A header printed again: known by its own words, also where the foot of a cell has run into it."""

from __future__ import annotations

import re

from extract.headers import Frame
from extract.markup import squeezed
from model import Cell, Meanings, Paragraph, Strip

NOTE = re.compile(r"\([a-z]+[.']?[a-z]*[.]?\)")
"""A word in brackets behind a header says that the table goes on, "(continued)", and is no foot of a cell."""


def repeated_header(strip: Strip, frame: Frame, meanings: Meanings) -> tuple[bool, dict[int, Cell]]:
    """Whether a strip prints the frame's header again, and the cell text that has run into it, by column.

    A page break can leave the foot of a cell inside the header above the next page: what follows the header's own words there
    belongs to the row before. A header of another column behind them makes it the header of another table.
    """
    if strip.loose or len(strip.cells) < 2 or any(cell and meanings.header(cell.text) is not None for cell in strip.cells[frame.width :]):
        return False, {}
    by_column: dict[int, list[str]] = {}
    for position, cell in enumerate(strip.cells):
        if cell:
            by_column.setdefault(frame.at(position), []).append(cell.text)
    same, run_in = 0, {}
    for index, pieces in by_column.items():
        text, header = meanings.join(pieces) if len(pieces) > 1 else pieces[0], frame.columns[index].header
        rest = _after(text, header) if header else None
        if squeezed(text) == squeezed(header) or rest is not None and NOTE.fullmatch(rest):
            same += 1
        elif rest is not None:
            run_in[index] = rest
        else:
            return False, {}
    named = sum(bool(column.header) for column in frame.columns)
    if same < 2 or same + len(run_in) < max(2, 0.6 * named):
        return False, {}
    return True, {index: Cell((Paragraph(text, strip.place),)) for index, text in run_in.items()}


def _after(text: str, header: str) -> str | None:
    if text.casefold().startswith(header.casefold()) and len(text) > len(header) and text[len(header)].isspace():
        return text[len(header) :].strip()
    return None
