"""Tables that stand side by side on one sheet of a workbook, blank columns between them: each is a table of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from extract.strips import loose_strip
from model import Paragraph, Strip

Apart = Callable[[Sequence[str], Sequence[str]], bool | None]
"""Whether the header of a table stands apart from the one left of it, as far as their words tell; None where they do not."""
FEWEST_BLANK = 2
"""Blank lines that part two tables, one below the other."""
SHORTER = 0.7
"""Share of the left table's lines up to which one without gaps beside it, whose words do not tell, is a table of its own."""


def part_sides(strips: Sequence[Strip], is_apart: Apart) -> list[Strip]:
    """The lines of a sheet, each table that stands right of another moved below it."""
    return [strip for run in _runs(strips) for strip in (run if run[0].loose else _part_run(run, is_apart))]


def _runs(strips: Sequence[Strip]) -> Iterator[list[Strip]]:
    """The loose lines and the lines of each table in turn: several blank lines part two tables."""
    run: list[Strip] = []
    for strip in strips:
        if run and (strip.loose != run[-1].loose or strip.gap >= FEWEST_BLANK):
            yield run
            run = []
        run.append(strip)
    if run:
        yield run


def _part_run(tabled: Sequence[Strip], is_apart: Apart) -> list[Strip]:
    blocks = _blocks(tabled)
    aside = [block for block in blocks[1:] if _stands_apart(blocks[0], block, tabled, is_apart)]
    if not aside:
        return list(tabled)
    moved = {at for start, end in aside for at in range(start, end)}
    kept = [_only(strip, [at for at in range(len(strip.cells)) if at not in moved], blank=True) for strip in tabled]
    return [strip for strip in kept if strip.filled] + [line for block in aside for line in _table(block, tabled)]


def _blocks(tabled: Sequence[Strip]) -> list[tuple[int, int]]:
    """The columns of each table, end excluded: blank ones part them."""
    filled = {at for strip in tabled for at in strip.filled} | {at for strip in tabled for at in strip.merged}
    spanned = {at + over for strip in tabled for at in strip.filled for over in range(1, strip.cells[at].across)}
    blocks: list[tuple[int, int]] = []
    for at in sorted(filled | spanned):
        if blocks and blocks[-1][1] == at:
            blocks[-1] = blocks[-1][0], at + 1
        else:
            blocks.append((at, at + 1))
    return blocks


def _stands_apart(left: tuple[int, int], block: tuple[int, int], tabled: Sequence[Strip], is_apart: Apart) -> bool:
    """Whether a block is no part of the table left of it: by its header, else where it is shorter and has no gaps."""
    lines = [line for line, strip in enumerate(tabled) if any(at in range(*block) for at in strip.filled)]
    head = tabled[lines[0]]
    told = is_apart(_texts(head, left), _texts(head, block))
    beside = [line for line, strip in enumerate(tabled) if any(at in range(*left) for at in strip.filled)]
    if told is not None:
        return told
    return lines[-1] - lines[0] + 1 == len(lines) <= SHORTER * len(beside)


def _texts(strip: Strip, block: tuple[int, int]) -> list[str]:
    return [strip.cells[at].text for at in strip.filled if at in range(*block)]


def _table(block: tuple[int, int], tabled: Sequence[Strip]) -> Iterator[Strip]:
    """The lines of a block that was moved: those of a single column are loose, and so is a line without another, such as one of months."""
    first, alone = True, sum(any(at in range(*block) for at in strip.filled) for strip in tabled) == 1
    for strip in tabled:
        line = _only(strip, range(*block), blank=False)
        if not line.filled:
            continue
        if block[1] - block[0] == 1:
            yield replace(loose_strip(*line.cells[0].paragraphs), gap=int(first))
        elif alone:
            yield replace(loose_strip(Paragraph(" ".join(line.cells[at].text for at in line.filled), line.place)), gap=1)
        else:
            yield replace(line, gap=max(int(first), strip.gap))
        first = False


def _only(strip: Strip, columns: Sequence[int], blank: bool) -> Strip:
    """A line with the cells of these columns; the others are blank, or cut off."""
    wanted = set(columns)
    if blank:
        cells = tuple(cell if at in wanted else replace(cell, paragraphs=(), fill=None) for at, cell in enumerate(strip.cells))
        return replace(strip, cells=cells, merged=tuple(at for at in strip.merged if at in wanted))
    first = min(wanted)
    merged = tuple(at - first for at in strip.merged if at in wanted)
    return replace(strip, cells=tuple(strip.cells[at] for at in sorted(wanted) if at < len(strip.cells)), merged=merged, shades=())
