"""Stage `markdown`: tables drawn with pipes, as converters write them, and grids whose lines are drawn in full."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from html import unescape
from itertools import pairwise

from extract.columns import is_ref
from extract.markup import read_cell
from extract.strips import loose_strip
from extract.tables.counted_rows import knit_counted
from extract.tables.piped.cell_breaks import Wrapped, break_widths, without_breaks
from extract.tables.piped.grid_spans import GridLine, edges_of, parts_some, spans_columns, stretches
from extract.tables.piped.wiki_marks import without_wiki_marks
from extract.tables.prose import RULER, Printed, read_prose
from extract.tables.spaced.likely_rows import fitted, split_rows
from extract.tables.spaced.wrapped import Shape, TableLine, build_cells
from model import Cell, Line, Meanings, Page, Place, Sheet, Strip

STAGE = "markdown"
PIPE = re.compile(r"(?<!\\)\|")
ALIGNMENT = re.compile(r":?-+:?")
BORDER = re.compile(r"^\s*[+|](?:[ :]*[-=]{2,}[ :]*[+|])+\s*$")
"""The drawn line of a grid, or a pipe table's line of dashes."""
BOX = str.maketrans("│┃║┆┊┌┬┐├┼┤└┴┘╔╦╗╠╬╣╚╩╝┏┳┓┣╋┫┗┻┛─━═┄┈", "|||||" + "+" * 27 + "-----")
ITALIC = re.compile(r"(?<![\w*_\\])([*_])(?=[^\s*_])([^*_]+?)(?<=\S)\1(?![\w*_])")
ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+.!|<>~&'\"$@^=-])")
HEADING = re.compile(r"#{1,6}\s+")
PLAIN_PIPES = 2
"""Pipes of a line up to which they may part anything: a menu's links. A line with more is a row where it has those of other rows."""
LONGEST_CUT = 20
"""Lines that one row may be cut into."""


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A line with what it is: a row's, a border's, or (neither) loose."""

    line: Line
    gap: int
    row: bool = False
    border: bool = False
    last: int = 0
    """Its last line's number, where a line break had cut it."""


def read(pages: Iterable[Page], meanings: Meanings) -> Sheet | None:
    """Every line as a strip, in order; None where fewer than two lines are drawn with pipes."""
    printed = without_wiki_marks([line for page in pages for line in page.lines])
    lines = _mended(*knit_counted([Line(line.number, line.text.translate(BOX)) for line in printed], {}, PIPE, meanings))
    drawn = list(_drawn(lines))
    if sum(line.row for line in drawn) < 2:
        return None
    return Sheet(STAGE, tuple(_strips(drawn, meanings)))


# -- lines ---------------------------------------------------------------------------------------------------------------------


def _mended(lines: Sequence[Line], ends: Mapping[int, int]) -> list[tuple[Line, int]]:
    """Lines with their last line's number; a row of a table with outer pipes that line breaks had cut is one line again."""
    whole = Counter(len(PIPE.findall(line.text)) for line in lines if _has_outer_pipes(line.text))
    usual = max(sorted(whole), key=whole.__getitem__, default=0)
    found: list[tuple[Line, int]] = []
    index = 0
    while index < len(lines):
        line, until = lines[index], index
        text = line.text
        if usual and text.lstrip().startswith("|") and not _has_outer_pipes(text):
            until = _end_of_cut(lines, index, usual)
            text = "\n".join(each.text for each in lines[index : until + 1])
        found.append((Line(line.number, text), ends.get(lines[until].number, lines[until].number)))
        index = until + 1
    return found


def _end_of_cut(lines: Sequence[Line], first: int, usual: int) -> int:
    """The line on which a cut row has as many pipes as the table's rows; the first itself where none comes."""
    pipes = len(PIPE.findall(lines[first].text))
    for index in range(first + 1, min(first + LONGEST_CUT, len(lines))):
        text = lines[index].text
        if text.lstrip().startswith("|"):
            break
        pipes += len(PIPE.findall(text))
        if pipes >= usual:
            return index if pipes == usual and text.rstrip().endswith("|") else first
    return first


def _has_outer_pipes(text: str) -> bool:
    stripped = text.strip()
    return len(stripped) > 1 and stripped.startswith("|") and stripped.endswith("|") and not stripped.endswith("\\|")


def _drawn(lines: Sequence[tuple[Line, int]]) -> Iterator[_Drawn]:
    """Each line that says something or draws a border, told what it is."""
    printed = [(line, last) for line, last in lines if line.text.strip()]
    pipes = [0 if BORDER.match(line.text) else len(PIPE.findall(line.text)) for line, _ in printed]
    ruled = {index for index, (line, _) in enumerate(printed) if _is_alignment(line.text)}
    inner = {index + step for index in ruled for step in (-1, 1)}
    repeated = {above for above, below in pairwise(pipes) if above == below > PLAIN_PIPES}
    gap, position = 0, 0
    for line, last in lines:
        if not line.text.strip():
            gap += 1
            continue
        index = position
        position += 1
        border = index in ruled or bool(BORDER.match(line.text)) or parts_some(line.text)
        beside = {pipes[other] for other in (index - 1, index + 1) if 0 <= other < len(pipes)}
        alike = pipes[index] > 0 and pipes[index] in beside | repeated and (" |" in line.text or "| " in line.text)
        row = not border and (pipes[index] > 1 and _has_outer_pipes(line.text) or pipes[index] > 0 and index in inner or alike)
        if border or row or not RULER.match(line.text):
            yield _Drawn(line, gap, row, border, last)
            gap = 0


def _is_alignment(text: str) -> bool:
    """Whether a line parts a pipe table's header from its rows: dashes, and colons that say how columns are set."""
    return "|" in text and all(ALIGNMENT.fullmatch(piece.strip()) for piece in text.strip().strip("|").split("|"))


# -- strips --------------------------------------------------------------------------------------------------------------------


def _strips(drawn: Sequence[_Drawn], meanings: Meanings) -> Iterator[Strip]:
    grid: list[_Drawn] = []
    aside: list[Printed] = []
    for index, line in enumerate(drawn):
        if line.row or line.border:
            yield from read_prose(aside, meanings)
            aside = []
            grid.append(line)
        elif (plain := _plain(line)).text:
            aside.append(plain)
        if grid and (index + 1 == len(drawn) or not (drawn[index + 1].row or drawn[index + 1].border)):
            yield from _table(grid)
            grid = []
    yield from read_prose(aside, meanings)


def _plain(drawn: _Drawn) -> Printed:
    """A loose line without the marks of a heading, a quotation or emphasis; a heading stands apart from what is above it."""
    text = drawn.line.text.strip().removeprefix(">").lstrip()
    heading = HEADING.match(text)
    gap = max(drawn.gap, 1) if heading else drawn.gap
    return Printed(Line(drawn.line.number, _marked(text).replace("\n", " ")), gap)


def _table(lines: Sequence[_Drawn]) -> Iterator[Strip]:
    """The strips of one drawn table: of a grid each stretch between borders, else each line."""
    drawn = [line for line in lines if line.border and line.line.text.strip().startswith("+") and not parts_some(line.line.text)]
    outer = next((line.line.text.lstrip().startswith("|") for line in lines if line.row), True)
    if len(drawn) < 2:
        heads = {above.line.number for above, line in zip(lines, lines[1:], strict=False) if above.row and _is_alignment(line.line.text)}
        broken = any("<br" in line.line.text for line in lines)
        widths = break_widths(_pieces(line.line.text, outer) for line in lines if line.row) if broken else {}
        strips = ((line, _strip(line, outer, widths)) for line in lines if line.row)
        for line, strip in strips:
            if strip.filled:
                yield from _as_head(strip) if line.line.number in heads else (strip,)
        return
    edges = edges_of(line.line.text for line in lines if line.border)
    open_below = any(line.border and parts_some(line.line.text) for line in lines)
    if open_below or spans_columns((line.line.text for line in lines if line.row), edges):
        printed = ((line.line.number, line.gap, line.line.text, line.border) for line in lines)
        for own in stretches(printed, edges):
            yield from (replace(strip, merged=own.merged, cells=own.spanned(strip.cells)) for strip in _stretch(own.lines))
        return
    stretch: list[GridLine] = []
    for line in [*lines, drawn[-1]]:
        if line.row:
            stretch.append(GridLine(line.line.number, line.gap, _pieces(line.line.text, True)))
        elif stretch:
            yield from _stretch(stretch)
            stretch = []


def _strip(drawn: _Drawn, outer: bool, widths: Mapping[int, Wrapped]) -> Strip:
    place = Place(line=drawn.line.number, line_end=drawn.last)
    pieces = without_breaks(_pieces(drawn.line.text, outer), widths)
    return Strip(tuple(read_cell(_marked(piece), place) for piece in pieces), place, gap=drawn.gap)


def _as_head(strip: Strip) -> Iterator[Strip]:
    """The line above one of dashes: what a reader of the page sees in bold; before it the names that a converter made up."""
    made = {position for position, cell in enumerate(strip.cells) if _is_counted(cell.text, position)}
    if made:
        names = loose_strip(*(strip.cells[at].paragraphs[0] for at in sorted(made)))
        yield replace(names, place=strip.place, gap=strip.gap, furniture=True)
    said = (Cell() if position in made else cell for position, cell in enumerate(strip.cells))
    cells = (replace(cell, paragraphs=tuple(replace(each, bold=True) for each in cell.paragraphs)) for cell in said)
    if made < {*strip.filled}:
        yield replace(strip, cells=tuple(cells))


def _is_counted(text: str, position: int) -> bool:
    """Whether a converter named a column by its number, for want of a header: "Col2"."""
    return text in (f"Col{position}", f"Col{position + 1}")


def _stretch(lines: Sequence[GridLine]) -> Iterator[Strip]:
    """What stands between two borders of a grid: one row wrapped over lines, or several where each line begins one."""
    texts = [[_marked(piece) for piece in line.texts] for line in lines]
    columns = max(map(len, texts))
    widths = tuple(max(len(row[column]) - 2 if column < len(row) else 1 for row in texts) for column in range(columns))
    rows: list[TableLine] = []
    gap = lines[0].gap
    for line, row in zip(lines, texts, strict=True):
        cells = {column: text.strip() for column, text in enumerate(row) if text.strip()}
        if cells:
            rows.append(TableLine(line.number, cells, gap))
        gap = 0 if cells else 1
    shape = Shape(widths, 0 if sum(is_ref(row.cells.get(0, "")) for row in rows) > 1 else None, min(1, columns - 1))
    parts: list[Sequence[TableLine]] = [rows]
    if _one_a_line(rows, columns):
        parts = [[row] for row in rows]
    elif shape.ref == 0:
        parts = split_rows(rows, fitted(shape, rows))
    for part in filter(None, parts):
        place = Place(line=part[0].number, line_end=part[-1].number)
        strip = Strip(build_cells(part, shape, place), place, gap=part[0].gap)
        if strip.filled:
            yield strip


def _one_a_line(rows: Sequence[TableLine], columns: int) -> bool:
    """Whether each line is a row of its own: its first cell, and most others, begin anew."""
    full = all(0 in row.cells and len(row.cells) >= max(2, 0.6 * columns) for row in rows)
    return full and all(not text[0].islower() for row in rows for text in row.cells.values())


def _marked(text: str) -> str:
    """A cell's text with its escapes and entities read; bold marks stay for whoever reads its paragraphs."""
    return unescape(ESCAPED.sub(r"\1", ITALIC.sub(r"\2", text)))


def _pieces(text: str, outer: bool) -> list[str]:
    """The cells of a row; where the table has no outer pipes, a pipe that comes first has an empty cell before it."""
    stripped = text.strip()
    pieces = PIPE.split(stripped)
    if outer and len(pieces) > 1 and stripped.startswith("|"):
        pieces = pieces[1:]
    if outer and len(pieces) > 1 and not pieces[-1].strip():
        pieces = pieces[:-1]
    return pieces
