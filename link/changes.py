"""What became different between an action and what it became."""

from __future__ import annotations

from collections.abc import Collection

from link.words import words_of
from model import Link, Promise, Relation


def changed(relation: Relation, one: Promise, other: Promise, score: float, certain: bool, names_leads: bool = True) -> Link:
    """The link of the two with all that changed; `names_leads` is False where one of the editions names no lead at all."""
    return Link(
        relation=relation,
        from_action_id=one.action_id,
        to_action_id=other.action_id,
        score=round(min(max(score, 0.0), 1.0), 4),
        certain=certain,
        due_moved_days=(other.due - one.due).days if one.due and other.due else None,
        status_from=one.status,
        status_to=other.status,
        lead_changed=_known(one.leads) != _known(other.leads) if names_leads else None,
        wording_changed=words_of(one.action) != words_of(other.action),
    )


def ended(one: Promise, score: float, certain: bool) -> Link:
    """The action is in no later edition."""
    return Link("dropped", one.action_id, None, score, certain, status_from=one.status)


def begun(one: Promise, score: float, certain: bool) -> Link:
    """The action was in no earlier edition."""
    return Link("new", None, one.action_id, score, certain, status_to=one.status)


def _known(names: Collection[str]) -> set[str]:
    return {" ".join(words_of(name)) for name in names}
