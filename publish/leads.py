"""Who is asked to act, over all documents: one row a distinct lead, added up from what each document says of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
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
TOLD_APART = ["lead_id", "kind", "council", "gss_code", "name", "raw", "edition"]
HELD = {"mentions": "sum", "actions": "sum", "first": "min", "last": "max"}
"""What is held of all mentions that are alike but for their edition."""


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
    named = _totals(rows, ["lead_id", "name"], {"mentions": "sum"})
    counted = _first(named.sort_by([("lead_id", "ascending"), ("mentions", "descending"), ("name", "ascending")]))
    of_lead = {"kind": "min", "council": "min", "gss_code": "max", "actions": "sum", "first": "min", "last": "max"}
    found = _totals(rows, ["lead_id"], of_lead).sort_by("lead_id")
    identifiers = [str(each) for each in found["lead_id"].to_pylist()]
    columns: Mapping[str, Any] = {
        "lead_id": found["lead_id"], "name": counted["name"], "kind": found["kind"], "council": found["council"],
        "gss_code": found["gss_code"], "aliases": _aliases(rows),
        "actions": found["actions"].cast(pa.int32()), "first_edition": _name_of(found["first"]),
        "last_edition": _name_of(found["last"]),
    }  # fmt: skip
    schema = plain_schema(TABLES["leads"])
    leads = pa.Table.from_arrays([columns[name] for name in schema.names], schema=schema)
    names = [str(name).casefold() for name in leads["name"].to_pylist()]
    order = sorted(range(len(names)), key=lambda at: (names[at], identifiers[at]))
    return leads.take(pa.array(order, pa.int64()))


def _added_up(mentions: Iterable[pa.Table]) -> pa.Table:
    """The mentions of all documents, those alike made one; never many more at a time than that leaves."""
    held = [_spanned(plain_schema(MENTIONS).empty_table())]
    waiting = 0
    for piece in mentions:
        held.append(_spanned(piece))
        waiting += piece.num_rows
        if waiting > max(MANY, held[0].num_rows):
            held, waiting = [_totals(pa.concat_tables(held), TOLD_APART[:-1], HELD)], 0
    return _totals(pa.concat_tables(held), TOLD_APART[:-1], HELD)


def _spanned(mentions: pa.Table) -> pa.Table:
    columns = {**{name: mentions[name] for name in (*TOLD_APART[:-1], "mentions", "actions")}, "first": mentions["edition"]}
    return pa.Table.from_arrays([*columns.values(), mentions["edition"]], [*columns, "last"])


def _totals(rows: pa.Table, keys: Sequence[str], asked: Mapping[str, str]) -> pa.Table:
    """One row for each distinct key, of the other columns what is asked."""
    told: Any = list(asked.items())
    found = rows.group_by(list(keys), use_threads=False).aggregate(told)
    return found.rename_columns([*keys, *asked])


def _first(ordered: pa.Table) -> pa.Table:
    """The first row of each lead."""
    identifiers: Any = ordered["lead_id"].combine_chunks()
    if len(identifiers) == 0:
        return ordered
    is_new: Any = pc.not_equal(identifiers[1:], identifiers[:-1])
    return ordered.filter(pa.concat_arrays([pa.array([True]), is_new]))


def _aliases(rows: pa.Table) -> pa.Array[Any]:
    """Every spelling of each lead, in order of the leads."""
    spelled = rows.group_by(["lead_id", "raw"], use_threads=False).aggregate([])
    counts = spelled.group_by("lead_id", use_threads=False).aggregate([("raw", "count")]).sort_by("lead_id")
    ends = list(accumulate(counts["raw_count"].to_pylist(), initial=0))
    known = spelled.filter(pc.is_valid(spelled["raw"])).sort_by([("lead_id", "ascending"), ("raw", "ascending")])
    return pa.ListArray.from_arrays(pa.array(ends, pa.int32()), known["raw"].combine_chunks())


def _name_of(editions: Any) -> Any:
    return pc.list_element(pc.split_pattern(editions, BETWEEN), 1)
