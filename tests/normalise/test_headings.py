"""Headers and headings: every case of `tests/cases/headings.toml`, and what must hold of any line."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from normalise.heading_words import tidy
from normalise.lexicon import load_lexicons
from tests.extract.strips import meanings

CASES = tomllib.loads((Path(__file__).parents[1] / "cases/headings.toml").read_text("utf-8"))
LINES = st.text(max_size=60) | st.sampled_from([case["printed"] for section in ("header", "heading") for case in CASES[section]["case"]])


def cases(section: str) -> list[Any]:
    return [pytest.param(case, marks=marks(case)) for case in CASES[section]["case"]]


def marks(case: dict[str, Any]) -> Any:
    return pytest.mark.xfail(strict=True, reason=case["fails"]) if "fails" in case else ()


@pytest.mark.parametrize("case", cases("header"), ids=lambda case: case["printed"])
def test_header(case: dict[str, Any]) -> None:
    reading = meanings().header(case["printed"])
    if "why" in case:
        assert reading is None, case["why"]
        return
    assert reading is not None and (list(reading.roles), reading.dated) == (case["roles"], case.get("dated"))


@pytest.mark.parametrize("case", cases("heading"), ids=lambda case: case["printed"])
def test_heading(case: dict[str, Any]) -> None:
    reading = meanings().heading(case["printed"])
    if "why" in case:
        assert reading is None, case["why"]
        return
    assert reading is not None
    told = (reading.kind, reading.text, reading.ref, reading.word, reading.score < 0.5)
    assert told == (case["kind"], case.get("text", case["printed"]), case.get("ref"), case.get("word"), case.get("unsure", False))


@pytest.mark.parametrize("case", cases("alien"), ids=lambda case: " / ".join(case["headers"])[:60])
def test_alien(case: dict[str, Any]) -> None:
    assert meanings().alien(case["headers"]) == case.get("kind"), case.get("why")


def test_a_plainer_reading_scores_higher() -> None:
    scores = [reading.score for text in ("Timescale", "Timscale", "The timescale we set") if (reading := meanings().header(text))]
    assert scores == sorted(scores, reverse=True) and len(set(scores)) == 3


@given(LINES)
@settings(max_examples=300)
def test_any_line_is_read_without_failing(text: str) -> None:
    header, heading = meanings().header(text), meanings().heading(text)
    assert header is None or (0 < header.score <= 1 and len(set(header.roles)) == len(header.roles))
    assert heading is None or (0 < heading.score <= 1 and heading.text.strip())


@given(LINES)
def test_tidying_twice_is_tidying_once(text: str) -> None:
    assert tidy(tidy(text)) == tidy(text)


@given(
    st.sampled_from([case["printed"] for case in CASES["header"]["case"] if "roles" in case]),
    st.sampled_from([str.upper, str.lower, "  {} ".format]),
)
def test_case_and_spacing_do_not_count(text: str, change: Any) -> None:
    plain, changed = meanings().header(text), meanings().header(change(text))
    assert plain is not None and changed is not None and plain.roles == changed.roles


def test_no_header_has_two_meanings() -> None:
    """What differs by a mark or by case alone is one header: of two meanings the later one would take the place of the other unseen."""
    lexicon, told = load_lexicons()["headings"], dict[str, set[str]]()
    for section in ("extra", "roles"):
        for phrase, meaning in lexicon.meanings(section).items():
            told.setdefault(tidy(phrase), set()).add(meaning)
    assert {phrase: meanings for phrase, meanings in told.items() if len(meanings) > 1} == {}
