"""Lines beside the tables of a page: which of them are one paragraph."""

from __future__ import annotations

import pytest

from extract.tables.printed.loose_lines import loose_blocks
from tests.extract.printed import page, say
from tests.extract.strips import meanings

FRONT = ("The Wychavale Borough Council", "Harbour And Reef Action Plan 2031", "Position at 28 February 2031")
WRAPPED = ("This plan tells what the pilots of the harbour", "Mean to do for the reef in this year and next,", "and who is to pay")


@pytest.mark.parametrize(("lines", "texts"), [(FRONT, FRONT), (WRAPPED, (" ".join(WRAPPED),))])
def test_lines_set_apart_of_which_none_goes_on_are_texts_of_their_own(lines: tuple[str, ...], texts: tuple[str, ...]) -> None:
    words = [word for number, line in enumerate(lines) for word in say(line, 50, 40 + 18 * number)]
    assert tuple(strip.text for _, strips in loose_blocks(words, page(words), meanings()) for strip in strips) == texts
