"""Documents to whoever reads them, never more than they can take; results as they come, in whatever order."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import dataclass
from typing import Generic, TypeVar

Ask = TypeVar("Ask")
Answer = TypeVar("Answer")

TICK = 0.5
"""Seconds after which those who watch are told what is under way."""


@dataclass(frozen=True, slots=True)
class Done(Generic[Ask, Answer]):
    """What was asked, and the future that holds the answer or why there is none."""

    asked: Ask
    future: Future[Answer]


@dataclass(frozen=True, slots=True)
class UnderWay(Generic[Ask]):
    """What is being read, and for how many seconds."""

    asked: Ask
    seconds: float


def drive(
    submit: Callable[[Ask], Future[Answer]],
    ahead: int,
    asks: Iterable[Ask],
    stopped: Callable[[], bool],
    watch: Callable[[list[UnderWay[Ask]]], None],
) -> Iterator[Done[Ask, Answer]]:
    """Every answer as it comes, `ahead` being asked for at once.

    Once `stopped`, nothing more is handed out, and what is under way is waited for.
    """
    waiting, pending, begun = iter(asks), dict[Future[Answer], Ask](), dict[Future[Answer], float]()
    open_end = True
    while pending or open_end and not stopped():
        while open_end and not stopped() and len(pending) < ahead:
            for ask in waiting:
                pending[submit(ask)] = ask
                break
            else:
                open_end = False
        finished, _ = wait(pending, TICK, FIRST_COMPLETED)
        watch(_under_way(pending, begun))
        for future in finished:
            begun.pop(future, None)
            yield Done(pending.pop(future), future)


def _under_way(pending: dict[Future[Answer], Ask], begun: dict[Future[Answer], float]) -> list[UnderWay[Ask]]:
    now = time.monotonic()
    for future in pending:
        if future.running():
            begun.setdefault(future, now)
    return [UnderWay(pending[future], now - since) for future, since in begun.items() if future in pending]
