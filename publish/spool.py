"""Rows of documents that were loaded, until the files that they belong to are written: in memory while few, on disk where many."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
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
        self._standing = Standing()
        self._starts, self._sizes = array("q"), array("q")
        """Where each batch lies on disk."""
        self._bytes = self._documents = self._added = 0
        self._put_down_after = array("q")
        self._last: tuple[int, pa.Table] | None = None

    def add(self, tables: Mapping[str, pa.Table]) -> dict[str, Run]:
        """Takes what one document gives; tells of each file where its rows are."""
        runs = self._standing.runs((path, rows.num_rows) for path, rows in tables.items())
        for path, rows in tables.items():
            self._held.setdefault(path, []).append(rows)
            self._bytes += rows.nbytes + EACH
        self._documents += 1
        self._added += 1
        self._last = None
        if self._bytes > MOST_BYTES or self._documents > MOST_DOCUMENTS:
            self._put_down()
        return runs

    def retold(self, added: Iterable[Iterable[tuple[str, int]]]) -> Iterator[dict[str, Run]]:
        """What `add` told of the documents that were added first, told again by their files and numbers of rows: so nobody keeps it."""
        standing, ends = Standing(), iter(self._put_down_after)
        end = next(ends, 0)
        for number, slices in enumerate(added, 1):
            yield standing.runs(slices)
            if number == end:
                standing.begin_anew()
                end = next(ends, 0)

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
        if batch >= len(self._starts):
            path = list(self._held)[batch - len(self._starts)]
            self._held[path] = [whole(self._held[path])]
            return self._held[path][0]
        self._file.seek(self._starts[batch])
        return pa.ipc.open_stream(self._file.read(self._sizes[batch])).read_all()

    def _put_down(self) -> None:
        self._file.seek(0, 2)
        for tables in self._held.values():
            rows, sink = whole(tables), pa.BufferOutputStream()
            with pa.ipc.new_stream(sink, rows.schema, options=pa.ipc.IpcWriteOptions(compression="lz4")) as stream:
                stream.write_table(rows)
            written = sink.getvalue()
            self._starts.append(self._file.tell())
            self._sizes.append(written.size)
            self._file.write(written)
        self._held = {}
        self._standing.begin_anew()
        self._put_down_after.append(self._added)
        self._bytes = self._documents = 0
        self._last = None


class Standing:
    """Which rows stand where, by nothing but the order in which they come: batches are numbered as files are first met."""

    def __init__(self) -> None:
        self._begun, self._rows = 0, dict[str, int]()
        """Batches that were put down, and the rows of those in memory."""
        self._numbers = dict[str, int]()

    def runs(self, slices: Iterable[tuple[str, int]]) -> dict[str, Run]:
        """Where the rows of the next document stand."""
        found: dict[str, Run] = {}
        for path, rows in slices:
            number = self._numbers.setdefault(path, self._begun + len(self._numbers))
            start = self._rows.get(path, 0)
            self._rows[path] = start + rows
            found[path] = number, start, rows
        return found

    def begin_anew(self) -> None:
        """Everything was put down: the next rows begin new batches."""
        self._begun += len(self._numbers)
        self._numbers, self._rows = {}, {}


def whole(tables: Sequence[pa.Table]) -> pa.Table:
    """The rows of all of them as one piece."""
    return tables[0] if len(tables) == 1 else pa.concat_tables(tables).combine_chunks()
