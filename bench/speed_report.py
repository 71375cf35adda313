"""The parts of the report on cells: timescales beside dateparser, and how many cells and rows a second our readers read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from bench.peers import Tally, case_cells, gold_cells, tallies
from bench.report import table
from bench.speed import Rate, find_parts, reader_rates, row_rate
from normalise.lexicon import load_lexicons
from normalise.words import compile_words

ROOT = Path(__file__).resolve().parent.parent
HOW = """How it was measured: one process, processor time, the fastest of five rounds for ours and one round for the peers. "New" empties
our caches before each round, so that every cell is read; "again" reads the same cells once more, as a batch does whose papers repeat
themselves. dateparser remembers nothing between calls; it reads English, day first, from the document's base, and gives one day: we
take it with first days preferred for the start and with last days preferred for the due date. Right is the date the gold has, or none
where it has none. Confidently wrong is a date that the gold does not have: for us either date, for the peers only where neither fits.
Machines differ; the ratios travel better than the figures."""


def time_part(shared: Path) -> Iterator[str]:
    """Timescales read by us and by dateparser, a table a set of cells."""
    words, gold = compile_words(load_lexicons()), [ROOT / "samples" / "gold", shared / "gold"]
    where = "" if gold[1].is_dir() else " Papers that are not ours are not here: only the samples and the cases."
    yield f"### Timescales{where}"
    for title, cells in (
        ("Timescale cells of gold", gold_cells(gold, prose=False)),
        ("Sentences that hold deadlines, of gold", gold_cells(gold, prose=True)),
        ("Authored cases, hard ones and near-misses", case_cells(ROOT / "tests" / "cases" / "timescales.toml")),
    ):
        yield from ("", f"{title}: {len(cells)}", "")
        yield from time_table(tallies(cells, words.times)) if cells else ["none here"]
    yield from ("", HOW)


def rate_part(shared: Path) -> Iterator[str]:
    """How many cells and rows a second ours read: leads, progress, and the whole of `normalise`."""
    words = compile_words(load_lexicons())
    parts = find_parts([ROOT / "samples" / "plans", shared / "seeds"], words)
    rates: dict[str, Rate] = reader_rates([ROOT / "samples" / "gold", shared / "gold"], words) | {"normalise, rows": row_rate(parts, words)}
    yield from rate_table(rates)


def rate_table(rates: Mapping[str, Rate]) -> list[str]:
    """A line for each reader: how many distinct cells or rows, and how many a second."""
    rows = [(name, one.count, f"{one.new:,.0f}", f"{one.again:,.0f}") for name, one in rates.items()]
    return table(("reader", "count", "new a second", "again a second"), rows)


def time_table(told: Sequence[Tally]) -> list[str]:
    """A line for each reader: speed, how many times slower than ours, shares right and wrong."""
    ours, rows = told[0], []
    for one in told:
        times = "" if one is ours else f"{ours.new / one.new:,.0f}x"
        shares = (f"{count / one.cells:.3f}" for count in (one.due, one.start, one.wrong))
        rows.append((f"`{one.reader}`", f"{one.new:,.0f}", f"{one.again:,.0f}", times, *shares))
    return table(("reader", "new a second", "again a second", "ours is", "due right", "start right", "confidently wrong"), rows)
