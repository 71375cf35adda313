"""What stands before a plan and says what it is: the mark of its annex, a workbook's first sheet, covers and heads of reports."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, takewhile

from extract.drafts import DraftPart
from extract.papers import other_lines
from model import Front, Line, Meanings, Page, Paragraph, Part, Sheet, Strip

MOST_FRONT = 12
"""Lines of a sheet without a plan that may say whose it is."""
MOST_ABOVE = 4
"""Lines above a title among which the mark of its annex may stand."""
LONGEST_FRONT = 90
"""Characters of either."""
MOST_TOLD = 6
"""Cells of a line above a plan that can say what the paper is."""
LONGEST_LABEL, LONGEST_VALUE = 40, 200
"""Characters of a label in a table above the plan, and of what stands beside it."""
MOST_BACK = 40
"""Pages before a plan among which the report on it begins."""
HEAD = 12
"""Lines at the head of a page that can open a report."""
MOST_LINES = 40
"""Lines of such a page that may say what the paper is."""


def opening_of(sheet: Sheet, title: int, meanings: Meanings) -> int:
    """Where the plan of this title begins: with the mark of an annex right above it, else with the title."""
    above = title
    while above and sheet.strips[above - 1].loose and title - above < MOST_ABOVE and len(sheet.strips[above - 1].text) <= LONGEST_FRONT:
        above -= 1
        reading = meanings.heading(sheet.strips[above].text)
        if reading is not None and reading.kind == "front" and reading.word != "body":
            return above
    return title


def told_in_front(strip: Strip, meanings: Meanings) -> list[Paragraph]:
    """What a line of several cells above a plan says: a label with its value, or side by side a title and whose it is; else nothing."""
    cells = [strip.cells[index].text.strip() for index in strip.filled]
    if not 2 <= len(cells) <= MOST_TOLD:
        return []
    kinds = [reading.kind if (reading := meanings.heading(cell)) is not None else None for cell in cells]
    if "title" in kinds and max(map(len, cells)) <= LONGEST_FRONT and (kinds[0] in ("title", "front") or len(cells) > 2):
        return [Paragraph(cell, strip.place) for cell in cells]
    label, value = cells[0], cells[-1]
    if len(cells) > 2 or len(label) > LONGEST_LABEL or label.endswith(".") or len(value) > LONGEST_VALUE or not label[:1].isupper():
        return []
    return [Paragraph(f"{label.rstrip(' :')}: {value}", strip.place)]


def front_lines(sheet: Sheet) -> Iterator[Paragraph]:
    """The short lines of a sheet without a plan, a label and its value as one; the plan's own place is elsewhere."""
    for strip in sheet.strips[:MOST_FRONT]:
        if len(strip.filled) <= 2 and len(strip.text) <= LONGEST_FRONT:
            yield Paragraph(": ".join(strip.cells[index].text.rstrip(" :") for index in strip.filled))


def head_sheets(sheets: Sequence[tuple[Strip | None, Sequence[Strip]]]) -> Iterator[tuple[bool, list[Strip]]]:
    """The strips of each sheet with its name, if it says something, and whether the line right above its table names a section.

    It does where the other sheets with a table print another line there, below lines that they share or none; and where all that the
    sheets differ in above tables of one header is their names, the name stands there.
    """
    fronts = [[strip.text for strip in takewhile(lambda strip: strip.loose, own)] for _, own in sheets]
    tops = [next(("\t".join(cell.text for cell in strip.cells) for strip in own if not strip.loose), None) for _, own in sheets]
    for index, (name, own) in enumerate(sheets):
        others = [other for other, top in enumerate(tops) if top is not None and other != index]
        front = fronts[index]
        said = [name] if name is not None else []
        if tops[index] is None or not others:
            yield False, [*said, *own]
        elif name is not None and all(fronts[other] == front and tops[other] == tops[index] for other in others):
            yield True, [*own[: len(front)], name, *own[len(front) :]]
        else:
            shared = len(front) == 1 or any(all(line in fronts[other] for other in others) for line in front[:-1])
            yield bool(front) and shared and not any(front[-1] in fronts[other] for other in others), [*said, *own]


def lend_glossaries(stitched: Sequence[DraftPart], plans: Sequence[DraftPart]) -> None:
    """Gives the plans of a document the lists of abbreviations that stand in stretches of it without a plan."""
    lent = [entry for part in stitched if not any(part is plan for plan in plans) for entry in part.glossary]
    for plan in plans:
        plan.glossary += lent


def front_pages(pages: Sequence[Page], meanings: Meanings) -> Iterator[Front]:
    """The first lines of the pages without a plan that introduce one: the document's first, and the last before a plan to open a report."""
    begins = [index for index, page in enumerate(pages) if page.words and (not index or not pages[index - 1].words)]
    chosen = {0} if pages and not pages[0].words and begins else set()
    for begin in begins:
        before = [index for index in range(begin - 1, max(-1, begin - 1 - MOST_BACK), -1) if not pages[index].words]
        chosen |= set(next(([index] for index in before if _opens_report(_printed(pages[index]), meanings)), []))
    near = {index for begin in begins for index in range(max(0, begin - MOST_BACK), min(len(pages), begin + MOST_BACK))}
    spelled = {index for index in near if not pages[index].words and _spells_out(_printed(pages[index]), meanings)}
    for index in sorted(chosen | spelled):
        for line in _printed(pages[index])[: None if index in spelled else MOST_LINES]:
            yield Front(line, index + 1)


def printed_fronts(lines: Sequence[Line], parts: Sequence[Part], meanings: Meanings) -> Iterator[Front]:
    """The same of what was read with the plans and is in none of them: lines above the first row, or pages that hold no row."""
    rows = [row.place for part in parts for row in part.rows]
    if not rows:
        return
    if all(place.page is None for place in rows):
        begin = min((paragraph.place.line or 0 for part in parts[:1] for paragraph in part.heading if paragraph.place.line), default=0)
        first = min(begin or rows[0].line or 1, *(place.line or 1 for place in rows))
        others = other_lines(lines, (row for part in parts for row in part.rows), meanings)
        above = [line for line in lines if line.number < first and line.text.strip() and line.number not in others]
        above = above[:MOST_LINES] + above[MOST_LINES:][-MOST_LINES:]
        yield from (Front(_answered(line.text), line=line.number) for line in above)
        return
    held = {page for place in rows for page in range(place.page or 0, (place.page_end or place.page or 0) + 1)}
    pages = {number: [_answered(line.text) for line in own] for number, own in groupby(lines, key=lambda line: line.page or 0)}
    free = [number for number in sorted(pages) if number not in held]
    chosen = {number for number in free[:1] if number == 1}
    for begin in {min(row.place.page or 0 for row in part.rows) for part in parts}:
        before = (number for number in reversed(free) if begin - MOST_BACK <= number < begin)
        chosen |= set(next(([number] for number in before if _opens_report(pages[number], meanings)), []))
    spelled = {number for number in free if _spells_out(pages[number], meanings)}
    for number in sorted(chosen | spelled):
        yield from (Front(line, number) for line in pages[number][: None if number in spelled else MOST_LINES])


def _answered(line: str) -> str:
    """A printed line; of two cells the first is the label of the second."""
    cells = [" ".join(cell.split()) for cell in line.split("\t") if cell.strip()]
    return f"{cells[0].rstrip(' :')}: {cells[1]}" if len(cells) == 2 else " ".join(cells)


def _printed(page: Page) -> list[str]:
    return [text for line in page.lines if (text := " ".join(line.text.split()))]


def _opens_report(lines: Sequence[str], meanings: Meanings) -> bool:
    """Whether the head of a page prints what a cover or a report's first page does: a plan's title, a mark, a body, a label."""
    readings = [meanings.heading(line) for line in lines[:HEAD] if len(line) <= LONGEST_FRONT]
    kinds = [reading.kind for reading in readings if reading is not None]
    return "title" in kinds or kinds.count("front") > 1


def _spells_out(lines: Sequence[str], meanings: Meanings) -> bool:
    """Whether the head of a page opens a list of abbreviations."""
    short = (line for line in lines[:HEAD] if len(line) <= LONGEST_FRONT)
    return any((reading := meanings.heading(line)) is not None and reading.kind == "glossary" for line in short)
