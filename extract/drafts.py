"""What a plan is while its strips are still being read: rows whose rest may come, and all that stands beside them."""

from __future__ import annotations

from dataclasses import dataclass, field

from extract.heading.levels import Levels
from extract.row.continuation import Count
from model import Cell, Column, Paragraph, Place, Stray


@dataclass(slots=True)
class DraftRow:
    """A row while its rest may still come."""

    columns: tuple[Column, ...]
    cells: dict[int, Cell]
    places: list[Place]
    priority: int | None
    objective: int | None
    score: float = 1.0
    flags: set[str] = field(default_factory=set)
    lent: dict[Column, Cell] = field(default_factory=dict)
    """What lines above its table say of every row."""
    open: bool = False
    """Whether nothing closed its cells at the foot of its page."""

    def text(self, role: str) -> str:
        """The words under a role, on one line."""
        return " ".join(cell.text for index, cell in self.cells.items() if role in self.columns[index].roles)


@dataclass(slots=True)
class DraftPart:
    """One plan while it is read."""

    stage: str
    rows: list[DraftRow] = field(default_factory=list)
    levels: Levels = field(default_factory=Levels)
    heading: list[Paragraph] = field(default_factory=list)
    glossary: list[tuple[str, ...]] = field(default_factory=list)
    legend: list[Paragraph] = field(default_factory=list)
    strays: list[Stray] = field(default_factory=list)
    columns: list[Column] = field(default_factory=list)
    tables: int = 0
    split_objectives: set[int] = field(default_factory=set)
    count: Count = field(default_factory=lambda: Count(()))
    counted: int = 0
    """Rows that the count has seen, or that stand too far above."""
    dated: frozenset[str] = frozenset()
    """Headers that are nothing but dates, told by what stands below them."""
