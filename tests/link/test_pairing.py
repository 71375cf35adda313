"""The pairing of two editions: the matching is the best, the words decide, and the cost grows with the actions alone."""

from __future__ import annotations

from itertools import permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.link_soak import council
from link.editions import edition_links
from link.fans import merges, splits
from link.matching import STEP, best_matching
from link.pairing import Pairing, pair
from link.wording import likeness, weight, weights, worded
from model import Promise
from tests.link.factories import told

VALUES = st.dictionaries(st.tuples(st.integers(0, 3), st.integers(0, 3)), st.floats(0.01, 1.0), max_size=12)


def best_by_trial(values: dict[tuple[int, int], float]) -> float:
    return max(sum(values.get((left, right), 0.0) for left, right in enumerate(order)) for order in permutations(range(4)))


@given(VALUES)
def test_no_other_matching_comes_to_more(values: dict[tuple[int, int], float]) -> None:
    found = best_matching(values)
    assert len(set(found.values())) == len(found)
    assert all((left, right) in values for left, right in found.items())
    assert sum(values[pair] for pair in found.items()) >= best_by_trial(values) - 4 * STEP - 1e-9


def test_the_whole_counts_not_the_best_pair() -> None:
    assert best_matching({(0, 0): 0.9, (0, 1): 0.85, (1, 0): 0.85}) == {0: 1, 1: 0}
    assert best_matching({(0, 0): 0.9, (1, 0): 0.5}) == {0: 0}
    assert best_matching({}) == {}


def side(*actions: str) -> list[Promise]:
    return [Promise(f"{position}", position, text) for position, text in enumerate(actions, start=1)]


def paired(left: list[Promise], right: list[Promise]) -> Pairing:
    return pair([worded(one) for one in left], [worded(one) for one in right])


OTHERS = ("Count the swifts over the old mill", "Print a map of the ginnels", "Repair the lock at Rodley")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Reviewing the lettings policy for older tenants", "Review of lettings policies for older tenants"),
        ("Hold a job fair in the Corn Exchange every autumn", "Each autumn, hold a fair for jobs in the Corn Exchange"),
        ("Deliver 50 homes at the former depot", "Deliver 65 homes at the former depot by 2026"),
    ],
)
def test_other_words_for_the_same_are_the_same(before: str, after: str) -> None:
    (couple,) = [one for one in paired(side(before, *OTHERS), side(*OTHERS, after)).couples if one.left == 0]
    assert couple.right == 3 and couple.certain


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Adopt a conservation plan for Saltaire", "Adopt a conservation plan for Haworth"),
        ("Hold a youth forum in the library", "Hold a business breakfast in the library"),
    ],
)
def test_another_name_in_the_same_words_is_not_surely_the_same(before: str, after: str) -> None:
    sure = [one for one in paired(side(before, *OTHERS), side(*OTHERS, after)).couples if one.certain]
    assert {(one.left, one.right) for one in sure} == {(1, 0), (2, 1), (3, 2)}


def test_a_part_that_merely_shares_words_is_no_split() -> None:
    result = paired(
        side("Open a café in the walled garden", *OTHERS), side("Open a café in the walled garden", "Open the walled garden", *OTHERS)
    )
    assert splits(result) == () and merges(result) == ()


def test_split_and_merged_in_one_step() -> None:
    before = side(
        "Buy two minibuses and train the drivers in first aid", "Publish the timetable", "Put the timetable on every village board"
    )
    after = side("Buy two minibuses", "Train the drivers in first aid", "Publish the timetable and put it on every village board")
    links = told([*edition_links(paired([*before, *side(*OTHERS)[:0]], after))])
    assert links == {("split", "1", "1"), ("split", "1", "2"), ("merged", "2", "3"), ("merged", "3", "3")}


def test_likeness_is_between_0_and_1_and_the_same_both_ways() -> None:
    texts = ("Mow the verges", "mow the verges", "Sow the verges with clover", "", "16/17 year olds", "Café – “quoted”")
    ready = [worded(one) for one in side(*texts)]
    telling = weights(ready, ready)
    for one in ready:
        for other in ready:
            alike = likeness(one, other, telling, weight(one.stems, telling) + weight(other.stems, telling))
            assert 0.0 <= alike <= 1.0
            assert alike == likeness(other, one, telling, weight(one.stems, telling) + weight(other.stems, telling))
    assert likeness(ready[0], ready[1], telling, 1.0) == 1.0


def test_actions_without_words_are_nobodys_successor() -> None:
    assert paired(side("", "–", *OTHERS), side("…", "", *OTHERS)).couples[0].left == 2


def test_many_that_say_the_same_are_not_all_compared_and_keep_their_order(comparisons: list[None]) -> None:
    result = paired(side(*["Report to the board"] * 400, *OTHERS), side(*["Report to the board"] * 380, *OTHERS))
    assert len(comparisons) < 100 * 400
    assert len(result.couples) == 383


@pytest.fixture
def comparisons(monkeypatch: pytest.MonkeyPatch) -> list[None]:
    """Grows by one with each comparison of two actions' words."""
    made: list[None] = []

    def counted(*asked: Any) -> float:
        made.append(None)
        return likeness(*asked)

    monkeypatch.setattr("link.pairing.likeness", counted)
    return made


def test_comparisons_grow_with_the_actions_and_not_with_their_square(comparisons: list[None]) -> None:
    def cost(actions: int) -> int:
        first, second = council(1, 1, actions)[0][:2]
        comparisons.clear()
        pair(*([worded(one) for one in each.promises] for each in (first, second)))
        return len(comparisons)

    assert 0 < cost(4000) < 15 * cost(400)
