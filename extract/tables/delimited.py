"""Stage `delimited`: tables whose cells are parted by tabs, one row a line, as copied out of a word processor or a page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from extract.headers import read_header
from extract.markup import read_cell, read_line
from extract.paper.running import numbered_lines
from extract.row.labels import MOST_LABELS, label_above
from extract.tables.counted_rows import knit_counted
from extract.tables.tabbed.broken_lines import knit
from extract.tables.tabbed.cut_banners import whole_banner
from extract.tables.tabbed.tab_lines import is_wrapped, whole_rows
from extract.tables.tabbed.tagged_lines import knit_tags
from model import Cell, Line, Meanings, Page, Place, Sheet, Strip

STAGE = "delimited"
TAB = re.compile(r"\t")
QUOTED = re.compile(r'(?:^|\t)"[^"\t]*$')
"""A cell whose quotes another line closes."""
LONGEST_CELL = 40
"""Lines that such a cell takes at most."""
MOST_HEADS = 4
"""Lines with tabs that can stand above a table's header."""
LONGEST_MARK = 30
"""Characters of a line that marks a page or an appendix."""
SAYS = 0.3
"""Likeness from which such a line could be the time or the lead of a row."""


def read(pages: Iterable[Page], meanings: Meanings) -> Sheet | None:
    """Every line as a strip, in order; None where fewer than two lines hold a tab between words."""
    lines = [line for page in pages for line in page.lines]
    if sum("\t" in line.text.strip() for line in lines) < 2:
        return None
    printed = _without_empty(list(knit(*knit_counted(*knit_tags(*_unquoted(lines)), TAB, meanings), meanings)))
    strips = list(_freed(list(_strips(printed)), meanings))
    if is_wrapped([line for line, _, _ in printed]):
        texts = {line.number: line.text for line, _, _ in printed}
        strips = list(whole_rows(strips, [texts[strip.place.line or 0] for strip in strips], meanings))
    return Sheet(STAGE, tuple(strips))


def _without_empty(printed: list[tuple[Line, int, int]]) -> list[tuple[Line, int, int]]:
    """The lines without the columns in which none of them says anything: a converter left them between the table's own."""
    cells = [line.text.split("\t") for line, _, _ in printed]
    held = {at for own in cells if len(own) > 1 for at, text in enumerate(own) if text and not text.isspace()}
    if len(held) > max(held, default=0):
        return printed
    kept = ("\t".join(text for at, text in enumerate(own) if at in held) if len(own) > 1 else own[0] for own in cells)
    return [(replace(line, text=text), last, gap) for (line, last, gap), text in zip(printed, kept, strict=True)]


def _unquoted(lines: list[Line]) -> tuple[list[Line], dict[int, int]]:
    """The lines, those that a quoted cell goes on over as one without its quotes, and by its number where such a line ends.

    A cell whose quotes the program doubled has them as they were written.
    """
    lines = [replace(line, text="\t".join(map(_bare, line.text.split("\t")))) if '""' in line.text else line for line in lines]
    if not any(QUOTED.search(line.text) for line in lines):
        return lines, {}
    whole: list[Line] = []
    ends: dict[int, int] = {}
    index = 0
    while index < len(lines):
        text, last = lines[index].text, index
        while _is_open(text) and last + 1 < len(lines) and last - index < LONGEST_CELL:
            last += 1
            text = f"{text}\n{lines[last].text}"
        if last > index and not _is_open(text):
            cells = [cell[1:-1].replace('""', '"') if len(cell) > 1 and cell[0] == cell[-1] == '"' else cell for cell in text.split("\t")]
            ends[lines[index].number] = lines[last].number
            whole.append(Line(lines[index].number, "\t".join(cells)))
            index = last
        else:
            whole.append(lines[index])
        index += 1
    return whole, ends


def _bare(cell: str) -> str:
    """A cell without the quotes that a program set about it because it holds quotes of its own, which stand double there."""
    inner = cell[1:-1]
    wrapped = len(cell) > 2 and cell[0] == cell[-1] == '"' and '""' in inner and '"' not in inner.replace('""', "")
    return inner.replace('""', '"') if wrapped else cell


def _is_open(text: str) -> bool:
    """Whether a cell begins with a quote that no later one ends with."""
    quoted = False
    for cell in text.split("\t"):
        odd = cell.count('"') % 2 == 1
        quoted = odd and cell.startswith('"') if not quoted else not (odd and cell.rstrip().endswith('"'))
    return quoted


def _strips(lines: Iterable[tuple[Line, int, int]]) -> Iterator[Strip]:
    waiting = 0
    for line, last, gap in lines:
        gap += waiting
        place = Place(line=line.number, line_end=last)
        if "\t" in line.text:
            strip = Strip(tuple(read_cell(piece, place) for piece in line.text.split("\t")), place, gap=gap)
        else:
            cell = read_cell(line.text, place) if "<" in line.text else Cell(read_line(line.text, place))
            strip = Strip((cell,), place, loose=True, gap=gap)
        waiting = 0 if strip.filled else gap + 1
        if strip.filled:
            yield strip


def _freed(strips: Sequence[Strip], meanings: Meanings) -> Iterator[Strip]:
    """The strips, and those beside the table that are a page's number, or a mark of the paper, with tabs about it."""
    beside = [strip for strip in strips if strip.loose or len(strip.filled) == 1 and not _may_number(strip)]
    known = numbered_lines([strip.text for strip in beside])
    again = _heads_again(strips, meanings)
    for index, strip in enumerate(strips):
        if id(strip) in again:
            yield replace(strip, furniture=True)
            continue
        if strip.filled == (0, 1) and (said := label_above(strips[index : index + MOST_LABELS + 1], meanings)):
            yield replace(strip, cells=(Cell(read_line(said, strip.place)),), loose=True)
            continue
        alone = not strip.loose and len(strip.filled) == 1
        if alone and (strip.text in known and not _may_number(strip) or _is_mark(strip.text, meanings)):
            yield replace(strip, cells=(strip.cells[strip.filled[0]],), loose=True)
        else:
            yield whole_banner(strip, meanings)


def _heads_again(strips: Sequence[Strip], meanings: Meanings) -> frozenset[int]:
    """The lines (by their ids) that print again what stood above the first header: the paper's head, page after page."""
    tabled = [strip for strip in strips if not strip.loose]
    first = next((at for at, strip in enumerate(tabled[: MOST_HEADS + 1]) if read_header(strip, meanings) is not None), 0)
    heads = {strip.text for strip in tabled[:first] if len(strip.filled) > 1 or _names_paper(strip.text, meanings)}
    return frozenset(id(strip) for strip in tabled[first:] if strip.text in heads) if heads else frozenset()


def _names_paper(text: str, meanings: Meanings) -> bool:
    reading = meanings.heading(text)
    return reading is not None and reading.kind in ("title", "front")


def _may_number(strip: Strip) -> bool:
    """Whether a line that holds nothing else may print the number of a row or a level."""
    return bool(strip.cells[0]) and strip.text.isdigit()


def _is_mark(text: str, meanings: Meanings) -> bool:
    """Whether a line marks a page or an appendix, and says no more."""
    if len(text) > LONGEST_MARK or (reading := meanings.heading(text)) is None or (reading.kind, reading.word) != ("front", None):
        return False
    content = meanings.content(text)
    return max(content.get("timescale", 0.0), content.get("lead", 0.0)) < SAYS
