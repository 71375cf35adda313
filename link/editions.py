"""What became of each action in the next edition of its plan."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from link.changes import begun, changed, ended
from link.fans import Fan, merges, splits
from link.pairing import POSSIBLE, Pairing
from model import Doubt, Link, Promise, Relation


def edition_links(pairing: Pairing) -> Iterator[Link]:
    """One link an action that went on, two or more where it was split or merged, and one where it ended or began."""
    names_leads = all(any(one.promise.leads for one in side) for side in (pairing.left, pairing.right))
    lefts, rights = [one.promise for one in pairing.left], [one.promise for one in pairing.right]
    fans = splits(pairing)
    split = {fan.whole for fan in fans}, {part for fan in fans for part in fan.parts}
    others = [fan for fan in merges(pairing) if fan.whole not in split[1] and not split[0] & {*fan.parts}]
    gone = split[0] | {part for fan in others for part in fan.parts}
    come = split[1] | {fan.whole for fan in others}
    for fan in fans:
        yield from _of_fan("split", fan, lefts, rights, names_leads)
    for fan in others:
        yield from _of_fan("merged", fan, lefts, rights, names_leads)
    for couple in pairing.couples:
        if couple.left not in gone and couple.right not in come:
            one, other = lefts[couple.left], rights[couple.right]
            yield changed("next_edition", one, other, couple.score, couple.certain, names_leads)
            gone.add(couple.left)
            come.add(couple.right)
    near_left, near_right = pairing.nearest()
    for here, one in enumerate(lefts):
        if here not in gone:
            yield ended(one, *_alone(near_left.get(here, 0.0)))
    for there, other in enumerate(rights):
        if there not in come:
            yield begun(other, *_alone(near_right.get(there, 0.0)))


def _of_fan(relation: Relation, fan: Fan, lefts: Sequence[Promise], rights: Sequence[Promise], names_leads: bool) -> Iterator[Link]:
    for part, score in zip(fan.parts, fan.scores, strict=True):
        one, other = (lefts[fan.whole], rights[part]) if relation == "split" else (lefts[part], rights[fan.whole])
        yield changed(relation, one, other, score, fan.certain, names_leads)


def _alone(nearest: float) -> tuple[float, bool]:
    """How far an action stands from every other, and whether none comes near."""
    return round(1 - min(nearest, 1.0), 4), nearest < POSSIBLE


def uncertain_links(links: Sequence[Link], promises: dict[str, Promise]) -> Iterator[tuple[str, Doubt]]:
    """What a person should decide: each pair that is offered and not asserted, with the later action that it is about."""
    offered: defaultdict[str, list[Link]] = defaultdict(list)
    for link in links:
        if not link.certain and link.from_action_id and link.to_action_id:
            offered[link.to_action_id].append(link)
    for later, pairs in offered.items():
        names = " and ".join(str(link.from_action_id) for link in pairs)
        text = "\n".join(promises[str(link.from_action_id)].action for link in pairs)
        yield later, Doubt("uncertain_link", f"May be what became of {names} ({pairs[0].relation}).", "info", text, "action")
