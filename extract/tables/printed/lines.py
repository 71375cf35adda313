"""Printed words to lines, and the lines of a cell to paragraphs, by where they stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Generic, TypeVar

from extract.flow import ENDED, is_open
from extract.geometry import hull
from extract.markup import BULLETS
from extract.once import once
from model import Box, Cell, Page, Paragraph, Place, Word

Value = TypeVar("Value")

MARKS = frozenset(BULLETS)
DASHES = frozenset(("-", "–", "—", "*", "o", "»", ">"))
UNBROKEN = frozenset("/)]!?:;,")
"""Marks that no line begins with, even where white stands before them: the word goes with them to the next line."""
USUAL_PITCH = 1.22
"""Line distance in font sizes where a page does not tell."""
WIDEST_WRAPPED, WIDER_ROWS = 1.45, 1.3
"""A rarer distance that is no wider is the texts' own where the common one is so many times it: most cells have one line only."""
WIDEST_PITCH = 1.9
"""Lines farther apart are no lines of one text."""
WIDER = 1.09
"""A line that many usual distances below the one before begins a paragraph."""
ROOM = 0.6
"""Font sizes that must be left over at a line's end, beside the next word, before the break there is the author's."""


class kept(Generic[Value]):  # noqa: N801  # it stands where a property stands
    """A property that is worked out once, without the lock that functools takes for each: pages have tens of thousands."""

    def __init__(self, work: Callable[[Any], Value]) -> None:
        self.work = work
        self.name = work.__name__

    def __get__(self, line: Any, owner: type) -> Value:
        value = line.__dict__[self.name] = self.work(line)
        return value


@dataclass(frozen=True)
class PrintedLine:
    """The words of one printed line, left to right."""

    words: tuple[Word, ...]

    @kept
    def box(self) -> Box:
        """What its words cover."""
        return self.words[0].box if len(self.words) == 1 else hull([word.box for word in self.words])

    @kept
    def text(self) -> str:
        """Its words, parted by single spaces."""
        return " ".join([word.text for word in self.words])

    @kept
    def size(self) -> float:
        """The font size of most of it."""
        return _median([word.size for word in self.words]) or self.box[3] - self.box[1]

    @kept
    def base(self) -> float:
        """Where its letters stand, in points down the page: the lower edge of its commonest words."""
        return _median([word.box[3] for word in self.words])

    @kept
    def told(self) -> dict[object, Any]:
        """What stages have made of it, by what they asked; nothing at first."""
        return {}

    @kept
    def bold(self) -> bool:
        """Whether all its words are bold, bullets apart."""
        letters = [word for word in self.words if word.text not in MARKS]
        return bool(letters) and all(word.bold for word in letters)

    @property
    def mark(self) -> str:
        """The bullet that it begins with, empty where it has none; a dash may be one."""
        first = self.words[0].text
        return first if first in DASHES and len(self.words) > 1 else first[:1] if first[:1] in MARKS else ""

    @property
    def inset(self) -> float:
        """Where its text begins: behind the bullet where there is one."""
        return self.words[1].box[0] if self.words[0].text == self.mark and len(self.words) > 1 else self.words[0].box[0]


def _median(values: list[float]) -> float:
    """The middle value, of an even number the mean of two; `statistics.median` without its care for other kinds of number."""
    values.sort()
    half = len(values) // 2
    return values[half] if len(values) % 2 else (values[half - 1] + values[half]) / 2


def read_lines(words: Iterable[Word]) -> list[PrintedLine]:
    """The words as lines, from the top down; words printed up or down the page make one line behind the others."""
    level: list[list[tuple[float, int, Word]]] = []
    turned: list[Word] = []
    ordered: list[tuple[float, float, int, Word]] = []
    for place, word in enumerate(words):
        if word.upright:
            left, top, _, bottom = word.box
            ordered.append((top + bottom, left, place, word))
        else:
            turned.append(word)
    ordered.sort()
    height = high = 0.0
    for place, (both, left, _, word) in enumerate(ordered):
        centre, half = both / 2, (word.box[3] - word.box[1]) / 2
        if level and abs(centre - height) <= 0.6 * (half if half > high else high):
            level[-1].append((left, place, word))
        else:
            level.append([(left, place, word)])
            height, high = centre, half
    lines = [PrintedLine(tuple([word for _, _, word in sorted(line)])) for line in level]
    return [*lines, PrintedLine(tuple(turned))] if turned else lines


@once
def page_lines(page: Page) -> list[PrintedLine]:
    """The lines of all the page's words; what stages make of a line is remembered with it."""
    return read_lines(page.words)


def phrases(line: PrintedLine, widest: float) -> list[PrintedLine]:
    """The line parted where two words stand farther apart than `widest` font sizes."""
    parted: list[PrintedLine] | None = line.told.get(widest)
    if parted is None:
        words, white = line.words, widest * line.size
        cuts = [place for place in range(1, len(words)) if words[place].box[0] - words[place - 1].box[2] > white]
        parted = line.told.get(("cut at", *cuts)) if cuts else []
        if parted is None:  # the white between two cells is mostly wider than anybody asks for, and their pieces the same
            parted = [PrintedLine(words[start:end]) for start, end in pairwise([0, *cuts, len(words)])]
            line.told["cut at", *cuts] = parted
        line.told[widest] = parted
    return parted or [line]  # a line that held itself would be litter, which nothing but the collector takes away


def usual_pitch(columns: Iterable[Sequence[PrintedLine]]) -> float:
    """The distance between lines that follow one another in a text, in font sizes: the smallest that is common."""
    seen: Counter[float] = Counter()
    for lines in columns:
        for above, below in zip(lines, lines[1:], strict=False):
            if abs(above.size - below.size) < 0.6 and below.size > 0:
                seen[round(20 * (below.base - above.base) / below.size) / 20] += 1
    likely = {pitch: times for pitch, times in seen.items() if 0.95 <= pitch <= WIDEST_PITCH}
    if not likely:
        return USUAL_PITCH
    best = max(likely.values())
    common = min(pitch for pitch, times in likely.items() if times >= min(max(2.0, 0.3 * best), best))
    wrapped = [pitch for pitch, times in likely.items() if times > 1 and pitch <= WIDEST_WRAPPED and WIDER_ROWS * pitch <= common]
    return min(wrapped, default=common)


def read_cell(words: Sequence[Word], page: int | None, right: float, pitch: float) -> Cell:
    """The paragraphs of a cell; `right` is where its lines must end, `pitch` the page's usual line distance in font sizes."""
    return Cell(read_paragraphs(read_lines(words), page, right, pitch))


def read_paragraphs(lines: Sequence[PrintedLine], page: int | None, right: float, pitch: float) -> tuple[Paragraph, ...]:
    """The lines as paragraphs: parted at wider gaps, bullets, changes of weight, and where the author ended a line early."""
    return tuple(_paragraph(group, page) for group in part_paragraphs(lines, right, pitch))


def part_paragraphs(lines: Sequence[PrintedLine], right: float, pitch: float) -> list[list[PrintedLine]]:
    """The lines of each paragraph, in order."""
    groups: list[list[PrintedLine]] = []
    for line in lines:
        if groups and not opens_paragraph(groups[-1], line, right, pitch):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def opens_paragraph(group: Sequence[PrintedLine], line: PrintedLine, right: float, pitch: float) -> bool:
    """Whether a line begins a paragraph below the lines of the one before."""
    above = group[-1]
    if line.mark in MARKS and line.mark:
        return True
    if line.text[0].islower() and not line.mark and is_open(above.text) and 0 <= line.base - above.base < WIDEST_PITCH * line.size:
        return False
    if abs(line.size - above.size) > 0.15 * above.size or line.bold != above.bold:
        return True
    step = (line.base - above.base) / line.size
    if step > WIDER * pitch + 0.02 or step < 0:
        return True
    early = ends_early(above, line, right)
    if line.mark:
        spaced = line.inset - line.words[0].box[2] > 0.6 * line.size
        return spaced or (group[0].mark == line.mark and abs(group[0].box[0] - line.box[0]) < 2.0) or (early and _ended(above))
    if group[0].mark and line.box[0] < group[0].inset - 2.0:
        hanging = len(group) > 1 and abs(above.box[0] - group[0].inset) < 2.0
        return hanging or early
    return early and (line.text[0].isupper() or line.text[0].isdigit() or _ended(above))


def ends_early(above: PrintedLine, line: PrintedLine, right: float) -> bool:
    """Whether the next line's first word would have found room: the author broke the line, not its width."""
    bound = next((at for at, word in enumerate(line.words[1:]) if word.text not in UNBROKEN), len(line.words) - 1)
    wide = line.words[bound].box[2] - line.words[0].box[0]
    return right - above.box[2] > wide + (0.25 + ROOM) * line.size


def _ended(line: PrintedLine) -> bool:
    return ENDED.search(line.text) is not None


def _paragraph(lines: Sequence[PrintedLine], page: int | None) -> Paragraph:
    text = " ".join([line.text for line in lines])
    box = hull([line.box for line in lines]) if len(lines) > 1 else lines[0].box
    mark = lines[0].mark
    if mark and text[len(mark) :].strip():
        text = text[len(mark) :].strip()
    else:
        mark = ""
    return Paragraph(text, Place(page=page, box=box), bool(mark), all([line.bold for line in lines]))
