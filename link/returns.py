"""Actions that one edition left out and a later one has again: a report by exception leaves out what goes well."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from link.changes import changed
from link.editions import edition_links
from link.pairing import Pairing, pair
from link.wording import Worded
from model import Link

RETURNED = 0.7
"""Likeness of words from which an action that is new in an edition is one that was left out before."""
LEFT_OUT = 2
"""Editions that may leave it out."""


def line_links(steps: Sequence[Pairing]) -> Iterator[Link]:
    """The links of a line of editions, from step to step; an action that comes back went on, and was neither dropped nor new."""
    waiting: dict[str, tuple[int, Link, Worded]] = {}
    for number, step in enumerate(steps):
        links = list(edition_links(step))
        lefts, rights = ({one.promise.action_id: one for one in side} for side in (step.left, step.right))
        for gone in [name for name, (since, *_) in waiting.items() if number - since > LEFT_OUT]:
            yield waiting.pop(gone)[1]
        fresh = [rights[link.to_action_id] for link in links if link.relation == "new" and link.to_action_id]
        back = {link.to_action_id: link for link in _returned([one for *_, one in waiting.values()], fresh)}
        for link in back.values():
            waiting.pop(str(link.from_action_id))
        for link in links:
            if link.relation == "dropped" and link.from_action_id:
                waiting[link.from_action_id] = number, link, lefts[link.from_action_id]
            else:
                yield back.get(link.to_action_id, link)
    yield from (link for _, link, _ in waiting.values())


def _returned(waiting: Sequence[Worded], fresh: Sequence[Worded]) -> Iterator[Link]:
    if waiting and fresh:
        names_leads = all(any(one.promise.leads for one in side) for side in (waiting, fresh))
        for couple in pair(waiting, fresh).couples:
            if couple.certain and couple.wording >= RETURNED:
                one, other = waiting[couple.left].promise, fresh[couple.right].promise
                yield changed("next_edition", one, other, couple.score, True, names_leads)
