"""The spelling that is nearest to a misprinted text, found without comparing it with all: the same as comparing it with all."""

from __future__ import annotations

import random

import pytest
from rapidfuzz import fuzz, process

from normalise.lexicon import load_lexicons
from normalise.near_spellings import Spellings, nearest

KNOWN = tuple({"".join(phrase.split()) for section in ("roles", "extra") for phrase in load_lexicons()["headings"].meanings(section)})
LETTERS = "abcdeilnorst"


def compared(text: str, spellings: Spellings) -> tuple[str, float] | None:
    """What comparing the text with every spelling gives."""
    best = process.extractOne(text, spellings.known, scorer=fuzz.ratio, score_cutoff=spellings.nearly)
    return None if best is None else (best[0], best[1])


def spoilt(text: str, draw: random.Random) -> str:
    """The text with one to four letters lost, put in or misread."""
    letters = list(text)
    for _ in range(draw.randint(1, 4)):
        place = draw.randrange(len(letters) + 1)
        letters[place : place + draw.randint(0, 1)] = draw.choice(LETTERS) if draw.random() < 0.6 else ""
    return "".join(letters)


def test_the_nearest_spelling_is_that_of_comparing_all() -> None:
    draw, spellings = random.Random(4), Spellings(KNOWN, 87.0)  # noqa: S311  # no secret
    texts = [spoilt(text, draw) for text in KNOWN for _ in range(2) if len(text) > 4]
    found = {text: nearest(text, spellings) for text in texts if text}
    assert found == {text: compared(text, spellings) for text in found}
    assert 0.2 * len(found) < sum(one is not None for one in found.values()) < 0.9 * len(found)


@pytest.mark.parametrize(
    ("text", "near"), [("timescal", "timescale"), ("leadofflcer", "leadofficer"), ("communitygardens", None), ("", None)]
)
def test_a_text_is_near_or_it_is_not(text: str, near: str | None) -> None:
    best = nearest(text, Spellings(("timescale", "leadofficer", "progress"), 87.0))
    assert (best and best[0]) == near
