"""An authored plan as content without a layout: sections, entries and cells, built from its gold and `papers.toml`."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

SAMPLES = Path(__file__).resolve().parent
MERGED = {"priority", "objective", "objective_ref"}
"""Columns that are printed once for the rows that share them."""


@dataclass(frozen=True, slots=True)
class Text:
    """One paragraph of a cell."""

    text: str
    bullet: bool = False
    bold: bool = False


Cell = tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One row: a cell a column, and of each column whether it goes on from the row above."""

    cells: tuple[Cell, ...]
    goes_on: tuple[bool, ...]
    group: str | None = None
    """The banner that it stands under, inside its section."""
    rag: str | None = None

    def text(self, column: int) -> str:
        """The words of one cell, its paragraphs joined by line breaks."""
        return "\n".join(piece.text for piece in self.cells[column])


@dataclass(frozen=True, slots=True)
class Section:
    """Rows under one heading."""

    heading: str | None
    aim: str | None
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: what the gold calls it, the header as printed, its share of the width."""

    name: str
    header: str
    wide: float


@dataclass(frozen=True, slots=True)
class Paper:
    """A plan, ready to be printed in any layout."""

    stem: str
    heading: tuple[str, ...]
    notes: tuple[str, ...]
    columns: tuple[Column, ...]
    sections: tuple[Section, ...]
    key: tuple[tuple[str, str], ...]
    """What the colours mean."""
    glossary: tuple[str, tuple[tuple[str, str], ...]] | None
    dates: frozenset[str]
    """Cells that a spreadsheet holds as real dates."""

    def at(self, name: str) -> int:
        """The position of a column."""
        return next(index for index, column in enumerate(self.columns) if column.name == name)


def read_paper(stem: str) -> Paper:
    """The content of one authored plan."""
    look = tomllib.loads((SAMPLES / "papers.toml").read_text("utf-8"))[stem]
    return paper_from(stem, look, json.loads((SAMPLES / "gold" / f"{stem}.json").read_text("utf-8")))


def paper_from(stem: str, look: Mapping[str, Any], gold: Mapping[str, Any]) -> Paper:
    """The content of a plan: its gold, dressed as `look` says (a table of `papers.toml`)."""
    columns = tuple(Column(name, header, wide) for (name, header), wide in zip(look["columns"], look["wide"], strict=True))
    known = tuple(gold["document"]["glossary"].items())
    return Paper(
        stem,
        tuple(look["heading"]),
        tuple(look.get("notes", ())),
        columns,
        tuple(_sections(look, gold["actions"], columns)),
        tuple((colour, meaning) for colour, meaning in look.get("key", ())),
        (look["glossary"], known) if known else None,
        frozenset(look.get("dates", ())),
    )


def _sections(look: Mapping[str, Any], actions: list[dict[str, Any]], columns: tuple[Column, ...]) -> Iterator[Section]:
    if "level" not in look:
        yield Section(None, None, tuple(_entries(look, actions, columns)))
        return
    for (ref, text, aim), members in groupby(actions, key=lambda row: (row["priority_ref"], row["priority"], row["priority_description"])):
        heading = look["level"].format(ref=ref, text=text)
        yield Section(heading, look.get("aim", "") + aim if aim else None, tuple(_entries(look, list(members), columns)))


def _entries(look: Mapping[str, Any], actions: list[dict[str, Any]], columns: tuple[Column, ...]) -> Iterator[Entry]:
    before: dict[str, Any] | None = None
    for action in actions:
        goes_on = tuple(before is not None and _goes_on(column.name, action, before) for column in columns)
        cells = tuple(() if on else tuple(_cell(column.name, action)) for column, on in zip(columns, goes_on, strict=True))
        group = look["group"].format(ref=action["objective_ref"], text=action["objective"]) if "group" in look else None
        yield Entry(cells, goes_on, group, action.get("rag"))
        before = action


def _goes_on(name: str, action: Mapping[str, Any], before: Mapping[str, Any]) -> bool:
    if name == "action":
        return "action_carried_down" in action["flags"]
    levels = ("priority",) if name == "priority" else ("priority", "objective")
    return name in MERGED and all(action[level] == before[level] for level in levels)


def _cell(name: str, action: Mapping[str, Any]) -> Iterator[Text]:
    """The paragraphs of one cell as a council prints them."""
    if name == "priority":
        yield Text(action["priority"], bold=True)
        if action["priority_description"]:
            yield Text(action["priority_description"])
    elif name == "outcomes":
        for outcome in action["outcomes"]:
            yield Text(outcome, bullet=len(action["outcomes"]) > 1)
    elif name == "lead_raw+timescale_raw":
        for printed in dict.fromkeys((action["lead_raw"], action["timescale_raw"])):  # one "As above" stands for both
            yield from (Text(piece) for piece in (printed or "").split("; ") if piece)
    elif name == "action" and "action_from_objective" in action["flags"]:
        return
    else:
        yield from (Text(line) for line in _printed(name, action).split("\n") if line)


def _printed(name: str, action: Mapping[str, Any]) -> str:
    if name.startswith("extra:"):
        return str(action.get("extra", {}).get(name.removeprefix("extra:"), ""))
    said = str(action.get(name) or "")
    if name == "completed" and said:
        return "/".join(reversed(said.split("-")))
    if name == "objective_ref":
        return f"{said}."
    return said.replace("; ", "\n") if name == "timescale_raw" else said
