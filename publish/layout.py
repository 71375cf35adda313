"""Of which rows the files of a version are made, and the writing of them: the same rows give the same bytes, wherever they come from."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from publish.arrow import arrow_schema, packed, plain
from publish.entries import Entry
from publish.schema import Table
from publish.spool import OLD, Run, Spool, whole
from publish.staging import write_whole

ROW_GROUP = 10_000
TOGETHER = 200
"""Small pieces that are made one before others are held beside them."""

Placed = tuple[Entry, Mapping[str, Run] | None]
"""An entry, and by file where its rows are; None where they stand in the version before."""


class Layout:
    """The runs of rows of every file that is written anew, in order of the entries that are walked over."""

    def __init__(self, files: Iterable[str]) -> None:
        self._runs: dict[str, array[int]] = {path: array("q") for path in files}
        """Three numbers a run, since there can be several for every paper."""
        self._passed: Counter[str] = Counter()
        """Rows of each file of the version before that were walked over."""

    def __contains__(self, path: str) -> bool:
        """True of a file that is written anew."""
        return path in self._runs

    def runs(self, path: str) -> Iterator[Run]:
        """The runs of a file, in order."""
        numbers = iter(self._runs.get(path, ()))
        return zip(numbers, numbers, numbers, strict=True)

    def walk(self, before: Iterable[Entry], now: Iterable[Placed]) -> None:
        """Goes over the entries; those whose rows are not told stand among those `before`, the very same and in the same order."""
        rest = iter(before)
        for entry, own in now:
            if own is None:
                self._pass_until(rest, entry)
            for path, rows in entry.slices:
                if path in self._runs:
                    self._append(path, own[path] if own is not None else (OLD, self._passed[path] - rows, rows))
        self._pass_until(rest, None)

    def _pass_until(self, rest: Iterator[Entry], wanted: Entry | None) -> None:
        for entry in rest:
            for path, rows in entry.slices:
                if path in self._runs:
                    self._passed[path] += rows
            if wanted is not None and entry.name == wanted.name:
                return
        assert wanted is None, "an entry is not where the version before has it"

    def _append(self, path: str, run: Run) -> None:
        runs = self._runs[path]
        if runs and runs[-3] == run[0] and runs[-2] + runs[-1] == run[1]:
            runs[-1] += run[2]
        else:
            runs.extend(run)


def rows_of(table: Table, runs: Iterable[Run], spool: Spool, old: Path | None, columns: list[str] | None = None) -> Iterator[pa.Table]:
    """The rows of these runs, plain, in pieces of a row group at most; `old` is the file of the version before."""
    before = None
    for run in runs:
        if run[0] == OLD and old and before is None:
            before = Rows(old, columns)
        if run[0] != OLD:
            found = spool.rows(run)
            yield found.select(columns) if columns else found
        elif before:
            for piece in before.slices(run[1], run[2]):
                yield plain_of(table, piece)


def all_rows(table: Table, path: Path) -> Iterator[pa.Table]:
    """The rows of a whole file, plain, a row group at a time."""
    for piece in Rows(path).slices(0, pq.read_metadata(path).num_rows):
        yield plain_of(table, piece)


def plain_of(table: Table, rows: pa.Table) -> pa.Table:
    """The rows in the plain schema, of whatever columns of the table they have."""
    if rows.num_columns == len(table.columns):
        return plain(table, rows)
    fields = [field.with_type(pa.string()) if pa.types.is_dictionary(field.type) else field for field in rows.schema]
    return rows.cast(pa.schema(fields))


class Rows:
    """Rows of one Parquet file by their position, of which a row group is held at a time."""

    def __init__(self, path: Path, columns: list[str] | None = None) -> None:
        self._file, self._columns = pq.ParquetFile(path), columns
        counts = (self._file.metadata.row_group(at).num_rows for at in range(self._file.metadata.num_row_groups))
        self._starts = list(accumulate(counts, initial=0))
        self._held: tuple[int, pa.Table] | None = None

    @property
    def most_held(self) -> int:
        """Rows that are in memory at most."""
        return max((end - first for first, end in pairwise(self._starts)), default=0)

    def slices(self, start: int, count: int) -> Iterator[pa.Table]:
        """Those from `start` on."""
        for at, (first, end) in enumerate(pairwise(self._starts)):
            low, high = max(first, start), min(end, start + count)
            if low < high:
                yield self._group(at).slice(low - first, high - low)

    def _group(self, at: int) -> pa.Table:
        if self._held is None or self._held[0] != at:
            self._held = at, self._file.read_row_group(at, columns=self._columns, use_threads=False)
        return self._held[1]


def write_rows(path: Path, table: Table, pieces: Iterable[pa.Table]) -> int:
    """Writes the file, by row groups of one size; gives back the number of rows."""
    schema, written = arrow_schema(table), 0

    def write(file: Any) -> None:
        nonlocal written
        with pq.ParquetWriter(file, schema, compression="zstd", write_page_index=True) as writer:
            for group in _regrouped(pieces):
                writer.write_table(packed(table, group), row_group_size=ROW_GROUP)
                written += group.num_rows

    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, write)
    return written


def _regrouped(pieces: Iterable[pa.Table]) -> Iterator[pa.Table]:
    """The same rows, cut after every row group."""
    held: list[pa.Table] = []
    count = 0
    for piece in _joined(pieces):
        start = 0
        while count + piece.num_rows - start >= ROW_GROUP:
            take = ROW_GROUP - count
            yield pa.concat_tables([*held, piece.slice(start, take)])
            held, count, start = [], 0, start + take
        if start < piece.num_rows:
            held.append(piece.slice(start))
            count += piece.num_rows - start
    if held:
        yield pa.concat_tables(held)


def _joined(pieces: Iterable[pa.Table]) -> Iterator[pa.Table]:
    """The same rows in fewer pieces: one of a row or two costs some twenty kilobytes beside its rows, and keeps its whole batch alive."""
    held: list[pa.Table] = []
    for piece in pieces:
        held.append(piece)
        if len(held) == TOGETHER or piece.num_rows >= TOGETHER:
            yield whole(held)
            held = []
    if held:
        yield whole(held)
