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


# -- one plan on several sheets ----------------------------------------------------------------------------------------------

TITLE = ["Flood Action Plan 2028"]
UPPER = [PLAN[0], ["Dredge the mill race", "Drainage Team", "June 2028", "G"], ["Plant the upper banks", "Tree Officer", "March 2028", "G"]]
TIDAL = [PLAN[0], ["Raise the sea lock", "Rivers Officer", "May 2029", "R"], ["Mend the tide gate", "Drainage Team", "July 2029", "R"]]


def test_a_sheet_for_each_section_is_one_plan() -> None:
    (part,) = workbook(Guidance=[["How to fill this in"], ["Update the last column by the tenth of each month."]],
                       One=[TITLE, ["Theme 1: Upper valley"], *UPPER], Two=[TITLE, ["Theme 2: Tidal reach"], *TIDAL],
                       Lists=[["RAG"], ["Stopped"], ["Waiting"]])  # fmt: skip
    assert levels(part) == [("1", "Upper valley")] * 2 + [("2", "Tidal reach")] * 2
    assert column(part, "action")[2:] == ["Raise the sea lock", "Mend the tide gate"] and part.tables == 2
    told = {stray.text for stray in part.strays if stray.furniture}
    assert {"Update the last column by the tenth of each month.", "Waiting", "Flood Action Plan 2028"} <= told


def test_sheets_of_other_times_titles_columns_or_the_same_actions_are_plans_of_their_own() -> None:
    years = workbook(One=[TITLE, ["Work in 2028/29"], *UPPER], Two=[TITLE, ["Work in 2029/30"], *TIDAL])
    titles = workbook(One=[TITLE, *UPPER], Two=[["Harbour Action Plan 2028"], *TIDAL])
    columns = workbook(One=[TITLE, ["Upper valley"], *UPPER], Two=[TITLE, ["Tidal reach"], *([*line, "£1"] for line in TIDAL)])
    states = workbook(One=[TITLE, ["Upper valley"], *UPPER], Two=[TITLE, ["Tidal reach"], *UPPER])
    assert [len(parts) for parts in (years, titles, columns, states)] == [2, 2, 2, 2]


def test_words_of_a_sheet_that_may_be_a_plan_after_all_are_not_put_aside() -> None:
    parts = workbook(One=[TITLE, ["Upper valley"], *UPPER], Who=[["Name", "Post", "Room"], ["Ann Vole", "Rivers Officer", "4"]])
    assert "Ann Vole Rivers Officer 4" not in {stray.text for stray in parts[0].strays if stray.furniture}


def test_a_sheet_of_indicators_before_the_plan_says_nothing_of_it() -> None:
    indicators = [["Performance, quarter 3 2023/24"], ["Indicator", "Target", "Q1", "Q2"], ["Missed bins", "40", "31", "35"]]
    (part,) = workbook(KPIs=indicators, Plan=[TITLE, *UPPER])
    assert "Performance, quarter 3 2023/24" not in [paragraph.text for paragraph in part.heading]
