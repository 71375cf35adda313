"""Cards that are shaded one by one: in each box the action and, below it, labels with their values to the right of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from extract.columns import is_ref
from extract.geometry import holds, hull, middle, reading_order
from extract.headers import STRONG
from extract.tables.printed.lines import PrintedLine, phrases, read_lines, read_paragraphs, usual_pitch
from extract.tables.printed.loose_lines import loose_blocks
from model import Box, Cell, Meanings, Page, Place, Strip, Word

NARROWEST, LOWEST = 100.0, 50.0
"""Points that a box must measure across and down to be a card's."""
WIDEST = 0.65
"""Share of the page's width: a wider one is a band behind the page or a table."""
GUTTER = 0.8
"""Font sizes of white that part a label from its value."""
NEAR = 4.0
"""Points within which labels, or values, begin at one place."""
FEWEST, KINDS, BOXES = 4, 2, 2
"""Labels of a page, different ones, and boxes that hold at least two, from which it prints cards."""


@dataclass(slots=True)
class _Card:
    """One box while it is read: what stands above its labels, and each label with the lines of its value."""

    box: Box
    above: list[PrintedLine] = field(default_factory=list)
    pairs: list[tuple[PrintedLine, list[PrintedLine]]] = field(default_factory=list)


def read_cards(page: Page, meanings: Meanings) -> tuple[Strip, ...] | None:
    """The page's strips: for each box its action as one loose text and a line for each of its labels; None where it prints no cards."""
    boxes = _boxes(page)
    if len(boxes) < BOXES:
        return None
    cards = [_read_box(box, page, meanings) for box in boxes]
    cards = [card for card in cards if len(card.pairs) > 1 and card.above]
    names = Counter(label.text.casefold() for card in cards for label, _ in card.pairs)
    if len(cards) < BOXES or sum(times for times in names.values() if times > 1) < FEWEST or len(names) < KINDS:
        return None
    rest = [word for word in page.words if not any(holds(card.box, middle(word.box)) for card in cards)]
    blocks = [(card.box, list(_strips(card, page))) for card in cards] + (loose_blocks(rest, page, meanings) if rest else [])
    return tuple(strip for index in reading_order([box for box, _ in blocks]) for strip in blocks[index][1])


def _boxes(page: Page) -> list[Box]:
    """The shaded areas that can be cards, the outermost of those that lie in one another."""
    large = [
        fill.box
        for fill in page.fills
        if NARROWEST <= fill.box[2] - fill.box[0] <= WIDEST * page.width and fill.box[3] - fill.box[1] >= LOWEST
    ]
    kept: list[Box] = []
    for box in sorted(dict.fromkeys(large), key=lambda box: (box[0] - box[2]) * (box[3] - box[1])):
        if not any(holds(other, middle(box)) for other in kept):
            kept.append(box)
    return kept


def _read_box(box: Box, page: Page, meanings: Meanings) -> _Card:
    card = _Card(box)
    for line in read_lines([word for word in page.words if word.upright and holds(box, middle(word.box))]):
        parts = _label_and_value(line, meanings)
        if parts is not None and (not card.pairs or abs(parts[0].box[0] - card.pairs[0][0].box[0]) <= NEAR):
            card.pairs.append((parts[0], [parts[1]]))
        elif not card.pairs:
            card.above.append(line)
        else:
            card.pairs[-1][1].append(line)
    return card


def _label_and_value(line: PrintedLine, meanings: Meanings) -> tuple[PrintedLine, PrintedLine] | None:
    """A line that begins with a label, cut behind it: the header's words, and white before the next."""
    first, *others = phrases(line, GUTTER)
    if not others or len(first.text) > 45:
        return None
    reading = meanings.header(first.text.rstrip(" :"))
    if reading is None or reading.score < STRONG or not reading.roles:
        return None
    words: tuple[Word, ...] = tuple(word for other in others for word in other.words)
    return first, PrintedLine(words)


def _strips(card: _Card, page: Page) -> Iterator[Strip]:
    numbered = len(card.above) > 1 and is_ref(card.above[0].text)
    groups = [list(own) for _, own in groupby(card.above[numbered:], key=lambda line: (round(line.size * 2), line.bold))]
    pitch = usual_pitch([*groups, *(lines for _, lines in card.pairs)])
    texts = [text for own in groups for text in read_paragraphs(own, page.number, max(line.box[2] for line in own), pitch)]
    if numbered:
        texts[0] = replace(texts[0], text=f"{card.above[0].text.rstrip('.:')} {texts[0].text}")
    yield Strip((Cell(tuple(texts)),), _place(card.above, page), loose=True, gap=1)
    for label, lines in card.pairs:
        value = read_paragraphs(lines, page.number, max(line.box[2] for line in lines), pitch)
        yield Strip((Cell(read_paragraphs([label], page.number, label.box[2], pitch)), Cell(value)), _place([label, *lines], page))


def _place(lines: Sequence[PrintedLine], page: Page) -> Place:
    return Place(page=page.number, box=hull(line.box for line in lines))
