"""Header rows: known by their words however they are broken, told from rows, and known again."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extract.header.again import repeated_header
from extract.header.frames import settled_frames
from extract.header.lines import join_header_lines, spanning_cells
from extract.headers import Frame, read_header
from model import Cell, Paragraph, Place, Strip
from tests.extract.strips import meanings
from tests.small_plans import beside, line


def frame_of(printed: str) -> Frame:
    frame = read_header(line(printed), meanings())
    assert frame is not None
    return frame


@pytest.mark.parametrize(
    ("printed", "roles"),
    [
        ("Action | Lead | By when", [("action",), ("lead",), ("timescale",)]),
        ("Obje | ctive | Acti | on | Le | ad", [("objective",), ("action",), ("lead",)]),
        ("Dead | lines | Respon | sibility | Action", [("timescale",), ("lead",), ("action",)]),
        ("0utcomes | Action | Timescal e", [("outcomes",), ("action",), ("timescale",)]),
        ("Action | Lead | Time | scale | Progress", [("action",), ("lead",), ("timescale",), ("update",)]),
        ("Action | Scale | Time | Progress", [("action",), (), ("timescale",), ("update",)]),
        ("Action | Lead officer and by when | Progress", [("action",), ("lead", "timescale"), ("update",)]),
        ("Action | Wildflowers | Lead | By when", [("action",), (), ("lead",), ("timescale",)]),
        ("Action | | Lead | By when", [("action",), ("lead",), ("timescale",)]),
        ("Action | Lead | Budget", [("action",), ("lead",), ()]),
        ("Board's recommendation | Reply | Owner | Deadline | Evidence filed", [("action",), (), ("lead",), ("timescale",), ("outcomes",)]),
    ],
)
def test_what_a_header_row_says(printed: str, roles: list[tuple[str, ...]]) -> None:
    assert [column.roles for column in frame_of(printed).columns] == roles


@pytest.mark.parametrize(
    ("printed", "why"),
    [
        ("Action | Clean every beach before the season opens and keep it so until the last visitor leaves", "one header, one sentence"),
        ("Mend the weir | River Warden | May 2026", "a row"),
        ("Action | Lead | 14", "a number stands in rows"),
        ("Status | RAG", "a scorecard"),
        ("Lead | By when", "who and when of something else"),
        ("Action", "one cell"),
        ("Paint the boats | River Wardens | Feb & Oct | No", "a row whose answer is no"),
        ("Action | Larch | Oak | Elm | Ash | Lead", "most of it is no header"),
        ("Larch | Owner | Deadline | Oak", "who and when of something else, and more of it"),
    ],
)
def test_what_is_no_header_row(printed: str, why: str) -> None:
    assert read_header(line(printed), meanings()) is None, why


@pytest.mark.parametrize(
    ("printed", "plain", "marked"),
    [
        ("Ferry Action Plan actions | Status", False, True),
        ("Action | Which of the harbour's users would gain from it | What it costs them", False, False),
        ("Action | Which of the harbour's users would gain from it | Due date", True, True),
        ("Action | Which of the harbour's users would gain from it | Due date | Berths", False, True),
        ("Sailing | Next action | Reviewer", False, False),
        ("Action | Lead | 14", False, False),
        ("Action | Lead | By when", True, True),
    ],
)
def test_of_a_line_marked_as_a_header_less_is_asked(printed: str, plain: bool, marked: bool) -> None:
    strip = line(printed)
    bold = replace(strip, cells=tuple(Cell(tuple(replace(each, bold=True) for each in cell.paragraphs)) for cell in strip.cells))
    assert [read_header(each, meanings()) is not None for each in (strip, bold)] == [plain, marked]


def test_a_paragraph_beside_the_tables_is_no_header() -> None:
    assert read_header(beside("Action Lead By when"), meanings()) is None


def test_an_empty_header_cell_belongs_to_the_column_before_it() -> None:
    frame = frame_of("Action | | Lead | By when")
    assert (frame.owner, frame.at(1), frame.at(9)) == ((0, 0, 1, 2), 0, 2)


def test_a_header_over_two_lines_is_one() -> None:
    strips = [line("Action | Lead | Target", 1), line(" | officer | date", 2), line("Mend the weir | River Warden | May 2026", 3)]
    joined = join_header_lines(strips, meanings())
    assert [strip.text for strip in joined] == ["Action Lead officer Target date", "Mend the weir River Warden May 2026"]
    assert (joined[0].place.line, joined[0].place.line_end) == (1, 2)


def spanning(texts: str, *across: int) -> Strip:
    """A line of a table in which each text takes as many columns as is told."""
    pieces = zip((text.strip() for text in texts.split("|")), across, strict=True)
    cells = [each for text, wide in pieces for each in [Cell((Paragraph(text),), across=wide), *[Cell()] * (wide - 1)]]
    return Strip(tuple(cells), Place(page=1))


@pytest.mark.parametrize(
    ("above", "across", "below", "headers"),
    [
        ("Action | Timescale", (1, 2), " | Start | Finish", ["Action", "Start", "Finish"]),
        ("Action | Who | Target date", (1, 1, 2), " | | From | To", ["Action", "Who", "From", "Target date To"]),
        ("Action | Responsibility | Cost", (1, 2, 1), " | Lead | Helpers | ", ["Action", "Lead", "Responsibility Helpers", "Cost"]),
    ],
)
def test_texts_under_one_that_spans_them_are_columns(above: str, across: tuple[int, ...], below: str, headers: list[str]) -> None:
    upper = spanning(above, *across)
    (joined,) = join_header_lines([upper, line(below)], meanings())
    assert [cell.text for cell in joined.cells] == headers
    assert [cell.text for cell, _ in spanning_cells([upper], [joined])] == [cell.text for cell in upper.cells if cell.across > 1]


def test_a_row_under_a_spanning_header_is_none_of_it() -> None:
    strips = [spanning("Action | Timescale", 1, 2), line("Mend the weir | May 2026 | June 2026")]
    assert join_header_lines(strips, meanings()) == strips


@pytest.mark.parametrize(
    "below", ["Mend the weir | River Warden | May 2026", "Action | Lead | By when", "Weirs | | ", "Mend the weir | River Warden"]
)
def test_a_whole_header_takes_nothing_from_the_line_below(below: str) -> None:
    strips = [line("Action | Lead | By when", 1), line(below, 2)]
    assert join_header_lines(strips, meanings()) == strips


@pytest.mark.parametrize(
    ("printed", "run_in"),
    [
        ("Action | Lead | By when", {}),
        ("ACTION | LEAD | BY WHEN", {}),
        ("Acti on | Lead | By when", {}),
        ("Action (continued) | Lead | By when", {}),
        ("Action | Lead (River Watch) | By when", {1: "(River Watch)"}),
        ("Action | Lead and the river trust | By when", {1: "and the river trust"}),
    ],
)
def test_a_repeated_header_is_known_and_gives_back_what_ran_into_it(printed: str, run_in: dict[int, str]) -> None:
    same, rest = repeated_header(line(printed), frame_of("Action | Lead | By when"), meanings())
    assert same and {index: cell.text for index, cell in rest.items()} == run_in


@pytest.mark.parametrize(
    "printed",
    ["Action | Lead | Wardens", "Action | Leading by example | By when", "Mend the weir | River Warden | May 2026", "Action | | "],
)
def test_what_does_not_repeat_it(printed: str) -> None:
    assert repeated_header(line(printed), frame_of("Action | Lead | By when"), meanings()) == (False, {})


def test_a_paragraph_repeats_no_header() -> None:
    assert repeated_header(beside("Action Lead By when"), frame_of("Action | Lead | By when"), meanings()) == (False, {})


def test_a_banner_over_the_whole_table_is_no_header_of_the_line_below() -> None:
    strips = [spanning("Theme 3: Calm water", 4), line("Action | Outcome | Lead | By when")]
    assert join_header_lines(strips, meanings()) == strips


def test_neighbours_that_are_headers_alone_are_not_joined_to_one() -> None:
    frame = read_header(line("What | Who | With | When"), meanings())
    assert frame is not None and [column.header for column in frame.columns] == ["What", "Who", "With", "When"]


def test_neighbours_that_each_say_something_are_not_joined_to_one() -> None:
    printed = "What stands in the way | What we'll do about it | By when and by whom"
    frame = read_header(line(printed), meanings())
    assert frame is not None and [column.header for column in frame.columns] == printed.split(" | ")


def test_a_header_that_is_whole_is_no_piece_of_a_misprinted_one() -> None:
    frame = frame_of("Recommendation | Agree? | Lead officer | Target date")
    assert [column.header for column in frame.columns][:2] == ["Recommendation", "Agree?"]
    assert [column.roles for column in frame.columns][:2] == [("action",), ()]


def test_a_header_of_a_whole_plan_may_have_columns_of_its_own_beside() -> None:
    meetings = " | ".join(f"0{day}/6 Gathering" for day in range(1, 9))
    assert read_header(line(f"Item | Led by | Finish by | {meetings}"), meanings()) is not None
    assert read_header(line(f"Item | Led by | Quorum | {meetings}"), meanings()) is None


def test_words_under_a_spanning_header_that_only_say_which_stand_before_it() -> None:
    upper = spanning("Action | Accountability | Timing | Cost", 1, 1, 2, 1)
    (joined,) = join_header_lines([upper, line(" | Lead officer | Original | Revised | £")], meanings())
    assert [cell.text for cell in joined.cells] == ["Action", "Accountability Lead officer", "Original Timing", "Revised Timing", "Cost £"]


def test_hints_in_brackets_below_a_header_are_no_row() -> None:
    lines = ("Action | Lead | Target date", "(what we will do) | [post] | (dd/mm/yy)", "(all piers) Mend the weir | Clerk | (2026)")
    header, hints, row = join_header_lines([line(printed) for printed in lines], meanings())
    assert hints.furniture and not header.furniture and not row.furniture


GUIDED = "Ref | Recommendation | Completion date Please set out by when what is planned will be complete | Responsible officer"


def test_how_to_fill_in_a_form_is_no_part_of_its_headers_names() -> None:
    frame = read_header(line(GUIDED), meanings())
    assert frame is not None
    assert [column.roles for column in frame.columns] == [("ref",), ("action",), ("timescale",), ("lead",)]
    assert frame.columns[2].header == GUIDED.split(" | ")[2]
    assert repeated_header(line(GUIDED), frame, meanings()) == (True, {})


def test_a_row_that_begins_with_a_header_is_none() -> None:
    assert read_header(line("Ref | Mend the weir Gates and paint them before summer comes round | May 2026 | Clerk"), meanings()) is None


def test_cells_whose_paragraphs_hold_no_word_are_no_header() -> None:
    assert read_header(Strip((Cell((Paragraph(""),)), Cell((Paragraph(""),))), Place()), meanings()) is None


def test_a_row_with_a_time_below_the_header_of_times_heads_nothing() -> None:
    printed = ["Milestone | Measurement | Target date | Reported in", "Record the moorings | Completion | 30 June 2035 | Progress report"]
    assert read_header(line(printed[1]), meanings()) is not None
    lines = [line(each) for each in (*printed, printed[0], "Objective | Action | Update | By when")]
    assert sorted(settled_frames(lines, meanings())) == [0, 2, 3]
    years = [line(each) for each in ("Action | Lead | Timescale", "Mend the weir | Clerk | May 2026", "Action | Lead | 2026/27")]
    assert sorted(settled_frames(years, meanings())) == [0, 2]
