"""What is worked out once for one thing, however many stages ask."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Concatenate, ParamSpec, TypeVar

Thing = TypeVar("Thing")
Given = ParamSpec("Given")
Answer = TypeVar("Answer")

MOST = 64
"""Things whose answers are remembered; they are those of the page that is read, and of a few before it in the same paper."""

_HELD: list[dict[Any, Any]] = []


def forget() -> None:
    """Lets go of every thing and its answers: their paper is done."""
    for told in _HELD:
        told.clear()


def once(work: Callable[Concatenate[Thing, Given], Answer]) -> Callable[Concatenate[Thing, Given], Answer]:
    """The same function, its answers remembered by which things it was asked of: to compare whole pages costs more than most answers."""
    told: dict[tuple[int, ...], tuple[object, ...]] = {}
    _HELD.append(told)

    def remembered(thing: Thing, /, *given: Given.args, **named: Given.kwargs) -> Answer:
        held = told.get(key := (id(thing), *map(id, given), *map(id, named.values())))
        if held is None:
            if len(told) >= MOST:
                told.clear()
            held = told[key] = work(thing, *given, **named), thing, given, named  # no other thing takes the place of one that is held
        return held[0]  # type: ignore[return-value]  # what the work gave

    return remembered
