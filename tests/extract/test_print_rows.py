"""Rows of tables without drawn cells, told apart on pages that print few of them: rests of rows, more names, sections and short tables."""

from __future__ import annotations

from extract.tables.aligned import read_page
from model import Word
from tests.extract.printed import page, row, say, tabled
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
