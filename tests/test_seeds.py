"""Real plans against what a person read in them; and the samples' dataset through tools that none of us wrote."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.dataset as ds
import pytest

import pipeline
from bench.check import Report, check
from publish.schema import TABLES
from tests.small_papers import folder_of, rows_of

ROOT = Path(__file__).resolve().parent.parent
TEXT_FIELDS = (
    "action", "outcomes", "lead_raw", "timescale_raw", "update", "priority", "objective", "action_ref", "priority_ref", "objective_ref",
)  # fmt: skip
LOST = 0.005
"""The share of a plan's text that may be in no field."""
NAMED = ("text_lost", "stray_text")


def run(papers: list[Path], output: Path, *more: str) -> None:
    pipeline.main(["run", *map(str, papers), "--output", str(output), "--jobs", "1", "--quiet", *more])


# -- real plans ------------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def seeds(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Report]:
    output = tmp_path_factory.mktemp("seeds")
    run([shared / "seeds"], output)
    return output, check(output, shared / "gold")


def test_every_row_is_found_and_no_other(seeds: tuple[Path, Report]) -> None:
    documents = seeds[1].documents
    assert len(documents) == 5
    assert {marked.source: marked.score.row_f1 for marked in documents if marked.score.row_f1 < 1.0} == {}


def test_at_most_one_row_is_wrong_in_a_field(seeds: tuple[Path, Report]) -> None:
    wrong = Counter((marked.source, miss.field) for marked in seeds[1].documents for miss in marked.score.misses)
    assert {key: count for key, count in wrong.items() if key[1] in TEXT_FIELDS and count > 1} == {}


def test_every_fact_of_a_document_is_right(seeds: tuple[Path, Report]) -> None:
    assert {(marked.source, fact) for marked in seeds[1].documents for fact, right in marked.facts.items() if not right} == set()


def test_values_are_read_as_a_person_reads_them(seeds: tuple[Path, Report]) -> None:
    figures = seeds[1].figures
    floors = {"timescale_kind": 0.98, "due_date": 0.98, "start_date": 0.98, "timescale_edtf": 0.98, "is_ongoing": 0.98, "frequency": 0.98}
    floors |= {"timescale_raw": 0.98, "leads": 0.95, "lead_kinds": 0.93, "status": 0.96, "perfect_rows": 0.85}
    assert {name: figures[name] for name, floor in floors.items() if figures[name] < floor} == {}


def unaccounted(output: Path) -> dict[str, tuple[int, int]]:
    """What each plan lost and how much of that the issues name, in characters."""
    named: Counter[tuple[str, int]] = Counter()
    for issue in rows_of(output, "issues"):
        if issue["code"] in NAMED:
            named[issue["source_file"], issue["part"]] += sum(char.isalnum() for char in issue["text"] or "")
    return {
        row["source_file"]: (lost, named[row["source_file"], row["part"]])
        for row in rows_of(output, "documents")
        if (lost := (row["text_found"] or 0) - (row["text_kept"] or 0) - (row["text_furniture"] or 0))
    }


def test_no_text_is_lost_unnamed(seeds: tuple[Path, Report]) -> None:
    output = seeds[0]
    found = {row["source_file"]: row["text_found"] for row in rows_of(output, "documents")}
    assert all(count > 1000 for count in found.values())
    lost = unaccounted(output)
    assert {name: count for name, (count, _) in lost.items() if not 0 <= count <= LOST * found[name]} == {}
    assert {name: told for name, told in lost.items() if told[1] < told[0]} == {}


# -- samples ---------------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("samples")
    run([ROOT / "samples" / "plans", ROOT / "samples" / "near-misses"], output, "--keep-contacts")  # a masked text has fewer letters
    return output


@pytest.fixture(scope="module")
def without_rows(tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("without-rows")
    run([folder_of(output / "papers", minutes="Minutes of the meeting held on 4 May 2024.\n")], output)
    return output


def test_the_samples_lose_no_text_unnamed(samples: Path) -> None:
    assert {name: told for name, told in unaccounted(samples).items() if not 0 <= told[0] <= told[1]} == {}


def test_what_is_no_plan_gives_no_row(samples: Path) -> None:
    told = {row["source_file"]: (row["state"], row["rows"]) for row in rows_of(samples, "documents")}
    assert {state for name, state in told.items() if name.startswith("near-misses/")} == {("no_plan", 0)}
    assert all(state == "ok" and rows > 0 for name, (state, rows) in told.items() if name.startswith("plans/"))


@pytest.mark.parametrize("table", [name for name, table in TABLES.items() if table.partitioned])
@pytest.mark.parametrize("dataset", ["samples", "without_rows"])
def test_four_readers_agree(request: pytest.FixtureRequest, dataset: str, table: str) -> None:
    path = request.getfixturevalue(dataset) / "current" / table
    everywhere = f"{path}/**/*.parquet"
    readings: dict[str, Any] = {
        "pandas": pd.read_parquet(path),
        "polars": pl.read_parquet(everywhere, hive_partitioning=True),
        "duckdb": duckdb.sql(f"select * from read_parquet('{everywhere}', hive_partitioning=true)"),  # noqa: S608
        "pyarrow": ds.dataset(path, partitioning="hive").to_table(),
    }
    columns = {name: sorted(getattr(read, "column_names", None) or read.columns) for name, read in readings.items()}
    counts = {name: read.num_rows if name == "pyarrow" else len(read) for name, read in readings.items()}
    assert len(set(map(tuple, columns.values()))) == 1, columns
    assert {"authority", "year", "action_id"} <= set(columns["pandas"])
    assert set(counts.values()) == {counts["pyarrow"]}
    assert (counts["pyarrow"] > 0) == (dataset == "samples")
    ids = {name: sorted(map(str, column_of(read, "action_id"))) for name, read in readings.items()}
    assert {name for name, read in ids.items() if read != ids["pyarrow"]} == set()


def column_of(read: Any, name: str) -> list[object]:
    if isinstance(read, duckdb.DuckDBPyRelation):
        return [row[0] for row in read.project(name).fetchall()]
    return list(read[name].to_pylist() if isinstance(read, pa.Table) else read[name])


@pytest.mark.parametrize("table", [name for name, table in TABLES.items() if not table.partitioned])
@pytest.mark.parametrize("dataset", ["samples", "without_rows"])
def test_four_readers_agree_on_a_single_file(request: pytest.FixtureRequest, dataset: str, table: str) -> None:
    file = str(request.getfixturevalue(dataset) / "current" / f"{table}.parquet")
    pandas, polars, arrow = pd.read_parquet(file), pl.read_parquet(file), ds.dataset(file).to_table()
    duck = duckdb.sql(f"select * from '{file}'")  # noqa: S608
    assert [*pandas.columns] == polars.columns == duck.columns == arrow.column_names
    assert len(pandas) == len(polars) == len(duck) == arrow.num_rows
