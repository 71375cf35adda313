"""Rows of tables without drawn cells, told apart on pages that print few of them: rests of rows, more names, sections and short tables."""

from __future__ import annotations

import pytest

from extract.tables.aligned import read_page
from model import Fill, Word
from tests.extract.printed import GREY, across, page, row, say, tabled
from tests.extract.strips import meanings

AT = (50.0, 90.0, 250.0, 380.0)
HEADER = ["Ref", "Action", "Lead", "Timescale"]


def header(y: float = 100) -> list[Word]:
    return row(y, AT, *HEADER, bold=True)


def test_above_a_page_s_only_number_the_rest_of_the_row_before_it_stands_apart() -> None:
    words = [*header(), *row(112, AT, "", "for people who look after\nother people", "", "")]
    words += row(138, AT, "3.2", "Give all staff who do so\nfive days of leave", "Head of People", "May 2026")
    assert tabled(read_page(page(words), meanings())[0])[1:] == [
        ["", "for people who look after other people", "", ""],
        ["3.2", "Give all staff who do so five days of leave", "Head of People", "May 2026"],
    ]


def test_one_more_name_below_another_begins_no_row_though_rows_stand_no_farther_apart() -> None:
    at, step = (50.0, 250.0, 380.0), 14.0
    rows = [
        ("Plant forty trees along\nthe river path", "Parks Manager", "June 2027"),
        ("Mend the bandstand", "Town Clerk", "Ongoing"),
        ("Visit every scheme", "Housing Manager", "May 2026"),
        ("", "Town Clerk", ""),
        ("Paint all of the shelters\nin the square", "Works Team", "May 2027"),
        ("Test a survey by message", "Digital Manager", "June 2026"),
        ("Light the path to the\nstation", "Works Team", "May 2028"),
    ]
    words, y = row(100, at, *HEADER[1:], bold=True), 100 + step
    for texts in rows:
        words += row(y, at, *texts)
        y += step + 12 * texts[0].count("\n")
    assert [line[1] for line in tabled(read_page(page(words), meanings())[0])[1:]] == [
        "Parks Manager",
        "Town Clerk",
        "Housing Manager / Town Clerk",
        "Works Team",
        "Digital Manager",
        "Works Team",
    ]


def test_a_bold_line_alone_behind_a_column_of_numbers_is_a_banner() -> None:
    words, y = header(), 114.0
    for section, numbers in (("Parks", ("1", "2")), ("Streets", ("3", "4"))):
        words += say(section, AT[1], y, bold=True)
        for number in numbers:
            y += 14
            words += row(y, AT, number, "Mend the bandstand", "Town Clerk", "May 2026")
        y += 14
    lines = tabled(read_page(page(words), meanings())[0])[1:]
    assert [line[0] for line in lines] == ["Parks", "1", "2", "Streets", "3", "4"]
    assert {line[1] for line in lines} == {"", "Mend the bandstand"}


def test_a_short_table_takes_the_line_distance_of_the_page_s_other_tables() -> None:
    at = (50.0, 200.0, 380.0, 500.0)
    leads = ["Tenant Involvement Head", "Public Relations Head", "Parks Manager"]
    short = ["Recruit twelve tenants to the panel", "Publish what was asked and done in\nprint", "Mend the bandstand"]
    long = ["Train all front line staff to spot\ndamp and to record what they see\nat each visit", *short[1:]]
    words, y = [], 100.0
    for name, table in (("Voice", short), ("Homes", long)):
        words += [*say(f"Priority 1: {name}", 50, y, bold=True, size=14), *row(y + 20, at, "Objective", *HEADER[1:], bold=True)]
        y += 34
        words += row(y, at[:1], "Homes that are safe")
        for action, lead in zip(table, leads, strict=True):
            words += row(y, at[1:], action, lead, "Ongoing")
            y += 14 + 12 * action.count("\n")
        y += 20
    lines = tabled(read_page(page(words), meanings())[0])
    assert [line[2] for line in lines if line[2] != "Lead"] == leads * 2


def test_below_a_section_s_name_words_that_begin_under_the_header_are_the_same_table_s() -> None:
    at, heads = (*AT, 480.0), [*HEADER, "Progress"]
    rows = [
        ("A2", "Mend the bandstand\nroof", "Works\nManager", "", ""),
        ("A3", "Paint the shelters in\nthe square", "Works\nManager", "", ""),
        ("B1", "Hold a fair", "", "June 2026", "Begun"),
        ("B2", "Light the path", "", "May 2027", "Not started"),
    ]
    first = [*row(100, at, *heads, bold=True), *row(116, at, "A1", "Plant forty trees", "Parks Manager", "Ongoing", "Begun")]
    words, y = [], 60.0
    for texts in rows:
        words += say("Streets", 50, y, bold=True) if texts[0] == "B1" else []
        y += 16 if texts[0] == "B1" else 0
        words += row(y, at, *texts)
        y += 16 + 12 * texts[1].count("\n")
    strips = read_page(page(words, number=2), meanings(), read_page(page(first), meanings())[1])[0]
    assert [line[0] for line in tabled(strips)] == ["A2", "A3", "Streets", "B1", "B2"]


def test_a_line_alone_at_the_page_s_foot_far_below_the_rows_is_none_of_them() -> None:
    at = (50.0, 250.0, 380.0)
    words = [*row(100, at, *HEADER[1:], bold=True), *row(116, at, "Mend the bandstand", "Town Clerk", "May 2026")]
    words += row(132, at, "Hold a fair", "Town Clerk", "June 2026")
    numbered = [*say("Board", 50, 800, size=7), *say("1", 420, 800, size=7)]
    for foot in (say("Page footer: Scrutiny, item 6", 50, 800), say("Scrutiny", 255, 800, size=7), numbered):
        lines = tabled(read_page(page([*words, *foot]), meanings())[0])
        assert [line[:2] for line in lines[1:]] == [["Mend the bandstand", "Town Clerk"], ["Hold a fair", "Town Clerk"]]


def test_words_over_two_headers_of_the_lower_line_span_them_and_name_neither() -> None:
    at = (50.0, 250.0, 380.0, 480.0)
    rows = row(132, at, "Mend the bandstand", "Town Clerk", "May 2026", "Begun"), row(160, at, "Hold a fair", "Works Team", "Ongoing", "")
    for x in (250.0, 300.0, 360.0, 395.0):
        heads = [*row(100, (50.0, x, 480.0), "Action", "Who and when", "Progress", bold=True)]
        heads += row(112, at[1:3], "Lead officer", "Timescale", bold=True)
        lines = tabled(read_page(page([*heads, *rows[0], *rows[1]]), meanings())[0])
        assert lines[0] == ["Action", "Lead officer", "Timescale", "Progress"]
        assert [line[1:3] for line in lines[1:]] == [["Town Clerk", "May 2026"], ["Works Team", "Ongoing"]]


def test_a_row_that_stands_as_far_below_the_rest_of_another_as_rows_do_begins_there() -> None:
    at = (50.0, 200.0, 380.0, 500.0)
    first = row(100, at, "Objective", *HEADER[1:], bold=True)
    first += row(116, at, "Keep homes warm", "Use the fund for heating in the\ncoldest", "Town Clerk", "Ongoing")
    words, y = say("months", at[1], 60), 73.05
    for action, lead in (("Refer all tenants to a line\nand to us", "Works Team"), ("Find the\ncoldest homes", "Parks"), ("Ask", "Clerk")):
        words += row(y, at[1:], action, lead, "Ongoing")
        y += 13.1 + 12 * action.count("\n")
    strips = read_page(page(words, number=2), meanings(), read_page(page(first), meanings())[1])[0]
    assert [line[2] for line in tabled(strips)] == ["", "Works Team", "Parks", "Clerk"]


GROUPS = {
    "Homes for those\nwho leave": (
        ("Ask about service", "Town Clerk", "May 2026"),
        ("Set six homes\naside", "Head of Housing", "June 2027"),
    ),
    "Work": (("Guarantee an\ninterview", "Head of People", "May 2027"), ("Hold a fair", "Town Clerk", "Ongoing")),
}


@pytest.mark.parametrize("numbered", [True, False])
def test_rules_between_groups_part_no_rows_and_a_level_s_cell_stands_beside_all_of_its_own(numbered: bool) -> None:
    heads = ["Objective", *["Ref"] * numbered, *HEADER[1:]]
    at = (50.0, *[140.0] * numbered, 180.0, 320.0, 450.0)
    words, rules, y = row(100, at, *heads, bold=True), [across(112, 48, 540)], 114.0
    for objective, rows in GROUPS.items():
        words += row(y, at[:1], objective)
        for place, texts in enumerate(rows, 1):
            words += row(y, at[1:], *[f"{len(rules)}.{place}"] * numbered, *texts)
            y += 16 + 12 * texts[0].count("\n")
        rules.append(across(y - 3, 48, 540))
    lines = tabled(read_page(page(words, rules), meanings())[0])[1:]
    assert [line[0] for line in lines] == ["Homes for those who leave", "", "Work", ""]
    assert [line[-2:] for line in lines] == [list(texts[1:]) for rows in GROUPS.values() for texts in rows]


def test_rules_part_rows_of_several_paragraphs_beside_an_objective_each() -> None:
    at = (50.0, 180.0, 320.0, 450.0)
    words, rules, y = row(100, at, "Objective", *HEADER[1:], bold=True), [across(112, 48, 540)], 114.0
    for objective in ("Homes", "Work", "Health"):
        words += row(y, at, objective, "Ask about service.\nTell families.", "Town Clerk\nHead of People", "May 2026")
        y += 28
        rules.append(across(y - 2, 48, 540))
    assert len(tabled(read_page(page(words, rules), meanings())[0])[1:]) == 3


def test_shades_behind_every_other_group_part_none_of_the_rows_between_them() -> None:
    at = (50.0, 180.0, 320.0, 450.0)
    words, fills, y = row(100, at, "Objective", *HEADER[1:], bold=True), [Fill((48, 98, 540, 112), (40, 40, 90))], 114.0
    for number, objective in enumerate(("Homes", "Work", "Health", "Parks")):
        for place, lead in enumerate(("Town Clerk", "Head of People")):
            words += row(y, at, objective if not place else "", f"Ask about service {number}\nTell families", lead, "May 2026")
            fills += [] if number % 2 else [Fill((48, y - 2, 540, y + 26), GREY)]
            y += 28
    lines = tabled(read_page(page(words, fills=fills), meanings())[0])[1:]
    assert [line[0] for line in lines] == ["Homes", "", "Work", "", "Health", "", "Parks", ""]
    assert [line[2] for line in lines] == ["Town Clerk", "Head of People"] * 4


def test_rules_between_objectives_of_one_aim_part_no_rows_either() -> None:
    at = (50.0, 140.0, 230.0, 270.0, 400.0, 480.0)
    words, rules, y = row(100, at, "Aim", "Objective", *HEADER, bold=True), [across(112, 48, 560)], 114.0
    for aim, objective in (("Homes", "Old"), ("", "New"), ("Work", "Pay")):
        if y > 114:
            rules.append(across(y - 3, 48 if aim else 138, 560))
        for place, lead in enumerate(("Town Clerk", "Parks Head")):
            words += row(y, at, *("", "") if place else (aim, objective), f"{len(rules)}.{place}", "Ask about it", lead, "May 2026")
            y += 16
    lines = tabled(read_page(page(words, [*rules, across(y, 48, 560)]), meanings())[0])[1:]
    assert [line[:2] for line in lines] == [["Homes", "Old"], ["", ""], ["", "New"], ["", ""], ["Work", "Pay"], ["", ""]]


@pytest.mark.parametrize(
    ("x", "heads"), [pytest.param(272.5, True, id="at the middle"), pytest.param(250.0, False, id="flush")]
)
def test_bold_lines_at_the_page_s_middle_are_banners_in_whichever_column_that_is(x: float, heads: bool) -> None:
    at = (50.0, 250.0, 400.0)
    words, y = row(100, at, *HEADER[1:], bold=True), 114.0
    for section in ("Open parks", "Fine trees"):
        words += [*say(section, x, y, bold=True), *row(y + 14, at, "Mend the bandstand", "Town Clerk", "May 2026")]
        words += row(y + 28, at, "Plant forty trees", "Parks Manager", "June 2026")
        y += 42
    lines = tabled(read_page(page(words), meanings())[0])[1:]
    assert [section in [line[0] for line in lines] for section in ("Open parks", "Fine trees")] == [heads, heads]
