"""Tables of one finding each, as auditors print them: what was found stands above the header of what was agreed, in the same table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from extract.flow import ENDED
from extract.headers import read_header
from model import Cell, Meanings, Strip

FEWEST = 2
"""Tables with the same header below lines of another cut from which these lines are no rows."""
LONGEST_TITLE, LONGEST_LABEL = 120, 40
"""Characters of a finding's title, and of the label of what is told of it."""


def loosen_findings(strips: Sequence[Strip], meanings: Meanings) -> list[Strip]:
    """The strips with what stands above the header of each such table in columns of its own, by its labels, and the title as a heading."""
    tables = [start for start, strip in enumerate(strips) if _opens(start, strips) and any(cell.across > 1 for cell in strip.cells)]
    if len(tables) < FEWEST:
        return [*strips]
    spans = {start: _span(start, strips) for start in tables}
    printed = Counter(texts for start in tables for texts in {_texts(strips[at]) for at in spans[start][1:]})
    heads = {}
    for start in tables:
        again = (at for at in spans[start][1:] if printed[_texts(strips[at])] >= FEWEST and read_header(strips[at], meanings) is not None)
        head = next(again, None)
        if head is not None and _tells(strips[start:head], meanings):
            heads[start] = head
    if len(heads) < FEWEST:
        return [*strips]
    opening = Counter(word for start, head in heads.items() for word in {_first_word(line) for line in strips[start:head]})
    shared = frozenset(word for word, times in opening.items() if times == len(heads))
    named = {start: _labelled(strips[start:head], shared) for start, head in heads.items()}
    labels = list(dict.fromkeys(label for told in named.values() for label, _, _ in told))
    made: list[Strip] = []
    at = 0
    while at < len(strips):
        if at not in heads:
            made.append(strips[at])
            at += 1
            continue
        made += _beside(strips[at : heads[at]], _taken(strips[at : heads[at]], named[at]))
        header, *rows = (strips[index] for index in spans[at] if index >= heads[at])
        made.append(_widened(header, [Cell.of(label, header.place) for label in labels]))
        said = {label: cell for label, cell, _ in named[at]}
        made += [_widened(row, [said.get(label, Cell()) for label in labels]) for row in rows]
        at = spans[at].stop
    return made


def _opens(at: int, strips: Sequence[Strip]) -> bool:
    """Whether a table begins at a strip."""
    return not strips[at].loose and (at == 0 or strips[at - 1].loose or strips[at].gap > 0)


def _span(start: int, strips: Sequence[Strip]) -> range:
    """The positions of a table's lines."""
    return range(start, next((at for at in range(start + 1, len(strips)) if strips[at].loose or _opens(at, strips)), len(strips)))


def _texts(strip: Strip) -> tuple[str, ...]:
    return tuple(cell.text for cell in strip.cells if cell)


def _tells(lines: Sequence[Strip], meanings: Meanings) -> bool:
    """Whether lines in cells of another cut tell of something: a title with a rating beside it, or a sentence; none is a header."""
    cut = all(any(cell.across > 1 for cell in line.cells) for line in lines)
    told = any(len(line.filled) > 1 or ENDED.search(line.text) for line in lines)
    if not cut or not told or all(_says_itself(line, meanings) for line in lines):
        return False
    return not any(read_header(line, meanings) is not None for line in lines)


def _says_itself(line: Strip, meanings: Meanings) -> bool:
    """Whether a line is a numbered level's name, or a known label beside its value: what these say is told where rows are."""
    first = line.cells[line.filled[0]].text if line.filled else ""
    level, known = meanings.heading(first), meanings.header(first)
    if len(line.filled) == 1:
        return level is not None and level.kind == "level" and level.ref is not None
    return line.filled == (0, 1) and known is not None


def _first_word(line: Strip) -> str:
    return line.text.partition(" ")[0]


def _labelled(lines: Sequence[Strip], shared: AbstractSet[str]) -> list[tuple[str, Cell, tuple[int, int]]]:
    """What cells say under labels of their own, with the label and their line and position.

    A label ends on a colon ("Priority: High"), also in the cell before, stands in bold above plain words, or is the word that a line of
    every such table opens with.
    """
    found = []
    for index, at in ((index, at) for index, line in enumerate(lines) for at in line.filled):
        cell = lines[index].cells[at]
        if (before := _label_before(lines[index], at)) is not None:
            found.append((before, replace(cell, across=1), (index, at)))
            continue
        first, *rest = cell.paragraphs
        label, mark, text = first.text.partition(":")
        word, _, sentence = first.text.partition(" ")
        if not mark and word in shared and sentence[:1].isupper():
            label, text = word, sentence
        elif not mark and not (rest and first.bold and not rest[0].bold):
            continue
        if len(label) <= LONGEST_LABEL and (rest or text.strip()):
            own = [replace(first, text=text.strip(), bold=False)] if text.strip() else []
            found.append((label.strip(), replace(cell, paragraphs=(*own, *rest), across=1), (index, at)))
    return found if len({label for label, _, _ in found}) == len(found) else []


def _label_before(line: Strip, at: int) -> str | None:
    """The label that the cell before one is, and nothing else: "Owner:"."""
    before = next((line.cells[place].text for place in reversed(line.filled) if place < at), "")
    return before[:-1].strip() if before.endswith(":") and len(before) <= LONGEST_LABEL and not line.cells[at].text.endswith(":") else None


def _taken(lines: Sequence[Strip], told: Sequence[tuple[str, Cell, tuple[int, int]]]) -> set[tuple[int, int]]:
    """The places of what is told under labels, and of labels in cells of their own."""
    places = {place for _, _, place in told}
    before = {(index, lines[index].filled.index(at) - 1) for index, at in places if _label_before(lines[index], at) is not None}
    return places | {(index, lines[index].filled[nth]) for index, nth in before}


def _beside(lines: Sequence[Strip], taken: AbstractSet[tuple[int, int]]) -> Iterator[Strip]:
    """The other cells of the lines, each as a strip of its own; the first, where it is no sentence, as a heading."""
    for index, at in ((index, at) for index, line in enumerate(lines) for at in line.filled if (index, at) not in taken):
        line, (first, *rest) = lines[index], lines[index].cells[at].paragraphs
        titled = not index and at == line.filled[0] and len(first.text) <= LONGEST_TITLE and not ENDED.search(first.text)
        first = replace(first, heading=True, bold=True) if titled else first
        yield replace(line, cells=(Cell((first, *rest)),), loose=True, gap=line.gap if at == line.filled[0] else 0, merged=(), shades=())


def _widened(strip: Strip, more: Sequence[Cell]) -> Strip:
    return replace(strip, cells=(*strip.cells, *more)) if more else strip
