"""Pairs of actions as councils reword them, and as they replace them."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from link.pairing import pair
from link.wording import worded
from model import Promise

CASES = tomllib.loads((Path(__file__).parent.parent / "cases" / "links.toml").read_text("utf-8"))
OTHERS = (
    "Count the swifts over the old mill", "Print a map of the ginnels", "Repair the lock at Rodley", "Train wardens in first aid",
    "Extend the garden waste round to the villages", "Set up a board of young tenants", "Switch the fleet depot to solar power",
    "Offer debt advice in the library",
)  # fmt: skip


def sure(before: str, after: str, numbered: bool) -> bool:
    """Whether the two are surely paired, among others that stay as they are."""

    def side(text: str) -> list[Promise]:
        texts = [*OTHERS[:4], text, *OTHERS[4:]]
        places = [(f"1.{n}", (f"Team {n % 3}",)) if numbered else (None, ()) for n in range(len(texts))]
        return [Promise(str(n), n, one, ref=ref, leads=leads) for n, (one, (ref, leads)) in enumerate(zip(texts, places, strict=True), 1)]

    found = pair([worded(one) for one in side(before)], [worded(one) for one in side(after)]).couples
    return any(couple.left == couple.right == 4 and couple.certain for couple in found)


def cases(kind: str) -> list[object]:
    marked = ((case, (pytest.mark.xfail(reason=case["fails"], strict=True),) if "fails" in case else ()) for case in CASES[kind])
    return [pytest.param(case["before"], case["after"], marks=marks, id=case["after"]) for case, marks in marked]


@pytest.mark.parametrize(("before", "after"), cases("same"))
def test_what_it_became_is_surely_it(before: str, after: str) -> None:
    assert sure(before, after, numbered=True)


@pytest.mark.parametrize(("before", "after"), cases("another"))
def test_another_in_the_same_dress_is_not_surely_it(before: str, after: str) -> None:
    assert not sure(before, after, numbered=False)
