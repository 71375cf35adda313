"""Tables whose cells ran together on a line: rows where they end again and again as the headers say, else nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.tables import run_on
from tests.extract.strips import letters, printed, rows, sheet_of, table
from tests.small_plans import column, part_of, parts_of

ACTS = [
    ("Mend the weir gate before the floods", "May 2027", "Rivers Officer"),
    ("Mow the flood bank in late summer", "Annually", "Parks Manager"),
    ("Map the old culverts under the mill", "31 March 2028", "Drainage Engineer / Parks Manager"),
]


@pytest.mark.parametrize("parts", ["{} {} {}", "{} {}\n{}", "{}\n{} {}"])
@pytest.mark.parametrize("begin", ["", "by "])
@pytest.mark.parametrize("head", ["Action Target date Lead officer", "Task By when Who", "Recommendation Deadline Responsible Officer"])
def test_rows_end_as_the_headers_say(head: str, parts: str, begin: str) -> None:
    acts = [(act, when if when == "Annually" else begin + when, who) for act, when, who in ACTS]
    text = "\n".join([head, *(parts.format(*act) for act in acts)])
    assert rows(run_on.read, text) == [list(act) for act in acts]


def test_numbers_and_states_are_parted_from_the_text_between() -> None:
    part = part_of(
        "Flood Action Plan 2027\n\nRef Action Lead Status\n1.1 Mend the weir gate before the\nfloods Rivers Officer Completed\n"
        "1.2 Mow the flood bank Parks Manager In progress\n1.3 Map the culverts Drainage Engineer Not started\n"
    )
    assert column(part, "ref") == ["1.1", "1.2", "1.3"]
    assert column(part, "lead") == ["Rivers Officer", "Parks Manager", "Drainage Engineer"]
    assert column(part, "status") == ["Completed", "In progress", "Not started"]
    assert column(part, "action")[0] == "Mend the weir gate before the floods"


def test_a_row_that_is_numbered_is_kept_whole_where_nothing_tells_its_end() -> None:
    acts = ["Mend the gate at once Completed", "Mow the bank As the tide has it", "Map the mill In progress", "Dig a well Completed"]
    text = "\n".join(["Our water actions Status", *(f"{number}. {act}" for number, act in enumerate(acts, 1))])
    assert [row[0] for row in rows(run_on.read, text)] == ["1", "2", "3", "4"]
    assert rows(run_on.read, text)[1] == ["2", "Mow the bank As the tide has it", ""]


def test_the_lead_that_other_rows_repeat_is_the_likelier() -> None:
    text = "Action Lead officer By when\n" + "\n".join(
        f"{act} {who} {when}"
        for act, who, when in [
            ("Agree the new River Trust", "Town Clerk", "May 2027"),
            ("Mow the bank", "Town Clerk", "June 2027"),
            ("Buy a boat", "Town Clerk", "July 2027"),
        ]
    )
    assert [row[1] for row in rows(run_on.read, text)] == ["Town Clerk"] * 3


def test_a_post_that_others_end_on_is_not_cut_from_the_one_above_it() -> None:
    acts = [("Buy a boat", "Town Clerk"), ("Ask for a bay outside the hall", "Deputy Clerk"), ("Mow the bank", "Town Clerk")]
    text = "Action Lead officer By when\n" + "\n".join(f"{act} {who} May 2027" for act, who in acts)
    assert [row[:2] for row in rows(run_on.read, text)] == [list(act) for act in acts]


@pytest.mark.parametrize(
    "text",
    [
        "Action Lead Date\nThe board met twice and heard of the weir.\nIt will meet in the spring of the next year.\nMembers thanked all.",
        "Action Target date Lead officer\nMend the weir gate May 2027 Rivers Officer\nMow the bank June 2027 Parks Manager",
        "Name Date of birth Town\nAnn Reed May 1927 Ludlow\nBob Sedge June 1931 Wem\nCat Rush July 1940 Clun",
        "Objective Action Lead\nClean rivers Mend the weir gate Rivers Officer\nDry homes Mow the bank Parks Manager\nMaps Map it Clerk",
    ],
    ids=["prose", "two rows", "no plan", "two texts side by side"],
)
def test_what_does_not_end_so_is_left_alone(text: str) -> None:
    assert sheet_of(run_on.read, text) is None
    assert parts_of(text) == ()


@given(
    st.lists(st.sampled_from(["Theme 1: Rivers", "", "It rained all day and the banks were wet", "(May 2027)", "- Sweep it"]), max_size=6)
)
def test_no_word_is_lost(between: list[str]) -> None:
    lines = ["Action Target date Lead officer", *(" ".join(act) for act in ACTS), *between, *(" ".join(act) for act in ACTS)]
    sheet = sheet_of(run_on.read, "\n".join(lines))
    if sheet is not None:
        assert not letters("\n".join(lines)) - letters(printed(sheet))


def test_headers_stand_above_their_rows() -> None:
    assert table(run_on.read, "\n".join(["Action By when Who", *(" ".join(act) for act in ACTS)]))[0] == ["Action", "By when", "Who"]
