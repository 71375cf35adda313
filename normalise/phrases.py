"""Phrases of a lexicon as regular expressions that forgive spacing, dashes and broken words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

Pattern = re.Pattern[str]

DASHES = r"\-‐‑‒–—―−"
NEVER: Pattern = re.compile(r"(?!)")
BETWEEN: Pattern = re.compile(rf"[\s({DASHES}]+")


def squeeze(text: str) -> str:
    """A phrase without case, white space, brackets and dashes: "On- going" is "ongoing"."""
    return BETWEEN.sub("", text.casefold()).replace("’", "'")


def phrase_pattern(phrase: str) -> str:
    """A phrase as a pattern: a space is any white space, dash or opening bracket, a hyphen may also be nothing."""
    pattern = re.escape(phrase.casefold()).replace("'", "['’]")
    pattern = pattern.replace(r"\-", rf"\s*[{DASHES}]?\s*").replace(r"\ ", rf"[\s({DASHES}]+")
    return pattern + (r"\b" if phrase[-1:].isalnum() else "")


def any_of(phrases: Iterable[str]) -> str:
    """The phrases as one alternation, longest first, a tree of their letters so that a miss costs one look."""
    ordered = sorted(set(phrases), key=lambda phrase: (-len(phrase), phrase))
    worded = [phrase_pattern(phrase) for phrase in ordered if phrase[0].isalnum()]
    signs = [phrase_pattern(phrase) for phrase in ordered if not phrase[0].isalnum()]
    firsts = "".join(sorted({pattern[0] for pattern in worded}))
    words = [rf"\b(?=[{firsts}])(?:{tree_of(worded)})"] if worded else []
    return f"(?:{'|'.join([*words, *signs])})" if ordered else NEVER.pattern


def tree_of(patterns: Sequence[str]) -> str:
    """The patterns as one alternation that takes what they take in the same order; those that begin alike are tried together."""
    if len(patterns) < 2 or not all(pattern[:1].isalnum() for pattern in patterns):
        return "|".join(patterns)
    branches: dict[str, list[str]] = {}
    for pattern in patterns:
        branches.setdefault(pattern[0], []).append(pattern[1:])
    return "|".join(first + (rest[0] if len(rest) == 1 else f"(?:{tree_of(rest)})") for first, rest in branches.items())


def compile_pattern(pattern: str) -> Pattern:
    """The pattern, blind to case and to line ends."""
    return re.compile(pattern, re.IGNORECASE | re.DOTALL)
