"""Bullets of scanned pages, which the engine that reads letters leaves out: found as marks of their own before a line."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from PIL import Image as Pictures
from PIL import ImageDraw

from extract.pages.ocr import Seen
from extract.pages.scan.bullets import with_bullets
from extract.pages.scan.pixels import Image

Spot = tuple[int, int, int, int]
LINES = (100, 140, 180)
"""Tops of three lines of print, each 30 pixels high."""
SAID = ("Plant", "Mend", "Count")
WORDS = tuple(Seen(text, (160.0, float(top), 240.0, top + 30.0), 0.9, False, top) for text, top in zip(SAID, LINES, strict=True))


def shown(marks: Sequence[Spot], rules: Sequence[Spot] = ()) -> Image:
    """A picture of the three words, each as a few strokes, with round marks and drawn lines."""
    sheet = Pictures.new("RGB", (600, 400), "white")
    pen = ImageDraw.Draw(sheet)
    for top in LINES:
        for x in range(162, 240, 12):
            pen.rectangle((x, top + 6, x + 3, top + 22), "black")
    for mark in marks:
        pen.ellipse(mark, "black")
    for rule in rules:
        pen.rectangle(rule, "black")
    return np.asarray(sheet, np.uint8)


def mark(top: int, x: int = 120, size: int = 10, down: int = 10) -> Spot:
    return x, top + down, x + size, top + down + size


def read(marks: Sequence[Spot], rules: Sequence[Spot] = ()) -> list[str]:
    return [word.text for word in with_bullets(shown(marks, rules), WORDS)]


def test_marks_before_lines_are_bullets_with_the_places_of_their_lines() -> None:
    told = with_bullets(shown([mark(100), mark(180)], [(112, 90, 113, 300)]), WORDS)
    assert [word.text for word in told] == ["•", "Plant", "Mend", "•", "Count"]
    bullet, first = told[0], told[1]
    assert (bullet.box[1], bullet.box[3], bullet.line) == (100.0, 130.0, 100)
    assert 118 <= bullet.box[0] < bullet.box[2] <= 132 < first.box[0]


def test_a_word_whose_box_took_the_bullet_in_begins_behind_it() -> None:
    wide = tuple(Seen(word.text, (118.0, *word.box[1:]), word.score, False, word.line) for word in WORDS)
    told = with_bullets(shown([mark(top) for top in LINES]), wide)
    assert [word.text for word in told] == ["•", "Plant", "•", "Mend", "•", "Count"]
    assert all(word.box[0] > 130 for word in told if word.text != "•")


@pytest.mark.parametrize(
    ("marks", "why"),
    [
        ([mark(100)], "one speck alone may be dust"),
        ([mark(100, size=3), mark(180, size=3)], "dots of letters are smaller"),
        ([mark(100, down=22, size=8), mark(180, down=22, size=8)], "full stops stand lower"),
        ([mark(100, x=152), mark(180, x=152)], "what touches a word is a letter"),
        ([mark(100, x=10), mark(180, x=10)], "what stands far off is the margin's"),
        ([(100, 112, 140, 118), (100, 192, 140, 198)], "a dash is no dot"),
        ([mark(100, x=120), mark(100, x=104), mark(180, x=120), mark(180, x=104)], "a row of dots leads to a number"),
    ],
)
def test_other_marks_are_left_alone(marks: list[Spot], why: str) -> None:
    assert read(marks) == ["Plant", "Mend", "Count"], why


def test_marks_of_quite_another_size_are_no_bullets_beside_many() -> None:
    assert read([mark(100), mark(140), mark(180, size=16, down=7)]) == ["•", "Plant", "•", "Mend", "Count"]


def test_a_line_that_opens_with_its_own_sign_gets_no_second() -> None:
    words = (Seen("•", (118.0, 100.0, 132.0, 130.0), 0.9, False, 100), *WORDS)
    assert [word.text for word in with_bullets(shown([mark(top) for top in LINES]), words)] == ["•", "Plant", "•", "Mend", "•", "Count"]
