"""What a document is: its plan's title and period, the edition it stands for, and its stage."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from model import Reading, Told
from normalise.paper.beside import NOTHING, Beside
from normalise.paper.dates import last_day
from normalise.paper.editions import as_at, edition_day, read_edition
from normalise.paper.fronts import period_beside, title_beside
from normalise.paper.glossaries import is_glossary_heading, read_glossary
from normalise.paper.label_lines import with_values
from normalise.paper.periods import Period, read_period
from normalise.paper.stages import read_stage
from normalise.paper.title_ends import trimmed
from normalise.paper.titles import (
    SMALL,
    SURE,
    is_bare,
    is_front_matter,
    is_plan_title,
    plain_line,
    read_title,
    title_text,
)
from normalise.paper.words import PaperWords, Words, paper_words

__all__ = ["Paper", "as_at", "is_front_matter", "is_glossary_heading", "is_plan_title", "last_day", "read_glossary", "read_paper"]

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
    council_year: int | None = None
    """The year in which the one council year of the plan begins, where its dates can lie in no other year."""

    @property
    def start_year(self) -> int | None:
        """First year of the plan's own period."""
        return self.period.value.start if self.period.value else None

    @property
    def end_year(self) -> int | None:
        """Last year of the plan's own period."""
        return self.period.value.end if self.period.value else None


def read_paper(
    heading: Sequence[str], headers: Sequence[str], dated: Sequence[str], told: Told, words: Words = None, there: Beside = NOTHING
) -> Paper:
    """What the lines above (and between) a plan's tables and its headers say that the paper is, and what is `there` beside them.

    A title of `sources.csv` wins where it names the same plan, or where the paper names none; of another plan it is the
    whole paper's, which `documents.title` has already.
    """
    ready = paper_words(words)
    lines = with_values([line for line in (plain_line(text) for text in heading) if line], ready)
    edition = read_edition(lines, headers, dated, told, ready, there)
    day = edition_day(edition)
    title = title_beside(_told_title(read_title(lines, ready), told, ready), lines, there, ready)
    period = read_period(title.value, [*lines, told.title or ""], day.year if day else None, ready)
    if period.value is None:
        period = period_beside(title.value, there, ready) or period
    year = _council_year(title.value, period, day or told.meeting_date, ready)
    return Paper(trimmed(title, ready), period, edition, day, read_stage(lines, told, ready), year)


def _council_year(title: str | None, period: Reading[Period], day: date | None, words: PaperWords) -> int | None:
    """None for a plan that follows from a year gone by: of an audit or a statement of 2023/24, or printed in its last month or later."""
    begins = period.value.start if period.value and period.value.is_council_year else None
    if begins is None or (day is not None and day >= date(begins + 1, 3, 1)):
        return None
    return None if words["years.looks_back"].search(title or "") else begins


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
