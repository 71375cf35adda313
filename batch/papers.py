"""What each paper was at the last run: its bytes' hash, so that it is not read only to be recognised, and what came of it.

One SQLite file, asked by key and never whole in memory (`batch.register` writes it). Where it cannot be read, nothing is known:
that costs time and nothing else.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from model import Outcome

NAME = "papers.sqlite"
SCHEMA = """
create table about (readers text not null);
create table found (label text primary key, path blob, known_as blob not null unique, told blob, trouble text, size integer) without rowid;
create table files (
    label text primary key, sha256 blob not null, size integer not null, media_type text not null, changed integer, error text
) without rowid;
create table outcomes (
    label text primary key, sha256 blob not null, media_type text not null, size integer not null, state text not null, error text,
    plans integer not null, rows integer not null, doubts integer not null, seconds real not null, layout real not null,
    extracted integer not null, key text not null, tries integer not null, patience real not null, peak integer not null,
    fresh integer not null
) without rowid;
"""
"""By their labels: what was found, what lies in each file, what came of each document."""
Value = str | bytes | int | float | None


@dataclass(frozen=True, slots=True)
class Memory:
    """What the last run knew of every file by where it lies, and of every document by its label."""

    known: sqlite3.Connection | None = None
    same_readers: bool = False
    """Others might take a file for another media type: theirs are told apart anew."""

    def recall(self, known_as: str, lies: os.stat_result) -> tuple[str, str] | None:
        """SHA-256 and media type of a file that has not changed; None where it must be read to be known."""
        asked = "select sha256, media_type from found join files using (label) where known_as = ? and files.size = ? and changed = ?"
        given = (os.fsencode(known_as), lies.st_size, lies.st_mtime_ns)
        row = next(self._rows(asked, *given), None) if self.same_readers else None
        return (row[0].hex(), row[1]) if row is not None else None

    def outcome(self, label: str) -> Outcome | None:
        """What came of the document; None where nothing is known."""
        row = next(self._rows("select * from outcomes where label = ?", label), None)
        return outcome_of_row(row) if row is not None else None

    def outcomes(self) -> Iterator[Outcome]:
        """What came of every document, by label."""
        return map(outcome_of_row, self._rows("select * from outcomes order by label"))

    def close(self) -> None:
        """Lets go of the file."""
        if self.known is not None:
            self.known.close()

    def _rows(self, asked: str, *given: Value) -> Iterator[tuple[Any, ...]]:
        """The rows of an answer, until the file turns out to be damaged."""
        if self.known is not None:
            with suppress(sqlite3.Error):
                yield from self.known.execute(asked, given)


def load_memory(root: Path, version: str) -> Memory:
    """What the last run left in the store; nothing where there was none, or it cannot be read.

    Where other readers wrote it, files are hashed and told apart anew; what came of each document stays, so that a run which is
    stopped before it comes to a paper can still publish it as it was.
    """
    if not (root / NAME).is_file():
        return Memory()
    try:
        known = sqlite3.connect(f"{(root / NAME).absolute().as_uri()}?mode=ro&immutable=1", uri=True)
        row = known.execute("select readers from about").fetchone()
    except sqlite3.Error:
        return Memory()
    return Memory(known, row == (version,))


def outcome_of_row(row: Sequence[Any]) -> Outcome:
    """The outcome that stands in a row of `outcomes`."""
    label, sha256, media_type, size, state, error, plans, rows, doubts, seconds, layout, extracted, key, tries, patience, peak, fresh = row
    return Outcome(
        label, sha256.hex(), media_type, size, state, error, plans, rows, doubts, seconds, layout, bool(extracted), key, tries, patience,
        peak, bool(fresh),
    )  # fmt: skip


def row_of_outcome(outcome: Outcome) -> tuple[Value, ...]:
    """The same as a row; half a character, out of a broken file, is a question mark there."""
    error = outcome.error and outcome.error.encode("utf-8", "replace").decode()
    return (
        outcome.label, bytes.fromhex(outcome.sha256), outcome.media_type, outcome.size, outcome.state, error, outcome.plans, outcome.rows,
        outcome.doubts, outcome.seconds, outcome.layout, outcome.extracted, outcome.key, outcome.tries, outcome.patience, outcome.peak,
        outcome.fresh,
    )  # fmt: skip
