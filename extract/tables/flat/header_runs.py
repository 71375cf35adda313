"""The paragraphs of a flattened paper that together print a table's header."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import replace

from extract.columns import is_ref
from extract.flow import ENDED
from extract.headers import LONGEST_UNKNOWN, STRONG, TELLING
from extract.tables.flat.paragraphs import Block
from extract.tables.flat.parted_heads import is_counted_level
from model import HeaderReading, Meanings, Place, Role

FEWEST = 3
"""Headers, of as many roles, that together are a table's."""
CALLS, WELL_KNOWN = 0.9, 0.95
"""Likeness from which words that are no header as they stand call to act, and score from which they are a header all the same."""
WIDEST = 40
"""Paragraphs that one header takes at most."""
LONGEST_BROKEN = 40
"""Characters of two paragraphs that may be the pieces of one header."""
LEVELS: frozenset[Role] = frozenset({"priority", "objective"})
HEADED: frozenset[Role] = frozenset({"action", "objective"})
"""What a header below a paper's title must head; an objective is the action where nothing else is."""
SHORT = 100
"""Characters; a longer line is no header."""
SEVERAL = 2
"""Headers of a paper from which a text that stands beside each of them, and nowhere else, is part of them."""
SCATTERED: frozenset[Role] = frozenset({"ref", "objective", "action", "outcomes", "lead", "timescale", "update"})
"""Columns whose headers are hardly values of another one, as "Completed" may be."""
MOST_RUN, MOST_NAMING = 20, 5
"""Words of a line that headers ran together on, and of one of them."""
YEAR = re.compile(r"(?:19|20)\d\d")
VAGUE = 0.5
"""How plainly a word must be one for items of any kind, and how well what is taken for a header so is known."""

Run = tuple[tuple[Block, HeaderReading], ...]
"""The paragraphs of one header, and how each reads."""


def whole_headers(blocks: Sequence[Block], meanings: Meanings) -> list[Block]:
    """The paragraphs with a header among others that was printed as two of them made one: "Cabinet", "Member" below "Action"."""
    whole: list[Block] = []
    for block in blocks:
        if len(whole) > 1 and _ends_header(whole[-2], whole[-1], block, meanings):
            above = whole[-1].paragraph
            place = Place.whole((above.place, block.paragraph.place))
            whole[-1] = replace(whole[-1], paragraph=replace(above, text=f"{above.text} {block.text}", place=place))
        else:
            whole.append(block)
    return whole


def _ends_header(before: Block, above: Block, block: Block, meanings: Meanings) -> bool:
    """Whether a short paragraph below a header is the end of the next: of two that say nothing apart, or a sign or bracket behind one."""
    if len(above.text) + len(block.text) > LONGEST_BROKEN or _as_header(before, meanings) is None:
        return False
    reading = meanings.header(f"{above.text} {block.text}")
    known = [meanings.header(each.text) is not None for each in (above, block)]
    if reading is None or reading.score < STRONG:
        return False
    if reading.dated is not None and (known == [False, True] or YEAR.fullmatch(block.text)):  # "June 2026", "Update"; "Update June", "2026"
        return True
    return not known[1] and (not known[0] or block.text[0] == "(" or not re.search(r"\w", block.text))


def header_runs(blocks: Sequence[Block], meanings: Meanings) -> dict[int, Run]:
    """Every run of paragraphs that together print a table's header, by its first position."""
    runs: dict[int, Run] = {}
    index = 0
    while index < len(blocks):
        start, end, readings = _run_from(blocks, index, meanings)
        while start < end and (_names_paper(blocks[start], readings[0], meanings) or _names_table(readings)):
            later = _run_from(blocks, start + 1, meanings)
            if not _makes_table(later[2]) or not any(HEADED & set(reading.roles) for reading in later[2]):
                break
            start, end, readings = later
        if _makes_table(readings):
            runs[start] = tuple(zip(blocks[start:end], readings, strict=True))
        index = end if _makes_table(readings) else index + 1
    return _with_edges(blocks, _without_cells_above(blocks, runs), meanings)


def _without_cells_above(blocks: Sequence[Block], runs: Mapping[int, Run]) -> dict[int, Run]:
    """The runs without a first text of no role that cells say too: the end of the row above a header printed again ("Officer time")."""
    if all(run[0][1].roles for run in runs.values()):
        return dict(runs)
    heads = {at for start, run in runs.items() for at in range(start, start + len(run))}
    cells = {block.text for at, block in enumerate(blocks) if at not in heads}
    roleless = {start for start, run in runs.items() if not run[0][1].roles and run[0][0].text in cells}
    above = {start for start in roleless if _makes_table([reading for _, reading in runs[start][1:]])}
    return {start + (start in above): run[1:] if start in above else run for start, run in runs.items()}


def are_scattered(cells: Iterable[Block], others: Iterable[Block], meanings: Meanings) -> bool:
    """Whether headers of several columns stand among the cells, each apart, or run together on a line as cells then do too."""
    found: set[Role] = set()
    for block in cells:
        reading = meanings.header(block.text) if len(block.text) <= LONGEST_BROKEN else None
        if reading is not None and reading.score >= WELL_KNOWN and meanings.content(block.text).get("timescale", 0.0) < VAGUE:
            found.update(role for role in reading.roles if role in SCATTERED)
        elif _runs_together(block.text, meanings):
            return True
    return len(found) >= SEVERAL or any(_runs_together(block.text, meanings) for block in others)


def _runs_together(text: str, meanings: Meanings) -> bool:
    """Whether a line falls into several headers and nothing else: "Action Lead officer Target date Progress"."""
    words = text.split()
    if not FEWEST < len(words) <= MOST_RUN or not text[0].isupper() or ENDED.search(text) or any(map(str.isdigit, text)):
        return False
    roles: list[frozenset[Role] | None] = [frozenset(), *(None for _ in words)]
    for end in range(1, len(words) + 1):
        for start in range(max(0, end - MOST_NAMING), end):
            before, name = roles[start], " ".join(words[start:end])
            reading = meanings.header(name) if before is not None and name[0].isupper() else None
            if before is not None and reading is not None and reading.score >= WELL_KNOWN:
                roles[end] = max(roles[end] or frozenset(), before | set(reading.roles), key=len)
    return len(roles[-1] or ()) > FEWEST


def _with_edges(blocks: Sequence[Block], runs: Mapping[int, Run], meanings: Meanings) -> dict[int, Run]:
    """The runs with what the paper's own words head the first or the last column with, where the words tell or are printed each time."""
    ends = {start: start + len(run) for start, run in runs.items()}
    said = Counter(block.text for block in blocks)
    before = [blocks[start - 1] for start in runs if start]
    after = [blocks[end] for end in ends.values() if end < len(blocks)]
    first = _edge(before, said, len(runs), meanings) if len(before) == len(runs) else None
    last = _edge(after, said, len(runs), meanings) if len(after) == len(runs) else None
    whole: dict[int, Run] = {}
    for start, run in runs.items():
        roles = {role for _, reading in run for role in reading.roles}
        opens = _first_header(blocks[start - 1], first, roles, meanings) if start else None
        if opens is None and start:
            opens = _level_header(blocks[start - 1], roles, meanings)
        behind = ends[start] < len(blocks) and not is_counted_level(blocks, ends[start])
        closes = _last_header(blocks[ends[start]], last, roles, meanings) if behind else None
        left = ((blocks[start - 1], opens),) if opens is not None else ()
        right = ((blocks[ends[start]], closes),) if closes is not None else ()
        whole[start - len(left)] = (*left, *run, *right)
    return whole


def _edge(beside: Sequence[Block], said: Mapping[str, int], runs: int, meanings: Meanings) -> str | None:
    """The text that stands beside every run, and nowhere else: one more header."""
    texts = {block.text for block in beside}
    text = next(iter(texts), "")
    if runs < SEVERAL or len(texts) > 1 or said[text] != runs or len(text) > LONGEST_UNKNOWN or ENDED.search(text) or is_ref(text):
        return None
    told = meanings.content(text)
    cell = any(told.get(role, 0.0) >= VAGUE for role in ("action", "lead", "timescale", "status"))
    return text if meanings.heading(text) is None and not cell else None


def _first_header(block: Block, edge: str | None, roles: Container[Role], meanings: Meanings) -> HeaderReading | None:
    """What heads the column of actions where no other does: a word for items of any kind ("Scheme"), or what stands there each time."""
    if "action" in roles or "objective" in roles:
        return None
    vague = meanings.content(block.text).get("vague", 0.0) >= VAGUE and meanings.heading(block.text) is None
    return HeaderReading(block.text, ("action",), VAGUE) if vague or block.text == edge else None


def _level_header(block: Block, roles: Container[Role], meanings: Meanings) -> HeaderReading | None:
    """What a paper's own words head the column of a level with, one of its kind: "Equality objective", "Outcome we want to see"."""
    reading = meanings.header(block.text) if len(block.text) <= LONGEST_UNKNOWN else None
    wants: Container[Role] = LEVELS if "outcomes" not in roles else {*LEVELS, "outcomes"}
    if reading is None or len(reading.roles) != 1 or reading.roles[0] not in wants or "action" not in roles or "objective" in roles:
        return None
    words = block.text.split()
    known = [meanings.header(word) for word in (words[0], words[-1]) if not word.endswith("s")]
    one = any(each is not None and each.score >= WELL_KNOWN and each.roles == reading.roles for each in known)
    role: Role = "objective" if "outcomes" in reading.roles else reading.roles[0]
    return replace(reading, roles=(role,)) if one and meanings.heading(block.text) is None else None


def _last_header(block: Block, edge: str | None, roles: Container[Role], meanings: Meanings) -> HeaderReading | None:
    """What the last column is headed with where the lexicon does not know it whole: "Outcomes for carers"."""
    reading = meanings.header(block.text) if len(block.text) <= LONGEST_UNKNOWN else None
    if block.text == edge:
        return reading if reading is not None else HeaderReading(block.text, (), VAGUE)
    if reading is None or len(reading.roles) != 1 or reading.roles[0] in roles or block.text[:1].islower():
        return None
    words = block.text.split()
    known = [meanings.header(" ".join(words[:count])) for count in range(1, len(words))]
    opens = any(each is not None and each.score >= WELL_KNOWN and each.roles == reading.roles for each in known)
    return reading if opens and meanings.heading(block.text) is None else None


def _run_from(blocks: Sequence[Block], start: int, meanings: Meanings) -> tuple[int, int, list[HeaderReading]]:
    """The paragraphs from here on that could be one header: where they begin and end, and how each reads."""
    end = start
    readings: list[HeaderReading] = []
    for block in blocks[start : start + WIDEST]:
        if (reading := _as_header(block, meanings) or _between(blocks, end, readings, meanings)) is None:
            break
        label, above = meanings.heading(block.text), readings
        if not above and not reading.roles and label is not None and label.kind == "level" and label.ref is not None:
            break  # "2. Partnership" opens a section
        if is_counted_level(blocks, end):
            break
        if any(_same_words(reading, each) for each in above):
            if not (len(readings) >= FEWEST and readings[0].dated and _same_words(reading, readings[0])):
                break
            readings, start = readings[1:], start + 1  # the paper's own date stood above the header that prints it again
        second = len(above) == 1 and any(_as_header(each, meanings) for each in blocks[end + 1 : end + 3])  # "Action", "Description"
        if label is not None and label.kind == "label" and not second and any(set(reading.roles) & set(each.roles) for each in above):
            break
        readings.append(reading)
        end += 1
    return start, end, readings


def _between(blocks: Sequence[Block], at: int, above: Sequence[HeaderReading], meanings: Meanings) -> HeaderReading | None:
    """A header that is known by a telling word alone ("Lead officer/ABC"), where a run of sure ones goes on behind it, or not at all.

    Behind one or two headers, those after it must be of two roles more: a table's by themselves with these.
    """
    if not above or at + 1 >= len(blocks) or len(blocks[at].text) > SHORT or _as_header(blocks[at + 1], meanings) is None:
        return None
    reading = meanings.header(blocks[at].text)
    if reading is not None and reading.roles:
        after, heads = blocks[at + 1 : at + 1 + SEVERAL], meanings.heading(blocks[at].text) is not None  # "Priority 2: Food" is no column
        return reading if len(above) >= FEWEST or not heads and _goes_on_behind(after, [*above, reading], meanings) else None
    if len(above) < SEVERAL:
        return None
    return HeaderReading(blocks[at].text, (), VAGUE) if _is_amid_headers(blocks, at, above, meanings) else None


def _goes_on_behind(blocks: Sequence[Block], above: Sequence[HeaderReading], meanings: Meanings) -> bool:
    """Whether the paragraphs are sure headers, of as many roles that none before them has."""
    readings = [_as_header(block, meanings) for block in blocks]
    new = {role for reading in readings if reading for role in reading.roles} - {role for reading in above for role in reading.roles}
    return None not in readings and len(new) >= SEVERAL


def _is_amid_headers(blocks: Sequence[Block], at: int, above: Sequence[HeaderReading], meanings: Meanings) -> bool:
    """Whether words that no lexicon knows stand between headers of several roles each way, and are no cell: no sentence, lead or time.

    Behind headers that are a table's already one of another role is enough, and the words call to nothing.
    """
    whole = _makes_table(above)
    more = 1 if whole else SEVERAL
    text, below = blocks[at].text, [_as_header(block, meanings) for block in blocks[at + 1 : at + 1 + more]]
    known = {role for reading in above for role in reading.roles}
    after = {role for reading in below if reading is not None for role in reading.roles}
    if len(known) < SEVERAL or len(after - known) < more or None in below:
        return False
    if whole and meanings.content(blocks[at + 1].text).get("status", 0.0) >= VAGUE:  # "Weir gate", "Completed" is a row
        return False
    if len(text) > LONGEST_UNKNOWN or not text[0].isupper() or ENDED.search(text) or is_ref(text):
        return False
    label, said = meanings.heading(text), meanings.content(text)
    if label is not None and (label.kind != "label" or label.word == "description"):
        return False
    return all(said.get(role, 0.0) < VAGUE for role in ("lead", "timescale", "status", *(("action",) if whole else ())))


def _names_paper(block: Block, reading: HeaderReading, meanings: Meanings) -> bool:
    """Whether a line's words are a header's, and may be the paper's own title or date all the same."""
    said = meanings.heading(block.text)
    return reading.dated is not None or said is not None and said.kind == "title"


def _names_table(readings: Sequence[HeaderReading]) -> bool:
    """Whether the first of a header is the title above it: another has its role, and a number follows or one word is both ("Key dates")."""
    first, after = readings[0], readings[1:]
    if not first.roles or not any(set(first.roles) <= set(each.roles) for each in after):
        return False
    words = {word.strip(".,:").casefold() for word in first.header.split()}
    return after[0].roles == ("ref",) or any(f"{each.header.casefold()}s" in words for each in after if each.roles == first.roles)


def _makes_table(readings: Sequence[HeaderReading]) -> bool:
    """Whether headers are so many, and say so much, that together they are a table's."""
    roles = {role for reading in readings for role in reading.roles}
    return len(readings) >= FEWEST and len(roles) >= FEWEST and len(roles & TELLING) >= 2


def heads_table(texts: Sequence[str], meanings: Meanings) -> bool:
    """Whether each of several texts is plainly a header, and they are a table's together."""
    readings = [meanings.header(text) for text in texts] if len(texts) >= FEWEST else []
    sure = [reading for reading in readings if reading is not None and reading.score >= STRONG]
    return len(sure) == len(texts) and _makes_table(sure)


def _same_words(one: HeaderReading, other: HeaderReading) -> bool:
    return one.header.casefold() == other.header.casefold()


def _as_header(block: Block, meanings: Meanings) -> HeaderReading | None:
    reading = meanings.header(block.text) if len(block.text) <= 60 else None
    if reading is None or reading.score < STRONG or reading.score < WELL_KNOWN and meanings.content(block.text).get("action", 0.0) >= CALLS:
        return None
    return reading
