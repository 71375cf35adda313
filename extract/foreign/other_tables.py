"""Tables beside the plan that are none of it: a budget, a register of risks, a list of members, told by the line that they open with."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping, Sequence
from itertools import takewhile

from extract.columns import is_ref
from extract.flow import ENDED
from extract.foreign.own_heads import heads_itself
from extract.foreign.totals import FIGURE
from extract.headers import PROGRESS, STRONG, Frame, is_bold, is_value, read_header
from extract.row.placing import place_cells
from model import Cell, Meanings, Role, Strip

LONGEST = 45
"""Characters of a cell that can be a header."""
MOST_WORDS = 6
LONGEST_SHORTENED = 5
"""Characters of one whose full stop ends no sentence: "No.", "Ref."."""
AHEAD = 8
"""Lines of a table, its first among them, by which it is told."""
MOST_LONE = 3
"""Lines, the last among them, within which a table's header stands below its lone title."""
EDGED = 2
"""Cells of a line of a table whose labels stand down its edge."""
FEWEST = 3
"""Lines below that must leave the same columns empty."""
OTHER, GLOSSARY = "other", "glossary"
TOLD = 0.5
"""Likeness from which a cell says who acts, what or when; from half of it downwards it does not."""
NUMBER = re.compile(r"[£€]?\d[\d,.]*[%mk]?")
ACTED: tuple[Role, ...] = ("lead", "action")
ASKED: tuple[Role, ...] = ("lead", "timescale")
TIMED: frozenset[Role] = frozenset({"timescale", "start"})
SAYING: frozenset[Role] = frozenset({"lead", "timescale", "start", "completed", "update", "status", "rag"})
MEASURED, ALL_MEASURED = 0.5, 0.9
"""Share of a table's cells behind the first that must be figures for it to measure, and where its header is none of a plan's."""


def without_others(frames: Mapping[int, Frame], meanings: Meanings) -> dict[int, Frame]:
    """The header lines that can be a plan's: one that speaks of another thing is none where another names its actions, or more than it."""
    own = {index: frame for index, frame in frames.items() if not _is_alien(frame, meanings)}
    others = [frame for index, frame in frames.items() if index not in own]
    named = {role for frame in own.values() for column in frame.columns for role in column.roles}
    if "action" in named or max(map(_kinds, own.values()), default=0) > max(map(_kinds, others), default=0):
        return own
    return dict(frames)


def _kinds(frame: Frame) -> int:
    return len({role for column in frame.columns for role in column.roles})


def _is_alien(frame: Frame, meanings: Meanings) -> bool:
    return meanings.alien([column.header for column in frame.columns]) is not None


def is_measured(frame: Frame, below: Sequence[Strip], plans: Iterable[Frame]) -> bool:
    """Whether a header's table only measures, beside a plan's: its header says neither who, when nor how far, its lines hold figures.

    A plan's own header is by other words for the action, and says who or when.
    """
    columns, named = frame.columns, {column.header.casefold() for column in frame.columns if "action" in column.roles}
    if any(SAYING.intersection(column.roles) for column in columns):
        return False
    if not any(_acts_beside(plan, named) for plan in plans):
        return False
    return _figures(below) >= MEASURED


def _figures(below: Sequence[Strip]) -> float:
    """The share of figures among what a table's lines hold behind their first cells."""
    lines = takewhile(lambda line: not line.loose and not line.gap, below)
    cells = [line.cells[index].text for line in lines for index in line.filled[1:]]
    return sum(FIGURE.fullmatch(text) is not None for text in cells) / len(cells) if len(cells) > 1 else 0.0


def _acts_beside(plan: Frame, named: Container[str]) -> bool:
    roles = {role for column in plan.columns for role in column.roles}
    other = any("action" in column.roles and column.header.casefold() not in named for column in plan.columns)
    return other and bool(roles.intersection(ASKED))


def opens_other(strip: Strip, ahead: Sequence[Strip], frame: Frame, meanings: Meanings, titled: bool = False) -> bool:
    """Whether the first line of a table that is no header of a plan heads a table of another kind.

    It does where its words are known to; where it alone is bold; and where it could be a header, is as wide as no header of the plan,
    and the lines below it say neither who nor when in the columns that should. A table read on another's columns leaves the last empty.
    Words of which each heads a column and that together are no header of a plan head a table of another width too ("Event", "Date").
    A narrower table whose lines only count ("Overdue", 4) is one too, and one that differs from all below it, and one of labels down its
    edge that the head of a report prints, or its end ("Legal", "Equality"). A lone title opens what stands right below it.
    """
    texts = [strip.cells[index].text for index in strip.filled]
    if len(texts) == 1 and len(ahead) > 1 and not ahead[0].loose and not ahead[0].gap and _may_head(texts[0]):
        return _heads_other(ahead[0], ahead[1:], frame, meanings)
    if len(texts) == 1:
        return _heads_alien([line for line in takewhile(lambda line: not line.loose, ahead) if line.filled][:MOST_LONE], meanings)
    if len(texts) == len(strip.cells) == EDGED < frame.width and _is_edged([strip, *ahead], meanings):
        return True
    if len(texts) < 2 or not all(map(_may_head, texts)):
        return False
    if _heads_other(strip, ahead, frame, meanings) or heads_itself(strip, ahead, frame, meanings, titled):
        return True
    if len(strip.cells) != frame.width and all(_names_column(text, meanings) for text in texts):
        return True
    below = [line for line in takewhile(lambda line: not line.loose and not line.gap, ahead) if line.filled]
    last = strip.filled[-1]
    narrow = last < len(strip.cells) - 1
    if below and len(strip.cells) < frame.width and all(map(_counts, (strip, *below))):
        return True
    if _is_row(strip, frame, meanings) and not _disagrees(below, frame, False, meanings):
        return False
    if not below or narrow and (len(below) < FEWEST or any(line.filled[-1] > last for line in below)) or any(map(is_ref, texts)):
        return False
    if not narrow and is_bold(strip):
        return not any(map(is_bold, below))
    return (narrow or len(strip.cells) != frame.width) and _disagrees(below, frame, narrow, meanings)


def _is_row(strip: Strip, frame: Frame, meanings: Meanings) -> bool:
    """Whether a line is a row of the plan, or the rest of one, that a converter made the head of its page's table.

    As wide as the plan's lines it says when where they do, and who, what or how far, or leaves cells empty and begins small.
    """
    if len(strip.cells) != frame.width:
        return False
    if strip.cells[strip.filled[0]].text[:1].islower() and len(strip.filled) < len(strip.cells):
        return True
    roles = [(frame.columns[frame.at(at)].roles, strip.cells[at].text) for at in strip.filled]
    timed = any(TIMED & set(own) and is_value(text, meanings) for own, text in roles)
    stated = any(PROGRESS & set(own) and meanings.content(text)["status"] >= TOLD for own, text in roles)
    return timed and (stated or any(role in own and meanings.content(text)[role] >= TOLD for role in ACTED for own, text in roles))


def _is_edged(lines: Sequence[Strip], meanings: Meanings) -> bool:
    """Whether the first cells of the lines of a table are known to head another kind of table, set on its side."""
    own = list(takewhile(lambda line: not line.loose and len(line.cells) == EDGED and (line is lines[0] or not line.gap), lines))
    acts = sum(meanings.content(line.cells[1].text)["action"] >= TOLD for line in own)  # rows that lost the tabs behind them
    return 2 * acts <= len(own) and meanings.alien([line.cells[0].text for line in own]) is not None


def _names_column(text: str, meanings: Meanings) -> bool:
    """Whether a text is a header as it stands, of a plan's column or of any list's: "Event", "Date"."""
    reading = meanings.header(text)
    return reading is not None and reading.score >= STRONG or meanings.content(text)["vague"] > 0.0


def _heads_alien(ahead: Sequence[Strip], meanings: Meanings) -> bool:
    """Whether the next line that is more than a title, or a sentence below one, is known to head a table of another kind."""
    line = next((line for line in ahead if len(line.filled) > 1), None)
    return line is not None and all(_may_head(cell.text) for cell in line.cells if cell) and meanings.alien(_texts(line)) is not None


def _texts(line: Strip) -> list[str]:
    return [line.cells[index].text for index in line.filled]


def _heads_other(strip: Strip, ahead: Sequence[Strip], frame: Frame, meanings: Meanings) -> bool:
    """Whether a line's words are known to head a table of another kind, or head one that only measures."""
    texts = [strip.cells[index].text for index in strip.filled]
    if len(texts) < 2 or not all(map(_may_head, texts)):
        return False
    if meanings.alien(texts) is not None:
        return True
    own = read_header(strip, meanings)
    if own is None:
        return FIGURE.fullmatch(texts[-1]) is None and _figures(ahead) >= ALL_MEASURED
    return is_measured(own, ahead, (frame,))


class OtherTables:
    """Tells, line by line in the order of the paper, which lines are of another table than the plan's."""

    def __init__(self, meanings: Meanings) -> None:
        self._meanings = meanings
        self._above: Strip | None = None
        self._opening: Strip | None = None
        self.kind = OTHER
        """What the table is whose lines are held: a glossary, or any other."""

    def leave(self, strip: Strip, by_header: bool = False) -> None:
        """Passes a line that is none of a table's or, `by_header`, one with which the plan's own table begins."""
        self._above = strip
        if by_header:
            self._opening = None

    def holds(self, strip: Strip, ahead: Sequence[Strip], frame: Frame) -> bool:
        """Whether this line of a table is of another one than the plan's, whose columns are the frame's."""
        above, self._above = self._above, strip
        beside = above is None or above.loose
        if not beside and strip.gap == 0 and above is not None and len(strip.cells) == len(above.cells):
            return self._opening is not None
        if self._opening is None or not _goes_on(strip, self._opening, beside, frame):
            self._opening = strip if opens_other(strip, ahead, frame, self._meanings, beside) else None
            alien = self._meanings.alien([strip.cells[index].text for index in strip.filled]) if self._opening is not None else None
            self.kind = GLOSSARY if alien == GLOSSARY else OTHER
        return self._opening is not None


def _goes_on(strip: Strip, opening: Strip, beside: bool, frame: Frame) -> bool:
    """Whether a table's line, after a space or (`beside`) a line of text, is still of the other table, which the opening line began."""
    if not beside and strip.place.page == opening.place.page and len(strip.cells) == len(opening.cells):
        return True
    if len(strip.cells) == len(opening.cells) != frame.width:
        return True
    return len(strip.filled) > 1 and strip.filled[-1] <= opening.filled[-1] < frame.width - 1


def _may_head(text: str) -> bool:
    return len(text) <= LONGEST and len(text.split()) <= MOST_WORDS and (len(text) <= LONGEST_SHORTENED or not ENDED.search(text))


def _counts(line: Strip) -> bool:
    """Whether a line says of one thing how many there are, and nothing else."""
    return line.filled == (0, 1) and not is_ref(line.cells[0].text) and NUMBER.fullmatch(line.cells[1].text) is not None


def _disagrees(lines: Sequence[Strip], frame: Frame, narrow: bool, meanings: Meanings) -> bool:
    """Whether more of the cells that should say who or when do not than do, or there are none at all; in a narrow table none moves."""
    asked = {index: roles for index, column in enumerate(frame.columns) if (roles := set(ASKED).intersection(column.roles))}
    told = [
        max(_told(cell, role, meanings) for role in asked[column])
        for line in lines
        for column, cell in (_printed(line, frame) if narrow else place_cells(line, frame, meanings).cells).items()
        if column in asked
    ]
    return sum(told) < 0 or not told and bool(asked)


def _printed(line: Strip, frame: Frame) -> Mapping[int, Cell]:
    return {frame.at(index): line.cells[index] for index in line.filled}


def _told(cell: Cell, role: Role, meanings: Meanings) -> int:
    score = max(meanings.content(paragraph.text[:160]).get(role, 0.0) for paragraph in cell.paragraphs)
    return 1 if score >= TOLD else -1 if score < TOLD / 2 else 0
