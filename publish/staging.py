"""The craft of writing whole or not at all: one publisher at a time, staged, fsynced, renamed, swapped by one link."""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from errors import PublishError

CURRENT, VERSIONS, LOCK = "current", "versions", ".publishing.lock"
STAGING, LINKING = ".staging-", ".current-"


@contextmanager
def sole_publisher(output: Path) -> Iterator[None]:
    """Holds OUTPUT for one publisher; the lock ends with its process, however that ends."""
    with (output / LOCK).open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as taken:
            advice = "Run again when it has ended, or give another --output."
            raise PublishError(f"{output}: another run is publishing there.", advice) from taken
        yield


def clear_leftovers(output: Path) -> None:
    """Removes what dead runs left half-written. Only for the sole publisher: nobody else can own them."""
    for folder in output.glob(f"{STAGING}*"):
        shutil.rmtree(folder)
    for link in output.glob(f"{LINKING}*"):
        link.unlink()


@contextmanager
def staging_folder(output: Path) -> Iterator[Path]:
    """A new folder on the same filesystem, gone at the end unless it was renamed."""
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
        if not (version / path).is_file() or fingerprint(version / path) != fingerprint(staged / path):
            (version / path).parent.mkdir(parents=True, exist_ok=True)
            (staged / path).replace(version / path)
    _sync_folders(version)


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
    """Deletes every other version; one that cannot be deleted harms no reader and waits for the next run."""
    for folder in versions.iterdir():
        if folder not in kept and folder.is_dir():
            shutil.rmtree(folder, ignore_errors=True)


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


def _sync_folders(top: Path) -> None:
    for folder in (*(path for path in top.rglob("*") if path.is_dir()), top):
        sync(folder)
