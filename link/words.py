"""Words as the linker compares them: small letters, without marks, their endings cut off."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

WORD = re.compile(r"[^\W_]+")
APOSTROPHE = re.compile(r"(?<=\w)['’](?=\w)")
STEM = 6
"""Letters by which a word is known, so that reviews, reviewing and reviewed are one."""


@dataclass(frozen=True, slots=True)
class LinkWords:
    """The words that tell nothing apart, of titles and of any text; and the stems that tell little of an action."""

    generic: frozenset[str]
    small: frozenset[str]
    common: frozenset[str]


@lru_cache(maxsize=1)
def link_words() -> LinkWords:
    """The lists of `words.toml`."""
    lists = tomllib.loads(Path(__file__).with_name("words.toml").read_text("utf-8"))
    return LinkWords(frozenset(lists["generic"]), frozenset(lists["small"]), frozenset(map(stem, lists["common"])))


def words_of(text: str) -> list[str]:
    """The words and numbers of a text, in small letters, as they stand."""
    return WORD.findall(APOSTROPHE.sub("", text).casefold())


@lru_cache(maxsize=100_000)
def singular(word: str) -> str:
    """The word without an s at its end."""
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """What a word is known by: its first letters; a number is known by all of it."""
    return word if word[0].isdigit() else singular(word)[:STEM]


def distinctive(title: str | None, council: str | None) -> frozenset[str]:
    """The stems of a title that can tell its plan from another: no council's name, no number, nothing that any plan is called."""
    generic = link_words().generic | link_words().small
    own = {stem(word) for word in words_of(council or "")}
    words = (word for word in words_of(title or "") if not any(char.isdigit() for char in word))
    return frozenset(stem(word) for word in words if singular(word) not in generic and word not in generic and stem(word) not in own)
