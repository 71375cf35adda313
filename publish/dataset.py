"""One version of the dataset, written whole or not at all; what a run leaves untouched is taken over from the version before."""

from __future__ import annotations

import errno
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import MappingProxyType

import pyarrow as pa
import pyarrow.compute as pc

from errors import PublishError
from model import Harvest, Kept, Linked, Linker
from publish.arrow import writable
from publish.checks import keep_promises
from publish.gathering import Gathered, gather, in_hand, partition_file
from publish.identifiers import UNKNOWN
from publish.index import MENTIONS_FILE, PACKAGE, Index, forget_all_but, read_index, write_index
from publish.layout import Layout, all_rows, rows_of, write_rows
from publish.leads import MENTIONS, lead_table
from publish.light_arrow import leave_pandas_out
from publish.linking import HEADER, Families, Headers, link_families
from publish.package import Written, content_digest, package_text
from publish.schema import TABLES, Table
from publish.spool import Spool
from publish.staging import (
    CURRENT,
    VERSIONS,
    clear_leftovers,
    current_version,
    drop_empty_folders,
    fingerprint,
    keep_only,
    point_current,
    settle,
    sole_publisher,
    staging_folder,
    take_over,
    take_spare,
    write_whole,
)

ADVICE: Mapping[int, str] = {
    errno.ENOSPC: "The disk is full: free some space, or give --output a folder on another disk.",
    errno.EDQUOT: "This user's share of the disk is full: free some space, or give --output another folder.",
    errno.EROFS: "Give --output a folder on a disk that can be written to.",
    errno.EACCES: "Give --output a folder that this user may write to.",
    errno.EPERM: "Give --output a folder that this user may write to.",
    errno.EEXIST: "A file has that name: give --output a folder.",
    errno.ENOTDIR: "A file has that name: give --output a folder.",
}
STEPS = ("locked", "gathered", "written", "linked", "checked", "settled", "indexed", "pointed", "swept")
OF_DOCUMENTS = ("documents.parquet", "issues.parquet", MENTIONS_FILE)
WHOLE = (*OF_DOCUMENTS, "leads.parquet", "links.parquet")
"""Files that hold rows of every document: written anew whenever anything changed."""

NOBODY = Linker("", lambda editions: (), lambda family: Linked())
"""Links nothing."""

AtStep = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Published:
    """The version that `current` now points to, and the one that it pointed to before."""

    version: Path
    before: Path | None
    digest: str
    rows: Mapping[str, int]
    """Rows by table."""
    touched: frozenset[str] | None = frozenset()
    """Labels of the documents that may differ between the two; None where they are too many to tell."""
    rewritten: int = 0
    """Files of the version that were written, not taken over."""


@dataclass(frozen=True, slots=True)
class _Work:
    """What writing a version needs to know."""

    staged: Path
    mentions: Path
    before: Index
    spool: Spool
    gathered: Gathered
    layout: Layout


def publish(
    papers: Iterable[Kept | Harvest], output: Path, linker: Linker | None = None, at_step: AtStep = lambda step: None
) -> Published:
    """The dataset of these papers under OUTPUT/versions, with OUTPUT/current pointing to it; the version before it is kept.

    Papers that are no collection come in order of their labels, and are not held: there may be very many. A paper of the same source
    and key as before is not loaded. Raises PublishError, and leaves `current` as it was, where the
    dataset breaks a promise or cannot be written. `at_step` is told each of STEPS as it ends.
    """
    leave_pandas_out()
    if isinstance(papers, Collection):
        papers = sorted(papers, key=lambda paper: (writable(paper.source.label), paper.source.sha256))
    try:
        output.mkdir(parents=True, exist_ok=True)
        with sole_publisher(output):
            return _publish(_handed(papers), output, linker, at_step)
    except _TroubleOfPapers as trouble:
        raise trouble.reason from None
    except OSError as reason:
        advice = ADVICE.get(reason.errno or 0, "Give --output another folder, or mend what the system complains of.")
        why = f"{output}: the dataset cannot be written: {reason.strerror or reason}."
        raise PublishError(why, f"{advice} {PublishError.advice}") from reason


class _TroubleOfPapers(Exception):
    """What went wrong in those who hand the papers in: it is not to be blamed on the output."""

    def __init__(self, reason: OSError) -> None:
        super().__init__(reason)
        self.reason = reason


def _handed(papers: Iterable[Kept | Harvest]) -> Iterator[Kept]:
    try:
        for paper in papers:
            yield paper if isinstance(paper, Kept) else in_hand(paper)
    except OSError as reason:
        raise _TroubleOfPapers(reason) from reason


def _publish(kept: Iterable[Kept], output: Path, linker: Linker | None, at_step: AtStep) -> Published:
    if (output / CURRENT).exists() and not (output / CURRENT).is_symlink():
        raise PublishError(f"{output / CURRENT} is no link of ours.", "Move it away, or give another --output.")
    clear_leftovers(output)
    (output / VERSIONS).mkdir(exist_ok=True)
    current = current_version(output)
    before = read_index(output, current)
    at_step("locked")
    with staging_folder(output) as folder, closing(Spool(folder / "spool")) as spool:
        gathered = gather(kept, before, spool, folder / "documents")
        at_step("gathered")
        if current and before.is_whole and not gathered.touched and before.linker == (linker.version if linker else ""):
            return _same_as_before(current, before)
        take_spare(output, folder / "version")
        work = _Work(folder / "version", folder / MENTIONS_FILE, before, spool, gathered, _layout(before, gathered, spool))
        files, families = _write_all(work, linker, at_step)
        version = output.resolve() / VERSIONS / content_digest(files)
        drop_empty_folders(work.staged)
        settle(work.staged, version)
        at_step("settled")
        known = {file.path: file for file in (*files, _written(version, PACKAGE, "", 0), _written(folder, MENTIONS_FILE, "", 0))}
        made = Index(version, None, gathered.entries, families.entries, known, linker.version if linker else "")
        write_index(output, made, work.mentions)
        at_step("indexed")
    point_current(output.resolve(), version)
    at_step("pointed")
    if current != version:
        keep = {version} | ({current} if current else set())
        keep_only(version.parent, keep)
        forget_all_but(output, {each.name for each in keep})
    at_step("swept")
    rewritten = sum(1 for file in files if before.files.get(file.path) != file)
    touched = None if gathered.many else frozenset(gathered.touched)
    return Published(version, current, version.name, _counted(files), touched, rewritten)


def _same_as_before(current: Path, before: Index) -> Published:
    return Published(current, current, current.name, _counted(before.files.values()))


def _counted(files: Iterable[Written]) -> Mapping[str, int]:
    rows = dict.fromkeys(TABLES, 0)
    for file in files:
        if file.table in rows:
            rows[file.table] += file.rows
    return MappingProxyType(rows)


# -- what goes where -------------------------------------------------------------------------------------------------------


def _layout(before: Index, gathered: Gathered, spool: Spool) -> Layout:
    """The files to be written anew: those of which a document is new, changed or gone."""
    layout = Layout(gathered.concerned | set(WHOLE))
    layout.walk(before.documents, gathered.placed(spool))
    return layout


def _paths(files: Iterable[str], table: Table) -> list[str]:
    """The files of a partitioned table, in order; one without rows where there are none, so that there is always something to open."""
    found = [path for path in files if path.startswith(f"{table.name}/")]
    return sorted(found, key=lambda path: path.split("/")) or [partition_file(table.name, UNKNOWN, 0)]


# -- files -----------------------------------------------------------------------------------------------------------------


def _write_all(work: _Work, linker: Linker | None, at_step: AtStep) -> tuple[list[Written], Families]:
    """Every file of the version, staged and checked; and the families that its links are of."""
    partitioned = [table for table in TABLES.values() if table.partitioned]
    files = {path: _file(work, table, path) for table in partitioned for path in _paths(work.gathered.files, table)}
    write_rows(work.mentions, MENTIONS, _pieces(work, MENTIONS, MENTIONS_FILE))
    at_step("written")
    families = _linked(work, linker)
    work.layout.walk(work.before.families, families.placed())
    at_step("linked")
    for table in TABLES.values():
        if not table.partitioned:
            files[f"{table.name}.parquet"] = _file(work, table, f"{table.name}.parquet", families)
    order = list(TABLES)
    listed = sorted(files.values(), key=lambda file: order.index(file.table))
    write_whole(work.staged / PACKAGE, lambda file: file.write(package_text(listed).encode()))
    keep_promises(work.staged, listed, {file.path for file in listed if work.before.files.get(file.path) != file})
    at_step("checked")
    return listed, families


def _file(work: _Work, table: Table, path: str, families: Families | None = None) -> Written:
    """Takes the file over, or writes it."""
    if path not in work.layout and path in work.before.files:
        take_over(work.before.place(path), work.staged / path)
        return work.before.files[path]
    pieces = _pieces(work, table, path)
    if table.name == "documents" and families:
        pieces = _with_renditions(pieces, families.renditions())
    elif table.name == "leads":
        pieces = iter([lead_table(all_rows(MENTIONS, work.mentions))])
    return _written(work.staged, path, table.name, write_rows(work.staged / path, table, pieces))


def _pieces(work: _Work, table: Table, path: str, columns: list[str] | None = None) -> Iterator[pa.Table]:
    old = work.before.place(path) if path in work.before.files else None
    return rows_of(table, work.layout.runs(path), work.spool, old, columns)


def _linked(work: _Work, linker: Linker | None) -> Families:
    headers = Headers(partial(_pieces, work, TABLES["documents"], "documents.parquet", list(HEADER.values())))
    return link_families(linker or NOBODY, headers, work.gathered.entries, work.before, work.spool, work.staged)


def _with_renditions(pieces: Iterable[pa.Table], renditions: Mapping[tuple[str, int], str]) -> Iterator[pa.Table]:
    """The same documents, each poorer rendition pointing to the richer one, which alone is to be counted."""
    for rows in pieces:
        parts = zip(rows["document_id"].to_pylist(), rows["part"].to_pylist(), strict=True)
        richer = pa.array([renditions.get((str(document), part or 0)) for document, part in parts], pa.string())
        counts = pc.and_(pc.is_valid(rows["part"]), pc.and_(pc.not_equal(rows["state"], pa.scalar("duplicate")), pc.is_null(richer)))
        for name, column in (("rendition_of", richer), ("canonical", counts)):
            rows = rows.set_column(rows.schema.get_field_index(name), rows.schema.field(name), column)
        yield rows


def _written(folder: Path, path: str, table: str, rows: int) -> Written:
    return Written(table, path, rows, (folder / path).stat().st_size, fingerprint(folder / path))

