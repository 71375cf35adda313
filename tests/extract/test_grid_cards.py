"""Cards that stand side by side without a shade: each is read for itself, row by row, under the heading above its row."""

from __future__ import annotations

from extract.plans import find_plans
from extract.tables.aligned import read_page
from extract.tables.card.grid_cards import read_cards
from model import Page, Part, Script, Sheet, Word
from tests.extract.printed import page, row, say
from tests.extract.strips import meanings

LABELS = ("Who", "When", "How we will\nknow")
REEDS = ("Plant reeds along the bank\nand keep boats away", "Parks Manager", "June 2027", "Forty metres of reed")
WEIR = ("Mend the weir gate", "River Warden", "May 2026", "The gate opens")
PATHS = ("Widen the towpath", "Works Team;\nTown Clerk", "Ongoing", "A path for all\nwho walk")
MOORING = ("Let ten more moorings", "Harbour Master", "2028", "Ten boats")


def card(x: float, y: float, action: str, *values: str) -> list[Word]:
    words = []
    for number, line in enumerate(action.split("\n")):
        words += say(line, x, y + 12 * number, bold=True)
    y += 20 + 12 * action.count("\n")
    for label, value in zip(LABELS, values, strict=True):
        for at, lines, bold in ((x, label, True), (x + 76, value, False)):
            for number, line in enumerate(lines.split("\n")):
                words += say(line, at, y + 12 * number, bold=bold)
        y += 12 * max(len(label.split("\n")), len(value.split("\n")))
    return words


def cards() -> Page:
    heads = [*say("Calm water", 50, 60, bold=True, size=14), *say("Safe banks", 50, 260, bold=True, size=14)]
    own = [*card(50, 100, *REEDS), *card(320, 100, *WEIR), *card(50, 300, *PATHS), *card(320, 300, *MOORING)]
    return page([*say("River Action Plan 2026", 50, 20, bold=True, size=20), *heads, *own])


def part_of(own: Page) -> Part:
    strips, _ = read_page(own, meanings())
    (part,) = find_plans(Script(groups=((Sheet("aligned", strips),),)), meanings())
    return part


def test_each_card_is_a_row_of_its_own_heading_though_labels_run_over_two_lines() -> None:
    part = part_of(cards())
    told = [{role: cell.text.replace("\n", " ") for column, cell in row.cells for role in column.roles} for row in part.rows]
    assert told == [
        dict(zip(("action", "lead", "timescale", "outcomes"), (text.replace("\n", " ") for text in texts), strict=True))
        for texts in (REEDS, WEIR, PATHS, MOORING)
    ]
    assert [row.priority.text for row in part.rows if row.priority] == ["Calm water"] * 2 + ["Safe banks"] * 2


def test_one_column_of_cards_and_a_table_whose_header_is_printed_twice_are_for_others_to_read() -> None:
    alone = page([word for word in cards().words if word.box[0] < 300])
    assert read_cards(alone, meanings()) is None
    at = (50.0, 150.0, 320.0, 420.0)
    twice = [word for y in (100, 160, 220) for word in row(y, at, "Who", "When", "Who", "When", bold=True)]
    rows = [word for y in (116, 176, 236) for word in row(y, at, "River Warden", "May 2026", "Town Clerk", "June 2027")]
    assert read_cards(page([*twice, *rows]), meanings()) is None
