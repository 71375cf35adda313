"""Lines that stand alone, in a table or above one: which of them name a section, and which are rows that hold nothing else."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extract.columns import is_ref
from extract.drafts import DraftPart
from extract.flow import ENDED
from extract.headers import Frame, read_header
from extract.heading.levels import describes
from extract.tables.flat.sections import DATED
from model import HeadingReading, Meanings, Strip

OPENING = frozenset({"level", "glossary", "legend", "closing", "label"})
"""Kinds of headings that open something."""
ACTION = 0.8
"""Likeness from which a text calls to act."""
FEWEST_WORDS = 5
"""Words of such a text from which it is an action, not the name of a section."""
LONGEST = 120
"""Characters of a section's name."""
SAYS = 0.5
"""Likeness to a time or a state from which a line names no section."""
LETTER = re.compile(r"[A-Z]")
LETTERED = re.compile(r"[A-Z]{1,3}(\d{1,2})")
"""The number of a section behind its letters, which the rows below it leave out: "P1", and then "1.1"."""
SECTION = "section"
"""The word of a heading that stands above headings by words of their own."""
SURE = 0.5
"""A heading read with less than this needs its neighbours to bear it out."""
SHORTENED = 4
"""Words of a name by which a label's own word is told."""
SHORT = 100
"""Characters; a longer line above a table is no heading of a section."""


def stands_alone(
    text: str, strip: Strip, ahead: Sequence[Strip], frame: Frame | None, meanings: Meanings, opened: bool = False
) -> bool:
    """Whether a line with nothing but its first cell, or the one behind an empty number, is a banner.

    It is no sentence; and a header follows it, or the line that explains it, or it runs across the whole table by the table's own
    account, or it alone is bold, or full rows follow it where its column holds no text that could stand alone as well. Such a table
    is `opened` by its banners where one is its first line.
    """
    if strip.filled[0] != 0:
        return frame is not None and _stands_unnumbered(strip, ahead, frame)
    if not (text[:1].isupper() or text[:1].isdigit()) or len(strip.cells) < 2:
        return False
    if (ENDED.search(text) or len(text) > LONGEST) and not _says_what_follows(text, strip):
        return False
    following = next((each for each in ahead if not describes(each, meanings)), None)
    if following is None or following.loose or frame is None and _says_as_at(text, meanings):
        return False
    if following is not ahead[0] or read_header(following, meanings) is not None:
        return True
    if frame is None:
        return False
    if strip.cells[0].across >= max(3, len(strip.cells) - 1):
        return True
    full = max(2, len(frame.columns) // 2)
    if _is_set_apart(strip, following) and (len(following.filled) >= full or _heads_next(ahead, full)):
        return True
    above = set(frame.columns[frame.at(0)].roles)
    if {"priority", "objective"} & above:
        return opened and len(following.filled) >= full and _heads_levels(text, following, meanings)
    if "action" in above and _says_action(text, meanings):
        return False
    return len(following.filled) >= full


def _says_as_at(text: str, meanings: Meanings) -> bool:
    """Whether a line above the first table says as at when it tells progress: "Position at 30 June 2025" opens no section."""
    reading = meanings.header(text)
    return reading is not None and reading.dated is not None and "update" in reading.roles


def _stands_unnumbered(strip: Strip, ahead: Sequence[Strip], frame: Frame) -> bool:
    """Whether a line with nothing but bold words beside an empty number heads the numbered rows below it, whose words there are plain."""
    if strip.filled != (1,) or not ahead or frame.columns[frame.at(0)].roles != ("ref",) or ENDED.search(strip.text):
        return False
    below = ahead[0]
    if below.loose or len(below.filled) < max(2, len(frame.columns) // 2) or below.filled[:2] != (0, 1) or not is_ref(below.cells[0].text):
        return False
    plain = not any(each.bold for each in below.cells[1].paragraphs)
    return plain and len(strip.text) <= LONGEST and all(each.bold for each in strip.cells[1].paragraphs)


def _heads_levels(text: str, below: Strip, meanings: Meanings) -> bool:
    """Whether words alone in the column of a level head the level that begins right below them, and are neither it nor a part of it."""
    return below.filled[0] == 0 and below.cells[0].text[:1].isupper() and may_head(text) and not _says_action(text, meanings)


def _heads_next(ahead: Sequence[Strip], full: int) -> bool:
    """Whether the next line, with nothing but its first cell, is a heading of full rows, so that one above it is of a higher level."""
    return ahead[0].filled == (0,) and len(ahead) > 1 and not ahead[1].loose and len(ahead[1].filled) >= full


def _is_set_apart(strip: Strip, following: Strip) -> bool:
    """Whether a line is bold where the row below it is plain in the same column."""
    below = following.cells[0].paragraphs
    return bool(below) and all(each.bold for each in strip.cells[0].paragraphs) and not any(each.bold for each in below)


def _says_what_follows(text: str, strip: Strip) -> bool:
    """Whether a line that runs across the whole table by the file's own account ends with a colon, and so heads what stands below it."""
    return strip.cells[0].across >= max(3, len(strip.cells)) and text.endswith(":")


def may_head_rows(reading: HeadingReading, strip: Strip) -> bool:
    """Whether a line across a whole table that could be a plan's title, or a word of its cover, may be the name of a section of it."""
    unsure = reading.kind == "title" or reading.kind == "front" and reading.score < SURE
    return unsure and strip.cells[0].across >= max(3, len(strip.cells))


def explains(strip: Strip) -> bool:
    """Whether a line below a banner is a sentence that says more of it, and no row: it stands beside the table or right across it."""
    whole = strip.loose or strip.cells[0].across >= max(3, len(strip.cells) - 1)
    return whole and strip.filled == (0,) and ENDED.search(strip.text) is not None and not strip.text[:1].isdigit()


def is_note(strip: Strip, ahead: Sequence[Strip], frame: Frame) -> bool:
    """Whether a line is a sentence across a whole table, at its foot or where no action stands: a note to it, and no row.

    What stands across its foot is none either, sentence or not, where no action stands; so are words alone where the numbers stand,
    and a sentence there anywhere.
    """
    numbers = not strip.loose and strip.filled == (0,) and frame.columns[frame.at(0)].roles == ("ref",)
    if numbers and not is_ref(strip.text) and (ENDED.search(strip.text) or all(each.loose or len(each.filled) < 2 for each in ahead)):
        return True
    if strip.loose or strip.cells[0].across < max(3, len(strip.cells)) or strip.filled != (0,):
        return False
    aside = "action" not in frame.columns[frame.at(0)].roles
    foot = not ahead or ahead[0].loose or len(ahead[0].cells) != len(strip.cells)
    return (aside or foot) if ENDED.search(strip.text) else aside and foot


def names_a_list(strip: Strip, meanings: Meanings) -> HeadingReading | None:
    """The numbered level that a line's only cell opens with, the list that explains it below: "Target 1: Homes that:" and its marks."""
    if len(strip.filled) != 1 or len(paragraphs := strip.cells[strip.filled[0]].paragraphs) < 2:
        return None
    reading = meanings.heading(paragraphs[0].text)
    named = reading is not None and reading.kind == "level" and reading.word is not None and reading.ref is not None
    return reading if named and all(paragraph.bullet for paragraph in paragraphs[1:]) else None


def list_below(strip: Strip, meanings: Meanings) -> str:
    """The words of the list that explains such a level; empty where a line names none."""
    return "\n".join(each.text for each in strip.cells[strip.filled[0]].paragraphs[1:]) if names_a_list(strip, meanings) else ""


def counted_level(pieces: Sequence[str], ahead: Sequence[Strip], meanings: Meanings) -> HeadingReading | None:
    """The level that a number and a name are, where the next line counts on below it: "1", "Boats", then "1.1" or "1a"; "B", then "B1".

    A letter before the number may be left out below: "P1", then "1.1".
    So are capitals that run over a column of numbers: "SAFE", "HARBOURS", then "4".
    """
    if len(pieces) != 2 or not ahead:
        return None
    if not is_ref(pieces[0]) and all(map(str.isupper, pieces)) and is_ref(ahead[0].cells[0].text) and may_head(" ".join(pieces)):
        return HeadingReading("level", " ".join(pieces), score=0.7)
    if not is_ref(pieces[0]) and not LETTER.fullmatch(pieces[0]):
        return None
    below = ahead[1] if len(ahead) > 1 and not ahead[0].loose and read_header(ahead[0], meanings) is not None else ahead[0]
    ref, counted = pieces[0].rstrip("."), below.cells[0].text
    lettered = LETTERED.fullmatch(ref)
    counts_on = counted.startswith(f"{ref}.") or lettered is not None and counted.startswith(f"{lettered[1]}.")
    counts_on |= ref.isalpha() and counted.startswith(ref) and counted[len(ref) :].strip(".) ").isdigit()
    if ref.isdigit() and counted.startswith(ref) and counted[len(ref) :].strip(" .()") == "a":
        counts_on |= meanings.content(pieces[1]).get("action", 0.0) < ACTION or not _is_one_of(ref, ahead)
    return HeadingReading("level", pieces[1], ref=ref, score=0.7) if counts_on else None


def _is_one_of(ref: str, ahead: Sequence[Strip]) -> bool:
    """Whether the next number is that of a row, and so is this one: "2" with who and when behind it, where "1a" was put in between."""
    following = str(int(ref) + 1)
    return any(line.cells[0].text.strip(" .)") == following and len(line.filled) > 2 for line in ahead if not line.loose)


def section_level(text: str, ahead: Sequence[Strip], meanings: Meanings) -> HeadingReading:
    """The level that an unnumbered heading opens: one above headings by a word ("Objective 2: …") has a word too."""
    below = meanings.heading(ahead[0].text) if ahead[0].loose else None
    upper = below is not None and below.kind == "level"
    counted = counted_level(text.split(maxsplit=1), ahead, meanings)
    return counted or HeadingReading("level", text, word=SECTION if upper else None, score=0.5)


def named_at_length(reading: HeadingReading, strip: Strip, part: DraftPart, meanings: Meanings) -> HeadingReading | None:
    """The level whose name is as long as what explains one: "Objective: " and a sentence, where no heading waits to be explained.

    That is across a table, or below rows, unless a heading without rows stands above; None for any other line.
    """
    levels, (label, mark, said) = part.levels, strip.text.partition(":")
    waits = levels.priority is not None and not (part.rows and part.rows[-1].priority == levels.priority)
    if not mark or said.strip() != reading.text or waits or strip.loose and levels.priority is None:
        return None
    short = meanings.heading(f"{label}: {' '.join(said.split()[:SHORTENED]).rstrip('.')}")
    named = short is not None and short.kind == "level" and short.word is not None
    return replace(short, text=reading.text) if short is not None and named else None


def _says_action(text: str, meanings: Meanings) -> bool:
    """Whether a text is too long a call to act for a section's name: a row can hold nothing but its action."""
    return len(text.split()) >= FEWEST_WORDS and meanings.content(text).get("action", 0.0) >= ACTION


def may_head(text: str) -> bool:
    """Whether a line can head a section: short, no sentence, and without a day of the calendar, which dates papers."""
    return len(text) <= SHORT and not ENDED.search(text) and not DATED.search(text)


def may_name(text: str, meanings: Meanings, says: float = SAYS) -> bool:
    """Whether a line can name a section: nothing that is as like a time or a state as it `says`, and no header of a plan's own columns."""
    content, header = meanings.content(text), meanings.header(text)
    return max(content.get("timescale", 0.0), content.get("status", 0.0)) < says and (header is None or not header.roles)
