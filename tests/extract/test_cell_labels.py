"""What an action's cell says behind a label is no part of the action."""

from __future__ import annotations

from extract.documents import read_document
from extract.plans import find_plans
from model import Part
from tests.extract.strips import meanings

SAID = [
    ("Mend the quay<br>The north end first.<br>Status: in progress<br>Stone is ordered.", "AB"),
    ("Dredge the basin<br>Status:complete", "CD"),
    ("Mark the reef: buoys and lamps<br>Tell the fleet", "EF"),
]


def part_of(header: str, rows: list[tuple[str, ...]]) -> Part:
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    head = "".join(f"<th>{name}</th>" for name in header.split("|"))
    page = f"<html><body><h1>Harbour Action Plan</h1><table><tr>{head}</tr>{body}</table></body></html>"
    (part,) = find_plans(read_document(page.encode(), "a.html", "text/html", meanings()), meanings())
    return part


def cells(part: Part) -> list[dict[str, list[str]]]:
    return [{column.header: [each.text for each in cell.paragraphs] for column, cell in row.cells} for row in part.rows]


def test_states_below_the_actions_are_cells_of_their_own_and_their_labels_furniture() -> None:
    part = part_of("Action|Responsibility", list(SAID))
    assert cells(part) == [
        {"Action": ["Mend the quay", "The north end first."], "Responsibility": ["AB"], "Status": ["in progress", "Stone is ordered."]},
        {"Action": ["Dredge the basin"], "Responsibility": ["CD"], "Status": ["complete"]},
        {"Action": ["Mark the reef: buoys and lamps", "Tell the fleet"], "Responsibility": ["EF"]},
    ]
    assert [column.roles for column in part.columns] == [("action",), ("lead",), ("status",)]
    assert [stray.text for stray in part.strays if stray.why == "label"] == ["Status:", "Status:"]


def test_of_what_the_table_has_a_column_for_and_of_what_is_said_once_nothing_is_parted() -> None:
    part = part_of("Action|Responsibility|Progress", [(*row, "Begun") for row in SAID])
    assert cells(part)[1]["Action"] == ["Dredge the basin", "Status:complete"]
    once = part_of("Action|Responsibility", [SAID[0], SAID[2], ("Paint the hut", "GH"), ("Sweep the slip", "IJ")])
    assert cells(once)[0]["Action"][2] == "Status: in progress"
