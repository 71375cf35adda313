"""What a published version was made of, kept beside it: by this the next run knows what it may take over as it is."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from publish.entries import Entries
from publish.package import Written
from publish.schema import SCHEMA_VERSION
from publish.staging import fingerprint, put_in_place

FOLDER = Path(".store") / "published"
PACKAGE, MENTIONS_FILE = "datapackage.json", "mentions.parquet"
FORMAT = 2
ENTRY_FILES = ("documents.parquet", "families.parquet")

FILES = pa.schema(
    [(name, pa.string()) for name in ("table", "path", "sha256")] + [(name, pa.int64()) for name in ("rows", "size", "mtime_ns")]
)


@dataclass(frozen=True, slots=True)
class Index:
    """The version before, as it was made: empty where there is none, or nothing of it can be trusted."""

    version: Path | None = None
    folder: Path | None = None
    documents: Entries = Entries()
    families: Entries = Entries()
    files: Mapping[str, Written] = field(default_factory=dict)
    """Those that are still as they were written, by path; the mentions beside the version are one of them."""
    linker: str = ""
    is_whole: bool = False
    """True where every file is as it was written."""

    def place(self, path: str) -> Path:
        """Where a file of the version lies."""
        assert self.version and self.folder
        return (self.folder if path == MENTIONS_FILE else self.version) / path


def read_index(output: Path, version: Path | None) -> Index:
    """How `version` was made; an empty index where nobody knows, or where it was made by other rules than ours."""
    folder = output / FOLDER / version.name if version else None
    if version is None or folder is None:
        return Index()
    try:
        told = json.loads((folder / "index.json").read_text("utf-8"))
        if told["rules"] != rules():
            return Index()
        if any(fingerprint(folder / name) != told["entries"][name] for name in ENTRY_FILES):
            return Index()
        listed = pq.read_table(folder / "files.parquet", schema=FILES).to_pylist()
    except (OSError, ValueError, KeyError, TypeError, pa.ArrowException):
        return Index()
    documents, families = (Entries(folder / name) for name in ENTRY_FILES)
    known = Index(version, folder)
    files = {row["path"]: written for row in listed if (written := _as_written(known.place(row["path"]), row))}
    return Index(version, folder, documents, families, files, told["linker"], len(files) == len(listed))


def write_index(output: Path, made: Index, mentions: Path) -> None:
    """Keeps how a version was made; `mentions` and the entries are moved there. Whole or not at all."""
    assert made.version
    folder, version, files = output / FOLDER / made.version.name, made.version, made.files.values()
    folder.parent.mkdir(parents=True, exist_ok=True)
    draft = folder.with_name(f".{folder.name}.{os.getpid()}")
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir()
    mentions.rename(draft / MENTIONS_FILE)
    places = {written.path: (draft if written.path == MENTIONS_FILE else version) / written.path for written in files}
    listed = [
        {"table": each.table, "path": each.path, "rows": each.rows, "size": each.size, "sha256": each.sha256,
         "mtime_ns": places[each.path].stat().st_mtime_ns} for each in files
    ]  # fmt: skip
    pq.write_table(pa.Table.from_pylist(listed, FILES), draft / "files.parquet", compression="zstd")
    for name, entries in zip(ENTRY_FILES, (made.documents, made.families), strict=True):
        assert entries.path
        entries.path.rename(draft / name)
    hashes = {name: fingerprint(draft / name) for name in ENTRY_FILES}
    (draft / "index.json").write_text(json.dumps({"rules": rules(), "linker": made.linker, "entries": hashes}), "utf-8")
    put_in_place(draft, folder)


def forget_all_but(output: Path, kept: set[str]) -> None:
    """Deletes how other versions were made."""
    for folder in (output / FOLDER).iterdir():
        if folder.name not in kept:
            shutil.rmtree(folder, ignore_errors=True)


def rules() -> str:
    """Digest of our own code and of the library that writes the files: with another, no row is taken over as it is."""
    digest = hashlib.sha256(f"{FORMAT} {SCHEMA_VERSION} {pa.__version__}".encode())
    for path in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()


# -- files -------------------------------------------------------------------------------------------------------------------


def _as_written(path: Path, row: Mapping[str, Any]) -> Written | None:
    """The file's account, where it is still the one that was written; its size and time of change spare the hashing."""
    written = Written(row["table"], row["path"], row["rows"], row["size"], row["sha256"])
    try:
        found = path.stat()
        same = found.st_size == written.size and (found.st_mtime_ns == row["mtime_ns"] or fingerprint(path) == written.sha256)
    except OSError:
        return None
    return written if same else None
