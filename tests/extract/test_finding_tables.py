"""Tables of one finding each: what stands above the header of what was agreed is said of its rows, and is none of them."""

from __future__ import annotations

import pytest

from model import Part
from tests.small_plans import column, levels, parts_of

FINDINGS = [
    ("1. Ropes", "High", "Ropes were last tested in 2019.", "Test every rope each spring", "Harbour Master", "31 March 2031"),
    ("2. Keys", "Low", "Nine people hold the key of the store.", "Keep a list of keys", "Quay Manager", "1 May 2031"),
    ("3. Lamps", "Medium", "Two lamps had no guard.", "Fit guards to all lamps", "Quay Manager", "June 2031"),
]
HEADER = "<tr><td colspan=2><b>Agreed action</b><td><b>Responsible officer</b><td><b>Target date</b>"


def read(title: str, finding: str) -> Part:
    tables = "".join(
        f"<table>{title}{finding}{HEADER}<tr><td colspan=2>{{3}}<td>{{4}}<td>{{5}}</table><p></p>".format(*each) for each in FINDINGS
    )
    (part,) = parts_of(f"<html><body><h1>Harbour audit action plan 2030</h1>{tables}</body></html>", "text/html")
    return part


@pytest.mark.parametrize("label", ["Finding:", "<b>Finding</b>", "Finding", "Finding:<td colspan=3>"])
def test_what_was_found_stands_beside_what_was_agreed(label: str) -> None:
    part = read("<tr><td colspan=3><b>{0}</b><td>Priority: {1}", f"<tr><td colspan={1 if 'colspan' in label else 4}>{label} {{2}}")
    told = zip(column(part, "action"), column(part, "lead"), column(part, "timescale"), strict=True)
    assert [*told] == [each[3:] for each in FINDINGS]
    assert [row.objective.text if row.objective else "" for row in part.rows] == [each[2] for each in FINDINGS]
    assert levels(part) == [("1", "Ropes"), ("2", "Keys"), ("3", "Lamps")]
    assert [[cell.text for head, cell in row.cells if head.header == "Priority"] for row in part.rows] == [[each[1]] for each in FINDINGS]


def test_sentences_without_a_label_stand_beside_the_rows() -> None:
    part = read("<tr><td colspan=4><b>{0}</b>", "<tr><td colspan=4>{2}")
    assert column(part, "action") == [each[3] for each in FINDINGS]


def test_a_numbered_banner_and_labels_beside_their_values_stay_what_they_are() -> None:
    told = "<tr><td>Accountable lead<td colspan=3>Commodore<tr><td>Success looks like<td colspan=3>{2}"
    part = read("<tr><td colspan=4>Aim {0}", told)
    assert column(part, "action") == [each[3] for each in FINDINGS]
    assert column(part, "lead") == [each[4] for each in FINDINGS]
    assert [row.priority.text if row.priority else None for row in part.rows] == ["Ropes", "Keys", "Lamps"]


@pytest.mark.parametrize(
    ("title", "told", "priorities", "objectives"),
    [
        ("", ("Objective", "{0}", "Lead member", "Commodore"), ["1. Ropes", "2. Keys", "3. Lamps"], [None] * 3),
        ("", ("Budget", "5000", "Review date", "May 2031"), [None] * 3, [None] * 3),
        ("", ("Status", "{1}", "Start date", "{5}"), [None] * 3, [None] * 3),
        ("<tr><td>{0}", ("Status", "On track", "Lead", "Commodore"), ["Ropes", "Keys", "Lamps"], [None] * 3),
    ],
)
def test_labels_beside_values_above_a_header_are_no_rows(
    title: str, told: tuple[str, ...], priorities: list[str | None], objectives: list[str | None]
) -> None:
    pairs = zip(told[::2], told[1::2], strict=True)
    part = read(title, "".join(f"<tr><td>{label}<td colspan=3>{said}" for label, said in pairs))
    assert column(part, "action") == [each[3] for each in FINDINGS]
    assert column(part, "timescale") == [each[5] for each in FINDINGS]
    assert [row.priority.text if row.priority else None for row in part.rows] == priorities
    assert [row.objective.text if row.objective else None for row in part.rows] == objectives
    assert {len(row.cells) for row in part.rows} == {3}
    assert not any("2031" in paragraph.text for paragraph in part.heading)


def test_banners_above_a_header_stay_levels() -> None:
    part = read("<tr><td colspan=4><b>Aim {0}</b>", "")
    assert column(part, "action") == [each[3] for each in FINDINGS]
    assert [row.priority.text if row.priority else None for row in part.rows] != [None] * 3
