"""Stage `flattened`: papers in which the table is gone and each cell is a paragraph, with empty cells left out altogether.

Headings, printed header lists and closing lists cut the text into sections; each section is decoded into rows; the rows go on as
strips, so that what reads tables reads them too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extract.columns import is_ref, settle_columns
from extract.flow import ENDED
from extract.headers import STRONG, TELLING, Frame
from extract.tables.decoding import Columns, Path, decode, learn
from extract.tables.paragraphs import PAGE_NUMBER, Block, read_blocks, running_lines
from model import Cell, Column, HeaderReading, Meanings, Page, Paragraph, Place, Role, Sheet, Strip

STAGE = "flattened"
HABITS: tuple[tuple[Role, ...], ...] = (
    ("action", "outcomes", "lead", "timescale", "update"),
    ("action", "lead", "timescale", "update"),
    ("action", "lead", "timescale", "outcomes", "update"),
    ("action", "timescale", "lead", "update"),
    ("action", "outcomes", "timescale", "lead", "update"),
    ("objective", "action", "outcomes", "lead", "timescale", "update"),
    ("objective", "action", "lead", "timescale", "update"),
    ("action", "update", "lead", "timescale"),
)
"""Orders in which plans set their columns, tried where no header is printed."""
DATED = re.compile(r"\d{1,2}\s+[A-Z][a-z]+\s+(?:19|20)\d\d|\d{1,2}/\d{1,2}/\d{2,4}")
"""A day of the calendar, which stands in the lines that date a paper."""
READINGS = 3
"""Times a paper is decoded, each with what the time before taught of its habits."""
SURE = 0.5
"""A heading read with less than this needs its neighbours to bear it out."""
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


def read(pages: Iterable[Page], meanings: Meanings) -> Sheet | None:
    """The paragraphs as strips of decoded rows; None where nothing reads as an action plan's columns."""
    blocks = [block for block in read_blocks(pages)]
    sections = _sections(blocks, meanings)
    if not any(section.body for section in sections if section.decoded):
        return None
    headed = next((section.header for section in sections if len(section.header) >= 3), None)
    columns, paths = _decode(sections, headed, meanings)
    if columns is None:
        return None
    names = _names(columns, headed or [pair for section in sections for pair in section.header])
    strips: list[Strip] = []
    for section, path in zip(sections, paths, strict=True):
        strips += [_loose(block) for block in section.loose]
        if section.header or (section.decoded and section.body and not strips_have_header(strips)):
            strips.append(_header_strip(names, section))
        strips += _rows(section.body, path, columns) if section.decoded else [_loose(block) for block in section.body]
    return Sheet(STAGE, tuple(strips))


def strips_have_header(strips: Sequence[Strip]) -> bool:
    """Whether a line of a table stands among the strips already."""
    return any(not strip.loose for strip in strips)


def _loose(block: Block) -> Strip:
    return Strip((Cell((block.paragraph,)),), block.paragraph.place, loose=True, gap=block.gap)


# -- sections ----------------------------------------------------------------------------------------------------------------


def _sections(blocks: Sequence[Block], meanings: Meanings) -> list[Section]:
    runs = _header_runs(blocks, meanings)
    heads = _heads(blocks, runs, meanings)
    numbered = _numbered_heads(blocks, meanings)
    running = running_lines([block.text for block in blocks])
    sections = [Section([], [], [], decoded=False)]
    index = 0
    while index < len(blocks):
        block = blocks[index]
        reading = meanings.heading(block.text)
        if reading is not None and reading.score < SURE and index not in numbered:
            reading = None
        if index in runs:
            end = runs[index]
            now = sections[-1]
            repeated = bool(now.body) and now.decoded
            if repeated or now.header or now.body:
                sections.append(Section([], [], [], fresh=not repeated))
            sections[-1].header = [(each, header) for each in blocks[index:end] if (header := meanings.header(each.text)) is not None]
            sections[-1].decoded = True
            index = end
            continue
        if index in heads or (reading is not None and reading.kind in ("level", "label", "closing", "glossary", "legend")):
            closing = reading is not None and reading.kind in ("closing", "glossary", "legend")
            opener = reading is not None and reading.kind == "label" and reading.word == "opener"
            if sections[-1].body or closing:
                sections.append(Section([], [], [], decoded=not closing, fresh=not opener))
            sections[-1].loose.append(block)
            sections[-1].decoded = not closing and (not _described(reading) or sections[-1].decoded)
        elif sections[-1].loose and _described(meanings.heading(sections[-1].loose[-1].text)) and not sections[-1].body:
            sections[-1].loose.append(block)
            sections[-1].decoded = True
        elif sections[-1].decoded and not sections[-1].body and not sections[-1].header and _fragment(block, meanings) is not None:
            sections[-1].header.append((block, _fragment(block, meanings)))  # type: ignore[arg-type]
        elif PAGE_NUMBER.fullmatch(block.text) or block.text in running:
            sections[-1].loose.append(block)
        else:
            sections[-1].body.append(block)
        index += 1
    return _with_front(sections, meanings)


def _described(reading: object) -> bool:
    return getattr(reading, "kind", "") == "label" and getattr(reading, "word", "") == "description"


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
    cut = next((index for index, block in enumerate(first.body) if meanings.heading(block.text) is None and len(block.text) > 30), 0)
    return [Section(first.body[:cut], [], first.body[cut:]), *sections[1:]]


def _header_runs(blocks: Sequence[Block], meanings: Meanings) -> dict[int, int]:
    """Start and end of every run of paragraphs that together print a table's header."""
    runs: dict[int, int] = {}
    index = 0
    while index < len(blocks):
        end = index
        readings: list[HeaderReading] = []
        while end < len(blocks) and (reading := _as_header(blocks[end], meanings)) is not None:
            label, seen = meanings.heading(blocks[end].text), {role for each in readings for role in each.roles}
            if reading.header.casefold() in {each.header.casefold() for each in readings}:
                break
            if label is not None and label.kind == "label" and set(reading.roles) & seen:
                break
            readings.append(reading)
            end += 1
        roles = {role for reading in readings for role in reading.roles}
        if len(readings) >= 3 and len(roles) >= 3 and len(roles & TELLING) >= 2:
            runs[index] = end
            index = end
        else:
            index += 1
    return runs


def _as_header(block: Block, meanings: Meanings) -> HeaderReading | None:
    reading = meanings.header(block.text) if len(block.text) <= 60 else None
    return reading if reading is not None and reading.score >= STRONG else None


def _heads(blocks: Sequence[Block], runs: dict[int, int], meanings: Meanings) -> set[int]:
    """Positions of the lines above a printed header that name its section and explain it."""
    found: set[int] = set()
    for start in runs:
        label = next(
            (index for index in range(start - 1, max(-1, start - 5), -1) if _described(meanings.heading(blocks[index].text))), None
        )
        above = (label if label is not None else start) - 1
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
        plain = content.get("action", 0.0) < 0.9 and content.get("timescale", 0.0) < 0.5
        if reading.ref == expected and plain and (not found or index - found[-1] > 3):
            found.append(index)
    return set(found) if len(found) >= 2 else set()


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


# -- decoding ----------------------------------------------------------------------------------------------------------------


def _decode(
    sections: Sequence[Section], headed: Sequence[tuple[Block, HeaderReading]] | None, meanings: Meanings
) -> tuple[Columns | None, list[Path]]:
    """The columns that suit the paper best, and a path for every section."""
    if headed is not None:
        frame = Frame(tuple(Column(reading.header, reading.roles, reading.dated) for _, reading in headed), tuple(range(len(headed))))
        orders: Sequence[Sequence[tuple[Role, ...]]] = [[column.roles for column in settle_columns(frame, (), meanings).columns]]
    else:
        numbered = sum(is_ref(block.text) for section in sections for block in section.body) >= 3
        orders = [[("ref",), *((role,) for role in habit)] if numbered else [(role,) for role in habit] for habit in HABITS]
    best: tuple[float, Columns | None, list[Path]] = (float("-inf"), None, [])
    for order in orders:
        if not any("action" in roles for roles in order):
            continue
        columns = Columns.of(order, [block for section in sections for block in section.body])
        for _ in range(READINGS):
            paths = [decode(section.body, columns, meanings, section.fresh) if section.decoded else Path((), 0.0) for section in sections]
            columns = learn([(section.body, path) for section, path in zip(sections, paths, strict=True) if section.decoded], columns)
        total = sum(path.score for path in paths)
        if total > best[0]:
            best = (total, columns, paths)
    return best[1], best[2]


def _names(columns: Columns, headers: Sequence[tuple[Block, HeaderReading]]) -> list[str]:
    """A header text for every column: the printed one, else the plain name of what it holds."""
    if len(headers) == len(columns.roles):
        return [reading.header for _, reading in headers]
    printed = {role: reading.header for _, reading in headers for role in reading.roles}
    return [printed.get(roles[0], PLAIN[roles[0]]) for roles in columns.roles]


PLAIN = {
    "ref": "Ref",
    "objective": "Objective",
    "action": "Action",
    "outcomes": "Outcomes",
    "lead": "Lead",
    "timescale": "Timescale",
    "update": "Update",
}


def _header_strip(names: Sequence[str], section: Section) -> Strip:
    place = section.header[0][0].paragraph.place if section.header else Place()
    return Strip(tuple(Cell((Paragraph(name, place),)) for name in names), place)


def _rows(blocks: Sequence[Block], path: Path, columns: Columns) -> list[Strip]:
    """The strips of a decoded section: its rows, and the headings that were found between them."""
    rows: list[list[list[Block]]] = []
    found: list[Block | list[list[Block]]] = []
    for block, step in zip(blocks, path.steps, strict=True):
        if step.column == len(columns.roles):
            found.append(block)
            continue
        if step.new_row:
            rows.append([[] for _ in columns.roles])
            found.append(rows[-1])
        rows[-1][step.column].append(block)
    for row in rows[1:]:
        _align(row, columns)
    return [_loose(each) if isinstance(each, Block) else _row_strip(each) for each in found]


def _align(row: list[list[Block]], columns: Columns) -> None:
    """Several deadlines stand beside as many actions: where only the objective's paragraph makes the count whole, it is an action too."""
    objective, action, time = columns.index("objective"), columns.index("action"), columns.index("timescale")
    if objective is None or action is None or time is None or len(row[time]) < 2:
        return
    if row[objective] and len(row[action]) < len(row[time]) == len(row[objective]) + len(row[action]):
        row[objective], row[action] = [], row[objective] + row[action]


def _row_strip(row: Sequence[Sequence[Block]]) -> Strip:
    blocks = [block for cell in row for block in cell]
    first = min(block.paragraph.place.line or 0 for block in blocks)
    last = max(block.paragraph.place.line_end or block.paragraph.place.line or 0 for block in blocks)
    return Strip(tuple(Cell(tuple(block.paragraph for block in cell)) for cell in row), Place(line=first, line_end=last), gap=0)
