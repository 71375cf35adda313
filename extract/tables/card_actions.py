"""Where a card has its action that no label names, and its number: on the line above the card, or before the action's words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from extract.columns import is_ref
from extract.tables.labels import split_label
from model import Cell, Meanings, Place, Role, Strip

ACTION: Role = "action"
"""Key of an action that no label names."""
TITLED = 0.7
"""Share of the cards that must have a line of their own above them, or words beside their number, from which these are their actions."""


@dataclass(slots=True)
class Card:
    """One card while it is read."""

    values: dict[str, Cell] = field(default_factory=dict)
    places: list[Place] = field(default_factory=list)
    ref: str = ""


def with_titles(groups: list[Card | Strip], meanings: Meanings) -> list[Card | Strip]:
    """The groups with the line right above each card as its action; as they are where most cards have none."""
    above = {index: _line_above(groups, index) for index, group in enumerate(groups) if isinstance(group, Card)}
    titled = {index: at for index, at in above.items() if at >= 0 and _is_title(groups[at], meanings)}
    if len(titled) < TITLED * len(above):
        return groups
    for index, at in titled.items():
        card, title = groups[index], groups[at]
        if isinstance(card, Card) and isinstance(title, Strip):
            cell = title.cells[0]
            ref, text = split_label(cell.paragraphs[0].text, ACTION, meanings)
            card.ref = card.ref or ref
            card.values[ACTION] = Cell((replace(cell.paragraphs[0], text=text), *cell.paragraphs[1:])) if ref else cell
            card.places.insert(0, title.place)
    return [group for index, group in enumerate(groups) if index not in titled.values()]


def _line_above(groups: Sequence[Card | Strip], index: int) -> int:
    """The position of the line above a card, -1 where none stands there: what runs at the head and foot of pages is none."""
    at = index - 1
    while at >= 0 and isinstance(group := groups[at], Strip) and group.furniture:
        at -= 1
    return at


def part_numbers(groups: Sequence[Card | Strip], actions: Sequence[str]) -> None:
    """Takes the number that stands alone before an action's words, in a cell or a paragraph of its own, for the card's."""
    for card in (group for group in groups if isinstance(group, Card) and not group.ref):
        for key in actions:
            number, *words = card.values.get(key, Cell()).paragraphs or (None,)
            if number is not None and words and is_ref(number.text):
                card.ref, card.values[key] = number.text, Cell(tuple(words))


def _is_title(group: Card | Strip, meanings: Meanings) -> bool:
    if isinstance(group, Card) or group.furniture:
        return False
    reading = meanings.heading(group.text)
    if reading is None or reading.kind == "level" and reading.word is None and reading.ref is not None:
        return True
    return reading.kind == "level" and bool(split_label(group.text, ACTION, meanings)[0])
