"""Rows whose cells hold line breaks, as copies of web pages, dumps of Word tables and texts of web pages have them."""

from __future__ import annotations

import pytest

from tests.small_plans import column, levels, part_of

COPIED = """Riverside Action Plan
Action\tOutcomes\tLead\tBy when\tProgress
Mend the weir gate\t
Gate shuts
Fewer floods
\tRiver Warden\tMay 2026\t

Gate ordered.

Posts set.


Plant reeds, such as:

Bulrush

Sedge

\tBank holds\tParks Manager\tJune 2026\t
Theme: Fords
Mark the ford\tPosts stand\tRanger\t2027\tNot started."""
DUMPED = """Riverside Action Plan
Action | Outcomes | Lead | By when | Progress
Mend the weir gate | Gate shuts
Fewer floods | River Warden | May 2026 | Gate ordered.
Posts set.
Plant reeds, such as:
Bulrush
Sedge | Bank holds | Parks Manager | June 2026 |
Theme: Fords
Mark the ford | Posts stand | Ranger | 2027 | Not started."""
MARKED = """Riverside Action Plan

Action| Outcomes| Lead| By when| Progress\x20\x20
---|---|---|---|---\x20\x20
Mend the weir gate|\x20

  * Gate shuts
  * Fewer floods

| River Warden| May 2026| Gate ordered.
Posts set.\x20\x20
Plant reeds, such as:

  * Bulrush
  * Sedge

| Bank holds| Parks Manager| June 2026|\x20\x20

## Fords

Action| Outcomes| Lead| By when| Progress\x20\x20
---|---|---|---|---\x20\x20
Mark the ford| Posts stand| Ranger| 2027| Not started.\x20\x20
"""


@pytest.mark.parametrize(
    "text",
    [COPIED, DUMPED, MARKED, *(COPIED.replace("\nGate shuts\nFewer", f"{mark}\tGate shuts\n{mark}\tFewer") for mark in "•*o")],
)
def test_a_row_is_whole_where_it_has_the_marks_of_its_header(text: str) -> None:
    part = part_of(text)
    assert column(part, "action") == ["Mend the weir gate", "Plant reeds, such as: / Bulrush / Sedge", "Mark the ford"]
    assert column(part, "outcomes") == ["Gate shuts / Fewer floods", "Bank holds", "Posts stand"]
    assert column(part, "lead") == ["River Warden", "Parks Manager", "Ranger"]
    assert column(part, "update") == ["Gate ordered. / Posts set.", "", "Not started."]
    assert [name for _, name in levels(part)][-1] == "Fords"


def test_the_rest_of_a_cut_row_that_names_a_post_is_no_header() -> None:
    cut = "1\tMend the gate\nTake it to Budget Scrutiny\tDeputy Chief Executive / S151 Officer\tMay 2026"
    rows = [cut, "2\tMark the ford\tRanger\t2027", cut.replace("1", "3", 1).replace("Mend", "Oil")]
    part = part_of("\n".join(["Riverside Action Plan", "No\tAction\tOwner\tTarget date", *rows]))
    rest = " the gate / Take it to Budget Scrutiny"
    assert column(part, "action") == [f"Mend{rest}", "Mark the ford", f"Oil{rest}"]


def test_two_rows_without_their_empty_cells_are_not_one() -> None:
    rows = ["Mend the gate\tGate shuts\tRiver Warden", "Plant reeds\tBank holds\tRanger", "Mark the ford\tSafe\tRanger\t2027\tDone."]
    part = part_of("\n".join(["Riverside Action Plan", "Action\tOutcomes\tLead\tBy when\tProgress", *rows]))
    assert column(part, "action") == ["Mend the gate", "Plant reeds", "Mark the ford"]
