"""Registers of names as facts: which words are given names, which are family names, and where a place is printed."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from functools import lru_cache

from normalise.lead.body_registers import FOLDER
from normalise.paper.register import load_register


@lru_cache(maxsize=1)
def given_names() -> Mapping[str, bool]:
    """Every given name, lower case, to whether it is also a place or a word of its own ("victoria", "grace")."""
    with (FOLDER / "given_names.csv").open(encoding="utf-8", newline="") as file:
        return {row["name"].casefold(): bool(row["also"]) for row in csv.DictReader(file)}


@lru_cache(maxsize=1)
def family_names() -> frozenset[str]:
    """Family names of Britain, lower case."""
    with (FOLDER / "family_names.csv").open(encoding="utf-8", newline="") as file:
        return frozenset(row["name"].casefold() for row in csv.DictReader(file))


def find_places(raws: Sequence[str], keys: Sequence[str]) -> set[int]:
    """Which of these words print the place that an authority is named for, with a capital."""
    places, found = _places(), set[int]()
    for at, key in enumerate(keys):
        if (named := places.get(key)) and raws[at][:1].isupper():
            for words in named:
                if tuple(keys[at : at + len(words)]) == words:
                    found.update(range(at, at + len(words)))
                    break
    return found


@lru_cache(maxsize=1)
def _places() -> Mapping[str, tuple[tuple[str, ...], ...]]:
    return {first: tuple(words for words, _ in named) for first, named in load_register().places.items()}
