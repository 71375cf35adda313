"""Tables without lines whose cells stand at the middle of their rows, or at the foot, no white between these."""

from __future__ import annotations

import pytest

from extract.tables.aligned import read_page
from model import Word
from tests.extract.printed import PITCH, cell, page, row, say, tabled
from tests.extract.strips import meanings

AT = (50.0, 250.0, 380.0, 480.0)
HEADER = ["Action", "Lead", "Timescale", "Progress"]
ROWS = [
    ("Plant forty trees along\nthe river path and the\nlower meadow", "Parks\nManager", "June 2027", "Holes have been\ndug by pupils"),
    ("Mend the bandstand", "Town Clerk\nWorks Team", "Ongoing", "Begun"),
    ("Paint all of the shelters\nin the market square", "Works Team", "May 2026", "Two are painted"),
    ("Hold a fair", "Events Officer", "Annually", ""),
    ("Ask each household what\nit would like to see in\nthe park by the lake", "Town Clerk", "May 2027", "Letters are\nwritten"),
]


def set_rows(y: float, depth: float) -> list[Word]:
    """The rows, each as high as its highest cell, two points between one row and the next; lower cells stand as deep as said."""
    words: list[Word] = []
    for texts in ROWS:
        high = max(text.count("\n") for text in texts)
        for x, text in zip(AT, texts, strict=True):
            words += cell(text, x, y + PITCH * depth * (high - text.count("\n"))) if text else []
        y += PITCH * (high + 1) + 2
    return words


def plain(rows: list[list[str]]) -> list[list[str]]:
    return [[text.replace(" / ", " ") for text in line] for line in rows]


WANTED = [[text.replace("\n", " ") for text in texts] for texts in ROWS]


@pytest.mark.parametrize("depth", [0.0, 0.5, 1.0], ids=["top", "middle", "foot"])
def test_rows_are_where_every_cell_stands_as_deep_in_its_row(depth: float) -> None:
    words = [*row(100, AT, *HEADER, bold=True), *set_rows(114, depth)]
    assert plain(tabled(read_page(page(words), meanings())[0])[1:]) == WANTED


def test_a_merged_objective_at_the_middle_of_its_rows_opens_the_first_of_them() -> None:
    at = (50.0, 80.0, 200.0, 400.0)
    words = row(100, at, "No", "Objective", "Action", "Lead", bold=True)
    rows = [["Plant forty trees along the\nriver path", "Clerk"], ["Mend the bandstand before the\nsummer and paint\nit", "Warden"]]
    rows += [["Hold a fair", "Clerk"], ["Ask each household what it\nwould like", "Warden"], ["Count the ducks", "Clerk"]]
    for y, texts in zip((114, 140, 178, 192, 218), rows, strict=True):
        words += row(y, at[2:], *texts)
    words += [*row(139, at[:2], "1", "Greener parks"), *row(198, at[:2], "2", "Livelier parks")]
    strips = tabled(read_page(page(words), meanings())[0])[1:]
    assert [line[:2] for line in strips] == [["1", "Greener parks"], ["", ""], ["2", "Livelier parks"], ["", ""], ["", ""]]


def test_the_rest_of_a_row_above_one_of_two_lines_does_not_make_three_with_the_others_at_their_middle() -> None:
    at = (50.0, 250.0, 380.0, 480.0)
    first = [*row(100, at, *HEADER, bold=True), *row(114, at, "Use the fund for heat\nin the coldest", "Town Clerk", "Annually", "Begun")]
    words = [*say("months", 50, 60), *row(74, at, "Refer all tenants to the\nadvice line", "Works Team", "Ongoing", "Begun")]
    words += row(100, at, "Find the coldest homes", "Town Clerk", "May 2026", "Not started")
    strips = read_page(page(words, number=2), meanings(), read_page(page(first), meanings())[1])[0]
    assert [line[:2] for line in tabled(strips)] == [
        ["months", ""],
        ["Refer all tenants to the advice line", "Works Team"],
        ["Find the coldest homes", "Town Clerk"],
    ]


def test_numbers_that_count_up_are_each_a_row_of_their_own() -> None:
    at = (50.0, 80.0, 300.0, 400.0, 480.0)
    words = row(100, at, "No", "Action", "Lead", "Timescale", "Progress", bold=True)
    texts = ["Mend the bandstand roof", "Hold a fair", "Count the ducks", "Plant the lower meadow", "Paint the shelters"]
    months = ["May 2027", "June 2027", "July 2027", "Aug 2027", "Sept 2027"]
    for index, (text, month) in enumerate(zip(texts, months, strict=True)):
        words += row(120 + 1.5 * PITCH * index, at, str(index + 1), text, "Park Wardens", month, "Begun")
    y = 120 + 1.5 * PITCH * len(texts)
    words += cell("Ask each household that stands by\nthe lake", at[1], y)
    words += row(y + PITCH / 2, (at[0], *at[2:]), "6", "Park Wardens", "Oct 2027", "Begun")
    strips = plain(tabled(read_page(page(words), meanings())[0])[1:])
    assert [line[:2] for line in strips[:4]] == [[str(index + 1), text] for index, text in enumerate(texts[:4])]
