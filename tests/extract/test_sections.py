"""A flattened paper cut into sections: what heads them, what names their columns, what is to be decoded."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extract.tables.flat.header_runs import WIDEST, are_scattered
from extract.tables.flat.paragraphs import read_blocks
from extract.tables.flat.sections import Section, cut_sections
from model import HeadingReading, Line, Page, Place
from tests.extract.strips import meanings


def cut(*paragraphs: str) -> list[Section]:
    lines = tuple(Line(number, text) for number, text in enumerate("\n\n".join(paragraphs).split("\n"), 1))
    return cut_sections(read_blocks([Page(lines)]), meanings())


def shown(sections: list[Section]) -> list[tuple[list[str], list[str], list[str], bool]]:
    return [
        ([block.text for block in each.loose], [block.text for block, _ in each.header], [block.text for block in each.body], each.decoded)
        for each in sections
        if each.loose or each.header or each.body
    ]


HEADER = ["Action", "Lead", "By when"]
ROW = ["Mend the weir gate before winter", "River Warden", "May 2026"]


def test_a_printed_header_begins_a_table_below_the_line_that_names_it() -> None:
    sections = shown(cut("Living rivers", *HEADER, *ROW))
    assert sections == [(["Living rivers"], HEADER, ROW, True)]


def test_years_above_all_headers_name_sections() -> None:
    last = ["Clear the weir pool", "River Warden", "June"]
    sections = shown(cut("Year 1 (2035/36)", *HEADER, *ROW, "Year 2 (2036/37)", *HEADER, *last))
    assert sections == [(["Year 1 (2035/36)"], HEADER, ROW, True), (["Year 2 (2036/37)"], HEADER, last, True)]


def test_a_year_above_a_header_printed_again_is_the_last_cell_of_a_row() -> None:
    rows = ["Mend the weir gate", "River Warden", "2035/36"], ["Clear the weir pool", "River Warden", "2036/37"]
    sections = shown(cut("Living rivers", *HEADER, *rows[0], *HEADER, *rows[1], *HEADER, *ROW))
    assert [body for _, _, body, _ in sections] == [rows[0], rows[1], ROW]


def test_a_papers_date_above_the_header_that_prints_it_too_is_no_column() -> None:
    (section,) = cut("Progress May 2026", *HEADER, "PROGRESS MAY 2026", *ROW, "Half built")
    assert [block.text for block, _ in section.header] == [*HEADER, "PROGRESS MAY 2026"]
    assert [block.text for block in section.body] == [*ROW, "Half built"]


def test_a_papers_title_and_date_are_no_columns_though_their_words_could_be() -> None:
    section = cut("Rivers Partnership", "Action Plan", "Position at May 2026", *HEADER, *ROW)[-1]
    assert [block.text for block, _ in section.header] == HEADER
    assert [block.text for block in section.body] == ROW


def test_an_action_that_names_a_timetable_is_no_column() -> None:
    (section,) = cut("Living rivers", *HEADER, "Publish a ferry timetable", *ROW[1:])
    assert [block.text for block, _ in section.header] == HEADER


def test_a_label_that_prints_its_own_words_asks_for_no_more() -> None:
    sections = shown(cut("Objective 1: Living rivers", "Aim: Water that is fit for everybody to swim in.", "1", *ROW))
    assert sections == [(["Objective 1: Living rivers", "Aim: Water that is fit for everybody to swim in."], [], ["1", *ROW], True)]


def test_a_header_printed_again_goes_on_with_the_table() -> None:
    first, second = cut("Living rivers", *HEADER, *ROW, *HEADER, *ROW)
    assert (first.fresh, second.fresh) == (True, False)
    assert [block.text for block in second.body] == ROW


def test_a_numbered_heading_begins_a_section_that_is_decoded() -> None:
    sections = shown(cut("Objective 1: Living rivers", *ROW, "Objective 2: Open banks", *ROW))
    assert sections == [(["Objective 1: Living rivers"], [], ROW, True), (["Objective 2: Open banks"], [], ROW, True)]


def test_words_under_a_label_are_the_description_and_no_rows() -> None:
    sections = shown(cut("Objective 1: Living rivers", "Aim", "Water that is fit to swim in.", *ROW))
    assert sections == [(["Objective 1: Living rivers", "Aim", "Water that is fit to swim in."], [], ROW, True)]


def test_an_opener_does_not_end_the_objective_above() -> None:
    sections = cut("Objective 1: Living rivers", *ROW, "We will:", *ROW)
    assert [each.fresh for each in sections if each.body] == [True, False]


def test_what_closes_a_plan_is_not_decoded() -> None:
    sections = shown(cut("Objective 1: Living rivers", *ROW, "Related plans", "Tourism Plan", "Fishing Plan"))
    assert sections[-1] == (["Related plans"], [], ["Tourism Plan", "Fishing Plan"], False)


def test_a_dated_progress_header_alone_is_left_of_a_header() -> None:
    (section,) = (each for each in cut("Objective 1: Living rivers", "Update May 2025", *ROW) if each.body)
    assert [(reading.roles, reading.dated) for _, reading in section.header] == [(("update",), "2025-05")]


def test_page_numbers_are_not_decoded() -> None:
    (section,) = (each for each in cut("Objective 1: Living rivers", *ROW, "Page 4 of 9", *ROW) if each.body)
    assert "Page 4 of 9" in [block.text for block in section.loose]


def test_the_line_above_a_page_number_heads_the_header_below_it() -> None:
    sections = shown(cut("Living rivers", *HEADER, *ROW, "Living banks", "River plan - Page 1", *HEADER, *ROW))
    assert [(each[0], each[2]) for each in sections] == [(["Living rivers"], ROW), (["Living banks", "River plan - Page 1"], ROW)]


def test_short_numbered_lines_head_sections_where_they_count_up_apart() -> None:
    sections = shown(cut("Objective 1: Start", *ROW, "1. Rivers and weirs", *ROW, "2. Banks and paths", *ROW))
    assert [each[0] for each in sections[1:]] == [["1. Rivers and weirs"], ["2. Banks and paths"]]


def test_a_numbered_list_in_a_cell_heads_nothing() -> None:
    sections = shown(cut("Objective 1: Start", "1. Rivers and weirs", "2. Banks and paths", "3. Boats", *ROW))
    assert len(sections) == 1


def test_every_paragraph_is_in_one_section() -> None:
    paragraphs = [
        "River Plan",
        "Objective 1: Start",
        *HEADER,
        *ROW,
        "Page 2 of 3",
        "Glossary",
        "RW River Warden",
        "Objective 2: Rest",
        *ROW,
    ]
    found = [text for loose, header, body, _ in shown(cut(*paragraphs)) for text in (*loose, *header, *body)]
    assert sorted(found) == sorted(paragraphs)


def test_a_header_among_others_that_was_printed_as_two_paragraphs_is_one() -> None:
    (section,) = cut("Action[i]", "Cabinet", "Member[ii]", "Lead[iii]", "By when", *ROW)
    assert [block.text for block, _ in section.header] == ["Action[i]", "Cabinet Member[ii]", "Lead[iii]", "By when"]
    assert section.header[1][0].paragraph.place == Place(line=3, line_end=5)
    assert [block.text for block in section.body] == ROW


@pytest.mark.parametrize("among", [["Lead", "By when"], ["Completed", "May 2025"], ["Objective Action Lead officer By when", "Ongoing"]])
def test_headers_among_the_cells_tell_that_their_order_is_lost(among: list[str]) -> None:
    sections = cut(*HEADER, *ROW, among[0], *ROW, among[1])
    assert are_scattered([block for section in sections for block in section.body], (), meanings()) == (among[0] != "Completed")


@pytest.mark.parametrize("pieces", [("Update May", "2025"), ("May 2025", "Update")])
def test_a_dated_header_that_was_printed_as_two_paragraphs_is_one(pieces: tuple[str, str]) -> None:
    (section,) = (each for each in cut(*HEADER, *pieces, *ROW) if each.body)
    assert [block.text for block, _ in section.header] == [*HEADER, " ".join(pieces)]


def test_a_bracket_or_a_sign_below_a_header_is_its_end() -> None:
    (section,) = cut("Ref", "Priority", "(H/M/L)", *HEADER, "Progress", "%", *ROW, "Half built")
    assert [block.text for block, _ in section.header] == ["Ref", "Priority (H/M/L)", *HEADER, "Progress %"]
    assert [block.text for block in section.body] == [*ROW, "Half built"]


def test_notes_to_the_marks_of_a_header_are_no_cells() -> None:
    notes = ["How to fill this in", "[i] What the panel asked for.", "[ii] Who answers for it."]
    (section,) = cut("Action[i]", "Lead[ii]", "By when", *ROW, *notes)
    assert ([block.text for block in section.body], [block.text for block in section.loose]) == (ROW, notes)
    assert [block.text for block in cut(*HEADER, *ROW, *notes)[-1].body] == [*ROW, *notes]


NUMBERED = [["1.1", *ROW], ["2.1", "Clear the brook below the mill", "Drainage Officer", "June 2026"]]


@pytest.mark.parametrize(
    ("number", "other", "joined"), [("1.0", "2.0", "1.0 Living rivers"), ("Priority 1", "Priority 2", "Priority 1: Living rivers")]
)
def test_a_heading_whose_number_stands_alone_above_its_name_is_one(number: str, other: str, joined: str) -> None:
    sections = cut("Ref", *HEADER, number, "Living rivers", *NUMBERED[0], other, "Open banks", *NUMBERED[1])
    assert [each.loose[0].text for each in sections if each.body] == [
        joined,
        joined.replace("1", "2").replace("Living rivers", "Open banks"),
    ]
    assert [[block.text for block in each.body] for each in sections if each.body] == NUMBERED


@pytest.mark.parametrize(
    "paragraphs",
    [
        ["Ref", "Objective", "Action ref", *HEADER, "1", "Living rivers", *NUMBERED[0], "2", "Open banks", *NUMBERED[1]],
        [*HEADER, "Rank", *ROW, "Priority 1", *NUMBERED[1][1:], "Priority 2"],
        ["Action", "Objective", "Lead", "By when", ROW[0], "Objective 1", *ROW[1:], NUMBERED[1][1], "Objective 2", *NUMBERED[1][2:]],
    ],
)
def test_a_number_that_heads_no_section_stands_alone(paragraphs: list[str]) -> None:
    assert sorted(block.text for each in cut(*paragraphs) for block in each.blocks) == sorted(paragraphs)


@pytest.mark.parametrize(("text", "is_header"), [("Under our control", True), ("River Warden", False), ("It is ours.", False)])
def test_words_that_nobody_knows_head_a_column_amid_headers(text: str, is_header: bool) -> None:
    found = cut("Action", "Lead", text, "By when", "Outcomes", *ROW)
    assert any(len(each.header) == 5 for each in found) == is_header


def test_the_last_cell_above_a_header_printed_again_is_none_of_it() -> None:
    header, row = [*HEADER, "Cost"], [*ROW, "Officer time"]
    sections = cut(*header, *row, *row, *header, *row)
    assert [[block.text for block, _ in each.header] for each in sections if each.header] == [header, header]
    assert [block.text for each in sections for block in each.body] == row * 3


def test_very_many_lines_that_could_each_be_a_header_are_looked_at_as_often_as_one_header_is_wide() -> None:
    looks: list[str] = []
    known = meanings()

    def heading(text: str) -> HeadingReading | None:
        looks.append(text)
        return known.heading(text)

    lines = tuple(Line(number, f"Lead: River Warden {number}" if number % 2 else "") for number in range(600))
    cut_sections(read_blocks([Page(lines)]), replace(known, heading=heading))
    assert len(looks) <= 300 * (WIDEST + 5)
