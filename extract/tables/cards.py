"""Stage `blocks` where its labels are drawn: one small table an action, a label beside its value, one pair on a line or several.

A column of labels is no column of data: its texts come back in card after card, and each card becomes one line under them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from extract.columns import is_ref
from extract.flow import join_cells
from extract.headers import FOLLOWED, LONGEST_UNKNOWN, read_header
from extract.tables.block.labels import NUMBER, opening_label
from extract.tables.blocks import STAGE
from extract.tables.card.actions import ACTION, MOSTLY, TITLED, Card, part_numbers, take_titles
from extract.tables.card.flow_labels import enough_labels
from extract.tables.card.labelled_cells import part_labels
from extract.tables.card.labels_above import turn_labels
from model import Cell, Meanings, Place, Role, Sheet, Strip

FEWEST, KINDS = 6, 3
"""Pairs, and different labels, from which tables are cards."""
COUNTED = 0.8
"""Share of a label's numbers that must be different ones from which they number the cards."""
PRINTED = 0.6
"""Share of all labels that a card must print for the header to be known again."""
TOLD: frozenset[Role] = frozenset({"lead", "timescale", "start", "completed", "update", "status", "rag"})
"""What a card says of its action where no label names that."""
NUMBERED = re.compile(rf"(?P<label>\D*?[^\W\d])[\s.]+(?:[Nn]o\.?\s*)?(?P<ref>{NUMBER})[.):]*")


@dataclass(frozen=True, slots=True)
class _Label:
    """What a cell reads as where it stands among labels."""

    key: str
    name: str
    ref: str = ""


@dataclass(frozen=True, slots=True)
class _Pair:
    """A label with the cell beside it; `label` None for a cell that no label stands before."""

    label: _Label | None
    position: int
    value: Cell = Cell()


def read_cards(sheet: Sheet, meanings: Meanings) -> Sheet | None:
    """The same sheet with one line an action; None where its tables are no cards."""
    strips = part_labels(turn_labels(sheet.strips, meanings), meanings)
    tabled = _without_others(strips)
    if sum(_heads_rows(strip, meanings) for strip in tabled) >= 2:
        return None
    labels = _find_labels(tabled, meanings)
    pairs = {id(strip): _pairs(strip, labels) for strip in tabled}
    order = [pair.label.key for strip in tabled for pair in pairs[id(strip)] if pair.label]
    begun = sum(bool(found) and found[0].label is not None and found[0].position == 0 for found in pairs.values())
    counts = Counter(order)
    if len(order) < FEWEST or not enough_labels(counts, FEWEST, meanings) or begun < MOSTLY * len(tabled):
        return None
    usual = [key for key in counts if counts[key] >= MOSTLY * max(counts.values())]
    opening = opening_label(order, usual)
    labelled = {label.key: label.name for label in labels.values() if label.key in counts}
    names: Mapping[str, str] = {key: labelled[key] for key in counts}
    said = [reading for name in names.values() if (reading := meanings.header(name)) is not None and ACTION in reading.roles]
    if meanings.alien([*names.values()]) is not None:
        return None  # the head of each report of a pack
    if not any(TOLD.intersection(roles) for roles in _roles(names, meanings)):
        if not said or any(_heads_who_and_when(strip, meanings) for strip in tabled):
            return None  # what each report says of law and money, or the kinds of an export's rows
    if not said and (apart := _beside_numbers(pairs, counts[opening], meanings)):
        groups, names = _group(strips, apart, opening), {ACTION: ACTION, **names}
    else:
        groups, names = take_titles(_group(strips, pairs, opening), names, said, meanings)
    if sum(isinstance(group, Card) for group in groups) < 2 or not any(ACTION in roles for roles in _roles(names, meanings)):
        return None
    part_numbers(groups, [key for key, name in names.items() if ACTION in next(_roles({key: name}, meanings), ())])
    return Sheet(STAGE, tuple(_write(groups, names)))


def _heads_rows(strip: Strip, meanings: Meanings) -> bool:
    """Whether a line is nothing but the headers of a table of actions: the first value beside them settles that it is not."""
    acts = False
    for position in filled if len(filled := strip.filled) >= KINDS else ():
        reading = meanings.header(strip.cells[position].text)
        if reading is None or not reading.roles:
            return False
        acts = acts or ACTION in reading.roles
    return acts


def _heads_who_and_when(strip: Strip, meanings: Meanings) -> bool:
    """Whether a line is the header of a table that says who does something by when, whatever that is called."""
    frame = read_header(strip, meanings)
    return frame is not None and {role for column in frame.columns for role in column.roles} >= FOLLOWED


def _roles(names: Mapping[str, str], meanings: Meanings) -> Iterator[Sequence[Role]]:
    return (reading.roles for name in names.values() if (reading := meanings.header(name)) is not None)


def _without_others(strips: Sequence[Strip]) -> list[Strip]:
    """The lines of tables, without those of a table whose first column says nothing that another table's says too, where any does.

    On printed pages the space between two lines need not part tables: there all are kept.
    """
    if any(strip.place.page is not None for strip in strips):
        return [strip for strip in strips if not strip.loose]
    runs: list[list[Strip]] = []
    for above, strip in zip((None, *strips), strips, strict=False):
        if strip.loose:
            continue
        if above is None or above.loose or strip.gap or len(above.cells) != len(strip.cells):
            runs.append([])
        runs[-1].append(strip)
    begun = [{strip.cells[0].text for strip in run if strip.cells[0]} for run in runs]
    counts = Counter(text for texts in begun for text in texts)
    any_shared = any(counts[text] > 1 for text in counts)
    shared = [not any_shared or len(texts) < KINDS or any(counts[text] > 1 for text in texts) for texts in begun]
    return [strip for run, alike in zip(runs, shared, strict=True) if alike for strip in run]


# -- labels --------------------------------------------------------------------------------------------------------------------


def _find_labels(tabled: Sequence[Strip], meanings: Meanings) -> dict[tuple[int, str], _Label]:
    """The labels by the position and the text of their cells: those of columns that hold little else, the first among them."""
    columns: dict[int, list[str]] = {}
    for strip in tabled:
        for position in strip.filled:
            columns.setdefault(position, []).append(strip.cells[position].text)
    read = _read_labels([text for texts in columns.values() for text in texts])
    counts = Counter(read[text].key for texts in columns.values() for text in texts)
    known = {text for text, label in read.items() if counts[label.key] > 1 and meanings.header(label.name) is not None}
    if not _hold_labels(columns.get(0, ()), known):
        return {}
    held = {position for position in columns if _hold_labels(_not_numbered(position, tabled), known)}
    if held == columns.keys():
        return {}
    cards = max(counts[read[text].key] for text in known)
    again = {text for text, label in read.items() if counts[label.key] >= max(2, cards // 2) and len(text) <= LONGEST_UNKNOWN}
    return {(position, text): read[text] for position in held for text in columns[position] if text in known | again}


def _hold_labels(texts: Sequence[str], known: Collection[str]) -> bool:
    return bool(texts) and sum(text in known for text in texts) >= MOSTLY * len(texts)


def _not_numbered(position: int, tabled: Sequence[Strip]) -> list[str]:
    """What a column holds, without what stands behind a number: such a cell is wider than its column."""
    held = (strip for strip in tabled if position in strip.filled)
    return [strip.cells[position].text for strip in held if position < 2 or not is_ref(strip.cells[position - 1].text)]


def _read_labels(texts: Sequence[str]) -> dict[str, _Label]:
    """Each text as a label; a number behind it is the card's own where nearly every card has another."""
    numbered = {text: found for text in texts if _may_end_in_number(text) and (found := NUMBERED.fullmatch(text)) is not None}
    times = Counter(numbered[text]["label"].casefold() for text in texts if text in numbered)
    kinds = Counter(found["label"].casefold() for found in numbered.values())
    read: dict[str, _Label] = {}
    for text in texts:
        name = text.rstrip(" :.") if text.rstrip().endswith(":") else text.strip()
        found = numbered.get(text)
        if found is not None and times[found["label"].casefold()] > 1:
            stem = found["label"].casefold()
            if kinds[stem] >= COUNTED * times[stem]:
                read[text] = _Label(stem, found["label"], found["ref"])
                continue
        read[text] = _Label(" ".join(name.casefold().split()), name)
    return read


def _may_end_in_number(text: str) -> bool:
    """A quick look that lets through every text that `NUMBERED` takes, and few others."""
    end = text.rstrip(".):")[-2:]
    return end[-1:].isdigit() or end[-1:].isupper() or end[:1].isdigit()


def _pairs(strip: Strip, labels: Mapping[tuple[int, str], _Label]) -> list[_Pair]:
    """A line cut at its labels, each with all that stands between it and the next."""
    found: list[_Pair] = []
    for position in strip.filled:
        cell = strip.cells[position]
        label = labels.get((position, cell.text))
        if label is not None and not (found and found[-1].label is not None and not found[-1].value and position - found[-1].position < 2):
            found.append(_Pair(label, position))
        elif found and found[-1].label is not None:
            found[-1] = replace(found[-1], value=Cell(found[-1].value.paragraphs + cell.paragraphs))
        else:
            found.append(_Pair(None, position, cell))
    return found


def _beside_numbers(pairs: Mapping[int, Sequence[_Pair]], cards: int, meanings: Meanings) -> dict[int, Sequence[_Pair]]:
    """The lines' pairs where the actions stand beside the numbers of most cards, in a cell of their own; empty where they do not."""
    parted: dict[int, Sequence[_Pair]] = {}
    for line, own in pairs.items():
        for place, pair in enumerate(own):
            number, *words = pair.value.paragraphs or (None,)
            if number is not None and words and is_ref(number.text) and _is_number_label(pair, meanings):
                action = _Pair(_Label(ACTION, ACTION), pair.position, Cell(tuple(words)))
                parted[line] = [*own[:place], replace(pair, value=Cell((number,))), action, *own[place + 1 :]]
    return {**pairs, **parted} if len(parted) >= TITLED * cards else {}


def _is_number_label(pair: _Pair, meanings: Meanings) -> bool:
    reading = meanings.header(pair.label.name) if pair.label is not None else None
    return reading is not None and reading.roles == ("ref",)


# -- cards ---------------------------------------------------------------------------------------------------------------------


def _group(strips: Sequence[Strip], pairs: Mapping[int, Sequence[_Pair]], opening: str) -> list[Card | Strip]:
    """The lines as cards, and what stands between them as loose strips, in order."""
    groups: list[Card | Strip] = []
    card: Card | None = None
    beside: Sequence[_Pair] = ()
    for strip in strips:
        found = pairs.get(id(strip), ())
        if card is None and not strip.loose and id(strip) not in pairs:
            groups.append(strip)
            continue
        if not any(pair.label for pair in found):
            if card is not None and beside and found and found[0].position > beside[0].position:
                _carry_on(card, found, beside)
                card.places.append(strip.place)
            else:
                groups.append(replace(strip, cells=_one_cell(strip), loose=True, merged=(), shades=(), gap=max(1, strip.gap)))
            continue
        for pair in found:
            if card is None or pair.label is not None and pair.label.key == opening and not _is_headed(card, opening):
                card = Card()
                groups.append(card)
            if pair.label is not None:
                key = pair.label.key
                card.values[key] = join_cells(card.values.get(key, Cell()), pair.value)
                card.ref = card.ref or pair.label.ref
        if card is not None:
            card.places.append(strip.place)
        beside = found
    return groups


def _is_headed(card: Card, opening: str) -> bool:
    """Whether a card holds no more than its own number under the label that opens it: "Recommendation 4" above "Recommendation"."""
    return bool(card.ref) and card.values.keys() == {opening} and not card.values[opening]


def _one_cell(strip: Strip) -> tuple[Cell, ...]:
    return strip.cells if strip.loose else (Cell(tuple(paragraph for cell in strip.cells for paragraph in cell.paragraphs)),)


def _carry_on(card: Card, found: Sequence[_Pair], beside: Sequence[_Pair]) -> None:
    """A line without labels goes on with the values that stand over it: a page's end cut them."""
    for pair in found:
        over = [other for other in beside if other.label is not None and other.position < pair.position]
        if over and over[-1].label is not None:
            key = over[-1].label.key
            card.values[key] = join_cells(card.values.get(key, Cell()), pair.value)


def _write(groups: Sequence[Card | Strip], names: Mapping[str, str]) -> Iterator[Strip]:
    """Every card as a line of one table, below the labels that it prints; what stands between the cards as it is."""
    numbered = any(isinstance(group, Card) and group.ref for group in groups)
    first = True
    for group in groups:
        if isinstance(group, Strip):
            yield group
            continue
        place = Place.whole(group.places)
        whole = first or len(group.values) < max(2, PRINTED * len(names))
        heads = [name if whole or key in group.values else "" for key, name in names.items()]
        yield Strip(tuple(Cell.of(text, place) for text in ([""] if numbered else []) + heads), place, gap=1)
        cells = [group.values.get(key, Cell()) for key in names]
        row = Strip((*([Cell.of(group.ref, place)] if numbered else []), *cells), place)
        if row.filled:
            yield row
        first = False
