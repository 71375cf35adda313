"""What one cell says of who and of when behind labels of its own stands in cells of their own."""

from __future__ import annotations

import pytest

from tests.extract.test_cell_labels import cells, part_of

JOINT = "Action|Lead and timescale"
BOTH = [
    ("Mend the quay", "Lead: Harbour Master<br>By: June 2031"),
    ("Dredge the basin", "Lead: Moorings Team<br>By: 2031/32"),
    ("Mark the reef", "Lead: Harbour Master; Pilots<br>By: Ongoing"),
]


def test_a_label_that_names_the_one_leaves_the_other_to_the_label_beside_it() -> None:
    part = part_of(JOINT, list(BOTH))
    assert cells(part) == [
        {"Action": ["Mend the quay"], "Lead": ["Harbour Master"], "By": ["June 2031"]},
        {"Action": ["Dredge the basin"], "Lead": ["Moorings Team"], "By": ["2031/32"]},
        {"Action": ["Mark the reef"], "Lead": ["Harbour Master; Pilots"], "By": ["Ongoing"]},
    ]
    told = {column.header: column.roles for column in part.columns}
    assert (told["Lead"], told["By"]) == (("lead",), ("timescale",))
    assert [stray.text for stray in part.strays if stray.why == "label"] == ["Lead:", "By:"] * 3


def test_a_plain_label_that_is_seldom_printed_counts_beside_those_that_are_often() -> None:
    part = part_of(JOINT, [*BOTH, ("Paint the crane", "Lead: Pilots<br>Start: May 2031"), ("Light the pier", "Lead: Pilots<br>Sea: rough")])
    assert cells(part)[3:] == [
        {"Action": ["Paint the crane"], "Lead": ["Pilots"], "Start": ["May 2031"]},
        {"Action": ["Light the pier"], "Lead": ["Pilots", "Sea: rough"]},
    ]


def test_words_before_the_only_label_are_what_is_left_and_a_value_may_stand_below_its_label() -> None:
    rows = [(action, said.replace("Lead: ", "").replace("By: ", "Timescale:<br>")) for action, said in BOTH]
    assert cells(part_of(JOINT, rows))[0] == {
        "Action": ["Mend the quay"],
        "Lead and timescale": ["Harbour Master"],
        "Timescale": ["June 2031"],
    }


@pytest.mark.parametrize("label", ["Note: ", ""])
def test_labels_that_tell_neither_part_nothing(label: str) -> None:
    rows = [(action, said.replace("Lead: ", label).replace("By: ", "")) for action, said in BOTH]
    assert all("Lead and timescale" in row for row in cells(part_of(JOINT, rows)))


def test_several_such_columns_are_parted_in_their_printed_order() -> None:
    both = [(action, said, "Owner: Pilots<br>Due: May 2032") for action, said in BOTH]
    part = part_of(f"{JOINT}|Owner and deadline", both)
    assert [column.header for column in part.columns][3:] == ["Lead", "By", "Lead and timescale", "Owner", "Due", "Owner and deadline"]


def test_a_name_before_its_time_is_no_label() -> None:
    rows = [(action, f"Jo Bell: {time}") for (action, _), time in zip(BOTH, ("June 2031", "May 2032", "July 2032"), strict=True)]
    assert [row["Lead and timescale"] for row in cells(part_of(JOINT, rows))] == [
        ["Jo Bell: June 2031"],
        ["Jo Bell: May 2032"],
        ["Jo Bell: July 2032"],
    ]
