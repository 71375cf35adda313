"""What a version promises, checked on the very files that are about to be published."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from errors import PublishError
from publish.arrow import arrow_schema
from publish.schema import LEADS, PARTIES, SCORE, TABLES, Column, Table

SHOWN = 3
DAYS = ("start_date", "due_date")
BONDS = {
    "actions": ["action_id", "document_id", "part"],
    "readings": ["action_id"],
    "deadlines": ["action_id"],
    "issues": ["action_id", "source_file"],
    "documents": ["document_id", "part", "source_file", "rows"],
}
LOWEST, HIGHEST = -1e-6, 1 + 1e-6
ADVICE = f"{PublishError.advice} Please report this: it is a fault of ours, not of the papers."


def keep_promises(version: Path, counted: dict[str, int]) -> None:
    """Returns where every promise holds; raises PublishError naming those that are broken. `counted`: rows written, by table."""
    broken = [promise for table in TABLES.values() for promise in _broken_files(version, table)]
    if not broken:
        for table in TABLES.values():
            rows = read_table(version, table.name, [column.name for column in table.columns if _is_checked(table, column)])
            broken += _broken_columns(table, rows, counted.get(table.name, 0))
        broken += _broken_bonds({name: read_table(version, name, columns) for name, columns in BONDS.items()})
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


def _broken_files(version: Path, table: Table) -> Iterator[str]:
    files = files_of_table(version, table.name)
    if not files:
        yield f"{table.name} has no file"
    for file in files:
        if not pq.read_schema(file).equals(arrow_schema(table)):
            yield f"{file.relative_to(version)} has not the columns of its table"


def _is_checked(table: Table, column: Column) -> bool:
    """Long texts are promised nothing, and need not be read again."""
    promised = column.required or bool(column.values) or column.unit == SCORE or column.type == LEADS
    return promised or column.name in (*table.key, "action_id", *DAYS)


def _broken_columns(table: Table, rows: pa.Table, counted: int) -> Iterator[str]:
    if rows.num_rows != counted:
        yield f"{table.name} holds {rows.num_rows} rows where {counted} were written"
    for column in (column for column in table.columns if _is_checked(table, column)):
        values = rows[column.name]
        where = f"{table.name}.{column.name}"
        if column.required and values.null_count:
            yield f"{where} is blank in {values.null_count} rows"
        if column.values and (strange := _outside(values.cast(pa.string()), column.values)):
            yield f"{where} holds {strange}"
        if column.unit == SCORE and (strange := _no_scores(values)):
            yield f"{where} holds {strange}, which is no score"
        if column.type == LEADS and (strange := _outside(pc.struct_field(pc.list_flatten(values), "kind"), PARTIES)):
            yield f"{where} holds the kind {strange}"
    if table.key and (repeated := _repeated(rows, table.key)):
        yield f"{table.name} has {repeated} more than once"
    if set(DAYS) <= set(rows.column_names):
        backwards = rows.filter(pc.greater(rows["start_date"], rows["due_date"]))
        if backwards.num_rows:
            yield f"{table.name} starts after it is due: {_some(backwards['action_id'])}"


def _broken_bonds(tables: dict[str, pa.Table]) -> Iterator[str]:
    """Every row's document and action exist, and a document's rows are as many as it says."""
    known = tables["actions"]["action_id"]
    for name in ("readings", "deadlines", "issues"):
        if strange := _outside(tables[name]["action_id"], known):
            yield f"{name} tells of an action that is not there: {strange}"
    if strange := _outside(tables["issues"]["source_file"], tables["documents"]["source_file"]):
        yield f"issues tells of a document that is not there: {strange}"
    claimed = dict(zip(_parts(tables["documents"]), tables["documents"]["rows"].to_pylist(), strict=True))
    there = Counter(_parts(tables["actions"]))
    for pair in there.keys() - claimed.keys():
        yield f"actions tells of a document that is not there: {pair[0]}, part {pair[1]}"
    for pair, rows in claimed.items():
        if rows and there[pair] != rows:
            yield f"document {pair[0]}, part {pair[1]} says {rows} rows and has {there[pair]}"


def _parts(rows: pa.Table) -> list[tuple[object, object]]:
    return list(zip(rows["document_id"].to_pylist(), rows["part"].to_pylist(), strict=True))


def _outside(values: pa.ChunkedArray[Any], allowed: pa.ChunkedArray[Any] | tuple[str, ...]) -> str:
    present = values.drop_null()
    allowed_values = pa.array(allowed, pa.string()) if isinstance(allowed, tuple) else allowed.combine_chunks()
    return _some(present.filter(pc.invert(pc.is_in(present, value_set=allowed_values))))


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
