"""The questions of meaning that layout may ask: their answers are scores between nothing and certainty, and pieces come together."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.extract.strips import meanings


@pytest.mark.parametrize(
    ("text", "most"),
    [
        ("Head of Parks", "lead"),
        ("Harbour Team", "lead"),
        ("May 2026", "timescale"),
        ("By end of Q2 2025/26", "timescale"),
        ("Repair the slipway and repaint the quay", "action"),
        ("The slipway has been mended and work on the quay is under way", "status"),
        ("Key: Green = done; Red = late", "legend"),
    ],
)
def test_what_a_paragraph_is_likeliest_to_be(text: str, most: str) -> None:
    content = meanings().content(text)
    assert max(content, key=lambda each: content[each]) == most and content[most] >= 0.7


@given(st.text(max_size=80))
@settings(max_examples=200)
def test_scores_lie_between_nothing_and_certainty(text: str) -> None:
    content = meanings().content(text)
    asked = {
        "timescale",
        "occasion",
        "lead",
        "status",
        "action",
        "legend",
        "assent",
        "rag",
        "yes",
        "no",
        "sum",
        "list",
        "vague",
        "year",
        "blank",
        "means",
        "turn",
        "happening",
        "measured",
        "promise",
        "dependent",
        "kind",
    }
    assert set(content) == asked
    assert all(0 <= score <= 1 for score in content.values())


@pytest.mark.parametrize(
    ("pieces", "whole"),
    [
        (["Obje", "ctive"], "Objective"),
        (["Out", "comes"], "Outcomes"),
        (["Lead", "officer"], "Lead officer"),
        (["Objective 1: Calm", "water"], "Objective 1: Calm water"),
        (["Obje", "ective 1: Calm"], "Objective 1: Calm"),
        (["Action"], "Action"),
    ],
)
def test_pieces_of_a_text_come_together(pieces: list[str], whole: str) -> None:
    assert meanings().join(pieces) == whole


@given(st.lists(st.text(st.characters(categories=["L"]), min_size=1, max_size=8), min_size=1, max_size=4))
@settings(max_examples=100)
def test_joining_adds_no_letter_and_takes_only_what_is_printed_twice(pieces: list[str]) -> None:
    pieces = [unicodedata.normalize("NFKC", piece) for piece in pieces]  # a ligature is two letters printed as one
    joined, printed = "".join(meanings().join(pieces).split()), "".join(pieces)
    assert set(joined) == set(printed) and len(joined) <= len(printed)
    seams = sum(min(len(left), len(right)) for left, right in zip(pieces, pieces[1:], strict=False))
    assert len(printed) - len(joined) <= seams


def test_a_header_with_a_date_is_known_by_its_other_words() -> None:
    reading = meanings().header("Progress at 30 June 2025")
    assert reading is not None and (reading.roles, reading.dated) == (("update",), "2025-06-30")
