"""Linking many actions: right, at a cost that grows with them, within the minutes and the memory that were promised."""

from __future__ import annotations

import pytest

from bench.link_soak import COUNCILS, council, link_council, soak
from bench.links import Tally

MINUTES, MEGABYTES, MILLION = 5, 2_000, 1_000_000


def test_a_council_is_made_the_same_each_time_and_its_truth_is_whole() -> None:
    editions, truth = council(3, 2, 20)
    assert (editions, truth) == council(3, 2, 20)
    assert len({one.document_id for one in editions}) == len(editions) == 10
    known = {promise.action_id for one in editions for promise in one.promises}
    assert {end for _, *ends in truth for end in ends if end} <= known


def test_a_councils_actions_are_followed() -> None:
    told = link_council((1, 2, 40))
    assert told.tally.precision > 0.95 and told.tally.recall > 0.9


@pytest.mark.slow
def test_a_million_would_be_linked_in_time() -> None:
    few, many = (list(soak(actions, jobs=1)) for actions in (10_000, 100_000))
    each = [sum(one.seconds for one in found) / sum(one.actions for one in found) for found in (few, many)]
    assert len(many) == COUNCILS
    assert each[1] < 1.5 * each[0]
    assert each[1] * MILLION < MINUTES * 60
    assert max(one.megabytes for one in many) < MEGABYTES
    tally = sum((one.tally for one in many), Tally())
    assert tally.precision > 0.98 and tally.recall > 0.95
