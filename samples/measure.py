"""How well the pipeline reads the renditions: the same plan in every layout ought to give the same rows.

Run it as `python -m samples.measure [--raise-floors] [NAME ...]`.
"""

from __future__ import annotations

import argparse
import json
import math
import shutil
import tempfile
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from bench.check import check
from bench.score import Score
from runs import SILENT, quiet_run, run
from samples.content import SAMPLES

RENDITIONS = SAMPLES / "renditions"
FLOORS = RENDITIONS / "floors.toml"
NOTHING = "rows"
"""The figure of a near-miss: how many rows it gave; none is right, and its floor is a ceiling."""

Figures = Mapping[str, float]


def listed() -> dict[str, dict[str, Any]]:
    """The manifest: file to its gold, what it cannot show, its hash."""
    read: dict[str, dict[str, Any]] = json.loads((RENDITIONS / "manifest.json").read_text("utf-8"))
    return read


def measure(names: Iterable[str]) -> dict[str, Figures]:
    """The figures of each rendition, all read in one run: row F1, fields and whole rows right; of a near-miss the rows it gave."""
    known = {name: listed()[name] for name in sorted(names)}
    with tempfile.TemporaryDirectory(prefix="renditions-") as folder:
        papers, gold = Path(folder) / "papers", Path(folder) / "gold" / "gold"
        for place in (papers, gold, gold.parent / "near-misses"):
            place.mkdir(parents=True)
        for name, entry in known.items():
            shutil.copy(RENDITIONS / name, papers / name)
            if entry["gold"] is None:
                shutil.copy(RENDITIONS / name, gold.parent / "near-misses" / name)
            else:
                _gold_for(name, entry["gold"], gold)
        figures: dict[str, Figures] = {name: {NOTHING: 0.0} for name, entry in known.items() if entry["gold"] is None}
        run(quiet_run([papers], Path(folder) / "output"), SILENT)
        report = check(Path(folder) / "output", gold) if any(gold.iterdir()) else None
    for marked in report.documents if report else ():
        figures[marked.source] = _figures(marked.score, frozenset(known[marked.source]["unshown"]))
    for problem in report.problems if report else ():
        name, _, count = problem.partition(" is no action plan, but gave ")
        figures[name] = {NOTHING: float(count.split()[0])}
    return figures


def _gold_for(name: str, gold: str, folder: Path) -> None:
    """A copy of a plan's gold that speaks of one rendition."""
    read = json.loads((SAMPLES / "gold" / gold).read_text("utf-8"))
    read["document"]["source_file"] = name
    (folder / f"{name}.json").write_text(json.dumps(read), "utf-8")


def _figures(score: Score, unshown: frozenset[str]) -> Figures:
    asked = sum(count for name, count in score.asked.items() if name not in unshown) + score.owed
    right = sum(count for name, count in score.right.items() if name not in unshown)
    wrong = {miss.row for miss in score.misses if miss.field not in unshown}
    excused = {miss.row for miss in score.misses} - wrong
    whole = (score.perfect + len(excused)) / score.gold
    return {"row_f1": score.row_f1, "field_accuracy": right / asked if asked else 0.0, "perfect_rows": whole}


def read_floors() -> dict[str, dict[str, float]]:
    """What each rendition must reach."""
    said = tomllib.loads(FLOORS.read_text("utf-8")) if FLOORS.exists() else {}
    return {name: {figure: float(value) for figure, value in floor.items()} for name, floor in said.items()}


def fallen(figures: Mapping[str, Figures], floors: Mapping[str, Figures]) -> list[str]:
    """One line for each figure that is worse than its floor, or that has none."""
    return [
        f"{name}: {figure} is {value:.3f}, its floor {floors.get(name, {}).get(figure, 'missing')}"
        for name, reached in figures.items()
        for figure, value in reached.items()
        if figure not in floors.get(name, {}) or _is_worse(figure, value, floors[name][figure])
    ]


def _is_worse(figure: str, value: float, floor: float) -> bool:
    return value > floor if figure == NOTHING else value < floor - 1e-9


def raised(figures: Mapping[str, Figures], floors: Mapping[str, Figures]) -> str:
    """The floors as a file: up to what is reached, never down; of files that are gone, none."""
    lines = ["# What each rendition must reach, of a near-miss the rows it may give; raised by `python -m samples.measure --raise-floors`."]
    for name, floor in sorted({**floors, **figures}.items()):
        if name not in listed():
            continue
        lines += ["", f'["{name}"]']
        for figure, value in floor.items():
            before = floors.get(name, {}).get(figure, value)
            best = min(value, before) if figure == NOTHING else max(math.floor(value * 1000 + 1e-9) / 1000, before)
            lines.append(f"{figure} = {best:g}" if figure == NOTHING else f"{figure} = {math.floor(best * 1000 + 1e-9) / 1000:.3f}")
    return "\n".join(lines) + "\n"


def main() -> None:
    """Prints the figures of each file; with --raise-floors writes them as floors."""
    parser = argparse.ArgumentParser(description="Measure how the renditions are read.")
    parser.add_argument("names", nargs="*", metavar="NAME")
    parser.add_argument("--raise-floors", action="store_true")
    asked = parser.parse_args()
    figures = measure(asked.names or listed())
    for name, reached in figures.items():
        print(f"{name:<62}", "  ".join(f"{figure} {value:.3f}" for figure, value in reached.items()))
    if asked.raise_floors:
        FLOORS.write_text(raised(figures, read_floors()), "utf-8")


if __name__ == "__main__":
    main()
