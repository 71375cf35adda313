"""Stage `bare_lists`: actions that a plan lists below "Action plan" or "We will", naming nobody and no time.

It is asked where nothing else gives a row. A list counts that stands under a plan's title and a line which says that actions follow, and
most of whose items call to act; aims, duties, principles and what was done stand below other words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field, replace

from extract.flow import ENDED
from extract.headers import STRONG
from extract.heading.levels import split_number
from extract.markup import BULLET, HEADED
from extract.tables.block.actions import counted_action
from extract.tables.block.labels import plain_text
from extract.tables.prose import Printed, printed_lines, read_prose
from model import Cell, Line, Meanings, Page, Place, Sheet, Strip

STAGE = "bare_lists"
FLAG = "bare_list"
FEWEST, SEVERAL = 3, 2
"""Actions that a paper must list, and items of one list."""
CALLS, MOSTLY = 0.5, 0.75
"""How plainly an item must call to act, and the share of a list's items that must."""
LONGEST_LABEL, LONGEST_ITEM = 80, 600
"""Characters of a line that says what stands below it, and of an item."""
LONG, FULL = 60, 0.85
"""Characters, and share of the longest line, from which a line may run over into the next."""
TITLE = 0.6
"""Score of a title that calls a paper a plan or strategy, and no policy."""
INTRODUCING = 3
"""Lines of prose that may stand between the line that says that actions follow and the list."""
PAGED = re.compile(r"\w[ .…]+\d{1,3}\s*$")
"""A line of a list of contents, with its page."""
ITEM = re.compile(r"(?:\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]|\d{1,2}(?:\.\d{1,2})+)\s+(?=[A-Z])")
HEADERS = ("Action", "Lead", "Timescale")
"""What a row has columns for: the last two stay empty."""


@dataclass(slots=True)
class _List:
    """The items of one list, each with its lines."""

    items: list[list[Printed]] = field(default_factory=list)


def read(lines: Sequence[Line], meanings: Meanings) -> Sheet | None:
    """The listed actions as rows under their headings; None where the paper is called no plan, or lists too few."""
    printed, counted = _counted(printed_lines((Page(lines=tuple(lines)),)), meanings)
    if sum(_mark(line) is not None for line in printed) < FEWEST:
        return None
    parts = list(_parts(printed, meanings))
    acting = {at for at in _told_as_actions(parts, counted, meanings) if _calls(parts[at], counted, meanings)}
    if sum(len(part.items) for at in acting if isinstance(part := parts[at], _List)) < FEWEST:
        return None
    return Sheet(STAGE, tuple(_strips(parts, acting, counted, meanings)))


def _counted(lines: Sequence[Printed], meanings: Meanings) -> tuple[list[Printed], set[int]]:
    """The lines, each that only counts the action below it ("Action 3") one line with it, and the numbers of the lines so made."""
    found: list[Printed] = []
    made: set[int] = set()
    for above, line in zip([None, *lines], lines, strict=False):
        label = plain_text(above).rpartition(" ")[0] if above is not None and not line.gap and not BULLET.match(line.text.strip()) else ""
        ref = counted_action(plain_text(above), meanings) if above is not None and label else ""
        if above is not None and ref and _says_actions(label, False, meanings):
            found[-1] = replace(line, line=replace(line.line, text=f"{ref}{'' if '.' in ref else '.'} {plain_text(line)}"), gap=above.gap)
            made.add(line.line.number)
        else:
            found.append(line)
    paged = sum(PAGED.search(line.text) is not None for line in found if line.line.number in made)
    return (found, made) if len(made) >= FEWEST and 2 * paged < len(made) else ([*lines], set())


# -- what stands where -----------------------------------------------------------------------------------------------------------


def _parts(lines: Sequence[Printed], meanings: Meanings) -> Iterator[_List | Printed]:
    """Lists, and the lines that are in none, in order; "3. Our actions" is no item."""
    longest = max((len(line.text.strip()) for line in lines), default=0)
    own: _List | None = None
    for at, line in enumerate(lines):
        heads = at + 1 < len(lines) and _mark(lines[at + 1]) is not None
        if _mark(line) is not None and not _says_actions(plain_text(line), False, meanings):
            own = own or _List()
            own.items.append([line])
        elif own is not None and _goes_on(line, own.items[-1], longest, heads):
            own.items[-1].append(line)
        else:
            if own is not None:
                yield own
            own = None
            yield line
    if own is not None:
        yield own


def _mark(line: Printed) -> re.Match[str] | None:
    text = line.text.strip()
    return BULLET.match(text) or ITEM.match(text)


def _goes_on(line: Printed, item: Sequence[Printed], longest: int, heads: bool) -> bool:
    """Whether a line is the rest of an item that was wrapped; a line with a capital that `heads` a list is none."""
    text, above = line.text.strip(), item[-1].text.strip()
    if line.gap or HEADED.match(text) or sum(len(own.text) for own in item) > LONGEST_ITEM:
        return False
    return text[:1].islower() or not heads and not ENDED.search(above) and len(above) >= max(LONG, FULL * longest)


def _told_as_actions(parts: Sequence[_List | Printed], counted: Set[int], meanings: Meanings) -> Iterator[int]:
    """The positions of the lists below a plan's title of which the lines above, or those that count them, say that they are actions."""
    titled = called = levelled = telling = False
    prose = 0
    for at, part in enumerate(parts):
        if isinstance(part, _List):
            if telling or titled and all(item[0].line.number in counted for item in part.items):
                yield at
            prose = 0
            continue
        text = plain_text(part)
        reading = meanings.heading(text) if len(text) <= LONGEST_LABEL else None
        if reading is not None and reading.word == "paper":
            titled = called = levelled = telling = False
        elif titled and _says_actions(text, called or levelled, meanings):
            telling, prose = True, 0
        elif reading is not None and reading.kind == "title" and reading.score >= TITLE:
            titled, levelled = True, False
            telling = called = called or _names_actions(text, meanings)
        elif telling and _keeps_telling(part, parts[at + 1 : at + 2], meanings):
            levelled = levelled or reading is not None and reading.kind == "level"
        elif ENDED.search(text) and prose < INTRODUCING:
            prose += 1
        else:
            levelled, telling = reading is not None and reading.kind == "level", False


def _says_actions(text: str, promised: bool, meanings: Meanings) -> bool:
    """Whether a line says that actions follow; "We will" only below a priority or an action plan's title, for policies say so too."""
    if len(text) > LONGEST_LABEL:
        return False
    text = split_number(text)[1]
    told = meanings.content(text)
    if told["promise"] > 0.0:
        return promised
    said = meanings.header(text)
    if said is None or said.roles != ("action",) or said.score < 1.0 or said.raised:
        return False
    return not (told["vague"] or told["happening"] or told["measured"])


def _names_actions(text: str, meanings: Meanings) -> bool:
    """Whether a title ends on the name of an action plan, with or without its years: any strategy's does not."""
    named = [word for word in text.split() if not any(map(str.isdigit, word))]
    said = meanings.header(" ".join(named[-2:]))
    return said is not None and said.roles == ("action",) and said.score >= 1.0


def _keeps_telling(line: Printed, below: Sequence[_List | Printed], meanings: Meanings) -> bool:
    """Whether a line between an action plan's heading and its lists is a heading of one: one that says that measures follow is none."""
    text = plain_text(line)
    said = meanings.header(text)
    return bool(below) and isinstance(below[0], _List) and (said is None or said.score < STRONG) and not ENDED.search(text)


def _calls(part: _List | Printed, counted: Set[int], meanings: Meanings) -> bool:
    """Whether most items of a list call to act; one item is a list only where it is counted as an action."""
    if not isinstance(part, _List) or len(part.items) < SEVERAL and part.items[0][0].line.number not in counted:
        return False
    calling = sum(meanings.content(_text(item)[:160]).get("action", 0.0) >= CALLS for item in part.items)
    return calling >= MOSTLY * len(part.items)


# -- rows ------------------------------------------------------------------------------------------------------------------------


def _text(item: Sequence[Printed]) -> str:
    first = item[0].text.strip()
    mark = _mark(item[0])
    rest = [line.text.strip() for line in item[1:]]
    return " ".join(" ".join([first[mark.end() :] if mark else first, *rest]).split())


def _strips(parts: Sequence[_List | Printed], acting: set[int], counted: Set[int], meanings: Meanings) -> Iterator[Strip]:
    """Each list's items below a header; all else loose."""
    waiting: list[Printed] = []
    for at, part in enumerate(parts):
        if isinstance(part, Printed):
            waiting.append(part)
        elif at not in acting:
            waiting += [line for item in part.items for line in item]
        else:
            yield from read_prose(waiting, meanings)
            waiting = []
            yield Strip(tuple(Cell.of(name) for name in HEADERS), Place(), gap=1)
            yield from (_row(item, item[0].line.number in counted) for item in part.items)
    yield from read_prose(waiting, meanings)


def _row(item: Sequence[Printed], counted: bool) -> Strip:
    """An item as a row; the number that its own line counts it with is printed before it."""
    place = Place(line=item[0].line.number, line_end=item[-1].line.number)
    ref = item[0].line.text.split()[0] if counted else ""
    return Strip((Cell.of(f"{ref} {_text(item)}".strip(), place), Cell(), Cell()), place)
