"""Lines of their own that may head a section: told by what stands around them, since what they say leaves doubt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extract.flow import ENDED, looks_stray
from extract.headers import opens_table, read_header
from extract.heading.banners import may_head, may_name
from extract.tables.flat.sections import DATED
from model import HeadingReading, Meanings, Strip

LONGEST = 100
"""Characters of a line that no likeness to other headings tells for one."""

SAYS_PLAINLY = 0.8
"""Likeness to a time or a state from which a numbered line names no section: "2. Goods received" is more than half a state."""


@dataclass(frozen=True, slots=True)
class Around:
    """What is known where a line stands."""

    known: bool
    """It is set as other headings of the paper are, or stands as they do."""
    headed: bool
    """The paper says that its tables stand under headings."""
    begun: bool
    """A table of the plan came before."""


def year_section(text: str, known: bool, meanings: Meanings) -> HeadingReading | None:
    """The section that a year opens above a table, where it is `known` that others do so too; None for any other line."""
    return HeadingReading("level", text) if known and meanings.content(text).get("year", 0.0) else None


def heads_table(reading: HeadingReading, ahead: Sequence[Strip], begun: bool, meanings: Meanings) -> bool:
    """Whether a table of the plan's own stands below what may be a numbered heading, as below the paper's other headings."""
    if not ahead or ahead[0].loose or not may_name(reading.text, meanings, SAYS_PLAINLY):
        return False
    return begun or opens_table(ahead[0], meanings)


def opens_section(text: str, ahead: Sequence[Strip], around: Around, meanings: Meanings) -> bool:
    """Whether an unnumbered line is a section's heading: short, no sentence, and a table or a level's label follows."""
    known = around.known
    if not known and looks_stray(text) and meanings.heading(text) is None:
        return False
    if not known and (len(text) > LONGEST or ENDED.search(text) and not text.endswith(":")) or not text[:1].isalnum() or text[0].islower():
        return False
    for following in ahead if known else ahead[:3]:
        if not following.loose:
            named = not known and (meanings.heading(text) is not None or following is not ahead[0] or not may_head(text))
            heads = (known or around.headed and may_name(text, meanings)) and not named
            return around.begun or heads and read_header(following, meanings) is not None
        reading = meanings.heading(following.text)
        if reading is not None and reading.kind == "label" and reading.word == "description":
            begun = around.begun or not all(strip.loose for strip in ahead[:4]) and not _is_front(text, meanings)
            return begun and following is ahead[0] and not DATED.search(text)
        if reading is not None or len(following.text) <= LONGEST and not known:
            return known and following is ahead[0] and reading is not None and reading.kind == "level"
    return False


def marks_page(reading: HeadingReading) -> bool:
    """Whether a line amid the rows is a page's number or an appendix's, and no more."""
    return reading.kind == "front" and reading.word is None and reading.score >= 1.0


def _is_front(text: str, meanings: Meanings) -> bool:
    """Whether a line belongs on a paper's cover: it names the council, or a part of the paper."""
    reading = meanings.heading(text)
    return reading is not None and reading.kind == "front"
