"""What a document says of itself outside its plans: pages that introduce one, lines above it, the title in the file's properties."""

from __future__ import annotations

import io
import zipfile

import pytest

from extract.pages.properties import office_title, pdf_title
from extract.paper.fronts import front_pages, printed_fronts
from model import Front, Line, Page, Part, Place, Row, Word
from tests.extract.make_pdf import pdf, text
from tests.extract.strips import meanings
from tests.small_plans import parts_of


def page(number: int, *lines: str) -> Page:
    return Page(tuple(Line(at, line) for at, line in enumerate(lines, 1)), number)


def plan_page(number: int) -> Page:
    return Page((), number, words=(Word("Action", (0.0, 0.0, 9.0, 9.0), 10.0),))


COVER = page(1, "Wychavale District Council", "Cabinet", "Monday, 8 September 2025", "Agenda and reports")
REPORT = page(7, "Report to: Cabinet", "Subject: Empty Homes Action Plan", "1. The homes were counted in the spring.")
PROSE = page(8, "and the counting went on into the summer, for want of hands.", "It ended in July.")


def test_the_first_page_and_the_last_to_open_a_report_introduce_a_plan() -> None:
    pages = (COVER, *(page(number, "Minutes of no moment to anybody.") for number in range(2, 7)), REPORT, PROSE, plan_page(9))
    found = list(front_pages(pages, meanings()))
    assert {front.page for front in found} == {1, 7}
    assert [front.text for front in found if front.page == 7] == [line.text for line in REPORT.lines]


def test_a_document_without_a_plan_has_no_front() -> None:
    assert not list(front_pages((COVER, PROSE), meanings()))


def test_lines_above_a_text_that_are_in_no_plan_are_kept_with_their_labels() -> None:
    lines = [
        Line(1, "Date\t9 July 2025"),
        Line(2, "Implications"),
        Line(3, "Legal\tY\tnone"),
        Line(9, "Appendix A – Delivery plan"),
        Line(10, "x"),
    ]
    part = Part((), (Row((), Place(line=10), "delimited"),), ())
    assert list(printed_fronts(lines[:3] + lines[4:], [part], meanings()))[:2] == [
        Front("Date: 9 July 2025", line=1),
        Front("Implications", line=2),
    ]


def test_a_pages_lines_are_kept_where_none_of_its_rows_stand() -> None:
    lines = [Line(1, "Wychavale District Council", 1), Line(2, "Mend the weir", 2), Line(3, "Parks Team", 2)]
    part = Part((), (Row((), Place(page=2), "ruled"),), ())
    assert list(printed_fronts(lines, [part], meanings())) == [Front("Wychavale District Council", 1)]


def test_a_page_of_abbreviations_is_kept_whole_before_a_plan_and_behind_it() -> None:
    spelled = page(3, "Appendix B – Glossary", *(f"A{at} Marsh {at}" for at in range(60)))
    assert len([front for front in front_pages((plan_page(1), plan_page(2), spelled), meanings()) if front.page == 3]) == 61


def test_a_table_of_labels_above_a_plan_is_part_of_its_heading() -> None:
    cells = "<tr><td>Report title</td><td>Pond Strategy 2024-27</td></tr><tr><td>Date:</td><td>5 March 2025</td></tr>"
    rows = "<tr><th>Action</th><th>Lead</th><th>By when</th></tr>" + "<tr><td>Mend the weir</td><td>HM</td><td>May 2026</td></tr>" * 3
    (part,) = parts_of(f"<table>{cells}</table><p>Actions</p><table>{rows}</table>", "text/html")
    assert [line.text for line in part.heading][:2] == ["Report title: Pond Strategy 2024-27", "Date: 5 March 2025"]


def test_abbreviations_above_the_title_of_a_plan_are_its_own() -> None:
    table = "<table><tr><td>HM</td><td>Harbour Master</td></tr><tr><td>MT</td><td>Moorings Team</td></tr></table>"
    rows = "<tr><th>Action</th><th>Lead</th><th>By when</th></tr>" + "<tr><td>Mend the weir</td><td>HM</td><td>May 2026</td></tr>" * 3
    (part,) = parts_of(f"<h2>Abbreviations</h2>{table}<h1>Harbour Action Plan 2026</h1><table>{rows}</table>", "text/html")
    assert ("HM", "Harbour Master") in part.glossary


def word_file(core: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("docProps/core.xml", core)
    return packed.getvalue()


CORE = '<c xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{}</dc:title></c>'


@pytest.mark.parametrize(
    ("data", "title"),
    [
        (word_file(CORE.format(" Tree Strategy \n 2025-35 ")), "Tree Strategy 2025-35"),
        (word_file(CORE.format("")), None),
        (word_file(CORE.format("x" * 300)), None),
        (word_file("<broken"), None),
        (b"no archive", None),
    ],
)
def test_the_title_of_an_office_file(data: bytes, title: str | None) -> None:
    assert office_title(data) == title


def test_a_pdf_without_a_title_or_that_is_none_has_none() -> None:
    assert pdf_title(pdf([text(50, 700, "Mend the weir")])) is None
    assert pdf_title(b"no PDF") is None
