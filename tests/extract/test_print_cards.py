"""Cards set without lines: labels that come again down an edge part them, one or two pairs on a line."""

from __future__ import annotations

from extract.tables.card.print_cards import read_cards
from model import Word
from tests.extract.printed import beside, letters, page, row, say, shown, tabled
from tests.extract.strips import meanings

ONE = (50.0, 160.0)
TWO = (50.0, 130.0, 320.0, 400.0)
TREES = ("Plant forty trees along\nthe river path", "Parks Manager", "June 2027")
STAND = ("Mend the bandstand", "Town Clerk", "Ongoing")
PAINT = ("Paint the shelters", "Works Team", "May 2026")


def one_a_line(y: float, action: str, lead: str, when: str) -> list[Word]:
    y1 = y + 12 * len(action.split("\n"))
    pairs = [*row(y, ONE, "Action", action), *row(y1, ONE, "Lead officer", lead), *row(y1 + 12, ONE, "By when", when)]
    return pairs


def two_a_line(y: float, action: str, lead: str, when: str) -> list[Word]:
    y1 = y + 12 * len(action.split("\n"))
    return [
        *row(y, TWO[:2], "Action:", action),
        *row(y1, TWO, "Lead:", lead, "Timescale:", when),
        *row(y1 + 12, TWO[:2], "Status:", "Begun"),
    ]


def test_each_label_begins_a_line_and_its_value_keeps_its_lines() -> None:
    words = [*one_a_line(60, *TREES), *one_a_line(110, *STAND), *one_a_line(150, *PAINT)]
    strips = read_cards(page(words), meanings())
    assert strips is not None
    assert tabled(strips)[:3] == [["Action", TREES[0].replace("\n", " ")], ["Lead officer", TREES[1]], ["By when", TREES[2]]]
    assert len(tabled(strips)) == 9


def test_the_rest_of_cells_is_no_label_though_its_word_names_a_column() -> None:
    rests = ("review", "lead", "progress") * 3
    words = [word for at, rest in enumerate(rests) for word in row(60 + 30 * at, ONE, f"Mend the weir by\n{rest}", "\nProgress")]
    assert read_cards(page(words), meanings()) is None
    capitals = [word for number, rest in enumerate(rests) for word in row(60 + 30 * number, ONE, rest.title(), "Mended")]
    assert read_cards(page(capitals), meanings()) is not None


def test_two_pairs_on_a_line_have_four_columns() -> None:
    strips = read_cards(page([*two_a_line(60, *TREES), *two_a_line(110, *STAND)]), meanings())
    assert strips is not None
    assert tabled(strips)[3:] == [["Action:", STAND[0], "", ""], ["Lead:", STAND[1], "Timescale:", STAND[2]], ["Status:", "Begun", "", ""]]


def test_a_value_over_the_second_labels_stays_in_its_cell() -> None:
    long = "Begun in May and all but done by the end of the summer holidays"
    strips = read_cards(page([*two_a_line(60, *TREES), *row(110, TWO[:2], "Status:", long), *two_a_line(140, *STAND)]), meanings())
    assert strips is not None and ["Status:", long, "", ""] in tabled(strips)


def test_a_label_broken_over_two_lines_is_one() -> None:
    broken = [*row(96, ONE, "Responsible", "Town Clerk"), *say("officer", 50, 108)]
    strips = read_cards(page([*one_a_line(60, *STAND), *broken, *one_a_line(130, *PAINT), *one_a_line(180, *TREES)]), meanings())
    assert strips is not None and ["Responsible officer", "Town Clerk"] in tabled(strips)


def test_headings_and_notes_stand_beside_the_cards() -> None:
    head, note = say("Theme 2: Parks", 50, 110, bold=True), say("Agreed by the parks committee", 50, 240)
    words = [*one_a_line(60, *STAND), *head, *one_a_line(126, *PAINT), *one_a_line(170, *TREES), *note]
    strips = read_cards(page(words), meanings())
    assert strips is not None
    assert beside(strips) == ["Theme 2: Parks", "Agreed by the parks committee"]
    assert letters(" ".join(each) for each in shown(strips)) == letters(word.text for word in words)


def test_a_table_and_prose_are_no_cards() -> None:
    at = (50.0, 250.0, 400.0)
    table = [*row(100, at, "Action", "Lead", "Timescale", bold=True), *(word for n in range(6) for word in row(116 + 14 * n, at, *STAND))]
    assert read_cards(page(table), meanings()) is None
    assert (
        read_cards(page([word for n in range(6) for word in say("Progress in the parks was slow this year", 50, 60 + 12 * n)]), meanings())
        is None
    )


def test_a_label_that_no_header_reads_as_is_known_by_its_coming_again() -> None:
    plan = ((60, STAND), (130, PAINT), (200, TREES))
    words = [word for y, card in plan for word in [*one_a_line(y, *card), *row(y + 48, ONE, "Cost code", "A7")]]
    strips = read_cards(page(words), meanings())
    assert strips is not None and [line for line in tabled(strips) if line[0] == "Cost code"] == [["Cost code", "A7"]] * 3


def test_a_label_whose_value_is_blank_is_no_part_of_the_next() -> None:
    words = [*one_a_line(60, *STAND), *say("Ref", 50, 130), *one_a_line(142, *PAINT), *row(190, ONE, "Ref", "12"), *one_a_line(202, *TREES)]
    strips = read_cards(page(words), meanings())
    assert strips is not None and ["Ref", ""] in tabled(strips) and ["Action", PAINT[0]] in tabled(strips)


def test_an_action_over_labels_and_values_or_beside_its_number_opens_a_card() -> None:
    told = ((60, "Clerk", "June 2027"), (120, "Warden", "May 2026"), (180, "Clerk", "Ongoing"))
    more = ("Outcome", "A dry stand", "Status", "Begun")
    lines = [(row(y + 12, TWO, "Lead", lead, "By when", when), row(y + 24, TWO, *more)) for y, lead, when in told]
    for head in (say("Mend the bandstand by the river and paint it", 50, 60), row(60, TWO[:2], "1a", "Mend the bandstand")):
        strips = read_cards(page([*head, *(word for pair in lines for own in pair for word in own)]), meanings())
        assert strips is not None and ["Lead", "Warden", "By when", "May 2026"] in tabled(strips)
        assert shown(strips)[0] == [" ".join(word.text for word in head)] or shown(strips)[0] == ["1a", "Mend the bandstand", "", ""]
