"""Lines across a table that say one more thing of the row above them: "Success looks like: every pond is full"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from extract.drafts import DraftPart, DraftRow
from extract.headers import STRONG, Frame, read_header
from model import Cell, Column, Meanings, Paragraph, Role, Strip

LEVELS: frozenset[Role] = frozenset({"priority", "objective", "action", "ref"})
"""What such a line does not say of the row above: it begins something itself."""
FEWEST = 2
"""Lines with the same label from which it is one."""
LONGEST = 45
"""Characters of a label."""
MOST_LABELS = 4
"""Labels with their values, a line each, above a table's header."""


def find_labels(strips: Sequence[Strip], meanings: Meanings) -> Mapping[str, Column]:
    """The labels that open line after line with other words behind them, each with the column that it is worth.

    Across a table the same words may stand behind them each time.
    """
    said = {_parted(strip) for strip in strips if not _runs_across(strip)}
    printed = Counter(label for label, _ in (*said, *map(_parted, filter(_runs_across, strips))) if label)
    found = {label: meanings.header(label) for label, times in printed.items() if times >= FEWEST}
    sure = ((label, reading) for label, reading in found.items() if reading is not None and reading.score >= STRONG)
    return {label: Column(label, reading.roles) for label, reading in sure if not LEVELS & set(reading.roles)}


def add_labelled(part: DraftPart, strip: Strip, frame: Frame, labels: Mapping[str, Column]) -> bool:
    """Whether the line is one of the labels' and was added to the row above, where no level opened since; none is that has a column."""
    label, said = _parted(strip)
    column = labels.get(label)
    if column is None or not column.roles or not part.rows or any(set(column.roles) & set(own.roles) for own in frame.columns):
        return False
    row = part.rows[-1]
    if column in row.columns or (row.priority, row.objective) != (part.levels.priority, part.levels.objective):
        return False
    row.columns = (*row.columns, column)
    row.cells[len(row.columns) - 1] = Cell((Paragraph(said, strip.place),))
    row.places.append(strip.place)
    if column not in part.columns:
        part.columns.append(column)
    return True


def lent_to_table(
    strip: Strip, ahead: Sequence[Strip], labels: Mapping[str, Column], meanings: Meanings
) -> tuple[Column, Cell] | None:
    """What a labelled line right above a table's header says of all its rows: "Lead: Harbour Master"; None for any other line.

    It stands above the table, or runs across it.
    """
    label, said = _parted(strip)
    column = labels.get(label) if (strip.loose or _runs_across(strip)) and ahead and not ahead[0].loose else None
    if column is None or read_header(ahead[0], meanings) is None:
        return None
    return column, Cell((Paragraph(said, strip.place),))


def label_above(strips: Sequence[Strip], meanings: Meanings) -> str:
    """What the first of these lines, a label and its value in two cells, says with a colon; empty where no header follows such lines.

    The label names a column ("Owner") or a numbered section ("Recommendation 2").
    """
    head = next((at for at, strip in enumerate(strips) if strip.loose or strip.filled != (0, 1)), 0)
    if not head or strips[head].loose or len(strips[head].filled) <= FEWEST or read_header(strips[head], meanings) is None:
        return ""
    label, said = (strips[0].cells[at].text for at in (0, 1))
    text = f"{label.rstrip(' :')}: {said}"
    if (other := meanings.header(said)) is not None and other.score >= STRONG:
        return ""  # the upper line of a header of two
    level, column = meanings.heading(text), meanings.header(label)
    opens = level is not None and level.kind == "level" and level.word is not None and level.ref is not None
    names = column is not None and column.score >= STRONG and bool(column.roles) and not LEVELS & set(column.roles)
    return text if len(label) <= LONGEST and (opens or names) else ""


def loosen_labels(strips: Sequence[Strip], meanings: Meanings) -> list[Strip]:
    """The strips, a label and its value in two cells above a table's header as one line with a colon, set apart from the table."""
    made = [*strips]
    for index, strip in enumerate(strips):
        pair = not strip.loose and strip.filled == (0, 1) and strip.cells[1].across > 1
        if pair and (said := label_above(strips[index : index + MOST_LABELS + 1], meanings)):
            made[index] = replace(strip, cells=(Cell((Paragraph(said, strip.place),)),), loose=True)
    return made


def lend(part: DraftPart, rows: Sequence[DraftRow], lent: tuple[Column, Cell] | None) -> None:
    """Gives rows what a line above their table says of them all, where the table has no column for it."""
    if lent is None:
        return
    column = lent[0]
    for row in rows:
        if not any(set(column.roles) & set(own.roles) for own in row.columns):
            row.lent = lent
            if column not in part.columns:
                part.columns.append(column)


def _runs_across(strip: Strip) -> bool:
    return not strip.loose and strip.filled == (0,) and strip.cells[0].across >= max(3, len(strip.cells) - 1)


def _parted(strip: Strip) -> tuple[str, str]:
    """The label that opens a line of one text, and what it says; nothing where none does."""
    if len(strip.filled) != 1:
        return "", ""
    label, mark, said = strip.text.partition(":")
    return (label.strip(), said.strip()) if mark and said.strip() and len(label) <= LONGEST else ("", "")
