"""What a person should look at in one record, each with the lexicon line that would settle it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from model import Doubt, Place, Reading, Status, Timescale
from normalise.leads import LeadsRead
from normalise.timescales import TOO_LONG

CLAUSE_END = re.compile(r"(?<=[.!?])\s+|\n|;|:\s|\s[-–—]+\s")
SAYS_SOMETHING = re.compile(r"(?<![\w’'])[a-z]{2,}")
"""A word in small letters: a date, a name or a heading has none."""
QUOTES = ".:'\"“”‘’?!()"
LEAST_TOLD = 0.6
"""Score from which words told the status; of those below it seven in ten were right on texts read for the first time, else nine."""
LONGEST_PHRASE, LONGEST_NAME = 80, 400
"""Characters of a phrase, and of a party's words, that a lexicon may be offered."""


def time_doubts(time: Reading[Timescale], ordinal: int) -> list[Doubt]:
    """One where a timescale could not be read, or two years are taken for a financial year."""
    read = time.value
    if read is None or read.kind == "none":
        return []
    doubts = []
    if read.rule == "start_after_completion":
        said = "The start is after the completion: neither is published."
        doubts.append(Doubt("start_after_completion", said, "warning", time.printed, "timescale", time.place, ordinal))
    elif read.rule == TOO_LONG:
        said = "The cell is too long for a timescale: it is left unread."
        doubts.append(Doubt("timescale_unread", said, "warning", time.printed, "timescale", time.place, ordinal))
    elif read.rule == "unread" or (read.kind == "unclear" and read.score < 0.5):
        unread = [each.raw for each in read.deadlines if each.rule == "unread"] or time.printed.split(";")
        line = f"timescales.toml [undecided] undecided = [{_listed(unread)}]"
        said = "No rule reads this timescale."
        doubts.append(Doubt("timescale_unread", said, "warning", time.printed, "timescale", time.place, ordinal, line))
    if "ambiguous_year_pair" in read.flags:
        said = "Two years joined by a hyphen are read as a financial year."
        doubts.append(Doubt("ambiguous_year_pair", said, "info", time.printed, "timescale", time.place, ordinal))
    return doubts


def lead_doubts(read: LeadsRead, ordinal: int, place: Place) -> list[Doubt]:
    """One for each run of words that is no party; no lexicon mends a word left over from a cut cell."""
    stump = read.unread[-1:] if "lead_truncated" in read.flags else ()
    return [
        Doubt("lead_truncated", "A word left over from a cut cell.", "warning", text, "leads", place, ordinal)
        if text in stump
        else Doubt(
            "lead_unread",
            "No party is known by these words.",
            "warning",
            text,
            "leads",
            place,
            ordinal,
            _lead_line(text) if len(text) <= LONGEST_NAME else None,
        )
        for text in read.unread
    ]


def _lead_line(text: str) -> str:
    """A body where it is printed like a name, an unnamed group where it is not: a person moves it where it is neither."""
    name = _quoted(" ".join(word.strip(QUOTES) for word in text.split()))
    return f"leads.toml [{'organisations' if text.strip(QUOTES)[:1].isupper() else 'groups'}] {name} = [{name}]"


def status_doubts(status: Reading[Status], ordinal: int) -> list[Doubt]:
    """One where progress text tells no state, or hints at one.

    The line settles what one clause of it means, `unknown` until a person moves it.
    """
    if status.value is not None and status.value.state not in (None, "unknown") and status.score < LEAST_TOLD:
        said = "No word of a state is printed: what was done, or is to come, hints at it."
        return [Doubt("status_hinted", said, "info", status.printed, "status", status.place, ordinal)]
    if status.rule != "no_state_told":
        return []
    clauses = [clause.rstrip(" .;:,") for clause in CLAUSE_END.split(status.printed.strip())]
    clause = next((clause for clause in clauses if SAYS_SOMETHING.search(clause)), "")
    line = f"statuses.toml [alone] unknown = [{_quoted(clause)}]" if 0 < len(clause) <= LONGEST_PHRASE else None
    return [Doubt("status_unknown", "The words tell no state.", "info", status.printed, "status", status.place, ordinal, line)]


def _listed(texts: Iterable[str]) -> str:
    return ", ".join(_quoted(text) for text in dict.fromkeys(text.strip() for text in texts) if text)


def _quoted(text: str) -> str:
    """A text as TOML writes it, white space collapsed."""
    return '"' + " ".join(text.split()).replace("\\", "\\\\").replace('"', '\\"') + '"'
