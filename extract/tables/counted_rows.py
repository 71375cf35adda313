"""Rows whose cells hold line breaks, told by the count of the marks between their cells: every row of a table has as many as its header."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from extract.columns import is_ref
from extract.flow import ENDED, flow
from extract.headers import STRONG
from extract.markup import BULLET
from model import Line, Meanings

FEWEST_MARKS, MOST_MARKS = 2, 14
FEWEST_ROWS = 2
LONGEST_ROW = 40
"""Lines that say something, which one row takes at most."""
PLAIN, MOSTLY = 0.5, 0.7
"""How plain a time or a lead must be, and the share of their columns' cells that must be some."""
LIKE = 0.5
"""Likeness from which a line is a heading, and its own row's no more."""
RULED = re.compile(r"[\s|:+-]+")
BULLETED = re.compile(r"(^|(?<=\t))([•·▪●○◦■‣§*o\uf0b7\uf0a7])\t(?=[^\W_])")
"""The mark of a list's item and the tab behind it, which parts no cells."""
HARD_END = "  "
"""How Markdown ends a line that is to end there."""
TELLING = ("timescale", "lead")
NARROWEST, WIDEST = 60, 130
"""Characters of the lines into which a converter wraps a text."""


class _Span(NamedTuple):
    """The lines of one row, the last one too."""

    first: int
    last: int


class _Table(NamedTuple):
    """A table's header, and where its lines end."""

    head: int
    end: int
    marks: int


def knit_counted(
    lines: Sequence[Line], ends: Mapping[int, int], mark: re.Pattern[str], meanings: Meanings
) -> tuple[list[Line], dict[int, int]]:
    """The lines, each row of a table as one where line breaks in its cells cut some of its rows; `ends` tells where such a line ends.

    A table is left as it is unless the marks of all its lines come to those of whole rows, and its times and leads then stand below
    their headers.
    """
    counts = [len(mark.findall(line.text)) for line in lines]
    most = max(counts, default=0)
    if most < FEWEST_MARKS or not any(0 < count < most for count in counts):
        return list(lines), dict(ends)
    found: list[Line] = []
    last, at, width = dict(ends), 0, _wrap(lines)
    for table in _tables(lines, counts, mark, meanings):
        own, rows = _table_rows(lines, table, mark)
        if len(rows) < FEWEST_ROWS or all(row.last == row.first for row in rows) or not _fit(rows, own, table, mark, meanings):
            continue
        found += lines[at : table.head + 1]
        at = table.head + 1
        for row in _shared(rows, own, table, mark, meanings):
            found += lines[at : row.first]
            pieces = [line for line in own[row.first : row.last + 1] if _says(line.text, mark)]
            found.append(Line(pieces[0].number, _joined(pieces, width), pieces[0].page))
            last[pieces[0].number] = ends.get(pieces[-1].number, pieces[-1].number)
            at = row.last + 1
    return [*found, *lines[at:]], last


def _tables(lines: Sequence[Line], counts: Sequence[int], mark: re.Pattern[str], meanings: Meanings) -> Iterator[_Table]:
    """Each header with the lines below it up to the next; the rest of a row, which begins with a mark, is none where another does not."""
    heads = [at for at, count in enumerate(counts) if FEWEST_MARKS <= count <= MOST_MARKS and _heads(lines[at].text, mark, meanings)]
    begun = [at for at in heads if not mark.match(lines[at].text.lstrip(" "))] or heads
    for head, end in zip(begun, [*begun[1:], len(lines)], strict=bool(begun)):
        yield _Table(head, end, counts[head])


def _heads(text: str, mark: re.Pattern[str], meanings: Meanings) -> bool:
    cells = [cell.strip().strip("*_") for cell in mark.split(text) if cell.strip()]
    known = {reading.roles: reading for cell in cells if (reading := meanings.header(cell)) is not None}
    return len(known) > 1 and 2 * len(known) > len(cells) and any(reading.score >= STRONG for reading in known.values())


def _says(text: str, mark: re.Pattern[str]) -> bool:
    """Whether a line has words or marks, and does not only part the header from the rows."""
    return bool(text.strip() or mark.search(text)) and not ("-" in text and RULED.fullmatch(text))


def _table_rows(lines: Sequence[Line], table: _Table, mark: re.Pattern[str]) -> tuple[Sequence[Line], list[_Span]]:
    """The rows of a table by the count of their marks, none where it does not come out; and the lines, without the tabs of its bullets."""
    rows = _rows(lines, table, mark)
    if rows is None and any(BULLETED.search(line.text) for line in lines[table.head : table.end]):
        freed = list(lines)
        freed[table.head : table.end] = [replace(line, text=BULLETED.sub("• ", line.text)) for line in lines[table.head : table.end]]
        return freed, _rows(freed, table, mark) or []
    return lines, rows or []


def _rows(lines: Sequence[Line], table: _Table, mark: re.Pattern[str]) -> list[_Span] | None:
    rows: list[_Span] = []
    first, marks, said = None, 0, 0
    for at in range(table.head + 1, table.end):
        count = len(mark.findall(lines[at].text))
        if not _says(lines[at].text, mark) or first is None and not count:
            continue
        if first is None:
            first, marks, said = at, 0, 0
        marks, said = marks + count, said + 1
        if marks > table.marks or said > LONGEST_ROW:
            return None
        if marks == table.marks:
            rows.append(_Span(first, at))
            first = None
    return rows if first is None else None


def _cells(row: _Span, lines: Sequence[Line], mark: re.Pattern[str]) -> list[str]:
    return [cell.strip() for cell in mark.split("\n".join(line.text for line in lines[row.first : row.last + 1]))]


def _fit(rows: Sequence[_Span], lines: Sequence[Line], table: _Table, mark: re.Pattern[str], meanings: Meanings) -> bool:
    """Whether the cut rows, whole again, hold times and leads below their headers, and begin no second row with a number."""
    heads = [meanings.header(cell.strip().strip("*_")) for cell in mark.split(lines[table.head].text)]
    cut = [row for row in rows if row.last > row.first]
    cells = [_cells(row, lines, mark) for row in cut]
    numbered = sum(is_ref(_cells(row, lines, mark)[0]) for row in rows) > MOSTLY * len(rows)
    if numbered and any(is_ref(mark.split(line.text)[0].strip()) for row in cut for line in lines[row.first + 1 : row.last + 1]):
        return False
    told = False
    for role in TELLING:
        columns = [at for at, head in enumerate(heads) if head is not None and role in head.roles]
        held = [own[at] for at in columns for own in cells if own[at]]
        if sum(_is(role, text, meanings) for text in held) < MOSTLY * len(held):
            return False
        told = told or bool(held)
    return told


def _is(role: str, text: str, meanings: Meanings) -> bool:
    """Whether a cell is a time or a lead, or each of its lines is."""
    lines = text.split("\n")
    return any(all(meanings.content(each.strip()[:160]).get(role, 0.0) >= PLAIN for each in texts) for texts in (lines, [" ".join(lines)]))


# -- what stands between two rows ------------------------------------------------------------------------------------------------


def _shared(rows: Sequence[_Span], lines: Sequence[Line], table: _Table, mark: re.Pattern[str], meanings: Meanings) -> Iterator[_Span]:
    """The rows with the lines between them that belong to the last cell of the one above or the first cell of the one below."""
    head = lines[table.head].text
    hard, opened = head.endswith(HARD_END), mark.match(head.lstrip(" ")) is not None
    closed = not mark.split(head)[-1].strip()
    first = rows[0].first - (0 if opened else _before(range(table.head + 1, rows[0].first), rows[0], lines, mark, meanings, hard))
    for at, row in enumerate(rows):
        below = rows[at + 1] if at + 1 < len(rows) else None
        between = range(row.last + 1, table.end if below is None else below.first)
        taken = 0 if closed else _after(between, row, lines, mark, meanings, hard, below is not None)
        yield _Span(first, row.last + taken)
        if below is not None:
            rest = range(row.last + 1 + taken, below.first)
            first = below.first - (0 if opened else _before(rest, below, lines, mark, meanings, hard))


def _after(between: range, row: _Span, lines: Sequence[Line], mark: re.Pattern[str], meanings: Meanings, hard: bool, followed: bool) -> int:
    """How many of the lines below a row go on with its last cell; blank ones before them count."""
    last = mark.split(lines[row.last].text)[-1]
    said = [at for at in between if lines[at].text.strip()]
    headed = next((nth for nth, at in enumerate(said) if _is_heading(lines[at].text.strip(), meanings)), len(said))
    said = said[:headed]
    if hard:
        closing = next((at for at in said if lines[at].text.endswith(HARD_END)), None)
        return 0 if last.endswith(HARD_END) or closing is None else closing + 1 - between.start
    widest = _widest_gap(between, said) if followed and headed else None
    if widest is not None:
        return said[widest - 1] + 1 - between.start if widest else 0
    taken, last = 0, last.strip()
    for at in said:
        text = lines[at].text.strip()
        listed = BULLET.match(text) is not None and (BULLET.match(last) is not None or followed and not last)
        told = followed and bool(ENDED.search(text) and ENDED.search(last)) and text[-1] != ":" and at == between.start + taken
        if not (listed or told or last and flow(last, text) > 0):
            break
        taken, last = at + 1 - between.start, text
    return taken


def _widest_gap(between: range, said: Sequence[int]) -> int | None:
    """How many lines stand above the most blank lines between two rows; None where these are not the most."""
    gaps = [below - above - 1 for above, below in zip([between.start - 1, *said], [*said, between.stop], strict=True)]
    return gaps.index(max(gaps)) if len(gaps) > 1 and gaps.count(max(gaps)) == 1 else None


def _before(between: range, row: _Span, lines: Sequence[Line], mark: re.Pattern[str], meanings: Meanings, hard: bool) -> int:
    """How many of the lines above a row are the beginning of its first cell; blank ones between them count."""
    following = mark.split(lines[row.first].text)[0].strip()
    said = [at for at in between if _says(lines[at].text, mark)]
    headed = max((nth + 1 for nth, at in enumerate(said) if _is_heading(lines[at].text.strip(), meanings)), default=0)
    said = said[headed:]
    begun = next((at for at in said if lines[at].text.rstrip().endswith(":")), None)
    if begun is not None and not lines[begun].text.endswith(HARD_END):
        return row.first - begun
    taken = 0
    for at in reversed(said):
        text = lines[at].text
        whole = hard and not text.endswith(HARD_END) and at == row.first - taken - 1
        if not (whole or not following or BULLET.match(following) or flow(text.strip(), following) > 0):
            break
        taken, following = row.first - at, text.strip()
    return taken


def _is_heading(text: str, meanings: Meanings) -> bool:
    if text.startswith("#"):
        return True
    reading = meanings.heading(text.strip("*_"))
    return reading is not None and reading.score >= LIKE


# -- one line of several --------------------------------------------------------------------------------------------------------


def _joined(pieces: Sequence[Line], width: int) -> str:
    """The pieces of a row as one text, a line each but where a line only broke off for want of room."""
    text = pieces[0].text
    for above, line in zip(pieces, pieces[1:], strict=False):
        own = line.text.strip(" ")
        broke = width and not BULLET.match(own) and len(above.text.rstrip()) + 1 + len((own.split() or [own])[0]) > width
        text = f"{text.rstrip(' ')} {own}" if broke else f"{text}\n{own}"
    return text


def _wrap(lines: Sequence[Line]) -> int:
    """How wide the lines are into which a converter wrapped the text; 0 where it did not."""
    texts = [line.text.rstrip() for line in lines if not RULED.fullmatch(line.text)]
    width = max((len(above) for above, below in zip(texts, texts[1:], strict=False) if above and below and len(above) <= WIDEST), default=0)
    pairs = [(above, below.split()[0]) for above, below in zip(texts, texts[1:], strict=False) if above and below and below[:1].islower()]
    full = sum(len(above) + 1 + len(word) > width for above, word in pairs)
    return width if width >= NARROWEST and len(pairs) > 1 and full >= MOSTLY * len(pairs) else 0
