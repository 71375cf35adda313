"""Tables side by side on one sheet are tables of their own; a plan's columns behind a blank one stay the plan's."""

from __future__ import annotations

from collections.abc import Sequence

from openpyxl.worksheet.worksheet import Worksheet

from extract.documents import read_document
from extract.plans import find_plans
from model import Part
from tests.extract.strips import meanings
from tests.extract.test_sheet import xlsx
from tests.extract.test_sheet_letters import XLSX
from tests.small_plans import column

PLAN = [
    ("Ref", "Action", "Lead", "By when"),
    ("1", "Mend the slipway", "HM", "May 2031"),
    ("2", "Dredge the basin", "MT", "June 2031"),
    ("3", "Mark the reef", "MT", "Ongoing"),
    ("4", "Paint the crane", "HM", "July 2031"),
]
CODES = [("Code", "Meaning"), ("HM", "Harbour Master"), ("MT", "Moorings Team")]
KEY = [("Signs",), ("Green: afloat",), ("Red: sunk",)]
PROGRESS = [("Progress", "RAG"), ("Two masons at work", "Green"), ("Boat hired", "Red"), ("Done", "Green"), ("No paint", "Red")]
WARDS = [("Ward", "Berth"), *(("Quay", str(at)) for at in range(4))]
OTHER = [("Action", "Owner", "Due"), ("Gravel the towpath", "Clerk", "May 2032"), ("Fence the weir", "Clerk", "June 2032")]
FIGURES = [("Measure", "2031/32", "2032/33"), ("Boats moored", "120", "140"), ("Berths let", "88%", "91%")]


def sheet(*tables: tuple[int, int, Sequence[Sequence[str]]]) -> tuple[Part, ...]:
    def fill(sheet: Worksheet) -> None:
        sheet["A1"] = "Harbour action plan 2031"
        for top, left, rows in tables:
            for line, row in enumerate(rows, top):
                for at, text in enumerate(row, left):
                    sheet.cell(line, at, text)

    return find_plans(read_document(xlsx(fill), "a.xlsx", XLSX, meanings()), meanings())


def columns(part: Part) -> list[str]:
    return [column.header for column in part.columns]


def test_a_list_of_codes_beside_a_plan_is_its_glossary() -> None:
    (part,) = sheet((3, 1, PLAN), (3, 6, CODES))
    assert part.glossary == (("HM", "Harbour Master"), ("MT", "Moorings Team")) and columns(part) == ["Ref", "Action", "Lead", "By when"]


def test_a_single_column_beside_a_plan_is_text_beside_it() -> None:
    (part,) = sheet((3, 1, PLAN), (3, 6, KEY))
    assert columns(part) == ["Ref", "Action", "Lead", "By when"] and len(part.rows) == 4


def test_progress_behind_a_blank_column_is_the_plans_own() -> None:
    (part,) = sheet((3, 1, PLAN), (3, 6, PROGRESS))
    assert column(part, "update") == ["Two masons at work", "Boat hired", "Done", "No paint"]


def test_columns_of_its_own_that_fill_every_line_stay_with_a_plan() -> None:
    (part,) = sheet((3, 1, PLAN), (3, 6, WARDS))
    assert columns(part)[-2:] == ["Ward", "Berth"]


def test_another_plan_beside_one_gives_its_own_rows() -> None:
    parts = sheet((3, 1, PLAN), (3, 6, OTHER))
    found = [text for part in parts for text in column(part, "action")]
    assert found == [row[1] for row in PLAN[1:]] + [row[0] for row in OTHER[1:]]


def test_measures_below_a_plan_are_no_actions() -> None:
    (part,) = sheet((3, 1, PLAN), (10, 1, [("Measures",), *FIGURES]))
    assert column(part, "action") == [row[1] for row in PLAN[1:]]
    (alone,) = sheet((3, 1, PLAN), (10, 1, FIGURES))
    assert column(alone, "action") == [row[1] for row in PLAN[1:]]


def test_states_counted_below_a_plan_are_no_actions() -> None:
    (part,) = sheet((3, 1, PLAN), (9, 1, [("Complete", "3"), ("On track", "12")]))
    assert len(part.rows) == 4 and [stray.text for stray in part.strays if stray.why == "total"] == ["Complete 3", "On track 12"]


def test_text_below_a_table_is_beside_it() -> None:
    notes = [("Annual report of the quay",), ("Fernleigh Borough Council",), ("The quay was let in May.",)]
    (part,) = sheet((3, 1, PLAN), (10, 1, notes))
    assert len(part.rows) == 4
    assert [stray.text for stray in part.strays if stray.why == "stray_text"][-1] == "The quay was let in May."


def test_a_heading_below_blank_lines_still_heads_the_lines_right_below_it() -> None:
    (part,) = sheet((3, 1, PLAN), (9, 1, [("Dry land",), *PLAN[1:3]]))
    assert [row.priority.text if row.priority else None for row in part.rows] == [None] * 4 + ["Dry land"] * 2


def test_a_line_of_months_right_of_a_plan_is_no_row_of_it() -> None:
    (part,) = sheet((3, 1, PLAN), (3, 6, [("Apr", "May", "Jun", "Jul")]))
    assert column(part, "ref") == ["1", "2", "3", "4"]
    assert "Apr May Jun Jul" in [stray.text for stray in part.strays]
