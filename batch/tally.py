"""The figures of a run, written beside the dataset: the only file of it that holds clock times."""

from __future__ import annotations

import platform
import resource
import sys
import time
from collections.abc import Container, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from batch.store import write_whole
from model import Outcome, StateCount

NAME = "run.json"
SLOWEST = 10
KIB = 1024


@dataclass(slots=True)
class Stopwatch:
    """Seconds of the clock by stage, in the order in which they began."""

    began: datetime = field(default_factory=lambda: datetime.now(UTC))
    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Counts what is done within."""
        since = time.monotonic()
        try:
            yield
        finally:
            self.seconds[name] = round(self.seconds.get(name, 0.0) + time.monotonic() - since, 3)


@dataclass(slots=True)
class Figures:
    """What came of all documents, counted as they are told of."""

    by_state: dict[str, StateCount] = field(default_factory=dict)
    read: int = 0
    extracted: int = 0
    layout: float = 0.0
    """Seconds of the workers: of layout, and in all."""
    seconds: float = 0.0
    largest_worker: int = 0
    slowest: list[tuple[float, str]] = field(default_factory=list)
    failures: list[dict[str, str | None]] = field(default_factory=list)

    @property
    def documents(self) -> int:
        """All of them."""
        return sum(count.documents for count in self.by_state.values())

    def note(self, outcome: Outcome) -> None:
        """Counts one document."""
        before = self.by_state.get(outcome.state, StateCount())
        self.by_state[outcome.state] = StateCount(
            before.documents + 1, before.plans + outcome.plans, before.rows + outcome.rows, before.doubts + outcome.doubts
        )
        if outcome.state in ("failed", "no_text"):
            self.failures.append({"source_file": outcome.label, "state": outcome.state, "error": outcome.error})
        if outcome.fresh:
            self.read += 1
            self.extracted += outcome.extracted
            self.layout += outcome.layout
            self.seconds += outcome.seconds
            self.largest_worker = max(self.largest_worker, outcome.peak)
            self.slowest = sorted([*self.slowest, (-outcome.seconds, outcome.label)])[:SLOWEST]


def counted(outcomes: Iterable[Outcome], shared: Container[str]) -> Figures:
    """The figures of these documents, as the dataset tells of them: where several have the same bytes, the first that gave rows has them.

    The documents come in order of their labels; `shared` are the hashes that more than one of them has.
    """
    figures, told = Figures(), set[str]()
    for outcome in outcomes:
        if outcome.sha256 in told:
            figures.note(replace(outcome, state="duplicate", error=None, plans=0, rows=0, doubts=0))
            continue
        if outcome.rows and outcome.sha256 in shared:
            told.add(outcome.sha256)
        figures.note(outcome)
    return figures


def write_tally(output: Path, watch: Stopwatch, figures: Figures, told: Mapping[str, object]) -> None:
    """Leaves run.json in the folder: what is `told` of the run, and its counts, times, peak memory and failures."""
    peaks = {"run": peak_memory(), "largest_worker": figures.largest_worker}
    written = {**told, **_times(watch), **_counts(figures), "peak_memory_bytes": peaks}
    write_whole(output / NAME, msgspec.json.format(msgspec.json.encode(written), indent=2) + b"\n")


def _times(watch: Stopwatch) -> dict[str, object]:
    ended = datetime.now(UTC)
    return {
        "began": watch.began.isoformat(timespec="seconds"),
        "ended": ended.isoformat(timespec="seconds"),
        "seconds": watch.seconds,
        "python": platform.python_version(),
    }


def _counts(figures: Figures) -> dict[str, object]:
    counts = figures.by_state
    return {
        "documents": figures.documents,
        "documents_by_state": {state: counts[state].documents for state in sorted(counts)},
        "documents_read": figures.read,
        "documents_remembered": figures.documents - figures.read,
        "extractions_made": figures.extracted,
        "rows": sum(count.rows for count in counts.values()),
        "doubts": sum(count.doubts for count in counts.values()),
        "worker_seconds": {"extract": round(figures.layout, 3), "normalise": round(figures.seconds - figures.layout, 3)},
        "slowest": [{"source_file": label, "seconds": -seconds} for seconds, label in figures.slowest],
        "failures": figures.failures,
    }


def peak_memory() -> int:
    """Bytes at most resident in this process until now."""
    unit = 1 if sys.platform == "darwin" else KIB
    return _high_water() or resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit


def _high_water() -> int:
    """What Linux tells of this program alone: the other figure may be that of the program which started it."""
    try:
        status = Path("/proc/self/status").read_text("utf-8")
    except OSError:
        return 0
    return next((int(line.split()[1]) * KIB for line in status.splitlines() if line.startswith("VmHWM:")), 0)
