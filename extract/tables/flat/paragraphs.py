"""Lines to paragraphs, for papers in which the table is gone: one paragraph a cell, or one line a cell."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from extract.flow import ENDED, is_open
from extract.markup import BULLET, LIST_INDENT, read_line
from extract.tables.flat.narrow import Parts, are_narrow, carries_on, run_widths
from model import Line, Page, Paragraph, Place

DENSE = 0.6
"""Share of printed lines that another follows at once, from which blank lines do not part the cells."""
WRAPPED = 0.8
"""A line at least this share of the usual full width may run over into the next."""
GOES_ON = 0.4
"""Share of the lines after full ones that begin small, from which a text is wrapped at its width; else each line is whole."""
FEWEST_CUT, CUT = 3, 0.03
"""Lines that begin small, and their share of those printed, from which lines without white space between them are cut in their cells."""
FEWEST_RUNS, PAIRED = 5, 0.9
"""Runs of blank lines, or items set in, that show a habit, and the share of runs that are odd where each paragraph has a blank line."""
SET_IN, SLIGHT, LISTED, MOST_LISTED = 3, 1, 0.1, 0.5
"""Spaces from which a line is set in, those that say nothing, and the shares of lines set in between which they are items of lists."""
COLUMNS, STRAY, ALONE = re.compile(r"[^\W\d]\S* {3,}\S"), 0.05, 0.8
"""White space within a line, as between columns, the share of lines that may hold it, and of those that a blank line must follow."""
ITEM = "\u00a0" * 4
"""The indent of a list item whose mark was lost."""
RUNNING_NUMBER = re.compile(
    r"(?<![\w./-])(?!(?:19|20)\d\d\W*$)\d{1,4}(?=\W*$)|(?<=page )\d{1,4}\b|^\d{1,4}(?=\s*[|•·–—-]\s)", re.IGNORECASE
)
"""The number of a page in a running line: at its end where it is no year, behind its word, or at its head with a mark behind it."""
MOST_PAGES = 3
"""Pages on from one running line to the next; what counts up faster counts something else than pages."""
PAGE_NUMBER = re.compile(
    r"\W*(?:(?:(?:\S.{0,80}\s[|•·]\s+)?page|\S.{0,80}\s[–—-]\s+(?-i:Page|PAGE))\s+\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?"
    r"|page\s+\d{1,4}(?:\s+of\s+\d{1,4}\s+[|•·–—-]|\s+[|•·])\s.{1,80}"
    r"|\d{1,4}\s+of\s+\d{1,4}|[-–]\s*\d{1,4}\s*[-–]|\d{1,4}\s*[|•·–-]\s*p\s?a\s?g\s?e)\W*",
    re.IGNORECASE,
)
"""A line that numbers a page, alone or beside what heads it; a bare number may be an action's own.

"Local Plan - page 14" and "Page 22 - Housing Strategy" refer to other papers: behind a dash the word needs its capital,
before one the number of all pages.
"""


Torn = Callable[[str, Sequence[str]], bool]
"""Whether a paragraph and the lines below it are one text that a narrow cell cut."""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph with the white space before it, in steps of one empty paragraph."""

    paragraph: Paragraph
    gap: int

    @property
    def text(self) -> str:
        """Its words."""
        return self.paragraph.text


def read_blocks(
    pages: Iterable[Page],
    stands: Callable[[str], bool] = lambda line: False,
    parts: Parts = lambda above, line: False,
    torn: Torn = lambda above, lines: False,
) -> list[Block]:
    """Every paragraph of a text in order; a paragraph wrapped over lines is one, its place all of them.

    `stands` tells of a line that it says a thing by itself, however it begins: where lines are not cut at a width it is no rest of another.
    `parts` tells of two lines that they say two things, where lines are cut at the widths of cells; `torn` of a paragraph and the lines
    below it that they say one, where no white space parts the cells.
    """
    lines = _with_marks([line for page in pages for line in page.lines])
    printed = [index for index, line in enumerate(lines) if line.text.strip()]
    if not printed:
        return []
    runs_over = _joining(lines, printed, stands, parts, torn)
    spaced = any("\u00a0" in line.text and not line.text.strip() for line in lines)
    paired = not spaced and _are_paired([line.text for line in lines])
    blocks: list[Block] = []
    waiting: list[Line] = []
    empty = blank = 0
    for at, line in enumerate(lines):
        if not line.text.strip():
            blocks += _flush(waiting, _steps(empty, blank // 2 + 1 if paired else blank, spaced))
            if waiting:
                empty = blank = 0
            waiting = []
            empty += "\u00a0" in line.text
            blank += 1
        elif waiting and runs_over(at, waiting):
            waiting.append(line)
        else:
            if waiting:
                blocks += _flush(waiting, _steps(empty, blank // 2 + 1 if paired else blank, spaced))
                empty = blank = 0
            waiting = [line]
    return blocks + _flush(waiting, _steps(empty, blank // 2 + 1 if paired else blank, spaced))


def _with_marks(lines: list[Line]) -> list[Line]:
    """The lines, those marked as list items that plain spaces set in where every other begins at the edge and stands alone."""
    indents = [len(line.text) - len(line.text.lstrip(" ")) if line.text.strip() else 0 for line in lines]
    printed = [at for at, line in enumerate(lines) if line.text.strip()]
    items = [at for at in printed if indents[at] >= SET_IN]
    if not LISTED * len(printed) <= len(items) <= MOST_LISTED * len(printed) or len(items) < FEWEST_RUNS:
        return lines
    edge = sum(SLIGHT < indents[at] < SET_IN for at in printed)
    columns = sum(COLUMNS.search(lines[at].text) is not None for at in printed)
    alone = sum(at + 1 == len(lines) or not lines[at + 1].text.strip() for at in printed)
    if edge or columns > STRAY * len(printed) or alone < ALONE * len(printed):
        return lines
    listed = set(items)
    return [replace(line, text=f"{ITEM}{line.text.strip()}") if at in listed else line for at, line in enumerate(lines)]


def _are_paired(lines: Sequence[str]) -> bool:
    """Whether every paragraph has a blank line, empty ones too, so that white space comes in odd numbers of lines."""
    runs = [len(list(run)) for blank, run in groupby(not line.strip() for line in lines) if blank]
    wide = [run for run in runs[:-1] if run > 1]
    return len(wide) >= FEWEST_RUNS and sum(run % 2 for run in wide) >= PAIRED * len(wide)


def _joining(
    lines: Sequence[Line], printed: Sequence[int], stands: Callable[[str], bool], parts: Parts, torn: Torn
) -> Callable[[int, Sequence[Line]], bool]:
    """What tells of a line by its position whether it is the rest of the lines right above, in this text."""
    texts = [line.text for line in lines]
    if are_narrow(texts, parts):
        widths = run_widths(texts)
        return lambda at, above: carries_on(above[-1].text, texts[at], widths[at], parts)
    width = sorted(len(texts[index].rstrip()) for index in printed)[int(0.9 * (len(printed) - 1))]
    wrapped = _is_wrapped([texts[index] for index in printed], width)
    dense = sum(index + 1 < len(lines) and bool(texts[index + 1].strip()) for index in printed) >= DENSE * len(printed)
    room = width if wrapped else 0
    cut = dense and _are_cut([texts[index].strip() for index in printed])

    def goes_on(at: int, above: Sequence[Line]) -> bool:
        if _runs_over(above[-1].text, texts[at], room, dense):
            return wrapped or not stands(texts[at])
        return cut and torn(" ".join(line.text.strip() for line in above), texts[at : at + 2])

    return goes_on


def _are_cut(lines: Sequence[str]) -> bool:
    """Whether lines that begin small go on with the ones above so often that cells are cut at some width."""
    rests = sum(line[0].islower() and not ENDED.search(above) for above, line in pairwise(lines))
    return rests >= max(FEWEST_CUT, CUT * len(lines))


def running_lines(texts: Sequence[str]) -> frozenset[str]:
    """Lines that head or foot the pages: the same words again and again, with a number that counts up."""
    seen: dict[str, list[int]] = {}
    for text in texts:
        number = RUNNING_NUMBER.search(text)
        skeleton = re.sub(r"\d+", "#", text)
        if number is not None and len(text) <= 100 and len(skeleton.split()) >= 4:
            seen.setdefault(skeleton, []).append(int(number[0]))
    counting = {
        skeleton
        for skeleton, numbers in seen.items()
        if len(numbers) >= 2 and all(left < right <= left + MOST_PAGES for left, right in zip(numbers, numbers[1:], strict=False))
    }
    return frozenset(text for text in texts if re.sub(r"\d+", "#", text) in counting)


def _is_wrapped(lines: Sequence[str], width: int) -> bool:
    """Whether lines are cut at a width: what follows a full, unfinished line mostly begins small."""
    after = [
        following.strip()
        for line, following in zip(lines, lines[1:], strict=False)
        if len(line.rstrip()) >= WRAPPED * width and not ENDED.search(line.rstrip())
    ]
    return bool(after) and sum(text[:1].islower() for text in after) >= GOES_ON * len(after)


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
    long = width >= 40 and len(before.rstrip()) >= WRAPPED * width
    return long and not ENDED.search(before.rstrip()) if dense else long or is_open(before)


def _flush(lines: Sequence[Line], gap: int) -> list[Block]:
    if not lines:
        return []
    place = Place(line=lines[0].number, line_end=lines[-1].number)
    text = lines[0].text + "".join(f" {line.text.strip()}" for line in lines[1:])
    return [Block(paragraph, gap if index == 0 else 0) for index, paragraph in enumerate(read_line(text, place))]
