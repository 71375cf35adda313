"""What a person sees of a run: progress while it goes on, a table when it ends."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from types import TracebackType

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from model import Harvest

STATES = ("ok", "partial", "no_plan", "no_text", "duplicate", "failed")


class Watch(AbstractContextManager["Watch"]):
    """Tells how a run goes: a bar on a terminal, a line a document elsewhere; where it is to be quiet, only what failed."""

    def __init__(self, total: int, quiet: bool, verbose: bool) -> None:
        self.console = Console(stderr=True, highlight=False, soft_wrap=True)
        self.quiet, self.verbose = quiet, verbose
        self.bar = _bar(self.console) if self.console.is_terminal and not quiet else None
        self.task = self.bar.add_task("reading", total=total) if self.bar else None

    def __enter__(self) -> Watch:
        """Starts the bar."""
        if self.bar:
            self.bar.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None) -> None:
        """Takes the bar away."""
        if self.bar:
            self.bar.stop()

    def follow(self, harvests: Iterable[Harvest]) -> Iterator[Harvest]:
        """The same harvests, each told as it passes."""
        for harvest in harvests:
            self._tell(harvest)
            yield harvest

    def _tell(self, harvest: Harvest) -> None:
        if self.bar is not None and self.task is not None:
            self.bar.advance(self.task)
        if harvest.state in ("failed", "no_text") or not self.quiet and (self.verbose or self.bar is None):
            rows = sum(len(plan.records) for plan in harvest.plans)
            why = f": {harvest.error}" if harvest.error else f", {rows} {'row' if rows == 1 else 'rows'}"
            self.console.print(f"{harvest.source.label}: {harvest.state}{why}", markup=False)


def _bar(console: Console) -> Progress:
    return Progress(
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), console=console, transient=True
    )


def closing_table(harvests: Iterable[Harvest]) -> Table:
    """Documents by state, with their rows and doubts."""
    documents: Counter[str] = Counter()
    rows: Counter[str] = Counter()
    doubts: Counter[str] = Counter()
    for harvest in harvests:
        documents[harvest.state] += 1
        rows[harvest.state] += sum(len(plan.records) for plan in harvest.plans)
        doubts[harvest.state] += doubt_count(harvest)
    table = Table("documents", "state", "rows", "doubts", box=None, pad_edge=False)
    for state in STATES:
        if documents[state]:
            table.add_row(f"{documents[state]:,}", state, f"{rows[state]:,}", f"{doubts[state]:,}")
    return table


def doubt_count(harvest: Harvest) -> int:
    """How many warnings and errors a document ended with; what is merely worth knowing does not count."""
    of_plans = [doubt for plan in harvest.plans for doubt in (*plan.doubts, *(each for record in plan.records for each in record.doubts))]
    return sum(doubt.severity != "info" for doubt in (*harvest.doubts, *of_plans))


def say(text: object) -> None:
    """Prints to standard output, whatever the terminal can show."""
    Console(file=sys.stdout, highlight=False, soft_wrap=True).print(text, markup=False)
