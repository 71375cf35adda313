"""Tables whose every cell a page's reader closed with a stroke: rows by their number of cells, whatever lines they were broken over."""

from __future__ import annotations

from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.plans import find_plans
from extract.tables import closed_cells
from extract.tables.piped.wiki_marks import without_wiki_marks
from model import Line, Page, Script
from tests.extract.strips import letters, loose, meanings, printed, rows, sheet_of, table
from tests.small_plans import column, levels, part_of

CELL_A_LINE = """Quayside Action Plan
1.
Boats and
moorings
Number |
Action |
By whom |
Deadline |
1.1 |
Move the old crane to the west
quay before the dredger comes, |
Port Team |
18 July 2031 |
1.2 |
Sweep the slip |
Head of Estates |
|
2.
Visitors
Number |
Action |
By whom |
Deadline |
2.1 |
Let the kiosk |
Clerk |
Ongoing |
Agreed by the Harbour Board.
"""

ROW_A_LINE = """What? | How? | Who by? | When? |
Quieter nights | · Walk the quays at dusk
· Ask boats to turn engines off | Wardens
Clerk | May 2031 |
Safer steps | Rail the north stair | Estates Team | By June 2031.
No later |
"""

LEADING = """SCRUTINY |
||||
|
Ref |
Recommendation |
Lead Officer |
Target date |
Status |
|
Q1 |
That the chain be mended |
Port Manager |
01/02/31 |
Done |
|
Q2 |
That the buoys be lit |
Head of Estates |
01/03/31 |
Ongoing |
|
|
|
|
|
|
"""

DECISIONS = """Decisions of the board to come
Anticipated date of decision |
Matter for decision |
Consultees |
Background papers |
Lead officer |
10/09/31 |
Letting of the kiosk |
All wards |
None |
Orla Finchley |
17/09/31 |
Moorings policy |
Boat owners |
Report of the harbour master |
Head of Estates |
"""


def test_a_cell_a_line() -> None:
    assert rows(closed_cells.read, CELL_A_LINE) == [
        ["1.1", "Move the old crane to the west quay before the dredger comes,", "Port Team", "18 July 2031"],
        ["1.2", "Sweep the slip", "Head of Estates", ""],
        ["2.1", "Let the kiosk", "Clerk", "Ongoing"],
    ]


def test_lines_above_a_header_and_below_the_last_cell_are_loose() -> None:
    told = loose(closed_cells.read, CELL_A_LINE)
    assert told[0] == "Quayside Action Plan" and told[-1] == "Agreed by the Harbour Board."
    assert "1. Boats and moorings" in " ".join(told) and "2. Visitors" in told


def test_a_row_a_line_with_breaks_in_its_cells() -> None:
    assert table(closed_cells.read, ROW_A_LINE) == [
        ["What?", "How?", "Who by?", "When?"],
        ["Quieter nights", "Walk the quays at dusk / Ask boats to turn engines off", "Wardens / Clerk", "May 2031"],
        ["Safer steps", "Rail the north stair", "Estates Team", "By June 2031. / No later"],
    ]


def test_the_line_drawn_below_a_header_counts_its_columns() -> None:
    text = CELL_A_LINE.split("Visitors\n")[1].replace("Deadline |\n", "Deadline |\n---|---|---|---|\n")
    assert table(closed_cells.read, text) == [["Number", "Action", "By whom", "Deadline"], ["2.1", "Let the kiosk", "Clerk", "Ongoing"]]


SPANNED = """1.0 Safe access |
||||||
---|---|---|---|---|---|---|
|
|
Action measure |
Timeframe |
Outcome |
Responsibility |
|
1.1 |
1.1.1 |
Say when a slip is closed |
2031 |
Notice given |
Quay Services |
|
1.1.2 |
Print a chart of the steps |
2032 |
Steps are known |
Quay Services |
||
1.2 |
1.2.1 |
Map the berths |
||||
"""


def test_a_line_drawn_below_a_banner_counts_the_columns_of_the_header_under_it() -> None:
    assert table(closed_cells.read, SPANNED) == [
        ["", "", "Action measure", "Timeframe", "Outcome", "Responsibility", ""],
        ["1.1", "1.1.1", "Say when a slip is closed", "2031", "Notice given", "Quay Services", ""],
        ["", "1.1.2", "Print a chart of the steps", "2032", "Steps are known", "Quay Services", ""],  # left of it spans a cell
        ["1.2", "1.2.1", "Map the berths", "", "", "", ""],  # what is empty at its end is empty
    ]


def test_a_stroke_before_each_row_is_no_cell() -> None:
    assert rows(closed_cells.read, LEADING) == [
        ["Q1", "That the chain be mended", "Port Manager", "01/02/31", "Done"],
        ["Q2", "That the buoys be lit", "Head of Estates", "01/03/31", "Ongoing"],
    ]


def test_a_first_column_may_lack_its_header() -> None:
    text = "|\nAction |\nLead |\n7 |\nMend the chain |\nPort Manager |\n8 |\nLight the buoys |\nClerk |\n"
    assert table(closed_cells.read, text) == [
        ["", "Action", "Lead"],
        ["7", "Mend the chain", "Port Manager"],
        ["8", "Light the buoys", "Clerk"],
    ]


@pytest.mark.parametrize("text", ["No strokes here\nat all", "| a | b |\n|---|---|\n| c | d |", "Tide |\nWind |\nRain |\nSun |\nSnow |\n"])
def test_other_texts_are_left_alone(text: str) -> None:
    assert sheet_of(closed_cells.read, text) is None


def plans(text: str) -> int:
    lines = tuple(Line(number, each) for number, each in enumerate(text.split("\n"), 1))
    return len(find_plans(Script(pages=(Page(lines=lines),), lines=lines), meanings()))


def test_cells_of_another_table_are_not_decoded_as_if_no_stroke_parted_them() -> None:
    assert plans(DECISIONS) == 0
    assert plans(DECISIONS.replace(" |\n", "\n")) <= 1
    assert plans(CELL_A_LINE) == plans(LEADING) == 1


CELLS = st.lists(st.sampled_from(["", "Mend the gate", "Clerk", "May 2031", "Yearly", "Lay new\nboards", "1.2"]), max_size=24)


@given(CELLS)
@settings(max_examples=80)
def test_no_word_is_lost(cells: list[str]) -> None:
    text = CELL_A_LINE + "".join(f"{cell} |\n" for cell in cells)
    sheet = sheet_of(closed_cells.read, text)
    assert sheet is not None and letters(printed(sheet)) == letters(text)

LEFT_OUT = """Harbour tracker
Priority number |
Area(s) for action |
Steps to take |
What does success look like |
Lead officer (with the department, or any other body whose people have a part in it) |
Timescale/ deadline |
1 |
Moorings |
Move the old crane to the west quay |
2 |
Moorings |
Sweep the slip before the dredger comes |
3 |
Visitors |
Let the kiosk |
"""

NUMBERED_FIRST = """|
Origin |
Recommendation made |
Recommendation made to: |
Action taken or planned |
QH18 |
Quay panel |
That the chain be mended |
The Portfolio Holder for Harbours, Ferries and Coastal Walks |
Letter sent |
QH19 |
Quay panel |
That the buoys be lit |
The Portfolio Holder for Harbours, Ferries and Coastal Walks |
Letter sent |
"""


def test_rows_whose_empty_cells_were_left_out_end_before_the_next_number() -> None:
    assert rows(closed_cells.read, LEFT_OUT) == [
        ["1", "Moorings", "Move the old crane to the west quay"],
        ["2", "Moorings", "Sweep the slip before the dredger comes"],
        ["3", "Visitors", "Let the kiosk"],
    ]


def test_the_first_row_s_number_is_no_header() -> None:
    assert [row[0] for row in table(closed_cells.read, NUMBERED_FIRST)[1:]] == ["QH18", "QH19"]
    assert len(part_of(NUMBERED_FIRST).rows) == 2


def test_a_banner_below_the_header_is_no_plan_of_its_own() -> None:
    meetings = [f"0{day}/6 Gathering" for day in range(1, 10)]
    width = 4 + len(meetings)
    cells = ["Ref", "Item", "Led by", "Finish by", *meetings]
    lines = (("1", "Boats and moorings"), ("1.1", "Move the old crane", "Orla", "May 2031"), ("1.2", "Sweep the slip", "Bram", "June 2031"))
    for row in lines:
        cells += [*row, *[""] * (width - len(row))]
    part = part_of("Quayside schedule\n" + "".join(f"{cell} |\n" if cell else "|\n" for cell in cells))
    assert [row.priority and row.priority.text for row in part.rows] == ["Boats and moorings"] * 2


WIKI = """You are at Parish Plan
'''Issue''' | '''Project''' | '''Progress''' | %colspan=3|'''Upper valley''' |
Weirs | Mend the weir gate before winter | Mended in May | |
Banks | Mow the flood bank twice | Not begun | %colspan=3|'''Tidal reach''' |
Culverts | Map the culverts below the mill | Half are mapped | |
"""


def test_names_that_a_wiki_writes_behind_a_row_head_the_rows_below() -> None:
    part = part_of(WIKI)
    assert column(part, "update") == ["Mended in May", "Not begun", "Half are mapped"]
    assert [text for _, text in levels(part)] == ["Upper valley", "Upper valley", "Tidal reach"]


def test_strokes_of_other_papers_are_left_as_they_are() -> None:
    lines = [Line(1, "a | b | |"), Line(2, "the gate's | %colspan=2| c |")]
    assert without_wiki_marks(lines) == lines
    assert [line.text for line in without_wiki_marks([Line(1, "'''a''' | b | |")])] == ["**a** | b | |"]


def test_strokes_that_nothing_closes_are_left_as_they_are_and_cost_one_look() -> None:
    lines = [Line(1, "'''a " * 20_000 + "b | c |"), Line(2, "'''b''' |" + " " * 40_000 + "c |")]
    before = process_time()
    assert [line.text for line in without_wiki_marks(lines)] == [lines[0].text, lines[1].text.replace("'''", "**")]
    assert process_time() - before < 2


def test_a_stroke_alone_below_a_title_may_close_the_first_and_empty_cell_of_a_header() -> None:
    who, when = "Clerk\nWardens |\n", "Autumn term 2031 for the quay\nSummer 2032 |\n"
    cells = f"Short term |\nCalm water |\nDredge the basin |\n{when}{who}Long term |\n|\nMove the crane |\n{when}{who}"
    text = f"Harbour Plan\n|\nTargets |\nSteps |\nTimescale |\nResponsibility |\n{cells}"
    told = table(closed_cells.read, text)
    assert told[0] == ["", "Targets", "Steps", "Timescale", "Responsibility"]
    assert [row[0] for row in told[1:]] == ["Short term", "Long term"]
