"""Stage `outside`: tables as pdfplumber and camelot see them, for pages that our own stages are unsure of.

They are asked only where cells part; the words, and what is made of them, are ours. Their libraries are imported when they are asked.
"""

from __future__ import annotations

import io
import logging
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from extract.geometry import holds, hull, middle, touching_groups
from extract.pages.pdfium.ruled_lines import merge_lines
from extract.tables import aligned
from extract.tables.choose import read_pages as read_ruled_pages
from extract.tables.printed.drawn_grid import REACH
from model import Box, Doubt, Meanings, Page, Place, Rule, Sheet

log = logging.getLogger(__name__)

STAGE = "outside"
MOST_PAGES = 40
"""Pages of a document that are looked at; a page takes these libraries up to a second."""
MOST_RULES = 2000
"""Lines of a page beyond which it is a drawing, which would take them minutes."""
FEW_RULES = 4
"""Lines that make no table: a page that draws fewer has its grid in a picture, or has none."""

HELD = 1 / 3
"""Share of a page's words that its tables must hold."""
FINENESS = 40
"""Lines down to this part of the page's width are seen in a picture: a column of numbers is narrow."""

Edges = Mapping[int, Sequence[Box]]
"""The sides of cells that a library found, by page number."""
Asked = tuple[str, Callable[[bytes, Sequence[Page]], Edges], Callable[[Page], bool]]
"""A library's name, what it finds, and which pages suit it."""


def read_pages(data: bytes, pages: Sequence[Page], meanings: Meanings) -> tuple[tuple[Sheet, ...], tuple[Doubt, ...]]:
    """The pages read along the cells that outside libraries find, and doubts about what stopped them; nothing where they find none.

    `data` is the PDF that the pages come from. A library that fails costs its own reading and no more.
    """
    return _read(data, pages, meanings, ASKED)


def read_pictured(data: bytes, pages: Sequence[Page], meanings: Meanings) -> tuple[tuple[Sheet, ...], tuple[Doubt, ...]]:
    """The pages read along the lines that stand in pictures behind their words; nothing where there are none."""
    return _read(data, pages, meanings, ASKED[:1])


def _read(data: bytes, pages: Sequence[Page], meanings: Meanings, asked: Sequence[Asked]) -> tuple[tuple[Sheet, ...], tuple[Doubt, ...]]:
    looked_at = [page for page in pages if page.number is not None and page.words and len(page.rules) <= MOST_RULES][:MOST_PAGES]
    edges, doubts = _all_edges(data, looked_at, asked)
    if not edges:
        return (), doubts
    lined = [replace(page, rules=_with_edges(page, edges.get(page.number or 0, ()))) for page in pages]
    sheets = read_ruled_pages(lined, meanings)
    return tuple(sheet if sheet.stage == aligned.STAGE else replace(sheet, stage=STAGE) for sheet in sheets), doubts


def has_hidden_lines(page: Page) -> bool:
    """Whether the page's lines may stand in a picture behind its words."""
    return page.pictured and len(page.rules) < FEW_RULES


def _all_edges(data: bytes, pages: Sequence[Page], asked: Sequence[Asked]) -> tuple[dict[int, Sequence[Box]], tuple[Doubt, ...]]:
    """What the first library to find anything on a page finds there."""
    found: dict[int, Sequence[Box]] = {}
    doubts: list[Doubt] = []
    for name, ask, fits in asked:
        left = [page for page in pages if page.number not in found and fits(page)]
        if not left:
            continue
        try:
            answers = ask(data, left)
            found.update({page.number or 0: boxes for page in left if _holds_most(boxes := answers.get(page.number or 0, ()), page)})
        except Exception as fault:  # code of others on files of strangers: whatever it raises, our own readings stand
            log.info("%s stopped at these pages", name, exc_info=True)
            message = f"{name} could not look for tables ({type(fault).__name__}); the pages are read without it."
            doubts.append(Doubt("outside_failed", message, "info", place=Place(page=left[0].number)))
    return found, tuple(doubts)


def _holds_most(edges: Sequence[Box], page: Page) -> bool:
    """Whether the tables hold a fair part of the page's words: a key or a frame alone would hide the table beside it."""
    if not edges:
        return False
    tables = [hull(edges[index] for index in group) for group in touching_groups(edges, REACH)]
    return sum(any(holds(table, middle(word.box)) for table in tables) for word in page.words) >= HELD * len(page.words)


def _with_edges(page: Page, edges: Sequence[Box]) -> tuple[Rule, ...]:
    """The page's lines with these; inside the tables that the edges make, these alone."""
    if not edges:
        return page.rules
    tops = hull(edges)
    kept = [rule.box for rule in page.rules if rule.box[3] < tops[1] - 1 or rule.box[1] > tops[3] + 1]
    return merge_lines([*kept, *edges])


def _by_lines(data: bytes, pages: Sequence[Page]) -> Edges:
    """The cells that pdfplumber finds between drawn lines."""
    import pdfplumber

    numbers = {page.number: page for page in pages}
    found: dict[int, list[Box]] = {}
    with pdfplumber.open(io.BytesIO(data), pages=[number for number in numbers if number]) as document:
        for theirs in document.pages:
            page = numbers[theirs.page_number]
            if _same_sheet(page, theirs.width, theirs.height):
                cells = [cell for table in theirs.find_tables() if len(table.columns) > 1 for cell in table.cells]
                found[theirs.page_number] = [side for cell in cells for side in _sides(cell, (True,) * 4)]
            theirs.close()
    return found


def _by_picture(data: bytes, pages: Sequence[Page]) -> Edges:
    return _by_camelot(data, pages, "lattice", line_scale=FINENESS)


def _by_text_and_lines(data: bytes, pages: Sequence[Page]) -> Edges:
    return _by_camelot(data, pages, "hybrid")


def _by_camelot(data: bytes, pages: Sequence[Page], flavour: str, **settings: int) -> Edges:
    """The cells that camelot finds; in a lattice only the sides that are drawn."""
    from camelot.io import read_pdf

    numbers = {page.number: page for page in pages}
    asked = ",".join(str(number) for number in numbers)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns of every page without a table
        tables = read_pdf(data, pages=asked, flavor=flavour, suppress_stdout=True, **settings)
    found: dict[int, list[Box]] = {}
    for table in tables:
        page, (width, height) = numbers[table.page], table.pdf_size
        if len(table.cols) > 1 and _same_sheet(page, width, height):
            found.setdefault(table.page, []).extend(_camelot_sides(table.cells, height))
    return found


def _camelot_sides(rows: Iterable[Iterable[object]], height: float) -> Iterator[Box]:
    for row in rows:
        for cell in row:
            x0, x1, low, high = (float(getattr(cell, name)) for name in ("x1", "x2", "y1", "y2"))
            drawn = tuple(bool(getattr(cell, name)) for name in ("top", "bottom", "left", "right"))
            yield from _sides((x0, height - high, x1, height - low), drawn)


def _sides(box: Box, drawn: Sequence[bool]) -> list[Box]:
    """The sides of a cell, each a line: top, bottom, left, right, where they are drawn."""
    x0, top, x1, bottom = box
    sides = ((x0, top, x1, top), (x0, bottom, x1, bottom), (x0, top, x0, bottom), (x1, top, x1, bottom))
    return [side for side, is_drawn in zip(sides, drawn, strict=True) if is_drawn]


def _same_sheet(page: Page, width: float, height: float) -> bool:
    """Whether they hold the sheet as we do; on one that we turned, their places would mean others."""
    return abs(page.width - width) < 2.0 and abs(page.height - height) < 2.0


ASKED: tuple[Asked, ...] = (
    ("camelot lattice", _by_picture, has_hidden_lines),
    ("pdfplumber", _by_lines, lambda page: len(page.rules) >= FEW_RULES),
    ("camelot hybrid", _by_text_and_lines, lambda page: True),
)
"""Who is asked, in turn, and about which pages; a page that one of them answered for is not asked about again."""
