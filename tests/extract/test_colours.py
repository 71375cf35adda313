"""Colour as status: shaded cells without words say their colour in a column of ratings, and nowhere else."""

from __future__ import annotations

import pytest

from extract.pages.html import read_html
from extract.plans import find_plans
from extract.row.frozen import freeze_rows
from extract.stitch import stitch
from extract.tables import aligned, ruled
from extract.tables.colours import colour_word, tell_colours, written_colour
from model import Cell, Fill, Meanings, Paragraph, Place, Row, Script, Sheet, Strip
from normalise.lexicon import load_lexicons
from normalise.words import compile_words, meanings
from tests.extract.printed import across, grid, page, row, say

GREEN, AMBER, RED, BLUE, GREY = (0, 176, 80), (255, 192, 0), (255, 0, 0), (0, 112, 192), (166, 166, 166)
BAND = (220, 230, 241)
PLACES = (42.0, 242.0, 342.0, 442.0)
XS = (40.0, 240.0, 340.0, 440.0, 500.0)
YS = (100.0, 120.0, 150.0, 180.0, 210.0)
HEADER = ("Action", "Lead officer", "Timescale", "RAG")


@pytest.fixture(scope="module")
def asked() -> Meanings:
    return meanings(compile_words(load_lexicons()))


@pytest.mark.parametrize(
    ("colour", "word"),
    [
        (RED, "Red"),
        ((192, 0, 0), "Red"),
        ((255, 199, 206), "Red"),
        (AMBER, "Amber"),
        ((247, 150, 70), "Amber"),
        ((255, 255, 0), "Yellow"),
        (GREEN, "Green"),
        ((146, 208, 80), "Green"),
        ((198, 239, 206), "Green"),
        (BLUE, "Blue"),
        (GREY, "Grey"),
        ((255, 255, 255), None),
        ((242, 242, 242), None),
        ((0, 0, 0), None),
        ((20, 40, 20), None),
    ],
)
def test_a_colour_has_the_name_that_people_give_it(colour: tuple[int, int, int], word: str | None) -> None:
    assert colour_word(colour) == word


@pytest.mark.parametrize(
    ("text", "colour"),
    [("#f00", RED), ("00B050", GREEN), (" rgb(255, 192, 0) ", AMBER), ("Red", RED), ("auto", None), ("", None), ("inherit", None)],
)
def test_a_colour_is_read_as_pages_write_it(text: str, colour: tuple[int, int, int] | None) -> None:
    assert written_colour(text) == colour


def body(y: float, number: int) -> list[object]:
    return [*row(y, PLACES[:3], f"Open {number} new hubs for carers", "Housing Manager", "March 2025")]


def shade(row_number: int, colour: tuple[int, int, int], column: int = 3) -> Fill:
    return Fill((XS[column] + 0.5, YS[row_number] + 0.5, XS[column + 1] - 0.5, YS[row_number + 1] - 0.5), colour)


def rows_of(sheet: Sheet, asked: Meanings) -> tuple[Row, ...]:
    return freeze_rows(stitch(sheet, asked))


def ratings(rows: tuple[Row, ...]) -> list[str | None]:
    return [next((cell.text for column, cell in row.cells if "rag" in column.roles), None) for row in rows]


def drawn(*fills: Fill, header: tuple[str, ...] = HEADER, more: tuple[object, ...] = ()) -> Sheet:
    words = [*row(104, PLACES, *header), *(word for number in range(3) for word in body(YS[number + 1] + 6, number + 2)), *more]
    made = page(words, grid(XS, YS), fills)  # type: ignore[arg-type]
    return Sheet(ruled.STAGE, ruled.read_page(made, meanings(compile_words(load_lexicons()))))


def test_cells_of_a_drawn_table_say_their_colour(asked: Meanings) -> None:
    rows = rows_of(drawn(shade(1, GREEN), shade(2, AMBER), shade(3, RED)), asked)
    assert ratings(rows) == ["Green", "Amber", "Red"]
    assert all("rag_from_fill" in row.flags for row in rows)
    place = next(cell.paragraphs[0].place for column, cell in rows[0].cells if "rag" in column.roles)
    assert place == Place(page=1, box=shade(1, GREEN).box)


def test_a_cell_left_white_says_nothing(asked: Meanings) -> None:
    rows = rows_of(drawn(shade(1, GREEN)), asked)
    assert ratings(rows) == ["Green", None, None]
    assert [row.flags for row in rows[1:]] == [(), ()]


def test_a_status_column_of_colours_alone_is_one_of_ratings(asked: Meanings) -> None:
    rows = rows_of(drawn(shade(1, GREEN), shade(2, RED), header=("Action", "Lead officer", "Timescale", "Status")), asked)
    assert ratings(rows) == ["Green", "Red", None]


def test_words_in_a_coloured_cell_stand_as_printed(asked: Meanings) -> None:
    rows = rows_of(drawn(shade(1, GREEN), shade(2, RED), more=tuple(say("Amber", 442, 126))), asked)
    assert ratings(rows) == ["Amber", "Red", None]
    assert rows[0].flags == ()


@pytest.mark.parametrize("column", [0, 1, 2])
def test_shades_of_other_columns_say_nothing(column: int, asked: Meanings) -> None:
    rows = rows_of(drawn(shade(1, GREEN, column), shade(2, RED, column)), asked)
    assert ratings(rows) == [None, None, None]
    assert all("rag_from_fill" not in row.flags for row in rows)


def test_bands_are_no_colours_whether_drawn_whole_or_cell_by_cell(asked: Meanings) -> None:
    whole = Fill((XS[0], YS[2], XS[-1], YS[3]), (198, 239, 206))
    assert ratings(rows_of(drawn(whole), asked)) == [None, None, None]
    pieces = [shade(2, (198, 239, 206), column) for column in range(4)]
    assert ratings(rows_of(drawn(*pieces), asked)) == [None, None, None]


def test_the_shade_of_the_header_is_no_colour_below_it(asked: Meanings) -> None:
    assert ratings(rows_of(drawn(shade(0, GREEN), shade(1, GREEN), shade(2, RED)), asked)) == [None, "Red", None]


def test_blue_and_grey_rate_only_beside_a_signal(asked: Meanings) -> None:
    assert ratings(rows_of(drawn(shade(1, BLUE), shade(2, GREY)), asked)) == [None, None, None]
    assert ratings(rows_of(drawn(shade(1, BLUE), shade(2, GREY), shade(3, RED)), asked)) == ["Blue", "Grey", "Red"]


def test_the_key_of_a_paper_names_its_colours(asked: Meanings) -> None:
    sample = Fill((40.0, 230.0, 50.0, 240.0), AMBER)
    key = tuple(say("Yellow = under way", 56, 230))
    rows = rows_of(drawn(shade(1, AMBER), sample, more=key), asked)
    assert ratings(rows) == ["Yellow", None, None]


def test_cells_of_an_aligned_table_say_their_colour(asked: Meanings) -> None:
    words = [*row(104, PLACES, *HEADER), *(word for number in range(3) for word in body(YS[number + 1] + 6, number + 2))]
    rules = [across(y, XS[0], XS[-1]) for y in YS]
    made = page(words, rules, [shade(1, GREEN), shade(3, RED)])  # type: ignore[arg-type]
    strips, _ = aligned.read_page(made, asked)
    assert ratings(rows_of(Sheet(aligned.STAGE, strips), asked)) == ["Green", None, "Red"]


def test_a_row_over_a_page_says_its_colour_once(asked: Meanings) -> None:
    head = Strip(tuple(Cell((Paragraph(text),)) for text in HEADER), Place(page=1, box=(40, 100, 500, 120)))
    texts = ("Open two new hubs for carers and", "Housing Manager", "March 2025"), ("their families in the north", "", "")
    lines = [
        Strip(
            (*(Cell((Paragraph(text),) if text else ()) for text in cells), Cell((), Fill((440, 700, 500, 760), GREEN))),
            Place(page=number, box=(40, 700, 500, 760)),
        )
        for number, cells in enumerate(texts, 1)
    ]
    rows = rows_of(Sheet("ruled", (head, *lines)), asked)
    assert ratings(rows) == ["Green"]


def test_strips_without_fills_are_left_as_they_are(asked: Meanings) -> None:
    strips = [Strip(tuple(Cell((Paragraph(text),)) for text in HEADER), Place(line=1))]
    assert tell_colours(strips, asked) == strips


@pytest.mark.parametrize(
    "shown",
    ['class="cell cell--green"', 'bgcolor="#00B050"', 'style="color:#fff; background-color: #00b050"', 'style="background:green"'],
)
def test_cells_of_a_web_page_say_their_colour(shown: str, asked: Meanings) -> None:
    line = "<tr><td>Open {} new hubs for carers</td><td>Housing Manager</td><td>March 2025</td><td {}></td></tr>"
    head = "".join(f"<th bgcolor='#1f497d'>{text}</th>" for text in HEADER)
    body = line.format(2, shown) + line.format(3, 'bgcolor="#ff0000"') + line.format(4, "")
    sheet, lines, _ = read_html(f"<table><tr>{head}</tr>{body}</table>".encode(), "plan.html")
    (part,) = find_plans(Script(groups=((sheet,),), lines=lines), asked)
    assert ratings(part.rows) == ["Green", "Red", None]
    assert [row.flags for row in part.rows] == [("rag_from_fill",), ("rag_from_fill",), ()]
