"""Actions above small tables of one row each become cells of those rows, and labelled lines below them columns."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extract.strips import loose_strip
from extract.titled_tables import take_titles
from model import Cell, Paragraph, Place, Strip
from tests.extract.strips import meanings
from tests.small_plans import column, parts_of

HEADER = ("Responsible officer", "Delivery date", "RAG")
CARDS = [
    ("1.1 Build a boathouse on the east quay", ("Harbour Master", "May 2026", "Green"), "Piles are driven."),
    ("1.2 Dredge the inner basin twice a year", ("Moorings Team", "Ongoing", "Amber"), ""),
    ("1.3 Mark the reef with lit buoys", ("Harbour Master", "July 2027", "Red"), "Prices asked for."),
]


def loose(text: str) -> Strip:
    return loose_strip(Paragraph(text))


def tabled(*texts: str) -> Strip:
    return Strip(tuple(map(Cell.of, texts)), Place())


def paper(header: tuple[str, ...] = HEADER, count: int = 3) -> list[Strip]:
    strips = [loose("Safe water")]
    for title, row, said in CARDS[:count]:
        strips += [loose(title), tabled(*header), tabled(*row), *([loose("Comments"), loose(said)] if said else [])]
    return strips


def shown(strips: list[Strip]) -> list[list[str]]:
    return [[cell.text for cell in strip.cells] for strip in strips if not strip.furniture]


def test_a_number_alone_above_a_title_is_its_own() -> None:
    strips = [loose("Safe water")]
    for title, row, _ in CARDS:
        number, _, said = title.partition(" ")
        strips += [loose(number), loose(said), tabled(*HEADER), tabled(*row)]
    assert [cells[0] for cells in shown(take_titles(strips, meanings()))[2::2]] == [title for title, _, _ in CARDS]


def test_a_title_may_begin_with_a_code() -> None:
    strips = [strip for title, row, _ in CARDS for strip in (loose(title.replace("1.", "HW")), tabled(*HEADER), tabled(*row))]
    assert shown(take_titles(strips, meanings()))[1] == ["HW1 Build a boathouse on the east quay", *CARDS[0][1]]


def test_titles_and_labelled_lines_are_cells_of_the_rows() -> None:
    taken = take_titles(paper(), meanings())
    header = ["Action", *HEADER, "Comments"]
    rows = [[title, *row, said] for title, row, said in CARDS]
    assert shown(taken) == [["Safe water"], header, rows[0], header, rows[1], header, rows[2]]
    assert [strip.text for strip in taken if strip.furniture] == ["Comments", "Comments"]


@pytest.mark.parametrize(
    "strips",
    [
        paper(count=2),
        paper(header=("Responsible officer", "Delivery date", "Action")),
        paper(header=("Responsible officer", "Delivery date", "Zone")),
        [strip for each in paper() for strip in (each, *([each] if each.cells[0].text == "Harbour Master" else []))],
    ],
    ids=["too few", "a column of actions", "a column that nobody knows", "tables of several rows"],
)
def test_other_tables_stay_as_they_are(strips: list[Strip]) -> None:
    assert take_titles(strips, meanings()) == strips


def test_headings_above_tables_are_no_actions() -> None:
    strips = paper()
    for number, name in zip((1, 6, 9), ("Harbours", "Beaches", "Reefs"), strict=True):
        strips[number] = loose(name)
    assert take_titles(strips, meanings()) == strips


def test_a_heading_that_is_an_action_with_its_number_heads_its_small_table() -> None:
    acts = (("Plant whips", "Tree Officer", "May 2027"), ("Survey ash trees", "Arborist", "June 2027"), ("Protect hedges", "Clerk", "2028"))
    head = "<tr><th>Lead</th><th>Target date</th></tr>"
    for said in ("", "<p>As the survey asks.</p>"):
        tables = "".join(
            f"<h4>Action {at}: {act}</h4>{said}<table>{head}<tr><td>{who}</td><td>{when}</td></tr></table>"
            for at, (act, who, when) in enumerate(acts, 1)
        )
        (part,) = parts_of(f"<html><body><h1>Tree plan 2027</h1><h2>Objective 1: More trees</h2>{tables}</body></html>", "text/html")
        assert column(part, "ref") == ["1", "2", "3"]
        assert [column(part, name) for name in ("action", "lead", "timescale")] == [[act[at] for act in acts] for at in range(3)]


def test_a_title_in_a_cell_as_wide_as_its_table_is_the_action_of_the_one_row_below() -> None:
    wide = [Strip((replace(strip.cells[0], across=3), Cell(), Cell()), strip.place) if strip.loose else strip for strip in paper()]
    rows = [cells for cells in shown(take_titles(wide, meanings())) if cells[0].startswith("1.")]
    assert [cells[:4] for cells in rows if len(cells) > 3] == [[title, *row] for title, row, _ in CARDS]
