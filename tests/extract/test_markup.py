"""Marks inside a cell: tags, breaks and bullets become paragraphs, and no word is lost on the way."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.markup import read_cell, read_line, strip_marks
from model import Place
from tests.extract.strips import letters


def texts(printed: str) -> list[str]:
    return [paragraph.text for paragraph in read_cell(printed, Place()).paragraphs]


@pytest.mark.parametrize(
    ("printed", "paragraphs"),
    [
        ("<p>Fence the pond</p><p>Plant the reeds</p>", ["Fence the pond", "Plant the reeds"]),
        ("<ul><li>Signs up</li><li>Benches out</li></ul>", ["Signs up", "Benches out"]),
        ("Fence the pond<br/>Plant the reeds", ["Fence the pond", "Plant the reeds"]),
        ("<p>Bread &amp; milk</p>", ["Bread & milk"]),
        ("<b>Clean water</b> for every beach", ["Clean water", "for every beach"]),
        ("<b>Clean</b><b>er water</b>", ["Cleaner water"]),
        ("<p>The <i>whole</i> <b>pier</b> reopens</p>", ["The whole pier reopens"]),
        ("<p></p><p> </p>", []),
        ("• Signs up • Benches out", ["Signs up", "Benches out"]),
        ("- Signs up", ["Signs up"]),
        ("o Signs up", ["Signs up"]),
        ("*", ["*"]),
        ("Fence the pond\nPlant the reeds", ["Fence the pond", "Plant the reeds"]),
        ("Fence the pond  Plant the reeds", ["Fence the pond", "Plant the reeds"]),
        ("Fence the pond.  Plant the reeds", ["Fence the pond. Plant the reeds"]),
        ("Fence  the   pond", ["Fence the pond"]),
        ("fewer than <3 years", ["fewer than <3 years"]),
        ("age 5<x>7", ["age 5<x>7"]),
        ("", []),
    ],
)
def test_a_cell_becomes_its_paragraphs(printed: str, paragraphs: list[str]) -> None:
    assert texts(printed) == paragraphs


@pytest.mark.parametrize("printed", ["<li>Signs up</li>", "• Signs up", "\uf0b7Signs up", "– Signs up", "\u00a0 \u00a0 \u00a0 Signs up"])
def test_an_item_of_a_list_is_marked(printed: str) -> None:
    (paragraph,) = read_cell(printed, Place()).paragraphs
    assert (paragraph.text, paragraph.bullet) == ("Signs up", True)


@pytest.mark.parametrize("printed", ["-5 degrees", "of the bay", "Oak trees", "— "])
def test_what_only_looks_like_a_mark(printed: str) -> None:
    assert not any(paragraph.bullet for paragraph in read_line(printed, Place()))


@pytest.mark.parametrize(
    ("printed", "bold"),
    [
        ("<b>Clean water</b>", True),
        ("**Clean water**", True),
        ("Clean **water**", False),
        ("<p>Clean</p>", False),
        ("**Clean** and **dry**", False),
    ],
)
def test_bold_words_are_known_where_all_are(printed: str, bold: bool) -> None:
    (paragraph,) = read_cell(printed, Place()).paragraphs
    assert paragraph.bold is bold and "*" not in paragraph.text


def test_marks_are_taken_off() -> None:
    assert strip_marks("<p>Bread &amp; milk</p>").split() == ["Bread", "&", "milk"]
    assert strip_marks("• **Signs** up").split() == ["Signs", "up"]


@given(st.text(st.characters(exclude_characters="<>&", exclude_categories=["Cs"]), max_size=120))
def test_no_word_of_a_plain_cell_is_lost(printed: str) -> None:
    kept = letters("".join(texts(printed)))
    lost = letters(printed) - kept
    assert not kept - letters(printed)
    assert set(lost) <= {"o"}  # the letter that some lists have for a mark


@given(st.lists(st.sampled_from(["<p>", "</p>", "<li>", "<ul>", "<b>", "</b>", "<br>", "pond ", "&amp;", "<", ">", "•", " "]), max_size=12))
def test_any_markup_is_read_to_whole_paragraphs(pieces: list[str]) -> None:
    printed = "".join(pieces)
    found = texts(printed)
    assert " ".join(found).count("pond") == printed.count("pond")
    assert all(text == " ".join(text.split()) and text for text in found)


def test_a_list_that_runs_on_in_one_line_is_parted_at_its_own_mark() -> None:
    for mark in ("*", "o", "-", "·"):
        cell = read_cell(f"{mark} Reeds planted - by hand {mark} 40 banks firm {mark} Weir open", Place())
        assert [each.text for each in cell.paragraphs] == ["Reeds planted - by hand", "40 banks firm", "Weir open"]
        assert all(each.bullet for each in cell.paragraphs)
    assert len(read_cell("Plan B - Reeds planted - Banks firm", Place()).paragraphs) == 1


@pytest.mark.parametrize("mark", ["\u200b", "\u200e", "\u2060", "\ufeff", "\u202c"])
def test_marks_that_print_nothing_are_no_text(mark: str) -> None:
    (paragraph,) = read_line(f"{mark}• Not{mark} sta{mark}rted{mark}", Place())
    assert (paragraph.text, paragraph.bullet) == ("Not started", True)


def test_joiners_go_where_they_shape_no_letters() -> None:
    (joined,), (shaped,) = (
        read_line("Har\u00adbour\u200c Mas\u200cter", Place()),
        read_line("\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645", Place()),
    )
    assert joined.text == "Harbour\u200c Master"
    assert "\u200c" in shaped.text


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("Head of Hous\u00ad ing", "Head of Housing"),
        ("Mend\u00ad the slip", "Mend the slip"),
        ("The \u00adslip", "The slip"),
        ("June\u00ad 2026", "June 2026"),
    ],
)
def test_a_hyphen_that_only_a_broken_line_shows_is_no_letter(printed: str, read: str) -> None:
    (paragraph,) = read_line(printed, Place())
    assert paragraph.text == read
