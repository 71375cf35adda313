"""The clauses of a paragraph of progress: where each begins and ends, and which of them a place in the text is in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from normalise.status.words import StatusWords

BREAK = re.compile(
    r"(?<=[a-z0-9)%\]][.!?;])\s+(?=[A-Z0-9\"“‘(•✓])|(?<=[A-Z]{2}[.!?])\s+(?=[A-Z])|;\s*|\n\s*|\s+[-–—]+\s*|:\s+|\s*[•·§▪●]\s*"
)
NUMBER_SIGN = re.compile(r"\bNos?\.$")
TELLING = re.compile(r"\w|[^\w\s.,;:()\-–—]")


class Clause(NamedTuple):
    """One clause: its number, from 0, and where it stands."""

    number: int
    start: int
    end: int


def find_clauses(text: str, known: Sequence[re.Match[str]], words: StatusWords) -> list[tuple[int, int]]:
    """Where each clause of a paragraph begins and ends; a break inside a phrase that we know is none."""
    inside = [found.span() for found in known]
    cuts = [0]
    for found in [*BREAK.finditer(text), *words.grammar.contrast.finditer(text)]:
        within = any(start < found.start() and found.end() < end for start, end in inside)
        if not within and not NUMBER_SIGN.search(text, max(0, found.start() - 4), found.start()):
            cuts.append(found.end())
    return [(start, end) for start, end in pairwise([*sorted(set(cuts)), len(text)]) if TELLING.search(text, start, end)]


def clause_of(spans: list[tuple[int, int]], position: int) -> Clause:
    """The clause that a place is in; one without a number where it is in none."""
    for number, (start, end) in enumerate(spans):
        if start <= position < end:
            return Clause(number, start, end)
    return Clause(-1, position, position)
