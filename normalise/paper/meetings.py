"""Minutes of a meeting: the actions that are noted in them are no plan, however they are set out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from model import Line, Paragraph, Part, Place, Row
from normalise.paper.titles import is_plan_title, strip_mark
from normalise.paper.words import PaperWords

KINDS = ("opening", "previous", "present", "apologies", "interests", "resolved", "closed", "next")
HELD: frozenset[str] = frozenset({"present", "resolved", "closed"})
"""What is printed only after a meeting was held: an agenda has the rest."""
FEWEST = 3
"""Kinds of marks, the opening among them, from which a text is minutes."""
DECODED, LONGEST_MARK = "flattened", 30
"""The stage that finds rows where no line parts them, and the characters in which a mark's colon stands."""
NEAR = 80
"""Printed lines from a mark within which rows stand in the same minutes: further on a pack may hold another paper."""
TITLE = 0.8
"""Score of a title that stands over a plan of its own."""
BODY = re.compile(r"[^.:|\n]{3,80}?\s*[:,–—-]\s+(?=(?:(?:draft|unconfirmed|confirmed)\s+)?(?:minutes|notes)\s)", re.IGNORECASE)
"""Whose meeting it was, before the word: "Bridges Panel – Minutes of the meeting held on 3 May"."""
SENTENCE = re.compile(r"(?<=[.;])\s+(?=[A-Z])")
LEADING = re.compile(r"^[#*\s]*(?:\d{1,4}(?:[./]\d{1,4})*[.):]?\s+)?[#*\s]*")


def without_minutes(part: Part, words: PaperWords) -> Part | None:
    """The part without the rows that stand in the minutes of a meeting; None where all of them do.

    They do below the opening of the minutes, among their marks, and under no plan's title; what stands above it is no part of them, nor
    what an annex or another item of the agenda opens once the meeting is closed.
    """
    if _holds_who_came(part, words):
        return None
    printed = [line for line in part.lines if line.text.strip()]
    marks = [(index, kind) for index, line in enumerate(printed) for kind in marks_of(line.text, words)]
    last = _span(part, printed)[1] if marks else 0
    opening = next((index for index, kind in marks if kind == "opening" and index <= last), None)
    if opening is None:
        return part
    above = [row for row in part.rows if _is_above(row.place, printed[opening])]
    end = _end(printed, [mark for mark in marks if mark[0] <= last], words)
    behind = [row for row in part.rows[len(above) :] if end is not None and not _is_above(row.place, end)]
    behind = behind if end is not None and behind and _opens_plan(printed, end, behind[0], words) else []
    below = replace(part, rows=part.rows[len(above) : len(part.rows) - len(behind)])
    if not below.rows or not _are_noted(below, printed, marks[[index for index, _ in marks].index(opening) :], words):
        return part
    if not above and not behind:
        return None
    kept = tuple(line for line in part.lines if line.number < printed[opening].number)
    strays = tuple(stray for stray in part.strays if _is_above(stray.place, printed[opening]))
    if end is not None and behind:
        kept += tuple(line for line in part.lines if line.number >= end.number)
        strays += tuple(stray for stray in part.strays if not _is_above(stray.place, end))
    heading = part.heading if above else _heading(part, printed, opening, behind[0], words)
    return replace(part, heading=heading, rows=(*above, *behind), lines=kept, strays=strays)


def _end(printed: Sequence[Line], marks: Sequence[tuple[int, str]], words: PaperWords) -> Line | None:
    """The line with which another paper of the pack begins: the first mark of an annex, item or report once the last meeting was closed."""
    opened = max(index for index, kind in marks if kind == "opening")
    closed = next((index for index, kind in marks if kind == "closed" and index > opened), len(printed))
    titles = ((line, _annexed(line, words)) for line in printed[closed + 1 :])
    return next((line for line, title in titles if title is not None and not words["meetings.log"].match(title)), None)


def _opens_plan(printed: Sequence[Line], end: Line, first: Row, words: PaperWords) -> bool:
    """Whether that line names what it opens, or a plan's title stands below it: a bare "Appendix 1" heads what the meeting noted."""
    if (named := _annexed(end, words)) and not marks_of(named, words):
        return True
    row = Line(first.place.line or 0, "", first.place.page)
    near = (line for line in printed if line.number >= end.number and (_is_above(Place(line.number, page=line.page), row) or line == end))
    return any(_heads_plan(line.text, words) for line in near)


def _heading(part: Part, printed: Sequence[Line], opening: int, first: Row, words: PaperWords) -> tuple[Paragraph, ...]:
    """What heads rows behind the minutes: the lines above these, and those from the last mark of an annex down to the rows."""
    row = Line(first.place.line or 0, "", first.place.page)
    near = [line for line in printed if _is_above(Place(line.number, page=line.page), row)]
    at = max((index for index, line in enumerate(near) if _annexed(line, words) is not None), default=len(near))
    own = (Paragraph(line.text.lstrip("#* "), Place(line.number, page=line.page)) for line in near[at:] if "\t" not in line.text)
    return (*(paragraph for paragraph in part.heading if _is_above(paragraph.place, printed[opening])), *own)


def _annexed(line: Line, words: PaperWords) -> str | None:
    """What a line says behind the mark of an annex or an item, or the label of a report's title; None where it bears none."""
    text = " ".join(line.text.lstrip("#* ").split())
    title = strip_mark(text, words)
    return title if title != text else _labelled(text, words)


def _labelled(text: str, words: PaperWords) -> str | None:
    """What follows the label of a title: "Subject: Otter ponds"; None where none stands there."""
    label = words["labels.title"].match(text)
    rest = text[label.end() :].lstrip() if label else ""
    return rest[1:].strip() if rest.startswith(":") else None


def _is_above(place: Place, line: Line) -> bool:
    """Whether something stands above a line: on an earlier line, or of pages on an earlier page."""
    if place.line is not None:
        return place.line < line.number
    return place.page is not None and line.page is not None and (place.page_end or place.page) < line.page


def _are_noted(part: Part, printed: Sequence[Line], marks: Sequence[tuple[int, str]], words: PaperWords) -> bool:
    """Whether the rows stand near enough marks of a meeting, from its opening on, and no plan's title between these and them."""
    first, last = _span(part, printed)
    kinds = {kind for _, kind in marks}
    if len(kinds) < FEWEST or not kinds & HELD:
        return False
    near = min(max(first - index, index - last, 0) for index, _ in marks)
    above = max((index for index, _ in marks if index < first), default=first)
    return near <= NEAR and not any(_heads_plan(line.text, words) for line in printed[above + 1 : first + 1])


def _holds_who_came(part: Part, words: PaperWords) -> bool:
    """Whether rows that no printed line parts begin with who was present: then a page of a meeting was decoded, not a plan."""
    texts = [paragraph.text for row in part.rows[:FEWEST] if row.stage == DECODED for _, cell in row.cells for paragraph in cell.paragraphs]
    return any(":" in text[:LONGEST_MARK] and mark_of(text, words) in ("present", "apologies") for text in texts)


def marks_of(text: str, words: PaperWords) -> list[str]:
    """The marks of a line: its own, that behind the name of the body that met, and those of the sentences behind who was present."""
    found = mark_of(text, words)
    if found is None and "inutes" in text and (body := BODY.match(text)):
        found = mark_of(text[body.end() :], words)
    later = SENTENCE.split(text)[1:] if found == "present" else ()
    return [kind for kind in (found, *(mark_of(sentence, words) for sentence in later)) if kind]


def mark_of(text: str, words: PaperWords) -> str | None:
    """Which mark of a meeting's minutes a line begins with, its number apart; None for any other line."""
    line = LEADING.sub("", text, count=1)
    if not words.minutes.match(line):  # next to no line does
        return None
    return next((kind for kind in ("previous", *KINDS) if words[f"meetings.{kind}"].match(line)), None)


def _span(part: Part, printed: Sequence[Line]) -> tuple[int, int]:
    """The positions among the printed lines of the first and the last of the rows; of pages, all lines of the pages of the rows."""
    places = [row.place for row in part.rows]
    if places[0].line is not None:
        first, last = places[0].line, places[-1].line_end or places[-1].line or places[0].line
        inside = [index for index, line in enumerate(printed) if first <= line.number <= last]
    else:
        words = {row_word for row in part.rows for _, cell in row.cells for row_word in cell.text.split()}
        pages = {page for place in places for page in (place.page, place.page_end) if page is not None}
        inside = [index for index, line in enumerate(printed) if line.page in pages and words.issuperset(line.text.split())]
    return (inside[0], inside[-1]) if inside else (len(printed), len(printed))


def _heads_plan(text: str, words: PaperWords) -> bool:
    line = strip_mark(LEADING.sub("", text, count=1), words)
    line = _labelled(line, words) or line
    return not words["meetings.log"].match(line) and is_plan_title(line, words) >= TITLE
