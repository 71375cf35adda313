"""Stage `slashed`: tables whose cells are parted by " / ", a row a line, as some converters leave them; empty cells are left out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from extract.columns import is_ref
from extract.headers import STRONG
from extract.tables.prose import Printed, printed_lines, read_prose
from model import Cell, Meanings, Page, Paragraph, Place, Role, Sheet, Strip

STAGE = "slashed"
MARK = " / "
FEWEST, MOST = 3, 12
"""Headers of a line that is parted so."""
FEWEST_ROWS = 2
LONGEST_HEADER = 200
"""Characters of a line of headers."""
JUDGED = 160
"""Characters of a cell that is asked what it is."""
EMPTY, JOINED = 0.2, 0.9
"""What it costs to leave a column empty, and to take two pieces for one cell."""


@dataclass(slots=True)
class _Table:
    """A line of headers, and the rows below it: their first and last line, and their pieces."""

    line: Printed
    names: tuple[str, ...]
    roles: tuple[tuple[Role, ...], ...]
    rows: list[tuple[Printed, Printed, list[str]]] = field(default_factory=list)


def read(pages: Iterable[Page], meanings: Meanings) -> Sheet | None:
    """Lines below a line of headers as strips, all else loose; None where there is no such line, or too few rows below it."""
    pages = tuple(pages)
    if not any(line.text.count(MARK) >= FEWEST - 1 for page in pages for line in page.lines):
        return None
    found: list[_Table | Printed] = []
    table: _Table | None = None
    for line in printed_lines(pages):
        pieces = [piece.strip() for piece in line.text.split(MARK)]
        head = _read_head(line, pieces, meanings)
        if head is None and table is not None and _joins(table, pieces):
            first, _, above = table.rows[-1]
            table.rows[-1] = (first, line, [*above[:-1], f"{above[-1]} {pieces[0]}", *pieces[1:]])
        elif head is None and table is not None and len(pieces) > 1:
            table.rows.append((line, line, pieces))
        else:
            table = head
            found.append(head or line)
    rows = sum(len(each.rows) for each in found if isinstance(each, _Table))
    return Sheet(STAGE, tuple(_strips(found, meanings))) if rows >= FEWEST_ROWS else None


def _read_head(line: Printed, pieces: Sequence[str], meanings: Meanings) -> _Table | None:
    if not FEWEST <= len(pieces) <= MOST or len(line.text) > LONGEST_HEADER or not all(pieces):
        return None
    readings = [meanings.header(piece) for piece in pieces]
    roles = [reading.roles if reading is not None and reading.score >= STRONG else () for reading in readings]
    known = sum(reading is not None and reading.score >= STRONG for reading in readings)
    if known < FEWEST or known < len(pieces) - 1 or not any("action" in each for each in roles):
        return None
    return _Table(line, tuple(pieces), tuple(roles))


def _joins(table: _Table, pieces: Sequence[str]) -> bool:
    """Whether a line goes on with the last cell of the row above: it begins no row by its number, and that row has room for its pieces."""
    if not table.rows:
        return False
    above = table.rows[-1][2]
    if len(above) + len(pieces) - 1 > len(table.roles) or not pieces[0]:
        return False
    if table.roles[0] == ("ref",):
        return _is_numbered(above[0]) and not _is_numbered(pieces[0])
    return pieces[0][0].islower() or len(pieces) == 1 and len(above) < len(table.roles)


def _is_numbered(text: str) -> bool:
    """Whether a cell is a row's number, that of a year's series among them: "3/17"."""
    return is_ref(text) or is_ref(text.partition("/")[0]) and is_ref(text.partition("/")[2])


def _strips(found: Sequence[_Table | Printed], meanings: Meanings) -> Iterator[Strip]:
    for tabled, run in groupby(found, key=lambda each: isinstance(each, _Table)):
        if not tabled:
            yield from read_prose([each for each in run if isinstance(each, Printed)], meanings)
            continue
        for table in (each for each in run if isinstance(each, _Table)):
            place = Place(line=table.line.line.number)
            yield Strip(tuple(Cell((Paragraph(name, place, bold=True),)) for name in table.names), place, gap=max(1, table.line.gap))
            for first, last, pieces in table.rows:
                where = Place(line=first.line.number, line_end=last.line.number)
                yield Strip(tuple(Cell.of(text, where) for text in _placed(pieces, table.roles, meanings)), where, gap=first.gap)


def _placed(pieces: Sequence[str], roles: Sequence[tuple[Role, ...]], meanings: Meanings) -> Sequence[str]:
    """The pieces of a row each in its column: in their order, as each reads; several in one where there are more than columns."""
    if len(pieces) == len(roles):
        return pieces
    suits = [[_suits(piece, each, meanings) for each in roles] for piece in pieces]
    best: dict[tuple[int, int], tuple[float, tuple[str, ...]]] = {(0, 0): (0.0, ())}
    for column in range(len(roles)):
        for taken in range(len(pieces) + 1):
            if (column, taken) not in best:
                continue
            score, cells = best[column, taken]
            for until in range(taken, min(len(pieces), taken + 1 + max(0, len(pieces) - len(roles))) + 1):
                worth = sum(suits[at][column] for at in range(taken, until)) - (EMPTY if until == taken else JOINED * (until - taken - 1))
                option = (score + worth, (*cells, MARK.join(pieces[taken:until])))
                if (column + 1, until) not in best or option[0] > best[column + 1, until][0]:
                    best[column + 1, until] = option
    return best[len(roles), len(pieces)][1]


def _suits(piece: str, roles: tuple[Role, ...], meanings: Meanings) -> float:
    """How well a piece suits a column: as it reads where the column's kind is told by reading, else as it reads like none of these."""
    if not piece:
        return 0.0
    if roles == ("ref",):
        return 1.0 if _is_numbered(piece) else -1.0
    scores = meanings.content(piece[:JUDGED])
    told = [scores.get(role, 0.0) for role in roles if role in ("timescale", "lead", "status", "rag", "action")]
    return max(told) if told else 0.5 - 0.5 * max(scores.get("timescale", 0.0), scores.get("lead", 0.0))
