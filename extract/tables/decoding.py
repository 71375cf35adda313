"""Paragraphs to cells: the likeliest path through the columns of a table whose lines are gone.

The paragraphs are the observations and the columns the states. A step stays in its cell, moves on to a later column or begins the
next row; what a paragraph reads like, the white space before it and how often a column is left empty give the scores
(natural-log scale, hand-set, then fitted to each paper by a second pass that learns which of its columns are often empty).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from extract.columns import is_ref
from extract.flow import ENDED, flow
from extract.tables.paragraphs import Block
from model import Meanings, Role

EMPTY: Mapping[str, float] = {
    "ref": 0.5,
    "objective": 0.4,
    "action": 3.0,
    "outcomes": 0.8,
    "lead": 0.7,
    "timescale": 0.7,
    "update": 0.3,
    "status": 0.3,
    "rag": 0.3,
    "completed": 0.1,
}
"""What it costs, before a paper has been read once, to leave a column empty."""
STAY: Mapping[str, float] = {
    "ref": 6.0,
    "objective": 1.7,
    "action": 0.9,
    "outcomes": 0.3,
    "lead": 0.8,
    "timescale": 0.8,
    "update": 0.4,
    "status": 1.0,
    "rag": 3.0,
}
"""What a further paragraph in the same cell costs."""
TITLE = 45
"""Characters; a shorter text without a verb is a name rather than an action."""
SENTENCE = 5
"""Spaces; a longer text that opens with a verb of doing is an action, whatever bodies it names."""
FAIR = 0.5
"""A likeness to a lead below this is a name somewhere in prose."""
HINT = 0.3
"""A likeness to a timescale below this is a date somewhere in prose, and says nothing."""
BULLETED = 0.15
"""Share of a paper's paragraphs that are list items, from which its outcomes are taken to be marked."""
WIDEST_GAP = 3
"""Steps of white space; wider ones say no more."""
FEWEST_TO_LEARN = 4
"""Rows that a first reading must find before it is learned from."""
SPACE = ((0.0, -0.4, -0.8, -1.2), (0.0, 0.0, 0.0, 0.0), (0.0, 0.35, 0.7, 1.05))
"""What white space says before a paper has been read."""
LONGEST_HEADING = 70
HEADING = -1.8
"""What it costs to take a line for a heading that no word or number tells as one."""
NO_ROWS = 9.0
"""What it costs to end on a heading, with no row below it."""
PRIOR = 2.0
"""Paragraphs that the hand-set meaning of white space is worth beside what a paper shows."""
LISTS = frozenset({"action", "objective", "outcomes", "update"})
"""Columns in which a colon opens a list."""
LISTED_ITEM = 100
"""Characters; a longer paragraph after a colon is no item of a list."""


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a flattened table, left to right, and what leaving each empty costs."""

    roles: tuple[tuple[Role, ...], ...]
    empty: tuple[float, ...]
    filled: tuple[float, ...] = ()
    """What filling each costs: a column that a paper leaves empty throughout is not filled lightly."""
    bulleted: bool = False
    """Whether the paper marks its outcomes as list items: then what bears no mark is hardly one."""
    space: tuple[tuple[float, ...], ...] = ()
    """What 0, 1, 2 and 3 or more steps of white space say for a move: to stay in the cell, to move on, to begin a row."""

    @staticmethod
    def of(roles: Sequence[tuple[Role, ...]], blocks: Sequence[Block]) -> Columns:
        """Columns with the costs that hold before a paper has been read."""
        marked = sum(block.paragraph.bullet for block in blocks) >= BULLETED * len(blocks)
        empty = tuple(EMPTY.get(each[0], 0.3) if each else 0.2 for each in roles)
        return Columns(tuple(roles), empty, (0.0,) * len(empty), marked and any("outcomes" in each for each in roles), SPACE)

    @property
    def tells_progress(self) -> bool:
        """Whether a column holds progress, so that a report is better looked for there."""
        return any({"update", "status"} & set(roles) for roles in self.roles)

    def index(self, role: Role) -> int | None:
        """Where a role stands, or None."""
        return next((index for index, roles in enumerate(self.roles) if role in roles), None)


@dataclass(frozen=True, slots=True)
class Step:
    """Where one paragraph went."""

    column: int
    new_row: bool


@dataclass(frozen=True, slots=True)
class Path:
    """One step a paragraph, and the score of the whole."""

    steps: tuple[Step, ...]
    score: float


def decode(blocks: Sequence[Block], columns: Columns, meanings: Meanings, first_of_section: bool) -> Path:
    """The likeliest way the paragraphs of one section fill the columns, row after row."""
    if not blocks:
        return Path((), 0.0)
    listed = _listed(blocks)
    nexts = [*blocks[1:], None]
    emissions = [
        _emissions(block, following, item, columns, meanings) for block, following, item in zip(blocks, nexts, listed, strict=True)
    ]
    heads = [_heading(block, following, item, meanings) for block, following, item in zip(blocks, nexts, listed, strict=True)]
    width = len(columns.roles)
    score = [emissions[0][column] + _start(columns, column, first_of_section) for column in range(width)] + [heads[0]]
    back: list[list[tuple[int, bool]]] = []
    for index in range(1, len(blocks)):
        tied = listed[index] or _goes_on(blocks[index - 1].text, blocks[index].text)
        moves = [_best_move(score, column, blocks[index], columns, tied) for column in range(width)]
        moves.append(_move_to_heading(score, blocks[index], columns, tied))
        back.append([(origin, new) for _, origin, new in moves])
        score = [value + suits for (value, _, _), suits in zip(moves, (*emissions[index], heads[index]), strict=True)]
    ends = [value - _skipped(columns, column + 1, width, 0) for column, value in enumerate(score[:width])] + [score[width] - NO_ROWS]
    return _trace(back, ends)


def _trace(back: Sequence[Sequence[tuple[int, bool]]], ends: Sequence[float]) -> Path:
    column = max(range(len(ends)), key=lambda each: ends[each])
    best, steps = ends[column], []
    for moves in reversed(back):
        origin, new = moves[column]
        steps.append(Step(column, new))
        column = origin
    steps.append(Step(column, column < len(ends) - 1))
    return Path(tuple(reversed(steps)), best)


def _goes_on(before: str, after: str) -> bool:
    """Whether a paragraph is plainly the rest of the one before: it begins small, or in brackets."""
    return after.startswith("(") and not ENDED.search(before) or flow(before, after) >= 0.8


def _best_move(score: Sequence[float], column: int, block: Block, columns: Columns, listed: bool) -> tuple[float, int, bool]:
    """The best way into a column: (score, column it came from, whether a new row began)."""
    role = columns.roles[column][0] if columns.roles[column] else "extra"
    in_cell, onward, in_row = (said[min(block.gap, WIDEST_GAP)] for said in columns.space)
    stay = score[column] - STAY.get(role, 0.5) + in_cell + (1.8 if listed and role in LISTS else 0.0)
    if block.paragraph.bullet and role in ("outcomes", "action", "update"):
        stay += 0.5
    heading = len(columns.roles)
    options = [(stay, column, False)]
    leave = 1.0 if listed else 0.0
    enter = onward - leave - columns.filled[column]
    options += [(score[origin] - _skipped(columns, origin + 1, column, block.gap) + enter, origin, False) for origin in range(column)]
    begin = _start(columns, column, False) + in_row - 1.5 * leave - columns.filled[column]
    options += [(score[origin] - _skipped(columns, origin + 1, heading, 0) + begin, origin, True) for origin in range(heading)]
    options.append((score[heading] + begin - min(0.0, in_row), heading, True))
    return max(options, key=lambda option: option[0])


def _move_to_heading(score: Sequence[float], block: Block, columns: Columns, listed: bool) -> tuple[float, int, bool]:
    """The best way to a line that heads the rows after it: the row before must be done."""
    in_row = columns.space[2][min(block.gap, WIDEST_GAP)] - (3.0 if listed else 0.0)
    width = len(columns.roles)
    return max(
        ((score[origin] - _skipped(columns, origin + 1, width, 0) + in_row, origin, False) for origin in range(width)),
        key=lambda option: option[0],
    )


def _heading(block: Block, following: Block | None, listed: bool, meanings: Meanings) -> float:
    """How well a paragraph suits the place of a heading between rows: short, no sentence, and a numbered row or white space after it."""
    text = block.text
    if (
        following is None
        or listed
        or len(text) > LONGEST_HEADING
        or ENDED.search(text)
        or block.paragraph.bullet
        or not text[:1].isupper()
        or is_ref(text)
    ):
        return -9.0
    content = meanings.content(text)
    against = 3.0 * content.get("timescale", 0.0) + 1.5 * content.get("status", 0.0) + 1.5 * content.get("action", 0.0)
    return HEADING + (2.2 if is_ref(following.text) else 0.4 * min(following.gap, 2)) + 0.3 * min(block.gap, 2) - against


def _skipped(columns: Columns, first: int, until: int, gap: int) -> float:
    """What leaving the columns between empty costs; more white space than usual makes it likelier."""
    cost = sum(columns.empty[first:until])
    return max(0.1, cost - 0.5 * max(0, gap - 1)) if cost else 0.0


def _start(columns: Columns, column: int, first_of_section: bool) -> float:
    """The score of beginning a row in a column: at its first columns it is usual, further right it leaves too much out."""
    action, objective = columns.index("action"), columns.index("objective")
    cost = sum(columns.empty[:column])
    if objective is not None and objective < column and first_of_section:
        cost += 2.5
    if objective is not None and column == objective:
        cost += 0.2
    if action is not None and column > action:
        cost += 1.0
    return -cost


def _emissions(block: Block, following: Block | None, listed: bool, columns: Columns, meanings: Meanings) -> list[float]:
    """A score for every column; where outcomes are list items, what a list follows is likely the action they belong to.

    An item of a list is often the mere name of a thing, which a party's name looks like.
    """
    scores = _own_emissions(block, columns, meanings)
    lead = columns.index("lead")
    if listed and lead is not None and (likely := meanings.content(block.text[:160]).get("lead", 0.0)) < 0.9:
        scores = [score - 1.2 if index == lead else score + likely for index, score in enumerate(scores)]
    action = columns.index("action")
    if columns.bulleted and action is not None and not block.paragraph.bullet:
        scores[action] += 0.7 if following is not None and following.paragraph.bullet else -0.5
    return scores


def _own_emissions(block: Block, columns: Columns, meanings: Meanings) -> list[float]:
    content = meanings.content(block.text if len(block.text) <= 160 else block.text[:160])
    return [_emission(block, roles, content, columns) for roles in columns.roles]


def _emission(block: Block, roles: tuple[Role, ...], content: Mapping[str, float], columns: Columns) -> float:
    """How well a paragraph suits a column."""
    time, lead, act, told = (content.get(name, 0.0) for name in ("timescale", "lead", "action", "status"))
    time, text = (time if time >= HINT else 0.0), block.text
    if act >= 0.8 and text.count(" ") >= SENTENCE:
        lead *= 0.3
    if columns.bulleted and block.paragraph.bullet and {"lead", "timescale", "status", "update"} & set(roles) and "outcomes" not in roles:
        return -1.5
    if not roles:
        return -0.4 - 0.8 * time
    if "ref" in roles:
        return 2.5 if is_ref(text) else -6.0
    if "lead" in roles and "timescale" in roles:
        return max(4.0 * max(lead, time) - 2.0, 0.0 if len(text) < 120 and time > 0.2 else -3.0)
    if "timescale" in roles and "outcomes" not in roles or "start" in roles:
        return 4.0 * time - 2.2 if time else -2.2 - min(2.5, len(text) / 40)
    if "lead" in roles:
        return 5.0 * lead - 2.3 - 1.5 * time - (0.6 if lead < FAIR else 0.0)
    if "rag" in roles:
        return 4.0 * content.get("rag", 0.0) - 2.2
    against = 2.2 * time + (2.0 * lead if lead >= FAIR else 0.3 * lead) + (2.0 if is_ref(text) else 0.0)
    telling = told if columns.tells_progress else 0.0
    if "completed" in roles:
        return 2.0 * max(time, told if len(text) < 40 else 0.0) - 1.4 - len(text) / 60
    if "update" in roles or "status" in roles:
        return 1.4 * told - 0.6 - 0.7 * act - 0.5 * time - 0.8 * lead - (0.5 if block.paragraph.bullet else 0.0)
    if "outcomes" in roles:
        unmarked = -1.8 if columns.bulleted else -0.3
        return (
            (0.9 if block.paragraph.bullet else unmarked) - against * (0.4 if block.paragraph.bullet else 1.0) - 0.5 * max(0.0, act - 0.5)
        )
    bulleted = 1.5 if block.paragraph.bullet and columns.bulleted else 0.0
    short = 0.6 if len(text) < 12 else 0.0
    title = 0.5 if act < 0.3 and len(text) < TITLE and not ENDED.search(text) else 0.0
    if "objective" in roles:
        return 0.2 + 0.5 * act - against - bulleted - short - 0.5 * telling
    if "action" in roles:
        return 1.5 * act - 0.3 - against - bulleted - max(short, title) - 0.6 * telling
    return -0.3 - against


def _listed(blocks: Sequence[Block]) -> list[bool]:
    """For each paragraph, whether it is an item of a list that a colon opened."""
    found, opened = [], False
    for block in blocks:
        item = (
            opened and (len(block.text) < LISTED_ITEM or block.paragraph.bullet) and not (ENDED.search(block.text) and len(block.text) > 60)
        )
        found.append(item)
        opened = block.text.rstrip().endswith(":") or item
    return found


def learn(sections: Sequence[tuple[Sequence[Block], Path]], columns: Columns) -> Columns:
    """The same columns fitted to a paper by a reading of it: which of them it leaves empty, and what its white space means."""
    rows: list[set[int]] = []
    moves = [[PRIOR * math.exp(said) for said in each] for each in columns.space]
    for blocks, path in sections:
        for index, (block, step) in enumerate(zip(blocks, path.steps, strict=True)):
            if step.column == len(columns.roles):
                continue
            if step.new_row:
                rows.append(set())
            rows[-1].add(step.column)
            if index:
                move = 2 if step.new_row else 0 if step.column == path.steps[index - 1].column else 1
                moves[move][min(block.gap, WIDEST_GAP)] += 1
    if len(rows) < FEWEST_TO_LEARN:
        return columns
    filled = tuple(
        min(2.0, -0.5 * math.log((sum(index in row for row in rows) + 0.5) / (len(rows) + 1))) for index in range(len(columns.roles))
    )
    return replace(columns, empty=_emptiness(rows, columns.empty), filled=filled, space=_space(moves))


def _emptiness(rows: Sequence[set[int]], before: Sequence[float]) -> tuple[float, ...]:
    """A column that was found filled in every row is dear to skip."""
    empty = [sum(index not in row for row in rows) for index in range(len(before))]
    return tuple(
        0.35 * cost + 0.65 * min(4.0, -math.log((count + 0.5) / (len(rows) + 1))) for cost, count in zip(before, empty, strict=True)
    )


def _space(moves: Sequence[Sequence[float]]) -> tuple[tuple[float, ...], ...]:
    """The log of how much likelier each width of white space is at a move than it is in the paper at large."""
    total = sum(map(sum, moves))
    share = [sum(each[width] for each in moves) / total for width in range(WIDEST_GAP + 1)]
    return tuple(
        tuple(max(-3.0, min(3.0, math.log(count / sum(each) / share[width]))) for width, count in enumerate(each)) for each in moves
    )
