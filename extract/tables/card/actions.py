"""Where a card has its action that no label names, and its number: on the line above the card, or before the action's words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from extract.columns import is_ref
from extract.flow import ENDED
from extract.heading.levels import split_number
from extract.tables.block.labels import split_label
from model import Cell, HeaderReading, Meanings, Place, Role, Strip

ACTION: Role = "action"
"""Key of an action that no label names."""
TITLED = 0.7
"""Share of the cards that must have a line of their own above them, or words beside their number, from which these are their actions."""
MOSTLY = 0.6
"""Share of a column's cells that must be labels, of the tables' lines that must begin with one, of titles that must call to act."""
CALLS = 0.6
"""Likeness from which a title calls to act."""
DETAILS = "Details"
"""What the column is called that only explains such titles, before its label in brackets."""


@dataclass(slots=True)
class Card:
    """One card while it is read."""

    values: dict[str, Cell] = field(default_factory=dict)
    places: list[Place] = field(default_factory=list)
    ref: str = ""


Groups = list[Card | Strip]


def take_titles(
    groups: Groups, names: Mapping[str, str], said: Sequence[HeaderReading], meanings: Meanings
) -> tuple[Groups, Mapping[str, str]]:
    """The groups with their titles as actions, and their labels: where no label names actions, or one that only explains such titles."""
    titled = _with_titles(groups, meanings)
    details = {DETAILS: DETAILS} if any(isinstance(each, Card) and DETAILS in each.values for each in titled) else {}
    if all(reading.beside is not None for reading in said):
        return titled, names if said and titled is groups else {ACTION: ACTION, **details, **names}
    vague = [key for key, name in names.items() if meanings.content(name).get("vague", 0.0) >= MOSTLY]
    if len(said) == len(vague) == 1 and _call_to_act(titled, groups, meanings):
        return titled, {ACTION: ACTION, **details, **names, vague[0]: f"{DETAILS} ({names[vague[0]]})"}
    return groups, names


def _with_titles(groups: Groups, meanings: Meanings) -> Groups:
    """The groups with the line right above each card as its action; as they are where most cards have none."""
    above = {index: _line_above(groups, index) for index, group in enumerate(groups) if isinstance(group, Card)}
    titled = {index: at for index, at in above.items() if at >= 0 and _is_title(groups[at], meanings)}
    if len(titled) < TITLED * len(above):
        return groups
    explained = _explained(titled, groups, meanings)
    taken = {*titled.values(), *(at - 1 for at in explained)}
    made: Groups = []
    for index, group in enumerate(groups):
        at = titled.get(index, -1)
        title = groups[at - (at in explained)] if index in titled else None
        if isinstance(group, Card) and isinstance(title, Strip):
            cell = title.cells[0]
            ref, text = split_label(cell.paragraphs[0].text, ACTION, meanings)
            action = Cell((replace(cell.paragraphs[0], text=text), *cell.paragraphs[1:])) if ref else cell
            said = {DETAILS: explained[at].cells[0]} if at in explained else {}
            group = Card({**group.values, ACTION: action, **said}, [title.place, *group.places], group.ref or ref)
        if index not in taken:
            made.append(group)
    return made


def _explained(titled: Mapping[int, int], groups: Groups, meanings: Meanings) -> dict[int, Strip]:
    """The lines above cards that are sentences which call nobody to act, each below a heading that the file marks: this is the action."""
    found: dict[int, Strip] = {}
    for at in titled.values():
        above, said = groups[at - 1] if at else None, groups[at]
        if not isinstance(above, Strip) or not isinstance(said, Strip) or said.cells[0].paragraphs[0].heading:
            continue
        headed = above.loose and above.cells[0].paragraphs[0].heading and ENDED.search(above.text) is None
        if headed and ENDED.search(said.text) and meanings.content(said.text).get(ACTION, 0.0) < CALLS:
            found[at] = said
    return found if len(found) >= TITLED * len(titled) else {}


def _call_to_act(titled: Groups, groups: Groups, meanings: Meanings) -> bool:
    """Whether cards have got titles, and most of these call to act, so that a "Description" only explains them."""
    said = [group.values[ACTION].text for group in titled if isinstance(group, Card) and ACTION in group.values]
    likely = (meanings.content(split_number(text)[1]).get(ACTION, 0.0) for text in said)
    return titled is not groups and sum(each >= CALLS for each in likely) >= MOSTLY * max(1, len(said))


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
