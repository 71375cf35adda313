"""Rows without a printed header: who, when and a call to act tell a plan from other lists."""

from __future__ import annotations

import pytest

from extract.unprinted import reads_as_plan
from model import Cell, Column, Place, Row
from tests.extract.strips import meanings
from tests.small_plans import parts_of

ACTS = ("Mend the slip before winter", "Plant reeds along the bank", "Publish a guide to the harbour", "Repair the north ladder")
NEWS = ("A party had looked at the boat house", "Harbour matters of last year", "The reeds along the bank", "What the clubs had said of it")


def rows(actions: tuple[str, ...], *beside: tuple[str, str]) -> list[Row]:
    cells = [(Column(role, (role,)), Cell.of(text)) for role, text in beside]  # type: ignore[arg-type]  # roles by their names
    return [Row(((Column("", ("action",)), Cell.of(action)), *cells), Place(line=1), "flattened") for action in actions]


WHO, WHEN = ("lead", "Parks Manager"), ("timescale", "May 2031")


@pytest.mark.parametrize(
    ("actions", "beside", "plan"),
    [
        (ACTS, (WHO, WHEN), True),
        (ACTS, (WHO,), True),
        (ACTS, (WHEN,), False),
        ((*ACTS[:2], *NEWS[:2]), (WHO, WHEN), True),
        ((*ACTS[:2], *NEWS[:2]), (WHO,), False),
        (NEWS, (WHO, WHEN), False),
        (ACTS, (("lead", "It was agreed that more was to be said"),), False),
        (("Proposed action", "Actions", *NEWS[:2]), (WHO, WHEN), False),
    ],
)
def test_who_and_when_and_a_call_to_act(actions: tuple[str, ...], beside: tuple[tuple[str, str], ...], plan: bool) -> None:
    assert reads_as_plan(rows(actions, *beside), meanings()) is plan


ITEMS = """# {title}

| Item | Status | Lead officer |
|---|---|---|
| Museum of the harbour | The report was considered in April. | Ann Vole |
| Office accommodation | It is expected that this will progress next year. | Sam Pryce |
| {item} | Discussions continue with the port. | Ida Moss |
"""


@pytest.mark.parametrize(
    ("title", "item", "rows"),
    [("Work programme", "Youth hut", 0), ("Harbour action plan", "Youth hut", 3), ("Work programme", "Build a hut for the youth club", 3)],
)
def test_what_a_work_programme_will_look_at_is_no_action(title: str, item: str, rows: int) -> None:
    text = ITEMS.format(title=title, item=item)
    text = text.replace("Office accom", "Review the office accom") if item.startswith("Build") else text
    assert sum(len(part.rows) for part in parts_of(text)) == rows
