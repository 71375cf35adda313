"""The schema as Arrow types, and rows as Arrow tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pyarrow as pa

from errors import PublishError
from publish.schema import LEADS, REGIONS, SCHEMA_VERSION, Table
from publish.tables import Row

TYPES: Mapping[str, pa.DataType] = {
    "string": pa.string(),
    "bool": pa.bool_(),
    "int16": pa.int16(),
    "int32": pa.int32(),
    "int64": pa.int64(),
    "float32": pa.float32(),
    "date32": pa.date32(),
    "dictionary<string>": pa.dictionary(pa.int32(), pa.string()),
    "list<string>": pa.list_(pa.string()),
    "map<string,string>": pa.map_(pa.string(), pa.string()),
    LEADS: pa.list_(pa.struct([("name", pa.string()), ("kind", pa.string()), ("raw", pa.string()), ("score", pa.float32())])),
    REGIONS: pa.list_(pa.struct([("page", pa.int32()), *((edge, pa.float32()) for edge in ("x0", "top", "x1", "bottom"))])),
}


def arrow_schema(table: Table) -> pa.Schema:
    """The table's columns as Arrow knows them; hive keys stand in folder names, not here."""
    fields = [pa.field(column.name, TYPES[column.type]) for column in table.columns]
    return pa.schema(fields, metadata={"schema_version": SCHEMA_VERSION})


def arrow_table(table: Table, rows: Sequence[Row]) -> pa.Table:
    """The rows as one Arrow table. Raises PublishError where a value is not of its column's type."""
    schema = arrow_schema(table)
    try:
        try:
            return pa.Table.from_pylist(rows, schema)
        except UnicodeEncodeError:
            return pa.Table.from_pylist([{name: _writable(value) for name, value in row.items()} for row in rows], schema)
    except (pa.ArrowInvalid, pa.ArrowTypeError, OverflowError) as reason:
        file = rows[0].get("source_file", rows[0].get("action_id", "?")) if rows else "?"
        raise PublishError(f"{table.name}: a value of {file} does not fit its column: {reason}.") from reason


def joined(table: Table, pieces: Sequence[pa.Table]) -> pa.Table:
    """The pieces one below the other, each dictionary in the order in which its words come; typed also where there are none."""
    if not pieces:
        return arrow_schema(table).empty_table()
    return pa.concat_tables(pieces).unify_dictionaries().combine_chunks()


def _writable(value: object) -> object:
    """Half a character (from a file name that is no UTF-8, say) cannot be stored; a question mark takes its place."""
    match value:
        case str():
            return value.encode("utf-8", "replace").decode()
        case list():
            return [_writable(item) for item in value]
        case tuple():
            return tuple(_writable(item) for item in value)
        case dict():
            return {name: _writable(item) for name, item in value.items()}
        case _:
            return value
