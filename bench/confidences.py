"""Whether `confidence` means something: of the rows at 0.9, nine in ten ought to be right."""

from __future__ import annotations

from collections.abc import Sequence

Told = Sequence[tuple[float, bool]]
"""Of each row, its confidence and whether every field of it is right."""
EDGES = (0.0, 0.5, 0.7, 0.8, 0.85, 0.9, 0.95, 1.0001)
SURE = 0.95


def bands(told: Told) -> list[tuple[float, float, int, float, float]]:
    """Of each band of confidence that has rows: from, to, how many rows, the mean confidence and the share right."""
    found = []
    for low, high in zip(EDGES, EDGES[1:], strict=False):
        inside = [(chance, right) for chance, right in told if low <= chance < high]
        if inside:
            mean = sum(chance for chance, _ in inside) / len(inside)
            found.append((low, min(high, 1.0), len(inside), mean, sum(right for _, right in inside) / len(inside)))
    return found


def expected_error(told: Told) -> float:
    """Expected calibration error: how far confidence and share right are apart, over the bands by their rows."""
    return sum(count * abs(mean - right) for _, _, count, mean, right in bands(told)) / len(told) if told else 0.0


def risk_coverage(told: Told, steps: int = 40) -> list[tuple[float, float]]:
    """Share of the rows that one keeps, the surest first, and the share of those that is wrong."""
    ranked = sorted(told, key=lambda each: -each[0])
    points = []
    for step in range(1, steps + 1):
        kept = ranked[: max(1, round(len(ranked) * step / steps))]
        points.append((len(kept) / len(ranked), sum(not right for _, right in kept) / len(kept)))
    return points


def surest(told: Told) -> tuple[int, float]:
    """How many rows are given at least 0.95, and the share of them that is right (1 where there are none)."""
    sure = [right for chance, right in told if chance >= SURE]
    return len(sure), sum(sure) / len(sure) if sure else 1.0
