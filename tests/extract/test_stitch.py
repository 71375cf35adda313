"""A whole paper in order: banners, headings, labels, keys, glossaries, closing lists, running lines, and rows between them."""

from __future__ import annotations

import pytest

from model import Part
from tests.small_plans import column, levels, objectives, part_of, parts_of, strays

HEADER = "Action\tLead\tBy when"
ROWS = [
    "Mend the slipway\tHarbour Master\tMay 2026",
    "Dredge the inner basin\tHarbour Master\tJune 2026",
    "Mark the reef with buoys\tMoorings Team\tJuly 2026",
    "Open the fish market on Sundays\tMarkets Manager\tAugust 2026",
]

TABS = "\t\t"


def paper(*lines: str) -> Part:
    return part_of("\n".join(["Harbour Action Plan 2026", "", *lines]))


def furniture(part: Part) -> dict[str, str]:
    return {stray.text: stray.why for stray in part.strays if stray.furniture}


@pytest.mark.parametrize(
    ("banner", "level"),
    [
        ("Priority 1: Safe water\t\t", ("1", "Safe water")),
        ("Theme Two – Safe water\t\t", ("2", "Safe water")),
        ("Priority\t1: Safe\twater", ("1", "Safe water")),
        ("Safe water\tSafe water\tSafe water", (None, "Safe water")),
        ("Safe water\t\t", (None, "Safe water")),
        ("3. Safe water\t\t", ("3", "Safe water")),
        ("A Safer Harbour\t\t", (None, "A Safer Harbour")),
    ],
)
def test_a_banner_opens_a_level(banner: str, level: tuple[str | None, str]) -> None:
    part = paper(HEADER, banner, *ROWS)
    assert levels(part) == [level] * 4
    assert column(part, "action") == [row.split("\t")[0] for row in ROWS]


def test_a_level_in_its_own_column_beside_an_action_without_a_time_is_a_row() -> None:
    rows = [f"{f'Priority {number}: Safe water' if number == 1 else ''}\t{row}" for number, row in enumerate(ROWS, 1)]
    part = paper(f"Priority\t{HEADER}", rows[0].removesuffix("May 2026"), *rows[1:])
    assert column(part, "action") == [row.split("\t")[0] for row in ROWS]
    assert levels(part) == [("1", "Safe water")] * 4


@pytest.mark.parametrize("header", [HEADER, "Objective\tAction\tBy when"])
def test_a_banner_below_a_banner_explains_it(header: str) -> None:
    below = [row.replace("Harbour Master", "Oil the winch") for row in ROWS]
    part = paper(header, "2. Safe water\t\t", "Aim: Nobody should be afraid to swim here.\t\t", *below)
    assert levels(part) == [("2", "Safe water")] * 4
    assert {row.priority.description for row in part.rows if row.priority} == {"Nobody should be afraid to swim here."}
    assert len(part.rows) == 4


def test_a_label_below_a_banner_is_no_part_of_what_it_says() -> None:
    across = "<tr><td colspan=3>{}</td></tr>"
    head, *rows = [f"<tr><td>{line}</td></tr>".replace("\t", "</td><td>") for line in (HEADER, *ROWS)]
    banner = across.format("Priority 2: Safe water") + across.format("Aim: Nobody should be afraid to swim here.")
    (part,) = parts_of(f"<table>{head}{banner}{''.join(rows)}</table>", "text/html")
    assert {row.priority.description for row in part.rows if row.priority} == {"Nobody should be afraid to swim here."}


def test_a_row_can_hold_nothing_but_its_action() -> None:
    part = paper(HEADER, ROWS[0], "Repair the steps below the harbour wall\t\t", *ROWS[1:])
    assert column(part, "action")[1] == "Repair the steps below the harbour wall"
    assert levels(part) == [(None, None)] * 5


@pytest.mark.parametrize("line", ["Mend the sea wall.\t\t", "mend the sea wall\t\t", "\tHarbour Master\t"])
def test_a_lone_cell_that_is_no_banner_opens_none(line: str) -> None:
    part = paper(HEADER, ROWS[0], line, *ROWS[1:])
    assert levels(part) == [(None, None)] * len(part.rows)


@pytest.mark.parametrize(
    ("first", "second", "numbers"),
    [
        ("Objective 1: Calm water", "Objective 2: Safe water", ("1", "2")),
        ("Aim: Calm water", "Aim: Safe water", (None, None)),
        ("Foundation 3: Calm water", "Foundation 4: Safe water", ("3", "4")),
        ("Table 1: Calm water", "Table 2: Safe water", (None, None)),
        ("Priority One - Calm water", "Safe water", ("1", None)),
    ],
)
def test_a_heading_above_a_table_opens_a_level(first: str, second: str, numbers: tuple[str | None, str | None]) -> None:
    part = paper(first, "", HEADER, *ROWS[:2], "", second, "", HEADER, *ROWS[2:])
    assert levels(part) == [(numbers[0], "Calm water")] * 2 + [(numbers[1], "Safe water")] * 2


def test_a_numbered_heading_that_half_tells_a_state_opens_a_level() -> None:
    part = paper("1. Goods received", "", HEADER, *ROWS[:2], "", "2. Safe water", "", HEADER, *ROWS[2:])
    assert levels(part) == [("1", "Goods received")] * 2 + [("2", "Safe water")] * 2


def test_a_banner_that_begins_with_the_letter_of_the_numbers_below_it_has_that_letter() -> None:
    rows = [f"{number}\t{row}" for number, row in zip(("A.1", "A.2", "B.1", "B.2"), ROWS, strict=True)]
    part = paper(f"Ref\t{HEADER}", f"A Safe water{TABS}\t", *rows[:2], f"B Calm quays{TABS}\t", *rows[2:])
    assert levels(part) == [("A", "Safe water")] * 2 + [("B", "Calm quays")] * 2


@pytest.mark.parametrize(("header", "level"), [("Quality mark", "objective"), ("Theme", "priority"), ("Cost", None)])
def test_names_merged_down_below_a_header_that_nobody_knows_are_objectives(header: str, level: str | None) -> None:
    cells = ("".join(f"<td>{cell}</td>" for cell in row.split(TABS[0])) for row in ROWS)
    names = ("<td rowspan=2>Safe water</td>", "", "<td rowspan=2>Calm quays</td>", "")
    lines = "".join(f"<tr>{name}{row}</tr>" for name, row in zip(names, cells, strict=True))
    heads = "".join(f"<th>{each}</th>" for each in (header, *HEADER.split(TABS[0])))
    (part,) = parts_of(f"<h1>Harbour Action Plan 2026</h1><table><tr>{heads}</tr>{lines}</table>", "text/html")
    read = {"objective": objectives(part), "priority": levels(part)}
    for name, found in read.items():
        assert found == ([(None, "Safe water")] * 2 + [(None, "Calm quays")] * 2 if name == level else [(None, None)] * 4)


def test_unnumbered_headings_head_their_tables_where_the_paper_has_several() -> None:
    part = paper("Calm water", "", HEADER, *ROWS[:2], "", "Safe water", "", HEADER, *ROWS[2:])
    assert [text for _, text in levels(part)] == ["Calm water"] * 2 + ["Safe water"] * 2


def test_a_second_kind_of_heading_below_the_first_is_the_objective() -> None:
    part = paper("Theme 1: Calm water", "Objective 1.1: Still basins", HEADER, *ROWS[:2], "Objective 1.2: Slow tides", HEADER, *ROWS[2:])
    assert levels(part) == [("1", "Calm water")] * 4
    assert objectives(part) == [("1.1", "Still basins")] * 2 + [("1.2", "Slow tides")] * 2


def test_words_under_a_label_explain_the_heading_above() -> None:
    part = paper("Priority 1: Calm water", "Objective", "Boats lie safe in any wind.", HEADER, *ROWS)
    priority = part.rows[0].priority
    assert priority is not None and (priority.text, priority.description) == ("Calm water", "Boats lie safe in any wind.")
    assert furniture(part)["Objective"] == "label"


def test_a_label_and_its_words_on_one_line_explain_it_too() -> None:
    part = paper("Priority 1: Calm water", "Aim: Boats lie safe in any wind that blows.", HEADER, *ROWS)
    assert part.rows[0].priority is not None and part.rows[0].priority.description == "Boats lie safe in any wind that blows."


def test_a_day_above_the_introduction_dates_the_paper_and_opens_no_level() -> None:
    words = "The harbour is busier than it has ever been, and this plan says what we shall do about it."
    part = paper("Position at 30 September 2026", "", "Introduction", "", words, "", HEADER, *ROWS)
    assert [paragraph.text for paragraph in part.heading] == ["Harbour Action Plan 2026", "Position at 30 September 2026", words]
    assert levels(part) == [(None, None)] * 4


def test_a_line_of_the_cover_above_the_introduction_opens_no_level() -> None:
    said = ("Introduction", "", "The harbour was deep once.", "", "It is not now.", "")
    part = paper("Keeper of the plan", "", *said, "Safe water", "", HEADER, *ROWS)
    assert levels(part) == [(None, None)] * 4


def test_lines_of_one_cell_are_the_objectives_of_a_column_of_objectives_and_actions() -> None:
    lines = (f"Safe water for all{TABS}", *ROWS[:2], f"Calm quays for all{TABS}", *ROWS[2:])
    part = paper("Objective and actions\tLead\tBy when", *lines)
    assert column(part, "action") == [row.split("\t")[0] for row in ROWS]
    assert {row.objective for row in part.rows} == {None}
    assert levels(part) == [(None, "Safe water for all")] * 2 + [(None, "Calm quays for all")] * 2


def test_the_council_alone_above_the_introduction_opens_no_level() -> None:
    said = ("Introduction", "", "The harbour was deep once.", "")
    assert levels(paper("Westbrook District Council", "", *said, HEADER, *ROWS)) == [(None, None)] * 4


def test_a_reports_own_heading_above_the_table_opens_no_level() -> None:
    said = ("1. Purpose", "", "The harbour was deep once.", "", "2. Progress", "")
    assert levels(paper(*said, HEADER, *ROWS)) == [(None, None)] * 4
    assert levels(paper("2. Safe water", "", HEADER, *ROWS)) == [("2", "Safe water")] * 4


def test_sentences_between_numbered_headings_and_their_tables_explain_them() -> None:
    first, second = ("1 Safe water", "", "Nobody should be afraid to swim.", ""), ("2 Calm quays", "", "The quays are for all of us.", "")
    part = paper(*first, HEADER, *ROWS[:2], "", *second, HEADER, *ROWS[2:])
    assert levels(part) == [("1", "Safe water")] * 2 + [("2", "Calm quays")] * 2
    assert [row.priority.description for row in part.rows[::2] if row.priority] == [first[2], second[2]]


def test_a_papers_own_numbered_heading_above_another_table_is_no_level() -> None:
    other = ("Principle\tHow it is met", "Honesty\tA code of conduct", "Openness\tMeetings are held in public")
    part = paper("2. The framework", "", *other, "", "4. What we will mend", "", "These are the things that we found.", "", HEADER, *ROWS)
    assert levels(part) == [(None, None)] * 4


def test_labelled_lines_below_rows_are_the_rows_own() -> None:
    lines = [line for row, said in zip(ROWS, "abcd", strict=True) for line in (row, f"Success looks like: {said} full berths\t\t")]
    part = paper(HEADER, *lines)
    assert column(part, "action") == [row.split("\t")[0] for row in ROWS]
    assert column(part, "outcomes") == [f"{said} full berths" for said in "abcd"]
    once = paper(HEADER, *lines[:2], *ROWS[1:])
    assert column(once, "outcomes") == [""] * len(once.rows)


@pytest.mark.parametrize(("second", "label"), [("Quay Engineer", "Budget"), ("Harbour Master", "Budget"), ("Quay Engineer", "Date")])
def test_labelled_lines_between_a_heading_and_its_table_are_said_of_all_its_rows(second: str, label: str) -> None:
    leads = ("Harbour Master", second)
    sections = zip(("Inner basin", "Fish market"), leads, (ROWS[:2], ROWS[:2]), strict=True)
    lines = [
        line
        for name, lead, rows in sections
        for line in ("", name, f"{label}: 4 May 2026", f"Project manager: {lead}", "Milestone\tStatus\tComment", *rows)
    ]
    part = paper(*(line.replace("Harbour Master\t", "Complete\tSeen in ").replace("s Team\t", "s\t") for line in lines))
    assert column(part, "lead") == [lead for lead in leads for _ in range(2)]
    if label == "Budget":
        assert [row.priority.text for row in part.rows if row.priority] == ["Inner basin"] * 2 + ["Fish market"] * 2
    assert column(part, "timescale") == [""] * 4  # the day of a report is no deadline


def test_what_a_page_says_of_the_paper_above_its_table_is_said_of_no_row() -> None:
    above = ("", "Status: Approved", "Review date: May 2029", HEADER)
    part = paper("Harbour Action Plan", *above, *ROWS[:2], *above, *ROWS[2:])
    assert (len(part.rows), column(part, "status")) == (4, [""] * 4)
    assert not any("2029" in each for each in column(part, "timescale"))


def test_words_under_a_label_before_any_heading_are_kept_as_introduction() -> None:
    part = paper("Our vision", "A harbour that is open to everyone all year round.", "", HEADER, *ROWS)
    assert furniture(part)["A harbour that is open to everyone all year round."] == "introduction"


def test_a_repeated_header_is_no_row_and_no_second_table() -> None:
    part = paper(HEADER, *ROWS[:2], HEADER, *ROWS[2:])
    assert (len(part.rows), part.tables) == (4, 1)
    assert "repeated_header" in furniture(part).values() and strays(part, furniture=False) == []


def test_columns_change_with_the_header() -> None:
    part = paper(HEADER, *ROWS[:2], "", "Lead\tAction\tDeadline", "Moorings Team\tMark the reef with buoys\tJuly 2026")
    assert column(part, "action")[2] == "Mark the reef with buoys"
    assert part.tables == 2


@pytest.mark.parametrize("heading", ["Glossary", "List of abbreviations", "Acronyms:"])
def test_a_glossary_is_no_rows(heading: str) -> None:
    part = paper(HEADER, *ROWS, "", heading, "HM\tHarbour Master", "MT\tMoorings Team")
    assert part.glossary == (("HM", "Harbour Master"), ("MT", "Moorings Team"))
    assert len(part.rows) == 4 and strays(part, furniture=False) == []


def test_a_closing_list_is_no_rows_and_a_new_heading_ends_it() -> None:
    part = paper(
        "Priority 1: Calm water",
        HEADER,
        *ROWS[:2],
        "",
        "Related plans",
        "Tourism Plan",
        "Fishing Plan",
        "",
        "Priority 2: Markets",
        HEADER,
        *ROWS[2:],
    )
    assert levels(part) == [("1", "Calm water")] * 2 + [("2", "Markets")] * 2
    assert {"Tourism Plan", "Fishing Plan"} <= {text for text, why in furniture(part).items() if why == "closing"}


def test_a_key_is_kept_as_a_legend_wherever_it_stands() -> None:
    part = paper("Key: Green = on track; Red = late", HEADER, *ROWS, "", "Legend", "Blue = done")
    assert [paragraph.text for paragraph in part.legend] == ["Key: Green = on track; Red = late", "Blue = done"]


def test_page_numbers_and_running_lines_are_furniture() -> None:
    part = paper(
        HEADER, ROWS[0], "Page 1 of 3", "Harbour board papers sheet 1", *ROWS[1:3], "Harbour board papers sheet 2", "- 2 -", ROWS[3]
    )
    assert len(part.rows) == 4 and strays(part, furniture=False) == []
    assert furniture(part)["Page 1 of 3"] == "running_line" and "Harbour board papers sheet 2" in furniture(part)


def test_the_rest_of_the_last_cell_below_its_row_goes_back_into_it() -> None:
    part = paper(
        "Action\tLead\tProgress",
        "Mend the slipway\tHarbour Master\tStone is ordered and will be",
        "laid in June",
        *(f"{row.rsplit(chr(9), 1)[0]}\tComplete" for row in ROWS[1:]),
    )
    assert column(part, "update")[0] == "Stone is ordered and will be laid in June"


def test_a_line_that_lost_its_tabs_goes_on_with_the_words_that_broke_off_and_heads_nothing() -> None:
    part = paper("Action\tLead\tProgress", "Mend the slipway\tHarbour Master\tPaused due to", "Storm Ada", *ROWS[1:])
    assert column(part, "update")[0] == "Paused due to Storm Ada" and levels(part)[1] == (None, None)


def test_text_beside_the_rows_that_has_no_home_is_named() -> None:
    part = paper(HEADER, *ROWS, "", "Printed on paper from the old mill.")
    assert strays(part, furniture=False) == ["Printed on paper from the old mill."]


def test_the_title_printed_again_where_the_plan_goes_on_opens_nothing() -> None:
    part = paper("Calm water", HEADER, *ROWS[:2], "", "Harbour Action Plan 2026 (continued)", HEADER, *ROWS[2:])
    assert len(part.rows) == 4 and {row.priority.text for row in part.rows if row.priority} <= {"Calm water"}
    assert furniture(part)["Harbour Action Plan 2026 (continued)"] == "running_line"


def test_a_key_in_a_line_of_the_table_is_a_legend_and_no_row() -> None:
    part = paper(HEADER, *ROWS, "Blue = complete, Green = on track, Red = off track\t\t")
    assert len(part.rows) == 4
    assert [paragraph.text for paragraph in part.legend] == ["Blue = complete, Green = on track, Red = off track"]


def test_a_word_for_a_state_names_a_section_among_others_that_do() -> None:
    part = paper("Green", "", HEADER, ROWS[0], "", "Welcoming", "", HEADER, ROWS[1], "", "Shared", "", HEADER, *ROWS[2:])
    assert [name for _, name in levels(part)] == ["Green", "Welcoming", "Shared", "Shared"]
    states = paper("Green", "", HEADER, ROWS[0], "", "Amber", "", HEADER, *ROWS[1:])
    assert levels(states)[0] == (None, None)


def test_a_table_of_terms_under_any_heading_is_a_glossary() -> None:
    part = paper(HEADER, *ROWS, "", "What these words stand for", "", "Term\tMeaning", "HM\tHarbour Master", "MT\tMoorings Team")
    assert column(part, "action") == [row.split("\t")[0] for row in ROWS]
    assert part.glossary == (("HM", "Harbour Master"), ("MT", "Moorings Team"))


def test_a_small_letter_goes_on_with_a_cell_only_where_no_other_text_stands_between() -> None:
    part = paper(HEADER, *ROWS, "and whenever boats land")
    assert column(part, "timescale")[-1] == "August 2026 and whenever boats land"
    apart = paper(HEADER, *ROWS, "The Clerk said that nets were lent out and asked", "whether they had come back")
    assert column(apart, "timescale")[-1] == "August 2026"


def test_a_key_beside_its_name_below_a_table_and_the_lines_that_go_on_with_it() -> None:
    part = paper(HEADER, *ROWS, "Key\tGreen: done or on schedule\t", "\tAmber: some slippage\t", "\tRed: well behind\t")
    assert [paragraph.text for paragraph in part.legend] == ["Key Green: done or on schedule", "Amber: some slippage", "Red: well behind"]
    assert len(part.rows) == 4 and not strays(part, furniture=False)


def test_a_banner_beside_a_header_whose_numbers_have_no_name_is_no_part_of_it() -> None:
    header, rows = "\tAction\tLead\tBy when", [f"{number}\t{row}" for number, row in zip(("1.1", "1.2", "2.1", "2.2"), ROWS, strict=True)]
    banners = [f"Theme {number}: {name}{TABS}\t" for number, name in ((1, "A quay that is safe"), (2, "Water to sail on"))]
    above = paper(banners[0], header, *rows[:2], banners[1], header, *rows[2:])
    below = paper(header, banners[0], *rows[:2], banners[1], *rows[2:])
    for part in (above, below):
        assert column(part, "ref") == ["1.1", "1.2", "2.1", "2.2"]
        assert levels(part) == [("1", "A quay that is safe")] * 2 + [("2", "Water to sail on")] * 2


def test_a_button_above_a_table_is_no_heading_of_it() -> None:
    heads = [f"<h2>Priority {number}: {name}</h2><p>Show all sections</p>" for number, name in ((1, "Calm water"), (2, "Safe water"))]
    tables = ["".join(f"<tr><td>{line}</td></tr>".replace("\t", "</td><td>") for line in (HEADER, *own)) for own in (ROWS[:2], ROWS[2:])]
    page = "".join(f"{head}<table>{table}</table>" for head, table in zip(heads, tables, strict=True))
    (part,) = parts_of(f"<h1>Harbour Action Plan 2026</h1>{page}", "text/html")
    assert levels(part) == [("1", "Calm water")] * 2 + [("2", "Safe water")] * 2
    assert furniture(part)["Show all sections"] == "running_line"


def test_a_column_that_counts_the_priorities_itself_ends_the_heading_of_the_pages_before() -> None:
    rows = [
        f"Priority {number}: {name}\t{row}"
        for number, name, row in zip("1122", ["Calm water"] * 2 + ["Safe water"] * 2, ROWS, strict=True)
    ]
    part = paper("Priority 3: Warm water", "", "Delivery plan", "", f"Priority area\t{HEADER}", *rows)
    assert levels(part) == [("1", "Calm water")] * 2 + [("2", "Safe water")] * 2
    assert objectives(part) == [(None, None)] * 4


@pytest.mark.parametrize(
    ("first", "second"),
    [("Work with the", "Harbour Board and its tenants"), ("Keep every berth and every basin of the inner harbour", "calm in any wind")],
)
def test_the_rest_of_a_banner_that_broke_off_is_part_of_its_name(first: str, second: str) -> None:
    part = paper(HEADER, f"Priority 2: {first}{TABS}", f"{second}{TABS}", *ROWS)
    assert levels(part) == [("2", f"{first} {second}")] * 4
    assert column(part, "action") == [row.split("\t")[0] for row in ROWS]


def test_a_row_below_a_short_banner_is_none_of_it_though_it_begins_small() -> None:
    part = paper(HEADER, f"Priority 2: Calm water{TABS}", f"mend the sea wall{TABS}", *ROWS)
    assert levels(part)[-1] == ("2", "Calm water")


def test_what_explains_a_banner_that_ends_on_a_small_word_is_no_part_of_its_name() -> None:
    part = paper(HEADER, f"Priority 2: Getting about{TABS}", f"Aim: Short ways are easy on foot or by boat.{TABS}", *ROWS)
    assert levels(part) == [("2", "Getting about")] * 4


def test_a_title_and_whose_it_is_may_stand_side_by_side_above_the_table() -> None:
    rows = "Action\tLead\tBy when\nMend the weir\tWarden\tMay 2026\nPlant reeds\tParks\tJune 2026"
    part = part_of(f"Lewes District Council\tRiver Action Plan\tUpdated May 2026\n{rows}")
    assert [paragraph.text for paragraph in part.heading] == ["Lewes District Council", "River Action Plan", "Updated May 2026"]


def test_a_banner_with_its_number_above_the_header_is_no_line_of_it() -> None:
    header = "Wh\tat we will do\tWhy\tWho\tWhen"
    rows = [f"1{letter}\t" + row.replace("\t", "\tLess silt\t", 1) for letter, row in zip("abcd", ROWS, strict=True)]
    part = paper("Aim\t1: Safe water\t\t\t", header, *rows[:2], "Aim\t2: A busy quay\t\t\t", header, *rows[2:])
    assert levels(part) == [("1", "Safe water")] * 2 + [("2", "A busy quay")] * 2
    assert column(part, "ref") == ["1a", "1b", "1c", "1d"] and column(part, "action") == [row.split("\t")[0] for row in ROWS]


def test_a_header_with_one_column_more_is_that_of_another_table() -> None:
    first, second = [f"{row}\tYes" for row in ROWS[:2]], [f"{row}\tNo\tAsked" for row in ROWS[2:]]
    part = paper("Safe water", f"{HEADER}\tDone?", *first, "A busy quay", f"{HEADER}\tDone?\tNotes", *second)
    assert [column(part, "status"), column(part, "update")] == [["Yes", "Yes", "No", "No"], ["", "", "Asked", "Asked"]]
    assert not strays(part, False) and not any(row.flags for row in part.rows)


def test_a_line_alone_above_the_first_header_and_its_banner_names_the_paper() -> None:
    part = paper("What we promised the harbour\t\t", HEADER, "Priority 1: Safe water\t\t", *ROWS)
    assert levels(part) == [("1", "Safe water")] * 4
    assert [paragraph.text for paragraph in part.heading] == ["Harbour Action Plan 2026", "What we promised the harbour"]


def test_what_a_cell_says_behind_an_objectives_name_is_kept_beside_its_first_row() -> None:
    head = "Aim\tAction\tLead\tBy when"
    named = "<p><b>Safe water</b></p> <p>Nobody should be afraid to swim here.</p>"
    part = paper(head, f"{named}\t{ROWS[0]}", f"\t{ROWS[1]}", f"<p><b>A busy quay</b></p>\t{ROWS[2]}")
    assert objectives(part) == [(None, "Safe water")] * 2 + [(None, "A busy quay")]
    assert column(part, "objective") == ["Nobody should be afraid to swim here.", "", ""]


def test_a_sentence_where_the_numbers_stand_is_no_row() -> None:
    numbered = [f"{number}\t{row}" for number, row in enumerate(ROWS, 1)]
    part = paper(f"No\t{HEADER}", *numbered[:2], "Note: both are paid for by the harbour dues.\t\t\t", *numbered[2:])
    assert column(part, "ref") == ["1", "2", "3", "4"]
    assert strays(part, False) == ["Note: both are paid for by the harbour dues."]
