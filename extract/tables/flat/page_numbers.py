"""Bare numbers between the paragraphs of a flattened paper that number its pages, not its rows."""

from __future__ import annotations

from collections.abc import Sequence

from extract.tables.flat.paragraphs import Block

LONGEST = 3
"""Figures of a page's number."""
FEWEST = 2
"""Numbers that tell that they count the pages."""
ROWS = 2
"""Rows' worth of paragraphs that stand between one page's number and the next at least."""
NARROWEST = 4
"""Columns that a table is taken to have where no header says how many."""


def page_numbers(blocks: Sequence[Block], width: int, numbered: bool) -> frozenset[int]:
    """The positions of the numbers that count up page by page, in a table of so many columns, of which one may number the rows."""
    found = [at for at, block in enumerate(blocks) if _is_number(block)]
    values = [int(blocks[at].text) for at in found]
    left = found
    if numbered:
        rows = _chain(values)
        if _may_swap(rows, values):
            return frozenset()
        left = [at for position, at in enumerate(found) if position not in set(rows)]
    numbers = [int(blocks[at].text) for at in left]
    counts = all(later == number + 1 for number, later in zip(numbers, numbers[1:], strict=False))
    apart = all(later - at >= ROWS * max(width, NARROWEST) for at, later in zip(left, left[1:], strict=False))
    return frozenset(left) if len(left) >= FEWEST and counts and apart else frozenset()


def numbers_above(blocks: Sequence[Block], headers: Sequence[int]) -> frozenset[int]:
    """The positions of the numbers right above a header that is printed again, and of the next behind the last row, where they count up."""
    found = [at - 1 for at in headers if _is_number(blocks[at - 1])]
    values = [int(blocks[at].text) for at in found]
    others = sum(map(_is_number, blocks)) - len(found)  # where cells are numbers, so may these be
    if not found or others > 1 or any(later <= number for number, later in zip(values, values[1:], strict=False)):
        return frozenset()
    last = len(blocks) - 1
    return frozenset([*found, last] if _is_number(blocks[last]) and int(blocks[last].text) == values[-1] + 1 else found)


def _is_number(block: Block) -> bool:
    return len(block.text) <= LONGEST and block.text.isdecimal()


def _chain(values: Sequence[int]) -> list[int]:
    """The positions of the values that count up one by one from the first."""
    chain: list[int] = []
    for at, value in enumerate(values):
        if not chain or value == values[chain[-1]] + 1:
            chain.append(at)
    return chain


def _may_swap(chain: Sequence[int], values: Sequence[int]) -> bool:
    """Whether another number could stand for one of the chain, so that nobody can tell which of the two counts the rows."""
    ends = [-1, *chain, len(values)]
    return any(
        at != own and values[at] == values[own]
        for before, own, after in zip(ends, chain, ends[2:], strict=False)
        for at in range(before + 1, after)
    )
