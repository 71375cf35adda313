"""Stage `fixed`: tables set in columns of spaces, as a page's text is dumped, their cells wrapped over lines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import median_low

from extract.columns import is_ref
from extract.flow import ENDED, flow, join_cells
from extract.markup import BULLET, read_line
from extract.tables.centred import fitted, split_centred
from extract.tables.gutters import Grid, Head, find_heads, learn_grid, place_words, with_numbers
from extract.tables.paragraphs import PAGE_NUMBER
from extract.tables.prose import Printed, printed_lines, read_prose
from extract.tables.wrapped import Shape, TableLine, build_cells, split_rows
from model import Cell, Meanings, Page, Place, Sheet, Strip

STAGE = "fixed"
APART = 2
"""Blank lines beyond the usual from which a text that stands alone is no row."""
LONGEST_BANNER = 100
"""Characters of a line within a table that names the rows below it."""
USUAL = 0.7
"""Share of the rows that fill a column, from which a row that does not is odd."""
CALLS = 0.8
"""Likeness from which words call to act."""
GUTTER = re.compile(r"(?<![.?!:;,]) {2,}| {3,}")
"""White space that parts texts; two spaces after a full stop do not."""
Layout = tuple[tuple[str, ...], tuple[tuple[int, int], ...]]
"""A header's texts and where they stand: what is printed below headers of one layout is set in the same columns."""
BARE_NUMBER = re.compile(r"\d{1,3}")


@dataclass(frozen=True, slots=True)
class _Table:
    """What is known of the table below one header."""

    texts: tuple[str, ...]
    """Its headers, empty where a column of numbers has none."""
    grid: Grid
    shape: Shape
    running: frozenset[str]
    """Lines that come back on page after page."""
    usual: int
    """Blank lines that usually part its rows."""
    meanings: Meanings


def read(pages: Iterable[Page], meanings: Meanings) -> Sheet | None:
    """The tables below every header set in columns, their wrapped cells whole; None where no line is such a header."""
    lines = printed_lines(pages)
    heads = find_heads(lines, meanings)
    if not heads:
        return None
    ends = [*(head.first for head in heads[1:]), len(lines)]
    bodies = [lines[head.after : end] for head, end in zip(heads, ends, strict=True)]
    running = _running_lines(lines)
    strips = list(read_prose(lines[: heads[0].first], meanings))
    feet: list[Printed] = []
    alike: dict[Layout, list[Printed]] = {}
    for head, body in zip(heads, bodies, strict=True):
        alike.setdefault((head.texts, head.spans), []).extend(body)
    first = {(head.texts, head.spans): head for head in reversed(heads)}
    tables = {layout: _learn(with_numbers(first[layout], own), own, running, meanings) for layout, own in alike.items()}
    above: Head | None = None
    for head, body in zip(heads, bodies, strict=True):
        table = tables[head.texts, head.spans]
        kept, off = _apart(_blocks(body), table)
        below = list(_strips(kept, table, more=head is not heads[-1]))
        if above is not None and above.texts == head.texts and below and _is_rest(strips[-1], below[0], table.shape):
            strips[-1] = _joined(strips[-1], below.pop(0))
        strips += [_header(head, table.texts, lines), *below]
        feet += off
        above = head
    return Sheet(STAGE, (*strips, *(strip for foot in feet for strip in read_prose([foot], meanings))))


def _is_rest(above: Strip, below: Strip, shape: Shape) -> bool:
    """Whether the first line under a repeated header is the rest of the row above it.

    Either its action plainly goes on, or it has none, and no number in a table that prints them.
    """
    if above.loose or below.loose or len(above.cells) != len(below.cells) or shape.ref is not None and below.cells[shape.ref]:
        return False
    before, after = above.cells[shape.key].paragraphs, below.cells[shape.key].paragraphs
    if before and after:
        return flow(before[-1].text, after[0].text) > 0.5 and not after[0].bullet
    return shape.ref is not None and bool(above.cells[shape.ref]) and not after


def _joined(above: Strip, below: Strip) -> Strip:
    cells = tuple(join_cells(before, after) for before, after in zip(above.cells, below.cells, strict=True))
    return replace(above, cells=cells, place=replace(above.place, line_end=below.place.line_end))


def _header(head: Head, texts: Sequence[str], lines: Sequence[Printed]) -> Strip:
    place = Place(line=lines[head.first].line.number, line_end=lines[head.after - 1].line.number)
    return Strip(tuple(Cell(read_line(text, place)) if text else Cell() for text in texts), place, gap=max(1, lines[head.first].gap))


def _running_lines(lines: Sequence[Printed]) -> frozenset[str]:
    counts = Counter(_unnumbered(line.text) for line in lines)
    return frozenset(text for text, count in counts.items() if count > 1 and len(text) > 3)


def _unnumbered(text: str) -> str:
    return re.sub(r"\d+", "#", " ".join(text.split()))


def _learn(head: Head, lines: Sequence[Printed], running: frozenset[str], meanings: Meanings) -> _Table:
    """The table below a header: its columns, which of them holds numbers and which the action, and how its rows are parted."""
    lines = [line for line in lines if _unnumbered(line.text) not in running]
    grid = learn_grid(head, lines)
    gaps = [line.gap for line in lines if line.gap and len(GUTTER.split(line.text.strip())) > 1]
    roles = [reading.roles if (reading := meanings.header(text)) else () for text in head.texts]
    texts: list[list[str]] = [[] for _ in head.texts]
    placed = [(line, *place_words(line.text, grid)) for line in lines]
    for _, cells, across in placed:
        for column, text in cells.items():
            if not across or len(cells) > 1:
                texts[column].append(text)
    named = [not text or "ref" in each for text, each in zip(head.texts, roles, strict=True)]
    ref = next((column for column, own in enumerate(texts) if _holds_numbers(own, named[column], column == 0)), None)
    actions = [column for column, each in enumerate(roles) if "action" in each]
    key = actions[-1] if actions else max(set(range(len(roles))) - {ref}, key=lambda column: (grid.widths[column], -column), default=0)
    grouped = ref is not None and ref + 1 < key and {"priority", "objective"}.issuperset(roles[ref + 1] or ("action",))
    sure = frozenset(column for column, each in enumerate(roles) if {"lead", "timescale"} & set(each) and "outcomes" not in each)
    rows = [TableLine(line.line.number, cells, line.gap) for line, cells, across in placed if not across or len(cells) > 1]
    shape = Shape(grid.widths, ref, key, grouped, sure)
    return _Table(head.texts, grid, fitted(shape, rows), running, median_low(gaps) if gaps else 0, meanings)


def _holds_numbers(texts: Sequence[str], named: bool, first: bool) -> bool:
    numbers = sum(map(is_ref, texts))
    return (named or first) and numbers >= max(1 if named else 2, 0.6 * len(texts))


# -- the lines below a header --------------------------------------------------------------------------------------------------


def _apart(blocks: Sequence[list[Printed]], table: _Table) -> tuple[list[list[Printed]], list[Printed]]:
    """The lines below a header without the heads and feet of pages, and those, which would part a row or begin a plan where they stand."""
    kept: list[list[Printed]] = []
    feet: list[Printed] = []
    last = True
    for block in reversed(blocks):
        own: list[Printed] = []
        for line in reversed(block):
            last = _is_foot(line, table, alone=len(block) == 1, last=last) and last
            if last or _is_foot(line, table, alone=len(block) == 1, last=False):
                feet.append(line)
            else:
                own.append(line)
        kept.append(own[::-1])
    return [block for block in reversed(kept) if block], feet[::-1]


def _strips(blocks: Sequence[Sequence[Printed]], table: _Table, more: bool) -> Iterator[Strip]:
    """The table's rows, and what stands between them as loose strips, in order; `more` where another header follows."""
    rows: list[TableLine] = []
    aside: list[Printed] = []
    for number, block in enumerate(blocks):
        whole = _is_aside(block, table) or more and number + 1 == len(blocks) and _heads_next(block, table)
        for position, line in enumerate(block):
            if not whole and not aside and position + 1 < len(block) and _is_banner(line, block[position + 1], table):
                yield from _row_strips(rows, table)
                rows = []
                place = Place(line=line.line.number, line_end=line.line.number)
                yield _banner_strip(line, place, len(table.grid.cuts))
            elif whole or _is_loose(line, table, follows=position > 0 and not aside):
                yield from _row_strips(rows, table)
                rows = []
                aside.append(line)
            else:
                yield from read_prose(aside, table.meanings)
                aside = []
                gap = max(line.gap, 1) if line.ruler else line.gap
                rows.append(TableLine(line.line.number, place_words(line.text, table.grid)[0], gap))
    yield from read_prose(aside, table.meanings)
    yield from _row_strips(rows, table)


def _blocks(body: Sequence[Printed]) -> list[list[Printed]]:
    """The lines between white space or drawn lines."""
    blocks: list[list[Printed]] = []
    for line in body:
        if not blocks or line.gap or line.ruler:
            blocks.append([line])
        else:
            blocks[-1].append(line)
    return blocks


def _is_foot(line: Printed, table: _Table, alone: bool, last: bool) -> bool:
    """Whether a line is the head or foot of a page: a page number, or a line that comes back and keeps to no column."""
    text = line.text.strip()
    if PAGE_NUMBER.fullmatch(text) or last and BARE_NUMBER.fullmatch(text):
        return True
    pieces = GUTTER.split(text)
    if any(PAGE_NUMBER.fullmatch(piece) for piece in (pieces[0], pieces[-1])) and (alone or last):
        return len(pieces) == 2 or _unnumbered(line.text) in table.running
    if _unnumbered(line.text) not in table.running:
        return False
    across = place_words(line.text, table.grid)[1] if len(pieces) > 1 else _overruns(line, table.grid)
    return across and (alone or last) or last and len(pieces) == 1 and table.grid.column(_indent(line)) == 0


def _is_aside(block: Sequence[Printed], table: _Table) -> bool:
    """Whether the lines between white space stand outside the columns: prose, or a heading."""
    if not all(_one_run(line.text) for line in block):
        return False
    first = table.meanings.heading(block[0].text.strip()) if block[0].gap else None
    if first is not None and first.kind in ("legend", "glossary", "closing"):
        return True
    if table.grid.column(_indent(block[0])) == 0 and any(_overruns(line, table.grid) for line in block):
        return True
    if table.usual and block[0].gap >= table.usual + APART:
        return True
    return len(block) == 1 and first is not None and first.kind != "label" and (first.score >= 0.5 or first.kind != "level")


def _heads_next(block: Sequence[Printed], table: _Table) -> bool:
    """Whether the last lines above another header name the section below it: one short line, or two, apart from the rows."""
    text = block[0].text.strip()
    begins = table.grid.column(_indent(block[0])) == 0 and block[0].gap > table.usual and all(_one_run(line.text) for line in block)
    return begins and len(block) <= 2 and text[:1].isupper() and not ENDED.search(text)


def _is_loose(line: Printed, table: _Table, follows: bool) -> bool:
    """Whether one line among a table's others stands outside the columns; one that fills two cells side by side does not."""
    if not _one_run(line.text) or not _overruns(line, table.grid):
        return False
    text = line.text.strip()
    cells, across = place_words(line.text, table.grid)
    return across or not follows or len(cells) < 2 or text.isupper() or table.meanings.heading(text) is not None


def _is_banner(line: Printed, below: Printed, table: _Table) -> bool:
    """Whether a line right above a row, and right below another or the header, runs over the columns as the name of what follows."""
    text = line.text.strip()
    named = table.grid.column(_indent(line)) == 0 and text[:1].isupper() and not ENDED.search(text) and len(text) <= LONGEST_BANNER
    if not named or line.gap or below.gap or not _one_run(line.text) or _one_run(below.text):
        return False
    marked = BULLET.match(below.text.strip()) is not None and not BULLET.match(text) and _indent(line) < _indent(below)
    return marked or _is_loose(line, table, follows=False) or table.shape.ref == 0 and not is_ref(text) and is_ref(below.text.split()[0])


def _banner_strip(line: Printed, place: Place, across: int) -> Strip:
    cell = Cell(read_line(line.text.strip(), place), across=across)
    return Strip((cell, *(Cell() for _ in range(across - 1))), place, gap=line.gap)


def _one_run(text: str) -> bool:
    return len(GUTTER.split(text.strip())) == 1


def _indent(line: Printed) -> int:
    return len(line.text) - len(line.text.lstrip())


def _overruns(line: Printed, grid: Grid) -> bool:
    """Whether one run of words goes on beyond the column that it begins in."""
    column = grid.column(_indent(line))
    return column + 1 < len(grid.cuts) and len(line.text) > grid.cuts[column + 1]


def _row_strips(lines: Sequence[TableLine], table: _Table) -> Iterator[Strip]:
    for row in split_centred(lines, table.shape) if table.shape.centred else _whole(split_rows(lines, table.shape), table):
        place = Place(line=row[0].number, line_end=row[-1].number)
        strip = Strip(build_cells(row, table.shape, place), place, gap=row[0].gap)
        if strip.filled:
            yield strip


def _whole(rows: Sequence[list[TableLine]], table: _Table) -> list[list[TableLine]]:
    """The rows, with a sentence more of an action back in its row: it calls for nothing, and does not say who or when as rows do."""
    usual = [column for column in table.shape.named if sum(_filled(row, column) for row in rows) >= USUAL * len(rows)]
    found: list[list[TableLine]] = []
    for row in rows:
        above = found[-1] if found else []
        lacking = any(not _filled(row, column) for column in usual) and min(row[0].cells, default=0) >= table.shape.key
        if lacking and above and not row[0].gap and _calls(above, table) > _calls(row, table) < CALLS:
            above.extend(row)
        else:
            found.append(list(row))
    return found


def _filled(row: Sequence[TableLine], column: int) -> bool:
    return any(column in line.cells for line in row)


def _calls(row: Sequence[TableLine], table: _Table) -> float:
    """How much a row's first words read as an action."""
    return table.meanings.content(row[0].cells.get(table.shape.key, "")).get("action", 0.0)
