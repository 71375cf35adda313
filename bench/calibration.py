"""`python -m bench.calibration`: fits the weights of confidence on rows with known answers, and says how well they hold on plans left out.

Rows of one plan, in whatever layouts, are left out together: a plan is never judged by weights that saw it.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from bench.confidence_fit import Fit, Judged, chances, fit, held_out, highest, shrinkage
from bench.generate import write_corpus
from bench.generator.documents import FAMILIES, NEEDS, PACK
from bench.generator.plans import AUTHORED
from bench.score import align, score
from bench.speed import find_parts
from model import Harvest, Record, Row
from normalise.confidence import FILE, signs
from normalise.lexicon import load_lexicons
from normalise.plan import read_plan
from normalise.words import Words, compile_words
from publish.dataset import publish
from publish.reading import open_dataset, table

ROOT = Path(__file__).resolve().parent.parent

NOISE = ("none", "light", "middle")
FIRST_SEED = 5000
"""Of generated papers; the bench itself counts from 1."""
BINS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 1.0)


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper with known answers: the plan it prints, and fields that its layout cannot show."""

    path: Path
    gold: Path
    plan: str
    unshown: frozenset[str] = frozenset()
    known: bool = False


# -- rows with known answers -------------------------------------------------------------------------------------------------


def papers(also: Sequence[tuple[Path, Path]]) -> Iterator[Paper]:
    """The samples in every layout, the real papers where they are, and the folders of papers and gold that are named besides."""
    shared = Path(os.environ.get("SHARED") or ROOT.parent / "shared")
    listed = json.loads((ROOT / "samples" / "renditions" / "manifest.json").read_text("utf-8"))
    for name, entry in listed.items():
        if entry["gold"]:
            gold = ROOT / "samples" / "gold" / entry["gold"]
            yield Paper(ROOT / "samples" / "renditions" / name, gold, _plan(gold), frozenset(entry["unshown"]))
    for folder, golds, known in (
        (ROOT / "samples" / "plans", ROOT / "samples" / "gold", False),
        (shared / "seeds", shared / "gold", True),
        *((folder, golds, False) for folder, golds in also),
    ):
        for gold in sorted(golds.glob("*.json")):
            name = str(json.loads(gold.read_text("utf-8"))["document"]["source_file"])
            for path in [folder / name, *(sorted((shared / "pdfs").glob(f"{gold.stem}.*")) if known else ())]:
                if path.is_file():
                    yield Paper(path, gold, _plan(gold), known=known)


def generated(folder: Path, rounds: int) -> Iterator[Paper]:
    """Papers that nobody wrote, in every family of layouts at every level of noise; almost each prints a plan of its own."""
    wanted = [(family, noise) for noise in NOISE for family in FAMILIES] * rounds
    for made in write_corpus(folder, ((family, FIRST_SEED + at, noise) for at, (family, noise) in enumerate(wanted))):
        drawn = made.seed % 4 or made.family in NEEDS or made.family == PACK
        plan = f"generated/{made.seed}" if drawn else f"samples/{AUTHORED[made.seed // 4 % len(AUTHORED)]}"
        yield Paper(folder / "papers" / made.name, folder / "gold" / f"{made.name}.json", plan, frozenset(made.unshown))


def _plan(gold: Path) -> str:
    return f"{gold.parent.parent.name}/{gold.stem}"


def judged_rows(listed: Sequence[Paper], words: Words) -> list[Judged]:
    """Every row that the papers gave, held against its gold as `bench.score` says; a row that no gold has is wrong."""
    harvests, read = [], []
    for number, paper in enumerate(listed):
        parts = find_parts([paper.path], words)
        if not parts:
            continue
        source = replace(parts[0][2], label=f"{number}/{paper.path.name}", sha256=sha256(f"{number}".encode()).hexdigest())
        plans = tuple(read_plan(part, at, source, words) for part, at, _ in parts)
        harvests.append(Harvest(source, "ok", plans))
        rows = [row for part, _, _ in parts for row in part.rows]
        read.append((paper, source.label, rows, [record for plan in plans for record in plan.records]))
    with tempfile.TemporaryDirectory(prefix="calibration-") as folder:
        publish(harvests, Path(folder) / "output")
        published = _published(Path(folder) / "output")
    return [each for paper, label, rows, records in read for each in _judge(paper, rows, records, published[label])]


def _published(output: Path) -> Mapping[str, list[dict[str, Any]]]:
    dataset = open_dataset(output)
    deadlines: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in sorted(table(dataset, "deadlines").to_pylist(), key=lambda row: (row["action_id"], row["position"])):
        deadlines[row["action_id"]].append(row)
    by_source: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in sorted(table(dataset, "actions").to_pylist(), key=lambda row: (row["part"], row["ordinal"])):
        by_source[row["source_file"]].append(row | {"deadlines": deadlines[row["action_id"]]})
    return by_source


def _judge(paper: Paper, rows: Sequence[Row], records: Sequence[Record], published: Sequence[dict[str, Any]]) -> Iterator[Judged]:
    gold = json.loads(paper.gold.read_text("utf-8"))
    wrong = {miss.row - 1 for miss in score(gold, published).misses if miss.field not in paper.unshown}
    answers = {got: want for want, got in align(gold["actions"], published)}
    for at, (row, record) in enumerate(zip(rows, records, strict=True)):
        yield Judged(paper.plan, row.stage, signs(row, record), at in answers and answers[at] not in wrong, paper.known)


# -- telling -----------------------------------------------------------------------------------------------------------------


def reliability(rows: Sequence[Judged], chance: Sequence[float]) -> list[str]:
    """A Markdown table: of the rows in each band of confidence, how many were right."""
    lines = ["| confidence | rows | predicted | right |", "|---|---|---|---|"]
    for low, high in zip(BINS, BINS[1:], strict=False):
        inside = [at for at, each in enumerate(chance) if low <= each < high]
        if inside:
            predicted = sum(chance[at] for at in inside) / len(inside)
            observed = sum(rows[at].right for at in inside) / len(inside)
            lines.append(f"| {low:.2f} to {high:.2f} | {len(inside)} | {predicted:.3f} | {observed:.3f} |")
    if not rows:
        return lines
    observed = sum(row.right for row in rows) / len(rows)
    return [*lines, f"| all | {len(rows)} | {sum(chance) / len(rows):.3f} | {observed:.3f} |"]


def as_toml(fitted: Fit, shift: float, slope: float, most: float) -> str:
    """The file of weights, shrinkage worked in."""
    lines = ["# What moves the log-odds that every field of a row is right. Written by `python -m bench.calibration --write`."]
    lines += [f"base = {shift + slope * fitted.base:.3f}", f"unseen_stage = {-slope * fitted.spread:.3f}", f"most = {most:.3f}"]
    for title, found in (("signs", fitted.signs), ("stages", fitted.stages)):
        lines += ["", f"[{title}]", *(f"{name} = {slope * value + 0.0:.3f}" for name, value in found.items())]
    return "\n".join(lines) + "\n"


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints the reliability on plans left out, and writes the weights where asked; gives back the exit code."""
    asked = argparse.ArgumentParser(prog="bench.calibration", description="Fit the confidence of rows on gold, plans left out in turn.")
    asked.add_argument("--also", nargs=2, type=Path, action="append", default=[], metavar=("PAPERS", "GOLD"), help="more papers and gold")
    asked.add_argument("--write", action="store_true", help=f"write {FILE.name}")
    asked.add_argument("--generated", type=int, default=1, metavar="N", help="generated papers of each family and level of noise")
    told = asked.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="calibration-") as folder:
        listed = [*papers(told.also), *generated(Path(folder), told.generated)]
        rows = judged_rows(listed, compile_words(load_lexicons()))
    odds = held_out(rows)
    shift, slope = shrinkage(rows, odds)
    most = highest([row for row in rows if not row.known], [each for row, each in zip(rows, odds, strict=True) if not row.known])
    fitted, chance = fit(rows), chances(odds, shift, slope, most)
    for title, chosen in (("every row", [*range(len(rows))]), ("rows of papers that the rules were not written beside", [])):
        chosen = chosen or [at for at, row in enumerate(rows) if not row.known]
        print(f"\n{title}\n" + "\n".join(reliability([rows[at] for at in chosen], [chance[at] for at in chosen])))
    print(f"\nplans {len({row.plan for row in rows})}, base rate {fitted.base_rate:.3f}, slope {slope:.2f}, shift {shift:.2f}")
    print(f"\n{as_toml(fitted, shift, slope, most)}")
    if told.write:
        FILE.write_text(as_toml(fitted, shift, slope, most), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
