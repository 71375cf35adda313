"""Printed lines with the white space before them, and those of them that stand in no table as loose strips."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from extract.flow import ENDED, is_open
from extract.markup import BULLET, HEADED, read_line
from model import Cell, Line, Meanings, Page, Place, Strip

RULER = re.compile(r"^[\s|+:]*[-=_~*─━═—–]{3}[\s|+:=_~*─━═—–-]*$")
"""A drawn line: it parts rows or underlines a header, and says nothing."""
LONG, FULL = 60, 0.85
"""Characters, and share of the longest line beside it, from which a line may run over into the next."""


@dataclass(frozen=True, slots=True)
class Printed:
    """A line that prints words, with what stands between it and the one above."""

    line: Line
    gap: int = 0
    """Blank lines before it."""
    ruler: str = ""
    """The line drawn above it, where there is one."""
    cells: Mapping[int, str] | None = None
    """Its words by column, where they are told otherwise than by where they stand."""

    @property
    def text(self) -> str:
        """Its words where they stand: tabs and no-break spaces as spaces."""
        return self.line.text.replace("\u00a0", " ").expandtabs(8).rstrip()


def printed_lines(pages: Iterable[Page]) -> list[Printed]:
    """Every line that prints words, in order."""
    found: list[Printed] = []
    gap, ruler = 0, ""
    for line in (line for page in pages for line in page.lines):
        if not line.text.strip():
            gap += 1
        elif RULER.match(line.text):
            ruler = line.text.replace("\u00a0", " ").expandtabs(8)
        else:
            found.append(Printed(line, gap, ruler))
            gap, ruler = 0, ""
    return found


def read_prose(lines: Sequence[Printed], meanings: Meanings) -> Iterator[Strip]:
    """The lines as loose strips, a paragraph that is wrapped over several lines as one."""
    longest = max((len(line.text.strip()) for line in lines), default=0)
    waiting: list[Printed] = []
    for line in lines:
        if waiting and not _wraps(waiting[-1].text.strip(), line, longest, meanings):
            yield from _loose(waiting)
            waiting = []
        waiting.append(line)
    yield from _loose(waiting)


def _wraps(before: str, line: Printed, longest: int, meanings: Meanings) -> bool:
    """Whether a line is the rest of the one above it. Titles stand one a line, so a line in doubt is a text of its own."""
    after = line.text.strip()
    if line.gap or line.ruler or BULLET.match(after) or HEADED.match(after) or HEADED.match(before):
        return False
    if after[:1].islower() and not ENDED.search(before):
        return True
    reading = meanings.heading(after)
    if is_open(before) and (reading is None or reading.score < 0.5):
        return True
    full = len(before) >= max(LONG, FULL * longest) and not ENDED.search(before)
    return full and meanings.heading(before) is None and reading is None


def _loose(lines: Sequence[Printed]) -> Iterator[Strip]:
    if not lines:
        return
    place = Place(line=lines[0].line.number, line_end=lines[-1].line.number)
    for index, paragraph in enumerate(read_line(" ".join(line.text.strip() for line in lines), place)):
        yield Strip((Cell((paragraph,)),), place, loose=True, gap=0 if index else lines[0].gap)
