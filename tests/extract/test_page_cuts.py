"""What a page break cuts: rows of drawn tables, names, times and headers, and what is left of them at the top of the next page."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extract.drafts import DraftPart
from extract.header.lines import join_header_lines
from extract.headers import Frame
from extract.row.continuation import Above, Count, Habits, carries_on, habits, is_cut_name, is_cut_time
from extract.rows import add_line
from extract.tables.printed.lines import ends_early, read_lines
from extract.tables.ruled import find_tables, read_page, read_tables
from model import Cell, Column, Paragraph, Place, Strip
from tests.extract.printed import grid, page, say, shown
from tests.extract.printed import row as printed_row
from tests.extract.strips import meanings

COLUMNS = (Column("Ref", ("ref",)), Column("Action", ("action",)), Column("Outcome", ("outcomes",)), Column("Lead", ("lead",)))


def cell(*texts: str) -> Cell:
    return Cell(tuple(Paragraph(text) for text in texts))


def rows(count: int, numbered: bool = True) -> list[dict[int, Cell]]:
    """Rows whose actions are sentences."""
    full = {1: cell("Plant forty trees by the river."), 2: cell("Forty trees"), 3: cell("Parks Manager")}
    return [full | ({0: cell(f"1.{at}")} if numbered else {}) for at in range(count)]


def goes_on(before: list[dict[int, Cell]], cells: dict[int, Cell]) -> bool:
    return carries_on(Above(before[-1], habits_of(before), True, True, True), cells, COLUMNS, meanings())


def habits_of(before: list[dict[int, Cell]]) -> Habits:
    count = Count(COLUMNS)
    for row in before[:-1]:
        count.take(row)
    return habits(count, before[-1])


def test_a_line_without_a_number_is_the_rest_of_the_row_above_where_every_row_has_one() -> None:
    rest = {1: cell("Sites are to be chosen by need.")}
    assert goes_on(rows(5), rest)
    assert not goes_on(rows(5, numbered=False), rest)


def test_rows_of_an_earlier_table_with_more_columns_are_no_hindrance() -> None:
    assert not habits_of([*rows(4), {5: cell("High")}]).numbered


def test_a_line_without_a_number_that_names_who_acts_is_a_row() -> None:
    assert not goes_on(rows(5), {1: cell("Mend the bandstand in the park."), 3: cell("Town Clerk")})


def test_nothing_but_an_outcome_below_one_that_ended_no_sentence_is_its_rest() -> None:
    carried = [*rows(5, numbered=False), {2: cell("Halls adopt the Lettings"), 3: cell("Town Clerk")}]
    assert goes_on(carried, {2: cell("Code (March 2019)")})
    ended = [*carried[:-1], {2: cell("Halls adopt the code."), 3: cell("Town Clerk")}]
    assert not goes_on(ended, {2: cell("Keys are shared.")})


@pytest.mark.parametrize(
    ("before", "after", "cut"),
    [
        ("December 2021 to June", "2022", True),
        ("June 2021", "2022", False),
        ("Ongoing", "2022", False),
        ("Six moorings by 31", "March 2022", True),
        ("From", "March 2022", True),
        ("Phase 2", "March 2022", False),
    ],
)
def test_a_time_is_cut_before_what_makes_it_whole(before: str, after: str, cut: bool) -> None:
    assert is_cut_time(cell(before), cell(after), meanings()) is cut


@pytest.mark.parametrize(
    ("before", "after", "cut"),
    [("Economic", "Development Manager", True), ("Town Clerk; Chief", "Executive", True), ("Parks Manager", "Town Clerk", False)],
)
def test_a_name_is_cut_where_either_piece_names_nobody(before: str, after: str, cut: bool) -> None:
    assert is_cut_name(cell(before), cell(after), meanings()) is cut


def test_words_in_one_column_of_a_grid_drawn_like_the_last_are_its_last_rows() -> None:
    words, lines = say("by the end of spring", 210, 60), grid((50, 200, 330, 430), (50, 80))
    strips, kept = read_tables(page(words, lines, number=2), meanings(), (50.0, 200.0, 330.0, 430.0))
    assert strips is not None
    assert shown(strips) == [["", "by the end of spring", ""]]
    assert kept is not None
    other, _ = read_tables(page(words, lines, number=2), meanings(), (50.0, 260.0, 330.0, 430.0))
    assert other is None
    assert [strip.loose for strip in read_page(page(words, lines, number=2), meanings())] == [True]


def test_columns_beside_the_rows_of_a_page_before_are_part_of_its_table() -> None:
    ys = (50.0, 80.0, 110.0, 140.0, 170.0)
    left = [word for y in ys[:-1] for word in printed_row(y + 10, (60, 210, 340), "No", "Action", "Lead")]
    right = [word for y in ys[:-1] for word in printed_row(y + 10, (60, 105, 150), "Soon", "Less", "Nobody")]
    first, columns = find_tables(page(left, grid((50, 200, 330, 430), ys)), meanings())
    beside = [page(right, grid((50, 95, 140, 300), tops), number=2) for tops in (ys, [y + 9 for y in ys])]
    drawn = [find_tables(each, meanings(), columns, [first])[0] for each in beside]
    assert [[strip.loose for strip in found.strips()] for found in drawn if found is not None] == [[False] * 4, [True] * 4]


def test_what_the_page_cut_has_no_line_below_it_and_goes_on_after_it() -> None:
    xs, ys = (50.0, 200.0, 330.0), (50.0, 80.0, 110.0, 140.0)
    texts = ((60, "Action", "Lead"), (90, "Mend the weir.", "Angler"), (120, "Plans to move", "Warden"))
    words = [word for y, *said in texts for word in printed_row(y, (60, 210), *said)]
    whole = grid(xs, ys)
    cut = [rule for rule in whole if not (rule.level and rule.box[1] >= ys[-1])]
    assert [strip.open for strip in read_page(page(words, cut), meanings())] == [False, False, True]
    assert not any(strip.open for strip in read_page(page(words, whole), meanings()))
    above = Above({0: cell("Plans to move"), 1: cell("Warden")}, Habits(), True, True, True, open=True)
    columns = (Column("Action", ("action",)), Column("Lead", ("lead",)))
    rest = {0: cell("Find a room for every family."), 1: cell("Steward")}
    assert carries_on(above, rest, columns, meanings())
    assert not carries_on(replace(above, open=False), rest, columns, meanings())
    assert not carries_on(above, {1: cell("Steward")} | {0: cell("2.1")}, (Column("No", ("ref",)), columns[1]), meanings())


def test_a_header_that_the_page_cut_says_what_it_said_before() -> None:
    whole = ["Action", "Owner", "Target date (month or season)", "Comments May 2024"]
    upper, lower = ["Action", "Owner", "Target date (month or", "Comments May"], ["", "", "season)", "2024"]
    strips = [Strip(tuple(cell(text) if text else Cell() for text in texts), Place(page=1)) for texts in (whole, upper, lower)]
    assert shown(join_header_lines(strips, meanings())) == [
        whole,
        [" / ".join(filter(None, pair)) for pair in zip(upper, lower, strict=True)],
    ]
    assert len(join_header_lines(strips[1:], meanings())) == 2


@pytest.mark.parametrize(("rest", "rows"), [("from 2038", 1), ("report on it. Two bids were made.", 1), ("From 2038 mow it twice", 2)])
def test_small_letters_at_the_head_of_a_page_are_the_rest_of_the_action_above(rest: str, rows: int) -> None:
    columns = tuple(Column(name.title(), (name,)) for name in ("action", "timescale", "update"))  # type: ignore[arg-type]
    frame, part = Frame(columns, (0, 1, 2)), DraftPart("aligned")
    said, _, progress = rest.partition(". ")
    for number, *texts in ((1, "Mow the meadow with joint money", "Annually", "Work is under way."), (2, said, "", progress)):
        strip = Strip(tuple(cell(text) if text else Cell() for text in texts), Place(page=number))
        add_line(part, strip, frame, meanings(), reopened=False)
    assert part.rows[0].cells[1].text == "Annually"
    assert len(part.rows) == rows


def test_a_word_goes_to_the_next_line_with_the_stroke_behind_it() -> None:
    above, below = read_lines([*say("Trading", 50, 100), *say("Standards / Head", 50, 112)])
    plain = read_lines(say("Standards Head", 50, 112))[0]
    right = above.box[2] + plain.words[0].box[2] - plain.words[0].box[0] + 9.0
    assert ends_early(above, plain, right)
    assert not ends_early(above, below, right)


def test_a_small_word_alone_that_ends_what_the_page_broke_off_is_no_time() -> None:
    columns = tuple(Column(name.title(), (name,)) for name in ("action", "outcomes", "timescale"))  # type: ignore[arg-type]
    frame, part = Frame(columns, (0, 1, 2)), DraftPart("aligned")
    for number, *texts in ((1, "Run clinics.", "Waiting falls below a", "Quarterly"), (2, "", "fortnight", "")):
        strip = Strip(tuple(cell(text) if text else Cell() for text in texts), Place(page=number))
        add_line(part, strip, frame, meanings(), reopened=False)
    (row,) = part.rows
    assert [each.text for each in row.cells.values()] == ["Run clinics.", "Waiting falls below a fortnight", "Quarterly"]
