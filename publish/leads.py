"""Who is asked to act, over all documents: one row a distinct lead."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from publish.identifiers import lead_id
from publish.tables import Row

MERGED_KINDS = frozenset({"organisation"})
"""Bodies of their own, the same one whichever council names them; a role or a team is one council's."""


@dataclass(slots=True)
class _Seen:
    names: Counter[str] = field(default_factory=Counter)
    aliases: set[str] = field(default_factory=set)
    actions: set[str] = field(default_factory=set)
    editions: set[tuple[str, str]] = field(default_factory=set)
    council: str | None = None
    gss_codes: set[str] = field(default_factory=set)


def lead_rows(actions: Iterable[Row]) -> list[Row]:
    """The rows of `leads`, in order of their names: each lead once within its council, organisations once over all councils.

    Where a paper does not tell its council, its leads are its own: two unnamed councils are not taken for one.
    """
    found: dict[tuple[str, str], _Seen] = {}
    for action in actions:
        leads = action["leads"]
        for lead in leads if isinstance(leads, list) else ():
            _note(found, action, lead)
    rows = [_row(identifier, kind, seen) for (identifier, kind), seen in found.items()]
    return sorted(rows, key=lambda row: (str(row["name"]).casefold(), str(row["lead_id"])))


def _note(found: dict[tuple[str, str], _Seen], action: Row, lead: Row) -> None:
    name, kind = str(lead["name"]), str(lead["kind"])
    merged = kind in MERGED_KINDS
    council = None if merged or not action["council"] else str(action["council"])
    scope = council if merged or council else str(action["document_id"])
    seen = found.setdefault((lead_id(name, kind, scope), kind), _Seen(council=council))
    seen.names[name] += 1
    seen.actions.add(str(action["action_id"]))
    if lead["raw"]:
        seen.aliases.add(str(lead["raw"]))
    if action["edition"]:
        seen.editions.add((str(action["edition_date"] or ""), str(action["edition"])))
    if council and action["gss_code"]:
        seen.gss_codes.add(str(action["gss_code"]))


def _row(identifier: str, kind: str, seen: _Seen) -> Row:
    commonest = min(seen.names, key=lambda name: (-seen.names[name], name))
    return {
        "lead_id": identifier, "name": commonest, "kind": kind, "council": seen.council,
        "gss_code": max(seen.gss_codes, default=None), "aliases": sorted(seen.aliases), "actions": len(seen.actions),
        "first_edition": min(seen.editions)[1] if seen.editions else None,
        "last_edition": max(seen.editions)[1] if seen.editions else None,
    }  # fmt: skip
