"""Rows without a printed header: who, when and a call to act tell a plan from other lists."""

from __future__ import annotations

import pytest

from extract.foreign.other_rows import tells_customs, tells_states
from extract.foreign.unprinted import reads_as_plan
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


@pytest.mark.parametrize(
    ("times", "customs"),
    [
        (("Before launch", "During the trial", "After each storm"), True),
        (("Before use", "After use", "Once every rope is dry"), True),
        (("Before launch", "May 2031", "After each storm"), False),
        (("Before launch", "During the trial", "By the thaw"), False),
        (("Before Easter", "Ongoing", "Year 2"), False),
        (("Before launch", "After each storm"), False),
    ],
)
def test_who_does_what_on_which_occasion_is_no_plan(times: tuple[str, ...], customs: bool) -> None:
    told = [row for when in times for row in rows(ACTS[:1], ("lead", "Harbour Master"), ("timescale", when))]
    assert tells_customs(told, meanings()) is customs
    assert not tells_customs([row for when in times for row in rows(ACTS[:1], ("timescale", when), ("status", "Complete"))], meanings())


def test_a_page_of_customs_gives_no_row() -> None:
    lines = [
        f"| {who} | {what} | {when} |" for who, what, when in zip(("Crew", "Pilots", "Crew"), ACTS, ("Before launch",) * 3, strict=False)
    ]
    assert parts_of("\n".join(["| Who | What | When |", "|---|---|---|", *lines])) == ()


LISTED = """{title}

| Ref | {header} | Officer | Target date | Status |
|---|---|---|---|---|
| 1 | {first} | Ann Vole | May 2031 | Pending |
| 2 | {second} | Sam Pryce | June 2031 | Agreed |
| 3 | {third} | Ida Moss | July 2031 | Pending |
"""
THINGS = ("Single storey extension at the boat house", "Two timber sheds by the quay", "Lettering above the chandlery")
WORKS = ("Replace the barn at the head of the quay", "Convert the net loft to a flat", "Install a pump below the slip")


@pytest.mark.parametrize(
    ("title", "header", "things", "rows", "why"),
    [
        ("Planning applications received in April", "Description", THINGS, 0, "a list of applications"),
        ("Planning applications received in April", "Proposal", WORKS, 0, "what applicants ask for calls to act, and asks nobody to"),
        ("Forthcoming consultations", "Consultation", WORKS, 0, "what people will be asked about"),
        ("Harbour matters", "Description", THINGS, 0, "nothing says that it is a plan"),
        ("Harbour matters", "Description", WORKS, 3, "its items call to act"),
        ("Harbour delivery plan 2031", "Description", THINGS, 3, "its title calls it a plan"),
        ("Planning applications received in April", "Action", THINGS, 3, "its header says so"),
        ("Harbour matters", "Action", THINGS, 3, "its header says so"),
        ("Duty rota", "Swell", WORKS, 0, "a header that nobody knows"),
        ("Harbour matters", "Swell", WORKS, 3, "a header that nobody knows, above calls to act"),
        ("Harbour matters", "Hazard", WORKS, 0, "what is listed are hazards"),
        ("Harbour savings delivery plan 2031", "Saving", WORKS, 3, "a plan of savings that call to act"),
        ("Harbour savings delivery plan 2031", "Saving", THINGS, 0, "savings are named"),
        ("Harbour matters", "Saving", WORKS, 0, "nothing says that it is a plan"),
    ],
)
def test_a_header_of_any_list_needs_a_title_or_calls(title: str, header: str, things: tuple[str, ...], rows: int, why: str) -> None:
    text = LISTED.format(title=title, header=header, first=things[0], second=things[1], third=things[2])
    assert sum(len(part.rows) for part in parts_of(text)) == rows, why


def test_states_where_actions_should_stand_are_a_log() -> None:
    assert tells_states(rows(("Complete", "Complete", "Mend the slip before winter"), WHEN), meanings())
    assert not tells_states(rows(("Complete the slip before winter", "Complete"), WHEN)[:1] + rows(ACTS[:1], WHEN), meanings())
    log = "Date: 2 April 2031\nItem discussed: {}\nThe board agreed the terms.\nAction: Complete"
    assert parts_of("\n".join(["Decision log", *(log.format(item) for item in NEWS)])) == ()


@pytest.mark.parametrize(("first", "papers"), [("Harbour Committee Work Programme 2030-31", 0), ("Harbour Action Plan 2030-31", 1)])
def test_without_a_printed_header_the_first_title_tells_what_the_paper_is(first: str, papers: int) -> None:
    rows = [f"{act} and report on it\n\nParks Manager\n\nMay 203{number}" for number, act in enumerate(ACTS, 1)]
    assert len(parts_of("\n\n".join([first, "The Harbour Strategy", *rows]))) == papers


@pytest.mark.parametrize(
    ("title", "papers"),
    [("Roadworks in May", 0), ("Decisions taken", 0), ("Latest news", 0), ("Harbours", 1), ("Harbour action plan\n\nLatest news", 1)],
)
@pytest.mark.parametrize("form", ["- {} (Harbour Team; May 2031)", "### {}\nOwner: Harbour Team | Due: May 2031"])
def test_listed_works_below_the_name_of_a_list_are_no_actions(title: str, papers: int, form: str) -> None:
    assert len(parts_of(f"# {title}\n\n" + "\n".join(map(form.format, WORKS)))) == papers


@pytest.mark.parametrize(("between", "rows"), [(0, 0), (21, 3)])
def test_the_name_of_a_list_far_above_is_that_of_a_paper_bound_before(between: int, rows: int) -> None:
    text = LISTED.format(title="Duty rota", header="Swell", first=WORKS[0], second=WORKS[1], third=WORKS[2])
    title, table = text.split("\n", 1)
    pages = "\n".join(f"\nPier {number} as the board saw it" for number in range(between))
    assert sum(len(part.rows) for part in parts_of(f"# {title}\n{pages}\n{table}")) == rows
