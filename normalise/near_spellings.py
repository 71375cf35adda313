"""Which of many known spellings a misprinted text can come near to, without comparing it with each of them.

A spelling from which a text differs by so many letters, taken out or put in, has at least one piece whole in the text when it is cut
into one piece more than that, and no farther from its place than letters may have been put in or taken out before it: only those that
share such a piece are worth comparing.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from rapidfuzz import fuzz, process

FEW = 200
"""Spellings that are compared one by one as soon as their pieces are found."""
LONGEST_PIECE = 3

Holders = tuple[tuple[int, dict[str, list[tuple[int, int, int]]]], ...]
"""By the length of a piece: the places of the spellings that hold each, and where in the text it may begin, first and last."""


@dataclass(frozen=True, slots=True)
class Spellings:
    """Known spellings, and how alike (rapidfuzz ratio, 0-100) a text must be to one of them."""

    known: tuple[str, ...]
    nearly: float
    cut: dict[int, tuple[list[str], Holders]] = field(default_factory=dict)
    """For texts of so many letters the spellings that may be near, and which of them hold each piece; made once such a text has come."""


def nearest(text: str, spellings: Spellings) -> tuple[str, float] | None:
    """The spelling that is most like the text, and how like it is (0-100); None where none is near enough."""
    if (made := spellings.cut.get(len(text))) is None:
        made = spellings.cut[len(text)] = _cut(len(text), spellings)
    likely, holders = made
    if holders:
        shared: set[int] = set()
        for size, places in holders:
            for start in range(len(text) - size + 1):
                if (piece := text[start : start + size]) in places:
                    for place, first, last in places[piece]:
                        if first <= start <= last:
                            shared.add(place)
        likely = [likely[place] for place in sorted(shared)]
    if not likely:
        return None
    best = process.extractOne(text, likely, scorer=fuzz.ratio, score_cutoff=spellings.nearly)
    return None if best is None else (best[0], best[1])


def _cut(length: int, spellings: Spellings) -> tuple[list[str], Holders]:
    """The spellings that a text of so many letters can be near to, and which of them hold each piece."""
    share, longest = 1 - spellings.nearly / 100, int(length * (200 / spellings.nearly - 1)) + 1
    limits = {size: int(share * (length + size) + 1e-6) for size in range(longest + 1)}
    # texts that are two letters apart in length differ by an even number of letters taken out and put in, and so on
    near = {size: most - (most - abs(length - size)) % 2 for size, most in limits.items() if abs(length - size) <= most}
    likely = [(each, near[len(each)]) for each in spellings.known if len(each) in near]
    holders: dict[int, dict[str, list[tuple[int, int, int]]]] = {}
    for place, (spelling, differing) in enumerate(likely if len(likely) > FEW else ()):
        size, longer = min(len(spelling) // (differing + 1), LONGEST_PIECE), length - len(spelling)
        for number in range(differing + 1):
            start = len(spelling) * number // (differing + 1)
            where = place, start - (differing - longer) // 2, start + (differing + longer) // 2
            holders.setdefault(size, {}).setdefault(spelling[start : start + size], []).append(where)
    return [each for each, _ in likely], tuple(holders.items())
