"""The generator of layouts: a seed gives the same paper each time, its gold holds what it prints, and every layout gives the same rows."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path
from random import Random

import pytest

from bench.fields import joined, plain
from bench.generate import main, names, write_corpus
from bench.generator.documents import FAMILIES, document, plan_of
from bench.generator.noise import LEVELS, noisy
from bench.generator.plans import composed
from bench.generator.timescales import timescale
from bench.quality import Claims, by_family, failures, judge, read_corpus, summed

SEEDS = range(1, 9)
QUICK = (
    "grid.pdf", "grid-small-portrait.pdf", "no-rules.pdf", "upright-rules.pdf", "banners.pdf", "header-broken.pdf", "merged-down.pdf",
    "a3.pdf", "turned.pdf", "mixed-orientation.pdf", "colour-only.pdf", "slides.pdf", "banners.docx", "cards.docx", "spans.html",
    "website.html", "workbook.xlsx", "tabs.txt", "markdown.txt", "labels.txt",
)  # fmt: skip
"""Families read on every run, one paper each."""


# -- what is made ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("family", FAMILIES)
def test_a_seed_gives_the_same_paper_each_time_and_another_seed_another(family: str) -> None:
    once, again, other = document(family, 2, "middle"), document(family, 2, "middle"), document(family, 3, "middle")
    assert (once.content, once.gold) == (again.content, again.gold)
    assert once.content != other.content


@pytest.mark.parametrize("seed", SEEDS)
def test_a_plan_prints_what_its_gold_calls_printed(seed: int) -> None:
    plan = composed(seed)
    entries = [entry for section in plan.paper.sections for entry in section.entries]
    for entry, row in zip(entries, plan.gold["actions"], strict=True):
        printed = joined([entry.text(column) for column in range(len(plan.paper.columns))])
        said = [*(row[name] for name in ("ref", "action", "lead_raw", "update_raw")), row.get("rag"), *row["outcomes"]]
        assert [text for text in said if plain(text) not in printed] == []


@pytest.mark.parametrize("seed", range(300))
def test_timescales_keep_to_the_conventions(seed: int) -> None:
    said = timescale(Random(seed), 2020, 2024)  # noqa: S311
    start, end = (date.fromisoformat(day) if day else None for day in (said.start, said.end))
    assert start is None or end is None or start <= end
    assert said.ongoing == (said.kind == "ongoing")
    assert (said.precision is None) == (said.edtf is None)
    if said.edtf and said.edtf.startswith("../"):
        assert start is None
        assert end is not None
    if said.edtf and said.edtf.endswith("/.."):
        assert end is None


def test_one_seed_is_one_plan_in_every_layout_that_can_print_it() -> None:
    plans = {family: plan_of(family, 5).gold["actions"] for family in ("grid.pdf", "no-rules.pdf", "tables.docx", "spans.html", "tabs.txt")}
    assert all(rows == plans["grid.pdf"] for rows in plans.values())


def test_noise_grows_and_none_is_none() -> None:
    plan = composed(9)
    clean = [entry.cells for section in plan.paper.sections for entry in section.entries]

    def touched(name: str) -> int:
        heard = noisy(plan, name, Random(1)).paper  # noqa: S311
        there = [entry.cells for section in heard.sections for entry in section.entries]
        return sum(before != after for row, other in zip(clean, there, strict=True) for before, after in zip(row, other, strict=True))

    assert touched("none") == 0
    assert 0 < touched("middle") < touched("heavy")
    assert list(LEVELS) == ["none", "light", "middle", "heavy"]


def test_gold_of_a_lost_cell_has_no_value_to_be_missed() -> None:
    plan = composed(9)
    heard = noisy(plan, "heavy", Random(3))  # noqa: S311
    lost = Counter(
        row["timescale"]["kind"] == "none" and before["timescale"]["kind"] != "none"
        for row, before in zip(heard.gold["actions"], plan.gold["actions"], strict=True)
    )
    assert all((row["timescale_raw"] is None) == (row["timescale"]["kind"] == "none") for row in heard.gold["actions"])
    assert lost[False] > lost[True]


def test_the_command_writes_papers_beside_their_gold(tmp_path: Path) -> None:
    assert main([str(tmp_path), "--seed", "4", "--count", "3", "--family", "tabs.txt"]) == 0
    assert sorted(path.name for path in (tmp_path / "papers").iterdir()) == [f"tabs~{seed}~none.txt" for seed in (4, 5, 6)]
    assert len(list((tmp_path / "gold").iterdir())) == 3


# -- what is read ------------------------------------------------------------------------------------------------------------


def test_whatever_the_layout_the_rows_are_the_same(tmp_path: Path) -> None:
    made = write_corpus(tmp_path, names(2, len(QUICK), "none", QUICK))
    read_corpus(tmp_path / "papers", tmp_path / "output", 1)
    judged = judge(made, tmp_path / "output")
    told = summed(judged)
    assert [(one.name, one.score.row_f1) for one in judged if one.score.row_f1 < 0.99] == []
    assert [
        (family, summed(group).score.field_accuracy)
        for family, group in by_family(judged).items()
        if summed(group).score.field_accuracy < 0.97
    ] == []
    assert told.claims["dates"].wrong == 0
    assert told.text > 0.97


def test_what_is_wrong_is_counted(tmp_path: Path) -> None:
    made = write_corpus(tmp_path, [("tabs.txt", 5, "none"), ("spans.html", 5, "none")])
    read_corpus(tmp_path / "papers", tmp_path / "output", 1)
    broken = [row | {"timescale": row["timescale"] | {"start": "1999-01-01", "end": "1999-12-31"}} for row in made[0].gold["actions"]]
    broken[1]["leads"] = [{"name": "Nobody at All", "kind": "person", "raw": ""}]
    made[0].gold["actions"][:] = broken  # type: ignore[index]
    judged = judge(made, tmp_path / "output")
    dates = judged[0].claims["dates"]
    assert dates.published == dates.wrong >= dates.unwarned > 0
    assert judged[0].claims["leads"].wrong > 0
    assert judged[1].claims["dates"] == Claims(judged[1].claims["dates"].published)
    assert [one.name for one in failures(judged)][:1] == ["tabs.txt 5 none"]
    assert next(iter(by_family(judged))) == "tabs.txt"
