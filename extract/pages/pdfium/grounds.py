"""What the file alone does not tell of letters, so that the page itself is looked at: what lies below and over them."""

from __future__ import annotations

from statistics import median

import pypdfium2 as pdfium

from extract.pages.pdfium.space import SheetSpace
from model import Box

SCALE = 0.5
"""Pixels a point."""
DARKER = 225
"""Grey, of 255, up to which a ground sets white letters off."""


FINE = 2.0
"""Pixels a point at which letters show."""
EVEN = 24
"""Greys by which an area without letters differs at most."""


class Grounds:
    """A page as it is drawn, which it is when it is first asked about.

    `turn` is the page's own before it was turned to be read, `most` how many pixels a picture of it may have.
    """

    def __init__(self, document: pdfium.PdfDocument, index: int, space: SheetSpace, turn: int, most: float) -> None:
        self.document, self.index, self.space, self.turn, self.most = document, index, space, turn, most
        self.drawn: dict[float, tuple[memoryview, int, int, int, float]] = {}

    def is_dark(self, box: Box) -> bool:
        """Whether what fills a box of the page is darker than pale letters."""
        greys = self._greys(box, SCALE)
        return bool(greys) and median(greys) <= DARKER

    def is_even(self, box: Box) -> bool:
        """Whether nothing shows in a box of the page but one shade."""
        greys = self._greys(box, FINE)
        return bool(greys) and max(greys) - min(greys) <= EVEN

    def _greys(self, box: Box, wanted: float) -> list[int]:
        if wanted not in self.drawn:
            self.drawn[wanted] = self._draw(wanted)
        pixels, stride, width, height, scale = self.drawn[wanted]
        x0, top, x1, bottom = self.space.shown(box)
        columns = range(max(0, int(x0 * scale)), min(width, int(x1 * scale) + 1))
        rows = range(max(0, int(top * scale)), min(height, int(bottom * scale) + 1))
        return [pixels[row * stride + column] for row in rows for column in columns]

    def _draw(self, wanted: float) -> tuple[memoryview, int, int, int, float]:
        width, height = self.space.size
        scale = min(wanted, (self.most / max(width * height, 1.0)) ** 0.5)
        shot = self.document[self.index].render(scale=scale, rotation=(self.space.turn - self.turn) % 360, grayscale=True)
        return memoryview(bytes(shot.buffer)), shot.stride, shot.width, shot.height, scale
