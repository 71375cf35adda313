"""How well a paragraph suits each column of a flattened table, by what it reads like (natural-log scale, hand-set)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from extract.columns import is_ref
from extract.flow import ENDED
from extract.headers import PROGRESS
from extract.tables.flat.paragraphs import Block
from extract.tables.flat.series import CALLS, NUMBERED_ACTION, PLAIN_TIME, SENTENCE, are_numbered, count_rows, marks_single, row_codes
from extract.tables.flat.traits import traits
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
TITLE = 45
"""Characters; a shorter text without a verb is a name rather than an action."""
NAMED_NUMBER = 1.5
"""How well the number and name of a row suit a column of numbers."""
REPORT = 9
"""Spaces; a longer text that ends like a sentence reports of a body that it names."""
BREAK = re.compile(r"[a-z]{3}\. [A-Z]")
"""Where one sentence ends and the next begins."""
CLAUSE = re.compile(r"\b(?:who|which)\b")
"""What says more of those who are named than the name of a lead does: "Homes for people who leave prison"."""
REPORTED = 2
"""Spaces; a longer sentence that tells how far a thing is reports it, whatever time or event it names: "Awaiting the new contract."."""
FAIR = 0.5
"""A likeness to a lead below this is a name somewhere in prose."""
HINT = 0.3
"""A likeness to a timescale below this is a date somewhere in prose, and says nothing."""
BULLETED = 0.15
"""Share of a paper's paragraphs that are list items, from which its outcomes are taken to be marked."""
UNMARKED, LONE_UNMARKED = -1.8, -0.5
"""How an unmarked text suits outcomes that are marked, all of them and those of several."""
WIDEST_GAP = 3
"""Steps of white space; wider ones say no more."""
SPACE = ((0.0, -0.4, -0.8, -1.2), (0.0, 0.0, 0.0, 0.0), (0.0, 0.35, 0.7, 1.05))
"""What white space says before a paper has been read."""
UNCOUNTED, ELSEWHERE = 0.8, 3.0
"""What it costs, where actions are numbered, to take a text without a number for one, and one behind a number of several parts for none."""
FEW_WORDS, NAMED, FEWEST_NAMES, SHORT_ENDS = 2, 2.0, 2, 0.5
"""Words fewer than which may be a mere name, what it costs to take one above a number for a report, and how many such ends there may be."""
MEANS, LONGEST_MEANS = 1.5, 60
"""How well words of money and staff suit the column of what an action costs, and their most characters: longer ones tell of them."""
PEOPLED: tuple[Role, ...] = ("lead",)
REPORTED_ON: tuple[Role, ...] = ("status",)
"""What a column of people that is no field reads like, and one of reports."""
NAME, NAMELIKE = re.compile(r"[A-Z][\w'’&.-]*(?: (?:[A-Z][\w'’&.-]*|and|of|for|the|in|&))*"), 0.4
"""A few words that all open with capitals, as the name of a body does that nobody knows, and how like a lead that is."""
MOST_NAMED = 45
"""Characters of such a name."""
PLAIN_LEAD, SMALL_END = 0.9, re.compile(r"^[A-Z][^A-Z]*\s[a-z]+$")
"""A likeness to a lead from which an item of a list is likelier who leads, and a name that only its first word writes with a capital."""


@dataclass(frozen=True)
class Columns:
    """The columns of a flattened table, left to right, and what leaving each empty costs."""

    roles: tuple[tuple[Role, ...], ...]
    empty: tuple[float, ...]
    filled: tuple[float, ...] = ()
    """What filling each costs: a column that a paper leaves empty throughout is not filled lightly."""
    bulleted: bool = False
    """Whether the paper marks its outcomes as list items: then what bears no mark is hardly one."""
    single: bool = True
    """Whether it marks an outcome that stands alone in its cell too."""
    numbered: bool = False
    """Whether the paper numbers its actions in their own paragraphs: then what bears no number is hardly one."""
    codes: frozenset[str] = frozenset()
    """The paper's own codes where they number the rows and are none that any paper could print: "SR (31/32) 07"."""
    space: tuple[tuple[float, ...], ...] = ()
    """What 0, 1, 2 and 3 or more steps of white space say for a move: to stay in the cell, to move on, to begin a row."""
    headed: float = 0.0
    """What it costs more to take a line for a heading, where nearly every row would have one."""
    habits: tuple[tuple[float, ...], ...] = ()
    """What each trait of a paragraph says for every column, by what the paper's own cells look like."""
    stays: tuple[float, ...] = ()
    """What a further paragraph in the same cell costs, where the paper has shown it."""
    peopled: frozenset[int] = frozenset()
    """Columns of no field of their own that hold people and bodies all the same: their headers name one, "Cabinet Member"."""
    funded: frozenset[int] = frozenset()
    """Columns of what an action costs and is paid from: "Resources"."""
    reported: frozenset[int] = frozenset()
    """Columns of no field of their own that report of another time: "Previous status"."""
    wordy: bool = False
    """Whether rows mostly end on more than a few words, so that these may be a heading above the next row's number."""
    counted: float = 0.0
    """How surely numbers of several parts count its actions: then what stands behind one is hardly anything else."""

    @staticmethod
    def of(
        roles: Sequence[tuple[Role, ...]],
        blocks: Sequence[Block],
        peopled: frozenset[int] = frozenset(),
        funded: frozenset[int] = frozenset(),
        reported: frozenset[int] = frozenset(),
    ) -> Columns:
        """Columns with the costs that hold before a paper has been read."""
        marked = sum(block.paragraph.bullet for block in blocks) >= BULLETED * len(blocks)
        empty = tuple(EMPTY.get(each[0], 0.3) if each else 0.2 for each in roles)
        counted = count_rows(blocks, len(roles))
        numbered = bool(counted) or are_numbered(blocks)
        codes = row_codes(blocks) if any("ref" in each for each in roles) else frozenset()
        bulleted = marked and any("outcomes" in each for each in roles)
        single = marks_single(blocks)
        filled = (0.0,) * len(empty)
        said = Columns(tuple(roles), empty, filled, bulleted, single, numbered, codes, SPACE, counted=counted, wordy=_ends_wordy(blocks))
        return replace(said, peopled=peopled, funded=funded, reported=reported)

    @cached_property
    def tells_progress(self) -> bool:
        """Whether a column holds progress, so that a report is better looked for there."""
        return any({"update", "status"} & set(roles) for roles in self.roles)

    @cached_property
    def rated(self) -> bool:
        """Whether a column holds ratings, so that the name of a colour is no person's."""
        return self.index("rag") is not None

    def index(self, role: Role) -> int | None:
        """Where a role stands, or None."""
        return self._places.get(role)

    @cached_property
    def _places(self) -> dict[Role, int]:
        return {role: index for index, roles in reversed([*enumerate(self.roles)]) for role in roles}


def _ends_wordy(blocks: Sequence[Block]) -> bool:
    """Whether most of what stands right above the numbers of rows is long, and names that are not come more than once."""
    above = [block for block, below in pairwise(blocks) if is_ref(below.text) and not is_ref(block.text)]
    short = {block.text for block in above if _is_short(block)}
    return FEWEST_NAMES <= len(short) <= SHORT_ENDS * len(above)


def _is_short(block: Block) -> bool:
    return block.text.count(" ") < FEW_WORDS and not (block.paragraph.bullet or ENDED.search(block.text) or is_ref(block.text))


def emissions(block: Block, following: Block | None, listed: bool, columns: Columns, meanings: Meanings) -> list[float]:
    """A score for every column; where outcomes are list items, what a list follows is likely the action they belong to.

    An item of a list is often the mere name of a thing, which a party's name looks like.
    """
    lead = columns.index("lead")
    alone = following is None or meanings.content(following.text[:160]).get("lead", 0.0) < FAIR
    scores = _own_emissions(block, columns, meanings, listed and lead is not None and _names_thing(block, following, meanings), alone)
    if listed and lead is not None:
        likely = meanings.content(block.text[:160]).get("lead", 0.0)
        timed = following is not None and meanings.content(following.text[:160]).get("timescale", 0.0) >= PLAIN_TIME
        if likely < (FAIR if timed else PLAIN_LEAD):
            scores = [score - 1.2 if index == lead else score + likely for index, score in enumerate(scores)]
    action = columns.index("action")
    if columns.numbered and action is not None:
        number = NUMBERED_ACTION.match(block.text)
        if number is None:
            scores[action] -= UNCOUNTED * (1.0 if block.paragraph.bullet else max(1.0, columns.counted))
        elif columns.counted and "." in number["ref"]:
            level = columns.index("objective")
            scores = [score if index in (action, level) else score - ELSEWHERE * columns.counted for index, score in enumerate(scores)]
    if columns.wordy and following is not None and is_ref(following.text) and _is_mere_name(block, meanings):
        scores = [score - NAMED if PROGRESS & set(roles) else score for score, roles in zip(scores, columns.roles, strict=True)]
    if columns.bulleted and action is not None and not block.paragraph.bullet:
        scores[action] += 0.7 if following is not None and following.paragraph.bullet else -0.5
    for trait in traits(block) if columns.habits and not listed else ():
        scores = [score + said for score, said in zip(scores, columns.habits[trait], strict=True)]
    return scores


def _is_mere_name(block: Block, meanings: Meanings) -> bool:
    """Whether a text is a few words that tell no state: what heads the row below a number sooner than it reports of the one above."""
    return _is_short(block) and meanings.content(block.text).get("status", 0.0) < HINT


def _names_thing(block: Block, following: Block | None, meanings: Meanings) -> bool:
    """Whether an item of a list that is like a lead is none: words in small letters tell it, and a plain lead follows."""
    if following is None or not SMALL_END.match(block.text):
        return False
    return all(meanings.content(each.text[:160]).get("lead", 0.0) >= PLAIN_LEAD for each in (block, following))


def _own_emissions(block: Block, columns: Columns, meanings: Meanings, thing: bool, alone: bool) -> list[float]:
    content = meanings.content(block.text if len(block.text) <= 160 else block.text[:160])
    content = {**content, "lead": 0.0} if thing else _with_name(block, content) if alone and all(columns.roles) else content
    told = _likenesses(block.text, content, columns)
    scores = [max(_emission(block, each, content, columns, told) for each in _with_colours(roles)) for roles in columns.roles]
    for at, kind in [(at, PEOPLED) for at in columns.peopled] + [(at, REPORTED_ON) for at in columns.reported]:
        scores[at] = max(scores[at], _emission(block, kind, content, columns, told))
    if columns.funded and len(block.text) <= LONGEST_MEANS and content.get("means", 0.0) >= FAIR > content.get("action", 0.0):
        scores = [MEANS if at in columns.funded else score for at, score in enumerate(scores)]
    return scores


def _with_colours(roles: tuple[Role, ...]) -> tuple[tuple[Role, ...], ...]:
    """What a column holds: one of reports and colours holds either."""
    return (roles, ("update",)) if "rag" in roles and PROGRESS & set(roles) else (roles,)


def _with_name(block: Block, content: Mapping[str, float]) -> Mapping[str, float]:
    """What a paragraph is like, a name that nobody knows a little like a lead.

    In columns of no field it would be a place as well, and above a lead what that body does.
    """
    text = block.text
    told = content.get("timescale", 0.0) + content.get("status", 0.0) + content.get("rag", 0.0) + content.get("means", 0.0)
    if told or block.paragraph.bullet or len(text) > MOST_NAMED or content.get("lead", 0.0) >= NAMELIKE or not NAME.fullmatch(text):
        return content
    return {**content, "lead": NAMELIKE}


def _emission(
    block: Block, roles: tuple[Role, ...], content: Mapping[str, float], columns: Columns, likenesses: tuple[float, float, float, float]
) -> float:
    """How well a paragraph of such likenesses suits a column."""
    text = block.text
    time, lead, act, told = likenesses
    if columns.bulleted and block.paragraph.bullet and {"lead", "timescale", "status", "update"} & set(roles) and "outcomes" not in roles:
        return -1.5
    if not roles:
        return -0.4 - 0.8 * time
    if "ref" in roles:
        return _number(text, act, columns)
    if "lead" in roles and "timescale" in roles:
        return max(4.0 * max(lead, time) - 2.0, 0.0 if len(text) < 120 and time > 0.2 else -3.0)
    if "timescale" in roles and "outcomes" not in roles or "start" in roles:
        return 4.0 * time - 2.2 if time else -2.2 - min(2.5, len(text) / 40)
    if "lead" in roles:
        return 5.0 * lead - 2.3 - 1.5 * time - (0.6 if lead < FAIR else 0.0) - (3.0 * content.get("rag", 0.0) if columns.rated else 0.0)
    if "rag" in roles:
        return 4.0 * content.get("rag", 0.0) - 2.2
    against = 2.2 * time + (2.0 * lead if lead >= FAIR else 0.3 * lead) + (2.0 if is_ref(text) else 0.0)
    telling = told if columns.tells_progress else 0.0
    if "completed" in roles:
        return 2.0 * max(time, told if len(text) < 40 else 0.0) - 1.4 - len(text) / 60
    if "update" in roles or "status" in roles:
        return 1.4 * told - 0.6 - 0.7 * act - 0.5 * time - 0.8 * lead - (0.5 if block.paragraph.bullet else 0.0)
    if "outcomes" in roles:
        unmarked = -0.3 if not columns.bulleted else UNMARKED if columns.single else LONE_UNMARKED
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


def _likenesses(text: str, content: Mapping[str, float], columns: Columns) -> tuple[float, float, float, float]:
    """How much a text is like a time, a lead, an action and a state: what is a sentence of another kind is less of a time or lead."""
    time, lead, act, told = (content.get(name, 0.0) for name in ("timescale", "lead", "action", "status"))
    spaces = text.count(" ")
    told_of = spaces > REPORT and (text.endswith(".") or BREAK.search(text) is not None)
    if act >= CALLS and spaces >= SENTENCE or told_of or lead and CLAUSE.search(text):
        lead *= 0.3
    if columns.tells_progress and time <= PLAIN_TIME <= told and spaces > REPORTED and text.endswith("."):
        time *= 0.3
    return time if time >= HINT else 0.0, lead, act, told


def _number(text: str, act: float, columns: Columns) -> float:
    """How well a paragraph suits a column of numbers; a short name behind a number that calls to nothing belongs to it."""
    if NUMBERED_ACTION.match(text) and len(text) <= TITLE and act < FAIR and not columns.codes:
        return NAMED_NUMBER
    return 2.5 if (text in columns.codes if columns.codes else is_ref(text)) else -6.0
