"""Stage `slashed`: tables whose cells are parted by " / ", as some converters leave them: a cell may run over lines, or be left out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from extract.columns import is_ref
from extract.flow import flow
from extract.headers import STRONG
from extract.markup import read_line
from extract.tables.prose import Printed, printed_lines, read_prose
from model import Cell, Meanings, Page, Paragraph, Place, Role, Sheet, Strip

STAGE = "slashed"
MARK = " / "
PARTED = re.compile(r"(?:^|(?<=\s))/(?=\s|$)")
GLUED = re.compile(r"(?<=[a-z])(?=[A-Z])")
"""Where a header and the text that follows it have lost what stood between them: "OwnerHeld over from May"."""
LONGEST_GLUED = 120
"""Characters of a line's last piece within which such a header ends."""
HEAD_PARTED = re.compile(r"\s?/\s")
"""The same between headers: "Latest Note/ 1.01 Plant reeds" has lost the space before it."""
FEWEST, MOST = 3, 12
"""Headers of a line that is parted so."""
FEWEST_ROWS, HALF = 2, 0.5
"""Rows from which it is a table, and the share of its columns that most of them must fill."""
LONGEST_HEADER, LONGEST_NAME = 200, 40
"""Characters of a line of headers, and of one of them."""
LONGEST_CODE = 24
"""Characters of a row's code."""
MOST_PIECES = 3
"""Pieces a column up to which those of a row are tried in every column."""
MOST_WAITING = 20
"""Lines without a mark below a row that is whole, from which its table has ended."""
JUDGED = 160
"""Characters of a cell that is asked what it is."""
EMPTY, JOINED = 0.2, 0.9
"""What it costs to leave a column empty, and to take two pieces for one cell."""
BRIEF: frozenset[Role] = frozenset({"lead", "timescale", "status", "rag", "completed"})
"""Columns whose cells do not run on below them."""
TOLD: frozenset[Role] = BRIEF | {"update", "outcomes"}
TIMES: frozenset[Role] = frozenset({"start", "completed"})
"""Columns whose cells read as times, though less so than the column of the deadline."""
LESSER, AMISS = 0.9, 0.3
"""How much a time is worth below them, and what it costs below another header."""
READ: frozenset[Role] = frozenset({"timescale", "lead", "status", "rag", "action"})
"""Columns whose kind is told by reading."""


@dataclass(slots=True)
class _Row:
    """Cells as they are found, each in its lines, and the lines they stand on."""

    cells: list[list[str]]
    first: int
    last: int


@dataclass(slots=True)
class _Table:
    """A line of headers with its rows, and the lines between them that belong to none."""

    line: Printed
    names: tuple[str, ...]
    roles: tuple[tuple[Role, ...], ...]
    found: list[_Row | Printed] = field(default_factory=list)
    waiting: list[Printed] = field(default_factory=list)
    """Lines without a mark below a row that is whole."""
    row: _Row | None = None
    """The row that is being read."""

    def begin(self, row: _Row) -> None:
        """Takes a further row."""
        self.found.append(row)
        self.row = row


def read(pages: Iterable[Page], meanings: Meanings) -> Sheet | None:
    """Lines below a line of headers as strips, all else loose; None where there is no such line, or too few rows below it."""
    pages = tuple(pages)
    if not any(line.text.count("/ ") >= FEWEST - 1 for page in pages for line in page.lines):
        return None
    tables: list[_Table] = []
    before: list[Printed] = []
    for line in printed_lines(pages):
        printed, rest = _unglued(line, meanings)
        head = _read_head(printed, meanings)
        if head is not None:
            tables.append(head)
            if rest is not None:
                _take(head, rest, meanings)
        elif tables:
            _take(tables[-1], line, meanings)
        else:
            before.append(line)
    rows = [(len(row.cells), len(table.names)) for table in tables for row in table.found if isinstance(row, _Row)]
    if len(rows) < FEWEST_ROWS or sum(cells >= max(HALF * width, 2) for cells, width in rows) < HALF * len(rows):
        return None
    return Sheet(STAGE, (*read_prose(before, meanings), *(strip for table in tables for strip in _strips(table, meanings))))


def _unglued(line: Printed, meanings: Meanings) -> tuple[Printed, Printed | None]:
    """A line, and what its last header ran together with; None where it did with nothing."""
    if line.text.count("/ ") < FEWEST - 1:
        return line, None
    start = line.text.rfind("/ ")
    last = meanings.header(line.text[start + 1 :].strip())
    if last is not None and last.score >= STRONG:
        return line, None
    for found in GLUED.finditer(line.text, start, start + LONGEST_GLUED):
        reading = meanings.header(line.text[start + 1 : found.start()].strip())
        if reading is not None and reading.score >= STRONG:
            above, below = (replace(line.line, text=text) for text in (line.text[: found.start()], line.text[found.start() :]))
            return replace(line, line=above), Printed(below, gap=1)
    return line, None


def _read_head(line: Printed, meanings: Meanings) -> _Table | None:
    """A table of which nothing is read but its headers, and what of its first row runs on behind them; None for any other line."""
    if line.text.count("/ ") < FEWEST - 1:
        return None
    text = line.text.strip()
    marks = list(HEAD_PARTED.finditer(text))
    names = [piece.strip() for piece in HEAD_PARTED.split(text)]
    short = next((at for at, name in enumerate(names) if not 0 < len(name) <= LONGEST_NAME), len(names))
    readings = [meanings.header(name) for name in names[:short]]
    known = [at for at, reading in enumerate(readings) if reading is not None and reading.score >= STRONG]
    width = known[-1] + 1 if known else 0
    if not FEWEST <= width <= MOST or len(known) <= HALF * width or sum(map(len, names[:width])) > LONGEST_HEADER:
        return None
    roles = tuple(() if reading is None else reading.roles for reading in readings[:width])
    if not any("action" in each for each in roles) or not any(TOLD & set(each) for each in roles) or width < len(names) < width + 2:
        return None
    table = _Table(line, tuple(names[:width]), roles)
    if len(names) > width:
        cells = [[piece.strip()] for piece in PARTED.split(text[marks[width - 1].end() :])]
        table.begin(_Row([[""]] * (roles[0] != ("ref",) and "action" not in roles[0]) + cells, line.line.number, line.line.number))
    return table


def _take(table: _Table, line: Printed, meanings: Meanings) -> None:
    """Puts a line where it belongs: into the row above, at the beginning of the next, or beside the table."""
    pieces = [piece.strip() for piece in PARTED.split(line.text.strip())]
    row = table.row
    if len(pieces) > 1 and all((said := meanings.header(piece)) is not None and said.score >= STRONG for piece in pieces):
        _leave(table)
        table.begin(_Row([[name] for name in table.names], line.line.number, line.line.number))  # headers printed again
        return
    if len(pieces) == 1 and (row is None or len(row.cells) >= len(table.names)):
        table.waiting.append(line)
        if len(table.waiting) > MOST_WAITING:
            table.found += table.waiting
            table.waiting = []
    elif row is None or table.found[-1] is not row or _begins(table, row, pieces):
        codes = _leave(table, pieces[0])
        cells = [[piece] for piece in pieces]
        table.begin(_Row([[*codes, pieces[0]], *cells[1:]], line.line.number, line.line.number))
    else:
        row.cells[-1].append(pieces[0])
        row.cells += [[piece] for piece in pieces[1:]]
        row.last = line.line.number


def _begins(table: _Table, row: _Row, pieces: Sequence[str]) -> bool:
    """Whether a line with a mark begins a row: what it brings has no room in the row above, or it opens with a number of its own."""
    if len(row.cells) + len(pieces) - 1 > len(table.names):
        return True
    return table.roles[0] == ("ref",) and len(pieces) > 1 and _is_code(row.cells[0][-1]) and _is_code(pieces[0])


def _leave(table: _Table, code: str = "") -> list[str]:
    """Puts away what waits below the row above; gives back the codes among it that stand above a row's own."""
    waiting, table.waiting = table.waiting, []
    codes: list[str] = []
    while waiting and _is_code(code) and _is_code(waiting[-1].text.strip()):
        codes.insert(0, waiting.pop().text.strip())
    row = table.row
    for line in waiting:
        if (
            row is not None
            and table.found[-1] is row
            and not line.gap
            and not BRIEF & set(table.roles[min(len(row.cells), len(table.roles)) - 1])
        ):
            row.cells[-1].append(line.text.strip())
            row.last = line.line.number
        else:
            table.found.append(line)
    return codes


def _is_code(text: str) -> bool:
    """Whether a text numbers a row: "3", "3/17", "BOD 24/18(b)"."""
    return is_ref(text) or len(text) <= LONGEST_CODE and any(map(str.isdigit, text)) and not re.search(r"[a-z]{3}", text)


def _strips(table: _Table, meanings: Meanings) -> Iterator[Strip]:
    place = Place(line=table.line.line.number)
    yield Strip(tuple(Cell((Paragraph(name, place, bold=True),)) for name in table.names), place, gap=max(1, table.line.gap))
    aside: list[Printed] = []
    for each in [*table.found, *table.waiting]:
        if isinstance(each, Printed):
            aside.append(each)
            continue
        yield from read_prose(aside, meanings)
        aside = []
        where = Place(line=each.first, line_end=each.last)
        yield Strip(tuple(_cell(lines, where) for lines in _placed(each.cells, table.roles, meanings)), where)
    yield from read_prose(aside, meanings)


def _cell(lines: Sequence[str], place: Place) -> Cell:
    """A cell whose lines are paragraphs, but for those that go on with the one above."""
    whole: list[str] = []
    for line in filter(None, lines):
        if whole and (line.startswith("(") or flow(whole[-1], line) > HALF):
            whole[-1] = f"{whole[-1]} {line}"
        else:
            whole.append(line)
    return Cell(tuple(paragraph for line in whole for paragraph in read_line(line, place)))


def _placed(pieces: Sequence[list[str]], roles: Sequence[tuple[Role, ...]], meanings: Meanings) -> Sequence[list[str]]:
    """The pieces of a row each in its column: in their order, as each reads; several in one where there are more than columns."""
    if len(pieces) == len(roles):
        return pieces
    if len(pieces) > MOST_PIECES * len(roles):  # no row of this table: what belongs where cannot be told
        return [*pieces[: len(roles) - 1], [MARK.join(" ".join(piece) for piece in pieces[len(roles) - 1 :])]]
    suits = [[_suits(" ".join(piece), each, meanings) for each in roles] for piece in pieces]
    best: dict[tuple[int, int], tuple[float, tuple[list[str], ...]]] = {(0, 0): (0.0, ())}
    for column in range(len(roles)):
        for taken in range(len(pieces) + 1):
            if (column, taken) not in best:
                continue
            score, cells = best[column, taken]
            for until in range(taken, min(len(pieces), taken + 1 + max(0, len(pieces) - len(roles))) + 1):
                worth = sum(suits[at][column] for at in range(taken, until)) - (EMPTY if until == taken else JOINED * (until - taken - 1))
                said = pieces[taken] if until == taken + 1 else [MARK.join(" ".join(piece) for piece in pieces[taken:until])]
                option = (score + worth, (*cells, said))
                if (column + 1, until) not in best or option[0] >= best[column + 1, until][0]:  # of equals, the later is empty
                    best[column + 1, until] = option
    return best[len(roles), len(pieces)][1]


def _suits(piece: str, roles: tuple[Role, ...], meanings: Meanings) -> float:
    """How well a piece suits a column: as it reads where the column's kind is told by reading, else as it reads like none of these."""
    if not piece:
        return 0.0
    if roles == ("ref",):
        return 1.0 if _is_code(piece) else -1.0
    scores = meanings.content(piece[:JUDGED])
    kinds: list[Role] = ["timescale" if role in TIMES else role for role in roles]
    timed = 0.0 if "timescale" in kinds else AMISS * scores.get("timescale", 0.0)
    pairs = zip(kinds, roles, strict=True)
    told = [scores.get(kind, 0.0) * (LESSER if role in TIMES else 1.0) - timed for kind, role in pairs if kind in READ]
    return max(told) if told else 0.5 - 0.5 * max(scores.get("timescale", 0.0), scores.get("lead", 0.0))
