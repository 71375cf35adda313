"""Things that belong together because each is joined to some other of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable
from typing import TypeVar

T = TypeVar("T", bound=Hashable)


def grouped(members: Collection[T], joined: Iterable[tuple[T, T]]) -> list[list[T]]:
    """The members in groups, in their order, so that joined ones, and those joined by others, share one."""
    root = {member: member for member in members}

    def find(one: T) -> T:
        while root[one] != one:
            root[one] = one = root[root[one]]
        return one

    for one, other in joined:
        root[find(other)] = find(one)
    groups: defaultdict[T, list[T]] = defaultdict(list)
    for member in members:
        groups[find(member)].append(member)
    return list(groups.values())
