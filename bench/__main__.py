"""`python -m bench`: speed and errors of the readers beside other libraries, side by side in one run."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from bench.links import link_report
from bench.pdf_speed import pdf_report
from bench.peers import Tally, case_cells, gold_cells, tallies
from bench.speed import Rate, find_parts, reader_rates, row_rate
from normalise.lexicon import load_lexicons
from normalise.words import Words, compile_words

ROOT = Path(__file__).resolve().parent.parent
HOW = """How it was measured: one process, processor time, the fastest of five rounds for ours and one round for the peers. "New" empties
our caches before each round, so that every cell is read; "again" reads the same cells once more, as a batch does whose papers repeat
themselves. dateparser remembers nothing between calls; it reads English, day first, from the document's base, and gives one day: we
take it with first days preferred for the start and with last days preferred for the due date. Right is the date the gold has, or none
where it has none. Confidently wrong is a date that the gold does not have: for us either date, for the peers only where neither fits.
Machines differ; the ratios travel better than the figures."""


def main() -> int:
    """Measures and prints everything; gives back the exit code."""
    shared = Path(os.environ.get("SHARED") or ROOT.parent / "shared")
    gold = [ROOT / "samples" / "gold", shared / "gold"]
    papers = [ROOT / "samples" / "plans", shared / "seeds"]
    words = compile_words(load_lexicons())
    where = "" if gold[1].is_dir() else f" ({shared} is not here: only the samples and the cases)"
    print(f"Timescales, cells a second and what they came to{where}")
    for title, cells in (
        ("timescale cells of gold", gold_cells(gold, prose=False)),
        ("sentences that hold deadlines, of gold", gold_cells(gold, prose=True)),
        ("authored cases, hard ones and near-misses", case_cells(ROOT / "tests" / "cases" / "timescales.toml")),
    ):
        print(f"\n{title}: {len(cells)}")
        print("\n".join(time_table(tallies(cells, words.times)) if cells else ["none here"]))
    print("\nLeads, statuses and the whole of normalise")
    print("\n".join(rate_table(_rates(gold, papers, words))))
    print(f"\n{HOW}")
    print("\nActions followed into the next edition")
    for line in link_report():
        print(line, flush=True)
    print()
    for line in pdf_report(shared):
        print(line, flush=True)
    return 0


def time_table(told: Sequence[Tally]) -> Iterator[str]:
    """One line a reader: speed, how many times slower than ours, shares right and wrong."""
    yield f"{'':<24} {'new/s':>9} {'again/s':>10} {'ours is':>9} {'due right':>10} {'start right':>12} {'confidently wrong':>18}"
    ours = told[0]
    for one in told:
        times = "" if one is ours else f"{ours.new / one.new:,.0f}x"
        shares = f"{one.due / one.cells:>10.3f} {one.start / one.cells:>12.3f} {one.wrong / one.cells:>18.3f}"
        yield f"{one.reader:<24} {one.new:>9,.0f} {one.again:>10,.0f} {times:>9} {shares}"


def rate_table(rates: dict[str, Rate]) -> Iterator[str]:
    """One line a reader: how many distinct cells or rows, and how many a second."""
    yield f"{'':<24} {'count':>7} {'new/s':>10} {'again/s':>11}"
    for name, one in rates.items():
        yield f"{name:<24} {one.count:>7,} {one.new:>10,.0f} {one.again:>11,.0f}"


def _rates(gold: Sequence[Path], papers: Sequence[Path], words: Words) -> dict[str, Rate]:
    parts = find_parts(papers, words)
    return reader_rates(gold, words) | {"normalise, rows": row_rate(parts, words)}


if __name__ == "__main__":
    sys.exit(main())
