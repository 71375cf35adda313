"""The bullets of a scanned page: the engine that reads its letters passes them over, and a list without them is one sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from statistics import median

import cv2
import numpy as np
from numpy.typing import NDArray

from extract.pages.ocr import Seen
from extract.pages.scan.lines import ink_of
from extract.pages.scan.pixels import Image

SMALLEST, LARGEST = 0.14, 0.55
"""Sides of a bullet, as shares of the height of its line: dots of letters are smaller, letters larger."""
ROUND, FULL = 1.35, 0.62
"""Its longer side to its shorter one at most, and the share of its room that it fills."""
MIDDLE = (0.28, 0.72)
"""Where in the height of its line its middle is: a full stop stands lower, the dot of an i higher."""
NEAREST, FARTHEST, FREE = 0.2, 4.0, 0.5
"""White space between it and the words that it opens, at least and at most, and at least before it, in heights of its line."""
FEWEST = 2
"""Marks of about one size from which they are bullets: one alone may be dust."""
LETTERS = 1.5
"""Heights of the highest line; what is higher is a drawn line or a picture."""
ALIKE = 1.4
"""Heights of two marks of one size differ by no more than this factor."""
Spot = tuple[int, int, int, int]
"""Left, top, right and bottom of a mark, in pixels."""


def with_bullets(picture: Image, words: Sequence[Seen]) -> tuple[Seen, ...]:
    """The words with every bullet that opens one of their lines as a word before it."""
    grey = np.asarray(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY), np.uint8)
    firsts = _first_words(words)
    if len(firsts) < FEWEST:
        return tuple(words)
    heights = [word.box[3] - word.box[1] for word in firsts]
    count, names, stats, _ = cv2.connectedComponentsWithStats(ink_of(grey), connectivity=8)
    print_of_letters = (stats[:, 3] <= LETTERS * max(heights))[names] & (names > 0)
    spots = list(_spots(stats[1:count].tolist(), heights))
    found = {id(word): spot for word in firsts if (spot := _bullet_of(word, spots, print_of_letters)) is not None}
    usual = median([spot[3] - spot[1] for spot in found.values()]) if len(found) >= FEWEST else 0.0
    told: list[Seen] = []
    for word in words:
        spot = found.get(id(word))
        told += _opened(word, spot) if spot is not None and usual / ALIKE <= spot[3] - spot[1] <= usual * ALIKE else (word,)
    return tuple(told)


def _opened(word: Seen, spot: Spot) -> tuple[Seen, Seen]:
    """The bullet, as high as the word's line, and the word, which begins behind it."""
    x0, top, x1, bottom = word.box
    bullet = replace(word, text="•", box=(float(spot[0]), top, float(spot[2]), bottom))
    return bullet, replace(word, box=(min(max(x0, spot[2] + 1.0), x1), top, x1, bottom))


def _first_words(words: Sequence[Seen]) -> list[Seen]:
    """The word furthest left of each line of print; of a line that opens with a sign of its own, none."""
    firsts: dict[int, Seen] = {}
    for word in words:
        if not word.tall and (word.line not in firsts or word.box[0] < firsts[word.line].box[0]):
            firsts[word.line] = word
    return [word for word in firsts.values() if word.text[0].isalnum() or word.text[0] in "'\"“‘£("]


def _spots(marks: Sequence[Sequence[int]], heights: Sequence[float]) -> Iterator[Spot]:
    """The marks that may be bullets of lines so high; each has its left, its top, its width, its height and its ink."""
    least, most = SMALLEST * min(heights), LARGEST * max(heights)
    for x, y, wide, high, area in marks:
        if least <= min(wide, high) and max(wide, high) <= min(most, ROUND * min(wide, high)) and area >= FULL * wide * high:
            yield x, y, x + wide, y + high


def _bullet_of(word: Seen, spots: Sequence[Spot], ink: NDArray[np.bool_]) -> Spot | None:
    """The mark that opens the line of its first word: in the middle of its height, with white space on both sides."""
    x0, top, x1, bottom = word.box
    height = bottom - top
    band = np.asarray(ink[max(0, round(top + 0.1 * height)) : round(bottom - 0.1 * height)].any(axis=0), np.bool_)
    for spot in sorted(spots):
        left, above, right, below = spot
        placed = x0 - FARTHEST * height <= left and right <= x1 and MIDDLE[0] <= ((above + below) / 2 - top) / height <= MIDDLE[1]
        sized = SMALLEST * height <= below - above <= LARGEST * height
        if not placed or not sized or band[max(0, round(left - FREE * height)) : max(0, left - 1)].any():
            continue
        print_right = np.flatnonzero(band[right + 1 : round(x1)])
        gap = float(print_right[0]) / height if print_right.size else FARTHEST + 1
        if NEAREST <= gap <= FARTHEST:
            return spot
    return None
