"""Rows of what is no action though it has days or names beside it: customs, timetables, guides, measures of how things are, logs."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.foreign.totals import FIGURE
from extract.foreign.unprinted import CALLED, ITEMS, calling, says_action, titles_of
from extract.row.action_numbers import action_of
from model import Column, Meanings, Role, Row

FEWEST, OCCASIONS, TIMES = 3, 0.4, 0.5
"""Rows of customs, the share of them that must name an occasion, and how little the others may read like times."""
REPORTED: frozenset[Role] = frozenset({"status", "update", "rag", "completed", "start"})
BRIEF, STATED, MOSTLY = 2, 0.9, 0.6
"""Words of a state, how plain it must be, and the share of the rows whose actions are nothing else."""
SHARES = re.compile(r"[RASCI](?:\s?[/,&]\s?[RASCI])*")
"""Responsible, accountable, supports, consulted, informed."""
READER = re.compile(r"[Yy]ou\b|[Yy]our [a-z]")
"""Who reads the paper, and no body that calls itself so: "Your Homes Anyham"."""
ASKED = 0.3
"""Share of the leads that must be the reader."""
DAYS: frozenset[Role] = frozenset({"timescale", "start", "completed", "status", "rag"})
FIGURES = 0.6
"""Share of figures among what a column holds from which it measures."""
ACTED: frozenset[Role] = frozenset({"ref", "action", "priority", "objective", "lead", "timescale", "start", "completed"})
"""What a column may hold in which figures measure nothing."""
HAPPENS, MAY_HAPPEN = 1.0, 0.5
"""How surely a header says that events stand below it: always, and where nobody is named."""


def asks_nobody(heading: Sequence[str], columns: Sequence[Column], rows: Sequence[Row], meanings: Meanings) -> bool:
    """Whether rows ask nobody to do anything: customs and duties, a log of states, measures of how things are, a timetable.

    Where a title above calls them a plan, only the plainest of these are.
    """
    if tells_customs(rows, meanings) or tells_states(rows, meanings) or tells_shares(rows) or tells_measures(columns, rows, meanings):
        return True
    if titles_of(heading, meanings):
        return False
    return tells_turns(rows, meanings) or tells_timetable(columns, rows, meanings) or tells_reader(rows)


def tells_customs(rows: Sequence[Row], meanings: Meanings) -> bool:
    """Whether rows say who does what on which occasions ("Before launch"), and nobody tells how far it has come: customs and duties."""
    times = _times(rows)
    if len(rows) < FEWEST or len(times) < len(rows) or _is_reported(rows):
        return False
    occasions = {text for text in times if meanings.content(text).get("occasion", 0.0) > 0.0}
    if sum(text in occasions for text in times) < OCCASIONS * len(times):
        return False
    return all(text in occasions or meanings.content(text).get("timescale", 0.0) < TIMES for text in times)


def tells_turns(rows: Sequence[Row], meanings: Meanings) -> bool:
    """Whether rows say within how many hours or days something is done whenever it comes up, and nobody tells how far it has come."""
    times = _times(rows)
    if len(rows) < FEWEST or len(times) < len(rows) or _is_reported(rows):
        return False
    turns = [meanings.content(text).get("turn", 0.0) for text in times]
    return sum(turn >= 1.0 for turn in turns) >= OCCASIONS * len(turns) and all(
        turn > 0.0 or meanings.content(text).get("timescale", 0.0) < TIMES for turn, text in zip(turns, times, strict=True)
    )


def tells_timetable(columns: Sequence[Column], rows: Sequence[Row], meanings: Meanings) -> bool:
    """Whether rows say what happens when: below "What" or "Step", and below "Activity" where nobody is named, and little calls to act."""
    headers = _headers(columns)
    if not headers or _is_reported(rows):
        return False
    named = any("lead" in column.roles for row in rows for column, cell in row.cells if cell)
    least, few = (HAPPENS, CALLED) if named else (MAY_HAPPEN, ITEMS)
    return all(meanings.content(header)["happening"] >= least for header in headers) and calling(rows, meanings) < few


def tells_measures(columns: Sequence[Column], rows: Sequence[Row], meanings: Meanings) -> bool:
    """Whether what stands below "Measure" is a measure of how things are: figures stand beside it, and little calls to act."""
    headers = _headers(columns)
    if not headers or any(meanings.content(header)["measured"] == 0.0 for header in headers):
        return False
    figures = sum(_holds_figures(column, rows) for column in columns if not ACTED.intersection(column.roles))
    return figures > 0 and calling(rows, meanings) < (CALLED if figures == 1 else ITEMS)


def _headers(columns: Sequence[Column]) -> set[str]:
    return {column.header for column in columns if "action" in column.roles}


def _holds_figures(column: Column, rows: Sequence[Row]) -> bool:
    """Whether most cells of a column are figures, with a word or two before them: "Below 10%"."""
    ends = [words[-1] for row in rows for own, cell in row.cells if own == column and 0 < len(words := cell.text.split()) <= BRIEF + 1]
    held = sum(bool(cell) for row in rows for own, cell in row.cells if own == column)
    return held > 1 and sum(FIGURE.fullmatch(end) is not None for end in ends) >= FIGURES * held


def tells_states(rows: Sequence[Row], meanings: Meanings) -> bool:
    """Whether what stands for the actions only says how far something has come: "Action: Complete" in a log of decisions."""
    acts = [text for row in rows if (text := action_of(row))]
    states = sum(len(text.split()) <= BRIEF and meanings.content(text).get("status", 0.0) >= STATED for text in acts)
    return bool(acts) and states >= MOSTLY * len(acts)


def tells_shares(rows: Sequence[Row]) -> bool:
    """Whether what stands for the leads are letters of a matrix of shares ("R", "A/C"), and no time is told."""
    if any("timescale" in column.roles for row in rows for column, cell in row.cells if cell):
        return False
    leads = [cell.text for row in rows for column, cell in row.cells if "lead" in column.roles and cell]
    return len(leads) >= FEWEST and all(SHARES.fullmatch(text) for text in leads) and len(set(leads)) > 1


def tells_reader(rows: Sequence[Row]) -> bool:
    """Whether rows tell the reader what to do ("You", "Your manager"), and nobody tells how far it has come: a guide, or a form's steps."""
    leads = [cell.text for row in rows for column, cell in row.cells if "lead" in column.roles and cell]
    asked = sum(READER.match(text) is not None for text in leads)
    return len(rows) >= FEWEST and asked >= ASKED * len(leads) > 0 and not _is_reported(rows)


def tells_past(columns: Sequence[Column], rows: Sequence[Row], meanings: Meanings) -> bool:
    """Whether all that stands below "Project" or a header that nobody knows was completed on a day, and nothing is due."""
    days = [{role for column, cell in row.cells if cell for role in column.roles} & DAYS for row in rows]
    return all(day == {"completed"} for day in days) and not any(says_action(column.header, meanings) for column in columns)


def _is_reported(rows: Sequence[Row]) -> bool:
    """Whether somebody tells how far the work has come."""
    return any(REPORTED & set(column.roles) for row in rows for column, cell in row.cells if cell)


def _times(rows: Sequence[Row]) -> list[str]:
    return [cell.text[:160] for row in rows for column, cell in row.cells if column.roles == ("timescale",) and cell]
