"""How many actions two plans seem to share, counted for all plans of a family at once, before any two are compared."""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Iterator, Sequence
from zlib import crc32

from link.wording import Worded

MARKS = 4
"""Marks of an action: pairs of its words, chosen by a hash so that two editions choose the same."""
LATEST = 8
"""Plans that are kept for each mark, the latest ones."""


Shared = Counter[tuple[int, int]]
"""Of an earlier and a later plan, by their positions, how many actions of the later are somehow in the earlier."""


def shared_actions(plans: Sequence[Sequence[Worded]]) -> Shared:
    """How many actions each plan seems to share with earlier ones; the plans are given in their order in time."""
    having: defaultdict[str | int, deque[int]] = defaultdict(lambda: deque(maxlen=LATEST))
    counted: Shared = Counter()
    for later, actions in enumerate(plans):
        marked = [list(_marks(action)) for action in actions]
        for marks in marked:
            counted.update((earlier, later) for earlier in {earlier for mark in marks for earlier in having.get(mark, ())})
        for mark in {mark for marks in marked for mark in marks}:
            having[mark].append(later)
    return counted


def _marks(action: Worded) -> Iterator[str | int]:
    yield action.text
    yield from sorted(crc32(pair.encode("utf-8", "replace")) for pair in action.pairs)[:MARKS]
