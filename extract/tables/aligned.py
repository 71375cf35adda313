"""Stage `aligned`: tables whose cells are not drawn: header words anchor the columns, white, rules and numbers part the rest."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from math import inf

from extract.geometry import hull
from extract.headers import read_header
from extract.tables.card import boxed_cards, flow_cards, grid_cards
from extract.tables.card.print_cards import read_cards
from extract.tables.colours import fill_behind, plain_fills
from extract.tables.printed.banners import (
    banner_rest,
    banner_strip,
    centred_banners,
    is_band,
    is_banner,
    is_bold_banner,
    number_edge,
    plain_columns,
    runs_over_numbers,
)
from extract.tables.printed.bars import SAME_BAR, Bar, bands, find_bars
from extract.tables.printed.columns import Columns, find_columns, head_strip, level_columns, reaching, same_header, widened
from extract.tables.printed.drawn_grid import Grid, find_grids, stands_apart
from extract.tables.printed.heads import GUTTER, Head, find_heads
from extract.tables.printed.lines import WIDER, PrintedLine, page_lines, phrases, read_paragraphs, usual_pitch
from extract.tables.printed.loose_lines import line_blocks
from extract.tables.printed.margin_numbers import with_small_numbers
from extract.tables.printed.mid_levels import mid_homes, with_numbers
from extract.tables.printed.panels import lines_apart, with_panels, words_beside
from extract.tables.printed.rows import starts
from extract.tables.printed.ruled_groups import with_rules
from extract.tables.printed.table_end import table_end
from extract.tables.printed.table_lines import TableLine, by_column, measure, pieces_by_column
from extract.tables.printed.turned_heads import level_heads
from extract.tables.printed.twin_tables import text_beside, twins
from extract.tables.ruled import aside, grid_strips, own_strips
from model import Box, Cell, Fill, Meanings, Page, Place, Strip, Word

STAGE = "aligned"
STRANGE = 0.4
"""Share of lines, and of letters, that run over the columns' edges from which a page without a header does not carry the table on."""
OPENING = 8
"""Lines at a page's head among which the header of another paper's table stands."""
FEWEST_HEADERS = 3
"""Texts of a line from which it can be that header."""
EXPLAINS = 1.5
"""Line distances within which plain text below bold words explains them."""
SLACK = 8.0
"""Points by which a cell's shade may stand out of its column's words."""


def read_page(page: Page, meanings: Meanings, columns: Columns | None = None) -> tuple[tuple[Strip, ...], Columns | None]:
    """The page's strips in reading order, and the columns that are still open at its foot.

    `columns` are those of the page before; a page without a header carries them on where its lines fit.
    """
    read_as_cards = (read(page, meanings) for read in (boxed_cards.read_cards, grid_cards.read_cards, read_cards, flow_cards.read_cards))
    if (cards := next(filter(None, read_as_cards), None)) is not None:
        return cards, None
    page = whole = with_small_numbers(level_heads(page, meanings))
    strips: list[Strip] = []
    open_columns = columns
    for place, grid in enumerate(find_grids(page)):
        if len(grid.ys) < 3 or len(drawn := own_strips(whole, place)) < 2 or _is_headed(drawn, meanings):
            continue
        above, own, below = _cut(page, grid)
        read, after = _read_stretch(replace(page, words=above), meanings, open_columns, followed=True)
        if after is not None and stands_apart(grid, after.edges):
            other = aside(grid_strips(grid, own, page), read[-1].text if read else "", meanings)
            strips += [*read, replace(other[0], gap=1), *other[1:]]
            page, open_columns, columns = replace(page, words=below), None, after
    read, after = _read_stretch(page, meanings, open_columns)
    return (*strips, *read), after or (columns if strips else None)


def _is_headed(strips: Sequence[Strip], meanings: Meanings) -> bool:
    return any(read_header(strip, meanings) for strip in strips[:4])


def _cut(page: Page, grid: Grid) -> tuple[tuple[Word, ...], tuple[Word, ...], tuple[Word, ...]]:
    """The page's words above a grid, at its height, and below it."""
    heights = [(word, (word.box[1] + word.box[3]) / 2) for word in page.words]
    top, bottom = grid.ys[0], grid.ys[-1]
    return (
        tuple(word for word, y in heights if y < top),
        tuple(word for word, y in heights if top <= y <= bottom),
        tuple(word for word, y in heights if y > bottom),
    )


def _read_stretch(
    page: Page, meanings: Meanings, columns: Columns | None, followed: bool = False
) -> tuple[tuple[Strip, ...], Columns | None]:
    """The strips of a page or a part of it, and the columns still open; `followed` says that another table stands below."""
    if parted := words_beside(page, meanings):
        read, open_columns = _read_stretch(parted[0], meanings, columns)
        return with_panels(read, [*_loose(page_lines(parted[1]), parted[1], meanings)]), open_columns
    lines = page_lines(page)
    heads = find_heads(lines, page, meanings)
    if halves := twins(page, lines, heads):
        sides = [_read_stretch(half, meanings, None)[0] for half in halves]
        return tuple(strip for side in sides for strip in side), None
    if parted := text_beside(page, heads, meanings):
        strips_of_table, open_columns = _read_stretch(parted[0], meanings, columns)
        return with_panels(strips_of_table, [*_loose(page_lines(parted[1]), parted[1], meanings)]), open_columns
    before = lines[: heads[0].first] if heads else lines
    columns = reaching(columns, before) if columns is not None else None
    columns = columns if columns is not None and _fits(before, page, columns, meanings) else None
    strips = list(_read_body(before, page, columns, meanings, followed or bool(heads)))
    tables = _below_heads(lines, heads, page, columns, meanings)
    pitch = usual_pitch(piece for _, body, own in tables for piece in pieces_by_column(body, own)) if len(tables) > 1 else None
    for place, (head_strips, body, own) in enumerate(tables, 1):
        strips += head_strips
        strips += _read_body(body, page, own, meanings, followed or place < len(tables), pitch)
    return tuple(strips), tables[-1][2] if tables else columns


def _below_heads(
    lines: Sequence[PrintedLine], heads: Sequence[Head], page: Page, columns: Columns | None, meanings: Meanings
) -> list[tuple[list[Strip], Sequence[PrintedLine], Columns]]:
    """Of each header its strips, the lines below it and their columns; `columns` are those that are open above the first."""
    tables: list[tuple[list[Strip], Sequence[PrintedLine], Columns]] = []
    for head, end in zip(heads, [*(head.first for head in heads[1:]), len(lines)], strict=False):
        body = lines[head.end : end]
        found = find_columns(head, body, page, meanings)
        if columns is not None and same_header(columns, found):
            found = widened(columns, found) if columns.count >= found.count else replace(found, ruled=columns.ruled)
        table = [line for line in (by_column(line, found) for line in body) if line is not None]
        strip = head_strip(head, found, page)
        bars = _row_bars(body, page, found, meanings)
        columns = with_rules(replace(found, levels=level_columns(strip, meanings)), table, bars, meanings)
        over = [replace(each, furniture=True) for each in _loose(head.over, page, meanings)]
        tables.append(([*over, replace(strip, gap=1)], body, columns))
    return tables


def _row_bars(body: Sequence[PrintedLine], page: Page, columns: Columns, meanings: Meanings) -> list[Bar]:
    """What is drawn across the table, less the edges of the shades behind banners: those part sections, and say nothing of rows."""
    banners = [line for line in body if is_banner(line, by_column(line, columns), page, columns, meanings)]
    left, right = columns.edges[0], columns.edges[-1]
    shades = [band for band in bands(page) if any(is_band(band, line.box, left, right) for line in banners)]
    return [
        bar
        for bar in find_bars(page, columns)
        if not any(band[1] - SAME_BAR < bar.top and bar.bottom < band[3] + SAME_BAR for band in shades)
    ]


def _fits(lines: Sequence[PrintedLine], page: Page, columns: Columns, meanings: Meanings) -> bool:
    """Whether a page can carry the columns on: they have room on it, and neither many lines nor most words run over their edges.

    A title at its head or foot says nothing of that; the header of a table of another kind near its head says that none of it is theirs.
    """
    if any(_heads_another(line, meanings) for line in lines[:OPENING]):
        return False
    edges = {id(line) for line in (*lines[:1], *lines[-1:]) if by_column(line, columns) is None and _is_title(line, meanings)}
    lines = [line for line in lines if id(line) not in edges]
    strange = [line for line in lines if by_column(line, columns) is None]
    said, held = (sum(len(line.text) for line in own) for own in (strange, lines))
    return columns.edges[-1] <= page.width and len(strange) <= STRANGE * len(lines) and said <= STRANGE * held


def _heads_another(line: PrintedLine, meanings: Meanings) -> bool:
    texts = [phrase.text for phrase in phrases(line, GUTTER)] if line.words[0].upright else []
    return len(texts) >= FEWEST_HEADERS and meanings.alien(texts) is not None


def _read_body(
    lines: Sequence[PrintedLine], page: Page, columns: Columns | None, meanings: Meanings, headed: bool, pitch: float | None = None
) -> Iterator[Strip]:
    """Rows where lines fit the columns; banners and loose paragraphs between them; `pitch` is that of all the page's tables."""
    if columns is None:
        yield from _loose(lines, page, meanings)
        return
    gap = 1
    lines, after = lines[: (end := table_end(lines, page, columns, headed, meanings))], lines[end:]
    measures, apart, edge = measure(lines, columns, pitch), lines_apart(lines, page, columns), number_edge(lines, columns)
    plain, mid = plain_columns(lines, columns, numbered=edge < inf), centred_banners(lines, columns, page)
    waiting: list[TableLine] = []
    beside: list[PrintedLine] = []
    taken: set[int] = set()
    for place, line in enumerate(lines):
        if id(line) in taken:
            continue
        table_line = by_column(line, columns) if id(line) not in apart and line.words[0].upright else None
        titled = line is lines[0] and _is_page_title(line, table_line, meanings)
        bold = is_bold_banner(line, table_line, plain, waiting, line is lines[0]) or runs_over_numbers(line, table_line, edge)
        banner = not titled and id(line) not in apart and (bold or id(line) in mid or is_banner(line, table_line, page, columns, meanings))
        if table_line is not None and not banner and not titled:
            if beside:
                yield from _loose(beside, page, meanings)
                beside, gap = [], 1
            waiting.append(table_line)
            continue
        yield from _spaced(_rows(waiting, page, columns, measures, meanings), gap)
        gap, waiting = 0 if waiting else gap, []
        if banner:
            yield from _loose(beside, page, meanings)
            beside, rest = [], banner_rest(line, lines[place + 1 :], measures[0])
            taken.update(map(id, rest))
            yield banner_strip(PrintedLine((*line.words, *(word for each in rest for word in each.words))) if rest else line, page, columns)
        else:
            beside.append(line)
    yield from _loose(beside, page, meanings)
    yield from _spaced(_rows(waiting, page, columns, measures, meanings), gap)
    yield from _loose(after, page, meanings)


def _spaced(rows: Iterator[Strip], gap: int) -> Iterator[Strip]:
    """The rows, `gap` blank lines above the first."""
    for place, strip in enumerate(rows):
        yield replace(strip, gap=0 if place else gap)


def _is_page_title(line: PrintedLine, table_line: TableLine | None, meanings: Meanings) -> bool:
    """Whether the first line above rows that a page carries on is the plan's title, printed again: alone, bold, and named so."""
    return line.bold and (table_line is None or len(table_line.pieces) == 1) and _is_title(line, meanings)


def _is_title(line: PrintedLine, meanings: Meanings) -> bool:
    reading = meanings.heading(line.text)
    return reading is not None and reading.kind == "title"


def _loose(lines: Sequence[PrintedLine], page: Page, meanings: Meanings) -> Iterator[Strip]:
    for _, strips in line_blocks(lines, page, meanings) if lines else ():
        yield from strips


def _rows(
    lines: Sequence[TableLine], page: Page, columns: Columns, measures: tuple[float, list[float]], meanings: Meanings
) -> Iterator[Strip]:
    if not lines:
        return
    pitch, rights = measures
    bars = find_bars(page, columns)
    begun = starts(lines, bars, columns, measures, meanings)
    beside = [bar for bar in bars if lines[0].line.box[1] < bar.top < lines[-1].line.box[3]]
    bare = {column for column in columns.levels if not any(bar.over(*columns.edges[column : column + 2]) for bar in beside)}
    mid = {} if any(begun.values()) else _mid_cells(lines, begun, columns, pitch)
    rows: list[dict[int, list[PrintedLine]]] = []
    home = dict.fromkeys(range(columns.count), 0)
    for index, line in enumerate(lines):
        if index in begun:
            rows.append({})
            bar = begun[index]
            for column in range(columns.count):
                anew = bar.begins(*columns.edges[column : column + 2]) if bar and not (bar.shaded and column in bare) else None
                runs = anew is None and (bar is not None or column in columns.levels) and _runs_on(lines, index, column, pitch)
                runs = runs or bar is None and column in columns.fenced
                if not runs if anew is None else anew:
                    home[column] = len(rows) - 1
        for column, piece in line.pieces.items():
            rows[mid[column][index] if column in mid else home[column]].setdefault(column, []).append(piece)
    for row in rows:
        if row:
            cells = [Cell(read_paragraphs(row.get(column, ()), page.number, rights[column], pitch)) for column in range(columns.count)]
            box = hull(piece.box for pieces in row.values() for piece in pieces)
            yield Strip(tuple(_shaded(cells, box, columns, plain_fills(page.fills))), Place(page=page.number, box=box))


def _mid_cells(lines: Sequence[TableLine], begun: Collection[int], columns: Columns, pitch: float) -> dict[int, dict[int, int]]:
    pieces = [line.pieces for line in lines] if columns.levels else []
    return mid_homes(pieces, begun, with_numbers(pieces, columns.levels), pitch)


def _shaded(cells: Sequence[Cell], box: Box, columns: Columns, fills: Sequence[Fill]) -> Iterator[Cell]:
    """The cells of a row, each with what it is shaded with."""
    bounds = float("-inf"), *columns.edges[1:-1], float("inf")
    for cell, (left, right) in zip(cells, pairwise(bounds), strict=True):
        yield replace(cell, fill=fill_behind((left, box[1], right, box[3]), fills, SLACK)) if fills else cell


def _runs_on(lines: Sequence[TableLine], index: int, column: int, pitch: float) -> bool:
    """Whether the text of a column goes on past the line that begins a row beside it."""
    above = next((line.pieces[column] for line in reversed(lines[:index]) if column in line.pieces), None)
    below = next((line.pieces[column] for line in lines[index:] if column in line.pieces), None)
    if above is None or below is None:
        return False
    explains = above.bold and not below.bold and below.base - above.base <= EXPLAINS * pitch * below.size
    return below.base - above.base <= (WIDER * pitch + 0.02) * below.size or column not in lines[index].pieces and above.bold or explains
