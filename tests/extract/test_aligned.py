"""Tables without drawn cells: header words, white corridors, rules, shades, numbers and gaps tell their columns and rows."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from extract.tables.aligned import read_page
from model import Fill, Word
from tests.extract.printed import GREY, across, beside, cell, grid, letters, page, row, say, shown, tabled
from tests.extract.strips import meanings

AT = (50.0, 200.0, 320.0, 420.0)
HEADER = ["Action", "Lead", "Timescale", "Progress"]
TREES = ["Plant forty trees along the river path", "Parks Manager", "June 2027", "Holes have been dug"]
STAND = ["Mend the bandstand", "Town Clerk", "Ongoing", ""]
PAINT = ["Paint all of the shelters in the market square", "Works Team", "May 2026", "Two are painted"]
PLAN = [HEADER, TREES, STAND, PAINT]


def header(y: float = 100) -> list[Word]:
    return row(y, AT, *HEADER, bold=True)


def body(y: float = 116, gap: float = 4) -> list[Word]:
    """Three rows of two, one and two lines, `gap` points of white between them."""
    return [
        *row(y, AT, "Plant forty trees along\nthe river path", *TREES[1:]),
        *row(y + 24 + gap, AT, *STAND),
        *row(y + 36 + 2 * gap, AT, "Paint all of the shelters\nin the market square", *PAINT[1:]),
    ]


def test_level_rules_part_the_rows() -> None:
    rules = [across(y, 48, 540) for y in (114, 142, 158, 190)]
    assert tabled(read_page(page([*header(), *body()], rules), meanings())[0]) == PLAN


def test_every_other_row_shaded_parts_the_rows() -> None:
    fills = [Fill((48, 114, 540, 142), GREY), Fill((48, 157, 540, 186), GREY)]
    assert tabled(read_page(page([*header(), *body()], fills=fills), meanings())[0]) == PLAN


def test_white_alone_parts_the_rows() -> None:
    assert tabled(read_page(page([*header(), *body()]), meanings())[0]) == PLAN
    assert tabled(read_page(page([*header(), *body(gap=14)]), meanings())[0]) == PLAN


def test_dates_flush_right_are_parted_from_the_words_that_touch_them() -> None:
    at = (50.0, 200.0, 330.0, 392.0)
    told = [("Plant trees", "30/06/2031", "Holes have been dug"), ("Mend seats", "Ongoing", "Ten of them")]
    told += [("Dig drains", "1/10/2031", "Begun"), ("Paint huts", "31/08/2031", "Two are done"), ("Let huts", "31/12/2031", "Not begun")]
    words = row(100, (50.0, 220.0, 345.0, 430.0), "Action", "Owner", "Due", "Position", bold=True)
    for y, (action, due, position) in zip(range(116, 300, 16), told, strict=False):
        words += row(y, (*at[:2], 391.0 - say(due, 0, 0)[-1].box[2], at[3]), action, "Works Team", due, position)
    found = tabled(read_page(page(words), meanings())[0])[1:]
    assert [(line[0], line[2], line[3]) for line in found] == told


@pytest.mark.parametrize("position", ["Begun", ""])
def test_a_day_s_number_is_not_parted_from_its_month_below_a_narrow_header(position: str) -> None:
    at = (50.0, 200.0, 330.0, 450.0)
    words = row(100, at, "Action", "Owner", "By", "Position", bold=True)
    told = [("Plant trees", "31 March 2031"), ("Mend seats", "30 June 2031"), ("Dig drains", "30 April 2032"), ("Let huts", "31 May 2032")]
    for y, (action, due) in zip(range(116, 300, 30), told, strict=False):
        words += row(y, at, action, "Works Team", due, position)
    assert [(line[0], line[2]) for line in tabled(read_page(page(words), meanings())[0])[1:]] == told


def test_numbers_part_the_rows_though_no_white_does() -> None:
    at = (50.0, 90.0, 250.0, 380.0)
    words = [
        *row(100, at, "Ref", "Action", "Lead", "Timescale", bold=True),
        *row(112, at, "1.1", "Plant forty trees along\nthe river path", "Parks Manager", "June 2027"),
        *row(136, at, "1.2", "Mend the bandstand", "Town Clerk", "Ongoing"),
        *row(148, at, "1.3", "Paint all of the shelters\nin the market square", "Works Team", "May 2026"),
    ]
    assert [line[:2] for line in tabled(read_page(page(words), meanings())[0])[1:]] == [
        ["1.1", TREES[0]],
        ["1.2", STAND[0]],
        ["1.3", PAINT[0]],
    ]


def test_numbers_under_the_header_of_the_text_have_a_column_of_their_own() -> None:
    at = (50.0, 90.0, 250.0, 380.0)
    words = [
        *row(100, at, "Action", "", "Lead", "Timescale", bold=True),
        *row(116, at, "1.1", "Plant forty trees along\nthe river path", "Parks Manager", "June 2027"),
        *row(144, at, "1.2", "Mend the bandstand", "Town Clerk", "Ongoing"),
        *row(160, at, "1.3", "Count the benches", "Town Clerk", "Ongoing"),
    ]
    assert tabled(read_page(page(words), meanings())[0])[1] == ["1.1", TREES[0], "Parks Manager", "June 2027"]


def test_numbers_behind_a_headed_column_of_aims_have_a_column_of_their_own() -> None:
    at = (50.0, 150.0, 190.0, 350.0, 450.0)
    words = [
        *row(100, at, "Aim", "", "Action", "Lead", "Timescale", bold=True),
        *row(116, at[:1], "1. Green\nstreets", bold=True),
        *row(116, at[1:], "1.1", "Plant forty trees along\nthe river path", "Parks Manager", "June 2027"),
        *row(144, at[1:], "1.2", "Mend the bandstand", "Town Clerk", "Ongoing"),
        *row(160, at[1:], "1.3", "Count the benches", "Town Clerk", "Ongoing"),
    ]
    rules = [across(y, 48, 540) for y in (114, 176)] + [across(y, 140, 540) for y in (141, 157)]
    lines = tabled(read_page(page(words, rules), meanings())[0])[1:]
    assert [line[1:3] for line in lines] == [["1.1", TREES[0]], ["1.2", STAND[0]], ["1.3", "Count the benches"]]
    assert lines[0][0] == "1. Green streets"


def test_a_number_at_mid_height_begins_no_row_between_rules() -> None:
    at = (50.0, 90.0, 250.0, 380.0)
    words = [
        *row(100, at, "#", "Action", "Lead", "Timescale", bold=True),
        *row(116, at[1:2], "Plant forty trees along\nthe river path and the\nmill race"),
        *row(128, at[::2], "1", "Parks Manager"),
        *row(128, at[3:], "June 2027"),
        *row(156, at[1:2], "Mend the bandstand\nand paint it\nin the spring"),
        *row(168, at[::2], "2", "Town Clerk"),
        *row(196, at, "3", "Count the benches", "Town Clerk", "Ongoing"),
    ]
    rules = [across(y, 48, 540) for y in (114, 153, 193, 208)]
    lines = tabled(read_page(page(words, rules), meanings())[0])[1:]
    assert [line[:2] for line in lines] == [
        ["1", "Plant forty trees along the river path and the mill race"],
        ["2", "Mend the bandstand and paint it in the spring"],
        ["3", "Count the benches"],
    ]


def test_a_header_of_two_lines_is_one() -> None:
    words = [
        *row(88, AT, "", "Responsible", "Target", "", bold=True),
        *row(100, AT, "Action", "officer", "date", "Progress", bold=True),
        *body(),
    ]
    assert tabled(read_page(page(words), meanings())[0])[0] == ["Action", "Responsible officer", "Target date", "Progress"]


def test_centred_headers_do_not_shift_the_columns() -> None:
    words = [*row(100, (110.0, 240.0, 330.0, 450.0), *HEADER, bold=True), *body()]
    assert tabled(read_page(page(words), meanings())[0]) == PLAN


def test_a_header_in_the_middle_of_a_wide_column_heads_the_words_left_of_it() -> None:
    acts = ("Plant forty trees", "Mend the bandstand", "Paint the shelters", "Hold a fair in the park")
    rows = [[act, *rest[1:3], "Begun"] for act, rest in zip(acts, (TREES, STAND, PAINT, STAND), strict=True)]
    words = [word for y, cells in enumerate(rows) for word in row(120 + 20 * y, (50.0, 260.0, 350.0, 430.0), *cells)]
    centred = row(100, (130.0, 280.0, 360.0, 520.0), *HEADER, bold=True)
    assert tabled(read_page(page([*words, *centred]), meanings())[0]) == [HEADER, *rows]
    flush = row(100, (50.0, 260.0, 350.0, 520.0), *HEADER, bold=True)
    assert [line[-1] for line in tabled(read_page(page([*words, *flush]), meanings())[0])] == ["Progress", "", "", "", ""]


def test_a_page_without_header_carries_the_columns_on() -> None:
    _, columns = read_page(page([*header(), *body()]), meanings())
    words = row(60, AT, "Count the benches", "Town Clerk", "", "All are counted")
    assert tabled(read_page(page(words, number=2), meanings(), columns)[0]) == [["Count the benches", "Town Clerk", "", "All are counted"]]
    wider = row(60, AT, "Sweep the steps", "Works Team", "Ongoing", "Swept each day of the week\nand washed each month by hand")
    assert tabled(read_page(page(wider, number=2), meanings(), columns)[0])[0][-1].endswith("of the week and washed each month by hand")
    middles = [*row(100, (50.0, 200.0, 320.0, 440.0), *HEADER, bold=True), *row(116, (50.0, 200.0, 320.0, 442.5), *TREES[:3], "Dug over")]
    shades = [Fill((x0, 96, x1, 114), GREY) for x0, x1 in pairwise((46, 196, 316, 396, 540))]
    _, centred = read_page(page(middles, [], shades), meanings())
    wider = row(60, (50.0, 200.0, 320.0, 407.5), "Sweep the steps", "Works Team", "Ongoing", "Swept all over each day")
    assert tabled(read_page(page(wider, number=2), meanings(), centred)[0])[0][-1] == "Swept all over each day"
    prose = say("The committee thanked everybody who had taken part in the long consultation", 50, 60)
    strips, after = read_page(page(prose, number=3), meanings(), columns)
    assert all(strip.loose for strip in strips) and after is None


def test_a_page_of_prose_or_too_narrow_carries_no_columns_on() -> None:
    _, columns = read_page(page([*header(), *body()]), meanings())
    long = "The committee thanked everybody who had taken part in the long consultation on the budget"
    prose = [word for y in (60, 90, 120, 150) for word in [*say(long, 50, y), *say("and had seen", 50, y + 12), *say("it all", 50, y + 24)]]
    assert all(strip.loose for strip in read_page(page(prose, number=2), meanings(), columns)[0])
    words = row(60, AT, "Count the benches", "Town Clerk", "", "All are counted")
    assert read_page(replace(page(words, number=2), width=400.0), meanings(), columns)[1] is None


def test_an_objective_that_runs_on_beside_two_rows_stays_whole() -> None:
    at = (50.0, 200.0, 380.0, 480.0)
    words = [
        *row(100, at, "Objective", "Action", "Lead", "Timescale", bold=True),
        *row(116, at, "Parks that are pleasant\nand safe to be in at\nany time of the day for\neverybody", "", "", ""),
        *row(116, at, "", "Plant forty trees", "Parks Manager", "June 2027"),
        *row(134, at, "", "Mend the bandstand", "Town Clerk", "Ongoing"),
        *row(170, at, "Streets without litter", "Empty all bins daily", "Works Team", "Ongoing"),
    ]
    lines = tabled(read_page(page(words), meanings())[0])
    assert [line[:2] for line in lines[1:]] == [
        ["Parks that are pleasant and safe to be in at any time of the day for everybody", "Plant forty trees"],
        ["", "Mend the bandstand"],
        ["Streets without litter", "Empty all bins daily"],
    ]


def test_headings_stand_beside_the_tables() -> None:
    words = [
        *say("Parks", 50, 60, bold=True, size=14),
        *header(),
        *body(),
        *say("Streets", 50, 230, bold=True, size=14),
        *header(260),
        *body(276),
    ]
    rules = [across(y + dy, 48, 540) for y in (0, 160) for dy in (114, 142, 158, 190)]
    strips = read_page(page(words, rules), meanings())[0]
    assert [line if len(line) > 1 else line[0] for line in shown(strips)] == ["Parks", *PLAN, "Streets", *PLAN]


def test_a_shaded_heading_across_the_table_is_a_banner() -> None:
    words = [*header(), *say("Priority 1: Parks", 50, 118, bold=True), *body(136)]
    lines = tabled(read_page(page(words, fills=[Fill((48, 115, 540, 131), GREY)]), meanings())[0])
    assert lines == [HEADER, ["Priority 1: Parks", "", "", ""], *PLAN[1:]]


def test_no_word_is_lost() -> None:
    words = [
        *say("A note that runs on over all of the columns of the table below it here", 50, 60),
        *header(),
        *body(),
        *say("Source: our own counts, page 3 of the report to members", 50, 300),
    ]
    strips = read_page(page(words), meanings())[0]
    assert letters(strip.text for strip in strips) == letters(word.text for word in words)
    assert beside(strips)[0].startswith("A note")


def test_short_rules_beside_a_merged_cell_part_the_numbers_too() -> None:
    at = (50.0, 80.0, 200.0, 400.0)
    words = [
        *row(100, at, "Ref", "Objective", "Action", "Lead", bold=True),
        *row(118, at, "T1", "Calm streets", "Narrow the junctions", "Roads Team"),
        *row(134, at, "T2", "", "Lower the limits", "Roads Team"),
        *row(150, at, "T3", "Fewer cars", "Run a car club", "Town Clerk"),
    ]
    rules = [across(y, 48, 540) for y in (115, 147, 163)] + [across(131, 48, 78), across(131, 198, 540)]
    assert [line[:3] for line in tabled(read_page(page(words, rules), meanings())[0])[1:]] == [
        ["T1", "Calm streets", "Narrow the junctions"],
        ["T2", "", "Lower the limits"],
        ["T3", "Fewer cars", "Run a car club"],
    ]


def test_paragraphs_of_two_cells_make_no_row_where_rows_have_numbers_and_stand_farther_apart() -> None:
    at = (50.0, 90.0, 250.0, 380.0)
    words = [
        *row(100, at, "No.", "Action", "Lead", "Timescale", bold=True),
        *row(124, at, "1", "Open the halls to all of\nthose who ask", "Town Clerk", "June 2026"),
        *row(151, at, "", "Library", "", "June 2027"),
        *row(166, at, "", "Market hall", "", "June 2028"),
        *row(196, at, "2", "Mend the bandstand by\nthe river", "Works Team", "Ongoing"),
        *row(236, at, "3", "Count the benches", "Works Team", "Ongoing"),
    ]
    assert [line[0] for line in tabled(read_page(page(words), meanings())[0])[1:]] == ["1", "2", "3"]


def test_shaded_cells_side_by_side_are_one_band() -> None:
    tops = (116, 130, 144, 158, 172, 186)
    words = [*header(), *(word for top in tops for word in row(top, AT, f"Mend stile {top}", "Works Team", "Ongoing", ""))]
    sides = (48.0, 196.0, 316.0, 416.0, 540.0)
    fills = [Fill((left, top - 2, right, top + 12), GREY) for top in tops[::2] for left, right in pairwise(sides)]
    lines = tabled(read_page(page(words, [across(top - 2, 48, 540) for top in tops[::2]], fills), meanings())[0])
    assert [line[0] for line in lines[1:]] == [f"Mend stile {top}" for top in tops]


def test_a_table_below_the_same_header_may_reach_farther_right() -> None:
    words = [*header(), *body(), *header(230), *row(246, AT, "Sweep the steps", "Works Team", "Ongoing", "Swept on every day of the week")]
    rules = [across(y, 48, 540) for y in (114, 142, 158, 190, 244, 262)]
    last = tabled(read_page(page(words, rules), meanings())[0])[-1]
    assert last == ["Sweep the steps", "Works Team", "Ongoing", "Swept on every day of the week"]


def test_a_drawn_table_below_parts_no_rows_and_lends_none() -> None:
    xs = (48.0, 120.0, 270.0, 360.0)
    below = [*row(244, (52, 124, 274), "Heading", "First year", "Next year"), *row(264, (52, 124, 274), "Paint", "300", "450")]
    words = [*header(), *body(), *say("Costs", 50, 220, bold=True, size=12), *below, *say("1", 290, 600)]
    strips = read_page(page(words, grid(xs, (240, 260, 280))), meanings())[0]
    assert tabled(strips) == PLAN
    assert beside(strips) == ["Costs", "Heading First year Next year", "Paint 300 450", "1"]


def test_the_heading_of_a_table_of_indicators_is_no_row_of_the_plan() -> None:
    at = (50.0, 250.0, 370.0)
    said = [*row(250, at, "Indicator", "Baseline 2026", "Target 2027", bold=True), *row(266, at, "Trees that thrive", "60%", "80%")]
    words = [*header(), *body(), *say("How we measure progress", 50, 226, bold=True), *said]
    for rules in ((), grid((48.0, 245.0, 365.0, 480.0), (246, 263, 280))):
        strips = read_page(page(words, rules), meanings())[0]
        assert tabled(strips) == PLAN and "How we measure progress" in beside(strips)


def test_a_glossary_drawn_below_keeps_its_cells() -> None:
    below = [*row(244, (52, 104), "WT", "Works Team"), *row(264, (52, 104), "TC", "Town Clerk")]
    words = [*header(), *body(), *say("Glossary", 50, 220, bold=True, size=12), *below]
    strips = read_page(page(words, grid((48.0, 100.0, 250.0), (240, 260, 280))), meanings())[0]
    assert tabled(strips) == [*PLAN, ["WT", "Works Team"], ["TC", "Town Clerk"]]


def test_a_table_of_other_columns_below_its_own_heading_is_none_of_the_plans() -> None:
    at = (50.0, 260.0, 370.0)
    costs = [word for n, text in enumerate(("Staff", "Paint", "Trees")) for word in row(270 + 12 * n, at, text, "14", "15")]
    words = [*header(), *body(), *say("Costs of the year", 50, 230, size=14.0), *row(256, at, "Item", "2026", "2027"), *costs]
    strips, _ = read_page(page(words), meanings())
    assert tabled(strips) == PLAN and "Costs of the year" in beside(strips)


def test_a_heading_whose_rows_keep_to_the_columns_parts_no_table() -> None:
    more = [*row(256, AT, *STAND), *row(272, AT, "Count the benches", "Works Team", "May 2027", "Begun"), *row(288, AT, *STAND)]
    strips, _ = read_page(page([*header(), *body(), *say("Streets and squares", 50, 230, size=14.0), *more]), meanings())
    assert [line[0] for line in tabled(strips) if len(list(filter(None, line))) > 1][4:] == [STAND[0], "Count the benches", STAND[0]]


def test_a_bold_line_alone_in_the_first_column_is_a_banner() -> None:
    words = [*header(), *body(), *say("Streets and squares", 50, 208, bold=True), *row(224, AT, *STAND)]
    assert tabled(read_page(page(words), meanings())[0]) == [*PLAN, ["Streets and squares", "", "", ""], STAND]


def test_a_bold_banner_goes_on_with_small_letters_on_the_next_line() -> None:
    words = [*header(), *body(), *cell("Streets we\nmend", 50, 208, bold=True), *row(236, AT, *STAND)]
    assert tabled(read_page(page(words), meanings())[0]) == [*PLAN, ["Streets we mend", "", "", ""], STAND]


def test_words_that_run_over_a_column_of_numbers_are_a_banner() -> None:
    at = (50.0, 90.0, 320.0, 420.0)
    lines = [["No.", "Action", "Lead", "Timescale"], *([str(n), *cells[:3]] for n, cells in enumerate((TREES, STAND, PAINT), 1))]
    words = [word for n, line in enumerate(lines) for word in row(100 + 16 * n + 16 * (n > 2), at, *line, bold=not n)]
    rules = [across(y, 48, 540) for y in (114, 130, 146, 178, 194)]
    read = tabled(read_page(page([*words, *say("Squares", 50, 148)], rules), meanings())[0])
    assert read == [*lines[:3], ["Squares", "", "", ""], lines[3]]


def test_cells_in_boxes_of_their_own_are_of_one_row_where_one_is_higher() -> None:
    words = [*header(), *row(118, AT, "Plant forty trees along\nthe river path", *TREES[1:]), *row(150, AT, *STAND[:3], "Nothing yet")]
    boxes = [(x - 3, y, x + wide) for x, wide in zip(AT, (140, 110, 90, 100), strict=True) for y in (116, 147, 163)]
    rules = [*(across(y, x0, x1) for x0, y, x1 in boxes), across(141, 47, 190), *(across(132, x - 3, x + 90) for x in AT[1:])]
    assert tabled(read_page(page(words, rules), meanings())[0]) == [HEADER, TREES, [*STAND[:3], "Nothing yet"]]


def test_rows_of_one_line_each_are_parted_though_no_white_parts_them() -> None:
    at = (50.0, 300.0, 420.0)
    rows = [
        ["Action", "Lead", "Timescale"],
        ["Mend the bandstand", "Town Clerk", "June 2027"],
        ["Count all of the benches in the square", "Parks Manager", "2026-2028"],
        ["Oil the gates", "Works Team", "by May 2026"],
        ["Paint the shelters of the north side", "Town Clerk", "Ongoing"],
    ]
    words = [word for n, line in enumerate(rows) for word in row(100 + 12 * n, at, *line, bold=not n)]
    assert tabled(read_page(page(words), meanings())[0]) == rows


def test_rows_of_full_lines_are_parted_where_sentences_end_and_cells_come_again() -> None:
    at = (50.0, 260.0, 360.0, 440.0)
    rows = [
        ["Action", "Lead", "Timescale", "Progress"],
        ["Mend the bandstand by the old well", "Head of Parks", "June 2027", "Begun now."],
        ["Count all the benches in the parks", "Head of Parks", "May 2026", "Not begun."],
        ["Paint the shelters of the far side", "Head of Parks", "Ongoing", "Half done."],
    ]
    words = [word for n, line in enumerate(rows) for word in row(100 + 12 * n, at, *line, bold=not n)]
    assert tabled(read_page(page(words), meanings())[0]) == rows


def test_the_white_of_most_rows_is_not_taken_for_that_of_their_lines() -> None:
    at = (50.0, 260.0, 380.0, 460.0)
    rows = [
        ["Action", "Outcome", "Lead", "Timescale"],
        ["Mend the bandstand", "Repairs done", "Town Clerk", "Ongoing"],
        ["Oil the gates", "Gates shut", "Head of Town and\nCountry", "May 2026"],
        ["Count the benches", "List agreed", "Works Team", "by June 2026"],
        ["Feed the ducks", "Ducks fed", "Works and\nParks", "Daily"],
    ]
    words = [word for n, line in enumerate(rows) for word in row(100 + 19 * n, at, *line, bold=not n)]
    assert [line[0] for line in tabled(read_page(page(words), meanings())[0])] == [line[0] for line in rows]


LEVELLED = (50.0, 90.0, 190.0, 380.0, 470.0)


def levelled() -> list[Word]:
    """Two aims, each merged down beside two numbered rows of two lines."""
    return [
        *row(100, LEVELLED, "No.", "Aim", "Action", "Lead", "Timescale", bold=True),
        *row(116, LEVELLED, "1.1", "Green streets", "Plant forty trees along\nthe river path", "Parks Manager", "June 2027"),
        *row(144, LEVELLED, "1.2", "", "Water the planters\nin dry weeks", "Parks Manager", "Ongoing"),
        *row(172, LEVELLED, "1.3", "Bright squares", "Mend the bandstand\nand its lamps", "Town Clerk", "Ongoing"),
        *row(200, LEVELLED, "1.4", "", "Paint all of the shelters\nin the market square", "Works Team", "May 2026"),
    ]


def numbers_and_aims(fills: list[Fill]) -> list[list[str]]:
    return [cells[:2] for cells in tabled(read_page(page(levelled(), fills=fills), meanings())[0])[1:]]


def test_bands_that_leave_the_merged_column_white_part_numbers_and_aims_row_by_row() -> None:
    wanted = [["1.1", "Green streets"], ["1.2", ""], ["1.3", "Bright squares"], ["1.4", ""]]
    rows = [(top, top + 28) for top in (142, 198)]
    beside_it = [Fill((left, top, right, bottom), GREY) for top, bottom in rows for left, right in ((48, 86), (186, 560))]
    assert numbers_and_aims(beside_it) == wanted
    assert numbers_and_aims([*beside_it, Fill((86, 170, 186, 226), GREY)]) == wanted


def _at_mid_height(y: float) -> list[Word]:
    """Three rows whose cells stand at mid-height, with white above each: two of them begin with their lead's name alone."""
    x = AT[:3]
    return [
        *row(y, x, "", "Parks Manager", ""),
        *row(y + 6, x, "Plant forty trees", "", ""),
        *row(y + 16, x, "", "June 2027", "Forty trees"),
        *row(y + 44, x, "Mend the bandstand and all\nof the shelters around\nthe market square", "", ""),
        *row(y + 50, x, "", "Town Clerk\nMay 2026", ""),
        *row(y + 56, x, "", "", "It is dry inside"),
        *row(y + 96, x, "", "Works Team", ""),
        *row(y + 102, x, "Paint the benches", "", "Two are painted"),
        *row(y + 108, x, "", "May 2027", ""),
    ]


def test_white_parts_rows_whose_cells_stand_at_mid_height_between_shaded_banners() -> None:
    words = [
        *row(100, AT[:3], "Action", "Lead and date", "Outcome", bold=True),
        *say("Parks", 50, 122, bold=True),
        *_at_mid_height(140),
        *say("Streets", 50, 272, bold=True),
        *_at_mid_height(290),
    ]
    fills = [Fill((48, 118, 540, 134), GREY), Fill((48, 268, 540, 284), GREY)]
    rows = tabled(read_page(page(words, fills=fills), meanings())[0])
    three = ["Plant forty trees", "Mend the bandstand and all of the shelters around the market square", "Paint the benches"]
    assert [line[0] for line in rows] == ["Action", "Parks", *three, "Streets", *three]
    assert [line[1].replace(" / ", " ") for line in rows[2:5]] == ["Parks Manager June 2027", "Town Clerk May 2026", "Works Team May 2027"]


def test_a_large_heading_that_reaches_over_a_narrow_first_column_is_no_row() -> None:
    at = (50.0, 70.0, 330.0, 440.0)
    rows = [row(100 + 24 * line, at, f"A{line}", *cells[:3]) for line, cells in enumerate((TREES, STAND, PAINT), 1)]
    words = [*row(100, at, "No", *HEADER[:3], bold=True), *(word for own in rows for word in own)]
    again = [*say("Hedgerows", 46, 220, size=18), *row(250, at, "No", *HEADER[:3], bold=True), *row(270, at, "B1", *TREES[:3])]
    read = read_page(page([*words, *again]), meanings())[0]
    assert [strip.text for strip in read if strip.loose] == ["Hedgerows"]
    assert [line[0] for line in tabled(read)] == ["No", "A1", "A2", "A3", "No", "B1"]


def test_what_stands_below_a_large_heading_and_fills_no_columns_is_no_row() -> None:
    below = [*say("Was this page of any use to you?", 46, 260, size=18), *say("Yes", 52, 290), *say("No or a fault", 200, 290)]
    read = read_page(page([*header(), *body(), *below]), meanings())[0]
    assert tabled(read) == PLAN


def test_a_drawn_table_of_labels_below_the_plans_begins_anew() -> None:
    below = [*row(244, (52, 264), "Report author", "Ann Archer"), *row(264, (52, 264), "Job title", "Scrutiny Officer")]
    strips = read_page(page([*header(), *body(), *below], grid((48.0, 260.0, 460.0), (240, 260, 280))), meanings())[0]
    assert [strip.gap for strip in strips if strip.text.startswith(("Report author", "Job title"))] == [1, 0]


def test_numbers_at_mid_height_stand_inside_their_rows() -> None:
    at = (50.0, 90.0, 250.0, 380.0)
    lines = "Plant forty\ntrees along the\nriver path", "Mend the\nbandstand and\nits roof"
    words = row(100, at, "Ref", "Action", "Lead", "Timescale", bold=True)
    for index, (y, text) in enumerate(zip((116, 158), lines, strict=True), 1):
        words += [*say(f"1.{index}", at[0], y + 12), *cell(text, at[1], y)]
        words += [*cell("Parks\nManager", at[2], y + 6), *say("May 2026", at[3], y + 12)]
    assert tabled(read_page(page(words), meanings())[0])[1:] == [
        [f"1.{index}", text.replace("\n", " "), "Parks Manager", "May 2026"] for index, text in enumerate(lines, 1)
    ]


def test_a_cell_that_fills_its_column_to_the_next_is_parted_from_it_by_the_header_above() -> None:
    at = (50.0, 200.0, 267.0, 340.0)
    full = "Plant forty trees by the wharf"
    words = [*row(100, at, "Action", "Lead", "Timescale", "Progress", bold=True), *row(116, at, full, "Parks Head now", "Ongoing", "Begun")]
    words += row(140, at, "Mend the bandstand", "Town Clerk", "May 2026", "Done")
    assert tabled(read_page(page(words), meanings())[0])[1:] == [
        [full, "Parks Head now", "Ongoing", "Begun"],
        ["Mend the bandstand", "Town Clerk", "May 2026", "Done"],
    ]


def test_small_numbers_left_of_every_header_number_their_rows_though_they_stand_between_two_lines() -> None:
    at = (90.0, 300.0, 420.0)
    words = [*row(100, at, "Action", "Lead", "Timescale", bold=True), *say("Parks and gardens", 50, 116, bold=True)]
    rows = (132, "Plant forty trees", "along the river"), (172, "Mend the bandstand", "before the fair")
    for index, (y, first, second) in enumerate(rows, 1):
        words += [*say(f"A{index}", 54, y + 7, size=8), *row(y, at, f"{first}\n{second}", "Works Team", "May 2026")]
    assert [line[:2] for line in tabled(read_page(page(words), meanings())[0])[-2:]] == [
        ["A1", "Plant forty trees along the river"],
        ["A2", "Mend the bandstand before the fair"],
    ]


def test_the_rest_of_a_row_is_no_header_though_two_of_its_words_are_headers_elsewhere() -> None:
    rows = [
        *row(
            116,
            AT,
            "Promote the reading\nchallenge with all\nproviders",
            "Reader\nDevelopment\nOfficer",
            "2031/32",
            "Ten take the\nbig reading\nchallenge",
        )
    ]
    words = [*header(), *rows, *row(168, AT, *STAND[:3], "Begun")]
    assert tabled(read_page(page(words), meanings())[0]) == [
        HEADER,
        ["Promote the reading challenge with all providers", "Reader Development Officer", "2031/32", "Ten take the big reading challenge"],
        [*STAND[:3], "Begun"],
    ]
