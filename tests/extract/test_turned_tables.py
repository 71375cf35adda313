"""Tables set on their side are turned; tables that only name the columns of others, and cards, are left as they are."""

from __future__ import annotations

import pytest

from tests.small_plans import column, parts_of

SIDES = {
    "What we will do": ("Mend the slip", "Count the terns", "Paint the pier"),
    "Who": ("Harbour Master", "Bird Warden", "Clerk"),
    "By when": ("May 2031", "June 2031", "Ongoing"),
}


def page(sides: dict[str, tuple[str, ...]], top: str = "") -> str:
    lines = "".join(f"<tr><th>{label}{''.join(f'<td>{text}' for text in texts)}" for label, texts in sides.items())
    return f"<html><body><h1>Harbour action plan 2030</h1><table>{top}{lines}</table></body></html>"


@pytest.mark.parametrize("top", ["", "<tr><th><th>Action 1<th>Action 2<th>Action 3"])
def test_each_column_of_a_table_on_its_side_is_a_row(top: str) -> None:
    (part,) = parts_of(page(SIDES, top), "text/html")
    assert [column(part, role) for role in ("action", "lead", "timescale")] == [[*texts] for texts in SIDES.values()]
    assert column(part, "ref") == (["1", "2", "3"] if top else [""] * 3)


def test_a_table_that_explains_columns_gives_no_row() -> None:
    guide = {"Action": ("What is to be done", "Mend"), "Lead": ("Whose work it is", "A name"), "Timescale": ("The last day", "A month")}
    assert parts_of(page(guide, "<tr><th>Column<th>Meaning<th>Form"), "text/html") == ()
    assert parts_of(page(guide), "text/html") == ()
