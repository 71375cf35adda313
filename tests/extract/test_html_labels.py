"""Labels that the cells of a page carry for small screens are no words of theirs; a cell can hold a whole card."""

from __future__ import annotations

import pytest

from tests.extract.test_html import loose, table
from tests.small_plans import column, levels, parts_of

HEAD = "<tr><th>Action<th>Lead<th>By when</tr>"
ROWS = [("Mend the slipway", "Harbour Master", "May 2026"), ("Dredge it", "Moorings Team", ""), ("Mark the reef", "Clerk", "Ongoing")]


def cells(row: tuple[str, ...], form: str) -> str:
    labels = ("Action", "Lead", "By when")
    return "".join(form.format(label=label, text=text) for label, text in zip(labels, row, strict=True))


FORMS = [
    '<td data-label="{label}"><span class="mobile">{label}: </span>{text}</td>',
    "<td><strong>{label}</strong><p>{text}</p></td>",
    '<td data-title="{label}:">{text}</td>',
]


@pytest.mark.parametrize("form", FORMS)
def test_what_every_cell_repeats_of_its_header_is_no_word_of_it(form: str) -> None:
    filled = [row for row in ROWS if all(row)] if "strong" in form else ROWS
    lines = table(f"<table>{HEAD}{''.join(f'<tr>{cells(row, form)}</tr>' for row in filled)}</table>")
    assert lines == [["Action", "Lead", "By when"], *map(list, filled)]


@pytest.mark.parametrize("form", [FORMS[0], FORMS[2]])
def test_marks_of_the_cells_are_the_header_where_none_is_printed(form: str) -> None:
    lines = table(f"<table>{''.join(f'<tr>{cells(row, form)}</tr>' for row in ROWS)}</table>")
    assert lines == [["Action", "Lead", "By when"], *map(list, ROWS)]


def test_a_cell_that_happens_to_open_with_its_header_keeps_its_words() -> None:
    body = "<table><tr><th>Lead<th>Action</tr><tr><td>Clerk<td>Action: stations</tr><tr><td>Lead: the clerk<td>Mend</tr></table>"
    assert table(body) == [["Lead", "Action"], ["Clerk", "Action: stations"], ["Lead: the clerk", "Mend"]]


def card(action: str, lead: str, when: str) -> str:
    return f"<td><p><b>{action}</b></p><p><b>Owner:</b> {lead}</p><p><b>Due:</b> {when}</p></td>"


CARDS = [("Mend the slipway", "Harbour Master", "May 2026"), ("Dredge the basin", "Moorings Team", "June 2026"),
         ("Mark the reef", "Clerk", "July 2026"), ("Paint the crane", "Clerk", "Ongoing")]  # fmt: skip


def test_cards_that_fill_the_cells_of_a_table_are_read_one_by_one() -> None:
    lines = [f"<tr>{card(*CARDS[at])}{card(*CARDS[at + 1])}</tr>" for at in (0, 2)]
    page = f"<h1>Harbour action plan 2026</h1><h2>Calm water</h2><table>{lines[0]}</table><h2>Dry land</h2><table>{lines[1]}</table>"
    (part,) = parts_of(f"<html><body>{page}</body></html>", "text/html")
    assert list(zip(column(part, "action"), column(part, "lead"), column(part, "timescale"), strict=True)) == CARDS
    assert levels(part) == [(None, "Calm water")] * 2 + [(None, "Dry land")] * 2


def test_a_line_that_heads_cards_stands_between_them() -> None:
    lines = f"<tr><td colspan=2>Calm water</td></tr><tr>{card(*CARDS[0])}{card(*CARDS[1])}</tr>"
    assert loose(f"<table>{lines}</table>")[:3] == ["Calm water", "Mend the slipway", "Owner: Harbour Master"]


def test_cells_that_share_no_labels_stay_a_table() -> None:
    body = "<table><tr><td><p>Note: one</p><p>Fee: two</p><td><p>Note: one</p><p>Rent: two</p></table>"
    assert len(table(body)) == 1
