"""PDFs that are broken, locked, swollen or empty of text: each gives a state and a reason."""

from __future__ import annotations

import io
import subprocess
import sys
import zlib
from collections.abc import Mapping
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from errors import SourceError
from extract.pages.pdf import read_pdf, render
from extract.pages.pdfium.legibility import is_legible
from extract.pages.pdfium.opening import DamagedPdf, EmptyPdf, EncryptedPdf, GarbledPdf, OversizePdf, PdfLimits, TextlessPdf
from extract.pages.pdfium.stream_sizes import largest_stream
from extract.sources import find_sources
from harvest import harvest
from tests.extract.make_pdf import Sheet, line, pdf, picture, rectangle, text, turned
from tests.small_plans import words

SENTENCE = "Advise tenants who may lose their home before the notice ends, and tell the board each quarter"
PAGE = "".join(text(40, 700 - 20 * row, SENTENCE) for row in range(5))
ODD_FONT = (
    "<</Type/Font/Subtype/Type0/BaseFont/AAAAAA+Odd/Encoding/Identity-H/DescendantFonts[<</Type/Font/Subtype/CIDFontType2"
    "/BaseFont/AAAAAA+Odd/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor<</Type/FontDescriptor"
    "/FontName/AAAAAA+Odd/Flags 4/FontBBox[0 0 1000 1000]/ItalicAngle 0/Ascent 800/Descent -200/CapHeight 700/StemV 80>>>>]>>"
)


NUMBERED = {letter: number for number, letter in enumerate(dict.fromkeys(SENTENCE), 3)}
"""What a font without a map to letters gives, where its glyphs are numbered as they come."""
IN_ORDER = {letter: ord(letter) - 29 for letter in SENTENCE}
"""The same where they stand in the usual order."""


def garbled_page(numbers: Mapping[str, int] = NUMBERED) -> str:
    coded = "".join(f"{numbers[letter]:04x}" for letter in SENTENCE)
    return "".join(f"BT /F9 10 Tf 40 {700 - 20 * row} Td <{coded}> Tj ET\n" for row in range(5))


def bomb(size: int) -> bytes:
    """A small PDF whose page unpacks to `size` blanks, packed twice."""
    packer = zlib.compressobj(9)
    once = b"".join(packer.compress(b" " * 1_000_000) for _ in range(size // 1_000_000)) + packer.flush()
    twice = zlib.compress(once, 9)
    plain = pdf([Sheet("", filters=())])
    head = b"<</Length %d/Filter[/FlateDecode/Fl#61teDecode]>>\nstream\n" % len(twice)
    return plain.replace(b"<</Length 0>>\nstream\n", head + twice)


def test_an_empty_password_opens_and_another_does_not() -> None:
    pages, doubts = read_pdf(pdf([PAGE], password=b""), "locked.pdf")
    assert pages[0].words[0].text == "Advise" and not doubts
    with pytest.raises(EncryptedPdf, match="password"):
        read_pdf(pdf([PAGE], password=b"secret"), "locked.pdf")


def test_a_file_cut_short_gives_what_it_still_holds_and_says_so() -> None:
    pages, doubts = read_pdf(pdf([PAGE] * 3)[:-420], "cut.pdf")
    assert len(pages) == 3 and pages[0].words
    assert [doubt.code for doubt in doubts] == ["damaged_file"]
    with pytest.raises(DamagedPdf, match="page tree"):
        read_pdf(pdf([PAGE])[:60], "cut.pdf")


def without_page(data: bytes, number: int) -> bytes:
    """The PDF with a page that is said to be something else."""
    pages = data.split(b"/Type/Page/")
    return b"/Type/Page/".join(pages[:number]) + b"/Type/Pxge/" + b"/Type/Page/".join(pages[number:])


@pytest.mark.parametrize("wanted", [(0, 1, 2), (0,)])
def test_a_damaged_page_costs_itself(wanted: tuple[int, ...]) -> None:
    pages, doubts = read_pdf(without_page(pdf([PAGE] * 3), 2), "cut.pdf", choose=lambda _: wanted)
    assert [bool(page.words) for page in pages] == [True, False, 2 in wanted]
    assert [(doubt.code, doubt.severity, doubt.place.page) for doubt in doubts] == [("damaged_page", "error", 2)]
    with pytest.raises(DamagedPdf, match="none of its pages"):
        read_pdf(without_page(pdf([PAGE]), 1), "cut.pdf")


def test_a_file_without_a_table_of_places_is_read() -> None:
    whole = pdf([PAGE])
    assert read_pdf(whole.replace(b"xref", b"kref"), "a.pdf")[0] == read_pdf(whole, "a.pdf")[0]


def test_no_page_a_web_page_and_rubbish_are_told_apart() -> None:
    with pytest.raises(EmptyPdf) as empty:
        read_pdf(pdf([]), "none.pdf")
    assert empty.value.state == "no_text"
    with pytest.raises(DamagedPdf, match="web page"):
        read_pdf(b"\n<!doctype html><html><body>Sign in</body></html>", "page.pdf")
    with pytest.raises(DamagedPdf, match="does not begin"):
        read_pdf(b"nothing of the kind", "rubbish.pdf")


def test_pages_beyond_the_limit_are_not_read_and_the_doubt_says_so() -> None:
    pages, doubts = read_pdf(pdf([PAGE] * 12), "long.pdf", PdfLimits(pages=5))
    assert len(pages) == 5
    assert [(doubt.code, doubt.severity) for doubt in doubts] == [("pages_not_read", "error")]
    assert "12" in doubts[0].message


def with_attached(data: bytes, *names: str) -> bytes:
    document = pdfium.PdfDocument(data)
    for name in names:
        document.new_attachment(name).set_data(b"its own bytes")
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


@pytest.mark.parametrize(
    ("names", "told"), [(("plan.docx",), "1 (plan.docx)"), (("a.pdf", "b.pdf", "c.pdf", "d.pdf"), "4 (a.pdf, b.pdf, c.pdf …)")]
)
def test_files_that_are_attached_are_told_also_where_no_plan_was_found(tmp_path: Path, names: tuple[str, ...], told: str) -> None:
    data = with_attached(pdf([PAGE]), *names)
    _, (doubt,) = read_pdf(data, "pack.pdf")
    assert (doubt.code, doubt.severity) == ("attached_files", "info") and told in doubt.message
    (tmp_path / "pack.pdf").write_bytes(data)
    (source,) = find_sources([tmp_path])
    found = harvest(source, words())
    assert found.state == "no_plan" and told in (found.error or "")


def test_ten_thousand_empty_pages_end_in_no_text() -> None:
    with pytest.raises(TextlessPdf, match="no text"):
        read_pdf(pdf([""] * 10_000), "empty.pdf")


def test_a_sheet_of_two_hundred_inches_is_read_and_rendered_small() -> None:
    data = pdf([Sheet(PAGE, 14_400, 14_400)])
    assert read_pdf(data, "poster.pdf")[0][0].width == 14_400
    assert render(data, 1, 4.0, PdfLimits(pixels=1_000_000)).size == (1000, 1000)


def test_a_bomb_is_refused_before_it_is_unpacked(root: Path, tmp_path: Path) -> None:
    data = bomb(400_000_000)
    assert len(data) < 10_000
    file = tmp_path / "bomb.pdf"
    file.write_bytes(data)
    program = (
        "import resource, sys; resource.setrlimit(resource.RLIMIT_AS, (2**29, 2**29))\n"
        "from extract.pages.pdf import read_pdf\n"
        f"read_pdf(open({str(file)!r}, 'rb').read(), 'bomb.pdf')"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 1 and "OversizePdf" in done.stderr


def test_streams_are_measured_without_pictures() -> None:
    assert largest_stream(bomb(3_000_000), 1_000_000) > 1_000_000
    assert largest_stream(bomb(3_000_000).replace(b"/Filter", b"/Subtype/Image/Filter"), 1_000_000) == 0
    with pytest.raises(OversizePdf, match="unpacks"):
        read_pdf(bomb(3_000_000), "swollen.pdf", PdfLimits(stream_bytes=1_000_000))


def test_a_loop_in_the_page_tree_ends() -> None:
    data = pdf([PAGE]).replace(b"/Type/Page/Parent 2 0 R", b"/Type/Pages/Kids[2 0 R]")
    with pytest.raises(SourceError):
        read_pdf(data, "loop.pdf")


def test_a_scan_in_the_midst_is_reported_by_its_page() -> None:
    stamped = picture(0, 0, 595, 842) + text(300, 20, "Page 3")
    pages, doubts = read_pdf(pdf([PAGE, picture(0, 0, 595, 842), stamped, PAGE]), "mixed.pdf")
    assert [(doubt.code, doubt.place.page) for doubt in doubts] == [("page_without_text", 2), ("page_without_text", 3)]
    assert [bool(page.words) for page in pages] == [True, False, False, True]


def test_a_paper_of_pictures_asks_for_the_ocr_extra() -> None:
    with pytest.raises(TextlessPdf, match="ocr extra") as refusal:
        read_pdf(pdf([picture(0, 0, 595, 842)] * 2), "scan.pdf")
    assert refusal.value.state == "no_text"
    with pytest.raises(TextlessPdf, match="blank"):
        read_pdf(pdf([rectangle(100, 100, 50, 50)]), "blank.pdf")


def test_fonts_that_hide_their_letters_are_no_text() -> None:
    with pytest.raises(GarbledPdf) as refusal:
        read_pdf(pdf([garbled_page()], fonts={"F9": ODD_FONT}), "odd.pdf")
    assert refusal.value.state == "no_text"
    pages, doubts = read_pdf(pdf([PAGE, garbled_page()], fonts={"F9": ODD_FONT}), "half.pdf")
    assert [(doubt.code, doubt.place.page) for doubt in doubts] == [("garbled_page", 2)]
    assert pages[0].words and not pages[1].words and not pages[1].lines


def test_fonts_that_give_the_numbers_of_their_glyphs_in_the_usual_order_are_read() -> None:
    (page,), _ = read_pdf(pdf([garbled_page(IN_ORDER)], fonts={"F9": ODD_FONT}), "odd.pdf")
    assert {"Advise", "tenants", "notice"} <= {word.text for word in page.words}


@pytest.mark.parametrize(
    ("printed", "legible"),
    [
        (SENTENCE * 3, True),
        (SENTENCE.upper() * 3, True),
        ("Bydd y cyngor yn gweithio gyda phartneriaid i wella cartrefi ledled y sir, ac yn adrodd bob chwarter. " * 2, True),
        ("12 14 18 4,500 £2,300 101% 88.5 14/15 Q1 Q2 7 9 11 13", True),
        ("Few words", True),
        (SENTENCE.translate({code: code - 29 for code in range(97, 123)}) * 3, False),
        (SENTENCE.translate({code: 0xE000 + code for code in range(65, 123)}) * 3, False),
        (SENTENCE.lower().translate({97 + place: 97 + (place + 10) % 26 for place in range(26)}) * 3, False),
    ],
)
def test_legibility(printed: str, legible: bool) -> None:
    assert is_legible(printed) is legible


def test_only_chosen_pages_are_read_closely() -> None:
    data = pdf([PAGE, PAGE + line(40, 500, 500, 500), PAGE])
    seen: list[int] = []

    def choose(glances: object) -> set[int]:
        seen.extend(glance.drawn for glance in glances)  # type: ignore[attr-defined]
        return {1}

    pages, _ = read_pdf(data, "pack.pdf", choose=choose)
    assert seen == [0, 1, 0]
    assert [bool(page.words) for page in pages] == [False, True, False]
    assert pages[0].lines[0].text == SENTENCE and not pages[1].lines


def test_rendering_turns_the_page_as_reading_does() -> None:
    sideways = "".join(turned(100 + 15 * row, 100, "Words of a table that lies on its side", "0 1 -1 0") for row in range(9))
    assert render(pdf([sideways]), 1, 1.0).size == (842, 595)
    with pytest.raises(SourceError, match="no page 2"):
        render(pdf([sideways]), 2)


def test_limits_are_born_valid() -> None:
    with pytest.raises(ValueError, match="pages"):
        PdfLimits(pages=0)
