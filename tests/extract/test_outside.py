"""Outside libraries are asked for the lines of pictures and for pages that ours are unsure of; what they cost is bounded."""

from __future__ import annotations

import io
from collections.abc import Sequence
from functools import partial

import pytest
from PIL import Image, ImageDraw
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from extract.documents import read_again, read_document
from extract.plans import find_plans, is_sure
from extract.tables import outside
from model import Box, Meanings, Page
from tests.extract.printed import grid, page, row, tabled
from tests.extract.strips import meanings

PDF = "application/pdf"
XS = (40, 150, 215, 280, 390, 455, 520)
YS = (100, 130, 160, 190, 220)
HEADER = ("Action", "Lead", "Timescale") * 2
ROWS = (
    ("Plant forty trees", "Parks Team", "June 2027", "Paint the pier", "Harbour Team", "May 2026"),
    ("Mend the bandstand", "Works Team", "April 2027", "Open the lido", "Leisure Team", "Ongoing"),
    ("Count the benches", "Parks Team", "May 2026", "Move the sign", "Works Team", "March 2026"),
)


@pytest.fixture
def ready() -> Meanings:
    return meanings()


def paper(background: Image.Image | None, rows: Sequence[Sequence[str]] = ROWS, header: Sequence[str] = HEADER) -> bytes:
    """A page with a table of words, and a picture behind all of it."""
    written = io.BytesIO()
    canvas = Canvas(written, pagesize=(595, 842), invariant=True)
    if background is not None:
        canvas.drawImage(ImageReader(background), 0, 0, 595, 842)
    canvas.setFont("Helvetica", 8)
    canvas.drawString(40, 842 - 80, "Parks and Seafront Action Plan 2025 to 2028")
    for top, texts in zip(YS, (header, *rows), strict=False):
        for x, text in zip(XS, texts, strict=False):
            canvas.drawString(x + 3, 842 - top - 12, text)
    canvas.save()
    return written.getvalue()


def drawn(lined: bool = True) -> Image.Image:
    """The table's lines as a scanner sees them, two dots a point; or a grey sheet without any."""
    image = Image.new("L", (595 * 2, 842 * 2), 255 if lined else 235)
    pen = ImageDraw.Draw(image)
    for y in YS if lined else ():
        pen.line((XS[0] * 2, y * 2, XS[-1] * 2, y * 2), fill=0, width=2)
    for x in XS if lined else ():
        pen.line((x * 2, YS[0] * 2, x * 2, YS[-1] * 2), fill=0, width=2)
    return image


def _note(asked: list[str], name: str, _: bytes, pages: Sequence[Page]) -> dict[int, list[Box]]:
    asked.append(name)
    return {}


def pages_of_one_row(count: int) -> list[Page]:
    return [page(row(100, (50.0, 220.0), "Plant forty trees", "Parks Team"), number=number) for number in range(1, count + 1)]


def test_lines_in_a_picture_part_the_cells(ready: Meanings) -> None:
    script = read_document(paper(drawn()), "paper.pdf", PDF, ready)
    lined = [tabled(sheet.strips) for group in script.groups for sheet in group if sheet.stage == outside.STAGE]
    assert lined and lined[0] == [list(texts) for texts in (HEADER, *ROWS)]


def test_who_gave_a_row_is_told(ready: Meanings) -> None:
    wide = paper(
        drawn(),
        header=("Ref", *HEADER[:3], "Update", "Resources"),
        rows=[(f"{n}", *texts[:3], "Done", "Core") for n, texts in enumerate(ROWS, 1)],
    )
    (part,) = find_plans(read_document(wide, "paper.pdf", PDF, ready), ready)
    assert {row.stage for row in part.rows} == {outside.STAGE} and len(part.rows) == 3


def test_a_picture_without_lines_changes_nothing(ready: Meanings) -> None:
    with_picture = read_document(paper(drawn(lined=False)), "paper.pdf", PDF, ready)
    assert with_picture.groups == read_document(paper(None), "paper.pdf", PDF, ready).groups


@pytest.mark.parametrize("background", [None, drawn(lined=False)])
def test_nobody_is_asked_where_ours_are_sure(ready: Meanings, monkeypatch: pytest.MonkeyPatch, background: Image.Image | None) -> None:
    asked: list[str] = []
    monkeypatch.setattr(outside, "ASKED", tuple((name, partial(_note, asked, name), fits) for name, _, fits in outside.ASKED))
    parts = find_plans(read_document(paper(background), "paper.pdf", PDF, ready), ready)
    assert is_sure(parts, ready) and asked == ["camelot lattice"] * (background is not None)


def test_papers_without_a_plan_s_header_are_not_read_again(ready: Meanings) -> None:
    prose = paper(None, rows=(("The board met", "in the hall", "and agreed"),), header=("Present", "Absent", "Minutes"))
    assert not is_sure(find_plans(read_document(prose, "paper.pdf", PDF, ready), ready), ready)
    assert read_again(prose, "paper.pdf", PDF, ready) is None
    assert read_again(b"Action\tLead\tTimescale", "paper.txt", "text/plain", ready) is None


def test_a_second_reading_stands_beside_the_first(ready: Meanings) -> None:
    again = read_again(paper(drawn()), "paper.pdf", PDF, ready)
    assert again is not None
    first = read_document(paper(drawn()), "paper.pdf", PDF, ready)
    assert again.groups[0][: len(first.groups[0])] == first.groups[0] and len(again.groups[0]) > len(first.groups[0])


def test_what_stops_a_library_is_told_and_costs_no_more() -> None:
    sheets, doubts = outside.read_pages(b"no file at all", pages_of_one_row(2), meanings())
    assert sheets == () and doubts and all(doubt.code == "outside_failed" for doubt in doubts)


def test_no_more_pages_are_looked_at_than_the_wall_allows(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[int] = []

    def look(_: bytes, pages: Sequence[Page]) -> dict[int, list[Box]]:
        seen.extend(page.number or 0 for page in pages)
        return {}

    monkeypatch.setattr(outside, "ASKED", (("a library", look, lambda page: True),))
    crowded = page(
        row(100, (50.0, 220.0), "A map", "of lines"),
        [rule for at in range(300) for rule in grid((10, 20, 30), (at, at + 1, at + 2, at + 3))],
    )
    outside.read_pages(b"", [crowded, *pages_of_one_row(60)], meanings())
    assert seen == list(range(1, outside.MOST_PAGES + 1))


def test_a_key_s_lines_alone_do_not_stand_for_the_table_beside_it(monkeypatch: pytest.MonkeyPatch) -> None:
    key: list[Box] = [(50, 90, 150, 90), (50, 115, 150, 115), (50, 90, 50, 115), (150, 90, 150, 115)]
    monkeypatch.setattr(outside, "ASKED", (("a library", lambda *_: {1: key}, lambda page: True),))
    words = [word for line in range(8) for word in row(100 + 20 * line, (60.0, 220.0, 400.0), "Plant trees", "Parks Team now", "June 2027")]
    assert outside.read_pages(b"", [page(words)], meanings()) == ((), ())
