"""What tools that turn a table into text do to its cells: two run together, one broken over lines, headers that no lexicon has."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from extract.tables.flat.likelihoods import Columns, emissions
from extract.tables.flat.paragraphs import read_blocks
from model import Line, Page
from tests.extract.strips import meanings
from tests.small_plans import column, levels, objectives, part_of

ROWS = [
    ["Mend the weir gate before the winter floods", "River Warden", "May 2026", "Parts are on order."],
    ["Plant reeds along the north bank", "Parks Manager", "By June 2026", "Planting has begun."],
    ["Publish a map of the safe landing places", "Head of Leisure", "Ongoing", "Draft map agreed."],
    ["Train ten volunteers to test the water", "Environmental Health Team", "December 2026", "Six are trained."],
]
HEADER = ["Action", "Lead", "By when", "Progress"]
MORE = [
    ["Clear the brook below the mill each autumn", "Drainage Officer", "October 2026", "Work is to begin soon."],
    ["Hold a river day for schools", "Education Team", "Annually", "The first day drew 300 pupils."],
]


def paper(*pieces: str | Sequence[str]) -> str:
    return "\n\n".join(
        ["River Action Plan 2026", *(cell for piece in pieces for cell in ([piece] if isinstance(piece, str) else piece))]
    )


@pytest.mark.parametrize("time_first", [False, True])
def test_a_lead_and_its_time_that_ran_together_are_parted(time_first: bool) -> None:
    order = (0, 2, 1, 3) if time_first else (0, 1, 2, 3)
    rows = [[row[at] for at in order] for row in ROWS]
    joint = [[row[0], f"{row[1]} {row[2]}", row[3]] for row in rows]
    part = part_of(paper([HEADER[at] for at in order], rows[0], *joint[1:]))
    assert (column(part, "lead"), column(part, "timescale")) == ([row[1] for row in ROWS], [row[2] for row in ROWS])


def test_a_report_that_names_a_body_and_ends_on_a_time_is_not_parted() -> None:
    said = "Agreed by the Rivers Board in May 2026"
    part = part_of(paper(HEADER, *([*row[:3], said] for row in ROWS)))
    assert column(part, "update") == [said] * 4


def test_what_stands_behind_every_header_is_the_last_of_it() -> None:
    header = ["Action", "Lead", "By when", "Otters and trout"]
    part = part_of(paper("1. Weirs", header, *ROWS[:2], "2. Maps", header, *ROWS[2:]))
    assert column(part, "action") == [row[0] for row in ROWS]
    assert column(part, "lead") == [row[1] for row in ROWS]
    assert {own.header for row in part.rows for own, _ in row.cells} == set(header)


@pytest.mark.parametrize(
    ("header", "extra"),
    [
        (["No", "Proposal", "Officer", "By", "Latest position"], ["1", "2", "3", "4"]),
        (["Ref", "Milestones", "Officer", "By when", "Progress"], ["1", "2", "3", "4"]),
        (["Action", "Lead", "By when", "Good for anglers", "Progress"], ["No mud", "More trout", "Nobody asks", "Clean water"]),
    ],
)
def test_a_column_is_told_by_its_cells_where_its_header_is_not_known(header: list[str], extra: list[str]) -> None:
    ahead = header[0] in ("No", "Ref")
    part = part_of(paper(header, *([own, *row] if ahead else [*row[:3], own, row[3]] for own, row in zip(extra, ROWS, strict=True))))
    assert column(part, "action") == [row[0] for row in ROWS]
    assert column(part, "timescale") == [row[2] for row in ROWS]
    assert column(part, "update") == [row[3] for row in ROWS]


def test_a_row_s_name_and_state_behind_the_header_are_none_of_it() -> None:
    part = part_of(paper(HEADER, ["Weir gate", "Completed"], *ROWS))
    assert {own.header for row in part.rows for own, _ in row.cells} == set(HEADER)


def test_a_header_that_opens_with_a_known_one_is_the_last_of_it() -> None:
    header = ["Action", "Lead", "By when", "Outcomes for anglers"]
    aims = ["Fish can pass all year", "Less mud in the pond", "Nobody has to ask", "Weekly results online"]
    part = part_of(paper(header, *([*row[:3], aim] for row, aim in zip(ROWS, aims, strict=True))))
    assert column(part, "outcomes") == aims


def test_a_section_below_a_header_is_none_of_it() -> None:
    part = part_of(paper(HEADER, "Priority 1: Outcomes for anglers", *ROWS))
    assert levels(part) == [("1", "Outcomes for anglers")] * 4


def test_a_word_for_items_of_any_kind_heads_the_actions_where_nothing_else_does() -> None:
    header = ["Scheme", "Lead", "By when", "Progress"]
    part = part_of(paper("1. Weirs", header, *ROWS[:2], "2. Maps", header, *ROWS[2:]))
    assert [column(part, name) for name in ("action", "lead")] == [[row[at] for row in ROWS] for at in (0, 1)]
    assert levels(part) == [("1", "Weirs"), ("1", "Weirs"), ("2", "Maps"), ("2", "Maps")]


def test_a_header_that_a_column_broke_over_lines_is_one() -> None:
    header = ["Action", "Lead\nofficer", "Target\ndate", "Update\nMay 2026"]
    rows = [[row[0].replace(" the ", " the\n", 1), row[1].replace(" ", "\n", 1), *row[2:]] for row in [*ROWS, *MORE]]
    part = part_of(paper(header, *rows))
    for name, at in (("action", 0), ("lead", 1), ("timescale", 2)):
        assert column(part, name) == [row[at] for row in [*ROWS, *MORE]]


@pytest.mark.parametrize("cut", ["in November\n2025.", "in\nNovember 2025."])
def test_a_time_on_a_line_of_its_own_ends_the_text_that_broke_off_before_it(cut: str) -> None:
    said = f"The whole of the north bank was walked\nby wardens and by anglers {cut}"
    rows = [[row[0].replace(" the ", " the\n", 1), *row[1:3], said] for row in [*ROWS, *MORE]]
    part = part_of(paper(HEADER, *rows))
    assert column(part, "update") == [said.replace("\n", " ")] * 6


def test_a_short_outcome_before_the_next_number_is_no_heading() -> None:
    aims = ["All 140 sites", "Ten hectares", "Newts breed", "30 farms seen", "Policy adopted", "5 km restored"]
    rows = [[f"A{at}", row[0], row[2], row[1], aim] for at, (row, aim) in enumerate(zip([*ROWS, *MORE], aims, strict=True), 1)]
    part = part_of(paper(["ID", "Action", "Timescale", "Lead", "Target"], *rows))
    assert column(part, "outcomes") == aims
    assert levels(part) == [(None, None)] * 6


def test_an_outcome_alone_in_its_cell_bears_no_mark_where_only_lists_do() -> None:
    aims = [["• Fish can pass", "• No floods"], ["80 anglers trained"], ["• 2,000 maps taken", "• Fewer rescues"], ["Use has doubled"]]
    rows = [[row[0], *aim, row[1], row[2]] for row, aim in zip(ROWS, aims, strict=True)]
    part = part_of(paper(["Action", "Measures of success", "Lead", "Timescale"], *rows))
    assert column(part, "action") == [row[0] for row in ROWS]
    assert column(part, "outcomes")[1::2] == ["80 anglers trained", "Use has doubled"]


@pytest.mark.parametrize("numbered", [False, True])
def test_bare_numbers_that_count_the_pages_are_no_cells(numbered: bool) -> None:
    rows = [[*[str(at)][: int(numbered)], *row] for at, row in enumerate([*ROWS, *MORE], 1)]
    header = [*["No."][: int(numbered)], *HEADER]
    part = part_of(paper(header, *rows[:2], "1", *rows[2:4], "2", *rows[4:], "3"))
    assert column(part, "update") == [row[3] for row in [*ROWS, *MORE]]
    assert column(part, "ref") == [row[0] if numbered else "" for row in rows]


def test_numbers_of_which_either_may_count_the_rows_are_kept() -> None:
    rows = [[str(at), *row] for at, row in enumerate([*ROWS, *MORE], 1)]
    part = part_of(paper(["No.", *HEADER], *rows[:3], "4", *rows[3:5], "5", *rows[5:]))
    kept = " ".join(cell.text for row in part.rows for _, cell in row.cells)
    assert kept.split().count("4") + kept.split().count("5") == 4


class TestWithoutAHeader:
    """Papers whose first page is lost: what the columns are is told by what stands in them."""

    AIMS = ("Fish can pass all year", "Less mud in the pond", "Nobody has to ask", "Weekly results online", "No floods", "More visits")

    def test_what_tells_no_progress_is_an_outcome(self) -> None:
        rows = [[*row[:3], aim] for row, aim in zip([*ROWS, *MORE], self.AIMS, strict=True)]
        part = part_of(paper(*rows))
        assert (column(part, "outcomes"), column(part, "update")) == (list(self.AIMS), [""] * 6)

    def test_the_first_number_stands_with_its_row(self) -> None:
        part = part_of(paper(*([str(at), *row] for at, row in enumerate([*ROWS, *MORE], 1))))
        assert column(part, "ref") == [str(at) for at in range(1, 7)]

    def test_colours_and_sums_stand_in_columns_of_their_own(self) -> None:
        sums, colours = ("£40k", "£1,500", "£300", "£20k", "£5,000", "£90"), ("Green", "Red", "Amber", "Green", "Green", "Red")
        rows = [[*row[:3], spent, colour, row[3]] for row, spent, colour in zip([*ROWS, *MORE], sums, colours, strict=True)]
        part = part_of(paper(*rows))
        for name, at in (("action", 0), ("lead", 1), ("timescale", 2), ("update", 3)):
            assert column(part, name) == [row[at] for row in [*ROWS, *MORE]]
        assert column(part, "rag") == list(colours)
        assert [cell.text for row in part.rows for own, cell in row.cells if own.header == "Cost"] == list(sums)


def test_unmarked_items_that_begin_small_stay_with_their_colon_and_end_at_a_capital() -> None:
    aims = [["• Fish can pass", "• No floods"], ["Anglers know the rules"], ["• 2,000 maps taken", "• Fewer rescues"], ["Weekly results"]]
    rows = [[row[0], *aim, row[1], row[2]] for row, aim in zip(ROWS, aims, strict=True)]
    rows[1][0:1] = ["Publish a guide for anglers that sets out:", "where to stand", "what to bring", "how to put fish back"]
    part = part_of(paper(["Action", "Outcomes", "Lead", "Timescale"], *rows))
    assert column(part, "action")[1] == " / ".join(rows[1][:4])
    assert column(part, "outcomes")[1] == "Anglers know the rules"


def test_a_list_without_marks_ends_at_a_time_and_what_only_looks_like_a_lead_is_of_it() -> None:
    rows = [list(row) for row in [*ROWS, *MORE]]
    rows[1][0:1] = ["Mend the landing places, including:", "Steps for anglers", "Rowing clubs"]
    rows[2] = ["Look at how the weir could make power", "Harbour Trust Rowing Club", "Awaiting agreement of the new lease."]
    part = part_of(paper(HEADER, *rows))
    assert column(part, "action")[1:3] == [" / ".join(rows[1][:3]), rows[2][0]]
    assert (column(part, "lead")[1:3], column(part, "update")[1:3]) == (["Parks Manager", rows[2][1]], [rows[1][-1], rows[2][2]])


def test_items_that_count_on_stay_with_their_colon_and_who_leads_stands_above_the_time() -> None:
    action = ["Clear what blocks the brook:", "1. Branches", "2. Silt", "3. Work with anglers on litter"]
    rows = [ROWS[0], [*action, "Fish can pass", *MORE[0][1:]], *ROWS[1:]]
    part = part_of(paper(["Action", "Outcomes", "Lead", "By when", "Progress"], *rows))
    assert column(part, "action")[1] == " / ".join(action)
    named = ["Train wardens, with help from:", "A diver", "An angler", "Joan Abery and Tom Ellis"]
    part = part_of(paper(HEADER, *ROWS[:2], [*named, "May 2027", "Begun."], *ROWS[2:]))
    assert column(part, "lead")[2] == "Joan Abery and Tom Ellis"


def test_headers_that_a_tool_wrote_among_the_cells_are_headers_again() -> None:
    first = [*HEADER[:3], *ROWS[0][:3], "Progress", ROWS[0][3], *ROWS[1]]
    part = part_of(paper("Objective 1: Weirs", first, "Objective 2: Maps", HEADER, *ROWS[2:], "Objective 3: Schools", HEADER, *MORE))
    for name, at in (("action", 0), ("lead", 1), ("timescale", 2), ("update", 3)):
        assert column(part, name) == [row[at] for row in [*ROWS, *MORE]]


def test_partners_are_no_leads_where_numbers_without_a_header_stand_before_the_actions() -> None:
    partners = ["Anglers' Club", "Woodland Trust", "Rowing Club", "Water Company"]
    rows = [[f"1.{at}", row[0], row[1], who, row[2]] for at, (row, who) in enumerate(zip(ROWS, partners, strict=True), 1)]
    part = part_of(paper(["Action", "Lead", "Partners", "By when"], *rows))
    assert column(part, "lead") == [row[1] for row in ROWS]
    assert [cell.text for row in part.rows for own, cell in row.cells if own.header == "Partners"] == partners


def test_the_numbers_of_actions_that_are_described_beside_them_may_be_headed_action() -> None:
    header = ["Action", "Description", "Responsible team", "Timeframe", "Indicator"]
    aims = ["Fish pass", "Less mud", "Fewer rescues", "Weekly results"]
    refs = ["1a", "1b", "2a", "2b"]
    rows = [[ref, row[0], row[1], row[2], aim] for ref, row, aim in zip(refs, ROWS, aims, strict=True)]
    part = part_of(paper("Objective 1: Weirs", header, *rows[:2], "Objective 2: Maps", header, *rows[2:]))
    assert (column(part, "ref"), column(part, "action")) == (refs, [row[0] for row in ROWS])
    assert levels(part) == [("1", "Weirs"), ("1", "Weirs"), ("2", "Maps"), ("2", "Maps")]


def test_where_only_reports_end_with_a_full_stop_what_does_is_no_action() -> None:
    rows = [list(row) for row in [*ROWS, *MORE]]
    rows[2][3:] = ["Draft map agreed. The printer has been told.", "A bid has gone to the Harbour Fund."]
    part = part_of(paper(HEADER, *rows))
    assert column(part, "action") == [row[0] for row in rows]
    assert column(part, "update")[2] == " / ".join(rows[2][3:])


def test_a_numbered_section_that_is_named_like_a_header_is_none() -> None:
    part = part_of(paper("1. Practice", HEADER, *ROWS[:2], "2. Partnership", HEADER, *ROWS[2:], "3. People", HEADER, *MORE))
    assert levels(part) == [("1", "Practice")] * 2 + [("2", "Partnership")] * 2 + [("3", "People")] * 2


def test_a_level_counted_by_its_word_stands_above_its_name_though_the_word_could_be_a_header() -> None:
    header = ["We will", "Led by", "By when", "How we will know"]
    part = part_of(paper(header, "Aim 1", "Mend the banks", *ROWS[:2], "Aim 2", "Publish what we know", *ROWS[2:]))
    assert levels(part) == [("1", "Mend the banks")] * 2 + [("2", "Publish what we know")] * 2


def test_the_first_line_below_a_section_s_heading_is_no_heading_as_well() -> None:
    first = ["Weirs to become free of litter", "\nClean banks", "\n\nRiver Warden", "By April 2026", "Talks under way."]
    rows = [[row[0], "• Fish can pass", "• Less mud", *row[1:]] for row in [*ROWS, *MORE]]
    update = "\n\n\nUpdate June 2026\n"
    part = part_of(paper("Objective 1: Weirs", update, *rows[:3], "Objective 2: Living banks", update, first, *rows[3:]))
    assert levels(part) == [("1", "Weirs")] * 3 + [("2", "Living banks")] * 4


def test_a_name_that_nobody_knows_leads_where_a_lead_is_due() -> None:
    rows = [[row[0], aim, *row[1:]] for row, aim in zip(ROWS, ["Gate holds", "Less mud", "Fewer rescues", "Weekly results"], strict=True)]
    rows[1] = [*rows[1][:2], "Barcud"]
    part = part_of(paper(["Action", "Outcomes", "Lead", "By when", "Progress"], *rows))
    assert column(part, "lead") == [ROWS[0][1], "Barcud", ROWS[2][1], ROWS[3][1]]


def test_sponsors_lead_where_nobody_else_does() -> None:
    part = part_of(paper(["Action", "Sponsor", "By when", "Progress"], *ROWS))
    assert column(part, "lead") == [row[1] for row in ROWS]


def test_rows_before_the_first_header_are_rows() -> None:
    part = part_of(paper(*ROWS[:2], HEADER, *ROWS[2:], *MORE))
    assert column(part, "action") == [row[0] for row in [*ROWS, *MORE]]
    assert column(part, "timescale") == [row[2] for row in [*ROWS, *MORE]]


def test_the_front_of_a_report_is_no_row() -> None:
    front = ["Report of the Head of Leisure", "May 2026", "River Warden", "Members are asked to agree the plan.", "Cabinet", "June 2026"]
    part = part_of(paper(*front, HEADER, *ROWS))
    assert column(part, "action") == [row[0] for row in ROWS]


def test_money_and_staff_stand_below_resources_and_open_no_objective() -> None:
    aims = ["The river is safe", None, "People come to the river", None]
    paid = ["Existing staff", "£4,000 from the river grant", "Officer time", "£12,000 capital"]
    rows = [[*([aim] if aim else []), *row[:3], means] for aim, row, means in zip(aims, ROWS, paid, strict=True)]
    part = part_of(paper(["Objective", "Action", "Lead", "By when", "Resources"], *rows))
    assert column(part, "action") == [row[0] for row in ROWS]
    assert [text for _, text in objectives(part)] == [aims[0], aims[0], aims[2], aims[2]]


RISKS = ["No", "Risk", "Cause", "Consequence", "Owner", "Current rating"]
FOREIGN = [
    ["1", "Loss of the ferry", "No spare parts", "Islanders cannot land", "Ferry Manager", "Amber"],
    ["2", "Storms in summer", "A warmer sea", "The quay is closed", "Harbour Master", "Red"],
]


def test_another_table_behind_the_plan_gives_it_no_row() -> None:
    part = part_of(paper(HEADER, *ROWS, "Appendix 2: Risks", RISKS, *FOREIGN))
    assert column(part, "action") == [row[0] for row in ROWS]
    assert column(part, "update") == [row[3] for row in ROWS]


def test_another_table_between_two_of_the_plan_gives_it_no_row() -> None:
    part = part_of(paper(HEADER, *ROWS, "Risks", RISKS, *FOREIGN, "Schools", HEADER, *MORE))
    assert column(part, "action") == [row[0] for row in [*ROWS, *MORE]]


def test_another_table_before_the_plan_is_none_of_its_rows() -> None:
    told = [["June 2026", "Fees", "To agree new fees", "Harbour Master"], ["July 2026", "Weirs", "To review the weirs", "River Warden"]]
    part = part_of(paper("Meeting date", "Item", "Lead officer", *told, HEADER, *ROWS))
    assert column(part, "action") == [row[0] for row in ROWS]


def test_each_table_is_read_by_its_own_columns() -> None:
    later = [[row[0], row[2], row[1]] for row in MORE] * 2
    later = [[text.replace("river", f"brook {at}").replace("brook", f"burn {at}") for text in row] for at, row in enumerate(later)]
    part = part_of(paper("1. Weirs", HEADER, *ROWS, "2. Brooks", ["Action", "By when", "Lead officer"], *later))
    assert column(part, "lead") == [*(row[1] for row in ROWS), *(row[2] for row in later)]
    assert column(part, "timescale") == [*(row[2] for row in ROWS), *(row[1] for row in later)]


def test_the_title_of_a_table_is_none_of_its_headers() -> None:
    rows = [[str(at), *row] for at, row in enumerate(ROWS, 1)]
    part = part_of(paper("Actions", ["Ref", *HEADER], *rows))
    assert column(part, "ref") == ["1", "2", "3", "4"]
    assert column(part, "update") == [row[3] for row in ROWS]


def test_measures_and_their_figures_behind_the_plan_are_none_of_its_rows() -> None:
    measures = ["Measure", "Baseline 2025", "Target 2026", "Target 2027", "Frequency", "Owner"]
    rows = [["Boats that land each year", "112", "150", "175", "Annual", "Harbour Master"]]
    rows += [["Days on which the quay is closed", "31", "20", "10", "Quarterly", "Ferry Manager"]]
    part = part_of(paper(HEADER[:3], *(row[:3] for row in ROWS), "How we will measure success", measures, *rows))
    assert column(part, "action") == [row[0] for row in ROWS]
    assert column(part, "timescale") == [row[2] for row in ROWS]


@pytest.mark.parametrize("cut", [True, False])
def test_a_lead_and_a_time_that_narrow_cells_cut_without_white_space_are_whole(cut: bool) -> None:
    header = ["Action", "Location", "Lead", "By when", "Progress"]
    rows = [
        ["Mend the weir below\nthe mill", "Mill Lane", "Flood Risk\nManager", "September\n2026", "Two bids\nare in."],
        ["Clear the ford and\nits approach", "Oxmere", "Parks Officer", "May 2026", "Begun in\nearly March."],
        ["Plant willow on the\nfar bank", "Oxmere", "Town Clerk", "Ongoing", "No bids\nyet."],
    ]
    cells = [[cell if cut else cell.replace("\n", " ") for cell in row] for row in rows]
    part = part_of("\n".join(cell for row in [["River Action Plan 2026"], header, *cells] for cell in row))
    assert column(part, "lead") == ["Flood Risk Manager", "Parks Officer", "Town Clerk"]
    assert column(part, "timescale") == ["September 2026", "May 2026", "Ongoing"]


def test_a_number_above_a_header_printed_again_is_the_page_s() -> None:
    part = part_of(paper(HEADER, *ROWS[:2], "37", HEADER, *ROWS[2:], "38"))
    assert column(part, "update") == [row[3] for row in ROWS]


@pytest.mark.parametrize(("header", "number"), [("Action", "Action {}"), ("Recommendation", "Recommendation {}"), ("Action", "{}")])
def test_a_number_of_several_parts_begins_a_row_also_behind_the_word_it_counts_by(header: str, number: str) -> None:
    rows = [[f"{number.format(ref)} {row[0]}", *row[1:3], "", row[3]] for ref, row in zip(["1.1", "1.2", "2.1", "2.2"], ROWS, strict=True)]
    columns = [header, "Lead", "By when", "Outputs", "Progress"]
    listed = [f"{rows[0][0]}, with:", "• A gauge", "• A gate", *rows[0][1:3]]
    part = part_of(paper(columns, "Weirs", listed, rows[1], "Maps", *rows[2:]).replace("\n\n\n", "\n"))
    assert column(part, "ref") == ["1.1", "1.2", "2.1", "2.2"]
    assert column(part, "action")[1:] == [row[0] for row in ROWS[1:]]
    assert [text for _, text in levels(part)] == ["Weirs", "Weirs", "Maps", "Maps"]


def test_a_report_of_another_time_stands_in_its_own_column() -> None:
    header = ["Action", "Lead", "By when", "Previous status May 2025", "Current status May 2026"]
    before = ["Not started", "Not started", "In progress", "In progress"]
    part = part_of(paper(header, *([*row[:3], told, row[3]] for row, told in zip(ROWS, before, strict=True))))
    assert column(part, "status") == [row[3] for row in ROWS]
    assert [cell.text for row in part.rows for own, cell in row.cells if own.header == header[3]] == before


def test_a_mere_name_above_a_number_is_no_report_though_the_row_before_has_none() -> None:
    rows = [[str(at), *row] for at, row in enumerate([*ROWS, *MORE], 1)]
    part = part_of(paper("Weirs", ["Ref", *HEADER], *rows[:2], rows[2][:4], "Schools", *rows[3:5], "Ferries", *rows[5:]))
    assert column(part, "update")[2:4] == ["", rows[3][4]]
    assert [text for _, text in levels(part)] == ["Weirs"] * 3 + ["Schools"] * 2 + ["Ferries"]


def test_one_short_report_above_a_number_is_no_heading() -> None:
    rows = [[str(at), *row] for at, row in enumerate([*ROWS, *MORE], 1)]
    part = part_of(paper("Weirs", ["Ref", *HEADER], *rows[:2], [*rows[2][:4], "Seasonal"], *rows[3:]))
    assert column(part, "update")[2] == "Seasonal"


def test_two_sentences_that_name_a_body_are_no_lead() -> None:
    (block,) = read_blocks([Page((Line(1, "Talks were held with the mill and the ferry. River Wardens Trust pays for the gauge"),))])
    scores = emissions(block, None, False, Columns.of([("action",), ("lead",), ("update",)], [block]), meanings())
    assert scores[1] < -2.5


def test_a_decimal_before_a_capital_numbers_no_action() -> None:
    rows = [[*row[:3], f"{share} FTE"] for row, share in zip(ROWS, ("1.5", "2.5", "0.5", "1.2"), strict=True)]
    part = part_of(paper(["Action", "Lead", "By when", "Resources"], *rows))
    assert column(part, "action") == [row[0] for row in ROWS]
    assert not any(column(part, "ref"))
