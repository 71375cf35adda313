"""A page's own space and the sheet that a reader holds: points from the top left, turned as the file says."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from model import Box


@dataclass(frozen=True, slots=True)
class SheetSpace:
    """The visible box of a page in its own space, and how far clockwise it is turned before it is shown."""

    left: float
    bottom: float
    right: float
    top: float
    turn: int = 0

    @property
    def size(self) -> tuple[float, float]:
        """Width and height as shown."""
        wide, high = self.right - self.left, self.top - self.bottom
        return (high, wide) if self.turn in (90, 270) else (wide, high)

    @property
    def box(self) -> Box:
        """In the page's own space."""
        return self.left, self.bottom, self.right, self.top

    def shown(self, box: Box) -> Box:
        """Where a box of the page's own space stands on the sheet: x0, top, x1, bottom."""
        x0, y0, x1, y1 = box
        if self.turn == 0:
            found = (x0 - self.left, self.top - y1, x1 - self.left, self.top - y0)
        elif self.turn == 90:
            found = (y0 - self.bottom, x0 - self.left, y1 - self.bottom, x1 - self.left)
        elif self.turn == 180:
            found = (self.right - x1, y0 - self.bottom, self.right - x0, y1 - self.bottom)
        else:
            found = (self.top - y1, self.right - x1, self.top - y0, self.right - x0)
        return hundredths(found[0]), hundredths(found[1]), hundredths(found[2]), hundredths(found[3])

    def upright(self, turn: int) -> bool:
        """Whether writing that is turned so far anticlockwise in the page's own space reads level on the sheet."""
        return (turn - self.turn) % 360 == 0


def hundredths(figure: float) -> float:
    """The figure to two places; `round(figure, 2)` takes three times as long, and a page has thousands."""
    return round(figure * 100) / 100


class Rounded(dict[float, float]):
    """Figures to two places, each rounded once: a page repeats those of its lines on every word."""

    def __missing__(self, figure: float) -> float:
        """The figure rounded."""
        rounded = self[figure] = hundredths(figure)
        return rounded


def shower(space: SheetSpace) -> Callable[[Box], Box]:
    """What tells where boxes of the page's own space stand on the sheet, as `SheetSpace.shown` does, faster for many of one page."""
    if space.turn:
        return space.shown
    left, upper, figures = space.left, space.top, Rounded()

    def shown(box: Box) -> Box:
        x0, y0, x1, y1 = box
        return figures[x0 - left], figures[upper - y1], figures[x1 - left], figures[upper - y0]

    return shown


def word_shower(space: SheetSpace, turn: int) -> Callable[[Box], Box]:
    """What tells where words of a frame turned so far anticlockwise stand on the sheet: those of a line share their heights."""
    if turn or space.turn:
        return lambda box: space.shown(unframed(box, turn))
    left, upper, heights = space.left, space.top, Rounded()

    def shown(box: Box) -> Box:
        u0, v0, u1, v1 = box
        return round((u0 - left) * 100) / 100, heights[upper + v0], round((u1 - left) * 100) / 100, heights[upper + v1]

    return shown


def unframed(box: Box, turn: int) -> Box:
    """A box of a frame turned so far anticlockwise (u, v of a piece) in the page's own space: x0, y0, x1, y1."""
    u0, v0, u1, v1 = box
    if turn == 0:
        return u0, -v1, u1, -v0
    if turn == 90:
        return v0, u0, v1, u1
    if turn == 180:
        return -u1, v0, -u0, v1
    return -v1, -u1, -v0, -u0


def framed(box: Box, turn: int) -> Box:
    """A box of the page's own space in a frame turned so far anticlockwise: u0, v0, u1, v1."""
    x0, y0, x1, y1 = box
    if turn == 0:
        return x0, -y1, x1, -y0
    if turn == 90:
        return y0, x0, y1, x1
    if turn == 180:
        return -x1, y0, -x0, y1
    return -y1, -x1, -y0, -x0
