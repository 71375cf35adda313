"""Stage `trailing`: lists of actions that each end on who and when: "3. We will plant a hedge (Lead: Parks; by May 2026)".

What trails stands in brackets or behind a dash, parted by semicolons; each piece has a label that is a column's header, or is plainly a
time or a lead. Where the action itself has its label and number a time alone is enough: "Action 3: Dig the pond (May 2026)". Sentences
with such labels behind a numbered or marked action trail too: "Plant a hedge. Lead: Parks. Target: May 2026." A list is read where most of
its items end so; each becomes a row, what stands between them is loose.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from extract.flow import ENDED, is_open
from extract.headers import STRONG
from extract.markup import BULLET, HEADED
from extract.tables.block.labels import plain_text, split_label
from extract.tables.prose import Printed, printed_lines, read_prose
from model import Cell, Meanings, Page, Place, Role, Sheet, Strip

STAGE = "trailing"
FEWEST = 3
"""Items with who or when behind them from which a text holds such a list."""
MOSTLY = 0.6
"""Share of the list's items that must end so."""
PLAIN_TIME, PLAIN_LEAD, LIKELY_LEAD = 0.8, 0.7, 0.3
"""Likeness from which a piece without a label is a time, or a lead, also beside a plain time alone: "Finance; May 2027"."""
LONGEST_PIECE, LONGEST_ITEM = 160, 2000
"""Characters of a piece without a label, and of a whole item."""
SHORTEST = 12
"""Characters of an action."""
LONGEST_END = 720
"""Characters at the end of an item among which who and when stand, with a dozen of its action."""
CALLS = 0.6
"""Likeness from which words call to act."""
ROOM = 0.6
"""Share of the widest line below which a line was not cut for want of room."""
ITEM = re.compile(
    r"(?P<ref>\d{1,2}(?:\.\d{1,3})+(?=\s+[A-Z])|(?:\d{1,4}(?:\.\d{1,3})*|[A-Z]{1,3}\d{1,3}|[a-z])(?=[.):]))[.):]?\s+(?=\S)"
)
BOX = re.compile(r"\[[ xX✓✔]?\]\s+|[☐☑☒]\s*")
BRACKETED = re.compile(r"(?P<text>.{12,}?)\s*[(\[](?P<tail>[^()\[\]]{6,300}(?:\([^()]{0,300}\)[^()\[\]]{0,100})?)[)\]][.;]?", re.DOTALL)
DASHED = re.compile(r"(?P<text>.{12,}?)\s[–—-]+\s(?P<tail>[^–—]{6,300})", re.DOTALL)
SPACED = re.compile(r"(?P<text>.*\S)\s{3,}(?P<tail>\S.{2,60})")
"""An item whose time, and how far it has come, stand apart from it on its line."""
PAST = re.compile(r"(?:completed?|done|finished|since|started|began)\b", re.IGNORECASE)
"""How a time opens that is no deadline."""
LABELLED = re.compile(r"(?P<label>[A-Z][^:;]{1,38}?)\s*:\s+(?P<value>\S.*)", re.DOTALL)
SENTENCE = re.compile(r"(?<=[.;!?])\s+(?=[A-Z][^:.;!?]{1,38}:\s)")
"""Where a sentence begins with a label."""
BY = re.compile(r"(?P<label>[A-Z][a-z]+(?: [a-z]+)? by)\s+(?P<value>[A-Z].{2,120}?)\.?")
"""Who acts, said in a line: "Led by the Clerk"."""
SAID = re.compile(r"[A-Z][^:.;!?]{1,38}:\s")
"""Such a label."""
UNSAID = re.compile(r"[.;!?]\s+[A-Z][^:.;!?]{1,38}:$")
"""A line that ends on such a label, its value on the next."""
STATE = 0.9
"""Likeness from which what stands behind a time, or on the line below, is a state."""
STATED, LONGEST_STATE = "Status", 30
"""What the column of such states is called, and characters of one on a line of its own."""
NAMES: Mapping[Role, str] = {"lead": "Lead", "timescale": "Timescale"}
"""What a column is called whose pieces have no label."""
TOLD: frozenset[Role] = frozenset({"lead", "timescale", "start", "completed", "status", "update", "rag", "outcomes"})


@dataclass(frozen=True, slots=True)
class _Item:
    """A paragraph: its lines, and, where who and when trail behind it, its number, its action and what each column says."""

    lines: tuple[Printed, ...]
    ref: str = ""
    text: str = ""
    told: tuple[tuple[str, str], ...] = ()
    listed: bool = False
    labelled: bool = False
    """Whether a label says what a piece of it is, or that it is an action ("Action 4: Dig the pond")."""

    @property
    def place(self) -> Place:
        """Where it stands."""
        return Place(line=self.lines[0].line.number, line_end=self.lines[-1].line.number)


def read(pages: Iterable[Page], meanings: Meanings) -> Sheet | None:
    """The items as rows under the names of what trails behind them; None where too few end on who and when."""
    items = _with_below([_read_item(lines, meanings) for lines in _paragraphs(printed_lines(pages), meanings)], meanings)
    told = [item for item in items if item.told]
    if len(told) < FEWEST or len(told) < MOSTLY * sum(item.listed or bool(item.told) for item in items):
        return None
    if not any(item.labelled for item in told) and sum(_calls(item, meanings) for item in told) < MOSTLY * len(told):
        return None
    names = list(dict.fromkeys(name for item in told for name, _ in item.told))
    return Sheet(STAGE, tuple(_strips(items, names, meanings)))


def _paragraphs(lines: Sequence[Printed], meanings: Meanings) -> Iterator[tuple[Printed, ...]]:
    """Lines joined to paragraphs: one begins below white space, with a mark or a number, and where the one above had ended."""
    widest = max((len(line.text) for line in lines), default=0)
    waiting: list[Printed] = []
    held = 0
    for line in lines:
        begins = waiting and _begins(line, waiting[-1].text.strip(), widest) and not _goes_on(line, waiting)
        if begins or waiting and held <= LONGEST_ITEM and _is_whole(waiting, line, meanings):
            yield tuple(waiting)
            waiting, held = [], 0
        waiting.append(line)
        held += len(line.text)
    if waiting:
        yield tuple(waiting)


def _begins(line: Printed, above: str, widest: int) -> bool:
    text = line.text.strip()
    number = ITEM.match(text)
    marked = number is not None and not text[number.end("ref")].isspace()  # a bare "2.5" may be a figure in a sentence
    if line.gap or line.ruler or marked or any(mark.match(text) for mark in (BULLET, HEADED)) or HEADED.match(above):
        return True
    if above.count("(") > above.count(")") or text[:1].islower() or UNSAID.search(above):
        return False
    return bool(ENDED.search(above)) or above.endswith((")", "]")) or len(above) < ROOM * widest and not is_open(above)


def _goes_on(line: Printed, waiting: Sequence[Printed]) -> bool:
    """Whether a line is the next sentence under a label of an item that stands further left."""
    text, above = line.text.strip(), waiting[-1].text.strip()
    if line.gap or SAID.match(text) is None or not ENDED.search(above):
        return False
    inset, first = (len(each.text) - len(each.text.lstrip()) for each in (line, waiting[0]))
    return inset > first and ITEM.match(waiting[0].text.strip()) is not None


def _is_whole(waiting: Sequence[Printed], line: Printed, meanings: Meanings) -> bool:
    """Whether the lines so far end on who and when, and the next does not go on with it: in small letters, or with another label."""
    text = line.text.strip()
    return not text[0].islower() and bool(_read_item(tuple(waiting), meanings).told) and (": " not in text or not _labels(text, meanings))


def _labels(text: str, meanings: Meanings) -> bool:
    """Whether a line begins with a sentence under a known label."""
    first = SENTENCE.split(text)[0]
    return LABELLED.fullmatch(first) is not None and _read_piece(first.rstrip(" .;"), meanings) is not None


def _read_item(lines: tuple[Printed, ...], meanings: Meanings) -> _Item:
    whole = " ".join(" ".join([plain_text(lines[0]), *(line.text for line in lines[1:])]).split())
    number = ITEM.match(whole)
    text = whole[number.end() :] if number else whole
    box = BOX.match(text)
    text = text[box.end() :] if box else text
    listed = number is not None or BULLET.match(lines[0].text.strip()) is not None
    spaced = SPACED.fullmatch(lines[0].text) if listed and len(lines) == 1 else None
    if spaced is not None and (told := _read_spaced(spaced["tail"].split(), meanings)):
        action = text[: len(text) - len(" ".join(spaced["tail"].split()))].strip()
        return _Item(lines, number["ref"] if number else "", action, told, listed)
    early, late = text[:-LONGEST_END], text[-LONGEST_END:]
    for form in (BRACKETED, DASHED) if len(text) <= LONGEST_ITEM else ():
        found = form.fullmatch(late)
        if found is not None and (told := read_tail(found["tail"], meanings)):
            ref, action = split_label((early + found["text"]).strip().replace("**", ""), "action", meanings)
            labelled = bool(ref) or any(LABELLED.fullmatch(piece.strip()) for piece in re.split(r"[;|]", found["tail"]))
            return _Item(lines, number["ref"] if number else ref, action, told, listed, labelled)
    if listed and len(text) <= LONGEST_ITEM and (told := _read_sentences(late, meanings)):
        action = (early + SENTENCE.split(late)[0]).strip().replace("**", "")
        return _Item(lines, number["ref"] if number else "", action, told, listed, labelled=True)
    return _Item(lines, listed=listed)


def _with_below(items: list[_Item], meanings: Meanings) -> list[_Item]:
    """The items, each with what the line below it says of it, where that is so of most of them: a state, or "Led by the Clerk"."""
    below = zip(items, items[1:], strict=False)
    found = [(at, said) for at, (item, after) in enumerate(below) if item.told and (said := _said_below(after, meanings)) is not None]
    if len(found) < max(FEWEST, MOSTLY * sum(bool(item.told) for item in items)):
        return items
    joined = list(items)
    for at, said in found:
        if said[0] not in dict(items[at].told):
            joined[at] = replace(items[at], lines=(*items[at].lines, *items[at + 1].lines), told=(*items[at].told, said))
    taken = {at + 1 for at, _ in found if joined[at] is not items[at]}
    return [item for at, item in enumerate(joined) if at not in taken]


def _said_below(item: _Item, meanings: Meanings) -> tuple[str, str] | None:
    """What a paragraph of one line says of the item above it, and below which name; None where white space or a mark sets it apart."""
    first = item.lines[0]
    if len(item.lines) > 1 or item.listed or item.told or first.gap or HEADED.match(first.text.strip()):
        return None
    text = plain_text(first)
    if len(text) <= LONGEST_STATE and meanings.content(text).get("status", 0.0) >= STATE:
        return STATED, text
    who = BY.fullmatch(text)
    reading = meanings.header(who["label"]) if who else None
    return (NAMES["lead"], who["value"]) if who and reading is not None and reading.roles == ("lead",) else None


def _read_sentences(text: str, meanings: Meanings) -> tuple[tuple[str, str], ...]:
    """What the sentences behind the first say, each under its own label; nothing where one of them has none that is known."""
    action, *pieces = SENTENCE.split(text)
    if not pieces or len(action) < SHORTEST or not ENDED.search(text) or any(LABELLED.fullmatch(piece) is None for piece in pieces):
        return ()
    told = [_read_piece(piece.rstrip(" .;"), meanings) for piece in pieces]
    known = [each for each in told if each is not None]
    roles = {role for name, _ in known if (reading := meanings.header(name)) is not None for role in reading.roles}
    if not roles & {"lead", "timescale"}:
        return ()
    return tuple(known) if len({name for name, _ in known}) == len(told) else ()


def _read_spaced(words: Sequence[str], meanings: Meanings) -> tuple[tuple[str, str], ...]:
    """The time, and the state behind it, that stand apart at an item's end; nothing where they are something else."""
    for count in range(len(words), 0, -1):
        when, state = " ".join(words[:count]), " ".join(words[count:])
        if meanings.content(when).get("timescale", 0.0) < PLAIN_TIME:
            continue
        if not state:
            return ((NAMES["timescale"], when),)
        if meanings.content(state).get("status", 0.0) >= STATE:
            return (NAMES["timescale"], when), (STATED, state)
    return ()


def read_tail(tail: str, meanings: Meanings) -> tuple[tuple[str, str], ...]:
    """What trails, by the name of its column; nothing where a piece of it is neither labelled, nor a time, nor a lead."""
    pieces = [piece.strip(" .*") for piece in re.split(r"[;|]", tail)]
    whole = len(pieces) > 1 or ":" in tail or meanings.content(tail).get("timescale", 0.0) >= PLAIN_TIME
    pieces = pieces if whole else [piece.strip() for piece in tail.split(", ")]
    told = [_read_piece(piece, meanings) for piece in pieces if piece]
    if len(told) == 1 and told[0] is not None:
        told = _with_time(told[0], meanings)
    if len(told) == 2 and None in told and any(each and each[0] == NAMES["timescale"] for each in told):
        told = [_read_piece(piece, meanings, LIKELY_LEAD) for piece in pieces if piece]
    if any(each is None for each in told) or len({each[0] for each in told if each}) < len(told):
        return ()
    return tuple((name, value) for each in told if each for name, value in [each])


def _with_time(told: tuple[str, str], meanings: Meanings) -> list[tuple[str, str] | None]:
    """A labelled lead and, where a comma parts one from it, the time that stands with it: "Lead: Parks Team, by May 2026"."""
    who, comma, when = told[1].rpartition(", ")
    reading = meanings.header(told[0]) if comma else None
    if reading is None or reading.roles != ("lead",) or PAST.match(when) or meanings.content(when).get("timescale", 0.0) < PLAIN_TIME:
        return [told]
    return [(told[0], who), (NAMES["timescale"], when)]


def _read_piece(piece: str, meanings: Meanings, least: float = PLAIN_LEAD) -> tuple[str, str] | None:
    found = LABELLED.fullmatch(piece)
    if found is not None:
        reading = meanings.header(found["label"])
        known = reading is not None and reading.score >= STRONG and TOLD & set(reading.roles)
        return (found["label"].strip(), found["value"].strip()) if known else None
    if len(piece) > LONGEST_PIECE:
        return None
    content = meanings.content(piece)
    if content.get("timescale", 0.0) >= PLAIN_TIME:
        return NAMES["timescale"], piece
    return (NAMES["lead"], piece) if content.get("lead", 0.0) >= least and piece[:1].isupper() else None


def _calls(item: _Item, meanings: Meanings) -> bool:
    """Whether an item without a label calls to act and says both who and when, or when and how far it has come."""
    return len(item.told) >= len(NAMES) and meanings.content(item.text).get("action", 0.0) >= CALLS


def _strips(items: Sequence[_Item], names: Sequence[str], meanings: Meanings) -> Iterator[Strip]:
    numbered = any(item.ref for item in items if item.told)
    heads = [*(["Ref"] if numbered else []), "Action", *names]
    waiting: list[Printed] = []
    for item in items:
        if not item.told:
            waiting += item.lines
            continue
        yield from read_prose(waiting, meanings)
        waiting = []
        above = Place(line=item.place.line)  # each item prints its own labels
        yield Strip(tuple(Cell.of(name, above) for name in heads), above, gap=1)
        said = dict(item.told)
        texts = [*([item.ref] if numbered else []), item.text, *(said.get(name, "") for name in names)]
        yield Strip(tuple(Cell.of(text, item.place) for text in texts), item.place)
    yield from read_prose(waiting, meanings)
