"""Words of progress as an extraction tears, joins or misreads them: "On ho ld", "Com- pleted", "Notyet started", "Pauscd"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise
from operator import concat
from re import Match
from typing import NamedTuple

from normalise.broken_words import frequencies, odds, zipf
from normalise.confusions import meant_by, shape_of
from normalise.ligatures import restore_ligatures

PAIR = re.compile(r"(?<![\w'’&@./-])([A-Za-z]+)(-?) ([a-z]+)(?![\w'’&@/-])")
WORD = re.compile(r"(?<![\w'’&@./])[A-Za-z0-9]{2,}(?![\w'’&@])")
TOKEN = re.compile("[a-z0-9]+")
SHORTEST, SHORTEST_GLUED = 4, 5
RARE = 3.0
"""Zipf figure below which a word is none that a council would print."""
RARE_SHARE = 10 ** (RARE - 9)
LIKELIER = 3.0
"""Powers of ten by which a word of progress must be likelier than its pieces side by side."""


class Vocabulary(NamedTuple):
    """The single words of the phrases of progress, their shapes, and which stand side by side."""

    words: frozenset[str]
    shapes: frozenset[str]
    neighbours: frozenset[tuple[str, str]]


def vocabulary_of(phrases: Iterable[str]) -> Vocabulary:
    """The vocabulary of these phrases."""
    told = [re.findall("[a-z]+", phrase.casefold()) for phrase in phrases]
    words = frozenset(word for phrase in told for word in phrase)
    return Vocabulary(words, frozenset(map(shape_of, words)), frozenset(pair for phrase in told for pair in pairwise(phrase)))


@lru_cache(maxsize=4096)
def mend_status(text: str, known: Vocabulary) -> str:
    """The text with such words made whole, where only one word of progress fits."""
    text = restore_ligatures(text)
    shares, at = frequencies(), 0
    tokens = TOKEN.findall(text.lower())
    if strange := {token for token in set(tokens) - known.words if shares.get(token, 0.0) < RARE_SHARE}:
        text = WORD.sub(lambda found: found[0] if found[0].isalpha() and found[0].lower() not in strange else _whole(found[0], known), text)
        tokens = TOKEN.findall(text.lower())
    if known.words.isdisjoint(map(concat, tokens, tokens[1:])):
        return text
    while found := PAIR.search(text, at):
        closed = _closed(found, known)
        text, at = f"{text[: found.start()]}{closed}{text[found.end() :]}", found.start(3) if closed == found[0] else found.start()
    return text


def _closed(found: Match[str], known: Vocabulary) -> str:
    first, second = found[1].lower(), found[3]
    joined = first + second
    if joined not in known.words or len(joined) < SHORTEST or first in known.words and second in known.words:
        return found[0]
    return found[1] + second if found[2] or odds(joined, first, second) >= LIKELIER else found[0]


def _whole(word: str, known: Vocabulary) -> str:
    key = word.lower()
    if key in known.words or word.isdigit():
        return word
    if key.isalpha() and zipf(key) >= RARE:
        return word
    if len(key) >= SHORTEST_GLUED:
        cuts = [at for at in range(2, len(key) - 1) if (key[:at], key[at:]) in known.neighbours]
        if len(cuts) == 1:
            return f"{word[: cuts[0]]} {word[cuts[0] :]}"
    if shape_of(key) not in known.shapes or len(key) < SHORTEST and key.isalpha():
        return word
    meant = meant_by(key, known.words)
    return (meant[0].upper() + meant[1:] if word[0].isupper() or word[0].isdigit() else meant) if meant else word
