"""Which plans follow one another: the line of a plan's editions, and the papers that no line can take."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from link.groups import grouped
from link.overlap import Shared
from link.pairing import Pairing, pair
from link.plans import Plan, Told
from model import Doubt

SEEMS = 0.1
"""Share of the shorter plan's actions that must seem shared before two plans are compared."""
FOLLOWS, FOLLOWS_LIKE, FOLLOWS_UNNAMED = 0.15, 0.25, 0.4
"""Share of the shorter plan's actions that must surely go on: where council and title are the same, titles are alike, and tell nothing."""
MOST = 0.5
"""Share from which no earlier day is asked."""
FEWEST = 2
"""Actions that must go on, where the plans have as many."""
TITLE = 0.5
"""Share of the shorter title's telling words that like titles have in common."""
OVERLAP = 0.3
"""Share from which papers of one day that are no renditions, or papers of no known day, are worth a person's look."""
TRIES = 3
"""Earlier days on which a plan's predecessor is looked for."""
UNORDERED, OVERLAPPING = "edition_unordered", "editions_overlap"

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of a family: each a sequence of editions, each of these the plans of one day, by their positions."""

    lines: tuple[tuple[tuple[int, ...], ...], ...]
    compared: dict[Pair, Pairing]
    doubts: tuple[Told, ...]


def find_lines(plans: Sequence[Plan], canonical: Sequence[int], shared: Shared) -> Lines:
    """The lines of the plans at these positions, which stand in their order in time."""
    doubted = dict(_out_of_order(plans, canonical, shared))
    placed = [one for one in canonical if plans[one].day and getattr(doubted.get(one), "code", "") != UNORDERED]
    compared: dict[Pair, Pairing] = {}
    joined: list[Pair] = []
    latest: dict[frozenset[str], int] = {}
    for position, later in enumerate(placed):
        candidates = {one for one in placed[:position] if _seems(plans, one, later, shared, SEEMS)}
        if plans[later].title in latest:
            candidates.add(latest[plans[later].title])
        joined += [(earlier, later) for earlier in _predecessors(plans, candidates, later, compared)]
        if plans[later].title:
            latest[plans[later].title] = later
    members = grouped(placed, joined)
    lines = (tuple(tuple(day) for _, day in groupby(line, key=lambda one: plans[one].day)) for line in members)
    doubts = tuple(plans[one].told(doubt) for one, doubt in sorted(doubted.items()))
    return Lines(tuple(line for line in lines if len(line) > 1), compared, doubts)


def _seems(plans: Sequence[Plan], earlier: int, later: int, shared: Shared, share: float) -> bool:
    return shared[earlier, later] >= max(1, share * min(len(plans[earlier].actions), len(plans[later].actions)))


def _out_of_order(plans: Sequence[Plan], canonical: Sequence[int], shared: Shared) -> Iterator[tuple[int, Doubt]]:
    """Plans that share actions with another of which nobody knows whether it is earlier, or that is of the same day."""
    counted = set(canonical)
    for earlier, later in sorted(shared):
        if not {earlier, later} <= counted or not _seems(plans, earlier, later, shared, OVERLAP):
            continue
        one, other = plans[earlier], plans[later]
        if one.edition.document_id == other.edition.document_id or one.day != other.day and one.day and other.day:
            continue
        known = one.day and one.edition.edition_date or one.edition.meeting_date
        if one.day == other.day and known:
            yield later, Doubt(OVERLAPPING, f"{one.edition.source_file} is of the same day and has some of its actions.", "info")
        else:
            undated = earlier if not one.day else later
            message = f"It shares actions with {plans[earlier + later - undated].edition.source_file}, and nothing tells which is earlier."
            yield undated, Doubt(UNORDERED, f"{message} A meeting_date in sources.csv would.")


def _predecessors(plans: Sequence[Plan], candidates: Collection[int], later: int, compared: dict[Pair, Pairing]) -> Sequence[int]:
    """The plans of the earlier day that this one follows: the latest of which most goes on, else that of which the most does."""
    before = sorted((one for one in candidates if plans[one].day != plans[later].day), key=lambda one: (str(plans[one].day), one))
    days = [list(day) for _, day in groupby(before, key=lambda one: plans[one].day)]
    most, followed = 0.0, list[int]()
    for day in days[: -TRIES - 1 : -1]:
        shares = {}
        for earlier in day:
            compared[earlier, later] = pair(plans[earlier].actions, plans[later].actions)
            shares[earlier] = _going_on(plans[earlier], plans[later], compared[earlier, later])
        if max(shares.values()) > most:
            most, followed = max(shares.values()), [earlier for earlier, share in shares.items() if share]
        if most >= MOST:
            break
    return followed


def _going_on(earlier: Plan, later: Plan, pairing: Pairing) -> float:
    """The share of the shorter plan's actions that surely go on; 0 where that is too little for the plans to be one."""
    shorter = min(len(earlier.actions), len(later.actions))
    couples = sum(couple.certain for couple in pairing.couples)
    return couples / shorter if couples >= max(min(FEWEST, shorter), _enough(earlier, later) * shorter) else 0.0


def _enough(one: Plan, other: Plan) -> float:
    if one.title and one.title == other.title and one.edition.council and other.edition.council:
        return FOLLOWS
    return FOLLOWS_LIKE if len(one.title & other.title) >= TITLE * max(1, min(len(one.title), len(other.title))) else FOLLOWS_UNNAMED
