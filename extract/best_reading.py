"""Which of several readings of one stretch is kept: the one whose columns mean most, told from no more of them than it takes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from extract.agreement import OWN, TOLD, agreement
from extract.drafts import DraftPart
from extract.foreign.other_rows import asks_nobody, tells_past
from extract.foreign.rows import Read, own_rows
from extract.foreign.unprinted import lists_items, reads_as_plan, stands_below_list, titles_of
from extract.paper.fronts import lend_glossaries
from extract.paper.parting import part_plans
from extract.row.frozen import freeze_rows
from extract.row.labelled import are_labelled, hold_labels
from extract.row.trailing_cells import part_trailing
from extract.stitch import stitch
from extract.tables import blocks, flattened, ruled, trailing
from extract.tables.block.actions import ACTION
from extract.tables.printed.loose_lines import rows_beside
from model import Meanings, Row, Sheet

SCATTERED = "scattered_headers"
FEWEST_ROWS = 2
UNRIVALLED = 0.6
"""Agreement from which a reading that holds MOST_TEXT of the text needs no rival."""
MOST_TEXT = 0.75
BESIDE = 0.2
"""Share of the text beside drawn tables up to which they are the whole of what a plan has to say."""
CROWDED = 0.1
"""Share of rows with several deadlines from which its lines may part too few."""
LIKELY = 0.25
"""Mean agreement of a reading's columns with what stands in them (-1 to 1) from which it is an action plan."""
DOUBTED = 0.4
"""The same, below which outside libraries are asked for their readings."""
MORE = 1.1
"""How many times the words of the drawn rows another reading's rows may hold for these to be the same."""
BETTER = 1.05
"""How many times the worth of an earlier reading a later one must have to be preferred."""


@dataclass(frozen=True, slots=True)
class Best:
    """The best reading so far: what its columns mean, its plans, and whether no other need be looked at."""

    worth: float
    read: list[Read]
    sure: bool = False


NONE_YET = Best(0.0, [])
MOST_AGREEMENT = OWN + 2 * TOLD
"""What a row's agreement is at most."""


@dataclass(frozen=True, slots=True)
class _Reading:
    """What a sheet gives: its plans, what they are worth, and all its parts, those that are no plans too."""

    read: list[Read]
    worth: float
    stitched: list[DraftPart]


def best_reading(candidates: Iterable[Sheet], meanings: Meanings, best: Best = NONE_YET) -> Best:
    """The plans of the reading whose columns mean most; of readings that are about as good the earlier, and `best` before all.

    Candidates come as they are read: a reading that leaves no room for doubt ends the search. One that draws too little of the table
    to end it waits for the next, and is left unread where that is worth more than its lines could be.
    """
    waiting: Sheet | None = None
    lines: tuple[Sheet, _Reading] | None = None
    for sheet in candidates:
        if best is NONE_YET and waiting is None and sheet.stage == ruled.STAGE and _draws_too_little(sheet):
            waiting = sheet
            continue
        reading = _read(sheet, meanings)
        if waiting is not None and (reading.worth <= _most_worth(waiting) * BETTER or _encloses(waiting, reading)):
            lines = waiting, _read(waiting, meanings)
            best = _better(best, lines[1])
        finer = lines is not None and _is_finer(reading, lines[1], lines[0], meanings)
        waiting, best = None, best if finer else _better(best, reading)
        if reading.read and _is_sure(sheet, reading.read, meanings):
            return replace(best, sure=True)
    return best if waiting is None else _better(best, _read(waiting, meanings))


def _read(sheet: Sheet, meanings: Meanings) -> _Reading:
    stitched = [stitch(each, meanings) for each in part_plans(sheet, meanings)]
    for row in (row for part in stitched if sheet.scattered for row in part.rows):
        row.flags.add(SCATTERED)
    read = [(part, rows) for part in stitched if (rows := _rows(part, meanings)) and is_plan(part, rows, meanings)]
    worth = sum(agreement(rows, meanings) * len(rows) * _words_in_rows(rows) for _, rows in read)
    return _Reading(read, worth, stitched)


def _rows(part: DraftPart, meanings: Meanings) -> tuple[Row, ...]:
    return part_trailing(part, freeze_rows(own_rows(part, meanings)), meanings)


def _held(rows: Sequence[Row]) -> int:
    return sum(len(cell.text) for row in rows for _, cell in row.cells)


def _said(rows: Sequence[Row]) -> int:
    """The letters of rows and of the levels above them, each text counted once however many rows it is said of."""
    texts = {(each.text, each.place) for row in rows for _, cell in row.cells for each in cell.paragraphs}
    texts |= {(level.text, level.place) for row in rows for level in (row.priority, row.objective) if level is not None}
    return sum(len(text) for text, _ in texts)


def _encloses(sheet: Sheet, reading: _Reading) -> bool:
    """Whether the drawn cells may hold all that another reading has in rows, so that it may only part them more finely."""
    drawn = sum(len(strip.text) for strip in sheet.strips if not strip.loose)
    return sum(_held(rows) for _, rows in reading.read) <= MORE * drawn


def _is_finer(reading: _Reading, drawn: _Reading, sheet: Sheet, meanings: Meanings) -> bool:
    """Whether a reading says no more than the drawn cells do, only in more rows: nobody parts these better than their lines."""
    rows, lines = ([row for _, own in each.read for row in own] for each in (reading, drawn))
    if not lines or len(rows) <= len(lines) or rows_beside(sheet.strips) or any(_is_crowded(row, meanings) for row in lines):
        return False
    return _said(rows) <= MORE * _said(lines) and min(agreement(own, meanings) for _, own in drawn.read) >= DOUBTED


def _better(best: Best, reading: _Reading) -> Best:
    """The better of the best so far and the next reading."""
    if reading.worth <= best.worth * BETTER:
        return best
    lend_glossaries(reading.stitched, [part for part, _ in reading.read])
    return Best(reading.worth, reading.read)


def _draws_too_little(sheet: Sheet) -> bool:
    """Whether so much of the text stands beside the drawn cells that they are not the whole table, however well they read."""
    printed = sum(len(strip.text) for strip in sheet.strips)
    loose = sum(len(strip.text) for strip in sheet.strips if strip.loose)
    return rows_beside(sheet.strips) or loose > max(BESIDE, 1 - MOST_TEXT) * printed


def _most_worth(sheet: Sheet) -> float:
    """What a reading is worth at most, told from its lines unread: one row for each of several cells, all as their columns promise."""
    rows = sum(len(strip.filled) > 1 for strip in sheet.strips if not strip.loose)
    return MOST_AGREEMENT * rows * _premium(sum(len(strip.text) for strip in sheet.strips))


def _is_sure(sheet: Sheet, read: Sequence[Read], meanings: Meanings) -> bool:
    """Whether a reading holds most of the text in rows whose columns agree with what stands in them.

    Of drawn cells less is asked: nobody can part them better than their lines, so long as little stands beside them and no row is
    several rows that no line parts. Where texts beside them stand in rows of their own, the lines do not part the whole table.
    """
    if sheet.stage == ruled.STAGE and rows_beside(sheet.strips):
        return False
    held = sum(_held(rows) for _, rows in read)
    printed = sum(len(strip.text) for strip in sheet.strips)
    agreed = min(agreement(rows, meanings) for _, rows in read)
    mostly = held >= MOST_TEXT * printed
    if sheet.stage != ruled.STAGE:
        return agreed >= UNRIVALLED and mostly
    loose = sum(len(strip.text) for strip in sheet.strips if strip.loose)
    if not (agreed >= UNRIVALLED and mostly) and (loose > BESIDE * printed or agreed < (DOUBTED if mostly else UNRIVALLED)):
        return False
    rows = [row for _, own in read for row in own]
    return sum(_is_crowded(row, meanings) for row in rows) <= CROWDED * len(rows)


def _is_crowded(row: Row, meanings: Meanings) -> bool:
    """Whether so many paragraphs of a row's timescale are deadlines that they may be those of several rows."""
    return any(
        sum(meanings.content(paragraph.text[:160]).get("timescale", 0.0) >= 0.8 for paragraph in cell.paragraphs) > 2
        for column, cell in row.cells
        if column.roles == ("timescale",)
    )


def is_plan(part: DraftPart, rows: Sequence[Row], meanings: Meanings) -> bool:
    """Whether what was read is an action plan: actions, with someone or some time or some progress beside them."""
    first = next((at for at, column in enumerate(part.columns) if "action" in column.roles), 0)
    told = [column for column in part.columns[first:] if column.roles == ("update",) and meanings.header(column.header) is None]
    headers = [column.header for column in part.columns if column not in told and column.header not in part.dated]
    roles = {role for column in part.columns for role in column.roles}
    if len(rows) < FEWEST_ROWS and part.stage == flattened.STAGE or meanings.alien(headers) is not None:
        return False
    if "action" not in roles or not roles & {"lead", "timescale", "update", "status"}:
        return False
    if (
        part.stage in (flattened.STAGE, blocks.STAGE)
        and hold_labels(rows, meanings)
        or part.stage == flattened.STAGE
        and are_labelled(rows, meanings)
    ):
        return False
    printed = part.stage != flattened.STAGE or any(stray.why == "header" and stray.place.line for stray in part.strays)
    above = [paragraph.text for paragraph in part.heading]
    own = part.columns if printed else ()
    unnamed = part.stage == trailing.STAGE or part.stage == blocks.STAGE and any(column.header == ACTION for column in part.columns)
    if unnamed and stands_below_list(above, meanings):
        return False  # no header says that actions stand below it
    if asks_nobody(above, own, rows, meanings) or lists_items(above, own, rows, meanings):
        return False
    if tells_past(own, rows, meanings) and not titles_of(above, meanings):
        return False
    if agreement(rows, meanings) < LIKELY:
        return False
    return printed or len(rows) > FEWEST_ROWS and reads_as_plan(rows, meanings)


def _words_in_rows(rows: Sequence[Row]) -> float:
    """A gentle premium on readings that leave more of the text in rows."""
    return _premium(_held(rows))


def _premium(letters: int) -> float:
    return 1.0 + min(1.0, letters / 20000)
