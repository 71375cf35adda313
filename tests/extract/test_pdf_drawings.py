"""Lines and painted areas of PDF pages, as a reader sees them."""

from __future__ import annotations

import pytest

from extract.pages.pdf import read_pdf
from extract.pages.pdfium.ruled_lines import LineSettings, merge_lines
from model import Box, Page
from tests.extract.make_pdf import line, pdf, rectangle, text

NOTE = text(100, 780, "A line of words above the drawing")


def page(content: str) -> Page:
    return read_pdf(pdf([NOTE + content]), "paper.pdf")[0][0]


def rules(content: str) -> list[Box]:
    return [rule.box for rule in page(content).rules]


def test_a_stroked_line_is_a_rule_without_thickness() -> None:
    (box,) = rules(line(100, 500, 300, 500, width=2))
    assert box == pytest.approx((100, 342, 300, 342), abs=0.1)


def test_an_outlined_rectangle_is_four_rules() -> None:
    found = page(rectangle(100, 400, 200, 50, "0.5 w", "S"))
    assert sum(rule.level for rule in found.rules) == 2 and len(found.rules) == 4
    assert not found.fills


def test_a_thin_bar_is_a_rule_and_a_broad_one_a_fill() -> None:
    found = page(rectangle(100, 500, 200, 1) + rectangle(100, 400, 1, 60) + rectangle(100, 300, 200, 20, "0 0.5 0 rg"))
    assert [rule.level for rule in found.rules] == [True, False]
    assert [(fill.colour, fill.box) for fill in found.fills] == [((0, 128, 0), (100, 522, 300, 542))]


def test_white_and_page_sized_paint_is_no_fill() -> None:
    assert not page(rectangle(0, 0, 595, 842, "0.9 0.9 1 rg") + rectangle(100, 300, 200, 20, "1 1 1 rg")).fills


def test_white_lines_count_only_on_colour() -> None:
    band = rectangle(100, 400, 200, 50, "0.7 0.8 1 rg")
    white = line(200, 400, 200, 450, before="1 1 1 RG")
    assert rules(band + white) == [pytest.approx((200, 392, 200, 442), abs=0.1)]
    assert not rules(white)


def test_what_is_clipped_off_is_not_drawn() -> None:
    clip = "q 100 300 80 200 re W n "
    found = page(clip + line(50, 400, 400, 400) + rectangle(300, 310, 50, 50, "1 0 0 rg") + "Q")
    assert [rule.box for rule in found.rules] == [pytest.approx((100, 442, 180, 442), abs=0.1)]
    assert not found.fills


def test_slanted_lines_and_curves_are_no_rules() -> None:
    assert not rules(line(100, 300, 200, 380) + "100 200 m 120 260 180 260 200 200 c S\n")


def test_an_underline_is_no_rule_but_a_border_is() -> None:
    found = page(text(100, 600, "Underlined") + line(100, 598.8, 148.5, 598.8) + line(90, 590, 400, 590))
    assert [rule.box[1] for rule in found.rules] == [pytest.approx(252, abs=0.1)]


def test_a_line_through_the_middle_of_words_strikes_them_out() -> None:
    struck = text(100, 600, "Deputy Clerk") + line(100, 602.8, 160, 602.8) + text(162, 600, "Clerk")
    beside = text(100, 560, "May 2026") + line(90, 562.8, 400, 562.8) + text(100, 540, "June 2026") + line(100, 538.8, 145, 538.8)
    found = page(struck + beside)
    assert " ".join(word.text for word in found.words[7:]) == "~~Deputy Clerk~~ Clerk May 2026 June 2026"
    assert [rule.box[0] for rule in found.rules] == [90.0]


def test_a_heavy_line_behind_words_is_their_ground() -> None:
    found = page(line(100, 602.8, 160, 602.8, 8, "1 1 0.4 RG") + text(100, 600, "Deputy Clerk"))
    assert "~" not in " ".join(word.text for word in found.words)


def test_dashes_dots_and_double_lines_are_one_line_each() -> None:
    dashes = [(100.0 + 4 * step, 50.0, 102.0 + 4 * step, 50.0) for step in range(30)]
    dots = [(100.0 + 2 * step, 79.5, 101.0 + 2 * step, 80.5) for step in range(60)]
    double = [(100.0, 120.0, 220.0, 120.0), (100.0, 122.0, 220.0, 122.0)]
    assert [rule.box for rule in merge_lines([*dashes, *dots, *double])] == [
        (100.0, 50.0, 218.0, 50.0),
        (100.0, 80.0, 219.0, 80.0),
        (100.0, 121.0, 220.0, 121.0),
    ]


def test_lines_in_step_with_a_gap_between_them_stay_two() -> None:
    found = merge_lines([(10.0, 50.0, 100.0, 50.0), (140.0, 50.8, 300.0, 50.8)])
    assert [(rule.box[0], rule.box[2]) for rule in found] == [(10.0, 100.0), (140.0, 300.0)]
    assert len({rule.box[1] for rule in found}) == 1


def test_a_single_dot_is_no_line() -> None:
    assert merge_lines([(10.0, 10.0, 11.0, 11.0)]) == ()


def test_settings_are_born_valid() -> None:
    with pytest.raises(ValueError, match="negative"):
        LineSettings(step=-1)
