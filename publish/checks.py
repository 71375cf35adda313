"""What a version promises, checked on the very files that are about to be published; those taken over were checked before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from errors import PublishError
from publish.arrow import arrow_schema
from publish.package import Written
from publish.schema import LEADS, PARTIES, SCORE, TABLES, Column, Table

SHOWN = 3
MANY = 50_000
"""What is compared with all documents at a time."""
DAYS = ("start_date", "due_date")
LOWEST, HIGHEST = -1e-6, 1 + 1e-6
ADVICE = f"{PublishError.advice} Please report this: it is a fault of ours, not of the papers."


def keep_promises(version: Path, files: Sequence[Written], changed: Set[str]) -> None:
    """Returns where every promise holds; raises PublishError naming those that are broken. `changed`: paths of files just written."""
    broken = [promise for file in files if file.path in changed for promise in _broken_file(version, file)]
    if not broken:
        broken = [*_broken_bonds(version, changed), *_broken_counts(version, files, changed), *_shared_ids(version, files, changed)]
    if broken:
        raise PublishError(f"The dataset would break {len(broken)} of its promises: {'; '.join(broken[:SHOWN])}.", ADVICE)


def read_table(version: Path, name: str, columns: list[str] | None = None) -> pa.Table:
    """All rows of a table of one version, without its hive keys, in the order in which they were written."""
    schema = arrow_schema(TABLES[name])
    wanted = schema if columns is None else pa.schema([schema.field(column) for column in columns])
    read = (pq.ParquetFile(file).read(columns) for file in files_of_table(version, name))  # a dataset of pyarrow would bring pandas in
    return pa.concat_tables([wanted.empty_table(), *(rows.select(wanted.names) for rows in read)])


def files_of_table(version: Path, name: str) -> list[Path]:
    """The table's Parquet files, in order of their names."""
    return sorted((version / name).rglob("*.parquet")) if TABLES[name].partitioned else [version / f"{name}.parquet"]


# -- one file ----------------------------------------------------------------------------------------------------------------


def _broken_file(version: Path, written: Written) -> Iterator[str]:
    table, file = TABLES[written.table], pq.ParquetFile(version / written.path)
    if not file.schema_arrow.equals(arrow_schema(table)):
        yield f"{written.path} has not the columns of its table"
        return
    if file.metadata.num_rows != written.rows:
        yield f"{written.path} holds {file.metadata.num_rows} rows where {written.rows} were written"
    checked = [column for column in table.columns if _is_checked(column)]
    for at in range(file.metadata.num_row_groups):
        yield from _broken_columns(table, checked, file.read_row_group(at, columns=[column.name for column in checked]))
    if table.key and (repeated := _repeated(file.read(columns=list(table.key)), table.key)):
        yield f"{table.name} has {repeated} more than once"


def _is_checked(column: Column) -> bool:
    """Long texts are promised nothing, and need not be read again."""
    promised = column.required or bool(column.values) or column.unit == SCORE or column.type == LEADS
    return promised or column.name in ("action_id", *DAYS)


def _broken_columns(table: Table, columns: Iterable[Column], rows: pa.Table) -> Iterator[str]:
    for column in columns:
        values = rows[column.name]
        where = f"{table.name}.{column.name}"
        if column.required and values.null_count:
            yield f"{where} is blank in {values.null_count} rows"
        if column.values and (strange := _outside(values.cast(pa.string()), pa.array(column.values, pa.string()))):
            yield f"{where} holds {strange}"
        if column.unit == SCORE and (strange := _no_scores(values)):
            yield f"{where} holds {strange}, which is no score"
        if column.type == LEADS and (strange := _outside(pc.struct_field(pc.list_flatten(values), "kind"), pa.array(PARTIES, pa.string()))):
            yield f"{where} holds the kind {strange}"
    if set(DAYS) <= set(rows.column_names):
        backwards = rows.filter(pc.greater(rows["start_date"], rows["due_date"]))
        if backwards.num_rows:
            yield f"{table.name} starts after it is due: {_some(backwards['action_id'])}"


# -- between files -----------------------------------------------------------------------------------------------------------


def _broken_bonds(version: Path, changed: Set[str]) -> Iterator[str]:
    """Rows of an action lie in its own partition; every issue is about a document."""
    for path in sorted(changed):
        table, _, partition = path.partition("/")
        if table not in ("readings", "deadlines"):
            continue
        there = version / "actions" / partition
        known = _ids(there) if there.is_file() else pa.array([], pa.string())
        if strange := _outside(_ids(version / path), known):
            yield f"{table} tells of an action that is not there: {strange}"
    if strange := _some(_missing(version / "issues.parquet", version / "documents.parquet", "source_file")):
        yield f"issues tells of a document that is not there: {strange}"


def _broken_counts(version: Path, files: Sequence[Written], changed: Set[str]) -> Iterator[str]:
    """A document's actions are as many as it says."""
    documents = version / "documents.parquet"
    claimed = sum(pc.sum(batch["rows"]).as_py() or 0 for batch in _batches(documents, ["rows"]))
    if (there := sum(file.rows for file in files if file.table == "actions")) != claimed:
        yield f"documents say {claimed} rows and actions has {there}"
    counted: dict[tuple[str, int], int] = {}
    for path in sorted(path for path in changed if path.startswith("actions/")):
        rows = pq.ParquetFile(version / path).read(columns=["document_id", "part"])
        counts = rows.group_by(["document_id", "part"]).aggregate([([], "count_all")])
        counted.update({(row["document_id"], row["part"]): row["count_all"] for row in counts.to_pylist()})
        if len(counted) > MANY:
            yield from _other_counts(documents, counted)
            counted = {}
    yield from _other_counts(documents, counted)


def _other_counts(documents: Path, counted: dict[tuple[str, int], int]) -> Iterator[str]:
    """Those of the documents counted that say something else."""
    names = pa.array(sorted({name for name, _ in counted}), pa.string())
    said: dict[tuple[str, int], int] = {}
    for batch in _batches(documents, ["document_id", "part", "rows"]):
        rows = batch.filter(pc.is_in(batch["document_id"], value_set=names))
        said.update({(row["document_id"], row["part"]): row["rows"] for row in rows.to_pylist()})
    for (name, part), count in counted.items():
        if (own := said.get((name, part))) != count:
            yield f"document {name}, part {part} says {own} rows and has {count}"


def _shared_ids(version: Path, files: Sequence[Written], changed: Set[str]) -> Iterator[str]:
    """Identifiers begin with the authority: two that are the same lie among its files, of whatever year."""
    authorities = {path.split("/")[1] for path in changed if path.startswith("actions/")}
    below: dict[str, list[str]] = {}
    for file in files:
        if file.table == "actions" and (own := file.path.split("/")[1]) in authorities:
            below.setdefault(own, []).append(file.path)
    for paths in below.values():
        if len(paths) > 1:
            ids = pa.chunked_array([chunk for path in paths for chunk in _ids(version / path).chunks], pa.string())
            if repeated := _repeated(pa.Table.from_arrays([ids], ["action_id"]), ("action_id",)):
                yield f"actions has {repeated} more than once"


def _missing(path: Path, among: Path, column: str) -> pa.ChunkedArray[Any]:
    """Values of a column that stand nowhere in the other file's; of both only some rows are in memory at a time."""
    none: Any = pa.array([], pa.string())
    missing, waiting = [none], none
    for batch in _batches(path, [column]):
        waiting = pc.unique(pa.concat_arrays([waiting, batch[column].drop_null()]))
        if len(waiting) > MANY:
            missing.append(_not_in(waiting, among, column))
            waiting = none
    return pa.chunked_array([*missing, _not_in(waiting, among, column)], pa.string())


def _not_in(values: Any, among: Path, column: str) -> Any:
    for batch in _batches(among, [column]):
        if not len(values):
            break
        values = values.filter(pc.invert(pc.is_in(values, value_set=batch[column])))
    return values


def _batches(path: Path, columns: list[str]) -> Iterator[pa.RecordBatch]:
    with pq.ParquetFile(path, pre_buffer=False) as file:
        yield from file.iter_batches(columns=columns, use_threads=False)


def _ids(path: Path) -> pa.ChunkedArray[Any]:
    return pq.ParquetFile(path).read(columns=["action_id"])["action_id"]


def _outside(values: pa.ChunkedArray[Any], allowed: Any) -> str:
    present = values.drop_null()
    return _some(present.filter(pc.invert(pc.is_in(present, value_set=allowed))))


def _no_scores(values: pa.ChunkedArray[Any]) -> str:
    present = values.drop_null()
    lowest, highest = (pa.scalar(limit, pa.float32()) for limit in (LOWEST, HIGHEST))
    wrong = pc.or_(pc.or_(pc.less(present, lowest), pc.greater(present, highest)), pc.is_nan(present))
    return _some(present.filter(wrong))


def _repeated(rows: pa.Table, key: tuple[str, ...]) -> str:
    counts = rows.group_by(list(key)).aggregate([([], "count_all")])
    twice = counts.filter(pc.greater(counts["count_all"], pa.scalar(1)))
    return _some(twice[key[0]])


def _some(values: pa.ChunkedArray[Any]) -> str:
    """The first few of them in words; empty where there are none."""
    return ", ".join(str(value) for value in pc.unique(values)[:SHOWN].to_pylist())
