"""A flattened paper cut into sections: headings, printed header lists, and the paragraphs between them that are to be decoded."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from extract.columns import is_ref
from extract.flow import ENDED
from extract.paper.keys import explains_signs
from extract.tables.flat.foreign_heads import VALUE, foreign_heads
from extract.tables.flat.header_runs import FEWEST, WELL_KNOWN, Run, header_runs, whole_headers
from extract.tables.flat.page_numbers import numbers_above, page_numbers
from extract.tables.flat.paragraphs import PAGE_NUMBER, Block, running_lines
from extract.tables.flat.parted_heads import whole_headings
from extract.tables.flat.series import FEWEST_CODES
from extract.tables.flat.year_heads import year_heads
from model import HeaderReading, HeadingReading, Meanings

DATED = re.compile(r"\d{1,2}\s+[A-Z][a-z]+\s+(?:19|20)\d\d|\d{1,2}/\d{1,2}/\d{2,4}")
"""A day of the calendar, which stands in the lines that date a paper."""
SURE = 0.5
"""A heading read with less than this needs its neighbours to bear it out."""
LONGER_THAN_NAMES = 30
"""Characters; a shorter line at the head of a text may be a name on its cover."""
FEWEST_PLAIN, PLAIN, CELLS, LONGEST_CELL = 2, 0.8, 0.4, 160
"""Leads, times and calls to act of each that rows without a header hold, how plain each must be, their share, and characters looked at."""
MARK = re.compile(r"\[\w{1,4}\]$")
"""The mark of a note at the end of a header."""
SHORT = 100
"""Characters; a longer line is no heading."""
WORDED = frozenset({"action", "outcomes", "lead", "timescale", "update", "completed"})
"""Columns whose cells are more than a bare number."""


@dataclass(slots=True)
class Section:
    """A run of paragraphs below one heading: what stands above it, and what is to be decoded."""

    loose: list[Block]
    header: list[tuple[Block, HeaderReading]]
    body: list[Block]
    decoded: bool = True
    fresh: bool = True
    """Whether a heading opened it, so that no objective carries on into it."""
    headed: bool = False
    """Whether a level's own number or word heads it."""

    @property
    def blocks(self) -> list[Block]:
        """All its paragraphs in order."""
        return [*self.loose, *(block for block, _ in self.header), *self.body]


def cut_sections(blocks: Sequence[Block], meanings: Meanings) -> list[Section]:
    """The sections of a text in order; every paragraph is in one of them, loose, in the header or to be decoded."""
    blocks = whole_headings(whole_headers(blocks, meanings), meanings)
    runs = header_runs(blocks, meanings)
    foreign = foreign_heads(blocks, runs, meanings)
    runs = {at: run for at, run in runs.items() if not any(start < at < end for start, end in foreign.items())}
    heads = _heads(blocks, runs, meanings) | year_heads(blocks, runs, meanings)
    numbered = _numbered_heads(blocks, meanings)
    running = running_lines([block.text for block in blocks])
    keys = {index for index, block in enumerate(blocks) if explains_signs(block.text, meanings)}
    aside = _notes(blocks, runs) | _page_numbers(blocks, runs) | keys
    sections = [Section([], [], [], decoded=False)]
    index = 0
    while index < len(blocks):
        block = blocks[index]
        reading = meanings.heading(block.text)
        if reading is not None and reading.score < SURE and index not in numbered:
            reading = None
        if index in foreign:
            _open_foreign(sections, blocks[index : foreign[index]], meanings)
            index = foreign[index]
            continue
        if index in runs:
            _open_table(sections, runs[index])
            index += len(runs[index])
            continue
        if index in heads or (reading is not None and reading.kind in ("level", "label", "closing", "glossary", "legend")):
            _open_section(sections, block, reading, meanings)
        elif index in aside or PAGE_NUMBER.fullmatch(block.text) or block.text in running:
            sections[-1].loose.append(block)
        else:
            _add(sections[-1], block, meanings)
        index += 1
    return _with_front(_with_rows_before(sections, meanings), meanings)


def tables_of(sections: Sequence[Section]) -> list[list[int]]:
    """Which sections print one table's rows, by position: those below the same header, or below one that has lost some of its texts."""
    tables: list[tuple[list[str], list[int]]] = []
    now: list[int] = []
    for at, section in enumerate(sections):
        said = [reading.header.casefold() for _, reading in section.header]
        if len(said) >= FEWEST:
            same = next((table for table in tables if _is_part(said, table[0]) or _is_part(table[0], said)), None)
            if same is None:
                same = (said, [] if tables else now)
                tables.append(same)
            now = same[1]
        now.append(at)
    return [own for _, own in tables] or [now]


def _is_part(texts: Sequence[str], whole: Sequence[str]) -> bool:
    """Whether all the texts stand in the whole, in the same order."""
    rest = iter(whole)
    return all(text in rest for text in texts)


def _open_table(sections: list[Section], printed: Run) -> None:
    """A printed header begins a section, or is printed again within one."""
    now = sections[-1]
    repeated = bool(now.body) and now.decoded
    if repeated or now.header or now.body:
        sections.append(Section([], [], [], fresh=not repeated))
    sections[-1].header = list(printed)
    sections[-1].decoded = True


def _open_foreign(sections: list[Section], header: Sequence[Block], meanings: Meanings) -> None:
    """The header of a table of another kind, and the title right above it, begin a section that is no plan's."""
    now, title = sections[-1], list[Block]()
    if now.decoded and now.body and _may_title(now.body[-1], meanings):
        title = [now.body.pop()]
    sections.append(Section([*title, *header], [], [], decoded=False))


def _may_title(block: Block, meanings: Meanings) -> bool:
    said = meanings.content(block.text)
    valued = any(said.get(role, 0.0) >= VALUE for role in ("lead", "timescale", "status"))
    return len(block.text) <= SHORT and not ENDED.search(block.text) and not is_ref(block.text) and not valued


def _open_section(sections: list[Section], block: Block, reading: HeadingReading | None, meanings: Meanings) -> None:
    """A heading or label begins a section where the one before has paragraphs; what closes a plan always does."""
    closing = reading is not None and reading.kind in ("closing", "glossary", "legend")
    opener = reading is not None and reading.kind == "label" and reading.word == "opener"
    if sections[-1].body or closing:
        sections.append(Section([], [], [], decoded=not closing, fresh=not opener))
    sections[-1].loose.append(block)
    sections[-1].headed = reading is not None and reading.kind == "level"
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


def _with_rows_before(sections: list[Section], meanings: Meanings) -> list[Section]:
    """What stands before the first header is rows too where it holds as many cells that plainly are: the header of its own page is lost."""
    first = sections[0]
    after = next((section for section in sections[1:] if section.decoded), None)
    if first.decoded or after is None or len(after.header) < FEWEST or not _holds_rows(first.body, meanings):
        return sections
    cut = next((index for index, block in enumerate(first.body) if _is_body(block, meanings)), 0)
    while cut and _may_begin(first.body[cut - 1], meanings):
        cut -= 1
    return [Section(first.body[:cut], [], first.body[cut:]), *sections[1:]]


def _holds_rows(blocks: Sequence[Block], meanings: Meanings) -> bool:
    """Whether paragraphs hold several leads, times and calls to act, each alone, little else and no header of their own."""
    known = {block.text for block in blocks if (reading := meanings.header(block.text)) is not None and reading.score >= WELL_KNOWN}
    if len(known) >= FEWEST:
        return False
    told = [meanings.content(block.text[:LONGEST_CELL]) for block in blocks]
    plain = [sum(each.get(role, 0.0) >= PLAIN for each in told) for role in ("lead", "timescale", "action")]
    return min(plain, default=0) >= FEWEST_PLAIN and sum(plain) >= CELLS * len(blocks)


def _may_begin(block: Block, meanings: Meanings) -> bool:
    """Whether a short paragraph right before the first long one may be of its row: a number or an objective, no title."""
    said = meanings.content(block.text)
    return meanings.heading(block.text) is None and max(said.get("lead", 0.0), said.get("timescale", 0.0)) < SURE


def _with_front(sections: list[Section], meanings: Meanings) -> list[Section]:
    """Where neither heading nor header is printed the whole text may be rows; its titles and front matter stay apart."""
    first = sections[0]
    if first.decoded or any(section.decoded and section.body for section in sections[1:]) or len(first.body) < 4:
        return sections
    cut = next((index for index, block in enumerate(first.body) if _is_body(block, meanings)), 0)
    cut -= cut > 0 and is_ref(first.body[cut - 1].text)
    return [Section(first.body[:cut], [], first.body[cut:]), *sections[1:]]


def _is_body(block: Block, meanings: Meanings) -> bool:
    """Whether a paragraph of an unheaded text is long enough for a cell, and no title."""
    reading = meanings.heading(block.text)
    return len(block.text) > LONGER_THAN_NAMES and (reading is None or reading.score < SURE)


def _heads(blocks: Sequence[Block], runs: Mapping[int, Run], meanings: Meanings) -> set[int]:
    """Positions of the lines above a printed header that name its section and explain it."""
    found: set[int] = set()
    said = Counter(block.text for block in blocks)
    said.subtract(blocks[start - 1].text for start in runs if start)
    for start in runs:
        label = next(
            (index for index in range(start - 1, max(-1, start - 5), -1) if _described(meanings.heading(blocks[index].text))), None
        )
        above = (label if label is not None else start) - 1
        while above >= 0 and PAGE_NUMBER.fullmatch(blocks[above].text):
            above -= 1
        if above >= 0 and _may_head(blocks[above], meanings) and not _says_cost(blocks[above].text, said, meanings):
            found.add(above)
            if label is None:
                continue
        if label is not None:
            found.update(range(label, start))
    return found


def _says_cost(text: str, said: Mapping[str, int], meanings: Meanings) -> bool:
    """Whether a line is the last cell of the row above: means ("Officer time") that the paper also says where no header follows."""
    return said[text] > 0 and meanings.content(text).get("means", 0.0) >= SURE


def _numbered_heads(blocks: Sequence[Block], meanings: Meanings) -> set[int]:
    """Positions of short numbered lines that head sections: counted up from the first, apart from one another, and no actions.

    A numbered list in a cell counts up too, but its items follow on each other's heels.
    """
    found: list[int] = []
    for index, block in enumerate(blocks):
        reading = meanings.heading(block.text)
        if reading is None or reading.kind != "level" or reading.score >= SURE or reading.ref is None:
            continue
        ref = reading.ref.removesuffix(".0")
        expected = str(len(found) + 1) if ref.isdigit() else "ABCDEFGH"[min(len(found), 7)]
        content = meanings.content(reading.text)
        below = index + 1 < len(blocks) and blocks[index + 1].text.startswith(f"{ref}.")
        plain = (below or content.get("action", 0.0) < 0.9) and content.get("timescale", 0.0) < 0.5
        if ref == expected and plain and (not found or index - found[-1] > 3):
            found.append(index)
    return set(found) if len(found) >= 2 else set()


def _notes(blocks: Sequence[Block], runs: Mapping[int, Run]) -> set[int]:
    """Positions of the notes to a header's own marks ("Lead officer[v]", "[v] Who answers for it"), and of the line that heads them."""
    marks = {mark[0] for run in runs.values() for block, _ in run if (mark := MARK.search(block.text)) is not None}
    found = {index for index, block in enumerate(blocks) if marks and block.text.startswith(tuple(marks))}
    above = min(found, default=0) - 1
    headed = above >= 0 and len(blocks[above].text) <= SHORT and not ENDED.search(blocks[above].text)
    return found | {above} if headed else found


def _page_numbers(blocks: Sequence[Block], runs: Mapping[int, Run]) -> frozenset[int]:
    width = max((len(run) for run in runs.values()), default=0)
    coded = sum(is_ref(block.text) and not block.text.isdecimal() for block in blocks) >= FEWEST_CODES
    numbered = not coded and (not runs or any("ref" in reading.roles for run in runs.values() for _, reading in run))
    worded = all(WORDED & set(run[-1][1].roles) for run in runs.values())
    return page_numbers(blocks, width, numbered) | (numbers_above(blocks, sorted(runs)[1:]) if worded else frozenset())


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
