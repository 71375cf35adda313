"""The log of a run for machines: one JSON line a document."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from errors import UsageError
from model import Harvest
from review.console import doubt_count


def journal(harvests: Iterable[Harvest], file: Path | None) -> Iterator[Harvest]:
    """The same harvests, each written to `file` as it passes; without a file they only pass.

    Raises UsageError where the file cannot be opened.
    """
    if file is None:
        yield from harvests
        return
    try:
        out = file.open("w", encoding="utf-8")
    except OSError as fault:
        raise UsageError(
            f"{file}: the log cannot be written: {fault.strerror}.", "Give --log a file in a folder that this user may write to."
        ) from fault
    with out:
        for harvest in harvests:
            out.write(json.dumps(_event(harvest), ensure_ascii=False) + "\n")
            out.flush()
            yield harvest


def _event(harvest: Harvest) -> dict[str, object]:
    return {
        "event": "document",
        "source_file": harvest.source.label,
        "sha256": harvest.source.sha256,
        "media_type": harvest.source.media_type,
        "bytes": harvest.source.size,
        "state": harvest.state,
        "error": harvest.error,
        "plans": len(harvest.plans),
        "rows": sum(len(plan.records) for plan in harvest.plans),
        "doubts": doubt_count(harvest),
    }
