"""What each paper was at the last run: its bytes' hash, so that it is not read only to be recognised, and what came of it."""

from __future__ import annotations

import gzip
import os
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from batch.store import write_whole
from model import Outcome

NAME = "papers.jsonl.gz"
SETTLED = 2_000_000_000
"""Nanoseconds for which a file must have lain still when it was hashed: within one tick of the clock it may change unseen."""


@dataclass(frozen=True, slots=True)
class Seen:
    """One file as it lay there at the last run."""

    path: str
    size: int
    changed: int
    """Time of its last change, in nanoseconds."""
    sha256: str
    media_type: str
    still: bool = True
    """It had lain unchanged for long enough to be known by its time."""


@dataclass(slots=True)
class Memory:
    """What the last run knew of every file by its path, and of every document by its label; and what this one learns."""

    version: str
    """Of the readers: others might take a file for another media type."""
    seen: dict[str, Seen] = field(default_factory=dict)
    outcomes: dict[str, Outcome] = field(default_factory=dict)
    learnt: dict[str, Seen] = field(default_factory=dict)

    def recall(self, path: str, told: os.stat_result) -> tuple[str, str] | None:
        """SHA-256 and media type of a file that has not changed; None where it must be read to be known."""
        seen = self.seen.get(path)
        if seen is None or not seen.still or (seen.size, seen.changed) != (told.st_size, told.st_mtime_ns):
            return None
        self.learnt[path] = seen
        return seen.sha256, seen.media_type

    def settle(self) -> None:
        """Every file has been found: what is known of those of the last run is let go, for there may be very many."""
        self.seen = {}

    def note(self, path: str, told: os.stat_result, sha256: str, media_type: str) -> None:
        """Learns a file that was hashed."""
        still = time.time_ns() - told.st_mtime_ns > SETTLED
        self.learnt[path] = Seen(path, told.st_size, told.st_mtime_ns, sha256, media_type, still)


def load_memory(root: Path, version: str) -> Memory:
    """What the last run left in the store; nothing where there was none, or it cannot be read.

    Where other readers wrote it, files are hashed and told apart anew; what came of each document stays, so that a run which is
    stopped before it comes to a paper can still publish it as it was.
    """
    try:
        lines = gzip.decompress((root / NAME).read_bytes()).splitlines()
        if not lines:
            return Memory(version)
        same = msgspec.json.decode(lines[0]) == {"readers": version}
        seen, outcomes = _SEEN, _OUTCOME
        kept = Memory(version)
        for line in filter(None, lines[1:]):
            if line.startswith(b'{"path"'):
                each = seen.decode(line)
                if same:
                    kept.seen[each.path] = each
            else:
                outcome = outcomes.decode(line)
                kept.outcomes[outcome.label] = outcome
        return kept
    except (OSError, EOFError, ValueError):
        return Memory(version)


def save_memory(root: Path, memory: Memory, outcomes: Iterable[Outcome]) -> None:
    """Leaves what this run learnt for the next."""
    encode = _ENCODER.encode
    lines = [encode({"readers": memory.version}), *map(_line, memory.learnt.values()), *map(_line, outcomes)]
    write_whole(root / NAME, gzip.compress(b"\n".join(lines) + b"\n", 1, mtime=0))


def _line(noun: Seen | Outcome) -> bytes:
    try:
        return _ENCODER.encode(noun)
    except UnicodeEncodeError:  # a name that is no UTF-8: it will be read again to be known
        return b""


_ENCODER = msgspec.json.Encoder()
_SEEN = msgspec.json.Decoder(Seen)
_OUTCOME = msgspec.json.Decoder(Outcome)
