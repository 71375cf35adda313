"""Stage `fixed`: tables set in columns of spaces, as a page's text is dumped, their cells wrapped over lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from statistics import median_low

from extract.columns import is_ref
from extract.flow import flow, join_cells
from extract.markup import read_line
from extract.tables.prose import Printed, printed_lines, read_prose
from extract.tables.spaced.around_rows import (
    GUTTER,
    SpacedTable,
    heads_from,
    is_aside,
    is_foot,
    stands_outside,
    unnumbered,
)
from extract.tables.spaced.gutters import Head, find_heads, learn_grid
from extract.tables.spaced.level_lines import level_lines
from extract.tables.spaced.likely_rows import Found, fitted, margins, part, told
from extract.tables.spaced.loose_words import close_words
from extract.tables.spaced.other_layouts import until_other
from extract.tables.spaced.placed_words import place_words
from extract.tables.spaced.spread_heads import keeps_columns
from extract.tables.spaced.unnamed_numbers import with_numbers
from extract.tables.spaced.wrapped import Shape, TableLine, build_cells
from model import Cell, Meanings, Page, Place, Sheet, Strip

STAGE = "fixed"
PLAIN, GUESSED = 4.0, 0.6
"""The margin from which nothing more is learned from it, and how much less sure a row is whose words all stand in no column."""
Layout = tuple[tuple[str, ...], tuple[tuple[int, int], ...]]
"""A header's texts and where they stand: what is printed below headers of one layout is set in the same columns."""


def read(pages: Iterable[Page], meanings: Meanings) -> Sheet | None:
    """The tables below every header set in columns, their wrapped cells whole; None where no line is such a header."""
    lines = close_words(printed_lines(pages))
    heads = find_heads(lines, meanings)
    ends = [*(head.first for head in heads[1:]), len(lines)]
    if not any(keeps_columns(head, lines[head.after : end]) for head, end in zip(heads, ends, strict=bool(heads))):
        return None
    parted = [
        until_other(lines[head.after : end], _header(head, head.texts, lines), head.spans, meanings)
        for head, end in zip(heads, ends, strict=True)
    ]
    running = _running_lines(lines)
    strips = list(read_prose(lines[: heads[0].first], meanings))
    feet: list[Printed] = []
    alike: dict[Layout, list[Printed]] = {}
    for head, (body, _) in zip(heads, parted, strict=True):
        alike.setdefault((head.texts, head.spans), []).extend(body)
    first = {(head.texts, head.spans): head for head in reversed(heads)}
    tables = {layout: _learn(with_numbers(first[layout], own, meanings), own, running, meanings) for layout, own in alike.items()}
    above: Head | None = None
    for head, (body, other) in zip(heads, parted, strict=True):
        table = tables[head.texts, head.spans]
        body = level_lines(body, table.grid, table.roles, meanings)
        kept, off = _apart(_blocks(body), table)
        again = above is not None and above.texts == head.texts
        below = list(_strips(kept, table, again, more=head is not heads[-1]))
        if again and below and _is_rest(strips[-1], below[0], table.shape):
            strips[-1] = _joined(strips[-1], below.pop(0))
        strips += [_header(head, table.texts, lines), *below, *read_prose(other, meanings)]
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
    return replace(above, cells=tuple(map(join_cells, above.cells, below.cells)), place=replace(above.place, line_end=below.place.line_end))


def _header(head: Head, texts: Sequence[str], lines: Sequence[Printed]) -> Strip:
    place = Place(line=lines[head.first].line.number, line_end=lines[head.after - 1].line.number)
    return Strip(tuple(Cell(read_line(text, place)) if text else Cell() for text in texts), place, gap=max(1, lines[head.first].gap))


def _running_lines(lines: Sequence[Printed]) -> frozenset[str]:
    counts = Counter(unnumbered(line.text) for line in lines)
    return frozenset(text for text, count in counts.items() if count > 1 and len(text) > 3)


def _learn(head: Head, lines: Sequence[Printed], running: frozenset[str], meanings: Meanings) -> SpacedTable:
    """The table below a header: its columns, which of them holds numbers and which the action, and how its rows are parted."""
    lines = [line for line in lines if unnumbered(line.text) not in running]
    grid = learn_grid(head, lines)
    roles = [reading.roles if (reading := meanings.header(text)) else () for text in head.texts]
    lines = level_lines(lines, grid, roles, meanings)
    gaps = [line.gap for line in lines if line.gap and len(GUTTER.split(line.text.strip())) > 1]
    texts: list[list[str]] = [[] for _ in head.texts]
    placed = [(line, *place_words(line, grid, meanings)) for line in lines]
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
    timed = frozenset(column for column in sure if "timescale" in roles[column])
    shape = Shape(grid.widths, ref, key, grouped, sure, timed)
    table = SpacedTable(head.texts, grid, shape, running, median_low(gaps) if gaps else 0, meanings, roles)
    rows = [_placed(line, table) for line in lines]
    return replace(table, shape=fitted(shape, rows))


def _holds_numbers(texts: Sequence[str], named: bool, first: bool) -> bool:
    numbers = sum(map(is_ref, texts))
    return (named or first) and numbers >= max(1 if named else 2, 0.6 * len(texts))


# -- the lines below a header --------------------------------------------------------------------------------------------------


def _apart(blocks: Sequence[list[Printed]], table: SpacedTable) -> tuple[list[list[Printed]], list[Printed]]:
    """The lines below a header without the heads and feet of pages, and those, which would part a row or begin a plan where they stand."""
    kept: list[list[Printed]] = []
    feet: list[Printed] = []
    last = True
    for block in reversed(blocks):
        own: list[Printed] = []
        for line in reversed(block):
            last = is_foot(line, table, alone=len(block) == 1, last=last) and last
            if last or is_foot(line, table, alone=len(block) == 1, last=False):
                feet.append(line)
            else:
                own.append(line)
        kept.append(own[::-1])
    return [block for block in reversed(kept) if block], feet[::-1]


def _strips(blocks: Sequence[Sequence[Printed]], table: SpacedTable, again: bool, more: bool) -> Iterator[Strip]:
    """The table's rows, and what stands between them as loose strips, in order.

    `again` where its header came before, so that the first line may be the rest of a row, and `more` where another follows.
    """
    heads = heads_from(blocks, table) if more else len(blocks)
    for aside, group in groupby(enumerate(blocks), lambda each: each[0] >= heads or is_aside(each[1], table)):
        lines = [line for _, block in group for line in block]
        yield from read_prose(lines, table.meanings) if aside else _parted(lines, table, goes_on=again)
        again = False


def _parted(lines: Sequence[Printed], table: SpacedTable, goes_on: bool) -> Iterator[Strip]:
    """Lines below one another as rows, and as names of the rows below them or prose."""
    placed = [_placed(line, table) for line in lines]
    aside: list[Printed] = []
    found = part(placed, table.shape, goes_on)
    sure = _sureness(lines, found, margins(placed, table.shape, found, goes_on))
    for (start, end, outside), score in zip(found.stretches(), sure, strict=True):
        line = lines[start]
        if outside and (line.gap or end < len(lines) and lines[end].gap or end - start > 1 or aside):
            aside += lines[start:end]
            continue
        yield from read_prose(aside, table.meanings)
        aside = []
        place = Place(line=line.line.number, line_end=lines[end - 1].line.number)
        if outside:
            yield _banner_strip(line, place, len(table.grid.cuts))
            continue
        strip = Strip(build_cells(placed[start:end], table.shape, place), place, gap=line.gap, score=score)
        if strip.filled:
            yield strip
    yield from read_prose(aside, table.meanings)


def _sureness(lines: Sequence[Printed], found: Found, told: Sequence[float]) -> list[float]:
    """How sure each stretch is, 0 to 1: by its margin and by how many of its lines stand in the columns, its own and all, half and half."""
    sure = []
    for (start, end, _), margin in zip(found.stretches(), told, strict=True):
        guessed = sum(line.cells is not None for line in lines[start:end]) / (end - start)
        sure.append(max(0.0, min(margin, PLAIN) / PLAIN * (1 - GUESSED * guessed)))
    mean = sum(sure) / max(1, len(sure))
    return [round((own + mean) / 2, 3) for own in sure]


def _placed(line: Printed, table: SpacedTable) -> TableLine:
    gap = max(line.gap, 1) if line.ruler else line.gap
    cells = place_words(line, table.grid, table.meanings)[0]
    return told(TableLine(line.line.number, cells, gap, outside=stands_outside(line, table)), table.shape, table.meanings)


def _blocks(body: Sequence[Printed]) -> list[list[Printed]]:
    """The lines between white space or drawn lines."""
    blocks: list[list[Printed]] = []
    for line in body:
        if not blocks or line.gap or line.ruler:
            blocks.append([line])
        else:
            blocks[-1].append(line)
    return blocks


def _banner_strip(line: Printed, place: Place, across: int) -> Strip:
    cell = Cell(read_line(line.text.strip(), place), across=across)
    return Strip((cell, *(Cell() for _ in range(across - 1))), place, gap=line.gap)
