"""A spreadsheet becomes strips as it is shown: every sheet on its own, values as they are printed, merged cells at their origin."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable
from datetime import date, datetime, time

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from errors import EmptySource, SourceError
from extract.files.archives import OLE, BrokenArchive, ForeignArchive, LegacyOffice, OversizeArchive, ProtectedArchive
from extract.pages.sheet import read_sheet
from extract.pages.workbook.formats import position, printed
from extract.pages.workbook.separated import find_delimiter
from extract.tables.web.grids import OversizeTable
from model import Sheet
from tests.small_plans import parts_of

HEADER = ["Ref", "Action", "Lead", "By when"]


def xlsx(fill: Callable[[Worksheet], None], name: str = "Sheet1") -> bytes:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert isinstance(sheet, Worksheet)
    sheet.title = name
    fill(sheet)
    return saved(workbook)


def saved(workbook: openpyxl.Workbook) -> bytes:
    packed = io.BytesIO()
    workbook.save(packed)
    return packed.getvalue()


def texts(sheet: Sheet) -> list[list[str]]:
    return [[cell.text for cell in strip.cells] for strip in sheet.strips]


def only(data: bytes) -> Sheet:
    (sheet,) = read_sheet(data, "a.xlsx")[0]
    return sheet


# -- workbooks ---------------------------------------------------------------------------------------------------------------


def plan(sheet: Worksheet) -> None:
    """A table with its title above it, away from the corner."""
    sheet["C3"], sheet["C4"], sheet["D4"] = "Becks action plan", "Council:", "Fernleigh"
    for line, values in enumerate([HEADER, [1, "Dredge", "Ann Vole", date(2031, 3, 31)], [2, "Fence", None, "May"]], 6):
        for column, value in enumerate(values, 3):
            sheet.cell(line, column, value)
    sheet.merge_cells("E7:E8")


def test_a_table_is_read_without_the_blanks_around_it() -> None:
    sheet = only(xlsx(plan))
    assert [strip.loose for strip in sheet.strips] == [True, True, False, False, False]
    assert texts(sheet) == [
        ["Becks action plan"], ["Council: Fernleigh"], HEADER, ["1", "Dredge", "Ann Vole", "2031-03-31"], ["2", "Fence", "", "May"],
    ]  # fmt: skip
    assert [strip.merged for strip in sheet.strips[2:]] == [(), (), (2,)]


def test_every_shown_sheet_is_its_own_and_lines_are_numbered_on() -> None:
    workbook = openpyxl.Workbook()
    for name, state in (("Aim 1 Air", "visible"), ("Working", "hidden"), ("Aim 2 Water", "visible"), ("Empty", "visible")):
        sheet = workbook.create_sheet(name)
        sheet.sheet_state = state
        if name != "Empty":
            sheet.append(HEADER)
            sheet.append([1, name, "Ann", "May"])
    sheets, lines, doubts = read_sheet(saved(workbook), "a.xlsx")
    assert [texts(sheet)[0] for sheet in sheets] == [["Aim 1 Air"], ["Aim 2 Water"]]
    assert [line.number for line in lines] == [1, 2, 3, 4, 5, 6]
    assert [strip.place.line for strip in sheets[1].strips] == [4, 5, 6]
    assert [(doubt.code, doubt.text) for doubt in doubts] == [("hidden_sheet", "Working")]


def test_a_workbook_whose_table_is_hidden_says_so() -> None:
    workbook = openpyxl.Workbook()
    for name, state in (("Plan", "hidden"), ("Cover", "visible")):
        sheet = workbook.create_sheet(name)
        sheet.sheet_state = state
        if name == "Plan":
            plan(sheet)
    with pytest.raises(EmptySource, match="hidden are Plan"):
        read_sheet(saved(workbook), "a.xlsx")


def hiding(sheet: Worksheet) -> None:
    """An aim merged down over a hidden line and two seen ones, and a column of notes that is hidden."""
    header = ["Aim", "Ref", "Action", "Lead", "Note"]
    lines = (header, ["Air", 1, "Old", "Ann", "x"], ["", 2, "Pave", "Bob", "y"], ["", 3, "Plant", "Cy", "z"])
    for cells in lines:
        sheet.append(cells)
    sheet.merge_cells("A2:A4")
    sheet.row_dimensions[2].hidden = True
    sheet.column_dimensions["E"].hidden = True


def test_hidden_lines_and_columns_are_not_read_and_what_is_merged_over_them_is() -> None:
    (read,), _, doubts = read_sheet(xlsx(hiding), "a.xlsx")
    assert texts(read) == [["Aim", "Ref", "Action", "Lead"], ["Air", "2", "Pave", "Bob"], ["", "3", "Plant", "Cy"]]
    assert [(doubt.code, doubt.text) for doubt in doubts] == [("hidden_cells", "Sheet1")]


def test_lines_that_a_filter_or_a_folded_group_takes_away_are_read() -> None:
    def filtered(sheet: Worksheet) -> None:
        hiding(sheet)
        sheet.auto_filter.ref = "A1:E4"
        sheet.auto_filter.add_filter_column(1, ["2", "3"])

    def folded(sheet: Worksheet) -> None:
        hiding(sheet)
        sheet.row_dimensions[2].outline_level = sheet.column_dimensions["E"].outline_level = 1

    assert [cells[1] for cells in texts(only(xlsx(filtered)))] == ["Ref", "1", "2", "3"]
    assert [cells[-1] for cells in texts(only(xlsx(folded)))] == ["Note", "x", "y", "z"]


@pytest.mark.parametrize(
    ("name", "says"),
    [("Sheet1", False), ("Sheet (2)", False), ("7", False), ("Becks ACTION plan", False), ("Action plan", False), ("Aim 1", True)],
)
def test_a_sheets_name_stands_first_where_it_says_something_new(name: str, says: bool) -> None:
    assert (only(xlsx(plan, name)).strips[0].text == name) is says


def test_lines_of_a_cell_are_paragraphs_and_a_tick_is_kept() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append(HEADER)
        sheet.append(["✓", "Dredge:\n• upper beck\n- lower beck", "Ann", "May"])

    cells = only(xlsx(fill)).strips[1].cells
    assert [(each.text, each.bullet) for each in cells[1].paragraphs] == [("Dredge:", False), ("upper beck", True), ("lower beck", True)]
    assert cells[0].text == "✓"


def test_blank_lines_are_gaps() -> None:
    def fill(sheet: Worksheet) -> None:
        for line in (1, 2, 5):
            sheet.cell(line, 1, "a")
            sheet.cell(line, 2, "b")

    assert [strip.gap for strip in only(xlsx(fill)).strips] == [0, 0, 2]


def test_values_are_printed_as_the_sheet_shows_them() -> None:
    shown = [(0.5, "0%", "50%"), (1.1, "0.00", "1.10"), (1200, '"£"#,##0', "£1,200"), (datetime(2031, 9, 1), "mmm-yy", "Sep-31")]

    def fill(sheet: Worksheet) -> None:
        for line, (value, code, _) in enumerate(shown, 1):
            sheet.cell(line, 1, value).number_format = code
            sheet.cell(line, 2, "beside")

    assert [cells[0] for cells in texts(only(xlsx(fill)))] == [text for *_, text in shown]


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [(3.0, None, "3"), (1.1, None, "1.1"), (0.1 + 0.2, None, "0.3"), (1e20, "0", "1e+20"), (True, None, "TRUE"),
     ("x", "0%", "x"), ("", None, ""),
     (0.075, "0.0%", "7.5%"), (12000, "#,##0.00", "12,000.00"), (5, "[Red]0", "5"), (None, None, ""),
     (date(2031, 3, 1), None, "1 March 2031"), (date(2031, 3, 1), "yyyy", "2031"), (date(2031, 3, 1), "mmmm yyyy", "March 2031"),
     (date(2031, 3, 1), '[$-809]dd" day" mmm yy', "01 day Mar 31"), (datetime(2031, 3, 1, 9, 30), None, "1 March 2031 09:30"),
     (datetime(2031, 3, 1), "dd/mm/yyyy hh:mm", "01/03/2031"), (datetime(2031, 3, 1, 9, 30), "dd/mm/yyyy hh:mm", "01/03/2031 09:30"),
     (date(2031, 3, 1), "[$-809]dd mmmm yyyy;@", "01 March 2031"), (date(2031, 3, 1), "d-mmm-yy", "1-Mar-31"),
     (date(2031, 3, 1), "ddd dd.mm.yy", "Sat 01.03.31"), (date(2031, 3, 1), "yyyy\\-mm\\-dd", "2031-03-01"),
     (date(2031, 3, 1), "m/d/yyyy", "1 March 2031"), (date(2031, 3, 1), "d-mmm", "1 March 2031"),
     (date(2031, 3, 1), "mmmmm-yy", "1 March 2031"),
     (date(2031, 3, 1), "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", "1 March 2031"), (time(9, 5), None, "09:05")],
)  # fmt: skip
def test_a_value_in_words(value: object, code: str | None, text: str) -> None:
    assert printed(value, code) == text


def test_the_position_of_a_cell() -> None:
    assert [position(name) for name in ("A1", "C12", "XFD1048576", "12", "A0x")] == [(0, 0), (11, 2), (1048575, 16383), None, None]


# -- OpenDocument ------------------------------------------------------------------------------------------------------------

SPACES = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text", "style"))
SPACES += ' xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"'


def ods(rows: str, manifest: str = "", table: str = "") -> bytes:
    packed = io.BytesIO()
    hidden = '<style:style style:name="h"><style:table-properties table:display="false"/></style:style>'
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", f"<manifest>{manifest}</manifest>")
        archive.writestr(
            "content.xml", f'<office:d {SPACES}>{hidden}<table:table table:name="Aim 1" {table}>{rows}</table:table></office:d>'
        )
    return packed.getvalue()


def line(*cells: str, properties: str = "") -> str:
    return f"<table:table-row {properties}>{''.join(cells)}</table:table-row>"


def cell(text: str, properties: str = "") -> str:
    return f'<table:table-cell office:value-type="string" {properties}><text:p>{text}</text:p></table:table-cell>'


def test_an_opendocument_sheet_is_read_in_the_words_it_shows() -> None:
    down, wide, covered = 'table:number-rows-spanned="2"', 'table:number-columns-spanned="2"', "<table:covered-table-cell/>"
    note = "<office:annotation><text:p>ask Bob</text:p></office:annotation>"
    dated = '<table:table-cell office:value-type="date" office:date-value="2031-03-01"><text:p>Mar 31</text:p></table:table-cell>'
    rows = line(cell("Aim"), cell("What", wide), covered, cell("When")) + line(cell("Air", down), cell(f"Dig{note}"), cell("Ann"), dated)
    rows += line(covered, cell("Sow</text:p><text:p>reap"), cell("two<text:s/>words"), cell("50%"))
    rows += (
        '<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="1024"/></table:table-row>'
    )
    sheet = only(ods(rows))
    assert texts(sheet) == [["Aim 1"], ["Aim", "What", "", "When"], ["Air", "Dig", "Ann", "Mar 31"], ["", "Sow reap", "two words", "50%"]]
    assert sheet.strips[3].merged == (0,)


def test_a_merge_over_blank_lines_ends_where_it_says() -> None:
    rows = line(cell("a", 'table:number-rows-spanned="2"'), cell("b")) + line("<table:covered-table-cell/>") + line(cell("c"), cell("d"))
    assert texts(only(ods(rows)))[1:] == [["a", "b"], ["c", "d"]]
    assert only(ods(rows)).strips[2].gap == 1


def test_the_colour_of_an_opendocument_cell_is_told() -> None:
    green = '<style:style style:name="g"><style:table-cell-properties fo:background-color="#00b050"/></style:style>'
    blank = '<table:table-cell table:style-name="g"/>'
    (read,), _, _ = read_sheet(ods(green + line(cell("Action"), cell("RAG")) + line(cell("Pave"), blank)), "a.ods")
    assert [bool(each.fill) for each in read.strips[2].cells] == [False, True]


def test_a_hidden_opendocument_sheet_is_a_doubt() -> None:
    with pytest.raises(EmptySource):
        read_sheet(ods(line(cell("a"), cell("b")), table='table:style-name="h"'), "a.ods")


def test_hidden_lines_and_columns_of_an_opendocument_sheet_are_not_read() -> None:
    columns = '<table:table-column/><table:table-column table:visibility="collapse"/><table:table-column/>'
    seen = line(cell("1"), cell("note"), cell("Pave"))
    hidden = line(cell("2"), cell("note"), cell("Old"), properties='table:visibility="collapse"')
    filtered = line(cell("3"), cell("note"), cell("Plant"), properties='table:visibility="filter"')
    (read,), _, _ = read_sheet(ods(columns + seen + hidden + filtered), "a.ods")
    assert texts(read) == [["Aim 1"], ["1", "", "Pave"], ["3", "", "Plant"]]


@pytest.mark.parametrize("times", ["table:number-columns-repeated", "table:number-rows-spanned"])
def test_cells_repeated_without_end_are_refused_or_cut(times: str) -> None:
    bomb = ods(line(*[cell("x", f'{times}="99999999"')] * 600, properties='table:number-rows-repeated="99999999"'))
    with pytest.raises(OversizeTable):
        read_sheet(bomb, "a.ods")


# -- delimited texts ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_a_delimited_text_keeps_its_own_line_numbers(delimiter: str) -> None:
    rows = ["Becks plan", "", delimiter.join(HEADER), delimiter.join(["1", '"Dredge' + delimiter + '\nthen fence"', "Ann", "May"]), ""]
    sheets, lines, _ = read_sheet("\r\n".join(rows).encode(), "a.csv")
    strips = sheets[0].strips
    assert [(strip.place.line, strip.place.line_end, strip.loose) for strip in strips] == [(1, 1, True), (3, 3, False), (4, 5, False)]
    assert [each.text for each in strips[2].cells[1].paragraphs][-1] == "then fence"
    assert [line.number for line in lines] == [1, 3, 4]


@pytest.mark.parametrize("blank", [3, 250])
def test_a_table_ends_at_its_last_column_with_words(blank: int) -> None:
    rows = [["Ref", "Action", "Lead", "By when"], ["1", "Plant elms", "Parks", "May 2027"], ["2", "Mend kerbs", "Roads", "June 2027"]]
    (sheet,), _, _ = read_sheet("".join(",".join([*row, *[""] * blank]) + "\n" for row in rows).encode(), "a.csv")
    assert [[cell.text for cell in strip.cells] for strip in sheet.strips] == rows


def test_prose_has_no_delimiter() -> None:
    assert (
        find_delimiter(
            "The ranger, who knows the beck, dredges it.\nIn May, all being well.\nThen, fences; then, seats, gates, and stiles.\n"
        )
        is None
    )
    assert find_delimiter("a,b,c\n1,2,3\n") == ","


def test_quotes_that_never_close_are_read_or_refused() -> None:
    with pytest.raises(SourceError):
        read_sheet(b'Ref,Action,Lead\n1,"' + b"x\n" * 200_000, "a.csv")


# -- refused -----------------------------------------------------------------------------------------------------------------

GOOD = xlsx(plan)


def archive(name: str, content: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as written:
        written.writestr(name, content)
    return packed.getvalue()


@pytest.mark.parametrize(
    ("data", "refusal", "advice"),
    [
        (GOOD[: len(GOOD) // 2], BrokenArchive, "again"),
        (archive("readme.txt", b"hello"), ForeignArchive, ".xlsx"),
        (archive("xl/workbook.xml", b"<workbook/>"), BrokenArchive, "again"),
        (archive("content.xml", b"<office"), BrokenArchive, "again"),
        (ods("", manifest="<encryption-data/>"), ProtectedArchive, "without a password"),
        (OLE + "EncryptedPackage".encode("utf-16-le") + b"\0\0", ProtectedArchive, "without a password"),
        (OLE + "Workbook".encode("utf-16-le") + b"\0\0" + b"\0" * 600, BrokenArchive, "again"),
        (OLE + "WordDocument".encode("utf-16-le") + b"\0\0", LegacyOffice, ".docx"),
        (xlsx(lambda sheet: None), EmptySource, "PDF"),
        (b"", EmptySource, ""),
    ],
    ids=range(10),
)
def test_what_is_no_whole_open_workbook_is_refused_with_the_remedy(data: bytes, refusal: type[SourceError], advice: str) -> None:
    with pytest.raises(refusal) as raised:
        read_sheet(data, "a.xlsx")
    assert str(raised.value).startswith("a.xlsx: ")
    assert advice in raised.value.advice


def test_cells_at_the_ends_of_the_earth_are_refused_before_memory_is_filled() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["A1"], sheet["XFD1048576"] = "a", "z"

    with pytest.raises(OversizeArchive):
        read_sheet(xlsx(fill), "a.xlsx")


@pytest.mark.parametrize("seed", range(40))
def test_a_damaged_workbook_is_read_or_refused(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311  # no secret
    data = bytearray(GOOD)
    for _ in range(chance.randrange(1, 12)):
        data[chance.randrange(len(data))] = chance.randrange(256)
    try:
        assert read_sheet(bytes(data), "a.xlsx")[0]
    except SourceError as refusal:
        assert refusal.advice


def test_a_line_of_one_cell_below_blank_ones_is_a_note_to_separated_values() -> None:
    rows = ["Year,Action,Lead", "2025,Mend the slip,Clerk", "2026,Count the terns,Warden", ",,", "2 actions,,"]
    (sheet,), _, _ = read_sheet("\r\n".join(rows).encode(), "a.csv")
    assert [strip.text for strip in sheet.strips if strip.loose] == ["2 actions"]


def test_what_a_program_adds_to_a_table_that_it_found_is_none_of_it() -> None:
    wrapped = '"Count the terns on\nthe north side of\nthe bay"', '"Mend the\nslip and the\nstairs"', '"Nets\nRopes"'
    rows = ["Action,Lead,By when", *(f"{action},Harbour Master,May 2026" for action in wrapped)]
    dump = "\n".join([",0,1,2", *(f"{number},{row}" for number, row in enumerate(rows))])
    (sheet,), _, _ = read_sheet(dump.encode(), "a.csv")
    texts = [["/".join(each.text for each in cell.paragraphs) for cell in strip.cells] for strip in sheet.strips]
    assert texts[0] == ["Action", "Lead", "By when"]
    assert [text[0] for text in texts[1:]] == ["Count the terns on the north side of the bay", "Mend the slip and the stairs", "Nets/Ropes"]


def test_none_is_no_word_where_a_program_wrote_it_for_empty_cells() -> None:
    row = "1,Light the slip,Clerk,None,None"
    for banner, said in (("1,Slips,None,None,None", ""), ("1,Slips,,,None", "None"), (row, "None")):
        (sheet,), _, _ = read_sheet("\n".join(("Ref,Action,Lead,Due,Cost", banner, "1.1,Mend the slip,Clerk,2027,None")).encode(), "a.csv")
        assert sheet.strips[-1].cells[-1].text == said


def test_what_a_program_says_of_its_tables_is_no_section_and_its_figures_are_no_rows() -> None:
    rows = ["Action,Lead,Due,", "Mend the slip,Clerk,May 2027,", "Count the terns,Warden,2028,"]
    own = [*rows, "", "Confidence Scores % (Table Cell)", "98.4,97.1,96.3,"]
    (part,) = parts_of("\n".join(("Table: Table_1", "", *own, "", "Table: Table_2", "", *own)), "text/csv")
    assert (len(part.rows), {row.priority for row in part.rows}) == (4, {None})


def test_a_sheet_of_sentences_without_a_table_holds_text() -> None:
    def prose(sheet: Worksheet) -> None:
        for line in range(1, 60):
            sheet.cell(line, 1, f"Sentence {line} about the harbour and its boats.")

    assert len(only(xlsx(prose)).strips) == 59


def test_a_sheet_of_a_few_words_without_a_table_holds_none() -> None:
    with pytest.raises(EmptySource):
        read_sheet(xlsx(lambda sheet: sheet.append(["Chart"])), "a.xlsx")
