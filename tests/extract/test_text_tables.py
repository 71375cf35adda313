"""Tables that are marked up in a text are laid out as a page's are, on the text's own lines."""

from __future__ import annotations

import pytest

from extract.pages.text_tables import read_tables
from model import Line

TABLE = """<!-- PageHeader="Annex 2" -->
# Litter plan

<table><tr><th>Aim</th><th>Action</th><th>Lead</th></tr>
<tr>
<td rowspan="2">Clean lanes</td><td>Pick the A road</td><td>Street Scene</td></tr>
<tr><td>Empty bins on Sundays</td><td>Depot Manager</td></tr></table> End of plan
"""


def numbered(text: str) -> list[Line]:
    return [Line(number, line) for number, line in enumerate(text.split("\n"), 1)]


def test_the_tables_of_a_markdown_text_are_laid_out() -> None:
    sheet, lines = read_tables(numbered(TABLE), "a.md") or pytest.fail("no table was read")
    found = [(strip.place.line, strip.place.line_end, strip.loose, [cell.text for cell in strip.cells]) for strip in sheet.strips]
    assert found == [
        (2, 2, True, ["Litter plan"]),
        (4, 4, False, ["Aim", "Action", "Lead"]),
        (5, 6, False, ["Clean lanes", "Pick the A road", "Street Scene"]),
        (7, 7, False, ["", "Empty bins on Sundays", "Depot Manager"]),
        (7, 7, True, ["End of plan"]),
    ]
    assert [line.number for line in lines] == [2, 4, 5, 7, 7]


@pytest.mark.parametrize(
    "text",
    ["<table> is a tag\n", f"1\tPick lanes\tDepot\n{TABLE}", f"| No | Action |\n{TABLE}", "<table><tr><td>Pick</td></tr></table>"],
    ids=["no table", "tabs part its cells", "pipes part its cells", "a frame"],
)
def test_other_texts_are_left_to_the_other_stages(text: str) -> None:
    assert read_tables(numbered(text), "a.md") is None


def test_a_table_that_pipes_draw_beside_marked_up_ones_is_read_with_them() -> None:
    piped = "| **Aim** | Action | Lead |\n|:--|---|--:|\n| Dry feet | Clear drains \\| gullies | Roads Team |\n"
    sheet, _ = read_tables(numbered(f"{TABLE}\n{piped}\nNote"), "a.md") or pytest.fail("no table was read")
    found = [(strip.place.line, strip.loose, [cell.text for cell in strip.cells]) for strip in sheet.strips[5:]]
    assert found == [
        (9, False, ["Aim", "Action", "Lead"]),
        (11, False, ["Dry feet", "Clear drains | gullies", "Roads Team"]),
        (13, True, ["Note"]),
    ]
