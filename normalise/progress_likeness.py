"""What a paragraph could be, told fast and from its words alone: a report of progress, or an action. For the layout decoder."""

from __future__ import annotations

import re

from normalise.signals import DECLARED, HINTED, TOLD, find_signals
from normalise.status_words import StatusWords

LONGEST_REPORT = 1500


def status_likeness(text: str, words: StatusWords) -> float:
    """How much a whole paragraph looks like the start of a progress cell, 0 to 1: "Completed" is 1, "Review the plan" 0."""
    head = text.strip()[:400]
    if not head or len(text) > LONGEST_REPORT:
        return 0.0
    if words.ratings.rag.match(head) or words.ratings.rag_alone.match(head):
        return 1.0
    signals = find_signals(head, words)
    opening = max((signal.tier for signal in signals if signal.clause == 0), default=-1)
    opens_as_action = action_likeness(text, words) >= 0.8
    if opening >= DECLARED:
        return 0.3 if opens_as_action else 1.0
    if opens_as_action or not signals:
        return 0.0
    if any(signal.tier >= DECLARED for signal in signals):
        return 0.8
    if any(signal.tier >= TOLD for signal in signals):
        return 0.75
    reports = [signal for signal in signals if signal.tier >= HINTED and signal.rule != "planned"]
    if any(signal.rule in {"perfect", "result"} for signal in reports):
        return 0.7
    return 0.5 if reports else 0.2


def action_likeness(text: str, words: StatusWords) -> float:
    """How much a paragraph opens like an action, 0 to 1: "Review the plan", "To ensure …", "All schools to …"."""
    head = text.strip()[:200]
    verbs = words.verbs
    if found := verbs.imperative.match(head):
        rest = (found["rest"] or "").strip()
        if not rest:
            return 0.3
        return 0.2 if _reports(head, found.start("rest"), words) and not found["opener"] else 0.95
    if found := verbs.gerund.match(head):
        return 0.2 if _reports(head, found.end("verb"), words) else 0.6
    if verbs.obliged.match(head):
        return 0.75
    return 0.0


def _reports(head: str, start: int, words: StatusWords) -> bool:
    """"Plan adopted in May", "Review is under way": the verb is a noun, and what follows tells its state."""
    following = re.match(r"\W*(?:[\w’'&-]+\s+){0,3}", head[start:])
    near = start + (following.end() if following else 0)
    return any(signal.tier >= HINTED and start <= signal.start <= near and signal.rule != "planned" for signal in find_signals(head, words))
