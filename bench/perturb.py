"""The next edition of an authored plan, as a council could have written it: reworded, renumbered, shuffled, split, merged, dropped."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from model import Edition, Promise

SPLIT, MERGED, DROPPED, NEW, MOVED, SHUFFLED, LEAD, SECTION = 0.06, 0.06, 0.1, 0.1, 0.3, 0.2, 0.1, 0.1
"""Shares of the actions to which each happens; the order of a fifth is changed."""
LONG = 8
"""Words from which an action can be split."""

Truth = tuple[str, str | None, str | None]
"""Relation and the two actions."""


@dataclass(frozen=True, slots=True)
class Successor:
    """An edition, the one after it, and what truly became of each action."""

    before: Edition
    after: Edition
    links: frozenset[Truth]


def successor(plan: Edition, degree: float, others: Sequence[str], seed: int, year: int = 2025) -> Successor:
    """The next edition with this share of the words changed; `others` are actions of other plans, for new ones and new words."""
    chance = random.Random(seed)  # noqa: S311  # nothing here is secret
    spare = chance.sample(list(others), k=min(len(others), 2 * len(plan.promises)))
    vocabulary = [word for text in others for word in text.split()]
    made: list[tuple[Promise, tuple[str, ...], str]] = []
    queue = list(plan.promises)
    dropped: set[str] = set()
    while queue:
        one, lot = queue.pop(0), chance.random()
        words = one.action.split()
        if lot < DROPPED:
            dropped.add(one.action_id)
            continue
        if lot < DROPPED + SPLIT and len(words) >= LONG:
            cut = len(words) // 2 + chance.choice((-1, 0, 1))
            made += [(replace(one, action=" ".join(half)), (one.action_id,), "split") for half in (words[:cut], words[cut:])]
        elif lot < DROPPED + SPLIT + MERGED and queue:
            other = queue.pop(0)
            text = f"{one.action}, and {other.action}"
            made.append((replace(one, action=text), (one.action_id, other.action_id), "merged"))
        else:
            made.append((one, (one.action_id,), "next_edition"))
    made += [(Promise("", 0, spare.pop(), leads=plan.promises[0].leads), (), "new") for _ in plan.promises if chance.random() < NEW]
    return _settled(plan, _shuffled(made, chance), degree, vocabulary, dropped, chance, year)


def _shuffled(made: Sequence[tuple[Promise, tuple[str, ...], str]], chance: random.Random) -> list[tuple[Promise, tuple[str, ...], str]]:
    placed = [
        (position + (chance.uniform(-1, 1) * len(made) if chance.random() < SHUFFLED else 0), one) for position, one in enumerate(made)
    ]
    return [one for _, one in sorted(placed, key=lambda pair: pair[0])]


def _settled(
    plan: Edition,
    made: Sequence[tuple[Promise, tuple[str, ...], str]],
    degree: float,
    vocabulary: Sequence[str],
    dropped: set[str],
    chance: random.Random,
    year: int,
) -> Successor:
    promises: list[Promise] = []
    links: set[Truth] = {("dropped", name, None) for name in dropped}
    for ordinal, (one, origins, relation) in enumerate(made, start=1):
        name = f"{plan.title}/{year}/{ordinal:04}"
        promises.append(_changed(replace(one, action_id=name, ordinal=ordinal, ref=str(ordinal)), degree, vocabulary, plan, chance))
        links.update((relation, origin, name) for origin in origins or (None,))
    when = {"document_id": f"{plan.document_id}+", "edition": f"{year}-03", "edition_date": date(year, 3, 31)}
    after = replace(plan, **when, rows=len(promises), promises=tuple(promises))  # type: ignore[arg-type]
    return Successor(plan, after, frozenset(links))


def _changed(one: Promise, degree: float, vocabulary: Sequence[str], plan: Edition, chance: random.Random) -> Promise:
    words = [chance.choice(vocabulary) if chance.random() < degree else word for word in one.action.split()]
    due = one.due + timedelta(days=chance.choice((92, 183, 365))) if one.due and chance.random() < MOVED else one.due
    leads = chance.choice(plan.promises).leads if chance.random() < LEAD else one.leads
    section = chance.choice(plan.promises).priority if chance.random() < SECTION else one.priority
    return replace(one, action=" ".join(words), due=due, leads=leads, priority=section)
