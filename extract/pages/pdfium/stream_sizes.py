"""How large the compressed streams of a PDF unpack, told without keeping what they unpack to.

PDFium unpacks a page's instructions whole before it looks at them, so a file of a thousand bytes can take all memory there is.
Pictures and embedded font files are left alone: reading text never unpacks the first, and the second are bounded by their use.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator

_DICTIONARY = 4096
"""Bytes before a stream in which its dictionary must begin."""
_FLATE_RATIO = 1032
"""Flate can shrink no further than this."""
_OTHER_RATIO = {b"LZWDecode": 1400, b"LZW": 1400, b"RunLengthDecode": 64, b"RL": 64}
_CHUNK = 1 << 20
_FILTER = re.compile(rb"/(FlateDecode|Fl|LZWDecode|LZW|RunLengthDecode|RL)(?![A-Za-z])")
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
_PICTURE = re.compile(rb"/Subtype\s*/Image\b")


def largest_stream(data: bytes, limit: int) -> int:
    """What the largest stream unpacks to, in bytes; where one passes `limit`, a number just above it."""
    largest = 0
    for packed, filters in _streams(data):
        if len(packed) * _worst_ratio(filters) <= max(limit, largest):
            continue
        largest = max(largest, _unpacked(packed, filters, limit))
        if largest > limit:
            break
    return largest


def _streams(data: bytes) -> Iterator[tuple[memoryview, tuple[bytes, ...]]]:
    """Every packed stream that reading text would unpack, with its expanding filters in order."""
    view, position = memoryview(data), 0
    while (found := data.find(b"stream", position)) >= 0:
        position = found + 6
        opens = data.rfind(b"obj", max(0, found - _DICTIONARY), found)
        head = _plain_names(data[max(opens, found - _DICTIONARY, 0) : found])
        filters = tuple(_FILTER.findall(head))
        if not filters or data[found - 3 : found] == b"end" or _PICTURE.search(head):
            continue
        starts = position + (2 if data[position : position + 2] == b"\r\n" else 1)
        ends = data.find(b"endstream", starts)
        ends = len(data) if ends < 0 else ends
        yield view[starts:ends], filters
        position = ends


def _plain_names(head: bytes) -> bytes:
    return _ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), head) if b"#" in head else head


def _worst_ratio(filters: Iterable[bytes]) -> int:
    ratio = 1
    for name in filters:
        ratio *= _OTHER_RATIO.get(name, _FLATE_RATIO)
    return ratio


def _unpacked(packed: memoryview, filters: tuple[bytes, ...], limit: int) -> int:
    """Bytes that come out of the filters: counted through Flate, at their worst where another one follows."""
    chunks: Iterator[bytes] = iter((bytes(packed),))
    flates = 0
    for name in filters:
        if name in _OTHER_RATIO:
            break
        chunks, flates = _inflate(chunks), flates + 1
    rest, total = _worst_ratio(filters[flates:]), 0
    for chunk in chunks:
        total += len(chunk) * rest
        if total > limit:
            break
    return total


def _inflate(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """What the chunks unpack to, a bounded piece at a time; it ends where they are damaged."""
    inflater = zlib.decompressobj()
    for chunk in chunks:
        waiting = chunk
        while waiting and not inflater.eof:
            try:
                piece = inflater.decompress(waiting, _CHUNK)
            except zlib.error:
                return
            waiting = inflater.unconsumed_tail
            if piece:
                yield piece
