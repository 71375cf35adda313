"""Letters of PDFs in other codes than their own."""

from __future__ import annotations

import pytest

from extract.pages.letter_codes import own_codes

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


@pytest.mark.parametrize("text", ["\uf06e Mend\n\uf06e Clear\n\uf071 Dredge", "ACTION\x03PLAN \x07 2031", "Mend\x03the wall", "\x03\x03"])
def test_bullets_and_stray_codes_stay(text: str) -> None:
    assert own_codes(text, lambda place: 7) == text
