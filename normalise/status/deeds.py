"""What was agreed, and who was found: the end of an action that asks for just that, a step on the way of any other."""

from __future__ import annotations

import re
from dataclasses import replace

from model import Status
from normalise.phrases import squeeze
from normalise.status.part_done import value_of
from normalise.status.words import StatusWords

DONE = frozenset({"perfect", "participle", "result", "step", "bare_count", "count_of", "so_far", "first_of_several", "past", "dated_past"})
"""Rules by which a report of what was done hints at a state."""
NAMED = re.compile(r"[^\W\d_]{4,}")
WORD = re.compile(r"[^\W\d_]{3,}")
STEM = 4
"""Letters that a verb and its past participle share: "install" and "installed"."""
NEAREST = 2
"""Words beside a verb that tell what was dealt with."""


def asked_for(status: Status, text: str, action: str, words: StatusWords) -> Status:
    """The status by what the action asks for: "Contractor appointed" is a step on the way, unless it says "Appoint a contractor"."""
    if status.rule not in DONE or not status.evidence:
        return status
    if status.rule == "bare_count":
        enough = _as_many(status.evidence, action, words)
        return replace(status, state="complete", score=0.65, rule="as_many_as_asked") if enough else status
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


def _as_many(evidence: str, action: str, words: StatusWords) -> bool:
    """Whether as many things were dealt with as the action asks for, once and for all: "12 shelters fitted" of "Fit twelve shelters"."""
    counting = words.parts.goals.counting
    done, asked = next(counting.finditer(evidence), None), list(counting.finditer(action))
    if done is None or len(asked) != 1 or words.repeated.search(action):
        return False
    some, whole = (value_of(found["count"], words.parts) for found in (done, asked[0]))
    if some is None or whole is None or some < whole:
        return False
    thing = NAMED.search(action, asked[0].end())
    deed = evidence.split()[-1].casefold()
    same = any(deed.startswith(verb[:STEM]) for verb in WORD.findall(action[: asked[0].start()].casefold()))
    return same and thing is not None and thing[0].casefold() in evidence.casefold()


def _is_about(parted: tuple[str, str, str], action: str) -> bool:
    """Whether what was dealt with, before the verb or behind it, is named in the action."""
    things = NAMED.findall(parted[0].casefold())[-NEAREST:] or NAMED.findall(parted[2].casefold())[:NEAREST]
    asked = action.casefold()
    return any(thing in asked for thing in things)
