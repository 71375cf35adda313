"""A lone first cell is a section's name, or a row that holds nothing else."""

from __future__ import annotations

import pytest

from extract.documents import read_document
from extract.plans import find_plans
from model import Part
from tests.extract.strips import meanings

HEAD = "<tr><th>Objective</th><th>Action</th><th>Lead</th><th>By when</th></tr>"


def row(*cells: str) -> str:
    return "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"


def levels(table: str) -> list[tuple[str | None, str | None, str]]:
    page = f"<html><body><h1>Harbour Plan 2025</h1><table>{HEAD}{table}</table></body></html>"
    ready = meanings()
    (part,) = find_plans(read_document(page.encode(), "a.html", "text/html", ready), ready)
    return [
        (
            each.priority.text if each.priority else None,
            each.objective.text if each.objective else None,
            next((cell.text for column, cell in each.cells if "action" in column.roles), ""),
        )
        for each in part.rows
    ]


ROWS = row("Calm water", "Dredge the inner basin", "Harbour Team", "May 2026") + row("", "Mend the lock gate", "Harbour Team", "June 2026")


@pytest.mark.parametrize("banner", ['<tr><td colspan="4">1. Safe Harbours</td></tr>', '<tr><td colspan="4">Safe Harbours</td></tr>'])
def test_what_runs_across_the_table_is_a_section_though_objectives_stand_below_it(banner: str) -> None:
    assert [(priority, action) for priority, _, action in levels(banner + ROWS)] == [
        ("Safe Harbours", "Dredge the inner basin"),
        ("Safe Harbours", "Mend the lock gate"),
    ]


def test_a_line_that_explains_it_tells_a_section_too() -> None:
    table = row("Safe Harbours", "", "", "") + row("Aim: Boats are to lie safe in any wind.", "", "", "") + ROWS
    assert {priority for priority, _, _ in levels(table)} == {"Safe Harbours"}


def test_an_objective_without_an_action_stays_a_row() -> None:
    read = levels(ROWS + row("Clean beaches", "", "", "") + row("Quiet nights", "Ask the crews to idle less", "Harbour Team", "July 2026"))
    assert [objective for _, objective, _ in read] == ["Calm water", "Calm water", "Clean beaches", "Quiet nights"]


def test_a_sentence_across_the_table_right_below_a_section_explains_it() -> None:
    sentence = '<tr><td colspan="4">Boats must lie safe in any wind.</td></tr>'
    page = f'<table>{HEAD}<tr><td colspan="4">1. Safe Harbours</td></tr>{sentence}{ROWS}{sentence}</table>'
    (part,) = find_plans(read_document(page.encode(), "a.html", "text/html", meanings()), meanings())
    assert [each.priority.description for each in part.rows[:2] if each.priority] == ["Boats must lie safe in any wind."] * 2


def test_a_numbered_level_with_the_list_that_explains_it_is_a_banner() -> None:
    listed = "<p>Target 2: Safe Harbours that</p><ul><li>are lit at night</li><li>have a ladder on every quay</li></ul>"
    page = f"<html><body><h1>Harbour Plan 2025</h1><table>{HEAD}{row(listed, '', '', '')}{ROWS}</table></body></html>"
    ready = meanings()
    (part,) = find_plans(read_document(page.encode(), "a.html", "text/html", ready), ready)
    (level,) = {each.priority for each in part.rows}
    assert level is not None and (level.ref, level.text) == ("2", "Safe Harbours that")
    assert level.description == "are lit at night\nhave a ladder on every quay"


def test_a_section_named_like_a_plan_is_no_row() -> None:
    banner = '<tr><td colspan="4">Action plan</td></tr>'
    first = row("Clean beaches", "Rake the north strand each week", "Beach Team", "July 2026")
    assert [(priority, action) for priority, _, action in levels(first + banner + ROWS)] == [
        (None, "Rake the north strand each week"),
        ("Action plan", "Dredge the inner basin"),
        ("Action plan", "Mend the lock gate"),
    ]


def headed(*heads: str) -> list[str | None]:
    table = f"<table><tr><th>Action</th><th>Lead</th><th>By when</th></tr>{row('Mend the quay', 'Harbour Team', 'May 2026')}</table>"
    page = "".join(f"<p>{head}</p>{table}" for head in heads)
    return [each.priority.text if each.priority else None for part in _parts(f"<html><body>{page}</body></html>") for each in part.rows]


def _parts(page: str) -> tuple[Part, ...]:
    return find_plans(read_document(page.encode(), "a.html", "text/html", meanings()), meanings())


SAID = ("Boats lie safe in any wind that the coast knows.", "Visitors find their way from the quay to the town.")


@pytest.mark.parametrize("form", ["<strong>{}</strong>", "{}:"], ids=["bold", "with a colon"])
def test_sentences_set_alike_above_every_table_head_them(form: str) -> None:
    printed = [form.format(said.rstrip(".") if form == "{}:" else said) for said in SAID]
    assert [(head or "").rstrip(":.") for head in headed(*printed)] == [said.rstrip(".") for said in SAID]


def test_plain_sentences_and_one_sentence_said_twice_head_nothing() -> None:
    assert headed(*SAID) == [None, None]
    assert headed(*["<strong>The actions are set out below.</strong>"] * 2) == [None, None]
