"""Phrases of a lexicon as regular expressions that forgive spacing, dashes and broken words."""

from __future__ import annotations

import re
from collections.abc import Iterable

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
    """The phrases as one alternation, longest first, grouped by first letter so that a miss costs one look."""
    groups: dict[str, list[str]] = {}
    for phrase in sorted(set(phrases), key=lambda phrase: (-len(phrase), phrase)):
        groups.setdefault(phrase[0].casefold(), []).append(phrase_pattern(phrase))
    words: list[str] = []
    signs: list[str] = []
    for first, patterns in groups.items():
        (words if first.isalnum() else signs).append(f"(?={re.escape(first)})(?:{'|'.join(patterns)})")
    worded = [rf"\b(?:{'|'.join(words)})"] if words else []
    return f"(?:{'|'.join([*worded, *signs])})" if groups else NEVER.pattern


def compile_pattern(pattern: str) -> Pattern:
    """The pattern, blind to case and to line ends."""
    return re.compile(pattern, re.IGNORECASE | re.DOTALL)
