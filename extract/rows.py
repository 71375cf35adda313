"""Strips to rows: what is a header, a banner, a heading, a row, and the rest of a row that a page break cut.

The strips of every stage pass through here, so that a plan reads alike whether it came as tabs, pipes or bare paragraphs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from extract.columns import is_ref
from extract.drafts import DraftPart, DraftRow
from extract.flow import flow, is_open, join_cells, looks_stray
from extract.foreign.totals import only_counts, sums_up
from extract.headers import Frame
from extract.row.continuation import Above, Count, Habits, broken_off_beside, carries_on, habits, is_cut_name, is_cut_time
from extract.row.levels import open_levels
from extract.row.merged_cells import as_headed, may_name_year
from extract.row.placing import Placed, place_cells
from extract.tables import blocks, delimited, ruled
from model import Cell, Column, Meanings, Stray, Strip

LONGEST_NUMBERS = 12
"""Figures of a row's number and of one that stands alone below it."""
MARKED = frozenset({"priority", "objective", "ref"})
"""Columns in which a printer's mark is told from what they hold."""
NAMED = frozenset({"action", *MARKED})
"""Columns of what a row is about."""
NUMBERED = frozenset({"action", "lead", "timescale"})
"""Columns whose cell says that the number beside it is an action's."""
PLAINLY = 0.5
"""How plainly a text beside the table must carry on the last cell's."""
RECENT = 500
"""Rows above another header whose habits are the next rows' too."""


def add_line(part: DraftPart, strip: Strip, frame: Frame, meanings: Meanings, reopened: bool) -> Sequence[DraftRow]:
    """Takes a table's line into the part, as the rest of the row above, or as a row of its own below its levels, which is given back.

    `reopened` says that the header was printed again since the line above.
    """
    if (summed := sums_up(strip, meanings)) or only_counts(strip, frame):
        part.strays.append(Stray(strip.text, strip.place, "total" if summed else "stray_text", furniture=summed))
        return ()
    printed, strip = strip, as_headed(strip, frame, meanings) if part.stage == delimited.STAGE else strip
    strip = _without_marks(part, strip, frame)
    before = part.rows[-1] if part.rows else None
    fixed = part.stage == "sheet" or before is not None and _ends_open_above(before, strip, frame)
    placed = place_cells(strip, frame, meanings, part.stage == ruled.STAGE, fixed)
    cells = dict(placed.cells)
    if before is not None and not strip.merged and before.columns == frame.columns:
        turned = strip.place.page != before.places[-1].page
        new_page = reopened or turned
        broken, labelled = new_page or strip.gap > 0, part.stage == blocks.STAGE
        seen = Above(before.cells, _habits(part, frame.columns), new_page, turned, broken, before.open, labelled)
        if carries_on(seen, cells, frame.columns, meanings):
            _continue_row(part, before, placed, strip, meanings)
            _fill_shades(before, strip, frame)
            return ()
    if before is not None and _is_mark(cells, before, frame, strip):
        part.strays.append(Stray(strip.text, strip.place, "stray_text", furniture=False))
        return ()
    opened = open_levels(part, cells, frame, strip, meanings)
    cells = {index: cell for index, cell in cells.items() if not {"priority", "objective"} & set(frame.columns[index].roles)}
    refs = dict(frame.numbers)
    cells = {index: cell for index, cell in cells.items() if index not in refs}
    if not cells and not opened:
        return ()
    row = DraftRow(frame.columns, cells, [strip.place], part.levels.priority, part.levels.objective, strip.score, open=strip.open)
    row.flags |= {"cell_shifted"} if placed.shifted or may_name_year(printed, strip) else set()
    row.flags |= {"row_continues_over_page"} if strip.joined else set()
    _fill_merged(row, before, strip, frame)
    _fill_shades(row, strip, frame)
    part.rows.append(row)
    return (row,)


def _ends_open_above(before: DraftRow, strip: Strip, frame: Frame) -> bool:
    """Whether a cell of a line without an action stands below one that broke off in the midst of its words: all stand as printed.

    So they do where a page opens with small letters below an action that ended no sentence: "from 2038" is its rest, and no time.
    """
    if before.columns != frame.columns:
        return False
    below = [frame.at(position) for position in strip.filled]
    cut = (strip.cells[position].text for position in strip.filled if "action" in frame.columns[frame.at(position)].roles)
    if strip.place.page != before.places[-1].page and any(flow(_action_of(before), text) > 0 and text[:1].islower() for text in cut):
        return True
    if len(below) > 1 and any(NAMED & set(frame.columns[index].roles) for index in below):
        return False
    return any((held := before.cells.get(index)) is not None and is_open(held.text) for index in below)


def _action_of(row: DraftRow) -> str:
    return next((cell.text for index, cell in row.cells.items() if "action" in row.columns[index].roles), "")


def goes_on_beside(part: DraftPart, text: str) -> bool:
    """Whether a text right below the last row is the rest of its last cell; none is where a line that belongs to no cell stands between."""
    if not part.rows or not (row := part.rows[-1]).cells:
        return False
    last = row.places[-1]
    end = last.line_end or last.line
    apart = end is not None and any(stray.why == "stray_text" and (stray.place.line or 0) > end for stray in part.strays[-1:])
    return not apart and flow(row.cells[max(row.cells)].text, text) > PLAINLY


def _habits(part: DraftPart, columns: tuple[Column, ...]) -> Habits:
    """The habits of the rows so far; below a header that is a new one, of the last of them."""
    if part.count.columns != columns:
        part.count, part.counted = Count(columns), max(0, len(part.rows) - RECENT)
    for row in part.rows[part.counted : -1]:
        part.count.take(row.cells)
    part.counted = len(part.rows) - 1
    return habits(part.count, part.rows[-1].cells)


def _fill_shades(row: DraftRow, strip: Strip, frame: Frame) -> None:
    """A cell of ratings that says nothing but by its colour holds the colour's name."""
    for position, colour in strip.shades:
        index = frame.at(position)
        if index not in row.cells and not {"priority", "objective"} & set(row.columns[index].roles):
            row.cells[index] = Cell((colour,))
            row.flags.add("rag_from_fill")


def _fill_merged(row: DraftRow, before: DraftRow | None, strip: Strip, frame: Frame) -> None:
    """Cells that the file itself says are merged down hold what the cell above holds; levels and actions are carried by their own rules."""
    if before is None or before.columns != row.columns:
        return
    for position in strip.merged:
        index = frame.at(position)
        if index in before.cells and not {"priority", "objective", "action", "ref"} & set(row.columns[index].roles):
            row.cells.setdefault(index, before.cells[index])


def _without_marks(part: DraftPart, strip: Strip, frame: Frame) -> Strip:
    """The strip without a printer's mark in a column of levels or numbers, which is none: it goes to the strays."""
    roles = {position: set(frame.columns[frame.at(position)].roles) for position in strip.filled} if part.rows else {}
    named = any(NUMBERED & told for told in roles.values())  # what numbers an action is its code, whatever it looks like: "RBC/RI/02"
    marks = [position for position, told in roles.items() if told & (MARKED - {"ref"} if named else MARKED)]
    marks = [position for position in marks if _is_printers(strip.cells[position].text)]
    if not marks:
        return strip
    printed = (strip.cells[position].paragraphs[0] for position in marks)
    part.strays += [Stray(paragraph.text, paragraph.place, "stray_text", furniture=False) for paragraph in printed]
    return replace(strip, cells=tuple(Cell() if position in marks else cell for position, cell in enumerate(strip.cells)))


def _is_printers(text: str) -> bool:
    return looks_stray(text) and text[0].isupper() and not is_ref(text)


def _is_mark(cells: Mapping[int, Cell], before: DraftRow, frame: Frame, strip: Strip) -> bool:
    """Whether all that a line holds is a printer's mark where no time stands, or a number that the rows have passed: the page's."""
    if len(cells) != 1 or strip.merged:
        return False
    ((index, cell),) = cells.items()
    roles = frame.columns[index].roles
    if roles == ("ref",):
        last = before.cells[index].text if index in before.cells and before.columns == frame.columns else ""
        return cell.text.isdecimal() and last.isdecimal() and len(cell.text + last) <= LONGEST_NUMBERS and int(cell.text) <= int(last)
    return not {"ref", "timescale", "start", "completed"} & set(roles) and looks_stray(cell.text)


def _continue_row(part: DraftPart, row: DraftRow, placed: Placed, strip: Strip, meanings: Meanings) -> None:
    cells = placed.cells
    row.flags |= {"cell_shifted"} if placed.shifted else set()
    if len(cells) == 1 and (index := broken_off_beside(row.cells, cells, row.columns, meanings)) is not None:
        cells = dict.fromkeys((index,), *cells.values())
        row.flags.add("cell_shifted")
    for index, cell in cells.items():
        roles = row.columns[index].roles
        if "priority" in roles:
            part.levels.extend_priority(cell)
        elif "objective" in roles:
            part.levels.extend_objective(cell)
        elif roles != ("ref",):  # a number that stands again is the row's own
            held = row.cells.get(index, Cell())
            named, timed = "lead" in roles and is_cut_name(held, cell, meanings), "timescale" in roles and is_cut_time(held, cell, meanings)
            row.cells[index] = join_cells(held, cell, named or timed)
    row.places.append(strip.place)
    row.open = strip.open
    row.flags.add("row_continues_over_page")


def run_into_header(part: DraftPart, rest: Mapping[int, Cell], strip: Strip, meanings: Meanings) -> None:
    """The foot of the last row's cells, found inside a repeated header."""
    if part.rows and rest:
        _continue_row(part, part.rows[-1], Placed(rest), strip, meanings)
        part.rows[-1].flags.add("header_contaminated")


def finish_last_cell(part: DraftPart, strip: Strip) -> None:
    """The rest of the last row's last cell, printed beside the table."""
    row, first = part.rows[-1], strip.cells[0].paragraphs[0]
    last = max(row.cells)
    before = row.cells[last].paragraphs
    row.cells[last] = Cell((*before[:-1], replace(before[-1], text=f"{before[-1].text} {first.text}"), *strip.cells[0].paragraphs[1:]))
    row.places.append(strip.place)
