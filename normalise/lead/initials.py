"""Letters that stand for a person's names, where they could be other words: "A Smith", "JT"."""

from __future__ import annotations

from collections.abc import Sequence

from normalise.lead.words import Mark

FIRST_INITIAL = frozenset({"A", "A."})
"""What opens a name, and is an article before anything else."""
_PARTING = frozenset({",", "&", "and", "-", "–"})
_CLOSING = int(Mark.AND | Mark.COMMA | Mark.DASH)
_NAME = int(Mark.FAMILY | Mark.FORENAME)
_NAME_ONLY = int(Mark.CAPITAL | Mark.FAMILY | Mark.FORENAME | Mark.DOUBTFUL | Mark.PLACE_NAME)


def mark_initials(raws: Sequence[str], marks: list[int]) -> None:
    """Takes "A" for an initial where a surname follows and nothing else of a party: "A Smith", no "A Housing Officer"."""
    for at, raw in enumerate(raws[:-1]):
        closed = at + 2 == len(raws) or marks[at + 2] & _CLOSING
        if raw in FIRST_INITIAL and closed and marks[at + 1] & _NAME and not marks[at + 1] & ~_NAME_ONLY:
            marks[at] = int(Mark.CAPITAL)


def are_initials(raws: Sequence[str], at: int) -> bool:
    """Whether two capitals stand alone between separators, so that they shorten no word before or behind them: "AS, DM, JT"."""
    raw = raws[at]
    return len(raw) == 2 and raw.isupper() and {*raws[max(0, at - 1) : at], *raws[at + 1 : at + 2]} <= _PARTING
