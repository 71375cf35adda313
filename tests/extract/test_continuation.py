"""Rows that a page break cut: what goes on with the row above, and what is a row of its own."""

from __future__ import annotations

import pytest

from extract.row.continuation import Above, Count, Habits, carries_on, habits, is_cut_name
from model import Cell, Column, Paragraph
from tests.extract.strips import meanings
from tests.small_plans import column, levels, part_of

COLUMNS = (
    Column("Ref", ("ref",)),
    Column("Objective", ("objective",)),
    Column("Action", ("action",)),
    Column("Lead", ("lead",)),
    Column("By when", ("timescale",)),
    Column("Progress", ("update",)),
)
HABITS = Habits(ended=True, beside=True)


def cells(printed: str) -> dict[int, Cell]:
    pieces = [piece.strip() for piece in printed.split("|")]
    return {index: Cell((Paragraph(piece),)) for index, piece in enumerate(pieces) if piece}


def goes_on(above: str, below: str, page: bool = True, broken: bool = True, known: Habits = Habits()) -> bool:  # noqa: B008  # frozen
    return carries_on(Above(cells(above), known, page, page, broken or page), cells(below), COLUMNS, meanings())


@pytest.mark.parametrize(
    ("above", "below"),
    [
        (" | | Mend the weir gate and the | River Warden | May 2026", " | | sluices behind it | | "),
        (" | | Mend the weir gate | River Warden and | May 2026", " | | | the river trust | "),
        (" | | Mend the weir gate | River Warden | ", " | | | | May 2026"),
        (" | Keep rivers clean and | Mend the weir gate | River Warden | May 2026", " | open to swimmers | | | "),
        ("1 | | Mend the weir gate | River Warden | by the end of", " | | | | spring 2026"),
        ("1 | | Mend the weir gate | Estuary Arts | from August", " | | | Officer | 2026"),
        ("1 | | Mend the weir gate | | May 2026 | Stone is here", "1 | | | | | and will be laid in June"),
    ],
)
def test_the_rest_of_a_row(above: str, below: str) -> None:
    assert goes_on(above, below)


@pytest.mark.parametrize(
    ("above", "below", "why"),
    [
        (" | | Mend the weir gate and the | River Warden | May 2026", "2 | | sluices behind it | | ", "it has a number"),
        (" | | Mend the weir gate | River Warden | May 2026", " | | Plant reeds along the bank | Parks Manager | June 2026", "a whole row"),
        ("1 | | Mend the weir gate | | May 2026 | Stone is here", "2 | | | | | and will be laid in June", "another number"),
        ("1 | | Mend the weir gate | River Warden | May 2026", " | | | Manager | June 2026", "who does the rest, and when"),
        (" | Clean rivers | Mend the weir gate | River Warden | May 2026", " | Open banks | | | ", "a level of its own"),
        (" | | Mend the weir gate. | River Warden. | May 2026.", " | | Plant reeds along the bank. | | ", "all ended, all begins anew"),
    ],
)
def test_a_row_of_its_own(above: str, below: str, why: str) -> None:
    assert not goes_on(above, below), why


def test_a_name_that_was_cut_goes_on_beside_its_action_without_a_break() -> None:
    above = " | | Inspect all homes in the | Housing Standards | May 2026"
    assert goes_on(above, " | | licensed streets | Manager | ", page=False, broken=False)
    assert not goes_on(above.replace(" in the", ""), " | | Fine bad landlords | Manager | ", page=False, broken=False)


def test_a_row_goes_on_in_all_its_columns_without_a_break() -> None:
    above = " | Homes that are | Inspect every | Housing | From"
    assert goes_on(above, " | dry and warm | shared house | Manager | May 2026", page=False, broken=False)
    assert not goes_on(above, " | Safe streets | Light every alley | Highways | May 2026", page=False, broken=False)
    assert not goes_on(" | | Fine bad landlords | Housing Manager | May 2026", " | | Buy empty homes | Parks Manager | 2027")


def test_a_time_below_a_lead_without_one_is_its_own() -> None:
    columns = (Column("Action", ("action",)), Column("Lead and by when", ("lead", "timescale")))
    above = Above(cells("Mend the weir gate | River Warden"), Habits(), False, False, False)
    assert carries_on(above, cells(" | TBC"), columns, meanings())
    assert not carries_on(above, cells(" | Parks Manager"), columns, meanings())


def test_without_a_break_more_is_asked() -> None:
    above, below = " | | Mend the weir gate | River Warden | May 2026", " | | and plant reeds | Parks Manager | "
    assert not goes_on(above, below, page=False, broken=False)
    above, below = " | | Mend the weir gate and the | River Warden and | May 2026", " | | sluices behind it | the river trust | "
    assert goes_on(above, below, page=False, broken=False)


def test_a_bare_action_after_one_that_ends_no_sentence_goes_on_where_rows_end_theirs() -> None:
    above, below = " | | Mend the weir gate near Mill | River Warden | May 2026", " | | Lane and the old bridge. | | "
    assert goes_on(above, below, known=HABITS)
    assert not goes_on(above, below, page=False, broken=False, known=HABITS)


ACTED = Habits(acted=True)


@pytest.mark.parametrize(
    "below", [" | | | Trust | Quarterly until May 2027", " | | | Trust | ", " | | | | and May 2027", " | | | Finance Team | "]
)
def test_a_line_without_an_action_at_the_head_of_a_page_goes_on_where_each_row_has_its_own(below: str) -> None:
    above = " | | Mend the weir gate | River Warden; Oxbow NHS Foundation | June 2026"
    assert goes_on(above, below, known=ACTED)
    assert not goes_on(above, " | | | Finance Team | May 2027", known=ACTED)
    assert not goes_on(above, " | Dry homes | | Finance Team | ", known=ACTED)


def test_a_name_that_the_page_cut_is_whole_again() -> None:
    def cut(before: str, after: str) -> bool:
        return is_cut_name(Cell((Paragraph(before),)), Cell((Paragraph(after),)), meanings())

    assert cut("Oxbow NHS Foundation", "Trust") and cut("Democratic", "Services")
    assert not cut("River Warden", "Finance Team") and not cut("River Warden", "with volunteers")


def test_habits_are_what_most_rows_do_and_need_rows() -> None:
    rows = [cells(f" | | Mend weir {number}. | River Warden | May 2026") for number in range(4)]
    assert habits_of(rows) == Habits(ended=True, beside=True, acted=True)
    assert habits_of(rows[:3]) == Habits(acted=True)
    assert habits_of([cells(f" | | Mend weir {number} | | ") for number in range(4)]) == Habits(acted=True)
    assert habits_of([cells(" | Weirs | | River Warden | ")]) == Habits()


def habits_of(rows: list[dict[int, Cell]]) -> Habits:
    count = Count(COLUMNS)
    for row in rows[:-1]:
        count.take(row)
    return habits(count, rows[-1])


def test_each_row_of_a_long_table_is_counted_once(monkeypatch: pytest.MonkeyPatch) -> None:
    taken = []
    take = Count.take
    monkeypatch.setattr(Count, "take", lambda count, row: (taken.append(row), take(count, row)))
    lines = "\n".join(f"Homes\tMend weir {number}\tRiver Warden\tMay 2026" for number in range(90))
    part = part_of(f"{HEADER}\n{lines}")
    assert len(part.rows) == 90
    assert 80 <= len(taken) <= 270  # three readings are compared at most


HEADER = "Priority\tAction\tLead\tBy when"
ROWS = [f"\tSound the depth at marker {number} every week.\tHarbour Master\tMay 202{number}" for number in range(1, 6)]


def paper(*rows: str) -> str:
    return "\n".join(["Harbour Action Plan 2026", "", HEADER, *rows])


@pytest.mark.parametrize("between", [[""], ["", HEADER], [HEADER]])
def test_a_cut_action_is_whole_again_whatever_stands_between(between: list[str]) -> None:
    part = part_of(
        paper(
            "Safe water" + ROWS[0], "\tDredge the channel as far as the\tHarbour Master\tJune 2026", *between, "\touter buoy.\t\t", ROWS[1]
        )
    )
    assert column(part, "action")[1] == "Dredge the channel as far as the outer buoy."
    assert part.rows[1].flags == ("row_continues_over_page",)
    assert (part.rows[1].place.line, part.rows[1].place.line_end) == (5, 6 + len(between))


def test_a_deadline_alone_over_the_page_goes_with_the_row() -> None:
    part = part_of(paper("Safe water" + ROWS[0], "\tDredge the channel.\tHarbour Master\t", HEADER, "\t\t\tJune 2026", ROWS[1]))
    assert column(part, "timescale") == ["May 2021", "June 2026", "May 2022"]


def test_a_bold_priority_cut_by_the_page_is_one() -> None:
    part = part_of(
        paper(
            "<b>Safe and</b>\tDredge the channel.\tHarbour Master\tJune 2026",
            HEADER,
            "<b>open water</b><p>For all who sail.</p>\t\t\t",
            ROWS[1],
        )
    )
    assert levels(part) == [(None, "Safe and open water")] * 2
    assert part.rows[0].priority is not None and part.rows[0].priority.description == "For all who sail."


def test_the_foot_of_a_cell_inside_a_repeated_header_goes_back_to_its_row() -> None:
    part = part_of(
        paper("Safe water\tDredge the channel.\tHarbour Master and\tJune 2026", "Priority\tAction\tLead the yacht club\tBy when", ROWS[1])
    )
    assert column(part, "lead") == ["Harbour Master and the yacht club", "Harbour Master"]
    assert part.rows[0].flags == ("header_contaminated", "row_continues_over_page")


def test_several_rows_in_one_table_stay_several() -> None:
    assert len(part_of(paper("Safe water" + ROWS[0], *ROWS[1:])).rows) == 5


@pytest.mark.parametrize(
    ("rest", "time", "update"),
    [
        ("and the sluice is being mended", "May 2026", "The gate is open / and the sluice is being mended"),
        ("with yearly reviews", "May 2026 with yearly reviews", "The gate is open"),
    ],
)
def test_small_words_under_a_whole_time_go_on_with_what_broke_off_beside_it(rest: str, time: str, update: str) -> None:
    lines = ["Action\tLead\tBy when\tProgress", "Mend the weir gate\tRiver Warden\tMay 2026\tThe gate is open", "", f"\t\t{rest}\t"]
    part = part_of("\n".join(["Riverside Action Plan", "", *lines, "Plant reeds\tParks Manager\tJune 2026\tDone"]))
    assert [column(part, name)[0].replace(" / ", " ") for name in ("timescale", "update")] == [time, update.replace(" / ", " ")]
    assert len(part.rows) == 2 and ("cell_shifted" in part.rows[0].flags) is ("mended" in rest)
