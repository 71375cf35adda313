"""How generated papers are read: rows, fields and what was published wrong, by family of layouts and by level of noise."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bench.check import read_dataset, read_table
from bench.fields import Gold, Row, plain
from bench.generator.documents import Made
from bench.score import Score, align, score, total

ROOT = Path(__file__).resolve().parent.parent
CLAIMS = ("dates", "statuses", "leads")


@dataclass(frozen=True, slots=True)
class Claims:
    """What was published of one kind of value, what of it contradicts the gold, and what of that nobody was warned of."""

    published: int = 0
    wrong: int = 0
    unwarned: int = 0


@dataclass(frozen=True, slots=True)
class Judged:
    """One generated paper as it was read."""

    made: Made
    score: Score
    claims: Mapping[str, Claims]
    kept: int
    found: int
    """Characters of text that are in some field or known furniture, and those that there are."""
    rows: tuple[tuple[float, bool], ...]
    """Of each row published: its confidence, and whether every field of it is right."""
    values: tuple[str, ...]
    """What each row came to, in one line; equal for equal rows."""

    @property
    def name(self) -> str:
        """The words that make it again."""
        return f"{self.made.family} {self.made.seed} {self.made.noise}"


def read_corpus(papers: Path, output: Path, jobs: int) -> None:
    """Runs the pipeline over a folder the way a person would."""
    command = [sys.executable, "pipeline.py", "run", str(papers), "--output", str(output), "--jobs", str(jobs), "--quiet"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode not in (0, 1) or not (output / "current").exists():
        raise RuntimeError(f"the run failed with exit code {done.returncode}: {done.stderr[-400:]}")


def judge(made: Iterable[Made], output: Path) -> list[Judged]:
    """Each paper of a published run held against its gold."""
    documents, rows = read_dataset(output)
    warned = frozenset(row["action_id"] for row in read_table(output / "current" / "issues.parquet") if row["action_id"])
    return [_judge(one, documents.get(one.name, {}), rows.get(one.name, []), warned) for one in made]


def _judge(made: Made, document: Row, rows: Sequence[Row], warned: frozenset[str]) -> Judged:
    whole = _shown(score(made.gold, rows), frozenset(made.unshown))
    wanted = made.gold["actions"]
    answers = {got: want for want, got in align(wanted, rows)}
    wrong = {miss.row - 1 for miss in whole.misses}
    told = tuple((float(row.get("confidence") or 0.0), at in answers and answers[at] not in wrong) for at, row in enumerate(rows))
    claims = {name: Counter[str]() for name in CLAIMS}
    for at, row in enumerate(rows):
        want = wanted[answers[at]] if at in answers else None
        for name, (count, bad) in _claims(want, row).items():
            doubted = bool(row.get("flags")) or row["action_id"] in warned
            claims[name].update({"published": count, "wrong": bad, "unwarned": 0 if doubted else bad})
    kept = int(document.get("text_kept") or 0) + int(document.get("text_furniture") or 0)
    summed = {name: Claims(count["published"], count["wrong"], count["unwarned"]) for name, count in claims.items()}
    return Judged(made, whole, summed, kept, int(document.get("text_found") or 0), told, tuple(map(_as_line, rows)))


def _shown(whole: Score, unshown: frozenset[str]) -> Score:
    """The same score without the fields that a layout cannot show."""
    misses = tuple(miss for miss in whole.misses if miss.field not in unshown)
    right = {name: count for name, count in whole.right.items() if name not in unshown}
    asked = {name: count for name, count in whole.asked.items() if name not in unshown}
    excused = {miss.row for miss in whole.misses} - {miss.row for miss in misses}
    return Score(whole.gold, whole.rows, whole.pairs, whole.perfect + len(excused), whole.owed, right, asked, misses)


def _claims(want: Gold | None, row: Row) -> dict[str, tuple[int, int]]:
    """Kind of value to how many of it the row publishes and how many of those contradict the gold (all, for a row that no gold has)."""
    dates = [(name, key) for name, key in (("start_date", "start"), ("due_date", "end")) if row.get(name) is not None]
    states = [row["status"]] if row.get("status") not in (None, "unknown") else []
    names = {plain(lead["name"]) for lead in row.get("leads") or []}
    if want is None:
        return {"dates": (len(dates), len(dates)), "statuses": (len(states), len(states)), "leads": (len(names), len(names))}
    right = {plain(lead["name"]) for answer in (want["leads"], *want.get("leads_accept", ())) for lead in answer}
    return {
        "dates": (len(dates), sum(_iso(row[name]) != want["timescale"][key] for name, key in dates)),
        "statuses": (len(states), sum(state not in want["status"] for state in states)),
        "leads": (len(names), len(names - right)),
    }


def _iso(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


def _as_line(row: Row) -> str:
    """What must be the same of a row in whatever layout it was printed."""
    leads = sorted(plain(lead["name"]) for lead in row.get("leads") or [])
    said = [plain(row.get(name)) for name in ("action", "priority", "objective", "timescale_edtf", "status")]
    return "|".join([*said, str(row.get("start_date")), str(row.get("due_date")), *leads])


@dataclass(frozen=True, slots=True)
class Sum:
    """Papers together: the score, what was claimed, and how much of their text was accounted for."""

    papers: int
    score: Score
    claims: Mapping[str, Claims]
    text: float

    def wrong(self, name: str) -> float:
        """The share of the values published that contradict the gold."""
        told = self.claims[name]
        return told.wrong / told.published if told.published else 0.0


def summed(judged: Sequence[Judged]) -> Sum:
    """Papers as one."""
    claims = {
        name: Claims(
            sum(one.claims[name].published for one in judged),
            sum(one.claims[name].wrong for one in judged),
            sum(one.claims[name].unwarned for one in judged),
        )
        for name in CLAIMS
    }
    found = sum(one.found for one in judged)
    return Sum(len(judged), total(one.score for one in judged), claims, sum(one.kept for one in judged) / found if found else 0.0)


def by_family(judged: Iterable[Judged]) -> dict[str, list[Judged]]:
    """Papers by family, the worst read first."""
    groups: dict[str, list[Judged]] = {}
    for one in judged:
        groups.setdefault(one.made.family, []).append(one)
    return dict(sorted(groups.items(), key=lambda group: _goodness(summed(group[1]).score)))


def failures(judged: Iterable[Judged]) -> list[Judged]:
    """Papers with any row or field wrong, the worst first."""
    return sorted((one for one in judged if one.score.misses or one.score.row_f1 < 1), key=lambda one: _goodness(one.score))


def _goodness(told: Score) -> float:
    return told.row_f1 + told.field_accuracy
