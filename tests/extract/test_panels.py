"""What stands beside a table, or between its parts, and is none of it: sentences on shades, tables of another kind, titles."""

from __future__ import annotations

import pytest

from extract.tables.aligned import read_page
from extract.tables.ruled import read_loose
from extract.tables.ruled import read_page as read_ruled
from model import Fill, Rule, Word
from tests.extract.printed import GREY, beside, grid, page, row, say, tabled
from tests.extract.strips import meanings

AT = (210.0, 380.0, 490.0)
HEADER = ["Action", "Lead", "By when"]
ROWS = [
    ["Plant forty trees", "Parks Manager", "June 2027"],
    ["Mend the bandstand", "Town Clerk", "May 2026"],
    ["Paint the shelters", "Works Team", "Ongoing"],
]
PROSE = (
    "Why this matters",
    "People told us in the square",
    "that nobody mends what breaks",
    "and that nobody says why it",
    "is left as it was for years",
)


def table(top: float = 100.0, rows: list[list[str]] = ROWS, head: bool = True) -> list[Word]:
    printed = [HEADER, *rows] if head else rows
    return [word for at, texts in enumerate(printed) for word in row(top + 20 * at, AT, *texts, bold=head and at == 0)]


def panel(top: float = 101.0) -> list[Word]:
    return [word for at, text in enumerate(PROSE) for word in say(text, 44, top + 14 * at, bold=at == 0, size=9.0)]


def test_sentences_on_a_shade_beside_a_table_are_none_of_it() -> None:
    strips = read_page(page([*table(), *panel()], fills=[Fill((40, 96, 195, 180), GREY)]), meanings())[0]
    assert tabled(strips) == [HEADER, *ROWS]
    assert " ".join(beside(strips)) == " ".join(PROSE)
    assert strips[0].text == PROSE[0]  # nothing stands above the table: what heads the panel may head it


def test_a_panel_beside_a_table_below_a_heading_of_its_own_stands_behind_it() -> None:
    words = [*say("Priority 1: Trees", 210, 70, bold=True), *table(), *panel()]
    strips = read_page(page(words, fills=[Fill((40, 96, 195, 180), GREY)]), meanings())[0]
    assert [strips[0].text, strips[-1].text.split()[-1]] == ["Priority 1: Trees", PROSE[-1].split()[-1]]


@pytest.mark.parametrize(
    "fills",
    [
        pytest.param([Fill((40, 96, 205, 180), GREY), Fill((205, 96, 560, 116), GREY)], id="another shade touches it"),
        pytest.param([Fill((40, 96, 195, 120), GREY)], id="it is as low as a header"),
    ],
)
def test_a_shaded_column_of_a_table_is_no_panel(fills: list[Fill]) -> None:
    names = [word for at, name in enumerate(("Theme", "Trees", "Music", "Rain")) for word in say(name, 44, 100 + 20 * at, bold=at == 0)]
    strips = read_page(page([*table(), *names], fills=fills), meanings())[0]
    assert tabled(strips) == [[name, *texts] for name, texts in zip(("Theme", "Trees", "Music", "Rain"), [HEADER, *ROWS], strict=True)]


def test_a_drawn_table_of_another_kind_beside_the_plans_is_none_of_it() -> None:
    left = (30.0, 150.0, 235.0)
    words = [word for at, texts in enumerate([HEADER, *ROWS]) for word in row(100 + 20 * at, left, *texts, bold=at == 0)]
    figures = [["Indicator", "Now"], ["Oaks alive", "44"], ["Benches whole", "61"]]
    words += [word for at, texts in enumerate(figures) for word in row(100 + 24 * at, (400.0, 520.0), *texts, bold=at == 0)]
    drawn = [*grid((28, 148, 233, 330), (96, 116, 136, 156, 176)), *grid((398, 518, 570), (96, 120, 144, 168))]
    strips = read_page(page(words, drawn), meanings())[0]
    assert tabled(strips) == [HEADER, *ROWS]


def parts(rules: list[Rule]) -> list[list[str]]:
    title = say("Squares and markets", 208, 184, bold=True)
    more = [["Sweep the arcade", "Works Team", "Daily"], ["Let the empty stalls", "Town Clerk", "May 2026"]]
    return tabled(read_page(page([*table(), *title, *table(210.0, more, head=False)], rules), meanings())[0])


def test_a_title_between_the_drawn_parts_of_a_table_is_no_row() -> None:
    xs, upper, lower = (206, 376, 486, 570), (96, 116, 136, 156, 176), (206, 226, 246)
    firsts = [*(texts[0] for texts in (HEADER, *ROWS)), "Sweep the arcade", "Let the empty stalls"]
    assert [texts[0] for texts in parts([*grid(xs, upper), *grid(xs, lower)])] == firsts
    assert ["Squares and markets", "", ""] in parts([])


def test_what_is_printed_far_below_a_ruled_table_is_no_row() -> None:
    foot = [*say("Public", 210, 700), *say("Agenda page 73", 380, 700)]
    ruled = grid((206, 376, 486, 570), (96, 116, 136, 156, 176))
    read = [read_page(page([*table(), *foot], rules), meanings())[0] for rules in (ruled, [])]
    assert [tabled(strips) == [HEADER, *ROWS] for strips in read] == [True, False]


def test_rows_between_shaded_ones_are_rows() -> None:
    shades = [Fill((206, top, right, top + 20), GREY) for top in (96, 136) for right in (376, 570)]
    strips = read_page(page(table(), fills=shades), meanings())[0]
    assert tabled(strips) == [HEADER, *ROWS]


def test_small_words_behind_a_large_name_explain_it() -> None:
    words = [*say("Prevention", 50, 100, bold=True, size=24.0), *say("Stopping harm before it starts", 190, 108, size=12.0)]
    assert [strip.text for strip in read_loose(page(words), meanings())] == ["Prevention", "Stopping harm before it starts"]
    words = [*say("Prevention", 50, 100, bold=True, size=24.0), *say("of harm", 190, 100, bold=True, size=24.0)]
    assert [strip.text for strip in read_loose(page(words), meanings())] == ["Prevention of harm"]


@pytest.mark.parametrize(("boxed", "lines"), [(1, 0), (2, 2)])
def test_a_box_of_prose_beside_plain_prose_below_a_bar_is_no_table(boxed: int, lines: int) -> None:
    words = say("1 Calm water", 44, 44, bold=True, size=14.0)
    words += [word for x in (44, 304) for at, text in enumerate(PROSE[1:]) for word in say(text, x, 66 + 12 * at, size=9.0)]
    fills = [Fill((40, 40, 560, 62), GREY), *(Fill((x, 62, x + 260, 114), GREY) for x in (300, 40)[:boxed])]
    assert len(tabled(read_ruled(page(words, fills=fills), meanings()))) == lines
