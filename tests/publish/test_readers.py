"""Tools that none of us wrote open what we publish, and agree."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pandas as pd
import polars as pl
import pyarrow.dataset as ds
import pytest

from model import Harvest, Reading
from publish.dataset import publish
from publish.schema import TABLES
from tests.publish.factories import harvest, plan, record, some_harvests

PARTITIONED = [name for name, table in TABLES.items() if table.partitioned]
FILES = [name for name, table in TABLES.items() if not table.partitioned]
DATASETS: dict[str, list[Harvest]] = {
    "filled": some_harvests(),
    "without rows": [harvest(label="minutes.txt")],
    "without documents": [],
    "without deadlines": [harvest(plan(record(timescale=Reading("", None, "blank"))))],
}


@pytest.fixture(params=DATASETS)
def current(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    publish(DATASETS[request.param], tmp_path)
    return tmp_path / "current"


@pytest.mark.parametrize("name", PARTITIONED)
def test_four_readers_agree_on_a_partitioned_table(current: Path, name: str) -> None:
    everywhere = f"{current / name}/**/*.parquet"
    pandas = pd.read_parquet(current / name)
    polars = pl.read_parquet(everywhere, hive_partitioning=True)
    duck = duckdb.sql(f"select * from read_parquet('{everywhere}', hive_partitioning=true)")  # noqa: S608
    arrow = ds.dataset(current / name, partitioning="hive").to_table()
    expected = [column.name for column in TABLES[name].columns] + ["authority", "year"]
    assert list(pandas.columns) == polars.columns == duck.columns == arrow.column_names == expected
    assert len({len(pandas), polars.height, len(duck.fetchall()), arrow.num_rows}) == 1
    first = TABLES[name].columns[0].name
    assert sorted(pandas[first]) == sorted(polars[first].to_list()) == sorted(arrow[first].to_pylist())


@pytest.mark.parametrize("name", FILES)
def test_four_readers_agree_on_a_single_file(current: Path, name: str) -> None:
    file = current / f"{name}.parquet"
    pandas, polars = pd.read_parquet(file), pl.read_parquet(file)
    duck = duckdb.sql(f"select * from read_parquet('{file}')")  # noqa: S608
    arrow = ds.dataset(file).to_table()
    expected = [column.name for column in TABLES[name].columns]
    assert list(pandas.columns) == polars.columns == duck.columns == arrow.column_names == expected
    assert len({len(pandas), polars.height, len(duck.fetchall()), arrow.num_rows}) == 1


def test_the_filled_dataset_has_its_rows_where_they_belong(tmp_path: Path) -> None:
    publish(some_harvests(), tmp_path)
    actions = f"read_parquet('{tmp_path}/current/actions/**/*.parquet', hive_partitioning=true)"
    rows = duckdb.sql(f"select authority, year, count(*) from {actions} group by all order by all").fetchall()  # noqa: S608
    assert rows == [("leeds", 2023, 1), ("otley-town-council", 0, 1), ("york", 2024, 2)]


def test_maps_lists_and_structs_arrive_as_such(tmp_path: Path) -> None:
    publish(some_harvests(), tmp_path)
    actions = f"read_parquet('{tmp_path}/current/actions/**/*.parquet')"
    duck = duckdb.sql(f"select extra['Cost'], leads[1].name, outcomes[1] from {actions} where action_ref = 'A'").fetchall()  # noqa: S608
    assert duck == [("Officer time", "Parks Team", "A mile of hedge")]
