"""Stage `blocks`: plans printed as label and value, one small block an action: "Action: …", "Lead officer: …", "By when: …"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from statistics import median_low

from extract.flow import ENDED
from extract.markup import BULLET
from extract.tables.block.actions import ACTION, FEWEST, Item, counted_action, name_actions, name_details
from extract.tables.block.labels import Labels, Piece, find_labels, plain_text, read_line_pieces
from extract.tables.block.own_times import name_times
from extract.tables.block.running_labels import part_labels
from extract.tables.block.spoken_labels import spell_labels
from extract.tables.block.state_badges import name_own_states, name_states
from extract.tables.flat.paragraphs import PAGE_NUMBER
from extract.tables.prose import Printed, printed_lines, read_prose
from extract.tables.spaced.wrapped import read_pieces
from model import Cell, HeadingReading, Meanings, Page, Place, Sheet, Strip

STAGE = "blocks"
KEY = 0.7
"""Likeness from which a line is a printed key of colours."""
TIMED = 0.5
"""Likeness from which a line says when."""
COUNTED = 0.8
"""Share of the blocks that must stand below a number of their own for these to be theirs."""
TELLING = 0.6
"""Share of all columns that a repeated header must print to be known again."""


@dataclass(slots=True)
class _Entry:
    """One block while it is read: by label the lines of its value, each with the blank lines before it."""

    first: int
    last: int
    ref: str | None = None
    values: dict[str, list[tuple[str, int]]] = field(default_factory=dict)
    head: Printed | None = None
    """The line above it that says no more than its number: "Recommendation 2 (high)"."""
    number: str = ""
    """That number."""


def read(pages: Iterable[Page], meanings: Meanings) -> Sheet | None:
    """The blocks as rows under their labels; None where too few labels come back to be a plan's."""
    lines = part_labels(spell_labels([line for line in printed_lines(pages) if plain_text(line)], meanings), meanings)
    labels = find_labels(lines, meanings)
    if labels is None:
        return None
    feet = _feet(lines, meanings)
    off = frozenset(feet)
    items = [Item(line, tuple(read_line_pieces(plain_text(line), labels, meanings))) for line in lines if line not in off]
    readings = [meanings.header(name) for name in labels.names.values()]
    if not any(reading is not None and ACTION in reading.roles for reading in readings):
        items, labels = name_states(items, labels, meanings)
        named, found = name_actions(items, labels, meanings)
        if found:
            items, labels = name_details(named, Labels({ACTION: ACTION, **labels.names}, ACTION, labels.same, labels.small), meanings)
        elif not labels.opens_level(meanings):
            return None  # each block of a level's label alone says what is to be done: "Commitment 4: …"
    else:
        items, labels = name_own_states(items, labels, meanings)
    items, labels = name_times(items, labels, meanings)
    groups = _with_heads(_group(items, _learn(items, labels, meanings)), meanings)
    if sum(isinstance(group, _Entry) for group in groups) < FEWEST:
        return None
    width = sorted(len(item.line.text.strip()) for item in items)[int(0.9 * (len(items) - 1))]
    return Sheet(STAGE, (*_write(groups, labels, width, meanings), *(strip for foot in feet for strip in read_prose([foot], meanings))))


def _feet(lines: Sequence[Printed], meanings: Meanings) -> list[Printed]:
    """Page numbers, and titles that come back page after page and are marked as no heading: they would part a block, or begin a plan."""
    counts = Counter(re.sub(r"\d+", "#", plain_text(line)) for line in lines)
    seen: set[str] = set()
    found = []
    for line in lines:
        text = plain_text(line)
        form = re.sub(r"\d+", "#", text)
        reading = meanings.heading(text)
        running = counts[form] > 1 and form in seen and reading is not None and reading.kind in ("title", "front")
        running = running and not line.text.lstrip().startswith("#")
        if PAGE_NUMBER.fullmatch(text) or running:
            found.append(line)
        seen.add(form)
    return found


# -- blocks --------------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Habits:
    """How a paper sets its blocks."""

    labels: Labels
    inner: int
    """Blank lines that usually stand before a label inside a block."""
    outer: int
    """Blank lines that usually stand before a block."""
    meanings: Meanings
    action: str
    """The label of the actions."""


def _learn(items: Sequence[Item], labels: Labels, meanings: Meanings) -> _Habits:
    opens = [item.line.gap for item in items if _opens(item, labels)]
    inside = [item.line.gap for item in items if item.labelled and not _opens(item, labels)]
    named = ((key, meanings.header(name)) for key, name in labels.names.items())
    action = next((key for key, reading in named if reading is not None and ACTION in reading.roles), ACTION)
    return _Habits(labels, median_low(inside) if inside else 0, median_low(opens) if opens else 0, meanings, action)


def _opens(item: Item, labels: Labels) -> bool:
    return any(piece.key == labels.opening for piece in item.pieces)


def _group(items: Sequence[Item], habits: _Habits) -> list[_Entry | list[Printed]]:
    """The items as blocks, and as the lines between them, in order."""
    groups: list[_Entry | list[Printed]] = []
    now: str | None = None
    ahead = _labelled_ahead(items)
    for index, item in enumerate(items):
        entry = groups[-1] if groups and isinstance(groups[-1], _Entry) else None
        if item.labelled and (entry is not None or _opens(item, habits.labels)):
            for piece in item.pieces:
                if piece.key is None and entry is None:
                    groups.append([replace(item.line, line=replace(item.line.line, text=piece.text))])
                    continue
                if piece.key == habits.labels.opening or entry is None:
                    entry = _Entry(item.line.line.number, item.line.line.number)
                    groups.append(entry)
                now = _add(entry, piece, now, item, habits.labels.opening)
        elif entry is not None and now is not None and _begins_again(item, ahead[index][0], now, habits):
            groups.append(entry := _Entry(item.line.line.number, item.line.line.number))
            now = habits.action
            entry.values[now] = [(_words(item), 0)]
        elif entry is not None and now is not None and _belongs(item, ahead[index], now, entry.values.get(now, []), habits):
            entry.values[now] = [*entry.values.get(now, []), (_words(item), item.line.gap)]
            entry.last = item.line.line.number
        elif groups and isinstance(groups[-1], list):
            groups[-1].append(item.line)
        else:
            groups.append([item.line])
    return groups


def _with_heads(groups: list[_Entry | list[Printed]], meanings: Meanings) -> list[_Entry | list[Printed]]:
    """The groups, where nearly every block stands below a line with its number, these lines taken as the numbers of the actions."""
    entries = [(above, group) for above, group in zip([None, *groups], groups, strict=False) if isinstance(group, _Entry)]
    heads = [(above, group, counted_action(plain_text(above[-1]), meanings)) for above, group in entries if isinstance(above, list)]
    if len({ref for *_, ref in heads if ref}) < max(FEWEST, COUNTED * len(entries)):
        return groups
    for above, group, ref in heads:
        if ref:
            group.head, group.number = above.pop(), ref
    return [group for group in groups if group]


def _begins_again(item: Item, following: Item | None, now: str, habits: _Habits) -> bool:
    """Whether a list's item is the next action: below one with its own deadline, and above a deadline under the same label."""
    again = following is not None and following.pieces[0].key == now != habits.action
    return again and BULLET.match(item.line.line.text.strip()) is not None


def _add(entry: _Entry, piece: Piece, now: str | None, item: Item, opening: str) -> str | None:
    """Takes a piece of a line into the block, and gives back the label that later lines go on with.

    The number printed with the opening label is the row's; any other number stays with the words it is printed before.
    """
    key = piece.key or now
    if key is None:
        return None
    text = piece.text
    if piece.ref and piece.key == opening and entry.ref is None:
        entry.ref = piece.ref
    elif piece.ref:
        text = f"{piece.ref} {text}".strip()
    value = entry.values.setdefault(key, [])
    if text:
        value.append((text, item.line.gap if value else 0))
    entry.last = item.line.line.number
    return key


def _words(item: Item) -> str:
    printed = item.line.line.text.strip()
    return printed if BULLET.match(printed) else plain_text(item.line)


def _labelled_ahead(items: Sequence[Item]) -> list[tuple[Item | None, int]]:
    """For each item the next below it that prints a label, and how many lines on that is."""
    found: list[tuple[Item | None, int]] = []
    below: tuple[Item | None, int] = (None, 0)
    for item in reversed(items):
        below = (below[0], below[1] + 1)
        found.append(below)
        if item.labelled:
            below = (item, 0)
    return found[::-1]


def _belongs(item: Item, ahead: tuple[Item | None, int], now: str, value: Sequence[tuple[str, int]], habits: _Habits) -> bool:
    """Whether a line without a label goes on with the value above it, rather than stand between the blocks."""
    line, text = item.line, plain_text(item.line)
    if BULLET.match(line.line.text.strip()):
        return True
    reading = habits.meanings.heading(text)
    headed = reading is not None and reading.score >= 0.5 and reading.kind in ("level", "closing", "glossary", "legend")
    if headed or line.text.lstrip().startswith("#") or habits.meanings.content(text).get("legend", 0.0) >= KEY:
        return False
    if line.gap and reading is not None and reading.kind == "title":
        return False
    following, distance = ahead
    ends = following is None or _opens(following, habits.labels)
    if not value or not ends:
        return line.gap <= max(1, habits.inner) or not ends
    if line.gap:
        told = habits.meanings.header(habits.labels.names.get(now, now))
        timed = habits.meanings.content(text).get("timescale", 0.0) >= TIMED
        if told is not None and told.roles == ("timescale",) and ENDED.search(value[-1][0]) and not timed:
            return False  # a time that ended as a sentence does says no more below white space, but another time
        return following is not None and line.gap <= max(1, habits.inner) and bool(ENDED.search(text))
    directly = following is not None and distance == 1
    return not (directly and not habits.outer and len(text) <= 60 and text[0].isupper() and not ENDED.search(text))


# -- strips --------------------------------------------------------------------------------------------------------------------


def _write(groups: Sequence[_Entry | list[Printed]], labels: Labels, width: int, meanings: Meanings) -> Iterator[Strip]:
    """Every block as a line of one table, below the labels that it prints; what stands between the blocks as loose strips."""
    levelled = labels.opens_level(meanings)
    for entry in [group for group in groups if isinstance(group, _Entry) and levelled and group.ref]:
        first_line, *rest = entry.values.get(labels.opening) or [("", 0)]
        entry.values[labels.opening] = [(f"{entry.ref}. {first_line[0]}", first_line[1]), *rest]
    refs = {id(group): group.number or ("" if levelled else group.ref or "") for group in groups if isinstance(group, _Entry)}
    numbered = any(refs.values())
    keys = [key for key in labels.names if key not in labels.same]
    names = [*([""] if numbered else []), *(labels.names[key] for key in keys)]
    first = True
    for group in groups:
        if not isinstance(group, _Entry):
            yield from _describe(list(read_prose(group, meanings)), meanings)
            continue
        if group.head is not None:
            yield from (replace(strip, furniture=True) for strip in read_prose([group.head], meanings))
        place = Place(line=group.first, line_end=group.last)
        printed = {labels.names[key] for key in keys if key in group.values}
        whole = first or len(printed) < max(2, TELLING * len(keys))
        yield Strip(tuple(Cell.of(name if whole or name in printed else "") for name in names), Place(line=group.first), gap=1)
        cells = [read_pieces(group.values.get(key, ()), place, width) for key in keys]
        row = Strip((*([Cell.of(refs[id(group)], place)] if numbered else []), *cells), place)
        if row.filled:
            yield row
        first = False


def _describe(strips: Sequence[Strip], meanings: Meanings) -> Iterator[Strip]:
    """Loose strips as they are, but "Aim: …" right below a heading as a label and the sentence that explains the heading."""
    above: HeadingReading | None = None
    for strip in strips:
        reading = meanings.heading(strip.text)
        label, mark, text = strip.text.partition(":")
        named = meanings.heading(label) if mark and ENDED.search(text) and above is not None else None
        if named is not None and named.kind == "label" and named.word == "description":
            yield replace(strip, cells=(Cell.of(f"{label}:", strip.place),))
            yield replace(strip, cells=(Cell.of(text.strip(), strip.place),), gap=0)
        else:
            yield strip
        above = reading if reading is not None and reading.kind == "level" else None
