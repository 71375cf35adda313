"""The names under which what was read is kept: each names everything that decided it, so that nothing stale is ever found."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import msgspec

from model import Source

HOUSE = Path(__file__).resolve().parent.parent
READERS = ("extract", "normalise", "model.py", "harvest.py")
"""What decides how a paper reads."""
LIBRARIES = (
    "charset-normalizer", "camelot-py", "dateparser", "ftfy", "lxml", "mammoth", "onnxruntime", "pdfplumber", "pillow", "pypdfium2",
    "python-calamine", "rapidfuzz", "rapidocr", "wordfreq",
)  # fmt: skip
SOUGHT = frozenset({".py", ".toml", ".csv"})
LENGTH = 32
"""Hex digits of a key."""


@lru_cache(maxsize=1)
def readers_version() -> str:
    """16 hex digits that change when a line of the readers' code or data does, or a library that they read with."""
    digest = hashlib.sha256()
    for name in READERS:
        top = HOUSE / name
        for path in [top] if top.is_file() else sorted(path for path in top.rglob("*") if path.suffix in SOUGHT):
            digest.update(f"{path.relative_to(HOUSE).as_posix()}\n".encode())
            digest.update(path.read_bytes())
    for library in LIBRARIES:
        digest.update(f"{library} {_installed(library)}\n".encode())
    return digest.hexdigest()[:16]


def extraction_key(sha256: str, media_type: str, version: str) -> str:
    """Of what layout found: the paper's bytes, the kind of file it is taken for, and who reads it."""
    return _digest("extraction", sha256, media_type, version)


def record_key(source: Source, version: str, lexicons: str, keep_contacts: bool) -> str:
    """Of what a paper means: what layout found, the lexicons' words, and what the paper is called and is told to be."""
    return _digest("record", extraction_key(source.sha256, source.media_type, version), lexicons, source.label, source.told, keep_contacts)


def _digest(*told: object) -> str:
    written = msgspec.json.encode(told, enc_hook=str)
    return hashlib.sha256(written).hexdigest()[:LENGTH]


def _installed(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return "-"
