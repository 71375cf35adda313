"""Paragraphs back to cells: empty cells, several deadlines, lists, brackets, headings between rows, and white space that is learned."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.tables import flattened
from tests.extract.strips import printed, rows, sheet_of, table

HEADER = ["Action", "Outcomes", "Lead", "By when", "Progress"]
FULL = [
    ["Mend the weir gate before the winter floods", "Fish can pass all year", "River Warden", "May 2026", "Parts are on order."],
    ["Plant reeds along the north bank", "Less mud in the mill pond", "Parks Manager", "By June 2026", "Planting has begun."],
    ["Publish a map of the safe landing places", "Fewer rescues", "Head of Leisure", "Ongoing", "Draft map agreed."],
    ["Train ten volunteers to test the water", "Weekly results online", "Environmental Health Team", "December 2026", "Six are trained."],
]


def read(*paragraphs: str, header: list[str] = HEADER, gap: str = "\n\n") -> list[list[str]]:
    return rows(flattened.read, gap.join(["River Action Plan", *header, *paragraphs]))


def flat(lines: list[list[str]]) -> list[str]:
    return [cell for line in lines for cell in line if cell]


def test_a_full_table_is_read_back() -> None:
    assert read(*flat(FULL)) == FULL


@pytest.mark.parametrize("empty", [(0, 1), (1, 4), (2, 1), (3, 3), (1, 2)])
def test_an_empty_cell_leaves_the_others_in_place(empty: tuple[int, int]) -> None:
    lines = [list(line) for line in FULL]
    lines[empty[0]][empty[1]] = ""
    assert read(*flat(lines)) == lines


def test_several_empty_cells() -> None:
    lines = [list(line) for line in FULL]
    lines[1][3] = lines[1][4] = lines[2][1] = lines[3][4] = ""
    assert read(*flat(lines)) == lines


@pytest.mark.parametrize("report", ["More wardens come next year.", "Fewer boats than last year."])
@pytest.mark.parametrize("at", [1, 2])
def test_a_paragraph_stands_where_the_paper_s_other_cells_look_like_it(at: int, report: str) -> None:
    lines = [[action, outcome, progress, lead, time] for action, outcome, lead, time, progress in FULL]
    lines.append(["Clear the culvert below the railway", "No floods at the station", "A survey is booked.", "River Warden", "June 2027"])
    lines.append(["Paint the lock gates", "The timber lasts longer", "Paint is bought.", "Parks Manager", "July 2027"])
    lines[at][1:3] = "", report
    assert read(*flat(lines), header=["Action", "Outcomes", "Progress", "Lead", "By when"]) == lines


def test_several_paragraphs_stay_in_one_cell() -> None:
    update = "Parts are on order.\n\nThe gate is measured and the old bolts have been cut away."
    assert read(*flat([[*FULL[0][:4], update], *FULL[1:]]))[0][4] == update.replace("\n\n", " / ")


def test_items_of_a_list_stay_with_what_introduces_them() -> None:
    header, lines = ["Action", "Lead", "By when"], [[line[0], line[2], line[3]] for line in FULL]
    action = ["Work with all who use the water, such as:", "• anglers", "• rowers", "• swimmers"]
    found = read(*action, *lines[0][1:], *flat(lines[1:]), header=header)
    assert found[0][0] == "Work with all who use the water, such as: / anglers / rowers / swimmers"
    assert found[1:] == lines[1:]


def test_words_in_brackets_stay_with_what_they_explain() -> None:
    found = read(FULL[0][0], "(and the sluice beside it)", *FULL[0][1:], *flat(FULL[1:]))
    assert found[0][0] == f"{FULL[0][0]} / (and the sluice beside it)"


def test_bulleted_outcomes_are_told_from_actions() -> None:
    lines = [[line[0], f"• {line[1]}\n\n• All notes are kept", *line[2:]] for line in FULL]
    assert [line[:2] for line in read(*flat(lines))] == [[line[0], f"{line[1]} / All notes are kept"] for line in FULL]


def test_a_heading_between_rows_stands_beside_them() -> None:
    text = "\n\n".join(["River Action Plan", *HEADER, *flat(FULL[:2]), "Objective 2: Open banks", *flat(FULL[2:])])
    sheet = sheet_of(flattened.read, text)
    assert sheet is not None
    assert [strip.text for strip in sheet.strips if strip.loose] == ["River Action Plan", "Objective 2: Open banks"]
    assert rows(flattened.read, text) == FULL


def test_several_deadlines_stand_beside_as_many_actions() -> None:
    header = ["Objective", "Action", "Lead", "By when"]
    lines = [
        ["Keep the river open to boats", "Dredge the lower channel", "River Warden", "May 2026"],
        ["Keep the banks firm", "Plant willows at each bend", "Parks Manager", "June 2026"],
    ]
    extra = ["Mark each shoal with a buoy", "Light the buoys at night", "River Warden", "July 2026", "August 2026"]
    found = read(*flat(lines), *extra, header=header)
    assert found[2] == ["", "Mark each shoal with a buoy / Light the buoys at night", "River Warden", "July 2026 / August 2026"]


def test_numbers_begin_rows() -> None:
    header = ["No", *HEADER]
    lines = [[str(number), *line] for number, line in enumerate(FULL, 1)]
    lines[1][2] = lines[2][4] = ""
    assert read(*flat(lines), header=header) == lines


def test_wider_white_space_between_rows_is_learned() -> None:
    lines = [[line[0], "", line[2], line[3], ""] for line in FULL]
    text = "\n\n\n\n".join("\n\n".join(cell for cell in line if cell) for line in lines)
    assert read(text) == lines


def test_a_text_without_actions_is_not_decoded() -> None:
    assert sheet_of(flattened.read, "River news\n\nMore soon") is None


def test_a_paper_without_a_header_is_decoded_by_its_usual_order() -> None:
    text = "\n\n".join(["Objective 1: Living rivers", *flat([[line[0], *line[2:]] for line in FULL])])
    header, *lines = table(flattened.read, text)
    assert header == ["Action", "Lead", "Timescale", "Update"]
    assert lines == [[line[0], *line[2:]] for line in FULL]


PIECES = [
    *flat(FULL),
    "• anglers",
    "(twice)",
    "Objective 3: Quiet water",
    "Related plans",
    "Action",
    "Lead",
    "By when",
    "and more",
    "Page 2 of 3",
]


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=25))
@settings(max_examples=60)
def test_no_paragraph_is_lost_or_doubled(pieces: list[str]) -> None:
    sheet = sheet_of(flattened.read, "\n\n".join(["Action", "Lead", "By when", *pieces]))
    if sheet is not None:
        body = sorted(" ".join(pieces).replace("•", "").split())
        kept = printed(sheet).split()
        headers = ["Action", "Lead", "By", "when"]
        assert sorted(word for word in kept if word not in headers) == [word for word in body if word not in headers]
