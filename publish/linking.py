"""What editions have to do with one another, asked anew only of the families in which something changed."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pyarrow as pa

from errors import PublishError
from model import Doubt, Edition, Link, Linked, Linker, Promise
from publish.arrow import plain_rows
from publish.index import Entry, Index
from publish.layout import Rows
from publish.schema import TABLES
from publish.spool import Run, Spool
from publish.tables import Row, issue_row

MOST_HELD = 20_000
"""Rows of actions in memory, of however many files: one council's families stand in the same few, one a year."""
LINKS, ISSUES = "links.parquet", "issues.parquet"
HEADER = {
    "title": "plan", "start_year": "plan_start_year", "end_year": "plan_end_year",
    **{name: name for name in ("document_id", "part", "source_file", "media_type", "council", "edition", "edition_date", "rows",
                               "text_kept", "meeting_date")},
}  # fmt: skip
PROMISE = {
    "ref": "action_ref", "due": "due_date", "timescale": "timescale_raw", "page": "page_start", "line": "line_start",
    **{name: name for name in ("action_id", "ordinal", "action", "priority", "objective", "status", "update")},
}  # fmt: skip
FAULT = f"{PublishError.advice} Please report this: it is a fault of ours, not of the papers."


@dataclass(frozen=True, slots=True)
class Families:
    """Every family of the version to be, in order of its first paper."""

    entries: Sequence[Entry] = ()
    loaded: Mapping[str, Mapping[str, Run]] | None = None
    """Where the rows are of those that were linked anew."""

    @property
    def renditions(self) -> dict[tuple[str, int], str]:
        """Of each poorer rendition (document, part) the document of the richer one."""
        return {(document, part): richer for entry in self.entries for document, part, richer in entry.renditions}


def editions_of(documents: Iterable[pa.Table]) -> Iterator[Edition]:
    """The plans among rows of `documents`, without their promises."""
    for rows in documents:
        columns = {name: rows[column].to_pylist() for name, column in HEADER.items()}
        for values in zip(*columns.values(), strict=True):
            told: dict[str, Any] = dict(zip(columns, values, strict=True))
            if told["part"] is not None:
                yield Edition(**(told | {"media_type": told["media_type"] or "", "text_kept": told["text_kept"] or 0}))


def link_families(
    linker: Linker | None, editions: Sequence[Edition], documents: Sequence[Entry], before: Index, spool: Spool, version: Path
) -> Families:
    """All links; those of a family whose papers are the same are taken over. `version` holds the actions."""
    if linker is None:
        return Families()
    signed = {entry.name: entry.signature for entry in documents}
    place = {(edition.source_file, edition.part): at for at, edition in enumerate(editions)}
    found = [sorted(family, key=lambda each: place[each.source_file, each.part]) for family in linker.families(editions)]
    found.sort(key=lambda family: place[family[0].source_file, family[0].part])
    trusted = {LINKS, ISSUES, "documents.parquet"} <= before.files.keys() and before.linker == linker.version
    known = {entry.name: entry for entry in before.families} if trusted else {}
    names = [_name(family, signed, linker.version) for family in found]
    anew = {edition.source_file for name, family in zip(names, found, strict=True) if name not in known for edition in family}
    promises = _Promises(version, documents, anew)
    loaded = dict[str, Mapping[str, Run]]()
    for name, family in sorted(zip(names, found, strict=True), key=lambda each: each[1][0].council or ""):
        if name not in known:
            asked = [replace(edition, promises=promises.of(edition)) for edition in family]
            linked = linker.link(asked)
            tables = _tables(linked, asked)
            poorer = tuple(sorted((document, part, richer) for (document, part), richer in linked.renditions.items()))
            known[name] = Entry(name, name, tuple((path, rows.num_rows) for path, rows in tables.items()), poorer)
            loaded[name] = spool.add(tables)
    return Families([known[name] for name in names], loaded)


def _name(family: Sequence[Edition], signed: Mapping[str, str], version: str) -> str:
    told = [version, *(f"{signed[edition.source_file]} {edition.part}" for edition in family)]
    return hashlib.sha256("\0".join(told).encode()).hexdigest()[:32]


class _Promises:
    """The actions of editions, read from the files that were just written."""

    def __init__(self, version: Path, documents: Sequence[Entry], wanted: Collection[str]) -> None:
        self._version, self._open, self._held = version, dict[str, Rows](), 0
        self._places: dict[str, list[tuple[str, int, int]]] = {}
        passed: dict[str, int] = {}
        for entry in documents if wanted else ():
            own = []
            for path, rows in entry.slices:
                if path.startswith("actions/"):
                    own.append((path, passed.get(path, 0), rows))
                    passed[path] = passed.get(path, 0) + rows
            if entry.name in wanted:
                self._places[entry.name] = own

    def of(self, edition: Edition) -> tuple[Promise, ...]:
        found: list[Promise] = []
        for path, start, count in self._places[edition.source_file]:
            for rows in self._rows(path).slices(start, count):
                columns = [rows[name].to_pylist() for name in PROMISE.values()]
                others = (rows[name].to_pylist() for name in ("part", "leads", "outcomes"))
                for part, leads, outcomes, *values in zip(*others, *columns, strict=True):
                    if part == edition.part:
                        told: dict[str, Any] = dict(zip(PROMISE, values, strict=True))
                        told["action"] = told["action"] or ""  # a row that prints no action is published and followed all the same
                        found.append(Promise(**told, leads=tuple(lead["name"] for lead in leads or ()), outcomes=tuple(outcomes or ())))
        return tuple(found)

    def _rows(self, path: str) -> Rows:
        if path not in self._open:
            found = Rows(self._version / path, [*PROMISE.values(), "part", "leads", "outcomes"])
            self._held += found.most_held
            while self._open and self._held > MOST_HELD:
                self._held -= self._open.pop(next(iter(self._open))).most_held
            self._open[path] = found
        return self._open[path]


# -- rows --------------------------------------------------------------------------------------------------------------------


def _tables(linked: Linked, family: Sequence[Edition]) -> dict[str, pa.Table]:
    """What a family says, by the file that it goes into. Raises PublishError where it tells of others than itself."""
    papers = {(edition.document_id, edition.part): edition for edition in family}
    doubts = [_issue(papers.get((document, part)), action_id, doubt) for document, part, action_id, doubt in linked.doubts]
    tables = {}
    if linked.links:
        tables[LINKS] = plain_rows(TABLES["links"], [_link(link) for link in linked.links])
    if doubts:
        tables[ISSUES] = plain_rows(TABLES["issues"], doubts)
    if strange := linked.renditions.keys() - papers.keys():
        raise PublishError(f"A rendition is told of a paper that is not there: {min(strange)[0]}.", FAULT)
    actions = {promise.action_id for edition in family for promise in edition.promises} | {None}
    ends = {end for link in linked.links for end in (link.from_action_id, link.to_action_id)} | {told[2] for told in linked.doubts}
    if unknown := ends - actions:
        raise PublishError(f"links tells of an action that is not there: {min(map(str, unknown))}.", FAULT)
    return tables


def _link(link: Link) -> Row:
    return {
        "relation": link.relation, "from_action_id": link.from_action_id, "to_action_id": link.to_action_id, "score": link.score,
        "certain": link.certain, "due_moved_days": link.due_moved_days, "status_from": link.status_from, "status_to": link.status_to,
        "lead_changed": link.lead_changed, "wording_changed": link.wording_changed,
    }  # fmt: skip


def _issue(edition: Edition | None, action_id: str | None, doubt: Doubt) -> Row:
    if edition is None:
        raise PublishError("A doubt is told of a paper that is not there.", FAULT)
    return issue_row(edition.document_id, edition.source_file, edition.part, action_id, doubt)
