"""The best matching of two sides, where only few pairs are possible: sparse, near-linear, always the same."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Mapping

STEP = 0.002
"""How far below the best the whole may stay, for each pair."""

Pair = tuple[int, int]


def best_matching(values: Mapping[Pair, float]) -> dict[int, int]:
    """Left to right, each at most once, so that the values (all above 0) come to the most; a side may stay alone.

    By auction: every left bids for the right that profits it most, by as much more as that profits it above its second choice
    or above staying alone.
    """
    wanted: defaultdict[int, list[tuple[int, float]]] = defaultdict(list)
    for (left, right), value in sorted(values.items()):
        wanted[left].append((right, value))
    price: defaultdict[int, float] = defaultdict(float)
    owner: dict[int, int] = {}
    bidders = deque(sorted(wanted))
    while bidders:
        left = bidders.popleft()
        first, second, choice = 0.0, 0.0, -1
        for right, value in wanted[left]:
            profit = value - price[right]
            if profit > first:
                first, second, choice = profit, first, right
            elif profit > second:
                second = profit
        if choice < 0:
            continue
        price[choice] += first - second + STEP
        if (loser := owner.get(choice)) is not None:
            bidders.append(loser)
        owner[choice] = left
    return {left: right for right, left in sorted(owner.items(), key=lambda pair: pair[1])}
