"""Labels with values: every way of printing them gives the same rows, prose with colons stays prose, and no word is lost."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.tables import blocks
from tests.extract.strips import loose, printed, rows, sheet_of, table
from tests.small_plans import column, part_of, parts_of

ROWS = [
    ["Mend the weir gate", "River Warden", "June 2025", "Parts ordered"],
    ["Mow the flood bank", "Grounds Team", "Each August", "Done"],
    ["Map the old culverts", "Drainage Officer", "2026", "Not begun"],
]
NAMES = ["Action", "Lead officer", "By when", "Progress"]


def printed_as(form: str, between: str = "\n\n") -> str:
    return between.join(form.format(*row) for row in ROWS)


@pytest.mark.parametrize(
    "form",
    [
        "Action: {}\nLead officer: {}\nBy when: {}\nProgress: {}",
        "**Action:** {}\n**Lead officer:** {}\n**By when:** {}\n**Progress:** {}",
        "- **Action**: {}\n- **Lead officer**: {}\n- **By when**: {}\n- **Progress**: {}",
        "Action: {}\nLead officer: {}    By when: {}\nProgress: {}",
        "Action: {}\nLead officer: {} | By when: {} | Progress: {}",
        "Action\t{}\nLead officer\t{}\nBy when\t{}\nProgress\t{}",
        "| Action | {} |\n| Lead officer | {} |\n| By when | {} |\n| Progress | {} |",
        "Action\n{}\nLead officer\n{}\nBy when\n{}\nProgress\n{}",
        "Action:\n{}\nLead officer:\n{}\nBy when:\n{}\nProgress:\n{}",
        "Action – {}\nLead officer – {}\nBy when – {}\nProgress – {}",
        "Action: {}\n\nLead officer: {}\n\nBy when: {}\n\nProgress: {}",
        "Action - {}\n  • lead officer - {}\n  • by when - {}\n  • progress - {}",
    ],
    ids="colons bold items pairs strokes tabs cards lines below dashes wide small".split(),
)
def test_every_way_of_printing_labels_gives_the_same_rows(form: str) -> None:
    assert table(blocks.read, printed_as(form))[0] == NAMES
    assert rows(blocks.read, printed_as(form)) == ROWS


def test_a_colon_behind_a_dash_makes_no_label_and_a_year_s_number_is_the_time() -> None:
    text = "Action - work with: the mill\n- year 1\nAction - mow the bank\n- year - ongoing\nAction - map drains\n- year 3"
    assert rows(blocks.read, text) == [["work with: the mill", "year 1"], ["mow the bank", "ongoing"], ["map drains", "year 3"]]


@pytest.mark.parametrize("said", ["hint: the gate is rusty", "due for lunch - at one", "x: lead: y"])
def test_words_that_begin_small_are_labels_only_where_they_are_known(said: str) -> None:
    text = printed_as("Action: {}\nLead officer: {}\nBy when: {}\nProgress: {}\n" + said)
    assert table(blocks.read, text)[0] == NAMES


def test_a_time_right_below_who_leads_needs_no_label() -> None:
    text = printed_as("{}\nLead officer: {}\n{}\nPerformance measures and monitoring arrangements: {}")
    assert rows(blocks.read, text) == [[row[0], row[1], row[3], row[2]] for row in ROWS]
    assert column(part_of(text), "update") == ["", "", ""]  # "Parts ordered" measures and reports nothing


def test_a_date_above_a_report_is_the_report_s_and_no_deadline() -> None:
    form = "Action {0}: {1}\nLead: {2}\n12 May 202{0}\nQuotes were received."
    text = "\n\n".join(form.format(at, row[0], row[1]) for at, row in enumerate(ROWS, 1))
    assert [row[-1].split(" / ") for row in rows(blocks.read, text)] == [
        [row[1], f"12 May 202{at}", "Quotes were received."] for at, row in enumerate(ROWS, 1)
    ]


def test_prose_that_goes_on_with_a_label_s_word_holds_no_label() -> None:
    text = printed_as("Action: {}\nLead officer: {}\nBy when: {}\nProgress: {}\naction: call the owner")
    assert [row[0] for row in rows(blocks.read, text)] == [row[0] for row in ROWS]


def test_a_time_below_a_report_is_the_report_s() -> None:
    text = printed_as("Action: {0}\nLead officer: {1}\nProgress: {3}\n{2}")
    assert [row[2] for row in rows(blocks.read, text)] == [f"{row[3]} / {row[2]}" for row in ROWS]


def test_progress_that_not_every_block_reports_is_a_label_beside_two_that_all_print() -> None:
    form = "WRES action 1\n\nMend {}.\n\nLead\n\nClerk\n\nDate\n\nMay 2025\n\n"
    progress = "Progress\n\n{}\n\n"
    text = form.format("a") + progress.format("Parts ordered") + form.format("b") + form.format("c") + progress.format("Begun")
    assert [row[-1] for row in rows(blocks.read, text)] == ["Parts ordered", "", "Begun"]


def test_blocks_need_no_white_space_between_them() -> None:
    form = "Action: {}\nLead officer: {}\nBy when: {}\nProgress: {}"
    assert rows(blocks.read, printed_as(form, between="\n")) == ROWS


@pytest.mark.parametrize(
    "said", ["Led by the {}. Due {}.", "Led by {}, due {}", "- **Who?** {}\n- **When?** {}", "Who will do it? {}\nBy when? {}"]
)
def test_labels_that_a_line_says_are_labels_too(said: str) -> None:
    text = "\n\n".join(f"## {action}\n{said.format(who, when)}" for action, who, when, _ in ROWS)
    assert [[cell.removeprefix("the ") for cell in row] for row in rows(blocks.read, text)] == [row[:3] for row in ROWS]


@pytest.mark.parametrize(
    "said", ["Led by {}. Seen by {}.", "Led by {} in 2019. It was due, they say, by {}.", "How do I pay? Ask {}.\nWhere? At {}."]
)
def test_a_sentence_that_says_more_than_who_and_when_has_no_labels(said: str) -> None:
    text = "\n\n".join(f"## {action}\n{said.format(who, 'the Mayor')}" for action, who, *_ in ROWS)
    assert sheet_of(blocks.read, text) is None


OPENINGS = ["Action {}: {}", "### Action {} – {}", "Action {} {}", "**Action {}:** {}", "{} Action: {}", "Action no. {}: {}"]


@pytest.mark.parametrize("opening", OPENINGS)
def test_a_number_printed_with_the_label_is_the_row_s(opening: str) -> None:
    form = f"{opening}\nLead officer: {{}}\nBy when: {{}}"
    text = "\n\n".join(form.format(f"2.{index}", *row[:3]) for index, row in enumerate(ROWS, 1))
    assert rows(blocks.read, text) == [[f"2.{index}", *row[:3]] for index, row in enumerate(ROWS, 1)]


def test_a_number_alone_above_a_block_is_the_row_s_and_a_text_that_a_list_completes_no_title() -> None:
    rows = [["Draft river plan to:\n\n• mend the weir", *ROWS[0][1:]], *ROWS[1:]]
    cards = zip(("1.1", "1.2", "2.1"), rows, strict=True)
    text = "\n\n".join("\n\n".join((at, *(each for pair in zip(NAMES, row, strict=True) for each in pair))) for at, row in cards)
    part = part_of(f"River Action Plan\n\n1 Banks\n\n{text}")
    assert column(part, "ref") == ["1.1", "1.2", "2.1"]
    assert column(part, "action")[0].startswith("Draft river plan to:")


def test_an_action_without_a_label_is_the_paragraph_above_its_block() -> None:
    text = "\n\n".join(f"{index}. {row[0]}\nLead officer: {row[1]}\nBy when: {row[2]}" for index, row in enumerate(ROWS, 1))
    assert rows(blocks.read, f"River Plan\n\n{text}") == [[f"{index}. {row[0]}", *row[1:3]] for index, row in enumerate(ROWS, 1)]
    assert loose(blocks.read, f"River Plan\n\n{text}") == ["River Plan"]


LONG = """River Plan

Theme 1: Water
Aim: Nobody is flooded twice.

Action: Mend the weir gate
so that it shuts
Lead: River Warden
Timescale: June 2025
Progress: Parts ordered. Note: the maker has moved.

A diver looked at the hinges in May.
RAG: Amber

Action: Mow the flood bank
Lead: Grounds Team
Timescale: Each August
Progress:
• Cut in 2023
• Cut in 2024
RAG: Green

Theme 2: Walks

Action: Map the old culverts
Lead: Drainage Officer
Timescale: 2026
RAG: Red

Summary

Three actions are shown here. One warning: the hinges are old.
"""


@pytest.mark.parametrize(
    ("said", "found"),
    [("The old one leaks.", ["Mend the weir", "Mow the bank"]), ("Repair of the gate", ["Repair of the gate"] * 2)],
)
def test_a_heading_that_calls_to_act_is_the_action_and_the_sentence_below_explains_it(said: str, found: list[str]) -> None:
    text = "\n\n".join(f"{head}\n\n{said}\n\nLead: Warden\nBy when: June 2025" for head in ("1.1 Mend the weir", "1.2 Mow the bank"))
    assert column(part_of(f"River Action Plan\n\n{text}"), "action") == found


def test_letters_count_actions_and_what_stands_further_left_heads_them() -> None:
    text = """
Ponds
    a) Skim the upper pond once a week, beginning
       with the north end
        Lead officer: Pond Warden
        By when: Weekly

    b) Dig two scrapes
        Lead officer: Volunteers
        By when: May 2027

Banks
    a) Mow the bank
        Lead officer: Parks Team
        By when: 2028
"""
    assert [row[:2] for row in rows(blocks.read, text)] == [
        ["a", "Skim the upper pond once a week, beginning with the north end"],
        ["b", "Dig two scrapes"],
        ["a", "Mow the bank"],
    ]
    assert loose(blocks.read, text) == ["Ponds", "Banks"]


def test_values_of_several_paragraphs_and_list_items_are_whole() -> None:
    assert rows(blocks.read, LONG) == [
        [
            "Mend the weir gate so that it shuts",
            "River Warden",
            "June 2025",
            "Parts ordered. Note: the maker has moved. / A diver looked at the hinges in May.",
            "Amber",
        ],
        ["Mow the flood bank", "Grounds Team", "Each August", "Cut in 2023 / Cut in 2024", "Green"],
        ["Map the old culverts", "Drainage Officer", "2026", "", "Red"],
    ]


def test_headings_their_sentence_and_the_closing_words_are_loose() -> None:
    assert loose(blocks.read, LONG) == [
        "River Plan",
        "Theme 1: Water",
        "Aim:",
        "Nobody is flooded twice.",
        "Theme 2: Walks",
        "Summary",
        "Three actions are shown here. One warning: the hinges are old.",
    ]


def test_a_block_knows_its_lines_and_each_prints_its_own_labels_above_it() -> None:
    sheet = sheet_of(blocks.read, LONG)
    assert sheet is not None
    drawn = [strip for strip in sheet.strips if not strip.loose]
    assert [(strip.place.line, strip.place.line_end) for strip in drawn[1::2]] == [(6, 13), (15, 21), (25, 28)]
    assert [cell.text for cell in drawn[4].cells] == ["Action", "Lead", "Timescale", "", "RAG"]


def test_a_label_that_no_lexicon_knows_is_a_column_where_most_blocks_print_it() -> None:
    text = "\n\n".join(f"Action: {row[0]}\nLead: {row[1]}\nTimescale: {row[2]}\nRiver mile: {index}" for index, row in enumerate(ROWS, 4))
    assert table(blocks.read, text)[0] == ["Action", "Lead", "Timescale", "River mile"]


def test_labels_of_one_meaning_that_never_meet_are_one_column() -> None:
    times = ["By when: May", "Timescale: June", "Timescale: July", "By when: August"]
    text = "\n\n".join(f"Action: Mow\nLead: Clerk\n{time}" for time in times)
    assert [row[2] for row in rows(blocks.read, text)] == ["May", "June", "July", "August"]


def test_page_numbers_and_running_titles_part_no_block() -> None:
    foot = "River Action Plan 2024 to 2026\n"
    text = f"{foot}\n" + "\n\n".join(
        f"Action: {row[0]}\nLead: {row[1]}\n\nPage {index} of 3\n\n{foot}\nTimescale: {row[2]}" for index, row in enumerate(ROWS, 1)
    )
    assert rows(blocks.read, text) == [row[:3] for row in ROWS]


@pytest.mark.parametrize(
    "text",
    [
        "Present: Councillor Wray\nApologies: none\n\nRESOLVED: that the report be noted.\nAction: Clerk\n",
        "The plan says: do more.\nIt adds: do it soon.\nIt ends: thank you.\n",
        "Action    Lead    Timescale\nMow       Clerk   May\nSow       Clerk   June\nReap      Clerk   July\n",
    ],
    ids=["minutes", "prose", "a table"],
)
def test_what_has_no_blocks_is_left_alone(text: str) -> None:
    assert sheet_of(blocks.read, text) is None


WORDS = st.sampled_from("weir gate, Mow bank. Note: River 2025 • Lead: Progress: 3 – Action: x: | Clerk".split(" "))
LINES = st.lists(st.lists(WORDS, max_size=6).map(" ".join), max_size=25)


@given(LINES, LINES)
@settings(max_examples=200)
def test_every_word_but_a_label_said_twice_ends_in_a_strip(before: list[str], after: list[str]) -> None:
    form = "Action: {}\nLead: {}\nTimescale: {}\nProgress: {}"
    text = "\n".join([*before, printed_as(form), *after])
    sheet = sheet_of(blocks.read, text)
    assert sheet is not None
    labels = {word for label in table(blocks.read, text)[0] for word in label.split()}
    lost = Counter(re.findall(r"\w+", text)) - Counter(re.findall(r"\w+", printed(sheet)))
    assert lost.keys() <= labels


def test_a_list_s_item_below_a_deadline_and_above_another_is_the_next_action() -> None:
    text = """Objective: Review how berths are let
Actions to deliver:
  • agree new terms with boat owners
Timeline: October 2031
  • print the terms in the harbour guide
Timeline: December 2031
Objective: Keep the quay clean
Actions to deliver:
  • sweep the slip
  • empty the bins
Timeline: Weekly
"""
    assert rows(blocks.read, text) == [
        ["Review how berths are let", "agree new terms with boat owners", "October 2031"],
        ["", "print the terms in the harbour guide", "December 2031"],
        ["Keep the quay clean", "sweep the slip / empty the bins", "Weekly"],
    ]


def test_the_number_of_a_level_that_opens_a_block_stays_with_it() -> None:
    form = "Commitment {}\n{}\nLead\n{}\nNext steps\n{}\nWhen this will happen\n{}"
    said = [("4", "Safe weirs", "River Warden", "Mend the gate", "June 2025"), ("5", "Dry roads", "Grounds Team", "Mow the bank", "2026")]
    assert table(blocks.read, "\n\n".join(form.format(*each) for each in said))[:2] == [
        ["Commitment", "Lead", "Next steps", "When this will happen"],
        ["4. Safe weirs", "River Warden", "Mend the gate", "June 2025"],
    ]


def test_what_a_level_s_label_says_is_what_is_to_be_done_where_nothing_else_does() -> None:
    form = "## Commitment {}\n{}\n## Lead\n{}\n## When\n{}\n## Our progress\n{}"
    said = [(index, *row) for index, row in enumerate(ROWS, 1)]
    text = "River promises\n\n" + "\n".join(form.format(*each) for each in said).replace("Parts ordered", "Parts ordered\nA diver looked.")
    assert loose(blocks.read, text) == ["River promises"]
    part = part_of(text)
    assert column(part, "action") == [row[0] for row in ROWS]
    assert column(part, "ref") == ["1", "2", "3"]
    assert [text[: len(row[3])] for text, row in zip(column(part, "update"), ROWS, strict=True)] == [row[3] for row in ROWS]


def test_two_blocks_are_enough_where_labels_stand_alone_above_their_words() -> None:
    form = "Action\n\n{}\n\nLead officer\n\n{}\n\nBy when\n\n{}\n\nProgress\n\n{}"
    assert rows(blocks.read, "\n\n".join(form.format(*row) for row in ROWS[:2])) == ROWS[:2]
    assert sheet_of(blocks.read, "\n\n".join(f"Action\n\n{row[0]}\n\nBy when\n\n{row[2]}" for row in ROWS[:2])) is None


def test_headers_that_stand_together_are_no_labels() -> None:
    text = "\n\n".join("\n\n".join([*NAMES, *row]) for row in ROWS[:2])
    assert sheet_of(blocks.read, text) is None


def test_a_marked_heading_with_another_number_is_no_foot() -> None:
    card = "Action: {}\nLead: Tree Officer\nBy when: May 2031\nProgress: Begun\n\n"
    cards = "".join(map(card.format, ("Plant oaks", "Fell elms", "Count ashes")))
    text = f"## Appendix 1\n\n{cards}## Appendix 4\nWords used in the papers"
    last = [strip for strip in sheet_of(blocks.read, text).strips if not strip.loose][-1]  # type: ignore[union-attr]
    assert last.cells[-1].text == "Begun"


def test_a_number_of_a_year_behind_a_label_is_the_row_s() -> None:
    form = "Action {}/27: {}\nLead officer: {}\nBy when: {}"
    text = "\n\n".join(form.format(index, *row[:3]) for index, row in enumerate(ROWS, 1))
    assert [row[:2] for row in table(blocks.read, text)[1:] if row[0]] == [[f"{index}/27", row[0]] for index, row in enumerate(ROWS, 1)]


def test_a_number_of_its_own_above_a_card_is_its_actions() -> None:
    form = "{}\n\n{}\n\nLead officer: {}\n\nBy when: {}\n\nProgress: {}"
    text = "# Calm water\n\n" + "\n\n".join(form.format(f"W{index}", *row) for index, row in enumerate(ROWS, 1))
    assert rows(blocks.read, text) == [[f"W{index}", *row] for index, row in enumerate(ROWS, 1)]
    assert loose(blocks.read, text) == ["Calm water"]


def test_a_number_above_one_card_of_many_is_no_actions() -> None:
    form = "{}\n\nLead officer: {}\n\nBy when: {}\n\nProgress: {}"
    text = "# Calm water\n\nA1\n\n" + "\n\n".join(form.format(*row) for row in ROWS)
    assert "A1" in " ".join(loose(blocks.read, text))


STATED = """Harbour Action Plan

1. Open the night shelter

Status: Complete

The doors opened in May.

2. Explore a second ferry

Status: On track

3. Develop a code for berth holders

Status: Delayed
"""


def test_headings_with_nothing_but_a_state_below_each_are_actions() -> None:
    part = part_of(STATED)
    assert column(part, "action") == ["Open the night shelter", "Explore a second ferry", "Develop a code for berth holders"]
    assert column(part, "status") == ["Complete / The doors opened in May.", "On track", "Delayed"]


@pytest.mark.parametrize(
    ("before", "after", "why"),
    [
        ("3. Develop a code for berth holders\n\nStatus: Delayed\n", "", "twice may be chance"),
        ("Delayed", "three boats and a crane", "no state"),
        ("Open the night shelter", "Night shelter byelaws 2019", "documents have a status too"),
    ],
)
def test_a_status_below_headings_is_no_plan_by_itself(before: str, after: str, why: str) -> None:
    text = STATED.replace(before, after).replace("Explore a second", "The second" if "byelaws" in after else "Explore a second")
    assert not parts_of(text), why


def test_a_card_prints_its_own_objective_whole_however_small_it_begins() -> None:
    card = "Action {}: {}\nHow we will do it?\n- {}\nWhen we will do it?\n- {}\nWho will help?\n- {}\n"
    text = card.format(1, "make the quays safer", "Paint the edges.", "May 2027", "Harbour Team")
    part = part_of(f"Harbour Action Plan\n{text}{card.format(2, 'teach every child to swim', 'Open the pool.', 'June 2027', 'Swim Club')}")
    assert [row.objective.text for row in part.rows if row.objective] == ["make the quays safer", "teach every child to swim"]


def test_a_line_that_only_counts_the_block_below_it_numbers_its_action() -> None:
    form = "Recommendation {} ({})\nFinding: {}\nRecommendation: {}\nOwner: {}\nBy when: {}"
    findings = ("The gate leaks", "The bank is bare", "No map is kept")
    ranks = ("high priority", "medium", "low")
    told = zip(ranks, findings, ROWS, strict=True)
    text = "\n\n".join(form.format(number, rank, finding, *row[:3]) for number, (rank, finding, row) in enumerate(told, 1))
    part = part_of(f"Weir audit: action plan\n\n{text}\n")
    assert column(part, "ref") == ["1", "2", "3"]
    assert column(part, "action") == [row[0] for row in ROWS]
    assert [row.objective.text for row in part.rows if row.objective] == [*findings]
    assert all(row.priority is None for row in part.rows)


def test_a_label_with_another_number_each_time_heads_the_blocks_below_it() -> None:
    def form(row: list[str]) -> str:
        return "{}\nLed by: {}\nTo be done by: {}\nProgress so far: {}".format(*row)

    text = "\n\n".join(["Outcome 1: Calm water", form(ROWS[0]), form(ROWS[1]), "Outcome 2: Known water", form(ROWS[2])])
    part = part_of(f"# Weir action plan\n\n{text}\n")
    assert [(row.priority.ref, row.priority.text) if row.priority else None for row in part.rows] == [
        ("1", "Calm water"), ("1", "Calm water"), ("2", "Known water")
    ]
    assert column(part, "outcomes") == ["", "", ""]


def test_a_block_whose_values_begin_small_is_no_rest_of_the_one_above() -> None:
    values = [("letters sent", "15 September 2025"), ("first results are in", "monthly"), ("not begun", "by 30 November 2025")]
    blocks_ = [f"* {row[0]}\n  Lead: {row[1]}\n  By when: {when}\n  Update: {said}" for row, (said, when) in zip(ROWS, values, strict=True)]
    part = part_of("Weir action plan\n\n" + "\n\n".join(blocks_) + "\n")
    assert column(part, "update") == [said for said, _ in values]


@pytest.mark.parametrize("mark", ["; ", ". ", ", ", " | "])
def test_labels_on_one_line_are_parted_by_what_stands_between_them(mark: str) -> None:
    acts = (("Mend the weir gate", "Clerk", "May 2027"), ("Plant reeds", "Parks Team", "June 2027"))
    text = "".join(f"{act}\nLead: {who}{mark}Due: {when}{mark}Status: In progress\n\n" for act, who, when in acts)
    part = part_of(f"River action plan 2027\n\n{text}")
    assert [column(part, name) for name in ("action", "lead", "timescale", "status")] == [
        [acts[0][0], acts[1][0]], ["Clerk", "Parks Team"], ["May 2027", "June 2027"], ["In progress"] * 2
    ]  # fmt: skip


@pytest.mark.parametrize("broken", [" ", "\n"])
def test_who_and_when_behind_an_action_in_running_text_are_its_own(broken: str) -> None:
    acts = ("Walk the weir with the harbour master and set down in one list what state each of its gates is in", "Mow the bank")
    told = (("River Warden", "30 June 2035"), ("Grounds Team", "May 2036"))
    parts = (
        f"{at}. Nobody looks after it.\nAction: {act}.{broken}By whom: {who}. By when: {when}.\n\n"
        for at, (act, (who, when)) in enumerate(zip(acts, told, strict=True), 1)
    )
    part = part_of(f"River action plan 2035\n\n{''.join(parts)}")
    assert column(part, "lead") == ["River Warden", "Grounds Team"]
    assert [when.rstrip(".") for when in column(part, "timescale")] == ["30 June 2035", "May 2036"]


def test_a_known_word_behind_a_long_sentence_is_no_label_of_its_own() -> None:
    told = "The walls along the north bank of the river were surveyed in the spring and need no work for now. Timescale: none."
    text = "".join(f"{act}\nLead: Clerk\nProgress: {told}\n\n" for act in ("Mend the weir gate", "Plant reeds"))
    assert column(part_of(f"River action plan 2027\n\n{text}"), "update") == [told] * 2


def test_a_number_left_of_the_labels_of_its_block_takes_none_for_its_value() -> None:
    acts = (("Mend the weir gate", "Clerk"), ("Plant reeds", "Parks Team"), ("Clear the culvert", "Clerk"))
    cells = "".join(
        f"<table><tr><td rowspan=2>Action {at}</td><td>What we will do</td><td>{act}</td></tr><tr><td>Lead</td><td>{who}</td></tr></table>"
        for at, (act, who) in enumerate(acts, 1)
    )
    (part,) = parts_of(f"<html><body><h1>River action plan 2027</h1>{cells}</body></html>", "text/html")
    assert [column(part, name) for name in ("action", "lead")] == [[act for act, _ in acts], [who for _, who in acts]]
