"""Which of the words that stand as labels do are labels, by how they come back: each above words of its own, and not in prose."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import zip_longest
from typing import Literal

from model import HeaderReading, Meanings

Form = Literal["colon", "dash", "number", "bare"]
Found = tuple[str, Form, str]
"""A label that a line may print: its key, its form and its words as printed."""

FEWEST: Mapping[Form, int] = {"colon": 2, "dash": 2, "number": 2, "bare": 3}
"""Times that a label must come back in each form: the less its marks say, the oftener."""
FEWEST_STANDING = 3
"""Different labels on lines of their own from which two blocks of them are no accident."""
STATES = frozenset({"status", "completed"})
"""Roles whose headers are values too: "Progress | Done" is no header."""


def without_prose(found: Sequence[Sequence[Found]], meanings: Meanings) -> tuple[list[list[Found]], frozenset[str]]:
    """The labels of each line, and the keys of those that are printed with a capital.

    One that begins small is none where another with a capital says the same: prose goes on with "action: call the owner".
    """
    large = frozenset(key for pieces in found for key, _, label in pieces if label[:1].isupper())
    told = {role for key in large if (reading := meanings.header(key)) is not None for role in reading.roles}

    def is_label(label: str) -> bool:
        said = None if label[:1].isupper() else meanings.header(label)
        return said is None or told.isdisjoint(said.roles)

    return [[piece for piece in pieces if is_label(piece[2])] for pieces in found], large


def standing(found: Sequence[Sequence[tuple[str, Form, str]]], known: Mapping[str, HeaderReading]) -> set[str]:
    """The known labels that stand on lines of their own, each above words of its own and each as often: so twice is enough of each.

    Twice is enough too of one that stands so beside two that come oftener: not every block has progress to report.
    """
    words = {key for key, reading in known.items() if reading.roles and not STATES.issuperset(reading.roles)}
    pairs = zip_longest(found, found[1:], fillvalue=())
    alone = (pieces[0] for pieces, below in pairs if len(pieces) == 1 and not any(key in words for key, _, _ in below))
    order = [key for key, form, _ in alone if form == "bare" and key in known]
    own = Counter(order)
    usual, often = {key for key in own if own[key] >= 2}, {key for key in own if own[key] >= FEWEST["bare"]}
    if len(usual) >= FEWEST_STANDING and len({own[key] for key in usual}) == 1:
        return usual
    return {key for key in usual if key in often or _are_parted(key, order, often)} if len(often) >= 2 else set()


def _are_parted(key: str, order: Sequence[str], often: AbstractSet[str]) -> bool:
    """Whether a label that comes twice stands in two blocks: one that comes oftener stands between."""
    first = order.index(key)
    return not often.isdisjoint(order[first : order.index(key, first + 1)])
