"""Tables that were typed with tabs: paragraphs of a Word text in a row, each with as many pieces between its tabs as the others."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy
from itertools import compress
from typing import Any

from lxml import etree  # type: ignore[import-untyped]

FEWEST_COLUMNS = 3
"""Pieces of a line; a tab alone parts a name from its value."""
FEWEST_LINES, AGAIN = 3, 2
"""Lines of such a table, and of one that is as wide as another above it."""


def write_tables(document: Any, w: str, is_plan: Callable[[Sequence[Sequence[str]]], bool]) -> None:
    """Puts tables where paragraphs are columns made by tabs that `is_plan`, or go on with those of such a table.

    Of the head of a report ("Report to:", "Date:") and a list of versions the words stay loose: the paper's date stands among them.
    """
    body = document.find(f"{w}body")
    if body is None or sum(1 for _ in body.iterfind(f"{w}p/{w}r/{w}tab")) < FEWEST_LINES:
        return
    seen = set[int]()
    for lines in list(_stretches(body, w)):
        parted = [_parted(line, w) for line in lines]
        texts = [["".join(_text(run, w) for run in piece).strip() for piece in row] for row in parted]
        if not any(row[0] for row in texts):  # all are indented; where some are, these have nothing in the first column
            parted, texts = [row[1:] for row in parted], [row[1:] for row in texts]
        width, single = _width(texts)
        if width >= FEWEST_COLUMNS and (len(lines) >= AGAIN if width in seen else len(lines) >= FEWEST_LINES and is_plan(texts)):
            seen.add(width)
            told = ([bool(text) or single for text in row] for row in texts)
            rows = [list(compress(row, kept)) for row, kept in zip(parted, told, strict=True)]
            _replace(lines, rows, width, w)


def _stretches(body: Any, w: str) -> Iterator[list[Any]]:
    """Paragraphs in a row with tabs amid their words; blank ones between them do not count."""
    lines: list[Any] = []
    for each in body:
        text = _text(each, w) if each.tag == f"{w}p" else None
        if text is not None and "\t" in text.strip() and not _is_contents(each, w):
            lines.append(each)
        elif text is None or text.strip():
            if lines:
                yield lines
            lines = []
    if lines:
        yield lines


def _width(rows: Sequence[Sequence[str]]) -> tuple[int, bool]:
    """How many columns the lines share, and whether a tab ends each cell, empty ones too; 0 where they share none, or list contents."""
    if all(row[-1].isdigit() for row in rows):
        return 0, False
    width = len(rows[0])
    if all(rows[0]) and all(len(row) <= width for row in rows) and 2 * sum(len(row) == width for row in rows) >= len(rows):
        return width, True
    widths = {sum(map(bool, row)) for row in rows}
    return (widths.pop(), False) if len(widths) == 1 else (0, False)


def _parted(paragraph: Any, w: str) -> list[list[Any]]:
    """The runs of a paragraph, those of each piece between its tabs together."""
    pieces: list[list[Any]] = [[]]
    for run in paragraph.iter(f"{w}r"):
        if next(run.iterancestors(f"{w}del"), None) is not None:
            continue
        style, own = run.find(f"{w}rPr"), None
        for child in run:
            if child.tag == f"{w}tab":
                pieces.append([])
                own = None
            elif child is not style:
                if own is None:
                    own = etree.Element(f"{w}r")
                    own.extend([] if style is None else [deepcopy(style)])
                    pieces[-1].append(own)
                own.append(deepcopy(child))
    return pieces


def _replace(lines: Sequence[Any], rows: Sequence[Sequence[Sequence[Any]]], width: int, w: str) -> None:
    """Puts a table of the rows where the lines stand."""
    table = etree.Element(f"{w}tbl")
    for row in rows:
        own = etree.SubElement(table, f"{w}tr")
        for piece in (*row, *([] for _ in range(width - len(row)))):
            paragraph = etree.SubElement(etree.SubElement(own, f"{w}tc"), f"{w}p")
            paragraph.extend(piece)
    lines[0].addprevious(table)
    for line in lines:
        line.getparent().remove(line)


def _text(element: Any, w: str) -> str:
    """What an element prints, its tabs among it."""
    printed = (each for each in element.iter(f"{w}t", f"{w}tab") if each.tag == f"{w}t" or each.getparent().tag == f"{w}r")
    return "".join("\t" if each.tag == f"{w}tab" else each.text or "" for each in printed)


def _is_contents(paragraph: Any, w: str) -> bool:
    style = paragraph.find(f"{w}pPr/{w}pStyle")
    return style is not None and (style.get(f"{w}val") or "").casefold().startswith("toc")
