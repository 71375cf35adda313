"""What holds of the links of any editions, however little they make sense."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from link.linking import link_family
from model import Edition, Promise
from tests.link.factories import edition

WORDS = (
    "review",
    "lettings",
    "policy",
    "barge",
    "orchard",
    "plant",
    "repair",
    "lock",
    "and",
    "the",
    "forty",
    "swifts",
    "Leeds",
    "café",
    "17",
)
ACTION = st.lists(st.sampled_from(WORDS), max_size=9).map(" ".join)
WHEN = st.sampled_from(("2022-03", "2023-03", "2023-09", "2024-03", None))
TITLE = st.sampled_from(("Parks Plan", "Parks and Rivers Plan", "Action Plan", None))


@st.composite
def families(draw: st.DrawFn) -> list[Edition]:
    def promises(name: str) -> list[Promise]:
        texts = draw(st.lists(ACTION, max_size=7))
        return [Promise(f"{name}/{n}", n, text, ref=draw(st.sampled_from((None, "1", "2")))) for n, text in enumerate(texts, 1)]

    return [edition(f"{n}", promises(f"{n}"), draw(WHEN), draw(TITLE)) for n in range(draw(st.integers(0, 5)))]


@settings(max_examples=200)
@given(families())
def test_every_action_has_one_fate(family: list[Edition]) -> None:
    result = link_family(family)
    known = {one.action_id for each in family for one in each.promises}
    assert {end for link in result.links for end in (link.from_action_id, link.to_action_id)} <= known | {None}
    assert all(0.0 <= link.score <= 1.0 for link in result.links)
    for relation, end in (
        ("next_edition", "from_action_id"),
        ("next_edition", "to_action_id"),
        ("split", "to_action_id"),
        ("merged", "from_action_id"),
    ):
        assert max(Counter(getattr(link, end) for link in result.links if link.relation == relation).values(), default=1) == 1
    went_on = {link.from_action_id for link in result.links if link.relation in ("next_edition", "split", "merged")}
    came_from = {link.to_action_id for link in result.links if link.relation in ("next_edition", "split", "merged")}
    assert not went_on & {link.from_action_id for link in result.links if link.relation == "dropped"}
    assert not came_from & {link.to_action_id for link in result.links if link.relation == "new"}


@settings(max_examples=100)
@given(families())
def test_a_rendition_counts_for_nothing_else(family: list[Edition]) -> None:
    result = link_family(family)
    poorer = {document for document, _ in result.renditions}
    assert not poorer & set(result.renditions.values())
    for link in result.links:
        papers = {end.split("/")[0] for end in (link.from_action_id, link.to_action_id) if end}
        assert (link.relation == "same_edition") == bool(papers & poorer)
    assert link_family(family[::-1]) == result
