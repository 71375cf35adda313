"""Headers that stand up or down the page over narrow columns of a table without lines."""

from __future__ import annotations

import pytest

from extract.tables.aligned import read_page
from extract.tables.printed.turned_heads import level_heads
from model import Word
from tests.extract.printed import page, row, say, tabled
from tests.extract.strips import meanings

AT = (50.0, 260.0, 380.0, 440.0)
ROWS = [
    ["Plant forty trees", "Parks Manager", "06/27", "Green"],
    ["Mend the bandstand", "Town Clerk", "05/26", "Red"],
    ["Paint all of the shelters", "Works Team", "09/26", "Amber"],
]


def turned(texts: list[str], x: float, bottom: float, up: bool) -> list[Word]:
    """The words of one line printed up or down the page, ten points wide."""
    words = []
    for text in texts if up else texts[::-1]:
        words.append(Word(text, (x, bottom - 5.0 * len(text), x + 10.0, bottom), 10.0, bold=True, upright=False))
        bottom -= 5.0 * len(text) + 3.0
    return words


def body() -> list[Word]:
    return [word for number, texts in enumerate(ROWS) for word in row(180 + 20 * number, AT, *texts)]


@pytest.mark.parametrize("up", [True, False])
def test_turned_headers_name_their_columns(up: bool) -> None:
    narrow = [*turned(["Target", "date"], 385, 170, up), *turned(["RAG", "status"], 445, 170, up)]
    strips = read_page(page([*row(160, AT[:2], "Action", "Lead", bold=True), *narrow, *body()]), meanings())[0]
    assert tabled(strips) == [["Action", "Lead", "Target date", "RAG status"], *ROWS]


def test_a_turned_header_close_to_a_level_one_is_not_read_as_one_text_with_it() -> None:
    narrow = [*turned(["No."], 88, 170, True), *turned(["Target", "date"], 372, 170, True)]
    level = row(160, (100.0, 260.0, 384.0), "Action", "Lead", "RAG", bold=True)
    at = (60.0, 100.0, 260.0, 350.0, 384.0)
    words = [word for number, texts in enumerate(ROWS, 1) for word in row(160 + 20 * number, at, str(number), *texts)]
    strips = read_page(page([*level, *narrow, *words]), meanings())[0]
    assert tabled(strips) == [["No.", "Action", "Lead", "Target date", "RAG"], *([str(n), *texts] for n, texts in enumerate(ROWS, 1))]


def test_turned_texts_that_are_no_headers_stay_turned() -> None:
    words = [*row(160, AT, "Action", "Lead", "Target date", "RAG", bold=True), *turned(["Safer", "squares"], 20, 240, up=True), *body()]
    paper = page(words)
    assert level_heads(paper, meanings()) == paper


def test_a_page_without_turned_words_is_left_alone() -> None:
    paper = page([*say("Action", 50, 100), *body()])
    assert level_heads(paper, meanings()) is paper
