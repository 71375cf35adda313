"""A block's time on a line of its own that no label names, right below who leads or what is to be done."""

from __future__ import annotations

from collections.abc import Sequence

from extract.tables.block.actions import ACTION, FEWEST, MOST_BADGES, Item
from extract.tables.block.labels import Labels, Piece, plain_text
from model import Meanings, Role

TIME: Role = "timescale"
"""Key and name of a time that no label names."""
TIMES = 0.9
"""Likeness from which a line is nothing but a time."""
LONGEST = 6
"""Words of such a line."""


def name_times(items: list[Item], labels: Labels, meanings: Meanings) -> tuple[list[Item], Labels]:
    """The items with each block's own time as a value of its own; as they are where a label names the times, or most blocks print none."""
    roles = {key: reading.roles for key, name in labels.names.items() if (reading := meanings.header(name)) is not None}
    if any(TIME in own for own in roles.values()):
        return items, labels
    above = {ACTION, *(key for key, own in roles.items() if "lead" in own or ACTION in own)}
    blocks = sum(piece.key == labels.opening for item in items for piece in item.pieces)
    times = [at for at in range(1, len(items)) if _stands_below(items, at, above) and _is_time(items[at], meanings)]
    if not max(FEWEST, MOST_BADGES * blocks) <= len(times) <= blocks:
        return items, labels
    named = list(items)
    for at in times:
        named[at] = Item(items[at].line, (Piece(plain_text(items[at].line), TIME, ""),))
    return named, Labels({**labels.names, TIME: TIME}, labels.opening, labels.same, labels.small)


def _stands_below(items: Sequence[Item], at: int, labels: set[str]) -> bool:
    """Whether an item prints no label and stands right below the value of one of these."""
    last = items[at - 1].pieces[-1] if items[at - 1].pieces else None
    below = items[at + 1] if at + 1 < len(items) else None
    if below is not None and not below.labelled and not below.line.gap:
        return False  # a dated report
    return not items[at].labelled and last is not None and last.key in labels and bool(last.text)


def _is_time(item: Item, meanings: Meanings) -> bool:
    text = plain_text(item.line)
    return len(text.split()) <= LONGEST and meanings.content(text).get(TIME, 0.0) >= TIMES
