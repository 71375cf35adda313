"""Letters of PDFs in other codes than their own."""

from __future__ import annotations

import pytest

from extract.pages.pdfium.letter_codes import own_codes
from extract.pages.pdfium.page_texts import NOTHING, whole_letters
from extract.pages.pdfium.symbols import plain_letter
from extract.pages.pdfium.unnamed_letters import named_letters

SAID = "Mend 14 culverts (with the parish) by June 2031"


def numbered(text: str) -> str:
    """The text as numbers of glyphs, as a font that does not name its letters gives it."""
    return "".join(chr(ord(letter) - 29) for letter in text)


@pytest.mark.parametrize(
    "coded",
    [
        pytest.param("".join(chr(ord(letter) + 0xFEE0) if letter != " " else letter for letter in SAID), id="wide"),
        pytest.param("".join(chr(ord(letter) + 0xF000) for letter in SAID), id="private"),
        pytest.param(numbered(SAID), id="glyphs"),
    ],
)
def test_letters_in_other_codes_are_read(coded: str) -> None:
    assert own_codes(coded, lambda place: 7) == SAID


def test_only_the_font_that_does_not_name_its_letters_is_read_by_its_glyphs() -> None:
    plain, coded = "Head of Works \r\n", numbered("May 2031")
    assert own_codes(plain + coded, lambda place: 0 if place in (14, 15) else 1 + (place > 15)) == plain + "May 2031"


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("\u6600\u5b57 Ac\u7400\u6900on", "\u6600\u5b57 Action"),
        ("O\u6600\ucf00cer, bu\u7400\u7400er, com\u6600\u7400", "Of\ufb01cer, butter, comft"),
        ("\u0410\u0421TION \u041elan", "ACTION Olan"),
        ("\U0001d5ee\U0001d5ef\U0001d7ec", "ab0"),
        ("\u0420\u0435\u043a\u0430 weir", "\u0420\u0435\u043a\u0430 weir"),
        ("a \u03b2 test of \u03a9", "a \u03b2 test of \u03a9"),
    ],
)
def test_letters_of_another_alphabet_are_ours_where_all_of_them_look_so(text: str, read: str) -> None:
    assert own_codes(text, lambda place: 7) == read


def test_a_sign_that_comes_in_two_halves_is_whole() -> None:
    assert whole_letters("\ud83d\udfe2 On track \ud83d") == "\U0001f7e2" + NOTHING + " On track \ufffd"


@pytest.mark.parametrize("text", ["\uf06e Mend\n\uf06e Clear\n\uf071 Dredge", "ACTION PLAN \x07 2031", "\x07\x07"])
def test_bullets_and_stray_codes_stay(text: str) -> None:
    assert own_codes(text, lambda place: 7) == text


def test_a_space_that_a_font_leaves_unnamed_is_one() -> None:
    assert own_codes("Mend\x03the\x03wall", lambda place: 7) == "Mend the wall"


def lost(text: str) -> str:
    """The text of one font, of whose characters the capitals behind small letters and what stands beyond ASCII have no name."""
    unnamed = {at for at, letter in enumerate(text) if letter > "~" or letter.isupper() and text[at - 1 : at].islower()}
    return named_letters(text, lambda place: 7, unnamed.__contains__)


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("The oLce sta\x82 meet", "The o\ufffdce sta\ufffd meet"),
        ("By \x14\x15 May \x14", "By \ufffd\ufffd May \ufffd"),
        ("McKay and MacKay", "Mc\ufffday and Mac\ufffday"),
    ],
)
def test_a_letter_without_a_name_passes_for_no_other(said: str, read: str) -> None:
    assert lost(said) == read


def test_a_font_that_names_nothing_is_lost_whole_or_has_its_letters_codes() -> None:
    garbled, bitmap, signs = "\x04\x05\x06\x07!\x05", "Clear of\x0cces of weeds", "\x07 Mend \x07 Clear"
    assert named_letters(garbled, lambda place: 7, lambda place: True) == 6 * "\ufffd"
    assert named_letters(bitmap, lambda place: 7, lambda place: True) == bitmap.replace("\x0c", "\ufffd")
    assert named_letters(signs, lambda place: 7 if signs[place] < " " else 8, lambda place: signs[place] < " ") == signs


def test_a_font_of_a_few_ligatures_is_none_of_bullets() -> None:
    said = "Ac\x01on on the cli\x02 path by a sta\x02 team"
    assert named_letters(said, lambda place: 7 if said[place] < " " else 8, lambda place: said[place] < " ") == said.translate(
        {1: "\ufffd", 2: "\ufffd"}
    )


@pytest.mark.parametrize("hyphen", ["\u2010", "\u2011", "\x02", "-"])
def test_hyphens_of_every_code_are_one_sign(hyphen: str) -> None:
    assert plain_letter(hyphen, None) == "-"
