"""Words of PDF pages: where they stand, how they look, which of them a reader sees."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.pages.pdf import read_pdf
from extract.pages.pdfium import letters
from model import Page, Word
from tests.extract.make_pdf import Sheet, line, pdf, picture, rectangle, text, turned

RENDITIONS = Path(__file__).resolve().parents[2] / "samples" / "renditions"
SENTENCE = "Review the leaflet by June 2031"


def page(content: str | Sheet, **others: object) -> Page:
    pages, _ = read_pdf(pdf([content], **others), "paper.pdf")  # type: ignore[arg-type]
    return pages[0]


def texts(words: tuple[Word, ...]) -> list[str]:
    return [word.text for word in words]


def test_words_stand_where_they_are_printed() -> None:
    review, *_, year = page(text(100, 700, SENTENCE, size=12)).words
    assert review.text == "Review"
    assert review.box[0] == pytest.approx(100, abs=0.5)
    assert review.box[1] < 842 - 700 < review.box[3], "the baseline is inside the box"
    assert review.box[3] - review.box[1] == pytest.approx(12, abs=0.1)
    assert (review.size, review.bold, review.upright) == (12, False, True)
    assert year.text == "2031" and year.box[0] > review.box[2]


def test_bold_is_told_by_the_font_or_by_a_stroked_outline() -> None:
    words = page(text(100, 700, "Plain") + text(200, 700, "Heavy", "F2") + text(300, 700, "Stroked", before="2 Tr")).words
    assert [(word.text, word.bold) for word in words] == [("Plain", False), ("Heavy", True), ("Stroked", True)]


def test_lines_come_from_the_top_and_words_from_the_left_whatever_the_file_draws_first() -> None:
    words = page(text(300, 600, "last") + text(300, 700, "second") + text(100, 600, "third") + text(100, 700, "first")).words
    assert texts(words) == ["first", "second", "third", "last"]


def test_columns_that_nearly_touch_stay_apart() -> None:
    words = page(text(100, 700, "Manager") + text(143, 700, "Ongoing")).words
    assert words[1].box[0] - words[0].box[2] < 0.45 * 10
    assert texts(words) == ["Manager", "Ongoing"]


def test_a_rule_between_two_texts_parts_them_even_where_they_touch() -> None:
    touching = text(100, 700, "Officer") + text(130, 700, "March")
    assert texts(page(touching).words) == ["OfficerMarch"]
    assert texts(page(touching + line(129.7, 690, 129.7, 712)).words) == ["Officer", "March"]


def test_a_word_drawn_in_two_runs_is_one() -> None:
    assert texts(page("BT /F1 10 Tf 100 700 Td (Time) Tj /F2 10 Tf (scale) Tj ET").words) == ["Timescale"]


def test_a_gap_inside_one_run_parts_words_without_any_space() -> None:
    assert texts(page("BT /F1 10 Tf 100 700 Td [(Lead)-2500(March)] TJ ET").words) == ["Lead", "March"]
    assert texts(page("BT /F1 10 Tf 100 700 Td [(Kern)40(ing)] TJ ET").words) == ["Kerning"]


def test_a_raised_number_is_a_note_mark_and_a_raised_ending_is_not() -> None:
    words = page(text(100, 700, "leaflet") + text(130.5, 704, "3", size=6) + text(200, 700, "12") + text(211.3, 704, "th", size=6)).words
    assert texts(words) == ["leaflet", "3", "12th"]


@pytest.mark.parametrize(("turn", "matrix"), [(90, "0 1 -1 0"), (180, "-1 0 0 -1"), (270, "0 -1 1 0")])
def test_pages_that_the_file_turns_read_level(turn: int, matrix: str) -> None:
    found = page(Sheet(turned(300, 400, "Level words", matrix), rotate=turn))
    first, second = found.words
    assert texts(found.words) == ["Level", "words"]
    assert first.upright and first.box[2] < second.box[0] and first.box[1] == second.box[1]
    assert (found.width > found.height) == (turn != 180)


def test_writing_up_and_down_the_page_is_told() -> None:
    content = text(100, 700, "Level") + turned(50, 100, "Upwards", "0 1 -1 0") + turned(80, 300, "Downwards", "0 -1 1 0")
    assert [(word.text, word.upright) for word in page(content).words] == [("Level", True), ("Upwards", False), ("Downwards", False)]


def test_a_page_printed_sideways_is_turned_to_be_read() -> None:
    rows = "".join(turned(100 + 15 * row, 100, "Words of a table that lies on its side", "0 1 -1 0") for row in range(9))
    found = page(rows + line(95, 50, 95, 400))
    assert (found.width, found.height) == (842, 595)
    assert all(word.upright for word in found.words) and texts(found.words)[:3] == ["Words", "of", "a"]
    assert found.rules[0].level


def test_text_drawn_twice_for_weight_is_kept_once() -> None:
    assert texts(page(text(100, 700, SENTENCE) + text(100.4, 700, SENTENCE)).words) == SENTENCE.split()
    apart = "".join(text(100 + shift, 700, "Bold", before="0 0 0.2 rg" if shift else "") for shift in (0.0, 0.4))
    assert texts(page(apart).words) == ["Bold"]


def test_text_that_no_reader_sees_is_dropped_with_a_doubt() -> None:
    hidden = text(100, 600, "White words", before="1 1 1 rg") + text(-300, 500, "Beside the sheet")
    hidden += text(100, 400, "Unpainted", before="3 Tr")
    clipped = "q 100 300 50 20 re W n " + text(400, 305, "Cut off") + "Q"
    pages, doubts = read_pdf(pdf([text(100, 700, SENTENCE) + hidden + clipped]), "paper.pdf")
    assert texts(pages[0].words) == SENTENCE.split()
    (doubt,) = doubts
    assert doubt.code == "hidden_text" and doubt.place.page == 1
    assert set(doubt.text.split()) == set("White words Beside the sheet Unpainted Cut off".split())


@pytest.mark.parametrize("colour", ["0 0 0 rg", "1 1 1 rg", "0.8 0.9 1 rg"])
@pytest.mark.parametrize("rotate", [0, 90])
def test_text_under_an_opaque_box_is_hidden(colour: str, rotate: int) -> None:
    covered = text(100, 600, "March 2031") + rectangle(97, 597, 80, 13, colour)
    pages, doubts = read_pdf(pdf([Sheet(text(100, 700, SENTENCE) + covered, rotate=rotate)]), "paper.pdf")
    assert texts(pages[0].words) == SENTENCE.split()
    assert [(doubt.code, doubt.text) for doubt in doubts] == [("hidden_text", "March 2031")]


def test_words_below_a_see_through_area_are_seen_though_others_stand_on_it() -> None:
    clear = "/ExtGState<</Clear<</Type/ExtGState/ca 0.4>>>>"
    area = {"Fm1": f"/BBox[0 0 595 842]/Resources<<{clear}>>|/Clear gs " + rectangle(97, 597, 80, 13, "0.6 0.8 1 rg")}
    stamped = text(100, 600, "March 2031") + "/Fm1 Do\n" + text(104, 603, "DRAFT")
    pages, _ = read_pdf(pdf([Sheet(text(100, 700, SENTENCE) + stamped, resources=area)]), "paper.pdf")
    assert {"March", "2031"} <= set(texts(pages[0].words))


def test_words_that_show_through_or_lie_on_top_are_seen() -> None:
    marker = "/ExtGState<</Mark<</Type/ExtGState/BM/Multiply>>>>"
    form = {"Fm1": f"/BBox[0 0 595 842]/Resources<<{marker}>>|/Mark gs " + rectangle(97, 597, 80, 13, "1 1 0 rg")}
    marked = text(100, 600, "March 2031") + "/Fm1 Do\n"
    again = text(100, 500, "Old words") + rectangle(97, 497, 80, 13, "1 1 1 rg") + text(100, 500, "New words")
    pages, _ = read_pdf(pdf([Sheet(marked + again, resources=form)]), "paper.pdf")
    assert texts(pages[0].words) == ["March", "2031", "New", "words"]


GRADIENT = "<</ShadingType 2/ColorSpace/DeviceRGB/Coords[0 0 600 0]/Function<</FunctionType 2/Domain[0 1]/C0[%s]/C1[%s]/N 1>>>>"
PATTERNED = "q /Pattern cs /P1 scn 50 600 400 100 re f Q\n"
SHADED = "q 50 600 400 100 re W n /S1 sh Q\n"


@pytest.mark.parametrize("ground", [PATTERNED, SHADED])
@pytest.mark.parametrize("rotate", [0, 90])
def test_white_text_on_a_gradient_is_seen(ground: str, rotate: int) -> None:
    dark = GRADIENT % ("0 0 .3", "0 .2 .5")
    extra = f"/Resources<</Font<</F1 4 0 R>>/Pattern<</P1<</Type/Pattern/PatternType 2/Shading {dark}>>>>/Shading<</S1 {dark}>>>>"
    below = text(100, 640, "Harbour Plan", before="1 1 1 rg") + text(100, 400, "White words", before="1 1 1 rg")
    pages, _ = read_pdf(pdf([Sheet(ground + text(100, 700, SENTENCE) + below, rotate=rotate, extra=extra)]), "paper.pdf")
    assert {word.text for word in pages[0].words} == {*SENTENCE.split(), "Harbour", "Plan"}


def test_white_text_on_a_gradient_without_colour_is_hidden() -> None:
    pale = GRADIENT % ("1 1 1", ".98 .98 .98")
    extra = f"/Resources<</Font<</F1 4 0 R>>/Pattern<</P1<</Type/Pattern/PatternType 2/Shading {pale}>>>>>>"
    sheet = Sheet(PATTERNED + text(100, 700, SENTENCE) + text(100, 640, "Harbour Plan", before="1 1 1 rg"), extra=extra)
    assert {word.text for word in read_pdf(pdf([sheet]), "paper.pdf")[0][0].words} == set(SENTENCE.split())


def test_white_text_on_a_dark_band_is_seen() -> None:
    band = rectangle(90, 690, 300, 25, "0.1 0.2 0.5 rg")
    assert texts(page(band + text(100, 700, "Our second aim", before="1 1 1 rg")).words) == ["Our", "second", "aim"]
    assert not read_pdf(pdf([text(100, 500, SENTENCE) + band + text(100, 700, "Seen", before="1 1 1 rg")]), "paper.pdf")[1]


def test_an_earlier_readers_words_over_a_scan_are_kept_and_scored_lower() -> None:
    lines = "".join(text(100, 700 - 20 * row, "Words that a scanner read some years ago", before="3 Tr") for row in range(4))
    words = page(picture(0, 0, 595, 842) + lines).words
    assert len(words) == 32 and all(word.score < 1 for word in words)


def test_symbols_become_bullets_and_ticks() -> None:
    words = page(text(100, 700, "\xb7", "F3") + text(112, 700, "Point") + text(100, 650, "4", "F4") + text(100, 600, "4")).words
    assert texts(words) == ["•", "Point", "✔", "4"]


def test_hyphens_are_kept_as_they_are_printed() -> None:
    words = page(text(100, 700, "A well-known pro-") + text(100, 688, "gramme") + text(100, 600, "multi\xadagency")).words
    assert texts(words) == ["A", "well-known", "pro-", "gramme", "multi-agency"]


def test_words_inside_forms_stand_where_the_form_puts_them() -> None:
    body = "/BBox[0 0 500 500]/Resources<</Font<</F1 4 0 R>>>>|BT /F1 10 Tf 10 10 Td (Within) Tj ET 0 0 m 100 0 l S"
    found = page(Sheet("q 2 0 0 2 50 100 cm /X1 Do Q" + text(100, 700, "Beside"), resources={"X1": body}))
    within = next(word for word in found.words if word.text == "Within")
    assert within.box[0] == pytest.approx(70, abs=0.5) and within.size == pytest.approx(20, abs=0.1)
    assert found.rules[0].box == pytest.approx((50, 742, 250, 742), abs=0.1)


@pytest.mark.parametrize(
    ("kind", "flags", "found"), [("Widget", 4, ["Lead", "Ranger"]), ("FreeText", 4, ["Lead", "Ranger"]), ("FreeText", 2, ["Lead"])]
)
def test_what_is_typed_on_a_page_is_read_where_a_reader_sees_it(kind: str, flags: int, found: list[str]) -> None:
    typed = f"/Annots[<</Type/Annot/Subtype/{kind}/FT/Tx/F {flags}/Rect[200 690 280 710]/AP<</N 8 0 R>>>>]"
    form = "/BBox[0 0 80 20]|" + text(2, 10, "Ranger")
    sheet = Sheet(text(100, 700, "Lead"), extra=typed, resources={"Typed": form})
    words = page(sheet).words
    assert texts(words) == found and (len(words) < 2 or 200 < words[1].box[0] < 210)


def test_page_labels_are_read() -> None:
    data = pdf([text(100, 700, SENTENCE)] * 3, labels="/PageLabels<</Nums[0<</S/r>>2<</S/D/St 5>>]>>")
    assert [found.label for found in read_pdf(data, "paper.pdf")[0]] == ["i", "ii", "5"]


def test_words_read_by_their_two_ends_are_those_read_letter_by_letter(monkeypatch: pytest.MonkeyPatch) -> None:
    papers = {file.name: file.read_bytes() for file in sorted(RENDITIONS.glob("*.pdf"))[::3]}
    swift = {name: read_pdf(data, name) for name, data in papers.items()}
    monkeypatch.setattr(letters, "_LOOSE", -1.0)  # no word is as wide as its letters now
    assert {name: read_pdf(data, name) for name, data in papers.items()} == swift
    assert len(papers) > 10


def test_the_gap_that_parts_words_of_one_run_needs_a_space_where_it_is_narrow() -> None:
    set_close = "BT /F1 10 Tf 100 700 Td [(Lead)-90(officer)] TJ 0 -20 Td [(Lead )100(officer)] TJ ET"
    assert texts(page(set_close).words) == ["Leadofficer", "Lead", "officer"]


WIDTHS = {
    "A": 6.67, "C": 7.22, "D": 7.22, "E": 6.67, "H": 7.22, "I": 2.78, "L": 5.56, "N": 7.22, "O": 7.78, "T": 6.11, "Y": 6.67,
}  # fmt: skip
"""How wide letters of Helvetica are at ten points."""


def test_words_set_letter_by_letter_are_whole_and_letters_a_space_apart_are_not() -> None:
    spaced = ""
    for x, word in ((60.0, "ACTION"), (200.0, "LEAD")):
        for letter in word:
            spaced += text(x, 500, letter)
            x += WIDTHS[letter] + 1.8
    assert texts(page(spaced + text(60, 480, "Grades A B C D")).words) == ["ACTION", "LEAD", "Grades", "A", "B", "C", "D"]


def test_words_set_letter_by_letter_may_stand_wide_and_columns_of_letters_are_none() -> None:
    def set_wide(line: str, between: float, y: float, spaced: str = "") -> str:
        x = 60.0
        for letter in line:
            spaced += text(x, y, letter) if letter != " " else ""
            x += (2.78 if letter == " " else WIDTHS[letter]) + between
        return spaced

    assert texts(page(set_wide("TIDY AND CLEAN TO THE END", 4.0, 500)).words) == "TIDY AND CLEAN TO THE END".split()
    assert texts(page(set_wide("TIDY LANE", 9.0, 500)).words) == list("TIDYLANE")
    assert texts(page(set_wide("TIDY", 4.0, 500)).words) == list("TIDY")
