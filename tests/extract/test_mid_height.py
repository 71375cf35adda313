"""Tables without lines whose cells stand at the middle of their rows, no white between these."""

from __future__ import annotations

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


def centred_rows(y: float) -> list[Word]:
    """The rows, each as high as its highest cell, two points between one row and the next."""
    words: list[Word] = []
    for texts in ROWS:
        high = max(text.count("\n") for text in texts)
        for x, text in zip(AT, texts, strict=True):
            words += cell(text, x, y + PITCH / 2 * (high - text.count("\n"))) if text else []
        y += PITCH * (high + 1) + 2
    return words


def plain(rows: list[list[str]]) -> list[list[str]]:
    return [[text.replace(" / ", " ") for text in line] for line in rows]


WANTED = [[text.replace("\n", " ") for text in texts] for texts in ROWS]


def test_rows_are_where_every_cell_stands_at_the_middle_of_its_row() -> None:
    words = [*row(100, AT, *HEADER, bold=True), *centred_rows(114)]
    assert plain(tabled(read_page(page(words), meanings())[0])[1:]) == WANTED


def test_rows_set_at_their_top_are_no_such_rows() -> None:
    words, y = row(100, AT, *HEADER, bold=True), 114.0
    for texts in ROWS:
        words += row(y, AT, *texts)
        y += PITCH * (max(text.count("\n") for text in texts) + 1) + 2
    assert plain(tabled(read_page(page(words), meanings())[0])[1:]) == WANTED


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
