"""Text that an earlier OCR laid unseen over a picture: kept where it fits the picture, else the picture is read."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import pytest

from extract.pages import scanned_pdf
from extract.pages.pdf import read_pdf
from extract.pages.pdfium.words import UNSEEN
from extract.pages.scan.pixels import Image
from extract.pages.scan.text_layers import SCALE, nameless_pages, poor_layers
from model import Page, Word
from tests.extract.make_pdf import Sheet, pdf, picture, text, turned
from tests.extract.printed import say

LINE = "Clear the screens below the mill before winter"
WORDS = [word._replace(score=UNSEEN) for y in range(100, 220, 20) for word in say(LINE, 60, float(y))]


def shot(words: Sequence[Word] = WORDS, paper: int = 240, print_of: int = 60) -> Image:
    """The picture of a page on which the words stand."""
    sheet = np.full((round(300 * SCALE), round(400 * SCALE), 3), paper, np.uint8)
    for word in words:
        x0, top, x1, bottom = (round(SCALE * side) for side in word.box)
        sheet[top + 4 : bottom - 2, x0 : x1 - 3 : 4] = print_of
    return sheet


def page(words: Sequence[Word]) -> Page:
    return Page(number=4, width=400, height=300, words=tuple(words), pictured=True)


def moved(word: Word) -> Word:
    x0, top, x1, bottom = word.box
    return word._replace(box=(0.8 * x0, 0.8 * top, 0.8 * x1, 0.8 * bottom))


@pytest.mark.parametrize(
    ("words", "poor"),
    [
        pytest.param(WORDS, [], id="sound"),
        pytest.param([moved(word) for word in WORDS], [4], id="beside the print"),
        pytest.param([word._replace(text=word.text.replace("ree", "r3e")) for word in WORDS], [4], id="misread"),
        pytest.param([word._replace(text=word.text.replace("ree", "r3e"), score=1.0) for word in WORDS], [], id="printed"),
        pytest.param([moved(word) for word in WORDS[:9]], [], id="too few to tell"),
    ],
)
def test_layers_are_judged_by_the_picture(words: Sequence[Word], poor: list[int]) -> None:
    assert poor_layers([page(words)], lambda number: shot()) == poor


@pytest.mark.parametrize(("paper", "print_of"), [(40, 230), (250, 205)])
def test_pale_print_is_print(paper: int, print_of: int) -> None:
    assert poor_layers([page(WORDS)], lambda number: shot(paper=paper, print_of=print_of)) == []


@pytest.mark.parametrize(("print_of", "pages"), [("\ufffd\ufffd May 20\ufffd\ufffd", [4]), ("The o\ufffdce", []), ("\ufffd Mend", [])])
def test_pages_whose_words_lack_their_letters_are_told(print_of: str, pages: list[int]) -> None:
    assert nameless_pages([page([*WORDS, *say(print_of, 60, 40)])]) == pages


def test_without_the_extra_a_bad_layer_is_told_of(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scanned_pdf, "is_installed", lambda: False)
    unseen = "".join(text(60, 700 - 20 * row, LINE, before="3 Tr") for row in range(4))
    read = scanned_pdf.read_with_scans(pdf([Sheet(picture(0, 0, 595, 842) + unseen)]), "old.pdf", lambda texts, drawn: {0})
    assert [(doubt.code, doubt.place.page) for doubt in read.doubts] == [("doubtful_text_layer", 1)]
    assert "page 1 was read from text that lies unseen" in read.doubts[0].message and "pip install" in read.doubts[0].message
    assert read.scans == read.pages and read.pages[0].words and read.unread == 0


@pytest.mark.parametrize("leaning", [True, False])
@pytest.mark.parametrize("degrees", [-1.5, 0.4, 0.0])
def test_words_of_a_page_that_lay_askew_are_set_straight(degrees: float, leaning: bool) -> None:
    across, up = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    matrix = f"{across:.5f} {up:.5f} {-up:.5f} {across:.5f}" if leaning else "1 0 0 1"
    content = picture(0, 0, 595, 842) + "3 Tr\n"
    for y in range(480, 560, 13):
        for place, word in enumerate(LINE.split()):
            x, high = 60 + 55 * place - 297.5, y - 421
            content += turned(297.5 + x * across - high * up, 421 + x * up + high * across, word, matrix)
    words = read_pdf(pdf([content]), "paper.pdf")[0][0].words
    assert [word.text for word in words] == LINE.split() * 7
    assert all(abs(word.box[3] - words[place // 8 * 8].box[3]) < 0.3 for place, word in enumerate(words))
    assert all(abs(word.box[0] - 60 - 55 * (place % 8)) < 0.5 for place, word in enumerate(words))


def test_a_copy_that_an_ocr_laid_over_print_is_read_once() -> None:
    printed = text(60, 700, LINE) + text(60, 500, "Mend the sluice") + text(60, 300, "DRAFT", size=90)
    copy = "3 Tr\n" + text(60.4, 499.7, "Mend the sluicc", size=10.5) + text(70, 320, "Clear the ditch")
    words = read_pdf(pdf([picture(0, 0, 595, 842) + printed + copy]), "paper.pdf")[0][0].words
    assert sorted(word.text for word in words) == sorted(f"{LINE} Mend the sluice DRAFT Clear the ditch".split())
