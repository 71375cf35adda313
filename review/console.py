"""What a person sees of a run: progress while it goes on, a table when it ends."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from functools import cached_property
from types import TracebackType
from typing import TYPE_CHECKING

from model import Outcome, StateCount

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

STATES = ("ok", "partial", "no_plan", "no_text", "duplicate", "failed")
SLOW = 15.0
"""Seconds after which a document that is still being read is named."""


class Watch(AbstractContextManager["Watch"]):
    """Tells how a run goes: a bar on a terminal, a line a document elsewhere; where it is to be quiet, only what failed."""

    def __init__(self, quiet: bool, verbose: bool) -> None:
        self.quiet, self.verbose = quiet, verbose
        self.bar = None
        if not quiet and self.console.is_terminal:
            from review.progress_bar import progress_bar

            self.bar = progress_bar(self.console)
        self.task = self.bar.add_task("looking for papers", total=None) if self.bar else None
        self._named: set[str] = set()

    @cached_property
    def console(self) -> Console:
        """Standard error; a quiet run that has nothing to say never loads what prints there."""
        from rich.console import Console

        return Console(stderr=True, highlight=False, soft_wrap=True)

    def __enter__(self) -> Watch:
        """Starts the bar."""
        if self.bar:
            self.bar.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None) -> None:
        """Takes the bar away."""
        if self.bar:
            self.bar.stop()

    def begin(self, to_read: int, remembered: int) -> None:
        """Reading begins: so many documents, beside those that stand in the store."""
        if self.bar is not None and self.task is not None:
            self.bar.reset(self.task, total=to_read, description="reading")
        if remembered and not self.quiet:
            self.console.print(f"{_count(remembered)} unchanged since an earlier run.")

    def tell(self, outcome: Outcome) -> None:
        """One document is done."""
        if self.bar is not None and self.task is not None and outcome.fresh:
            self.bar.advance(self.task)
        fallen = outcome.state in ("failed", "no_text") and outcome.fresh
        if fallen or not self.quiet and (self.verbose or self.bar is None and outcome.fresh):
            error = (outcome.error or "").removeprefix(f"{outcome.label}: ")
            why = f": {error}" if error else f", {outcome.rows} {'row' if outcome.rows == 1 else 'rows'}"
            self.console.print(f"{outcome.label}: {outcome.state}{why}", markup=False)

    def under_way(self, papers: Sequence[tuple[str, float]]) -> None:
        """These documents are being read, for so many seconds; one that is slow is named, once."""
        slow = [(label, seconds) for label, seconds in papers if seconds > SLOW]
        if self.bar is not None and self.task is not None:
            self.bar.update(self.task, description=f"reading {max(slow, key=lambda pair: pair[1])[0]}" if slow else "reading")
            return
        for label, seconds in slow:
            if label not in self._named and not self.quiet:
                self._named.add(label)
                self.console.print(f"{label}: still being read after {seconds:.0f} s", markup=False)


def closing_table(counts: Mapping[str, StateCount]) -> Table:
    """Documents by state, with their rows and doubts."""
    from rich.table import Table

    table = Table("documents", "state", "rows", "doubts", box=None, pad_edge=False)
    for state in STATES:
        if state in counts:
            one = counts[state]
            table.add_row(f"{one.documents:,}", state, f"{one.rows:,}", f"{one.doubts:,}")
    return table


def say(text: object) -> None:
    """Prints to standard output, whatever the terminal can show."""
    from rich.console import Console

    Console(file=sys.stdout, highlight=False, soft_wrap=True).print(text, markup=False)


def _count(number: int) -> str:
    return f"{number:,} document{'' if number == 1 else 's'}"
