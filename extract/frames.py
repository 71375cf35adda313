"""Every header of a sheet, its columns settled by all the lines below it, wherever in the document it is printed again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extract.columns import settle_columns
from extract.headers import Frame, read_header
from extract.other_tables import AHEAD, OtherTables, is_measured, without_others
from model import Meanings, Strip

FEWEST_ALONE = 2
"""Lines of one cell each from which they head the rows of their column."""


def settled_frames(strips: Sequence[Strip], meanings: Meanings) -> dict[int, Frame]:
    """Header strips by position, each frame settled by all the lines below every header of the same words."""
    printed = {index: frame for index, strip in enumerate(strips) if (frame := read_header(strip, meanings)) is not None}
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
