"""The figures of a run, written beside the dataset: the only file of it that holds clock times."""

from __future__ import annotations

import platform
import resource
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from batch.store import write_whole
from model import Outcome

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


def write_tally(output: Path, watch: Stopwatch, outcomes: Sequence[Outcome], told: Mapping[str, object]) -> None:
    """Leaves run.json in the folder: what is `told` of the run, and its counts, times, peak memory and failures."""
    figures = {**told, **_times(watch), **_counts(outcomes), "peak_memory_bytes": _peaks(outcomes)}
    write_whole(output / NAME, msgspec.json.format(msgspec.json.encode(figures), indent=2) + b"\n")


def _times(watch: Stopwatch) -> dict[str, object]:
    ended = datetime.now(UTC)
    return {
        "began": watch.began.isoformat(timespec="seconds"),
        "ended": ended.isoformat(timespec="seconds"),
        "seconds": watch.seconds,
        "python": platform.python_version(),
    }


def _counts(outcomes: Sequence[Outcome]) -> dict[str, object]:
    fresh = [each for each in outcomes if each.fresh]
    slowest = sorted(fresh, key=lambda each: -each.seconds)[:SLOWEST]
    return {
        "documents": len(outcomes),
        "documents_by_state": dict(sorted(Counter(each.state for each in outcomes).items())),
        "documents_read": len(fresh),
        "documents_remembered": len(outcomes) - len(fresh),
        "extractions_made": sum(each.extracted for each in fresh),
        "rows": sum(each.rows for each in outcomes),
        "doubts": sum(each.doubts for each in outcomes),
        "worker_seconds": {
            "extract": round(sum(each.layout for each in fresh), 3),
            "normalise": round(sum(each.seconds - each.layout for each in fresh), 3),
        },
        "slowest": [{"source_file": each.label, "seconds": each.seconds} for each in slowest],
        "failures": [
            {"source_file": each.label, "state": each.state, "error": each.error}
            for each in outcomes
            if each.state in ("failed", "no_text")
        ],
    }


def _peaks(outcomes: Sequence[Outcome]) -> dict[str, int]:
    return {"run": peak_memory(), "largest_worker": max((each.peak for each in outcomes if each.fresh), default=0)}


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
