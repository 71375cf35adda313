"""Lines beside the rows of a table that is not drawn: keys below it, banners in it, headings right under its header."""

from __future__ import annotations

import pytest

from extract.tables.aligned import read_page
from extract.tables.choose import read_pages
from model import Rule, Word
from tests.extract.printed import across, beside, grid, page, row, say, tabled
from tests.extract.strips import meanings

AT = (50.0, 200.0, 320.0, 420.0)
HEADER = ["Action", "Lead", "Timescale", "RAG"]
ROWS = [
    ["Plant forty trees", "Parks Manager", "June 2027", "Green"],
    ["Mend the bandstand", "Town Clerk", "Ongoing", "Red"],
    ["Paint all of the shelters", "Works Team", "May 2026", "Amber"],
]


def table(y: float = 100) -> list[Word]:
    """The header, and three rows of one line each with white between them."""
    return [word for number, texts in enumerate((HEADER, *ROWS)) for word in row(y + 20 * number, AT, *texts, bold=number == 0)]


def level(*heights: float) -> list[Rule]:
    return [across(y, 48, 540) for y in heights]


def test_a_key_below_the_table_is_none_of_its_rows() -> None:
    key = [*say("Key", 50, 180, bold=True), *say("Green = done", 50, 194), *say("Red = late", 50, 206)]
    strips = read_page(page([*table(), *key]), meanings())[0]
    assert tabled(strips) == [HEADER, *ROWS]
    assert " ".join(beside(strips)).startswith("Key Green = done")


@pytest.mark.parametrize(("rules", "closed"), [(level(116, 136, 156, 176), True), (level(116, 136, 156), False)])
def test_what_stands_below_the_lowest_rule_is_beside_the_table(rules: list[Rule], closed: bool) -> None:
    note = [*say("Bright squares", 50, 190, bold=True), *say("of each town", 50, 202)]
    strips = read_page(page([*table(), *note], rules), meanings())[0]
    assert (tabled(strips) == [HEADER, *ROWS]) is closed
    assert ("Bright squares" in " ".join(beside(strips))) is closed


def test_a_bold_line_that_begins_with_its_number_is_a_banner() -> None:
    words = [*table(), *say("2. Streets and squares", 50, 186, bold=True), *row(206, AT, *ROWS[1])]
    assert tabled(read_page(page(words), meanings())[0]) == [HEADER, *ROWS, ["2. Streets and squares", "", "", ""], ROWS[1]]


def test_a_heading_right_below_a_header_of_two_lines_is_none_of_it() -> None:
    at = (50.0, 100.0, 260.0, 420.0)
    words = [
        *row(100, at, "Ref", "Action", "Lead", "RAG\nstatus", bold=True),
        *say("Safer squares", 50, 126, bold=True),
        *row(142, at, "1", "Plant forty trees", "Parks Manager", "Green"),
        *row(162, at, "2", "Mend the bandstand", "Town Clerk", "Red"),
    ]
    strips = read_page(page(words), meanings())[0]
    assert tabled(strips)[0] == ["Ref", "Action", "Lead", "RAG status"]
    assert "Safer squares" in [strip.text for strip in strips]


def test_of_readings_that_are_about_as_good_the_drawn_pages_are_read_along_their_lines() -> None:
    lines = grid((48.0, 196.0, 316.0, 416.0, 540.0), (96, 116, 136, 156, 176))
    bare, drawn = page(table(), number=1), page(table(), lines, number=2)
    assert [sheet.stage for sheet in read_pages([bare, drawn], meanings())] == ["ruled", "mixed", "aligned"]
