"""Which plans may be editions of one another: told from council and title alone, so that 100,000 headers cost little."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence

from link.words import distinctive
from model import Edition

SHARED = 0.5
"""Share of the shorter title's telling words that another title must have."""
TELLING = 2
"""Words that a title must have to tell a plan where the council is unknown."""

Title = frozenset[str]


def families(headers: Sequence[Edition]) -> tuple[tuple[Edition, ...], ...]:
    """The plans that may be one another's editions or renditions, two or more together, in the headers' order.

    A council's titles belong together where they share half of their telling words, for titles change between editions; one that
    has none ("Action Plan") may be any of them. Where no council is told, only the same title, or the same edition without one, will
    do. Being in one family proves nothing: the actions decide.
    """
    blocks: defaultdict[Hashable, list[Edition]] = defaultdict(list)
    for header in headers:
        if header.rows and (block := _block(header)) is not None:
            blocks[block].append(header)
    found = (family for block, members in blocks.items() for family in _of_block(members, told=isinstance(block, str)))
    return tuple(tuple(family) for family in found if len(family) > 1)


def _block(header: Edition) -> Hashable:
    """What members of one family must have alike; None where nothing is known."""
    if header.council:
        return header.council.casefold()
    title = distinctive(header.title)
    if len(title) >= TELLING:
        return title
    return ("undated" if title else "untitled", header.edition, title) if header.edition else None


def _of_block(members: Sequence[Edition], told: bool) -> Iterable[list[Edition]]:
    if not told:
        return [list(members)]
    titles = [distinctive(member.title, member.council) for member in members]
    root = _joined(sorted(set(titles), key=sorted))
    together: defaultdict[Title, list[Edition]] = defaultdict(list)
    for member, title in zip(members, titles, strict=True):
        together[root[title]].append(member)
    return together.values()


def _joined(titles: Sequence[Title]) -> Mapping[Title, Title]:
    """Of each title the one that stands for its family."""
    root = {title: title for title in titles}

    def find(title: Title) -> Title:
        while root[title] != title:
            root[title] = title = root[root[title]]
        return title

    having: defaultdict[str, list[Title]] = defaultdict(list)
    for title in titles:
        for other in {other for word in title for other in having[word]} if title else titles:
            if not title or len(title & other) >= SHARED * min(len(title), len(other)):
                root[find(other)] = find(title)
        for word in title:
            having[word].append(title)
    return {title: find(title) for title in titles}
