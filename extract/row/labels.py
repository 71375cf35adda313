"""Lines across a table that say one more thing of the row above them: "Success looks like: every pond is full"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile

from extract.drafts import DraftPart, DraftRow
from extract.headers import STRONG, Frame, is_value, read_header
from model import Cell, Column, Meanings, Paragraph, Role, Strip

LEVELS: frozenset[Role] = frozenset({"priority", "objective", "action", "ref"})
"""What such a line does not say of the row above: it begins something itself."""
BEGIN: frozenset[Role] = frozenset({"action", "ref"})
"""Labels whose value begins a row."""
FEWEST = 2
"""Lines with the same label from which it is one."""
LONGEST = 45
"""Characters of a label."""
MOST_LABELS = 4
"""Labels with their values, a line each, above a table's header."""


@dataclass(slots=True)
class Lent:
    """What labelled lines say of every row of the table below them: what stood above the rows before is said of those alone."""

    said: dict[Column, Cell] = field(default_factory=dict)
    rows: int = 0

    def add(self, column: Column, said: Cell, rows: int) -> None:
        """Takes one more line, below so many rows of the part."""
        self.said = {**(self.said if rows == self.rows else {}), column: said}
        self.rows = rows


def find_labels(
    strips: Sequence[Strip], tops: Collection[int], meanings: Meanings
) -> tuple[Mapping[str, Column], frozenset[int]]:
    """The labels that open line after line with other words behind them, each with the column that it is worth.

    With them come the lines (by their ids) that say what labels do above the tables that begin at `tops`: right there, or once beside their
    values. Across a table the same words may stand behind a label each time, and so may who leads right above one.
    """
    above = (strip for top in tops for strip in takewhile(lambda each: _says_who(each, meanings), _lines_above(top, strips)))
    again = [_parted(strip) for strip in (*filter(_runs_across, strips), *(strip for strip in above if strip.place.page is None))]
    said = {_parted(strip) for strip in strips if not _runs_across(strip)}.difference(again)
    printed = Counter(label for label, _ in (*said, *again) if label)
    found = {label: meanings.header(label) for label, times in printed.items() if times >= FEWEST}
    sure = ((label, reading) for label, reading in found.items() if reading is not None and reading.score >= STRONG)
    labels = {label: Column(label, reading.roles) for label, reading in sure if not LEVELS & set(reading.roles)}
    lines = {id(strip) for strip in strips if was_beside(strip)}
    for top in tops:
        lines.update(map(id, takewhile(lambda strip: _is_lent(_parted(strip)[0], labels, meanings), _lines_above(top, strips))))
    return labels, frozenset(lines)


def _is_lent(label: str, labels: Mapping[str, Column], meanings: Meanings) -> bool:
    """Whether a label above a table may speak of its rows: no "Date", which is the report's."""
    return label in labels and not ((reading := meanings.header(label)) is not None and reading.raised)


def _says_who(strip: Strip, meanings: Meanings) -> bool:
    """Whether a label is one of who leads or of no field: a state or a day said again and again is the paper's."""
    reading = meanings.header(_parted(strip)[0])
    return reading is not None and reading.score >= STRONG and reading.roles in (("lead",), ())


def _lines_above(top: int, strips: Sequence[Strip]) -> Iterator[Strip]:
    """The lines with a label each right above a table, the nearest first."""
    return takewhile(lambda strip: strip.loose and bool(_parted(strip)[0]), (strips[at] for at in range(top - 1, -1, -1)))


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

    It stands above the table, or runs across it; of those that stood beside their values only who leads is every row's.
    """
    label, said = _parted(strip)
    above = (strip.loose or _runs_across(strip)) and ahead and not ahead[0].loose
    column = labels[label] if above and _is_lent(label, labels, meanings) else None
    if column is None or was_beside(strip) and column.roles != ("lead",) or read_header(ahead[0], meanings) is None:
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
    column, opens = meanings.header(label), _opens_level(text, meanings)
    names = column is not None and column.score >= STRONG and bool(column.roles) and not LEVELS & set(column.roles)
    return text if len(label) <= LONGEST and (opens or names) else ""


def loosen_labels(strips: Sequence[Strip], meanings: Meanings) -> list[Strip]:
    """The strips, known labels and their values across a table above its header as lines with a colon, set apart from the table.

    Which of them name no level is known by `was_beside`.
    """
    made = [*strips]
    for index in range(len(strips) - 2, -1, -1):
        strip, below = strips[index], strips[index + 1]
        told = made[index + 1] is not below and below.filled == (0, 1)
        if not strip.loose and strip.filled == (0, 1) and strip.cells[1].across > 1 and (loosened := _loosened(strip, meanings)):
            heads = not below.loose and len(below.filled) > FEWEST and read_header(below, meanings) is not None
            made[index] = loosened if told or heads else strip
    return made


def _loosened(strip: Strip, meanings: Meanings) -> Strip | None:
    """A known label and its value as one line; None for any other pair."""
    label, said = (strip.cells[at].text for at in (0, 1))
    text = f"{label.rstrip(' :')}: {said}"
    if len(label) > LONGEST or (column := meanings.header(label)) is None and not _opens_level(text, meanings):
        return None
    if column is not None and BEGIN & set(column.roles):
        return None
    says = is_value(said, meanings) or meanings.content(said).get("status", 0.0) >= STRONG  # "On track" heads columns too
    if not says and (other := meanings.header(said)) is not None and other.score >= STRONG:
        return None  # the upper line of a header of two
    names = column is None or bool(LEVELS & set(column.roles)) or _opens_level(text, meanings)
    return replace(strip, cells=(Cell((Paragraph(text, strip.place),)),), loose=True, printed="" if names else strip.text)


def _opens_level(text: str, meanings: Meanings) -> bool:
    """Whether a line names a numbered section."""
    level = meanings.heading(text)
    return level is not None and level.kind == "level" and level.word is not None and level.ref is not None


def was_beside(strip: Strip) -> bool:
    """Whether a line is a label and its value that stood beside each other above a header, and names no level."""
    if not strip.printed or not strip.loose:
        return False
    label, said = _parted(strip)
    return bool(label) and strip.printed in (f"{label} {said}", f"{label}: {said}")


def lend(part: DraftPart, rows: Sequence[DraftRow], lent: Mapping[Column, Cell]) -> None:
    """Gives rows what lines above their table say of them all, where the table has no column for it."""
    for column, cell in lent.items():
        for row in rows:
            if not any(set(column.roles) & set(own.roles) for own in row.columns):
                row.lent[column] = cell
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
