"""Every header of a sheet, its columns settled by all the lines below it, wherever in the document it is printed again."""

from __future__ import annotations

from collections.abc import Sequence

from extract.columns import settle_columns
from extract.headers import Frame, read_header
from extract.other_tables import AHEAD, OtherTables, is_measured, without_others
from model import Meanings, Strip


def settled_frames(strips: Sequence[Strip], meanings: Meanings) -> dict[int, Frame]:
    """Header strips by position, each frame settled by all the lines below every header of the same words."""
    printed = {index: frame for index, strip in enumerate(strips) if (frame := read_header(strip, meanings)) is not None}
    plans = without_others(printed, meanings)
    each = list(plans.values())
    found = {index: frame for index, frame in plans.items() if not is_measured(frame, strips[index + 1 : index + AHEAD], each)}
    below: dict[tuple[tuple[str, ...], tuple[int, ...]], list[Strip]] = {}
    now: Frame | None = None
    others = OtherTables(meanings)
    for index, strip in enumerate(strips):
        now = found.get(index, now)
        if now is None or strip.loose or strip.furniture or index in found:
            others.leave(strip, by_header=index in found)
        elif not others.holds(strip, strips[index + 1 : index + AHEAD], now) and len(strip.filled) > 1:
            below.setdefault(_key(now), []).append(strip)
    unsettled = {_key(frame): frame for frame in found.values()}
    settled = {key: settle_columns(frame, below.get(key, ()), meanings) for key, frame in unsettled.items()}
    return {index: settled[_key(frame)] for index, frame in found.items()}


def _key(frame: Frame) -> tuple[tuple[str, ...], tuple[int, ...]]:
    return tuple(column.header.casefold() for column in frame.columns), frame.owner
