"""Bytes to a script: a reader for each kind of file, and a refusal with advice for every other."""

from __future__ import annotations

import pytest

from errors import SourceError, UnsupportedSource
from extract.documents import LARGEST_FILE, print_lines, read_document, refuse_oversize
from extract.files.archives import ForeignArchive
from extract.files.encodings import LARGEST, OversizeSource
from model import Page, Word
from tests.extract.strips import meanings


@pytest.mark.parametrize("media_type", ["video/mp4", "audio/mpeg", ""])
def test_a_kind_without_a_reader_is_refused_by_name(media_type: str) -> None:
    with pytest.raises(UnsupportedSource) as refusal:
        read_document(b"x", "notes.bin", media_type, meanings())
    assert str(refusal.value).startswith("notes.bin: ") and (media_type or "an unknown kind") in str(refusal.value)


@pytest.mark.parametrize(("media_type", "advice"), [("application/zip", "Unpack it"), ("message/rfc822", "Save what is attached")])
def test_a_file_of_other_files_is_to_be_taken_apart(media_type: str, advice: str) -> None:
    with pytest.raises(ForeignArchive, match=advice):
        read_document(b"PK", "papers.zip", media_type, meanings())


@pytest.mark.parametrize("media_type", ["text/plain", "text/markdown", "application/octet-stream"])
def test_a_text_becomes_one_page_of_lines(media_type: str) -> None:
    script = read_document(b"Harbour\nAction\tLead", "a.txt", media_type, meanings())
    assert [line.text for line in script.lines] == ["Harbour", "Action\tLead"]
    assert len(script.pages) == 1 and script.groups == ()


@pytest.mark.parametrize("mark", [",", ";"])
def test_a_text_of_separated_values_is_read_as_a_sheet(mark: str) -> None:
    rows = [
        ["Action", "Lead", "By when"],
        ["Mend the slipway", "Harbour Master", "May 2026"],
        ["Mark the reef", "Harbour Master", "June 2026"],
    ]
    script = read_document("\n".join(mark.join(row) for row in rows).encode(), "a.txt", "text/plain", meanings())
    assert script.pages == ()
    ((sheet,),) = script.groups
    assert [[cell.text for cell in strip.cells] for strip in sheet.strips if not strip.loose] == rows


@pytest.mark.parametrize("blank", ["", ",,", " , , "])
def test_lines_without_words_below_a_header_hide_no_separated_values(blank: str) -> None:
    text = "\n".join(["Action,Lead,By when", *[blank] * 5_000, "Mend the slipway,Harbour Master,May 2026", "Mark the reef,Crew,June 2026"])
    script = read_document(text.encode(), "a.txt", "text/plain", meanings())
    ((sheet,),) = script.groups
    assert [strip.place.line for strip in sheet.strips] == [1, 5_002, 5_003]


def test_prose_with_commas_stays_a_text() -> None:
    text = "We met, as ever, on Monday.\nThe weir, the bank and the mill were seen.\nAll was well."
    assert read_document(text.encode(), "a.txt", "text/plain", meanings()).pages


@pytest.mark.parametrize(
    "media_type",
    ["application/pdf", "application/x-ole-storage", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"],
)
def test_bytes_that_are_not_what_they_say_are_refused_with_advice(media_type: str) -> None:
    with pytest.raises(SourceError) as refusal:
        read_document(b"not such a file", "a.file", media_type, meanings())
    assert "a.file" in str(refusal.value) and refusal.value.advice


@pytest.mark.parametrize(
    ("size", "media_type", "refused"),
    [
        (LARGEST, "text/plain", False),
        (LARGEST + 1, "text/plain", True),
        (LARGEST + 1, "application/pdf", False),
        (LARGEST_FILE + 1, "application/pdf", True),
    ],
)
def test_what_is_too_large_is_refused_before_it_is_read(size: int, media_type: str, refused: bool) -> None:
    if not refused:
        refuse_oversize(size, media_type, "a.file")
        return
    with pytest.raises(OversizeSource, match="a.file"):
        refuse_oversize(size, media_type, "a.file")


def test_words_of_a_page_are_accounted_for_line_by_line() -> None:
    def word(text: str, x: float, y: float) -> Word:
        return Word(text, (x, y, x + 20, y + 10), 10.0)

    pages = [
        Page(number=3, words=(word("weir", 40, 100), word("Mend", 10, 101), word("gate", 10, 130))),
        Page(number=4, words=(word("End", 0, 0),)),
    ]
    assert [(line.number, line.text, line.page) for line in print_lines(pages)] == [(1, "Mend weir", 3), (2, "gate", 3), (3, "End", 4)]
