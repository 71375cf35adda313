"""Lines that stand alone, in a table or above one: which of them name a section, and which are rows that hold nothing else."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from extract.columns import is_ref
from extract.flow import ENDED
from extract.headers import Frame, read_header
from extract.levels import describes
from extract.other_tables import AHEAD, opens_other
from extract.tables.sections import DATED
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
FEWEST_HEADS = 2
SECTION = "section"
"""The word of a heading that stands above headings by words of their own."""
MOST_SENTENCES = 2
"""Sentences between a heading and the table that it heads."""
SURE = 0.5
"""A heading read with less than this needs its neighbours to bear it out."""
LONGEST_SPOKEN = 300
"""Characters of a sentence that heads a table."""
SHORT = 100
"""Characters; a longer line above a table is no heading of a section."""


def stands_alone(text: str, strip: Strip, ahead: Sequence[Strip], frame: Frame | None, meanings: Meanings) -> bool:
    """Whether a line with nothing but its first cell is a banner.

    It is no sentence; and a header follows it, or the line that explains it, or it runs across the whole table by the table's own
    account, or it alone is bold, or full rows follow it where its column holds no text that could stand alone as well.
    """
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
    if {"priority", "objective"} & above or "action" in above and _says_action(text, meanings):
        return False
    return len(following.filled) >= full


def _says_as_at(text: str, meanings: Meanings) -> bool:
    """Whether a line above the first table says as at when it tells progress: "Position at 30 June 2025" opens no section."""
    reading = meanings.header(text)
    return reading is not None and reading.dated is not None and "update" in reading.roles


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

    What stands across its foot is none either, sentence or not, where no action stands; so are words alone where the numbers stand.
    """
    numbers = not strip.loose and strip.filled == (0,) and frame.columns[frame.at(0)].roles == ("ref",)
    if numbers and not is_ref(strip.text) and all(each.loose or len(each.filled) < 2 for each in ahead):
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
    """The level that a number and a name are, where the next line counts on below it: "1", "Boats", then "1.1"; "B", then "B1".

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
    return HeadingReading("level", pieces[1], ref=ref, score=0.7) if counts_on else None


def section_level(text: str, ahead: Sequence[Strip], meanings: Meanings) -> HeadingReading:
    """The level that an unnumbered heading opens: one above headings by a word ("Objective 2: …") has a word too."""
    below = meanings.heading(ahead[0].text) if ahead[0].loose else None
    upper = below is not None and below.kind == "level"
    counted = counted_level(text.split(maxsplit=1), ahead, meanings)
    return counted or HeadingReading("level", text, word=SECTION if upper else None, score=0.5)


def _says_action(text: str, meanings: Meanings) -> bool:
    """Whether a text is too long a call to act for a section's name: a row can hold nothing but its action."""
    return len(text.split()) >= FEWEST_WORDS and meanings.content(text).get("action", 0.0) >= ACTION


def section_heads(strips: Sequence[Strip], frames: Mapping[int, Frame], meanings: Meanings) -> frozenset[int]:
    """The lines (by their ids) that this paper's rows stand below: two or more short ones that are no sentence and no title, else none.

    A sentence or two between a heading and its table explain it. Words for states ("Green", "Shared") are names of sections too
    beside a plain one, where no two are colours. Names that a table's own lines hold above its header printed again count as well,
    and so do headings that stand right above the heading of a table, and lines set like all others with more prose below them.
    """
    found: list[Strip] = []
    upper: list[Strip] = []
    tops = [index for index in range(1, len(strips)) if strips[index - 1].loose and not strips[index].loose]
    tops = [index for index in tops if _is_own(index, strips, frames, meanings)]
    explained = _have_straplines([_above_sentences(index - 1, strips) for index in tops], strips)
    for index in tops:
        at = _above_sentences(index - 1, strips) - explained
        if strips[at].loose and may_head(strips[at].text) and _names_section(strips[at], at < index - 1, meanings):
            found.append(strips[at])
        elif at and index in frames and _heads_headings(strips[at - 1], strips[at], meanings):
            upper.append(strips[at - 1])
    named = [strip for strip in found if may_name(strip.text, meanings) or _speaks_of_actions(strip.text, meanings)]
    colours = sum(meanings.content(strip.text).get("rag", 0.0) >= 1.0 for strip in found)
    mixed = bool(named) and len(found) > FEWEST_HEADS and colours < 2
    enough = len(found) >= FEWEST_HEADS or len(found) == 1 and _named_inside(found[0], strips, frames)
    heads = (found if mixed else named) if enough else _spoken_heads(strips, frames, meanings)
    farther = _set_alike(heads, tops, strips, meanings) if enough and heads else []
    return frozenset(map(id, heads + farther + (upper if len(upper) >= FEWEST_HEADS else [])))


def _set_alike(heads: Sequence[Strip], tops: Sequence[int], strips: Sequence[Strip], meanings: Meanings) -> list[Strip]:
    """The lines set as bold, as high and as far left as every one of these headings, with prose alone down to a table of the plan."""
    look = _look(heads[0])
    if look is None or any(_look(head) != look for head in heads):
        return []
    found = []
    for top in tops:
        at = next((at for at in range(top - 1, -1, -1) if not strips[at].loose or _look(strips[at]) == look), top)
        strip = strips[at]
        fresh = at < top and strip.loose and strip not in heads
        if fresh and may_head(strip.text) and _names_section(strip, True, meanings) and may_name(strip.text, meanings):
            found.append(strip)
    return found


def _look(strip: Strip) -> tuple[int, int] | None:
    """How high a bold line stands and where it begins, in whole points; None for any other."""
    paragraph = strip.cells[0].paragraphs[0] if strip.loose and strip.cells[0].paragraphs else None
    box = paragraph.place.box if paragraph is not None and paragraph.bold else None
    return None if box is None else (round(box[3] - box[1]), round(box[0]))


def _speaks_of_actions(text: str, meanings: Meanings) -> bool:
    """Whether a line says which actions stand below it: "Completed actions", "Actions carried over from 2024/25"."""
    header = meanings.header(text) if " " in text else None
    return header is not None and header.roles == ("action",)


def _have_straplines(places: Sequence[int], strips: Sequence[Strip]) -> bool:
    """Whether each table stands below a bold name of its own and a plain line that says more of it: "Homes", "A door for everybody"."""
    pairs = [(strips[at - 1], strips[at]) for at in places if at]
    names = {name.text for name, _ in pairs}
    if len(names) < max(FEWEST_HEADS, len(places)) or not all(one.loose and may_head(one.text) for pair in pairs for one in pair):
        return False
    return all(_is_set(name) and not _is_set(line) and name.place.page == line.place.page for name, line in pairs)


def _is_set(strip: Strip) -> bool:
    paragraph = strip.cells[0].paragraphs[0]
    return paragraph.bold or paragraph.heading


def _spoken_heads(strips: Sequence[Strip], frames: Mapping[int, Frame], meanings: Meanings) -> list[Strip]:
    """The sentences that head a paper's tables: two or more, one right above the header of every table, all bold or all with a colon."""
    tops = [index for index in frames if index == 0 or strips[index - 1].loose]
    heads = [strips[index - 1] for index in tops if index]
    texts = {strip.text for strip in heads}
    if len(heads) < max(FEWEST_HEADS, len(tops)) or len(texts) < len(heads) or max(map(len, texts)) > LONGEST_SPOKEN:
        return []
    bold = all(paragraph.bold or paragraph.heading for strip in heads for paragraph in strip.cells[0].paragraphs)
    if not (bold or all(text.endswith(":") for text in texts)) or any(meanings.heading(text) is not None for text in texts):
        return []
    return heads


def _heads_headings(upper: Strip, lower: Strip, meanings: Meanings) -> bool:
    """Whether a line is the heading above a table's own ("Objective 2: …"): as short and bold, and no title."""
    reading = meanings.heading(lower.text)
    leveled = reading is not None and reading.kind == "level" and reading.word is not None
    alike = upper.loose and upper.cells[0].paragraphs[0].bold >= lower.cells[0].paragraphs[0].bold
    return leveled and alike and may_head(upper.text) and meanings.heading(upper.text) is None and may_name(upper.text, meanings)


def _named_inside(head: Strip, strips: Sequence[Strip], frames: Mapping[int, Frame]) -> bool:
    """Whether later tables hold such a name as their own first line, set like this one and right above the header."""
    bold = head.cells[0].paragraphs[0].bold
    inside = (strips[index - 1] for index in frames if index and not strips[index - 1].loose and index - 1 not in frames)
    return any(
        len(strip.filled) <= 2 and strip.filled[0] == 0 and may_head(strip.text) and strip.cells[0].paragraphs[0].bold == bold
        for strip in inside
        if strip.filled
    )


def _above_sentences(index: int, strips: Sequence[Strip]) -> int:
    """The position of the line above at most two sentences that end at `index`."""
    lowest = max(0, index - MOST_SENTENCES)
    while index > lowest and strips[index].loose and ENDED.search(strips[index].text):
        index -= 1
    return index


def _names_section(strip: Strip, explained: bool, meanings: Meanings) -> bool:
    """Whether a line above a table is a plain heading; a body's name, and one with a number that an explanation follows, is one too."""
    reading = meanings.heading(strip.text)
    if reading is None or reading.kind == "front" and reading.word == "body":
        return True
    return explained and reading.kind == "level" and reading.score < SURE


def _is_own(index: int, strips: Sequence[Strip], frames: Mapping[int, Frame], meanings: Meanings) -> bool:
    """Whether the table that begins here is the plan's: by its header, or as one that goes on below the only header there is."""
    if index in frames or not frames:
        return True
    return len(frames) == 1 and not opens_other(strips[index], strips[index + 1 : index + AHEAD], next(iter(frames.values())), meanings)


def may_head(text: str) -> bool:
    """Whether a line can head a section: short, no sentence, and without a day of the calendar, which dates papers."""
    return len(text) <= SHORT and not ENDED.search(text) and not DATED.search(text)


def may_name(text: str, meanings: Meanings, says: float = SAYS) -> bool:
    """Whether a line can name a section: nothing that is as like a time or a state as it `says`, and no header of a plan's own columns."""
    content, header = meanings.content(text), meanings.header(text)
    return max(content.get("timescale", 0.0), content.get("status", 0.0)) < says and (header is None or not header.roles)
