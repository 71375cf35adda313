"""Phrases of a lexicon as regular expressions that forgive spacing, dashes and broken words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any, cast

Pattern = re.Pattern[str]

DASHES = r"\-‐‑‒–—―−"
NEVER: Pattern = re.compile(r"(?!)")
GAP = r"(?:[\s(\-]|(?=.)[‐‑‒–—―−])+"
"""What may stand between two words of a phrase: the class of BETWEEN, in two branches that stay apart, since it is compiled for
every gap of every phrase, and the whole of it takes ten times as long."""
END = r"\b"
BETWEEN: Pattern = re.compile(rf"[\s({DASHES}]+")


def squeeze(text: str) -> str:
    """A phrase without case, white space, brackets and dashes: "On- going" is "ongoing"."""
    return BETWEEN.sub("", text.casefold()).replace("’", "'")


def phrase_pattern(phrase: str) -> str:
    """A phrase as a pattern: a space is any white space, dash or opening bracket, a hyphen may also be nothing."""
    pattern = re.escape(phrase.casefold()).replace("'", "['’]")
    pattern = pattern.replace(r"\-", rf"\s*[{DASHES}]?\s*").replace(r"\ ", GAP)
    return pattern + (END if phrase[-1:].isalnum() else "")


def any_of(phrases: Iterable[str]) -> str:
    """The phrases as one alternation, longest first, a tree of their letters so that a miss costs one look."""
    ordered = sorted(set(phrases), key=lambda phrase: (-len(phrase), phrase))
    worded = [phrase_pattern(phrase) for phrase in ordered if phrase[0].isalnum()]
    signs = [phrase_pattern(phrase) for phrase in ordered if not phrase[0].isalnum()]
    firsts = "".join(sorted({pattern[0] for pattern in worded}))
    words = [rf"\b(?=[{firsts}])(?:{tree_of(worded)})"] if worded else []
    return f"(?:{'|'.join([*words, *signs])})" if ordered else NEVER.pattern


def any_within(texts: Iterable[str]) -> Pattern:
    """A pattern that finds one of the texts wherever it stands, also inside a word."""
    ordered = sorted({re.escape(text) for text in texts})
    return re.compile(f"(?=[{re.escape(''.join(sorted({text[0] for text in ordered})))}])(?:{tree_of(ordered)})") if ordered else NEVER


def tree_of(patterns: Sequence[str]) -> str:
    """The patterns as one alternation that takes what they take in the same order; those that begin alike are tried together.

    What moves forward to those that begin like it passes only what never fits at the same place: letters and gaps, one another. A
    phrase that ends there stands behind all that go on, since longer phrases come first.
    """
    return "|".join(_branches(patterns))


def _branches(patterns: Sequence[str]) -> list[str]:
    if len(patterns) < 2:
        return list(patterns)
    groups: list[tuple[str, list[str]]] = []
    open_groups: dict[str, list[str]] = {}
    for pattern in patterns:
        begun = _beginning(pattern)
        if not begun:
            open_groups = {}
        rests = open_groups.get(begun)
        if rests is None:
            rests = []
            groups.append((begun, rests))
            if begun:
                open_groups[begun] = rests
        rests.append(pattern[len(begun) :])
    return [begun + (inner[0] if len(inner) == 1 else f"(?:{'|'.join(inner)})") for begun, rests in groups for inner in (_branches(rests),)]


def _beginning(pattern: str) -> str:
    """What a pattern begins with, where others may share it; empty where it may begin in more ways than one."""
    if pattern[:1].isalnum():
        return pattern[0]
    if pattern.startswith(GAP) and pattern[len(GAP) : len(GAP) + 1].isalnum():
        return GAP
    return END if pattern == END else ""


class _Late:
    """A pattern that is compiled when it is first asked: most papers ask half of them."""

    def __init__(self, pattern: str, flags: re.RegexFlag) -> None:
        self._told = pattern, flags

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        compiled = re.compile(*self._told)
        for method in ("search", "match", "fullmatch", "finditer", name):
            setattr(self, method, getattr(compiled, method))  # asked again, they are found here
        return getattr(compiled, name)


def late(pattern: str, flags: re.RegexFlag) -> Pattern:
    """The pattern, compiled when it is first asked: it does all that a compiled one does but stand in for it in functions of `re`."""
    return cast(Pattern, _Late(pattern, flags))


def compile_pattern(pattern: str) -> Pattern:
    """The pattern, blind to case and to line ends; it is compiled when it is first asked."""
    return late(pattern, re.IGNORECASE | re.DOTALL)
