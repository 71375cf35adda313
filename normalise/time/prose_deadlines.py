"""Deadlines inside sentences: only what a sentence states as a target; baselines, references, funding years and history give none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from model import Deadline
from normalise.time.cells import find_items, tidy, was_repaired
from normalise.time.items import Item
from normalise.time.rules import CONDITIONS, REPEATS, read_phrase
from normalise.time.words import TimeBase, TimeWords, squash

CLAUSE = re.compile(r"[;()•]|\.(?=\s|$)|\n")
STRONG = frozenset({"by", "before", "until", "from", "end", "early", "mid", "late", "year_end"})
SHORTEST_UNTIL = 3
FIRM = frozenset({"by", "before", "end"})
UNSURE = frozenset({"bare", "moment", "fiscal_end", "unread"})
LONGEST_CHAIN = 40
FINE = frozenset({"day", "month", "quarter", "season", "half"})
BESIDE = re.compile(r"[\s,]*")
AT_END = re.compile(r"\s*(?:$|[;,.)]|:(?!\s*[0-9])|-\s)")
SET_APART = re.compile(r"(?:^|[(:,]|\s-+)\s*$")
PHRASE_END = re.compile(r",\s|\s-+\s")

LONGEST_PARAGRAPH = 5_000
"""Characters of a paragraph; to look for deadlines in a longer one costs more than its length."""


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A paragraph's mended text, cut into clauses, with the lexicon and what the document tells."""

    text: str
    clauses: tuple[tuple[int, int], ...]
    words: TimeWords
    base: TimeBase

    def clause(self, at: int) -> tuple[int, int]:
        """Where the clause begins and ends that a place is in."""
        return next((each for each in self.clauses if each[0] <= at < each[1]), (0, len(self.text)))

    def before(self, item: Item) -> str:
        """The clause up to the find."""
        return self.text[min(self.clause(item.core)[0], item.start) : item.start]

    def sees(self, name: str, text: str) -> bool:
        """Whether a pattern of the lexicon is in the text."""
        return self.words.patterns[name].search(text) is not None


def find_deadlines(paragraph: str, base: TimeBase, words: TimeWords) -> tuple[Deadline, ...]:
    """Every deadline, frequency or condition that a paragraph of prose states, each in the shortest words that state it."""
    if len(paragraph) > LONGEST_PARAGRAPH:
        return ()
    mended, items, _ = find_items(paragraph, words, base)
    sentence = _Sentence(mended.text, _clauses(mended.text), words, base)
    stretches = [(start, end, inside) for start, end, inside in _stretches(items, sentence) if end > start]
    stretches += [(found.start(), _phrase_end(found.end(), sentence), []) for found in words.patterns["confirmed"].finditer(mended.text)]
    deadlines: list[Deadline] = []
    reached = 0
    for start, end, inside in sorted(stretches, key=lambda each: each[:2]):
        if start < reached:
            continue
        reached = end
        raw = tidy(paragraph[mended.printed(start) : mended.printed(end)].rstrip(". "), words)
        moved = [item._replace(start=item.start - start, end=item.end - start, core=item.core - start) for item in inside]
        stated = read_phrase(raw, mended.text[start:end], moved, words, base) if inside else Deadline(raw, "unclear", rule="undecided")
        deadlines.append(replace(stated, flags=(*stated.flags, "repaired_date")) if was_repaired(mended, inside, words) else stated)
    return tuple(deadlines)


def _clauses(text: str) -> tuple[tuple[int, int], ...]:
    edges = [0, *(found.end() for found in CLAUSE.finditer(text)), len(text) + 1]
    return tuple(zip(edges, edges[1:], strict=False))


def _stretches(items: Sequence[Item], sentence: _Sentence) -> list[tuple[int, int, list[Item]]]:
    """The finds that state something, each with its extent; a frequency and the day it starts from are one."""
    found: list[tuple[int, int, list[Item]]] = []
    for item in items:
        if item.kind == "spell" and _states_rate(item, sentence):
            found.append((item.start, item.end, [item._replace(kind="every")]))
        elif item.is_point and _states_date(item, sentence):
            last = found[-1] if found else None
            beside = last and BESIDE.fullmatch(sentence.text[last[1] : item.start]) and last[2][-1].kind in REPEATS and item.limits
            if last and beside:
                found[-1] = (last[0], item.end, [*last[2], item])
            else:
                found.append((item.start + _verb(item, sentence), item.end, [item]))
        elif item.kind in REPEATS and _states_repeat(item, sentence):
            last = found[-1] if found and found[-1][2][-1].kind == "ongoing" else None
            if last and sentence.clause(last[0]) == sentence.clause(item.core):
                found[-1] = (last[0], item.end, [*last[2], item])
            else:
                found.append((item.start, item.end, [item]))
        elif item.kind in UNSURE and (start := _unsure_from(item, sentence)) is not None:
            found.append((start, item.end, [item]))
        elif item.kind == "ongoing" and _states_ongoing(item, sentence):
            found.append((item.start, item.end, [item]))
        elif item.kind in CONDITIONS and _states_condition(item, sentence):
            found.append((item.start, item.end if item.kind == "whole" else _phrase_end(item.end, sentence), [item]))
        elif (
            item.kind == "spell"
            and item.text.startswith("within")
            and not sentence.words.ordinals.keys() & set(item.text.split())
            and AT_END.match(sentence.text, item.end)
        ):
            found.append((item.start, item.end, [item]))
    return found


def _verb(item: Item, sentence: _Sentence) -> int:
    """How much of the phrase is the verb before its preposition: 'in place' of 'in place by June'."""
    verb = sentence.words.patterns["verb"].match(item.text)
    return verb.end() if verb and verb.end() <= item.core - item.start else 0


def _unsure_from(item: Item, sentence: _Sentence) -> int | None:
    """Where 'by' or 'before' begins, in front of a moment that names no day ('by Christmas 2025', 'by March'); None where there is none."""
    if item.kind == "bare":
        return item.start if FIRM.intersection(item.limits) else None
    before = sentence.text[: item.start]
    chain = sentence.words.patterns["chain"].search(before, max(0, len(before) - LONGEST_CHAIN))
    if chain is None:
        return None
    limits = {sentence.words.limits[squash(limit[0])] for limit in sentence.words.patterns["limit"].finditer(chain[0])}
    return chain.start() if FIRM & limits else None


def _phrase_end(at: int, sentence: _Sentence) -> int:
    """Where the phrase ends that began before: at the clause's end, or a comma in it."""
    clause_end = min(sentence.clause(at)[1], len(sentence.text))
    mark = PHRASE_END.search(sentence.text, at, clause_end)
    end = mark.start() if mark else clause_end
    return len(sentence.text[:end].rstrip(" ;.()•"))


def _states_date(item: Item, sentence: _Sentence) -> bool:
    """Whether a date is a target: it has a limit, or stands apart at the end of what it dates."""
    span, before, text = item.span, sentence.before(item), sentence.text
    if span is None or "historic" in item.limits:
        return False
    lead = f"{before}{text[item.start : item.core]}"
    told_before = sentence.sees("baseline", lead) or (sentence.sees("history", lead) and not _is_ahead(item, sentence))
    if sentence.words.patterns["levels"].match(text, item.end):
        return False
    if STRONG.intersection(item.limits):
        return not (told_before and (_is_past(item, sentence) or not FIRM.intersection(item.limits))) and not _only_to(item)
    if told_before or _is_past(item, sentence) or sentence.sees("funding", text[slice(*sentence.clause(item.core))]):
        return False
    if item.limits:
        return span.precision in FINE or _is_ahead(item, sentence)
    return span.precision in FINE and bool(AT_END.match(text, item.end)) and (bool(SET_APART.search(text[: item.start])) or not span.ranged)


def _only_to(item: Item) -> bool:
    """Whether all that bends the date is a 'to' that nothing came before: 'runs to March 2027'."""
    return item.limits == ("until",) and item.core - item.start <= SHORTEST_UNTIL


def _is_past(item: Item, sentence: _Sentence) -> bool:
    """Whether the date lies before anything the document can plan; a document without years tells of no past."""
    first = _first_year(sentence.base)
    return first is not None and _year(item) < first


def _is_ahead(item: Item, sentence: _Sentence) -> bool:
    """Whether the document's own years say that the date is still to come."""
    first = _first_year(sentence.base)
    return first is not None and _year(item) >= first


def _first_year(base: TimeBase) -> int | None:
    return base.start_year or (base.published.year if base.published else None)


def _year(item: Item) -> int:
    day = (item.span.start or item.span.due) if item.span else None
    return day.year if day else 0


def _states_repeat(item: Item, sentence: _Sentence) -> bool:
    """Whether a frequency says how often, and is not part of a thing's name ('quarterly reports') or of an amount ('£5,000 a year')."""
    if sentence.sees("quantity", sentence.before(item)) or not sentence.words.patterns["adverb"].match(sentence.text, item.end):
        return False
    alone = " " not in item.text.strip() and not item.text.endswith("ly")
    return not alone


def _states_rate(item: Item, sentence: _Sentence) -> bool:
    """Whether 'a week' says how often something countable happens: 'two walks a week', not '40 tonnes a year' or 'for a year'."""
    before = sentence.before(item)
    rated = sentence.words.patterns["rated"].fullmatch(item.text) and sentence.words.patterns["counted"].search(before)
    return bool(rated) and not sentence.sees("quantity", before) and bool(sentence.words.patterns["adverb"].match(sentence.text, item.end))


def _states_ongoing(item: Item, sentence: _Sentence) -> bool:
    """Whether 'ongoing' is said of the work, and is not an adjective of something."""
    return squash(item.text).startswith("ongo") and bool(AT_END.match(sentence.text, item.end))


def _states_condition(item: Item, sentence: _Sentence) -> bool:
    """Whether a condition times the work: 'once adopted', 'within a week of referral', 'as required'."""
    if item.kind == "goes_on":
        return True
    if item.kind == "event":
        return item.text.startswith("within")
    if item.kind == "whole":
        return item.text.startswith("as ")
    opens = sentence.words.patterns["prose_opener"].match(item.text)
    return (
        bool(opens)
        and not sentence.words.patterns["not_once"].match(sentence.text, item.end)
        and not sentence.before(item).rstrip().endswith((" at", "least", "than"))
    )
