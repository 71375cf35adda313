"""A flattened paper cut into sections: headings, printed header lists, and the paragraphs between them that are to be decoded."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from extract.columns import is_ref
from extract.flow import ENDED
from extract.headers import STRONG, TELLING
from extract.tables.paragraphs import PAGE_NUMBER, Block, running_lines
from model import HeaderReading, HeadingReading, Meanings, Place

DATED = re.compile(r"\d{1,2}\s+[A-Z][a-z]+\s+(?:19|20)\d\d|\d{1,2}/\d{1,2}/\d{2,4}")
"""A day of the calendar, which stands in the lines that date a paper."""
SURE = 0.5
"""A heading read with less than this needs its neighbours to bear it out."""
LONGER_THAN_NAMES = 30
"""Characters; a shorter line at the head of a text may be a name on its cover."""
FEWEST = 3
"""Headers, of as many roles, that together are a table's."""
CALLS, WELL_KNOWN = 0.9, 0.95
"""Likeness from which words that are no header as they stand call to act, and score from which they are a header all the same."""
MARK = re.compile(r"\[\w{1,4}\]$")
"""The mark of a note at the end of a header."""
WIDEST = 40
"""Paragraphs that one header takes at most."""
LONGEST_BROKEN = 40
"""Characters of two paragraphs that may be the pieces of one header."""
SHORT = 100
"""Characters; a longer line is no heading."""


@dataclass(slots=True)
class Section:
    """A run of paragraphs below one heading: what stands above it, and what is to be decoded."""

    loose: list[Block]
    header: list[tuple[Block, HeaderReading]]
    body: list[Block]
    decoded: bool = True
    fresh: bool = True
    """Whether a heading opened it, so that no objective carries on into it."""


def cut_sections(blocks: Sequence[Block], meanings: Meanings) -> list[Section]:
    """The sections of a text in order; every paragraph is in one of them, loose, in the header or to be decoded."""
    blocks = _whole_headers(blocks, meanings)
    runs = _header_runs(blocks, meanings)
    heads = _heads(blocks, runs, meanings)
    numbered = _numbered_heads(blocks, meanings)
    running = running_lines([block.text for block in blocks])
    notes = _notes(blocks, runs)
    sections = [Section([], [], [], decoded=False)]
    index = 0
    while index < len(blocks):
        block = blocks[index]
        reading = meanings.heading(block.text)
        if reading is not None and reading.score < SURE and index not in numbered:
            reading = None
        if index in runs:
            _open_table(sections, blocks[index : runs[index]], meanings)
            index = runs[index]
            continue
        if index in heads or (reading is not None and reading.kind in ("level", "label", "closing", "glossary", "legend")):
            _open_section(sections, block, reading, meanings)
        elif index in notes or PAGE_NUMBER.fullmatch(block.text) or block.text in running:
            sections[-1].loose.append(block)
        else:
            _add(sections[-1], block, meanings)
        index += 1
    return _with_front(sections, meanings)


def _open_table(sections: list[Section], printed: Sequence[Block], meanings: Meanings) -> None:
    """A printed header begins a section, or is printed again within one."""
    now = sections[-1]
    repeated = bool(now.body) and now.decoded
    if repeated or now.header or now.body:
        sections.append(Section([], [], [], fresh=not repeated))
    sections[-1].header = [(block, header) for block in printed if (header := meanings.header(block.text)) is not None]
    sections[-1].decoded = True


def _open_section(sections: list[Section], block: Block, reading: HeadingReading | None, meanings: Meanings) -> None:
    """A heading or label begins a section where the one before has paragraphs; what closes a plan always does."""
    closing = reading is not None and reading.kind in ("closing", "glossary", "legend")
    opener = reading is not None and reading.kind == "label" and reading.word == "opener"
    if sections[-1].body or closing:
        sections.append(Section([], [], [], decoded=not closing, fresh=not opener))
    sections[-1].loose.append(block)
    sections[-1].decoded = not closing and (not _awaits_words(block, meanings) or sections[-1].decoded)


def _add(section: Section, block: Block, meanings: Meanings) -> None:
    """A paragraph is the description that a label asked for, what is left of a header, or one to be decoded."""
    if section.loose and _awaits_words(section.loose[-1], meanings) and not section.body:
        section.loose.append(block)
        section.decoded = True
    elif section.decoded and not section.body and not section.header and (left := _fragment(block, meanings)) is not None:
        section.header.append((block, left))
    else:
        section.body.append(block)


def _awaits_words(block: Block, meanings: Meanings) -> bool:
    """Whether a label asks for a description that it does not print itself."""
    reading = meanings.heading(block.text)
    return _described(reading) and reading is not None and reading.text == block.text


def _described(reading: HeadingReading | None) -> bool:
    return reading is not None and reading.kind == "label" and reading.word == "description"


def _fragment(block: Block, meanings: Meanings) -> HeaderReading | None:
    """A header text that alone is left of a header: right below a heading, and dated or known whole."""
    reading = meanings.header(block.text)
    return (
        reading
        if reading is not None and reading.score >= 0.9 and len(block.text) <= 50 and (reading.dated or "update" in reading.roles)
        else None
    )


def _with_front(sections: list[Section], meanings: Meanings) -> list[Section]:
    """Where neither heading nor header is printed the whole text may be rows; its titles and front matter stay apart."""
    first = sections[0]
    if first.decoded or any(section.decoded and section.body for section in sections[1:]) or len(first.body) < 4:
        return sections
    cut = next((index for index, block in enumerate(first.body) if _is_body(block, meanings)), 0)
    return [Section(first.body[:cut], [], first.body[cut:]), *sections[1:]]


def _is_body(block: Block, meanings: Meanings) -> bool:
    """Whether a paragraph of an unheaded text is long enough for a cell, and no title."""
    reading = meanings.heading(block.text)
    return len(block.text) > LONGER_THAN_NAMES and (reading is None or reading.score < SURE)


def _whole_headers(blocks: Sequence[Block], meanings: Meanings) -> list[Block]:
    """The paragraphs with a header among others that was printed as two of them made one: "Cabinet", "Member" below "Action"."""
    whole: list[Block] = []
    for block in blocks:
        if len(whole) > 1 and _ends_header(whole[-2], whole[-1], block, meanings):
            above = whole[-1].paragraph
            place = Place.whole((above.place, block.paragraph.place))
            whole[-1] = replace(whole[-1], paragraph=replace(above, text=f"{above.text} {block.text}", place=place))
        else:
            whole.append(block)
    return whole


def _ends_header(before: Block, above: Block, block: Block, meanings: Meanings) -> bool:
    """Whether a short paragraph below a header is the end of the next: of two that say nothing apart, or a sign or bracket behind one."""
    short = len(above.text) + len(block.text) <= LONGEST_BROKEN
    if not short or meanings.header(block.text) is not None or _as_header(before, meanings) is None:
        return False
    if meanings.header(above.text) is not None and block.text[0] != "(" and re.search(r"\w", block.text):
        return False
    reading = meanings.header(f"{above.text} {block.text}")
    return reading is not None and reading.score >= STRONG


def _header_runs(blocks: Sequence[Block], meanings: Meanings) -> dict[int, int]:
    """Start and end of every run of paragraphs that together print a table's header."""
    runs: dict[int, int] = {}
    index = 0
    while index < len(blocks):
        start, end, readings = _run_from(blocks, index, meanings)
        while start < end and _names_paper(blocks[start], readings[0], meanings):
            later = _run_from(blocks, start + 1, meanings)
            if not _makes_table(later[2]) or not any("action" in reading.roles for reading in later[2]):
                break
            start, end, readings = later
        if _makes_table(readings):
            runs[start] = end
        index = end if _makes_table(readings) else index + 1
    return runs


def _run_from(blocks: Sequence[Block], start: int, meanings: Meanings) -> tuple[int, int, list[HeaderReading]]:
    """The paragraphs from here on that could be one header: where they begin and end, and how each reads."""
    end = start
    readings: list[HeaderReading] = []
    for block in blocks[start : start + WIDEST]:
        if (reading := _as_header(block, meanings) or _between(blocks, end, readings, meanings)) is None:
            break
        label, above = meanings.heading(block.text), readings
        if any(_same_words(reading, each) for each in above):
            if not (len(readings) >= FEWEST and readings[0].dated and _same_words(reading, readings[0])):
                break
            readings, start = readings[1:], start + 1  # the paper's own date stood above the header that prints it again
        if label is not None and label.kind == "label" and any(set(reading.roles) & set(each.roles) for each in above):
            break
        readings.append(reading)
        end += 1
    return start, end, readings


def _between(blocks: Sequence[Block], at: int, above: Sequence[HeaderReading], meanings: Meanings) -> HeaderReading | None:
    """A header that is known by a telling word alone ("Lead officer/ABC"), where a run of sure ones goes on behind it."""
    if len(above) < FEWEST or at + 1 >= len(blocks) or len(blocks[at].text) > SHORT or _as_header(blocks[at + 1], meanings) is None:
        return None
    reading = meanings.header(blocks[at].text)
    return reading if reading is not None and reading.roles else None


def _names_paper(block: Block, reading: HeaderReading, meanings: Meanings) -> bool:
    """Whether a line's words are a header's, and may be the paper's own title or date all the same."""
    said = meanings.heading(block.text)
    return reading.dated is not None or said is not None and said.kind == "title"


def _makes_table(readings: Sequence[HeaderReading]) -> bool:
    """Whether headers are so many, and say so much, that together they are a table's."""
    roles = {role for reading in readings for role in reading.roles}
    return len(readings) >= FEWEST and len(roles) >= FEWEST and len(roles & TELLING) >= 2


def _same_words(one: HeaderReading, other: HeaderReading) -> bool:
    return one.header.casefold() == other.header.casefold()


def _as_header(block: Block, meanings: Meanings) -> HeaderReading | None:
    reading = meanings.header(block.text) if len(block.text) <= 60 else None
    if reading is None or reading.score < STRONG or reading.score < WELL_KNOWN and meanings.content(block.text).get("action", 0.0) >= CALLS:
        return None
    return reading


def _heads(blocks: Sequence[Block], runs: dict[int, int], meanings: Meanings) -> set[int]:
    """Positions of the lines above a printed header that name its section and explain it."""
    found: set[int] = set()
    for start in runs:
        label = next(
            (index for index in range(start - 1, max(-1, start - 5), -1) if _described(meanings.heading(blocks[index].text))), None
        )
        above = (label if label is not None else start) - 1
        while above >= 0 and PAGE_NUMBER.fullmatch(blocks[above].text):
            above -= 1
        if above >= 0 and _may_head(blocks[above], meanings):
            found.add(above)
            if label is None:
                continue
        if label is not None:
            found.update(range(label, start))
    return found


def _numbered_heads(blocks: Sequence[Block], meanings: Meanings) -> set[int]:
    """Positions of short numbered lines that head sections: counted up from the first, apart from one another, and no actions.

    A numbered list in a cell counts up too, but its items follow on each other's heels.
    """
    found: list[int] = []
    for index, block in enumerate(blocks):
        reading = meanings.heading(block.text)
        if reading is None or reading.kind != "level" or reading.score >= SURE or reading.ref is None:
            continue
        expected = str(len(found) + 1) if reading.ref.isdigit() else "ABCDEFGH"[min(len(found), 7)]
        content = meanings.content(reading.text)
        below = index + 1 < len(blocks) and blocks[index + 1].text.startswith(f"{reading.ref}.")
        plain = (below or content.get("action", 0.0) < 0.9) and content.get("timescale", 0.0) < 0.5
        if reading.ref == expected and plain and (not found or index - found[-1] > 3):
            found.append(index)
    return set(found) if len(found) >= 2 else set()


def _notes(blocks: Sequence[Block], runs: Mapping[int, int]) -> set[int]:
    """Positions of the notes to a header's own marks ("Lead officer[v]", "[v] Who answers for it"), and of the line that heads them."""
    marks = {mark[0] for start, end in runs.items() for block in blocks[start:end] if (mark := MARK.search(block.text)) is not None}
    found = {index for index, block in enumerate(blocks) if marks and block.text.startswith(tuple(marks))}
    above = min(found, default=0) - 1
    headed = above >= 0 and len(blocks[above].text) <= SHORT and not ENDED.search(blocks[above].text)
    return found | {above} if headed else found


def _may_head(block: Block, meanings: Meanings) -> bool:
    content = meanings.content(block.text)
    if DATED.search(block.text):
        return False
    return (
        len(block.text) <= SHORT
        and not ENDED.search(block.text)
        and content.get("timescale", 0.0) < 0.5
        and content.get("status", 0.0) < 0.8
        and not is_ref(block.text)
    )
