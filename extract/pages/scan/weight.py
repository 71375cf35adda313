"""Which words of a scanned page are bold, told by how much darker they are than most of the page's print."""

from __future__ import annotations

import math
from collections.abc import Sequence
from statistics import median
from typing import Literal

import cv2
import numpy as np
from numpy.typing import NDArray

from extract.pages.ocr import Seen
from extract.pages.scan.lines import drawn_of, ink_of
from extract.pages.scan.pixels import Image

BOLDER = 1.15
"""How many times the usual ink of its room a bold word has: regular print varies by a tenth, bold print begins at a fifth more."""
MIXED = (0.4, 0.6)
"""Shares of a line's letters in such words between which they are bold and the others are not; else the line is as it is on average."""
BOLDER_LINE, VARIES = 0.08, 0.3
"""How much more ink than is usual a bold line has on average, and by how much a line of one letter varies; of more, by its root less."""
_FEWEST = 12
"""Words from which a page tells what is usual."""


def bold_words(picture: Image, words: Sequence[Seen], sizes: Sequence[float], scale: float) -> tuple[bool, ...]:
    """Whether each word is bold; `sizes` are their font sizes in pixels, of which `scale` make a point. On a page of few words none is."""
    grey = _without_rules(np.asarray(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY), np.uint8), scale)
    inks = [_ink_share(grey, word, size) for word, size in zip(words, sizes, strict=True)]
    told = [ink for ink, word in zip(inks, words, strict=True) if ink is not None and len(word.text) > 2]
    if len(told) < _FEWEST:
        return (False,) * len(words)
    usual = median(told)
    lines: dict[int, list[tuple[int, float]]] = {}
    for word, ink in zip(words, inks, strict=True):
        if ink is not None:
            lines.setdefault(word.line, []).append((len(word.text), ink / usual))
    weights = {line: _weight(held) for line, held in lines.items()}
    return tuple(_is_bold(weights.get(word.line, "regular"), (ink or 0.0) > BOLDER * usual) for word, ink in zip(words, inks, strict=True))


def _weight(words: Sequence[tuple[int, float]]) -> Literal["bold", "regular", "mixed"]:
    """The weight of a line, of whose words each has so many letters and so many times the usual ink."""
    letters = sum(count for count, _ in words)
    if MIXED[0] < sum(count for count, ink in words if ink > BOLDER) / letters < MIXED[1]:
        return "mixed"
    mean = sum(count * ink for count, ink in words) / letters
    return "bold" if mean > 1 + max(BOLDER_LINE, VARIES / math.sqrt(letters)) else "regular"


def _is_bold(weight: Literal["bold", "regular", "mixed"], dark: bool) -> bool:
    return weight == "bold" or weight == "mixed" and dark


def _without_rules(grey: Image, scale: float) -> NDArray[np.int16]:
    """The picture with paper in place of its drawn lines, whose ink is none of the words that touch them."""
    bare = grey.astype(np.int16)
    bare[drawn_of(ink_of(grey), scale) > 0] = round(float(np.median(grey)))
    return bare


def _ink_share(grey: NDArray[np.int16], word: Seen, size: float) -> float | None:
    """How much of its room a word blackens, as a share of its width times its font size; None where there is nothing to tell."""
    x0, top, x1, bottom = (max(0, round(side)) for side in word.box)
    held = grey[top:bottom, x0:x1]
    if word.tall or held.size == 0 or not any(letter.isalpha() for letter in word.text):
        return None
    paper = int(np.median(held))
    mark = np.abs(held - paper)
    depth = float(np.percentile(mark, 99))
    columns = np.flatnonzero((mark > 0.4 * depth).any(axis=0))
    if depth < 30 or columns.size == 0:
        return None
    wide = columns[-1] - columns[0] + 1
    return float(np.clip(mark - 0.12 * depth, 0, None).sum() / depth / (wide * size))
