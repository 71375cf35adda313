"""Cells that hold who and when behind labels of their own: "Lead: the harbour office" and below it "By: June 2026"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from extract.column.likely import most
from extract.headers import STRONG
from extract.row.cell_labels import LONGEST, Told
from model import Cell, Column, Meanings, Paragraph, Role, Row, Stray

USUAL = 0.6
"""Share of a column's filled cells that must print a label for it to be one."""
FEWEST = 2
TIMES = 0.6
"""Likeness on average from which what stands behind a label tells when."""
PLAIN: frozenset[tuple[Role, ...]] = frozenset({("lead",), ("timescale",), ("start",)})
JOINT = frozenset[Role]({"lead", "timescale"})

Said = tuple[str, tuple[Paragraph, ...]]


def part_joint(rows: tuple[Row, ...], meanings: Meanings) -> Told:
    """The rows with what a cell of several meanings says behind labels in cells of its own, the labels, and their columns."""
    joint = dict.fromkeys(column for row in rows for column, _ in row.cells if {*column.roles} >= JOINT)
    labels = {column: told for column in joint if (told := _told([_cell(row, column) for row in rows], column, meanings))}
    if not labels:
        return rows, (), ()
    strays = tuple(stray for row in rows for column, own in labels.items() for stray in _printed(_cell(row, column), own))
    columns = dict.fromkeys(column for own in labels.values() for column in own.values())
    return tuple(_parted(row, labels) for row in rows), strays, tuple(columns)


def _cell(row: Row, column: Column) -> Cell:
    return next((cell for each, cell in row.cells if each == column), Cell())


def _told(cells: Sequence[Cell], column: Column, meanings: Meanings) -> dict[str, Column]:
    """What each label of a column heads, the words before any under no label; empty where its cells print none."""
    filled = [cell for cell in cells if cell]
    said: dict[str, list[str]] = {}
    for cell in filled:
        for label, paragraphs in _opened(cell, None):
            said.setdefault(label, []).append(" ".join(each.text for each in paragraphs))
    printed = Counter(label for label, texts in said.items() for _ in texts)
    often = [label for label, times in printed.items() if label and times >= max(FEWEST, USUAL * len(filled))]
    known: dict[str, tuple[Role, ...]] = {}
    for label in often:
        reading = meanings.header(label)
        if reading is not None and reading.score >= STRONG:
            known[label] = reading.roles
        elif most((meanings.content(text).get("timescale", 0.0) for text in said[label]), TIMES, len(said[label])):
            known[label] = ("timescale",)
    if known:  # beside these one that is seldom printed is plain by itself: "Start: April 2025" among many that say "By:"
        rare = [(label, meanings.header(label)) for label in said if label and label not in often]
        known |= {label: told.roles for label, told in rare if told is not None and told.score >= STRONG and told.roles in PLAIN}
    left = tuple(role for role in column.roles if not any(role in roles for roles in known.values()))
    if not known or len(left) > 1 or any(len(set(roles)) > 1 for roles in known.values()):
        return {}
    spare = [label for label in often if label not in known]
    if len(spare) == 1 and left:
        known[spare[0]], left = left, ()
    if left and len(said.get("", ())) < USUAL * len(filled):
        return {}  # nothing is left to say the other: the label is itself who, as in "Harbour Master: June 2026"
    return {label: Column(label, roles) for label, roles in known.items()} | {"": replace(column, roles=left)}


def _opened(cell: Cell, labels: Mapping[str, Column] | None) -> Iterator[Said]:
    """What a cell says before any label, and behind each; of `labels`, where they are known."""
    name = ""
    own: list[Paragraph] = []
    for paragraph in cell.paragraphs:
        label, mark, text = paragraph.text.partition(":")
        label = label.strip()
        if mark and 0 < len(label) <= LONGEST and label[0].isupper() and (labels is None or label in labels):
            if own:
                yield name, tuple(own)
            name, own = label, [replace(paragraph, text=text.strip())] if text.strip() else []
        else:
            own.append(paragraph)
    if own:
        yield name, tuple(own)


def _printed(cell: Cell, labels: Mapping[str, Column]) -> Iterator[Stray]:
    """The labels of a cell, which are furniture."""
    for paragraph in cell.paragraphs:
        label, mark, _ = paragraph.text.partition(":")
        if mark and label.strip() in labels:
            yield Stray(f"{label.strip()}:", paragraph.place, "label", furniture=True)


def _parted(row: Row, joint: Mapping[Column, Mapping[str, Column]]) -> Row:
    cells: list[tuple[Column, Cell]] = []
    for column, cell in row.cells:
        if column not in joint:
            cells.append((column, cell))
            continue
        parts: dict[Column, tuple[Paragraph, ...]] = {}
        for name, paragraphs in _opened(cell, joint[column]):
            parts[joint[column][name]] = (*parts.get(joint[column][name], ()), *paragraphs)
        cells += [(own, Cell(paragraphs)) for own, paragraphs in parts.items()]
    return replace(row, cells=tuple(cells))
