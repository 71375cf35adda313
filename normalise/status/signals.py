"""The signals of a state in one paragraph of progress text: which words, where, and how surely they tell it.

Words that a council prints to tell the state ("Completed", "On track") outweigh what the aspect of a verb lets one suppose
("has been installed"); negation and future are read before either.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice

from model import State
from normalise.phrases import squeeze
from normalise.status.clauses import Clause, clause_of, find_clauses
from normalise.status.part_done import Extent, count_against, extent_after, extent_of, is_put_off, is_step
from normalise.status.plain_reports import find_report
from normalise.status.spellings import find_misspelt_state
from normalise.status.words import Manner, StatusWords

DECLARED, TOLD, HINTED, PLANNED = 3, 2, 1, 0
"""How surely: the word opens its clause; it stands in it; an aspect hints at it; only a plan is spoken of."""
SHARE = re.compile(
    r"(?<![\d.])(\d{1,3})\s*(?:%|per\s?cent)(?:\s+(?:of|is|are|now|has|have|been|the|actions?|works?|project))*\s*$", re.IGNORECASE
)
NUMBER = re.compile(r"\s*(\d[\d,]*(?!\d)(?<!(?<!\d)20\d\d))(?=\s)")
"""A number that opens a clause and is no year."""
COUNTED = re.compile(r"\s*\d{1,3}\s?/\s?\d{1,3}\s+")
"""So many of so many, and nothing else: "3/5 (delivered)"."""
WORDED = re.compile(r"\w")
LETTER = re.compile(r"[^\W_]")
JOINED = re.compile(r"\W*(?:\w+ed|\w+\s+\w+ed)\s+and\s+", re.IGNORECASE)
"""A first verb, with which a second shares its subject: "Presented and (approved) on 19 May"."""
STOP = re.compile(r"\s*(?:$|[,;.:)/])")
PREDICATE = re.compile(
    r"\s+(?:(?!(?:and|but|wh\w+|as|so|that)\b)[\w’'/-]+\s+){1,5}?(?:will|was|were|has|have|had|did|took|could|is|are)\s"
)
"""A verb behind a time: what was "planned for this year" is its subject."""
LIVE = frozenset({"live", "since", "open"})
"""Last words of what tells that something is live: "is live", "open since"."""
LAST_WORD = re.compile(r"[\w’'-]*(?=[^\w’'-]*$)")
SET_ASIDE: frozenset[State] = frozenset({"deferred", "cancelled"})
"""What befell so many things ("Three permits suspended") befell not the action."""
MOST = 100
"""Finds of one kind in a paragraph that are weighed: more of them tell no more."""
ASKED_OTHERWISE = frozenset({"share", "save", "negated", "future", "being", "continuous", "habit", "planned"})


@dataclass(frozen=True, slots=True)
class Signal:
    """Words that tell a state, or hint at one."""

    state: State
    tier: int
    start: int
    end: int
    rule: str
    score: float
    clause: int
    """Which clause of the paragraph, from 0."""
    plain: bool = False
    """Whether it is a plain report: enough to read a progress cell, too weak to tell one from other prose."""


@lru_cache(maxsize=8192)
def find_signals(text: str, words: StatusWords, plain: bool = True) -> tuple[Signal, ...]:
    """Every signal of a paragraph, in order, with or without plain reports; none where its words tell nothing."""
    masked = [found.span() for found in words.masks.finditer(text)]
    known = list(islice(words.signals.finditer(text), MOST))
    spans = find_clauses(text, known, words)
    found = [*_printed_words(text, known, spans, words), *_aspects(text, spans, words)]
    found = [_in_part(signal, text, spans, words) for signal in found if not _is_masked(signal, masked)]
    if plain:
        found += [signal for signal in _reports(text, spans, found, words) if not _is_masked(signal, masked)]
    if not any(signal.tier >= TOLD for signal in found):
        found += [
            Signal(near.state, DECLARED, near.start, near.end, f"misspelt {near.ratio:.0f}", 0.8 * near.ratio / 100, 0)
            for near in find_misspelt_state(text, spans[:1], words)
        ]
    return tuple(sorted(found, key=lambda signal: (signal.start, -signal.tier, -signal.end)))


def _is_masked(signal: Signal, masked: Sequence[tuple[int, int]]) -> bool:
    """Whether words that tell no state hold what would tell one."""
    return any(start < signal.end and signal.start < end and (end - start) >= (signal.end - signal.start) for start, end in masked)


def _printed_words(text: str, known: Sequence[re.Match[str]], spans: list[tuple[int, int]], words: StatusWords) -> Iterator[Signal]:
    for found in known:
        clause = clause_of(spans, found.start())
        key = squeeze(found[0])
        before, after = text[clause.start : found.start()], text[found.end() : clause.end]
        readings = [
            signal for manner, state in words.manners.get(key, ()) if (signal := _weigh(found, clause, before, after, manner, state, words))
        ]
        if readings:
            best = max(readings, key=lambda signal: (signal.tier, signal.score))
            if not _adjective(best, text, before, words) and (turned := _turned(best, key, before, after, words)):
                yield turned


def _weigh(
    found: re.Match[str], clause: Clause, before: str, after: str, manner: Manner, state: State, words: StatusWords
) -> Signal | None:
    """How surely the words tell the state, by where in the clause they stand; None where there they mean something else."""
    opens = words.grammar.lead_in.fullmatch(before) is not None
    ends = STOP.match(after) is not None if manner == "bounded" else not LETTER.search(after)
    follows = words.grammar.trailing.match(after) is not None
    bare = opens and not LETTER.search(before)
    tier, score = TOLD, 0.8
    if manner == "stage":
        return Signal(state, DECLARED, *found.span(), manner, 0.9, clause.number) if found[0] == found.string.strip(" .") else None
    if manner == "alone":
        if not (bare or opens) or not ends or state in SET_ASIDE and before.rstrip()[-1:].isdigit():  # "11 held" counts what was done
            return None
        tier, score = DECLARED, 0.9
    elif manner == "bounded":
        if state in SET_ASIDE and not opens and words.parts.several.match(before.rpartition(",")[2]):
            return None
        ends = ends or squeeze(found[0]) in words.grammar.finishing
        told = opens or ends or JOINED.fullmatch(before) or words.grammar.predicate.search(before)
        if not (follows and told) or before.rstrip().casefold().endswith(" to"):
            return None
        tier, score = (DECLARED, 0.9) if opens else (TOLD, 0.75)
    elif manner in {"declared", "opening"} and opens:
        tier, score = DECLARED, 0.97 if bare and ends else 0.92
    elif manner == "opening":
        if not JOINED.fullmatch(before) or words.grammar.carrying_on.fullmatch(found[0]):
            return None
        score = 0.75
    elif manner == "told" and found[0][:5].casefold() == "with " and _done_with(before, words):
        return None
    if tier == TOLD and words.off_track.fullmatch(found[0]):
        tier, score = HINTED, 0.6
    end = found.end() + ("(" in found[0] and after.startswith(")"))
    return Signal(state, tier, found.start(), end, manner, score, clause.number)


def _done_with(before: str, words: StatusWords) -> bool:
    """Whether something was done with those that are named: "rewritten (with legal services)", where nothing waits for them."""
    last = LAST_WORD.search(before.rstrip())
    return last is not None and words.parts.verb.fullmatch(last[0]) is not None


def _adjective(best: Signal, text: str, before: str, words: StatusWords) -> bool:
    """Whether the word is no predicate: "Provide ongoing support", "Abandoned vehicles are removed"."""
    if words.grammar.lead_in.fullmatch(before):
        things = best.rule == "opening" and best.state in SET_ASIDE and re.match(r"\s[a-z]{3,}s\s+[a-z]", text[best.end :])
        return bool(things) and not words.grammar.trailing.match(text, best.end)
    if best.state == "not_started" and text.startswith(" for", best.end - 4) and PREDICATE.match(text, best.end):
        return not words.grammar.predicate.search(before)  # "The visits planned for May were cancelled"
    adjective = words.grammar.ongoing_adjective.match(text, best.start)
    return adjective is not None and adjective.end("word") == best.end and adjective["after"] is None


def _turned(signal: Signal, key: str, before: str, after: str, words: StatusWords) -> Signal | None:
    """The signal as negation, future and a printed share leave it; None where "once", "not" or "may" leave nothing to tell."""
    grammar = words.grammar
    start = signal.start - len(before)
    if grammar.whenever.search(before) or "since" in before.casefold() and words.since.search(before):
        return None
    if signal.state == "complete" and (share := SHARE.search(before)):
        shared: State = {0: "not_started", 100: "complete"}.get(int(share[1]), "partially_complete")  # type: ignore[assignment]
        if key not in grammar.finishing and (goal := words.parts.goals.share.search(after)):
            shared = "complete" if int(share[1]) >= int(goal["before"] or goal["behind"]) else "in_progress"
        return Signal(shared, signal.tier, start + share.start(), signal.end, "share", 0.85, signal.clause)
    if signal.state == "complete" and (grammar.save.match(after) or (key in grammar.finishing and grammar.some.match(before))):
        return Signal("partially_complete", signal.tier, signal.start, signal.end, "save", 0.75, signal.clause)
    if negation := grammar.negation.search(before):
        if signal.state in {"deferred", "cancelled", "not_started", "unknown"}:
            return None if signal.state != "not_started" else signal
        state: State = "in_progress" if signal.state == "complete" and key in grammar.finishing else "not_started"
        return Signal(state, max(signal.tier, TOLD), start + negation.start(), signal.end, "negated", 0.65, signal.clause)
    future = grammar.future.search(before)
    if future is not None and words.parts.ahead.judged.search(before, 0, future.end()):
        return signal
    if future is None or signal.state in {"not_started", "unknown", "deferred", "cancelled"}:
        return signal
    if signal.state == "in_progress" and key not in grammar.begun:
        return signal
    state = "in_progress" if key in grammar.finishing else "not_started"
    return Signal(state, min(signal.tier, TOLD), start + future.start(), signal.end, "future", 0.6, signal.clause)


def _aspects(text: str, spans: list[tuple[int, int]], words: StatusWords) -> Iterator[Signal]:
    """What the aspect of the verbs hints at."""
    grammar = words.grammar
    helped = (
        (grammar.perfect, HINTED, 0.55, "perfect"),
        (grammar.resultative, HINTED, 0.6, "result"),
        (grammar.habit, HINTED, 0.45, "habit"),
        (grammar.continuous, TOLD, 0.7, "continuous"),
    )
    for pattern, tier, score, rule in (
        *(helped if grammar.helped.search(text) else ()),
        (grammar.bare, HINTED, 0.5, "participle"),
        *(((grammar.being, TOLD, 0.75, "being"),) if "being" in text.casefold() else ()),
        (grammar.planned, PLANNED, 0.45, "planned"),
    ):
        for found in islice(pattern.finditer(text), MOST):
            clause = clause_of(spans, found.start())
            before = text[clause.start : found.start()]
            state: State = "not_started" if rule == "planned" else "in_progress"
            if rule in {"perfect", "result", "participle"}:
                state = "complete" if rule == "result" else _state_of(squeeze(found["participle"]), found[0], before, words)
                if grammar.whenever.search(before) or (rule != "result" and grammar.negation.search(before)):
                    continue
                if rule == "participle" and grammar.future.search(before):
                    continue
            if rule in {"being", "habit"} and (grammar.whenever.search(before) or words.parts.none.match(before)):
                continue
            if rule == "continuous" and words.parts.heads.running.search(found[0]):
                tier, score = HINTED, 0.55  # "are now taking reports" may be all that was asked for
            opens = rule == "planned" and grammar.lead_in.fullmatch(before) is not None
            yield Signal(state, HINTED if opens else tier, found.start(), found.end(), rule, score, clause.number)


def _state_of(participle: str, printed: str, before: str, words: StatusWords) -> State:
    """What has been done to a thing is done, and a goal that was met is; what somebody has done may go on."""
    if participle in words.parts.goals.reached and words.parts.goals.named.search(before):
        return "complete"
    known = words.grammar.participles.get(participle)
    if known is None and participle not in words.parts.not_done and words.parts.passive.search(printed):
        return "complete"
    return known or "in_progress"


def _in_part(signal: Signal, text: str, spans: list[tuple[int, int]], words: StatusWords) -> Signal:
    """The signal, less where its clause tells of a part of the work or a step on the way; more where it tells of everybody."""
    if signal.state not in {"complete", "in_progress"} or signal.rule in ASKED_OTHERWISE:
        return signal
    clause = clause_of(spans, signal.start)
    before, after = text[clause.start : signal.start], text[signal.end : clause.end]
    if not WORDED.search(before) and not WORDED.search(after):
        return signal
    last = squeeze(LAST_WORD.findall(text[signal.start : signal.end])[0])
    if signal.tier < DECLARED and is_put_off(last, after, words.parts):
        return _extended(signal, Extent("deferred", "moved_on", 0.65), clause.start)
    if signal.state == "complete" and signal.tier < DECLARED and words.parts.none.match(before):
        return _extended(signal, Extent("not_started", "none_done", 0.5, 0), clause.start)
    if signal.state == "complete" and (against := count_against(text[clause.start : clause.end], words.parts)):
        return _extended(signal, against, clause.start)
    extent = extent_of(before, after, words.parts) or _counted_alone(before, words)
    bare, alone = (extent is not None and extent.rule == rule for rule in ("bare_count", "number_alone"))
    counted = COUNTED.fullmatch(before) is not None or alone or bare and signal.rule != "declared"
    telling = extent is not None and (extent.rule == "nearly" or counted)
    if signal.tier == DECLARED and not telling:
        extent = extent_after(after, words.parts)
    if signal.state == "in_progress":
        if extent is None and last in words.parts.counted_off:
            every, to_every = words.parts.every.match(after), words.parts.heads.to_every.match(after)
            extent = Extent("complete", "all_of_them", 0.6 if every else 0.55) if every or to_every else None
        whole = extent is not None and extent.state == "complete" and last in words.parts.counted_off
        none = extent is not None and extent.state == "not_started"
        return _extended(signal, extent, clause.start) if extent is not None and (whole or none) else signal
    if extent is not None and extent.state != "complete" and not (bare and signal.rule == "perfect" and " " in before.strip()):
        return _extended(signal, extent, clause.start)
    if extent is None and signal.tier == TOLD and words.parts.placed.match(after):
        return replace(signal, rule="places", score=0.55)
    if signal.rule == "told" and last in LIVE and words.parts.heads.opened.match(before):
        return _extended(signal, Extent("in_progress", "opened", 0.6), clause.start)
    if extent is None and signal.rule != "told" and last not in words.grammar.finishing and is_step(before, last, after, words.parts):
        score = 0.5 if last in words.parts.deeds.decided or last in words.parts.deeds.moved else 0.55
        return _extended(signal, Extent("in_progress", "step", score), clause.start)
    return signal


def _counted_alone(before: str, words: StatusWords) -> Extent | None:
    """What a number with no noun behind it makes of what was done: "201 were (completed)"."""
    number = NUMBER.match(before)
    if number is None or words.grammar.auxiliary.fullmatch(before[number.end() :].rstrip()) is None:
        return None
    return Extent("in_progress", "number_alone", 0.5, number.start(1))


def _extended(signal: Signal, extent: Extent, begin: int) -> Signal:
    start = signal.start if extent.start is None else begin + extent.start
    return Signal(extent.state, signal.tier, start, signal.end, extent.rule, extent.score, signal.clause)


def _reports(text: str, spans: list[tuple[int, int]], found: list[Signal], words: StatusWords) -> Iterator[Signal]:
    """What the clauses report in which no other words tell anything."""
    told = {signal.clause for signal in found if signal.tier > PLANNED}
    for number, (start, end) in enumerate(spans):
        if number not in told and (report := find_report(text[start:end], words)):
            tier = PLANNED if report.rule == "present" else HINTED
            yield Signal(report.state, tier, start + report.start, start + report.end, report.rule, report.score, number, plain=True)
