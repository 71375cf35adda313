"""Printed header lines: told from rows by what they say, and rows refused before their words are asked about."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extract.tables.printed.heads import Head, find_heads, stands_in_rows
from extract.tables.printed.lines import page_lines
from model import HeaderReading, Word
from tests.extract.printed import page, row, say
from tests.extract.strips import meanings

AT = (50.0, 90.0, 260.0, 400.0)


def heads(words: list[Word], asked: list[str] | None = None) -> list[Head]:
    """The headers of a page with these words; every text that was read as a header's goes into `asked`."""
    answers = meanings()

    def header(text: str) -> HeaderReading | None:
        if asked is not None:
            asked.append(text)
        return answers.header(text)

    sheet = page(words)
    return find_heads(page_lines(sheet), sheet, replace(answers, header=header, told={}))


def texts(head: Head) -> list[str]:
    return [" ".join(line.text for line in cell) for cell in head.cells]


def test_a_header_set_in_small_letters_is_one() -> None:
    found = heads(row(100, AT, "ref", "what we will do", "responsible officer", "target date"))
    assert [texts(head) for head in found] == [["ref", "what we will do", "responsible officer", "target date"]]


def test_columns_that_quarters_head_from_the_left_are_a_header() -> None:
    at = (50.0, 90.0, 130.0, 170.0, 210.0, 330.0, 440.0)
    found = heads(row(100, at, "Q1", "Q2", "Q3", "Q4", "Action", "Lead officer", "Target date"))
    assert [texts(head)[4:] for head in found] == [["Action", "Lead officer", "Target date"]]


def test_rows_behind_numbers_and_bullets_are_refused_unread() -> None:
    asked: list[str] = []
    numbered = row(100, AT, "3.1", "Clear the culverts", "Drainage Team", "May 2031")
    marked = row(120, AT, "", "• Ditches dug again", "Drainage Team", "May 2031")
    assert heads([*numbered, *marked], asked) == []
    assert asked == []


def test_of_a_line_that_runs_on_its_longest_rest_alone_is_read() -> None:
    asked: list[str] = []
    assert heads(row(100, AT, "", "before the winter sets in again", "and its partners", "Spring"), asked) == []
    assert asked == ["before the winter sets in again"]


def test_long_texts_and_sentences_are_no_beginning_of_a_header() -> None:
    at = (50.0, 330.0, 440.0)
    for text in ("Every culvert below the mill is to be cleared before winter", "Two of five are clear."):
        asked: list[str] = []
        assert heads(row(100, at, text, "Drainage Team", "May 2031"), asked) == [] and asked == [text]


def test_a_question_over_two_lines_is_a_header_still() -> None:
    at = (50.0, 330.0, 440.0)
    upper = row(100, at, "How will we know that we have made a", "Lead officer", "Target date", bold=True)
    found = heads([*upper, *row(112, at, "difference?", "", "", bold=True)])
    assert [texts(head)[0] for head in found] == ["How will we know that we have made a difference?"]


def test_a_text_of_two_lines_reaches_over_and_under_the_others_of_its_header() -> None:
    at = (50.0, 260.0, 370.0, 450.0)
    upper, lower = row(100, at[3:], "How we will", bold=True), row(112, at[3:], "measure it", bold=True)
    found = heads([*upper, *row(106, at, "What we will do", "Led by", "When", "", bold=True), *lower])
    assert [texts(head) for head in found] == [["What we will do", "Led by", "When", "How we will measure it"]]
    title = say("Objective 2: Calm water", 50, 94, bold=True)
    found = heads([*title, *row(106, at, "What we will do", "Led by", "When", "Update", bold=True)])
    assert [texts(head) for head in found] == [["What we will do", "Led by", "When", "Update"]]


def test_one_text_alone_may_stand_over_a_column_of_a_header() -> None:
    assert not stands_in_rows(["before the frost"], meanings()) and stands_in_rows(["before the frost", "nobody"], meanings())


def test_the_rest_of_cells_is_no_header_for_a_word_that_weakly_names_a_column() -> None:
    assert stands_in_rows(["from 2038", "year", "had good coverage in the local press"], meanings())
    assert not stands_in_rows(["action to be taken", "lead officer", "by when"], meanings())
    assert not stands_in_rows(["key action for the coming year", "responsible officer", "target date", "latest position"], meanings())


def test_words_of_a_justified_line_are_no_headers_for_the_first_of_them() -> None:
    head = row(100, (50.0, 90.0, 260.0, 400.0), "Ref", "Action", "Lead", "Status")
    justified = row(130, (90.0, 130.0, 165.0, 215.0, 260.0), "year", "in", "line", "with", "Officer")
    assert [found.first for found in heads([*head, *justified])] == [0]


@pytest.mark.parametrize("first", ["3.1", "Dredge"])
def test_the_second_lines_of_a_rows_cells_are_no_header(first: str) -> None:
    head = row(100, AT, "Ref", "Action", "Lead", "Status")
    upper, lower = row(140, AT, first, "Flood wardens", "Emergency Planning", "In"), row(152, AT[2:], "Officer", "progress.")
    assert [found.first for found in heads([*head, *upper, *lower])] == [0]
    again = row(180, AT[2:], "Officer", "Progress")
    assert [found.first for found in heads([*head, *upper, *again])] == [0, 2]


def test_a_header_s_text_begins_half_a_line_above_the_others_and_ends_as_far_below() -> None:
    at = (50.0, 260.0, 370.0, 450.0)
    upper, lower = row(100, at[3:], "Position at May", bold=True), row(112, at[3:], "2026", bold=True)
    found = heads([*upper, *row(106, at, "Action", "Lead", "When", "", bold=True), *lower])
    assert [texts(head) for head in found] == [["Action", "Lead", "When", "Position at May 2026"]]


def test_a_line_above_that_makes_a_text_say_more_is_the_header_s_and_bold_lines_of_a_banner_below_are_not() -> None:
    at = (50.0, 260.0, 420.0)
    upper = [*row(100, at[1:2], "Lead officer and", bold=True), *row(112, at, "Action", "timescale", "Progress", bold=True)]
    banner = [*say("Care for the trees we", 50, 126, bold=True), *say("have", 50, 138, bold=True)]
    assert [texts(head) for head in heads([*upper, *banner])] == [["Action", "Lead officer and timescale", "Progress"]]
