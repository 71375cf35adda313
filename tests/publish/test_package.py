"""What is said of a version is true, and docs/columns.md says the same."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from publish.arrow import TYPES, arrow_schema
from publish.columns import columns_page
from publish.dataset import publish
from publish.schema import SCHEMA_VERSION, TABLES, Column
from tests.publish.factories import some_harvests

COLUMNS_PAGE = Path(__file__).parents[2] / "docs" / "columns.md"
EVERY_COLUMN = [(table.name, column) for table in TABLES.values() for column in table.columns]


@pytest.fixture(scope="module")
def version(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return publish(some_harvests(), tmp_path_factory.mktemp("out")).version


@pytest.fixture(scope="module")
def package(version: Path) -> Any:
    return json.loads((version / "datapackage.json").read_text("utf-8"))


def test_the_committed_columns_page_is_the_one_the_schema_gives() -> None:
    assert COLUMNS_PAGE.read_text("utf-8") == columns_page(), "run: python -m publish.columns > docs/columns.md"


@pytest.mark.parametrize(("table", "column"), EVERY_COLUMN, ids=[f"{table}.{column.name}" for table, column in EVERY_COLUMN])
def test_every_column_is_typed_explained_and_shown(table: str, column: Column) -> None:
    assert column.type in TYPES
    assert column.means.endswith(".")
    assert column.example
    assert (column.type == "dictionary<string>") or not column.values
    assert f"| {column.name} " in columns_page() or f"| {column.name} *" in columns_page()


def test_names_within_a_table_are_told_apart() -> None:
    for table in TABLES.values():
        names = [column.name for column in table.columns]
        assert len(names) == len(set(names))
        assert set(table.key) <= set(names)


def test_every_file_and_no_other_is_in_the_package(version: Path, package: Any) -> None:
    listed = {file["path"] for resource in package["resources"] for file in resource["files"]}
    there = {path.relative_to(version).as_posix() for path in version.rglob("*.parquet")}
    assert listed == there


def test_hashes_sizes_and_counts_are_those_of_the_files(version: Path, package: Any) -> None:
    for resource in package["resources"]:
        for file in resource["files"]:
            content = (version / file["path"]).read_bytes()
            assert file["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
            assert file["bytes"] == len(content)
            assert file["rowCount"] == pq.read_metadata(version / file["path"]).num_rows
        assert resource["bytes"] == sum(file["bytes"] for file in resource["files"])
        assert resource["rowCount"] == sum(file["rowCount"] for file in resource["files"])


def test_every_column_of_every_file_is_described(version: Path, package: Any) -> None:
    assert [resource["name"] for resource in package["resources"]] == list(TABLES)
    for resource in package["resources"]:
        fields = {field["name"]: field for field in resource["schema"]["fields"]}
        for file in resource["files"]:
            schema = pq.read_schema(version / file["path"])
            assert schema.names == list(fields)
            assert schema.equals(arrow_schema(TABLES[resource["name"]]))
        assert all(field["description"] and field["example"] for field in fields.values())
    status = next(field for field in package["resources"][0]["schema"]["fields"] if field["name"] == "status")
    assert "in_progress" in status["categories"]


def test_the_package_says_what_version_two_of_the_standard_asks(package: Any) -> None:
    assert package["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    assert package["version"].startswith(f"{SCHEMA_VERSION}+")
    assert "mySociety" in package["licenceNote"]
    assert "CC BY 4.0" in package["licenceNote"]
    known = {"string", "integer", "number", "boolean", "date", "array", "object"}
    for resource in package["resources"]:
        assert resource["type"] == "table"
        assert resource["$schema"].endswith("/2.0/dataresource.json")
        paths = resource["path"] if isinstance(resource["path"], list) else [resource["path"]]
        assert paths
        assert not any(Path(path).is_absolute() or ".." in path for path in paths)
        assert {field["type"] for field in resource["schema"]["fields"]} <= known
        assert set(resource["schema"].get("primaryKey", ())) <= {field["name"] for field in resource["schema"]["fields"]}
