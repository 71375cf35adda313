"""What the store holds, and what of it may go."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from batch.keys import extraction_key, readers_version
from batch.papers import load_memory
from batch.store import STAGES, Store, prune
from errors import UsageError

MEGABYTE = 1e6


def stored(root: Path) -> Iterator[str]:
    """What the store holds, a line a stage. Raises UsageError where there is none."""
    store = _store_in(root)
    for stage in STAGES:
        keys = [*store.keys(stage)]
        yield f"{stage}: {len(keys):,} results, {sum(store.size(stage, key) for key in keys) / MEGABYTE:,.1f} MB"


def pruned(root: Path) -> Iterator[str]:
    """Deletes what the last run did not ask for, and says how much that was. Raises UsageError where there is no store."""
    store, version = _store_in(root), readers_version()
    memory = load_memory(root, version)
    wanted = {key for each in memory.outcomes() for key in (each.key, extraction_key(each.sha256, each.media_type, version))}
    memory.close()
    done = prune(store, wanted)
    yield f"{done.results:,} results deleted, {done.size / MEGABYTE:,.1f} MB."


def _store_in(root: Path) -> Store:
    if not root.is_dir():
        raise UsageError(f"{root.parent}: nothing is stored there.", "Name the folder that a run was given as --output.")
    return Store(root)
