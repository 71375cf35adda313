"""Bold words and words set further in tell the levels of a workbook's first column, where nothing else does."""

from __future__ import annotations

from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.worksheet import Worksheet

from extract.documents import read_document
from extract.pages.workbook.letters import bold_fonts, indents
from extract.plans import find_plans
from model import Row
from tests.extract.strips import meanings
from tests.extract.test_sheet import only, xlsx

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HEADER = ["Theme / aim / action", "Owner", "Finish", "Status"]
LEVELS = [
    ("Calm water", 0), ("Reach boats that drag their anchors", 1), ("Dredge the basin by the quay", 2), ("Mend the sluice at Fernleigh", 2),
    ("Quiet nights", 1), ("Fence the upper pontoon", 2), ("Dry land", 0), ("Paths for everyone", 1), ("Gravel the towpath to the lock", 2),
]  # fmt: skip


def outline(sheet: Worksheet, inset: bool = True, bold: bool = False) -> None:
    """A plan whose three levels stand in one column."""
    for column, text in enumerate(HEADER, 1):
        sheet.cell(1, column, text)
    for line, (text, level) in enumerate(LEVELS, 2):
        cell = sheet.cell(line, 1, text)
        cell.alignment = Alignment(indent=level if inset else 0)
        cell.font = Font(bold=bold and level < 2)
        for column, value in enumerate(("Harbour Master", "May 2031", "In progress") if level == 2 else (), 2):
            sheet.cell(line, column, value)


def rows(data: bytes) -> tuple[Row, ...]:
    (part,) = find_plans(read_document(data, "a.xlsx", XLSX, meanings()), meanings())
    return part.rows


def levels(found: tuple[Row, ...]) -> list[tuple[str | None, str | None]]:
    return [(row.priority.text if row.priority else None, row.objective.text if row.objective else None) for row in found]


EXPECTED = [
    *[("Calm water", "Reach boats that drag their anchors")] * 2, ("Calm water", "Quiet nights"),
    ("Dry land", "Paths for everyone"),
]  # fmt: skip


def test_lines_alone_above_lines_further_in_are_levels() -> None:
    found = rows(xlsx(outline))
    assert levels(found)[:2] == EXPECTED[:2]
    assert [row.cells[0][1].text for row in found] == [text for text, level in LEVELS if level == 2]


def test_a_lone_level_is_the_one_that_is_set_like_it() -> None:
    def two_weights(sheet: Worksheet) -> None:
        outline(sheet)
        for line, (_, level) in enumerate(LEVELS, 2):
            sheet.cell(line, 1).font = Font(bold=level == 0)

    assert levels(rows(xlsx(two_weights))) == EXPECTED


def test_bold_alone_tells_the_levels_too() -> None:
    def bold_heads(sheet: Worksheet) -> None:
        outline(sheet, inset=False)
        for line, (_, level) in enumerate(LEVELS, 2):
            sheet.cell(line, 1).font = Font(bold=level == 0)

    assert [priority for priority, _ in levels(rows(xlsx(bold_heads)))][-1] == "Dry land"


def test_dates_that_sum_up_the_lines_further_in_make_no_action_of_a_bold_name() -> None:
    def summed(sheet: Worksheet, said: str) -> None:
        outline(sheet, bold=True)
        for line, (_, level) in enumerate(LEVELS, 2):
            for column, value in enumerate(("", "May 2031", said) if level < 2 else (), 2):
                sheet.cell(line, column, value)

    assert len(rows(xlsx(lambda sheet: summed(sheet, "45%")))) == len(EXPECTED)
    assert len(rows(xlsx(lambda sheet: summed(sheet, "Not started")))) == len(LEVELS)


def test_a_line_alone_above_lines_no_further_in_stays_one_cell_wide() -> None:
    assert all(strip.cells[0].across == 1 for strip in only(xlsx(lambda sheet: outline(sheet, inset=False))).strips)


def test_bold_is_told_by_font() -> None:
    styles = b"<fonts><font/><font><b/><sz val='9'/></font><font><b val='0'/></font><x:font><x:b val='1'/></x:font></fonts>"
    assert bold_fonts(styles) == {1, 3} and bold_fonts(b"") == frozenset()


def test_what_is_struck_out_is_marked_in_cells_and_in_runs_of_words() -> None:
    def struck(sheet: Worksheet) -> None:
        sheet.append(["Action", "Owner", "Finish"])
        gone, kept = InlineFont(strike=True), InlineFont(strike=False)
        sheet.append(["Dredge the basin", "Clerk", CellRichText(TextBlock(gone, "May 2031"), " June ", TextBlock(kept, "2031"))])
        sheet["B2"].font = Font(strike=True)

    assert [cell.text for cell in only(xlsx(struck)).strips[1].cells] == ["Dredge the basin", "~~Clerk~~", "~~May 2031~~ June 2031"]


def test_indents_are_told_by_format() -> None:
    assert indents(b"<xf/><xf a='1'><alignment wrapText='1' indent='2'/></xf><xf><alignment/></xf>") == (0, 2, 0)
