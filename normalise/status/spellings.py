"""Words of a state that are misspelt: a first clause, or its first long word, that is a known phrase but for a letter or two."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from model import State
from normalise.broken_words import zipf
from normalise.phrases import squeeze
from normalise.status.words import StatusWords

LEAST_RATIO = 90.0
LONG = 8
"""Letters from which a word may also have two of them change places."""
EVERYDAY = 3.0
"""Zipf figure of a word that is itself and no misspelling: "Planting" is no planning."""


class Misspelt(NamedTuple):
    """A state, where its words stand, and how near they are to those that we know, in hundredths."""

    state: State
    start: int
    end: int
    ratio: float


def find_misspelt_state(text: str, spans: list[tuple[int, int]], words: StatusWords) -> Iterator[Misspelt]:
    """The state that the first of these clauses misspells; nothing where none does."""
    for start, end in spans:
        body = text[start:end].strip(" .,;:!-–—()")
        first = re.match(r"\w{8,}\b", body)
        for printed in (body, first[0] if first else ""):
            key = squeeze(printed)
            if not 6 <= len(key) <= 24 or key in words.manners:
                continue
            ratio, nearest = max(
                ((fuzz.ratio(key, spelling), spelling) for spelling in words.spellings.get(key[0] + key[-2:], ())),
                default=(0.0, ""),
            )
            states = {state for manner, state in words.manners.get(nearest, ()) if manner != "told"}
            near = ratio >= LEAST_RATIO or len(key) >= LONG and OSA.distance(key, nearest) == 1
            if near and len(states) == 1 and nearest[:3] == key[:3] and not (printed.isalpha() and zipf(key) >= EVERYDAY):
                begin = text.index(printed, start)
                yield Misspelt(states.pop(), begin, begin + len(printed), ratio)
                return
