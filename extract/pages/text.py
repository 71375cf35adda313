"""Plain text: one page of numbered lines."""

from __future__ import annotations

import re

from extract.encodings import decode
from model import Doubt, Line, Page

_LINE_END = re.compile(r"\r\n|\r|\n")


def read_text(data: bytes, label: str) -> tuple[Page, tuple[Doubt, ...]]:
    """The lines of a text, numbered as an editor numbers them, and a doubt for each kind of repair to its bytes.

    A form feed parts a line in two with one number. A vertical tab or a Unicode line separator is a break within a cell: it stays
    in the line's text as white space. Raises what `decode` raises.
    """
    decoded = decode(data, label)
    printed = _LINE_END.split(decoded.text)
    if not printed[-1]:
        printed.pop()
    lines = tuple(Line(number, piece) for number, line in enumerate(printed, start=1) for piece in _pieces(line))
    return Page(lines), tuple(Doubt("repaired_encoding", f"{label}: {note}", "info") for note in decoded.repairs)


def _pieces(line: str) -> list[str]:
    """The stretches between form feeds: one that is empty says nothing, but a line keeps at least one."""
    return [piece for piece in line.split("\f") if piece] or [""]
