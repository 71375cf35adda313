"""Which plans may be editions of one another: told from council and title alone, so that 100,000 headers cost little."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence

from link.groups import grouped
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
    has none ("Action Plan") may be any of them. Where no council is told, it is that of the paper's other plans, or of the one council
    that has an edition of this title and day; else only the same title, or the same edition without one, will do. Being in one
    family proves nothing: the actions decide.
    """
    blocks: defaultdict[Hashable, list[Edition]] = defaultdict(list)
    of_paper, of_title = _councils(headers, _paper), _councils(headers, _telling)
    for header in headers:
        council = header.council.casefold() if header.council else of_paper.get(_paper(header)) or of_title.get(_telling(header))
        if header.rows and (block := council or _block_of_unknown(header)) is not None:
            blocks[block].append(header)
    found = (family for block, members in blocks.items() for family in _of_block(members, told=isinstance(block, str)))
    return tuple(tuple(family) for family in found if len(family) > 1)


def _block_of_unknown(header: Edition) -> Hashable:
    """What members of one family must have alike where no council is told; None where nothing is known."""
    title = distinctive(header.title)
    if len(title) >= TELLING:
        return title
    return (header.edition, title) if header.edition else None


def _of_block(members: Sequence[Edition], told: bool) -> Iterable[list[Edition]]:
    if not told:
        return [list(members)]
    titles = [distinctive(member.title, member.council) for member in members]
    distinct = sorted(set(titles), key=sorted)
    family = {title: number for number, group in enumerate(grouped(distinct, _alike(distinct))) for title in group}
    together: defaultdict[int, list[Edition]] = defaultdict(list)
    for member, title in zip(members, titles, strict=True):
        together[family[title]].append(member)
    return together.values()


def _alike(titles: Sequence[Title]) -> Iterator[tuple[Title, Title]]:
    """Titles that may be one plan's."""
    having: defaultdict[str, list[Title]] = defaultdict(list)
    for title in titles:
        for other in {other for word in title for other in having[word]} if title else titles:
            if not title or len(title & other) >= SHARED * min(len(title), len(other)):
                yield title, other
        for word in title:
            having[word].append(title)


def _paper(header: Edition) -> Hashable:
    return header.document_id


def _telling(header: Edition) -> Hashable:
    """The plan and edition of a header, where its title tells enough; a flattened text may have lost nothing but its council."""
    title = distinctive(header.title, header.council)
    return (title, header.edition) if len(title) >= TELLING and header.edition else None


def _councils(headers: Sequence[Edition], key: Callable[[Edition], Hashable]) -> Mapping[Hashable, str]:
    """The council of all headers of one key that tell any, where they tell the same; it may be that of the others too."""
    told: defaultdict[Hashable, set[str]] = defaultdict(set)
    for header in headers:
        if header.council and key(header) is not None:
            told[key(header)].add(header.council.casefold())
    return {each: min(councils) for each, councils in told.items() if len(councils) == 1}
