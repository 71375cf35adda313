"""A card's state on a line of its own, between its action and its labels, as web pages print it in a coloured badge."""

from __future__ import annotations

from extract.tables.block_actions import FEWEST, MOST_BADGES, Item
from extract.tables.labels import Labels, Piece, plain_text
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
    states = [at for at in opens if at > 1 and _is_state(items[at - 1], meanings) and not items[at - 2].labelled]
    if len(states) < max(FEWEST, MOST_BADGES * len(opens)):
        return items, labels
    named = list(items)
    for at in states:
        badge = items[at - 1]
        named[at - 1 : at + 1] = [items[at], Item(badge.line, (Piece(plain_text(badge.line), STATE, ""),))]
    return named, Labels({**labels.names, STATE: STATE}, labels.opening, labels.same)


def _is_state(item: Item, meanings: Meanings) -> bool:
    text = plain_text(item.line)
    return not item.labelled and len(text.split()) <= LONGEST and meanings.content(text).get("status", 0.0) >= STATES
