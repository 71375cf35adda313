"""Nouns to JSON and back, the same nouns: what stands in the store can be read by any program."""

from __future__ import annotations

import gzip
from typing import TypeVar

import msgspec

T = TypeVar("T")

LEVEL = 1
"""How hard to pack: the first level halves the time of the next and costs a tenth in size."""


class Unreadable(ValueError):
    """The bytes are no noun of that kind: cut short, or altered by another hand."""


def packed(noun: object) -> bytes:
    """The noun as gzipped JSON; the same noun gives the same bytes."""
    try:
        written = msgspec.json.encode(noun, order="deterministic")
    except UnicodeEncodeError:  # half a character, out of a broken file: a question mark takes its place
        written = msgspec.json.encode(_whole(msgspec.to_builtins(noun)), order="deterministic")
    return gzip.compress(written, LEVEL, mtime=0)


def unpacked(kind: type[T], data: bytes) -> T:
    """The noun of that kind; raises Unreadable where the bytes are none."""
    try:
        return msgspec.json.decode(gzip.decompress(data), type=kind)
    except (OSError, EOFError, ValueError) as reason:
        raise Unreadable(str(reason)) from reason


def _whole(value: object) -> object:
    match value:
        case str():
            return value.encode("utf-8", "replace").decode()
        case dict():
            return {_whole(name): _whole(item) for name, item in value.items()}
        case list() | tuple():
            return [_whole(item) for item in value]
        case _:
            return value
