"""Actions that became several, and several that became one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from link.pairing import Pairing
from link.wording import Weights, Worded, held

WITHIN = 0.45
"""Share of a part's words that must stand in the whole."""
SURELY = 0.5
ADDS = 0.12
"""Share of the whole's words that each part must hold and no other."""
COVERED = 0.45
"""Share of the whole's words that the parts must hold together."""
UNCHANGED = 0.88
"""Share of the whole's words in one part from which on that part is the whole, and the others are actions of their own."""
FEWEST = 3
"""Telling words of a part; where it has fewer, all must stand in the whole."""


@dataclass(frozen=True, slots=True)
class Fan:
    """A whole and its parts, by their positions, with the share of each part's words that stand in the whole."""

    whole: int
    parts: tuple[int, ...]
    scores: tuple[float, ...]
    certain: bool


def splits(pairing: Pairing) -> tuple[Fan, ...]:
    """Actions of the left that became several of the right, one of which may be the mate that was found for it."""
    mates = {couple.left: couple.right for couple in pairing.couples}
    return _fans(pairing.left, pairing.right, mates, sorted(pairing.near), pairing.telling)


def merges(pairing: Pairing) -> tuple[Fan, ...]:
    """Actions of the right that several of the left became."""
    mates = {couple.right: couple.left for couple in pairing.couples}
    near = sorted((there, here) for here, there in pairing.near)
    return _fans(pairing.right, pairing.left, mates, near, pairing.telling)


def _fans(
    wholes: Sequence[Worded], parts: Sequence[Worded], mates: Mapping[int, int], near: Sequence[tuple[int, int]], telling: Weights
) -> tuple[Fan, ...]:
    free = set(range(len(parts))) - set(mates.values())
    best: dict[int, tuple[float, int]] = {}
    for whole, part in near:
        if part in free:
            inside = held(parts[part].stems, wholes[whole].stems, telling)
            enough = WITHIN if len(parts[part].stems) >= FEWEST else 1.0
            if inside >= enough and inside > best.get(part, (0.0, 0))[0]:
                best[part] = inside, whole
    gathered: defaultdict[int, list[int]] = defaultdict(list)
    for part, (_, whole) in sorted(best.items()):
        gathered[whole].append(part)
    fans = (_fan(whole, wholes[whole], sorted({*own, mates.get(whole, own[0])}), parts, telling) for whole, own in sorted(gathered.items()))
    return tuple(fan for fan in fans if fan is not None and mates.get(fan.whole, fan.parts[0]) in fan.parts)


def _fan(position: int, whole: Worded, own: Sequence[int], parts: Sequence[Worded], telling: Weights) -> Fan | None:
    """The fan, where every part adds to it and none is the whole by itself."""
    if any(len(whole.stems & parts[part].stems) >= UNCHANGED * len(whole.stems) for part in own):
        return None
    inside = {part: held(parts[part].stems, whole.stems, telling) for part in own}
    kept = [part for part in own if inside[part] >= WITHIN and _adds(whole, part, own, parts) >= ADDS]
    covered = held(whole.stems, frozenset[str]().union(*(parts[part].stems for part in kept)), telling)
    if len(kept) < 2 or covered < COVERED:
        return None
    certain = covered >= SURELY and min(inside[part] for part in kept) >= SURELY
    return Fan(position, tuple(kept), tuple(round((inside[part] + covered) / 2, 4) for part in kept), certain)


def _adds(whole: Worded, part: int, own: Sequence[int], parts: Sequence[Worded]) -> float:
    """The share of the whole's words, each counted alike, that only this part holds: a noun may stand in one and "it" in the next."""
    others = frozenset[str]().union(*(parts[other].stems for other in own if other != part))
    return len(whole.stems & parts[part].stems - others) / max(len(whole.stems), 1)
