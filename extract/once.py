"""What is worked out once for one thing, however many stages ask."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

Thing = TypeVar("Thing")
Answer = TypeVar("Answer")

MOST = 64
"""Things whose answers are remembered; they are those of the page that is read, and of a few before it in the same paper."""

_HELD: list[dict[int, Any]] = []


def forget() -> None:
    """Lets go of every thing and its answers: their paper is done."""
    for told in _HELD:
        told.clear()


def once(work: Callable[[Thing], Answer]) -> Callable[[Thing], Answer]:
    """The same function, its answers remembered by which thing it was asked of: to compare whole pages costs more than most answers."""
    told: dict[int, tuple[Thing, Answer]] = {}
    _HELD.append(told)

    def remembered(thing: Thing) -> Answer:
        held = told.get(id(thing))
        if held is None or held[0] is not thing:
            if len(told) >= MOST:
                told.clear()
            held = told[id(thing)] = thing, work(thing)
        return held[1]

    return remembered
