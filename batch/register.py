"""What one run knows of its documents: in a SQLite file, so that a million of them take no more memory than a hundred.

It is written beside the store's `papers.sqlite`, whose place it takes when every document was come to; a run that dies before
leaves the file of the last run as it was.
"""

from __future__ import annotations

import errno
import fcntl
import os
import sqlite3
import time
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from batch.papers import NAME, SCHEMA, Value, outcome_of_row, row_of_outcome
from batch.store import UNFINISHED
from model import Found, Outcome, Source, Told

SETTLED = 2_000_000_000
"""Nanoseconds for which a file must have lain still when it was hashed: within one tick of the clock it may change unseen."""
FORMER = "papers.jsonl.gz"
"""What version 0 left in its place."""
PAGE = 500
"""Rows that are in memory at a time while others are written."""
ADD = "insert into found values (?, ?, ?, ?, ?, ?) on conflict (known_as) do nothing"
KNOW = "insert into files values (?, ?, ?, ?, ?, ?)"
TELL = "insert into outcomes values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
FOUND = """select label, coalesce(path, known_as), known_as, told, trouble, size from found
    where label > ? order by label limit ?"""
SOURCES = """select label, coalesce(path, known_as), sha256, files.size, media_type, told, error from found join files using (label)
    where label > ? order by label limit ?"""
WAITING = """select label, coalesce(path, known_as), files.sha256, files.size, files.media_type, told, files.error
    from found join files using (label) left join outcomes using (label)
    where state is null and label > ? order by label limit ?"""
DOCUMENTS = """select outcomes.*, coalesce(path, known_as), told, files.error
    from outcomes join found using (label) join files using (label) order by label"""
ERRNO = {sqlite3.SQLITE_FULL: errno.ENOSPC, sqlite3.SQLITE_READONLY: errno.EROFS, sqlite3.SQLITE_CANTOPEN: errno.EACCES}


@dataclass(frozen=True, slots=True)
class Register:
    """The documents of a run, by their labels."""

    held: sqlite3.Connection
    path: Path

    def add(self, found: Iterable[Found]) -> None:
        """Takes documents down; of those that are known as one, the first."""
        with _plainly():
            self.held.executemany(ADD, map(_row_of_found, found))

    def found(self) -> Iterator[Found]:
        """Every document, as it was taken down."""
        for label, path, known_as, told, trouble, size in self._pages(FOUND):
            yield Found(label, os.fsdecode(path), os.fsdecode(known_as), _told(told), trouble, size)

    def know(self, source: Source, changed: int | None) -> None:
        """Takes down what was found in a file, and when it changed last; a time that is too near tells nothing."""
        still = changed if changed is not None and time.time_ns() - changed > SETTLED else None
        row = (source.label, bytes.fromhex(source.sha256), source.size, source.media_type, still, _sound(source.error))
        self._put(KNOW, row)

    def sources(self) -> Iterator[Source]:
        """Every document with its fingerprint."""
        return map(_source, self._pages(SOURCES))

    def waiting(self) -> Iterator[Source]:
        """Those of which nothing is told as yet."""
        return map(_source, self._pages(WAITING))

    def tell(self, outcome: Outcome) -> None:
        """Takes down what came of a document."""
        self._put(TELL, row_of_outcome(outcome))

    def _put(self, asked: str, row: tuple[Value, ...]) -> None:
        with _plainly():
            self.held.execute(asked, row)

    def _pages(self, asked: str) -> Iterator[tuple[Any, ...]]:
        """Rows by label, a page at a time, so that others may be written meanwhile."""
        last = ""
        while True:
            with _plainly():
                rows = self.held.execute(asked, (last, PAGE)).fetchall()
            yield from rows
            if len(rows) < PAGE:
                return
            last = rows[-1][0]

    def outcomes(self) -> Iterator[Outcome]:
        """What came of every document that was come to."""
        with _plainly():
            yield from map(outcome_of_row, self.held.execute("select * from outcomes order by label"))

    def documents(self) -> Iterator[tuple[Source, Outcome]]:
        """Every document that was come to, as it was when that was read of it which counts, and what came of it."""
        with _plainly():
            for *row, path, told, error in self.held.execute(DOCUMENTS):
                one = outcome_of_row(row)
                yield Source(one.label, os.fsdecode(path), one.sha256, one.size, one.media_type, _told(told), error), one

    def shared(self) -> frozenset[str]:
        """The hashes that more than one document has."""
        with _plainly():
            asked = "select sha256 from outcomes where sha256 <> x'' group by sha256 having count(*) > 1"
            return frozenset(row[0].hex() for row in self.held.execute(asked))

    def save(self) -> None:
        """Leaves all of it for the next run, on the disk and whole, in place of what the last one left."""
        with _plainly():
            self.held.execute("commit")
        with self.path.open("rb+") as file:
            os.fsync(file.fileno())
        self.path.replace(self.path.with_name(NAME))
        self.path.with_name(FORMER).unlink(missing_ok=True)


@contextmanager
def open_register(root: Path, version: str) -> Iterator[Register]:
    """A register of these readers, empty, and gone at the end unless it was saved. Raises OSError where it cannot be written."""
    made = [folder for folder in (root, *root.parents) if not folder.exists()]
    root.mkdir(parents=True, exist_ok=True)
    _sweep(root)
    path = root / f"{UNFINISHED}{os.getpid()}-{NAME}"
    with path.open("wb") as owned:
        fcntl.flock(owned, fcntl.LOCK_EX)
        try:
            with _plainly(), closing(sqlite3.connect(f"{path.absolute().as_uri()}?nolock=1", uri=True, isolation_level=None)) as held:
                held.executescript(f"pragma journal_mode = off; pragma synchronous = off; {SCHEMA} begin;")
                held.execute("insert into about values (?)", (version,))
                yield Register(held, path)
        finally:
            path.unlink(missing_ok=True)
            with suppress(OSError):  # of a run that came to nothing nothing is left
                for folder in made:
                    folder.rmdir()


def _sweep(root: Path) -> None:
    """Removes what dead runs left; a living one holds its own."""
    for path in root.glob(f"{UNFINISHED}*-{NAME}"):
        with suppress(OSError), path.open("rb") as left:
            fcntl.flock(left, fcntl.LOCK_EX | fcntl.LOCK_NB)
            path.unlink()


@contextmanager
def _plainly() -> Iterator[None]:
    """Within, trouble with the file is told as trouble with any other."""
    try:
        yield
    except sqlite3.Error as reason:
        number = ERRNO.get(getattr(reason, "sqlite_errorcode", 0), errno.EIO)
        raise OSError(number, os.strerror(number) if number != errno.EIO else str(reason)) from reason


def _row_of_found(one: Found) -> tuple[Value, ...]:
    known_as, path = os.fsencode(one.known_as), os.fsencode(one.path)
    told = msgspec.json.encode(one.told) if one.told != _NOTHING else None
    return one.label, None if path == known_as else path, known_as, told, _sound(one.trouble), one.size


def _source(row: tuple[Any, ...]) -> Source:
    label, path, sha256, size, media_type, told, error = row
    return Source(label, os.fsdecode(path), sha256.hex(), size, media_type, _told(told), error)


def _told(written: bytes | None) -> Told:
    return _NOTHING if written is None else _TELLING.decode(written)


def _sound(text: str | None) -> str | None:
    """The text with a question mark for each half of a character, which no database takes."""
    return text and text.encode("utf-8", "replace").decode()


_NOTHING = Told()
_TELLING = msgspec.json.Decoder(Told)
