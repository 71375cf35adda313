"""Which pairs of actions are worth comparing: a few for each action, whatever the size of the editions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from link.wording import Weights, Worded

RARE = 8
"""Rarest words, and pairs of words, of an action that are looked up."""
OFTEN = 24
"""Actions in which a word may stand and still be looked up."""
BEST = 6
"""Candidates kept for each action."""

Pair = tuple[int, int]


def locked(left: Sequence[Worded], right: Sequence[Worded]) -> dict[int, int]:
    """The actions whose words stand once in either edition: what became of them is beyond doubt."""
    here, there = _once(left), _once(right)
    return {position: there[text] for text, position in here.items() if text in there}


def _once(side: Sequence[Worded]) -> dict[str, int]:
    found: dict[str, int] = {}
    for position, one in enumerate(side):
        found[one.text] = -1 if one.text in found else position
    return {text: position for text, position in found.items() if position >= 0 and text}


def candidates(left: Sequence[Worded], right: Sequence[Worded], telling: Weights, sure: Mapping[int, int]) -> set[Pair]:
    """Pairs that share rare words, a number, all their words, or a place between the same neighbours; none that is sure already."""
    taken = set(sure.values())
    ours = [position for position in range(len(left)) if position not in sure]
    theirs = [position for position in range(len(right)) if position not in taken]
    found = {(here, there) for here, others in _by_words(left, ours, right, theirs, telling) for there in others}
    found |= {(here, there) for there, others in _by_words(right, theirs, left, ours, telling) for here in others}
    found |= set(_by_key(left, ours, right, theirs))
    free = set(theirs)
    for here in ours:
        beside = (sure.get(here - 1, -2) + 1, sure.get(here + 1, -2) - 1)
        found |= {(here, there) for there in beside if there in free}
    return found


def _by_words(
    one: Sequence[Worded], ours: Sequence[int], other: Sequence[Worded], theirs: Sequence[int], telling: Weights
) -> Iterable[tuple[int, list[int]]]:
    """Of each action the few that share most of its rarest words."""
    having: defaultdict[str, list[int]] = defaultdict(list)
    for position in theirs:
        for key in (*other[position].stems, *other[position].pairs):
            having[key].append(position)
    for here in ours:
        known = [key for key in (*one[here].stems, *one[here].pairs) if key in having and len(having[key]) <= OFTEN]
        votes: defaultdict[int, float] = defaultdict(float)
        for key in sorted(known, key=lambda key: (len(having[key]), key))[:RARE]:
            for there in having[key]:
                votes[there] += telling.get(key, 1.0)
        yield here, sorted(votes, key=lambda there: (-votes[there], there))[:BEST]


def _by_key(left: Sequence[Worded], ours: Sequence[int], right: Sequence[Worded], theirs: Sequence[int]) -> Iterable[Pair]:
    """Those with the same number, or with the same words, nearest in order first."""
    having: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for there in theirs:
        for key in _keys(right[there]):
            having[key].append(there)
    nth: defaultdict[tuple[str, str], int] = defaultdict(int)
    for here in ours:
        for key in _keys(left[here]):
            others, start = having.get(key, []), max(0, nth[key] - BEST // 2)
            nth[key] += 1
            yield from ((here, there) for there in others[start : start + BEST])


def _keys(one: Worded) -> list[tuple[str, str]]:
    return [(kind, key) for kind, key in (("words", one.text), ("ref", one.promise.ref)) if key]
