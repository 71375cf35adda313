"""What a council goes by: its initials, and the authority that a name means at the time of a paper."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from model import Council, Reading
from normalise.paper.register import SMALL, Entry, slug


def council_initials(council: Council) -> frozenset[str]:
    """The initials a paper may write for a council, in capitals: the small words of its name kept, dropped, or "and" as "&"."""
    return _initials(council.name)


def short_forms(entry: Entry) -> frozenset[str]:
    """The initials, three letters at least, that a text may write for the authority."""
    return frozenset(short for short in _initials(entry.name) if len(short) > 2)


def _initials(name: str) -> frozenset[str]:
    words = [word for word in re.findall(r"&|\w+(?:['’]\w+)*", name)]
    letters = [("A" if word == "&" else word[0].upper(), word == "&" or word.casefold() in SMALL, word in {"&", "and"}) for word in words]
    kept = "".join(letter for letter, _, _ in letters)
    dropped = "".join(letter for letter, small, _ in letters if not small)
    joined = "".join("A" if also else letter for letter, small, also in letters if also or not small)
    amped = "".join("&" if also else letter for letter, small, also in letters if also or not small)
    printed = "".join(word[0] if word.casefold() not in SMALL else word[0].lower() for word in words if word not in {"&", "and"})
    return frozenset(short for short in (kept, dropped, joined, amped, printed) if len(short) > 1)


def in_being(entries: Sequence[Entry], edition: date | None) -> list[Entry]:
    """Of the authorities one name fits, those in being at the edition (today, where it tells none); all where that settles nothing."""
    if len(entries) < 2:
        return list(entries)
    return [entry for entry in entries if (entry.in_force(edition) if edition else entry.end is None)] or list(entries)


def read_as(printed: str, entry: Entry, rule: str, score: float) -> Reading[Council]:
    """The authority of the register as what was printed means."""
    return Reading(printed, Council(entry.name, slug(entry.name), entry.code, entry.gss, rule, score), rule, score)


def undecided(entries: Sequence[Entry]) -> Reading[Council]:
    """No value where several authorities fit, and a rule that names them."""
    return Reading("", None, f"{len(entries)} councils fit: {', '.join(sorted(entry.name for entry in entries))}", 0.0)
