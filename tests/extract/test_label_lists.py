"""Lists under labels: a row an item, what the other labels say beside each; lists that nobody is named for are left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.tables import label_lists
from tests.extract.strips import letters, loose, printed, rows, sheet_of, table
from tests.small_plans import column, levels, part_of, parts_of, plan_of

BLOCK = """Lead: Rivers Officer

Outcomes
  • No house is flooded twice
  • Wardens know their gates

Actions
  • Mend the weir gate before the winter
  • Every warden to walk the bank twice
    in the year
"""


def test_each_item_is_a_row_beside_what_the_labels_say() -> None:
    assert table(label_lists.read, f"River plan\n\n{BLOCK}  • Map the culverts\n")[0] == ["Actions", "Lead", "Outcomes"]
    aims = "No house is flooded twice / Wardens know their gates"
    assert rows(label_lists.read, f"River plan\n\n{BLOCK}  • Map the culverts\n") == [
        ["Mend the weir gate before the winter", "Rivers Officer", aims],
        ["Every warden to walk the bank twice in the year", "Rivers Officer", aims],
        ["Map the culverts", "Rivers Officer", aims],
    ]


def test_numbered_levels_open_blocks_of_a_plan() -> None:
    text = (
        f"Flood Action Plan 2027 - 2028\n\nImprovement Focus: The upper valley\nTarget F1: To keep the water in its bed\n{BLOCK}\n"
        f"Target F2: To warn in time\n{BLOCK.replace('Rivers Officer', 'Flood Warden')}"
    )
    part, records = part_of(text), plan_of(text).records
    assert column(part, "lead") == ["Rivers Officer"] * 2 + ["Flood Warden"] * 2
    assert [text for _, text in levels(part)] == ["The upper valley"] * 4
    assert [record.objective and record.objective.value for record in records[::2]] == ["To keep the water in its bed", "To warn in time"]
    assert [record.objective_ref and record.objective_ref.value for record in records[::2]] == ["F1", "F2"]


def test_times_behind_a_dash_are_the_items_own() -> None:
    plan = plan_of(
        "River Plan\n\nTarget: A bank that all can walk\n\nActivities including timescale:\n\n"
        "• Cut steps at the mill – September 2027\n• Lay a ramp by the weir – On going\n• Lend out sticks – March 2028\n"
    )
    assert [record.action.value for record in plan.records] == ["Cut steps at the mill", "Lay a ramp by the weir", "Lend out sticks"]
    assert [record.timescale.printed for record in plan.records] == ["September 2027", "On going", "March 2028"]


@pytest.mark.parametrize(
    "text",
    [
        BLOCK.replace("Lead: Rivers Officer\n", ""),  # nobody is named
        BLOCK.replace("Actions\n", "Members\n"),
        "Lead: Rivers Officer\n\nActions\n  • Mend the weir gate\n",  # a label with its value
        "Actions\n\nThe wardens met twice. They spoke of the gate.\n\n• Apologies\n• Minutes\n• Any other business\n",
        "• Lead: Rivers Officer\n• Actions\n• Mend the weir gate\n• Map the culverts\n",
        "Contact: A. Reed\n\nPurpose of report\n\nRecommendations\n• That members note it\n• That they meet\n• That they rest\n",
    ],
)
def test_other_lists_are_left_alone(text: str) -> None:
    assert sheet_of(label_lists.read, f"River plan\n\n{text}") is None
    assert parts_of(f"River plan\n\n{text}") == ()


def test_a_marked_heading_ends_a_list_and_one_item_is_enough_below_a_known_label() -> None:
    blocks = [("1. Banks", ["mend the weir", "walk the bank"]), ("2. Woods", ["plant oaks", "fell elms"]), ("3. Paths", ["lay gravel"])]
    form = "## {}\nWe will:\n• {}\nWho: Ranger\nBy when: May 2027\n"
    part = part_of("# River plan\n" + "".join(form.format(head, "\n• ".join(listed)) for head, listed in blocks))
    assert column(part, "action") == [item for _, listed in blocks for item in listed]
    assert column(part, "timescale") == ["May 2027"] * 5
    assert [text for _, text in levels(part)] == ["Banks", "Banks", "Woods", "Woods", "Paths"]


def test_what_stands_between_is_loose() -> None:
    text = f"River plan\n\n{BLOCK}  • Map the culverts\n\nUpper reach: dry since May\n\nThe wardens met twice."
    assert loose(label_lists.read, text) == ["River plan", "Upper reach: dry since May", "The wardens met twice."]


def test_items_are_plain_words() -> None:
    text = BLOCK.replace("Mend the weir gate", "Mend the  **weir gate**").replace("walk the bank", "walk the\u00a0bank")
    actions = [row[0] for row in rows(label_lists.read, f"River plan\n\n{text}  • Map the culverts\n")]
    assert actions[:2] == ["Mend the weir gate before the winter", "Every warden to walk the bank twice in the year"]


@given(st.lists(st.sampled_from([*BLOCK.splitlines(), "", "Target 2: Dry homes", "The wardens met."]), max_size=30))
def test_no_word_is_lost_and_none_is_made_up(lines: list[str]) -> None:
    text = "\n".join([f"{BLOCK}  • Map the culverts", *lines])
    sheet = sheet_of(label_lists.read, text)
    assert sheet is not None
    said = {word.rstrip(":") for word in text.split()} - {"•"}
    assert said - {"Target"} <= {word.rstrip(":") for word in printed(sheet).split()}
    assert letters(printed(sheet)).keys() <= letters(f"{text} Objective").keys()


def test_a_label_of_no_field_stands_in_its_own_column() -> None:
    more = "Rivers Officer\nPartners: Weir Trust\nBudget: £900\n"
    text = f"River plan\n\n{BLOCK}  • Map the culverts\n".replace("Rivers Officer\n", more)
    assert table(label_lists.read, text)[0] == ["Actions", "Lead", "Partners", "Budget", "Outcomes"]
    assert [row[1:4] for row in rows(label_lists.read, text)] == [["Rivers Officer", "Weir Trust", "£900"]] * 3


def test_a_name_below_white_space_is_no_more_of_a_value_or_an_item() -> None:
    block = "Actions\n• Mend the weir gate\n• Map the culverts\n\nLead: Rivers Officer\n"
    part = part_of(f"River Plan 2027\n\nLOWER REACH\n\n{block}\nUPPER REACH\n\n{block}\nThe wardens met twice.\n")
    assert column(part, "lead")[:2] == ["Rivers Officer"] * 2
    assert [text for _, text in levels(part)] == ["LOWER REACH"] * 2 + ["UPPER REACH"] * 2
    text = f"River plan\n\n{BLOCK}  • Map the culverts\n\nThe wardens met twice.\n"
    assert rows(label_lists.read, text)[-1][0] == "Map the culverts"


def test_lists_below_a_named_action_are_left_to_the_stage_of_its_labels() -> None:
    record = "Measure {}: Dry homes\n\nLead: Rivers Officer\nTimescale: 2027\n\nActions:\n• Mend the weir gate\n• Map the culverts\n\n"
    assert sheet_of(label_lists.read, f"River plan\n\n{record.format(1)}{record.format(2)}") is None


def test_a_list_of_contacts_below_the_actions_is_no_lead_of_theirs() -> None:
    works, people = "• Dredge the basin\n• Paint the hut\n• Mend the slip", "• Clerk: 555 123\n• Pier Master: 555 124"
    text = f"Harbour Action Plan\n\nWhat we plan to do\n\n{works}\n\nContacts\n\n{people}"
    assert all(row.flags == ("bare_list",) for part in parts_of(text) for row in part.rows)
