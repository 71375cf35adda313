"""One version of the dataset, written whole or not at all."""

from __future__ import annotations

import errno
import os
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

import pyarrow as pa
import pyarrow.parquet as pq

from errors import PublishError
from model import Harvest
from publish.arrow import arrow_table, joined
from publish.checks import keep_promises
from publish.identifiers import UNKNOWN
from publish.leads import lead_rows
from publish.light_arrow import leave_pandas_out
from publish.package import Written, content_digest, package_text
from publish.schema import TABLES
from publish.staging import (
    CURRENT,
    VERSIONS,
    clear_leftovers,
    current_version,
    fingerprint,
    keep_only,
    point_current,
    settle,
    sole_publisher,
    staging_folder,
)
from publish.tables import Row, document_rows

ROW_GROUP = 50_000
NO_PARTITION = (UNKNOWN, 0)
LEAD_COLUMNS = ["action_id", "document_id", "council", "gss_code", "edition", "edition_date", "leads"]
ADVICE: Mapping[int, str] = {
    errno.ENOSPC: "The disk is full: free some space, or give --output a folder on another disk.",
    errno.EDQUOT: "This user's share of the disk is full: free some space, or give --output another folder.",
    errno.EROFS: "Give --output a folder on a disk that can be written to.",
    errno.EACCES: "Give --output a folder that this user may write to.",
    errno.EPERM: "Give --output a folder that this user may write to.",
    errno.EEXIST: "A file has that name: give --output a folder.",
    errno.ENOTDIR: "A file has that name: give --output a folder.",
}

Partition = tuple[str, int]
AtStep = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Published:
    """The version that `current` now points to, and the one that it pointed to before."""

    version: Path
    before: Path | None
    digest: str
    rows: Mapping[str, int]
    """Rows by table."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """What one document gives, packed; `harvest` is kept without its plans."""

    harvest: Harvest
    tables: Mapping[tuple[str, Partition], pa.Table]


def publish(harvests: Iterable[Harvest], output: Path, at_step: AtStep = lambda step: None) -> Published:
    """The dataset of these harvests under OUTPUT/versions, with OUTPUT/current pointing to it; the version before it is kept.

    Raises PublishError, and leaves `current` as it was, where the dataset breaks a promise or cannot be written. `at_step` is
    told each step as it ends: locked, written, checked, settled, pointed, swept.
    """
    leave_pandas_out()
    pieces = _without_copies(sorted((_pack(harvest) for harvest in harvests), key=_order))
    try:
        output.mkdir(parents=True, exist_ok=True)
        with sole_publisher(output):
            return _publish(pieces, output, at_step)
    except OSError as reason:
        advice = ADVICE.get(reason.errno or 0, "Give --output another folder, or mend what the system complains of.")
        why = f"{output}: the dataset cannot be written: {reason.strerror or reason}."
        raise PublishError(why, f"{advice} {PublishError.advice}") from reason


def _publish(pieces: Sequence[_Piece], output: Path, at_step: AtStep) -> Published:
    if (output / CURRENT).exists() and not (output / CURRENT).is_symlink():
        raise PublishError(f"{output / CURRENT} is no link of ours.", "Move it away, or give another --output.")
    clear_leftovers(output)
    (output / VERSIONS).mkdir(exist_ok=True)
    before = current_version(output)
    at_step("locked")
    with staging_folder(output) as staged:
        files = tuple(_write_tables(pieces, staged))
        _write_whole(staged / "datapackage.json", lambda file: file.write(package_text(files).encode()))
        at_step("written")
        rows = {name: sum(file.rows for file in files if file.table == name) for name in TABLES}
        keep_promises(staged, rows)
        at_step("checked")
        version = output.resolve() / VERSIONS / content_digest(files)
        settle(staged, version)
        at_step("settled")
    point_current(output.resolve(), version)
    at_step("pointed")
    if before != version:
        keep_only(version.parent, {version} | ({before} if before else set()))
    at_step("swept")
    return Published(version, before, version.name, MappingProxyType(rows))


# -- one document ----------------------------------------------------------------------------------------------------------


def _pack(harvest: Harvest) -> _Piece:
    rows = document_rows(harvest)
    tables: dict[tuple[str, Partition], pa.Table] = {}
    for name in ("actions", "readings", "deadlines"):
        parted: defaultdict[Partition, list[Row]] = defaultdict(list)
        for row in getattr(rows, name):
            parted[str(row["authority"]), int(str(row["year"]))].append(row)
        tables |= {(name, partition): arrow_table(TABLES[name], below) for partition, below in parted.items()}
    for name in ("documents", "issues"):
        tables[name, NO_PARTITION] = arrow_table(TABLES[name], getattr(rows, name))
    return _Piece(replace(harvest, plans=(), doubts=()), tables)


def _order(piece: _Piece) -> tuple[str, str, bool]:
    return piece.harvest.source.label, piece.harvest.source.sha256, not _has_rows(piece)


def _has_rows(piece: _Piece) -> bool:
    return any(name == "actions" for name, _ in piece.tables)


def _without_copies(pieces: Iterable[_Piece]) -> list[_Piece]:
    """Of documents with the same bytes the first has rows; the others are duplicates of it."""
    first: dict[str, str] = {}
    kept = []
    for piece in pieces:
        source = piece.harvest.source
        if not _has_rows(piece):
            kept.append(piece)
        elif source.sha256 in first:
            kept.append(_pack(replace(piece.harvest, state="duplicate", error=f"The same content as {first[source.sha256]}.")))
        else:
            first[source.sha256] = source.label
            kept.append(piece)
    return kept


# -- files -----------------------------------------------------------------------------------------------------------------


def _write_tables(pieces: Sequence[_Piece], staged: Path) -> Iterator[Written]:
    for name, table in TABLES.items():
        partitions = {partition for piece in pieces for other, partition in piece.tables if other == name} or {NO_PARTITION}
        for authority, year in sorted(partitions):
            path = f"{name}/authority={authority}/year={year}/part-0.parquet" if table.partitioned else f"{name}.parquet"
            found = (piece.tables.get((name, (authority, year))) for piece in pieces)
            below = [rows for rows in found if rows is not None]
            rows = arrow_table(table, _all_leads(pieces)) if name == "leads" else joined(table, below)
            _write_parquet(staged / path, rows)
            yield Written(name, path, rows.num_rows, (staged / path).stat().st_size, fingerprint(staged / path))


def _all_leads(pieces: Sequence[_Piece]) -> list[Row]:
    actions = (table for piece in pieces for (name, _), table in piece.tables.items() if name == "actions")
    return lead_rows(row for table in actions for row in table.select(LEAD_COLUMNS).to_pylist())


def _write_parquet(path: Path, rows: pa.Table) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    _write_whole(path, lambda file: pq.write_table(rows, file, compression="zstd", row_group_size=ROW_GROUP, write_page_index=True))


def _write_whole(path: Path, write: Callable[..., object]) -> None:
    """On the disk, not only in its cache, before it is given back."""
    with path.open("xb") as file:
        write(file)
        file.flush()
        os.fsync(file.fileno())
