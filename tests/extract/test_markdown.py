"""Tables drawn with pipes or in full: cells without their marks, rows whole however they were cut, and no word lost."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.tables import markdown
from tests.extract.strips import letters, loose, printed, rows, sheet_of, table

PIPES = """# Quayside Action Plan

Agreed in March and looked at
every quarter.

| Ref | Action | Lead | By when |
|:---|---|:-:|---:|
| Q1 | **Move** the *old* crane | Port Team | May 2025 |
| Q2 | Sweep the slip<br>Paint the rails | Clerk | Weekly |
| Q3 | Let the kiosk \\| or the hut | Estates &amp; Leases | |

## Next steps
"""


def test_cells_lose_their_marks_and_keep_their_paragraphs() -> None:
    assert table(markdown.read, PIPES) == [
        ["Ref", "Action", "Lead", "By when"],
        ["Q1", "Move the old crane", "Port Team", "May 2025"],
        ["Q2", "Sweep the slip / Paint the rails", "Clerk", "Weekly"],
        ["Q3", "Let the kiosk | or the hut", "Estates & Leases", ""],
    ]


def test_headings_and_wrapped_prose_are_loose() -> None:
    assert loose(markdown.read, PIPES) == ["Quayside Action Plan", "Agreed in March and looked at every quarter.", "Next steps"]


def test_a_whole_cell_in_bold_and_a_header_are_told_to_be_bold() -> None:
    sheet = sheet_of(markdown.read, "| Theme | Action |\n|---|---|\n| **Water** | Dredge |\n")
    assert sheet is not None
    assert [strip.cells[1].paragraphs[0].bold for strip in sheet.strips] == [True, False]
    assert [strip.cells[0].paragraphs[0].bold for strip in sheet.strips] == [True, True]


def test_a_column_that_a_converter_only_counted_has_no_header() -> None:
    first, second = "|Ref|Col1|Action|\n|---|---|---|\n|1||Mend the sea wall|", "|Dry homes|Col2|Col3|\n|---|---|---|\n|2||Col 2|"
    sheet = sheet_of(markdown.read, f"{first}\n\n{second}")
    assert sheet is not None
    assert [(strip.text, strip.furniture) for strip in sheet.strips if "Col" in strip.text or "omes" in strip.text] == [
        ("Col1", True), ("Col2 Col3", True), ("Dry homes", False), ("2 Col 2", False)
    ]  # fmt: skip


def test_breaks_that_only_end_printed_lines_are_none() -> None:
    wrapped = """| Action | Lead | Outcomes |
|---|---|---|
| Move the crane to<br>the north end of<br>the quay | Port<br>Operations | Room for<br>ferries |
| Sweep the slip<br>and the stairs | Clerk<br><br>Harbour Watch | • dry<br>• clean |
"""
    assert rows(markdown.read, wrapped) == [
        ["Move the crane to the north end of the quay", "Port Operations", "Room for ferries"],
        ["Sweep the slip and the stairs", "Clerk / Harbour Watch", "dry / clean"],
    ]
    meant = "| Action | Lead |\n|---|---|\n| fewer rats<br>more seals<br>calm crews<br>good maps | Clerk<br>Harbour Watch |\n"
    assert rows(markdown.read, meant) == [["fewer rats / more seals / calm crews / good maps", "Clerk / Harbour Watch"]]


def test_outer_pipes_may_be_left_out() -> None:
    text = "Ref | Action | Lead\n--- | --- | ---\nQ1 | Move the crane | Port Team\n | Oil the winch | Clerk\n\nPage 1 | Quayside\n"
    assert table(markdown.read, text)[1:] == [["Q1", "Move the crane", "Port Team"], ["", "Oil the winch", "Clerk"]]
    assert loose(markdown.read, text) == ["Page 1 | Quayside"]


def test_a_row_that_a_line_break_cut_is_whole() -> None:
    text = "| Ref | Action | Lead |\n|---|---|---|\n| Q1 | Move the crane:\nto the north end | Port Team |\n| Q2 | Sweep | Clerk |\n"
    assert rows(markdown.read, text) == [["Q1", "Move the crane: / to the north end", "Port Team"], ["Q2", "Sweep", "Clerk"]]
    sheet = sheet_of(markdown.read, text)
    assert sheet is not None
    assert [(strip.place.line, strip.place.line_end) for strip in sheet.strips] == [(1, 1), (3, 4), (5, 5)]


GRID = """
+-----+---------------------+--------------+
| Ref | Action              | Lead         |
+=====+=====================+==============+
| Q1  | Move the old crane  | Port Team    |
|     | to the north end    |              |
+-----+---------------------+--------------+
| Q2  | - Sweep the slip    | Clerk, with  |
|     | - Paint the rails   | volunteers   |
+-----+---------------------+--------------+
"""


def test_a_grid_drawn_in_full_gives_one_row_between_two_borders() -> None:
    assert rows(markdown.read, GRID) == [
        ["Q1", "Move the old crane to the north end", "Port Team"],
        ["Q2", "Sweep the slip / Paint the rails", "Clerk, with volunteers"],
    ]


def test_a_grid_of_lines_that_are_not_straight_strokes_is_the_same() -> None:
    strokes = GRID.translate(str.maketrans({"|": "│", "-": "─"})).replace("─ Sweep", "- Sweep").replace("─ Paint", "- Paint")
    assert rows(markdown.read, strokes) == rows(markdown.read, GRID)


def test_a_cell_that_spans_rows_of_a_grid_is_whole_beside_each_of_them() -> None:
    grid = (
        "+-----------+--------------+--------+\n| Aim       | Action       | Lead   |\n+===========+==============+========+\n"
        "| Safe      | Mend the     | Warden |\n| water     | weir gate    |        |\n|           +--------------+        |\n"
        "| for all   | Mark the     |        |\n|           | ford         |        |\n+-----------+--------------+--------+\n"
        "| Banks     | Plant reeds  | Clerk  |\n+-----------+--------------+--------+\n"
    )
    assert rows(markdown.read, grid) == [
        ["Safe water for all", "Mend the weir gate", "Warden"],
        ["", "Mark the ford", ""],
        ["Banks", "Plant reeds", "Clerk"],
    ]
    sheet = sheet_of(markdown.read, grid)
    assert sheet is not None and [strip.merged for strip in sheet.strips] == [(), (), (0, 2), ()]


def test_a_cell_that_spans_columns_of_a_grid_says_so() -> None:
    grid = (
        "+------+-----------------+-------+\n| No   | Who             | When  |\n|      +--------+--------+       |\n"
        "|      | Lead   | With   |       |\n+======+========+========+=======+\n| 1. Dry homes                   |\n"
        "+------+--------+--------+-------+\n| 1    | Warden | Clerk  | May   |\n+------+--------+--------+-------+\n"
    )
    sheet = sheet_of(markdown.read, grid)
    assert sheet is not None
    assert [[(cell.text, cell.across) for cell in strip.cells if cell] for strip in sheet.strips] == [
        [("No", 1), ("Who", 2), ("When", 1)], [("Lead", 1), ("With", 1)], [("1. Dry homes", 4)],
        [("1", 1), ("Warden", 1), ("Clerk", 1), ("May", 1)],
    ]  # fmt: skip


def test_a_query_s_output_has_one_row_a_line_between_its_borders() -> None:
    border = "+----+----------------+-----------+"
    body = "| 1  | Move the crane | Port Team |\n| 2  | Sweep the slip | Clerk     |"
    text = f"{border}\n| Id | Action         | Lead      |\n{border}\n{body}\n{border}\n"
    assert rows(markdown.read, text) == [["1", "Move the crane", "Port Team"], ["2", "Sweep the slip", "Clerk"]]


@pytest.mark.parametrize("text", ["Words without strokes.\n", "One | stroke in a line of prose\n", "# A heading\n\n- an item\n"])
def test_what_draws_no_table_is_left_alone(text: str) -> None:
    assert sheet_of(markdown.read, text) is None


CELLS = st.lists(st.text("abcXYZ19 .,*-", min_size=0, max_size=12), min_size=2, max_size=5)
ROWS = CELLS.map(lambda cells: f"| {' | '.join(cells)} |")
LINES = st.lists(st.one_of(ROWS, st.text("abXY1 |#>-+=", max_size=20)), min_size=1, max_size=20)


@given(LINES)
@settings(max_examples=200)
def test_every_letter_of_a_text_ends_in_a_strip(lines: list[str]) -> None:
    text = "\n".join(["| Action | Lead |", "|---|---|", "| Sweep | Clerk |", *lines])
    sheet = sheet_of(markdown.read, text)
    assert sheet is not None
    assert letters(printed(sheet)) == letters(text)
