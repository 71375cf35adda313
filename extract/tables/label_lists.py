"""Stage `label_lists`: lists under labels, as papers print them that draw no table: "Lead: …", "Outcomes", "Actions", each above its own.

A block is what stands from one label to where that label comes again, or a section's heading does. Each item of the list under the label
of its actions is a row; what the block's other labels say is said of all its rows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from extract.columns import is_ref
from extract.flow import ENDED
from extract.headers import STRONG
from extract.markup import BULLET, EMPHASIS, HEADED, read_line
from extract.tables.block.labels import plain_text
from extract.tables.prose import Printed, printed_lines, read_prose
from model import Cell, Meanings, Page, Paragraph, Place, Role, Sheet, Strip

STAGE = "label_lists"
FEWEST, SEVERAL = 3, 2
"""Items from which a text holds such lists, and of one block from which it is more than a label with its value."""
MOSTLY = 0.6
"""Share of a list's items behind which a time must trail where no label of its block says who or when."""
PLAIN_TIME = 0.8
"""Likeness from which what trails an item is a time."""
LONGEST_LABEL, TOLD_LABEL = 60, 0.6
"""Characters of a label, and how well one must be known that stands before a colon."""
ITEM = re.compile(r"(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]\s+(?=[A-Z])")
LABEL = re.compile(r"(?P<label>[A-Z][^:]{2,58}?)\s*:(?!//)\s*(?P<text>.*)")
LEVEL = re.compile(r"(?P<label>[A-Z][a-z]+)\s+(?P<ref>[A-Z]{0,2}\d{1,2}(?:\.\d{1,2})?)\s*:\s+(?P<text>\S.*)")
"""A level's name with its number: "Target B2: …"."""
TRAIL = re.compile(r"(?P<text>.{11,}?\S)\s+[–—-]\s+(?P<tail>[^–—]{3,80}?)[.;]?")
NAMING: frozenset[Role] = frozenset({"lead", "timescale", "status", "update"})
LABELS: frozenset[Role] = NAMING | {"outcomes", "action", "completed", "start"}
LEVELS: frozenset[Role] = frozenset({"objective", "outcomes"})
"""What a level's name may mean as a header."""


@dataclass(slots=True)
class _Group:
    """A label and the lines of what stands under it."""

    name: str
    roles: tuple[Role, ...]
    lines: list[Printed]
    value: str = ""
    """What stands behind it on its own line."""
    listed: bool = False
    """Whether items stand under it."""

    @property
    def names_action(self) -> bool:
        """Whether it says what is to be done by itself, in no list: "Measure 1: …"."""
        return "action" in self.roles and bool(self.value) and not self.listed


@dataclass(slots=True)
class _Block:
    """Labels with their values, and the level that is named above them."""

    groups: list[_Group] = field(default_factory=list)
    level: tuple[str, Printed] | None = None

    @property
    def actions(self) -> list[_Group]:
        """The groups whose label says that actions stand below it."""
        return [group for group in self.groups if "action" in group.roles]


def read(pages: Iterable[Page], meanings: Meanings) -> Sheet | None:
    """The items under the labels of actions as rows, what belongs to no block loose; None where there are too few."""
    lines = printed_lines(pages)
    if sum(BULLET.match(line.text.strip()) is not None or ITEM.match(line.text.strip()) is not None for line in lines) < FEWEST:
        return None
    parts = list(_parts(lines, meanings))
    blocks = [part for part in parts if isinstance(part, _Block) and _is_listed(part, meanings)]
    several, names = set(map(id, blocks)), {group.name for block in blocks for group in block.actions}
    blocks = [part for part in parts if isinstance(part, _Block) and (id(part) in several or _is_alone(part, names))]
    if sum(len(_items(group)) for block in blocks for group in block.actions) < FEWEST:
        return None
    return Sheet(STAGE, tuple(_strips(parts, blocks, meanings)))


# -- labels --------------------------------------------------------------------------------------------------------------------


def _parts(lines: Sequence[Printed], meanings: Meanings) -> Iterator[_Block | Printed]:
    """Blocks, and the lines that are in none, in order."""
    block: _Block | None = None
    for index, line in enumerate(lines):
        level = _level(line, meanings)
        group = None if level else _label(line, lines[index + 1 : index + 2], meanings)
        if level or group is not None and (block is None or _comes_again(group, block)):
            if block is not None:
                yield block
            block = _Block(level=(level, line)) if level else _Block()
        if level:
            continue
        if group is not None and block is not None:
            block.groups.append(group)
        elif block is not None and block.groups and not (_is_heading(line, meanings) or _stands_apart(line, block.groups[-1])):
            block.groups[-1].lines.append(line)
            block.groups[-1].listed |= _is_item(line)
        else:
            if block is not None:
                yield block
            block = None
            yield line
    if block is not None:
        yield block


def _comes_again(group: _Group, block: _Block) -> bool:
    """Whether a block has a label of the same meaning already; a list of actions may stand below the one that the block is about."""
    same = [each for each in block.groups if each.roles == group.roles and (each.roles or each.name == group.name)]
    return any(group.value or not each.names_action for each in same)


def _stands_apart(line: Printed, group: _Group) -> bool:
    """Whether a line below white space is no more of what a label says: any behind a list, a name behind a value."""
    if not line.gap or _is_item(line) or not line.text.strip()[:1].isupper():
        return False
    return group.listed or bool(group.value or group.lines[1:]) and not ENDED.search(line.text)


def _level(line: Printed, meanings: Meanings) -> str:
    """The text and number of a line that names a level with its number; empty for any other."""
    found = LEVEL.fullmatch(plain_text(line))
    reading = meanings.header(found["label"]) if found is not None else None
    known = found is not None and is_ref(found["ref"]) and reading is not None and bool(LEVELS & set(reading.roles))
    return f"{found['ref']} {found['text']}" if found is not None and known else ""


def _label(line: Printed, below: Sequence[Printed], meanings: Meanings) -> _Group | None:
    """A group of which nothing is read but its label, and what stands behind that; None for any other line."""
    text = plain_text(line)
    found = LABEL.fullmatch(text) if not BULLET.match(line.text.strip()) else None
    name, value = (found["label"], found["text"]) if found is not None else (text, "")
    if len(name) > LONGEST_LABEL or BULLET.match(line.text.strip()) or found is None and ENDED.search(text):
        return None
    reading = meanings.header(name)
    roles = reading.roles if reading is not None else ()
    listed = bool(below) and _is_item(below[0])
    least = STRONG if found is None or not (value or listed) else TOLD_LABEL
    if reading is None or reading.score < least or found is None and not listed:
        return None
    if not value and (closes := meanings.heading(name)) is not None and closes.kind == "closing":
        return None
    if not LABELS & set(roles) and (roles or reading.score < STRONG or not (value or listed)):
        return None
    return _Group(name, roles, [line], value)


def _is_item(line: Printed) -> bool:
    text = line.text.strip()
    return BULLET.match(text) is not None or ITEM.match(text) is not None


def _is_heading(line: Printed, meanings: Meanings) -> bool:
    if _is_item(line) or HEADED.match(line.text.lstrip()):
        return not _is_item(line)
    reading = meanings.heading(plain_text(line))
    strange = LABEL.fullmatch(plain_text(line)) is not None and not ENDED.search(plain_text(line))
    return strange or reading is not None and reading.score >= 0.5


# -- rows ----------------------------------------------------------------------------------------------------------------------


def _is_listed(block: _Block, meanings: Meanings) -> bool:
    """Whether a block lists several actions under one label and says elsewhere, or behind each, who or when."""
    lists = [_items(group) for group in block.actions]
    if any(group.names_action for group in block.actions) or not any(len(items) >= SEVERAL for items in lists):
        return False
    if any(NAMING & set(group.roles) and "action" not in group.roles and (group.value or group.lines[1:]) for group in block.groups):
        return True
    items = [text for own in lists for text, _ in own]
    return sum(bool(_trail(text, meanings)[1]) for text in items) >= MOSTLY * len(items)


def _is_alone(block: _Block, names: AbstractSet[str]) -> bool:
    """Whether a block lists a single action below a label that lists several elsewhere, and another label of it has a value."""
    one = [group for group in block.actions if group.listed and not group.value and len(_items(group)) == 1]
    told = any(NAMING & set(group.roles) and (group.value or group.lines[1:]) for group in block.groups)
    return told and len(one) == 1 == len(block.actions) and one[0].name in names


def _items(group: _Group) -> list[tuple[str, Place]]:
    """The items of a list with their places: lines without a mark go on with the one above."""
    found: list[list[tuple[str, int]]] = []
    for line in group.lines[1:]:
        text = line.text.strip()
        mark = BULLET.match(text) or ITEM.match(text)
        if mark is not None or not found:
            found.append([])
        found[-1].append((text[mark.end() :] if mark else text, line.line.number))
    return [(_plain([text for text, _ in own]), Place(line=own[0][1], line_end=own[-1][1])) for own in found]


def _plain(lines: Sequence[str]) -> str:
    """The words of an item's lines, white space collapsed and marks of emphasis cut off."""
    return EMPHASIS.sub(r"\2", " ".join(" ".join(lines).split()))


def _trail(text: str, meanings: Meanings) -> tuple[str, str]:
    """An item's action and the time that trails behind a dash; the time empty where none does."""
    found = TRAIL.fullmatch(text)
    if found is None or meanings.content(found["tail"]).get("timescale", 0.0) < PLAIN_TIME:
        return text, ""
    return found["text"], found["tail"]


def _strips(parts: Sequence[_Block | Printed], blocks: Sequence[_Block], meanings: Meanings) -> Iterator[Strip]:
    """The header of each block with its rows; what stands between and in blocks without a list is loose."""
    waiting: list[Printed] = []
    listed = {id(block) for block in blocks}
    for part in parts:
        if isinstance(part, Printed):
            waiting.append(part)
        elif id(part) not in listed:
            waiting += ([part.level[1]] if part.level else []) + [line for group in part.groups for line in group.lines]
        else:
            yield from read_prose(waiting, meanings)
            waiting = []
            yield from _rows(part, meanings)
    yield from read_prose(waiting, meanings)


def _rows(block: _Block, meanings: Meanings) -> Iterator[Strip]:
    others = [group for group in block.groups if "action" not in group.roles]
    rows = [(_trail(text, meanings), place) for group in block.actions for text, place in _items(group)]
    timed = any(tail for (_, tail), _ in rows) and not any("timescale" in group.roles for group in others)
    level = [_level_cell(*block.level)] if block.level else []
    named = next((group.name for group in block.actions if "timescale" not in group.roles), "Action")
    names = [*(["Objective"] if level else []), named, *(["Timescale"] if timed else []), *(group.name for group in others)]
    first = block.groups[0].lines[0]
    above = Place(line=first.line.number)
    yield Strip(tuple(Cell((Paragraph(name, above, bold=True),)) for name in names), above, gap=max(1, first.gap))
    said = [_value(group) for group in others]
    for (text, tail), place in rows:
        action = text if timed or not tail else f"{text} – {tail}"
        yield Strip((*level, Cell.of(action, place), *([Cell.of(tail, place)] if timed else []), *said), place)


def _level_cell(text: str, line: Printed) -> Cell:
    return Cell.of(text, Place(line=line.line.number))


def _value(group: _Group) -> Cell:
    """What stands behind a label and under it."""
    place = Place(line=group.lines[0].line.number)
    own = [each for text in [group.value] if text for each in read_line(text, place)]
    below = [Paragraph(text, where, bullet=True) for text, where in _items(group)]
    return Cell((*own, *below))
