"""One action explained: every field with the words it was read from, where they stand, the rule and how sure it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

Row = Mapping[str, Any]
FACTS = ("council", "gss_code", "plan", "edition", "source_file", "extractor", "confidence")


def explanation(action: Row) -> RenderableType:
    """What is known of an action, for a terminal: its paper, its readings, its deadlines, and what a person should look at."""
    parts: list[RenderableType] = [Text(str(action["action_id"]), style="bold"), _facts(action), Text(), _readings(action["readings"])]
    if action["deadlines"]:
        parts += [Text(), _deadlines(action["deadlines"])]
    if action["flags"]:
        parts += [Text(), Text(f"flags: {', '.join(action['flags'])}")]
    parts += [Text(f"look at: {issue['message']} {issue['text'] or ''}".strip()) for issue in action["issues"]]
    return Group(*parts)


def _facts(action: Row) -> Table:
    table = Table(box=None, show_header=False, pad_edge=False)
    for name in FACTS:
        if action.get(name) is not None:
            value = action[name]
            table.add_row(name, Text(f"{value:.2f}" if isinstance(value, float) else str(value)))
    table.add_row("stands at", Text(where(action)))
    return table


def where(row: Row) -> str:
    """The pages or lines of an action, for people."""
    for name in ("page", "line"):
        first, last = row.get(f"{name}_start"), row.get(f"{name}_end")
        if first is not None:
            return f"{name} {first}" if last in (None, first) else f"{name}s {first}-{last}"
    return "unknown"


def _readings(readings: Sequence[Row]) -> Table:
    table = Table(box=None, pad_edge=False)
    for name in ("field", "printed", "read as", "rule", "sure", "place"):
        table.add_column(name, overflow="fold", no_wrap=name in ("field", "sure", "place"))
    for reading in readings:
        place = (
            f"line {reading['line']}" if reading["line"] is not None else f"page {reading['page']}" if reading["page"] is not None else ""
        )
        read = "the same" if reading["value"] == reading["printed"] else reading["value"] or "nothing"
        table.add_row(reading["field"], Text(reading["printed"]), Text(str(read)), reading["rule"], f"{reading['score']:.2f}", place)
    return table


def _deadlines(deadlines: Sequence[Row]) -> Table:
    table = Table("deadline", "kind", "edtf", "start", "due", "often", box=None, pad_edge=False)
    for each in deadlines:
        table.add_row(*(Text(str(each[name] or "")) for name in ("raw", "kind", "edtf", "start_date", "due_date", "frequency")))
    return table
