"""What was read, kept on disk under keys: written whole or not at all, readable by any program, deleted without harm.

.store/extractions/3f/3f9c….json.gz    what layout found in one paper, and what it asked of meaning
.store/records/a1/a17e….json.gz        the harvest of one paper: its plans, rows, readings and doubts
.store/papers.sqlite                   what each file was at the last run and what came of it, so that it need not be hashed again
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Stage = Literal["extractions", "records"]

STAGES: tuple[Stage, ...] = ("extractions", "records")
SUFFIX = ".json.gz"
UNFINISHED = ".unfinished-"


@dataclass(frozen=True, slots=True)
class Store:
    """A folder of kept results; it is made when the first is put."""

    root: Path

    def get(self, stage: Stage, key: str) -> bytes | None:
        """What is kept under the key; None where nothing is."""
        try:
            return self._path(stage, key).read_bytes()
        except FileNotFoundError:
            return None

    def has(self, stage: Stage, key: str) -> bool:
        """Whether something is kept under the key."""
        return self._path(stage, key).exists()

    def put(self, stage: Stage, key: str, data: bytes) -> None:
        """Keeps the bytes: on the disk, not only in its cache, when this returns; never half of them under that name."""
        write_whole(self._path(stage, key), data)

    def keys(self, stage: Stage) -> Iterator[str]:
        """Every key of the stage."""
        return (path.name.removesuffix(SUFFIX) for path in (self.root / stage).glob(f"*/*{SUFFIX}"))

    def size(self, stage: Stage, key: str) -> int:
        """Bytes on the disk."""
        return self._path(stage, key).stat().st_size

    def drop(self, stage: Stage, key: str) -> None:
        """Nothing is kept under the key any more."""
        self._path(stage, key).unlink(missing_ok=True)

    def sweep(self) -> None:
        """Removes what dead runs left half-written; registers are swept by the next run, which can tell whose run lives."""
        for path in self.root.glob(f"**/{UNFINISHED}*{SUFFIX}"):
            path.unlink(missing_ok=True)

    def _path(self, stage: Stage, key: str) -> Path:
        return self.root / stage / key[:2] / f"{key}{SUFFIX}"


@dataclass(frozen=True, slots=True)
class Pruned:
    """What a pruning took away."""

    results: int
    size: int
    """Bytes."""


def prune(store: Store, wanted: Collection[str]) -> Pruned:
    """Deletes every result whose key is not wanted; a paper that comes back is read again."""
    wanted, results, size = frozenset(wanted), 0, 0
    store.sweep()
    for stage in STAGES:
        for key in [key for key in store.keys(stage) if key not in wanted]:
            with suppress(FileNotFoundError):
                size += store.size(stage, key)
                store.drop(stage, key)
                results += 1
    return Pruned(results, size)


def write_whole(path: Path, data: bytes) -> None:
    """The bytes under that name, and on the disk, or the name as it was: written beside it, synced, renamed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f"{UNFINISHED}{os.getpid()}-{path.name}")
    try:
        with beside.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
