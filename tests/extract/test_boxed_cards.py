"""Cards shaded one by one: an action in each box, and labels with their values to the right below it."""

from __future__ import annotations

from extract.plans import find_plans
from extract.tables.card.boxed_cards import read_cards
from model import Fill, Page, Script, Sheet, Word
from tests.extract.printed import GREY, page, say
from tests.extract.strips import meanings

REEDS = ("W1", "Plant reeds along the bank\nand keep boats away", "Parks Manager\nWorks Team", "June 2027", "Forty metres")
WEIR = ("W2", "Mend the weir gate", "River Warden", "May 2026", "One gate")
PATHS = ("W3", "Widen the towpath at the lock", "Works Team", "Ongoing", "A path for all")
MOORING = ("W4", "Let ten more moorings", "Harbour Master", "2028", "Ten boats")


def lines(text: str, x: float, y: float) -> list[Word]:
    return [word for number, line in enumerate(text.split("\n")) for word in say(line, x, y + 12 * number)]


def card(x: float, y: float, ref: str, action: str, *values: str) -> list[Word]:
    words = [*say(ref, x, y, bold=True, size=16), *lines(action, x, y + 22)]
    y += 26 + 12 * len(action.split("\n"))
    for label, value in zip(("Lead", "When", "Measure"), values, strict=True):
        words += [*say(label, x, y, bold=True), *lines(value, x + 50, y)]
        y += 12 * len(value.split("\n"))
    return words


def cards(*shaded: bool) -> Page:
    places = [(50.0, 100.0), (320.0, 100.0), (50.0, 260.0), (320.0, 260.0)]
    words = [word for place, texts in zip(places, (REEDS, WEIR, PATHS, MOORING), strict=True) for word in card(*place, *texts)]
    fills = [Fill((x - 10, y - 10, x + 230, y + 130), GREY) for x, y in places] if all(shaded) else []
    return page([*say("Calm water", 50, 60, bold=True, size=18), *words], fills=fills)


def test_each_box_is_a_row_and_boxes_side_by_side_do_not_mix() -> None:
    strips = read_cards(cards(True), meanings())
    assert strips is not None
    (part,) = find_plans(Script(groups=((Sheet("aligned", strips),),)), meanings())
    printed = [[text.replace("\n", " ") for text in texts] for texts in (REEDS, WEIR, PATHS, MOORING)]
    assert [[cell.text for _, cell in row.cells] for row in part.rows] == printed
    outcomes = [cell.text for row in part.rows for column, cell in row.cells if "outcomes" in column.roles]
    assert outcomes == [REEDS[4], WEIR[4], PATHS[4], MOORING[4]]


def test_without_boxes_or_labels_it_is_for_others_to_read() -> None:
    assert read_cards(cards(False), meanings()) is None
    bare = cards(True)
    unlabelled = tuple(word for word in bare.words if word.text not in ("Lead", "When", "Measure"))
    assert read_cards(page(unlabelled, fills=bare.fills), meanings()) is None
