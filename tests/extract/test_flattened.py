"""Papers in which the table is gone: header, sections and decoded rows go on as strips, whatever the columns are called."""

from __future__ import annotations

import pytest

from extract.tables.flattened import read
from model import Line, Page
from tests.extract.strips import meanings
from tests.small_plans import column, levels, objectives, part_of, strays

ROWS = [
    ["Mend the weir gate before the winter floods", "River Warden", "May 2026", "Parts are on order."],
    ["Plant reeds along the north bank", "Parks Manager", "By June 2026", "Planting has begun."],
    ["Publish a map of the safe landing places", "Head of Leisure", "Ongoing", "Draft map agreed."],
    ["Train ten volunteers to test the water", "Environmental Health Team", "December 2026", "Six are trained."],
]
AIMS = [("1.1", "Banks that stand", 1), ("1.1", "", 2), ("1.2", "Water to bathe in", 1), ("1.2", "", 2)]
HEADERS = [
    ["Action", "Lead", "By when", "Progress"],
    ["What we will do", "Who is responsible", "Timescale", "Update"],
    ["Recommendation", "Owner", "Target date", "Comments"],
    ["Activity", "Lead officer", "Deadline", "Status update May 2026"],
    ["Description", "Section responsible", "Completion target", "Comment"],
]


def paper(*pieces: str | list[str], gap: str = "\n\n") -> str:
    return gap.join(["River Action Plan 2026", *(cell for piece in pieces for cell in ([piece] if isinstance(piece, str) else piece))])


@pytest.mark.parametrize("header", HEADERS)
def test_whatever_the_columns_are_called(header: list[str]) -> None:
    part = part_of(paper(header, *ROWS))
    found = [[column(part, name)[index] for name in ("action", "lead", "timescale", "update")] for index in range(len(part.rows))]
    assert found == ROWS
    assert {row.stage for row in part.rows} == {"flattened"}


@pytest.mark.parametrize("gap", ["\n", "\n\n", "\n\n\n", "\n \n"])
def test_whatever_white_space_parts_the_cells(gap: str) -> None:
    part = part_of(paper(HEADERS[0], *ROWS, gap=gap))
    assert column(part, "action") == [row[0] for row in ROWS]


def test_a_line_that_is_a_time_stands_by_itself_however_it_begins() -> None:
    rows = [[*row[:2], f"by {month} 2026", row[3]] for row, month in zip(ROWS, ("May", "June", "July", "August"), strict=True)]
    part = part_of(paper(HEADERS[0], *rows, gap="\n"))
    assert column(part, "timescale") == ["by May 2026", "by June 2026", "by July 2026", "by August 2026"]
    assert column(part, "lead") == [row[1] for row in ROWS]


@pytest.mark.parametrize("key", ["Key: Short = by March 2026; Medium = 2026-2028", "RW = River Warden, Depot; PM = Parks Manager"])
def test_a_key_below_the_rows_is_no_part_of_the_last_one(key: str) -> None:
    part = part_of(paper(HEADERS[0], *ROWS, key))
    assert column(part, "update") == [row[3] for row in ROWS]


def test_the_heading_of_a_section_is_no_header_though_it_holds_a_header_s_word() -> None:
    second = ["Priority 2: Water", *HEADERS[0]]
    part = part_of(paper("Progress report, May 2026", "Priority 1: Banks", HEADERS[0], *ROWS[:2], second, *ROWS[2:]))
    assert levels(part) == [("1", "Banks"), ("1", "Banks"), ("2", "Water"), ("2", "Water")]


def test_what_was_recommended_stands_before_what_is_done_about_it() -> None:
    header = ["Key recommendation", "What we will do", "Lead member / lead director", "Deadline", "Progress at May 2026"]
    part = part_of(paper(header, *(["Look after the banks", *row] for row in ROWS)))
    assert column(part, "action") == [row[0] for row in ROWS]


def test_in_a_paper_of_ratings_a_colour_is_no_person() -> None:
    header = ["Action", "Lead officer", "By when", "RAG"]
    rated = [[*row[:3], colour] for row, colour in zip(ROWS, ("Green", "Red", "Amber", "Green"), strict=True)]
    part = part_of(paper(header, *rated[:2], [rated[2][0], "Amber"], rated[3]))
    assert column(part, "rag") == ["Green", "Red", "Amber", "Green"]
    assert column(part, "lead")[2] == ""


def test_sections_are_levels_and_their_words_explain_them() -> None:
    part = part_of(
        paper(
            "Priority 1: Living rivers",
            "Aim",
            "Water that is fit to swim in.",
            HEADERS[0],
            *ROWS[:2],
            "Priority 2: Open banks",
            HEADERS[0],
            *ROWS[2:],
        )
    )
    assert levels(part) == [("1", "Living rivers")] * 2 + [("2", "Open banks")] * 2
    assert [row.priority.description for row in part.rows if row.priority] == ["Water that is fit to swim in."] * 2 + [None] * 2


def test_an_objective_column_carries_down_within_its_section() -> None:
    lines = [["Keep the water clean for all who swim in it", *ROWS[0][:3]], ROWS[1][:3], ["Keep the paths open", *ROWS[2][:3]], ROWS[3][:3]]
    part = part_of(paper(["Objective", "Action", "Lead", "By when"], *lines))
    assert [text for _, text in objectives(part)] == ["Keep the water clean for all who swim in it"] * 2 + ["Keep the paths open"] * 2


def test_a_closing_list_gives_no_rows() -> None:
    part = part_of(paper(HEADERS[0], *ROWS, "Related plans", "Tourism Plan", "Fishing Plan"))
    assert len(part.rows) == 4
    assert strays(part, furniture=False) == []


def test_rows_stand_on_the_lines_they_were_printed_on() -> None:
    part = part_of(paper(HEADERS[0], *ROWS))
    assert [(row.place.line, row.place.line_end) for row in part.rows[:2]] == [(11, 17), (19, 25)]


@pytest.mark.parametrize(
    "paragraphs",
    [
        [
            "The wardens met in May.",
            "They spoke of the weir.",
            "The parks manager agreed to report back in June 2026.",
            "The meeting closed at nine.",
        ],
        ["Buy milk", "Call the vet", "Read a book", "Sleep", "Walk"],
        ["May 2026", "June 2026", "July 2026", "August 2026", "September 2026"],
    ],
)
def test_prose_and_lists_are_no_plan(paragraphs: list[str]) -> None:
    from tests.small_plans import parts_of

    assert parts_of("\n\n".join(paragraphs)) == ()


PROSE = [
    "The committee heard from the lock keepers, who asked for warmer huts and for longer hours of light in the winter months.",
    "Members thanked the volunteers for the new benches along the towpath, which walkers have praised in letters to the paper.",
    "Councillors asked how the weed in the lower basin could be cleared without harm to the fish that breed there every spring.",
    "The chair said that boats moored at the far quay pay nothing, and that the rules for them would be looked at by officers.",
]


def test_prose_without_leads_and_dates_is_not_decoded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Decoding is dear; where it could never be taken for a plan nothing is tried."""
    tried: list[object] = []
    monkeypatch.setattr("extract.tables.flattened._decode", lambda *given: tried.append(given) or (None, []))
    pages = (Page(lines=tuple(Line(number, text) for number, text in enumerate("\n\n".join(PROSE).splitlines(), 1))),)
    assert read(pages, meanings()) is None
    assert not tried


def test_three_rows_without_a_header_are_decoded() -> None:
    bare = [cell for row in ROWS[:3] for cell in row[:3]]
    assert len(part_of(paper(bare)).rows) == 3


TRACKER = """Harbour recommendation tracker

Reference

Origin

Date

Recommendation

Due date

Lead officer/QK

Action taken

Status
"""


def test_a_paper_s_own_codes_begin_its_rows_also_after_a_list() -> None:
    said = ("Work done so far:\n\n· Chain bought\n\n· Anchor found\n\nAll of it paid for.", "Prices asked for.", "As above")
    states, names = ("Complete", "Ongoing", "Ongoing"), ("Orla Finchley", "Head of Estates", "Port Manager")
    cells = [
        (f"HR (31/32) 0{number}", "QHP", "01/01/31", f"That quay {number} be mended", "01/02/32", name, told, state)
        for number, (name, told, state) in enumerate(zip(names, said, states, strict=True), 1)
    ]
    part = part_of(TRACKER + "".join(f"\n{text}\n" for row in cells for text in row))
    assert column(part, "ref") == [row[0] for row in cells]
    assert column(part, "status") == list(states)


@pytest.mark.parametrize(
    "numbers", [("W1", "W2", "W3", "W4"), ("1.1", "1.2", "2.1", "2.2"), ("RBC/RI/01", "RBC/RI/02", "RBC/BK/03", "RBC/BK/04")]
)
def test_a_column_of_numbers_needs_no_header(numbers: tuple[str, ...]) -> None:
    part = part_of(paper(HEADERS[0], *([number, *row] for number, row in zip(numbers, ROWS, strict=True))))
    assert column(part, "ref") == list(numbers)
    assert column(part, "action") == [row[0] for row in ROWS]
    assert column(part, "update") == [row[3] for row in ROWS]


def test_an_objective_may_stand_before_a_number_without_a_header() -> None:
    rows = [[f"{level} {aim}" if aim else "", f"{level}.{count}", *row] for (level, aim, count), row in zip(AIMS, ROWS, strict=True)]
    part = part_of(paper(["Aim", *HEADERS[0]], *([cell for cell in row if cell] for row in rows)))
    assert column(part, "action") == [row[0] for row in ROWS]
    assert column(part, "lead") == [row[1] for row in ROWS]


def test_bare_letters_that_count_up_number_the_rows_of_every_section() -> None:
    rows = [[letter, *row] for letter, row in zip("abca", ROWS, strict=True)]
    part = part_of(paper(["No.", *HEADERS[0]], *rows[:3], "Priority 2: The lake", rows[3]))
    assert column(part, "ref") == ["a", "b", "c", "a"]
    assert column(part, "action") == [row[0] for row in ROWS]


def test_a_short_report_before_every_number_is_no_heading() -> None:
    said = ["Contractor on site", "412 marked", "Supplier late", "Seeds sown"]
    rows = [[f"R{at}", *row[:3], short] for at, (row, short) in enumerate(zip(ROWS, said, strict=True), 1)]
    part = part_of(paper(["Ref", *HEADERS[0]], *rows))
    assert column(part, "update") == said


def test_a_header_in_two_parts_that_calls_to_act_is_a_header() -> None:
    part = part_of(paper(["Activity", "Lead / partners", "Timescale", "Comments"], *ROWS))
    assert [column(part, name) for name in ("lead", "timescale", "update")] == [[row[at] for row in ROWS] for at in (1, 2, 3)]
    assert not part.heading[1:]


def test_a_column_of_people_that_is_no_field_keeps_its_cells() -> None:
    header = ["Recommendation", "Portfolio Holder", "Response", "Timetable", "Lead officer"]
    rows = [[row[0], "Councillor Reed / The Leader", row[3], row[2], row[1]] for row in ROWS]
    part = part_of(paper(header, *rows[:3], [rows[3][0], *rows[3][2:]]))
    assert column(part, "action") == [row[0] for row in ROWS]
    assert column(part, "lead") == [row[1] for row in ROWS]
    assert column(part, "timescale") == [row[2] for row in ROWS]


def test_issues_are_the_actions_where_none_are_headed_so() -> None:
    part = part_of(paper(["Governance issue", "Update", "By when", "By whom"], *([row[0], row[3], row[2], row[1]] for row in ROWS)))
    assert column(part, "action") == [row[0] for row in ROWS]
    assert column(part, "lead") == [row[1] for row in ROWS]


@pytest.mark.parametrize(("asked", "lead"), [("{}", "River Warden"), ("{} to ask the county council for it", "")])
def test_action_below_item_heads_who_is_to_act_where_nothing_else_does(asked: str, lead: str) -> None:
    part = part_of(paper(["Item", "Date", "Action", "Progress"], *([row[0], row[2], asked.format(row[1]), row[3]] for row in ROWS)))
    assert column(part, "lead")[0] == lead
    assert column(part, "action") == [row[0] if lead else asked.format(row[1]) for row in ROWS]


@pytest.mark.parametrize("goals", ["2026 Goals", "Goals for 2026"])
def test_a_title_above_a_header_whose_goal_is_the_action_is_no_column(goals: str) -> None:
    cells = [cell for row in ROWS for cell in row[::3]]
    part = part_of("\n\n".join(["Action Plan", goals, "Goal", "Progress report", "Date complete", *cells]))
    assert column(part, "action") == [row[0] for row in ROWS]
    assert column(part, "update") == [row[3] for row in ROWS]


def test_a_sentence_about_a_body_is_no_lead() -> None:
    said = "The Rivers Working Group has met twice and will go on meeting each quarter of the year."
    part = part_of(paper(HEADERS[0], *([*row[:3], said] for row in ROWS)))
    assert column(part, "update") == [said] * 4


def test_small_letters_in_brackets_count_the_actions() -> None:
    part = part_of(paper(HEADERS[0], *([f"{letter})  {row[0]}", *row[1:]] for letter, row in zip("abcd", ROWS, strict=True))))
    assert (column(part, "ref"), column(part, "action")) == (["a", "b", "c", "d"], [row[0] for row in ROWS])


def test_numbers_of_a_year_that_count_up_number_the_rows() -> None:
    rows = [[f"{at}/27", row[0], row[1], row[2]] for at, row in enumerate(ROWS, 1)]
    part = part_of(paper(["Action no", "Task", "Lead", "By when"], *rows))
    assert (column(part, "ref"), column(part, "action")) == (["1/27", "2/27", "3/27", "4/27"], [row[0] for row in ROWS])


def test_financial_years_number_nothing() -> None:
    rows = [[row[0], row[1], year] for row, year in zip(ROWS, ("26/27", "27/28", "26/27", "27/28"), strict=True)]
    part = part_of(paper(["Action", "Lead", "By when"], *rows))
    assert column(part, "timescale") == [row[2] for row in rows]


def test_numbers_that_stand_with_a_name_are_parted_from_it_below_the_headings_they_count_on() -> None:
    header = ["ID", "Task", "Lead", "By when"]
    ids = ["1.1 Gates", "1.2 Reeds", "2.1 Maps", "2.2 Tests"]
    named = [[each, *row[:3]] for each, row in zip(ids, ROWS, strict=True)]
    heads = ("1 Keep the river and the brooks that feed it within their banks in winter", "2 Open the river to the people of the town")
    part = part_of(paper(header, heads[0], *named[:2], heads[1], *named[2:]))
    assert (column(part, "ref"), column(part, "action")) == (["1.1", "1.2", "2.1", "2.2"], [row[0] for row in ROWS])
    names = [next(cell.text for own, cell in row.cells if own.header == "ID" and not own.roles) for row in part.rows]
    assert names == ["Gates", "Reeds", "Maps", "Tests"]
    assert [row.priority.ref if row.priority else None for row in part.rows] == ["1", "1", "2", "2"]


def test_headers_printed_again_do_not_make_rows_of_the_lines_between_them() -> None:
    header = "Rec No.|Recommendation|Rating|Management Response|Responsible Officer|Implementation Date"
    lines = (
        "Wexcombe District Council|Audit Committee|Internal Audit Recommendations Action Plan|Creditors",
        header,
        "1|Changes to suppliers' bank details should be checked by a call to a number already held|High",
        "Agreed. The procedure has been rewritten and staff have been told.|Exchequer Manager|30 June 2024",
        "2|Duplicate payment reports should be run each month and reviewed by a supervisor|Medium",
        "Agreed. Reports will be run from May.|Exchequer Manager|31 May 2024",
        "3|Purchase orders should be raised before goods are received|Medium",
        "Agreed. A reminder will be sent to all budget holders.|Procurement Officer|30 September 2024|Fleet",
        header,
        "4|Fuel cards should be reconciled to mileage logs|Medium",
        "Agreed. Telematics will be fitted first.|Transport Manager|31 December 2024",
        "5|Driving licences should be checked twice a year|High",
        "Agreed. Checks were completed in March 2024.|Transport Manager|31 March 2024|Cyber security",
        header,
        "6|Accounts of leavers should be closed on their last day|High",
        "Agreed. Human Resources will send a list every Friday.|ICT Manager|31 July 2024",
        "7|A test of the disaster recovery plan should be carried out|High",
        "Partly agreed. A desk-top test is planned.|ICT Manager|31 October 2024",
        "8|Members and staff should complete the online training every year|Low|Agreed.|30 November 2024",
    )
    part = part_of("\n\n".join(cell for line in lines for cell in line.split("|")))
    assert column(part, "timescale")[-2:] == ["31 October 2024", "30 November 2024"]
    assert len(part.rows) == 8


@pytest.mark.parametrize("spaces", [" " * 4, " " * 40])
def test_a_header_spread_out_on_one_line_heads_cells_that_stand_in_no_columns(spaces: str) -> None:
    items = [[*row[:3], f"·         {row[3]}"] for row in ROWS]
    part = part_of(paper(spaces.join(HEADERS[0]), *items))
    assert [column(part, name) for name in ("action", "lead", "update")] == [[row[at] for row in ROWS] for at in (0, 1, 3)]


def test_a_word_before_the_numbers_of_the_actions_parts_the_rows_however_many_paragraphs_their_cells_hold() -> None:
    header = ["Action", "Portfolio holder", "Officer", "Timescale", "Outputs", "Outcomes", "Budget"]
    names, ends = ["Ann Reed", "Bob Marsh", "Cy Brook"], ["Plan the sluice", "Clear water", "Fewer floods", "Officer time"]
    rows = [[f"Action 1.{at} {row[0]}", "Cllr Lee", *names, "2026-27", *ends] for at, row in enumerate(ROWS, 1)]
    part = part_of(paper(header, *rows))
    assert column(part, "action") == [row[0] for row in ROWS]
    assert column(part, "timescale") == ["2026-27"] * len(ROWS)


@pytest.mark.parametrize(
    ("header", "first", "amid", "last"),
    [
        (["River objective", "Action", "Lead", "By when", "Progress"], "Banks that stand", None, ""),
        (["Recommendation", "Action", "Lead", "By when", "Progress"], "R{}\n\nBanks that stand", None, ""),
        (["Outcome we want to see", "Action", "Lead", "By when", "Outcomes", "Update and RAG"], "Banks that stand", "A dry wall", " Amber"),
    ],
)
def test_headers_in_a_paper_s_own_words_head_their_columns(header: list[str], first: str, amid: str | None, last: str) -> None:
    tops = [first.format(at) if at != 1 else None for at in range(len(ROWS))]
    rows = [[top, *row[:3], amid, row[3] + last] for top, row in zip(tops, ROWS, strict=True)]
    part = part_of(paper(header, *([cell for cell in row if cell] for row in rows)))
    found = [[column(part, name)[index] for name in ("action", "lead", "timescale", "update")] for index in range(len(part.rows))]
    assert found == [[*row[:3], row[3] + last] for row in ROWS]
    assert {text for _, text in objectives(part)} == {"Banks that stand"}


def test_agencies_that_support_lead_nothing() -> None:
    header = ["What we will do", "Lead agency", "Supporting agencies", "By when", "Progress"]
    part = part_of(paper(header, *([*row[:2], "Harbour Trust", *row[2:]] for row in ROWS)))
    assert column(part, "lead") == [row[1] for row in ROWS]


def test_targets_beside_outcomes_are_times_where_nothing_else_is() -> None:
    header = ["Action", "Lead", "Target", "What difference will it make?", "Status", "Notes"]
    said = [("31.03.26", "Completed"), ("Quarterly", "On track"), ("30.06.26", "Overdue"), ("By October each year", "Not due")]
    part = part_of(paper(header, *([*row[:2], time, "Boats land", state, row[3]] for row, (time, state) in zip(ROWS, said, strict=True))))
    assert list(zip(column(part, "timescale"), column(part, "status"), strict=True)) == said
