"""Pages that are pictures: read where the ocr extra is there, told with the command that adds it where it is not."""

from __future__ import annotations

import io
import sys
from collections.abc import Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from PIL import Image as Pictures

from errors import SourceError
from extract.documents import read_document
from extract.pages import ocr, pictures, scanned_pdf, scans
from extract.pages.ocr import COMMAND, Seen, is_installed, read_print
from extract.pages.pdf import render
from extract.pages.pdfium.opening import TextlessPdf
from extract.pages.pictures import DOTS, DamagedPicture, OversizePicture, TextlessPicture
from extract.pages.scan.lines import find_fills, find_lines, straighten
from extract.pages.scan.pixels import Image
from extract.pages.scans import read_scan
from extract.plans import find_plans
from extract.row.scan_scores import lower_scores
from harvest import harvest
from model import Cell, Column, Doubt, Page, Paragraph, Place, Row, Source, Word
from normalise.lexicon import load_lexicons
from normalise.words import compile_words
from tests.extract.make_pdf import Sheet, line, pdf, picture, rectangle, text
from tests.extract.strips import meanings

with_engine = pytest.mark.skipif(not is_installed(), reason="the ocr extra is not installed: make ocr")

XS = (40, 300, 440, 540)
YS = (330, 305, 270, 235, 200, 165)
ROWS = (
    ("Action", "Lead officer", "By when", True),
    ("Plant forty street trees", "Parks Manager", "June 2027", False),
    ("Mend the roof of the bandstand", "Town Clerk", "March 2026", False),
    ("Count the empty market stalls", "Markets Team", "May 2026", False),
    ("Publish a map of benches", "Works Team", "Ongoing", False),
)


def sheet(shade: str = "") -> Sheet:
    """A title and a ruled table of four actions on a small page."""
    drawn = [text(40, 350, "Wexcombe Town Council Parks Action Plan 2026", "F2", 14), shade]
    drawn += [line(XS[0], y, XS[-1], y) for y in YS] + [line(x, YS[0], x, YS[-1]) for x in XS]
    for y, (*cells, bold) in zip(YS, ROWS, strict=False):
        drawn += [text(x + 5, y - 16, said, "F2" if bold else "F1", 11) for x, said in zip(XS, cells, strict=False)]
    return Sheet("".join(drawn), 580, 400)


def photographed(turn: float = 0.0, shade: str = "") -> Pictures.Image:
    shot: Pictures.Image = render(pdf([sheet(shade)]), 1, DOTS).convert("RGB")
    return shot.rotate(turn, fillcolor="white", resample=Pictures.Resampling.BICUBIC) if turn else shot


def saved(shot: Pictures.Image, form: str, *more: Pictures.Image) -> bytes:
    file = io.BytesIO()
    kept: dict[str, Any] = {"save_all": True, "append_images": more} if more else {}
    shot.save(file, form, **({"resolution": 200} if form == "PDF" else {"dpi": (200, 200)}), **kept)
    return file.getvalue()


def pixels(shot: Pictures.Image) -> Image:
    return np.asarray(shot, np.uint8)


# -- with the engine -------------------------------------------------------------------------------------------------------


@with_engine
@pytest.mark.parametrize(("form", "media_type"), [("PDF", "application/pdf"), ("PNG", "image/png")])
def test_a_scanned_table_gives_its_rows(form: str, media_type: str) -> None:
    script = read_document(saved(photographed(0.8), form), "scan", media_type, meanings())
    (part,) = find_plans(script, meanings())
    assert [tuple(cell.text for _, cell in row.cells) for row in part.rows] == [cells[:3] for cells in ROWS[1:]]
    assert {row.stage for row in part.rows} == {"ocr"}
    assert all(0.6 < row.score <= 1.0 for row in part.rows)
    assert [column.roles for column in part.columns] == [("action",), ("lead",), ("timescale",)]
    assert [doubt.code for doubt in script.doubts] == ["read_by_ocr"]
    assert "1 was read from pictures by rapidocr 3" in script.doubts[0].message


@with_engine
def test_a_picture_among_printed_pages_is_read_in_its_place() -> None:
    cover = pdf([Sheet(text(60, 700, "Wexcombe Town Council: minutes of the parks committee, with its plan overleaf"))])
    shot = photographed()
    mixed = joined(cover, saved(shot, "PDF"))
    script = read_document(mixed, "mixed.pdf", "application/pdf", meanings())
    (part,) = find_plans(script, meanings())
    assert [row.place.page for row in part.rows] == [2] * 4
    assert [page.number for page in script.scans] == [2]
    assert (script.page_count, script.pages_unread) == (2, 0)
    assert "page_without_text" not in {doubt.code for doubt in script.doubts}


def joined(*papers: bytes) -> bytes:
    import pypdfium2

    whole = pypdfium2.PdfDocument.new()
    for paper in papers:
        whole.import_pages(pypdfium2.PdfDocument(paper))
    file = io.BytesIO()
    whole.save(file)
    return file.getvalue()


@with_engine
def test_a_blank_scan_says_that_no_print_was_made_out() -> None:
    blank = Pictures.new("RGB", (900, 600), "white")
    with pytest.raises(TextlessPicture, match="no print"):
        read_document(saved(blank, "PNG"), "blank.png", "image/png", meanings())
    with pytest.raises(TextlessPdf, match="no print") as refusal:
        read_document(saved(blank, "PDF"), "blank.pdf", "application/pdf", meanings())
    assert "pip install" not in str(refusal.value)


@with_engine
@pytest.mark.parametrize("turn", [90, 270])
def test_a_page_on_its_side_is_turned(turn: int) -> None:
    page = read_scan(pixels(photographed().rotate(turn, expand=True)), DOTS, 1)
    assert page.width > page.height
    assert {"bandstand", "Ongoing", "Wexcombe"} <= {word.text for word in page.words if word.upright}


# -- without the extra -----------------------------------------------------------------------------------------------------


@pytest.fixture
def no_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "rapidocr", None)
    assert not is_installed()


def source(folder: Path, name: str, data: bytes, media_type: str) -> Source:
    (folder / name).write_bytes(data)
    return Source(name, str(folder / name), "0" * 64, len(data), media_type)


@pytest.mark.usefixtures("no_engine")
@pytest.mark.parametrize(
    ("form", "media_type"), [("PDF", "application/pdf"), ("PNG", "image/png"), ("JPEG", "image/jpeg"), ("TIFF", "image/tiff")]
)
def test_a_scan_ends_in_no_text_with_the_command(tmp_path: Path, form: str, media_type: str) -> None:
    told = harvest(source(tmp_path, "scan", saved(photographed(), form), media_type), compile_words(load_lexicons()))
    assert (told.state, told.plans) == ("no_text", ())
    assert told.error
    assert "council-action-plans[ocr]" in told.error


@pytest.mark.usefixtures("no_engine")
def test_pictures_beside_a_plan_are_told_at_once(tmp_path: Path) -> None:
    scan = picture(0, 0, 580, 400)
    paper = pdf([sheet(), *[Sheet(scan, 580, 400)] * 3])
    told = harvest(source(tmp_path, "half.pdf", paper, "application/pdf"), compile_words(load_lexicons()))
    assert (told.state, told.pages, told.pages_read) == ("partial", 4, 1)
    assert told.error and COMMAND in told.error
    (doubt,) = [doubt for doubt in told.doubts if doubt.code == "page_without_text"]
    assert doubt.severity == "error"
    assert "3 pages (2 to 4)" in doubt.message
    assert COMMAND in doubt.message


def test_pages_on_which_nothing_stands_are_not_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[int] = []
    monkeypatch.setattr(scanned_pdf, "is_installed", lambda: True)
    monkeypatch.setattr(scanned_pdf, "_picture", lambda _, number, __: drawn.append(number))
    with pytest.raises(TextlessPdf, match="no print was made out"):
        scanned_pdf.read_with_scans(pdf([""] * 200), "blank.pdf", lambda texts, _: range(len(texts)))
    assert drawn == []


@pytest.mark.usefixtures("no_engine")
@pytest.mark.parametrize(("scanned", "state"), [(1, "no_plan"), (4, "no_text")])
def test_no_plan_is_never_said_of_pages_that_were_not_read(tmp_path: Path, scanned: int, state: str) -> None:
    letter = Sheet(text(60, 700, "The clerk thanked everybody who had written in about the ponds and the geese on them."))
    paper = pdf([letter, letter, *[picture(0, 0, 595, 842)] * scanned])
    told = harvest(source(tmp_path, "letter.pdf", paper, "application/pdf"), compile_words(load_lexicons()))
    assert told.state == state
    assert told.error
    assert COMMAND in told.error


# -- what the engine is asked, and what is made of its answers -------------------------------------------------------------


def engine(monkeypatch: pytest.MonkeyPatch, *pages: Sequence[Seen]) -> list[tuple[int, ...]]:
    """Has `read_scan` see these words, page by page; gives back the shapes of the pictures that it was shown."""
    shown: list[tuple[int, ...]] = []

    def answer(shot: Image) -> tuple[Seen, ...]:
        shown.append(shot.shape)
        return tuple(pages[len(shown) - 1])

    monkeypatch.setattr(scans, "read_print", answer)
    return shown


def seen(words: str, score: float = 1.0, tall: bool = False, top: float = 20.0, high: float = 30.0) -> list[Seen]:
    return [Seen(word, (20.0 + 90 * place, top, 100.0 + 90 * place, top + high), score, tall) for place, word in enumerate(words.split())]


WHITE: Image = np.full((400, 600, 3), 255, np.uint8)


class Answer(SimpleNamespace):
    def __len__(self) -> int:
        return len(self.txts)


def test_a_line_that_climbs_is_kept_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    level, climbing = ([[10, 40], [110, 40 + rise], [110, 60 + rise], [10, 60]] for rise in (4, -12))
    words = (("3", 0.9, level), ("MAY", 0.9, level))
    answer = Answer(boxes=np.array([level, climbing], float), txts=("x", "y"), scores=(0.9, 0.9), word_results=(words, words))
    monkeypatch.setattr(ocr, "_engine", lambda: lambda shot: answer)
    assert [(word.text, word.aslant) for word in read_print(WHITE)] == [("3", False), ("MAY", False), ("3 MAY", True)]


def test_the_engines_words_keep_their_line_and_their_score(monkeypatch: pytest.MonkeyPatch) -> None:
    def corners(x0: int, x1: int) -> list[list[int]]:
        return [[x0, 10], [x1, 12], [x1, 42], [x0, 40]]

    words = (("By", 1.0, corners(11, 40)), ("when：", 0.8, corners(50, 95)), ("|", 0.6, corners(97, 99)))
    answer = Answer(boxes=np.array([corners(10, 100)], float), txts=("x",), scores=(0.9,), word_results=(words,))
    monkeypatch.setattr(ocr, "_engine", lambda: lambda shot: answer)
    assert read_print(WHITE) == (
        Seen("By", (11.0, 10.0, 40.0, 42.0), 0.95, False, 0),
        Seen("when:", (50.0, 10.0, 95.0, 42.0), 0.85, False, 0),
    )
    monkeypatch.setattr(ocr, "_engine", lambda: lambda shot: Answer(txts=(), boxes=None))
    assert read_print(WHITE) == ()


def test_a_word_that_was_read_across_a_drawn_line_keeps_half_of_its_score(monkeypatch: pytest.MonkeyPatch) -> None:
    sheet = WHITE.copy()
    sheet[10:90, 150:153] = 0
    sheet[88:90, 20:400] = 0
    engine(monkeypatch, [*seen("Markets"), Seen("TownClerkMay2026", (110.0, 40.0, 390.0, 70.0), 0.9, False, 1)])
    assert [(word.text, word.score) for word in read_scan(sheet, 2.0, 1).words] == [("Markets", 1.0), ("TownClerkMay2026", 0.45)]


def test_a_page_on_its_head_is_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = engine(monkeypatch, seen("uoıʇɔɐ ʇxɐu", 0.55), seen("next action", 0.98))
    page = read_scan(WHITE, 2.0, 1)
    assert [(word.text, word.score) for word in page.words] == [("next", 0.98), ("action", 0.98)]
    assert len(shown) == 2


def test_a_plain_page_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    assert len(engine(monkeypatch, seen("next action", 0.97))) == 0
    assert [word.text for word in read_scan(WHITE, 2.0, 1).words] == ["next", "action"]


def test_lines_are_found_whichever_way_the_page_lies() -> None:
    for turn in (0.0, 1.3, -2.4):
        straight = straighten(pixels(photographed(turn)))
        rules = [rule for rule in find_lines(straight, DOTS, WORDS) if rule.box[2] - rule.box[0] > 20 or not rule.level]
        assert sum(rule.level for rule in rules) == len(YS), turn
        assert sum(not rule.level for rule in rules) == len(XS), turn


WORDS = [
    Word(said, (x + 3, 400 - y + 4, x + 8 + 6 * len(said), 400 - y + 20), 11.0)
    for y, (*cells, _) in zip(YS, ROWS, strict=False)
    for x, said in zip(XS, cells, strict=False)
] + [Word("Wexcombe Town Council Parks Action Plan 2026", (38, 36, 400, 54), 14.0)]


def test_strokes_of_letters_are_no_lines() -> None:
    shot = render(pdf([Sheet(text(40, 300, "HILL FIELD MILL", "F2", 40), 580, 400)]), 1, DOTS).convert("RGB")
    assert find_lines(pixels(shot), DOTS, [Word("HILL FIELD MILL", (38, 62, 420, 104), 40.0)]) == ()


def test_a_line_that_is_left_as_dots_is_one_and_specks_are_none() -> None:
    sheet = np.full((500, 800, 3), 250, np.uint8)
    specks = np.random.default_rng(3).random(sheet.shape[:2]) < 0.02
    sheet[80, 100 + np.cumsum(np.random.default_rng(5).integers(3, 15, 60))] = 20
    assert [rule.level for rule in find_lines(sheet, DOTS)] == [True]
    sheet[specks] = 20
    assert find_lines(sheet, DOTS) == ()


def test_a_coloured_cell_is_a_fill_and_a_grey_page_is_none() -> None:
    (fill,) = find_fills(pixels(photographed(shade=rectangle(440, 235, 100, 35, "0.9 0.2 0.1 rg"))), DOTS)
    assert fill.colour == pytest.approx((230, 51, 26), abs=6)
    assert fill.box == pytest.approx((440, 130, 540, 165), abs=2.5)
    assert find_fills(np.full((300, 300, 3), 200, np.uint8), DOTS) == ()


@pytest.mark.parametrize("drawn", ["", line(30, 309.2, 300, 309.2, 1.5)], ids=["bare", "below a drawn line"])
def test_bold_words_are_told_by_their_ink(drawn: str, monkeypatch: pytest.MonkeyPatch) -> None:
    said = [("F2", "Lead officer"), *[("F1", "mend the gate beside ponds")] * 3, ("F2", "Action wanted")]
    drawn += "".join(text(40, 340 - 40 * place, words, font, 11) for place, (font, words) in enumerate(said))
    data = pdf([Sheet(drawn, 580, 400)])
    from extract.pages.pdf import read_pdf

    (page,), _ = read_pdf(data, "a.pdf")
    boxes = [(x0 * DOTS, top * DOTS, x1 * DOTS, bottom * DOTS) for x0, top, x1, bottom in (word.box for word in page.words)]
    engine(monkeypatch, [Seen(word.text, box, 1.0, False, round(box[1])) for word, box in zip(page.words, boxes, strict=True)])
    read = read_scan(pixels(render(data, 1, DOTS).convert("RGB")), DOTS, 1)
    assert [word.text for word in read.words if word.bold] == ["Lead", "officer", "Action", "wanted"]


# -- scores, files and limits ----------------------------------------------------------------------------------------------


def test_a_row_is_as_sure_as_its_least_sure_cell() -> None:
    def cell(x: float, said: str) -> Cell:
        return Cell((Paragraph(said, Place(page=2, box=(x, 10, x + 50, 20))),))

    def row(page: int) -> Row:
        cells = ((Column("Action", ("action",)), cell(0, "mend it")), (Column("Lead", ("lead",)), cell(60, "Clerk")))
        return Row(cells, Place(page=page, box=(0, 10, 110, 20)), "ruled", 0.9)

    printed = (("mend", 0, 1.0), ("it", 25, 0.7), ("Clerk", 60, 0.8))
    scan = Page(number=2, words=tuple(Word(said, (x, 10, x + 20, 20), 9, score=score) for said, x, score in printed))
    lowered, kept = lower_scores([row(2), row(3)], [scan])
    assert (lowered.score, lowered.stage) == (0.72, "ocr")
    assert kept == row(3)


def test_a_picture_file_gives_all_its_pages_at_their_own_scale(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "is_installed", lambda: True)
    monkeypatch.setattr(pictures, "engine_name", lambda: "a stand-in")
    engine(monkeypatch, seen("mend the gate"), seen("count the geese", 0.6), ())
    shot = Pictures.new("L", (800, 600), 255)
    pages, doubts = pictures.read_picture(saved(shot, "TIFF", shot), "two.tif")
    assert [(page.number, round(page.width), round(page.height)) for page in pages] == [(1, 288, 216), (2, 288, 216)]
    assert [(doubt.code, doubt.place.page) for doubt in doubts] == [("read_by_ocr", 1), ("doubtful_scan", 2)]


def test_damaged_and_monstrous_pictures_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "is_installed", lambda: True)
    whole = saved(photographed(), "PNG")
    for data in (whole[:400], b"\x89PNG\r\n\x1a\n" + bytes(40), b"II*\0"):
        with pytest.raises(DamagedPicture):
            pictures.read_picture(data, "cut.png")
    monkeypatch.setattr(Pictures, "MAX_IMAGE_PIXELS", 1000)
    with pytest.raises(OversizePicture):
        pictures.read_picture(whole, "huge.png")


def test_of_very_many_scans_those_with_tables_are_read_first(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []

    def read(shots: Any, label: str) -> tuple[tuple[Page, ...], tuple[Doubt, ...]]:
        asked.extend(shot.number for shot in shots)
        return tuple(Page(number=number, words=(Word("gate", (0, 0, 9, 9), 9),)) for number in asked), ()

    monkeypatch.setattr(scanned_pdf, "is_installed", lambda: True)
    monkeypatch.setattr(scanned_pdf, "MOST_PAGES", 2)
    monkeypatch.setattr(scanned_pdf, "read_shots", read)
    blank = Pictures.new("RGB", (1160, 800), "white")
    paper = saved(blank, "PDF", blank, photographed(), blank)
    found = scanned_pdf.read_with_scans(paper, "many.pdf", lambda texts, drawn: range(len(texts)))
    assert asked == [1, 3]
    assert found.unread == 2
    (doubt,) = found.doubts
    assert (doubt.code, doubt.severity) == ("pages_not_read", "error")
    assert "2 pages (2, 4)" in doubt.message


def test_every_refusal_says_what_helps() -> None:
    for kind in (TextlessPicture, DamagedPicture, OversizePicture):
        assert issubclass(kind, SourceError)
        assert kind.advice
