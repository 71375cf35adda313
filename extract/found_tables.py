"""Every table that the stages find in a document, whether it is a plan or not: for people who look, and for benchmarks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from extract.documents import read_document
from extract.header.lines import join_header_lines
from extract.headers import read_header
from extract.plans import STAGES, find_plans
from extract.tables import delimited, fixed, markdown
from model import Meanings, Script, Sheet, Strip, Table

PDF = "application/pdf"
PRINTED = (delimited.read, markdown.read, fixed.read)
"""Stages of texts that need no plan to see a table, the plainest first."""
DRAWN = frozenset({"ruled", "html", "docx"})
"""Stages that put a gap before a table's first line, and nowhere else."""
FEWEST_LINES, FEWEST_COLUMNS = 2, 2


def find_tables(data: bytes, label: str, media_type: str, meanings: Meanings) -> tuple[Table, ...]:
    """Every table in reading order, as the stage that reads its page, text or sheet best gives it.

    All pages of a PDF are read, not only those that may hold a plan. Raises a SourceError where the document cannot be read.
    """
    if media_type == PDF:
        sheets = _of_pdf(data, label, meanings)
    else:
        script = read_document(data, label, media_type, meanings)
        sheets = [group[0] for group in script.groups] + _of_text(script, meanings)
    return tuple(Table(sheet.stage, strips, _headers(strips, meanings)) for sheet in sheets for strips in _tables(sheet, meanings))


def _of_pdf(data: bytes, label: str, meanings: Meanings) -> list[Sheet]:
    from extract.pages.pdf import read_pdf
    from extract.tables.choose import best_of_pages

    pages, _ = read_pdf(data, label)
    return list(best_of_pages(pages, meanings))


def _of_text(script: Script, meanings: Meanings) -> list[Sheet]:
    """The reading of a text that its plans were taken from; of a text without a plan the plainest that shows a table."""
    if not script.pages:
        return []
    won = [row.stage for part in find_plans(script, meanings) for row in part.rows]
    stages = STAGES if won else PRINTED
    sheets = [sheet for stage in stages if (sheet := stage(script.pages, meanings)) is not None]
    best = max(sorted(set(won)), key=won.count, default=None)
    return next(([sheet] for sheet in sheets if best in (None, sheet.stage) and any(_tables(sheet, meanings))), [])


def _tables(sheet: Sheet, meanings: Meanings) -> Iterator[tuple[Strip, ...]]:
    """The tables of a sheet: runs of lines of one width on one page; a gap parts them where the file draws tables, or before a header."""
    run: list[Strip] = []
    for strip in sheet.strips:
        if run and not _goes_on(run[-1], strip, sheet.stage, meanings):
            yield from _whole(run)
            run = []
        if not strip.loose:
            run.append(strip)
    yield from _whole(run)


def _whole(run: Sequence[Strip]) -> Iterator[tuple[Strip, ...]]:
    if len(run) >= FEWEST_LINES and len(run[0].cells) >= FEWEST_COLUMNS:
        yield tuple(run)


def _goes_on(above: Strip, below: Strip, stage: str, meanings: Meanings) -> bool:
    if below.loose or above.place.page != below.place.page or len(above.cells) != len(below.cells):
        return False
    return not below.gap or stage not in DRAWN and read_header(below, meanings) is None


def _headers(strips: Sequence[Strip], meanings: Meanings) -> tuple[int, ...]:
    """Positions of the header's lines, wherever in the table it is printed again."""
    joined = join_header_lines(strips, meanings)
    at = {id(strip): position for position, strip in enumerate(strips)}
    starts = [at.get(id(strip), at.get(id(above), -1) + 1) for above, strip in pairwise([None, *joined])]
    ends = [*starts[1:], len(strips)]
    heads = [range(start, end) for start, end, strip in zip(starts, ends, joined, strict=True) if read_header(strip, meanings)]
    return tuple(position for head in heads for position in head)
