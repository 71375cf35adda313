"""Documents that print the same edition of the same plan: which is the richest, and what only a poorer one holds."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from link.changes import changed
from link.groups import grouped
from link.overlap import Shared
from link.pairing import Couple, Pairing, pair
from link.plans import Plan
from link.words import words_of
from model import Doubt, Edition, Link, Promise

ALIKE = 0.85
"""Likeness of words of an action printed twice."""
SEEMS = 0.4
"""Share of the shorter document's actions that must seem shared before two are compared."""
TRIES = 8
"""Documents that count, the richest ones, with which another is compared."""
PRINTED_TWICE = 0.8
"""Share of the shorter document's actions that the other prints too."""
AGREED = 0.8
"""Where no date says that they are one edition: share of the progress, or of the dates, that must be the same."""
FIELDS: tuple[tuple[str, Callable[[Promise], str]], ...] = (
    ("action_ref", lambda one: one.ref or ""),
    ("leads", lambda one: "; ".join(one.leads)),
    ("timescale", lambda one: one.timescale or ""),
    ("update", lambda one: one.update or ""),
    ("outcomes", lambda one: "; ".join(one.outcomes)),
)


@dataclass(frozen=True, slots=True)
class Rendition:
    """A poorer document and the richest of the same edition, by their positions, with the pairing of their actions."""

    poorer: int
    richest: int
    pairing: Pairing


def find_renditions(plans: Sequence[Plan], shared: Shared) -> tuple[Rendition, ...]:
    """Each document that is a poorer rendition of another, with the richest; those that count are in none of them as the poorer."""
    alike = {pair for pair, count in shared.items() if _seem_one(plans[pair[0]], plans[pair[1]], count)}
    together = grouped(sorted({one for pair in alike for one in pair}), sorted(alike))
    found: dict[int, Rendition] = {}
    for group in together:
        richest_first = sorted(group, key=lambda position: _richness(plans[position].edition), reverse=True)
        counted: list[int] = []
        for position in richest_first:
            rendition = _rendition(plans, position, counted)
            if rendition is None:
                counted.append(position)
            else:
                found[position] = rendition
    return tuple(found[poorer] for poorer in sorted(found))


def _seem_one(one: Plan, other: Plan, shared: int) -> bool:
    return shared >= SEEMS * min(len(one.actions), len(other.actions)) and _may_be_one_edition(one.edition, other.edition)


def _rendition(plans: Sequence[Plan], poorer: int, counted: Sequence[int]) -> Rendition | None:
    """The poorer document with the first of those that count of which it is a rendition."""
    of_its_time = [one for one in counted if _may_be_one_edition(plans[poorer].edition, plans[one].edition)]
    for richest in of_its_time[:TRIES]:
        pairing = pair(plans[poorer].actions, plans[richest].actions)
        if _are_renditions(plans[poorer].edition, plans[richest].edition, pairing):
            return Rendition(poorer, richest, pairing)
    return None


def _may_be_one_edition(one: Edition, other: Edition) -> bool:
    """True where neither says that it is of another time than the other."""
    if one.edition and other.edition:
        return one.edition.startswith(other.edition) or other.edition.startswith(one.edition)
    return True


def _are_renditions(one: Edition, other: Edition, pairing: Pairing) -> bool:
    """True where nearly all actions of the shorter stand in the other; without a common date their progress must agree too."""
    close = [couple for couple in pairing.couples if couple.wording >= ALIKE]
    if not close or len(close) < PRINTED_TWICE * min(len(one.promises), len(other.promises)):
        return False
    return bool(one.edition and other.edition) or _same_progress([_promises(pairing, couple) for couple in close])


def _same_progress(couples: Sequence[tuple[Promise, Promise]]) -> bool:
    told = [(_plain(one.update), _plain(other.update)) for one, other in couples if one.update or other.update]
    if not told:
        told = [(str(one.due), str(other.due)) for one, other in couples if one.due and other.due]
    return sum(one == other for one, other in told) >= AGREED * len(told)


def _plain(text: str | None) -> str:
    return " ".join(words_of(text or ""))


def _promises(pairing: Pairing, couple: Couple) -> tuple[Promise, Promise]:
    return pairing.left[couple.left].promise, pairing.right[couple.right].promise


def _richness(edition: Edition) -> tuple[int, int, str, int]:
    """Orders renditions of one edition, the richest last: by what their actions hold, then by the text that was kept."""
    fields = (
        (one.ref, one.priority, one.objective, one.leads, one.timescale, one.status, one.update, one.outcomes) for one in edition.promises
    )
    filled = sum(sum(1 for value in values if value) + 1 for values in fields)
    return filled, edition.text_kept, edition.source_file, edition.part


def rendition_links(pairing: Pairing) -> Iterator[Link]:
    """An action of the poorer document (the pairing's left), and the same in the richer."""
    for couple in pairing.couples:
        yield changed("same_edition", *_promises(pairing, couple), couple.score, couple.certain)


def only_in_poorer(pairing: Pairing, richer: Edition) -> Iterator[tuple[Promise, Doubt]]:
    """What the poorer document (the left) alone holds, each with the action there that holds it."""
    paired = {couple.left for couple in pairing.couples}
    for position, alone in enumerate(pairing.left):
        if position not in paired:
            message = f"Only this rendition has the action; {richer.source_file}, which counts, has none like it."
            yield alone.promise, Doubt("only_in_rendition", message, text=alone.promise.action, field="action")
    for couple in pairing.couples:
        poor, rich = _promises(pairing, couple)
        for field, printed in FIELDS:
            if printed(poor) and not printed(rich):
                message = f"Only this rendition has it; {rich.action_id}, which counts, has none."
                yield poor, Doubt("only_in_rendition", message, text=printed(poor), field=field)
        if poor.due and rich.due and poor.due != rich.due:
            message = f"The renditions give two dates: {poor.due} here, {rich.due} in {rich.action_id}, which counts."
            yield poor, Doubt("renditions_differ", message, text=poor.timescale or "", field="timescale")
