"""Clauses without a word of state that report all the same: a count, a verb in the past beside its date, a habit in the present."""

from __future__ import annotations

import re
from typing import NamedTuple

from model import State
from normalise.phrases import squeeze
from normalise.status.part_done import comes_next, count_against, count_of, extent_of, is_put_off, is_step, pieces
from normalise.status.words import StatusWords

BEGINS = re.compile(r"(?:from|since)\b", re.IGNORECASE)
ENDS = re.compile(r"\b(?:to|until|till|through)\b|[–-]", re.IGNORECASE)
"""What stands before a date from which something went on, and before the one that ended it."""


class Report(NamedTuple):
    """What a clause reports, and where in it."""

    state: State
    start: int
    end: int
    rule: str
    score: float


def find_report(clause: str, words: StatusWords) -> Report | None:
    """What a clause tells that holds no word of state; None where it tells nothing."""
    parts = words.parts
    masked = [found.span() for found in words.masks.finditer(clause)]
    for found in parts.verb.finditer(clause):
        if squeeze(found[0]) not in parts.not_done and not any(start <= found.start() < end for start, end in masked):
            told = _past(clause, found, words)
            if told is not None:
                return told
            break
    if counted := count_of(clause, parts):
        return Report(counted.state, counted.start or 0, len(clause.rstrip(" .")), counted.rule, 0.45)
    if parts.portion.match(clause) and (helped := words.grammar.helped.search(clause)):
        return Report("partially_complete", 0, helped.end(), "portion", 0.4)
    if (so_far := parts.so_far.search(clause)) and (figure := parts.figure.search(clause)):
        return Report("in_progress", min(figure.start(), so_far.start()), max(figure.end(), so_far.end()), "so_far", 0.5)
    if present := parts.present.search(clause):
        before = clause[: present.start()]
        if not words.grammar.whenever.search(before) and not words.grammar.future.search(before):
            return Report("in_progress", present.start(), present.end(), "present", 0.4)
    return None


def _past(clause: str, verb: re.Match[str], words: StatusWords) -> Report | None:
    """What a verb in the past, or a past participle, reports of the work."""
    parts, grammar = words.parts, words.grammar
    before, after = clause[: verb.start()], clause[verb.end() :]
    if is_put_off(verb[0], after, parts):
        return Report("deferred", verb.start(), verb.end(), "moved_on", 0.6)
    extent = extent_of(before, after, parts)
    if parts.none.match(before):
        told = grammar.participles.get(squeeze(verb[0])) or ("complete" if squeeze(verb[0]) in parts.done else None)
        none = told == "complete" or told is None and parts.so_far_none.search(clause)
        return Report("not_started", 0, verb.end(), "none_done", 0.5) if none else None
    if extent is not None and extent.rule == "count_of":
        return Report(extent.state, extent.start or 0, verb.end(), extent.rule, extent.score)
    if grammar.negation.search(before) or grammar.future.search(before) or grammar.whenever.search(before):
        return None
    if extent is not None and extent.rule == "bare_count":
        extent = count_against(clause, parts) or extent
    if extent is not None:
        return Report(extent.state, extent.start or 0 if extent.start is not None else verb.start(), verb.end(), extent.rule, extent.score)
    if squeeze(verb[0]) in parts.goals.reached and parts.goals.named.search(before):
        return Report("complete", verb.start(), verb.end(), "goal_reached", 0.6)
    known = grammar.participles.get(squeeze(verb[0])) or ("complete" if squeeze(verb[0]) in parts.done else None)
    if known is not None:
        if known == "complete" and grammar.save.match(after):
            return Report("partially_complete", verb.start(), verb.end(), "save", 0.5)
        step = is_step(before, verb[0], after, parts)
        return Report("in_progress" if step else known, verb.start(), verb.end(), "step" if step else "past", 0.5)
    if re.match(r"\s*[,;–-]", after) and any(comes_next(piece, parts) for piece in pieces(after, parts)):
        return Report("in_progress", verb.start(), verb.end(), "next_step", 0.5)
    dated = parts.dated.search(after)
    if dated is None or re.search(r"[.;:]", after[: dated.start()]) or parts.ahead.upcoming.search(after[: dated.start()]):
        return None
    if BEGINS.match(dated[0]) and not ENDS.search(after, dated.end()):  # "ran from October": whether it still does nobody says
        return None
    return Report("complete", verb.start(), verb.end() + dated.end(), "dated_past", 0.5)
