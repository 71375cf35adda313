"""The words of a report on a plan at the end of the plan's title: "– Quarter 2 progress report", "and Q3 position"."""

from __future__ import annotations

import re

from normalise.paper.dates import find_dates
from normalise.paper.words import PaperWords

BREAK = re.compile(r"\s*[,;:–—|]\s+|\s+-\s+|\s*[(\[]|\s+and\s+", re.IGNORECASE)
"""Where a title can end; words that follow it without a mark are its own."""
LETTERS = re.compile(r"[A-Za-z]{2}|[b-z]", re.IGNORECASE)


def without_report(title: str, words: PaperWords) -> str:
    """The title up to the first mark behind its noun from which there are but words of a report, dates and numbers."""
    noun = words.nouns.search(title)
    if noun is None:
        return title
    for start in (found.start() for found in BREAK.finditer(title, noun.end())):
        rest = title[start:]
        for dated in reversed(find_dates(rest, words)):
            rest = rest[: dated.start] + rest[dated.end :]
        left = words["report_ends.word"].sub(" ", rest)
        if left != rest and not LETTERS.search(words["report_counts.word"].sub(" ", left)):
            return title[:start]
    return title
