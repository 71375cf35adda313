"""The documents in the files and folders that a person names: found, labelled, fingerprinted, told apart by content."""

from __future__ import annotations

import hashlib
import logging
import os
import stat
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from errors import UnreadableSource, UsageError
from extract.media import HEAD, tell_media_type
from extract.object_store import Stored, list_objects, open_object, told_below
from extract.told import NAME, read_told
from model import Source, Told, remote_address

__all__ = ["find_sources", "read_told"]

log = logging.getLogger(__name__)

_CHUNK = 1024 * 1024
_SKIPPED = (".", "~$")
"""How the names begin that nobody sees: hidden files, and the marks that word processors leave beside an open document."""


Recall = Callable[[str, os.stat_result], tuple[str, str] | None]
"""SHA-256 and media type of the file at this real path, lying there like this; None where it must be read to know."""
Note = Callable[[str, os.stat_result, str, str], None]
Telling = tuple[tuple[int, Mapping[str, Told]], ...]
"""What each folder on the way down tells, with its depth below the root."""


@dataclass(frozen=True, slots=True)
class _Found:
    path: Path
    below: PurePosixPath
    """Path below the root."""
    told: Told = Told()
    trouble: str | None = None
    stored: Stored | None = None
    """Where it lies on an object store."""

    @property
    def real(self) -> str:
        """What no other document goes by."""
        return self.stored.address if self.stored else os.path.realpath(self.path)


@dataclass(frozen=True, slots=True)
class _Folder:
    path: Path
    below: PurePosixPath = PurePosixPath()
    above: Telling = ()


def _recall_nothing(path: str, lies: os.stat_result) -> tuple[str, str] | None:
    return None


def _note_nothing(path: str, lies: os.stat_result, sha256: str, media_type: str) -> None:
    """Nobody wants to know."""


def find_sources(roots: Sequence[Path], recall: Recall = _recall_nothing, note: Note = _note_nothing) -> tuple[Source, ...]:
    """Every document in these files and folders, each once, in the order of the roots and then of their paths.

    Hidden files and `sources.csv` are none. What cannot be opened is there with its `error`. Raises UsageError for a root that does
    not exist and ConfigurationError for a malformed `sources.csv`, both before any document is read. A file that `recall` knows by
    its path, size and time is not opened; `note` is told each that was.
    """
    for root in roots:
        if remote_address(root) is None and not os.path.lexists(root):
            raise UsageError(f"{_printable(str(root))}: no such file or folder.", "Check the path.")
    distinct = list({os.path.realpath(root): root for root in reversed(roots)}.values())[::-1]
    names = _root_names(distinct)
    found: dict[str, tuple[str, _Found]] = {}
    for name, root in zip(names, distinct, strict=True):
        below_root = [one for one in _in_root(root) if one.real not in found]
        first = {one.real: one for one in reversed(below_root)}
        for real, one in sorted(first.items(), key=lambda pair: [os.fsencode(part) for part in pair[1].below.parts]):
            folder = _is_folder(root) if one.stored is None else one.stored.address != remote_address(root)
            found[real] = (_label(name, one.below, alone=len(distinct) == 1, folder=folder), one)
    return tuple(_fingerprint(label, one, recall, note) for label, one in found.values())


def _label(name: str, below: PurePosixPath, *, alone: bool, folder: bool) -> str:
    """The path below the root, which is named where there are several, or where it is the trouble itself."""
    return _printable(str(below if alone and below.parts else PurePosixPath(name) / below if folder else name))


def _printable(name: str) -> str:
    """The name on one line, in characters that every terminal shows; two names never come out the same."""
    return "".join(char if char.isprintable() and char != "\\" else char.encode("unicode_escape").decode() for char in name)


def _root_names(roots: Sequence[Path]) -> list[str]:
    """The name of each root; a name that is taken gets a number."""
    names: list[str] = []
    for root in roots:
        own = root.absolute().name if root.name not in ("", "..") else root.resolve().name or "root"
        stem, suffix = (own, "") if _is_folder(root) else (PurePosixPath(own).stem, PurePosixPath(own).suffix)
        numbered = (f"{stem}-{number}{suffix}" for number in range(2, len(roots) + 2))
        names.append(own if own not in names else next(name for name in numbered if name not in names))
    return names


def _in_root(root: Path) -> Iterator[_Found]:
    """What the root holds; what is reached by a link comes after what stands there itself."""
    if (address := remote_address(root)) is not None:
        yield from _in_store(address)
        return
    if not _is_folder(root):
        if root.name != NAME:
            yield _Found(root, PurePosixPath(root.name), read_told(root.parent).get(root.name, Told()))
        return
    seen: set[str] = set()
    folders, links = [_Folder(root)], list[_Folder]()
    linked: list[_Found] = []
    while folders or links:
        folder = folders.pop() if folders else links.pop(0)
        if (real := os.path.realpath(folder.path)) in seen:
            continue
        seen.add(real)
        for one in _in_folder(folder):
            is_link = one.path.is_symlink()
            if isinstance(one, _Folder):
                (links if is_link else folders).append(one)
            elif is_link:
                linked.append(one)
            else:
                yield one
    yield from linked


def _in_store(address: str) -> Iterator[_Found]:
    """The documents at or below an address of an object store."""
    objects = list_objects(address)
    telling = sorted(told_below(address, objects).items(), key=lambda pair: len(pair[0].parts))
    for one in objects:
        if one.below.name == NAME or any(part.startswith(_SKIPPED) for part in one.below.parts):
            continue
        above = tuple((len(folder.parts), told) for folder, told in telling if folder in one.below.parents)
        yield _Found(Path(one.address), one.below, _told_of(one.below, above), stored=one)


def _in_folder(folder: _Folder) -> Iterator[_Found | _Folder]:
    """The documents and folders that stand in this one, by name."""
    try:
        paths = sorted(folder.path.iterdir(), key=os.fsencode)
    except OSError as reason:
        yield _Found(folder.path, folder.below, trouble=_why(reason))
        return
    told = read_told(folder.path)
    _warn_of_missing(folder.path, told)
    telling = (*folder.above, (len(folder.below.parts), told))
    for path in paths:
        below = folder.below / path.name
        if path.name.startswith(_SKIPPED) or path.name == NAME:
            continue
        yield _Folder(path, below, telling) if _is_folder(path) else _Found(path, below, _told_of(below, telling))


def _is_folder(path: Path) -> bool:
    """False also where nobody can tell: opening it will say why."""
    try:
        return stat.S_ISDIR(path.stat().st_mode)
    except OSError:
        return False


def _told_of(below: PurePosixPath, telling: Telling) -> Told:
    """What every folder above says of a paper, field by field; the nearest folder that says something wins."""
    said = [told.get(str(PurePosixPath(*below.parts[depth:])), Told()) for depth, told in reversed(telling)]
    merged = {field.name: next((value for one in said if (value := getattr(one, field.name)) is not None), None) for field in fields(Told)}
    return Told(**merged)


def _warn_of_missing(folder: Path, told: Mapping[str, Told]) -> None:
    for file in told:
        if not os.path.lexists(folder / file):
            log.warning("%s names %s, but it is not there. Correct the name or take the line away.", folder / NAME, file)


def _fingerprint(label: str, found: _Found, recall: Recall, note: Note) -> Source:
    """The document with its hash and media type, or with the reason why it cannot be read."""
    path, trouble = found.path, found.trouble
    where = found.stored.address if found.stored else str(path)
    if trouble is None:
        try:
            lies = found.stored.lies if found.stored else path.stat()
            if not stat.S_ISREG(lies.st_mode):
                trouble = "it is no regular file"
            else:
                real = found.stored.known_as if found.stored else os.path.realpath(path)
                known = recall(real, lies)
                if known is not None:
                    return Source(label, where, known[0], lies.st_size, known[1], found.told)
                with open_object(where) if found.stored else path.open("rb") as file:
                    sha256, size, head = _read_through(file)
                media_type = tell_media_type(path, head)
                if size == lies.st_size:
                    note(real, lies, sha256, media_type)
                return Source(label, where, sha256, size, media_type, found.told)
        except OSError as reason:
            trouble = _why(reason)
    return Source(label, where, "", 0, "", found.told, str(UnreadableSource(f"{label}: cannot be read: {trouble}.")))


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


def _why(reason: OSError) -> str:
    return (reason.strerror or str(reason)).lower()
