"""Lines below a header to rows: parted by rules and shades where they are drawn, by numbers, gaps and what begins anew where not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from extract.columns import is_ref
from extract.flow import ENDED, flow, is_open
from extract.tables.printed.bars import Bar, bar_between
from extract.tables.printed.columns import Columns
from extract.tables.printed.lines import WIDER, PrintedLine, ends_early
from extract.tables.printed.mid_height import centred, count_parted, is_number, lowered, white_parted
from extract.tables.printed.mid_levels import with_numbers
from extract.tables.printed.table_lines import TableLine
from model import Meanings

BEGINS = 0.9
"""Evidence from which a line begins a row."""
BEGINS_ALONE = 1.4
"""The same for a line with words in one column only."""
FEWEST_GAPS = 4
"""Wider gaps of a page from which they are held to have a meaning."""
CONFIRMED = 0.75
"""Share of them that must begin rows in other ways too before every such gap is taken for one."""
FEWEST_BARS = 2
"""Rules between the lines of a page from which they part its rows."""
Stretch = tuple[int, int]
"""Lines between two rules, the end excluded."""

PLAIN = 0.8
"""Likeness from which a cell is a lead or a time and nothing else."""
FEWEST_LABELS, FEWEST_KINDS, MOSTLY = 4, 3, 0.6
"""Labels, different ones, and their share of a first column from which it is a card's."""
WHOLE_ROW = 3
"""Columns that a line must fill, all of them, for their beginnings alone to tell that it is a row."""
FEWEST_NUMBERS = 2
"""Numbered lines from which the white above them says how far rows stand apart."""


def is_barred(lines: Sequence[TableLine], bars: Sequence[Bar], columns: Columns) -> bool:
    """Whether rules part this table's rows, here or on the pages before."""
    drawn = sum(bar_between(above.line, below.line, bars) is not None for above, below in zip(lines, lines[1:], strict=False))
    return columns.ruled and bool(bars) or drawn >= FEWEST_BARS and drawn * 14 >= len(lines)


def starts(
    lines: Sequence[TableLine], bars: Sequence[Bar], columns: Columns, measures: tuple[float, Sequence[float]], meanings: Meanings
) -> dict[int, Bar | None]:
    """The positions of the lines that begin a row, each with the rule above it where there is one.

    `measures` are the usual line distance in font sizes, and where the words of each column end.
    """
    found: dict[int, Bar | None] = {0: None} if lines else {}
    barred = is_barred(lines, bars, columns)
    clues = None if barred else _Clues(lines, columns, measures, meanings)
    labels = _are_labels(lines, meanings)
    drawn = [bar_between(above.line, below.line, bars) for above, below in pairwise(lines)]
    if columns.fenced:
        return found | _in_groups(lines, drawn, columns, measures, meanings)
    counts = not (barred and _one_each(lines, drawn)) and (clues is None or clues.levels == columns.levels)
    for index in range(1, len(lines)):
        bar = drawn[index - 1]
        if bar is not None:
            found[index] = bar
        elif clues is not None and clues.counted is not None:
            found |= {index: None} if index in clues.counted else {}
        elif counts and _numbered(lines, index) or labels and _is_label(lines[index], meanings) or clues is not None and clues.begin(index):
            found[index] = None
    return found


def bare_stretches(drawn: Sequence[Bar | None]) -> list[Stretch]:
    """The lines from each rule, and from the end of each shade, to the next: in shaded stretches the shades part rows."""
    bars: dict[int, Bar | None] = {0: None} | {index: bar for index, bar in enumerate(drawn, 1) if bar is not None}
    shaded = any(bar is not None and bar.shaded for bar in bars.values())
    stretches = pairwise([*bars, len(drawn) + 1])
    return [
        own for own, bar in zip(stretches, bars.values(), strict=True) if not shaded or bar is not None and (bar.closes or not bar.shaded)
    ]


def _in_groups(
    lines: Sequence[TableLine],
    drawn: Sequence[Bar | None],
    columns: Columns,
    measures: tuple[float, Sequence[float]],
    meanings: Meanings,
) -> dict[int, Bar | None]:
    """The lines that begin a row below a rule or between rules, where rules part groups of rows."""
    found: dict[int, Bar | None] = {index: bar for index, bar in enumerate(drawn, 1) if bar is not None}
    for first, end in bare_stretches(drawn) if lines else ():
        inside = rows_inside(lines[first:end], columns, measures, meanings, columns.levels)
        found |= dict.fromkeys((first + index for index in inside), None)
    return found


def rows_inside(
    lines: Sequence[TableLine], columns: Columns, measures: tuple[float, Sequence[float]], meanings: Meanings, levels: frozenset[int]
) -> list[int]:
    """The lines between two rules that begin a row, the first apart, where several rows stand there beside a cell of each level."""
    place = next(column for column in range(columns.count + 1) if column not in levels)
    beside = {index for index, line in enumerate(lines) if place in line.pieces and is_ref(line.pieces[place].text)}
    if 0 in beside and len(beside) > 1:
        return sorted(beside - {0})
    clues = _Clues(lines, replace(columns, levels=levels), measures, meanings)
    begun = clues.counted
    return sorted(begun) if begun is not None else [index for index in range(1, len(lines)) if clues.begin(index)]


def _one_each(lines: Sequence[TableLine], drawn: Sequence[Bar | None]) -> bool:
    """Whether rules part a table into stretches of one number at most, so that a number at mid-height begins nothing."""
    breaks = [0, *(index for index, bar in enumerate(drawn, 1) if bar is not None), len(lines)]
    return all(sum(is_number(line.pieces) for line in lines[first:end]) <= 1 for first, end in pairwise(breaks))


def _numbered(lines: Sequence[TableLine], index: int) -> bool:
    """Whether a line prints a number of its own in a first column that holds numbers."""
    first = lines[index].pieces.get(0)
    if first is None or not is_ref(first.text) or len(lines[index].pieces) < 2:
        return False
    texts = [line.pieces[0].text for line in lines if 0 in line.pieces]
    return sum(map(is_ref, texts)) >= 0.7 * len(texts)


def _are_labels(lines: Sequence[TableLine], meanings: Meanings) -> bool:
    """Whether the first column holds the labels of cards, a line each: headers that come again."""
    texts = [line.pieces[0].text for line in lines if 0 in line.pieces]
    known = [text for line in lines if _is_label(line, meanings) for text in (line.pieces[0].text,)]
    return len(known) >= FEWEST_LABELS and len(set(known)) >= FEWEST_KINDS and len(known) >= MOSTLY * len(texts)


def _is_label(line: TableLine, meanings: Meanings) -> bool:
    return 0 in line.pieces and meanings.header(line.pieces[0].text.rstrip(" :")) is not None


def _ends(above: PrintedLine, piece: PrintedLine, right: float) -> bool:
    """Whether a cell ends with its line: early, with a full stop, or because the next line says the same."""
    return ends_early(above, piece, right) or above.text == piece.text or ENDED.search(above.text) is not None


class _Clues:
    """What speaks for each line of a table beginning a row, where no rule says so."""

    def __init__(self, lines: Sequence[TableLine], columns: Columns, measures: tuple[float, Sequence[float]], meanings: Meanings) -> None:
        self.lines = lines
        pieces = [line.pieces for line in lines]
        self.levels = with_numbers(pieces, columns.levels)
        self.count = columns.count
        self.pitch, self.rights = measures
        pitch = self.pitch
        self.meanings = meanings
        self.above = self._above()
        self.steps = self._steps()
        self.words = [sum(self._vote(index, column) for column in lines[index].pieces) for index in range(len(lines))]
        beside = with_numbers(pieces, self.levels, inside=False)
        self.counted = centred(pieces, self.steps, pitch, beside, self._piece)
        if self.counted is None:
            self.counted = lowered(pieces, beside, self._piece)
        if self.counted is None:
            self.counted = count_parted(self.steps, pieces, pitch, self._opens)
        self.parted = white_parted(self.steps, pieces, pitch)
        own = {index: len(set(line.pieces) - self.levels) for index, line in enumerate(lines) if index}
        wide = [index for index, count in own.items() if count and WIDER * pitch < self.steps[index] < 2.2 * pitch]
        sure = [index for index, count in own.items() if count > 1 and self.words[index] >= BEGINS]
        self.row_step = median(self.steps[index] for index in sure) if len(sure) > 1 else 0.0
        self.number_step = self._number_step(0 not in columns.levels and 1 not in columns.levels)
        self.spaced = len(wide) >= FEWEST_GAPS and len(set(wide) & set(sure)) >= CONFIRMED * len(wide)

    def _above(self) -> list[dict[int, PrintedLine]]:
        """For every line the piece last printed in each column before it."""
        found: list[dict[int, PrintedLine]] = []
        last: dict[int, PrintedLine] = {}
        for line in self.lines:
            found.append(dict(last))
            last.update(line.pieces)
        return found

    def _steps(self) -> dict[int, float]:
        """How far, in font sizes, each line but the first stands below the last one that prints in a column of rows."""
        found: dict[int, float] = {}
        above = self.lines[0].line
        for index, each in enumerate(self.lines):
            if index:
                found[index] = (each.line.base - above.base) / each.line.size
            if each.pieces.keys() - self.levels:
                above = each.line
        return found

    def _number_step(self, each: bool) -> float:
        """How far apart rows stand that bear a number each, and no level has the number; 0 where that cannot be told."""
        steps = [self.steps[index] for index in range(1, len(self.lines)) if _numbered(self.lines, index)] if each else []
        return median(steps) if len(steps) >= FEWEST_NUMBERS else 0.0

    def begin(self, index: int) -> bool:
        """Whether the line begins a row."""
        step, pieces = self.steps[index], set(self.lines[index].pieces) - self.levels
        if self.parted and pieces and (index in self.parted or self._fills_up(index)):
            return index in self.parted
        if not pieces or 0 not in pieces and step < 0.9 * self.number_step:
            return False
        total = self.words[index]
        if step >= 0.95 * self.pitch and self._is_whole(index):
            return True
        if self.spaced and step > WIDER * self.pitch and step > 0.95 * self.row_step:
            return total >= 0.0 and self._rows_only(index) >= 0.0 and not (len(pieces) == 1 and self._names_only(index, *pieces))
        if step < 0.75 * self.pitch:
            total -= 1.0
        elif step > 1.5 * self.pitch:
            total += 0.8
        elif step > WIDER * self.pitch:
            total += 0.5
        elif self.row_step > max(WIDER * self.pitch, step / 0.95):
            total -= 1.0
        else:
            total -= 0.3
        alone = len(pieces) == 1
        return total - (0.5 if alone else 0.0) >= (BEGINS_ALONE if alone else BEGINS)

    def _opens(self, index: int) -> bool:
        """Whether what stands right of a number begins a cell there, below the rest of another."""
        return any(self._piece(index, column) > 0 for column in self.lines[index].pieces if column and column in self.above[index])

    def _names_only(self, index: int, column: int) -> bool:
        """Whether a line says nothing but who else acts, or by when, below a line that says so too: one more paragraph of a cell."""
        if column not in self.lines[index - 1].pieces:
            return False
        told = self.meanings.content(self.lines[index].pieces[column].text)
        return max(told.get("lead", 0.0), told.get("timescale", 0.0)) >= PLAIN

    def _fills_up(self, index: int) -> bool:
        """Whether the line prints only in columns that are still empty in its stretch between white."""
        first = max((start for start in self.parted if start < index), default=0)
        return not any(set(line.pieces) & set(self.lines[index].pieces) for line in self.lines[first:index])

    def _is_whole(self, index: int) -> bool:
        """Whether a line fills every column, each with a text that begins anew: rows of one line each, set without white between them."""
        pieces, above = self.lines[index].pieces, self.above[index]
        if len(pieces) < max(WHOLE_ROW, self.count) or any(piece.mark for piece in pieces.values()):
            return False
        pairs = [(above[column], piece, self.rights[column]) for column, piece in pieces.items() if column in above]
        undated = [(upper.text, piece.text) for upper, piece, _ in pairs if not self._both_dates(upper, piece)]
        begun = all(text[0].isupper() or text[0].isdigit() for _, text in undated)
        cut = any(is_open(upper) or flow(upper, text) >= 0.8 for upper, text in undated)
        ends = len(pairs) - len(undated) + sum(_ends(*pair) for pair in pairs if not self._both_dates(*pair[:2]))
        return begun and not cut and ends >= len(pieces) - 2 and set(self.lines[index - 1].pieces) == set(pieces)

    def _rows_only(self, index: int) -> float:
        return sum(self._piece(index, column) for column in self.lines[index].pieces if column not in self.levels)

    def _vote(self, index: int, column: int) -> float:
        """What a piece says; text that runs on beside several rows says nothing."""
        own = self._piece(index, column)
        return max(own, 0.0) if column in self.levels else own

    def _piece(self, index: int, column: int) -> float:
        """How plainly the words of one column begin a cell on this line, not carry on from the line above."""
        piece, above = self.lines[index].pieces[column], self.above[index].get(column)
        first = 0.4 if column == 0 else 0.0
        if above is None:
            return 0.5 + first
        step = (piece.base - above.base) / piece.size
        if step > 1.45 * self.pitch:
            return 1.0 + first - (0.8 if piece.mark else 0.0)
        wide = step > WIDER * self.pitch
        if flow(above.text, piece.text) >= 0.8 or not wide and is_open(above.text):
            return -1.5
        if piece.mark:
            return -0.2
        early, ended = ends_early(above, piece, self.rights[column]), ENDED.search(above.text) is not None
        if not wide and not early and not ended and not self._both_dates(above, piece):
            return -0.8
        return first + 0.5 * wide + 0.3 * early + 0.2 * ended + 0.6 * self._both_dates(above, piece)

    def _both_dates(self, above: PrintedLine, piece: PrintedLine) -> bool:
        return all(len(text) < 60 and self.meanings.content(text).get("timescale", 0.0) >= 0.8 for text in (above.text, piece.text))
