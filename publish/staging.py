"""The craft of writing whole or not at all: one publisher at a time, staged, fsynced, renamed, swapped by one link."""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import shutil
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from errors import PublishError

CURRENT, VERSIONS, LOCK = "current", "versions", ".publishing.lock"
STAGING, LINKING, SPARE = ".staging-", ".current-", ".spare"
MANY = 200
"""Folders beyond which the whole disk is synced at once."""


@contextmanager
def sole_publisher(output: Path) -> Iterator[None]:
    """Holds OUTPUT for one publisher; the lock ends with its process, however that ends, and tells others who holds it."""
    with (output / LOCK).open("a+", encoding="utf-8") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as taken:
            lock.seek(0)
            advice = "Run again when it has ended, or give another --output."
            raise PublishError(f"{output}: another run is publishing there{_holder(lock.read())}.", advice) from taken
        lock.truncate(0)
        since = datetime.now(UTC).isoformat(" ", "seconds")
        lock.write(json.dumps({"pid": os.getpid(), "host": socket.gethostname(), "since": since}))
        lock.flush()
        yield


def _holder(told: str) -> str:
    """Who holds the lock, as its file tells; nothing where that is just being written."""
    try:
        held = json.loads(told)
        return f" (process {held['pid']} on {held['host']}, since {held['since']})"
    except (ValueError, KeyError, TypeError):
        return ""


def clear_leftovers(output: Path) -> None:
    """Removes what dead runs left half-written. Only for the sole publisher: nobody else can own them."""
    for folder in output.glob(f"{STAGING}*"):
        shutil.rmtree(folder)
    for link in output.glob(f"{LINKING}*"):
        link.unlink()


@contextmanager
def staging_folder(output: Path) -> Iterator[Path]:
    """A new folder on the same filesystem, gone at the end with what was not moved out of it."""
    staged = output / f"{STAGING}{os.getpid()}"
    staged.mkdir()
    try:
        yield staged
    finally:
        shutil.rmtree(staged, ignore_errors=True)


def settle(staged: Path, version: Path) -> None:
    """Makes `version` what was staged, by one rename; a version that somebody altered is mended file by file."""
    _sync_folders(staged)
    if not version.exists():
        staged.rename(version)
        sync(version.parent)
        return
    wanted = files_of(staged)
    for path in sorted(files_of(version) - wanted):
        (version / path).unlink()
    for path in sorted(wanted):
        if not _same(version / path, staged / path):
            (version / path).parent.mkdir(parents=True, exist_ok=True)
            (staged / path).replace(version / path)
    _sync_folders(version)


def _same(old: Path, new: Path) -> bool:
    return old.is_file() and (old.samefile(new) or fingerprint(old) == fingerprint(new))


def take_over(old: Path, new: Path) -> None:
    """The same file under another name; a copy where the filesystem knows no such thing."""
    new.parent.mkdir(parents=True, exist_ok=True)
    try:
        new.hardlink_to(old)
    except OSError:
        shutil.copy2(old, new)


def put_in_place(draft: Path, folder: Path) -> None:
    """Gives a small folder its name, in place of one that had it."""
    _sync_files(draft)
    if folder.exists():
        away = draft.with_name(f"{draft.name}.old")
        folder.rename(away)
        draft.rename(folder)
        shutil.rmtree(away, ignore_errors=True)
    else:
        draft.rename(folder)
    sync(folder.parent)


def write_whole(path: Path, write: Callable[[BinaryIO], object]) -> None:
    """On the disk, not only in its cache, before it is given back."""
    with path.open("xb") as file:
        write(file)
        file.flush()
        os.fsync(file.fileno())


def point_current(output: Path, version: Path) -> None:
    """Swaps `current` to the version, atomically."""
    link = output / f"{LINKING}{os.getpid()}"
    try:
        link.symlink_to(version.relative_to(output), target_is_directory=True)
        link.replace(output / CURRENT)
    finally:
        link.unlink(missing_ok=True)
    sync(output)


def current_version(output: Path) -> Path | None:
    """The version folder that `current` points to; None where there is none."""
    current = output / CURRENT
    return current.resolve() if current.is_symlink() and current.is_dir() else None


def keep_only(versions: Path, kept: set[Path]) -> None:
    """Deletes every other version; one that cannot be deleted harms no reader and waits for the next run.

    The folders of one are kept, without files, for the next version to be built in: there are thousands, and some disks take
    longer to remove one than to write it.
    """
    spare = versions.parent / SPARE
    for folder in versions.iterdir():
        if folder in kept or not folder.is_dir():
            continue
        if not spare.exists():
            with suppress(OSError):
                folder.rename(spare)
                _empty(spare)
                continue
        shutil.rmtree(folder, ignore_errors=True)


def take_spare(output: Path, staged: Path) -> None:
    """Has the folders that an older version left stand where the next is staged, with nothing in them."""
    with suppress(FileNotFoundError):
        (output / SPARE).rename(staged)
        _empty(staged)


def _empty(top: Path) -> None:
    for folder, _, files in os.walk(top):
        for name in files:
            (Path(folder) / name).unlink()


def drop_empty_folders(top: Path) -> None:
    """Removes the folders in which nothing was put."""
    for folder, _, _ in os.walk(top, topdown=False):
        if not any(os.scandir(folder)):
            Path(folder).rmdir()


def files_of(folder: Path) -> set[Path]:
    """Every file below the folder, by its path in it."""
    return {path.relative_to(folder) for path in folder.rglob("*") if path.is_file() or path.is_symlink()}


def fingerprint(path: Path) -> str:
    """SHA-256 of the file, 64 hex digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def sync(folder: Path) -> None:
    """Has the folder's own entries on the disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):  # some network filesystems cannot; the rename is atomic all the same
            os.fsync(handle)
    finally:
        os.close(handle)


def _sync_files(folder: Path) -> None:
    for path in folder.iterdir():
        with path.open("rb") as file:
            os.fsync(file.fileno())


def _sync_folders(top: Path) -> None:
    folders = [Path(path) for path, _, _ in os.walk(top)]
    if len(folders) > MANY:
        os.sync()  # one by one they would take minutes on a disk that is busy
        return
    for folder in reversed(folders):
        sync(folder)
