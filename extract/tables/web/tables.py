"""Tables of a page to strips: spans laid out, frames that only hold other tables taken away, cards as labels with their values."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from extract.strips import loose_strip
from extract.tables.colours import named_fill, written_colour
from extract.tables.web.blocks import UNSEEN, is_hidden, read_blocks, shade_of, tag_of, text_of, walk
from extract.tables.web.grids import Spanned, lay_out
from extract.tables.web.labels import as_cards, own_labels
from extract.tables.web.nodes import Element
from model import Cell, Paragraph, Strip

DEEPEST = 24
"""Tables within tables; a page drawn with tables has five or six."""
MOSTLY = 0.7
"""The share of a table's words in tables within it from which it is only their frame."""
FEWEST_SHELVES, FEWEST_COLUMNS = 2, 3
"""Lines of a table that must hold a table each, and columns of these, from which it names the sections of a plan."""
UNSET = frozenset({"☐"})
"""What a cell says in which nothing is ticked."""


def read_strips(root: Element) -> Iterator[Strip]:
    """Every strip of an element in reading order: one a table's line, one a paragraph beside them; a gap below a line drawn across."""
    gap = 0
    for block in read_blocks(root):
        if isinstance(block, Paragraph):
            yield replace(loose_strip(block), gap=gap)
        elif tag_of(block) == "hr":
            gap = 1
            continue
        else:
            yield from _table(block)
        gap = 0


def _table(table: Element) -> Iterator[Strip]:
    rows = [_cells(row) for row in _rows(table)]
    for caption in _children(table, ("caption",)):
        yield from read_strips(caption)
    if _is_shelf(rows):
        yield from _shelves(rows)
        return
    if _is_frame(table, rows):
        for cells in rows:
            for cell in cells:
                yield from read_strips(cell)
        return
    laid = lay_out([[_spanned(cell, len(rows) - index) for cell in cells] for index, cells in enumerate(rows)])
    yield from _as_card(rows, laid) or as_cards(laid) or own_labels(rows, laid)


def _rows(table: Element) -> list[Element]:
    """The lines of a table in the order they are shown: a foot that is written first stands last."""
    groups = _children(table, ("tr", "tfoot", "thead", "tbody"))
    groups.sort(key=lambda group: {"thead": 0, "tfoot": 2}.get(tag_of(group), 1))
    return [row for group in groups for row in ([group] if tag_of(group) == "tr" else _children(group, ("tr",)))]


def _cells(row: Element) -> list[Element]:
    return _children(row, ("td", "th"))


def _children(element: Element, names: tuple[str, ...]) -> list[Element]:
    """The nearest elements of these names below one, also through a form or a box; not those of a table within, nor hidden ones."""
    found: list[Element] = []

    def whole(child: Element) -> bool:
        name = tag_of(child)
        if is_hidden(child) or name in UNSEEN:
            return True
        if name in names:
            found.append(child)
        return name in names or name in ("table", "td", "th", "caption")

    for _ in walk(element, whole):
        pass
    return found


def _is_frame(table: Element, rows: list[list[Element]]) -> bool:
    """Whether a table only holds others: one cell or one column of them, or hardly a word beside them."""
    inner = [each for cells in rows for cell in cells for each in _children(cell, ("table",))]
    if not inner:
        return False
    if all(sum(bool(text_of(cell)) for cell in cells) <= 1 for cells in rows):
        return True
    within = sum(len(text_of(each)) for each in inner)
    return len(rows) <= 3 and within >= MOSTLY * len(text_of(table))


def _is_shelf(rows: list[list[Element]]) -> bool:
    """Whether each line of a table but its header names a section and holds the table of it: nearly all its words stand in such tables."""
    held = [[each for cell in cells for each in _children(cell, ("table",))] for cells in rows]
    if sum(map(bool, held)) < FEWEST_SHELVES or not all(held[1:]) or any(len(each) > 1 for each in held):
        return False
    inner = [_rows(each) for each, *_ in filter(None, held)]
    if any(len(lines) < 2 or min(len(_cells(line)) for line in lines) < FEWEST_COLUMNS for lines in inner):
        return False
    within = sum(len(text_of(each)) for each, *_ in filter(None, held))
    return within >= MOSTLY * sum(len(text_of(cell)) for cells in rows for cell in cells)


def _shelves(rows: list[list[Element]]) -> Iterator[Strip]:
    """The lines of such a table: what stands beside each inner table above it, its own header as furniture."""
    for cells in rows:
        inner = [cell for cell in cells if _children(cell, ("table",))]
        for cell in [cell for cell in cells if cell not in inner]:
            yield from (replace(strip, furniture=not inner) for strip in read_strips(cell))
        for cell in inner:
            yield from read_strips(cell)


def _spanned(cell: Element, lines_left: int) -> Spanned:
    down = _number(cell.get("rowspan"), 0 if cell.get("rowspan") == "0" else 1)
    return Spanned(_read_cell(cell), _number(cell.get("colspan"), 1), lines_left if down == 0 else min(down, lines_left))


def _number(text: str | None, unless: int) -> int:
    digits = (text or "").strip()
    return int(digits) if digits.isdecimal() and len(digits) < 6 and int(digits) > 0 else unless


def _read_cell(cell: Element) -> Cell:
    paragraphs = tuple(_paragraphs(cell))
    blank = all(paragraph.text in UNSET for paragraph in paragraphs)
    fill = named_fill(written_colour(shade_of(cell) or (_inner_shade(cell) if blank else "")))
    return Cell((), fill) if blank else Cell(paragraphs, fill)


def _inner_shade(cell: Element) -> str:
    """How the one thing in a cell without words is painted: a disc or a bar."""
    return next((shade for step, element in walk(cell, is_hidden) if step == "open" and (shade := shade_of(element))), "")


def _paragraphs(cell: Element) -> Iterator[Paragraph]:
    """A cell's paragraphs; of a table within it, one a line."""
    for block in read_blocks(cell, part_bold=True):
        if isinstance(block, Paragraph):
            yield block
            continue
        for row in _rows(block) if tag_of(block) == "table" else ():
            said = [paragraph for inner in _cells(row) for paragraph in _paragraphs(inner)]
            if said:
                yield Paragraph(" ".join(paragraph.text for paragraph in said), bold=all(paragraph.bold for paragraph in said))


def _as_card(rows: list[list[Element]], laid: list[Strip]) -> list[Strip]:
    """A table of two columns that prints a label beside each value, as loose lines "Label: value"; empty where it is none."""
    if len(laid) < 3 or any(len(cells) != 2 for cells in rows) or any(len(strip.cells) != 2 or not strip.cells[0] for strip in laid):
        return []
    labels = [strip.cells[0] for strip in laid]
    told = all(len(label.paragraphs) == 1 and label.paragraphs[0].bold or label.text.endswith(":") for label in labels)
    if not told or any(len(label.text) > 60 for label in labels) or all(_is_bold(strip.cells[1]) for strip in laid[:1]):
        return []
    return [loose_strip(line) for label, strip in zip(labels, laid, strict=True) for line in _card_lines(label, strip.cells[1])]


def _is_bold(cell: Cell) -> bool:
    return bool(cell) and all(paragraph.bold for paragraph in cell.paragraphs)


def _card_lines(label: Cell, value: Cell) -> Iterator[Paragraph]:
    name = label.text.rstrip(" :")
    yield Paragraph(f"{name}: {value.paragraphs[0].text}" if value else f"{name}:")
    yield from (replace(paragraph, bullet=True) for paragraph in value.paragraphs[1:])
