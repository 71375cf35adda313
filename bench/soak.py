"""`python -m bench.soak [--documents N] [--papers N]`: what whole runs cost as papers grow in number, each run a process of its own.

Papers are the samples over and over, each with a line or a closing comment of its own, so that no two have the same bytes.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium

from normalise.paper.register import load_register

ROOT = Path(__file__).resolve().parent.parent
TEXTS = ROOT / "samples" / "plans"
PDFS = ROOT / "samples" / "renditions"
LOOPBACK = "127.0.0.1"
MEGABYTE = 1e6
MOST_BYTES = 1_000
"""By which one paper more may make the run's own process grow."""
PAGES = 5
SUBJECTS = (
    "Allotments,Archives,Beaches,Burials,Bus Stops,Canals,Carers,Cemeteries,Childcare,Coasts,Cycling,Depots,Digital,Drainage,Energy,"
    "Events,Fairs,Farms,Fleet,Food,Footpaths,Fraud,Galleries,Gritting,Harbours,Heritage,Hostels,Housing,Libraries,Licensing,Lighting,"
    "Markets,Museums,Noise,Nurseries,Orchards,Parking,Parks,Pests,Playgrounds,Pools,Ports,Recycling,Schools,Sports,Theatres,Trees,"
    "Verges,Waste,Woodland"
).split(",")
SMALL = """{council}
{subject} Action Plan {year}

Ref\tAction\tLead\tTimescale\tStatus
1\tAsk people in {council} how they use {subject}\t{subject} Manager\tJune {year}\tCompleted
2\tMend what is broken first at {subject} sites of ward {number}\tGrounds Team\tBy December {year}\tIn progress
3\tPublish what {subject} cost in part {number} of the district\tHead of Finance and {subject} Manager\tOngoing\tNot started
"""


def lay_texts(folder: Path, count: int) -> Path:
    """So many plans as texts, in folders of a hundred."""
    texts = [path.read_bytes() for path in sorted(TEXTS.glob("*.txt"))]
    for number in range(count):
        place = folder / f"{number // 100:04}"
        place.mkdir(parents=True, exist_ok=True)
        (place / f"{number:06}.txt").write_bytes(texts[number % len(texts)] + b"\n\nPaper %d of this series\n" % number)
    return folder


def lay_small(folder: Path, count: int, since: int = 0) -> Path:
    """Plans of three actions each as texts: councils, subjects and years in turn, a hundred a folder, the first `since` laid already."""
    councils = sorted(one.name for one in load_register().by_code.values() if one.end is None)
    for number in range(since, count):
        place = folder / f"{number // 100:04}"
        place.mkdir(parents=True, exist_ok=True)
        council, turn = councils[number % len(councils)], number // len(councils)
        subject, year = SUBJECTS[turn % len(SUBJECTS)], 2010 + turn // len(SUBJECTS) % 16
        (place / f"{number:06}.txt").write_text(SMALL.format(council=council, subject=subject, year=year, number=number), "utf-8")
    return folder


def lay_pdfs(folder: Path, count: int) -> Path:
    """So many plans as PDF of five pages; what stands behind a PDF's end changes its bytes and not what it says."""
    papers = _of_five_pages()
    folder.mkdir(parents=True)
    for number in range(count):
        (folder / f"{number:06}.pdf").write_bytes(papers[number % len(papers)] + b"%% %d\n" % number)
    return folder


def _of_five_pages() -> list[bytes]:
    """The renditions' plans, each filled up with pages of papers that are no plans."""
    others = pdfium.PdfDocument.new()
    for path in sorted(PDFS.glob("*.near-miss.pdf")):
        others.import_pages(pdfium.PdfDocument(path))
    papers = []
    for path in sorted(PDFS.glob("*.pdf")):
        paper = pdfium.PdfDocument(path)
        if ".near-miss" not in path.name and len(paper) <= PAGES:
            paper.import_pages(others, pages=list(range(PAGES - len(paper))))
            made = io.BytesIO()
            paper.save(made)
            papers.append(made.getvalue())
    return papers


def run(papers: Path, output: Path, *more: str) -> dict[str, Any]:
    """The figures of one run, with the seconds of the clock of its whole process."""
    since = time.monotonic()
    ask = [sys.executable, str(ROOT / "pipeline.py"), "run", str(papers), "--output", str(output), "--quiet", *more]
    done = subprocess.run(ask, check=False)  # noqa: S603  # our own program
    if done.returncode not in (0, 1):
        raise SystemExit(f"{' '.join(ask)} ended with {done.returncode}")
    return {**json.loads((output / "run.json").read_text("utf-8")), "wall": time.monotonic() - since}


@contextmanager
def dask(folder: Path, workers: int) -> Iterator[str]:
    """The address of a scheduler with so many workers of one thread each, on loopback."""
    told = folder / "scheduler.json"
    seen = {**os.environ, "PYTHONPATH": str(ROOT), "DASK_DISTRIBUTED__WORKER__DAEMON": "False"}
    ask = [sys.executable, "-m", "dask"]
    scheduler = [*ask, "scheduler", "--host", LOOPBACK, "--port", "0", "--no-dashboard", "--scheduler-file", str(told)]
    worker = [*ask, "worker", "--host", LOOPBACK, "--nworkers", str(workers), "--nthreads", "1", "--scheduler-file", str(told)]
    quiet = {"env": seen, "cwd": folder, "stderr": subprocess.DEVNULL}
    processes = [subprocess.Popen(scheduler, **quiet)]  # type: ignore[call-overload]  # noqa: S603
    while not told.exists():
        time.sleep(0.1)
    processes.append(subprocess.Popen([*worker, "--no-dashboard"], **quiet))  # type: ignore[call-overload]  # noqa: S603
    try:
        yield str(json.loads(told.read_text("utf-8"))["address"])
    finally:
        for process in reversed(processes):
            process.terminate()
            process.wait()


def scaling(folder: Path, count: int) -> Iterator[str]:
    """Papers a second by each engine, as lines; the efficiency of two workers is half of their gain over one."""
    papers = lay_texts(folder / "texts", count)
    alone = 0.0
    with dask(folder, 2) as address:
        engines: Sequence[tuple[str, Sequence[str]]] = [
            ("in this process", ["--jobs", "1"]),
            ("two workers beside it", ["--jobs", "2"]),
            ("two workers of a cluster", ["--scheduler", address]),
        ]
        for number, (name, asked) in enumerate(engines):
            rate = count / run(papers, folder / f"engine{number}", *asked)["seconds"]["read"]
            alone = alone or rate
            yield f"{name}: {rate:.1f} papers a second, efficiency {rate / alone / (1 if number == 0 else 2):.2f}"


@dataclass(frozen=True, slots=True)
class Grown:
    """What a run over so many papers costs, for the first time, and then with ten more."""

    papers: int
    first: Mapping[str, Any]
    more: Mapping[str, Any]

    def __str__(self) -> str:
        """A line of it."""
        return f"{self.papers:,} papers: {_cost(self.first)}; ten more: {_cost(self.more)}"


def _cost(figures: Mapping[str, Any]) -> str:
    return f"{figures['wall']:.1f} s, {figures['peak_memory_bytes']['run'] / MEGABYTE:.0f} MB"


def growth(folder: Path, counts: Sequence[int]) -> Iterator[Grown]:
    """Memory and time of the run's own process by how many papers are stored."""
    for count in counts:
        papers, output = lay_small(folder / f"grown{count}", count), folder / f"out{count}"
        first = run(papers, output)
        lay_small(papers, count + 10, count)
        yield Grown(count, first, run(papers, output))


def bytes_a_paper(grown: Sequence[Grown]) -> dict[str, float]:
    """By how much each paper more makes the run's own process grow, between the two largest counts; nothing where there is only one."""
    if len(grown) < 2:
        return {}
    fewer, most = sorted(grown, key=lambda each: each.papers)[-2:]
    runs = {"first": (fewer.first, most.first), "ten more": (fewer.more, most.more)}
    peaks = {name: [figures["peak_memory_bytes"]["run"] for figures in pair] for name, pair in runs.items()}
    return {name: (after - before) / (most.papers - fewer.papers) for name, (before, after) in peaks.items()}


def unchanged(folder: Path, count: int) -> Iterator[str]:
    """What a second run over unchanged PDFs costs beside the first, as a line."""
    papers = lay_pdfs(folder / "pdfs", count)
    first, again = (run(papers, folder / "unchanged") for _ in range(2))
    share = again["wall"] / first["wall"]
    yield f"{count:,} PDFs: {first['wall']:.1f} s; unchanged: {again['wall']:.1f} s, {share:.1%} of it; {again['documents_read']} read"


def main() -> int:
    """Prints every figure as it is measured; 1 where a paper makes the run grow by more than it may."""
    asks = argparse.ArgumentParser(prog="python -m bench.soak")
    asks.add_argument("--documents", type=int, default=2_000, help="texts for the engines; 0 for none")
    asks.add_argument("--papers", type=int, default=2_000, help="PDFs for the unchanged run; 0 for none")
    asks.add_argument("--growth", type=int, nargs="*", default=[200, 2_000, 20_000, 60_000], help="papers that are stored")
    asked = asks.parse_args()
    grown: list[Grown] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        measured: list[Iterator[object]] = [growth(folder, asked.growth)]
        if asked.papers:
            measured.insert(0, unchanged(folder, asked.papers))
        if asked.documents:
            measured.insert(0, scaling(folder, asked.documents))
        for line in chain.from_iterable(measured):
            print(line, flush=True)
            if isinstance(line, Grown):
                grown.append(line)
    held = bytes_a_paper(grown)
    for run_of, each in held.items():
        print(f"{run_of}: {each:,.0f} bytes a paper; {MOST_BYTES:,} are allowed")
    return int(any(each > MOST_BYTES for each in held.values()))


if __name__ == "__main__":
    sys.exit(main())
