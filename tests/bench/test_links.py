"""A little of the curve: links of perturbed editions stay right, and are given up before they are wrong."""

from __future__ import annotations

from bench.links import authored, curve
from bench.perturb import successor


def test_the_truth_of_a_perturbed_plan_is_whole() -> None:
    plan = authored()[0]
    case = successor(plan, 0.2, [one.action for other in authored()[1:] for one in other.promises], seed=3)
    origins = {link[1] for link in case.links if link[1]}
    assert origins == {one.action_id for one in plan.promises}
    assert {link[2] for link in case.links if link[2]} == {one.action_id for one in case.after.promises}
    assert case == successor(plan, 0.2, [one.action for other in authored()[1:] for one in other.promises], seed=3)


def test_the_curve_holds() -> None:
    told = {degree: groups["followed"] for degree, groups in curve(authored(), (0.0, 0.2, 0.4), rounds=2)}
    assert told[0.0].precision >= 0.98 and told[0.0].recall >= 0.93
    assert told[0.2].precision >= 0.97 and told[0.2].recall >= 0.8
    assert told[0.4].precision >= 0.94
    assert told[0.0].true > 200
