"""A section's heading that a flattened paper prints as two paragraphs, its number alone above its name, made one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from extract.columns import is_ref
from extract.flow import ENDED
from extract.headers import STRONG
from extract.tables.flat.paragraphs import Block
from model import Meanings, Place, Role

WHOLE = re.compile(r"(\d{1,2})(?:\.0)?[.)]?")
"""The number of a section whose rows count on within it: "1.0" or "1" above "1.1"."""
WORDED = re.compile(r"[A-Z][a-z]+ (\d{1,2})")
"""The number of a level with its word: "Priority 2"."""
LONGEST = 60
"""Characters; a longer line, or a sentence, is no name."""
FEWEST = 2
"""Headings of a word and a number, counted up from 1, that must each stand above a name and an action."""
CALLS, VALUED = 0.5, 0.5
"""Likeness from which a text may call to act, and from which it is a lead or a time rather than a name."""


def whole_headings(blocks: Sequence[Block], meanings: Meanings) -> list[Block]:
    """The paragraphs with each heading whole: "1.0", "Travel" above "1.1"; "Priority 2", "Travel" above what may be a row."""
    worded = _worded(blocks, meanings)
    whole: list[Block] = []
    waiting: tuple[Block, str] | None = None
    for at, block in enumerate(blocks):
        if waiting is not None:
            above, mark = waiting
            place = Place.whole((above.paragraph.place, block.paragraph.place))
            text = f"{above.text.rstrip(' .:)')}{mark} {block.text}"
            whole.append(replace(above, paragraph=replace(above.paragraph, text=text, place=place)))
            waiting = None
        elif at in worded:
            waiting = (block, ":")
        elif _heads_numbers(blocks, at, meanings):
            waiting = (block, "")
        else:
            whole.append(block)
    return whole


def is_counted_level(blocks: Sequence[Block], at: int) -> bool:
    """Whether a word and its number ("Priority 2") heads no column: the paper counts on from it, and not in the next paragraph."""
    counted = WORDED.fullmatch(blocks[at].text) if len(blocks[at].text) <= LONGEST else None
    if counted is None:
        return False
    word = blocks[at].text[: counted.start(1)]
    beside = [blocks[each].text for each in (at - 1, at + 1) if 0 <= each < len(blocks)]
    if any(text.startswith(word) for text in beside):
        return False
    return sum(block.text.startswith(word) and WORDED.fullmatch(block.text) is not None for block in blocks) >= FEWEST


def _heads_numbers(blocks: Sequence[Block], at: int, meanings: Meanings) -> bool:
    """Whether a number stands above a mere name, and this above the first number that counts on within the section's."""
    number = WHOLE.fullmatch(blocks[at].text) if len(blocks[at].text) <= LONGEST and at + 2 < len(blocks) else None
    if number is None or blocks[at + 2].text.rstrip(".)") not in (f"{number[1]}.1", f"{number[1]}.01"):
        return False
    texts = [block.text for block in blocks]
    return _is_name(blocks[at + 1], meanings) and not _heads_column(texts, ("objective",), meanings)


def _worded(blocks: Sequence[Block], meanings: Meanings) -> frozenset[int]:
    """Positions of the words with numbers that head sections: counted up from 1, no column's, each above a name and what may be a row."""
    found = [at for at, block in enumerate(blocks) if len(block.text) <= LONGEST and WORDED.fullmatch(block.text)]
    if len(found) < FEWEST or [blocks[at].text.split()[-1] for at in found] != [str(nth) for nth in range(1, len(found) + 1)]:
        return frozenset()
    words = {blocks[at].text.split()[0] for at in found}
    roles = _level(min(words), meanings) if len(words) == 1 else None
    others = [block.text for at, block in enumerate(blocks) if at not in found]
    if roles is None or _heads_column(others, roles, meanings):
        return frozenset()
    heads = all(at + 2 < len(blocks) and _is_name(blocks[at + 1], meanings) and _opens_row(blocks[at + 2], meanings) for at in found)
    return frozenset(found) if heads else frozenset()


def _heads_column(texts: Iterable[str], roles: tuple[Role, ...], meanings: Meanings) -> bool:
    """Whether one of the texts heads a column of that level, in which its numbers and names are cells."""
    return any(_level(text, meanings) == roles for text in texts if len(text) <= LONGEST)


def _level(text: str, meanings: Meanings) -> tuple[Role, ...] | None:
    """The level that a header's words name, if they name one and nothing else."""
    reading = meanings.header(text)
    return reading.roles if reading is not None and reading.score >= STRONG and reading.roles in (("priority",), ("objective",)) else None


def _is_name(block: Block, meanings: Meanings) -> bool:
    if len(block.text) > LONGEST or ENDED.search(block.text) or block.paragraph.bullet or is_ref(block.text) or not block.text[0].isupper():
        return False
    said = meanings.content(block.text)
    known = meanings.header(block.text)
    return (known is None or known.score < STRONG) and max(said.get("lead", 0.0), said.get("timescale", 0.0)) < VALUED


def _opens_row(block: Block, meanings: Meanings) -> bool:
    """Whether what stands below a name may begin a row, or is a header or label above it."""
    if is_ref(block.text):
        return True
    known = meanings.header(block.text) if len(block.text) <= LONGEST else None
    return known is not None and known.score >= STRONG or meanings.content(block.text[:160]).get("action", 0.0) >= CALLS
