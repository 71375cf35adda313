"""What speaks for a pair of actions beside its words: number, heading, lead, date and order, each as far as it lasts between the two."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from link.words import words_of
from model import Promise

FEATURES = ("ref", "group", "leads", "due", "order")
WORTH = (0.24, 0.10, 0.10, 0.06, 0.06)
"""How much of what the words leave open each can close, where it lasts wholly."""
AGAINST = 0.5
"""How much less a disagreement says than an agreement."""
DOUBT = 2.0
"""As many pairs, half of which agree, are believed in before any is seen."""

Agreement = tuple[float, ...]
"""One figure a feature: 1 agrees, -1 disagrees, 0 is silent."""


@dataclass(frozen=True, slots=True)
class Placed:
    """What stands around an action."""

    ref: str | None
    priority: str
    objective: str
    leads: frozenset[str]
    due: object
    order: float
    """0 for the first of its edition, 1 for the last."""


def placed(promises: Sequence[Promise]) -> list[Placed]:
    """What stands around each of an edition's actions."""
    last = max(len(promises) - 1, 1)
    return [
        Placed(
            ref=one.ref,
            priority=_plain(one.priority or ""),
            objective=_plain(one.objective or ""),
            leads=frozenset(name.casefold() for name in one.leads),
            due=one.due or _plain(one.timescale or "") or None,
            order=position / last,
        )
        for position, one in enumerate(promises)
    ]


@lru_cache(maxsize=10_000)
def _plain(text: str) -> str:
    return " ".join(words_of(text))


def agreement(one: Placed, other: Placed) -> Agreement:
    """How far the two stand in the same place."""
    return (
        _same(one.ref, other.ref),
        (_same(one.priority, other.priority) + _same(one.objective, other.objective)) / (2 if one.objective and other.objective else 1),
        (1.0 if one.leads & other.leads else -1.0) if one.leads and other.leads else 0.0,
        (1.0 if one.due == other.due else -1.0) if one.due and other.due else 0.0,
        max(-1.0, 1 - 8 * abs(one.order - other.order)),
    )


def _same(one: str | None, other: str | None) -> float:
    return (1.0 if one == other else -1.0) if one and other else 0.0


def lasting(sure: Iterable[Agreement]) -> Agreement:
    """How far each feature lasts from one edition to the other, 0 to 1, by the pairs that their words make sure."""
    agreed, asked = [DOUBT / 2] * len(FEATURES), [DOUBT] * len(FEATURES)
    for pair in sure:
        for feature, figure in enumerate(pair):
            if figure:
                agreed[feature] += max(figure, 0.0)
                asked[feature] += 1
    return tuple(yes / of for yes, of in zip(agreed, asked, strict=True))


def support(pair: Agreement, lasts: Agreement) -> float:
    """What the place says for the pair, or below 0 against it."""
    return sum(
        [worth * last * (figure if figure > 0 else AGAINST * figure) for worth, last, figure in zip(WORTH, lasts, pair, strict=True)]
    )
