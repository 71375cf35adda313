"""Lines to paragraphs: what a width cut is whole again, lists stay lists, white space is counted."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.tables.flat.paragraphs import PAGE_NUMBER, read_blocks, running_lines
from model import Line, Page
from tests.extract.strips import letters


def blocks(text: str) -> list[tuple[str, int]]:
    lines = tuple(Line(number, line) for number, line in enumerate(text.split("\n"), 1))
    return [(block.text, block.gap) for block in read_blocks([Page(lines)])]


def texts(text: str) -> list[str]:
    return [text for text, _ in blocks(text)]


def test_paragraphs_are_parted_by_blank_lines_and_the_gap_between_is_counted() -> None:
    assert blocks("Mend the weir\n\nRiver Warden\n\n\n\nMay 2026") == [("Mend the weir", 0), ("River Warden", 0), ("May 2026", 2)]


def test_no_break_spaces_stand_for_empty_paragraphs_where_a_paper_prints_them() -> None:
    assert blocks("Mend the weir\n\n\u00a0\n\n\u00a0\n\nRiver Warden\n\nMay 2026")[1:] == [("River Warden", 2), ("May 2026", 0)]


@pytest.mark.parametrize(("empty", "gap"), [("\u00a0", 2), ("", 2)])
def test_empty_paragraphs_count_alike_whatever_spaces_were_left_of_them(empty: str, gap: int) -> None:
    row = f"Mend the weir\n\n{empty}\n\n{empty}\n\nRiver Warden\n\nMay 2026\n\n{empty}\n\n"
    assert blocks(row * 4)[1:3] == [("River Warden", gap), ("May 2026", 0)]


@pytest.mark.parametrize(
    ("indent", "among", "listed"),
    [
        ("\u00a0 " * 8, "", True),
        (" " * 9, "", True),
        ("  ", "", False),
        (" " * 9, "Weir     Warden\n\n", False),
        (" " * 9, "  At\n\n", False),
    ],
)
def test_lines_that_spaces_set_in_are_list_items_where_nothing_else_is_set_in(indent: str, among: str, listed: bool) -> None:
    text = "".join(f"Mend weir {at}\n\n{indent}Fish can pass\n\nRiver Warden\n\n{among}" for at in range(6))
    lines = tuple(Line(number, line) for number, line in enumerate(text.split("\n"), 1))
    assert {block.paragraph.bullet for block in read_blocks([Page(lines)]) if block.text == "Fish can pass"} == {listed}


def test_a_line_a_cell_is_a_paragraph_a_line() -> None:
    assert texts("Mend the weir\nRiver Warden\nMay 2026") == ["Mend the weir", "River Warden", "May 2026"]


def test_a_line_that_begins_small_is_the_rest_of_the_one_above() -> None:
    assert texts("Mend the weir and\nthe sluices behind it\nRiver Warden") == ["Mend the weir and the sluices behind it", "River Warden"]
    assert texts("Mend the weir.\nthe end")[0] == "Mend the weir."


def test_a_paragraph_wrapped_at_a_width_is_one() -> None:
    text = (
        "The river wardens will walk every mile of the bank twice a year and write\n"
        "down each place where the water has cut below the roots of the old trees\n"
        "so that Parks can plant willow there before the winter floods come back.\n"
        "\nMay 2026"
    )
    assert len(texts(text)) == 2


def test_items_of_a_list_stay_apart() -> None:
    assert texts("Work with:\n• anglers\n• rowers\n- swimmers") == ["Work with:", "anglers", "rowers", "swimmers"]


def test_a_paragraph_stands_on_all_its_lines() -> None:
    (block,) = read_blocks([Page((Line(3, "Mend the weir and"), Line(4, "the sluices")))])
    assert (block.paragraph.place.line, block.paragraph.place.line_end) == (3, 4)


def test_nothing_printed_gives_nothing() -> None:
    assert texts("") == texts(" \n\n\t") == []


@pytest.mark.parametrize(
    "text", ["Page 3", "page 3 of 12", "Page 3/12", "3 of 12", "- 3 -", "– 14 –", "River - Page 3", "Page 3 of 9 | River", "3 | P a g e"]
)
def test_a_page_number(text: str) -> None:
    assert PAGE_NUMBER.fullmatch(text)


@pytest.mark.parametrize(
    "text",
    [
        *("3", "Page", "3 of the 12 wardens", "1.2", "Front page 3 story", "River page 3", "3 | River", "Page 3 River"),
        *("See River Plan - page 3", "Page 3 - River"),
    ],
)
def test_no_page_number(text: str) -> None:
    assert not PAGE_NUMBER.fullmatch(text)


@pytest.mark.parametrize(
    ("lines", "running"),
    [
        (
            ["River board papers sheet 1", "Mend the weir", "River board papers sheet 2"],
            {"River board papers sheet 1", "River board papers sheet 2"},
        ),
        (["River board papers sheet 2", "River board papers sheet 1"], set()),
        (["River board papers sheet 2", "River board papers sheet 2"], set()),
        (
            ["Page 4 of the River board", "Mend the weir", "Page 6 of the River board"],
            {"Page 4 of the River board", "Page 6 of the River board"},
        ),
        (["7 – River board papers", "8 – River board papers"], {"7 – River board papers", "8 – River board papers"}),
        (["May 2026", "May 2027"], set()),
        (["By the end of 2026", "By the end of 2027"], set()),
        (["12 ponds brought back to life", "14 ponds brought back to life"], set()),
        (["Spills down by year 2", "Spills down by year 40"], set()),
        (["River board papers sheet", "River board papers sheet"], set()),
    ],
)
def test_running_lines_say_the_same_and_count_up(lines: list[str], running: set[str]) -> None:
    assert running_lines(lines) == running


@given(
    st.lists(
        st.sampled_from(["", "Mend the weir and", "the sluices", "River Warden", "• reeds", "\u00a0", "May 2026", "of rivers."]),
        max_size=14,
    )
)
def test_every_word_is_kept_in_order(lines: list[str]) -> None:
    assert " ".join(texts("\n".join(lines))).split() == " ".join(line.replace("•", "") for line in lines).split()


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.just("\n"), max_size=150))
def test_no_letter_of_any_text_is_added(text: str) -> None:
    assert not letters("".join(texts(text))) - letters(text)
