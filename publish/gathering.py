"""The documents of a run beside those of the version before: rows are taken over where nothing changed, and made anew elsewhere."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, fields, replace
from functools import lru_cache
from pathlib import Path

import pyarrow as pa

from errors import PublishError
from model import Harvest, Kept, Source
from publish.arrow import plain_rows, writable
from publish.entries import Entries, Entry, writing_entries
from publish.index import MENTIONS_FILE, Index
from publish.layout import Placed
from publish.leads import MENTIONS, mention_rows
from publish.schema import TABLES
from publish.spool import Spool
from publish.tables import Row, TableRows, document_rows

PARTITIONED = [name for name, table in TABLES.items() if table.partitioned]
MANY = 10_000
"""Touched documents beyond which they are not told one by one."""
FAULT = f"{PublishError.advice} Please report this: it is a fault of ours, not of the papers."


@dataclass(slots=True)
class Gathered:
    """Every document of the version to be, in order of their labels; what is held of each is whether it was loaded."""

    entries: Entries
    loaded: bytearray = field(default_factory=bytearray)
    """Of each entry 1 where its rows are in the spool, 0 where they stand in the version before."""
    files: set[str] = field(default_factory=set)
    """Those that hold rows."""
    concerned: set[str] = field(default_factory=set)
    """Those that a document which is new, changed or gone has rows in, or had."""
    touched: set[str] = field(default_factory=set)
    """Labels of the documents that may differ from the version before: read anew, told of anew, or gone; not all where they are many."""
    many: bool = False

    def touch(self, name: str, *entries: Entry | None) -> None:
        """Tells of a document that may differ, by its entries before and now."""
        self.many = self.many or len(self.touched) >= MANY
        if not self.many:
            self.touched.add(name)
        self.concerned.update(path for entry in entries if entry is not None for path, _ in entry.slices)

    def placed(self, spool: Spool) -> Iterator[Placed]:
        """Each entry with where its rows are."""
        retold = spool.retold(entry.slices for entry, loaded in zip(self.entries, self.loaded, strict=True) if loaded)
        for entry, loaded in zip(self.entries, self.loaded, strict=True):
            yield entry, next(retold) if loaded else None


def in_hand(harvest: Harvest) -> Kept:
    """A harvest that needs no loading."""
    told = [repr(getattr(harvest, each.name)) for each in fields(harvest) if each.name != "source"]
    return Kept(harvest.source, _digest(*told), lambda: harvest)


def gather(papers: Iterable[Kept], before: Index, spool: Spool, path: Path) -> Gathered:
    """Loads what is new, one harvest at a time, and writes the entries to `path`; the papers come in order of their labels.

    Of documents with the same bytes the first has rows; the others are duplicates of it.
    """
    gathered, older, last = Gathered(Entries(path)), _Older(before.documents), ""
    first: dict[str, str] = {}
    with writing_entries(path) as write:
        for paper in papers:
            name = writable(paper.source.label)
            if name <= last:
                raise PublishError("Two documents go by one name." if name == last else f"{name} comes out of order.", FAULT)
            last, twin, same = name, first.get(paper.source.sha256), older.entry(name, gathered)
            signature = _signature(paper, twin)
            entry = same if same is not None and same.signature == signature and _stands(same, before) else None
            gathered.loaded.append(entry is None)
            if entry is None:
                tables = _tables(_harvest(paper, twin))
                entry = Entry(name, signature, tuple((file, rows.num_rows) for file, rows in tables.items()))
                spool.add(tables)
                gathered.touch(name, same, entry)
            write(entry)
            gathered.files.update(file for file, _ in entry.slices)
            if paper.shared and paper.source.sha256 and entry.has_actions:
                first.setdefault(paper.source.sha256, paper.source.label)
    older.entry(None, gathered)
    return gathered


class _Older:
    """The entries of the version before, gone through beside those of the version to be."""

    def __init__(self, entries: Entries) -> None:
        self._rest = iter(entries)
        self._next = next(self._rest, None)

    def entry(self, name: str | None, gathered: Gathered) -> Entry | None:
        """The one of that name; those passed on the way are gone, and for None all that are left."""
        while (entry := self._next) is not None and (name is None or entry.name <= name):
            self._next = next(self._rest, None)
            if entry.name == name:
                return entry
            gathered.touch(entry.name, entry)
        return None


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
