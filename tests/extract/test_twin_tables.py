"""Two tables without lines side by side: each has its own header, its own heading and its own rows."""

from __future__ import annotations

import pytest

from extract.tables.aligned import read_page
from tests.extract.printed import beside, page, row, say, tabled
from tests.extract.strips import meanings

LEFT, RIGHT = (30.0, 180.0, 255.0), (330.0, 480.0, 555.0)
HEADER = ["Action", "Lead", "By when"]
PARKS = [
    ["Plant forty trees", "Parks Manager", "June 2027"],
    ["Weed every path", "Works Team", "Ongoing"],
    ["Count the oaks", "Clerk", "May 2026"],
]
HALLS = [
    ["Mend the roof", "Town Clerk", "May 2026"],
    ["Paint the stage", "Works Team", "June 2026"],
    ["Let the cellar", "Clerk", "Ongoing"],
]


def test_rows_of_two_tables_side_by_side_are_those_of_each() -> None:
    words = [*say("Parks", 30, 80, bold=True), *say("Halls", 330, 80, bold=True)]
    for at, rows in ((LEFT, PARKS), (RIGHT, HALLS)):
        words += [word for number, texts in enumerate([HEADER, *rows]) for word in row(100 + 20 * number, at, *texts, bold=number == 0)]
    strips = read_page(page(words), meanings())[0]
    assert tabled(strips) == [HEADER, *PARKS, HEADER, *HALLS]
    assert beside(strips) == ["Parks", "Halls"]


def test_a_header_that_names_two_dates_is_one_table() -> None:
    at = (30.0, 200.0, 300.0, 400.0)
    words = row(100, at, "Action", "Lead", "Start date", "End date", bold=True)
    words += [word for number in (1, 2, 3) for word in row(100 + 20 * number, at, "Plant trees", "Works Team", "May 2026", "June 2026")]
    assert [len(line) for line in tabled(read_page(page(words), meanings())[0])] == [4] * 4


PROSE = (
    "Islanders told us in the halls",
    "what they would like to see",
    "done about the old harbour",
    "and who ought to do the work",
    "in the years that lie ahead",
)


def with_prose(top: float) -> list[list[str]]:
    words = [word for number, texts in enumerate([HEADER, *PARKS]) for word in row(100 + 20 * number, RIGHT, *texts, bold=number == 0)]
    words += [word for number, text in enumerate(PROSE) for word in say(text, 30, top + 13 * number)]
    return tabled(read_page(page(words), meanings())[0])


def test_text_that_runs_down_right_of_a_table_is_none_of_it() -> None:
    words = [word for number, texts in enumerate([HEADER, *PARKS]) for word in row(100 + 20 * number, LEFT, *texts, bold=number == 0)]
    words += [word for number, text in enumerate(PROSE) for word in say(text, 380, 97 + 13 * number)]
    assert tabled(read_page(page(words), meanings())[0]) == [HEADER, *PARKS]


def test_text_beside_a_header_of_two_lines_does_not_cut_it() -> None:
    at = (300.0, 360.0, 480.0)
    words = [*row(100, at, "Item", "Action", "Expected", bold=True), *row(112, (at[0], at[2]), "no.", "completion date", bold=True)]
    rows = [[str(number), *texts[::2]] for number, texts in enumerate(PARKS, 1)]
    words += [word for number, texts in enumerate(rows) for word in row(130 + 20 * number, at, *texts)]
    words += [word for number, text in enumerate(PROSE) for word in say(text, 30, 94 + 12 * number)]
    assert tabled(read_page(page(words), meanings())[0]) == [["Item no.", "Action", "Expected completion date"], *rows]


@pytest.mark.parametrize("top", [100, 97], ids=["on the header's line", "a little above it"])
def test_text_that_runs_down_beside_a_table_is_none_of_it(top: float) -> None:
    assert with_prose(top) == [HEADER, *PARKS]


def test_what_begins_below_the_header_may_be_a_column_without_one() -> None:
    assert with_prose(top=120) != [HEADER, *PARKS]
