"""Cards in running text: labels with their values on lines below an action, in one column of text or two."""

from __future__ import annotations

from collections.abc import Sequence

from extract.plans import find_plans
from extract.tables.card.flow_cards import read_cards
from model import Script, Sheet, Strip, Word
from tests.extract.printed import page, say, shown
from tests.extract.strips import meanings

REEDS = ("Plant reeds along the bank", "Parks Manager", "June 2027", "Complete")
WEIR = ("Mend the weir gate", "River Warden", "May 2026", "Begun")
PATHS = ("Widen the towpath at the lock", "Works Team", "Ongoing", "Delayed")
MOORING = ("Let ten more moorings", "Harbour Master", "2028", "Begun")


def card(x: float, y: float, title: str, lead: str, when: str, status: str, more: str = "") -> list[Word]:
    said = [*say(title, x, y, bold=True, size=11), *(say(more, x, y + 14) if more else [])]
    y += 14 + 14 * bool(more)
    return [*said, *say(f"• Lead: {lead}", x, y), *say(f"• By when: {when}", x, y + 12), *say(f"• Status: {status}", x, y + 24)]


def column(x: float, *cards: tuple[str, ...]) -> list[Word]:
    return [word for number, texts in enumerate(cards) for word in card(x, 100 + 80 * number, *texts)]


def rows(strips: Sequence[Strip]) -> list[list[str]]:
    parts = find_plans(Script(groups=((Sheet("aligned", tuple(strips)),),)), meanings())
    return [[*([row.priority.text] if row.priority else []), *(cell.text for _, cell in row.cells)] for part in parts for row in part.rows]


def test_labels_below_an_action_make_its_row() -> None:
    strips = read_cards(page(column(50, REEDS, WEIR, PATHS)), meanings())
    assert strips is not None and rows(strips) == [list(REEDS), list(WEIR), list(PATHS)]


def test_columns_of_text_are_read_one_after_the_other() -> None:
    strips = read_cards(page([*column(50, REEDS, WEIR), *column(320, PATHS, MOORING)]), meanings())
    assert strips is not None and rows(strips) == [list(REEDS), list(WEIR), list(PATHS), list(MOORING)]


def test_a_heading_set_unlike_the_actions_opens_a_section() -> None:
    head, other = say("Living banks", 50, 76, bold=True, size=14), say("Safe paths", 320, 76, bold=True, size=14)
    strips = read_cards(page([*head, *other, *column(50, REEDS, WEIR), *column(320, PATHS, MOORING)]), meanings())
    assert strips is not None
    assert [row[0] for row in rows(strips)] == ["Living banks", "Living banks", "Safe paths", "Safe paths"]


def test_headings_that_part_rows_of_cards_hold_for_all_cards_of_their_row() -> None:
    heads = [*say("Living banks", 50, 76, bold=True, size=14), *say("Safe paths", 50, 176, bold=True, size=14)]
    left, right = [*card(50, 100, *REEDS), *card(50, 200, *PATHS)], [*card(320, 100, *WEIR), *card(320, 200, *MOORING)]
    strips = read_cards(page([*heads, *left, *right]), meanings())
    assert strips is not None
    assert rows(strips) == [
        ["Living banks", *REEDS], ["Living banks", *WEIR], ["Safe paths", *PATHS], ["Safe paths", *MOORING],
    ]  # fmt: skip


def test_what_explains_an_action_is_part_of_it() -> None:
    words = [*card(50, 100, *REEDS, more="Start where the bank slips."), *card(50, 200, *WEIR), *card(50, 300, *PATHS)]
    strips = read_cards(page(words), meanings())
    assert strips is not None and rows(strips)[0][0] == "Plant reeds along the bank Start where the bank slips."


def test_several_labels_may_share_a_line_and_values_run_on() -> None:
    words = []
    for number, (title, lead, when, status) in enumerate((REEDS, WEIR, PATHS)):
        y = 100 + 80 * number
        words += [*say(title, 50, y, bold=True, size=11), *say(f"Lead: {lead} | By when: {when}", 50, y + 14)]
        words += [
            *say(f"Status: {status}, which the committee was told of in the report that it", 50, y + 26),
            *say("had in May", 50, y + 38),
        ]
    strips = read_cards(page(words), meanings())
    assert strips is not None
    assert ["Lead:", "Parks Manager"] in shown(strips) and ["By when:", "June 2027"] in shown(strips)
    assert rows(strips)[1][-1] == "Begun, which the committee was told of in the report that it had in May"


def test_labels_of_one_card_may_stand_far_apart_and_each_value_runs_on_below_itself() -> None:
    words = []
    parks = [(title, "Parks Manager", when, status) for title, _, when, status in (REEDS, WEIR, PATHS)]
    for number, (title, lead, when, status) in enumerate(parks):
        y = 100 + 80 * number
        words += [*say(title, 50, y, bold=True, size=11), *say(f"Lead: {lead} of the Lower", 50, y + 14), *say("Reaches", 50, y + 26)]
        words += [*say(f"By when: {when}", 250, y + 14), *say(f"Status: {status}", 450 - 8 * number, y + 14)]
    strips = read_cards(page(words), meanings())
    assert strips is not None
    assert rows(strips) == [[title, f"{lead} of the Lower Reaches", when, status] for title, lead, when, status in parks]


def test_labels_in_sentences_and_contacts_are_no_cards() -> None:
    letter = [*say("Date: 4 May 2027", 50, 60), *say("Lead: Parks Manager", 50, 72), *say("Status: Open to all", 50, 84)]
    prose = [
        word for number in range(12) for word in say("The committee heard that the river had been low all summer", 50, 110 + 12 * number)
    ]
    assert read_cards(page([*letter, *prose]), meanings()) is None


def numbered_card(y: float, action: str, lead: str, when: str, update: str) -> list[Word]:
    """Two labels on one line parted by bold type alone, as a browser prints them."""
    label, value = say("Owner:", 58, y + 14, bold=True), say(lead, 92, y + 14)
    x = value[-1].box[2] + 5
    second = [*say("Timescale:", x, y + 14, bold=True), *say(when, x + 55, y + 14)]
    return [*say(action, 50, y), *label, *value, *second, *say("Progress:", 58, y + 26, bold=True), *say(update, 110, y + 26)]


def test_a_bold_label_ends_the_value_before_it_and_a_numbered_one_above_several_cards_heads_them() -> None:
    words = say("Recommendation 1: Keep the basin open all year", 50, 80, bold=True, size=13)
    for index, (action, lead, when, update) in enumerate((REEDS, WEIR, PATHS)):
        words += numbered_card(110 + 50 * index, action, f"Clerk; {lead}", when, update)
    strips = read_cards(page(words), meanings())
    assert strips is not None
    assert rows(strips) == [
        ["Keep the basin open all year", action, f"Clerk; {lead}", when, update] for action, lead, when, update in (REEDS, WEIR, PATHS)
    ]


def test_two_labels_that_say_who_and_when_are_enough_and_may_follow_a_name_that_ends_on_a_mark() -> None:
    words: list[Word] = []
    for index, (action, lead, when, _) in enumerate((REEDS, WEIR, PATHS)):
        words += say(f"{index + 1}. {action}", 50, 100 + 40 * index)
        words += say(f"Lead: Clerk, {lead}. Timescale: {when}", 50, 114 + 40 * index)
    strips = read_cards(page(words), meanings())
    assert strips is not None
    assert rows(strips) == [
        [f"{at}", action, f"Clerk, {lead}.", when] for at, (action, lead, when, _) in enumerate((REEDS, WEIR, PATHS), 1)
    ]


def labelled(y: float, *pairs: str) -> list[Word]:
    return [word for number, pair in enumerate(pairs) for word in say(pair, 50, y + 14 * number)]


def test_a_label_that_nobody_knows_is_one_where_every_card_has_it() -> None:
    cards = [
        *labelled(100, "Action: Plant reeds along the bank", "When: June 2027", "Targets: Forty reeds", "Matters met: A and B"),
        *labelled(180, "Action: Mend the weir gate", "When: May 2026", "Targets: No leak", "Matters met: C"),
        *labelled(260, "Action: Widen the towpath", "When: Ongoing", "Targets: Two metres", "Matters met: A"),
    ]
    strips = read_cards(page([*say("River plan", 50, 70), *cards]), meanings())
    assert strips is not None
    (part,) = find_plans(Script(groups=((Sheet("aligned", strips),),)), meanings())
    assert [column.header for column in part.columns] == ["Action", "When", "Targets", "Matters met"]
    assert rows(strips)[2] == ["Widen the towpath", "Ongoing", "Two metres", "A"]


def test_words_before_a_colon_that_few_cards_print_are_no_label() -> None:
    pairs = (pair for action, lead, when, _ in (REEDS, WEIR, PATHS) for pair in (f"Action: {action}", f"Lead: {lead}", f"When: {when}"))
    strips = read_cards(page([*say("Beware: the lock is shut in May", 50, 70), *labelled(100, *pairs)]), meanings())
    assert strips is not None and [strip.text for strip in strips if strip.loose] == ["Beware: the lock is shut in May"]


def test_labels_in_bold_need_no_colon_and_a_title_over_both_columns_comes_first() -> None:
    words = say("The River Plan of this town for all who live and work beside it", 50, 60, bold=True, size=12)
    for number, (title, lead, when, _) in enumerate((REEDS, WEIR, PATHS, MOORING)):
        x, y = (50, 320)[number % 2], 100 + 60 * (number // 2)
        words += say(title, x, y, bold=True)
        for line, (label, value) in enumerate((("Lead officer", lead), ("Timescale", when)), 1):
            words += [*say(label, x, y + 12 * line, bold=True), *say(value, x + 5 * len(label) + 4, y + 12 * line)]
    strips = read_cards(page(words), meanings())
    assert strips is not None and strips[0].text.startswith("The River Plan")
    assert rows(strips[1:]) == [list(texts[:3]) for texts in (REEDS, PATHS, WEIR, MOORING)]
