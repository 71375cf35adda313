"""What pale letters stand on where the file does not tell: a gradient names no colour of its own, so the page itself is looked at."""

from __future__ import annotations

from collections.abc import Callable
from statistics import median

import pypdfium2 as pdfium

from extract.pages.pdfium.space import SheetSpace
from model import Box

SCALE = 0.5
"""Pixels a point."""
DARKER = 225
"""Grey, of 255, up to which a ground sets white letters off."""


def ground_finder(document: pdfium.PdfDocument, index: int, space: SheetSpace, turn: int, most: float) -> Callable[[Box], bool]:
    """The function that tells whether what fills a box of the page is darker than pale letters; the page is drawn when it is first asked.

    `turn` is the page's own before it was turned to be read, `most` how many pixels a picture of it may have.
    """
    drawn: list[tuple[memoryview, int, int, int, float]] = []

    def draw() -> tuple[memoryview, int, int, int, float]:
        width, height = space.size
        scale = min(SCALE, (most / max(width * height, 1.0)) ** 0.5)
        shot = document[index].render(scale=scale, rotation=(space.turn - turn) % 360, grayscale=True)
        return memoryview(bytes(shot.buffer)), shot.stride, shot.width, shot.height, scale

    def is_dark(box: Box) -> bool:
        if not drawn:
            drawn.append(draw())
        pixels, stride, width, height, scale = drawn[0]
        x0, top, x1, bottom = space.shown(box)
        columns = range(max(0, int(x0 * scale)), min(width, int(x1 * scale) + 1))
        rows = range(max(0, int(top * scale)), min(height, int(bottom * scale) + 1))
        greys = [pixels[row * stride + column] for row in rows for column in columns]
        return bool(greys) and median(greys) <= DARKER

    return is_dark
