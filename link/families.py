"""Which plans may be editions of one another: told from council and title alone, so that 100,000 headers cost little."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from link.groups import grouped
from link.words import distinctive
from model import Edition

SHARED = 0.5
"""Share of the shorter title's telling words that another title must have."""
TELLING = 2
"""Words that a title must have to tell a plan where the council is unknown."""

Title = frozenset[str]


@dataclass(slots=True)
class _Headers:
    """What tells a plan from others, a few numbers a header: the same words have the same number."""

    councils: array[int] = field(default_factory=lambda: array("q"))
    papers: array[int] = field(default_factory=lambda: array("q"))
    titles: array[int] = field(default_factory=lambda: array("q"))
    editions: array[int] = field(default_factory=lambda: array("q"))
    """NONE where the header tells none."""
    acting: bytearray = field(default_factory=bytearray)
    """Whether the plan has actions."""
    words: list[Title] = field(default_factory=list)
    """The title of each number."""

    def key(self, at: int) -> Hashable:
        """The plan and edition of a header, where its title tells enough; a flattened text may have lost nothing but its council."""
        telling = len(self.words[self.titles[at]]) >= TELLING and self.editions[at] != NONE
        return (self.titles[at], self.editions[at]) if telling else None


NONE = -1


def families(headers: Iterable[Edition]) -> Iterator[Sequence[int]]:
    """The plans that may be one another's editions or renditions, two or more together: their positions among the headers, in order.

    The headers, those of one paper one after another, are gone through once and not held. A council's titles belong together where they
    share half of their telling words, for titles change between editions; one that has none ("Action Plan") may be any of them. Where no
    council is told, it is that of the paper's other plans, or of the one council that has an edition of this title and day; else only the
    same title, or the same edition without one, will do. Being in one family proves nothing: the actions decide.
    """
    read = _read(headers)
    lost = [at for at, council in enumerate(read.councils) if council == NONE]
    of_paper, of_title = _councils(read, lost, read.papers.__getitem__), _councils(read, lost, read.key)
    blocks: defaultdict[Hashable, array[int]] = defaultdict(lambda: array("q"))
    for at, council in enumerate(read.councils):
        if read.acting[at]:
            block: Hashable = council
            if council == NONE:
                block = of_paper.get(read.papers[at], of_title.get(read.key(at), _block_of_unknown(read, at)))
            if block is not None:
                blocks[block].append(at)
    for block, members in blocks.items():
        if len(members) > 1:
            yield from (each for each in _of_block(read, members, told=isinstance(block, int)) if len(each) > 1)


def _read(headers: Iterable[Edition]) -> _Headers:
    read, last = _Headers(), None
    councils, titles, editions = dict[str, int](), dict[Title, int](), dict[str, int]()
    for header in headers:
        title = distinctive(header.title, header.council)
        if titles.setdefault(title, len(titles)) == len(read.words):
            read.words.append(title)
        read.titles.append(titles[title])
        read.councils.append(councils.setdefault(header.council.casefold(), len(councils)) if header.council else NONE)
        read.editions.append(editions.setdefault(header.edition, len(editions)) if header.edition else NONE)
        read.papers.append(read.papers[-1] + (header.document_id != last) if read.papers else 0)
        read.acting.append(header.rows > 0)
        last = header.document_id
    return read


def _block_of_unknown(read: _Headers, at: int) -> Hashable:
    """What members of one family must have alike where no council is told; None where nothing is known."""
    title = read.words[read.titles[at]]
    if len(title) >= TELLING:
        return (title,)
    return (read.editions[at], title) if read.editions[at] != NONE else None


def _of_block(read: _Headers, members: Sequence[int], told: bool) -> Iterable[Sequence[int]]:
    if not told:
        return [members]
    distinct = sorted({read.words[read.titles[at]] for at in members}, key=sorted)
    family = {title: number for number, group in enumerate(grouped(distinct, _alike(distinct))) for title in group}
    together: defaultdict[int, array[int]] = defaultdict(lambda: array("q"))
    for at in members:
        together[family[read.words[read.titles[at]]]].append(at)
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


def _councils(read: _Headers, lost: Sequence[int], key: Callable[[int], Hashable]) -> Mapping[Hashable, int]:
    """The council of all headers of one key that tell any, where they tell the same; it may be that of the `lost` ones too."""
    wanted = {key(at) for at in lost} - {None}
    told: defaultdict[Hashable, set[int]] = defaultdict(set)
    for at, council in enumerate(read.councils if wanted else ()):
        if council != NONE and key(at) in wanted:
            told[key(at)].add(council)
    return {each: min(councils) for each, councils in told.items() if len(councils) == 1}
