"""The orders of columns that a flattened paper may have: as its header prints them, else those that are common."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extract.columns import is_ref, settle_columns
from extract.headers import Frame
from extract.tables.flat.paragraphs import Block
from extract.tables.flat.series import row_codes
from model import Column, HeaderReading, Meanings, Role

Order = Sequence[tuple[Role, ...]]
"""What each column of a table holds, left to right."""
HABITS: tuple[tuple[Role, ...], ...] = (
    ("action", "outcomes", "lead", "timescale", "update"),
    ("action", "lead", "timescale", "update"),
    ("action", "lead", "timescale", "outcomes", "update"),
    ("action", "timescale", "lead", "update"),
    ("action", "outcomes", "timescale", "lead", "update"),
    ("objective", "action", "outcomes", "lead", "timescale", "update"),
    ("objective", "action", "lead", "timescale", "update"),
    ("action", "update", "lead", "timescale"),
    ("action", "lead", "timescale", "outcomes"),
    ("action", "timescale", "lead", "outcomes"),
)
"""Orders in which plans set their columns, tried where no header is printed."""
FEWEST_NUMBERS = 3
"""Numbers, each a paragraph, from which a column of them may stand before the others."""
PLAIN_TIME = 0.5
"""Likeness from which a number or code is a time."""
WANTED: tuple[Role, ...] = ("action", "timescale")
"""What columns under headers of no field are tried as, where no other column is it."""


def column_orders(
    blocks: Sequence[Block], headed: Sequence[tuple[Block, HeaderReading]] | None, meanings: Meanings
) -> Sequence[Order]:
    """What the columns may hold whose cells are the paragraphs given, below a header or below none."""
    numbered = _are_numbered(blocks, meanings)
    if headed is None:
        return [[("ref",), *((role,) for role in habit)] if numbered else [(role,) for role in habit] for habit in HABITS]
    frame = Frame(tuple(Column(reading.header, reading.roles, reading.dated) for _, reading in headed), tuple(range(len(headed))))
    printed = [column.roles for column in settle_columns(frame, (), meanings).columns]
    settled = _with_action(printed)
    told = [order for order in _told_by_cells(printed, headed, meanings) if any("action" in roles for roles in order)]
    told += _with_owners(printed, headed, meanings)
    if not numbered or any("ref" in roles for roles in settled):
        return [settled, *told]
    orders = [settled, *_with_numbers(settled), *told]
    vague = len(headed) > 1 and meanings.content(headed[1][0].text).get("vague", 0.0) >= PLAIN_TIME
    if vague and all(reading.roles == ("action",) for _, reading in headed[:2]):  # "Action" may head their numbers: "Action", "Description"
        orders.append([("ref",), ("action",), *settled[2:]])
    return orders


def _are_numbered(blocks: Sequence[Block], meanings: Meanings) -> bool:
    """Whether so many paragraphs are numbers or codes, no two alike and none a time, that a column may hold them."""
    numbers = {block.text for block in blocks if is_ref(block.text)} | row_codes(blocks)
    return sum(meanings.content(text).get("timescale", 0.0) < PLAIN_TIME for text in numbers) >= FEWEST_NUMBERS


def _with_numbers(order: list[tuple[Role, ...]]) -> Iterator[list[tuple[Role, ...]]]:
    """The columns with one of numbers before them all, and before the actions: it often has no header, which leaves no trace."""
    action = next((at for at, roles in enumerate(order) if "action" in roles), 0)
    for at in dict.fromkeys((0, action)):
        yield [*order[:at], ("ref",), *order[at:]]


def _with_action(order: list[tuple[Role, ...]]) -> list[tuple[Role, ...]]:
    """The columns, of which the only objective is the action where none is headed so."""
    if any("action" in roles for roles in order) or order.count(("objective",)) != 1:
        return order
    return [("action",) if roles == ("objective",) else roles for roles in order]


def _with_owners(
    order: list[tuple[Role, ...]], headed: Sequence[tuple[Block, HeaderReading]], meanings: Meanings
) -> Iterator[list[tuple[Role, ...]]]:
    """The columns with who is to act below "Action", as a parish may head them, where "Item" stands before it and nothing else heads it."""
    if len(order) != len(headed) or order.count(("action",)) != 1 or any("lead" in roles for roles in order):
        return
    action = order.index(("action",))
    free = [at for at in range(action) if order[at] in ((), ("objective",))]
    for at in [at for at in free if meanings.content(headed[at][0].text).get("vague", 0.0) >= PLAIN_TIME][:1]:
        yield [*order[:at], ("action",), *order[at + 1 : action], ("lead",), *order[action + 1 :]]


def _told_by_cells(
    order: list[tuple[Role, ...]], headed: Sequence[tuple[Block, HeaderReading]], meanings: Meanings
) -> Iterator[list[tuple[Role, ...]]]:
    """The columns, each without a role as the actions or the times that no other holds: what suits the cells best is kept.

    "Target" heads times too, where nothing else does.
    """
    if len(order) != len(headed):
        return
    for at, roles in enumerate(order):
        if roles == ("outcomes",) and not any("timescale" in each for each in order):
            yield [*order[:at], ("timescale",), *order[at + 1 :]]
        if roles:
            continue
        for role in WANTED:
            known = role == "timescale" and meanings.header(headed[at][0].text) is not None
            if not known and not any(role in each for each in order):
                yield [*order[:at], (role,), *order[at + 1 :]]
