"""`datapackage.json`: what the version holds, for programs and people, as Data Package 2.0. Standard library only."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass

from publish.schema import PARTITIONS, SCHEMA_VERSION, SCORE, TABLES, Column, Table

PROFILES = "https://datapackage.org/profiles/2.0"
JSON_TYPES = {"bool": "boolean", "int16": "integer", "int32": "integer", "int64": "integer", "float32": "number", "date32": "date"}
LICENCE_NOTE = (
    "The words of the plans are the councils' own; see each paper for its terms. Names and codes of councils are taken from "
    "mySociety's register of UK local authorities, licensed under CC BY 4.0: credit mySociety where you pass them on."
)
REGISTER = {
    "title": "mySociety: UK local authority names and codes (CC BY 4.0)",
    "path": "https://pages.mysociety.org/uk_local_authority_names_and_codes/",
}
CREDIT = {"title": "mySociety", "path": "https://www.mysociety.org/", "roles": ["source of the register of councils"]}

Json = dict[str, object]


@dataclass(frozen=True, slots=True)
class Written:
    """One file of a version: its table, its path in the version, and what it holds."""

    table: str
    path: str
    rows: int
    size: int
    sha256: str


def content_digest(files: Sequence[Written]) -> str:
    """The version's name: 16 hex digits that change when any byte of its tables, or what is said of them, does."""
    told = json.dumps(_described(files), ensure_ascii=False, sort_keys=True)  # on one line, which takes a tenth of the time
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def package_text(files: Sequence[Written]) -> str:
    """The whole of `datapackage.json`."""
    return _as_text(_described(files) | {"version": f"{SCHEMA_VERSION}+{content_digest(files)}"})


def _as_text(package: Json) -> str:
    return json.dumps(package, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def _described(files: Sequence[Written]) -> Json:
    return {
        "$schema": f"{PROFILES}/datapackage.json",
        "name": "council-action-plans",
        "title": "Action plans of UK councils",
        "description": "Actions, leads, timescales and progress read out of action plans in councils' committee papers.",
        "schemaVersion": SCHEMA_VERSION,
        "licenceNote": LICENCE_NOTE,
        "sources": [REGISTER],
        "contributors": [CREDIT],
        "resources": [_resource(table, [file for file in files if file.table == table.name]) for table in TABLES.values()],
    }


def _resource(table: Table, files: Sequence[Written]) -> Json:
    described: Json = {
        "$schema": f"{PROFILES}/dataresource.json", "name": table.name, "type": "table", "description": table.means,
        "format": "parquet", "mediatype": "application/vnd.apache.parquet",
        "path": [file.path for file in files] if table.partitioned else files[0].path,
        "bytes": sum(file.size for file in files), "rowCount": sum(file.rows for file in files),
        "files": [{"path": file.path, "bytes": file.size, "hash": f"sha256:{file.sha256}", "rowCount": file.rows} for file in files],
        "schema": _schema(table),
    }  # fmt: skip
    if table.partitioned:
        return described | {"partitions": [_field(column, table) for column in PARTITIONS]}
    return described | {"hash": f"sha256:{files[0].sha256}"}


def _schema(table: Table) -> Json:
    fields = [_field(column, table) for column in table.columns]
    schema: Json = {"$schema": f"{PROFILES}/tableschema.json", "fields": fields, "missingValues": [""]}
    return schema | ({"primaryKey": list(table.key)} if table.key else {})


def _field(column: Column, table: Table) -> Json:
    constraints: Json = {"required": True} if column.required else {}
    if table.key == (column.name,):
        constraints["unique"] = True
    if column.unit == SCORE:
        constraints |= {"minimum": 0, "maximum": 1}
    field: Json = {"name": column.name, "type": _json_type(column), "arrowType": column.type, "description": column.means}
    optional: Json = {"example": column.example, "unit": column.unit, "categories": list(column.values), "constraints": constraints}
    return field | {name: value for name, value in optional.items() if value}


def _json_type(column: Column) -> str:
    if column.type.startswith("list<"):
        return "array"
    return "object" if column.type.startswith("map<") else JSON_TYPES.get(column.type, "string")
