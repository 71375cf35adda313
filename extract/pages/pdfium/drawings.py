"""What is drawn on a PDF's page beside letters: lines, painted areas, pictures, and which part of it may be seen.

Everything is given in the page's own space, y upwards, as PDFium has it.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import pypdfium2.raw as raw

from extract.pages.pdfium import calls as call
from extract.pages.pdfium.opening import PdfLimits
from model import Box

Matrix = tuple[float, float, float, float, float, float]
Colour = tuple[int, int, int]
PLAIN: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
DEEPEST = 8
"""Forms within forms that are followed."""
FAR = 1e6
"""A point farther out is no place on a page."""
_UNCLIPPED: Box = (-FAR, -FAR, FAR, FAR)


class Stroke(NamedTuple):
    """A straight line from one point to another."""

    box: Box
    width: float
    colour: Colour
    order: int


class Paint(NamedTuple):
    """A painted area; `order` grows from what is painted first to what lies on top. No colour: a picture or a gradient."""

    box: Box
    colour: Colour | None
    order: int
    opaque: bool = False
    """Whether nothing shows through it, as far as its own colour tells; the way it is blended may let something show all the same."""


class Setting(NamedTuple):
    """Where a run of letters stands among what is painted, and the part of the page in which it may be seen."""

    order: int
    clip: Box


@dataclass(slots=True)
class Drawing:
    """What a page draws; filled while the page is walked, read afterwards."""

    strokes: list[Stroke] = field(default_factory=list)
    paints: list[Paint] = field(default_factory=list)
    settings: dict[int, Setting] = field(default_factory=dict)
    """By the text object's handle."""
    pictures: list[Box] = field(default_factory=list)
    """What each picture takes, seen or not."""
    complete: bool = True
    """False where the page draws more than is looked at."""


def read_drawing(page: int, limits: PdfLimits) -> Drawing:
    """All that the page with this handle draws."""
    drawing = Drawing()
    for order, (thing, kind, matrix, clip) in enumerate(_objects(page)):
        if order >= limits.objects:
            drawing.complete = False
            break
        if kind == _TEXT:
            drawing.settings[thing] = Setting(order, _clipped(thing, matrix, clip))
        elif kind == _PATH:
            _read_path(thing, matrix, _clipped(thing, matrix, clip), order, drawing, limits)
        elif kind == _IMAGE:
            drawing.pictures.append(_bounds(thing, matrix))
            if box := _within(drawing.pictures[-1], _clipped(thing, matrix, clip)):
                drawing.paints.append(Paint(box, None, order))
        elif kind == _SHADING and (box := _within(_bounds(thing, matrix), _clipped(thing, matrix, clip))):
            drawing.paints.append(Paint(box, None, order))
    return drawing


def count_drawn(page: int, most: int = 400) -> int:
    """How many paths the page draws, looking at no more than `most` objects."""
    things = [call.page_object(page, index) for index in range(min(call.page_object_count(page), most))]
    return sum([call.object_type(thing) == _PATH for thing in things])


def has_picture(page: int, width: float, height: float) -> bool:
    """Whether one picture, or several together, take most of the page."""
    pictures = [_bounds(thing, matrix) for thing, kind, matrix, _ in _objects(page) if kind == _IMAGE]
    return are_wide(pictures, width, height)


def are_wide(pictures: Sequence[Box], width: float, height: float) -> bool:
    """Whether pictures that take these boxes, seen or not, take most of a page."""
    return sum(abs((x1 - x0) * (y1 - y0)) for x0, y0, x1, y1 in pictures) > 0.5 * width * height


def apply(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    """The point where the matrix puts this one."""
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _objects(page: int) -> Iterator[tuple[int, int, Matrix, Box]]:
    """Every object of the page that is no form, with its kind, and the matrix and the clip of the forms around it."""
    for index in range(call.page_object_count(page)):
        thing = call.page_object(page, index)
        kind = call.object_type(thing)
        if kind != _FORM:
            yield thing, kind, PLAIN, _UNCLIPPED
        else:
            yield from _unfold(thing, PLAIN, _UNCLIPPED, 0)


def _unfold(form: int, matrix: Matrix, clip: Box, depth: int) -> Iterator[tuple[int, int, Matrix, Box]]:
    inner, seen = _times(_matrix(form), matrix), _clipped(form, matrix, clip)
    for index in range(call.form_object_count(form)):
        thing = call.form_object(form, index)
        kind = call.object_type(thing)
        if kind != _FORM:
            yield thing, kind, inner, seen
        elif depth + 1 < DEEPEST:
            yield from _unfold(thing, inner, seen, depth + 1)


def _matrix(thing: int) -> Matrix:
    if not call.object_matrix(thing, _MATRIX):
        return PLAIN
    return _MATRIX.a, _MATRIX.b, _MATRIX.c, _MATRIX.d, _MATRIX.e, _MATRIX.f


def _times(first: Matrix, then: Matrix) -> Matrix:
    if then is PLAIN:
        return first
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def _bounds(thing: int, matrix: Matrix) -> Box:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not call.object_bounds(thing, left, bottom, right, top):
        return 0.0, 0.0, 0.0, 0.0
    return _spread([apply(matrix, x.value, y.value) for x in (left, right) for y in (bottom, top)])


def _spread(points: Sequence[tuple[float, float]]) -> Box:
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def _within(box: Box, clip: Box) -> Box | None:
    """What of the box may be seen; None where nothing."""
    x0, y0, x1, y1 = box
    left, bottom, right, top = clip
    if left <= x0 and bottom <= y0 and x1 <= right and y1 <= top:
        return box if x0 <= x1 and y0 <= y1 else None
    cut = max(x0, left), max(y0, bottom), min(x1, right), min(y1, top)
    return cut if cut[0] <= cut[2] and cut[1] <= cut[3] else None


def _clipped(thing: int, matrix: Matrix, outer: Box) -> Box:
    """The box in which the object may be seen."""
    path = call.object_clip(thing)
    count = call.clip_path_count(path) if path else 0
    seen = outer
    for index in range(max(count, 0)):
        size = call.clip_segment_count(path, index)
        if size < 2:
            continue
        points = [apply(matrix, *_point(call.clip_segment(path, index, step))) for step in range(min(size, 64))]
        seen = _within(seen, _spread(points)) or (0.0, 0.0, 0.0, 0.0) if size <= 64 else seen
    return seen


_X, _Y = ctypes.c_float(), ctypes.c_float()
_RED, _GREEN, _BLUE, _ALPHA = (ctypes.c_uint() for _ in range(4))
_FILLS, _STROKES = ctypes.c_int(), ctypes.c_int()
_WIDTH = ctypes.c_float()
_MATRIX = raw.FS_MATRIX()
_TEXT, _PATH, _IMAGE, _FORM = raw.FPDF_PAGEOBJ_TEXT, raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_FORM
_SHADING = raw.FPDF_PAGEOBJ_SHADING
_MOVE, _LINE = raw.FPDF_SEGMENT_MOVETO, raw.FPDF_SEGMENT_LINETO


def _point(segment: int) -> tuple[float, float]:
    call.segment_point(segment, _X, _Y)
    return _X.value, _Y.value


_OPAQUE = 250
"""How opaque a colour is, of 255, that hides what lies below it."""


def _colour(ask: call.Call, thing: int) -> Colour | None:
    """The colour, None where it is wholly transparent."""
    if not ask(thing, _RED, _GREEN, _BLUE, _ALPHA):
        return 0, 0, 0
    return (_RED.value, _GREEN.value, _BLUE.value) if _ALPHA.value > 12 else None


def _read_path(thing: int, outer: Matrix, clip: Box, order: int, drawing: Drawing, limits: PdfLimits) -> None:
    call.path_mode(thing, _FILLS, _STROKES)
    filled, stroked = _FILLS.value, _STROKES.value
    fill = _colour(call.object_fill, thing) if filled else None
    opaque = fill is not None and _ALPHA.value >= _OPAQUE
    stroke = _colour(call.object_stroke, thing) if stroked else None
    size = call.path_segment_count(thing)
    if fill is None and stroke is None or size > limits.segments:
        return
    lines, areas = _trace(thing, size, _times(_matrix(thing), outer))
    if fill is not None:
        drawing.paints.extend([Paint(box, fill, order, opaque) for area in areas if (box := _within(area, clip))])
    if stroke is not None:
        call.object_stroke_width(thing, _WIDTH)
        width = _WIDTH.value
        drawing.strokes.extend([Stroke(box, width, stroke, order) for line in lines if (box := _cut_line(line, clip))])


def _trace(thing: int, size: int, matrix: Matrix) -> tuple[list[Box], list[Box]]:
    """The straight lines of a path (from one point to another) and the box of each of its closed runs."""
    lines: list[Box] = []
    areas: list[Box] = []
    segments = [call.path_segment(thing, step) for step in range(size)]
    points = [_point(segment) for segment in segments]
    if matrix != PLAIN:
        points = [apply(matrix, x, y) for x, y in points]
    kinds = [call.segment_type(segment) for segment in segments]
    start = 0
    for end in range(1, size + 1):
        if end < size and kinds[end] != _MOVE:
            continue
        run = points[start:end]
        lines += [(*run[at - 1], *run[at]) for at in range(1, end - start) if kinds[start + at] == _LINE]
        if len(run) > 2:
            areas.append(_spread(run))
            if run[0] != run[-1] and call.segment_closes(segments[end - 1]):
                lines.append((*run[-1], *run[0]))
        start = end
    if size and max([max(abs(x), abs(y)) for x, y in points]) < FAR:
        return lines, areas
    return [line for line in lines if max(map(abs, line)) < FAR], [area for area in areas if max(map(abs, area)) < FAR]


def _cut_line(line: Box, clip: Box) -> Box | None:
    """What of a level or upright line may be seen; slanted ones go through whole."""
    x0, y0, x1, y1 = line
    return _within((x1 if x1 < x0 else x0, y1 if y1 < y0 else y0, x1 if x1 > x0 else x0, y1 if y1 > y0 else y0), clip)
