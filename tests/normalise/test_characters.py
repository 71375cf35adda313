"""Characters: every case of `tests/cases/characters.toml`, and what must hold of any text."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from wordfreq import get_frequency_dict, zipf_frequency

from normalise.broken_words import frequencies, zipf
from normalise.characters import collapse, join_broken, mend

ROOT = Path(__file__).parents[2]
CASES = tomllib.loads((ROOT / "tests/cases/characters.toml").read_text("utf-8"))
FRAGMENTS = st.sampled_from(
    ["on- ", "going", "Octobe20 23", "th", "4 ", "sus", "tain", "able", "\u00ad", "\n", " ", "- ", " -", "ex", "prisoners", "self"]
    + ["ﬁ", "\u200b", "E", "TIMESCAL ", "’s", "&amp;", "<p>"]
)


def cases(section: str) -> list[Any]:
    return [pytest.param(case, marks=marks(case)) for case in CASES[section]["case"]]


def marks(case: dict[str, Any]) -> Any:
    return pytest.mark.xfail(strict=True, reason=case["fails"]) if "fails" in case else ()


@pytest.mark.parametrize("case", cases("mend"), ids=lambda case: case["printed"])
def test_mend(case: dict[str, str]) -> None:
    assert mend(case["printed"]) == case.get("mended", case["printed"])


@pytest.mark.parametrize("case", cases("collapse"), ids=lambda case: case["printed"])
def test_collapse(case: dict[str, str]) -> None:
    assert collapse(case["printed"]) == case.get("collapsed", case["printed"])


@pytest.mark.parametrize("case", cases("join"), ids=lambda case: "|".join(case["pieces"]))
def test_join_broken(case: dict[str, Any]) -> None:
    expected = set(case["known"]) if "known" in case else None
    known = None if expected is None else lambda word: word.lower() in expected
    assert join_broken(case["pieces"], known) == case["joined"]


@given(st.text() | st.lists(FRAGMENTS, max_size=12).map("".join))
@settings(max_examples=300)
def test_mending_twice_is_mending_once(text: str) -> None:
    once = mend(text)
    assert mend(once) == once


@given(st.text(max_size=200))
@settings(max_examples=200)
def test_collapsed_text_is_one_line_without_invisible_characters(text: str) -> None:
    once = collapse(text)
    assert once == once.strip() and "\n" not in once and "\u00ad" not in once and "  " not in once


@given(st.lists(FRAGMENTS | st.text(max_size=12), max_size=5))
@settings(max_examples=200)
def test_joining_loses_no_more_than_a_letter_printed_twice(pieces: list[str]) -> None:
    joined, whole = join_broken(pieces), "".join(collapse(piece) for piece in pieces)
    assert len(whole.replace(" ", "")) - len(joined.replace(" ", "")) <= 2 * len(pieces)


def test_a_text_without_a_candidate_does_not_load_the_word_list() -> None:
    told = "from normalise.broken_words import frequencies as held; print(held.cache_info().currsize)"
    for pieces, loaded in (("2024", "0"), ("Housing", "0"), ("hou sing", "1")):
        program = f"from normalise.characters import mend; mend({pieces!r}); {told}"
        done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
        assert done.stdout.strip() == loaded, pieces


def test_the_word_list_is_read_as_its_own_library_reads_it() -> None:
    assert frequencies() == get_frequency_dict("en", "best")


@pytest.mark.parametrize(
    "word", ["housing", "Housing", "zzxq", "well-being", "café", "16th", "don't", "O’Brien", "l'air", "children's", "M’Grady"]
)
def test_a_word_is_as_common_as_its_own_library_says(word: str) -> None:
    assert zipf(word) == zipf_frequency(word, "en")
