"""What a document is: its plan's title and period, the edition it stands for, and its stage."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from model import Reading, Told
from normalise.characters import collapse
from normalise.editions import as_at, edition_day, read_edition
from normalise.glossaries import is_glossary_heading, read_glossary
from normalise.paper_dates import find_dates, last_day
from normalise.paper_words import PaperWords, Words, paper_words
from normalise.periods import Period, read_period
from normalise.titles import (
    SMALL,
    SURE,
    TAIL,
    is_bare,
    is_front_matter,
    is_plan_title,
    is_sentence,
    plain_line,
    read_title,
    strip_mark,
    title_text,
)

__all__ = ["Paper", "as_at", "is_front_matter", "is_glossary_heading", "is_plan_title", "last_day", "read_glossary", "read_paper"]

STAGE_LINE = 14
"""Words; in a longer line "draft" or "approved" tells a story, not the paper's stage."""
PARTS = re.compile(r"[()\[\],;:|]|\s[-–—]+\s")
WORD = re.compile(r"[A-Za-z][\w'’-]*")


@dataclass(frozen=True, slots=True)
class Paper:
    """One plan's paper, read from the lines above its tables and the headers of its columns."""

    title: Reading[str]
    period: Reading[Period]
    edition: Reading[str]
    """EDTF; of a quarter or a financial year its last month."""
    edition_date: date | None
    stage: Reading[str]

    @property
    def start_year(self) -> int | None:
        """First year of the plan's own period."""
        return self.period.value.start if self.period.value else None

    @property
    def end_year(self) -> int | None:
        """Last year of the plan's own period."""
        return self.period.value.end if self.period.value else None


def read_paper(heading: Sequence[str], headers: Sequence[str], dated: Sequence[str], told: Told, words: Words = None) -> Paper:
    """What the lines above (and between) a plan's tables and its headers say that the paper is.

    A title of `sources.csv` wins where it names the same plan, or where the paper names none; of another plan it is the
    whole paper's, which `documents.title` has already.
    """
    ready = paper_words(words)
    lines = [line for line in (plain_line(text) for text in heading) if line]
    edition = read_edition(lines, headers, dated, told, ready)
    day = edition_day(edition)
    title = _told_title(read_title(lines, ready), told, ready)
    period = read_period(title.value, [*lines, told.title or ""], day.year if day else None, ready)
    return Paper(_trimmed(title, ready), period, edition, day, _read_stage(lines, told, ready))


def _told_title(printed: Reading[str], told: Told, words: PaperWords) -> Reading[str]:
    if not told.title:
        return printed
    text = title_text(told.title, words)
    if is_plan_title(text, words) < SURE:
        return printed
    same = printed.value is None or is_bare(printed.value, words) or _shares_words(printed.value, text, words)
    return Reading(told.title, text, "told_title") if same else printed


def _shares_words(one: str, other: str, words: PaperWords) -> bool:
    mine, theirs = (set(WORD.findall(words.nouns.sub(" ", text).lower())) - SMALL for text in (one, other))
    return bool(mine) and len(mine & theirs) >= 0.5 * len(mine | theirs)


def _trimmed(title: Reading[str], words: PaperWords) -> Reading[str]:
    """The title without a stage or an as-at date at either end: those are readings of their own."""
    value = title.value
    if value is None:
        return title
    while found := re.search(r"\s*(?:[(\[][^()\[\]]*[)\]]|(?:\s[-–—|]+\s+|[:,;]\s+)[^–—|:,;()]*)$", value):
        part = found[0].strip(" ()[]-–—|:,;")
        in_span = any(one.start < found.start() < one.end for one in find_dates(value, words))
        if in_span or not words.nouns.search(value[: found.start()]) or not _is_stage_or_date(part, words):
            break
        value = value[: found.start()]
    for end in (rf"\s+{words['stages.draft'].pattern}$", r"\s+v(?:ersion)?\.?\s?\d+(?:\.\d+)*$"):
        value = re.sub(end, "", value, flags=re.IGNORECASE)
    value = value.strip(TAIL)
    return Reading(title.printed, value or title.value, title.rule, title.score, title.place)


def _is_stage_or_date(part: str, words: PaperWords) -> bool:
    if as_at(part, words) or _stage_of(part, words) is not None or WORD.search(part) and not WORD.search(words.as_at.sub("", part)):
        return True
    dates = find_dates(part, words)
    alone = len(dates) == 1 and dates[0].shape in ("day", "month", "quarter", "season")
    rest = part if not dates else part[: dates[0].start] + part[dates[-1].end :]
    return bool(alone and not WORD.search(rest)) or re.fullmatch(r"v(?:ersion)?\.?\s*\d+(?:\.\d+)*", part, re.IGNORECASE) is not None


def _read_stage(lines: Sequence[str], told: Told, words: PaperWords) -> Reading[str]:
    """Draft or published where a title or a line of its own says so; neither where two lines disagree."""
    found: dict[str, str] = {}
    for line in [*lines, strip_mark(plain_line(told.title or ""), words)]:
        if len(line.split()) > STAGE_LINE or is_sentence(line) or not _can_tell_stage(line, words):
            continue
        if stage := _stage_of(strip_mark(line, words), words):
            found.setdefault(stage, line)
    if "unclear" in found:
        return Reading(collapse(found["unclear"]), None, "stage_unclear", 0.0)
    if len(found) == 1:
        (stage, line), *_ = found.items()
        return Reading(collapse(line), stage, "stage_words", 0.9)
    return Reading("; ".join(found.values()), None, "stages_disagree" if found else "no_stage", 0.0)


def _can_tell_stage(line: str, words: PaperWords) -> bool:
    """A title, a front line, or words of a stage at the line's beginning; an action that says "draft" is none of them."""
    if is_plan_title(line, words) or is_front_matter(line, words):
        return True
    opens = any(words[name].match(line) for name in ("stages.draft", "stages.published", "stages_alone.published"))
    return opens and line[0].isupper() and not words["not_titles.verbs"].fullmatch(line.split()[0]) or opens and len(line.split()) <= 4


def _stage_of(text: str, words: PaperWords) -> str | None:
    """draft, published or unclear: the longest phrase wins, a word that needs to stand alone does so."""
    stages = ("draft", "published", "unclear")
    spans = [(found.end() - found.start(), stage) for stage in stages for found in words[f"stages.{stage}"].finditer(text)]
    if spans:
        return max(spans)[1]
    for part in PARTS.split(text):
        dates = find_dates(part, words)
        rest = (part[: dates[0].start] + part[dates[-1].end :] if dates else part).strip(" .-–—")
        for stage in ("published", "draft"):
            if words[f"stages_alone.{stage}"].fullmatch(rest):
                return stage
    return None
