"""A table as it runs down the pages: merged cells, rows that the page cuts, headers, banners, rules and shades."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from samples.content import Cell, Text
from samples.drawing import Colour, Line, Press, Type, height, set_text

Rules = Literal["grid", "level", "upright", "head", "none"]
HEADER_SHADE: Colour = (0.84, 0.88, 0.93)
BANNER_SHADE: Colour = (0.90, 0.90, 0.90)
BAND: Colour = (0.93, 0.95, 0.98)


@dataclass(frozen=True, slots=True)
class Look:
    """How a table looks."""

    letters: Type = Type()
    rules: Rules = "grid"
    bands: bool = False
    """Every second row shaded."""
    repeat: bool = True
    """The header again on each page."""
    cut: bool = True
    """A row may go on over the page break."""
    pad: float = 3.5
    shade: bool = True
    """Header and banners shaded."""
    spread: float = 0.0
    """Points of white below a row."""
    bare: bool = False
    """The header stands above the table without a box."""
    middle: bool = False
    """Cells set in the middle of their row's height."""


@dataclass(frozen=True, slots=True)
class Strip:
    """One line of a table: a row, or a banner (one cell over the whole width)."""

    cells: tuple[Cell, ...]
    goes_on: tuple[bool, ...] = ()
    fills: tuple[Colour | None, ...] = ()
    banner: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: header labels, what groups stand above them (label, first column, last column), and its strips."""

    header: tuple[str, ...]
    strips: tuple[Strip, ...]
    above: tuple[tuple[str, int, int], ...] = ()


@dataclass(slots=True)
class Open:
    """A cell that is being filled: where its box begins on this page and which lines are still to set."""

    top: float
    lines: list[Line]
    shade: Colour | None = None


@dataclass(slots=True)
class Run:
    """A table while it is printed at `x`."""

    press: Press
    grid: Grid
    look: Look
    x: float
    widths: tuple[float, ...]
    cells: list[Open] = field(default_factory=list)

    def left(self, column: int) -> float:
        """Where a column begins."""
        return self.x + sum(self.widths[:column])


def print_table(press: Press, grid: Grid, look: Look, wide: Sequence[float], x: float | None = None, width: float | None = None) -> None:
    """Prints a table where the press stands, over as many pages as it takes."""
    across = width or press.width
    widths = tuple(share / sum(wide) * across for share in wide)
    run = Run(press, grid, look, press.margin if x is None else x, widths)
    _header(run)
    for at, strip in enumerate(grid.strips):
        after = grid.strips[at + 1] if at + 1 < len(grid.strips) else None
        (_banner if strip.banner else _row)(run, strip, after, at)


def header_height(grid: Grid, look: Look, wide: Sequence[float], across: float) -> float:
    """Points that the header of a table takes."""
    return _head_of(grid, look, tuple(share / sum(wide) * across for share in wide))


def _head_of(grid: Grid, look: Look, widths: Sequence[float]) -> float:
    if not grid.header:
        return 0.0
    tallest = max(height(_label(text, look, width)) for text, width in zip(grid.header, widths, strict=True))
    return tallest + 2 * look.pad + (look.letters.size * 1.22 + 2 * look.pad if grid.above else 0.0)


def _label(text: str, look: Look, width: float) -> list[Line]:
    return set_text((Text(text, bold=True),), look.letters, width - 2 * look.pad)


def _header(run: Run) -> None:
    if not run.grid.header:
        return
    press, grid = run.press, run.grid
    look = replace(run.look, rules="none", shade=False) if run.look.bare else run.look
    run = replace(run, look=look)
    whole = _head_of(grid, look, run.widths)
    first = look.letters.size * 1.22 + 2 * look.pad if grid.above else 0.0
    top = press.y
    for label, start, end in grid.above:
        across = sum(run.widths[start : end + 1])
        _box(run, run.left(start), top, across, first, HEADER_SHADE if look.shade else None)
        press.write_lines(_label(label, look, across), run.left(start) + look.pad, top - look.pad, look.letters)
    for column, text in enumerate(grid.header):
        below = first if any(start <= column <= end for _, start, end in grid.above) else 0.0
        lines = _label(text, look, run.widths[column])
        _box(run, run.left(column), top - below, run.widths[column], whole - below, HEADER_SHADE if look.shade else None)
        press.write_lines(lines, run.left(column) + look.pad, top - below - look.pad, look.letters)
    press.y -= whole
    if look.rules == "head":
        press.rule(run.x, press.y, run.x + sum(run.widths), press.y)


def _box(run: Run, x: float, top: float, width: float, high: float, shade: Colour | None, cut: bool = False) -> None:
    """The shade and the rules of one cell."""
    if shade:
        run.press.fill((x, top - high, width, high), shade)
    if run.look.rules == "grid":
        run.press.canvas.setLineWidth(0.6)
        run.press.canvas.rect(x, top - high, width, high, stroke=1, fill=0)
    elif run.look.rules == "level" and not cut:
        run.press.rule(x, top - high, x + width, top - high)
    elif run.look.rules == "upright":
        run.press.rule(x, top, x, top - high)
        run.press.rule(x + width, top, x + width, top - high)


def _banner(run: Run, strip: Strip, after: Strip | None, at: int) -> None:
    press, look = run.press, run.look
    lines = set_text(strip.cells[0], look.letters, sum(run.widths) - 2 * look.pad)
    high = height(lines) + 2 * look.pad
    if press.room < high + 4 * look.letters.size * 1.22 + 2 * look.pad:
        _next_page(run)
    _box(run, run.x, press.y, sum(run.widths), high, BANNER_SHADE if look.shade else None)
    press.write_lines(lines, run.x + look.pad, press.y - look.pad, look.letters)
    press.y -= high


def _next_page(run: Run) -> None:
    run.press.open_page()
    if run.look.repeat:
        _header(run)


def _row(run: Run, strip: Strip, after: Strip | None, at: int) -> None:
    press, look = run.press, run.look
    band = BAND if look.bands and at % 2 else None
    ends = tuple(after is None or after.banner or not after.goes_on[column] for column in range(len(run.widths)))
    fresh: list[Open] = []
    for column, cell in enumerate(strip.cells):
        if strip.goes_on[column] and run.cells:
            fresh.append(run.cells[column])
            continue
        shade = strip.fills[column] if strip.fills and strip.fills[column] else band
        fresh.append(Open(press.y, set_text(cell, look.letters, run.widths[column] - 2 * look.pad), shade))
    run.cells = fresh
    _place(run, ends)


def _place(run: Run, ends: tuple[bool, ...]) -> None:
    """Prints the row at hand, on the next page too where this one has no room for all of it."""
    press, look = run.press, run.look
    least = look.letters.size * 1.22 * 2 + 2 * look.pad
    for attempt in range(50):
        high = max(_wanted(run, column) for column, last in enumerate(ends) if last or not run.cells[column].lines)
        high = max([high, *(_own(run, column) for column, last in enumerate(ends) if not last)]) + look.spread
        if high <= press.room:
            press.y -= high
            for column, last in enumerate(ends):
                if last:
                    _close(run, column, press.y)
            return
        if press.room >= least and (look.cut or attempt):
            press.y -= press.room
        _turn_over(run)
    raise ValueError("a row that fits on no page")


def _wanted(run: Run, column: int) -> float:
    """Points below the press that the rest of a cell needs."""
    cell = run.cells[column]
    return max(0.0, height(cell.lines) + 2 * run.look.pad - (cell.top - run.press.y))


def _own(run: Run, column: int) -> float:
    """A merged cell that goes on below may be short here, but gives its first row one line."""
    cell = run.cells[column]
    return 0.0 if cell.top > run.press.y else min(height(cell.lines), run.look.letters.size * 1.22) + 2 * run.look.pad


def _turn_over(run: Run) -> None:
    """Ends the page: what fits of each open cell is set, the rest waits for the next page."""
    bottom = run.press.y
    for column in range(len(run.cells)):
        if run.cells[column].top - bottom > 2 * run.look.pad:
            _close(run, column, bottom, cut=True)
    _next_page(run)
    run.cells = [replace(cell, top=run.press.y) for cell in run.cells]


def _close(run: Run, column: int, bottom: float, cut: bool = False) -> None:
    """Draws the box of a cell down to `bottom` and sets the lines that fit."""
    cell, look = run.cells[column], run.look
    x, space = run.left(column), cell.top - bottom - 2 * look.pad + 0.01
    _box(run, x, cell.top, run.widths[column], cell.top - bottom, cell.shade, cut)
    fitting: list[Line] = []
    while cell.lines and height(fitting) + cell.lines[0].height <= space:
        fitting.append(cell.lines.pop(0))
    lowered = max(0.0, space - height(fitting)) / 2 if look.middle and not cut else 0.0
    run.press.write_lines(fitting, x + look.pad, cell.top - look.pad - lowered, look.letters)
