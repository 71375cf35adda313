"""Questions that councils are asked: each is one SQL file, run by DuckDB over the dataset."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import RenderableType

FILES = Path(__file__).with_name("questions")
QUESTIONS = ("slipped", "dropped", "overdue", "unowned")
SHOWN = 50
APART = ("council", "action", "action_id", "plan", "source_file", "page_or_line", "edition", "last_edition")
"""Columns that have a place of their own, or that the action's name says."""

Cell = str | int | float | bool | date | None


@dataclass(frozen=True, slots=True)
class Answer:
    """What a question came to: the names of its columns, and its rows."""

    question: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def question_sql(question: str, dataset: str, on: date, council: str | None) -> str:
    """The whole of what DuckDB is asked, ready to be taken elsewhere: what it is asked about, then the question's own file."""
    about = "NULL" if council is None else _quoted(council)
    lines = (
        f"SET VARIABLE dataset = {_quoted(dataset)};",
        f"SET VARIABLE on_date = DATE '{on.isoformat()}';",
        f"SET VARIABLE council = CAST({about} AS VARCHAR);",
        (FILES / f"{question}.sql").read_text("utf-8"),
    )
    return "\n".join(lines)


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def answer(question: str, version: Path, on: date, council: str | None) -> Answer:
    """The answer of the dataset whose version stands in this folder. Raises OSError where its files cannot be read."""
    import duckdb

    try:
        with duckdb.connect() as connection:
            asked = connection.execute(question_sql(question, version.as_posix(), on, council))
            columns = tuple(str(column[0]) for column in asked.description or ())
            return Answer(question, columns, tuple(asked.fetchall()))
    except duckdb.Error as reason:
        raise OSError(str(reason)) from reason


def shown_answer(told: Answer) -> RenderableType:
    """The answer for a terminal: the first actions, each with what was asked about it, and how many there are."""
    from rich.console import Group
    from rich.text import Text

    parts: list[RenderableType] = []
    for row in told.rows[:SHOWN]:
        cells = dict(zip(told.columns, row, strict=True))
        facts = [f"{name.replace('_', ' ')} {value}" for name, value in cells.items() if value is not None and name not in APART]
        parts += [Text(str(cells["action"]), style="bold"), Text(f"  {'; '.join([str(cells['council'] or 'council unknown'), *facts])}")]
        parts.append(Text(f"  {cells['action_id']}"))
    left = len(told.rows) - SHOWN
    parts += [Text(f"… and {left:,} more: --sql prints the query")] if left > 0 else []
    return Group(*parts, Text(f"{told.question}: {len(told.rows):,} {'action' if len(told.rows) == 1 else 'actions'}"))
