"""A workbook's other sheets say whose plan it is and what its signs mean; a second annex begins with its own mark."""

from __future__ import annotations

import io

import openpyxl

from extract.documents import read_document
from extract.plans import find_plans
from model import Part
from tests.extract.strips import meanings
from tests.small_plans import column, levels, parts_of

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PLAN = [
    ["Task", "Owner", "Deadline", "RAG"],
    ["Clear the culvert", "Drainage Team", "May 2028", "B"],
    ["Mend the weir", "Rivers Officer", "July 2028", "G"],
]


def workbook(**sheets: list[list[str]]) -> tuple[Part, ...]:
    made = openpyxl.Workbook()
    made.remove(made.worksheets[0])
    for name, lines in sheets.items():
        sheet = made.create_sheet(name)
        for line in lines:
            sheet.append(line)
    packed = io.BytesIO()
    made.save(packed)
    return find_plans(read_document(packed.getvalue(), "a.xlsx", XLSX, meanings()), meanings())


def test_a_first_sheet_of_loose_lines_says_whose_plan_it_is() -> None:
    (part,) = workbook(About=[["Ravenmoor District Council"], ["Flood Action Plan 2028"]], Sheet1=PLAN)
    assert [paragraph.text for paragraph in part.heading] == ["About", "Ravenmoor District Council", "Flood Action Plan 2028"]
    assert column(part, "action") == ["Clear the culvert", "Mend the weir"]


def test_a_first_sheet_of_labels_and_values_says_it_too() -> None:
    (part,) = workbook(Cover=[["Plan title", "Flood Action Plan 2028"], ["Authority", "Ravenmoor District Council"]], Sheet1=PLAN)
    assert [paragraph.text for paragraph in part.heading] == [
        "Cover", "Plan title: Flood Action Plan 2028", "Authority: Ravenmoor District Council",
    ] 


def test_a_sheet_of_keys_explains_the_signs_of_every_plan() -> None:
    parts = workbook(North=PLAN, South=PLAN, Key=[["B", "Complete"], ["G", "On track"]], Abbreviations=[["EA", "Environment Agency"]])
    assert len(parts) == 2
    for part in parts:
        assert [paragraph.text for paragraph in part.legend] == ["B = Complete", "G = On track"]
        assert part.glossary == (("EA", "Environment Agency"),)


def test_sheets_that_differ_in_nothing_but_their_names_are_named_by_them() -> None:
    assert [levels(part)[0] for part in workbook(Becks=PLAN, Rivers=PLAN)] == [(None, "Becks"), (None, "Rivers")]
    assert [levels(part)[0] for part in workbook(Open=PLAN, Completed=PLAN)] == [(None, None)] * 2
    (alone,) = workbook(Becks=PLAN)
    assert levels(alone)[0] == (None, None)


def test_the_line_above_a_table_heads_it_where_each_sheet_prints_another_below_the_same_title() -> None:
    title = ["Flood Action Plan 2028"]
    parts = workbook(One=[title, ["Upper valley"], *PLAN], Two=[title, ["Tidal reach"], *PLAN])
    assert [levels(part)[0] for part in parts] == [(None, "Upper valley"), (None, "Tidal reach")]
    same = workbook(One=[title, ["Working draft"], *PLAN], Two=[title, ["Working draft"], *PLAN[:2], PLAN[1]])
    assert all(level != (None, "Working draft") for part in same for level in levels(part))


def test_a_cell_merged_across_the_sheet_is_a_banner() -> None:
    made = openpyxl.Workbook()
    sheet = made.worksheets[0]
    for line in (["Objective", *PLAN[0]], ["Upper valley"], ["Dry homes", *PLAN[1]], ["Tidal reach"], ["Dry fields", *PLAN[2]]):
        sheet.append(line)
    for row in (2, 4):
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=5)
    packed = io.BytesIO()
    made.save(packed)
    (part,) = find_plans(read_document(packed.getvalue(), "a.xlsx", XLSX, meanings()), meanings())
    assert levels(part) == [(None, "Upper valley"), (None, "Tidal reach")]


def test_what_follows_the_plan_does_not_name_it() -> None:
    (part,) = workbook(Sheet1=PLAN, Notes=[["Kept by the Otterby Town Council"]])
    assert [paragraph.text for paragraph in part.heading] == []


def test_a_second_annex_begins_with_its_mark() -> None:
    table = "".join(f"<tr>{''.join(f'<td>{text}</td>' for text in line)}</tr>" for line in PLAN)
    heads = (
        "<p>Annex A</p><p>Otterby Town Council</p><h1>Flood Action Plan 2028</h1>",
        "<p>Annex B</p><p>Ravenmoor District Council</p><h1>Beck Action Plan 2028</h1>",
    )
    first, second = parts_of("".join(f"{head}<table>{table}</table>" for head in heads), "text/html")
    assert [paragraph.text for paragraph in second.heading] == ["Annex B", "Ravenmoor District Council", "Beck Action Plan 2028"]
    assert "Ravenmoor" not in first.text
