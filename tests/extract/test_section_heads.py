"""What stands above the tables of a paper: names with a line that says more of them, bodies, and headings above columns of levels."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from extract.plans import find_plans
from model import Cell, Paragraph, Part, Place, Script, Sheet, Strip
from tests.extract.strips import meanings
from tests.small_plans import levels, objectives, part_of, parts_of

HEADER = "Action\tLead\tBy when"
ROWS = [
    "Mend the slipway\tHarbour Master\tMay 2026",
    "Dredge the inner basin\tHarbour Master\tJune 2026",
    "Mark the reef with buoys\tMoorings Team\tJuly 2026",
    "Open the fish market on Sundays\tMarkets Manager\tAugust 2026",
]


def loose(text: str, y: float, high: float, bold: bool = False) -> Strip:
    place = Place(page=1, box=(50.0, y, 50.0 + 5 * len(text), y + high))
    return Strip((Cell((Paragraph(text, place, bold=bold),)),), place, loose=True, gap=1)


def table(texts: Sequence[str], y: float) -> Strip:
    place = Place(page=1, box=(50.0, y, 500.0, y + 10))
    return Strip(tuple(Cell((Paragraph(text, place),)) for text in texts), place)


def paper(*lines: str) -> Part:
    return part_of("\n".join(["Harbour Action Plan 2026", "", *lines]))


def page(first: str, second: str, headers: int = 2) -> Part:
    """Two tables of a web page below what is printed above each."""
    tables = []
    for number, rows in enumerate((ROWS[:2], ROWS[2:])):
        lines = [HEADER, *rows] if number < headers else rows
        tables.append("".join("<tr>" + "".join(f"<td>{text}</td>" for text in line.split("\t")) + "</tr>" for line in lines))
    (part,) = parts_of(f"<h1>Harbour Action Plan 2026</h1>{first}<table>{tables[0]}</table>{second}<table>{tables[1]}</table>", "text/html")
    return part


def test_a_plain_line_below_a_bold_name_says_more_of_it() -> None:
    part = page("<p><b>Boats</b></p><p>A berth for everybody</p>", "<p><b>Tides</b></p><p>No quay under water</p>")
    assert [(row.priority.text, row.priority.description) for row in part.rows if row.priority] == [
        *[("Boats", "A berth for everybody")] * 2,
        *[("Tides", "No quay under water")] * 2,
    ]


def test_a_name_that_every_table_stands_below_is_none_of_theirs() -> None:
    part = page("<p><b>What we will do</b></p><p>Calm water</p>", "<p><b>What we will do</b></p><p>Safe water</p>")
    assert [text for _, text in levels(part)] == ["Calm water"] * 2 + ["Safe water"] * 2


@pytest.mark.parametrize(
    ("names", "found"),
    [
        (("Boats", "Tides"), [("Boats", None), ("Tides", None)]),
        (("Boats service plan", "Tides service plan"), [("Boats service plan", None), ("Tides service plan", None)]),
        (("Priority 1: Boats", "Priority 2: Tides"), [("Boats", "A berth for all."), ("Tides", "A berth for all.")]),
    ],
)
def test_where_one_heading_stands_above_every_table_the_one_above_it_names_the_section(
    names: Sequence[str], found: list[tuple[str, str | None]]
) -> None:
    part = page(*(f"<h2>{name}</h2><p>A berth for all.</p><h3>Key actions</h3>" for name in names))
    told = [(row.priority.text, row.priority.description) for row in part.rows if row.priority]
    assert told == [each for each in found for _ in range(2)]


def test_bodies_head_the_tables_that_stand_below_them() -> None:
    part = paper("Quays & Moorings Committee", "", HEADER, *ROWS[:2], "", "Fish & Markets Committee", "", HEADER, *ROWS[2:])
    assert [text for _, text in levels(part)] == ["Quays & Moorings Committee"] * 2 + ["Fish & Markets Committee"] * 2
    part = paper("Harbour Committee", "", HEADER, *ROWS)
    assert levels(part) == [(None, None)] * 4
    part = paper("Harbour Committee", "", HEADER, *ROWS[:2], "", "How we measure it", "", HEADER, *ROWS[2:])
    assert levels(part)[0] == (None, None)


def test_a_heading_below_rows_that_no_header_stands_above_explains_nothing() -> None:
    part = page("<h2>Boats</h2>", "<h2>Fish</h2><p>Members asked for a short list.</p>", headers=1)
    assert [text for _, text in levels(part)] == ["Boats"] * 2 + ["Fish"] * 2


def test_a_heading_set_like_the_others_may_have_more_prose_below_it() -> None:
    said = ["The harbour silts up from year to year and the boats lie farther out.", "Nobody can say when the bar was last dredged."]
    strips = []
    for number, (head, prose) in enumerate((("Boats", 1), ("Tides", 4), ("Fish", 1))):
        y = 100.0 + 200 * number
        strips += [loose(head, y, 14, bold=True), *(loose(text, y + 20 + 12 * n, 10) for n, text in enumerate((said * 2)[:prose]))]
        strips += [table(HEADER.split("\t"), y + 90), table(ROWS[number].split("\t"), y + 104), table(ROWS[3].split("\t"), y + 118)]
    (part,) = find_plans(Script(groups=((Sheet("aligned", tuple(strips)),),)), meanings())
    assert [text for _, text in levels(part)] == ["Boats"] * 2 + ["Tides"] * 2 + ["Fish"] * 2


@pytest.mark.parametrize(
    ("heading", "priority", "objective"),
    [
        ("Priority 1 – Calm water", ("1", "Calm water"), (None, "Still basins")),
        ("Priority 1 – Still basins", (None, "Still basins"), (None, None)),
    ],
)
def test_a_column_of_priorities_below_a_numbered_one_is_of_objectives(
    heading: str, priority: tuple[str | None, str], objective: tuple[str | None, str | None]
) -> None:
    part = paper(heading, "", f"Priority\t{HEADER}", *[f"Still basins\t{row}" for row in ROWS])
    assert levels(part) == [priority] * 4
    assert objectives(part) == [objective] * 4


def test_lines_that_say_which_actions_stand_below_head_their_tables() -> None:
    rows = "Mend the weir\tRiver Warden\tMay 2026\nPlant reeds\tParks Manager\tJune 2026"
    heads = ("Actions carried over from 2024/25", "Completed actions", "New actions")
    tables = [f"{head}\nAction\tLead\tBy when\n{rows.replace('weir', f'weir {at}')}" for at, head in enumerate(heads)]
    part = part_of("River Action Plan\n\n" + "\n\n".join(tables))
    assert [text for _, text in levels(part)] == [head for head in heads for _ in range(2)]


@pytest.mark.parametrize(("stems", "named"), [(("1", "2"), ["Calm water", "Safe water"]), (("4", "5"), [])])
def test_a_number_that_those_of_the_rows_go_on_from_heads_them_however_much_prose_stands_between(
    stems: Sequence[str], named: Sequence[str]
) -> None:
    prose = ["We asked the boats. They told us.", "Why this matters", "A harbour silts. It did so in 2024. It will again."]
    tables = []
    for stem, head, rows in zip(stems, ("1 Calm water", "2 Safe water"), (ROWS[:2], ROWS[2:]), strict=True):
        lines = [f"Ref\t{HEADER}", *(f"{stem}.{place}\t{row}" for place, row in enumerate(rows, 1))]
        cells = "".join("<tr>" + "".join(f"<td>{text}</td>" for text in line.split("\t")) + "</tr>" for line in lines)
        tables.append("".join(f"<p>{line}</p>" for line in [head, *prose]) + f"<table>{cells}</table>")
    (part,) = parts_of(f"<h1>Harbour Action Plan 2026</h1>{''.join(tables)}", "text/html")
    assert len(part.rows) == 4 and [*dict.fromkeys(row.priority.text for row in part.rows if row.priority)] == named


@pytest.mark.parametrize(
    ("heads", "named", "below"),
    [
        (
            ["1. Refresh the harbour plan", "2. Calm water"],
            [("1", "Refresh the harbour plan"), ("2", "Calm water")],
            [(None, None), (None, None)],
        ),
        (
            ["1 Boats</p><p>1.1 Safe berths", "2 Water</p><p>2.1 Calm basins"],
            [("1", "Boats"), ("2", "Water")],
            [("1.1", "Safe berths"), ("2.1", "Calm basins")],
        ),
    ],
    ids=["numbers that count up", "numbers under numbers"],
)
def test_headings_whose_numbers_count_up_from_table_to_table_name_sections(
    heads: Sequence[str], named: Sequence[object], below: Sequence[object]
) -> None:
    part = page(*(f"<p>{head}</p>" for head in heads))
    assert list(dict.fromkeys(levels(part))) == list(dict.fromkeys(named))
    assert list(dict.fromkeys(objectives(part))) == list(dict.fromkeys(below))
