"""Does one text carry on another? And what is no text at all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.flow import flow, is_open, join_cells, looks_stray
from model import Cell, Paragraph


@pytest.mark.parametrize("text", ["Work with the", "Paths, benches,", "Repair (and paint", "A well-", "the “Green", "Find money for"])
def test_a_text_that_breaks_off(text: str) -> None:
    assert is_open(text)


WHOLE = ["", "   ", "Mend the weir", "Mend the weir.", "Paint (twice)", "What is it for?", "Position at May 2026", "In place by 2027"]


@pytest.mark.parametrize("text", WHOLE)
def test_a_text_that_does_not(text: str) -> None:
    assert not is_open(text)


@pytest.mark.parametrize(
    ("before", "after", "on"),
    [
        ("Repair the wall along the", "river walk", True),
        ("Repair the wall along the", "River walk", True),
        ("Repair the wall", "and the gate", True),
        ("Repair the wall.", "Repair the gate", False),
        ("Repair the wall", "Repair the gate", False),
        ("Repair the wall", "(if it still stands)", True),
        ("Repair the wall", "(b) and the gate", False),
        ("Repair the wall.", "and the gate", False),
        ("", "and the gate", False),
        ("Repair the wall", "", False),
    ],
)
def test_flow(before: str, after: str, on: bool) -> None:
    assert (flow(before, after) > 0.5) is on


def cell(*texts: str, bullet: bool = False) -> Cell:
    return Cell(tuple(Paragraph(text, bullet=bullet) for text in texts))


def test_pieces_of_a_cell_are_joined_at_the_cut() -> None:
    assert join_cells(cell("Signs", "Repair the wall along the"), cell("river walk", "Benches")) == cell(
        "Signs", "Repair the wall along the river walk", "Benches"
    )


def test_what_begins_anew_stays_a_paragraph_of_its_own() -> None:
    assert join_cells(cell("Signs up"), cell("Benches out")) == cell("Signs up", "Benches out")
    assert len(join_cells(cell("Work with the"), cell("river trust", bullet=True)).paragraphs) == 2
    assert join_cells(Cell(), cell("Signs")) == join_cells(cell("Signs"), Cell()) == cell("Signs")


@pytest.mark.parametrize("text", ["L.M. 0712", "K.R.T. Ltd. 204", "F/12", "P.T.O.", "PLNS/TC/P v4 April 2019"])
def test_a_printers_mark(text: str) -> None:
    assert looks_stray(text)


@pytest.mark.parametrize(
    "text", ["Healthy rivers", "Move the map to v4", "CCTV", "SEND", "EDI & HR", "A town where every child can walk to school"]
)
def test_words_are_no_printers_mark(text: str) -> None:
    assert not looks_stray(text)


@given(st.text(max_size=40), st.text(max_size=40))
def test_flow_is_bounded_and_joining_keeps_every_word(before: str, after: str) -> None:
    assert -1.0 <= flow(before, after) <= 1.0
    whole = join_cells(Cell((Paragraph(before),)), Cell((Paragraph(after),)))
    assert whole.text == f"{before} {after}"
