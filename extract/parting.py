"""Where one plan ends and the next begins: a pack, a workbook and a paper with two annexes hold several."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from extract.flow import ENDED
from extract.fronts import opening_of
from extract.headers import read_header
from extract.running import mark_running
from extract.tables.paragraphs import running_lines
from model import HeadingReading, Meanings, Sheet, Strip

SURE = 0.8
"""Score of a title that can begin a plan."""
AHEAD = 8
"""Lines below a title within which its table begins."""
SHORT = 100


def part_plans(sheet: Sheet, meanings: Meanings) -> Iterator[Sheet]:
    """The sheet of each plan: a new title with a table below it, after the rows of another, begins the next."""
    sheet = mark_running(sheet, meanings)
    starts = [0]
    rows_seen = aside = False
    running = running_lines([strip.text for strip in sheet.strips if strip.loose])
    for index, strip in enumerate(sheet.strips):
        if not strip.loose and len(strip.filled) != 1:
            rows_seen, aside = True, False
            continue
        reading = meanings.heading(strip.text) if strip.text not in running and not strip.furniture else None
        aside = aside and not _turned(sheet.strips, index) or reading is not None and reading.kind in ("closing", "glossary", "legend")
        if rows_seen and not aside and _is_title(reading) and _table_follows(sheet.strips, index, meanings):
            starts.append(_first_line(sheet, index, meanings))
            rows_seen = False
    for start, end in zip(starts, [*starts[1:], len(sheet.strips)], strict=True):
        yield replace(sheet, strips=sheet.strips[start:end])


def _turned(strips: Sequence[Strip], index: int) -> bool:
    """Whether a page begins with this strip: what stood below a table of the page before is over."""
    return index > 0 and strips[index - 1].place.page != strips[index].place.page


def _is_title(reading: HeadingReading | None) -> bool:
    return reading is not None and reading.kind == "title" and reading.score >= SURE


def _table_follows(strips: Sequence[Strip], index: int, meanings: Meanings) -> bool:
    """Whether a table stands below a title; below one that stands in a table itself, the table's header."""
    tabled = [strip for strip in strips[index + 1 : index + AHEAD] if not strip.loose]
    if strips[index].loose:
        return bool(tabled)
    wide = next((strip for strip in tabled if len(strip.filled) > 1), None)
    return wide is not None and read_header(wide, meanings) is not None


def _first_line(sheet: Sheet, title: int, meanings: Meanings) -> int:
    """The position of the first line that goes with a title: from the head of its page, or from the mark of its annex."""
    strips = sheet.strips
    page = strips[title].place.page
    above = title
    while above and _stands_over(strips[above - 1]) and strips[above - 1].place.page == page:
        above -= 1
    if page is not None and above and strips[above - 1].place.page != page:
        return above
    return opening_of(sheet, title, meanings)


def _stands_over(strip: Strip) -> bool:
    short = len(strip.text) <= SHORT and not ENDED.search(strip.text) and not strip.text[:1].islower()
    return not strip.furniture and len(strip.filled) == 1 and short
