"""Where one plan ends and the next begins: a pack, a workbook and a paper with two annexes hold several."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from extract.flow import ENDED
from extract.headers import read_header
from extract.paper.fronts import opening_of
from extract.paper.running import mark_running, numbers_page
from extract.tables.flat.paragraphs import running_lines
from model import HeadingReading, Meanings, Sheet, Strip

SURE, FAIR = 0.8, 0.5
"""Score of a title that can begin a plan; and of one right below the mark of an annex."""
SHORTEST = 30
"""Characters of such a mark."""
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
        reading = meanings.heading(strip.text) if not numbers_page(strip.text, running) and not strip.furniture else None
        aside = aside and not _turned(sheet.strips, index) or reading is not None and reading.kind in ("closing", "glossary", "legend")
        titled = is_title(reading, SURE) or is_title(reading, FAIR) and is_annexed(sheet.strips, index, meanings)
        if rows_seen and not aside and titled and _table_follows(sheet.strips, index, meanings):
            starts.append(_first_line(sheet, index, meanings))
            rows_seen = False
    for start, end in zip(starts, [*starts[1:], len(sheet.strips)], strict=True):
        yield replace(sheet, strips=sheet.strips[start:end])


def _turned(strips: Sequence[Strip], index: int) -> bool:
    """Whether a page begins with this strip: what stood below a table of the page before is over."""
    return index > 0 and strips[index - 1].place.page != strips[index].place.page


def is_title(reading: HeadingReading | None, least: float) -> bool:
    """Whether a line reads as a title at least so surely."""
    return reading is not None and reading.kind == "title" and reading.score >= least


def is_annexed(strips: Sequence[Strip], title: int, meanings: Meanings) -> bool:
    """Whether the line above a title is the mark of the annex that it opens: "Appendix B"."""
    above = strips[title - 1] if title else None
    reading = meanings.heading(above.text) if above is not None and above.loose and len(above.text) <= SHORTEST else None
    return reading is not None and reading.kind == "front" and reading.word is None


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
