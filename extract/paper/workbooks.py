"""Sheets of one workbook that hold one plan between them, a sheet for each of its themes or areas, and those that hold none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from extract.drafts import DraftPart
from extract.paper.fronts import front_lines
from model import Meanings, Paragraph, Place, Row, Sheet, Stray

NARROW = 2
"""Columns of a sheet that lists terms, names or choices."""
HEAD = 3
"""Lines at a table's head among which its header stands."""
REPEATED = 0.3
"""Share of a sheet's rows whose actions stand on the sheet before too, from which it is another state of the same plan."""
DATED = re.compile(r"(?:19|20)\d\d|\b\d\d/\d\d\b|\bq[1-4]\b|\bquarter\b", re.IGNORECASE)
"""What tells when: sheets that differ in it are editions."""


def join_sheets(read: Iterable[tuple[DraftPart, tuple[Row, ...]]], meanings: Meanings) -> list[tuple[DraftPart, tuple[Row, ...]]]:
    """The plans of a workbook: sheets of the same columns below the same title that tell apart no plan and no time are one."""
    joined: list[tuple[DraftPart, tuple[Row, ...]]] = []
    for part, rows in read:
        if joined and _is_one(joined[-1], (part, rows), meanings):
            first, above = joined[-1]
            _take(first, part)
            joined[-1] = first, above + rows
        else:
            joined.append((part, rows))
    return joined


def fronts_of(sheet: Sheet, meanings: Meanings) -> list[Paragraph]:
    """What a sheet without a plan says of the workbook: its short lines, none of those over a table of another kind."""
    return [] if _is_other(sheet, meanings) else list(front_lines(sheet))


def _is_other(sheet: Sheet, meanings: Meanings) -> bool:
    """Whether the header of a table of another kind stands at the head of a sheet's table."""
    tabled = [strip for strip in sheet.strips if not strip.loose]
    return any(meanings.alien([strip.cells[at].text for at in strip.filled]) is not None for strip in tabled[:HEAD])


def words_aside(sheet: Sheet, meanings: Meanings) -> list[Stray]:
    """The words of a sheet without a plan that is guidance, a list to choose from, or a table of another kind; none of any other's."""
    narrow = all(strip.loose or len(strip.filled) <= NARROW for strip in sheet.strips)
    if not narrow and not _is_other(sheet, meanings):
        return []
    return [Stray(strip.text, strip.place, "other_paper", furniture=True) for strip in sheet.strips]


def _is_one(first: tuple[DraftPart, tuple[Row, ...]], second: tuple[DraftPart, tuple[Row, ...]], meanings: Meanings) -> bool:
    (one, above), (other, below) = first, second
    if _headers(one) != _headers(other) or len({row.priority is None for row in (*above, *below)}) > 1:
        return False
    said, says = _said(one.heading), _said(other.heading)
    names = [*said.symmetric_difference(says), *(row.priority.text for row in (above[-1], below[0]) if row.priority is not None)]
    if any(DATED.search(text) for text in names) or _titles(says - said, meanings):
        return False
    known = {_action(row) for row in above}
    return sum(_action(row) in known for row in below) < REPEATED * len(below)


def _take(part: DraftPart, other: DraftPart) -> None:
    """What stands on a further sheet of a plan becomes the plan's; its title and its header are printed again."""
    part.strays += [Stray(each.text, each.place, "repeated_title", furniture=True) for each in other.heading if each.place != Place()]
    part.strays += other.strays
    part.legend += other.legend
    part.glossary += other.glossary
    part.columns += [column for column in other.columns if column not in part.columns]
    part.tables += other.tables


def _headers(part: DraftPart) -> list[str]:
    return [" ".join(column.header.split()).casefold() for column in part.columns]


def _said(lines: Sequence[Paragraph]) -> set[str]:
    return {" ".join(line.text.split()).casefold() for line in lines}


def _titles(lines: Iterable[str], meanings: Meanings) -> bool:
    """Whether any of these lines names a plan."""
    readings = (meanings.heading(line) for line in lines)
    return any(reading is not None and reading.kind == "title" for reading in readings)


def _action(row: Row) -> str:
    return " ".join(cell.text for column, cell in row.cells if "action" in column.roles).casefold()
