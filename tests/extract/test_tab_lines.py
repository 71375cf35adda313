"""Tabbed text whose rows were cut at the lines that their cells were wrapped over: each row is whole again."""

from __future__ import annotations

from tests.small_plans import column, levels, part_of, parts_of

HEAD = "No\tAction\tLead\tBy when\tProgress"
CUT = (
    "1\tMend the weir gate and paint\tRiver Warden\tMay 2026\tGate ordered from the",
    "\tthe rails on both banks\t\t\tmaker in Leeds",
    "2\tPlant reeds along the towpath\tParks\tJune 2026\tNot started",
    "\twhere the bank has slipped\tManager\t\t",
)
MORE = (
    "3\tMark the ford with posts that\tRanger\tOngoing\tTwo posts set, others",
    "\tshow how deep it runs\t\t\tfollow in spring",
    "4\tSign up twelve wardens for the\tClerk\t2027\tNine so far",
    "\tlower river\t\t\t",
)
ACTIONS = [
    "Mend the weir gate and paint the rails on both banks",
    "Plant reeds along the towpath where the bank has slipped",
    "Mark the ford with posts that show how deep it runs",
    "Sign up twelve wardens for the lower river",
]


def paper(*rows: str) -> str:
    return "\n".join(["Riverside Action Plan", "", *rows])


def test_rows_are_whole_with_all_that_their_cells_say() -> None:
    part = part_of(paper(HEAD, *CUT, "", *MORE))
    assert column(part, "action") == ACTIONS
    assert column(part, "lead") == ["River Warden", "Parks Manager", "Ranger", "Clerk"]
    assert column(part, "update")[0] == "Gate ordered from the maker in Leeds"
    assert [(row.place.line, row.place.line_end) for row in part.rows] == [(4, 5), (6, 7), (9, 10), (11, 12)]


def test_rows_without_numbers_begin_where_their_words_do() -> None:
    part = part_of(paper(*(line.partition("\t")[2] for line in (HEAD, *CUT, *MORE))))
    assert column(part, "action") == ACTIONS


def test_banners_and_headers_between_the_lines_part_them() -> None:
    part = part_of(paper("Theme: Weirs\t\t\t\t", HEAD, *CUT, "Theme: Fords\t\t\t\t", HEAD, *MORE))
    assert column(part, "action") == ACTIONS
    assert [name for _, name in levels(part)] == ["Weirs"] * 2 + ["Fords"] * 2


def test_short_rows_that_begin_small_are_left_as_they_are() -> None:
    rows = [f"{number}\tmend weir {number}\tWarden\tMay 2026\tbegun" for number in range(1, 7)]
    assert column(part_of(paper(HEAD, *rows)), "action") == [f"mend weir {number}" for number in range(1, 7)]


def test_a_line_of_thousands_of_tabs_is_no_tables_and_costs_no_more_than_itself() -> None:
    part = part_of(paper(HEAD, *CUT, *(MORE * 200), "a\t" * 20_000))
    assert column(part, "lead")[0] == "River Warden"


def test_sub_actions_with_letters_are_rows_of_their_own() -> None:
    rows = (
        "1\tSafe water\ta) Mend the weir gate\tWarden\tMay 2026",
        "\t\tb) Paint the rails on both banks\tRiver Team\tJune 2026",
        "\t\tc) Mark the ford with posts\tRanger\tOngoing",
        "2\tGreen banks\ta) Plant reeds along the towpath\tParks\t2027",
        "\t\tb) Sow the slope with clover\tParks\tMay 2027",
    )
    part = part_of(paper("No\tObjective\tAction\tLead\tBy when", *rows))
    assert column(part, "lead") == ["Warden", "River Team", "Ranger", "Parks", "Parks"]


def test_short_rows_between_wrapped_ones_that_each_say_when_are_rows() -> None:
    short = ("\tOil the sluice\tWarden\tJuly 2026\tDone", "\tName a swan warden\tClerk\tAugust 2026\tNot started")
    part = part_of(paper(*(line.partition("\t")[2] for line in (HEAD, *CUT, *short, *MORE))))
    assert column(part, "action") == [*ACTIONS[:2], "Oil the sluice", "Name a swan warden", *ACTIONS[2:]]


def test_marks_that_are_small_letters_are_no_wrapped_words() -> None:
    rows = [f"Mend weir {number}\tWarden\tx\tx\t" for number in range(1, 7)]
    assert len(part_of(paper("Action\tLead\t2025\t2026\t2027", *rows)).rows) == 6


SAVED = (
    "No.,Action,Lead,Time-,Update",
    ",,,scale,November 2026",
    "1,Mend the weir gate and paint,River,May,Gate ordered from the",
    ",the rails on both banks,Warden,2027,maker in Leeds",
    "2,Plant reeds along the towpath,Wharf,Ongoing,Not started",
    ",where the bank has slipped,Street,,",
    ",,Friends,,",
    "3,Mark the ford,Ranger,2027,Two posts set and others",
    ",,,,follow in spring",
)


def test_a_saved_table_of_printed_lines_has_its_rows_and_its_header_whole() -> None:
    (part,) = parts_of("\n".join(SAVED), "text/csv")
    assert column(part, "action") == [*ACTIONS[:2], "Mark the ford"]
    assert column(part, "lead") == ["River Warden", "Wharf Street Friends", "Ranger"]
    assert column(part, "timescale") == ["May 2027", "Ongoing", "2027"]
    assert [each.dated for each in part.columns if "update" in each.roles] == ["2026-11"]


def test_rows_of_a_sheet_that_begin_small_stay_as_they_are() -> None:
    rows = ("Better parks,Open the gates at dawn,Parks,2026", ",and close them,Parks,2027", ",new paths,Parks,2027", ",play areas,Parks,")
    (part,) = parts_of("\n".join(("Aim,Action,Lead,Due", *rows)), "text/csv")
    assert column(part, "action") == ["Open the gates at dawn", "and close them", "new paths", "play areas"]


def test_rows_of_a_sheet_that_begin_small_and_say_when_are_rows_and_joined_ones_say_so() -> None:
    begun = "Safe beaches,Move the benches,Estates,May 2026"
    rows = (f"{begun},begun", ",lifeguards in place,,July 2026,", ",signs at each slipway,,July 2026,")
    (part,) = parts_of("\n".join(("Theme,Action,Lead,Due,Progress", *rows, ",new rings and lines,,,ordered")), "text/csv")
    assert column(part, "action") == ["Move the benches", "lifeguards in place", "signs at each slipway new rings and lines"]
    assert [row.flags for row in part.rows] == [(), (), ("row_continues_over_page",)]
    rests = (f"{begun} to,begun", ",along the promenade,,July 2027,", ",and up the hill,,and May 2028,")
    weir = ("Clean water,Mend the weir,Estates,May 2026,begun", ",and the rails,,,")
    (part,) = parts_of("\n".join(("Theme,Action,Lead,Due,Progress", *rests, *weir)), "text/csv")
    assert column(part, "timescale") == ["May 2026 to July 2027 and May 2028", "May 2026"]
