"""Tiny papers read all the way to parts and plans, and views of them that a reader can check at a glance."""

from __future__ import annotations

from functools import lru_cache

from extract.documents import read_document
from extract.plans import find_plans
from model import Cell, Paragraph, Part, Place, Plan, Row, Source, Strip, Told
from normalise.lexicon import load_lexicons
from normalise.plan import read_plan
from normalise.words import Words, compile_words
from tests.extract.strips import meanings


@lru_cache(maxsize=1)
def words() -> Words:
    return compile_words(load_lexicons())


def parts_of(text: str, media_type: str = "text/plain") -> tuple[Part, ...]:
    return find_plans(read_document(text.encode(), "a.txt", media_type, meanings()), meanings())


def part_of(text: str) -> Part:
    (part,) = parts_of(text)
    return part


NOTHING_TOLD = Told()


def plan_of(text: str, told: Told = NOTHING_TOLD) -> Plan:
    return read_plan(part_of(text), 1, Source("a.txt", "a.txt", "0" * 64, len(text), "text/plain", told), words())


def role(row: Row, name: str) -> str:
    """What the row holds under a role; paragraphs parted by a stroke."""
    return " / ".join(paragraph.text for column, cell in row.cells if name in column.roles for paragraph in cell.paragraphs)


def column(part: Part, name: str) -> list[str]:
    return [role(row, name) for row in part.rows]


def levels(part: Part) -> list[tuple[str | None, str | None]]:
    """The number and name of the priority over each row."""
    return [(row.priority.ref, row.priority.text) if row.priority else (None, None) for row in part.rows]


def objectives(part: Part) -> list[tuple[str | None, str | None]]:
    return [(row.objective.ref, row.objective.text) if row.objective else (None, None) for row in part.rows]


def strays(part: Part, furniture: bool) -> list[str]:
    return [stray.text for stray in part.strays if stray.furniture is furniture]


def line(printed: str, number: int = 1, gap: int = 0) -> Strip:
    """A line of a table, its cells parted by strokes."""
    place = Place(line=number)
    cells = [piece.strip() for piece in printed.split("|")]
    return Strip(tuple(Cell((Paragraph(piece, place),)) if piece else Cell() for piece in cells), place, gap=gap)


def beside(text: str, number: int = 1) -> Strip:
    """A paragraph beside the tables."""
    place = Place(line=number)
    return Strip((Cell((Paragraph(text, place),)),), place, loose=True)
