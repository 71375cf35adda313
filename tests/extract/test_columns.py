"""Columns settled by what stands in them, and cells put back under them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import permutations

import pytest

from extract.column.spanned_actions import part_steps
from extract.columns import is_ref, settle_columns
from extract.headers import Frame, read_header
from extract.row import placing
from extract.row.placing import place_cells
from model import Cell, Column
from tests.extract.strips import meanings
from tests.small_plans import column, line, part_of, parts_of

BODY = [
    "Mend the weir gate | River Warden | May 2026",
    "Plant reeds along the bank | Parks Manager | June 2026",
    "Clear the culvert | River Warden | Ongoing",
]


def settled(header: str, rows: Sequence[str]) -> Frame:
    frame = read_header(line(header), meanings())
    assert frame is not None
    return settle_columns(frame, [line(row, number) for number, row in enumerate(rows, 2)], meanings())


def roles(header: str, rows: Sequence[str]) -> list[tuple[str, ...]]:
    return [column.roles for column in settled(header, rows).columns]


@pytest.mark.parametrize("text", ["1", "12.", "1.1", "1.2.3", "A3", "CC-04", "AB 12", "iv)", "b)", "EH", "3a", "1. 1", "2.1 .3"])
def test_a_number(text: str) -> None:
    assert is_ref(text)


@pytest.mark.parametrize("text", ["", "2025", "May", "12 trees", "CCTV", "1.1.2025", "Housing", "1 1"])
def test_no_number(text: str) -> None:
    assert not is_ref(text)


def test_numbers_under_the_first_of_two_cells_have_a_column_of_their_own() -> None:
    frame = settled("Action | | Lead | By when", [f"{number} | {row}" for number, row in enumerate(BODY, 1)])
    assert frame.columns[frame.at(0)].roles == ("ref",)
    assert frame.columns[frame.at(1)].roles == ("action",)


def test_cells_below_a_torn_header_stand_under_their_own_columns_though_one_row_is_wider() -> None:
    told = "The reeds have been planted along both banks as far as the mill"
    rows = [f"{number} | {row} | {told}" for number, row in enumerate([*BODY, *BODY], 1)]
    wide = "7 | • | Mend the weir gate | River Warden | May 2026 | Done"
    assert roles("Re | f | What we will do | Who | By when | Progress", [*rows, wide])[3] == ("timescale",)


def test_numbers_under_the_last_of_two_cells_have_a_column_of_their_own() -> None:
    rows = [f"{aim} | 1.{number} | {row}" for number, (aim, row) in enumerate(zip(["Calm water", "", "Safe banks"], BODY, strict=True), 1)]
    frame = settled("Aim | | Action | Lead | By when", rows)
    assert [frame.columns[frame.at(position)].roles for position in range(3)] == [("objective",), ("ref",), ("action",)]


def test_of_two_columns_of_numbers_without_a_header_the_second_numbers_the_actions() -> None:
    rows = [f"{first} | 1.1.{number} | {row}" for number, (first, row) in enumerate(zip(["1.1", "", "1.2"], BODY, strict=True), 1)]
    frame = settled(" | | Action | Lead | By when", rows)
    assert [frame.columns[frame.at(position)].roles for position in range(3)] == [("ref",), ("ref",), ("action",)]


def test_what_is_said_of_each_thing_before_the_actions_sorts_none_of_them() -> None:
    said = ["Two pools, one of them dry from June to September", "Three sluices that are sound but slow to open", "No path along the bank"]
    before = "Current status | Action | Lead | By when"
    assert roles(before, [f"{text} | {row}" for text, row in zip(said, BODY, strict=True)])[0] == ()
    reaches = ["Upper river", "Upper river", "Lower river"]
    assert roles(before, [f"{text} | {row}" for text, row in zip(reaches, BODY, strict=True)])[0] == ("priority",)


def test_an_unknown_first_column_of_numbers_is_the_number() -> None:
    assert roles("Sl | Action | Lead | By when", [f"{number} | {row}" for number, row in enumerate(BODY, 1)])[0] == ("ref",)


@pytest.mark.parametrize(
    ("cells", "role"),
    [(["High", "Low", "Medium"], ()), (["1", "2", "1"], ()), (["Yes", "No", "Yes"], ()), (["P1", "P2", "P7"], ("ref",))],
)
def test_a_priority_column_that_rates_is_no_level(cells: list[str], role: tuple[str, ...]) -> None:
    rows = [f"{cell} | {row}" for cell, row in zip(cells, BODY, strict=True)]
    assert roles("Priority | Action | Lead | By when", rows)[0] == role


@pytest.mark.parametrize(
    ("header", "told", "role"),
    [
        ("RAG", ["Green - complete", "Amber - half are planted", "Red"], ("rag", "update")),
        ("RAG", ["Green", "Amber/Green", "Red"], ("rag",)),
        ("Notes | RAG", ["Reeds came | Green - low risk", "None | Amber - high risk", "| Red - high risk"], ("rag",)),
        ("Risk RAG", ["Green: done with", "Amber: scheme dropped", "Red: none is left"], ("rag",)),
        ("RAG Q1 | RAG Q2", ["Red – not begun | Green – done in May"] * 3, ("rag",)),
        ("R | AG", ["Green | All done", "Amber | Half are planted", "Red | Not begun"], ("update",)),
        ("R | AG", ["Green | 4 May 2026", "Amber | 5 May 2026", "Red | 6 May 2026"], ("rag",)),
    ],
)
def test_words_behind_colours_are_progress_where_nothing_else_is(header: str, told: list[str], role: tuple[str, ...]) -> None:
    frame = settled(f"Action | Lead | By when | {header}", [f"{row} | {said}" for row, said in zip(BODY, told, strict=True)])
    assert frame.columns[frame.at(frame.width - 1)].roles == role


def test_of_three_levels_of_words_for_actions_and_aims_the_first_is_the_priority() -> None:
    heard = zip(["Living rivers", "", ""], ["Weeds", "Bare banks", "Floods"], BODY, strict=True)
    header = "Promise | What you told us | What we will do | Lead | By when"
    assert roles(header, [" | ".join(row) for row in heard])[:3] == [("priority",), ("objective",), ("action",)]


@pytest.mark.parametrize(
    ("names", "role"),
    [
        (["Boats for all", "", "", "Birds come back", "", ""], ("objective",)),
        (["Boats for all", "Birds come back", "", "Dry homes", "", "Open banks"], ()),
        (["New this year", "", "", "New this year", "", ""], ()),
        (["", "Boats for all", "", "", "Birds come back", ""], ()),
        (["New", "", "", "Old", "", ""], ()),
    ],
)
def test_names_with_blanks_below_them_are_the_objectives_where_nobody_knows_their_header(names: list[str], role: tuple[str, ...]) -> None:
    rows = [f"{name} | {row}" for name, row in zip(names, [*BODY, *BODY], strict=True)]
    assert roles("Where we want to be | Action | Lead | By when", rows)[0] == role


def test_what_ends_as_the_header_of_times_does_holds_times_where_all_of_it_is() -> None:
    dates = zip(BODY, ("May 2026", "June 2026", "July 2026"), ("June 2027", "", "July 2027"), strict=True)
    rows = [f"{row.rpartition(' | ')[0]} | {first} | {then}" for row, first, then in dates]
    assert roles("Action | Lead | Original target | Revised target", rows)[2:] == [("timescale",), ("timescale",)]
    rows[0] = rows[0].replace("June 2027", "Forty boats")
    assert roles("Action | Lead | Original target | Revised target", rows)[3] == ("outcomes",)


def test_a_column_of_steps_that_are_numbers_is_the_number() -> None:
    assert roles("Step | What we will do | Lead | By when", [f"1.{number} | {row}" for number, row in enumerate(BODY, 1)])[:2] == [
        ("ref",),
        ("action",),
    ]


def test_a_priority_column_of_words_is_a_level() -> None:
    rows = [f"Living rivers | {row}" for row in BODY]
    assert roles("Priority | Action | Lead | By when", rows)[0] == ("priority",)


def test_a_number_column_before_a_level_numbers_it() -> None:
    rows = [f"1 | Living rivers | {BODY[0]}", f" | | {BODY[1]}", f"2 | Open banks | {BODY[2]}"]
    assert settled("No | Objective | Action | Lead | By when", rows).numbers == ((0, "objective"),)


def test_words_that_slipped_among_the_numbers_of_a_level_are_none() -> None:
    rows = [f"1 | Living rivers | {BODY[0]}", "to the ford | | and beyond | | ", f" | | {BODY[1]}", f"2 | Open banks | {BODY[2]}"]
    assert settled("No | Objective | Action | Lead | By when", rows).numbers == ((0, "objective"),)


def test_a_number_column_that_counts_on_beside_a_level_numbers_the_actions() -> None:
    rows = [f"1 | Living rivers | {BODY[0]}", f"2 | | {BODY[1]}", f"3 | Open banks | {BODY[2]}"]
    assert settled("No | Objective | Action | Lead | By when", rows).numbers == ()


def test_a_number_named_after_the_action_numbers_it() -> None:
    rows = [f"1 | Living rivers | {BODY[0]}", f"2 | Open banks | {BODY[1]}", f"3 | Safe bridges | {BODY[2]}"]
    assert settled("Measure No. | Category | Measure | Lead | By when", rows).numbers == ()
    assert settled("No. | Category | Measure | Lead | By when", rows).numbers == ((0, "priority"),)


def test_where_a_level_comes_back_with_another_number_the_actions_are_numbered() -> None:
    rows = [f"1 | Living rivers | {BODY[0]}", f"2 | Open banks | {BODY[1]}", f"3 | Living rivers | {BODY[2]}"]
    assert settled("No. | Category | Action | Lead | By when", rows).numbers == ()
    rows = [f"1 | Living rivers | {BODY[0]}", f"2 | Open banks | {BODY[1]}", f"1 | Living rivers | {BODY[2]}"]
    assert settled("No. | Category | Action | Lead | By when", rows).numbers == ((0, "priority"),)


def test_a_column_of_single_letters_is_the_number() -> None:
    rows = [f"{letter} | {row}" for letter, row in zip("abc", BODY, strict=True)]
    assert roles(" | Action | Lead | By when", rows)[0] == ("ref",)


@pytest.mark.parametrize(("header", "numbers"), [("No", ()), ("Objective no", ((0, "objective"),))])
def test_numbers_in_every_line_beside_an_objective_are_the_actions(header: str, numbers: tuple[object, ...]) -> None:
    named = zip("123", ("Living rivers", "Open banks", "Safe water"), BODY, strict=False)
    rows = [" | ".join(line) for line in named]
    assert settled(f"{header} | Objective | Action | Lead | By when", rows).numbers == numbers


def test_numbers_that_begin_anew_below_each_audit_are_the_lines_own_where_each_line_has_its_finding() -> None:
    named = zip(("Tolls", "Tolls", "Boats"), "121", ("Tills are short", "Keys are lent", "Logs are blank"), BODY, strict=False)
    rows = [" | ".join(line) for line in named]
    assert settled("Audit | No | Finding | Action | Lead | By when", rows).numbers == ()
    more = [f"Ferry | {number} | {said} | {BODY[0]}" for number, said in ((1, "Ramps are worn"), (2, "Lamps are out"))]
    cut = [*rows, *more, "Ferry | | at the far landing | and at the near one | |"]
    assert settled("Audit | No | Finding | Action | Lead | By when", cut).numbers == ()
    counts = [" | ".join(line) for line in zip("131", ("Tills are short", "Keys are lent", "Logs are blank"), BODY, strict=False)]
    assert settled("No | Finding | Action | Lead | By when", counts).numbers == ((0, "objective"),)
    ringed = [row.replace("1 |", "① |", 1).replace("3 |", "② |", 1) for row in counts]
    assert settled("No | Finding | Action | Lead | By when", ringed).numbers == ((0, "objective"),)


def test_an_action_column_that_holds_people_is_the_lead() -> None:
    rows = [f"{number} | {row.split(' | ')[0]} | {row.split(' | ')[1]} | May 2026" for number, row in enumerate(BODY, 1)]
    assert roles("No | Item raised | Action | Due date", rows)[1:3] == [("action",), ("lead",)]


def test_of_two_action_columns_the_first_is_the_objective() -> None:
    rows = [f"Keep the river clean for swimmers | {row}" for row in BODY]
    assert roles("Action | Key tasks | Lead | By when", rows)[:2] == [("objective",), ("action",)]


def test_a_measure_behind_the_action_says_how_it_is_measured() -> None:
    rows = [f"{row} | Twelve visits a year" for row in BODY]
    assert roles("Action | Lead | By when | Measure", rows) == [("action",), ("lead",), ("timescale",), ("outcomes",)]
    assert roles("Measure | Lead | By when | Notes", rows)[0] == ("action",)
    told = [f"{row.split(' | ')[0]} | Twelve visits | {row.split(' | ')[1]} | Cleaner water" for row in BODY]
    assert roles("Action | Measure | Lead | Outcome", told)[:2] == [("action",), ()]


def test_action_taken_or_planned_beside_what_was_recommended_is_progress_and_the_action_where_it_stands_alone() -> None:
    rows = [f"{row.split(' | ')[0]} | Letter sent in May | River Warden | June 2026" for row in BODY]
    assert roles("Recommendation | Action taken / planned | Responsible | Timescale", rows)[:2] == [("action",), ("update",)]
    assert roles("Action taken / planned | Responsible | Timescale", BODY)[0] == ("action",)


def test_a_rating_left_of_the_action_is_nothing_that_it_belongs_to() -> None:
    rows = [f"{rating} | {row}" for rating, row in zip(("High", "Medium", "Low"), BODY, strict=True)]
    assert roles("Rating | Action | Lead | By when", rows)[0] == ()
    stages = [f"{stage} | {row}" for stage, row in zip(("Calm water", "Calm water", "Open banks"), BODY, strict=True)]
    assert roles("Stage | Action | Lead | By when", stages)[0] == ("priority",)


def test_a_column_of_targets_that_are_dates_is_the_timescale() -> None:
    assert roles("Action | Lead | Target", BODY[:2] + ["Clear the culvert | River Warden | July 2026"])[2] == ("timescale",)
    rows = [f"{row.rsplit(' | ', 1)[0]} | Twelve visits a year" for row in BODY]
    assert roles("Action | Lead | Target", rows)[2] == ("outcomes",)


def test_a_column_of_completions_that_holds_dates_is_the_timescale_and_one_of_states_is_none() -> None:
    assert roles("Action | Lead | Completion", BODY[:2] + ["Clear the culvert | River Warden | July 2026"])[2] == ("timescale",)
    rows = [f"{row.rsplit(' | ', 1)[0]} | Ongoing" for row in BODY]
    assert roles("Action | Lead | Status", rows)[2] == ("status",)


@pytest.mark.parametrize(
    ("cells", "role"),
    [
        (("July 2026", "Opened with the fair", "2026 to 2028", "Long way off", "May 2027"), "timescale"),
        (("Ongoing", "Complete", "Ongoing", "Ongoing", "May 2027"), "status"),
    ],
)
def test_completions_that_are_mostly_dated_say_when_beside_progress(cells: Sequence[str], role: str) -> None:
    rows = [f"Mend weir {number} | River Warden | {cell} | Stone is on order" for number, cell in enumerate(cells)]
    assert roles("Action | Lead | Completion | Update", rows)[2] == (role,)


def test_where_no_column_is_the_action_the_likeliest_text_is() -> None:
    assert roles("Objective | Lead | By when", BODY)[0] == ("action",)
    numbered = [f"Rivers are foul | {number}. {row}" for number, row in enumerate(BODY, 1)]
    assert roles("You told us | And now | Lead | By when", numbered)[:2] == [("objective",), ("action",)]


def test_where_no_column_is_the_action_what_stands_first_is() -> None:
    things = ("Day boats in four villages", "Free swims in the bay", "Night walks by the weir")
    rows = [f"{thing} | Two hundred visits | {row.split(' | ', 1)[1]}" for thing, row in zip(things, BODY, strict=True)]
    assert roles("Milestone | Success measure | Lead | By when", rows)[:2] == [("action",), ("outcomes",)]


def test_an_unknown_column_of_progress_is_the_update_where_there_is_no_other() -> None:
    rows = [f"{row} | {said}" for row, said in zip(BODY, ("Completed in May", "On track", "Not started"), strict=True)]
    assert roles("Action | Lead | By when | Weathervane", rows)[3] == ("update",)
    assert roles("Action | Lead | Progress | Weathervane", rows)[3] == ()
    rows = [f"{row} | {said}" for row, said in zip(BODY, ("Oak", "Ash", "Elm"), strict=True)]
    assert roles("Action | Lead | By when | Weathervane", rows)[3] == ()


def test_who_and_when_below_headers_that_nobody_knows_are_told_by_their_cells() -> None:
    rows = [f"{row} | Nine reeds planted" for row in BODY]
    assert roles("Action | Weathervane | By when | Outcome", rows)[1:3] == [("lead",), ("timescale",)]
    assert roles("Action | Lead | Sundial | Outcome", rows)[1:3] == [("lead",), ("timescale",)]


def test_a_known_header_of_no_field_is_not_told_by_its_cells() -> None:
    rows = [f"{row} | Nine reeds planted" for row in BODY]
    assert roles("Action | Consultation | By when | Outcome", rows)[1] == ()
    assert roles("Action | Lead | Meeting date | Outcome", rows)[2] == ()


def test_dates_left_of_the_action_are_not_its_own() -> None:
    first = [" | ".join((row.split(" | ")[2], *row.split(" | ")[:2], "Nine reeds planted")) for row in BODY]
    assert roles("Sundial | Action | Lead | Outcome", first)[0] == ()


def test_of_two_columns_that_could_be_who_neither_is() -> None:
    twice = [" | ".join((row, row.split(" | ")[1], "Nine reeds planted")) for row in BODY]
    assert roles("Action | Weathervane | By when | Cockerel | Outcome", twice)[1] == ()


def test_a_header_of_both_levels_is_the_one_that_is_free() -> None:
    assert roles("Priority/Aim | Action | Lead | By when", [f"Living rivers | {row}" for row in BODY])[0] == ("objective",)
    rows = [f"Living rivers | Open weirs | {row}" for row in BODY]
    assert roles("Priority/Aim | Objective | Action | Lead | By when", rows)[:2] == [("priority",), ("objective",)]


def test_a_second_level_whose_names_come_back_by_turns_is_none() -> None:
    sorts = [f"Living rivers | {kind} | {BODY[at % 3]}" for at, kind in enumerate(("Bank", "Bed", "Weir") * 2)]
    assert roles("Priority | Area | Action | Lead | By when", sorts)[:2] == [("priority",), ()]
    heads = [f"Living rivers | {kind} | {BODY[at % 3]}" for at, kind in enumerate(("Bank",) * 3 + ("Bed",) * 3)]
    assert roles("Priority | Area | Action | Lead | By when", heads)[:2] == [("priority",), ("objective",)]


def placed(header: str, row: str) -> tuple[dict[str, str], bool]:
    frame = settled(header, BODY)
    found = place_cells(line(row), frame, meanings())
    return {frame.columns[index].header: cell.text for index, cell in found.cells.items()}, found.shifted


FULL = "Action | Outcomes | Lead | By when"


@pytest.mark.parametrize(
    ("row", "cells"),
    [
        (
            "Mend the weir gate | Fish can pass | River Warden | May 2026",
            {"Action": "Mend the weir gate", "Outcomes": "Fish can pass", "Lead": "River Warden", "By when": "May 2026"},
        ),
        ("Mend the weir gate | | | May 2026", {"Action": "Mend the weir gate", "By when": "May 2026"}),
        (
            "Mend the weir gate | Fish can pass in December 2026 | |",
            {"Action": "Mend the weir gate", "Outcomes": "Fish can pass in December 2026"},
        ),
    ],
)
def test_cells_stay_where_they_stand(row: str, cells: dict[str, str]) -> None:
    assert placed(FULL, row) == (cells, False)


@pytest.mark.parametrize(
    "row",
    [
        "Mend the weir gate | River Warden | May 2026 |",
        "Mend the weir gate | | River Warden | May 2026 | ",
        "Mend the weir gate | River Warden | | May 2026",
    ],
)
def test_cells_that_slipped_are_put_back(row: str) -> None:
    cells, _ = placed(FULL, row)
    assert cells == {"Action": "Mend the weir gate", "Lead": "River Warden", "By when": "May 2026"}


def test_cells_behind_a_merged_one_that_was_lost_move_together() -> None:
    rows = ["Living rivers | " + row.replace("|", "| Fish can pass |", 1) for row in BODY]
    frame = settled("Area | Action | Outcomes | Lead | By when", rows)
    found = place_cells(line("Mend the weir gate before winter | Salmon upstream | River Warden | By May 2026 |"), frame, meanings())
    assert found.shifted
    assert [found.cells[at].text for at in (1, 2)] == ["Mend the weir gate before winter", "Salmon upstream"]
    assert sorted(found.cells) == [1, 2, 3, 4]


def test_what_stands_beyond_the_header_is_kept_in_a_shifted_row() -> None:
    cells, shifted = placed("Action | Lead | By when", "Mend the weir gate | River Warden | May 2026 | if the ground is dry")
    assert shifted and " ".join(cells.values()) == "Mend the weir gate River Warden May 2026 if the ground is dry"


def test_outcomes_behind_a_column_of_bullet_marks_count_as_shifted() -> None:
    assert placed("Action | Outcomes | | Lead | By when", "Mend the weir gate | | Fish can pass | River Warden | May 2026") == (
        {"Action": "Mend the weir gate", "Outcomes": "Fish can pass", "Lead": "River Warden", "By when": "May 2026"},
        True,
    )


@pytest.mark.parametrize(
    "header", ["Action | Lead | By when", "Ref | Action | Outcomes | Lead | By when", "Objective | Action | Progress | Lead | Date"]
)
def test_cells_are_placed_anew_wherever_that_could_gain_enough(monkeypatch: pytest.MonkeyPatch, header: str) -> None:
    texts = ("1.2", "Mend the weir gate", "River Warden", "May 2026", "Completed in March 2026", "Seven gates mended", "")
    lines = [" | ".join(chosen) for chosen in [*permutations(texts, header.count("|") + 1)][::7]]
    quickly = [placed(header, row) for row in lines]
    monkeypatch.setattr(placing, "_may_have_shifted", lambda *asked: True)
    assert quickly == [placed(header, row) for row in lines]
    assert any(shifted for _, shifted in quickly) and not all(shifted for _, shifted in quickly)


def test_a_date_before_the_action_says_when_it_was_raised() -> None:
    rows = [f"0{number}/01/31 | {row}" for number, row in enumerate(BODY, 1)]
    assert roles("Date | Action | Lead | By when", rows) == [(), ("action",), ("lead",), ("timescale",)]
    alone = [" | ".join((f"0{number}/01/31", *row.split(" | ")[:2])) for number, row in enumerate(BODY, 1)]
    assert roles("Date | Action | Lead", alone)[0] == ("timescale",)


def test_a_stage_before_the_action_that_tells_no_state_is_what_the_actions_belong_to() -> None:
    rows = [f"{stage} | {row}" for stage, row in zip(("Setting out", "First walks", "Later years"), BODY, strict=True)]
    assert roles("Stage | Action | Lead | By when", rows)[0] == ("priority",)
    rows = [f"{stage} | {row}" for stage, row in zip(("Complete", "Not started", "Ongoing"), BODY, strict=True)]
    assert roles("Stage | Action | Lead | By when", rows)[0] == ("status",)


def test_a_column_of_what_was_completed_that_holds_sentences_is_the_update() -> None:
    told = ("The clerk has asked three firms for prices", "A first draft went to the board", "Signs went up along the east bank")
    header = "Action | Lead | Due date | Completed"
    assert roles(header, [f"{row} | {said}" for row, said in zip(BODY, told, strict=True)])[3] == ("update",)
    assert roles(header, [f"{row} | 3 May 2031" for row in BODY])[3] == ("completed",)


def test_actions_under_an_empty_header_cell_have_a_column_of_their_own() -> None:
    rows = [f"{number} River matters | {row} | Prices asked for" for number, row in enumerate(BODY, 1)]
    frame = settled("Agenda item |  | Councillor | Due date | Progress", rows)
    found = [frame.columns[frame.at(position)].roles for position in range(5)]
    assert found == [("objective",), ("action",), ("lead",), ("timescale",), ("update",)]


def test_a_header_of_projects_and_objectives_is_the_action_beside_an_issue() -> None:
    rows = [f"Muddy banks | {row}" for row in BODY]
    assert roles("Issue | Specific project / objectives | Lead | By when", rows)[:2] == [("objective",), ("action",)]


@pytest.mark.parametrize("header", ["Priorities and actions", "Objective and actions", "Projects / Objectives"])
def test_a_header_of_levels_and_actions_is_the_action(header: str) -> None:
    assert roles(f"Ref | {header} | Lead | By when", [f"{number} | {row}" for number, row in enumerate(BODY, 1)])[1] == ("action",)


@pytest.mark.parametrize("row", ["Mend the weir gate | Fish can pass | | May 2026", "River Warden | | Parks Manager | "])
def test_cells_that_lines_part_stay_where_who_and_when_fit(row: str) -> None:
    frame = settled(FULL, BODY)
    asked: list[str] = []
    ready = meanings()
    listening = replace(ready, content=lambda text: asked.append(text) or ready.content(text))  # type: ignore[func-returns-value]
    found = place_cells(line(row), frame, listening, drawn=True)
    cells = [text.strip() for text in row.split("|")]
    assert [found.cells[position].text if position in found.cells else "" for position in range(4)] == cells and not found.shifted
    assert set(asked) <= {*cells[2:]}


def test_cells_that_lines_part_are_put_back_where_who_or_when_does_not_fit() -> None:
    frame = settled(FULL, BODY)
    found = place_cells(line("Mend the weir gate | Fish can pass | May 2026 | "), frame, meanings(), drawn=True)
    assert found.shifted and found.cells[3].text == "May 2026"


def test_of_two_columns_of_outcomes_the_one_left_of_the_action_is_its_objective() -> None:
    rows = [f"Calm water | {row} | Boats lie safe" for row in BODY]
    found = roles("Outcome we want | Action | Lead | By when | How will we know?", rows)
    assert (found[0], found[4]) == (("objective",), ("outcomes",))
    assert roles("Outcome we want | Action | Lead | By when", [f"Calm water | {row}" for row in BODY])[0] == ("outcomes",)


def test_short_targets_that_are_mostly_times_say_when_where_nothing_else_does() -> None:
    rows = [*BODY[:1], "Clear the culvert | River Warden | Next meeting", "Mow the bank | River Warden | July 2026"]
    assert roles("Action | Lead | Target", rows)[2] == ("timescale",)
    assert roles("Action | Lead | Target | By when", [f"{row} | May 2026" for row in rows])[2] == ("outcomes",)
    assert roles("Action | Lead | Target", BODY[:2])[2] == ("timescale",)
    scores = ["Mow the bank | River Warden | 12/15", "Test the sluice | River Warden | 8/15"]
    assert roles("Action | Lead | Target", scores)[2] == ("outcomes",)


def test_priorities_that_call_to_act_are_the_actions_where_no_column_heads_these_and_a_level_is_none() -> None:
    assert roles("Priority | Lead | By when | Outcome", [f"{row} | Fewer floods" for row in BODY])[0] == ("action",)
    merged = [f"{'Mend the banks' if not at else ''} | {row}" for at, row in enumerate(BODY)]
    assert roles("Priority | Outcome | Lead | By when", merged)[:2] == [("priority",), ("action",)]


def test_one_column_of_outcome_and_progress_is_progress_where_no_other_is() -> None:
    rows = [f"{row} | Two masons at work" for row in BODY]
    assert roles("Action | Lead | By when | Outcome / update", rows)[3] == ("update",)
    assert roles("Action | Lead | By when | Outcome / update | Status", [f"{row} | Complete" for row in rows])[3] == ("outcomes",)


def test_a_column_of_themes_and_actions_holds_the_actions() -> None:
    assert roles("Theme / action | Lead | By when", BODY)[0] == ("action",)


def test_an_action_column_in_which_nothing_stands_is_none() -> None:
    found = roles("Action | Lead | By when | Actions required", [f"{row} | " for row in BODY])
    assert found == [("action",), ("lead",), ("timescale",), ()]


def test_the_same_word_in_every_row_below_an_unknown_header_names_nobody() -> None:
    rows = "".join(f"| {what} | All | May 2027 |\n" for what in ("Dredge it", "Mend the slip", "Paint the pier"))
    part = part_of(f"| Action | Berths | Due date |\n|---|---|---|\n{rows}")
    assert [column.roles for column in part.columns] == [("action",), (), ("timescale",)]


def test_progress_and_issues_in_one_column_are_progress_right_of_the_actions_and_a_level_left_of_them() -> None:
    assert roles("Action | Lead | By when | Notes / blockers", [f"{row} | Waiting for the tide" for row in BODY])[3] == ("update",)
    assert roles("Comments / issues | Action | Lead | By when", [f"Weeds choke the weir | {row}" for row in BODY])[0] == ("objective",)


def test_sums_of_money_are_no_progress() -> None:
    rows = [f"{row} | {sum_}" for row, sum_ in zip(BODY, ("£1,200", "£0", "£2.4m"), strict=True)]
    assert roles("Action | Lead | By when | Progress", rows)[3] == ()
    assert roles("Action | Lead | By when | Progress", [f"{row} | 40%" for row in BODY])[3] == ("update",)


def test_a_year_left_of_what_was_recommended_is_no_deadline() -> None:
    dated = [f"2024/25 | {row.rsplit(' | ', 1)[0]} | Closed" for row in BODY]
    assert roles("Year | Recommendation | Owner | Status", dated)[0] == ()
    assert roles("Year | Action | Owner | Status", dated)[0] == ("timescale",)
    assert roles("Year | Recommendation | Owner | Status | By when", [f"{row} | May 2026" for row in dated])[4] == ("timescale",)


def test_the_day_on_which_an_executive_met_is_no_deadline() -> None:
    rows = [f"{row.rsplit(' | ', 1)[0]} | 12/11/24" for row in BODY]
    assert roles("Recommendation | Lead officer | Exec Date", rows)[2] == ()


def test_the_name_of_a_review_left_of_the_action_is_no_progress_beside_a_state() -> None:
    rows = [f"{name} | {row} | Closed" for name, row in zip(("Rivers", "Harbours", "Locks"), BODY, strict=True)]
    assert roles("Review | Recommendation | Owner | By when | Status", rows)[0] == ()


def test_a_bare_assent_is_neither_action_nor_state() -> None:
    answers = ("Agreed.", "Agreed in principle. Money must be found first.", "Partially accepted")
    rows = [f"{what} | {answer} | {rest}" for (what, rest), answer in zip((row.split(" | ", 1) for row in BODY), answers, strict=True)]
    assert roles("Recommendation | Management response | Owner | By when", rows)[:2] == [("action",), ()]
    assert roles("Recommendation | Response | Owner | By when | Status", [f"{row} | Closed" for row in rows])[1] == ()
    told = [f"Cleaner water | {said} We knew of it. | {row}" for row, said in zip(BODY, ("We agree.", "Accepted.", "Agreed."), strict=True)]
    assert roles("Recommendation | Our response | What we will do | Owner | By when", told)[1] == ()
    done = [f"Agreed. {said} | {row}" for row, said in zip(BODY, ("Done in May.", "Bins were ordered.", "Work is slow."), strict=True)]
    assert roles("Response | Action | Owner | By when", done)[0] == ("update",)
    assert roles("Update | Action | Owner | By when", [row.split(" | ", 1)[1] for row in told])[0] == ("update",)
    longer = "Agreed. We will do so with two gangs from the depot, and report to the board of the navigation"
    acted = [f"{what} | {longer} | {rest}" for what, rest in (row.split(" | ", 1) for row in BODY)]
    assert roles("Recommendation | Management response | Owner | By when", acted)[:2] == [("objective",), ("action",)]
    short = [f"{what} | Agreed. The sluice will be rehung | {rest}" for what, rest in (row.split(" | ", 1) for row in BODY)]
    assert roles("Recommendation | Management response | Owner | By when", short)[:2] == [("objective",), ("action",)]


def test_of_two_columns_of_actions_the_one_before_who_and_when_is_it() -> None:
    header = "Task | Owner | Due date | Next action"
    assert roles(header, [f"{row} | Ask the ranger" for row in BODY])[0] == ("action",)
    assert roles(header, [f"{row} | Ask the ranger" for row in BODY])[3] == ()
    assert roles("Recommendation | Agreed action | Owner | Due date", [f"Mind the river | {row}" for row in BODY])[1] == ("action",)


@pytest.mark.parametrize("ratings", [("P0", "P1", "P1"), ("Critical", "High", "Urgent"), ("Must", "Should have", "Must")])
def test_how_urgent_actions_are_is_no_level(ratings: Sequence[str]) -> None:
    found = roles("Priority | Action | Lead | By when", [f"{rating} | {row}" for rating, row in zip(ratings, BODY, strict=True)])
    assert found == [(), ("action",), ("lead",), ("timescale",)]


@pytest.mark.parametrize(("header", "levels"), [("#", 0), ("No.", 1)])
def test_a_counter_numbers_the_rows_and_no_level(header: str, levels: int) -> None:
    rows = [f"{number} | {topic} | {row}" for number, (topic, row) in enumerate(zip(("Weirs", "Banks", "Culverts"), BODY, strict=True), 1)]
    assert len(settled(f"{header} | Category | Action | Lead | By when", rows).numbers) == levels


def test_a_full_row_whose_time_is_plain_has_not_shifted() -> None:
    header = "Action | Raised by | Owner | Team | Priority | Raised on | Due date | Status"
    row = "Clear the lock board | Parks Manager | Lock Admin | Locks | Medium | 2027-09-02 | 2027-09-11 | Waiting"
    cells, shifted = placed(header, row)
    assert (cells["Action"], cells["Due date"], shifted) == ("Clear the lock board", "2027-09-11", False)


@pytest.mark.parametrize(
    ("codes", "role"), [(("RB 24/27(b)", "RB 31/27", "RB 2/28(a)-(c)"), ("ref",)), (("RB 24/27(b)", "Ranger 2", "RB 3/27"), ())]
)
def test_a_councils_own_codes_number_the_rows(codes: Sequence[str], role: tuple[str, ...]) -> None:
    assert roles("Relevant item | Action | Lead | By when", [f"{code} | {row}" for code, row in zip(codes, BODY, strict=True)])[0] == role


def test_codes_before_actions_in_their_own_cells_number_them() -> None:
    rows = [f"| RW 1.0{number} {' | '.join(row.split(' | '))} |" for number, row in enumerate(BODY, 1)]
    part = part_of("\n".join(["River Action Plan 2026", "", "| Action | Lead | By when |", "|---|---|---|", *rows]))
    assert column(part, "ref") == ["RW 1.01", "RW 1.02", "RW 1.03"]
    assert column(part, "action")[0] == "Mend the weir gate"


def test_no_cell_of_a_sheet_has_shifted_in_a_line_as_wide_as_the_header() -> None:
    header = "Ref | Action | Raised | Start | By when | Lead"
    body = [row.split(" | ") for row in BODY]
    frame = settled(header, [f"{at} | {what} | | | {when} | {who}" for at, (what, who, when) in enumerate(body, 1)])
    odd = line("kT3xa | Mend the weir gate | 3 May 2025 | | May 2026 | River Warden")
    assert place_cells(odd, frame, meanings()).shifted
    assert {at: cell.text for at, cell in place_cells(odd, frame, meanings(), fixed=True).cells.items()} == {
        at: cell.text for at, cell in enumerate(odd.cells) if cell
    }


def test_of_two_columns_of_progress_the_one_of_states_alone_tells_them() -> None:
    told = zip(BODY, ("In progress", "Completed", "Not started"), ("Two masons at work", "Reeds came in May", ""), strict=True)
    rows = [f"{row} | {state} | {note}" for row, state, note in told]
    assert roles("Task Name | Assigned To | Due Date | Progress | Notes", rows)[3:] == [("status",), ("update",)]
    assert roles("Task Name | Assigned To | Due Date | Progress", [row.rsplit(" | ", 1)[0] for row in rows])[3] == ("update",)


@pytest.mark.parametrize(("first", "second"), [("action", ""), ("", "action")])
def test_only_what_stands_left_of_steps_spans_them(first: str, second: str) -> None:
    acts = ("Mend the weir", "Mow the bank", "Map the culverts", "Clear the screens")
    steps = [Cell.of(f"{act} before the winter floods") for act in acts]
    spanning = [Cell.of("Complete")]
    columns = [Column("A", (first,) if first else ()), Column("B", (second,) if second else ())]  # type: ignore[arg-type]  # roles by name
    cells = {0: spanning, 1: steps} if first else {0: steps, 1: spanning}
    found = [column.roles for column in part_steps(columns, cells, meanings())]
    assert found == ([("objective",), ("action",)] if first else [(), ("action",)])


def test_leads_below_an_empty_header_beside_the_actions_are_leads() -> None:
    frame = settled("Action |  | Due Date", BODY)
    assert [frame.columns[frame.at(position)].roles for position in range(3)] == [("action",), ("lead",), ("timescale",)]


def test_headers_of_who_and_when_that_were_printed_the_wrong_way_round_are_told_by_their_cells() -> None:
    assert roles("Action | Timescale | Lead", BODY) == [("action",), ("lead",), ("timescale",)]


def test_a_header_with_an_empty_cell_that_no_row_has_is_as_narrow_as_the_rows() -> None:
    rows = [f"{name} | {row}" for name, row in zip(("1. Dry land", "2. Green banks", "3. Clean drains"), BODY, strict=True)]
    frame = settled("Objective |  | Action | Lead | Timescale", rows)
    assert [frame.columns[frame.at(position)].roles for position in range(4)] == [("objective",), ("action",), ("lead",), ("timescale",)]


def test_states_under_headers_side_by_side_that_nobody_knows_are_progress() -> None:
    told = zip(BODY, ("In progress", "Completed", "Not started"), ("Complete", "Complete", "Delayed"), strict=True)
    rows = [" | ".join(cells) for cells in told]
    assert roles("Task Name | Assigned To | Due Date | Half year | Full year", rows)[3:] == [("update",), ("update",)]


def test_a_line_without_its_number_that_begins_small_goes_on_with_the_action() -> None:
    frame = read_header(line("Ref | Action | Lead | Timescale | Progress"), meanings())
    assert frame is not None
    found = place_cells(line("| for a month at a time | | | on loan"), frame, meanings())
    assert {at: cell.text for at, cell in found.cells.items()} == {1: "for a month at a time", 4: "on loan"}


def test_a_rating_of_high_and_low_tells_no_state() -> None:
    rows = ["Mend the weir gate | High | River Warden | May 2026", "Plant reeds | Medium | Parks Manager | June 2026"]
    assert roles("Recommendation | Rating | Owner | By when", rows)[1] == ()
    told = ["Mend the weir gate | In progress | River Warden | May 2026", "Plant reeds | Complete | Parks Manager | June 2026"]
    assert roles("Recommendation | Rating | Owner | By when", told)[1] == ("status",)


@pytest.mark.parametrize("header", ["Sponsor", "Portfolio holder", "Cabinet member", "Organisations involved", "Delivery partners"])
def test_people_who_answer_for_an_action_lead_it_where_no_other_column_says_who_does(header: str) -> None:
    assert roles(f"Action | {header} | By when", BODY)[1] == ("lead",)
    beside = [f"{row} | Clerk" for row in BODY]
    assert roles(f"Action | {header} | By when | Lead officer", beside)[1::2] == [(), ("lead",)]
    told = [row.replace("River Warden", "yes").replace("Parks Manager", "no") for row in BODY]
    assert roles(f"Action | {header} | By when", told)[1] == ()
    behind = [row.replace(" | ", " |  | ", 1) for row in BODY]
    assert roles(f"Action | Executive sponsor | {header} | By when", behind)[1:3] == [(), ("lead",)]


@pytest.mark.parametrize(
    ("steps", "role"),
    [
        (("Survey done May 2026", "From 1 July 2026", "Every spring"), ("timescale",)),
        (("Survey of the bank", "Reeds chosen", "Beds cleared by hand"), ()),
    ],
)
def test_steps_on_the_way_that_say_when_are_the_time_where_nothing_else_is(steps: Sequence[str], role: tuple[str, ...]) -> None:
    rows = [f"{row.rpartition(' | ')[0]} | {step} | Less water" for row, step in zip(BODY, steps, strict=True)]
    assert roles("Action | Lead | Milestones | Indicator", rows)[2] == role
    timed = [f"{row} | {step}" for row, step in zip(BODY, steps, strict=True)]
    assert roles("Action | Lead | Timescale | Milestones", timed)[3] == ()


def test_dates_below_complete_behind_starts_are_the_ends() -> None:
    rows = ["Mend the weir gate | River Warden | Apr-26 | Mar-27 | none | two", "Plant reeds | Parks Manager | May-26 | Oct-26 | 4 | 9"]
    found = roles("Action | Owner | Begin | Complete | Impact Baseline | Target", rows)
    assert found[2:] == [("start",), ("timescale",), (), ("outcomes",)]


def test_who_leads_a_level_leads_no_action_that_has_a_lead_of_its_own() -> None:
    rows = [f"Safe water | Director of Coast | {row}" for row in BODY]
    assert roles("Workstream | Workstream lead | Action | Owner | By when", rows)[1:4] == [(), ("action",), ("lead",)]
    alone = [f"Safe water | Director of Coast | {row.split(' | ')[0]} | May 2026" for row in BODY]
    assert roles("Workstream | Workstream lead | Action | By when", alone)[1:3] == [("lead",), ("action",)]
    assert roles("Workstream | Lead department | Action | Owner | By when", rows)[1] == ("lead",)


@pytest.mark.parametrize("header", ["Control measures", "Existing control measures", "What are you already doing?"])
def test_what_is_done_as_it_is_left_of_the_action_is_neither_it_nor_its_objective(header: str) -> None:
    rows = [f"Two stewards stand at the gate | {row}" for row in BODY]
    assert roles(f"{header} | Action required | Lead | By when", rows) == [(), ("action",), ("lead",), ("timescale",)]
    assert roles("Control measures | Lead | By when", BODY)[0] == ("action",)


def test_a_header_that_nobody_knows_is_whole_where_an_edge_tore_it_and_every_row_has_a_cell_less() -> None:
    rows = [f"Calm water | {row}" for row in BODY]
    assert roles("Wat | er body | Action | Lead | By when", rows) == [(), ("action",), ("lead",), ("timescale",)]
    assert roles("Ambi | tions | Action | Lead | By when", rows)[0] == ("objective",)
    assert len(roles("Wat | er body | Action | Lead | By when", [f"Calm | {row}" for row in rows])) == 5
    ends = [f"{row} | " for row in rows]
    assert roles("Wat | er body | Action | Lead | By when", ends) == [(), ("action",), ("lead",), ("timescale",)]
    wide = [f"Calm | Deep | {row} | " for row in BODY]
    assert roles("Water | Depths | Action | Lead | By when | Progress", wide)[2:] == [("action",), ("lead",), ("timescale",), ("update",)]


def test_an_empty_last_column_that_a_text_leaves_out_tears_no_header() -> None:
    rows = [f"Pier | North | {row}" for row in BODY]
    found = roles("Site | Ward | Action | Lead | By when | Status", rows)
    assert found[2:] == [("action",), ("lead",), ("timescale",), ("status",)]


def test_outcomes_left_of_the_action_that_stand_over_several_are_its_objective() -> None:
    spanning = [f"{'Clean water' if number % 2 == 0 else ''} | {row}" for number, row in enumerate([*BODY, *BODY])]
    assert roles("Outcome | Action | Lead | By when", spanning)[:2] == [("objective",), ("action",)]
    assert roles("Outcome | Action | Lead | By when", [f"Clean water | {row}" for row in BODY])[0] == ("outcomes",)
    one_blank = [f"{outcome} | {row}" for outcome, row in zip(["Clean water", "More fish", "", "No spills"], [*BODY, BODY[0]], strict=True)]
    assert roles("Outcome | Action | Lead | By when", one_blank)[0] == ("outcomes",)


def test_responses_that_call_to_act_are_the_actions_where_no_other_column_is() -> None:
    rows = [f"Silt | {row}" for row in BODY]
    assert roles("Issue | Response | Lead | By when", rows)[:2] == [("objective",), ("action",)]
    assert roles("Action | Lead | By when | Response", [f"{row} | Work has begun" for row in BODY])[3] == ("update",)


@pytest.mark.parametrize(
    ("answers", "role"),
    [(("Agree", "Agree in part", "Do not agree"), ()), (("Agree, and the survey is let", "In hand", "Done in May"), ("update",))],
)
def test_a_response_that_only_assents_is_no_progress(answers: Sequence[str], role: tuple[str, ...]) -> None:
    rows = [f"{answer} | {row}" for row, answer in zip(BODY, answers, strict=True)]
    assert roles("Response | Action | Lead | Timescale", rows)[0] == role


@pytest.mark.parametrize(("second", "ref"), [("<p>1. Clear the culvert</p>", None), ("<p>3. Clear the culvert</p>", "1")])
def test_numbers_that_count_the_steps_within_each_cell_number_no_action(second: str, ref: str | None) -> None:
    first = "<p>1. Mend the weir gate</p><p>2. Plant reeds along it</p>"
    rows = "".join(f"<tr><td>{cell}</td><td>River Warden</td><td>May 2026</td></tr>" for cell in (first, second))
    (part,) = parts_of(f"<h1>River Action Plan</h1><table><tr><th>Action</th><th>Lead</th><th>When</th></tr>{rows}</table>", "text/html")
    refs = [cell.text for role, cell in part.rows[0].cells if role.roles == ("ref",)]
    assert refs == ([ref] if ref else [])


@pytest.mark.parametrize("header", ["Action agreed | By | When", "Action agreed | Who | By"])
def test_leads_and_times_below_the_halves_of_a_header_are_each_in_their_own_column(header: str) -> None:
    """The header "By | When" names times; what stands below its first half are people, whom no other header names."""
    part = part_of("\n".join(f"| {row} |" for row in (header, "---|---|---", *BODY)))
    assert [" | ".join(row) for row in zip(column(part, "action"), column(part, "lead"), column(part, "timescale"), strict=True)] == BODY
