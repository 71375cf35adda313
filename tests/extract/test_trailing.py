"""Lists whose items end on who and when: rows under the names of what trails; prose with dates in brackets is left alone."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.tables import trailing
from tests.extract.strips import letters, loose, printed, rows, sheet_of, table
from tests.small_plans import column, levels, part_of, parts_of

ACTS = [
    ("Mend the weir gate before the floods", "Rivers Officer", "by May 2027"),
    ("Mow the flood bank in late summer", "Parks Team", "annually"),
    ("Map the old culverts under the mill", "Drainage Engineer", "31 March 2028"),
]


@pytest.mark.parametrize(
    ("form", "names"),
    [
        ("We will {}. (Lead: {}; By when: {})", ["Lead", "By when"]),
        ("{} (Lead: {}; {})", ["Lead", "Timescale"]),
        ("{} [{}, {}]", ["Lead", "Timescale"]),
        ("{} ({}; {}).", ["Lead", "Timescale"]),
        ("**{}** — Lead: {}; Deadline: {}", ["Lead", "Deadline"]),
        ("[x] {} – Owner: {} | Target date: {}", ["Owner", "Target date"]),
    ],
)
@pytest.mark.parametrize("mark", ["- ", "• ", ""])
def test_every_way_of_trailing_gives_the_same_rows(form: str, names: list[str], mark: str) -> None:
    text = "\n".join(f"{mark}{form.format(*act)}" for act in ACTS)
    assert table(trailing.read, text)[0] == ["Action", *names]
    assert [row[1:] for row in rows(trailing.read, text)] == [[who, when] for _, who, when in ACTS]
    assert all(act[0].casefold() in row[0].casefold() for act, row in zip(ACTS, rows(trailing.read, text), strict=True))


def test_numbered_items_wrapped_over_lines_under_headings_are_a_plan() -> None:
    part = part_of(
        "Flood Action Plan 2027\n\nTheme 1: Upper valley\n\n1. Mend the weir gate before the winter floods come down from\n"
        "   the moor (Lead: Rivers Officer;\n   by May 2027)\n2. Mow the flood bank (Lead: Parks Team; annually)\n\n"
        "Theme 2: Tidal reach\n\n3. Map the culverts (Lead: Drainage Engineer; 31 March 2028)\n"
    )
    assert column(part, "ref") == ["1", "2", "3"]
    assert column(part, "lead") == ["Rivers Officer", "Parks Team", "Drainage Engineer"]
    assert column(part, "action")[0] == "Mend the weir gate before the winter floods come down from the moor"
    assert levels(part) == [("1", "Upper valley"), ("1", "Upper valley"), ("2", "Tidal reach")]


@pytest.mark.parametrize("form", ["• Action {}: {} ({})", "Action {} – {} ({})", "**Action {}:** {} ({})"])
def test_actions_that_say_that_they_are_need_no_more_than_a_time_behind_them(form: str) -> None:
    text = "\n\n".join(form.format(number, what, when) for number, (what, _, when) in enumerate(ACTS, 1))
    assert table(trailing.read, text)[0] == ["Ref", "Action", "Timescale"]
    assert rows(trailing.read, text) == [[str(number), what, when] for number, (what, _, when) in enumerate(ACTS, 1)]


def test_a_service_beside_a_plain_time_leads_though_one_word_names_it() -> None:
    told = [("Print a guide to gates", "Finance"), ("Mow the bank", "Communications"), ("Map the mill", "Estates")]
    text = "\n".join(f"- {what} ({who}; by May 2027)" for what, who in told)
    assert [row[1] for row in rows(trailing.read, text)] == [who for _, who in told]


def test_what_stands_between_is_loose() -> None:
    text = "Rivers\n\n" + "\n\n".join("- {} (Lead: {}; {})".format(*act) for act in ACTS) + "\n\nThe wardens met twice."
    assert loose(trailing.read, text) == ["Rivers", "The wardens met twice."]


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(f"- The board heard of {thing} (Parks Team, May 2027)" for thing in ("the reeds", "the newts", "the weir", "the gate")),
        "\n".join(f"- {thing} is falling down again (see page 4)" for thing in ("The wall", "The weir", "The gate")),
        "\n".join(f"- Mend the {thing} (2027)" for thing in ("wall", "weir", "gate")),
        "- Mend the wall (Lead: Parks Team; May 2027)\n" + "\n".join(f"- The {thing} is old" for thing in ("wall", "weir", "gate")),
    ],
    ids=["a report", "references", "years alone", "one of many"],
)
def test_what_does_not_end_on_who_and_when_is_left_alone(text: str) -> None:
    assert sheet_of(trailing.read, text) is None
    assert parts_of(text) == ()


@given(st.lists(st.sampled_from(["Rivers", "", "## Ponds", "- [ ] Sweep it", "(May 2027)", "It rained; it (always) rains."]), max_size=8))
def test_no_word_is_lost(between: list[str]) -> None:
    lines = [line for act in ACTS for line in ("- {} (Lead: {}; {})".format(*act), *between)]
    sheet = sheet_of(trailing.read, "\n".join(lines))
    if sheet is not None:
        assert not letters("\n".join(lines).replace("Lead", "")) - letters(printed(sheet))


def test_items_are_numbered_beyond_a_thousand() -> None:
    text = "\n".join(f"{number}. Mend the bench at stop {number} (Parks Team, May 2027)" for number in range(998, 1003))
    assert [row[0] for row in rows(trailing.read, text)] == ["998", "999", "1000", "1001", "1002"]


@pytest.mark.parametrize("cut", [200, 78, 60, 50, 40])
def test_sentences_under_labels_behind_numbered_actions_trail_however_the_lines_are_cut(cut: int) -> None:
    items = (f"1.{number} {what}. Lead: {who}. Target: {when}." for number, (what, who, when) in enumerate(ACTS, 1))
    text = "\n\n".join("\n    ".join(textwrap.wrap(item, cut)) for item in items)
    part = part_of(f"Flood Action Plan 2027\n\nObjective 1: Upper valley\n\n{text}\n")
    assert column(part, "action") == [f"{what}." for what, _, _ in ACTS]
    assert (column(part, "ref"), column(part, "lead")) == (["1.1", "1.2", "1.3"], [who for _, who, _ in ACTS])
    assert [cell.text for row in part.rows for told, cell in row.cells if told.header == "Target"] == [f"{when}" for _, _, when in ACTS]


def test_sentences_without_known_labels_are_prose() -> None:
    text = "\n\n".join(f"1.{number} {what}. Note: {who} was asked. Result: all went well." for number, (what, who, _) in enumerate(ACTS, 1))
    assert sheet_of(trailing.read, text) is None


SPACED = [
    ("Mend the weir gate before the floods", "May 2027", "COMPLETED"),
    ("Mow the flood bank in late summer", "09/09/27 – 21/10/27", ""),
    ("Map the old culverts under the mill", "31/03/2028", "STARTED"),
    ("Plant reeds along the bank", "June 2028", "Not started"),
]


def test_times_and_states_that_stand_apart_from_listed_items_are_theirs() -> None:
    lines = [f"  • {act}.{' ' * (60 - len(act))}{when} {state}".rstrip() for act, when, state in SPACED]
    part = part_of("\n".join(["River Project Plan", "", "Upper valley", "", *lines[:2], "", "Tidal reach", "", *lines[2:]]))
    assert column(part, "timescale") == [when for _, when, _ in SPACED]
    assert column(part, "status") == [state for _, _, state in SPACED]
    assert column(part, "action")[0] == "Mend the weir gate before the floods."
    assert [level for _, level in levels(part)] == ["Upper valley", "Upper valley", "Tidal reach", "Tidal reach"]


@pytest.mark.parametrize(
    "lines",
    [
        [f"- The wardens met{' ' * 30}{when} Completed" for when in ("May 2027", "June 2027", "July 2027")],
        [f"- Mend the gate{' ' * 30}{page}" for page in ("12", "14", "19")],
        [f"- {act}{' ' * 30}{when}" for act, when, _ in SPACED],
    ],
    ids=["what was done", "a table of contents", "a calendar without states"],
)
def test_what_else_stands_apart_from_listed_items_is_left_alone(lines: list[str]) -> None:
    assert sheet_of(trailing.read, "\n".join(lines)) is None


def test_a_figure_at_the_head_of_a_line_opens_no_item() -> None:
    lines = [
        "1. Plant new woods along the river so that within ten years there are",
        "2.5 Million trees in the ground (Lead: Parks; by May 2026)",
    ]
    lines += ["2. Mow the flood bank in late summer (Lead: Rivers Team; annually)", "3. Map the culverts (Lead: Clerk; by June 2027)"]
    assert column(part_of("\n".join(["River Action Plan", "", *lines])), "action")[0].endswith("2.5 Million trees in the ground")


HEADED = """# Harbour action plan 2027

## Objective 1: Dry land

### Action 1.1: Mend the weir gate (By May 2027)

Led by River Warden
The gate is a hundred years old.

### Action 1.2: Mow the flood bank (Annually, each April)

Led by Parks Team

### Action 1.3: Map the old culverts (Ongoing)

Led by Drainage Engineer
"""


def test_a_line_below_a_heading_that_ends_on_its_time_says_who() -> None:
    part = part_of(HEADED.replace(")\n\nLed", ")\nLed"))
    assert column(part, "action") == ["Mend the weir gate", "Mow the flood bank", "Map the old culverts"]
    assert column(part, "lead") == ["River Warden", "Parks Team", "Drainage Engineer"]
    assert column(part, "timescale") == ["By May 2027", "Annually, each April", "Ongoing"]


@pytest.mark.parametrize(
    ("end", "leads"),
    [
        ("(Lead: {who}, by {when})", ["Harbour Master", "Moorings Team", "Quay Engineer"]),
        ("({who}; {when})", ["Harbour Master", "Moorings Team", "Quay Engineer"]),
        ("({who})", None),  # where else it may be done
        ("({who}, {when})", None),  # whose paper says so
        ("(Policy H{when})", None),
    ],
)
def test_a_table_without_a_column_for_who_and_when_tells_them_behind_each_action(end: str, leads: list[str] | None) -> None:
    told = {"Mend the slipway": "Harbour Master", "Lift the old moorings": "Moorings Team", "Fit new ladders": "Quay Engineer"}
    body = "".join(f"<tr><td>Safe water</td><td>{what} {end.format(who=who, when='May 2027')}</td></tr>" for what, who in told.items())
    parts = parts_of(f"<h1>Harbour Action Plan</h1><table><tr><th>Theme</th><th>What we will do</th></tr>{body}</table>", "text/html")
    assert [column(part, "lead") for part in parts] == ([leads] if leads else [])
    assert not leads or column(parts[0], "action") == [*told]
