"""Every header of a sheet, its columns settled by all the lines below it, wherever in the document it is printed again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import takewhile

from extract.columns import settle_columns
from extract.foreign.other_tables import AHEAD, OtherTables, is_measured, without_others
from extract.headers import FOLLOWED, LONGEST_UNKNOWN, Frame, is_value, read_header
from model import Column, Meanings, Strip

TIMES = ("timescale",)
FEWEST_ALIKE = 3
"""Cells of a line that is a header by what it has of another's."""
LOOKED_AT = 6
"""Lines below such a header that tell what stands under it."""
A_BODY = 0.95
"""How like a lead such a text must be to be one."""
FEWEST_ALONE = 2
"""Lines of one cell each from which they head the rows of their column."""


def settled_frames(strips: Sequence[Strip], meanings: Meanings) -> dict[int, Frame]:
    """Header strips by position, each frame settled by all the lines below every header of the same words."""
    printed = {index: frame for index, strip in enumerate(strips) if (frame := read_header(strip, meanings)) is not None}
    printed = dict(sorted({**_alike(strips, printed, meanings), **_without_rows(strips, printed, meanings)}.items()))
    plans = without_others(printed, meanings)
    each = list(plans.values())
    found = {index: frame for index, frame in plans.items() if not is_measured(frame, strips[index + 1 : index + AHEAD], each)}
    below: dict[tuple[tuple[str, ...], tuple[int, ...]], list[Strip]] = {}
    alone: dict[tuple[tuple[str, ...], tuple[int, ...]], list[int]] = {}
    now: Frame | None = None
    others = OtherTables(meanings)
    for index, strip in enumerate(strips):
        now = found.get(index, now)
        if now is None or strip.loose or strip.furniture or index in found:
            others.leave(strip, by_header=index in found)
        elif not others.holds(strip, strips[index + 1 : index + AHEAD], now) and len(strip.filled) > 1:
            below.setdefault(_key(now), []).append(strip)
        elif len(strip.filled) == 1:
            alone.setdefault(_key(now), []).append(now.at(strip.filled[0]))
    unsettled = {_key(frame): frame for frame in found.values()}
    acting = {key: _without_objectives(frame, alone.get(key, ()), len(below.get(key, ()))) for key, frame in unsettled.items()}
    settled = {key: settle_columns(frame, below.get(key, ()), meanings) for key, frame in acting.items()}
    return {index: settled[_key(frame)] for index, frame in found.items()}


def _without_rows(strips: Sequence[Strip], printed: Mapping[int, Frame], meanings: Meanings) -> dict[int, Frame]:
    """The headers without the rows that read like one ("Record the moorings | Completion | 30 June 2035 | Progress report").

    They are known by the time that stands below the header of times.
    """
    heads: dict[int, Frame] = {}
    for index, frame in printed.items():
        above = next(reversed(heads), None)
        alike = above is not None and len(strips[above].cells) == len(strips[index].cells)
        headed = above is None or not alike or _repeats(strips[index], strips[above])
        if above is None or headed or not _is_timed(strips[index], frame, heads[above], meanings):
            heads[index] = frame
    return heads


def _repeats(strip: Strip, above: Strip) -> bool:
    """Whether a line says below a header what that says there."""
    return any(cell.text and cell.text == head.text for cell, head in zip(strip.cells[1:], above.cells[1:], strict=False))


def _is_timed(strip: Strip, frame: Frame, above: Frame, meanings: Meanings) -> bool:
    """Whether a time, and no header of times, stands by itself below a header of times."""
    return any(
        cell.text and frame.columns[frame.at(at)].roles != TIMES and is_value(cell.text, meanings)
        for at, cell in enumerate(strip.cells)
        if above.columns[above.at(at)].roles == TIMES
    )


def _alike(strips: Sequence[Strip], printed: Mapping[int, Frame], meanings: Meanings) -> dict[int, Frame]:
    """Lines that say who and when in the words of a header, and one thing that nobody knows for one: "Opportunity | Lead | Target date"."""
    columns = [column for frame in printed.values() for column in frame.columns if not FOLLOWED.isdisjoint(column.roles)]
    asked = {column.header.casefold(): column for column in columns}
    found = {}
    for index, strip in enumerate(strips if len(asked) > 1 else ()):
        texts = [cell.text for cell in strip.cells]
        if index in printed or strip.loose or len(texts) < FEWEST_ALIKE or not all(0 < len(text) <= LONGEST_UNKNOWN for text in texts):
            continue
        same = [asked.get(text.casefold()) for text in texts]
        if not FOLLOWED.issubset(role for column in same if column for role in column.roles):
            continue
        told = _with_action(same, texts, meanings)
        if not _lists_bodies([at for at, column in enumerate(told) if column.roles == ("action",)], strips[index + 1 :], meanings):
            found[index] = Frame(told, tuple(range(len(texts))))
    return found


def _lists_bodies(unknown: Sequence[int], below: Sequence[Strip], meanings: Meanings) -> bool:
    """Whether what stands below a header that nobody knows are bodies: a table of meetings or of who was asked, and no actions."""
    rows = [strip for strip in takewhile(lambda strip: not strip.loose, below) if not strip.furniture][:LOOKED_AT]
    texts = [strip.cells[at].text for strip in rows for at in unknown if at < len(strip.cells) and strip.cells[at].text]
    return bool(texts) and sum(meanings.content(text)["lead"] >= A_BODY for text in texts) * 2 > len(texts)


def _with_action(same: Sequence[Column | None], texts: Sequence[str], meanings: Meanings) -> tuple[Column, ...]:
    """The columns of such a line: the one that is unknown is the action's, where no other is."""
    roles = [reading.roles if (reading := meanings.header(text)) else () for text in texts]
    columns = [column or Column(text, own) for column, text, own in zip(same, texts, roles, strict=True)]
    unknown = [at for at, column in enumerate(columns) if not column.roles]
    if len(unknown) == 1 and not any("action" in column.roles for column in columns):
        columns[unknown[0]] = replace(columns[unknown[0]], roles=("action",))
    return tuple(columns)


def _without_objectives(frame: Frame, alone: Sequence[int], rows: int) -> Frame:
    """The frame whose column of objectives and actions holds actions alone, where the objectives are lines of that column's only.

    `alone` has the column of every line that holds one cell, `rows` counts the lines that hold more.
    """
    for index, column in enumerate(frame.columns):
        if set(column.roles) == {"objective", "action"} and FEWEST_ALONE <= alone.count(index) <= rows:
            columns = (*frame.columns[:index], replace(column, roles=("action",)), *frame.columns[index + 1 :])
            return replace(frame, columns=columns)
    return frame


def _key(frame: Frame) -> tuple[tuple[str, ...], tuple[int, ...]]:
    return tuple(column.header.casefold() for column in frame.columns), frame.owner
