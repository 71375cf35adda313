"""Lines of scanned pages: where they stand and how large they are, told by their ink and not by the engine's loose boxes."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image as Pictures
from PIL import ImageDraw

from extract.pages.ocr import Seen
from extract.pages.scan.baselines import Stand, find_stands

SCALE = 200 / 72
SAID = (("Plan of action", 100, 28), ("mend the gate", 200, 15), ("in", 260, 15), ("progress", 300, 15))
LINES = (*SAID, ("2031", 360, 21), ("count geese", 420, 14))
"""What is said, where it stands, and how high its small letters are, or its figures, in pixels."""


@pytest.fixture(scope="module")
def stands() -> dict[int, Stand]:
    """The lines drawn as strokes with a drawn line below them, told from boxes that are too high by what differs from line to line."""
    sheet = Pictures.new("RGB", (600, 500), "white")
    pen = ImageDraw.Draw(sheet)
    words = []
    for number, (said, base, high) in enumerate(LINES):
        for place, letter in enumerate(said.replace(" ", "")):
            x = 60 + 14 * place
            pen.rectangle((x, base - high, x + 8, base - 1), "black")
            if letter in "pgy":
                pen.rectangle((x, base, x + 2, base + high // 3), "black")
        pen.rectangle((20, base + 12, 580, base + 13), "black")
        words.append(Seen(said, (55.0, base - 1.6 * high - 2 * number, 60.0 + 14 * len(said), base + 0.5 * high), 0.9, False, number))
    return find_stands(np.asarray(sheet, np.uint8), words, SCALE)


def test_lines_stand_where_their_letters_do(stands: dict[int, Stand]) -> None:
    assert [stands[number].base for number in range(len(LINES))] == pytest.approx([base for _, base, _ in LINES], abs=1.5)


def test_lines_of_about_one_size_are_of_one(stands: dict[int, Stand]) -> None:
    title, *others = (stands[number].size for number in range(len(LINES)))
    assert len(set(others)) == 1
    assert 1.5 * others[0] < title


def test_a_line_without_ink_is_as_large_as_its_box_tells() -> None:
    blank = np.full((100, 300, 3), 255, np.uint8)
    assert find_stands(blank, [Seen("faint", (20.0, 20.0, 90.0, 50.0), 0.6, False, 4)], SCALE)[4].size == pytest.approx(24)
    assert find_stands(blank, [], SCALE) == {}
