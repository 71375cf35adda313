"""Where the lines of a scanned page stand and how large they are set: told by their ink, since the engine frames them loosely."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from extract.pages.ocr import Seen
from extract.pages.scan.lines import drawn_of, ink_of
from extract.pages.scan.pixels import Image
from model import Box

BELOW = (0.05, 0.45)
"""Where below the middle of the engine's box its letters stand, in heights of the box."""
ABOVE = (0.2, 0.75)
"""Where above that their upper edge is."""
SMALL, CAPITAL = 0.48, 0.7
"""Heights of small letters, and of capitals and figures, in font sizes."""
ALIKE = 1.12
"""Lines whose sizes differ by no more than this factor are of one size."""
AS_SHARP = 0.4
"""How sharp an edge must be, beside the sharpest, for the line to be of the page's usual size by it."""


@dataclass(frozen=True, slots=True)
class Stand:
    """Where a line's letters stand, and its font size, in pixels."""

    base: float
    size: float


def find_stands(picture: Image, words: Sequence[Seen], scale: float) -> dict[int, Stand]:
    """Of every level line of the words, by its number, where it stands; `scale` are pixels a point."""
    ink = ink_of(np.asarray(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY), np.uint8))
    print_only = (ink > 0) & (drawn_of(ink, scale) == 0)
    lines: dict[int, list[Seen]] = {}
    for word in words:
        if not word.tall:
            lines.setdefault(word.line, []).append(word)
    edges = {number: _edges(print_only, own) for number, own in lines.items()}
    letters = {number: sum(len(word.text) for word in own) for number, own in lines.items()}
    usual = _middle([(likely[0][1], letters[number]) for number, (_, likely) in edges.items() if likely])
    chosen = {number: _nearest(likely, usual) or usual or _loose_size(lines[number]) for number, (_, likely) in edges.items()}
    sizes = _alike(chosen, letters, usual)
    return {number: Stand(base, sizes[number]) for number, (base, _) in edges.items()}


def _edges(ink: NDArray[np.bool_], words: Sequence[Seen]) -> tuple[float, list[tuple[float, float]]]:
    """Where a line stands, and the sizes that it may have, each after how sharp the edge is that tells it; the sharpest first."""
    x0, top, x1, bottom = _around(words)
    height, middle = bottom - top, (top + bottom) / 2
    first = max(0, round(middle - height))
    rows = ink[first : round(middle + height), max(0, round(x0)) : round(x1)].sum(axis=1).astype(float)
    steps = np.diff(np.convolve(rows, np.ones(3) / 3, "same"))
    low, high = (round(middle + share * height) - first for share in BELOW)
    if not len(steps[low:high]) or steps[low:high].min() >= 0:
        return middle + BELOW[1] * height / 2, []
    base = low + int(np.argmin(steps[low:high])) + 1
    letters = [letter for word in words for letter in word.text if letter.isalnum()]
    tall = SMALL if 2 * sum(letter.islower() for letter in letters) >= len(letters) else CAPITAL
    far, near = (max(0, round(base - share * height)) for share in reversed(ABOVE))
    peaks = [at for at in range(max(1, far), near) if steps[at] > 0 and steps[at] >= steps[at - 1 : at + 2].max()]
    rises = [(float(steps[at]), (base - at - 1) / tall) for at in peaks]
    return first + float(base), sorted(rises, reverse=True)


def _nearest(likely: Sequence[tuple[float, float]], usual: float) -> float:
    """The page's usual size where one of the sharp edges tells it, else what the sharpest tells; 0 for none."""
    sharp = [size for rise, size in likely if rise >= AS_SHARP * likely[0][0] and usual / ALIKE <= size <= usual * ALIKE]
    return min(sharp, key=lambda size: abs(size - usual)) if sharp else likely[0][1] if likely else 0.0


def _alike(sizes: Mapping[int, float], letters: Mapping[int, int], usual: float) -> dict[int, float]:
    """For every line the usual size of those about as large: first those like the page's usual one, then the others from the largest."""
    found: dict[int, float] = {}
    left = sorted(sizes, key=lambda number: (not usual / ALIKE <= sizes[number] <= usual * ALIKE, -sizes[number]))
    while left:
        first = usual if usual and usual / ALIKE <= sizes[left[0]] <= usual * ALIKE else sizes[left[0]]
        own = [number for number in left if first / ALIKE <= sizes[number] <= first * ALIKE]
        found |= dict.fromkeys(own, _middle([(sizes[number], letters[number]) for number in own]))
        left = [number for number in left if number not in found]
    return found


def _middle(weighted: Sequence[tuple[float, int]]) -> float:
    """The median of the values, each with its weight; 0 for none."""
    half, past = sum(weight for _, weight in weighted) / 2, 0
    for value, weight in sorted(weighted):
        past += weight
        if past >= half:
            return value
    return 0.0


def _loose_size(words: Sequence[Seen]) -> float:
    _, top, _, bottom = _around(words)
    return 0.8 * (bottom - top)


def _around(words: Sequence[Seen]) -> Box:
    boxes = [word.box for word in words]
    return min(box[0] for box in boxes), min(box[1] for box in boxes), max(box[2] for box in boxes), max(box[3] for box in boxes)
