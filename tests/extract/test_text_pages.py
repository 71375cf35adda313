"""A text is one page of lines whose numbers an editor would show."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from errors import EmptySource
from extract.pages.text import read_text
from model import Line


def lines(data: bytes) -> list[tuple[int, str]]:
    return [(line.number, line.text) for line in read_text(data, "a.txt")[0].lines]


@pytest.mark.parametrize("ending", [b"\n", b"\r\n", b"\r"])
def test_every_line_ending_of_an_editor_ends_a_line(ending: bytes) -> None:
    assert lines(ending.join([b"one", b"", b"three", b""])) == [(1, "one"), (2, ""), (3, "three")]


def test_mixed_endings_count_once_each() -> None:
    assert lines(b"a\r\nb\rc\n\nd") == [(1, "a"), (2, "b"), (3, "c"), (4, ""), (5, "d")]


@pytest.mark.parametrize("mark", ["\v", "\u2028", "\u2029", "\x85"])
def test_a_break_within_a_cell_ends_no_line(mark: str) -> None:
    numbered = lines(f"Repair{mark}the weir é\nnext".encode())
    assert [number for number, _ in numbered] == [1, 2]
    assert numbered[0][1].replace("…", " ").split() == ["Repair", "the", "weir", "é"]


def test_a_form_feed_parts_a_line_and_keeps_its_number() -> None:
    assert lines(b"one\ftwo\n\fthree\n\f\nfive\f\nsix") == [(1, "one"), (1, "two"), (2, "three"), (3, ""), (4, "five"), (5, "six")]


def test_the_lines_are_nouns_of_the_house_and_the_page_has_no_number() -> None:
    page, doubts = read_text(b"Plan\n", "a.txt")
    assert (page.lines, page.number, doubts) == ((Line(1, "Plan"),), None, ())


def test_each_repair_is_a_doubt_that_names_the_document() -> None:
    _, doubts = read_text("Plan\nthe boardâ€™s trees\0\n".encode(), "a.txt")
    assert [(doubt.code, doubt.severity) for doubt in doubts] == [("repaired_encoding", "info")] * 2
    assert all(doubt.message.startswith("a.txt: ") for doubt in doubts)


def test_an_empty_text_is_refused() -> None:
    with pytest.raises(EmptySource):
        read_text(b"\n\n", "a.txt")


@given(st.text("ab\n\r\f\v\t\u2028é ").filter(lambda text: not text.isspace()))
def test_numbers_rise_by_one_and_nothing_printed_is_lost(text: str) -> None:
    data = f"{text}."
    numbered = lines(data.encode())
    assert sorted({number for number, _ in numbered}) == list(range(1, len(re.split(r"\r\n|\r|\n", data)) + 1))
    assert "".join(printed for _, printed in numbered) == re.sub(r"[\r\n\f]", "", data)


def test_real_papers_keep_every_line(shared: Path) -> None:
    for path in sorted((shared / "seeds").glob("*.txt")):
        page, doubts = read_text(path.read_bytes(), path.name)
        assert [line.text for line in page.lines] == path.read_text("utf-8").removesuffix("\n").split("\n"), path.name
        assert not doubts


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("Weirs &amp; sluices &#8211; the warden&rsquo;s &pound;40", "Weirs & sluices – the warden’s £40"),
        ("Locks &amp;amp; quays", "Locks & quays"),
        ("fewer than &lt;5 boats&#10;a day &tab; B&B; ", "fewer than &lt;5 boats&#10;a day &tab; B&B; "),
        ("quays &#124; locks &vert; weirs&#12;gates", "quays &#124; locks &vert; weirs&#12;gates"),
    ],
)
def test_a_sign_that_was_spelt_out_is_one_again_but_for_what_would_part_a_cell(printed: str, read: str) -> None:
    assert lines(printed.encode()) == [(1, read)]


def test_how_a_converter_parts_pages_was_not_printed() -> None:
    mark = "{3}" + 48 * "-"
    assert lines(f"one\n{mark}\n{mark} two".encode()) == [(1, "one"), (2, ""), (3, f"{mark} two")]


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("(cid:127) Quay mended", "• Quay mended"),
        ("| 1 | NaN | nan |nan| nancy", "| 1 |  |  || nancy"),
        ("nan\tnan\tMow", "\t\tMow"),
        (":selected:\t:unselected: unselected", "☑\t☐ unselected"),
        ("\t(cid:120)Nets dried (cid:120) Ropes dried", "\t• Nets dried • Ropes dried"),
        ("1\\. Wing \\#2 2035\\-36\\.", "1. Wing #2 2035-36."),
        ("Clerk\\'s 2035\\-36  Ada", "Clerk's 2035-36    Ada"),
        ("| 2035\\-36 | Ada |", "| 2035\\-36 | Ada |"),
        ("# []{#_Toc1 .anchor}[Fords]{.underline} of 2035 {#fords .a}", "# Fords of 2035"),
        ("{.x} [1] {#a", "{.x} [1] {#a"),
        ("c:\\boats\\.old \\(2)", "c:\\boats\\.old \\(2)"),
        ("o(cid:976)ice (cid:976)irst (cid:54)(cid:72)", "o(cid:976)ice (cid:976)irst (cid:54)(cid:72)"),
    ],
)
def test_what_a_converter_spells_for_a_sign_or_for_nothing_is_that(printed: str, read: str) -> None:
    assert lines(printed.encode()) == [(1, read)]
