"""A name that is one of the document's own but for a slip of a letter."""

from __future__ import annotations

from rapidfuzz import fuzz, process

from model import PartyKind
from normalise.lead.parties import Parties
from normalise.lead.words import LeadWords, key_of

_NEAR, _NEAR_WORD, _SHORTEST = 90.0, 80.0, 8


def find_misspelt(name: str, kind: PartyKind, parties: Parties, words: LeadWords) -> str | None:
    """The name that this one misspells: same kind, same words but for one, that one near and no known word; None if unsure."""
    key = key_of(name)
    if len(key) < _SHORTEST or not parties.known or key in parties.known:
        return None
    near = process.extract(key, parties.known.keys(), scorer=fuzz.ratio, score_cutoff=_NEAR, limit=3)
    right = {
        parties.known[other].name
        for other, _, _ in near
        if parties.known[other].kind == kind and parties.known[other].rule != "rare" and _slipped(key, other, kind, words)
    }
    return right.pop() if len(right) == 1 else None


def _slipped(key: str, other: str, kind: PartyKind, words: LeadWords) -> bool:
    ours, theirs = key.split(), other.split()
    differing = [(one, two) for one, two in zip(ours, theirs, strict=False) if one != two]
    if len(ours) != len(theirs) or len(differing) != 1:
        return False
    one, two = differing[0]
    if (
        one in words.marks
        and kind != "person"
        or any(letter.isdigit() for letter in key)
        or one[0] != two[0]
        or abs(len(one) - len(two)) > 1
        or one + "s" == two
        or two + "s" == one
    ):
        return False
    if kind == "person":
        return len(one) != len(two) and len(one) > 4 and fuzz.ratio(one, two) >= _NEAR
    return fuzz.ratio(one, two) >= _NEAR_WORD
