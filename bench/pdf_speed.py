"""What PDFs cost to read and how many gold cells stay whole: ours beside other libraries, each in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from bench.pdf_peers import PEERS

ROOT = Path(__file__).resolve().parent.parent
RENDITIONS = ROOT / "samples" / "renditions"
BEST_OF = 3
"""Cold starts that are measured once every module is compiled."""
LONGEST = 1200.0
"""Seconds that one reader may take over one set of papers."""
WARM = (
    RENDITIONS / "air-quality-numbered-progress.banner-rows-borderless.pdf",
    RENDITIONS / "climate-split-headers.shaded-bands.pdf",
    RENDITIONS / "highways-fixed-width.in-pack.pdf",
)
"""A plan without drawn cells, one of bands and a pack: of ours they ask all that is made ready once, which no page is charged with."""
LONG = {"grid": (1, 2), "no-rules": (1, 2), "level-rules": (3,), "bands": (3,)}
"""Layouts in which plans of some seventy rows are printed, and of what seeds; none draws a grid but the first."""
UNRULED = ("borderless", "horizontal-rules", "-bands", "merged-horizontal", ".no-rules", ".level-rules", ".bands")
"""Layouts that draw no grid."""
HOW = """How it was measured: each reader in a process of its own, processor time (what it starts included), after three plans that load
its libraries and for which ours compiles its patterns; what a blank sheet costs it is taken off every paper. Each paper is read
three times, or for five seconds where that is less, and its quickest reading counts. Our caches are emptied before each, which is no
part of its time. Whole: of the gold's actions, leads, timescales, updates and outcomes, the share whose letters are those of one
cell, in a row that holds the action of that gold row too; a number before the action, and lead and timescale printed in one cell,
are allowed. Gold of timescales that stand in prose is left out."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A PDF with its pages and the gold rows that it holds; none for one without a plan."""

    file: Path
    pages: int
    gold: tuple[Mapping[str, Any], ...] = ()
    in_prose: bool = False


@dataclass(frozen=True, slots=True)
class Cost:
    """What one reader took over a set of papers, and how many of the cells asked for it kept whole."""

    seconds: float
    peak: float
    pages: int
    whole: int
    asked: int


def pdf_report(shared: Path) -> Iterator[str]:
    """The tables to print, line by line, as they are measured."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        blank = Path(folder) / "blank.pdf"
        _write_blank(blank)
        for title, papers in _sets(shared, Path(folder)):
            yield f"\nPDF, {title}: {len(papers)} papers, {sum(paper.pages for paper in papers)} pages"
            yield from _set_table(papers, blank)
        yield from _cold_start(shared, Path(folder))
    yield f"\n{HOW}"


def _sets(shared: Path, folder: Path) -> Iterator[tuple[str, list[Paper]]]:
    """Ruled and unruled papers that are all table, packs, what packs hold beside their plans, and papers that only look like plans.

    Small plans of a dozen rows, those of councils, and long ones stand apart: what a plan costs once weighs on the small ones.
    """
    small, real, long = _renditions(), _shared_papers(shared / "pdfs", shared / "gold"), _long_papers(folder)
    papers = [*small, *real]
    packs = [paper for paper in papers if paper.gold and "in-pack" in paper.file.name]
    for size, own in (("small plans", small), ("plans of councils", real), ("long plans", long)):
        tables = [paper for paper in own if paper.gold and paper not in packs]
        unruled = [paper for paper in tables if any(name in paper.file.name for name in UNRULED)]
        yield f"all table, ruled, {size}", [paper for paper in tables if paper not in unruled]
        yield f"all table, no grid drawn, {size}", unruled
    for pack in packs:
        yield f"a pack of {pack.pages} pages", [pack]
    yield "pages of packs without a plan", [_without_plan(pack, folder) for pack in packs]
    yield "near-misses", [paper for paper in papers if not paper.gold]


def _renditions() -> list[Paper]:
    listed = json.loads((RENDITIONS / "manifest.json").read_text("utf-8"))
    gold = {name: ROOT / "samples" / "gold" / entry["gold"] if entry["gold"] else None for name, entry in listed.items()}
    return [_paper(RENDITIONS / name, gold[name]) for name in sorted(gold) if name.endswith(".pdf")]


def _shared_papers(folder: Path, gold: Path) -> list[Paper]:
    files = sorted(folder.glob("*.pdf")) if folder.is_dir() else []
    return [_paper(file, gold / f"{file.name.split('.')[0]}.json") for file in files]


def _long_papers(folder: Path) -> list[Paper]:
    """Generated plans of some seventy rows, written into the folder."""
    from bench.generator.on_paper import print_table_plan
    from bench.generator.plans import composed

    papers = []
    for family, seed in ((family, seed) for family, seeds in LONG.items() for seed in seeds):
        plan, dice = composed(seed, frozenset({"level", "long"})), Random(f"{family} {seed}")  # noqa: S311
        file = folder / f"long.{family}-{seed}.pdf"
        file.write_bytes(print_table_plan(family, dice, plan.paper))
        papers.append(Paper(file, _page_count(file), tuple(plan.gold["actions"])))
    return papers


def _paper(file: Path, gold: Path | None) -> Paper:
    read = json.loads(gold.read_text("utf-8")) if gold is not None else {"document": {}, "actions": []}
    return Paper(file, _page_count(file), tuple(read["actions"]), bool(read["document"].get("timescales_in_prose")))


def _page_count(file: Path) -> int:
    import pypdfium2

    document = pypdfium2.PdfDocument(file)
    try:
        return len(document)
    finally:
        document.close()


def _without_plan(pack: Paper, folder: Path) -> Paper:
    """The pack without the pages on which our records stand."""
    import pypdfium2

    from bench.pdf_peers import own_pages

    held = own_pages(pack.file)
    document, rest = pypdfium2.PdfDocument(pack.file), pypdfium2.PdfDocument.new()
    kept = [index for index in range(len(document)) if index + 1 not in held]
    rest.import_pages(document, kept)
    file = folder / f"rest-of-{pack.file.name}"
    rest.save(file)
    document.close()
    rest.close()
    return Paper(file, len(kept))


def _write_blank(file: Path) -> None:
    """A sheet with one word on it; without any it would be taken for a scan."""
    objects = (
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        "<</Length 40>>\nstream\nBT /F1 10 Tf 72 720 Td (Blank) Tj ET       \nendstream",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    )
    body, places = "%PDF-1.4\n", []
    for number, what in enumerate(objects, 1):
        places.append(len(body))
        body += f"{number} 0 obj\n{what}\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    file.write_text(
        f"{body}xref\n0 6\n0000000000 65535 f \n{table}trailer<</Size 6/Root 1 0 R>>\nstartxref\n{len(body)}\n%%EOF\n", "latin-1"
    )


def _set_table(papers: Sequence[Paper], blank: Path) -> Iterator[str]:
    yield f"{'':<26} {'ms a page':>10} {'to ours':>9} {'peak MB':>8} {'whole':>7}"
    if not papers:
        yield "none here"
        return
    ours: Cost | None = None
    for name, peer in PEERS.items():
        cost = _measure(name, papers, blank)
        if isinstance(cost, str):
            yield f"{peer.name:<26} {cost}"
            continue
        ours = ours or cost
        ratio = cost.seconds / ours.seconds if ours.seconds else float("nan")
        whole = f"{cost.whole / cost.asked:.3f}" if cost.asked and name != "pdfium" else ""
        yield f"{peer.name:<26} {1000 * cost.seconds / cost.pages:>10.1f} {ratio:>8.2f}x {cost.peak:>8.0f} {whole:>7}"


def _measure(name: str, papers: Sequence[Paper], blank: Path) -> Cost | str:
    """What the reader took, or in a few words why there is no figure. BENCH_PYTHON is asked for libraries that are not installed here."""
    others = os.environ.get("BENCH_PYTHON")
    for python in (sys.executable, *([others] if others else [])):
        command = [python, "-m", "bench.pdf_peers", name, os.pathsep.join(map(str, WARM)), str(blank)]
        try:
            done = subprocess.run(  # noqa: S603
                [*command, *(str(paper.file) for paper in papers)], cwd=ROOT, capture_output=True, text=True, timeout=LONGEST, check=False
            )
        except subprocess.TimeoutExpired:
            return f"took more than {LONGEST:.0f} s"
        if done.returncode == 0:
            return _cost([json.loads(line) for line in done.stdout.splitlines() if line.startswith('{"paper"')], papers)
        if done.returncode != 3:
            return f"failed: {(done.stderr.strip().splitlines() or ['no word why'])[-1][:90]}"
    return "not installed"


def _cost(told: Sequence[Mapping[str, Any]], papers: Sequence[Paper]) -> Cost:
    counts = [whole_cells(one["rows"], paper) for one, paper in zip(told, papers, strict=True)]
    return Cost(
        sum(one["cpu"] for one in told),
        max(one["peak"] for one in told),
        sum(paper.pages for paper in papers),
        sum(whole for whole, _ in counts),
        sum(asked for _, asked in counts),
    )


# -- gold cells kept whole -----------------------------------------------------------------------------------------------------


def whole_cells(rows: Iterable[Sequence[str]], paper: Paper) -> tuple[int, int]:
    """How many gold cells stand whole in a row with their action, and how many there are."""
    found = [frozenset(_plain(cell) for cell in row) for row in rows]
    whole = asked = 0
    for action in paper.gold:
        actions, others = _gold_cells(action, paper.in_prose)
        homes = [row for row in found if row & actions]
        asked += 1 + len(others)
        whole += bool(homes) + max((sum(bool(row & texts) for texts in others) for row in homes), default=0)
    return whole, asked


def _gold_cells(action: Mapping[str, Any], in_prose: bool) -> tuple[frozenset[str], list[frozenset[str]]]:
    """The ways in which an action may stand in a cell, and those of each other cell of its row that is not empty."""
    text, lead, update = (_plain(action[name] or "") for name in ("action", "lead_raw", "update_raw"))
    time_said = "" if in_prose else _plain(action["timescale_raw"] or "")
    both = {lead + time_said, time_said + lead}
    cells = [(lead, both | {lead}), (time_said, both | {time_said}), (update, {update})]
    outcomes = _plain(" ".join(action["outcomes"]))
    cells.append((outcomes, {outcomes}))
    return frozenset({text, _plain(action["ref"] or "") + text}), [frozenset(ways) for said, ways in cells if said]


def _plain(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())


# -- from a cold start ---------------------------------------------------------------------------------------------------------


def _cold_start(shared: Path, folder: Path) -> Iterator[str]:
    """One paper from nothing to published Parquet: what the whole process took, first with no module compiled and then with all."""
    real = shared / "pdfs" / "001.shaded-bands.pdf"
    paper = real if real.is_file() else RENDITIONS / "health-prose-deadlines.row-cut.pdf"
    yield f"\nFrom a cold start to published Parquet, --jobs 1: {paper.name}, {_page_count(paper)} pages"
    compiled = {name: told for name, told in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    compiled["PYTHONPYCACHEPREFIX"] = str(folder / "compiled")
    taken = []
    for turn in range(1 + BEST_OF):
        read = ["pipeline.py", "run", str(paper), "--output", str(folder / f"out{turn}"), "--jobs", "1", "--quiet"]
        command = [sys.executable, "-m", "bench.memory", sys.executable, *read]
        done = subprocess.run(command, cwd=ROOT, env=compiled, capture_output=True, text=True, check=False)  # noqa: S603
        if done.returncode:
            yield f"it failed with exit code {done.returncode}"
            return
        taken.append(json.loads(done.stdout.splitlines()[-1]))
    yield f"the best of {BEST_OF}: {_took(min(taken[1:], key=lambda each: each['cpu']))}"
    yield f"the first ever, which compiles every module: {_took(taken[0])}"


def _took(run: Mapping[str, float]) -> str:
    return f"{run['cpu']:.2f} s of processor time, {run['wall']:.2f} s by the clock, peak {run['peak']:.0f} MB"
