"""Colours, ratings and sums of a flattened paper without a header: each stands in a column of its own, wherever that is printed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from extract.column.before_action import is_rating
from extract.columns import MONEY
from extract.tables.flat.decoding import Path, Step
from extract.tables.flat.likelihoods import Columns
from extract.tables.flat.paragraphs import Block
from model import Meanings, Role

FEWEST = 3
"""Values of one kind that make a column."""
LONGEST = 20
"""Characters of such a value."""
PLAIN = 0.9
"""How plainly a word must be a colour."""


@dataclass(frozen=True, slots=True)
class LoneValues:
    """The kinds of values that a paper prints in columns of their own: what each column is called, and what it holds."""

    kinds: tuple[tuple[str, tuple[Role, ...], frozenset[str]], ...] = ()

    @staticmethod
    def of(blocks: Sequence[Block], meanings: Meanings) -> LoneValues:
        """The kinds of which there are enough."""
        tests: tuple[tuple[str, tuple[Role, ...], Callable[[str], bool]], ...] = (
            ("RAG", ("rag",), lambda text: meanings.content(text).get("rag", 0.0) >= PLAIN),
            ("Rating", (), lambda text: text[0].isalpha() and is_rating(text)),
            ("Cost", (), lambda text: "£" in text and MONEY.fullmatch(text) is not None),
        )
        texts = [block.text for block in blocks if len(block.text) <= LONGEST and not block.paragraph.bullet]
        found = [(name, roles, [text for text in texts if test(text)]) for name, roles, test in tests]
        return LoneValues(tuple((name, roles, frozenset(values)) for name, roles, values in found if len(values) >= FEWEST))

    @property
    def names(self) -> list[str]:
        """What the columns are called."""
        return [name for name, _, _ in self.kinds]

    def without(self, body: Sequence[Block]) -> list[Block]:
        """The paragraphs of a section but for these values; one that opens the section stays."""
        return [block for at, block in enumerate(body) if not at or self._at(block) is None]

    def with_columns(self, columns: Columns) -> Columns:
        """The columns with those of the values behind them."""
        return replace(columns, roles=(*columns.roles, *(roles for _, roles, _ in self.kinds)))

    def put_back(self, body: Sequence[Block], path: Path, width: int) -> Path:
        """The way through the whole section: each value stands in its column of the row that holds the paragraph above it.

        A value below a heading is a heading's, as it would be without its column.
        """
        steps: list[Step] = []
        rest = iter(path.steps)
        heading = width + len(self.kinds)
        for at, block in enumerate(body):
            kind = self._at(block) if at else None
            if kind is None:
                step = next(rest)
                steps.append(Step(heading, False) if step.column == width else step)
            else:
                steps.append(Step(heading if steps[-1].column == heading else width + kind, False))
        return Path(tuple(steps), path.score)

    def _at(self, block: Block) -> int | None:
        """Which kind's value a paragraph is."""
        return next((at for at, (_, _, values) in enumerate(self.kinds) if block.text in values), None)
