"""A card's state on a line of its own, above its labels or beside the heading of the card, as web pages print it in a coloured badge."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import takewhile

from extract.markup import HEADED
from extract.tables.block.actions import FEWEST, MOST_BADGES, MOST_LINES, Item
from extract.tables.block.labels import Labels, Piece, plain_text
from model import Meanings, Role

STATE: Role = "status"
"""Key and name of a state that no label names."""
STATES = 0.9
"""Likeness from which a line is nothing but a state."""
LONGEST = 4
"""Words of such a line."""


def name_states(items: list[Item], labels: Labels, meanings: Meanings) -> tuple[list[Item], Labels]:
    """The items with each state below the label that it stood above, as a value of its own; as they are where most blocks show none."""
    if any("status" in reading.roles for name in labels.names.values() if (reading := meanings.header(name)) is not None):
        return items, labels
    opens = [at for at, item in enumerate(items) if any(piece.key == labels.opening for piece in item.pieces)]
    badges = {at: badge for at in opens if (badge := _badge_of(items, at, meanings)) is not None}
    if len(badges) < max(FEWEST, MOST_BADGES * len(opens)) or len(badges) < len(opens) and _end_cards(items, badges.values()):
        return items, labels
    taken = set(badges.values())
    named: list[Item] = []
    for at, item in enumerate(items):
        if at not in taken:
            named.append(item)
        if at in badges:
            line = items[badges[at]].line
            named.append(Item(line, (Piece(plain_text(line), STATE, ""),)))
    return named, Labels({**labels.names, STATE: STATE}, labels.opening, labels.same, labels.small)


def name_own_states(items: list[Item], labels: Labels, meanings: Meanings) -> tuple[list[Item], Labels]:
    """The same of blocks whose label names the action: the state stands on a line below it, and what explains it below that."""
    if any("status" in reading.roles for name in labels.names.values() if (reading := meanings.header(name)) is not None):
        return items, labels
    opens = [at for at, item in enumerate(items) if any(piece.key == labels.opening for piece in item.pieces)]
    below = ([*takewhile(lambda index: not items[index].labelled, range(at + 1, min(len(items), at + 1 + MOST_LINES)))] for at in opens)
    stated = [[index for index in lines if _is_state(items[index], meanings)] for lines in below]
    if sum(len(states) == 1 for states in stated) < max(FEWEST, MOST_BADGES * len(opens)):
        return items, labels
    named = list(items)
    for states in stated:
        for index in states[:1]:
            named[index] = Item(items[index].line, (Piece(plain_text(items[index].line), STATE, ""),))
    return named, Labels({**labels.names, STATE: STATE}, labels.opening, labels.same, labels.small)


def _badge_of(items: Sequence[Item], at: int, meanings: Meanings) -> int | None:
    """Where the state of the block stands that opens at an item: right above it, or right below or above the heading of its card."""
    if at > 1 and _is_state(items[at - 1], meanings) and not items[at - 2].labelled:
        return at - 1
    above = range(at - 1, max(-1, at - 1 - MOST_LINES), -1)
    free = takewhile(lambda index: not items[index].labelled, above)
    head = next((index for index in free if HEADED.match(items[index].line.text.lstrip())), None)
    for beside in (head + 1, head - 1) if head else ():
        waiting = items[beside - 1].labelled and not items[beside - 1].pieces[-1].text
        if beside != at and _is_state(items[beside], meanings) and not waiting:
            return beside
    return None


def _end_cards(items: Sequence[Item], badges: Iterable[int]) -> bool:
    """Whether a state stands above a heading, where it may end the card before it, unless each card has one: the first too."""
    return any(HEADED.match(items[badge + 1].line.text.lstrip()) for badge in badges)


def _is_state(item: Item, meanings: Meanings) -> bool:
    text = plain_text(item.line)
    return not item.labelled and len(text.split()) <= LONGEST and meanings.content(text).get("status", 0.0) >= STATES
