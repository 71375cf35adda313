"""What stands above a block of labels: the action that no label of it names, and a card's number above that."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import median_low

from extract.columns import is_ref
from extract.flow import ENDED, flow
from extract.heading.levels import split_number
from extract.markup import HEADED
from extract.tables.block.labels import NUMBER, Labels, Piece, plain_text
from extract.tables.prose import Printed
from model import Meanings, Role

ACTION: Role = "action"
"""Key of an action that no label names: the line right above its block."""
DETAILS = "details"
"""Key of what explains such an action."""
FEWEST = 2
"""Blocks below which a text is none of these."""
MOST_LINES = 6
"""Lines that such an action may take."""
MOST_BADGES = 0.7
"""Share of the actions above which a number of its own must stand for these to be theirs."""
CALLS, MOSTLY = 0.6, 0.6
"""Likeness from which words call to act, and the share of lines that must."""
COUNTED = re.compile(rf"(?P<label>[A-Z][A-Za-z ]{{2,30}}?)\s+(?:[Nn]o\.?\s*)?(?P<ref>{NUMBER})[.):]?(?:\s*[(–-].{{0,40}})?")
"""A label with a number, and how urgent it is at most: "Recommendation 3 (high priority)"."""
LETTERED = re.compile(r"([a-z])[.)]\s+(?=[A-Z“\"])")
"""The letter that counts an action; a number is parted from it like that of any other action."""


@dataclass(frozen=True, slots=True)
class Item:
    """A printed line cut at its labels."""

    line: Printed
    pieces: tuple[Piece, ...]

    @property
    def labelled(self) -> bool:
        """Whether a label stands in it."""
        return any(piece.key is not None for piece in self.pieces)


def name_actions(items: list[Item], labels: Labels, meanings: Meanings) -> tuple[list[Item], bool]:
    """The items with the paragraph above each block named as its action; False where most blocks have none.

    Where most of these stand below a number on a line of its own, such as a card's badge, that is the action's.
    """
    named: list[Item] = list(items)
    badges: dict[int, int] = {}
    opens = [at for at, item in enumerate(items) if any(piece.key == labels.opening for piece in item.pieces)]
    above = {at: first for at in opens if (first := _paragraph_above(items, at, meanings)) is not None}
    for first in _heads_that_call(items, _own_lines(items, above), meanings):
        text = " ".join(piece.text for piece in items[first].pieces)
        letter = LETTERED.match(text)
        piece = Piece(text[letter.end() :], ACTION, "", letter[1]) if letter else Piece(text, ACTION, "")
        named[first] = replace(items[first], pieces=(piece,))
        if first and _is_badge(items[first - 1]):
            badges[first - 1] = first
    blocks, found = len(opens), len(above)
    if len(badges) >= max(FEWEST, MOST_BADGES * found):
        for badge, first in badges.items():
            named[first] = replace(named[first], pieces=(replace(named[first].pieces[0], ref=plain_text(items[badge].line)),))
        named = [item for index, item in enumerate(named) if index not in badges]
    return named, found >= 0.7 * blocks


def _own_lines(items: Sequence[Item], above: Mapping[int, int]) -> list[int]:
    """Where each action begins that stands above a block: where most take one line, none takes titles that stand above its own."""
    if not above or median_low(at - first for at, first in above.items()) > 1:
        return [*above.values()]
    heads = sum(HEADED.match(items[first].line.text.lstrip()) is not None for first in above.values())
    if heads >= MOSTLY * len(above):
        return [*above.values()]  # the lines below a card's heading explain it
    own = []
    for at, top in above.items():
        first = at - 1
        while first > top and flow(plain_text(items[first - 1].line), plain_text(items[first].line)) > 0:
            first -= 1
        own.append(first)
    return own


def _heads_that_call(items: Sequence[Item], firsts: list[int], meanings: Meanings) -> list[int]:
    """Where the actions begin: at these lines, or at the headings above where those mostly call to act and these, all sentences, do not."""
    said = [first for first in firsts if first and items[first].line.gap and ENDED.search(items[first].line.text)]
    heads = [first - 1 for first in said if not items[first - 1].labelled and not ENDED.search(items[first - 1].line.text)]
    raised = FEWEST <= len(heads) == len(firsts) and _call(items, heads, meanings) and not _call(items, firsts, meanings)
    return heads if raised else firsts


def name_details(items: list[Item], labels: Labels, meanings: Meanings) -> tuple[list[Item], Labels]:
    """The items with what explains each action, below the heading that names it, as a value of its own; as they are where most have none.

    Where the headings are mere titles and what stands below them calls to act, that is the action.
    """
    heads = [at for at, item in enumerate(items) if item.pieces and item.pieces[0].key == ACTION and _is_heading(items, at)]
    told = [range(at + 1, below) for at in heads if (below := _next_labelled(items, at)) > at + 1]
    if not heads or len(told) < max(FEWEST, MOST_BADGES * len(heads)):
        return items, labels
    named = list(items)
    if not _call(items, [span[0] - 1 for span in told], meanings) and _call(items, [span[0] for span in told], meanings):
        for at in (span[0] for span in told):
            named[at - 1] = replace(items[at - 1], pieces=(replace(items[at - 1].pieces[0], key=None),))
            named[at] = replace(items[at], pieces=(replace(items[at].pieces[0], key=ACTION),))
        return named, labels
    for at in (at for span in told for at in span):
        named[at] = replace(items[at], pieces=(Piece(" ".join(piece.text for piece in items[at].pieces), DETAILS),))
    return named, Labels({**labels.names, DETAILS: DETAILS.capitalize()}, labels.opening, labels.same, labels.small)


def _is_heading(items: Sequence[Item], at: int) -> bool:
    """Whether an action is a heading: marked as one, or with a paragraph of its own below it."""
    return HEADED.match(items[at].line.text.lstrip()) is not None or at + 1 < len(items) and _explains(items[at + 1])


def _explains(item: Item) -> bool:
    return not item.labelled and item.line.gap > 0


def _call(items: Sequence[Item], places: Sequence[int], meanings: Meanings) -> bool:
    """Whether most of the lines at these places call to act."""
    said = (meanings.content(split_number(plain_text(items[at].line))[1]).get("action", 0.0) for at in places)
    return sum(likely >= CALLS for likely in said) >= MOSTLY * len(places)


def _next_labelled(items: Sequence[Item], at: int) -> int:
    return next((index for index in range(at + 1, len(items)) if items[index].labelled), at + 1)


def counted_action(text: str, meanings: Meanings) -> str:
    """The number of a line that says nothing but which action this is; empty for any other line."""
    if is_ref(text) and any(map(str.isdigit, text)):
        return text.rstrip(".):")
    found = COUNTED.fullmatch(text)
    reading = meanings.header(found["label"]) if found is not None else None
    return found["ref"] if found is not None and reading is not None and ACTION in reading.roles else ""


def _is_badge(item: Item) -> bool:
    """Whether a line says nothing but a number that could be an action's."""
    text = plain_text(item.line)
    return not item.labelled and any(map(str.isdigit, text)) and is_ref(text)


def _paragraph_above(items: Sequence[Item], index: int, meanings: Meanings) -> int | None:
    """Where the paragraph begins that stands right above an item; None where a label or a section's heading does."""
    first = None
    for above in range(index - 1, max(-1, index - 1 - MOST_LINES), -1):
        reading = meanings.heading(plain_text(items[above].line))
        if items[above].labelled or reading is not None and reading.kind != "title" and reading.score >= 0.5:
            break
        if first is not None and _heads_indented(items[above], items[first]):
            break
        if above and items[above - 1].labelled and not items[above - 1].pieces[-1].text:
            return None  # it is what the label right above it says
        first = above
        if items[above].line.gap or re.match(rf"#|\d|{LETTERED.pattern}", items[above].line.text.strip()):
            break
    return first


def _heads_indented(above: Item, below: Item) -> bool:
    """Whether a line stands further left than the one below it, which begins a text of its own and is not the rest of an item."""
    left, right = (len(item.line.text) - len(item.line.text.lstrip()) for item in (above, below))
    text = above.line.text.strip()
    return left < right and not below.line.text.strip()[0].islower() and not LETTERED.match(text) and not text[0].isdigit()
