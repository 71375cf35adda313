"""Which action of one edition is which of another: the best whole, and how sure each pair of it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from link.candidates import Pair, candidates, locked
from link.context import Agreement, agreement, lasting, placed, support
from link.matching import best_matching
from link.wording import Weights, Worded, likeness, other_names, weight, weights

FAINT, CLEAR = 0.2, 0.42
"""Likeness of words below which two actions are never paired, and never surely."""
POSSIBLE, SURE = 0.34, 0.48
"""Scores below which a pair is none, and is only offered."""
SURE_OF_OTHERS = 0.75
"""The score from which a pair is sure though each names somebody, or some place, that the other does not."""
ANCHOR = 0.85
"""Likeness of words that by itself makes a pair sure enough to learn from."""
NEAR = 0.04
"""Another pairing that comes to so little less makes this one unsure."""
TIE = 0.2
"""Share of the place in the choice between pairs; it decides between equal words."""


@dataclass(frozen=True, slots=True)
class Scored:
    """What a pair comes to: how alike its words are, that with what its place says, and what it is worth in the whole."""

    wording: float
    score: float
    value: float


@dataclass(frozen=True, slots=True)
class Couple:
    """An action and what it became, by their positions."""

    left: int
    right: int
    wording: float
    score: float
    certain: bool


@dataclass(frozen=True, slots=True)
class Pairing:
    """Two editions side by side."""

    left: Sequence[Worded]
    right: Sequence[Worded]
    couples: tuple[Couple, ...]
    near: Mapping[Pair, float]
    """Every pair that was compared, with its score, or 0 where the words are not alike at all."""
    telling: Weights

    def nearest(self) -> tuple[dict[int, float], dict[int, float]]:
        """Of each action of the left, and of the right, the score of the nearest that is not surely another's."""
        lefts, rights = ({(couple.left, couple.right)[side] for couple in self.couples if couple.certain} for side in (0, 1))
        here: dict[int, float] = {}
        there: dict[int, float] = {}
        for (left, right), score in self.near.items():
            if right not in rights:
                here[left] = max(score, here.get(left, 0.0))
            if left not in lefts:
                there[right] = max(score, there.get(right, 0.0))
        return here, there


def pair(left: Sequence[Worded], right: Sequence[Worded]) -> Pairing:
    """The pairing of two editions' actions that is best as a whole."""
    telling = weights(left, right)
    sure = locked(left, right)
    near = candidates(left, right, telling, sure)
    scored = _scores(left, right, near, sure, telling)
    possible = {pair: one for pair, one in scored.items() if one.wording >= FAINT and one.score >= POSSIBLE}
    mates = best_matching({pair: one.value for pair, one in possible.items()})
    couples = [Couple(here, there, 1.0, 1.0, True) for here, there in sure.items()]
    couples += [
        Couple(here, there, one.wording, one.score, safe and _is_sure(one, other_names(left[here], right[there])))
        for here, there, one, safe in _safety(mates, possible)
    ]
    compared = {pair: max(scored[pair].score, 0.0) if pair in scored else 0.0 for pair in near}
    return Pairing(left, right, tuple(sorted(couples, key=lambda couple: (couple.left, couple.right))), compared, telling)


def _is_sure(one: Scored, names: bool) -> bool:
    return one.wording >= CLEAR and one.score >= (SURE_OF_OTHERS if names else SURE)


def _scores(
    left: Sequence[Worded], right: Sequence[Worded], near: Iterable[Pair], sure: Mapping[int, int], telling: Weights
) -> dict[Pair, Scored]:
    ours, theirs = ([weight(one.stems, telling) for one in side] for side in (left, right))
    alike = {(here, there): likeness(left[here], right[there], telling, ours[here] + theirs[there]) for here, there in near}
    here_placed, there_placed = placed([one.promise for one in left]), placed([one.promise for one in right])
    anchors = [*sure.items(), *_anchors(alike)]
    lasts = lasting(agreement(here_placed[here], there_placed[there]) for here, there in anchors)
    return {
        pair: _scored(wording, agreement(here_placed[pair[0]], there_placed[pair[1]]), lasts)
        for pair, wording in alike.items()
        if wording >= FAINT
    }


def _anchors(alike: Mapping[Pair, float]) -> list[Pair]:
    """Pairs of very like words of which neither has another."""
    strong = [pair for pair, wording in alike.items() if wording >= ANCHOR]
    lefts, rights = Counter(here for here, _ in strong), Counter(there for _, there in strong)
    return [(here, there) for here, there in strong if lefts[here] == rights[there] == 1]


def _scored(wording: float, place: Agreement, lasts: Agreement) -> Scored:
    said = support(place, lasts)
    score = wording + said * ((1 - wording) if said > 0 else wording)
    return Scored(wording, score, max(score + TIE * said, 0.01))


def _safety(mates: Mapping[int, int], possible: Mapping[Pair, Scored]) -> Iterable[tuple[int, int, Scored, bool]]:
    """Each pair of the matching, and whether any other matching that parts it comes to clearly less."""
    owner = {there: here for here, there in mates.items()}
    rivals: dict[int, list[Pair]] = {}
    for here, there in possible:
        if mates.get(here) != there:
            rivals.setdefault(here, []).append((here, there))
            if (mate := owner.get(there)) is not None:
                rivals.setdefault(mate, []).append((here, there))
    for here, there in mates.items():
        losses = [_loss(here, there, pair, mates, owner, possible) for pair in rivals.get(here, ())]
        yield here, there, possible[here, there], min(losses, default=1.0) >= NEAR


def _loss(here: int, there: int, rival: Pair, mates: Mapping[int, int], owner: Mapping[int, int], possible: Mapping[Pair, Scored]) -> float:
    """What the whole would lose if the rival took one end of the pair, and its mate what is left."""
    lost, won = possible[here, there].value, possible[rival].value
    other = owner.get(rival[1]) if rival[0] == here else mates.get(rival[0])
    if other is not None:
        parted, swapped = ((other, rival[1]), (other, there)) if rival[0] == here else ((rival[0], other), (here, other))
        lost += possible[parted].value
        won += possible[swapped].value if swapped in possible else 0.0
    return lost - won
