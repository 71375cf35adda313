"""The levels that rows stand under: priorities and objectives, which may still grow after the first row below them is read."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass, field, replace

from extract.flow import ENDED, flow, is_open
from extract.headers import Frame, is_bold
from model import Cell, HeadingReading, Level, Meanings, Paragraph, Place, Role, Strip

WORD_AND_NUMBER = re.compile(r"(?:[A-Za-z]+ ){1,3}(?:\d{1,2}|[A-Z]|[A-Za-z]{3,6})")
"""'Priority 1', 'Strategic Theme B', 'Aim Two': whether it is one the lexicon of levels must tell."""
LONGEST_TITLE = 100
"""Characters of a level's name on a line of its own."""
SURE, KNOWN = 0.5, 0.9
"""A heading read with less than the one is none by itself; with the other its word is a level's."""
NUMBERED = re.compile(
    r"^(?P<ref>\d{1,2}(?:\.\d{1,2})*|[A-Z]{1,3}\d{1,2}(?:\.\d{1,2})*|[A-Z])(?:[.):]\s*|\s+[-–—:]\s*|(?<![AI])\s+(?=[A-Z“\"]))(?P<text>\S.*)$",
    re.DOTALL,
)
"""A number, or a letter, and what parts it from the words; a bare A or I is a word itself."""
FULL_LINE = 45
"""Characters of a name from which a line that begins small below it may be its rest."""
LONGEST_WORD = 25
"""Characters of a level's word and number."""
LONGEST_NAME = 80
"""Characters of a level's name above its explanation in one cell."""
SENTENCE = re.compile(r"[.!?]['\"”’)]*$")


@dataclass(slots=True)
class Levels:
    """Every level met so far, and which of them is open now; rows hold positions, so that a level can still be completed."""

    priorities: list[Level] = field(default_factory=list)
    objectives: list[Level] = field(default_factory=list)
    priority: int | None = None
    objective: int | None = None
    word: str | None = None
    """The level word of the open priority: a heading by another word below it is an objective."""
    bold: bool = False
    """Whether the open priority is set in bold."""
    stacked: tuple[bool, bool] | None = None
    """Whether a heading and another right below it, both without a word of their own, are bold: so the two levels are set."""
    celled: dict[Role, int | None] = field(default_factory=dict)
    """Of each level the last that a table's own cell opened."""

    def leave_cells(self, roles: Container[Role]) -> None:
        """Ends the levels that a table's own cells opened, where the next table has no column of their role."""
        if "priority" not in roles and self.priority is not None and self.priority == self.celled.get("priority"):
            self.priority = self.objective = None
        if "objective" not in roles and self.objective is not None and self.objective == self.celled.get("objective"):
            self.objective = None

    def open_priority(self, level: Level, word: str | None = None, bold: bool = False) -> None:
        """A new highest level begins; the objective above it ends."""
        self.bold = bold
        self.priorities.append(level)
        self.priority, self.objective, self.word = len(self.priorities) - 1, None, word

    def open_objective(self, level: Level) -> None:
        """A new second level begins."""
        self.objectives.append(level)
        self.objective = len(self.objectives) - 1

    def above(self, first: int | None) -> list[Paragraph]:
        """What opened as priorities above the one of the first row, without a number: it names the paper."""
        unnumbered = (level for level in self.priorities[: first or 0] if level.ref is None and level.description is None)
        return [Paragraph(level.text, level.place) for level in unnumbered]

    def describe(self, text: str, place: Place) -> None:
        """Adds explanatory words to the open priority."""
        if self.priority is not None and text:
            level = self.priorities[self.priority]
            said = (
                f"{level.description} {text}"
                if level.description and flow(level.description, text) > 0
                else "\n".join(filter(None, (level.description, text)))
            )
            self.priorities[self.priority] = replace(level, description=said, described=Place.whole((level.described, place)))

    def are_above(self, reading: HeadingReading, ref: str | None, strip: Strip, beneath: bool) -> bool:
        """Whether a heading is of the second level: by another word than the open one, or numbered under it.

        One without a word is, where it stands right `beneath` another, and so is what is set like it from there on.
        """
        if self.priority is None:
            return False
        above = self.priorities[self.priority]
        if above.ref and ref and ref.startswith(f"{above.ref}."):
            return True
        if self.word and reading.word and reading.word != self.word:
            return not any(level.ref == ref and ref is not None for level in self.priorities) or bool(ref and "." in ref)
        if self.word or reading.word or ref or strip.loose:
            return bool(self.word and reading.word is None and not strip.loose)
        bold = is_bold(strip)
        if beneath and self.objective is None:
            self.stacked = self.bold, bold
            return True
        return self.stacked is not None and (self.stacked[0] == self.stacked[1] or bold == self.stacked[1])

    def extend_objective(self, cell: Cell) -> None:
        """The rest of an objective that is printed in pieces beside its actions."""
        if self.objective is not None:
            self.objectives[self.objective] = _extended(self.objectives[self.objective], cell)

    def goes_on(self, strip: Strip) -> bool:
        """Whether a line is the rest of the open priority's name, which broke off in the banner above: "Work with the", "port"."""
        if self.priority is None or self.objective is not None or strip.filled != (0,) or len(strip.text) > LONGEST_TITLE:
            return False
        level = self.priorities[self.priority]
        broken = (is_open(level.text) or len(level.text) > FULL_LINE) and not ENDED.search(strip.text)
        return broken and level.description is None and is_bold(strip) == self.bold and flow(level.text, strip.text) > SURE

    def extend_priority(self, cell: Cell) -> None:
        """The rest of a priority cell that was cut: bold words go on with its name, plain ones with its explanation where it has one."""
        if self.priority is not None:
            self.priorities[self.priority] = _extended(self.priorities[self.priority], cell)


def _extended(level: Level, cell: Cell) -> Level:
    """A level with the rest of its cell: of its name, or, bold words in it apart, of its explanation where it has one."""
    for paragraph in cell.paragraphs:
        if level.description is None and (paragraph.bold or not any(each.bold for each in cell.paragraphs)):
            level = replace(level, text=f"{level.text} {paragraph.text}", place=Place.whole((level.place, paragraph.place)))
            continue
        level = replace(level, described=Place.whole((level.described, paragraph.place)))
        if level.description is None or flow(level.description, paragraph.text) > 0:
            level = replace(level, description=" ".join(filter(None, (level.description, paragraph.text))))
        else:
            level = replace(level, description=f"{level.description}\n{paragraph.text}")
    return level


def split_number(text: str) -> tuple[str | None, str]:
    """A printed number and the words after it: '2.1 Plant trees' is ('2.1', 'Plant trees'); where there is none, None and the text."""
    found = NUMBERED.match(text)
    return (found["ref"], found["text"]) if found else (None, text)


def level_of(cell: Cell, place: Place, ref: str | None = None) -> Level:
    """A level as a cell prints it: bold words first are its name and the plain ones after them its explanation."""
    bold = Cell(tuple(paragraph for paragraph in cell.paragraphs if paragraph.bold))
    named = bool(bold) and cell.paragraphs[0].bold
    name, plain = (bold, Cell(tuple(each for each in cell.paragraphs if not each.bold))) if named else _parted(cell)
    text, description = name.text, "\n".join(paragraph.text for paragraph in plain.paragraphs) or None
    if ref is None:
        ref, text = split_number(text)
    stands = _stands(name)
    return Level(text, ref.rstrip(".):") if ref else None, description, place if stands == Place() else stands, _stands(plain))


def numbered(text: str) -> tuple[str | None, str]:
    """The number that a heading begins with, and its words."""
    level = level_of(Cell((Paragraph(text),)), Place())
    return level.ref, level.text


def _parted(cell: Cell) -> tuple[Cell, Cell]:
    """A level's cell without bold words as its name and its explanation: a first line that is no sentence, and sentences below it."""
    first, rest = cell.paragraphs[:1], cell.paragraphs[1:]
    titled = bool(rest) and len(first[0].text) <= LONGEST_NAME and not ENDED.search(first[0].text) and not is_open(first[0].text)
    if titled and all(SENTENCE.search(each.text) and each.text[:1].isupper() and len(each.text) > len(first[0].text) for each in rest):
        return Cell(first), Cell(rest)
    return cell, Cell()


def _stands(cell: Cell) -> Place:
    """Where a cell's words stand."""
    return Place.whole(paragraph.place for paragraph in cell.paragraphs)


def describes(strip: Strip, meanings: Meanings) -> bool:
    """Whether a line across a table explains the heading above it: a label such as an aim's, with or without its words."""
    texts = {strip.cells[index].text for index in strip.filled}
    reading = meanings.heading(next(iter(texts))) if len(texts) == 1 else None
    return reading is not None and reading.kind == "label" and reading.word == "description"


def heads_action(strip: Strip, frame: Frame | None, meanings: Meanings) -> bool:
    """Whether a line's first cell is a whole level in a column of levels, and the next an action: a row, though it names no time."""
    first, second = strip.filled[:2]
    if frame is None or not {"priority", "objective"} & set(frame.columns[frame.at(first)].roles):
        return False
    reading = meanings.heading(strip.cells[first].text)
    whole = reading is not None and reading.kind == "level" and reading.ref is not None and bool(reading.text)
    return whole and "action" in frame.columns[frame.at(second)].roles and strip.cells[second].text[:1].isupper()


def stands_below(strip: Strip, frame: Frame | None) -> bool:
    """Whether a banner's words stand in a column of objectives, and nothing but their number before them."""
    at = strip.filled[-1]
    single = frame is not None and not strip.loose and len(strip.filled) == 2 and strip.cells[at].across == 1
    return single and frame is not None and "objective" in frame.columns[frame.at(at)].roles


def join_numbers(strips: Sequence[Strip], meanings: Meanings) -> list[Strip]:
    """The strips, and of a heading of two lines one: "Priority 1", and below it what the first priority is."""
    found: list[Strip] = []
    for strip in strips:
        above = found[-1] if found else None
        if above is not None and strip.loose and above.loose and (joined := _under_number(above, strip, meanings)) is not None:
            found[-1] = joined
        else:
            found.append(strip)
    return found


def opens_level(text: str, meanings: Meanings, name: str = "Name") -> bool:
    """Whether a line is a level's word and number, with its name to come: "Priority 1"."""
    if not WORD_AND_NUMBER.fullmatch(text) or meanings.heading(text) is not None:
        return False
    whole = meanings.heading(f"{text}: {name}")
    return whole is not None and whole.kind == "level" and None not in (whole.word, whole.ref) and whole.score >= KNOWN


def _under_number(above: Strip, strip: Strip, meanings: Meanings) -> Strip | None:
    """Both lines as one where the upper is a level's word and number and the lower its name: no sentence, and no heading by itself."""
    text = strip.text
    if len(above.text) > LONGEST_WORD or len(text) > LONGEST_TITLE or ENDED.search(text) or not text[:1].isupper():
        return None
    if above.place.page != strip.place.page or not opens_level(above.text, meanings, text):
        return None
    own = meanings.heading(text)
    if own is not None and own.score >= SURE:
        return None
    first = replace(strip.cells[0].paragraphs[0], text=f"{above.text}: {text}")
    return replace(strip, cells=(Cell((first,)),), place=Place.whole((above.place, strip.place)))
