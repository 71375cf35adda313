"""The phrases of a lexicon of leads as patterns: what parts two parties, and what says which part one takes."""

from __future__ import annotations

import re
from collections.abc import Iterable

from normalise.lexicon import Lexicon


def words_of(lexicon: Lexicon, *sections: str) -> tuple[str, ...]:
    """Every phrase of some sections, lower case, in the order they are written."""
    return tuple(phrase.casefold() for section in sections for phrases in lexicon[section].values() for phrase in phrases)


def any_of(phrases: Iterable[str]) -> str:
    """A pattern that takes any of the phrases, the longest first."""
    return "|".join(r"\s+".join(map(re.escape, phrase.split())) for phrase in sorted(phrases, key=lambda phrase: (-len(phrase), phrase)))


def between(lexicon: Lexicon) -> re.Pattern[str]:
    """What stands between two parties; a single word with a capital is of a name, but where it opens: "Homeseeker Plus Board"."""
    words = words_of(lexicon, "separators_between")
    single = any_of(word for word in words if " " not in word)
    several = any_of(word for word in words if " " in word)
    opening = any_of(words_of(lexicon, "separators_opening"))
    return re.compile(rf"(?<!\w)(?:{several}|^(?:{opening})|(?-i:{single}))(?!\w)", re.IGNORECASE)


def part_label(lexicon: Lexicon) -> re.Pattern[str]:
    """What says of a party which part it takes: "(lead)", " - support;"."""
    parts = any_of(words_of(lexicon, "roles_parts"))
    return re.compile(rf"\(\s*(?:{parts})\s*\)|\s[-–—:]\s*(?:{parts})\s*(?=$|[;,/])", re.IGNORECASE)
