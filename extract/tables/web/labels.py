"""Tables of a page whose cells carry labels: those of their columns, for small screens, or a whole card in each cell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extract.strips import loose_strip
from extract.tables.web.nodes import Element
from model import Cell, Paragraph, Place, Strip

MARKS = ("data-label", "data-title", "data-th", "data-heading", "data-header", "data-column")
"""What a cell's label may be marked with."""
FEWEST = 2
"""Columns, and cells of each, that must open with the header's words for these to be labels; labels that all cards must share."""
LABEL = re.compile(r"[^\W\d_][^:]{1,38}:(?=\s|$)")


def own_labels(rows: Sequence[Sequence[Element]], laid: Sequence[Strip]) -> list[Strip]:
    """The lines of a table, the labels that its cells repeat taken off, below the header that their marks tell where none is printed."""
    headed = [*_marked_header(rows, laid), *laid]
    if len(headed) < 2:
        return headed
    names = [cell.text for cell in headed[0].cells]
    labelled = [at for at, name in enumerate(names) if name and _opens_all(name, at, headed[1:])]
    if len(labelled) < FEWEST:
        return headed
    return [headed[0], *(_without(strip, [(at, names[at]) for at in labelled]) for strip in headed[1:])]


def _marked_header(rows: Sequence[Sequence[Element]], laid: Sequence[Strip]) -> list[Strip]:
    """The header that the marks of all cells agree upon; empty where a line prints it, or they tell none."""
    if len(rows) < FEWEST or not laid or any(cell.tag == "th" for cell in rows[0]):
        return []
    told = {tuple(_mark(cell) for cell in cells) for cells in rows}
    marks = told.pop() if len(told) == 1 else ()
    if len(marks) < FEWEST or not all(marks) or tuple(cell.text for cell in laid[0].cells) == marks or len(laid[0].cells) != len(marks):
        return []
    return [Strip(tuple(Cell((Paragraph(mark, bold=True),)) for mark in marks), Place())]


def _mark(cell: Element) -> str:
    said = next((said for mark in MARKS if (said := cell.get(mark))), "")
    return " ".join(said.split()).rstrip(" :")


def _opens_all(name: str, at: int, strips: Sequence[Strip]) -> bool:
    """Whether every filled cell of a column opens with its header's words as a label."""
    cells = [strip.cells[at] for strip in strips if at < len(strip.cells) and strip.cells[at]]
    return len(cells) >= FEWEST and all(_opens(name, cell) for cell in cells)


def _opens(name: str, cell: Cell) -> bool:
    first = cell.paragraphs[0].text
    label = name.rstrip(" :").casefold()
    rest = first[len(label) :].lstrip()
    return first.casefold().startswith(label) and (rest.startswith(":") or not rest and len(cell.paragraphs) > 1)


def _without(strip: Strip, labelled: Sequence[tuple[int, str]]) -> Strip:
    cells = list(strip.cells)
    for at, name in labelled:
        if at < len(cells) and cells[at]:
            first, *others = cells[at].paragraphs
            said = first.text[len(name.rstrip(" :")) :].lstrip(" :")
            cells[at] = replace(cells[at], paragraphs=(*([replace(first, text=said)] if said else []), *others))
    return replace(strip, cells=tuple(cells))


def as_cards(laid: Sequence[Strip]) -> list[Strip]:
    """The lines of a table whose cells each hold a whole card, as loose ones, cell by cell; empty where the cells share no labels.

    A cell alone in its line without labels heads the cards below it.
    """
    cards = [cell for strip in laid for cell in strip.cells if cell and not (len(strip.filled) == 1 and not _labels(cell))]
    if len(cards) < FEWEST or len(frozenset.intersection(*map(_labels, cards))) < FEWEST:
        return []
    return [
        replace(loose_strip(paragraph), gap=int(at == 0))
        for strip in laid
        for index in strip.filled
        for at, paragraph in enumerate(strip.cells[index].paragraphs)
    ]


def _labels(cell: Cell) -> frozenset[str]:
    """The labels that a cell's paragraphs open with."""
    found = (LABEL.match(paragraph.text) for paragraph in cell.paragraphs)
    return frozenset(label[0].casefold() for label in found if label)
