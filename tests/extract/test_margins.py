"""The margins of a decoding, held against every way in which a short section can be read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest

from extract.pages.text import read_text
from extract.tables import flattened
from extract.tables.flat.decoding import Moves, Path, Step, closing, decode, observe, opening
from extract.tables.flat.likelihoods import Columns
from extract.tables.flat.margins import PLAIN, sureness, weighed
from extract.tables.flat.paragraphs import Block, read_blocks
from model import Role
from tests.extract.strips import meanings, sheet_of

ROLES: Sequence[tuple[Role, ...]] = (("action",), ("lead",), ("timescale",))
CLEAR = ["Mend the weir gate before the floods", "River Warden", "May 2026", "Plant reeds along the north bank"]
VAGUE = ["Reeds along the bank", "Volunteers and anglers", "Weir: gate", "(with the sluice)"]


def blocks_of(paragraphs: Sequence[str]) -> list[Block]:
    return read_blocks([read_text("\n\n".join(paragraphs).encode(), "a.txt")[0]])


def ways(blocks: Sequence[Block], columns: Columns) -> Iterator[Path]:
    """Every path with its score, reckoned move by move."""
    seen, moves, width = observe(blocks, columns, meanings()), Moves.of(columns), len(columns.roles)
    paths = [([Step(column, column < width)], score) for column, score in enumerate(opening(seen, columns, True, False))]
    for at in range(1, len(blocks)):
        costs, further = moves.costs(blocks[at], seen.tied[at]), []
        for steps, score in paths:
            last, suits = steps[-1].column, seen.suits[at]
            left = costs.below_heading if last == width else -moves.done[last]
            further += [([*steps, Step(to, True)], score + left + costs.begin[to] + suits[to]) for to in range(width)]
            if last < width:
                further.append(([*steps, Step(width, False)], score + left + costs.heading + suits[width]))
                further += [([*steps, Step(to, False)], score + costs.within[to][last] + suits[to]) for to in range(last, width)]
        paths = further
    for steps, score in paths:
        yield Path(tuple(steps), score - closing(columns)[steps[-1].column])


@pytest.mark.parametrize("paragraphs", [CLEAR, VAGUE])
def test_a_margin_is_what_the_best_other_way_scores_less(paragraphs: Sequence[str]) -> None:
    blocks = blocks_of(paragraphs)
    columns = Columns.of(ROLES, blocks)
    every = list(ways(blocks, columns))
    path = weighed(blocks, decode(blocks, columns, meanings(), True), columns, meanings(), True, False)
    assert path.score == pytest.approx(max(each.score for each in every))
    for at, step in enumerate(path.steps):
        others = [each.score for each in every if (each.steps[at].column, each.steps[at].new_row) != (step.column, step.new_row)]
        assert step.margin == pytest.approx(path.score - max(others))


def test_a_row_is_as_sure_as_its_own_paragraphs_and_its_paper() -> None:
    plain, doubtful, unasked = Step(0, True, 3 * PLAIN), Step(1, False, 0.0), Step(2, False)
    assert sureness([plain], [plain]) == 1.0
    assert sureness([plain], [plain, doubtful]) == 0.75
    assert sureness([doubtful, unasked], [plain, doubtful]) == 0.25


def test_rows_of_plain_cells_are_surer_than_those_of_vague_ones() -> None:
    header, rest = ["River Action Plan", "Action", "Lead", "By when"], [*CLEAR[3:], "Parks Manager", "June 2026"]
    scores = []
    for first in (CLEAR[:3], VAGUE[:3]):
        sheet = sheet_of(flattened.read, "\n\n".join([*header, *first, *rest, *rest]))
        assert sheet is not None
        scores.append(min(strip.score for strip in sheet.strips if not strip.loose))
    assert scores[1] < scores[0] < 1.0
