"""Drawn tables: every way a grid is drawn gives the same cells, and no word is lost."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.tables.ruled import read_page, read_tables
from model import Fill, Rule, Word
from tests.extract.printed import GREY, across, beside, cell, down, grid, letters, page, row, say, shown, tabled
from tests.extract.strips import meanings

XS = (50.0, 200.0, 300.0, 400.0)
YS = (100.0, 120.0, 150.0, 180.0)
AT = (54.0, 204.0, 304.0)
TEXTS = [
    ["Action", "Lead", "Timescale"],
    ["Plant forty trees along the river path", "Parks Manager", "June 2027"],
    ["Mend the bandstand", "Town Clerk", "Ongoing"],
]

BOXES = [(x, y) for x in zip(XS, XS[1:], strict=False) for y in zip(YS, YS[1:], strict=False)]


def plan() -> list[Word]:
    return [
        *row(104, AT, *TEXTS[0], bold=True),
        *row(124, AT, "Plant forty trees along\nthe river path", *TEXTS[1][1:]),
        *row(154, AT, *TEXTS[2]),
    ]


def sides(rules: list[Rule]) -> list[Rule]:
    return [rule for rule in rules if rule.level or XS[0] < rule.box[0] < XS[-1]]


DRAWINGS = {
    "full grid": grid(XS, YS),
    "open sides": sides(grid(XS, YS)),
    "no line on top": [rule for rule in grid(XS, YS) if not rule.level or rule.box[1] > YS[0]],
    "lines that miss one another by two points": [*(across(y, 52, 398) for y in YS), *(down(x, 102, 178) for x in XS)],
    "double lines": [*grid(XS, YS), *grid([x + 1.5 for x in XS], [y + 1.5 for y in YS])],
    "each cell drawn for itself": [rule for across_, down_ in BOXES for rule in grid(across_, down_)],
    "a piece of an upright missing": [rule for rule in grid(XS, YS) if rule.box[0] != 200 or rule.level]
    + [down(200, 100, 120), down(200, 150, 180)],
}


@pytest.mark.parametrize("rules", DRAWINGS.values(), ids=list(DRAWINGS))
def test_the_cells_are_the_same_however_the_grid_is_drawn(rules: list[Rule]) -> None:
    assert tabled(read_page(page(plan(), rules), meanings())) == TEXTS


def test_shaded_cells_make_a_grid_without_lines() -> None:
    fills = [Fill((x + 1, y + 1, x1 - 1, y1 - 1), GREY) for (x, x1), (y, y1) in BOXES]
    assert tabled(read_page(page(plan(), fills=fills), meanings())) == TEXTS


def test_bars_along_the_edges_of_the_sheet_hold_no_table() -> None:
    drawn = page(plan(), grid(XS, YS))
    wide, high = drawn.width, drawn.height
    bars = (Fill((0, 0, 14, high), GREY), Fill((0, 0, wide, 14), GREY))
    assert tabled(read_page(page(plan(), grid(XS, YS), bars), meanings())) == TEXTS


def test_a_marked_word_is_no_cell() -> None:
    marked = Fill((203.5, 123, 267.5, 135), GREY)
    assert tabled(read_page(page(plan(), grid(XS, YS), [marked]), meanings())) == TEXTS


def test_a_cell_merged_down_stands_in_its_first_row() -> None:
    rules = [rule for rule in grid(XS, YS) if not (rule.level and rule.box[1] == 150)] + [across(150, 200, 400)]
    strips = read_page(
        page([*plan()[: -len("Mend the bandstand Town Clerk Ongoing".split())], *row(154, AT[1:], "Town Clerk", "Ongoing")], rules),
        meanings(),
    )
    assert tabled(strips)[2] == ["", "Town Clerk", "Ongoing"]
    assert strips[2].merged == (0,)


def test_a_banner_over_all_columns_is_one_cell() -> None:
    inner = [down(x, y, y1) for x in XS[1:-1] for y, y1 in ((100, 120), (150, 180))]
    rules = [*(across(y, 50, 400) for y in YS), down(50, 100, 180), down(400, 100, 180), *inner]
    words = [*row(104, AT, *TEXTS[0]), *say("Priority 2: A town that is easy to walk about in", 54, 130), *row(154, AT, *TEXTS[2])]
    assert tabled(read_page(page(words, rules), meanings()))[1] == ["Priority 2: A town that is easy to walk about in", "", ""]


def test_a_header_may_stand_on_top_of_its_grid() -> None:
    strips = read_page(page(plan(), grid(XS, YS[1:])), meanings())
    assert tabled(strips) == TEXTS
    assert beside(strips) == []


def test_of_two_tables_side_by_side_the_left_is_read_first() -> None:
    right = [Word(word.text, (word.box[0] + 400, word.box[1], word.box[2] + 400, word.box[3]), word.size, word.bold) for word in plan()]
    rules = grid(XS, YS) + grid([x + 400 for x in XS], YS)
    assert tabled(read_page(page([*plan(), *right], rules), meanings())) == TEXTS + TEXTS


def test_text_beside_the_table_is_loose_and_in_its_place() -> None:
    words = [*say("Our plan for the parks", 50, 60, bold=True), *plan(), *say("Printed on recycled paper.", 50, 300)]
    strips = read_page(page(words, grid(XS, YS)), meanings())
    assert shown(strips) == [["Our plan for the parks"], *TEXTS, ["Printed on recycled paper."]]
    assert [strip.loose for strip in strips] == [True, False, False, False, True]
    assert letters(strip.text for strip in strips) == letters(word.text for word in words)


def test_a_frame_about_a_paragraph_is_no_table() -> None:
    strips = read_page(page(say("Only a note in a box", 60, 110), grid((50, 400), (100, 130))), meanings())
    assert shown(strips) == [["Only a note in a box"]] and strips[0].loose


def test_a_later_page_drawn_otherwise_takes_the_places_of_the_first() -> None:
    _, columns = read_tables(page(plan(), grid(XS, YS)), meanings())
    parted = (50.0, 90.0, 200.0, 300.0, 400.0)
    words = [*row(104, (54.0, 94.0, 204.0, 304.0), "new", "benches", "Town Clerk", "May 2027")]
    strips, _ = read_tables(page(words, grid(parted, (100, 130)), number=2), meanings(), columns)
    assert tabled(strips) == [["new / benches", "Town Clerk", "May 2027"]]


# -- paragraphs of a cell ------------------------------------------------------------------------------------------------------


def paragraphs(words: list[Word]) -> list[tuple[str, bool, bool]]:
    other = [*say("Lead", 204, 104), *say("Town Clerk", 204, 124)]
    strips = read_page(page([*say("Outcomes", 54, 104), *words, *other], grid((50.0, 200.0, 300.0), (100.0, 120.0, 300.0))), meanings())
    return [(each.text, each.bullet, each.bold) for each in strips[1].cells[0].paragraphs]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        pytest.param(
            cell("More people walk to the\nmarket than before", 54, 124), ["More people walk to the market than before"], id="wrapped"
        ),
        pytest.param(
            cell("Walks are sign-\nposted all over the place", 54, 124),
            ["Walks are sign- posted all over the place"],
            id="hyphen kept for mending",
        ),
        pytest.param(cell("Fewer cars.\nMore trees planted by us", 54, 124), ["Fewer cars.", "More trees planted by us"], id="ended early"),
        pytest.param(
            [*cell("Fewer cars in all of town\nand more trees in streets", 54, 124), *say("Cleaner air for everybody", 54, 154)],
            ["Fewer cars in all of town and more trees in streets", "Cleaner air for everybody"],
            id="wider gap",
        ),
        pytest.param(cell("• Fewer cars\n• More trees", 54, 124), ["Fewer cars", "More trees"], id="bullets"),
        pytest.param(
            cell("July to September 2026\n- all weekends", 54, 124), ["July to September 2026 - all weekends"], id="a dash that carries on"
        ),
        pytest.param(
            [*cell("Fewer cars in the town all", 54, 124, bold=True), *cell("Traffic was counted twice", 54, 136)],
            ["Fewer cars in the town all", "Traffic was counted twice"],
            id="bold ends",
        ),
    ],
)
def test_lines_become_paragraphs(words: list[Word], expected: list[str]) -> None:
    assert [text for text, _, _ in paragraphs(words)] == expected


def test_bullets_and_weight_are_told() -> None:
    assert paragraphs([*cell("• Fewer cars", 54, 124), *cell("Aim", 54, 140, bold=True)]) == [
        ("Fewer cars", True, False),
        ("Aim", False, True),
    ]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.booleans(), st.integers(0, 8), st.integers(0, 8), st.integers(0, 8)), max_size=24))
def test_no_word_is_lost_however_lines_are_drawn(lines: list[tuple[bool, int, int, int]]) -> None:
    rules = []
    for level, at, start, end in lines:
        first, last = 40.0 * min(start, end), 40.0 * max(start, end) + 40.0
        rules.append(across(40.0 * at, first, last) if level else down(40.0 * at, first, last))
    words = [
        word for number in range(8) for word in row(40.0 * number + 15, (5.0, 125.0, 245.0), "Plant trees", "Parks Manager", "June 2027")
    ]
    strips = read_page(page(words, rules), meanings())
    assert letters(strip.text for strip in strips) == letters(word.text for word in words)


def test_tables_side_by_side_each_keep_the_heading_above_them() -> None:
    left, right = (50.0, 150.0, 250.0), (300.0, 400.0, 500.0)
    words: list[Word] = []
    rules: list[Rule] = []
    for xs, heading in ((left, "Parks"), (right, "Streets")):
        words += [*say(heading, xs[0] + 4, 84, bold=True), *row(104, (xs[0] + 4, xs[1] + 4), "Action", "Lead", bold=True)]
        words += row(124, (xs[0] + 4, xs[1] + 4), f"Tidy the {heading}", "Works Team")
        rules += grid(xs, (100.0, 120.0, 140.0))
    assert shown(read_page(page(words, rules), meanings())) == [
        line for each in ("Parks", "Streets") for line in ([each], ["Action", "Lead"], [f"Tidy the {each}", "Works Team"])
    ]


def costs(y: float) -> tuple[list[Word], list[Rule]]:
    """A drawn table of sums, its columns unlike those of the plan above it."""
    xs = (50.0, 120.0, 255.0, 400.0)
    at = [x + 4 for x in xs[:-1]]
    words = [*row(y + 4, at, "Heading", "First year", "Second year"), *row(y + 24, at, "Paint", "300", "450")]
    return words, grid(xs, (y, y + 20, y + 40))


def test_a_table_placed_otherwise_and_without_header_is_no_part_of_the_plan() -> None:
    words, rules = costs(240)
    strips = read_page(page([*plan(), *say("Costs", 54, 220), *words], [*grid(XS, YS), *rules]), meanings())
    assert tabled(strips) == TEXTS
    assert beside(strips) == ["Costs", "Heading First year Second year", "Paint 300 450"]


def test_the_first_heading_under_a_title_set_alike_is_a_line_of_its_own() -> None:
    over = [*say("Fernleigh Action Plan 2031", 50, 60, bold=True), *say("Theme 1: Woods", 50, 72, bold=True)]
    wrapped = [*say("Action Plan for the", 50, 60, bold=True), *say("woods and meadows", 50, 72, bold=True)]
    assert beside(read_page(page([*over, *plan()], grid(XS, YS)), meanings())) == ["Fernleigh Action Plan 2031", "Theme 1: Woods"]
    assert beside(read_page(page([*wrapped, *plan()], grid(XS, YS)), meanings())) == ["Action Plan for the woods and meadows"]


def test_a_list_of_short_forms_is_a_line_each_where_every_line_is_as_wide_as_it() -> None:
    terms = [("RSPB", "Royal Society for Birds"), ("TC", "Town Council of Fernleigh"), ("WI", "Women's Institute")]
    words = [word for n, term in enumerate(terms) for word in row(80 + 12 * n, (50.0, 110.0), *term)]
    strips = read_page(page([*say("Glossary", 50, 60, bold=True), *words]), meanings())
    assert beside(strips) == ["Glossary", *(text for term in terms for text in term)]


def test_two_columns_of_prose_keep_their_paragraphs() -> None:
    left = "The meadow was mown late\nthis year and the hay was\nleft for the seed to fall"
    right = "The pond had been cleared\nof reeds by the volunteers\nbefore the frogs came back"
    strips = read_page(page([*cell(left, 50, 60), *cell(right, 320, 60)]), meanings())
    assert sorted(beside(strips)) == [left.replace("\n", " "), right.replace("\n", " ")]


def test_columns_tinted_by_turns_are_parted_row_by_row() -> None:
    at = (50.0, 200.0, 320.0)
    first = ("Plant forty trees\nalong the path", "Parks Team", "June 2027")
    body = (first, ("Mend the steps", "Town Clerk", "Ongoing"), ("Paint the hut", "Works Team", "May 2026"))
    words = [*row(100, at, "Action", "Lead", "By when", bold=True)]
    for number, texts in enumerate(body):
        words += row(124 + 34 * number, at, *texts)
    edges = (96, 118, 152, 186, 220)
    tints = [Fill((195, top, 315, bottom), GREY) for top, bottom in pairwise(edges)]
    rules = [across(118, 46, 460)]
    read = tabled(read_page(page(words, rules, tints), meanings()))
    said = [[text.replace("\n", " ") for text in texts] for texts in body]
    assert [[each.replace(" / ", " ") for each in line] for line in read[1:]] == said


def test_a_row_without_uprights_whose_words_fill_their_column_is_parted_where_the_next_one_s_begin() -> None:
    at = (50.0, 90.0, 210.0, 330.0)
    full = ("2", "Plant trees on the bank\nand beside the mill walls", "Parks Team with\nthe wardens", "May 2026")
    body = (("1", "Mend the steps", "Town Clerk", "Ongoing"), full, ("3", "Paint the hut", "Works Team", "May 2026"))
    words = [*row(100, at, "No", "Action", "Lead", "By when", bold=True)]
    for number, texts in enumerate(body):
        words += row(124 + 34 * number, at, *texts)
    rules = [across(y, 46, 420) for y in (96, 120, 154, 188, 222)]
    rules += [down(x, top, bottom) for x in (86, 206, 326) for top, bottom in ((96, 154), (188, 222))]
    rules += [down(46, 96, 222), down(420, 96, 222)]
    assert tabled(read_page(page(words, rules), meanings()))[2] == [text.replace("\n", " ") for text in full]


def test_a_white_cell_beside_tints_that_runs_on_stays_merged() -> None:
    at = (50.0, 200.0, 320.0)
    objective = "Keep the river\nclean for all\nwho swim or\nfish or row\nor walk by\nit on foot"
    words = [*row(100, at, "Objective", "Action", "By when", bold=True), *cell(objective, 50, 124)]
    for number, (action, when) in enumerate((("Plant reeds", "May 2026"), ("Mend the weir", "June 2026"), ("Clear the bank", "2027"))):
        words += row(124 + 24 * number, at[1:], action, when)
    tints = [Fill((195, top, 460, bottom), GREY) for top, bottom in pairwise((96, 118, 142, 166, 200))]
    read = tabled(read_page(page(words, [across(118, 46, 460)], tints), meanings()))
    assert [line[0] for line in read[1:]] == [objective.replace("\n", " "), "", ""]


def test_cards_of_pairs_that_are_drawn_otherwise_than_the_first_keep_their_cells() -> None:
    words, rules = [], []
    for number, (lead, x) in enumerate((("Parks Manager", 300), ("Clerk", 260))):
        y = 100 + 80 * number
        words += [*row(y, (50, 130, x, x + 80), "Lead", lead, "Target date", "May 2027"), *row(y + 20, (50, 130), "Progress", "Not begun")]
        rules += [*grid((48, 128, x - 2, x + 78, 540), (y - 4, y + 16)), *grid((48, 128, 540), (y + 16, y + 36))]
    strips = read_page(page(words, rules), meanings())
    assert [len(list(filter(None, cells))) for cells in tabled(strips)] == [4, 2, 4, 2]


def test_cells_that_are_a_label_over_a_value_are_a_header_s_line_and_a_row_s() -> None:
    words, rules = [], []
    for top, texts in ((100.0, TEXTS[1][1:]), (200.0, TEXTS[2][1:])):
        words += [*say("Action: mend it", 54, top - 20), *row(top + 4, AT[:2], "Lead", "Timescale", bold=True)]
        words += row(top + 16, AT[:2], *texts)
        rules += grid(XS[:3], (top, top + 30))
    assert tabled(read_page(page(words, rules), meanings())) == [TEXTS[0][1:], TEXTS[1][1:], TEXTS[0][1:], TEXTS[2][1:]]


def test_a_header_that_explains_itself_on_each_table_stays_one_line() -> None:
    words, rules = [], []
    for top in (100.0, 200.0):
        words += [*row(top + 4, AT[:2], "Lead", "Timescale", bold=True), *row(top + 16, AT[:2], "who does it", "by when")]
        rules += grid(XS[:3], (top, top + 30))
    assert len(tabled(read_page(page(words, rules), meanings()))) == 2
