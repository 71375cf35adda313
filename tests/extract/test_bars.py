"""Rules and shaded bands across a table: which of its columns each of them parts, and which only may be parted there."""

from __future__ import annotations

from extract.tables.aligned import read_page
from extract.tables.printed.bars import find_bars
from extract.tables.printed.columns import Columns
from extract.tables.printed.loose_lines import rows_beside
from model import Box, Cell, Fill, Paragraph, Place, Strip, Word
from tests.extract.printed import GREY, page, row, tabled
from tests.extract.strips import meanings

AT = (50.0, 90.0, 190.0, 380.0, 470.0)
EDGES = (48.0, 86.0, 186.0, 376.0, 466.0, 560.0)


def band(top: float, bottom: float, *columns: int) -> list[Fill]:
    """The cells of these columns, shaded at one height."""
    return [Fill((EDGES[column], top, EDGES[column + 1], bottom), GREY) for column in columns]


def merged() -> list[Word]:
    """Two aims with an action each, both merged down beside two numbered rows of leads and times."""
    return [
        *row(100, AT, "No.", "Aim", "Action", "Lead", "Timescale", bold=True),
        *row(116, AT, "1.1", "Green streets\nfor walks", "Plant forty trees along\nthe river path", "Parks Manager", "June 2027"),
        *row(144, AT, "1.2", "", "", "Tree Warden", "Ongoing"),
        *row(172, AT, "1.3", "Bright squares\nfor evenings", "Mend the bandstand\nand its lamps", "Town Clerk", "Ongoing"),
        *row(200, AT, "1.4", "", "", "Works Team", "May 2026"),
    ]


def test_a_cell_may_begin_below_a_band_that_does_not_reach_it() -> None:
    fills = band(142, 170, 0, 3, 4) + band(198, 226, 0, 3, 4)
    lines = tabled(read_page(page(merged(), fills=fills), meanings())[0])
    assert [line[:4] for line in lines[1:]] == [
        ["1.1", "Green streets for walks", "Plant forty trees along the river path", "Parks Manager"],
        ["1.2", "", "", "Tree Warden"],
        ["1.3", "Bright squares for evenings", "Mend the bandstand and its lamps", "Town Clerk"],
        ["1.4", "", "", "Works Team"],
    ]


def test_text_that_runs_past_the_end_of_a_band_is_one_cell() -> None:
    words = [
        *row(100, AT, "No.", "Aim", "Action", "Lead", "Timescale", bold=True),
        *row(116, AT, "1", "Green streets", "Plant trees", "Parks Manager", "June 2027"),
        *row(132, AT, "2", "", "Fill planters", "Tree Warden", "Ongoing"),
        *row(148, AT, "3", "", "Weed paths", "Works Team", "Ongoing"),
        *row(164, AT, "4", "", "Mend steps", "Works Team", "May 2026"),
    ]
    aim = row(128, AT, "", "that are good\nto walk along\nin any weather", "", "", "")
    lines = tabled(read_page(page([*words, *aim], fills=band(130, 146, 0, 2, 3, 4) + band(162, 178, 0, 2, 3, 4)), meanings())[0])
    assert [line[1] for line in lines[1:]] == ["Green streets that are good to walk along in any weather", "", "", ""]


def test_what_explains_the_bold_words_of_an_unshaded_column_goes_on_beside_the_next_row() -> None:
    at, edges = (50.0, 200.0, 380.0), (48.0, 196.0, 376.0, 560.0)
    words = [
        *row(100, at, "Priority", "Action", "Lead and by when", bold=True),
        *row(116, at, "To calm streets", "Plant forty trees", "Parks Manager, June 2027", bold=False),
        *row(132, at, "Walks are short here", "Fill the planters", "Tree Warden, May 2026"),
        *row(148, at, "and dull.", "Weed the paths", "Works Team, May 2026"),
    ]
    words = [word if word.box[0] > 190 or word.box[1] > 120 else Word(word.text, word.box, word.size, bold=True) for word in words]
    fills = [Fill((left, 130, right, 146), GREY) for left, right in zip(edges[1:], edges[2:], strict=False)]
    lines = tabled(read_page(page(words, fills=fills), meanings())[0])
    assert [line[0] for line in lines[1:]] == ["To calm streets / Walks are short here and dull.", "", ""]


def test_bands_over_two_columns_part_rows_and_marked_words_do_not() -> None:
    columns = Columns(EDGES)
    found = find_bars(page(merged(), fills=[*band(142, 170, 2, 3), Fill((200, 200, 300, 212), GREY)]), columns)
    assert [(bar.top, bar.closes) for bar in found] == [(142, False), (170, True)]
    assert [bar.begins(EDGES[3], EDGES[4]) for bar in found] == [True, True]
    assert [bar.begins(EDGES[1], EDGES[2]) for bar in found] == [False, None]


def test_a_shade_that_goes_on_past_another_is_one_cell() -> None:
    (_, closes, _) = find_bars(page([], fills=[*band(142, 170, 0, 2, 3, 4), *band(142, 198, 1, 2)]), Columns(EDGES))
    assert closes.top == 170 and closes.closes
    assert closes.begins(EDGES[1], EDGES[2]) is False


def strip(box: Box, *texts: str, loose: bool = False) -> Strip:
    return Strip(tuple(Cell((Paragraph(text),)) for text in texts), Place(page=1, box=box), loose=loose)


def test_loose_texts_side_by_side_over_a_table_are_a_row_of_it() -> None:
    table = strip((48, 200, 560, 220), "1.2", "Fill planters", "Tree Warden")
    side = [strip((left, 180, left + 60, 192), "Some words", loose=True) for left in (50, 190, 380)]
    under = [strip((50, top, 300, top + 12), "Some words", loose=True) for top in (100, 130, 160)]
    assert rows_beside([*side, table])
    assert not rows_beside([*under, *side[:2], table])
    assert not rows_beside(side)
