"""Phrases as patterns: trees of letters take what the phrases alone would take, and wait to be compiled until they are asked."""

import re

import pytest

from normalise.phrases import any_of, compile_pattern, phrase_pattern

PHRASES = ("on hold", "on hold (again)", "on", "on-hold", "once more", "not yet", "not yet begun", "no", "n/a", "✓", "don't know")


@pytest.mark.parametrize(
    ("text", "taken"),
    [
        ("It is on hold.", "on hold"),
        ("on – hold", "on – hold"),
        ("on−hold", "on−hold"),
        ("ON (hold", "ON (hold"),
        ("onhold", "onhold"),  # a hyphen may be nothing
        ("on track", "on"),
        ("on hold (again", "on hold"),
        ("not  -  yet begun", "not  -  yet begun"),
        ("not yet begging", "not yet"),
        ("nothing", None),
        ("n/a", "n/a"),
        ("✓", "✓"),
        ("I don’t know", "don’t know"),
    ],
)
def test_takes_the_longest_phrase(text: str, taken: str | None) -> None:
    found = compile_pattern(any_of(PHRASES)).search(text)
    assert (found and found[0]) == taken


def test_takes_what_the_phrases_alone_take() -> None:
    """Shared beginnings change no order: every phrase behind every other, in one text."""
    ordered = sorted(PHRASES, key=lambda phrase: (-len(phrase), phrase))
    alone = re.compile('|'.join(_bounded(phrase) for phrase in ordered), re.IGNORECASE)
    shared = compile_pattern(any_of(PHRASES))
    for first in PHRASES:
        for gap in (" ", "", " - ", " ("):
            text = gap.join(f"{first}{gap}{other}" for other in PHRASES)
            assert [found.span() for found in shared.finditer(text)] == [found.span() for found in alone.finditer(text)]


def test_a_pattern_that_nobody_asks_is_not_compiled() -> None:
    waiting = compile_pattern("(")
    with pytest.raises(re.error):
        waiting.search("text")


def _bounded(phrase: str) -> str:
    return (r"\b" if phrase[0].isalnum() else "") + phrase_pattern(phrase)
