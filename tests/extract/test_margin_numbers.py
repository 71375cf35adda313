"""Big numbers beside the rows of a designed table."""

from __future__ import annotations

from extract.tables.aligned import read_page
from extract.tables.printed.margin_numbers import with_small_numbers
from model import Word
from tests.extract.printed import page, row, say, tabled
from tests.extract.strips import meanings

PLACES = (100.0, 330.0, 450.0)
HEAD = row(60, PLACES, "What we will do", "Lead", "By when", bold=True)


def numbered(y: float, number: str, action: str, lead: str, when: str, down: float = 0.0) -> list[Word]:
    return [*say(number, 54, y + down, size=24), *row(y, PLACES, action, lead, when)]


ROWS = [
    *numbered(90, "1", "Plant reeds along the\nbank", "Parks Manager", "June 2027"),
    *numbered(140, "2", "Mend the weir", "River Warden", "May 2026", down=-4),
    *numbered(190, "3", "Widen the towpath\nat the lock and mend\nthe rail", "Works Team", "Ongoing", down=10),
]


def test_big_numbers_stand_on_the_first_line_of_their_rows() -> None:
    small = with_small_numbers(page([*HEAD, *ROWS]))
    assert [(word.box[1], word.size) for word in small.words if word.text.isdigit() and len(word.text) == 1] == [
        (90, 10),
        (140, 10),
        (190, 10),
    ]


def test_rows_with_big_numbers_are_read_whole() -> None:
    strips, _ = read_page(page([*HEAD, *ROWS]), meanings())
    texts = [" ".join(cells).split(" ", 1) for cells in tabled(strips)[1:]]
    assert [number for number, _ in texts] == ["1", "2", "3"]
    assert texts[2][1] == "Widen the towpath at the lock and mend the rail Works Team Ongoing"


def test_a_page_without_big_numbers_and_a_numbered_title_stay_as_they_are() -> None:
    plain = page([*say("3 Our rivers", 54, 30, size=24), *HEAD, *row(90, PLACES, "Mend the weir", "River Warden", "May 2026")])
    assert with_small_numbers(plain) is plain


def test_a_title_printed_again_above_rows_that_go_on_is_no_cell_of_theirs() -> None:
    first, columns = read_page(page([*HEAD, *ROWS]), meanings())
    again = say("Our action plan (continued)", 100, 40, bold=True)
    strips, _ = read_page(page([*again, *row(90, PLACES, "Count the boats", "Works Team", "2028")], number=2), meanings(), columns)
    assert first and [strip.text for strip in strips if strip.loose] == ["Our action plan (continued)"]
    assert tabled(strips) == [["", "Count the boats", "Works Team", "2028"]]
