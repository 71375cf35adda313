"""Cards that stand side by side, drawn in outline or not at all: in each the action and, below it, the same labels with their values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from extract.geometry import hull
from extract.headers import STRONG
from extract.tables.printed.heads import GUTTER
from extract.tables.printed.lines import PrintedLine, page_lines, phrases, read_lines, read_paragraphs, usual_pitch
from extract.tables.printed.loose_lines import loose_blocks
from model import Box, Cell, Meanings, Page, Place, Strip, Word

NEAR = 4.0
"""Points within which labels begin at one place, and cards stand in one row."""
FEWEST, KINDS = 3, 2
"""Labels down one edge, and different ones that it must share with the other edges, from which cards stand there."""
MOSTLY = 0.8
"""Share of the labels that must have a value beside them."""
APART = 2.0
"""Font sizes from line to line from which what stands above is no part of the action."""
LONGEST = 45


@dataclass(slots=True)
class _Card:
    """What stands above some labels of one column, and each label with the lines of its value."""

    above: list[PrintedLine] = field(default_factory=list)
    pairs: list[tuple[list[PrintedLine], list[PrintedLine]]] = field(default_factory=list)


def read_cards(page: Page, meanings: Meanings) -> tuple[Strip, ...] | None:
    """The page's strips: for each card its action as one loose text and a line for each label; None where none stand side by side."""
    edges = _edges(page, meanings)
    if len(edges) < 2:
        return None
    columns: list[list[Word]] = [[] for _ in edges]
    rest: list[Word] = []
    for line in page_lines(page):
        for phrase in phrases(line, GUTTER):
            at = max((index for index, edge in enumerate(edges) if edge <= phrase.box[0] + NEAR), default=-1)
            across = any(phrase.box[0] + NEAR < edge < phrase.box[2] - NEAR for edge in edges)
            (rest if at < 0 or across or not phrase.words[0].upright else columns[at]).extend(phrase.words)
    cards = [card for edge, words in zip(edges, columns, strict=True) for card in _cards(read_lines(words), edge, meanings)]
    told = [card for card in cards if card.pairs]
    valued = [bool(lines) for card in told for _, lines in card.pairs]
    if sum(bool(card.above) for card in told) < max(2, MOSTLY * len(told)) or sum(valued) < MOSTLY * len(valued):
        return None
    blocks = [block for card in cards for block in _blocks(card, page)] + (loose_blocks(rest, page, meanings) if rest else [])
    return tuple(strip for _, strips in _in_rows(blocks) for strip in strips)


def _edges(page: Page, meanings: Meanings) -> list[float]:
    """Where the labels of each column of cards begin, from left to right: the same ones come again and again down each."""
    found: list[list[tuple[float, str]]] = []
    pieces = [piece for line in page_lines(page) if line.words[0].upright for piece in phrases(line, GUTTER)]
    if not _share_labels(pieces, meanings):
        return []
    for start, name in sorted((piece.box[0], piece.text.rstrip(" :").casefold()) for piece in pieces if _is_label(piece.text, meanings)):
        if found and start - found[-1][0][0] <= NEAR:
            found[-1].append((start, name))
        else:
            found.append([(start, name)])
    kept = [(edge[0][0], Counter(name for _, name in edge)) for edge in found if len(edge) >= FEWEST]
    kept = [(start, names) for start, names in kept if len(names) >= KINDS]
    return [start for start, names in kept if len(names.keys() & kept[0][1].keys()) >= KINDS and max(kept[0][1].values()) > 1]


def _share_labels(pieces: Sequence[PrintedLine], meanings: Meanings) -> bool:
    """Whether enough labels begin at two places, as those that two columns of cards share do: few pages are asked for all of theirs."""
    labels = [piece for piece in pieces if piece.text[:1].isupper() and len(piece.text) <= LONGEST]
    starts: dict[str, set[float]] = {}
    for piece in labels:
        starts.setdefault(piece.text.rstrip(" :").casefold(), set()).add(piece.box[0])
    again = {name: piece.text for piece in labels if len(starts[name := piece.text.rstrip(" :").casefold()]) > 1}
    return sum(_is_label(text, meanings) for text in again.values()) >= KINDS


def _is_label(text: str, meanings: Meanings) -> bool:
    reading = meanings.header(text.rstrip(" :")) if len(text) <= LONGEST and text[:1].isupper() else None
    return reading is not None and reading.score >= STRONG and bool(reading.roles)


def _cards(lines: Sequence[PrintedLine], edge: float, meanings: Meanings) -> list[_Card]:
    """The cards of one column from the top down; lines without a label below them are one without pairs."""
    cards = [_Card()]
    ends: list[PrintedLine] = []
    for index, line in enumerate(lines):
        first, *others = phrases(line, GUTTER)
        value = [PrintedLine(tuple(word for other in others for word in other.words))] if others else []
        at_edge, card = abs(first.box[0] - edge) <= NEAR, cards[-1]
        if at_edge and id(first) in map(id, ends):
            card.pairs[-1][0].append(first)
            card.pairs[-1][1].extend(value)
        elif at_edge and others and (end := _broken(first, lines[index + 1 : index + 2], edge, meanings)) is not None:
            ends.append(end)
            card.pairs.append(([first], value))
        elif at_edge and _is_label(first.text, meanings):
            card.pairs.append(([first], value))
        elif card.pairs and not at_edge:
            card.pairs[-1][1].append(line)
        elif card.pairs:
            cards.append(_Card([line]))
        else:
            card.above.append(line)
    return cards


def _broken(first: PrintedLine, below: Sequence[PrintedLine], edge: float, meanings: Meanings) -> PrintedLine | None:
    """The rest of a label on the line below it: "How we will", and then "know"."""
    rest = phrases(below[0], GUTTER)[0] if below else None
    if rest is None or abs(rest.box[0] - edge) > NEAR or rest.bold != first.bold or _is_label(rest.text, meanings):
        return None
    return rest if _is_label(f"{first.text} {rest.text}", meanings) else None


def _blocks(card: _Card, page: Page) -> Iterator[tuple[Box, list[Strip]]]:
    """The card, and before it what stands above its action: the lines that are set in another way, or far from it."""
    groups: list[list[PrintedLine]] = []
    for _, own in groupby(card.above, key=lambda line: (round(line.size * 2), line.bold)):
        for line in own:
            near = groups and groups[-1][-1].bold == line.bold and abs(groups[-1][-1].size - line.size) < 0.5
            if near and line.base - groups[-1][-1].base <= APART * line.size:
                groups[-1].append(line)
            else:
                groups.append([line])
    pitch = usual_pitch([*groups, *(lines for _, lines in card.pairs)])
    for apart in groups[: len(groups) - bool(card.pairs)]:
        yield hull(line.box for line in apart), [_loose(apart, page, pitch)]
    if not card.pairs:
        return
    strips = [_loose(groups[-1], page, pitch)] if groups else []
    for label, lines in card.pairs:
        name = Cell(read_paragraphs(label, page.number, max(line.box[2] for line in label), pitch))
        value = Cell(read_paragraphs(lines, page.number, max(line.box[2] for line in lines), pitch) if lines else ())
        strips.append(Strip((name, value), _place([*label, *lines], page)))
    yield hull(strip.place.box for strip in strips if strip.place.box is not None), strips


def _in_rows(blocks: Sequence[tuple[Box, list[Strip]]]) -> Iterator[tuple[Box, list[Strip]]]:
    """The blocks row by row, each row from left to right."""
    rows: list[list[tuple[Box, list[Strip]]]] = []
    for block in sorted(blocks, key=lambda block: block[0][1]):
        if rows and block[0][1] - rows[-1][0][0][1] <= NEAR:
            rows[-1].append(block)
        else:
            rows.append([block])
    for row in rows:
        yield from sorted(row, key=lambda block: block[0][0])


def _loose(lines: Sequence[PrintedLine], page: Page, pitch: float) -> Strip:
    cell = Cell(read_paragraphs(lines, page.number, max(line.box[2] for line in lines), pitch))
    return Strip((cell,), _place(lines, page), loose=True, gap=1)


def _place(lines: Sequence[PrintedLine], page: Page) -> Place:
    return Place(page=page.number, box=hull(line.box for line in lines))
