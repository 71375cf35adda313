"""The log of a run for machines: one JSON line a document."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from errors import UsageError
from model import Outcome


@dataclass(frozen=True, slots=True)
class Journal:
    """Takes events down, each at once; without a file it takes none."""

    out: TextIO | None = None

    def note(self, outcome: Outcome) -> None:
        """Takes down what came of one document."""
        if self.out is not None:
            self.out.write(json.dumps(_event(outcome), ensure_ascii=False) + "\n")
            self.out.flush()


@contextmanager
def journal(file: Path | None) -> Iterator[Journal]:
    """A journal in that file, or none. Raises UsageError where the file cannot be opened."""
    if file is None:
        yield Journal()
        return
    try:
        out = file.open("w", encoding="utf-8", errors="replace")
    except OSError as fault:
        advice = "Give --log a file in a folder that this user may write to."
        raise UsageError(f"{file}: the log cannot be written: {fault.strerror}.", advice) from fault
    with out:
        yield Journal(out)


def _event(outcome: Outcome) -> dict[str, object]:
    return {
        "event": "document",
        "source_file": outcome.label,
        "sha256": outcome.sha256,
        "media_type": outcome.media_type,
        "bytes": outcome.size,
        "state": outcome.state,
        "error": outcome.error,
        "plans": outcome.plans,
        "rows": outcome.rows,
        "doubts": outcome.doubts,
        "seconds": outcome.seconds,
        "read_now": outcome.fresh,
    }
