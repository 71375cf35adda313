"""The same edition printed twice: found, the richest kept, and nothing of the poorer merged in silence."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

import pipeline
from link.linking import link_family
from model import Promise
from tests.link.factories import edition, places, told
from tests.link.test_editions import PLAN
from tests.small_papers import rows_of


def rich(name: str, **changes: object) -> list[Promise]:
    made = [
        Promise(f"{name}/{n}", n, text, ref=f"1.{n}", update=f"Step {n} was taken", status="in_progress") for n, text in enumerate(PLAN, 1)
    ]
    return [replace(made[0], **changes), *made[1:]]  # type: ignore[arg-type]


def test_the_seeds_that_are_one_plan_are_one(shared: Path, tmp_path: Path) -> None:
    pipeline.main(["run", str(shared / "seeds"), "--output", str(tmp_path), "--jobs", "1", "--quiet"])
    where, links = places(tmp_path), rows_of(tmp_path, "links")
    pairs = [(where[link["from_action_id"]], where[link["to_action_id"]]) for link in links]
    assert {(one[0][:3], other[0][:3]) for one, other in pairs} == {("000", "001")}
    assert [one[1] for one, _ in pairs] == [other[1] for _, other in pairs] == list(range(1, 28))
    assert {(link["relation"], link["certain"]) for link in links} == {("same_edition", True)}
    documents = {row["source_file"][:3]: row for row in rows_of(tmp_path, "documents")}
    counted = {name: (row["canonical"], row["rendition_of"]) for name, row in documents.items()}
    richer = documents["001"]["document_id"]
    assert counted == {"000": (False, richer)} | {name: (True, None) for name in ("001", "002", "003", "004")}
    offered = [row for row in rows_of(tmp_path, "issues") if row["code"] == "only_in_rendition"]
    assert [(where[row["action_id"]], row["field"], row["text"]) for row in offered] == [(pairs[25][0], "timescale", "August 2020")]
    assert [row["line"] for row in offered] == [
        row["line_start"] for row in rows_of(tmp_path, "actions") if row["action_id"] == links[25]["from_action_id"]
    ]


def test_the_poorer_points_to_the_richer_and_only_that_is_followed() -> None:
    flat = [replace(one, ref=None, status=None, update=None, action_id=f"flat/{one.ordinal}") for one in rich("a")]
    result = link_family([edition("flat", flat), edition("a", rich("a")), edition("b", rich("b"), "2025-03")])
    assert result.renditions == {("flat", 1): "a"}
    assert told(result.links) == {("same_edition", f"flat/{n}", f"a/{n}") for n in range(1, 6)} | {
        ("next_edition", f"a/{n}", f"b/{n}") for n in range(1, 6)
    }


def test_what_the_poorer_alone_holds_is_offered() -> None:
    flat = [replace(one, ref=None, action_id=f"flat/{one.ordinal}", timescale="May 2020") for one in rich("a")]
    wanted = rich("a", timescale=None)
    result = link_family([edition("flat", flat[:1] + rich("flat")[1:]), edition("a", wanted, text_kept=900)])
    assert [(action, doubt.code, doubt.field, doubt.text) for *_, action, doubt in result.doubts] == [
        ("flat/1", "only_in_rendition", "timescale", "May 2020")
    ]


@pytest.mark.parametrize("changed", [{"update": "Done at last"}, {"update": None}])
def test_without_a_date_another_progress_is_another_edition(changed: dict[str, object]) -> None:
    other = [replace(one, action_id=f"b/{one.ordinal}", **changed) for one in rich("b")]  # type: ignore[arg-type]
    assert link_family([edition("a", rich("a")), edition("b", other, None)]).renditions == {}
    same = [replace(one, action_id=f"b/{one.ordinal}") for one in rich("b")]
    assert len(link_family([edition("a", rich("a")), edition("b", same, None)]).renditions) == 1


def test_papers_of_one_day_that_share_little_are_offered() -> None:
    other = [*PLAN[:2], "Let the boathouse to scouts", "Drain the lower lake", "Gravel the path to the mill"]
    result = link_family([edition("a", PLAN), edition("b", other)])
    assert result.links == () and result.renditions == {}
    assert [doubt.code for *_, doubt in result.doubts] == ["editions_overlap"]


def test_of_three_renditions_two_point_to_the_richest() -> None:
    papers = [edition(name, [replace(one, action_id=f"{name}/{one.ordinal}") for one in rich(name)], text_kept=kept)
              for name, kept in (("a", 5), ("b", 9), ("c", 7))]  # fmt: skip
    assert link_family(papers).renditions == {("a", 1): "b", ("c", 1): "b"}


def test_any_number_of_renditions_point_to_one() -> None:
    papers = [edition(f"{n:02}", [replace(one, action_id=f"{n}/{one.ordinal}") for one in rich("x")], text_kept=n) for n in range(15)]
    assert link_family(papers).renditions == {(f"{n:02}", 1): "14" for n in range(14)}


@pytest.mark.slow
def test_every_rendition_of_the_samples_is_one_of_its_plan(root: Path, tmp_path: Path) -> None:
    papers = [root / "samples" / name for name in ("plans", "renditions")]
    pipeline.main(["run", *map(str, papers), "--output", str(tmp_path), "--quiet"])
    counted = [row["source_file"].rpartition("/")[2].partition(".")[0] for row in rows_of(tmp_path, "documents") if row["canonical"]]
    assert sorted(counted) == sorted(path.stem for path in (root / "samples" / "gold").glob("*.json"))
    assert {link["relation"] for link in rows_of(tmp_path, "links")} == {"same_edition"}
