"""What rules part in a table: its rows, or groups of rows that stand beside one cell of a level each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extract.columns import is_ref
from extract.tables.printed.bars import Bar, bar_between
from extract.tables.printed.columns import Columns
from extract.tables.printed.lines import WIDER, PrintedLine
from extract.tables.printed.rows import PLAIN, WHOLE_ROW, Stretch, bare_stretches, is_barred, rows_inside
from extract.tables.printed.table_lines import TableLine, measure
from model import Meanings

FEWEST_GROUPS, SHARE = 2, 0.5
"""Groups of several rows, and their share of all that rules part, from which rules are held to part groups."""
MOST_LEVELS = 2
"""Columns of levels that may stand left of the numbers."""


def with_rules(columns: Columns, table: Sequence[TableLine], bars: Sequence[Bar], meanings: Meanings) -> Columns:
    """The columns with what rules part in them: rows, or groups of rows."""
    if not is_barred(table, bars, columns):
        return replace(columns, ruled=False)
    fenced = _fenced(table, bars, columns, measure([line.line for line in table], columns, None), meanings)
    return replace(columns, ruled=True, fenced=fenced, levels=columns.levels | fenced)


def _fenced(
    lines: Sequence[TableLine], bars: Sequence[Bar], columns: Columns, measures: tuple[float, Sequence[float]], meanings: Meanings
) -> frozenset[int]:
    """The columns of levels whose cells rules part, where several rows stand beside them; none where rules part the rows themselves."""
    drawn = [bar_between(above.line, below.line, bars) for above, below in pairwise(lines)]
    stretches = bare_stretches(drawn)
    numbers = _number_column(lines, stretches, columns)
    levels = columns.levels if columns.levels or numbers is None else frozenset(range(numbers))
    tall = [stretch for stretch in stretches if _may_hold_rows(lines, stretch, levels, numbers)] if 0 in levels else []
    if len(tall) < max(FEWEST_GROUPS, SHARE * len(stretches)) or not _print_once(lines, stretches, levels, measures[0]):
        return frozenset()
    inside = [rows_inside(lines[first:end], columns, measures, meanings, levels) for first, end in tall]
    several = [(stretch, own) for stretch, own in zip(tall, inside, strict=True) if own]
    enough = len(several) >= max(FEWEST_GROUPS, SHARE * len(stretches))
    return levels if enough and all(_are_rows(lines, *each, levels, numbers, meanings) for each in several) else frozenset()


def _number_column(lines: Sequence[TableLine], stretches: Sequence[Stretch], columns: Columns) -> int | None:
    """The column that numbers rows, no number twice and some beside one another between rules; None where none does."""
    place = next((column for column in range(columns.count) if column not in columns.levels), 0)
    for column in (place, place + 1)[: 1 if columns.levels else MOST_LEVELS]:
        texts = [line.pieces[column].text for line in lines if column in line.pieces]
        if len(texts) > len(stretches) and len(set(texts)) == len(texts) and all(map(is_ref, texts)):
            return column
    return None


def _print_once(lines: Sequence[TableLine], stretches: Sequence[Stretch], levels: frozenset[int], pitch: float) -> bool:
    """Whether each level prints one cell at most between rules, and the innermost one everywhere but where a page cut the first off."""
    for place, (first, end) in enumerate(stretches):
        for column in levels:
            own = [line.pieces[column] for line in lines[first:end] if column in line.pieces]
            if place and not own and column == max(levels) or any(_apart(above, below, pitch) for above, below in pairwise(own)):
                return False
    return True


def _apart(above: PrintedLine, below: PrintedLine, pitch: float) -> bool:
    return below.base - above.base > (WIDER * pitch + 0.02) * below.size


def _may_hold_rows(lines: Sequence[TableLine], stretch: Stretch, levels: frozenset[int], numbers: int | None) -> bool:
    own = lines[slice(*stretch)]
    if numbers is not None:
        return sum(numbers in line.pieces for line in own) > 1
    printed = Counter(column for line in own for column in line.pieces if column not in levels)
    return sum(times > 1 for times in printed.values()) >= WHOLE_ROW


def _are_rows(
    lines: Sequence[TableLine], stretch: Stretch, inside: Sequence[int], levels: frozenset[int], numbers: int | None, meanings: Meanings
) -> bool:
    """Whether what a stretch falls into are rows: one number each; without numbers most cells filled, and one a time or lead in all."""
    first, end = stretch
    rows = [lines[start:stop] for start, stop in pairwise([first, *(first + index for index in inside), end])]
    if numbers is not None:
        return all(sum(numbers in line.pieces for line in row) == 1 for row in rows)
    texts = [_cells(row) for row in rows]
    if any(len(own.keys() - levels) < WHOLE_ROW for own in texts):
        return False
    shared = set.intersection(*(set(own) for own in texts)) - levels
    return any(all(_is_plain(own[column], meanings) for own in texts) for column in shared)


def _cells(row: Sequence[TableLine]) -> dict[int, str]:
    found: dict[int, list[str]] = {}
    for line in row:
        for column, piece in line.pieces.items():
            found.setdefault(column, []).append(piece.text)
    return {column: " ".join(texts) for column, texts in found.items()}


def _is_plain(text: str, meanings: Meanings) -> bool:
    told = meanings.content(text)
    return max(told.get("timescale", 0.0), told.get("lead", 0.0)) >= PLAIN
