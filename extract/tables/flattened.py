"""Stage `flattened`: papers in which the table is gone and each cell is a paragraph, with empty cells left out altogether.

Headings, printed header lists and closing lists cut the text into sections; each section is decoded into rows; the rows go on as
strips, so that what reads tables reads them too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from extract.headers import PROGRESS, STRONG
from extract.markup import strip_marks
from extract.tables.flat.cell_lines import CellLines
from extract.tables.flat.decoding import Path, Step, decode
from extract.tables.flat.habits import learn
from extract.tables.flat.header_runs import FEWEST, are_scattered
from extract.tables.flat.joint_blocks import part_joint_blocks
from extract.tables.flat.likelihoods import Columns
from extract.tables.flat.lone_values import LoneValues
from extract.tables.flat.margins import sureness, weighed
from extract.tables.flat.orders import Order, column_orders
from extract.tables.flat.paragraphs import Block, read_blocks
from extract.tables.flat.sections import Section, cut_sections, tables_of
from extract.tables.spaced.spread_heads import part_spread_heads
from model import Cell, HeaderReading, Meanings, Page, Paragraph, Place, Sheet, Strip

STAGE = "flattened"
FEWEST_SIGNS, SIGN = 3, 0.5
"""Leads and timescales without which no decoding of a paper that prints no header is taken for a plan, and how plain each must be."""
VOID = 3.0
"""What it costs to leave the printed column of the objectives empty throughout."""
READINGS = 3
"""Times a paper is decoded, each with what the time before taught of its habits."""


def read(pages: Iterable[Page], meanings: Meanings) -> Sheet | None:
    """The paragraphs as strips of decoded rows; None where nothing reads as an action plan's columns."""
    pages = part_spread_heads(tuple(pages), meanings)
    lines = CellLines.of([line.text for page in pages for line in page.lines], meanings)
    blocks = read_blocks(pages, lines.is_time, lines.parts, lines.is_torn)
    sections = cut_sections(blocks, meanings)
    if not any(section.body for section in sections if section.decoded):
        return None
    if not any(section.header for section in sections) and not _shows_cells(sections, meanings):
        return None
    cells = [block for section in sections if section.decoded for block in section.body]
    scattered = are_scattered(cells, (block for section in sections for block in section.loose), meanings)
    strips: dict[int, list[Strip]] = {}
    for table in tables_of(sections):
        strips |= _decoded([(at, sections[at]) for at in table], meanings)
    if all(strip.loose for own in strips.values() for strip in own):
        return None
    return Sheet(STAGE, tuple(strip for at in range(len(sections)) for strip in strips[at]), scattered=scattered)


def _decoded(table: Sequence[tuple[int, Section]], meanings: Meanings) -> dict[int, list[Strip]]:
    """The strips of each section of one table; all of them loose where nothing reads as an action plan's columns."""
    sections = [section for _, section in table]
    longest = max((section.header for section in sections), key=len, default=[])
    headed = longest if len(longest) >= FEWEST else None
    _put_back_headers(sections, longest, meanings)
    columns, paths, lone = _decode(sections, headed, meanings)
    if columns is None:
        return {at: [_loose(block) for block in section.blocks] for at, section in table}
    names = _names(columns, headed or [pair for section in sections for pair in section.header]) + lone.names
    columns = lone.with_columns(columns)
    strips: dict[int, list[Strip]] = {}
    steps = [step for path in paths for step in path.steps]
    for (at, section), path in zip(table, paths, strict=True):
        own = strips[at] = [_loose(block) for block in section.loose]
        if section.header or (section.decoded and section.body and all(strip.loose for each in strips.values() for strip in each)):
            own.append(_header_strip(names, section))
        own += _rows(section.body, path, columns, steps) if section.decoded else [_loose(block) for block in section.body]
    return strips


def _put_back_headers(sections: Sequence[Section], header: Sequence[tuple[Block, HeaderReading]], meanings: Meanings) -> None:
    """Headers of a table that stand among its cells, where a tool wrote a part of the header elsewhere, are headers again.

    As many of each as the headers of its sections lack: others are cells that say the same, and so is a state or a time where a section
    prints no header at all.
    """
    known = {reading.header.casefold(): reading for _, reading in header}
    lacking: Counter[str] = Counter()
    for section in (each for each in sections if each.decoded and known):
        told = {reading.header.casefold() for _, reading in section.header}
        lacking.update(said for said in known.keys() - told if told or not _is_valued(said, meanings))
    for section in sections if lacking.total() else ():
        rest: list[Block] = []
        for block in section.body:
            said = block.text.casefold()
            if lacking[said] > 0:
                lacking[said] -= 1
                section.header.append((block, known[said]))
            else:
                rest.append(block)
        section.body = rest


def _is_valued(text: str, meanings: Meanings) -> bool:
    """Whether a header's words are a state or a time as well: "Completed", "Ongoing"."""
    said = meanings.content(text.capitalize())
    return max(said.get("status", 0.0), said.get("timescale", 0.0)) >= SIGN


def _shows_cells(sections: Iterable[Section], meanings: Meanings) -> bool:
    """Whether enough paragraphs may be leads or timescales: three rows at least must show nearly one each to be a plan."""
    signs = 0
    for block in (block for section in sections if section.decoded for block in section.body):
        told = [meanings.content(text[:160]) for text in {block.text, strip_marks(block.text)}]
        signs += any(scores.get(role, 0.0) >= SIGN for scores in told for role in ("timescale", "lead"))
        if signs >= FEWEST_SIGNS:
            return True
    return False


def _loose(block: Block) -> Strip:
    return Strip((Cell((block.paragraph,)),), block.paragraph.place, loose=True, gap=block.gap)


# -- decoding ----------------------------------------------------------------------------------------------------------------


def _decode(
    sections: Sequence[Section], headed: Sequence[tuple[Block, HeaderReading]] | None, meanings: Meanings
) -> tuple[Columns | None, list[Path], LoneValues]:
    """The columns that suit the paper best, a path for every section, and the values that stand in columns behind these."""
    orders = column_orders([block for section in sections for block in section.body], headed, meanings)
    for section in sections:
        section.body = part_joint_blocks(section.body, orders, meanings) if section.decoded else section.body
    lone = LoneValues() if headed else LoneValues.of([block for section in sections for block in section.body], meanings)
    bodies = [lone.without(section.body) if section.decoded else [] for section in sections]
    best: tuple[float, Columns | None, Columns | None, list[Path]] = (float("-inf"), None, None, [])
    for order in orders:
        if not any("action" in roles for roles in order):
            continue
        peopled, funded = (_headed_as(name, order, headed or (), meanings) for name in ("lead", "means"))
        columns = Columns.of(order, [block for body in bodies for block in body], peopled, funded, _reported(order, headed or (), meanings))
        for _ in range(READINGS):
            paths = [decode(body, columns, meanings, section.fresh, section.headed) for body, section in zip(bodies, sections, strict=True)]
            used, columns = columns, learn(list(zip(bodies, paths, strict=True)), columns, headed is not None)
        total = sum(path.score for path in paths) - (VOID if headed and _leaves_void(order, paths) else 0.0)
        if total > best[0]:
            best = (total, columns, used, paths)
    _, found, asked, paths = best
    if found is None or asked is None:
        return None, [], lone
    paths = [
        weighed(body, path, asked, meanings, section.fresh, section.headed)
        for body, path, section in zip(bodies, paths, sections, strict=True)
    ]
    whole = [lone.put_back(section.body, path, len(found.roles)) for section, path in zip(sections, paths, strict=True) if section.decoded]
    back = iter(whole)
    return found, [next(back) if section.decoded else Path((), 0.0) for section in sections], lone


def _leaves_void(order: Order, paths: Iterable[Path]) -> bool:
    """Whether a column of objectives holds no paragraph at all."""
    filled = {step.column for path in paths for step in path.steps}
    return any("objective" in roles and at not in filled for at, roles in enumerate(order))


def _headed_as(
    name: str, order: Order, headed: Sequence[tuple[Block, HeaderReading]], meanings: Meanings
) -> frozenset[int]:
    """The columns of no field whose printed header is the name of a post or body ("lead"), as a label or in a sentence, or of means."""
    said = [(block.text, f"The {block.text}") if name == "lead" else (block.text,) for block, _ in headed]
    return _without_field([max(meanings.content(text).get(name, 0.0) for text in texts) >= SIGN for texts in said], order)


def _reported(
    order: Order, headed: Sequence[tuple[Block, HeaderReading]], meanings: Meanings
) -> frozenset[int]:
    """The columns of no field whose cells report all the same, of another time: "Previous status"."""
    rests = [meanings.header(block.text.partition(" ")[2]) for block, _ in headed]
    return _without_field([rest is not None and rest.score >= STRONG and bool(PROGRESS & set(rest.roles)) for rest in rests], order)


def _without_field(told: list[bool], order: Order) -> frozenset[int]:
    """Of columns the printed headers of which tell a thing, those of no field; their numbers may have no header."""
    if told and len(order) == len(told) + 1 and ("ref",) in order:
        told.insert(order.index(("ref",)), False)
    if len(order) != len(told):
        return frozenset()
    return frozenset(at for at, roles in enumerate(order) if not roles and told[at])


def _names(columns: Columns, headers: Sequence[tuple[Block, HeaderReading]]) -> list[str]:
    """A header text for every column: the printed one, else the plain name of what it holds."""
    named = [reading.header for _, reading in headers]
    if len(headers) == len(columns.roles):
        return named
    if len(headers) + 1 == len(columns.roles) and (at := columns.index("ref")) is not None:
        return [*named[:at], PLAIN["ref"], *named[at:]]
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


def _rows(blocks: Sequence[Block], path: Path, columns: Columns, paper: Sequence[Step]) -> list[Strip]:
    """The strips of a decoded section: its rows, as sure as their steps and those of the `paper` are, and headings found between them."""
    rows: list[tuple[list[list[Block]], list[Step]]] = []
    found: list[Block | tuple[list[list[Block]], list[Step]]] = []
    for block, step in zip(blocks, path.steps, strict=True):
        if step.column == len(columns.roles):
            found.append(block)
            continue
        if step.new_row:
            rows.append(([[] for _ in columns.roles], []))
            found.append(rows[-1])
        cells, steps = rows[-1]
        cells[step.column].append(block)
        steps.append(step)
    for cells, _ in rows[1:]:
        _align(cells, columns)
    return [_loose(each) if isinstance(each, Block) else replace(_row_strip(each[0]), score=sureness(each[1], paper)) for each in found]


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
