"""What rows stand for a document in the files of a version, one entry a document; on disk, and gone through without being held."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from publish.arrow import writable

GROUP = 1_000
"""Entries that are in memory at a time, when they are written and when they are read."""

_SLICE = [pa.field("file", pa.dictionary(pa.int32(), pa.string())), pa.field("rows", pa.int64())]
_SLICES = pa.list_(pa.struct(_SLICE))
_POORER = pa.list_(pa.struct([("document_id", pa.string()), ("part", pa.int64()), ("richer", pa.string())]))
ENTRIES = pa.schema(
    [pa.field("name", pa.string()), pa.field("signature", pa.string()), pa.field("slices", _SLICES), pa.field("renditions", _POORER)]
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A document, or a family of editions, and the rows that stand for it in each file, in order of the entries."""

    name: str
    """A document's label, a family's signature."""
    signature: str
    """Of the same name and signature the rows are the same."""
    slices: tuple[tuple[str, int], ...]
    """File and number of rows."""
    renditions: tuple[tuple[str, int, str], ...] = ()
    """Of a family: document and part of each poorer rendition, and the document of the richer one."""

    @property
    def has_actions(self) -> bool:
        """True where it has rows of `actions`."""
        return any(file.startswith("actions/") for file, _ in self.slices)


@dataclass(frozen=True, slots=True)
class Entries:
    """The entries of one file in their order, read anew each time that they are gone through; none where there is no file."""

    path: Path | None = None

    def __iter__(self) -> Iterator[Entry]:
        """Each of them; names of files stand once for many entries."""
        if self.path is None:
            return
        with pq.ParquetFile(self.path, pre_buffer=False) as file:
            for group in range(file.metadata.num_row_groups):  # a batch over two of them would need one dictionary of two
                for batch in file.iter_batches(batch_size=GROUP, row_groups=[group], use_threads=False):
                    yield from _entries(batch)


@contextmanager
def writing_entries(path: Path) -> Iterator[Callable[[Entry], None]]:
    """Takes the entries of a new file one by one, and writes them, some at a time."""
    waiting: list[Entry] = []

    def put_down() -> None:
        writer.write_table(_entry_table(waiting))
        waiting.clear()

    def take(entry: Entry) -> None:
        waiting.append(entry)
        if len(waiting) == GROUP:
            put_down()

    with pq.ParquetWriter(path, ENTRIES, compression="zstd") as writer:
        yield take
        put_down()


def _entries(batch: pa.RecordBatch) -> Iterator[Entry]:
    slices: Any = batch.column("slices")
    files, rows = (slices.values.field(name) for name in ("file", "rows"))
    names = files.dictionary.to_pylist()
    pairs = [(names[at], count) for at, count in zip(files.indices.to_pylist(), rows.to_pylist(), strict=True)]
    ends = slices.offsets.to_pylist()
    columns = (batch.column(name).to_pylist() for name in ("name", "signature", "renditions"))
    for at, (name, signature, poorer) in enumerate(zip(*columns, strict=True)):
        renditions = tuple((each["document_id"], each["part"], each["richer"]) for each in poorer)
        yield Entry(name, signature, tuple(pairs[ends[at] : ends[at + 1]]), renditions)


def _entry_table(entries: Sequence[Entry]) -> pa.Table:
    ends, count = [0], 0
    for entry in entries:
        count += len(entry.slices)
        ends.append(count)
    pairs = [pair for entry in entries for pair in entry.slices]
    files = pa.array([file for file, _ in pairs], pa.string()).dictionary_encode()
    slices = pa.StructArray.from_arrays([files, pa.array([rows for _, rows in pairs], pa.int64())], fields=_SLICE)
    poorer = [[dict(zip(("document_id", "part", "richer"), each, strict=True)) for each in entry.renditions] for entry in entries]
    columns = [
        pa.array([writable(entry.name) for entry in entries], pa.string()),
        pa.array([entry.signature for entry in entries], pa.string()),
        pa.ListArray.from_arrays(pa.array(ends, pa.int32()), slices, type=_SLICES),
        pa.array(poorer, _POORER),
    ]
    return pa.Table.from_arrays(columns, schema=ENTRIES)
