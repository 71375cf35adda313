"""Lines to paragraphs, for papers in which the table is gone: one paragraph a cell, or one line a cell."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extract.flow import ENDED, is_open
from extract.markup import BULLET, LIST_INDENT, read_line
from model import Line, Page, Paragraph, Place

DENSE = 0.6
"""Share of printed lines that another follows at once, from which blank lines do not part the cells."""
WRAPPED = 0.8
"""A line at least this share of the usual full width may run over into the next."""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph with the white space before it, in steps of one empty paragraph."""

    paragraph: Paragraph
    gap: int

    @property
    def text(self) -> str:
        """Its words."""
        return self.paragraph.text


def read_blocks(pages: Iterable[Page]) -> list[Block]:
    """Every paragraph of a text in order; a paragraph wrapped over lines is one, its place all of them."""
    lines = [line for page in pages for line in page.lines]
    printed = [index for index, line in enumerate(lines) if line.text.strip()]
    if not printed:
        return []
    dense = sum(index + 1 < len(lines) and bool(lines[index + 1].text.strip()) for index in printed) >= DENSE * len(printed)
    spaced = any("\u00a0" in line.text and not line.text.strip() for line in lines)
    width = sorted(len(lines[index].text.rstrip()) for index in printed)[int(0.9 * (len(printed) - 1))]
    blocks: list[Block] = []
    waiting: list[Line] = []
    empty = blank = 0
    for line in lines:
        if not line.text.strip():
            blocks += _flush(waiting, _steps(empty, blank, spaced))
            if waiting:
                empty = blank = 0
            waiting = []
            empty += "\u00a0" in line.text
            blank += 1
        elif waiting and _runs_over(waiting[-1].text, line.text, width, dense):
            waiting.append(line)
        else:
            if waiting:
                blocks += _flush(waiting, _steps(empty, blank, spaced))
                empty = blank = 0
            waiting = [line]
    return blocks + _flush(waiting, _steps(empty, blank, spaced))


def _steps(empty: int, blank: int, spaced: bool) -> int:
    """White space as a count of empty paragraphs: where no-break spaces stand for them they count, else the blank lines over one."""
    return empty if spaced and empty else max(0, blank - 1)


def _runs_over(before: str, after: str, width: int, dense: bool) -> bool:
    """Whether a line is the rest of the one above, without a blank line between."""
    if BULLET.match(after.strip()) or LIST_INDENT.match(after):
        return False
    small = after.strip()[0].islower()
    if small and (is_open(before) or not ENDED.search(before.rstrip())):
        return True
    long = len(before.rstrip()) >= WRAPPED * width and width >= 40
    return long and not ENDED.search(before.rstrip()) if dense else long or is_open(before)


def _flush(lines: Sequence[Line], gap: int) -> list[Block]:
    if not lines:
        return []
    place = Place(line=lines[0].number, line_end=lines[-1].number)
    text = lines[0].text + "".join(f" {line.text.strip()}" for line in lines[1:])
    return [Block(paragraph, gap if index == 0 else 0) for index, paragraph in enumerate(read_line(text, place))]
