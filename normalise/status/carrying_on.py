"""Whether progress keeps to its timetable, and whether the work goes on, in the words that say so."""

from __future__ import annotations

import re

from normalise.status.words import StatusWords


def is_on_track(text: str, words: StatusWords) -> bool | None:
    """What the last words on the timetable say; None where none do."""
    said = [(found.start(), pattern is words.on_track) for pattern in (words.on_track, words.off_track) for found in pattern.finditer(text)]
    if not said:
        return None
    silent = [found.span() for pattern in (words.masks, words.neither) for found in pattern.finditer(text)]
    said = [(start, on) for start, on in said if not any(begin <= start < end for begin, end in silent)]
    said = [(start, on) for start, on in said if on or _is_said(text, start, words)]
    said = [(start, on) for start, on in said if not words.grammar.negation.search(text[max(0, start - 30) : start])]
    return max(said)[1] if said else None


def _is_said(text: str, start: int, words: StatusWords) -> bool:
    """Whether what is late is the work, and no thing that is so called: "overdue", not "the overdue food premises"."""
    word = words.bounded_late.match(text, start)
    return word is None or words.grammar.trailing.match(text, word.end()) is not None


def goes_on(text: str, words: StatusWords) -> bool:
    """Whether the update says that the work goes on; a habit in the present tense does not."""
    grammar = words.grammar
    for pattern in (grammar.ongoing, grammar.being) if "being" in text.casefold() else (grammar.ongoing,):
        if any(not grammar.negation.search(text[max(0, found.start() - 30) : found.start()]) for found in pattern.finditer(text)):
            return True
    return any(_opens(text, found) or found["after"] is not None for found in grammar.ongoing_adjective.finditer(text))


def _opens(text: str, found: re.Match[str]) -> bool:
    """Whether the word heads a sentence: "Ongoing support from partners" is a report, "provide ongoing support" is not."""
    before = text[: found.start("word")].rstrip(" ")
    return not before or before[-1] in ".;:!\n-–—•"
