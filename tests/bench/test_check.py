from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from bench.check import check, corpus_digest, raise_floors, read_floors
from errors import ConfigurationError
from tests.bench.rows import gold_action, gold_of, right_document, right_row

SWINGS, SLIDE = "Mend the swings at Mill Lane", "Order a longer slide for the Rec"
STRUCT = pa.struct([("name", pa.string()), ("kind", pa.string()), ("raw", pa.string()), ("score", pa.float32())])


def write_gold(root: Path, *golds: dict[str, Any]) -> Path:
    folder = root / "gold"
    folder.mkdir(parents=True)
    for at, gold in enumerate(golds):
        (folder / f"{at}.json").write_text(json.dumps(gold), "utf-8")
    (root / "near-misses").mkdir()
    (root / "near-misses" / "minutes.txt").write_text("The meeting opened at seven.", "utf-8")
    return folder


def write_dataset(root: Path, rows: list[dict[str, Any]], documents: list[dict[str, Any]]) -> Path:
    current = root / "output" / "current"
    part = current / "actions" / "authority=anytown" / "year=2031"
    part.mkdir(parents=True)
    numbered = [row | {"part": 1, "ordinal": at, "action_id": f"a/{at}"} for at, row in enumerate(rows, 1)]
    if numbered:
        table = pa.Table.from_pylist([{name: value for name, value in row.items() if name != "leads"} for row in numbered])
        leads = pa.array([row["leads"] for row in numbered], pa.list_(STRUCT))
        pq.write_table(table.append_column("leads", leads), part / "part-0.parquet")
    pq.write_table(pa.Table.from_pylist([{"part": 1, "glossary": [], **document} for document in documents]), current / "documents.parquet")
    return root / "output"


def papers(*extra: dict[str, Any]) -> list[dict[str, Any]]:
    minutes = dict.fromkeys(right_document()) | {"source_file": "papers/minutes.txt", "part": 1}
    return [right_document(glossary=None), minutes, *extra]


def at(source: str, *rows: dict[str, Any]) -> list[dict[str, Any]]:
    return [row | {"source_file": source} for row in rows]


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    return write_gold(tmp_path / "samples", gold_of(gold_action(SWINGS), gold_action(SLIDE), glossary={}))


@pytest.fixture
def good(tmp_path: Path) -> Path:
    return write_dataset(tmp_path / "good", at("papers/play.txt", right_row(SWINGS), right_row(SLIDE)), papers())


@pytest.fixture
def worse(tmp_path: Path) -> Path:
    return write_dataset(tmp_path / "worse", at("papers/play.txt", right_row(SWINGS), right_row(SLIDE, frequency="weekly")), papers())


def test_all_right(good: Path, gold: Path) -> None:
    report = check(good, gold)
    assert report.ok
    assert set(report.figures.values()) == {1.0}
    assert report.figures["near_misses"] == 1
    assert "play.txt" in str(report)
    assert str(report).endswith("ok")


def test_gold_whose_paper_was_not_read_is_not_ok(gold: Path, tmp_path: Path) -> None:
    report = check(write_dataset(tmp_path / "other", [], papers()[1:]), gold)
    assert report.problems == ("play.txt has gold, but is not among the papers",)


def test_floors_hold_what_was_reached_and_tell_what_fell(good: Path, worse: Path, gold: Path, tmp_path: Path) -> None:
    floors = tmp_path / "floors.toml"
    raise_floors(check(good, gold), floors)
    assert check(good, gold, floors).ok
    fallen = check(worse, gold, floors)
    assert not fallen.ok
    assert [problem.split()[0] for problem in fallen.problems] == ["field_accuracy", "perfect_rows", "frequency"]
    assert [(source, miss.row, miss.field) for source, miss in fallen.misses()] == [("play.txt", 2, "frequency")]


def test_a_missing_row_and_a_row_too_many_fall_below_the_floor(good: Path, gold: Path, tmp_path: Path) -> None:
    floors = tmp_path / "floors.toml"
    raise_floors(check(good, gold), floors)
    less = write_dataset(tmp_path / "less", at("papers/play.txt", right_row(SWINGS)), papers())
    more = write_dataset(
        tmp_path / "more", at("papers/play.txt", *[right_row(text) for text in (SWINGS, "Paint the gate", SLIDE)]), papers()
    )
    assert any(problem.startswith("row_f1") for problem in check(less, gold, floors).problems)
    assert any(problem.startswith("row_f1") for problem in check(more, gold, floors).problems)


def test_a_paper_that_was_not_read_has_every_row_missing(gold: Path, tmp_path: Path) -> None:
    empty = write_dataset(tmp_path / "empty", [], papers()[1:])
    report = check(empty, gold)
    assert report.figures["row_f1"] == report.figures["document_facts"] == 0.0


def test_a_near_miss_that_gives_a_row_fails(gold: Path, tmp_path: Path) -> None:
    rows = at("papers/play.txt", right_row(SWINGS), right_row(SLIDE)) + at("papers/minutes.txt", right_row("Open the meeting"))
    report = check(write_dataset(tmp_path / "guilty", rows, papers()), gold)
    assert not report.ok
    assert report.problems == ("papers/minutes.txt is no action plan, but gave 1 rows",)
    assert report.figures["near_misses"] == 0


def test_a_near_miss_that_nobody_read_falls_below_the_floor(good: Path, gold: Path, tmp_path: Path) -> None:
    floors = tmp_path / "floors.toml"
    raise_floors(check(good, gold), floors)
    unread = write_dataset(tmp_path / "unread", at("papers/play.txt", right_row(SWINGS), right_row(SLIDE)), papers()[:1])
    assert [problem.split()[0] for problem in check(unread, gold, floors).problems] == ["near_misses"]


def test_a_silent_edit_of_a_sample_or_of_gold_shows(good: Path, gold: Path, tmp_path: Path) -> None:
    floors = tmp_path / "floors.toml"
    raise_floors(check(good, gold), floors)
    (gold.parent / "near-misses" / "minutes.txt").write_text("The meeting opened at eight.", "utf-8")
    assert ["other samples" in problem for problem in check(good, gold, floors).problems] == [True]
    raise_floors(check(good, gold), floors)
    assert check(good, gold, floors).ok
    before = corpus_digest(gold)
    (gold / "0.json").write_text((gold / "0.json").read_text("utf-8") + "\n", "utf-8")
    assert corpus_digest(gold) != before


def test_floors_rise_and_never_fall_without_a_reason(good: Path, worse: Path, gold: Path, tmp_path: Path) -> None:
    floors = tmp_path / "floors.toml"
    raise_floors(check(worse, gold), floors)
    low = read_floors(floors)
    moved = raise_floors(check(good, gold), floors)
    assert [line.split(":")[0] for line in moved] == ["field_accuracy", "perfect_rows", "frequency"]
    high = floors.read_text("utf-8")
    with pytest.raises(ConfigurationError, match="frequency 0.500 below 1.000"):
        raise_floors(check(worse, gold), floors)
    with pytest.raises(ConfigurationError, match="only with a reason"):
        raise_floors(check(worse, gold), floors, allow_lower=True)
    assert floors.read_text("utf-8") == high
    raise_floors(check(worse, gold), floors, allow_lower=True, reason='"weekly" is now told apart')
    assert read_floors(floors).floor == low.floor
    assert read_floors(floors).reason == '"weekly" is now told apart'
    assert check(worse, gold, floors).ok


def test_a_floor_of_a_figure_that_is_no_longer_measured_is_broken(good: Path, gold: Path, tmp_path: Path) -> None:
    floors = tmp_path / "floors.toml"
    floors.write_text(f'corpus = "{corpus_digest(gold)}"\n[floor]\nhandwriting = 0.5\n', "utf-8")
    assert check(good, gold, floors).problems == ("handwriting is 0.000, its floor 0.500",)


@pytest.mark.parametrize("text", ["corpus = ", 'corpus = "x"\n', 'corpus = "x"\n[floor]\nrow_f1 = "high"\n', 'corpus = "x"\nfloor = 3\n'])
def test_floors_that_cannot_be_read_are_named(good: Path, gold: Path, tmp_path: Path, text: str) -> None:
    (tmp_path / "floors.toml").write_text(text, "utf-8")
    with pytest.raises(ConfigurationError, match=r"floors\.toml"):
        check(good, gold, tmp_path / "floors.toml")


def test_gold_or_a_dataset_that_is_not_there_is_named(good: Path, gold: Path, tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="no gold"):
        check(good, tmp_path)
    with pytest.raises(ConfigurationError, match="no dataset"):
        check(tmp_path / "nothing", gold)
    (gold / "0.json").write_text("{", "utf-8")
    with pytest.raises(ConfigurationError, match=r"0\.json"):
        check(good, gold)


def test_two_papers_of_one_name_need_the_folder(gold: Path, tmp_path: Path) -> None:
    rows = at("papers/play.txt", right_row(SWINGS), right_row(SLIDE))
    twice = write_dataset(tmp_path / "twice", rows, papers(right_document(source_file="old/play.txt", glossary=None)))
    with pytest.raises(ConfigurationError, match="2 papers of that name"):
        check(twice, gold)
