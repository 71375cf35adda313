"""Papers on an object store: listed in one go, opened only where their tag is not known."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO, cast

from errors import MissingExtra, UsageError
from extract.files.told import NAME, read_told
from model import Told

ADVICE = "Check the address, and that the credentials in the environment may list and read it."


@dataclass(frozen=True, slots=True)
class Stored:
    """One object below an address."""

    address: str
    below: PurePosixPath
    """Path below the address that was asked for; its last part for an object that was named itself."""
    tag: str
    """What the store says of the content: another content, another tag."""
    size: int

    @property
    def known_as(self) -> str:
        """Address and tag: where both are known, so is the content."""
        return f"{self.address}#{self.tag}"


def lies_there(size: int) -> os.stat_result:
    """As a file of that size would lie; its time tells nothing, as the tag tells all."""
    return os.stat_result((stat.S_IFREG, 0, 0, 1, 0, 0, size, 0, 0, 0), {"st_mtime_ns": 0})


def list_objects(address: str) -> list[Stored]:
    """Every object at or below the address, in order of their paths. Raises UsageError where there is none, or nobody may list it."""
    bare = address.removeprefix("s3://").rstrip("/")
    with _plainly(address):
        found: Mapping[str, Mapping[str, Any]] = filesystem().find(bare, detail=True)
    if not found:
        raise UsageError(f"{address}: no such object or folder.", "Check the address.")
    objects = [
        Stored(f"s3://{name}", PurePosixPath(name[len(bare) + 1 :] or PurePosixPath(name).name), str(told["ETag"]).strip('"'), told["size"])
        for name, told in found.items()
        if name == bare or name.startswith(f"{bare}/")
    ]
    return sorted(objects, key=lambda each: [os.fsencode(part) for part in each.below.parts])


def open_object(address: str) -> BinaryIO:
    """The object's bytes as a file. Raises OSError where they cannot be read."""
    return cast("BinaryIO", filesystem().open(address, "rb"))


def told_below(address: str, objects: Sequence[Stored]) -> dict[PurePosixPath, Mapping[str, Told]]:
    """What the `sources.csv` of each folder says, by the folder's path below the address."""
    from upath import UPath

    with _plainly(address):
        return {
            each.below.parent: read_told(cast("Path", UPath(each.address).parent))
            for each in objects
            if each.below.name == NAME
        }


def filesystem() -> Any:
    """The store as the environment describes it (AWS_ENDPOINT_URL, credentials). Raises MissingExtra where its client is not installed."""
    try:
        from s3fs import S3FileSystem
    except ImportError as missing:
        raise MissingExtra("An s3:// address was given.") from missing
    return S3FileSystem(use_listings_cache=False)


@contextmanager
def _plainly(address: str) -> Iterator[None]:
    """Within, trouble with the store is told in words of ours."""
    try:
        yield
    except Exception as reason:
        if isinstance(reason, OSError) or type(reason).__module__.startswith("botocore"):
            raise UsageError(f"{address}: cannot be read: {reason}.", ADVICE) from reason
        raise
