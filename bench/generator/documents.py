"""One generated document: a name such as `no-rules.pdf/12/middle` gives its bytes and its gold, the same each time."""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from random import Random
from typing import Any

from bench.generator import texts
from bench.generator.noise import noisy
from bench.generator.on_paper import SPECIAL, TABLES, print_table_plan
from bench.generator.packs import print_two_plans
from bench.generator.plans import AUTHORED, Plan, arranged, authored, composed
from samples import sheets, web, word
from samples.content import Paper

WRITERS: Mapping[str, Callable[[Paper], bytes]] = {
    **{f"{name}.pdf": draw for name, draw in SPECIAL.items()},
    "tables.docx": word.write_tables,
    "banners.docx": word.write_banners,
    "cards.docx": word.write_cards,
    "spans.html": web.write_spans,
    "sections.html": web.write_sections,
    "website.html": web.write_website,
    "cards.html": web.write_cards,
    "workbook.xlsx": sheets.write_workbook,
    "sheets.xlsx": sheets.write_sheets,
}
TEXTS: Mapping[str, Callable[[Random, Paper], bytes]] = {
    "tabs.txt": texts.write_tabs,
    "markdown.txt": texts.write_markdown,
    "fixed.txt": texts.write_fixed,
    "flattened.txt": texts.write_flattened,
    "cell-a-line.txt": texts.write_cell_a_line,
    "labels.txt": texts.write_labels,
}
PACK = "two-plans-in-a-pack.pdf"
FAMILIES = (*(f"{name}.pdf" for name in TABLES), PACK, *WRITERS, *TEXTS)
"""Every family: a layout and a format."""
UNBOLD = {"fixed.txt"}
CARDS = {"cards.pdf", "cards.docx", "cards.html", "labels.txt"}
NEEDS: Mapping[str, frozenset[str]] = {
    "merged-down.pdf": frozenset({"objective"}),
    "merged-down-level-rules.pdf": frozenset({"objective"}),
    "banners.pdf": frozenset({"level"}),
    "banners-no-rules.pdf": frozenset({"level"}),
    "banners-bands.pdf": frozenset({"level"}),
    "mixed-orientation.pdf": frozenset({"level"}),
    "sheets.xlsx": frozenset({"level"}),
    "colour-and-word.pdf": frozenset({"colour"}),
    "colour-only.pdf": frozenset({"colour"}),
    "ticked.pdf": frozenset({"colour"}),
    "ticked-no-rules.pdf": frozenset({"colour"}),
    "banners.docx": frozenset({"level"}),
    "side-by-side.pdf": frozenset({"level", "few", "aimless"}),
    **{name: frozenset({"plain"}) for name in (*CARDS, "flattened.txt")},
    "cell-a-line.txt": frozenset({"plain", "few", "numbered"}),
}
"""What a layout needs of its plan to be itself."""


@dataclass(frozen=True, slots=True)
class Made:
    """A generated document: its bytes, its gold, and the fields that it cannot show as its gold has them."""

    family: str
    seed: int
    noise: str
    content: bytes
    gold: Mapping[str, Any]
    unshown: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """What its file is called."""
        stem, _, suffix = self.family.partition(".")
        return f"{stem}~{self.seed}~{self.noise}.{suffix}"


def document(family: str, seed: int, noise: str = "none") -> Made:
    """The document of a family, a seed and a level of noise."""
    dice = Random(f"{family} {seed} {noise}")  # noqa: S311
    if family == PACK:
        return _pack(seed, noise, dice)
    plan = noisy(plan_of(family, seed), noise, dice)
    stem = family.partition(".")[0]
    if family in WRITERS:
        content = WRITERS[family](plan.paper)
    elif family in TEXTS:
        content = TEXTS[family](dice, plan.paper)
    else:
        content = print_table_plan(stem, dice, plan.paper)
    return _made(family, seed, noise, content, plan.gold)


def plan_of(family: str, seed: int) -> Plan:
    """The plan that a family prints for a seed: of one seed the same in every family that can print it; every fourth is authored."""
    needs = NEEDS.get(family, frozenset())
    if seed % 4 or needs:
        return composed(seed, needs)
    plan, dice = authored(AUTHORED[seed // 4 % len(AUTHORED)]), Random(f"order {seed}")  # noqa: S311
    if family in UNBOLD and any(column.name == "priority" for column in plan.paper.columns):
        return composed(seed)  # what parts a priority from its explanation is that it is bold
    return replace(plan, paper=arranged(plan.paper, dice)) if seed // 4 >= len(AUTHORED) else plan


def _pack(seed: int, noise: str, dice: Random) -> Made:
    plans = [noisy(composed(2 * seed + at, frozenset({"level"})), noise, dice) for at in (0, 1)]
    content = print_two_plans(dice, (plans[0].paper, plans[1].paper))
    gold = {"document": plans[0].gold["document"], "actions": [row for plan in plans for row in plan.gold["actions"]]}
    return _made(PACK, seed, noise, content, gold)


def _made(family: str, seed: int, noise: str, content: bytes, gold: Mapping[str, Any]) -> Made:
    unshown = ("timescale_raw",) if family.endswith(".xlsx") else ()  # a cell that is a date is written out as the reader likes
    made = Made(family, seed, noise, content, gold, unshown)
    told = copy.deepcopy(dict(gold))
    told["document"] |= {"source_file": made.name}
    return replace(made, gold=told)
