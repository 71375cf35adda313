"""Pictures of pages to printed pages: words with their scores, lines and painted areas, as a PDF's own would be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from extract.pages.ocr import Seen, read_print
from extract.pages.pdfium.letters import ASCENT, DESCENT
from extract.pages.pdfium.ruled_lines import drop_underlines
from extract.pages.pdfium.words import by_line
from extract.pages.scan.baselines import Stand, find_stands
from extract.pages.scan.bullets import with_bullets
from extract.pages.scan.lines import find_fills, find_lines, straighten
from extract.pages.scan.pixels import Image
from extract.pages.scan.weight import bold_words
from model import Box, Page, Word

TALL = 0.6
"""Share of a page's letters in lines that run up or down from which the page lies on its side."""
DOUBTFUL = 0.8
"""Mean score below which a page may stand on its head."""
ACROSS = 0.5
"""Of its score what a word keeps that was read across a drawn line."""


def read_scan(picture: Image, scale: float, number: int) -> Page:
    """The page in a picture of `scale` pixels a point, set straight; its places are those of the straightened page."""
    straight, seen = _upright(picture)
    seen = with_bullets(straight, seen)
    stands = find_stands(straight, seen, scale)
    bold = bold_words(straight, seen, [_size(word, stands) for word in seen], scale)
    words = by_line([_word(word, stands, heavy, scale) for word, heavy in zip(seen, bold, strict=True)])
    rules = drop_underlines(find_lines(straight, scale, words), words)
    upright = [rule.box for rule in rules if not rule.level]
    words = [word._replace(score=round(ACROSS * word.score, 2)) if _lies_across(word, upright) else word for word in words]
    height, width = straight.shape[:2]
    return Page((), number, round(width / scale, 2), round(height / scale, 2), tuple(words), rules, find_fills(straight, scale))


def _upright(picture: Image) -> tuple[Image, tuple[Seen, ...]]:
    """The picture set straight as a reader holds it, and its words: turned where it lies on its side or stands on its head."""
    straight = straighten(picture)
    best = (straight, read_print(straight))
    for turn in _turns(best[1]):
        turned = straighten(np.ascontiguousarray(np.rot90(picture, turn)))
        best = max(best, (turned, read_print(turned)), key=lambda each: _legibility(each[1]))
    return best


def _turns(seen: Sequence[Seen]) -> tuple[int, ...]:
    """The quarter turns, anticlockwise, by which a page that reads like this may read better."""
    letters = sum(len(word.text) for word in seen)
    if letters and sum(len(word.text) for word in seen if word.tall) > TALL * letters:
        return 3, 1
    return (2,) if letters and certainty(seen) < DOUBTFUL else ()


def _legibility(seen: Sequence[Seen]) -> float:
    """Letters that are surely read."""
    return sum(len(word.text) * word.score for word in seen if not word.tall)


def certainty(words: Sequence[Seen] | Sequence[Word]) -> float:
    """The mean score of the words' letters; 1 for none."""
    letters = sum(len(word.text) for word in words)
    return sum(len(word.text) * word.score for word in words) / letters if letters else 1.0


def _lies_across(word: Word, upright: Sequence[Box]) -> bool:
    """Whether a drawn line goes through the word: it is made of what two cells print, or of a stamp over both."""
    x0, top, x1, bottom = word.box
    far = 0.5 * word.size
    return word.upright and any(x0 + far < x < x1 - far and above < (top + bottom) / 2 < below for x, above, _, below in upright)


def _size(seen: Seen, stands: Mapping[int, Stand]) -> float:
    return 0.9 * (seen.box[2] - seen.box[0]) if seen.tall else stands[seen.line].size


def _word(seen: Seen, stands: Mapping[int, Stand], bold: bool, scale: float) -> Word:
    x0, top, x1, bottom = seen.box
    size = _size(seen, stands)
    if not seen.tall:
        top, bottom = stands[seen.line].base - ASCENT * size, stands[seen.line].base + DESCENT * size
    box = (round(x0 / scale, 2), round(top / scale, 2), round(x1 / scale, 2), round(bottom / scale, 2))
    return Word(seen.text, box, round(size / scale, 1), bold, not seen.tall and not seen.aslant, seen.score)
