"""Who is asked to act, over all documents: one row a distinct lead, added up from what each document says of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from publish.arrow import plain_schema
from publish.identifiers import lead_id
from publish.schema import CHOICE, PARTIES, TABLES, Column, Table
from publish.tables import Row

MERGED_KINDS = frozenset({"organisation"})
"""Bodies of their own, the same one whichever council names them; a role or a team is one council's."""
BETWEEN = "\x1f"
"""Parts the day of an edition from its name, and sorts before every letter of either."""
MANY = 100_000
"""Mentions that are added up at a time."""

C = Column
MENTIONS = Table("mentions", "One row a spelling of a lead in a document; kept beside the dataset, never published.", (
    C("lead_id", "string", "Identifier of the lead.", required=True),
    C("kind", CHOICE, "What the party is.", "", "", PARTIES, True),
    C("council", "string", "Council whose plans name it."),
    C("gss_code", "string", "ONS code of that council."),
    C("name", "string", "Its canonical name here.", required=True),
    C("raw", "string", "The words that name it."),
    C("edition", "string", "Last day and name of the edition."),
    C("mentions", "int64", "How often it is named so.", required=True),
    C("actions", "int64", "Actions that it leads, on the first row of each lead in a document.", required=True),
))  # fmt: skip
ADDED = ("mentions", "actions")
TOLD_APART = [column.name for column in MENTIONS.columns if column.name not in ADDED]


@dataclass(slots=True)
class _Seen:
    spellings: defaultdict[tuple[str | None, ...], int] = field(default_factory=lambda: defaultdict(int))
    actions: set[str] = field(default_factory=set)


def mention_rows(actions: Iterable[Row]) -> list[Row]:
    """What the actions of one document say of each lead that they name.

    A lead is one within its council, an organisation one over all councils. Where a paper does not tell its council, its leads
    are its own: two unnamed councils are not taken for one.
    """
    found: dict[str, _Seen] = {}
    for action in actions:
        leads = action["leads"]
        for lead in leads if isinstance(leads, list) else ():
            _note(found, action, lead)
    return [
        {**dict(zip(TOLD_APART, (identifier, *spelling), strict=True)), "mentions": mentions, "actions": 0 if number else len(seen.actions)}
        for identifier, seen in found.items()
        for number, (spelling, mentions) in enumerate(seen.spellings.items())
    ]


def _note(found: dict[str, _Seen], action: Row, lead: Row) -> None:
    name, kind = str(lead["name"]), str(lead["kind"])
    merged = kind in MERGED_KINDS
    council = None if merged or not action["council"] else str(action["council"])
    scope = council if merged or council else str(action["document_id"])
    gss_code = str(action["gss_code"]) if council and action["gss_code"] else None
    edition = f"{action['edition_date'] or ''}{BETWEEN}{action['edition']}" if action["edition"] else None
    seen = found.setdefault(lead_id(name, kind, scope), _Seen())
    seen.spellings[kind, council, gss_code, name, str(lead["raw"]) if lead["raw"] else None, edition] += 1
    seen.actions.add(str(action["action_id"]))


def lead_table(mentions: Iterable[pa.Table]) -> pa.Table:
    """The rows of `leads`, plain, in order of their names; `mentions` of all documents, in pieces."""
    rows = _added_up(mentions)
    named = _totals(rows, ["lead_id", "name"], ["mentions"])
    counted = _first(named.sort_by([("lead_id", "ascending"), ("mentions", "descending"), ("name", "ascending")]))
    found = rows.group_by("lead_id", use_threads=False).aggregate(
        [("kind", "min"), ("council", "min"), ("gss_code", "max"), ("actions", "sum"), ("edition", "min"), ("edition", "max")]
    ).sort_by("lead_id")  # fmt: skip
    identifiers = [str(each) for each in found["lead_id"].to_pylist()]
    aliases = _aliases(rows)
    columns: Mapping[str, Any] = {
        "lead_id": found["lead_id"], "name": counted["name"], "kind": found["kind_min"], "council": found["council_min"],
        "gss_code": found["gss_code_max"], "aliases": pa.array([aliases.get(each, []) for each in identifiers], pa.list_(pa.string())),
        "actions": found["actions_sum"].cast(pa.int32()), "first_edition": _name_of(found["edition_min"]),
        "last_edition": _name_of(found["edition_max"]),
    }  # fmt: skip
    schema = plain_schema(TABLES["leads"])
    leads = pa.Table.from_arrays([columns[name] for name in schema.names], schema=schema)
    names = [str(name).casefold() for name in leads["name"].to_pylist()]
    order = sorted(range(len(names)), key=lambda at: (names[at], identifiers[at]))
    return leads.take(pa.array(order, pa.int64()))


def _added_up(mentions: Iterable[pa.Table]) -> pa.Table:
    """The mentions of all documents, those alike made one; never many more at a time than that leaves."""
    held: list[pa.Table] = [plain_schema(MENTIONS).empty_table()]
    waiting = 0
    for piece in mentions:
        held.append(piece)
        waiting += piece.num_rows
        if waiting > max(MANY, held[0].num_rows):
            held, waiting = [_totals(pa.concat_tables(held), TOLD_APART, list(ADDED))], 0
    return _totals(pa.concat_tables(held), TOLD_APART, list(ADDED))


def _totals(rows: pa.Table, keys: Sequence[str], added: Sequence[str]) -> pa.Table:
    summed = rows.group_by(list(keys), use_threads=False).aggregate([(name, "sum") for name in added])
    return summed.rename_columns([*keys, *added])


def _first(ordered: pa.Table) -> pa.Table:
    """The first row of each lead."""
    identifiers: Any = ordered["lead_id"].combine_chunks()
    if len(identifiers) == 0:
        return ordered
    is_new: Any = pc.not_equal(identifiers[1:], identifiers[:-1])
    return ordered.filter(pa.concat_arrays([pa.array([True]), is_new]))


def _aliases(rows: pa.Table) -> dict[str, list[str]]:
    """Every spelling of each lead, in order."""
    spelled = rows.group_by(["lead_id", "raw"], use_threads=False).aggregate([])
    spelled = spelled.filter(pc.is_valid(spelled["raw"])).sort_by([("lead_id", "ascending"), ("raw", "ascending")])
    found: defaultdict[str, list[str]] = defaultdict(list)
    for identifier, raw in zip(spelled["lead_id"].to_pylist(), spelled["raw"].to_pylist(), strict=True):
        found[str(identifier)].append(str(raw))
    return found


def _name_of(editions: pa.ChunkedArray[Any]) -> pa.Array[Any]:
    return pa.array([each.partition(BETWEEN)[2] if each is not None else None for each in editions.to_pylist()], pa.string())
