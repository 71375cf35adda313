"""Big numbers beside the rows of a designed table: each is set down as a plain one on the first line of the text that it stands beside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from statistics import median

from extract.columns import is_ref
from extract.geometry import middle
from extract.tables.printed.lines import PrintedLine, phrases, read_lines
from model import Page, Word

BIG = 1.5
"""Sizes of a page's usual words from which a number is set apart."""
REACH = 6.0
"""Font sizes of white beside a number within which the text that it numbers begins."""
TOGETHER = 1.6
"""Font sizes from line to line of one text."""


def with_small_numbers(page: Page) -> Page:
    """The page with its big numbers on the lines that they stand beside; the same page where it has none."""
    big = _big_numbers(page.words)
    if not big:
        return page
    told = {id(word) for word in big}
    lines = [piece for line in read_lines([word for word in page.words if id(word) not in told]) for piece in phrases(line, 1.0)]
    moved = {id(word): _moved(word, lines, big) for word in big}
    return replace(page, words=tuple(moved.get(id(word), word) for word in page.words))


def _big_numbers(words: Sequence[Word]) -> list[Word]:
    """Numbers set far larger than the page's words, with nothing so large beside them."""
    if not words:
        return []
    usual = median(word.size for word in words)
    large = [word for word in words if word.upright and word.size >= BIG * usual]
    return [word for word in large if is_ref(word.text) and not any(_on_line(word, other) for other in large)]


def _on_line(word: Word, other: Word) -> bool:
    return other is not word and word.box[1] < middle(other.box)[1] < word.box[3]


def _moved(word: Word, lines: Sequence[PrintedLine], big: Sequence[Word]) -> Word:
    """The number in the size and at the height of the first line beside it; as it is where no text begins there."""
    beside = [line for line in lines if word.box[2] <= line.box[0] <= word.box[2] + REACH * word.size and _reaches(word, line)]
    if not beside:
        return word
    left = min(line.box[0] for line in beside)
    own = [line for line in lines if abs(line.box[0] - left) <= line.size]
    first = min((line for line in beside if line in own), key=lambda line: line.base)
    for line in sorted(own, key=lambda each: -each.base):
        above = first.base - line.base
        if 0 < above <= TOGETHER * line.size and abs(line.size - first.size) < 0.1 * first.size and not _numbered(line, word, big):
            first = line
    return word._replace(box=(word.box[0], first.box[1], word.box[2], first.box[3]), size=first.size, bold=False)


def _reaches(word: Word, line: PrintedLine) -> bool:
    """Whether a line begins at the number's height."""
    return word.box[1] - 0.2 * word.size <= middle(line.box)[1] <= word.box[3] + 0.2 * word.size


def _numbered(line: PrintedLine, own: Word, big: Sequence[Word]) -> bool:
    return any(word is not own and _reaches(word, line) for word in big)
