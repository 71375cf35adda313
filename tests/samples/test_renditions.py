"""The same plan, whatever it looks like: what is made stays as committed, and every layout gives the rows of the gold."""

from __future__ import annotations

import hashlib
import json
from typing import Any

import pytest

from bench.fields import joined, plain
from samples.content import read_paper
from samples.make import make, manifest, matrix
from samples.measure import FLOORS, RENDITIONS, fallen, listed, measure, raised, read_floors

QUICK = (
    "climate-split-headers.ruled-landscape.pdf",
    "climate-split-headers.borderless.pdf",
    "send-lead-with-deadline.horizontal-rules.pdf",
    "highways-fixed-width.in-pack.pdf",
    "parks-markdown-rag.controls.docx",
    "growth-two-statuses.spans.html",
    "parish-one-cell-a-line.dates.xlsx",
    "risk-register.near-miss.pdf",
)
"""One of each kind, read on every run; the rest is slow."""

GOLD = RENDITIONS.parent / "gold"
STEMS = sorted({name.partition(".")[0] for name, entry in listed().items() if entry["gold"]})


# -- what is made ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", QUICK)
def test_making_again_gives_the_committed_bytes(name: str) -> None:
    assert make([name])[name] == (RENDITIONS / name).read_bytes(), "run `make renditions` and commit what changed"


@pytest.mark.slow
def test_making_everything_again_gives_the_committed_files() -> None:
    made = make(matrix())
    assert {name for name, content in made.items() if content != (RENDITIONS / name).read_bytes()} == set()
    assert manifest(made) == (RENDITIONS / "manifest.json").read_text("utf-8")


def test_the_manifest_names_every_file_as_it_is() -> None:
    there = {path.name for path in RENDITIONS.iterdir()} - {"manifest.json", FLOORS.name}
    assert there == set(listed()) == set(matrix())
    hashes = {name: hashlib.sha256((RENDITIONS / name).read_bytes()).hexdigest() for name in there}
    assert hashes == {name: entry["sha256"] for name, entry in listed().items()}


def test_the_files_stay_small() -> None:
    assert sum(path.stat().st_size for path in RENDITIONS.iterdir()) < 4_000_000


@pytest.mark.parametrize("stem", STEMS)
def test_a_paper_has_a_cell_for_each_row_and_each_column_of_its_gold(stem: str) -> None:
    paper, wanted = read_paper(stem), gold_of(stem)
    entries = [entry for section in paper.sections for entry in section.entries]
    assert len(entries) == len(wanted)
    assert all(len(entry.cells) == len(entry.goes_on) == len(paper.columns) for entry in entries)
    assert all(not cell for entry in entries for cell, on in zip(entry.cells, entry.goes_on, strict=True) if on)
    assert not any(any(section.entries[0].goes_on) for section in paper.sections), "nothing goes on from another section"
    for action in wanted:
        assert set(action.get("extra", {})) <= {column.header for column in paper.columns}


@pytest.mark.parametrize("stem", STEMS)
def test_a_paper_prints_what_its_gold_calls_printed(stem: str) -> None:
    paper = read_paper(stem)
    for entry, action in zip([entry for section in paper.sections for entry in section.entries], gold_of(stem), strict=True):
        printed = joined([entry.text(column) for column in range(len(paper.columns))])
        said = [*(action[name] for name in ("ref", "lead_raw", "update_raw")), action.get("rag"), *action["outcomes"]]
        assert [text for text in said if plain(text) not in printed] == []


def gold_of(stem: str) -> list[Any]:
    rows: list[Any] = json.loads((GOLD / f"{stem}.json").read_text("utf-8"))["actions"]
    return rows


# -- what is read ------------------------------------------------------------------------------------------------------------


def test_a_sample_of_renditions_gives_the_rows_of_the_gold() -> None:
    assert fallen(measure(QUICK), read_floors()) == []


@pytest.mark.slow
def test_every_rendition_gives_the_rows_of_the_gold() -> None:
    assert fallen(measure(listed()), read_floors()) == []


def test_every_rendition_has_its_floors() -> None:
    assert set(read_floors()) == set(listed())
    for name, floor in read_floors().items():
        assert floor.keys() == ({"row_f1", "field_accuracy", "perfect_rows"} if listed()[name]["gold"] else {"rows"})


# -- the ratchet -------------------------------------------------------------------------------------------------------------

def test_a_fall_is_seen() -> None:
    floors = {"a.pdf": {"row_f1": 0.9}, "b.pdf": {"rows": 0.0}}
    assert fallen({"a.pdf": {"row_f1": 0.9}, "b.pdf": {"rows": 0.0}}, floors) == []
    assert fallen({"a.pdf": {"row_f1": 0.8}}, floors) == ["a.pdf: row_f1 is 0.800, its floor 0.9"]
    assert fallen({"b.pdf": {"rows": 2.0}}, floors) == ["b.pdf: rows is 2.000, its floor 0.0"]
    assert fallen({"c.pdf": {"row_f1": 1.0}}, floors) == ["c.pdf: row_f1 is 1.000, its floor missing"]


def test_floors_rise_and_never_fall() -> None:
    near_miss, plan = "agenda.near-miss.pdf", QUICK[0]
    before = {plan: {"row_f1": 0.5, "perfect_rows": 0.9}, near_miss: {"rows": 3.0}, "gone.pdf": {"row_f1": 1.0}}
    after = raised({plan: {"row_f1": 0.75, "perfect_rows": 0.4}, near_miss: {"rows": 0.0}}, before)
    assert "row_f1 = 0.750\nperfect_rows = 0.900" in after
    assert "rows = 0" in after
    assert "gone.pdf" not in after
