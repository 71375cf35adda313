"""Actions that stand above a small table each, whose one row says who and when: told by their header's coming again above single rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extract.columns import is_ref
from extract.finding_tables import loosen_findings
from extract.headers import read_header
from extract.row.labels import loosen_labels
from extract.tables.block.labels import split_label
from extract.turned_tables import turn_tables
from model import Cell, Meanings, Paragraph, Place, Strip

FEWEST = 3
"""Such tables from which the lines above them are actions."""
MOSTLY = 0.6
"""Share of them that must read as actions, and of the tables that a label must follow to be one of theirs."""
ACTION = 0.5
"""Likeness from which a line reads as an action."""
MOST_EXPLAINING = 2
"""Paragraphs between a heading and its table."""
ACTIONS, DETAILS = "Action", "Details"
"""What the columns of the titles and of such paragraphs are called."""
LONGEST_LABEL = 40
"""Characters of a label below a table."""
SURE = 0.5
"""A heading read with less than this may be an action with its number."""


@dataclass(frozen=True, slots=True)
class _Titled:
    """One such table: where its title and its row stand, what explains the title, and what follows under labels of their own."""

    title: int
    row: int
    explained: tuple[int, ...] = ()
    """The positions of the paragraphs between a marked heading and its table."""
    labelled: tuple[tuple[int, int], ...] = ()
    """The positions of each label and of the text below it."""


def take_titles(strips: Sequence[Strip], meanings: Meanings) -> list[Strip]:
    """The strips with the line above each table of one row as that row's first cell, and labelled lines below it as its last.

    What stands inside a table above its header is parted from it first (`finding_tables`), and a table set on its side is turned.
    """
    strips = loosen_labels(loosen_findings(turn_tables(strips, meanings), meanings), meanings)
    found = _titled_tables(strips, meanings)
    if len(found) < FEWEST:
        return [*strips]
    strips = _without_labels(found, strips, meanings)
    if (numbered := _with_numbers(found, strips)) is not None:
        return take_titles(numbered, meanings)
    if sum(_calls_to_act(strips[each.title].text, meanings) for each in found) < MOSTLY * len(found):
        return [*strips]
    labels = _labels(found, strips)
    explained = any(each.explained for each in found)
    heads = [*([DETAILS] if explained else []), *labels]
    within = {at for each in found for at in range(each.title, each.row + 1)}
    tables = {each.title: each for each in found}
    taken = {at for each in found for pair in each.labelled if strips[pair[0]].text in labels for at in pair}
    made: list[Strip] = []
    for index, strip in enumerate(strips):
        if (table := tables.get(index)) is not None:
            own = {strips[label].text: strips[text] for label, text in table.labelled}
            said = [_explained(table, strips)] if explained else []
            made += _as_rows((strip, strips[table.row - 1], strips[table.row]), [*said, *(own.get(label) for label in labels)], heads)
        elif index in taken:
            made += [replace(strip, furniture=True)] if strip.text in labels else []
        elif index not in within:
            made.append(strip)
    return made


def _explained(table: _Titled, strips: Sequence[Strip]) -> Strip | None:
    """What explains a table's title, as one strip."""
    if not table.explained:
        return None
    said = [strips[at] for at in table.explained]
    paragraphs = tuple(each for strip in said for each in strip.cells[0].paragraphs)
    return replace(said[0], cells=(Cell(paragraphs),), place=Place.whole(strip.place for strip in said))


def _without_labels(found: Sequence[_Titled], strips: Sequence[Strip], meanings: Meanings) -> list[Strip]:
    """The strips with the number alone before each such line whose label only says that it is an action: "Action 2: Plant reeds"."""
    whole = list(strips)
    for at in (each.title for each in found):
        first, *others = whole[at].cells[0].paragraphs
        number, rest = split_label(first.text, "action", meanings)
        if number:
            whole[at] = replace(whole[at], cells=(Cell((replace(first, text=f"{number} {rest}"), *others)),))
    return whole


def _with_numbers(found: Sequence[_Titled], strips: Sequence[Strip]) -> list[Strip] | None:
    """The strips with the number that stands alone above each such line at its head; None where most have none."""
    above = [each.title - 1 for each in found if each.title and strips[each.title - 1].loose and is_ref(strips[each.title - 1].text)]
    if len(above) < MOSTLY * len(found):
        return None
    whole = list(strips)
    for at in above:
        first, *others = whole[at + 1].cells[0].paragraphs
        said = Cell((replace(first, text=f"{strips[at].text} {first.text}"), *others))
        whole[at + 1] = replace(whole[at + 1], cells=(said,), place=Place.whole((strips[at].place, whole[at + 1].place)))
    return [strip for at, strip in enumerate(whole) if at not in above]


def _titled_tables(strips: Sequence[Strip], meanings: Meanings) -> list[_Titled]:
    """Every loose line with a table below it of a header that comes again, and one row; none where another column has the actions."""
    headers = Counter(tuple(cell.text for cell in strip.cells) for strip in strips if not strip.loose and len(strip.cells) > 1)
    again = {texts for texts, times in headers.items() if times >= FEWEST and _lacks_action(texts, meanings)}
    found = []
    for index in range(1, len(strips) - 1 if again else 0):
        header, row = strips[index : index + 2]
        if header.loose or row.loose or tuple(cell.text for cell in header.cells) not in again or not _is_alone(strips[index - 1], header):
            continue
        after = strips[index + 2] if index + 2 < len(strips) else None
        at = _title_above(strips, index, meanings)
        alone = (after is None or _is_alone(after, header)) and len(row.cells) == len(header.cells) and read_header(row, meanings) is None
        if alone and _may_be_action(strips[at].text, meanings):
            found.append(_Titled(at, index + 1, tuple(range(at + 1, index)), tuple(_labelled_below(strips, index + 2, meanings))))
    return found


def _may_be_action(text: str, meanings: Meanings) -> bool:
    reading = meanings.heading(text)
    return reading is None or reading.score < SURE or bool(split_label(text, "action", meanings)[0])


def _title_above(strips: Sequence[Strip], header: int, meanings: Meanings) -> int:
    """Where the title of a table stands: right above it, or where the file marks a heading above a paragraph or two that explain it."""
    for at in range(header - 1, max(-1, header - 2 - MOST_EXPLAINING), -1):
        if not strips[at].loose:
            break
        if strips[at].cells[0].paragraphs[0].heading:
            if at < header - 1 and _calls_to_act(strips[header - 1].text, meanings):
                return header - 1
            return at if _may_be_action(strips[at].text, meanings) else header - 1
    return header - 1


def _is_alone(strip: Strip, header: Strip) -> bool:
    """Whether a text stands in no table, or in a cell as wide as all of it."""
    return strip.loose or strip.filled == (0,) and 1 < len(header.cells) <= strip.cells[0].across


def _lacks_action(texts: tuple[str, ...], meanings: Meanings) -> bool:
    """Whether these are all headers of a plan's columns, with who or when among them and neither action nor objective."""
    if any(meanings.header(text) is None for text in texts):
        return False
    roles = {role for text in texts if (reading := meanings.header(text)) is not None for role in reading.roles}
    return bool(roles & {"lead", "timescale"}) and not roles & {"action", "objective", "priority"}


def _labelled_below(strips: Sequence[Strip], start: int, meanings: Meanings) -> Iterator[tuple[int, int]]:
    """The loose lines from here on that are a label and the text below it."""
    while start + 1 < len(strips) and strips[start].loose and strips[start + 1].loose:
        label = strips[start].text
        known = meanings.header(label.rstrip(" :")) if len(label) <= LONGEST_LABEL else None
        if known is None or not known.roles or "action" in known.roles or start + 2 < len(strips) and not strips[start + 2].loose:
            return
        yield start, start + 1
        start += 2


def _labels(found: Sequence[_Titled], strips: Sequence[Strip]) -> list[str]:
    """The labels that follow most of the tables, in their order."""
    times = Counter(strips[label].text for each in found for label, _ in each.labelled)
    return [label for label, count in times.items() if count >= MOSTLY * len(found)]


def _calls_to_act(text: str, meanings: Meanings) -> bool:
    """Whether a text reads as an action, be it behind the number that it begins with."""
    number, _, rest = text.partition(" ")
    return meanings.content(rest if number[:1].isdigit() or number[-1:].isdigit() and is_ref(number) else text).get("action", 0.0) >= ACTION


def _as_rows(table: Sequence[Strip], below: Sequence[Strip | None], labels: Sequence[str]) -> Iterator[Strip]:
    """The table's header and row with a cell before the others for the title, and one behind them for each label."""
    title, header, row = table
    heads = [Cell((Paragraph(label.rstrip(" :"), header.place),)) for label in labels]
    more = [each.cells[0] if each is not None else Cell() for each in below]
    place = Place.whole((title.place, row.place, *(each.place for each in below if each is not None)))
    yield _widened(header, Cell.of(ACTIONS, header.place), heads)
    yield replace(_widened(row, replace(title.cells[0], across=1), more), place=place)


def _widened(strip: Strip, first: Cell, more: Sequence[Cell]) -> Strip:
    shades = tuple((at + 1, colour) for at, colour in strip.shades)
    return replace(strip, cells=(first, *strip.cells, *more), merged=tuple(at + 1 for at in strip.merged), shades=shades)
