"""Bytes to text: encodings, repairs, and what is refused."""

from __future__ import annotations

import random
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from errors import BinarySource, EmptySource, SourceError
from extract.files.encodings import LARGEST, LONGEST_LINE, OversizeSource, decode

PAPER = "The council’s “plan” – café, £5 a head\r\n• Repair the weir\tParks Team\tby May 2031\n"


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("utf-16", "utf-16-le"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("utf-32", "utf-32-le"),
        ("cp1252", "cp1252"),
        ("mac_roman", "mac_roman"),
    ],
)
def test_the_encoding_is_told_and_nothing_else_changes(written: str, told: str) -> None:
    decoded = decode(PAPER.encode(written), "paper.txt")
    assert (decoded.text, decoded.encoding) == (PAPER, told)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Cynllun i wella'r dŵr a'r tŷ bach cyhoeddus", "iso8859_14"),
        ("Budget £900 for the café", "cp850"),
        ("План действий: улучшить жильё и дороги в городе до конца года", "cp1251"),
    ],
)
def test_rarer_encodings_are_told_as_a_guess(text: str, written: str) -> None:
    decoded = decode(text.encode(written), "paper.txt")
    assert decoded.text == text
    assert decoded.repairs == (f"The encoding is not told; {written} reads best.",)


def test_utf16_of_one_short_word_without_a_mark() -> None:
    assert decode("Due".encode("utf-16-be"), "a.txt").text == "Due"


def test_bytes_of_another_encoding_in_a_utf8_text() -> None:
    decoded = decode("The council’s café, its élan and its “plan”".encode() + b" \x93ok\x94", "a.txt")
    assert decoded.text.endswith(" “ok”")
    assert decoded.repairs == ("Bytes that are no UTF-8, read as CP1252: 2.",)


def test_ligatures_that_were_spelt_with_swapped_bytes_are_letters() -> None:
    assert decode("Ac\u7400\u6900on: the o\u6600\ucf00cer; \u6600\u5b57\n".encode(), "a.txt").text == "Action: the officer; \u6600\u5b57\n"


def test_mojibake_is_mended_with_a_note_and_only_where_it_is() -> None:
    decoded = decode("First\r\nThe boardâ€™s cafÃ©\tÂ£5\r\nshe said “yes” &amp; <b>left</b>\r\n".encode(), "a.txt")
    assert decoded.text == "First\r\nThe board’s café\t£5\r\nshe said “yes” &amp; <b>left</b>\r\n"
    assert decoded.repairs == ("Mojibake was mended; lines: 1, the first is line 2.",)


@pytest.mark.parametrize("text", ["‘a’ “b” – — … •\n", "a\u00a0b\n", "one\u2028two\vthree\ffour\n", "tab\t\t\té\r\n", "a\r\rb é\n\n\n"])
def test_what_is_no_damage_stays(text: str) -> None:
    assert decode(text.encode(), "a.txt").text == text


def test_nul_bytes_are_dropped_with_a_note() -> None:
    decoded = decode(b"Plant\0 forty trees in the new park\0 by spring\n", "a.txt")
    assert decoded.text == "Plant forty trees in the new park by spring\n"
    assert decoded.repairs == ("NUL characters dropped: 2.",)


def test_the_hyphens_and_cell_marks_of_other_programs_keep_their_sense() -> None:
    decoded = decode(b"A plan for safe\x1eguarding and part\x02\nnership\x07Parks Team\x1a", "a.txt")
    assert decoded.text == "A plan for safe\u2011guarding and part\xad\nnership\tParks Team"
    assert decoded.repairs == ("Control characters dropped: 1.",)


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf", b" \t\r\n\f", b"\0\0\0", "\ufeff \n".encode("utf-16-le"), b"\t" * 100_000])
def test_nothing_printed_is_empty(data: bytes) -> None:
    with pytest.raises(EmptySource, match=r"^blank\.txt: .* Ask for the paper again"):
        decode(data, "blank.txt")


@pytest.mark.parametrize(
    "data",
    [
        random.Random(7).randbytes(4096),  # noqa: S311 (no secret, only the same bytes each time)
        b"\x7fELF\x02\x01\x01" + bytes(57) + bytes(range(256)) * 4,
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89",
    ],
)
def test_binary_is_refused_with_the_remedy(data: bytes) -> None:
    with pytest.raises(BinarySource, match=r"^scan\.txt: the content is binary, not text\. Open the file"):
        decode(data, "scan.txt")


def test_too_large_is_refused_at_once_and_without_a_copy() -> None:
    data = b"x" * (LARGEST + 1)
    tracemalloc.start()
    with pytest.raises(OversizeSource, match=r"^big\.txt: 67 MB of text"):
        decode(data, "big.txt")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 1_000_000


def test_a_line_of_two_hundred_megabytes_is_refused() -> None:
    with pytest.raises(OversizeSource, match=r"Split the file"):
        decode(bytes(b"word " * 40_000_000), "big.txt")


@pytest.mark.parametrize("ending", ["\n", "\r", "\r\n"])
def test_the_line_that_is_too_long_is_named(ending: str) -> None:
    text = ending.join(["short", "x" * LONGEST_LINE, "y" * (LONGEST_LINE + 1)])
    with pytest.raises(OversizeSource, match=r"line 3 has 1,000,001 characters"):
        decode(text.encode(), "long.txt")


def test_many_tabs_in_a_row_stay() -> None:
    text = "a" + "\t" * 100_000 + "é\n"
    assert decode(text.encode(), "tabs.txt").text == text


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        decoded = decode(data, "any.txt")
    except SourceError as refusal:
        assert str(refusal).startswith("any.txt: ")
    else:
        assert "\0" not in decoded.text


PRINTED = st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\t\n\r\f\v"))


@given(PRINTED)
def test_no_repair_changes_the_lines(text: str) -> None:
    decoded = decode(("é" + text).encode(), "any.txt").text
    assert [decoded.count(mark) for mark in "\n\r\t\f\v"] == [text.count(mark) for mark in "\n\r\t\f\v"]
