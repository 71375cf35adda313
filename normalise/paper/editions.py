"""The date that a paper speaks of: the as-at date of its progress columns, else the day it was put before a meeting."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise

from model import Reading, Told
from normalise.paper.beside import NOTHING, SHORT, Beside
from normalise.paper.dates import DIGIT, Printed, find_dates, last_day
from normalise.paper.titles import NUMBERED, is_sentence
from normalise.paper.words import PaperWords, Words, paper_words

EXACT = ("day", "month")
NEAR = 3
"""Words that may stand between a dating word and its date."""
WORD = re.compile(r"\w+")
PRINTED = re.compile(r"\d{1,2}/\d{1,2}/\d{4},? \d{1,2}:\d\d\b")
"""The day and minute at which somebody's browser printed a page."""
CLOCK = re.compile(r"\b\d{1,2}(?:[.:]\d\d)?\s?[ap]\.?m\b\.?(?:\s+on\b)?", re.IGNORECASE)
VERSION = re.compile(r"(?:v\w*\.?\s*)?\d{1,2}(?:\.\d{1,2})*\s+(?=\d)", re.IGNORECASE)
DOTTED = re.compile(r"\s*[·•|]\s*|;\s+")
STOPPED = re.compile(r"(?:(?<=[a-z]{3})|(?<=\d{4}))\.\s+(?=[A-Z])")
YEARS_OF = re.compile(r"\w\s+for\s+$")
"""What stands before the years of what was brought up to date: "Updated actions for 2024-25"."""
STRETCH = re.compile(r"\d\s*[-–—/→]\s*\d|→")
LONGEST_DATED = 600
"""Characters of a header or a line that dates what is printed."""
LONGEST = 14
"""Words; a longer line is a sentence, and dates in sentences are history."""


def as_at(text: str, words: Words = None) -> str | None:
    """The as-at date that a header or a line prints, as EDTF; of a quarter or a financial year its last month.

    "Update Mar 2021" is 2021-03, "Q2 2024/25 progress" 2024-09; "Target 2025" and "Timescale" have none.
    """
    if len(text) > LONGEST_DATED or not DIGIT.search(text):
        return None
    ready = paper_words(words)
    dates = [one for one in find_dates(text, ready) if one.edtf and _is_dated_now(text, one, ready)]
    exact = [one for one in dates if one.shape in EXACT]
    return latest(_edtf(text, one, ready) for one in exact or dates)


def latest(dates: Iterable[str | None]) -> str | None:
    """The latest of several EDTF dates by their last day, the exactest of equals; None where there is none."""
    known = [(day, len(edtf), edtf) for edtf in dates if edtf and (day := last_day(edtf))]
    return max(known)[2] if known else None


def read_edition(
    heading: Sequence[str], headers: Sequence[str], dated: Sequence[str], told: Told, words: Words = None, there: Beside = NOTHING
) -> Reading[str]:
    """The edition as EDTF: as-at dates of headers (the one that a line prints too), of lines, the meeting's day, the paper's own date."""
    ready = paper_words(words)
    from_headers = {edtf: header for header in headers if (edtf := as_at(header, ready))}
    of_headers = {*dated, *from_headers}
    if len(of_headers) == 1 and (edtf := latest(of_headers)):
        return Reading(from_headers.get(edtf, edtf), edtf, "as_at_header")
    beside = (*heading, *there.running, *_short(there.below, ready))
    from_lines = {edtf: line for line in beside if (edtf := _line_as_at(line, told, ready))}
    if edtf := latest(edtf for edtf in from_lines if edtf in of_headers) or latest(of_headers):
        return Reading(from_headers.get(edtf, edtf), edtf, "as_at_header")
    if edtf := latest(from_lines):
        return Reading(from_lines[edtf], edtf, "as_at_line", 0.9)
    if told.meeting_date:
        return Reading(told.meeting_date.isoformat(), told.meeting_date.isoformat(), "meeting_date", 0.9)
    of_paper = {edtf: line for line in heading if (edtf := _paper_date(line, ready))}
    if edtf := latest(of_paper):
        return Reading(of_paper[edtf], edtf, "paper_date", 0.8)
    for lines in (there.above, *there.pages):
        if edtf := _version_date(lines, ready):
            return Reading(edtf, edtf, "version_date", 0.7)
    for lines in (there.running, *there.pages):
        plain = [line for line in lines if not any(other.match(line) for other in (NUMBERED, VERSION, PRINTED))]
        dated_there = {edtf: line for line in plain if (edtf := _paper_date(line, ready))}
        if edtf := latest(dated_there):
            return Reading(dated_there[edtf], edtf, "date_beside", 0.7)
    return Reading("", None, "undated", 0.0)


def _short(lines: Sequence[str], words: PaperWords) -> list[str]:
    """Those that may date the paper from below its rows: heads of sums by a day or a month only, not "Budget 2026/27, spent to date"."""
    few = (line for line in lines if len(line.split()) <= SHORT)
    sums = words["as_at_sums.word"]
    return [line for line in few if not sums.search(line) or any(one.shape in EXACT for one in find_dates(line, words))]


def _version_date(lines: Sequence[str], words: PaperWords) -> str | None:
    """The date of the last version in a table of versions; None where the lines are none."""
    heads = [at for at, line in enumerate(lines) if words["versions.head"].match(line) and words["labels.date"].search(line)]
    rows = lines[heads[0] + 1 :] if heads else ()
    return latest(one.edtf for line in rows if VERSION.match(line) for one in find_dates(line, words)[:1])


def _is_dated_now(text: str, one: Printed, words: PaperWords) -> bool:
    """Is the nearest word before the date, else the nearest after it, one that dates what is printed?"""
    marks = list(words.as_at.finditer(text))
    before = [mark for mark in marks if mark.end() <= one.start and _gap(text, mark.end(), one.start) <= NEAR]
    after = [mark for mark in marks if mark.start() >= one.end and _gap(text, one.end, mark.start()) < NEAR]
    nearest = before[-1] if before else after[0] if after else None
    if nearest is None or nearest.lastgroup == "never" or after and before == [] and after[0].lastgroup == "never":
        return False
    between = text[nearest.end() : one.start] if before else text[one.end : nearest.start()]
    if words["as_at_beside.word"].fullmatch(nearest[0]) and WORD.search(between):
        return False
    if one.shape in ("span", "financial_year") and YEARS_OF.search(between):
        return False
    lead = text[: nearest.start()] if before else text[: one.start]
    return not any(_gap(lead, coming.end(), len(lead)) < 2 for coming in words["as_at_next.word"].finditer(lead))


def _edtf(text: str, one: Printed, words: PaperWords) -> str | None:
    """A financial year "at mid-year" is as at September; everything else is what the date itself says."""
    if one.shape == "financial_year" and words["parts.mid"].search(text):
        return f"{one.first.year:04}-09"
    return one.edtf


def _line_as_at(line: str, told: Told, words: PaperWords) -> str | None:
    return latest(
        _piece_as_at(piece, told, words) or _looked_at_again(before, piece, words)
        for part in _parts(line)
        for before, piece in pairwise(["", *STOPPED.split(part)])
    )


def _looked_at_again(before: str, sentence: str, words: PaperWords) -> str | None:
    """The day or month of which a sentence says, right behind one about this plan, that "it was reviewed" then."""
    said = words["as_at_said.it"].match(sentence)
    named = said is not None and words.nouns.search(before) and (words["as_at_said.own"].search(before) or not find_dates(before, words))
    dates = find_dates(sentence, words) if named else []
    near = said is not None and dates and _gap(sentence, said.end(), dates[0].start) < 2
    return dates[0].edtf if near and dates[0].shape in EXACT else None


def _piece_as_at(piece: str, told: Told, words: PaperWords) -> str | None:
    """Of a sentence only the first words date the paper, as in "Updated May 2024 for the Board"."""
    if len(piece.split()) > LONGEST or is_sentence(piece):
        dates = find_dates(piece, words)
        opened = words.as_at.match(piece)
        if (said := _last_looked_at(piece, dates, words)) is not None:
            return said
        if not dates or opened is None or WORD.search(words.as_at.sub("", piece[: dates[0].start])):
            return None
        piece = piece[: dates[0].end]
    edtf = as_at(piece, words)
    return None if edtf and len(edtf) == 4 and not _is_near(int(edtf), told) else edtf


def _last_looked_at(sentence: str, dates: Sequence[Printed], words: PaperWords) -> str | None:
    """The date on which, as a sentence says, the plan or its page was "last updated", or progress is shown; None where of another thing."""
    shown = list(words["as_at_said.at"].finditer(sentence)) if dates and words["as_at_said.shown"].match(sentence) else []
    last = list(words["as_at_said.last"].finditer(sentence)) if dates else []
    for one in dates:
        at = _right_before(one.start, shown)
        if at is not None and _gap(sentence, at.end(), one.start) < 1:
            return one.edtf
        mark = _right_before(one.start, last) if one.shape in EXACT else None
        subject = sentence[: mark.start()] if mark is not None and _gap(sentence, mark.end(), one.start) < 2 else ""
        if subject and (words.nouns.search(subject) or words["as_at_said.of"].search(subject)):
            return one.edtf
    return None


def _right_before(start: int, marks: Sequence[re.Match[str]]) -> re.Match[str] | None:
    """The last of the marks that ends before."""
    place = bisect_right(marks, start, key=lambda mark: mark.end())
    return marks[place - 1] if place else None


def _parts(line: str) -> list[str]:
    """What the line says, one thing after another: what raised dots, bars and semicolons part."""
    return [part for part in DOTTED.split(line) if part]


def _is_near(year: int, told: Told) -> bool:
    """Could a bare year on a title be the paper's own? A round year that nothing supports is rather a target."""
    if told.meeting_date:
        return abs(told.meeting_date.year - year) <= 1
    return year % 5 != 0


def _paper_date(line: str, words: PaperWords) -> str | None:
    """The date that a line gives the paper: a line that is a date, a meeting, a version, a date in brackets after the title."""
    return latest(_part_date(part, words) for part in _parts(line))


def _part_date(line: str, words: PaperWords) -> str | None:
    if len(line.split()) > LONGEST or is_sentence(line) or words["paper_dates.never"].search(line):
        return None
    dates = [one for one in find_dates(line, words) if one.edtf and one.shape in ("day", "month", "quarter", "season", "year")]
    if len({one.edtf for one in dates}) != 1:
        return None
    one = dates[0]
    before, rest = line[: one.start], line[: one.start] + line[one.end : dates[-1].start] + line[dates[-1].end :]
    if words["paper_dates.line"].search(rest):
        return one.edtf if one.shape != "year" or words["stages_alone.published"].search(rest) else None
    alone = not re.search(r"[A-Za-z]{2}", words["weekdays.name"].sub(" ", CLOCK.sub(" ", rest))) and not STRETCH.search(rest)
    titled = bool(words.nouns.search(before)) and re.search(r"[(\[,:|–—-]\s*$", before) is not None
    return one.edtf if one.shape != "year" and (alone or titled) else None


def _gap(text: str, start: int, end: int) -> int:
    return len(WORD.findall(text, start, end))


def edition_day(edition: Reading[str]) -> date | None:
    """The last day of the edition; None where there is none."""
    return last_day(edition.value) if edition.value else None
