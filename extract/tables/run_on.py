"""Stage `run_on`: tables whose cell borders are lost, so that a row's cells follow one another on a line or over a few.

The headers run together on one line too: "Action Target date Lead officer". That line is cut into headers that are known; below it a row is
what ends, again and again, on a cell of each of them that is plainly told from prose: a time, a lead, a state.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from extract.flow import ENDED, is_open
from extract.headers import STRONG
from extract.markup import BULLET
from extract.tables.prose import Printed, printed_lines, read_prose
from model import Cell, Meanings, Page, Paragraph, Place, Role, Sheet, Strip

STAGE = "run_on"
FEWEST, MOSTLY = 3, 0.7
"""Rows from which a text holds such a table, and the share of its letters that must stand in them."""
LONGEST_HEADER, MOST_NAMING, MOST_COLUMNS, MOST_CUTS = 120, 5, 7, 24
"""Characters of a line of headers, words of one header, headers of a line, and ways to cut the words before a place into headers."""
LONGEST_ROW, MOST_LINES = 900, 8
"""Characters and lines of a row."""
ENDS: Mapping[Role, tuple[float, int]] = {
    "timescale": (0.8, 7),
    "lead": (0.6, 14),
    "status": (0.75, 6),
    "rag": (0.9, 2),
    "completed": (0.8, 4),
}
"""What is told from the prose before it: how plainly it must be, and its most words."""
NAMED: frozenset[Role] = frozenset({"lead", "status", "rag"})
"""Cells of several words that begin with a capital."""
SHORTEST_ACTION = 3
"""Words of an action."""
SMALL, OPEN = 0.2, 0.5
"""What it costs that a cell begins with a small letter, and that the text before it breaks off or a time is torn."""
REPEATED = 0.4
"""What it is worth that other rows end on the same words."""
UNPRINTED = "Ref"
"""What a column of numbers is called whose header is not printed."""
NUMBERED = re.compile(r"(?P<ref>\d{1,3}(?:\.\d{1,3})*[a-z]?|[A-Z]{1,3}\d{1,3}(?:\.\d{1,3})*)[.):]?\s+(?=\S)")
DIGIT = re.compile(r"\d")
GAPS = re.compile(r"\t|\||\s{2,}\S.*\s{2,}")


@dataclass(frozen=True, slots=True)
class _Head:
    """The headers of a line, of which the first may number the rows and the last are told from prose."""

    names: tuple[str, ...]
    ref: bool
    ends: tuple[Role, ...]


@dataclass(frozen=True, slots=True)
class _Row:
    """The lines of a row with its number, and every way to cut its end off: how plain it is, and its cells."""

    lines: tuple[Printed, ...]
    ref: str
    cuts: tuple[tuple[float, tuple[str, ...]], ...]

    @property
    def place(self) -> Place:
        """Where it stands."""
        return Place(line=self.lines[0].line.number, line_end=self.lines[-1].line.number)


def read(pages: Iterable[Page], meanings: Meanings) -> Sheet | None:
    """The rows below each line of headers, what stands beside them loose; None where too few end as the headers say."""
    pages = tuple(pages)
    known = {line.number: head for page in pages for line in page.lines if (head := _read_head(line.text, meanings)) is not None}
    lines = printed_lines(pages) if known else []
    strips: list[Strip] = []
    rows = at = 0
    heads = {index: known[line.line.number] for index, line in enumerate(lines) if line.line.number in known}
    waiting: list[Printed] = []
    while heads and at < len(lines):
        if at in heads:
            until = next((index for index in heads if index > at), len(lines))
            head = _numbering(heads[at], lines[at + 1 : until])
            found = _read_rows(lines[at + 1 : until], head, meanings)
            if sum(isinstance(each, _Row) and any(each.cuts[0][1][1:]) for each in found) >= FEWEST:
                strips += [*read_prose(waiting, meanings), *_strips(lines[at], head, found, meanings)]
                rows += 1
                at, waiting = until, []
                continue
        waiting.append(lines[at])
        at += 1
    return Sheet(STAGE, (*strips, *read_prose(waiting, meanings))) if rows else None


# -- the headers ---------------------------------------------------------------------------------------------------------------


def _read_head(line: str, meanings: Meanings) -> _Head | None:
    """The headers that a line runs together; None where it holds anything else."""
    text = line.strip()
    words = text.split()
    if (
        len(text) > LONGEST_HEADER
        or len(words) < 2
        or DIGIT.search(text)
        or not text[0].isupper()
        or ENDED.search(text)
        or GAPS.search(text)
    ):
        return None
    if not any(_roles(" ".join(words[-count:]), meanings) for count in range(1, min(MOST_NAMING, len(words)) + 1)):
        return None
    cut: list[list[tuple[str, ...]]] = [[()]]
    for end in range(1, len(words) + 1):
        here = []
        for start in range(max(0, end - MOST_NAMING), end):
            name = " ".join(words[start:end])
            opens = cut[start] and (name[0].isupper() or name == "#")
            if opens and (_roles(name, meanings) or not start and _names(words[:end], meanings)):
                here += [(*before, name) for before in cut[start] if len(before) < MOST_COLUMNS]
        cut.append(here[:MOST_CUTS])
    heads = (head for names in sorted(cut[-1], key=len) if (head := _head_of(names, meanings)) is not None)
    return next(heads, None)


def _roles(name: str, meanings: Meanings) -> tuple[Role, ...]:
    reading = meanings.header(name)
    return reading.roles if reading is not None and reading.score >= STRONG else ()


def _names(words: Sequence[str], meanings: Meanings) -> bool:
    """Whether a header says after a plan's own name that it heads its actions: "Green Futures actions"."""
    return len(words) > 1 and words[-1][0].islower() and "action" in _roles(words[-1].capitalize(), meanings)


def _head_of(names: Sequence[str], meanings: Meanings) -> _Head | None:
    """The headers as columns; None where prose would follow prose, or nothing tells what a row ends on."""
    told = [_roles(name, meanings) or ("action",) for name in names]
    ref = told[0] == ("ref",)
    first, ends = told[ref] if len(told) > ref else (), told[ref + 1 :]
    if "action" not in first or not ends or any(len(roles) != 1 or roles[0] not in ENDS for roles in ends):
        return None
    single = tuple(roles[0] for roles in ends)
    return _Head(tuple(names), ref, single) if len(set(single)) == len(single) else None


def _numbering(head: _Head, lines: Sequence[Printed]) -> _Head:
    """The headers with one for the numbers that the rows count on by, where none is printed."""
    begun = [line.text for line in lines if NUMBERED.match(line.text.strip())]
    counted = sum(_counts_on(one, other) for one, other in zip(begun, begun[1:], strict=False))
    return head if head.ref or counted < FEWEST - 1 else _Head((UNPRINTED, *head.names), True, head.ends)


# -- the rows ------------------------------------------------------------------------------------------------------------------


def _read_rows(lines: Sequence[Printed], head: _Head, meanings: Meanings) -> list[_Row | Printed]:
    """Rows, and the lines that are in none; nothing where these are too many."""
    found: list[_Row | Printed] = []
    waiting: list[Printed] = []
    for index, line in enumerate(lines):
        if not waiting and _stands_alone(line, meanings):
            found.append(line)
            continue
        if waiting and _counts_on(waiting[0].text, line.text):
            found.append(_whole(tuple(waiting), head))  # its number says that it is a row, whatever it ends on
            waiting = []
        waiting.append(line)
        following = lines[index + 1].text.strip() if index + 1 < len(lines) else ""
        row = None if following and _goes_on(line.text.strip(), following) else _read_row(tuple(waiting), head, meanings)
        if row is not None:
            found.append(row)
            waiting = []
        elif len(waiting) >= MOST_LINES or sum(len(each.text) for each in waiting) > LONGEST_ROW:
            break
    last = max((index for index, each in enumerate(found) if isinstance(each, _Row)), default=-1)
    rows = [each for each in found if isinstance(each, _Row)]
    held = sum(len(each.text) for row in rows for each in row.lines)
    beside = sum(len(each.text) for each in found[: last + 1] if isinstance(each, Printed))
    if not rows or held < MOSTLY * (held + beside):
        return []
    ended = sum(len(each.lines) if isinstance(each, _Row) else 1 for each in found[: last + 1])
    return [*found[: last + 1], *lines[ended:]]


def _counts_on(before: str, after: str) -> bool:
    """Whether a line begins with the number that follows another's."""
    first, second = NUMBERED.match(before.strip()), NUMBERED.match(after.strip())
    if first is None or second is None:
        return False
    (stem, last), (again, following) = (number["ref"].rpartition(".")[::2] for number in (first, second))
    return stem == again and last.isdigit() and following.isdigit() and int(following) == int(last) + 1


def _goes_on(text: str, following: str) -> bool:
    return is_open(text) or following[0].islower() or following[0] in "/&,("


def _stands_alone(line: Printed, meanings: Meanings) -> bool:
    """Whether a line is a heading between rows."""
    reading = meanings.heading(line.text.strip())
    return reading is not None and reading.kind in ("level", "title") and reading.score >= 0.5


def _read_row(lines: tuple[Printed, ...], head: _Head, meanings: Meanings) -> _Row | None:
    """The row that the lines are; None where they do not end on what the headers say."""
    ref, text = _numbered(lines, head)
    cuts = tuple(_cuts(text.split(), head.ends, meanings)) if ref or not head.ref else ()
    return _Row(lines, ref, cuts) if cuts else None


def _whole(lines: tuple[Printed, ...], head: _Head) -> _Row:
    """The lines as a row of which nothing is told but its action."""
    ref, text = _numbered(lines, head)
    return _Row(lines, ref, ((0.0, (text, *([""] * len(head.ends)))),))


def _numbered(lines: Sequence[Printed], head: _Head) -> tuple[str, str]:
    """The number of a row, where a header says that it has one, and its text."""
    text = " ".join(" ".join(line.text for line in lines).split())
    number = NUMBERED.match(text) if head.ref else None
    mark = number or BULLET.match(text)
    return number["ref"] if number else "", text[mark.end() :] if mark else text


def _cuts(words: Sequence[str], ends: Sequence[Role], meanings: Meanings) -> Iterator[tuple[float, tuple[str, ...]]]:
    """Every way to cut the last cells off: how plainly they are what they should be, and the text before them with the cells."""
    if not ends:
        if len(words) >= SHORTEST_ACTION:
            yield 0.0, (" ".join(words),)
        return
    least, most = ENDS[ends[-1]]
    torn = False
    for start in range(max(len(words) - most, SHORTEST_ACTION), len(words)):
        cell = " ".join(words[start:])
        if ends[-1] in NAMED and not cell[0].isupper() and " " in cell:
            continue
        score = meanings.content(cell).get(ends[-1], 0.0)
        if score >= least:
            off = OPEN if torn or _breaks_off(words[:start]) else 0.0
            torn = torn or ends[-1] == "timescale" and not cell[0].islower()
            for before, cells in _cuts(words[:start], ends[:-1], meanings):
                yield before + score + _begins(cell) - off, (*cells, cell)


def _breaks_off(words: Sequence[str]) -> bool:
    """Whether words want another behind them, as a number does: "by 31"."""
    return words[-1].isdigit() or is_open(" ".join(words[-3:]))


def _begins(cell: str) -> float:
    """What the way in which a cell begins is worth: of those with a capital or a figure the longer, of others the shorter."""
    length = 0.01 * min(cell.count(" "), 9)
    return length if cell[0].isupper() or cell[0].isdigit() else -SMALL - length


def _repeated(rows: Sequence[set[str]]) -> Counter[str]:
    """How many rows can end on each cell; "Clerk" is none of those that other rows too end on a longer "Town Clerk"."""
    whole = Counter(name for names in rows for name in names)
    long = [{name for name in names if not any(whole[other] > 1 and other.endswith(f" {name}") for other in names)} for names in rows]
    return Counter(name for names in long for name in names)


def _strips(header: Printed, head: _Head, found: Sequence[_Row | Printed], meanings: Meanings) -> Iterator[Strip]:
    place = Place(line=header.line.number)
    yield Strip(tuple(Cell((Paragraph(name, place, bold=True),)) for name in head.names), place, gap=max(1, header.gap))
    lead = head.ends.index("lead") + 1 if "lead" in head.ends else 0
    ended = _repeated([{cells[lead] for _, cells in each.cuts} for each in found if isinstance(each, _Row)])
    waiting: list[Printed] = []
    for each in found:
        if isinstance(each, Printed):
            waiting.append(each)
            continue
        yield from read_prose(waiting, meanings)
        waiting = []
        _, cells = max(each.cuts, key=lambda cut: cut[0] + REPEATED * (ended[cut[1][lead]] > 1))
        texts = (each.ref, *cells) if head.ref else cells
        yield Strip(tuple(Cell.of(text, each.place) for text in texts), each.place)
    yield from read_prose(waiting, meanings)
