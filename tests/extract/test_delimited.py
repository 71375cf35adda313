"""Lines of tabs: each is a strip, a row cut by a line break is whole again, white space between is counted."""

from __future__ import annotations

from extract.tables import delimited
from tests.extract.strips import loose, sheet_of, table
from tests.small_plans import column, part_of

HEADER = "Action\tLead\tBy when"


def test_a_text_with_one_tab_is_no_table() -> None:
    assert sheet_of(delimited.read, "Harbour news\nName:\tthe quay\nNo table here") is None
    assert sheet_of(delimited.read, "\t\t\n\t\t\nNo table here") is None


def test_lines_of_tabs_are_strips_and_the_rest_stands_beside() -> None:
    text = f"Harbour Action Plan\n{HEADER}\nMend the slipway\tHarbour Master\tMay 2026\n\nEnd of plan"
    assert table(delimited.read, text) == [["Action", "Lead", "By when"], ["Mend the slipway", "Harbour Master", "May 2026"]]
    assert loose(delimited.read, text) == ["Harbour Action Plan", "End of plan"]


def test_empty_cells_keep_their_place() -> None:
    assert table(delimited.read, f"{HEADER}\n\tHarbour Master\t\nMend the slipway\t\tMay 2026")[1:] == [
        ["", "Harbour Master", ""],
        ["Mend the slipway", "", "May 2026"],
    ]


def test_a_row_cut_by_a_line_break_is_one_again() -> None:
    text = f"{HEADER}\nMend the slipway\tHarbour Master and\nthe moorings team\tMay 2026\nDredge the basin\tHarbour Master\tJune 2026"
    assert table(delimited.read, text)[1] == ["Mend the slipway", "Harbour Master and / the moorings team", "May 2026"]
    sheet = sheet_of(delimited.read, text)
    assert sheet is not None and (sheet.strips[1].place.line, sheet.strips[1].place.line_end) == (2, 3)


def test_a_short_row_before_a_new_one_is_not_joined() -> None:
    text = f"{HEADER}\nMend the slipway\tHarbour Master\nDredge the basin\tHarbour Master\tJune 2026"
    assert [line[0] for line in table(delimited.read, text)[1:]] == ["Mend the slipway", "Dredge the basin"]
    text = f"{HEADER}\nMend the slipway\tHarbour Master\nDredge the basin\tMay 2026\nMark the reef\tHarbour Master\tJune 2026"
    assert len(table(delimited.read, text)) == 4


def test_blank_lines_and_lines_of_tabs_alone_count_as_white_space() -> None:
    sheet = sheet_of(
        delimited.read, f"{HEADER}\nMend the slipway\tHarbour Master\tMay 2026\n\n\t\t\n\nMark the reef\tHarbour Master\tJune 2026"
    )
    assert sheet is not None and [strip.gap for strip in sheet.strips] == [0, 0, 3]


def test_a_quoted_cell_that_goes_on_over_lines_is_one_cell_without_its_quotes() -> None:
    text = f'{HEADER}\nMend the slipway\t"Harbour Master\nMoorings ""A"" team"\tMay 2026\nDredge the basin\tHarbour Master\tJune 2026'
    assert table(delimited.read, text)[1:] == [
        ["Mend the slipway", 'Harbour Master / Moorings "A" team', "May 2026"],
        ["Dredge the basin", "Harbour Master", "June 2026"],
    ]


def test_quotes_that_a_program_doubled_are_as_they_were_written() -> None:
    text = f'{HEADER}\n"Mend the ""old"" slipway"\tHarbour Master\tMay 2026\n"Dredge" the "basin"\tHarbour Master\tJune 2026'
    assert [row[0] for row in table(delimited.read, text)[1:]] == ['Mend the "old" slipway', '"Dredge" the "basin"']


def test_quotes_that_never_close_leave_the_lines_as_they_are() -> None:
    text = f'{HEADER}\nMend the slipway\tHarbour Master\t"May 2026\nDredge the basin\tHarbour Master\tJune 2026'
    assert table(delimited.read, text)[1][2] == '"May 2026'
    assert table(delimited.read, text)[2] == ["Dredge the basin", "Harbour Master", "June 2026"]


def test_cells_that_are_marked_up_over_several_lines_are_whole() -> None:
    first = "<p><b>Calm water</b></p>\n<p>The basin is low.</p>\t<p>Dredge it</p>\t<p>Harbour Master</p>\n<p>Crew</p>\t<p>May 2026</p>"
    second = "\t<p>Light the mole</p>\t<p>Engineer</p>\t<p>2027</p>\t<p>Lit</p>"
    rows = f"{first}\t<ul>\n<li>Three metres deep</li>\n<li>Buoys moved</li>\n</ul>\n{second}\n<p><b>Dry land</b></p>"
    text = f"<p>Harbour plan</p>\n<p>All year.</p>\nAim\tAction\tLead\tBy when\tOutcomes\n{rows}\n\nEnd"
    assert table(delimited.read, text)[1:] == [
        ["Calm water / The basin is low.", "Dredge it", "Harbour Master / Crew", "May 2026", "Three metres deep / Buoys moved"],
        ["", "Light the mole", "Engineer", "2027", "Lit"],
    ]
    assert loose(delimited.read, text) == ["Harbour plan", "All year.", "Dry land", "End"]


def test_columns_in_which_nothing_stands_are_none() -> None:
    text = f"{HEADER}\nMend the slipway\tHarbour Master\tMay 2026\nDredge the basin\t\tJune 2026".replace("\t", "\t\t")
    assert table(delimited.read, text)[1:] == [["Mend the slipway", "Harbour Master", "May 2026"], ["Dredge the basin", "", "June 2026"]]


def test_the_head_of_a_paper_that_every_page_prints_again_is_no_row() -> None:
    head = f"Lewes District Council\tHarbour Plan\t2025-2028\n{HEADER}\n"
    text = f"{head}Mend the slipway\tHarbour Master\tMay 2026\n\nPage 1\n\n{head}Dredge the basin\tHarbour Master\tJune 2026"
    part = part_of(text)
    assert column(part, "action") == ["Mend the slipway", "Dredge the basin"]
