"""What editions have to do with one another, asked anew only of the families in which something changed."""

from __future__ import annotations

import hashlib
import sys
from array import array
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pyarrow as pa

from errors import PublishError
from model import Doubt, Edition, Link, Linked, Linker, Promise
from publish.arrow import plain_rows
from publish.entries import Entries, Entry, writing_entries
from publish.index import Index
from publish.layout import Placed, Rows
from publish.schema import TABLES
from publish.spool import OLD, Run, Spool
from publish.tables import Row, issue_row

MOST_HELD = 20_000
"""Rows of actions in memory, of however many files: one council's families stand in the same few, one a year."""
MOST_EDITIONS = 20_000
"""Papers whose families are linked before others are looked at."""
LINKS, ISSUES = "links.parquet", "issues.parquet"
NOWHERE: Run = (0, 0, 0)
NONE = -1
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

    entries: Entries = Entries()
    runs: array[int] = field(default_factory=lambda: array("q"))
    """Six numbers a family: where its links and its issues are in the spool; nothing but OLD where it was not linked anew."""

    def placed(self) -> Iterator[Placed]:
        """Each entry with where its rows are."""
        for at, entry in enumerate(self.entries):
            links, issues = (tuple(self.runs[start : start + 3]) for start in (6 * at, 6 * at + 3))
            yield entry, None if links[0] == OLD else {LINKS: links, ISSUES: issues}  # type: ignore[dict-item]  # of three numbers each

    def renditions(self) -> dict[tuple[str, int], str]:
        """Of each poorer rendition (document, part) the document of the richer one."""
        return {(document, part): richer for entry in self.entries for document, part, richer in entry.renditions}


@dataclass(frozen=True, slots=True)
class Headers:
    """The plans among rows of `documents`, without their promises; read anew each time that they are gone through."""

    documents: Callable[[], Iterable[pa.Table]]

    def __iter__(self) -> Iterator[Edition]:
        """Each of them, in order of the papers."""
        for rows in self.documents():
            columns = {name: rows[column].to_pylist() for name, column in HEADER.items()}
            for values in zip(*columns.values(), strict=True):
                told: dict[str, Any] = dict(zip(columns, values, strict=True))
                if told["part"] is not None:
                    yield Edition(**(told | {"media_type": told["media_type"] or "", "text_kept": told["text_kept"] or 0}))


def link_families(linker: Linker, headers: Headers, documents: Entries, before: Index, spool: Spool, staged: Path) -> Families:
    """All links; those of a family whose papers are the same are taken over. `staged` holds the actions; the entries go beside it."""
    found = sorted(linker.families(headers), key=lambda family: family[0])
    named = _names(found, headers, documents, linker.version)
    trusted = {LINKS, ISSUES, "documents.parquet"} <= before.files.keys() and before.linker == linker.version
    names = {name for name, _ in named}
    known = {entry.name for entry in before.families if entry.name in names} if trusted else set[str]()
    anew = sorted((at for at, (name, _) in enumerate(named) if name not in known), key=lambda at: named[at][1])
    families = Families(Entries(staged.with_name("families")), array("q", [OLD]) * (6 * len(found)))
    poorer: dict[int, tuple[tuple[str, int, str], ...]] = {}
    for chunk in _chunks(anew, found):
        for at, linked, asked in _linked(chunk, found, linker, headers, _Promises(staged, documents)):
            told = spool.add(_tables(linked, asked))
            families.runs[6 * at : 6 * at + 6] = array("q", (*told.get(LINKS, NOWHERE), *told.get(ISSUES, NOWHERE)))
            if linked.renditions:
                poorer[at] = tuple(sorted((document, part, richer) for (document, part), richer in linked.renditions.items()))
    _write_entries(families, [name for name, _ in named], poorer, before)
    return families


def _names(found: Sequence[Sequence[int]], headers: Headers, documents: Entries, version: str) -> list[tuple[str, str]]:
    """The name of each family, which another paper in it or another edition of one would change; and its first paper's council."""
    family_of = array("q", [NONE]) * (max((family[-1] for family in found), default=NONE) + 1)
    for at, family in enumerate(found):
        for position in family:
            family_of[position] = at
    digests, councils = [hashlib.sha256(version.encode()) for _ in found], [""] * len(found)
    rest, entry = iter(documents), Entry("", "", ())
    for position, (edition, at) in enumerate(zip(headers, family_of, strict=False)):  # after the last of any family nobody asks
        while entry.name != edition.source_file:
            entry = next(rest)
        if at != NONE:
            digests[at].update(f"\0{entry.signature} {edition.part}".encode())
            if position == found[at][0]:
                councils[at] = sys.intern(edition.council or "")
    return [(digest.hexdigest()[:32], council) for digest, council in zip(digests, councils, strict=True)]


def _chunks(families: Iterable[int], found: Sequence[Sequence[int]]) -> Iterator[list[int]]:
    """The families, as many together as have their papers in memory at a time."""
    chunk: list[int] = []
    count = 0
    for at in families:
        if chunk and count + len(found[at]) > MOST_EDITIONS:
            yield chunk
            chunk, count = [], 0
        chunk.append(at)
        count += len(found[at])
    if chunk:
        yield chunk


def _linked(
    chunk: Sequence[int], found: Sequence[Sequence[int]], linker: Linker, headers: Headers, promises: _Promises
) -> Iterator[tuple[int, Linked, Sequence[Edition]]]:
    wanted = {position for at in chunk for position in found[at]}
    editions = {position: edition for position, edition in enumerate(headers) if position in wanted}
    promises.expect({edition.source_file for edition in editions.values()})
    for at in chunk:
        asked = [replace(edition, promises=promises.of(edition)) for edition in map(editions.pop, found[at])]
        yield at, linker.link(asked), asked


def _write_entries(
    families: Families, names: Sequence[str], poorer: Mapping[int, tuple[tuple[str, int, str], ...]], before: Index
) -> None:
    """Those linked anew as they are now, the others as they stand in the version before, which has them in the same order."""
    assert families.entries.path
    older = iter(before.families)
    with writing_entries(families.entries.path) as write:
        for at, name in enumerate(names):
            runs = families.runs[6 * at : 6 * at + 6]
            if runs[0] == OLD:
                write(next(entry for entry in older if entry.name == name))
            else:
                slices = tuple((path, rows) for path, rows in ((LINKS, runs[2]), (ISSUES, runs[5])) if rows)
                write(Entry(name, name, slices, poorer.get(at, ())))


class _Promises:
    """The actions of editions, read from the files that were just written."""

    def __init__(self, version: Path, documents: Entries) -> None:
        self._version, self._documents = version, documents
        self._open, self._held = dict[str, Rows](), 0
        self._places: dict[str, list[tuple[str, int, int]]] = {}

    def expect(self, papers: Collection[str]) -> None:
        """Learns where the actions of these papers stand."""
        passed: Counter[str] = Counter()
        for entry in self._documents:
            own = []
            for path, rows in entry.slices:
                if path.startswith("actions/"):
                    own.append((path, passed[path], rows))
                    passed[path] += rows
            if entry.name in papers:
                self._places[entry.name] = own

    def of(self, edition: Edition) -> tuple[Promise, ...]:
        """The actions of one edition."""
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
