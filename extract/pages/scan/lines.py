"""A scanned page set straight, and the lines and painted areas that can be seen on it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields

import cv2
import numpy as np

from extract.pages.pdfium.ruled_lines import merge_lines
from extract.pages.scan.pixels import Image
from model import Box, Fill, Rule, Word


@dataclass(frozen=True, slots=True)
class ScanSettings:
    """How lines are told on a picture; distances in points, angles in degrees."""

    steepest: float = 4.0
    """A page that lies more aslant than this is left so."""
    least_turn: float = 0.06
    level: float = 26.0
    """The shortest line across: longer than any letter, dash or word's underline."""
    upright: float = 13.0
    """The shortest line down: a row of one line of print, higher than its letters."""
    thickest: float = 3.5
    wobble: float = 0.5
    """How far a line may stray to either side."""
    break_off: float = 2.0
    """A gap that dust or a weak toner tore into a line."""
    dotted: float = 120.0
    """The shortest line across that may be of dots, as one is that faded or was faxed."""
    between_dots: float = 12.0
    beside_dots: float = 0.12
    """How inked what lies right above or below it may be, to the line itself."""
    smallest_fill: float = 9.0

    def __post_init__(self) -> None:
        for setting in fields(self):
            if getattr(self, setting.name) < 0:
                raise ValueError(f"{setting.name} cannot be negative")


SETTINGS = ScanSettings()
_LOOKED_AT = 1000
"""Pixels of the longer side of the small picture on which the slant is measured."""
_NEAR = 3.5
"""Points within which a line down meets one across."""
_VIVID = 70
"""Saturation, of 255, from which an area is coloured on purpose."""


def straighten(picture: Image, settings: ScanSettings = SETTINGS) -> Image:
    """The picture turned so that its lines of print run level, of the same size; as it is where they do already."""
    turn = _slant(picture, settings)
    if abs(turn) < settings.least_turn:
        return picture
    height, width = picture.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), turn, 1.0)
    turned = cv2.warpAffine(picture, matrix, (width, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(turned, np.uint8)


def _slant(picture: Image, settings: ScanSettings) -> float:
    """Degrees, anticlockwise, by which the picture must be turned: where its ink falls into the sharpest lines."""
    grey = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY)
    smaller = min(1.0, _LOOKED_AT / max(grey.shape))
    ink = ink_of(np.asarray(cv2.resize(grey, None, fx=smaller, fy=smaller, interpolation=cv2.INTER_AREA), np.uint8))
    best, step = 0.0, 0.5
    reach = settings.steepest
    while step >= 0.03:
        turns = np.arange(best - reach, best + reach + step / 2, step)
        best = float(max(turns, key=lambda turn: (round(_sharpness(ink, float(turn)), 1), -abs(turn))))
        reach, step = step, step / 4
    return best if abs(best) < settings.steepest else 0.0


def _sharpness(ink: Image, turn: float) -> float:
    height, width = ink.shape
    turned = cv2.warpAffine(ink, cv2.getRotationMatrix2D((width / 2, height / 2), turn, 1.0), (width, height))
    rows = turned.sum(axis=1, dtype=np.float64) / 255
    return float(np.square(np.diff(rows)).sum())


def ink_of(grey: Image) -> Image:
    """255 where something darker than its surroundings is printed."""
    window = max(15, int(max(grey.shape) / 60) | 1)
    found = cv2.adaptiveThreshold(grey, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, window, 14)
    return np.asarray(found, np.uint8)


def drawn_of(ink: Image, scale: float, settings: ScanSettings = SETTINGS) -> Image:
    """Where the ink is that of drawn lines; not 0 there."""
    level, upright = (max(3, round(length * scale)) for length in (settings.level, settings.upright))
    across = cv2.morphologyEx(cv2.dilate(ink, np.ones((3, 1), np.uint8)), cv2.MORPH_OPEN, np.ones((1, level), np.uint8))
    down = cv2.morphologyEx(cv2.dilate(ink, np.ones((1, 3), np.uint8)), cv2.MORPH_OPEN, np.ones((upright, 1), np.uint8))
    return np.asarray(cv2.dilate(np.asarray(cv2.bitwise_or(across, down), np.uint8), np.ones((3, 3), np.uint8)), np.uint8)


def find_lines(picture: Image, scale: float, words: Sequence[Word] = (), settings: ScanSettings = SETTINGS) -> tuple[Rule, ...]:
    """The straight lines drawn on a picture of `scale` pixels a point, in points; strokes of the `words` are none."""
    ink = ink_of(np.asarray(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY), np.uint8))
    print_boxes = [word.box for word in words]
    across = list(_runs(ink, scale, settings.level, settings.break_off, settings))
    dotted = _runs(ink, scale, settings.dotted, settings.between_dots, settings)
    across += [line for line in dotted if not _is_drawn(line, across) and _is_apart(line, ink, scale, settings)]
    level = [line for line in across if not _in_print(line, print_boxes)]
    flipped, turned = np.ascontiguousarray(ink.T), [_turned(box) for box in print_boxes]
    upright = [line for line in _runs(flipped, scale, settings.upright, settings.break_off, settings) if not _in_print(line, turned)]
    return merge_lines([*level, *(line for line in map(_turned, upright) if _meets(line, level))])


def _is_drawn(line: Box, across: Sequence[Box]) -> bool:
    """Whether nearly all of a level line was found already."""
    x0, y, x1, _ = line
    return sum(max(0.0, min(x1, end) - max(x0, start)) for start, at, end, _ in across if abs(at - y) < 2.0) > 0.85 * (x1 - x0)


def _is_apart(line: Box, ink: Image, scale: float, settings: ScanSettings) -> bool:
    """Whether there is far more ink on a level line than right above and below it: specks and the dots of pale letters do not stand so."""
    x0, y, x1, _ = (round(scale * side) for side in line)
    near, far = round(1.5 * scale), round(4.0 * scale)
    own, above, below = (_share(ink[max(0, y + first) : y + last, x0:x1]) for first, last in ((-1, 2), (-far, -near), (near, far)))
    return max(above, below) < settings.beside_dots * own


def _share(ink: Image) -> float:
    return float(np.count_nonzero(ink)) / max(1, ink.size)


def _turned(box: Box) -> Box:
    """The box with across and down exchanged."""
    x0, top, x1, bottom = box
    return top, x0, bottom, x1


def _in_print(line: Box, print_boxes: Sequence[Box]) -> bool:
    """Whether half of a level line runs through the middle of printed words: it is made of their letters."""
    x0, y, x1, _ = line
    across = [box for box in print_boxes if box[1] + 0.1 * (box[3] - box[1]) < y < box[3] - 0.1 * (box[3] - box[1])]
    return sum(max(0.0, min(x1, box[2]) - max(x0, box[0])) for box in across) > 0.5 * (x1 - x0)


def _runs(ink: Image, scale: float, shortest: float, gap: float, settings: ScanSettings) -> Iterator[Box]:
    """The level lines of the picture, each without thickness, with gaps of so many points at most."""
    wobble, torn = max(1, round(settings.wobble * scale)), max(3, round(gap * scale))
    thick = cv2.dilate(ink, np.ones((2 * wobble + 1, 1), np.uint8))
    whole = cv2.morphologyEx(thick, cv2.MORPH_CLOSE, np.ones((1, torn), np.uint8))
    runs = cv2.morphologyEx(whole, cv2.MORPH_OPEN, np.ones((1, max(3, round(shortest * scale))), np.uint8))
    count, _, stats, centres = cv2.connectedComponentsWithStats(runs, connectivity=8)
    for index in range(1, count):
        x, _, wide, high, area = (int(value) for value in stats[index])
        thickness = area / wide - 2 * wobble
        if thickness <= settings.thickest * scale and high <= 0.05 * wide + (settings.thickest + 2 * settings.wobble) * scale:
            at = float(centres[index][1]) / scale
            yield x / scale, at, (x + wide) / scale, at


def _meets(line: Box, level: Sequence[Box]) -> bool:
    """Whether a line down begins, ends or is crossed at a line across; strokes of large letters do not."""
    x, top, _, bottom = line
    return any(x0 - _NEAR <= x <= x1 + _NEAR and top - _NEAR <= y <= bottom + _NEAR for x0, y, x1, _ in level)


def find_fills(picture: Image, scale: float, settings: ScanSettings = SETTINGS) -> tuple[Fill, ...]:
    """Areas of the picture that are painted in a colour, in points, each with its usual colour."""
    hue = np.asarray(cv2.cvtColor(picture, cv2.COLOR_RGB2HSV), np.uint8)
    vivid = ((hue[:, :, 1] >= _VIVID) & (hue[:, :, 2] >= 60)).astype(np.uint8)
    solid = cv2.morphologyEx(vivid, cv2.MORPH_OPEN, np.ones((round(2 * scale), round(2 * scale)), np.uint8))
    closed = cv2.morphologyEx(solid, cv2.MORPH_CLOSE, np.ones((round(3 * scale), round(3 * scale)), np.uint8))
    count, names, stats, _ = cv2.connectedComponentsWithStats(closed, connectivity=4)
    found = []
    for index in range(1, count):
        x, y, wide, high, area = (int(value) for value in stats[index])
        if min(wide, high) < settings.smallest_fill * scale or area < 0.7 * wide * high:
            continue
        window = np.s_[y : y + high, x : x + wide]
        painted = picture[window][(names[window] == index) & (solid[window] > 0)]
        red, green, blue = (round(float(value)) for value in np.median(painted, axis=0))
        box = (round(x / scale, 2), round(y / scale, 2), round((x + wide) / scale, 2), round((y + high) / scale, 2))
        found.append(Fill(box, (red, green, blue)))
    return tuple(found)
