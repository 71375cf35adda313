"""The documents in the files and folders that a person names, fingerprinted and told apart by content."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import BinaryIO

from errors import UnreadableSource
from extract.files.media import HEAD, tell_media_type
from extract.files.object_store import lies_there, open_object
from extract.files.told import read_told
from extract.files.walking import walk, why
from model import Found, Source

__all__ = ["find_sources", "fingerprint", "read_bytes", "read_told", "walk"]

_CHUNK = 1024 * 1024

Recall = Callable[[str, os.stat_result], tuple[str, str] | None]
"""SHA-256 and media type of what is known as this, lying there like this; None where it must be read to know."""


def _recall_nothing(known_as: str, lies: os.stat_result) -> tuple[str, str] | None:
    return None


def find_sources(roots: Sequence[Path]) -> tuple[Source, ...]:
    """Every document in these files and folders, each once, in the order in which `walk` gives them: for a handful.

    What cannot be opened is there with its `error`. Raises as `walk` does, before any document is read.
    """
    found = list(walk(roots))
    first = {one.known_as: one for one in reversed(found)}
    return tuple(fingerprint(one)[0] for one in found if first[one.known_as] is one)


def fingerprint(found: Found, recall: Recall = _recall_nothing) -> tuple[Source, int | None]:
    """The document with its hash and media type, or with the reason why it cannot be read; and the time of its last change.

    A document that `recall` knows is not opened. The time is None where the document is not to be known by it.
    """
    trouble = found.trouble
    if trouble is None:
        try:
            lies = Path(found.path).stat() if found.size is None else lies_there(found.size)
            if stat.S_ISREG(lies.st_mode):
                known = recall(found.known_as, lies)
                if known is not None:
                    return Source(found.label, found.path, known[0], lies.st_size, known[1], found.told), lies.st_mtime_ns
                with open_object(found.path) if found.size is not None else Path(found.path).open("rb") as file:
                    sha256, size, head = _read_through(file)
                read = Source(found.label, found.path, sha256, size, tell_media_type(Path(found.path), head), found.told)
                return read, lies.st_mtime_ns if size == lies.st_size else None
            trouble = "it is no regular file"
        except OSError as reason:
            trouble = why(reason)
    error = str(UnreadableSource(f"{found.label}: cannot be read: {trouble}."))
    return Source(found.label, found.path, "", 0, "", found.told, error), None


def read_bytes(source: Source) -> bytes:
    """The document's bytes. Raises OSError where they can no longer be read."""
    if source.path.startswith("s3://"):
        with open_object(source.path) as file:
            return file.read()
    return Path(source.path).read_bytes()


def _read_through(file: BinaryIO) -> tuple[str, int, bytes]:
    """SHA-256, size and first bytes of a file, of which only a piece is held at a time."""
    digest, size, head = hashlib.sha256(), 0, b""
    while chunk := file.read(_CHUNK):
        head = head or chunk[:HEAD]
        digest.update(chunk)
        size += len(chunk)
    return digest.hexdigest(), size, head
