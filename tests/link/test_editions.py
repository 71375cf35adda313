"""The authored editions against what truly became of each action; and what a family of editions may and may not come to."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest

import pipeline
from link.families import families as positions
from link.linking import link_family
from model import Edition, Promise
from tests.link.factories import edition, places, told
from tests.small_papers import bytes_of, rows_of

ROOT = Path(__file__).resolve().parent.parent.parent
LABELS = ("due_moved_days", "status_from", "status_to", "lead_changed", "wording_changed")
ENDS = ("relation", "from_file", "from", "to_file", "to")

PLAN = (
    "Mow the verges of Roundhay Road twice a year",
    "Plant an orchard with the pupils of three schools",
    "Repair the bandstand before the brass festival",
    "Open a café in the walled garden",
    "Survey bats in the lime avenue",
)


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, str]]:
    """Every link of the authored editions, as a line of the gold, and whether it is certain."""
    output = tmp_path_factory.mktemp("editions")
    pipeline.main(["run", str(ROOT / "samples" / "editions"), "--output", str(output), "--jobs", "1", "--quiet"])
    where = places(output)
    return [flat(link, where) | {"certain": str(link["certain"])} for link in rows_of(output, "links")]


@pytest.fixture(scope="module")
def gold() -> list[dict[str, str]]:
    with (ROOT / "samples" / "editions-links.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def flat(link: dict[str, Any], where: dict[str, tuple[str, int]]) -> dict[str, str]:
    before, after = (where.get(link[end] or "", ("", "")) for end in ("from_action_id", "to_action_id"))
    labels = {name: "" if link[name] is None else str(link[name]).lower() for name in LABELS}
    return dict(zip(ENDS, (link["relation"], before[0], str(before[1]), after[0], str(after[1])), strict=True)) | labels


def ends(row: dict[str, str]) -> tuple[str, ...]:
    return tuple(row[name] for name in ENDS)


def test_the_links_of_the_authored_editions_are_right(found: list[dict[str, str]], gold: list[dict[str, str]]) -> None:
    given, true = {ends(row) for row in found if row["certain"] == "True"}, set(map(ends, gold))
    assert len(given & true) >= 0.98 * len(given), given - true
    assert len(given & true) >= 0.95 * len(true), true - given


def test_every_label_of_a_right_link_is_right(found: list[dict[str, str]], gold: list[dict[str, str]]) -> None:
    true = {ends(row): row for row in gold}
    pairs = [({name: row[name] for name in (*ENDS, *LABELS)}, true[ends(row)]) for row in found if ends(row) in true]
    assert len(pairs) > 50
    assert [(row, owed) for row, owed in pairs if row != owed] == []


def families(headers: list[Edition]) -> tuple[tuple[Edition, ...], ...]:
    return tuple(tuple(headers[at] for at in family) for family in positions(iter(headers)))


def test_another_council_with_the_same_plan_is_no_family() -> None:
    here, there = edition("a", PLAN), edition("b", PLAN, "2025-03", council="Wirral Council")
    assert families([here, there]) == ()


def test_a_title_that_changed_is_the_same_family_and_another_plan_is_not() -> None:
    one, two = (
        edition("a", PLAN, title="Parks Action Plan 2020-24"),
        edition("b", PLAN, "2025-03", title="Parks and Rivers Strategy: progress"),
    )
    other = edition("c", PLAN, "2025-03", title="Homelessness Strategy")
    assert families([one, two, other]) == ((one, two),)


def test_like_titles_alone_link_nothing() -> None:
    other = ["Buy two minibuses", "Train drivers in first aid", "Print a timetable for each village", "Ask riders what they miss"]
    assert link_family([edition("a", PLAN), edition("b", other, "2025-03")]).links == ()


def test_the_order_of_the_papers_is_nothing() -> None:
    three = [edition("a", PLAN, "2023-03"), edition("b", PLAN[1:], "2024-03"), edition("c", PLAN[2:], "2025-03")]
    assert link_family(three) == link_family(three[::-1])


def test_what_one_edition_leaves_out_and_the_next_has_again_went_on() -> None:
    three = [edition("a", PLAN, "2023-03"), edition("b", PLAN[:3], "2024-03"), edition("c", PLAN, "2025-03")]
    links = told(link_family(three).links)
    assert ("next_edition", "a/4", "c/4") in links
    assert not {relation for relation, *_ in links} & {"dropped", "new"}


def test_numbers_that_moved_mislead_nobody() -> None:
    before = [Promise(f"a/{n}", n, text, ref=str(n)) for n, text in enumerate(PLAN, start=1)]
    after = [Promise(f"b/{n}", n, text, ref=str(n)) for n, text in enumerate((*PLAN[1:], PLAN[0]), start=1)]
    links = told(link_family([edition("a", before), edition("b", after, "2025-03")]).links)
    assert links == {("next_edition", f"a/{n}", f"b/{n - 1 or 5}") for n in range(1, 6)}


def test_two_that_say_the_same_are_offered_not_asserted() -> None:
    twice = ["Report to the forum", *PLAN, "Report to the forum"]
    result = link_family([edition("a", twice), edition("b", [twice[0], *PLAN[::-1], twice[-1]], "2025-03")])
    unsure = {link.to_action_id for link in result.links if not link.certain}
    assert unsure == {"b/1", "b/7"}
    assert {(action, doubt.code) for _, _, action, doubt in result.doubts} == {("b/1", "uncertain_link"), ("b/7", "uncertain_link")}


def test_papers_of_no_known_day_are_offered_for_an_order() -> None:
    one, two = edition("a", PLAN, None), edition("b", [*PLAN[:3], "Let the boathouse to scouts", "Drain the lower lake"], None)
    result = link_family([one, two])
    assert result.links == ()
    assert [doubt.code for *_, doubt in result.doubts] == ["edition_unordered"]


def test_one_plan_printed_in_two_parts_is_followed_as_one() -> None:
    parts = [edition("b", PLAN[:2], "2025-03"), edition("b", [Promise("b/9", 1, PLAN[2]), Promise("b/8", 2, PLAN[3])], "2025-03", part=2)]
    links = told(link_family([edition("a", PLAN), *parts]).links)
    assert {("next_edition", "a/1", "b/1"), ("next_edition", "a/3", "b/9"), ("dropped", "a/5", None)} <= links


def test_a_part_that_tells_no_council_is_its_papers() -> None:
    parts = [edition("a", PLAN, part=1, council=None, title="Rivers"), edition("a", PLAN, part=2)]
    assert families([*parts, edition("b", PLAN, "2025-03", title="Rivers")]) == ((parts[0], edition("b", PLAN, "2025-03", title="Rivers")),)


def test_where_no_council_is_told_only_one_title_will_do() -> None:
    one, two = (
        edition(name, PLAN, when, council=None, title="Parks and Rivers Plan") for name, when in (("a", "2024-03"), ("b", "2025-03"))
    )
    other = edition("c", PLAN, "2025-03", council=None, title="Parks Plan")
    assert families([one, two, other]) == ((one, two),)


def test_a_plan_follows_its_own_and_not_a_later_one_that_shares_a_little() -> None:
    duties = ["Train the staff each year", "Report to the scrutiny panel", "Review this plan in the spring"]
    other = ["Buy two minibuses", "Print a timetable for each village", "Ask riders what they miss", "Paint the depot", *duties]
    before, between, after = (
        edition("a", [*PLAN, *duties], "2023-03", title="Parks and Transport Plan"),
        edition("b", other, "2023-09", title="Transport Plan"),
        edition("c", [*PLAN, *duties], "2024-03", title="Parks and Transport Plan"),
    )
    links = told(link_family([before, between, after]).links)
    assert {("next_edition", f"a/{n}", f"c/{n}") for n in range(1, 6)} <= links


def test_a_paper_that_comes_later_gives_the_links_of_a_whole_run(tmp_path: Path) -> None:
    papers, late = tmp_path / "papers", "ashfield-2023.txt"
    papers.mkdir()
    whole = ["run", str(papers), "--jobs", "1", "--quiet", "--output"]
    for path in (ROOT / "samples" / "editions").glob("*.txt"):
        if path.name != late:
            (papers / path.name).write_bytes(path.read_bytes())
    assert pipeline.main([*whole, str(tmp_path / "grown")]) == 0
    (papers / late).write_bytes((ROOT / "samples" / "editions" / late).read_bytes())
    assert pipeline.main([*whole, str(tmp_path / "grown")]) == pipeline.main([*whole, str(tmp_path / "fresh")]) == 0
    assert bytes_of(tmp_path / "grown") == bytes_of(tmp_path / "fresh")
    (papers / late).unlink()
    assert pipeline.main([*whole, str(tmp_path / "grown")]) == 0
    followed = {(link["from_action_id"] or "//").split("/")[2] for link in rows_of(tmp_path / "grown", "links")}
    assert "2022-11" in followed and "2023-10" not in followed


def test_a_paper_that_lost_its_council_meets_the_one_council_that_has_its_title_and_day() -> None:
    title = "Parks and Rivers Plan"
    lost, found = edition("a", PLAN, council=None, title=title), edition("b", PLAN, title=title)
    assert families([lost, found]) == ((lost, found),)
    assert families([lost, found, edition("c", PLAN, title=title, council="Wirral Council")]) == ()
    assert families([lost, edition("b", PLAN, "2025-03", title=title)]) == ()
