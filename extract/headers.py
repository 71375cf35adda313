"""Header rows: found by their words after broken pieces are joined."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from extract.header.values import without_values
from model import Column, HeaderReading, Meanings, Role, Strip

STRONG = 0.85
"""A header text read with less than this is a hint, not a header by itself."""
LONGEST_PLAIN, LONGEST_GUIDED = 50, 220
"""Characters of a header's cell from which more than its name may stand in it, and up to which that is how to fill in the column."""
MOST_NAMING = 5
"""Words of the name of such a column."""
LONGEST_CELL = 120
"""Characters of a cell from which its row is no header."""
UNKNOWN = -0.35
"""What a header cell that no lexicon knows costs a reading of the row."""
LONGEST_UNKNOWN = 45
"""Characters; a longer text that no lexicon knows is no header."""
LONGEST_MARKED = 60
"""The same in a line that is marked as a header."""
MARKED = "\0"
"""What tells the same texts marked as a header from those that are not, where they are remembered."""
HOPELESS = 70
"""Characters; a text that is longer and no header is the beginning of none either."""
MOST_CELLS = 60
"""A line of more cells is no header of a plan."""
SHORTEST_WHOLE = 12
"""Characters; shorter texts may all be pieces of headers that a narrow table broke, of others one at least is a header as it stands."""
LONGEST_JOINED = 60
"""Characters of several cells from which they are not the pieces of one header text."""
TWO_ALIKE = 0.95
"""A header text that says enough alone is a piece of a longer one that is known at least so well."""
ASKING = 3
"""Words of a piece from which it is a header of its own that asks or says something."""
CUT = 1.5
"""What it is worth that two cells make one word of a header, since each half may head a column too ("Time", "scale")."""
WIDEST = 4
"""Cells that one broken header text can be spread over."""
MOST_TOLD = 8192
"""Rows that are remembered."""
MOST_BEHIND = 2
"""Headers known by a hint alone that may stand behind who and when, where an action is named in a council's own words."""
TELLING: frozenset[Role] = frozenset({"action", "objective", "outcomes", "lead", "timescale", "update", "status"})
FOLLOWED: frozenset[Role] = frozenset({"lead", "timescale"})
"""What says of something that somebody does it, whatever that is called."""
PROGRESS: frozenset[Role] = frozenset({"update", "status"})
"""What tells how far an action has come."""
WHOLE: frozenset[Role] = frozenset({"action", "lead", "timescale"})
"""What makes a plan by itself, however many columns of a council's own (a column a meeting) stand beside them."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A header row understood: which column each printed cell position belongs to."""

    columns: tuple[Column, ...]
    owner: tuple[int, ...]
    """Column index for each cell position of the header strip."""
    numbers: tuple[tuple[int, str], ...] = ()
    """Number columns that number a level, with that level's role: the others number the actions."""

    @property
    def width(self) -> int:
        """How many cells the header strip has."""
        return len(self.owner)

    def at(self, position: int) -> int:
        """The column that a cell position belongs to; positions beyond the header belong to the last."""
        owner = self.owner
        return owner[position] if position < len(owner) else owner[-1]

    def beside(self, cells: int) -> Frame:
        """The frame for a row of so many cells: one with a cell for each column was not torn, though its header was."""
        order = tuple(dict.fromkeys(self.owner))
        return replace(self, owner=order) if cells == len(order) < self.width else self


class _Group(NamedTuple):
    first: int
    last: int
    text: str
    reading: HeaderReading | None
    score: float


def read_header(strip: Strip, meanings: Meanings) -> Frame | None:
    """The frame that a strip sets as a header row; None where it is none."""
    if strip.loose or len(strip.filled) < 2 or len(strip.cells) > MOST_CELLS:
        return None
    texts = printed = tuple([cell.text for cell in strip.cells])
    if LONGEST_PLAIN < max(map(len, texts)) <= LONGEST_GUIDED and len(texts[0]) <= LONGEST_PLAIN and _is_strong(meanings.header(texts[0])):
        named = tuple([_without_guidance(text, meanings) for text in texts])
        texts = named if len(strip.filled) > 2 and all(_is_strong(meanings.header(name)) for name in named if name) else texts
    if max(map(len, texts)) > LONGEST_CELL:
        return None
    told = meanings.told  # every stage asks of every strip
    marked = is_bold(strip)
    key = (*texts, MARKED) if marked else texts
    if key not in told:
        if len(told) >= MOST_TOLD:
            told.clear()
        told[key] = _header_frame(texts, marked, meanings)
    found: Frame | None = told[key]
    return found if found is None or texts is printed else _as_printed(found, texts, printed)


def _as_printed(frame: Frame, names: Sequence[str], printed: Sequence[str]) -> Frame:
    """The frame with each header as it is printed, guidance and all, by which it is known again."""
    columns = list(frame.columns)
    for position, (name, text) in enumerate(zip(names, printed, strict=True)):
        if name != text:
            columns[frame.at(position)] = replace(columns[frame.at(position)], header=text)
    return replace(frame, columns=tuple(columns))


def _without_guidance(text: str, meanings: Meanings) -> str:
    """A header's words without what a form prints below them: "Completion date Please set out when the work will be done"."""
    words = text.split() if len(text) > LONGEST_PLAIN else []
    ends = [end for end in range(min(MOST_NAMING, len(words) - 1), 0, -1) if words[end][0].isupper()]
    named = (name for end in ends if _is_strong(meanings.header(name := " ".join(words[:end]))))
    return next(named, text)


def is_bold(strip: Strip) -> bool:
    """Whether all that a line says is bold, as the headers of web pages and of piped tables are."""
    return all(paragraph.bold for index in strip.filled for paragraph in strip.cells[index].paragraphs)


def _header_frame(texts: Sequence[str], marked: bool, meanings: Meanings) -> Frame | None:
    """What cells with these texts set as a header row; where they are marked as one, less is asked of their words."""
    longest = LONGEST_MARKED if marked or _names_plan(texts, meanings) else LONGEST_UNKNOWN
    if _holds_row_text(texts, longest, meanings) or is_hopeless(texts, meanings):
        return None
    if not any(_is_strong(meanings.header(text)) for text in texts if text) and max(map(len, texts)) >= SHORTEST_WHOLE:
        return None
    if any(is_value(text, meanings) and not _may_be_piece(place, texts, meanings) for place, text in enumerate(texts) if text):
        return None
    groups = _best_groups(texts, meanings)
    if any(group.reading is None and (len(group.text) > longest or is_value(group.text, meanings)) for group in groups):
        return None
    hinted = marked and all(group.reading is not None for group in groups if group.text)
    known = [group for group in groups if group.reading is not None and (hinted or _is_strong(group.reading))]
    if known and known[-1] is groups[-1] and known[-1].reading is not None and known[-1].reading.roles == ("ref",):
        known = known[:-1]  # a "No" at the end of a row answers a question
    roles = {role for group in known if group.reading is not None for role in group.reading.roles}
    few = len(roles) < 2 or len(roles) < 3 and roles <= {"status", "rag", "completed", "lead", "timescale"}
    if len(known) < 2 or few or not roles & TELLING:
        own = _asked(groups) if few and roles == FOLLOWED else []
        return _frame(own, len(texts)) if own else None
    if sum(group.reading is not None for group in groups) < 0.5 * len(groups) and not roles >= WHOLE:
        return None
    return _frame(groups, len(texts))


def _asked(groups: Sequence[_Group]) -> list[_Group]:
    """The headers, where all that are known well say who and when, and of those left of them one names the action in a council's own words.

    "Promise | Lead officer | Target date", "Promise | Activity this year | Lead officer | Target date | Evidence filed"; empty where
    they are other headers.
    """
    told = [group for group in groups if _is_strong(group.reading)]
    first = next((group for group in told if group.reading is not None and FOLLOWED.issuperset(group.reading.roles)), None)
    if first is None or {role for group in told if group.reading is not None for role in group.reading.roles} != FOLLOWED:
        return []
    own = [group for group in groups if group.text and group not in told]
    left = [group for group in own if group.first < first.first]
    hinted = [group for group in left if group.reading is not None and group.reading.roles == ("action",)]
    if len(hinted or left) != 1 or len(left) > 2 or len(own) - len(left) > MOST_BEHIND:
        return []
    if any(group.reading is None or group.reading.roles == ("action",) for group in own if group not in left):
        return []
    acting = (hinted or left)[0]
    named = acting._replace(reading=HeaderReading(acting.text, ("action",), STRONG))
    return [named if group is acting else group for group in groups]


def opens_table(strip: Strip, meanings: Meanings) -> bool:
    """Whether a strip is a header, columns of values ("2025/26", "Amber") that are ticked below it apart."""
    if read_header(strip, meanings) is not None:
        return True
    known = sum(meanings.header(cell.text) is not None for cell in strip.cells if cell)
    return 1 < known < len(strip.filled) - 1 and read_header(without_values(strip, meanings), meanings) is not None


def is_value(text: str, meanings: Meanings) -> bool:
    """Whether a cell is a date or a number, which stand in rows, not above them."""
    return text.strip(" .)").isdigit() or meanings.content(text).get("timescale", 0.0) >= 0.9


def _names_plan(texts: Sequence[str], meanings: Meanings) -> bool:
    """Whether all but one of the texts, which is a long one, are headers, and say what is done and who, when or how far."""
    said = sorted(filter(None, texts), key=len)
    if not said or not LONGEST_UNKNOWN < len(said[-1]) <= LONGEST_MARKED or len(said) > 1 and len(said[-2]) > LONGEST_UNKNOWN:
        return False
    roles: set[str] = set()
    for text in said[:-1]:
        reading = meanings.header(text)
        if reading is None or reading.score < STRONG:
            return False
        roles.update(reading.roles)
    return "action" in roles and bool(roles & {"lead", "timescale", "status", "update"})


def may_open_header(texts: Sequence[str], meanings: Meanings) -> bool:
    """Whether one of the texts is a header, or two are so short that they may be pieces of one."""
    return _breakable(texts) or any(meanings.header(text) for text in texts if text)


def is_hopeless(texts: Sequence[str], meanings: Meanings) -> bool:
    """Whether one of the texts is too long for the beginning of a header, and is none."""
    return any(len(text) > HOPELESS and meanings.header(text) is None for text in texts)


def _holds_row_text(texts: Sequence[str], longest: int, meanings: Meanings) -> bool:
    """Whether one of the texts is too long for one that no lexicon knows, and with its neighbours too long for a piece of one."""
    for place, text in enumerate(texts):
        if len(text) > longest and meanings.header(text) is None:
            beside = [len(other) for other in (*texts[max(place - 1, 0) : place], *texts[place + 1 : place + 2]) if other]
            if not beside or min(beside) + len(text) > LONGEST_JOINED:
                return True
    return False


def _may_be_piece(place: int, texts: Sequence[str], meanings: Meanings) -> bool:
    """Whether a text is a header, or one together with texts beside it."""
    if meanings.header(texts[place]) is not None:
        return True
    for start in range(max(place - WIDEST + 1, 0), place + 1):
        for end in range(max(start + 2, place + 1), min(start + WIDEST, len(texts)) + 1):
            if not all(texts[start:end]) or sum(map(len, texts[start:end])) > LONGEST_JOINED:
                break
            if _is_strong(_group(texts[start:end], start, meanings).reading):
                return True
    return False


def _is_strong(reading: HeaderReading | None) -> bool:
    return reading is not None and reading.score >= STRONG


def _breakable(texts: Sequence[str]) -> bool:
    return sum(0 < len(text) < SHORTEST_WHOLE for text in texts) >= 2


def _best_groups(texts: Sequence[str], meanings: Meanings) -> list[_Group]:
    """The cutting of a header row into texts that its words like best, each over one cell or several."""
    best: list[tuple[float, _Group | None]] = [(0.0, None)] * (len(texts) + 1)
    for start in range(len(texts) - 1, -1, -1):
        alone = _group(texts[start : start + 1], start, meanings)
        options = [(alone.score + best[start + 1][0], alone)]
        for end in range(start + 1, min(start + WIDEST, len(texts))):
            if not texts[start] or not texts[end] or sum(map(len, texts[start : end + 1])) > LONGEST_JOINED:
                break
            group = _group(texts[start : end + 1], start, meanings)
            if _is_strong(group.reading) and (group.score >= TWO_ALIKE or not _names_alone(texts[start : end + 1], meanings)):
                options.append((group.score + best[end + 1][0], group))
        best[start] = max(options, key=lambda option: option[0])
    groups = []
    start = 0
    while (group_at := best[start][1]) is not None:
        groups.append(group_at)
        start = group_at.last + 1
    return [group for group in groups if group.text or group.first == 0]


def _names_alone(pieces: Sequence[str], meanings: Meanings) -> bool:
    """Whether one of the pieces is a header as it stands: "Recommendation" beside "Agree?" is no misprinted "Recommendation ref".

    Of pieces that are all questions or the like ("What stands in the way", "What we'll do about it") less is asked.
    """
    asked = all(piece[0].isupper() and len(piece.split()) >= ASKING for piece in pieces)
    least = STRONG if asked else 1.0
    return any((reading := meanings.header(piece)) is not None and reading.score >= least for piece in pieces)


def _group(pieces: Sequence[str], first: int, meanings: Meanings) -> _Group:
    text = pieces[0] if len(pieces) == 1 else meanings.join(pieces)
    reading = meanings.header(text) if text else None
    score = reading.score if reading is not None else UNKNOWN if text else 0.0
    if len(pieces) == 2 and pieces[1].islower() and (whole := meanings.header("".join(pieces))) is not None and whole.score >= 1.0:
        text, reading, score = "".join(pieces), whole, whole.score + CUT
    return _Group(first, first + len(pieces) - 1, text, reading, score)


def _frame(groups: Sequence[_Group], width: int) -> Frame:
    owner = [0] * width
    columns = []
    for index, group in enumerate(groups):
        until = groups[index + 1].first if index + 1 < len(groups) else width
        owner[group.first : until] = [index] * (until - group.first)
        columns.append(Column(group.text, group.reading.roles if group.reading else (), group.reading.dated if group.reading else None))
    return Frame(tuple(columns), tuple(owner))
