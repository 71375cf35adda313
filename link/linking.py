"""The editions of one family of plans, linked: which are renditions, which follow one another, and what became of each action."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path

from link.editions import uncertain_links
from link.families import families
from link.lines import Lines, find_lines
from link.overlap import shared_actions
from link.pairing import Pairing, pair
from link.plans import Plan, Told, plan_of
from link.renditions import find_renditions, only_in_poorer, rendition_links
from link.returns import line_links
from model import Edition, Link, Linked, Linker


def linker() -> Linker:
    """The answers that publishing may ask for."""
    return Linker(_version(), families, link_family)


@lru_cache(maxsize=1)
def _version() -> str:
    """Digest of this room: where it is another, links may be others."""
    files = sorted(path for path in Path(__file__).parent.iterdir() if path.suffix in (".py", ".toml"))
    return hashlib.sha256(b"\0".join(path.read_bytes() for path in files)).hexdigest()[:16]


def link_family(editions: Sequence[Edition]) -> Linked:
    """All links between the editions of one family, which have their promises; the same family gives the same, in any order.

    Documents that print one edition are renditions of the richest, and only that is followed through the editions. A plan follows
    the latest earlier one of which enough actions go on; so two plans that merely bear like names are not linked.
    """
    plans = sorted((plan_of(edition) for edition in editions if edition.promises), key=_order)
    shared = shared_actions([plan.actions for plan in plans])
    renditions = find_renditions(plans, shared)
    poorer = {one.poorer for one in renditions}
    lines = find_lines(plans, [position for position in range(len(plans)) if position not in poorer], shared)
    links = [link for one in renditions for link in rendition_links(one.pairing)]
    told = [
        plans[one.poorer].told(doubt, promise)
        for one in renditions
        for promise, doubt in only_in_poorer(one.pairing, plans[one.richest].edition)
    ]
    followed = [link for line in lines.lines for link in line_links(list(_steps(plans, line, lines)))]
    return Linked(
        links=(*links, *followed),
        renditions={plans[one.poorer].key: plans[one.richest].edition.document_id for one in renditions},
        doubts=(*told, *lines.doubts, *_offered(plans, followed)),
    )


def _order(plan: Plan) -> tuple[str, str, str, int]:
    return str(plan.day or ""), plan.edition.source_file, *plan.key


def _steps(plans: Sequence[Plan], line: Sequence[tuple[int, ...]], lines: Lines) -> Iterator[Pairing]:
    """The pairings of a line, edition by edition."""
    for before, after in zip(line, line[1:], strict=False):
        known = lines.compared.get((before[0], after[0])) if len(before) == len(after) == 1 else None
        left, right = ([action for one in day for action in plans[one].actions] for day in (before, after))
        yield known or pair(left, right)


def _offered(plans: Sequence[Plan], links: Sequence[Link]) -> Iterator[Told]:
    """An issue for each pair that is offered and not asserted."""
    promises = {one.promise.action_id: (plan, one.promise) for plan in plans for one in plan.actions}
    for action_id, doubt in uncertain_links(links, {name: promise for name, (_, promise) in promises.items()}):
        plan, promise = promises[action_id]
        yield plan.told(doubt, promise)
