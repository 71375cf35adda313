"""Which words of a scanned page are bold, told by how much darker they are than most of the page's print."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

import cv2
import numpy as np

from extract.pages.ocr import Seen
from extract.pages.pixels import Image

BOLDER = 1.15
"""How many times the usual ink of its room a bold word has: regular print varies by a tenth, bold print begins at a fifth more."""
ALL_ALIKE = 0.6
"""Share of a line's letters from which the whole of it is taken to be as they are."""
_FEWEST = 12
"""Words from which a page tells what is usual."""


def bold_words(picture: Image, words: Sequence[Seen], sizes: Sequence[float]) -> tuple[bool, ...]:
    """Whether each word is bold; `sizes` are their font sizes in pixels. On a page of few words none is."""
    grey = np.asarray(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY), np.int16)
    inks = [_ink_share(grey, word, size) for word, size in zip(words, sizes, strict=True)]
    told = [ink for ink, word in zip(inks, words, strict=True) if ink is not None and len(word.text) > 2]
    if len(told) < _FEWEST:
        return (False,) * len(words)
    usual = median(told)
    lines: dict[int, list[tuple[int, bool]]] = {}
    for word, ink in zip(words, inks, strict=True):
        if ink is not None:
            lines.setdefault(word.line, []).append((len(word.text), ink > BOLDER * usual))
    shares = {line: sum(letters for letters, dark in held if dark) / sum(letters for letters, _ in held) for line, held in lines.items()}
    return tuple(
        _is_bold(shares.get(word.line, 0.0), ink is not None and ink > BOLDER * usual) for word, ink in zip(words, inks, strict=True)
    )


def _is_bold(share: float, dark: bool) -> bool:
    return share >= ALL_ALIKE or share > 1 - ALL_ALIKE and dark


def _ink_share(grey: np.ndarray[tuple[int, ...], np.dtype[np.int16]], word: Seen, size: float) -> float | None:
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
