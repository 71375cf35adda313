"""The documents of a run beside those of the version before: rows are taken over where nothing changed, and made anew elsewhere."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import lru_cache

import pyarrow as pa

from errors import PublishError
from model import Harvest, Kept, Source
from publish.arrow import plain_rows, writable
from publish.index import MENTIONS_FILE, Entry, Index
from publish.leads import MENTIONS, mention_rows
from publish.schema import TABLES
from publish.spool import Run, Spool
from publish.tables import Row, TableRows, document_rows

PARTITIONED = [name for name, table in TABLES.items() if table.partitioned]
FAULT = f"{PublishError.advice} Please report this: it is a fault of ours, not of the papers."


@dataclass(frozen=True, slots=True)
class Gathered:
    """Every document of the version to be, in order of their labels."""

    entries: Sequence[Entry]
    loaded: Mapping[str, Mapping[str, Run]]
    """Where the rows are of those that are not taken over."""
    added: frozenset[str]
    changed: frozenset[str]
    """Read anew, or told of anew, since the version before; their rows may be the same all the same."""
    gone: tuple[str, ...]

    @property
    def touched(self) -> frozenset[str]:
        """The labels of every document that may differ from the version before."""
        return self.added | self.changed | frozenset(self.gone)


def in_hand(harvest: Harvest) -> Kept:
    """A harvest that needs no loading."""
    told = [repr(getattr(harvest, each.name)) for each in fields(harvest) if each.name != "source"]
    return Kept(harvest.source, _digest(*told), lambda: harvest)


def gather(papers: Iterable[Kept], before: Index, spool: Spool) -> Gathered:
    """Loads what is new, one harvest at a time. Of documents with the same bytes the first has rows; the others are duplicates of it."""
    known = {entry.name: entry for entry in before.documents if _stands(entry, before)}
    entries: list[Entry] = []
    loaded: dict[str, dict[str, Run]] = {}
    first: dict[str, str] = {}
    for paper in sorted(papers, key=lambda each: (each.source.label, each.source.sha256)):
        twin = first.get(paper.source.sha256)
        name, signature = writable(paper.source.label), _signature(paper, twin)
        entry = known.get(name)
        if entry is None or entry.signature != signature:
            tables = _tables(_harvest(paper, twin))
            entry = Entry(name, signature, tuple((path, rows.num_rows) for path, rows in tables.items()))
            loaded[name] = spool.add(tables)
        entries.append(entry)
        if paper.source.sha256 and entry.has_actions:
            first.setdefault(paper.source.sha256, paper.source.label)
    if len({entry.name for entry in entries}) < len(entries):
        raise PublishError("Two documents go by one name.", FAULT)
    names = {entry.name for entry in before.documents}
    gone = tuple(sorted(names - {entry.name for entry in entries}))
    return Gathered(entries, loaded, frozenset(loaded.keys() - names), frozenset(loaded.keys() & names), gone)


def _stands(entry: Entry, before: Index) -> bool:
    """False where a file that holds its rows is gone, or is no longer the one that was written."""
    return before.is_whole or all(file in before.files for file, _ in entry.slices)


def _signature(paper: Kept, twin: str | None) -> str:
    source = (repr(getattr(paper.source, each.name)) for each in fields(Source) if each.name != "path")
    return _digest(paper.key, repr(twin), *source)


def _digest(*told: str) -> str:
    return hashlib.sha256("\0".join(told).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _harvest(paper: Kept, twin: str | None) -> Harvest:
    harvest = replace(paper.load(), source=paper.source)
    if twin is None:
        return harvest
    return replace(harvest, plans=(), doubts=(), state="duplicate", error=f"The same content as {twin}.")


def _tables(harvest: Harvest) -> dict[str, pa.Table]:
    """The rows of one document by the file that they go into."""
    rows = document_rows(harvest)
    _hold_together(rows, harvest.source.label)
    tables: dict[str, pa.Table] = {}
    for name in PARTITIONED:
        parted: defaultdict[str, list[Row]] = defaultdict(list)
        for row in getattr(rows, name):
            parted[partition_file(name, row["authority"], row["year"])].append(row)
        tables |= {path: plain_rows(TABLES[name], below) for path, below in parted.items()}
    tables["documents.parquet"] = plain_rows(TABLES["documents"], rows.documents)
    for path, table, below in (("issues.parquet", TABLES["issues"], rows.issues), (MENTIONS_FILE, MENTIONS, mention_rows(rows.actions))):
        if below:
            tables[path] = plain_rows(table, below)
    return tables


@lru_cache(maxsize=65_536)
def partition_file(table: str, authority: object, year: object) -> str:
    """The path of a partition's file in its version; one string for all the documents that name it."""
    return f"{table}/authority={authority}/year={year}/part-0.parquet"


def _hold_together(rows: TableRows, label: str) -> None:
    """Issues tell of actions of their own document, or of none."""
    known = {row["action_id"] for row in rows.actions} | {None}
    strange = {str(row["action_id"]) for row in rows.issues if row["action_id"] not in known}
    if strange:
        raise PublishError(f"{label}: an issue tells of an action that is not there: {min(strange)}.", FAULT)
