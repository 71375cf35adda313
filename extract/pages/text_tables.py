"""A text whose tables are marked up as those of a web page, as some converters write them into Markdown."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from extract.markup import EMPHASIS, read_cell
from extract.pages.html import STAGE, read_fragment
from extract.strips import number_strips
from model import Line, Place, Sheet, Strip

TABLE = re.compile(r"<(/?)table\b[^<>]*>", re.IGNORECASE)
ROW = re.compile(r"<tr\b", re.IGNORECASE)
FEWEST_ROWS = 2
UNPRINTED = re.compile(
    r"<!--(?:(?!<!--).)*?-->|!\[[^]\n!]{0,300}\]\([^)\n]{0,1000}\)|</?(?:figure|page|center|div)\b[^<>]*>", re.DOTALL | re.IGNORECASE
)
"""What prints nothing: a remark of the converter, a picture, the bounds of one or of a page."""
LINE_END = re.compile(r"\n")
INK = re.compile(r"[^\n]")
PARTED = re.compile(r"\S[ ]*\t\s*\S|^[^\S\n]*\|.*\|", re.MULTILINE)
"""A line whose cells tabs or pipes part: where the text has some, the stages that mend those read it."""
RULED = re.compile(r"^[ ]*\|?(?:[ ]*:?-{2,}:?[ ]*\|)+(?:[ ]*:?-{2,}:?)?[ ]*$")
"""The line between a piped table's header and its rows."""
PIPE = re.compile(r"(?<!\\)\|")

_LESS = re.compile(r"<(?!/?(?:br|b|i|u|em|strong|p|ul|ol|li|sup|sub|span|a|del|ins|code)\b[ /]*(?:[\w-]+=[^<>]*)?>)", re.IGNORECASE)
"""A sign that begins no mark of a cell's words: "< 1 year"."""
Span = tuple[int, int]
Lying = Callable[[int, int], Place]


def read_tables(lines: Sequence[Line], label: str) -> tuple[Sheet, tuple[Line, ...]] | None:
    """The text as strips, its tables with their spans laid out, and the line that each prints; None where no table is marked up.

    Tables drawn with pipes beside them, as a converter writes those that need no markup, are read with them. Strips keep the numbers of the
    text's own lines. Raises what the reader of pages raises for markup that is built to do harm.
    """
    text = "\n".join(_marked_up([line.text for line in lines]))
    tables = list(_tables(text))
    ends = [0, *(at for span in tables for at in span), len(text)]
    beside = list(zip(ends[::2], ends[1::2], strict=True))
    if sum(len(ROW.findall(text, *span)) for span in tables) < FEWEST_ROWS or any(PARTED.search(text[start:end]) for start, end in beside):
        return None
    starts = [0, *(end.end() for end in LINE_END.finditer(text))]

    def lying(start: int, end: int) -> Place:
        first, last = (lines[bisect_right(starts, at) - 1].number for at in (start, end - 1))
        return Place(line=first, line_end=last)

    strips = list(_loose(text, beside[0], lying))
    for table, below in zip(tables, beside[1:], strict=True):
        strips += [*_rows(text, table, label, lying), *_loose(text, below, lying)]
    placed, printed = number_strips(strips)
    return Sheet(STAGE, placed), printed


def _marked_up(texts: list[str]) -> list[str]:
    """The lines, those of tables that pipes draw below a header as rows of markup, a line for each; all others as they are."""
    found, done = list(texts), 0
    for ruled in (at for at, text in enumerate(texts) if at and "-|" in text.replace(" ", "") and RULED.match(text)):
        wide = len(_pieces(texts[ruled]))
        if ruled <= done or len(_pieces(texts[ruled - 1])) != wide or "<" in texts[ruled - 1]:
            continue
        end = next((at for at in range(ruled + 1, len(texts)) if not PIPE.search(texts[at]) or TABLE.search(texts[at])), len(texts))
        if end == ruled + 1:
            continue
        done = end
        found[ruled - 1] = f"<table>{_row(texts[ruled - 1], 'th')}"
        found[ruled:end] = ["", *("" if RULED.match(text) else _row(text, "td") for text in texts[ruled + 1 : end])]
        found[end - 1] += "</table>"
    return found


def _pieces(text: str) -> list[str]:
    return PIPE.split(text.strip().removeprefix("|").removesuffix("|"))


def _row(text: str, tag: str) -> str:
    cells = (EMPHASIS.sub(r"<b>\2</b>", _LESS.sub("&lt;", piece.strip().replace("\\|", "|"))) for piece in _pieces(text))
    return f"<tr>{''.join(f'<{tag}>{cell}</{tag}>' for cell in cells)}</tr>"


def _tables(text: str) -> Iterator[Span]:
    """Where each table begins and ends; one within another is a part of it, and one that nothing closes is none."""
    begun, depth = 0, 0
    for tag in TABLE.finditer(text):
        if not tag[1]:
            begun = begun if depth else tag.start()
            depth += 1
        elif depth:
            depth -= 1
            if not depth:
                yield begun, tag.end()


def _rows(text: str, table: Span, label: str, lying: Lying) -> Iterator[Strip]:
    """The strips of a table, each on the line of its row where the markup tells it."""
    start, end = table
    strips = read_fragment(text[start:end], label)
    begun = [row.start() for row in ROW.finditer(text, start, end)]
    told = len(begun) == len(strips) and not any(strip.loose for strip in strips)
    for at, strip in enumerate(strips):
        bounds = (begun[at], begun[at + 1] if at + 1 < len(begun) else end) if told else table
        yield replace(strip, place=lying(*bounds))


def _loose(text: str, span: Span, lying: Lying) -> Iterator[Strip]:
    """The lines beside the tables that print something; blank ones are gaps."""
    at, gap = span[0], 0
    for line in UNPRINTED.sub(lambda found: INK.sub(" ", found[0]), text[slice(*span)]).split("\n"):
        place = lying(at, at + 1)
        cell = read_cell(line, place)
        at += len(line) + 1
        if cell:
            yield Strip((cell,), place, loose=True, gap=gap)
        gap = 0 if cell else gap + 1
