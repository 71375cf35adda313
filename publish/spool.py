"""Rows of documents that were loaded, until the files that they belong to are written: in memory while few, on disk where many."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pyarrow as pa

MOST_BYTES = 24 * 1024 * 1024
MOST_DOCUMENTS = 200
EACH = 8 * 1024
"""What a table costs beside its rows."""

OLD = -1
Run = tuple[int, int, int]
"""Rows that stand together: the batch that holds them (OLD: the file of the version before), the first of them, how many."""


class Spool:
    """Tables by the file that they are for; those of many documents for one file make one batch."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("w+b")
        self._held: dict[str, list[pa.Table]] = {}
        self._open: dict[str, tuple[int, int]] = {}
        """Of each file with rows in memory: its batch, and how many rows are in it."""
        self._batches: list[tuple[int, int] | str] = []
        """Where each batch lies on disk, or the file whose rows in memory are it."""
        self._bytes = self._documents = 0
        self._last: tuple[int, pa.Table] | None = None

    def add(self, tables: Mapping[str, pa.Table]) -> dict[str, Run]:
        """Takes what one document gives; tells of each file where its rows are."""
        runs: dict[str, Run] = {}
        for path, rows in tables.items():
            if path not in self._open:
                self._open[path] = len(self._batches), 0
                self._batches.append(path)
            batch, start = self._open[path]
            runs[path] = batch, start, rows.num_rows
            self._open[path] = batch, start + rows.num_rows
            self._held.setdefault(path, []).append(rows)
            self._bytes += rows.nbytes + EACH
        self._documents += 1
        if self._bytes > MOST_BYTES or self._documents > MOST_DOCUMENTS:
            self._put_down()
        return runs

    def rows(self, run: Run) -> pa.Table:
        """The rows of a run."""
        batch, start, count = run
        if self._last is None or self._last[0] != batch:
            self._last = batch, self._batch(batch)
        return self._last[1].slice(start, count)

    def close(self) -> None:
        """Lets go of the disk."""
        self._file.close()

    def _batch(self, batch: int) -> pa.Table:
        place = self._batches[batch]
        if isinstance(place, str):
            self._held[place] = [whole(self._held[place])]
            return self._held[place][0]
        self._file.seek(place[0])
        return pa.ipc.open_stream(self._file.read(place[1])).read_all()

    def _put_down(self) -> None:
        self._file.seek(0, 2)
        for path, tables in self._held.items():
            rows, sink = whole(tables), pa.BufferOutputStream()
            with pa.ipc.new_stream(sink, rows.schema, options=pa.ipc.IpcWriteOptions(compression="lz4")) as stream:
                stream.write_table(rows)
            written = sink.getvalue()
            self._batches[self._open[path][0]] = self._file.tell(), written.size
            self._file.write(written)
        self._held, self._open = {}, {}
        self._bytes = self._documents = 0
        self._last = None


def whole(tables: Sequence[pa.Table]) -> pa.Table:
    """The rows of all of them as one piece."""
    return tables[0] if len(tables) == 1 else pa.concat_tables(tables).combine_chunks()
