"""What the tests of printed pages share: texts set on a page, lines drawn on it, and strips as plain lists."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from model import Fill, Page, Rule, Strip, Word

WIDE = 5.0
"""Points of one letter at ten points, all alike."""
PITCH = 12.0
"""Points from line to line."""
GREY = (220, 220, 220)


def say(text: str, x: float, y: float, bold: bool = False, size: float = 10.0) -> list[Word]:
    """The words of one printed line whose upper left corner is x, y."""
    words = []
    step = WIDE * size / 10.0
    for piece in text.split():
        words.append(Word(piece, (x, y, x + step * len(piece), y + size), size, bold))
        x += step * (len(piece) + 0.5)
    return words


def cell(text: str, x: float, y: float, bold: bool = False) -> list[Word]:
    """The lines of a cell, parted by newlines."""
    return [word for number, line in enumerate(text.split("\n")) for word in say(line, x, y + number * PITCH, bold)]


def row(y: float, places: Sequence[float], *texts: str, bold: bool = False) -> list[Word]:
    """The cells of a table's row, each at its place."""
    return [word for x, text in zip(places, texts, strict=True) for word in cell(text, x, y, bold)]


def across(y: float, x0: float, x1: float) -> Rule:
    return Rule((x0, y, x1, y))


def down(x: float, y0: float, y1: float) -> Rule:
    return Rule((x, y0, x, y1))


def grid(xs: Sequence[float], ys: Sequence[float]) -> list[Rule]:
    """Every line of a full grid."""
    return [across(y, xs[0], xs[-1]) for y in ys] + [down(x, ys[0], ys[-1]) for x in xs]


def page(words: Iterable[Word], rules: Iterable[Rule] = (), fills: Iterable[Fill] = (), number: int = 1) -> Page:
    return Page(number=number, width=595.0, height=842.0, words=tuple(words), rules=tuple(rules), fills=tuple(fills))


def shown(strips: Iterable[Strip]) -> list[list[str]]:
    """Table lines as lists of cells, paragraphs parted by a stroke; a loose paragraph is a list of one."""
    return [[" / ".join(paragraph.text for paragraph in cell.paragraphs) for cell in strip.cells] for strip in strips]


def tabled(strips: Iterable[Strip]) -> list[list[str]]:
    return shown(strip for strip in strips if not strip.loose)


def beside(strips: Iterable[Strip]) -> list[str]:
    return [strip.text for strip in strips if strip.loose]


def letters(texts: Iterable[str]) -> Counter[str]:
    return Counter(letter for text in texts for letter in text if letter.isalnum())
