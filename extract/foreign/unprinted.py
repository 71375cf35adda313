"""Rows that no printed header parts: what tells a plan from prose, which decodes into anything."""

from __future__ import annotations

from collections.abc import Sequence

from extract.flow import ENDED
from extract.headers import FOLLOWED, PROGRESS
from extract.heading.levels import split_number
from extract.row.action_numbers import action_of
from model import Column, Meanings, Role, Row

NAMED = 0.9
"""Leads and timescales a row, on average, that must be shown, each as plain as this."""
PLAINLY = 0.7
CALLED, UNTIMED, CALLS = 0.3, 0.75, 0.5
"""Share of the rows whose actions must call to act, where times are told and where none are, and how plainly."""
ITEMS = 0.5
"""Share of the rows that must call to act below the title of another paper."""
TIMED = 0.25
"""Share of the rows that tell a time, from which times are told."""
LONGEST_NAME = 14
"""Words of a line that can be a paper's name."""
NEAREST = 20
"""Lines above a table, no longer than names, among which the name of a list may be its own: others are of papers bound before it."""
MOST_WORDS = 6
"""Words of a header; what is longer is prose that stands in its place."""
SAVED = "budget"
"""The kind of table whose first column names savings."""
NAMING: tuple[Role, ...] = ("lead", "timescale")


def reads_as_plan(rows: Sequence[Row], meanings: Meanings) -> bool:
    """Whether rows name who and when, and their actions call to act: lists of events or members have names and days too.

    Rows that nobody is named in are a history, or a paper's own calendar.
    """
    named = {role: sum(_tells(row, role, meanings) for row in rows) / len(rows) for role in NAMING}
    enough = CALLED if named["timescale"] >= TIMED else UNTIMED
    return named["lead"] > 0.0 and sum(named.values()) >= NAMED and calling(rows, meanings) >= enough


def lists_items(heading: Sequence[str], columns: Sequence[Column], rows: Sequence[Row], meanings: Meanings) -> bool:
    """Whether rows are a list of things that nobody is asked to do: applications, contracts, what a committee will look at.

    It is one where no time is told, another paper's name stands above it, and little calls to act. Where no header says that actions
    stand below it, and no title calls the paper a plan, it is one below a list's name too, and wherever next to nothing calls to act.
    Where no header is printed at all (`columns` empty), the first title tells what the paper is, or what was taken for the first action,
    and lines above may be the headers of a table of another kind. What stands below a word that nobody knows, beside no more than who and
    when, must call to act below a plan's title too: "Question | Owner | Due".
    """
    heading = heading if columns else [*heading, *(action_of(row) for row in rows[:1])]
    called = any((reading := meanings.heading(text)) is not None and reading.word == "paper" for text in heading)
    timed = any("timescale" in column.roles for row in rows for column, cell in row.cells if cell)
    if called and not timed and calling(rows, meanings) < ITEMS:
        return True
    headers = [column.header for column in columns if "action" in column.roles]
    if any(map(_is_prose, headers)) or any(says_action(column.header, meanings) for column in columns):
        return False
    kinds = {kind for header in headers if (kind := meanings.alien([header])) is not None}
    if kinds and not (kinds == {SAVED} and _is_followed(heading, rows, meanings)):
        return True
    if not columns and meanings.alien(heading) is not None:
        return True
    if _is_unknown(headers, columns, meanings) and calling(rows, meanings) < CALLED:
        return True
    named = [text for text in heading if len(text.split()) <= LONGEST_NAME and not ENDED.search(text)]
    others = {text for text in named[-NEAREST:] if meanings.content(text)["list"] > 0.0}
    titles = titles_of(named, meanings)
    if not others.issuperset(titles) and (columns or titles[0] not in others):
        return False
    few = ITEMS if called else CALLED if all(_is_vague(header, meanings) for header in headers) else 0.0
    return bool(others) or calling(rows, meanings) < few


def _is_unknown(headers: Sequence[str], columns: Sequence[Column], meanings: Meanings) -> bool:
    """Whether the actions stand below words that are no header known, and the other columns say who and when alone."""
    told = {role for column in columns for role in column.roles}
    return bool(headers) and told == FOLLOWED | {"action"} and all(meanings.header(header) is None for header in headers)


def _is_followed(heading: Sequence[str], rows: Sequence[Row], meanings: Meanings) -> bool:
    """Whether rows below the title of a plan call to act and say who, when and how far: a council's savings are its actions then."""
    told = {role for row in rows for column, cell in row.cells if cell for role in column.roles}
    return told >= FOLLOWED and not told.isdisjoint(PROGRESS) and bool(titles_of(heading, meanings)) and calling(rows, meanings) >= ITEMS


def stands_below_list(heading: Sequence[str], meanings: Meanings) -> bool:
    """Whether the lines above name a list ("Roadworks", "Latest news"), and none of them a plan."""
    others = {text for text in heading if len(text.split()) <= LONGEST_NAME and meanings.content(text)["list"] > 0.0}
    return bool(others) and others.issuperset(titles_of(heading, meanings))


def titles_of(heading: Sequence[str], meanings: Meanings) -> list[str]:
    """The lines above that call what is below them a plan or a strategy."""
    readings = ((text, meanings.heading(text)) for text in heading)
    return [text for text, reading in readings if reading is not None and reading.kind == "title"]


def _is_prose(header: str) -> bool:
    """Whether it is none that anybody printed as a header, or too long for one."""
    return not header or len(header.split()) > MOST_WORDS


def says_action(header: str, meanings: Meanings) -> bool:
    """Whether a header says that actions stand below it, whatever was made of its column; "Item" and "Description" do not."""
    reading = meanings.header(header)
    return reading is not None and "action" in reading.roles and not _is_vague(header, meanings)


def _is_vague(header: str, meanings: Meanings) -> bool:
    return meanings.header(header) is None or meanings.content(header)["vague"] > 0.0


def calling(rows: Sequence[Row], meanings: Meanings) -> float:
    """The share of the rows whose actions call to act."""
    return sum(_calls(row, meanings) for row in rows) / len(rows)


def _tells(row: Row, role: Role, meanings: Meanings) -> int:
    """How many columns of a role hold a paragraph that plainly reads as such."""
    cells = [cell for column, cell in row.cells if role in column.roles]
    return sum(any(meanings.content(each.text[:160]).get(role, 0.0) >= PLAINLY for each in cell.paragraphs) for cell in cells)


def _calls(row: Row, meanings: Meanings) -> bool:
    """Whether a row's action calls to act, and is no header."""
    text = split_number(action_of(row))[1][:160]
    return meanings.content(text).get("action", 0.0) >= CALLS and meanings.header(text) is None
