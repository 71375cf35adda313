"""Levels: the number and name of a heading, its explanation, and how both grow while rows are read."""

from __future__ import annotations

import pytest

from extract.heading.levels import Levels, join_numbers, level_of, opens_level, split_number
from extract.strips import loose_strip
from model import Cell, Level, Paragraph, Place
from tests.extract.strips import meanings


@pytest.mark.parametrize(
    ("printed", "number", "rest"),
    [
        ("2.1 Plant trees", "2.1", "Plant trees"),
        ("3. Plant trees", "3", "Plant trees"),
        ("4) Plant trees", "4", "Plant trees"),
        ("5: Plant trees", "5", "Plant trees"),
        ("CC12 – Plant trees", "CC12", "Plant trees"),
        ("B. Plant trees", "B", "Plant trees"),
        ("B Plant trees", "B", "Plant trees"),
        ("A – Plant trees", "A", "Plant trees"),
        ("A Greener Riverside", None, "A Greener Riverside"),
        ("I Love My Street", None, "I Love My Street"),
        ("20 trees a year", None, "20 trees a year"),
        ("2025", None, "2025"),
        ("Plant trees", None, "Plant trees"),
        ("", None, ""),
    ],
)
def test_a_printed_number_is_parted_from_its_words(printed: str, number: str | None, rest: str) -> None:
    assert split_number(printed) == (number, rest)


def cell(*paragraphs: tuple[str, bool]) -> Cell:
    return Cell(tuple(Paragraph(text, bold=bold) for text, bold in paragraphs))


def test_without_bold_a_first_line_that_is_no_sentence_names_a_level_and_sentences_below_explain_it() -> None:
    explained = level_of(cell(("Clean rivers", False), ("Water is to be fit to swim in.", False)), Place(line=4))
    assert (explained.text, explained.description) == ("Clean rivers", "Water is to be fit to swim in.")
    cut = level_of(cell(("Clean rivers and", False), ("Living Banks where Birds nest.", False)), Place(line=4))
    assert (cut.text, cut.description) == ("Clean rivers and Living Banks where Birds nest.", None)


def test_bold_words_name_a_level_and_plain_ones_explain_it() -> None:
    level = level_of(cell(("1. Clean rivers", True), ("Water fit to swim in.", False), ("From hill to sea.", False)), Place(line=4))
    assert level == Level("Clean rivers", "1", "Water fit to swim in.\nFrom hill to sea.", Place(line=4))


def test_plain_words_before_bold_ones_are_all_the_name() -> None:
    assert level_of(cell(("Clean", False), ("rivers", True)), Place()).text == "Clean rivers"


def test_a_number_column_numbers_the_level_and_leaves_its_words() -> None:
    assert level_of(cell(("2 Weirs rebuilt", False)), Place(), "7.") == Level("2 Weirs rebuilt", "7")


def test_a_new_priority_ends_the_objective() -> None:
    levels = Levels()
    levels.open_priority(Level("Rivers"), "theme")
    levels.open_objective(Level("Weirs"))
    levels.open_priority(Level("Parks"))
    assert (levels.priority, levels.objective, levels.word) == (1, None, None)


def test_an_explanation_grows_by_lines_or_runs_on() -> None:
    levels = Levels()
    levels.describe("Nothing is open", Place(line=1))
    levels.open_priority(Level("Rivers"))
    for text in ("Water fit to swim in along the", "whole coast.", "Every day."):
        levels.describe(text, Place(line=2))
    assert levels.priorities[0].description == "Water fit to swim in along the whole coast.\nEvery day."


def test_the_rest_of_a_cut_priority_goes_to_its_name_or_its_explanation() -> None:
    levels = Levels()
    levels.extend_priority(cell(("nowhere", True)))
    levels.open_priority(Level("Clean and"))
    levels.extend_priority(cell(("living rivers", True), ("Fish return to the", False)))
    levels.extend_priority(cell(("upper weirs.", False)))
    assert levels.priorities == [Level("Clean and living rivers", None, "Fish return to the upper weirs.")]


def test_an_objective_is_joined_from_its_pieces() -> None:
    levels = Levels()
    levels.extend_objective(cell(("nowhere", False)))
    levels.open_objective(Level("Keep the"))
    levels.extend_objective(cell(("weirs open", False)))
    assert [level.text for level in levels.objectives] == ["Keep the weirs open"]


@pytest.mark.parametrize("line", ["Priority 1", "THEME B", "Aim two"])
def test_a_levels_word_and_number_wait_for_its_name(line: str) -> None:
    assert opens_level(line, meanings())


@pytest.mark.parametrize("line", ["Page 3", "Appendix B", "Part A", "Version 2", "Priority tasks", "Priority 1: Calm water"])
def test_other_lines_wait_for_no_name(line: str) -> None:
    assert not opens_level(line, meanings())


def test_a_number_and_the_name_below_it_are_one_heading() -> None:
    lines = ["Priority 1", "Streets that are safe to cross", "Priority 2", "Nobody knows its name yet.", "Theme 4: Calm water"]
    joined = join_numbers([loose_strip(Paragraph(line)) for line in lines], meanings())
    assert [strip.text for strip in joined] == ["Priority 1: Streets that are safe to cross", *lines[2:]]
