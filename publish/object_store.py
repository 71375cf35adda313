"""The dataset on an object store: a version's files below a name of their own, and one small object that tells which is current.

s3://…/versions/<digest>/…    every file of a version, as on a disk
s3://…/current                {"version": "<digest>", "before": "<digest>"}: swapped by one conditional put
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from errors import MissingExtra, PublishError, UsageError
from publish.dataset import Published
from publish.index import PACKAGE
from publish.staging import VERSIONS, files_of, point_current

CURRENT = "current"
ADVICE = f"Check the address, and that the credentials in the environment may write there; run again to go on. {PublishError.advice}"


@dataclass(frozen=True, slots=True)
class Remote:
    """A dataset's address, and what was current there when the run began."""

    address: str
    tag: str | None = None
    """Of the object `current`; None where there was none."""
    version: str | None = None
    before: str | None = None

    @property
    def root(self) -> str:
        """Bucket and key."""
        return self.address.removeprefix("s3://").rstrip("/")


def workplace(address: str) -> Path:
    """The folder of this machine where the dataset of that address is made, with its store; it may be deleted at any time."""
    caches = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    name = address.removeprefix("s3://").replace("/", "-")[-40:]
    return caches / "council-action-plans" / f"{name}-{hashlib.sha256(address.encode()).hexdigest()[:12]}"


def look(address: str) -> Remote:
    """What is current there. Raises PublishError where nobody can tell."""
    remote = Remote(address)
    with _plainly(address):
        return _current(_filesystem(), remote)


def send(remote: Remote, made: Published, output: Path) -> bool:
    """Has the version that was made at `output` current at the address; False where it is already.

    What is there is not sent again, and what the version before has is copied by the store itself. Raises PublishError, and leaves
    `current` as it was, where another run published since `remote` was looked at, or the store refuses.
    """
    if remote.version == made.digest:
        return False
    with _plainly(remote.address):
        store = _filesystem()
        standing = {name.rpartition("/")[2] for name in _folders(store, f"{remote.root}/{VERSIONS}")}
        _send_files(store, remote, made.version)
        _swap(store, remote, made.digest)
        for name in sorted(standing - {made.digest, remote.version}):
            store.rm(f"{remote.root}/{VERSIONS}/{name}", recursive=True)
        if (output / "run.json").is_file():
            store.put_file(str(output / "run.json"), f"{remote.root}/run.json")
    return True


def fetched(address: str) -> Path:
    """A folder of this machine with the version that is current at the address. Raises UsageError where there is none."""
    remote, place = look(address), workplace(address)
    if remote.version is None:
        raise UsageError(f"{address}: there is no published dataset.", "Publish one with `run`, or name an earlier run's with --output.")
    version = place / VERSIONS / remote.version
    if not (version / PACKAGE).is_file():
        draft = version.with_name(f".{version.name}.{os.getpid()}")
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(parents=True)
        with _plainly(address):
            _filesystem().get(f"{remote.root}/{VERSIONS}/{remote.version}/", f"{draft}/", recursive=True)
        draft.rename(version)
    point_current(place, version)
    return place


# -- what is sent ------------------------------------------------------------------------------------------------------------


def _send_files(store: Any, remote: Remote, version: Path) -> None:
    """The account of the version goes last: where it stands, every file of it does."""
    target = f"{remote.root}/{VERSIONS}/{version.name}"
    there = {name.removeprefix(f"{target}/"): told["size"] for name, told in _objects(store, target).items()}
    wanted = [path.as_posix() for path in sorted(files_of(version)) if path.as_posix() != PACKAGE]
    left = [path for path in wanted if there.get(path) != (version / path).stat().st_size]
    hashes, before = _hashes((version / PACKAGE).read_text("utf-8")), _hashes_before(store, remote)
    copied = [path for path in left if path in before and before[path] == hashes.get(path)]
    if copied:
        store.copy([f"{remote.root}/{VERSIONS}/{remote.version}/{path}" for path in copied], [f"{target}/{path}" for path in copied])
    sent = sorted(set(left) - set(copied))
    if sent:
        store.put([str(version / path) for path in sent], [f"{target}/{path}" for path in sent])
    store.put_file(str(version / PACKAGE), f"{target}/{PACKAGE}")


def _hashes(package: str) -> Mapping[str, str]:
    return {file["path"]: file["hash"] for resource in json.loads(package)["resources"] for file in resource["files"]}


def _hashes_before(store: Any, remote: Remote) -> Mapping[str, str]:
    if remote.version is None:
        return {}
    try:
        return _hashes(store.cat_file(f"{remote.root}/{VERSIONS}/{remote.version}/{PACKAGE}").decode())
    except (FileNotFoundError, ValueError, KeyError):
        return {}


def _swap(store: Any, remote: Remote, digest: str) -> None:
    """The one put that decides: it takes effect only where `current` is still the one that was looked at."""
    bucket, _, key = f"{remote.root}/{CURRENT}".partition("/")
    body = json.dumps({"version": digest, "before": remote.version}).encode()
    condition = {"IfMatch": f'"{remote.tag}"'} if remote.tag else {"IfNoneMatch": "*"}
    try:
        store.call_s3("put_object", Bucket=bucket, Key=key, Body=body, ContentType="application/json", **condition)
    except OSError as refused:
        now = _current(store, Remote(remote.address))
        if now.version == digest:  # our own put, whose answer was lost
            return
        if now.tag == remote.tag:
            raise
        why = f"{remote.address}: another run published there while this one went on."
        raise PublishError(why, "Its dataset stands. Run again: what was read is kept.") from refused


def _current(store: Any, remote: Remote) -> Remote:
    path, seen = f"{remote.root}/{CURRENT}", ""
    try:
        while (tag := store.info(path)["ETag"]) != seen:  # what is read stands between two looks at one tag
            seen, body = tag, store.cat_file(path)
        told = json.loads(body)
        return replace(remote, tag=tag.strip('"'), version=told["version"], before=told["before"])
    except FileNotFoundError:
        return remote
    except (ValueError, KeyError, TypeError) as strange:
        raise PublishError(f"{remote.address}/{CURRENT} is no object of ours.", "Move it away, or give another --output.") from strange


def _objects(store: Any, prefix: str) -> Mapping[str, Mapping[str, Any]]:
    try:
        found: Mapping[str, Mapping[str, Any]] = store.find(prefix, detail=True)
    except FileNotFoundError:
        return {}
    return found


def _folders(store: Any, prefix: str) -> list[str]:
    try:
        return list(store.ls(prefix, detail=False))
    except FileNotFoundError:
        return []


def _filesystem() -> Any:
    try:
        from s3fs import S3FileSystem
    except ImportError as missing:
        raise MissingExtra("An s3:// address was given as --output.") from missing
    return S3FileSystem(use_listings_cache=False)


@contextmanager
def _plainly(address: str) -> Iterator[None]:
    """Within, trouble with the store is told in words of ours."""
    try:
        yield
    except MissingExtra:
        raise
    except OSError as reason:
        raise PublishError(f"{address}: cannot be reached or written: {reason}.", ADVICE) from reason
    except Exception as reason:
        if type(reason).__module__.startswith("botocore"):
            raise PublishError(f"{address}: cannot be reached or written: {reason}.", ADVICE) from reason
        raise
