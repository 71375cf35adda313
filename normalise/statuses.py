"""What progress text says of an action: its state, whether it is on track, whether it goes on, and the words that say so.

The first clause that states a state decides ("Completed but still under review" is complete). A colour decides only through
the key that the same document prints. Where the words tell no state it is "unknown", never a guess.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from model import State, Status
from normalise.characters import without_struck
from normalise.legends import Legend
from normalise.ligatures import torn_words
from normalise.phrases import squeeze
from normalise.status.carrying_on import goes_on, is_on_track
from normalise.status.completion import read_completed, read_completed_beside
from normalise.status.dated_entries import latest_entry
from normalise.status.deeds import DONE
from normalise.status.part_done import comes_next, is_outstanding, opens_with_rest, pieces
from normalise.status.progress_likeness import action_likeness, status_likeness
from normalise.status.repair import mend_status
from normalise.status.signals import DECLARED, HINTED, PLANNED, TOLD, Signal, find_signals
from normalise.status.turns import (
    JOINED,
    STOPPED,
    Found,
    come_to,
    doubted,
    furthest,
    outweighs_stage,
    overruled,
    stands_before,
    steps_on,
    turned,
    words_of,
)
from normalise.status.words import StatusWords, compile_status_words

__all__ = [
    "StatusWords",
    "action_likeness",
    "compile_status_words",
    "find_rag",
    "read_completed",
    "read_status",
    "status_likeness",
]

PARTIAL = frozenset({"bare_count", "so_far", "first_of_several"})
SHARED = re.compile(r"\band\s+(?:then\s+|now\s+)?$", re.IGNORECASE)
"""What joins a second verb to the subject of the first."""
HAPPENED = DONE | {"habit"}
BEING = re.compile(r"\bbeing\s+(?:\w+ly\s+)?\Z", re.IGNORECASE)
"""Before a participle: it is not done yet."""
SHARE = re.compile(r"\s*(\d{1,3})\s?%\s*\.?\s*")
DENIES = re.compile(
    r"\b(?:not|never|no longer|cannot|yet to|still to)(?: (?:yet|all|quite|been|be|being|due|to|now|going|\w+ly))*\Z", re.IGNORECASE
)
"""The end of a paragraph that denies what the next says: "not", "Work has not yet been"."""
LONGEST_TOLD = 5_000
"""Characters of a paragraph that are read: what comes later decides no state, and to weigh it costs more than its length."""
TORN = 0.2
"""Share of words that lack letters from which the rest may say the contrary of the whole: "�ot started"."""
NO_KEY = Legend()
CHOICE = re.compile(r"\s+or\s+|\s*/\s*")
"""What parts the meanings of a key that says several of one sign: "complete or on track"."""
BLANK = re.compile(r"[\s.,;:\-–—_/|*]*")


def read_status(paragraphs: Sequence[str], legend: Legend, words: StatusWords, rag: str | None = None) -> Status:
    """The state a progress cell tells and the words that tell it; state None only where nothing is printed."""
    return _read_status(paragraphs, legend, words, rag) if legend else _read_unkeyed(tuple(paragraphs), words, rag)


@lru_cache(maxsize=4096)
def _read_unkeyed(paragraphs: tuple[str, ...], words: StatusWords, rag: str | None) -> Status:
    """Where the paper prints no key, the same words tell the same row after row."""
    return _read_status(paragraphs, NO_KEY, words, rag)


def _read_status(paragraphs: Sequence[str], legend: Legend, words: StatusWords, rag: str | None) -> Status:
    texts = [mend_status(text[:LONGEST_TOLD], words.vocabulary) for text in map(without_struck, paragraphs) if not BLANK.fullmatch(text)]
    if sum(len(torn_words(text)) for text in texts) > TORN * sum(len(text.split()) for text in texts):
        return Status("unknown", score=0.3, rule="no_state_told")
    printed, rag = _without_rag(_unbroken(texts), words, rag)
    printed = latest_entry(printed, words) or printed
    keyed = _keyed(printed, rag, legend, words)
    if not printed:
        return keyed or (Status("unknown", evidence=rag, score=0.3, rule="rating_without_key") if texts else Status(None, rule="blank"))
    whole = "\n".join(printed)
    decided, evidence = _decide(printed, words)
    on_track, ongoing = is_on_track(whole, words), goes_on(whole, words)
    whole_cell = len(printed) == 1 and legend.meaning(printed[0]) is not None
    plain = decided is None and keyed is not None and keyed.state == "in_progress"
    shared = plain and _share_alone(whole, on_track, ongoing) is not None  # all or none of a share is plainer than "on track"
    if keyed is not None and not shared and keyed.state != "unknown" and (whole_cell or decided is None or decided.tier < DECLARED):
        return Status(
            keyed.state,
            keyed.on_track if on_track is None else on_track,
            ongoing,
            keyed.evidence,
            keyed.score,
            keyed.rule,
            _completed(keyed.state, whole, words),
        )
    on_track = keyed.on_track if on_track is None and keyed is not None else on_track
    if decided is None:
        return _share_alone(whole, on_track, ongoing) or Status("unknown", on_track, ongoing, None, 0.3, "no_state_told")
    return Status(decided.state, on_track, ongoing, evidence, decided.score, decided.rule, _completed(decided.state, whole, words))


def _unbroken(texts: Sequence[str]) -> list[str]:
    """The paragraphs, one that does nothing but deny joined to what it denies: "Not" above "started" in a narrow column."""
    found: list[str] = []
    for text in texts:
        if found and text[:1].islower() and DENIES.search(found[-1]):
            found[-1] = f"{found[-1]} {text}"
        else:
            found.append(text)
    return found


def _share_alone(text: str, on_track: bool | None, ongoing: bool) -> Status | None:
    """What a cell says that holds nothing but all or none of a share; of what any other is a share nobody knows."""
    share = SHARE.fullmatch(text)
    state = {100: "complete", 0: "not_started"}.get(int(share[1])) if share is not None else None
    return None if state is None else Status(state, on_track, ongoing, text.strip(), 0.6, "share_alone")  # type: ignore[arg-type]


def find_rag(text: str, words: StatusWords) -> str | None:
    """The colour words as printed ("Amber/Green") where the text is a rating or opens with one; None where it merely holds a colour."""
    start = label.end() if (label := words.ratings.rag_label.match(text)) else 0
    found = words.ratings.rag.match(text, start) or words.ratings.rag_alone.match(text, start)
    return found["value"].strip() if found else None


def _without_rag(texts: list[str], words: StatusWords, rag: str | None) -> tuple[list[str], str | None]:
    """The paragraphs without the rating that the first opens with, and that rating."""
    found = find_rag(texts[0], words) if texts else None
    if found is None:
        return texts, rag
    rest = texts[0][texts[0].index(found) + len(found) :].lstrip(" \n:;,.-–—/")
    return [*([rest] if rest.strip(" )") else []), *texts[1:]], rag or found


def _decide(paragraphs: Sequence[str], words: StatusWords) -> tuple[Signal | None, str | None]:
    """The signal that decides, and its words."""
    found = [(number, text, signal) for number, text in enumerate(paragraphs) for signal in find_signals(text, words)]
    if not found:
        return None, None
    if any(entry[2].rule == "stage" for entry in found) and any(outweighs_stage(entry, words) for entry in found):
        found = [entry for entry in found if entry[2].rule != "stage"]
    declared = [entry for entry in found if entry[2].tier >= DECLARED]
    opening = [entry for entry in declared if entry[0] == 0 and entry[2].clause == 0]
    if opening and not _each_its_own(declared, paragraphs):
        unsaid = opening[0][2].state == "unknown"
        answered = len(declared) > 1 and (unsaid or words.grammar.answers.fullmatch(paragraphs[0][opening[0][2].start : opening[0][2].end]))
        best = declared[1] if answered else turned(opening[0], found, words) or opening[0]
    elif declared and _mixed(declared):
        number, text, signal = declared[0]
        best = (number, text, Signal("partially_complete", DECLARED, signal.start, signal.end, "states_differ", 0.6, signal.clause))
    else:
        best = _strongest(found, words)
    if steps_on(best, found, words):
        number, text, signal = best
        best = (number, text, Signal("in_progress", signal.tier, signal.start, signal.end, "stage_done", 0.55, signal.clause))
    best = overruled(_unfinished(best, paragraphs, words), found, words)
    signal = doubted(best, found, words)
    return signal, best[1][signal.start : signal.end]


def _strongest(found: Sequence[Found], words: StatusWords) -> Found:
    for tier in (DECLARED, TOLD, HINTED, PLANNED):
        told = [entry for entry in found if entry[2].tier == tier]
        if told:
            if tier == PLANNED:
                return _reported_before(told[0], words)
            ahead = tier == DECLARED and told[0][2].state == "not_started" and comes_next(words_of(told[0]), words.parts)
            first = _after_step(told, found, words) if tier == TOLD else furthest(told, words) if tier == HINTED else told[0]
            return _begun_before(first, found, words) if tier == TOLD or ahead else first
    return found[0]


def _reported_before(planned: Found, words: StatusWords) -> Found:
    """The plan, or that work goes on: "We ran four and will run four more", "Two towns have chargers; a third will get one"."""
    number, text, signal = planned
    before = STOPPED.split(text[: signal.start])[-1]
    verbs = [found for found in words.parts.verb.finditer(before) if squeeze(found[0]) not in words.parts.not_done]
    rest = opens_with_rest(before, words.parts) and words.parts.present.search(text[: signal.start - len(before)])
    if not rest and (not SHARED.search(before) or not (verbs or words.parts.passive.search(before))):
        return planned
    start = verbs[0].start() if verbs else 0
    begin = signal.start - len(before) + start
    return number, text, Signal("in_progress", HINTED, begin, signal.end, "done_and_to_do", 0.75, signal.clause)


def _after_step(told: Sequence[Found], found: Sequence[Found], words: StatusWords) -> Found:
    """The first signal, or what was done after it where it says that a step is over: "Consultation ended and the bylaw was adopted"."""
    if squeeze(words_of(told[0])) not in words.over:
        return told[0]
    number, text, step = told[0]
    done = [entry for entry in found if entry[0] == number and entry[2].state == "complete" and stands_before(told[0], entry)]
    done = [entry for entry in done if not BEING.search(text, step.end, entry[2].start)]
    joined = (entry for entry in done if entry[2].tier == TOLD or JOINED.fullmatch(text, step.end, entry[2].start))
    return next((entry for entry in told if entry[2].state == "complete"), next(joined, told[0]))


def _begun_before(told: Found, found: Sequence[Found], words: StatusWords) -> Found:
    """The signal, or what was done before what is still to do: "Contract awarded. Works to start in May" is in progress."""
    number, text, signal = told
    if signal.rule == "negated":
        return told
    if signal.rule == "being" and words.grammar.carrying_on.fullmatch(words_of(told)):  # "was built and is being used" is complete
        ends = (one for one in found if one[0] == number and one[2].state == "complete" and stands_before(one, told))
        return next((one for one in ends if JOINED.fullmatch(text, one[2].end, signal.start)), told)
    if off := come_to(told, found, words):
        return off
    if signal.state == "not_started":
        befallen = words.parts.deeds.befallen
        before = [one for one in found if stands_before(one, told) and squeeze(words_of(one).split()[-1]) not in befallen]
        done = [entry for entry in before if entry[2].state == "complete" or entry[2].rule in HAPPENED]
        habits = [] if done else [entry for entry in before if entry[2].rule == "present"]
        if habits and opens_with_rest(STOPPED.split(text[: signal.start])[-1], words.parts):
            done = habits  # "Five groups meet. A sixth will begin"
    else:
        later = [entry for entry in found if signal.state == "complete" and stands_before(told, entry) and _to_do(entry, words)]
        done = [told] if later else []
    if not done:
        return told
    number, text, hint = done[0]
    return number, text, Signal("in_progress", hint.tier, hint.start, hint.end, "done_and_to_do", 0.75, hint.clause)


def _unfinished(best: Found, paragraphs: Sequence[str], words: StatusWords) -> Found:
    """What was done, less where a later piece of the text tells of a rest still to do, or of the step that comes next."""
    number, text, signal = best
    if signal.state != "complete" and signal.rule not in PARTIAL:
        return best
    sealed = signal.tier == DECLARED and (signal.rule in {"declared", "alone"} or squeeze(words_of(best)) in words.grammar.finishing)
    after = text[signal.end :]
    if sealed and not re.match(r"\s+\w", after):
        return best
    sure = 0.65 if signal.tier >= TOLD else 0.55
    later = pieces("\n".join([after, *paragraphs[number + 1 :]]), words.parts)
    if any(_is_left(piece, words) for piece in later):
        return number, text, Signal("partially_complete", signal.tier, signal.start, signal.end, "rest_to_come", sure, signal.clause)
    if signal.state == "complete" and not sealed and any(comes_next(piece, words.parts) for piece in later):
        return number, text, Signal("in_progress", signal.tier, signal.start, signal.end, "next_step", sure, signal.clause)
    return best


def _is_left(piece: str, words: StatusWords) -> bool:
    """Whether a piece speaks of work that is left: "the remainder are on order", "two outstanding"."""
    if not opens_with_rest(piece, words.parts):
        return is_outstanding(piece, words.parts)
    states = {signal.state for signal in find_signals(piece, words) if signal.tier >= HINTED}
    if not states and is_outstanding(piece, words.parts):
        return True
    return "complete" not in states and (bool(states) or comes_next(piece, words.parts))


def _to_do(entry: Found, words: StatusWords) -> bool:
    """Whether the signal speaks of other work begun or to come; that something carries on takes nothing from its being done."""
    _, text, signal = entry
    carries_on = words.grammar.carrying_on.fullmatch(text[signal.start : signal.end]) is not None
    return signal.tier >= TOLD and signal.state in {"in_progress", "not_started"} and not carries_on


def _each_its_own(declared: Sequence[Found], paragraphs: Sequence[str]) -> bool:
    """Whether each of several paragraphs is nothing but a state: those of several steps in one cell."""
    alone = {number for number, text, signal in declared if signal.end - signal.start >= len(text.strip(" ."))}
    return len(alone) == len(paragraphs) > 1


def _mixed(declared: Sequence[Found]) -> bool:
    """Milestones each with a state of its own, some complete and some not."""
    states = {signal.state for _, _, signal in declared}
    return "complete" in states and bool(states & {"in_progress", "not_started", "deferred", "partially_complete"})


def _keyed(printed: Sequence[str], rag: str | None, legend: Legend, words: StatusWords) -> Status | None:
    """What the document's own key says of the rating, or of a cell that is one term of the key."""
    terms = [term for term in (rag, printed[0] if len(printed) == 1 and len(printed[0]) <= 24 else None) if term]
    for term in terms:
        meaning = legend.meaning(term)
        if meaning is None:
            continue
        states = {signal.state for choice in CHOICE.split(meaning) for signal in find_signals(choice, words) if signal.tier >= TOLD}
        state: State = states.pop() if len(states) == 1 else "unknown"
        return Status(state, is_on_track(meaning, words), False, term, 0.9 if state != "unknown" else 0.3, "legend")
    return None


def _completed(state: State | None, text: str, words: StatusWords) -> date | None:
    return read_completed_beside(text, words) if state == "complete" else None
