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


def plain_schema(table: Table) -> pa.Schema:
    """The same with plain words where the file has a dictionary of them, so that rows of many documents stand together as they are."""
    plain = [field.with_type(pa.string()) if pa.types.is_dictionary(field.type) else field for field in arrow_schema(table)]
    return pa.schema(plain)


def plain_rows(table: Table, rows: Sequence[Row]) -> pa.Table:
    """The rows as one Arrow table of the plain schema. Raises PublishError where a value is not of its column's type."""
    schema = plain_schema(table)
    try:
        try:
            return pa.Table.from_pylist(rows, schema)
        except UnicodeEncodeError:
            return pa.Table.from_pylist([{name: _writable(value) for name, value in row.items()} for row in rows], schema)
    except (pa.ArrowInvalid, pa.ArrowTypeError, OverflowError) as reason:
        file = rows[0].get("source_file", rows[0].get("action_id", "?")) if rows else "?"
        raise PublishError(f"{table.name}: a value of {file} does not fit its column: {reason}.") from reason


def plain(table: Table, rows: pa.Table) -> pa.Table:
    """Rows as they were read from a file, in the plain schema."""
    return rows.cast(plain_schema(table))


def packed(table: Table, rows: pa.Table) -> pa.Table:
    """Plain rows as they go into a file: in one piece, each dictionary in the order in which its words come."""
    whole, schema = rows.combine_chunks(), arrow_schema(table)
    columns = [
        whole[field.name].dictionary_encode() if pa.types.is_dictionary(field.type) else whole[field.name] for field in schema
    ]
    return pa.Table.from_arrays(columns, schema=schema)


def _writable(value: object) -> object:
    """Half a character (from a file name that is no UTF-8, say) cannot be stored; a question mark takes its place."""
    match value:
        case str():
            return writable(value)
        case list():
            return [_writable(item) for item in value]
        case tuple():
            return tuple(_writable(item) for item in value)
        case dict():
            return {name: _writable(item) for name, item in value.items()}
        case _:
            return value


def writable(text: str) -> str:
    """The text with a question mark for each half of a character."""
    return text.encode("utf-8", "replace").decode()
