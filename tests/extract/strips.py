"""What the tests of text stages share: texts to strips, and strips to plain lists that a reader can check at a glance."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from functools import lru_cache

from extract.pages.text import read_text
from model import Meanings, Page, Sheet
from normalise.lexicon import load_lexicons
from normalise.words import compile_words
from normalise.words import meanings as answers

Stage = Callable[[Sequence[Page], Meanings], Sheet | None]


@lru_cache(maxsize=1)
def meanings() -> Meanings:
    return answers(compile_words(load_lexicons()))


def sheet_of(stage: Stage, text: str) -> Sheet | None:
    return stage([read_text(text.encode(), "a.txt")[0]], meanings())


def table(stage: Stage, text: str) -> list[list[str]]:
    """The lines of the tables, headers too; paragraphs of a cell parted by a stroke."""
    sheet = sheet_of(stage, text)
    assert sheet is not None
    return [[" / ".join(each.text for each in cell.paragraphs) for cell in strip.cells] for strip in sheet.strips if not strip.loose]


def rows(stage: Stage, text: str) -> list[list[str]]:
    """The lines of the tables without the headers: those that repeat the first."""
    header, *lines = table(stage, text)
    return [line for line in lines if not {cell for cell in line if cell} <= set(header)]


def loose(stage: Stage, text: str) -> list[str]:
    sheet = sheet_of(stage, text)
    assert sheet is not None
    return [strip.text for strip in sheet.strips if strip.loose]


def letters(text: str) -> Counter[str]:
    return Counter(letter for letter in text if letter.isalnum())


def printed(sheet: Sheet) -> str:
    return " ".join(strip.text for strip in sheet.strips)
