"""Signals that take the place of others: what work has come to since, what holds of all of it, and the step after a stage."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from model import State
from normalise.phrases import squeeze
from normalise.status.part_done import comes_next, is_step
from normalise.status.signals import DECLARED, HINTED, SET_ASIDE, TOLD, Signal
from normalise.status.words import StatusWords

Found = tuple[int, str, Signal]
"""Which paragraph, its text, and what it says."""

TURNING: Mapping[State, frozenset[State]] = {
    "in_progress": frozenset({"complete", "deferred", "cancelled"}),
    "deferred": frozenset({"complete", "in_progress", "cancelled"}),
}
"""What may become of work that was under way or put off, in the words of one paragraph."""
OVERRULED: Mapping[State, frozenset[State]] = {
    "not_started": frozenset({"in_progress"}),
    "cancelled": frozenset({"complete", "in_progress", "partially_complete", "not_started"}),
}
"""What is said of a part, and gives way to what holds of all of the work."""
STOPPED = re.compile(r"[.;:!?\n]|\s[-–—]\s")
"""Marks that part what is said of one thing from what is said of the next."""
OPPOSED: Mapping[State, frozenset[State]] = {
    "complete": frozenset({"not_started", "deferred", "cancelled"}),
    "cancelled": frozenset({"complete"}),
    "deferred": frozenset({"complete"}),
    "not_started": frozenset({"complete"}),
}
"""States that cannot both be the work's: one of them is a part's, or another thing's."""
LEAST_RIVALLED, LEAST_OPPOSED, MOST_DOUBTED = 0.85, 0.7, 0.56
"""What is left of a score where as sure a word says another state, and where it says the opposite; the most where it may be another's."""
GOING_ON = frozenset({"being", "continuous", "habit"})
REPORTED = frozenset({"participle", "perfect"})
UNFINISHED = frozenset({"next_step", "rest_to_come"})
"""Rules by which what was done and what is still to do are told together: the one is no rival of the other."""
STOP = re.compile(r"[.;:!?\n]")
BEFORE = re.compile(r"[^.;:!?\n]*\bbefore\b[^.;:!?\n]*\s(?:can|could|is|are|be|may|we)\b", re.IGNORECASE)
SAME_WORK = re.compile(
    r"(?:^|[,;]|\b(?:and|but)\b)\s*(?:(?:the|it|they|this|works?|has|have|had|was|were|is|are|now|been|since|then)\b\s*)*$", re.IGNORECASE
)
"""What stands before "resumed" where it is the work that did: "paused over the winter and has", not "… and the bid has"."""
WHICH = re.compile(r"\bwhich\b", re.IGNORECASE)
JOINED = re.compile(r"[^.;:!?\n]*\band\s[^.;:!?\n]*")
"""What stands between two things done that are told in one sentence."""


def words_of(found: Found) -> str:
    """The words that tell it."""
    return found[1][found[2].start : found[2].end]


def stands_before(one: Found, other: Found) -> bool:
    """Whether the one stands before the other in the text."""
    return (one[0], one[2].start) < (other[0], other[2].start)


def turned(first: Found, found: Sequence[Found], words: StatusWords) -> Found | None:
    """The state that the work has come to since it was under way or put off, where a word such as "now" stands before it."""
    number, text, opening = first
    if opening.state not in TURNING:
        return None
    for entry in found:
        if entry[0] != number or entry[2].tier < TOLD or entry[2].state not in TURNING[opening.state]:
            continue
        gap, said = text[opening.end : entry[2].start], words_of(entry)
        if words.grammar.turn.search(gap.rstrip()):
            return entry
        if STOPPED.search(gap) or words.grammar.future.search(gap) or words.grammar.negation.search(gap):
            continue  # "paused, to be resumed in May"
        if words.grammar.turn.search(said.split()[0]) and SAME_WORK.search(gap):
            return entry
    return None


def come_to(told: Found, found: Sequence[Found], words: StatusWords) -> Found | None:
    """The state that work came to since: "Design complete, no budget so paused", "The build was paused and has resumed"."""
    number, text, signal = told
    if signal.state == "deferred":
        return turned(told, found, words)
    if signal.state != "complete":
        return None
    for entry in found:
        off = entry[0] == number and entry[2].tier >= TOLD and entry[2].state in {"deferred", "cancelled"} and stands_before(told, entry)
        if off and words.grammar.turn.search(text[signal.end : entry[2].start].rstrip()):
            return entry
    return None


def overruled(best: Found, found: Sequence[Found], words: StatusWords) -> Found:
    """The signal, or the one that holds of all of the work: "Awaiting funding before work can start" has not started."""
    if not words.overruling:
        return best
    for entry in found:
        if best[2].state in OVERRULED.get(entry[2].state, ()) and squeeze(words_of(entry)) in words.overruling:
            return entry
    return best


def steps_on(best: Found, found: Sequence[Found], words: StatusWords) -> bool:
    """Whether a stage is done and the next step was taken or goes on: "Design complete; planning application submitted"."""
    number, text, signal = best
    if signal.state != "complete":
        return False
    if _has_next(best, found, words):
        return True
    if words.parts.heads.stage.match(_said_before(text, signal)) is None:
        return False
    later = [entry for entry in found if stands_before(best, entry) and entry[2].tier >= HINTED]
    return bool(later) and all(entry[2].rule in GOING_ON or _is_step(entry, words) for entry in later)


def _has_next(best: Found, found: Sequence[Found], words: StatusWords) -> bool:
    """Whether a stage with a number or a letter is done, and a later one is told of that is not: "Stage C complete. Stage D is out"."""
    number, text, signal = best
    stages = list(words.parts.heads.numbered.finditer(text))
    done = next((one for one in reversed(stages) if one.end() <= signal.start and not STOP.search(text, one.end(), signal.start)), None)
    if done is None:
        return False
    later = [one for one in stages if one.start() >= signal.end and one["kind"].casefold() == done["kind"].casefold()]
    last = next((one for one in later if one["which"].casefold() > done["which"].casefold()), None)
    return last is not None and not any(at == number and one.start > last.end() and one.state == "complete" for at, _, one in found)


def _is_step(entry: Found, words: StatusWords) -> bool:
    _, text, signal = entry
    verb = text[signal.start : signal.end].split()[-1]
    if signal.rule == "step" or squeeze(verb) in words.grammar.deeds:
        return True
    return is_step(_said_before(text, signal), verb, text[signal.end :], words.parts)


def furthest(hinted: Sequence[Found], words: StatusWords) -> Found:
    """The first report of what was done, or the one that the work came to: an end behind a step, the next step behind an end.

    "Study received and published" is complete, "Lease signed. Shelving ordered." is in progress.
    """
    first = hinted[0]
    if first[2].rule not in REPORTED and first[2].rule != "step":
        return first
    for entry in hinted[1:]:
        number, text, signal = entry
        if signal.rule not in REPORTED or number == first[0] and signal.start < first[2].end:
            continue  # "have been written to" is no "written"
        same = number == first[0] and not STOPPED.search(text[first[2].end : signal.start])
        if same and first[2].state == "in_progress" and signal.state == "complete":
            return entry
        if first[2].state == "complete" and squeeze(words_of(entry).split()[-1]) in words.parts.deeds.forward:
            return entry
    return first


def _said_before(text: str, signal: Signal) -> str:
    return STOP.split(text[: signal.start])[-1]


def outweighs_stage(entry: Found, words: StatusWords) -> bool:
    """Whether it says more than a stage alone: a state that is declared, an end, or that the work is off."""
    if entry[2].rule == "stage" or entry[2].tier < TOLD:
        return False
    return entry[2].tier == DECLARED or entry[2].state in SET_ASIDE or squeeze(words_of(entry)) in words.grammar.finishing


def doubted(best: Found, found: Sequence[Found], words: StatusWords) -> Signal:
    """The signal, less sure where as strong a one says something else; what holds of all of the work has no opposite."""
    signal = best[2]
    overrules = signal.state == "cancelled" and squeeze(words_of(best)) in words.overruling
    if signal.tier >= TOLD and not overrules and _is_another_thing(best, found, words):
        return replace(signal, score=round(min(MOST_DOUBTED, signal.score * LEAST_OPPOSED), 3))
    if signal.rule in UNFINISHED:
        return signal
    rivals = {other.state for _, _, other in found if other.tier >= max(signal.tier, TOLD)} - {signal.state}
    if not rivals:
        return signal
    opposed = rivals & OPPOSED.get(signal.state, frozenset()) and not overrules or _reviewed_since(best, found)
    least = LEAST_OPPOSED if opposed else LEAST_RIVALLED
    return replace(signal, score=round(signal.score * least, 3))


def _is_another_thing(best: Found, found: Sequence[Found], words: StatusWords) -> bool:
    """Whether the state may be another thing's than the work's, or no end of it, by what stands before it or is denied beside it."""
    number, text, signal = best
    before = text[: signal.start]
    if signal.state == "complete":  # "is not viable and has been closed"
        closed = squeeze(words_of(best)) in words.closing and words.denial.search(STOP.split(before)[-1]) is not None
        return closed or _is_manned(best, words)
    if signal.state == "cancelled":  # "bookings moved online in May and the old line has been withdrawn"
        return signal.tier == TOLD and _reports(STOP.split(before)[-1].rpartition(" and ")[0], words)
    piece = STOPPED.split(before)[-1]
    if signal.rule == "negated" and WHICH.search(piece):
        return True  # "This hangs on the sluice, which is not finished"
    if signal.state == "in_progress":
        return _is_denied(best, found) or _is_running(best, words) or _waits(best)
    if signal.state != "not_started":
        return False
    if comes_next(words_of(best), words.parts):
        return any(_reports(piece, words) for piece in words.parts.piece.split(before)[:-1])
    return signal.tier == TOLD and any(_reports(piece, words) for piece in STOP.split(before)[:-1])


def _is_denied(best: Found, found: Sequence[Found]) -> bool:
    """Whether the clause that tells of work under way denies it: "Discussions with the union have not yet opened"."""
    number, _, signal = best
    beside = (one for at, _, one in found if at == number and one.clause == signal.clause)
    return signal.rule == "told" and any(one.state == "not_started" and one.rule == "told" for one in beside)


def _is_running(best: Found, words: StatusWords) -> bool:
    """Whether what began is what was asked for, and no work on it: "The new contract began in May"."""
    _, text, signal = best
    if words.grammar.begun.isdisjoint(map(squeeze, words_of(best).split())):
        return False
    return words.parts.heads.service.match(words.parts.piece.split(text[: signal.start])[-1]) is not None


def _is_manned(best: Found, words: StatusWords) -> bool:
    """Whether what is in place is who or what does the work, and more is told of it: "The team is in place. 118 cases are open"."""
    number, text, signal = best
    more = [*STOPPED.split(text[signal.end :].rstrip(" ."))[1:], *STOPPED.split(text[: signal.start])[:-1]]
    if signal.rule != "told" or not more or any(words.denial.match(piece.strip()) for piece in more):
        return False
    return words.parts.heads.resource.match(words.parts.piece.split(text[: signal.start])[-1]) is not None


def _waits(best: Found) -> bool:
    """Whether work is told to wait, of which nobody knows whether it began: "Awaiting new rules before a case is written"."""
    number, text, signal = best
    return signal.rule == "opening" and words_of(best).casefold().startswith("await") and BEFORE.match(text[signal.end :]) is not None


def _reviewed_since(best: Found, found: Sequence[Found]) -> bool:
    """Whether a later sentence tells of a review: "Training was delivered. The pathway is being reviewed"."""
    number, text, signal = best
    if signal.state != "complete" or signal.tier != TOLD:
        return False
    later = (one for one in found if one[0] == number and one[2].rule == "being" and one[2].start > signal.end)
    return any(words_of(one).endswith("reviewed") and STOPPED.search(text, signal.end, one[2].start) for one in later)


def _reports(piece: str, words: StatusWords) -> bool:
    """Whether a piece of a sentence reports something done."""
    for verb in words.parts.verb.finditer(piece):
        ahead = piece[: verb.start()]
        denied = any(said.search(ahead) for said in (words.grammar.negation, words.grammar.future, words.grammar.whenever))
        if squeeze(verb[0]) not in words.parts.not_done and not denied:
            return True
    return False
