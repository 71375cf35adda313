"""What makes a report of something done tell of part of the work only: a count, a share, a first lot, a step on the way, a rest to come."""

from __future__ import annotations

import re
from typing import NamedTuple

from model import State
from normalise.phrases import squeeze
from normalise.status.part_words import PartWords

YEARS = range(1950, 2101)
TO_DO = re.compile(r"\s+(?:[^\W\d]\S*\s+){0,3}?to\s+(?!(?:the|an?|this|our|all|both|each|every|date|be|post)\b)[a-z]{2,}(?!['’])\b")
"""An infinitive behind a verb of deciding: "(agreed) in May to keep the site"; no "(recruited) to the team"."""
MOVED = re.compile(r"\s+(?:[^\W\d]\S*\s+){0,2}?to\s+(?:[^\W\d]\S*\s+)?[\d.]+\s?%")
"""Where a share moved to: "(improved) to 88%"."""
SECOND = re.compile(r"\band\s+(?:has|have)\b", re.IGNORECASE)
"""What opens a second report of the same thing: "opened in May (and has) helped 212 firms so far"."""
OF_FIRST = re.compile(r"\W*of\s", re.IGNORECASE)


class Extent(NamedTuple):
    """How much of the work a report tells of: the state, the rule that says so, how surely, and where in the text before it stands."""

    state: State
    rule: str
    score: float
    start: int | None = None


def extent_of(before: str, after: str, parts: PartWords) -> Extent | None:
    """What a count or share in a clause makes of what was done; None where there is none."""
    if counted := (count_of(before, parts) or _counted_next(after, parts)):
        return counted
    if nearly := parts.nearly.search(before):
        return Extent("partially_complete", "nearly", 0.7, nearly.start())
    if portion := parts.portion.match(before):
        share = portion["share"]
        return Extent("complete" if share == "100" else "partially_complete", "portion", 0.6, 0)
    if parts.so_far.search(before) or (so_far := parts.so_far.search(after)) and not SECOND.search(after, 0, so_far.start()):
        return Extent("in_progress", "so_far", 0.6)
    if parts.every.match(before):
        return Extent("complete", "all_of_them", 0.6, 0)
    if parts.first.match(before) or " and " in before and parts.first.match(before.rpartition(" and ")[2]):
        return Extent("partially_complete", "first_of_several", 0.55, 0)
    if "£" in before and parts.amount.match(before):
        return Extent("in_progress", "bare_count", 0.5)
    several = parts.several.match(before)
    if several is not None and not _is_year(several["count"]):
        return Extent("in_progress", "bare_count", 0.5, several.start("count"))
    return None


def extent_after(after: str, parts: PartWords) -> Extent | None:
    """The same for a state that is declared, of what follows it alone: "(Completed) in three of five wards"."""
    if counted := _counted_next(after, parts):
        return counted
    return Extent("in_progress", "so_far", 0.6) if parts.so_far.search(after) else None


def is_step(before: str, verb: str, after: str, parts: PartWords) -> bool:
    """Whether what was done is a step on the way: "(Tender) issued", "Appointed (consultants)", "(Site) found"; no "(Site) opened"."""
    key = squeeze(verb)
    if key in parts.deeds.decided and TO_DO.match(after) or key in parts.deeds.moved and MOVED.match(after):
        return True
    if parts.heads.step.match(before) or parts.step_object.match(after):
        return True
    return key in parts.heads.found and parts.heads.place.match(before) is not None


def is_put_off(verb: str, after: str, parts: PartWords) -> bool:
    """Whether a date was moved: "(Works) moved to 2027"."""
    return squeeze(verb) in parts.deeds.put_off and parts.deeds.later.match(after) is not None


def count_against(clause: str, parts: PartWords) -> Extent | None:
    """What so many of a goal make of the work: "Nine approved against a target of 15"; None where no goal has a number."""
    goal = parts.goals.numbered.search(clause)
    whole = value_of(goal["whole"], parts) if goal else None
    if goal is None or not whole or _is_year(goal["whole"]):
        return None
    for found in parts.goals.counting.finditer(clause, 0, goal.start()):
        some = value_of(found["count"], parts)
        if some is not None and not _is_year(found["count"]):
            return Extent("complete" if some >= whole else "in_progress", "against_goal", 0.6)
    return None


def pieces(text: str, parts: PartWords) -> list[str]:
    """The pieces of what follows a report, without the first, which belongs to the report itself."""
    return [piece for piece in parts.piece.split(text)[1:] if piece.strip()]


def opens_with_rest(piece: str, parts: PartWords) -> bool:
    """Whether a piece speaks of what is left of the work: "the remainder", "the fifth"."""
    return parts.ahead.rest.match(piece) is not None


def is_outstanding(piece: str, parts: PartWords) -> bool:
    """Whether a piece counts what is still to do: "two outstanding"."""
    return parts.ahead.outstanding.search(piece) is not None


def comes_next(piece: str, parts: PartWords) -> bool:
    """Whether a piece speaks of a next step that belongs to the work, not of the care that follows its end."""
    for found in parts.ahead.upcoming.finditer(piece):
        since = found[0][:4].casefold() == "from" and parts.ahead.since.search(piece, 0, found.start())  # "was made permanent from May"
        if not since and not any(judged.end() == found.start() for judged in parts.ahead.judged.finditer(piece)):
            cares = parts.ahead.aftercare.finditer(piece)  # "will review the findings" is a step, and no care
            return all(found.start() <= care.start() and care.end() <= found.end() for care in cares)
    return False


def value_of(number: str, parts: PartWords) -> int | None:
    """The value of a number in digits or words: "1,204", "Twenty-three"."""
    plain = squeeze(number).replace(",", "")
    if plain.isdecimal():
        return int(plain)
    if plain in parts.numbers:
        return parts.numbers[plain]
    tens = [(word, value) for word, value in parts.numbers.items() if value >= 20 and plain.startswith(word)]
    return next((value + parts.numbers[plain[len(word) :]] for word, value in tens if plain[len(word) :] in parts.numbers), None)


def count_of(text: str, parts: PartWords) -> Extent | None:
    """How much so many out of so many are; None where nothing is counted so."""
    if "/" not in text and "of" not in text.casefold():
        return None
    of_first = parts.of_first.match(text) if OF_FIRST.match(text) else None
    for found in [of_first] if of_first else reversed(list(parts.counted.finditer(text))):
        some, whole = value_of(found["some"], parts), value_of(found["whole"], parts)
        if some is None or whole is None or some > whole or _is_year(found["whole"]):
            continue
        if "/" in found[0] and (whole == some + 1 and some > 9 or found["whole"].startswith("0")):
            continue  # "23/24" is a financial year, "26/044" a minute's number
        state: State = "complete" if some == whole else "partially_complete" if some else "not_started"
        return Extent(state, "count_of", 0.7, found.start())
    return None


def _counted_next(after: str, parts: PartWords) -> Extent | None:
    found = parts.counted_next.match(after)
    counted = count_of(found[0], parts) if found else None
    return counted._replace(start=None) if counted else None


def _is_year(number: str) -> bool:
    return number.isdecimal() and int(number) in YEARS
