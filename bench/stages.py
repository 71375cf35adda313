"""Where the time goes: one paper from bytes to Parquet by stage, in a process of its own: `python -m bench.stages FILE`."""

from __future__ import annotations

import cProfile
import json
import pstats
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from bench.charts import lines
from bench.generator.documents import document
from bench.memory import peak_megabytes
from bench.report import chart, table

ROOT = Path(__file__).resolve().parent.parent
ROUNDS = 5
STAGES = ("pages and tables", "plans and rows", "meaning", "publishing")
PAPERS = {
    "a ruled plan": "grid.pdf",
    "a plan without rules": "no-rules.pdf",
    "two plans in a pack": "two-plans-in-a-pack.pdf",
    "a flattened text": "flattened.txt",
    "a Word file": "tables.docx",
}
SEED = 6
GROWTH = (1, 2, 4, 8, 16)
"""How many times a pack is put behind itself."""
HEAVIEST = 12
"""Modules named in the profile."""
Told = TypeVar("Told")


@dataclass(frozen=True, slots=True)
class Measured:
    """What one paper took: seconds of processor time a stage, its size, the peak of memory in MB, the heaviest modules."""

    stages: Mapping[str, float]
    pages: int
    rows: int
    peak: float
    heaviest: Mapping[str, float]

    @property
    def seconds(self) -> float:
        """All stages together, publishing apart: it is paid once a run."""
        return sum(taken for stage, taken in self.stages.items() if stage != STAGES[-1])


def profile_part() -> tuple[list[str], dict[str, str]]:
    """The lines of the report's part, and its chart."""
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        folder = Path(name)
        told = {title: measure(_written(folder, family)) for title, family in PAPERS.items()}
        pack = _written(folder, PAPERS["two plans in a pack"])
        grown = {times: measure(_repeated(pack, times, folder)) for times in GROWTH}
    body = [
        "## Where the time goes",
        "",
        "Processor time in milliseconds, the best of five, libraries loaded, our caches emptied before each",
    ]
    body += ["round; memory is the peak of the process. Publishing is paid once a run, however many papers there are.", ""]
    header = ("paper", "pages", "rows", *STAGES, "pages a second", "rows a second", "peak MB")
    body += table(header, [_row(name, one) for name, one in told.items()])
    body += ["", "### The heaviest modules", "", "Own time of functions, share of the whole, under the profiler.", ""]
    for title, one in told.items():
        body += [f"- {title}: " + ", ".join(f"`{module}` {share:.0%}" for module, share in one.heaviest.items())]
    body += ["", "### Growth with pages", "", "The pack put behind itself again and again.", ""]
    body += [*table(("pages", "rows", "ms", "ms a page", "peak MB"), map(_grown, grown.values())), "", chart("growth", "Growth with pages")]
    points = [(float(one.pages), one.seconds) for one in grown.values()]
    most = (points[0][0], points[-1][0], 0.0, max(seconds for _, seconds in points))
    return body, {"growth": lines("Seconds by pages", {"a pack": points}, ("pages", "seconds"), most)}


def measure(paper: Path) -> Measured:
    """What a paper takes, in a process of its own."""
    command = [sys.executable, "-m", "bench.stages", str(paper)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)  # noqa: S603
    return Measured(**json.loads(done.stdout.splitlines()[-1]))


def _row(name: str, one: Measured) -> Sequence[object]:
    stages = (f"{1000 * one.stages[stage]:.0f}" for stage in STAGES)
    return [name, one.pages, one.rows, *stages, f"{one.pages / one.seconds:,.0f}", f"{one.rows / one.seconds:,.0f}", f"{one.peak:.0f}"]


def _grown(one: Measured) -> Sequence[object]:
    ms = 1000 * one.seconds
    return one.pages, one.rows, f"{ms:.0f}", f"{ms / one.pages:.1f}", f"{one.peak:.0f}"


def _written(folder: Path, family: str) -> Path:
    made = document(family, SEED)
    (folder / made.name).write_bytes(made.content)
    return folder / made.name


def _repeated(pack: Path, times: int, folder: Path) -> Path:
    import pypdfium2

    whole, part = pypdfium2.PdfDocument.new(), pypdfium2.PdfDocument(pack)
    for _ in range(times):
        whole.import_pages(part)
    file = folder / f"pack-{times}.pdf"
    whole.save(file)
    part.close()
    whole.close()
    return file


# -- in a process of its own -------------------------------------------------------------------------------------------------


def _measured(paper: Path) -> Measured:
    from bench.speed import forget
    from extract.sources import find_sources
    from harvest import harvest
    from normalise.lexicon import load_lexicons
    from normalise.words import compile_words
    from publish.dataset import publish

    words, source = compile_words(load_lexicons()), find_sources([paper])[0]
    found = harvest(source, words, keep_contacts=True)
    best: dict[str, float] = dict.fromkeys(STAGES, float("inf"))
    for turn in range(ROUNDS):
        forget()
        taken = _stages(paper, words, source)
        with tempfile.TemporaryDirectory(prefix="bench-") as name:
            taken[STAGES[3]], _ = _timed(partial(publish, [found], Path(name) / str(turn)))
        best = {stage: min(best[stage], taken[stage]) for stage in STAGES}
    peak = peak_megabytes()
    rows = sum(len(plan.records) for plan in found.plans)
    forget()
    return Measured(best, found.pages or 1, rows, peak, _heaviest(lambda: harvest(source, words, keep_contacts=True)))


def _stages(paper: Path, words: Any, source: Any) -> dict[str, float]:
    from extract.documents import read_document
    from extract.plans import find_plans
    from normalise.plan import read_plan
    from normalise.words import meanings

    ready, data = meanings(words), paper.read_bytes()
    laying, script = _timed(lambda: read_document(data, source.label, source.media_type, ready))
    finding, parts = _timed(lambda: find_plans(script, ready))
    reading, _ = _timed(lambda: [read_plan(part, number, source, words) for number, part in enumerate(parts, 1)])
    return dict(zip(STAGES[:3], (laying, finding, reading), strict=True))


def _timed(work: Callable[[], Told]) -> tuple[float, Told]:
    begun = time.process_time()
    told = work()
    return time.process_time() - begun, told


def _heaviest(work: Callable[[], object]) -> dict[str, float]:
    """Share of the own time of each module of ours, the heaviest first; what other libraries take counts as theirs."""
    profiler = cProfile.Profile()
    profiler.runcall(work)
    own: defaultdict[str, float] = defaultdict(float)
    stats: dict[tuple[str, int, str], tuple[int, int, float, float, Any]] = pstats.Stats(profiler).stats  # type: ignore[attr-defined]
    for (file, _, _), (_, _, seconds, _, _) in stats.items():
        path = Path(file)
        own[str(path.relative_to(ROOT)) if path.is_relative_to(ROOT) and ".venv" not in path.parts else "libraries"] += seconds
    whole = sum(own.values())
    return {name: seconds / whole for name, seconds in sorted(own.items(), key=lambda each: -each[1])[:HEAVIEST]}


if __name__ == "__main__":
    measured = _measured(Path(sys.argv[1]))
    print(json.dumps({name: getattr(measured, name) for name in ("stages", "pages", "rows", "peak", "heaviest")}))
