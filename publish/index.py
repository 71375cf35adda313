"""What a published version was made of, kept beside it: by this the next run knows what it may take over as it is."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from publish.arrow import writable
from publish.package import Written
from publish.schema import SCHEMA_VERSION
from publish.staging import fingerprint, put_in_place

FOLDER = Path(".store") / "published"
PACKAGE, MENTIONS_FILE = "datapackage.json", "mentions.parquet"
FORMAT = 1

_SLICE = [pa.field("file", pa.dictionary(pa.int32(), pa.string())), pa.field("rows", pa.int64())]
_SLICES = pa.list_(pa.struct(_SLICE))
_POORER = pa.list_(pa.struct([("document_id", pa.string()), ("part", pa.int64()), ("richer", pa.string())]))
ENTRIES = pa.schema(
    [pa.field("name", pa.string()), pa.field("signature", pa.string()), pa.field("slices", _SLICES), pa.field("renditions", _POORER)]
)
FILES = pa.schema(
    [(name, pa.string()) for name in ("table", "path", "sha256")] + [(name, pa.int64()) for name in ("rows", "size", "mtime_ns")]
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A document, or a family of editions, and the rows that stand for it in each file, in order of the entries."""

    name: str
    """A document's label, a family's signature."""
    signature: str
    """Of the same name and signature the rows are the same."""
    slices: tuple[tuple[str, int], ...]
    """File and number of rows."""
    renditions: tuple[tuple[str, int, str], ...] = ()
    """Of a family: document and part of each poorer rendition, and the document of the richer one."""

    @property
    def has_actions(self) -> bool:
        """True where it has rows of `actions`."""
        return any(file.startswith("actions/") for file, _ in self.slices)


@dataclass(frozen=True, slots=True)
class Index:
    """The version before, as it was made: empty where there is none, or nothing of it can be trusted."""

    version: Path | None = None
    folder: Path | None = None
    documents: Sequence[Entry] = ()
    families: Sequence[Entry] = ()
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
        documents, families = (_entries(folder / f"{name}.parquet") for name in ("documents", "families"))
        listed = pq.read_table(folder / "files.parquet", schema=FILES).to_pylist()
    except (OSError, ValueError, KeyError, TypeError, pa.ArrowException):
        return Index()
    if any(before.name >= after.name for before, after in pairwise(documents)):
        return Index()
    known = Index(version, folder)
    files = {row["path"]: written for row in listed if (written := _as_written(known.place(row["path"]), row))}
    return Index(version, folder, documents, families, files, told["linker"], len(files) == len(listed))


def write_index(output: Path, made: Index, mentions: Path) -> None:
    """Keeps how a version was made; `mentions` is moved there. Whole or not at all."""
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
    for name, entries in (("documents", made.documents), ("families", made.families)):
        _write_entries(draft / f"{name}.parquet", entries)
    (draft / "index.json").write_text(json.dumps({"rules": rules(), "linker": made.linker}), "utf-8")
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


def _entries(path: Path) -> list[Entry]:
    """Names of files stand once, however many entries have rows there."""
    found: list[Entry] = []
    for batch in pq.ParquetFile(path).iter_batches(batch_size=20_000):
        slices: Any = batch.column("slices")
        files, rows = (slices.values.field(name) for name in ("file", "rows"))
        names = files.dictionary.to_pylist()
        pairs = [(names[at], count) for at, count in zip(files.indices.to_pylist(), rows.to_pylist(), strict=True)]
        ends = slices.offsets.to_pylist()
        columns = (batch.column(name).to_pylist() for name in ("name", "signature", "renditions"))
        for at, (name, signature, poorer) in enumerate(zip(*columns, strict=True)):
            renditions = tuple((each["document_id"], each["part"], each["richer"]) for each in poorer)
            found.append(Entry(name, signature, tuple(pairs[ends[at] : ends[at + 1]]), renditions))
    return found


def _write_entries(path: Path, entries: Sequence[Entry]) -> None:
    with pq.ParquetWriter(path, ENTRIES, compression="zstd") as writer:
        for start in range(0, len(entries), 20_000):
            writer.write_table(_entry_table(entries[start : start + 20_000]))


def _entry_table(entries: Sequence[Entry]) -> pa.Table:
    ends, count = [0], 0
    for entry in entries:
        count += len(entry.slices)
        ends.append(count)
    pairs = [pair for entry in entries for pair in entry.slices]
    files = pa.array([file for file, _ in pairs], pa.string()).dictionary_encode()
    slices = pa.StructArray.from_arrays([files, pa.array([rows for _, rows in pairs], pa.int64())], fields=_SLICE)
    poorer = [[dict(zip(("document_id", "part", "richer"), each, strict=True)) for each in entry.renditions] for entry in entries]
    columns = [
        pa.array([writable(entry.name) for entry in entries], pa.string()),
        pa.array([entry.signature for entry in entries], pa.string()),
        pa.ListArray.from_arrays(pa.array(ends, pa.int32()), slices, type=_SLICES),
        pa.array(poorer, _POORER),
    ]
    return pa.Table.from_arrays(columns, schema=ENTRIES)

