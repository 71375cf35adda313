"""Tables beside the plan that are none of it: a budget, a register of risks, a list of members, told by the line that they open with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import takewhile

from extract.columns import is_ref
from extract.flow import ENDED
from extract.headers import Frame
from extract.placing import place_cells
from model import Cell, Meanings, Role, Strip

LONGEST = 45
"""Characters of a cell that can be a header."""
MOST_WORDS = 6
AHEAD = 8
"""Lines of a table, its first among them, by which it is told."""
TOLD = 0.5
"""Likeness from which a cell says who acts or when; from half of it downwards it does not."""
ASKED: tuple[Role, ...] = ("lead", "timescale")


def without_others(frames: Mapping[int, Frame], meanings: Meanings) -> dict[int, Frame]:
    """The header lines that can be a plan's: where one names its actions, a line that speaks of another thing is none."""
    own = {index: frame for index, frame in frames.items() if not _is_alien(frame, meanings)}
    if not any("action" in column.roles for frame in own.values() for column in frame.columns):
        return dict(frames)
    return own


def _is_alien(frame: Frame, meanings: Meanings) -> bool:
    return meanings.alien([column.header for column in frame.columns]) is not None


def opens_other(strip: Strip, ahead: Sequence[Strip], frame: Frame, meanings: Meanings) -> bool:
    """Whether the first line of a table that is no header of a plan heads a table of another kind.

    It does where its words are known to; where it alone is bold; and where it could be a header, is as wide as no header of the plan,
    and the lines below it say neither who nor when in the columns that should.
    """
    texts = [strip.cells[index].text for index in strip.filled]
    if len(texts) < 2 or not all(map(_may_head, texts)):
        return False
    if meanings.alien(texts) is not None:
        return True
    below = [line for line in takewhile(lambda line: not line.loose and not line.gap, ahead) if line.filled]
    if not below or strip.filled[-1] != len(strip.cells) - 1 or any(is_ref(text) for text in texts):
        return False
    if _is_bold(strip):
        return not any(map(_is_bold, below))
    return len(strip.cells) != frame.width and _disagrees(below, frame, meanings)


def _may_head(text: str) -> bool:
    return len(text) <= LONGEST and len(text.split()) <= MOST_WORDS and not ENDED.search(text)


def _is_bold(strip: Strip) -> bool:
    return all(paragraph.bold for index in strip.filled for paragraph in strip.cells[index].paragraphs)


def _disagrees(lines: Sequence[Strip], frame: Frame, meanings: Meanings) -> bool:
    """Whether more of the cells that should say who or when do not than do, or there are none of them at all."""
    told = [
        _told(cell, role, meanings)
        for line in lines
        for index, cell in place_cells(line, frame, meanings).cells.items()
        for role in ASKED
        if frame.columns[index].roles == (role,)
    ]
    return sum(told) < 0 or not told and any(column.roles == (role,) for column in frame.columns for role in ASKED)


def _told(cell: Cell, role: Role, meanings: Meanings) -> int:
    score = max(meanings.content(paragraph.text[:160]).get(role, 0.0) for paragraph in cell.paragraphs)
    return 1 if score >= TOLD else -1 if score < TOLD / 2 else 0
