"""One action's life for a terminal: edition by edition, its words and pages, and what changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from review.explain import where

Row = Mapping[str, Any]
PRINTED = ("priority", "action", "lead_raw", "timescale_raw", "update", "status")
SAID = {
    "same_edition": "printed again as",
    "next_edition": "became",
    "split": "was split; a part is",
    "merged": "went, with others, into",
    "dropped": "is in no later edition",
    "new": "is in no earlier edition",
}
"""What each relation says of the action before it."""


def shown_life(actions: Sequence[Row], links: Sequence[Row]) -> RenderableType:
    """The action in every edition that has it, in their order, each with what became of it."""
    parts: list[RenderableType] = []
    for action in actions:
        heading = f"{action['edition'] or 'undated'}  {action['source_file']}, {where(action)}"
        parts += [Text(heading, style="bold"), Text(str(action["action_id"])), _printed(action)]
        parts += [Text(f"→ {line}") for line in _fate(str(action["action_id"]), links)]
        parts.append(Text())
    return Group(*parts[:-1])


def _printed(action: Row) -> Table:
    table = Table(box=None, show_header=False, pad_edge=False)
    for name in PRINTED:
        if action[name]:
            table.add_row(f"  {name}", Text(str(action[name])))
    return table


def _fate(action_id: str, links: Sequence[Row]) -> Iterator[str]:
    for link in links:
        if link["relation"] == "new" and link["to_action_id"] == action_id or link["from_action_id"] == action_id:
            doubt = "" if link["certain"] else "perhaps "
            other = f" {link['to_action_id']}" if link["from_action_id"] and link["to_action_id"] else ""
            yield f"{doubt}{SAID[link['relation']]}{other}{_changes(link)}"


def _changes(link: Row) -> str:
    told = []
    if link["due_moved_days"]:
        later = "later" if link["due_moved_days"] > 0 else "earlier"
        told.append(f"due {abs(link['due_moved_days']):,} days {later}")
    if link["from_action_id"] and link["to_action_id"] and link["status_from"] != link["status_to"]:
        told.append(f"{link['status_from'] or 'no status'} to {link['status_to'] or 'no status'}")
    told += [name for name, column in (("another lead", "lead_changed"), ("other words", "wording_changed")) if link[column]]
    return f" ({', '.join(told)})" if told else ""
