"""How alike two actions are worded, 0 to 1."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz.fuzz import ratio

from link.words import link_words, stem, words_of
from model import Promise

CHANCE = 0.45
"""Likeness, letter by letter, of two sentences that have nothing to do with one another."""
BY_WORDS = 0.6
"""Share of the shared words in the likeness; the rest is that of the letters."""
COMMON = 0.4
"""What a word of any plan tells, beside another that stands as often."""
OTHER_NAME, OTHER_NUMBER = 0.8, 0.92
"""What is left of it where each of the two names somebody, or a number, that the other does not."""
NAME = re.compile(r"(?<=[^.!?:;\s])\s+[\"'‘“(]?([^\W\d_a-z][^\W_]*)")
YEAR = re.compile(r"(?:19|20)\d\d")

Weights = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Worded:
    """An action's words, ready to be compared."""

    promise: Promise
    text: str
    """Its words in small letters, one blank between."""
    sorted: str
    """The same in order of the alphabet."""
    stems: frozenset[str]
    pairs: frozenset[str]
    """Telling words that stand side by side."""
    names: frozenset[str]
    numbers: frozenset[str]


def worded(promise: Promise) -> Worded:
    """The action's words."""
    words = words_of(promise.action)
    small = link_words().small
    telling = [stem(word) for word in words if word not in small]
    return Worded(
        promise=promise,
        text=" ".join(words),
        sorted=" ".join(sorted(words)),
        stems=frozenset(telling) or frozenset(map(stem, words)),
        pairs=frozenset(f"{first} {second}" for first, second in zip(telling, telling[1:], strict=False)),
        names=frozenset(stem(name.casefold()) for name in NAME.findall(promise.action)),
        numbers=frozenset(word for word in words if word[0].isdigit() and not YEAR.fullmatch(word)),
    )


def weights(left: Sequence[Worded], right: Sequence[Worded]) -> Weights:
    """What each word tells in these two editions: the rarer in the one that has it oftener, the more; little, where any plan has it."""
    seen = (Counter(word for one in side for word in one.stems) for side in (left, right))
    first, second = seen
    most = max(len(left), len(right), 1)
    common = link_words().common
    return {
        word: math.log(2 + most / max(first[word], second[word])) * (COMMON if word in common else 1.0)
        for word in first.keys() | second.keys()
    }


def weight(words: frozenset[str], telling: Weights) -> float:
    """What these words tell together."""
    return sum([telling[word] for word in words])


def likeness(one: Worded, other: Worded, telling: Weights, sizes: float) -> float:
    """How alike the two are worded, 0 to 1; `sizes` is the weight of the one's words and the other's."""
    if one.text == other.text or not one.text or not other.text:
        return 1.0 if one.text == other.text != "" else 0.0
    shared = 2 * weight(one.stems & other.stems, telling) / sizes if sizes else 0.0
    letters = max(ratio(one.text, other.text), ratio(one.sorted, other.sorted)) / 100
    alike = BY_WORDS * shared + (1 - BY_WORDS) * max(0.0, (letters - CHANCE) / (1 - CHANCE))
    if other_names(one, other):
        alike *= OTHER_NAME
    if one.numbers - other.numbers and other.numbers - one.numbers:
        alike *= OTHER_NUMBER
    return alike


def other_names(one: Worded, other: Worded) -> bool:
    """True where each names somebody, or some place, that the other does not."""
    return bool(one.names - other.stems and other.names - one.stems)


def held(words: frozenset[str], by: frozenset[str], telling: Weights) -> float:
    """The share of these words that stand among the others, by what they tell."""
    whole = weight(words, telling)
    return weight(words & by, telling) / whole if whole else 0.0
