"""Plans as content: composed from our own wording, or the authored ones of the samples; each with its gold."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from random import Random
from typing import Any

from bench.generator import timescales
from bench.generator.wording import action, aside, colour, header, leads, outcomes, progress, wording
from samples.content import SAMPLES, Entry, Paper, paper_from, read_paper

WIDE = {
    "ref": 5, "priority": 14, "objective": 16, "action": 26, "outcomes": 19, "lead_raw": 15,
    "timescale_raw": 11, "update_raw": 19, "rag": 8, "extra": 10,
}  # fmt: skip
"""Shares of the width."""
AUTHORED = tuple(sorted(path.stem for path in (SAMPLES / "gold").glob("*.json")))
LEVELS = ("Priority {ref}: {text}", "Theme {ref} – {text}", "{text}", "Objective {ref}: {text}", "{ref}. {text}")
EDITIONS = ("Progress report, {month} {year}", "Update at {month} {year}", "Position at {month} {year}")


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan as content, and what a careful reader gives back of it."""

    paper: Paper
    gold: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Shape:
    """What a composed plan holds besides actions, leads and timescales, and how its rows are grouped and numbered."""

    level: str | None
    refs: str
    objective: bool
    outcomes: bool
    progress: str
    """Of progress: long, short, colour, or nothing."""
    keyed: bool
    aside: str | None
    aim: bool
    long: bool = False
    """Every theme with all its things: some seventy rows."""


def authored(stem: str) -> Plan:
    """One of the samples' plans."""
    return Plan(read_paper(stem), json.loads((SAMPLES / "gold" / f"{stem}.json").read_text("utf-8")))


def composed(seed: int, needs: frozenset[str] = frozenset()) -> Plan:
    """A plan that is the same for the same seed and needs: level, aimless, objective, colour, numbered, long, few or plain columns."""
    dice = Random(f"plan {seed}")  # noqa: S311
    shape, begun = _fitted(_shape(dice), needs), dice.randint(2014, 2026)
    edition = begun + 1
    document, heading = _facts(dice, begun, edition if dice.random() < 0.5 else None)
    actions = _actions(dice, shape, begun, edition)
    look = _look(dice, shape, heading)
    gold = {"document": document, "actions": actions}
    return Plan(arranged(paper_from(f"plan-{seed}", look, gold), dice), gold)


def _shape(dice: Random) -> Shape:
    level = dice.choice([*LEVELS, None])
    return Shape(
        level,
        dice.choice(["section", "running", "none"]),
        dice.random() < 0.4,
        dice.random() < 0.6,
        dice.choice(["long", "long", "short", "colour", "none"]),
        dice.random() < 0.7,
        header(dice, "extra") if dice.random() < 0.3 else None,
        level is not None and dice.random() < 0.3,
    )


def _fitted(shape: Shape, needs: frozenset[str]) -> Shape:
    if "level" in needs and shape.level is None:
        shape = replace(shape, level=LEVELS[0])
    if "objective" in needs:
        shape = replace(shape, objective=True)
    if "colour" in needs:
        shape = replace(shape, progress="colour", keyed=True)
    if "aimless" in needs:
        shape = replace(shape, aim=False)
    if "numbered" in needs:
        shape = replace(shape, level=shape.level and LEVELS[0], refs="running")
    if "long" in needs:
        shape = replace(shape, long=True)
    if "few" in needs:
        shape = replace(shape, objective=False, outcomes=False, aside=None)
    return replace(shape, objective=False) if "plain" in needs else shape


def _facts(dice: Random, begun: int, edition: int | None) -> tuple[dict[str, Any], list[str]]:
    words = wording()
    council = dice.choice(words["councils"])
    theme = dice.choice(words["theme"])["name"]
    title = dice.choice(words["papers"]["titles"]).format(theme=theme) + dice.choice([f" {begun}-{begun + 4}", f" {begun} to {begun + 4}"])
    heading = [council, title, *([] if "Action Plan" in title else ["Action Plan"])]
    month = dice.randint(1, 12)
    if edition:
        heading.append(dice.choice(EDITIONS).format(month=timescales.MONTHS[month - 1], year=edition))
    document = {
        "council": council, "plan_title": title, "plan_start": begun, "plan_end": begun + 4, "period_label": f"{begun}-{begun + 4}",
        "edition": f"{edition}-{month:02}" if edition else None, "stage": None, "glossary": {}, "source_file": "",
    }  # fmt: skip
    return document, heading


def _actions(dice: Random, shape: Shape, begun: int, edition: int) -> list[dict[str, Any]]:
    known = wording()["theme"]
    themes = known if shape.long else dice.sample(known, dice.choice([2, 3, 3, 4]) if shape.level else 1)
    rows: list[dict[str, Any]] = []
    for at, theme in enumerate(themes, 1):
        things = theme["things"] if shape.long else dice.sample(theme["things"], dice.randint(3, 6) if shape.level else 8)
        aims = sorted(dice.choices(range(3), k=len(things)))
        for number, (thing, aim) in enumerate(zip(things, aims, strict=True), 1):
            row = _row(dice, shape, begun, edition) | {"action": action(dice, thing)}
            row["ref"] = {"section": f"{at}.{number}", "running": f"{len(rows) + 1}", "none": None}[shape.refs]
            row["objective"] = theme["objectives"][aim] if shape.objective else None
            if shape.level:
                row |= {"priority": theme["name"], "priority_ref": f"{at}" if "{ref}" in shape.level else None}
                row["priority_description"] = theme["aim"] if shape.aim else None
            rows.append(row)
    return rows


def _row(dice: Random, shape: Shape, begun: int, edition: int) -> dict[str, Any]:
    said = timescales.timescale(dice, begun, begun + 4)
    row: dict[str, Any] = {
        "ref": None, "priority": None, "priority_ref": None, "priority_description": None, "objective": None, "objective_ref": None,
        "outcomes": outcomes(dice) if shape.outcomes else [], **leads(dice), "timescale_raw": said.printed, "timescale": said.gold(),
        "update_raw": None, "status": [None], "status_ongoing": False, "flags": [], "source_lines": [1, 1],
    }  # fmt: skip
    if shape.progress in ("long", "short"):
        row |= progress(dice, shape.progress, edition)
    elif shape.progress == "colour":
        row |= colour(dice, shape.keyed)
    return row | ({"extra": {shape.aside: aside(dice)}} if shape.aside else {})


def _look(dice: Random, shape: Shape, heading: list[str]) -> dict[str, Any]:
    """The dress of a composed plan, as `papers.toml` has one for each authored plan."""
    names = {
        "ref": shape.refs != "none", "objective": shape.objective, "action": True, "outcomes": shape.outcomes,
        "lead_raw": True, "timescale_raw": True,
        "update_raw": shape.progress in ("long", "short"), "rag": shape.progress == "colour", f"extra:{shape.aside}": bool(shape.aside),
    }  # fmt: skip
    columns = [[name, _header(dice, shape, name)] for name, wanted in names.items() if wanted]
    wide = [WIDE[name.partition(":")[0]] * dice.uniform(0.85, 1.2) for name, _ in columns]
    look: dict[str, Any] = {"heading": heading, "columns": columns, "wide": wide}
    if shape.level:
        look["level"] = shape.level
    if shape.aim:
        look["aim"] = "Aim: "
    if shape.progress == "colour" and shape.keyed:
        look["key"] = [[each["name"], each["meaning"]] for each in wording()["colour"]]
    return look


def _header(dice: Random, shape: Shape, name: str) -> str:
    if name.startswith("extra:"):
        return name.removeprefix("extra:")
    return header(dice, "state" if name == "update_raw" and shape.progress == "short" else name)


def arranged(paper: Paper, dice: Random) -> Paper:
    """The same plan, the columns after its action in another order half of the time."""
    first = paper.at("action") + 1
    order = [*range(first), *dice.sample(range(first, len(paper.columns)), len(paper.columns) - first)]
    return paper if dice.random() < 0.5 else _ordered(paper, order)


def _ordered(paper: Paper, order: list[int]) -> Paper:
    def turned(entry: Entry) -> Entry:
        return replace(entry, cells=tuple(entry.cells[at] for at in order), goes_on=tuple(entry.goes_on[at] for at in order))

    sections = tuple(replace(section, entries=tuple(map(turned, section.entries))) for section in paper.sections)
    return replace(paper, columns=tuple(paper.columns[at] for at in order), sections=sections)
