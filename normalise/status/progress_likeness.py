"""What a paragraph could be, told fast and from its words alone: a report of progress, or an action. For the layout decoder."""

from __future__ import annotations

import re

from normalise.status.signals import DECLARED, HINTED, TOLD, find_signals
from normalise.status.words import StatusWords

LONGEST_REPORT = 1500


def status_likeness(text: str, words: StatusWords) -> float:
    """How much a whole paragraph looks like the start of a progress cell, 0 to 1: "Completed" is 1, "Review the plan" 0."""
    head = text.strip()[:400]
    if not head or len(text) > LONGEST_REPORT:
        return 0.0
    label = words.ratings.rag_label.match(head)
    start = label.end() if label else 0
    if words.ratings.rag.match(head, start) or words.ratings.rag_alone.match(head, start):
        return 1.0
    found = find_signals(head, words, plain=False)
    signals = [signal for signal in found if signal.state != "unknown"]
    if found and not signals:
        return 0.4
    action = action_likeness(text, words)
    ceiling = 0.3 if action >= 0.6 else 1.0
    if any(signal.tier >= DECLARED and signal.clause == 0 for signal in signals):
        return min(ceiling, 1.0)
    if action >= 0.8 or not signals:
        return 0.0
    if any(signal.tier >= DECLARED for signal in signals):
        return min(ceiling, 0.8)
    if any(signal.tier >= TOLD for signal in signals):
        return min(ceiling, 0.75)
    reports = [signal for signal in signals if signal.tier >= HINTED and signal.rule != "planned"]
    if any(signal.rule in {"perfect", "result"} or words.grammar.perfect.match(head, signal.start) for signal in reports):
        return min(ceiling, 0.7)
    return min(ceiling, 0.5 if reports else 0.2)


def action_likeness(text: str, words: StatusWords) -> float:
    """How much a paragraph opens like an action, 0 to 1: "Review the plan", "To ensure …", "All schools to …"."""
    head = text.strip()[:200]
    verbs = words.verbs
    if found := verbs.imperative.match(head):
        if not found["rest"].strip():
            return 0.3
        if _declares(head, found.end("verb"), words) or words.grammar.auxiliary.match(head, found.end("verb")):
            return 0.1
        return (
            _noun_or_verb(head, found.end("verb"), words, 0.95) if not found["opener"] and found["verb"].casefold() in verbs.nouns else 0.95
        )
    if found := verbs.gerund.match(head):
        told = _declares(head, found.end("verb"), words) or words.grammar.auxiliary.match(head, found.end("verb")) is not None
        return 0.1 if told else _noun_or_verb(head, found.end("verb"), words, 0.6)
    if found := verbs.obliged.match(head):
        reports = any(signal.tier >= HINTED and signal.start < found.start("duty") for signal in find_signals(head, words, plain=False))
        return 0.1 if reports else 0.75
    return 0.0


def _noun_or_verb(head: str, end: int, words: StatusWords, score: float) -> float:
    """The score, unless the verb is a noun and what follows tells its state: "Plan adopted in May", "Review of it is under way"."""
    signals = [signal for signal in find_signals(head, words, plain=False) if signal.tier >= HINTED and signal.start >= end]
    if words.grammar.noun_follows.match(head, end):
        return (
            0.2
            if any(signal.clause == 0 and (signal.tier >= TOLD or signal.rule in {"perfect", "result"}) for signal in signals)
            else score
        )
    following = re.match(r"\W*(?:[\w’'&-]+\s+){0,3}", head[end:])
    near = end + (following.end() if following else 0)
    return 0.2 if any(signal.start <= near for signal in signals) else score


def _declares(head: str, end: int, words: StatusWords) -> bool:
    """Whether the opening words are a state, not an order: "Complete by March", "Work continuing"."""
    opening = [signal for signal in find_signals(head, words, plain=False) if signal.start == 0 and signal.tier >= DECLARED]
    return any(signal.state != "in_progress" or signal.end > end for signal in opening)
