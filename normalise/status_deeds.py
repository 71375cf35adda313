"""What was agreed, and who was found: the end of an action that asks for just that, a step on the way of any other."""

from __future__ import annotations

import re
from dataclasses import replace

from model import Status
from normalise.phrases import squeeze
from normalise.status_words import StatusWords

DONE = frozenset({"perfect", "participle", "result", "step", "bare_count", "count_of", "so_far", "first_of_several", "past", "dated_past"})
"""Rules by which a report of what was done hints at a state."""
NAMED = re.compile(r"[^\W\d_]{4,}")
NEAREST = 2
"""Words beside a verb that tell what was dealt with."""


def asked_for(status: Status, text: str, action: str, words: StatusWords) -> Status:
    """The status by what the action asks for: "Contractor appointed" is a step on the way, unless it says "Appoint a contractor"."""
    if status.rule not in DONE or not status.evidence:
        return status
    deed = status.evidence.split()[-1]
    asking = words.grammar.deeds.get(squeeze(deed))
    if asking is None:
        return status
    asked, about = asking.search(action) is not None, _is_about(text.partition(deed), action)
    if status.state == "in_progress" and status.rule == "step" and asked and about:
        return replace(status, state="complete", rule="step_asked")
    if status.state != "complete" or asked or about:
        return status
    return replace(status, state="in_progress", completed=None, score=min(status.score, 0.5), rule="step_deed")


def _is_about(parted: tuple[str, str, str], action: str) -> bool:
    """Whether what was dealt with, before the verb or behind it, is named in the action."""
    things = NAMED.findall(parted[0].casefold())[-NEAREST:] or NAMED.findall(parted[2].casefold())[:NEAREST]
    asked = action.casefold()
    return any(thing in asked for thing in things)
