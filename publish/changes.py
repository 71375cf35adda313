"""What became different between two versions, counted and said in a sentence. Only what differs is read."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from publish.checks import files_of_table
from publish.tables import Row

OF_THE_RUN = frozenset({"schema_version", "extractor", "extractors", "confidence", "status_score"})
OF_THE_PLACE = frozenset({"action_id", "document_id", "ordinal", "page_start", "page_end", "line_start", "line_end", "regions"})
BATCH = 2_000
SHOWN = 3
RETURN = "To have them back, name their folders beside the others in one run."

Key = tuple[str, int | None, str]
Rows = dict[Key, bytes]


@dataclass(frozen=True, slots=True)
class Change:
    """How many were added, changed and gone, and how many there are now."""

    added: int = 0
    changed: int = 0
    gone: int = 0
    now: int = 0


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed since the version before; `first` where there was none."""

    documents: Change
    actions: Change
    first: bool = False
    gone: tuple[str, ...] = ()
    """Papers that are in the dataset no more."""
    compared: bool = True
    """False where the version before cannot be read."""

    def __str__(self) -> str:
        """The sentence for people."""
        now = f"{_count(self.documents.now, 'document')} and {_count(self.actions.now, 'action')}"
        if self.first:
            return f"First version: {now}."
        if not self.compared:
            return f"The version before cannot be read, so nobody can say what changed. Now {now}."
        told = [text for text in (_told(self.documents, "document"), _told(self.actions, "action")) if text]
        if not told:
            return f"Since the version before no document and no action changed: {now}."
        return f"Since the version before: {'; '.join(told)}. Now {now}.{self._farewell()}"

    def _farewell(self) -> str:
        if not self.gone:
            return ""
        more = f" and {len(self.gone) - SHOWN:,} more" if len(self.gone) > SHOWN else ""
        return f" Left the dataset, as the run did not find them: {', '.join(self.gone[:SHOWN])}{more}. {RETURN}"


def changes(before: Path | None, after: Path, touched: Collection[str] | None = None) -> Changes:
    """What is different in `after`: documents by their path, actions by their words and then by their number.

    An action that merely moved, in the paper or to another line, has not changed; nor has one of which only a score did. Where
    `touched` tells the documents that may differ, no other is compared.
    """
    documents, actions = (_number(after, name) for name in ("documents", "actions"))
    if before is None:
        return Changes(Change(added=documents, now=documents), Change(added=actions, now=actions), first=True)
    if before == after or touched is not None and not touched:
        return Changes(Change(now=documents), Change(now=actions))
    try:
        return _compared(before, after, touched, Changes(Change(now=documents), Change(now=actions)))
    except (OSError, pa.ArrowException):
        return Changes(Change(now=documents), Change(now=actions), compared=False)


def _compared(before: Path, after: Path, touched: Collection[str] | None, now: Changes) -> Changes:
    wanted = pa.array(sorted(touched), pa.string()) if touched is not None else None
    total, elsewhere, gone = now.documents, set[str](), list[str]()
    for file, old, new in _side_by_side(_documents(before, wanted), _documents(after, wanted)):
        total = _sum(total, _paired(_counted(old, new, 0)))
        if not old.keys() & new.keys():
            elsewhere.add(file)
        if not new:
            gone.append(file)
    return Changes(total, _actions(before, after, wanted, elsewhere, now.actions.now), gone=tuple(gone))


def _number(version: Path, name: str) -> int:
    return sum(pq.read_metadata(file).num_rows for file in files_of_table(version, name))


def _documents(version: Path, wanted: pa.Array[pa.StringScalar] | None) -> Iterator[tuple[str, Rows]]:
    """What is said of each document, in order of their paths."""
    for file, rows in groupby(_rows(version / "documents.parquet", wanted), key=lambda row: str(row["source_file"])):
        yield file, {_key(row, ""): _digest(row, OF_THE_RUN) for row in rows}


def _side_by_side(old: Iterator[tuple[str, Rows]], new: Iterator[tuple[str, Rows]]) -> Iterator[tuple[str, Rows, Rows]]:
    """The same documents together; of the others nothing on one side."""
    one, other = next(old, None), next(new, None)
    while one is not None or other is not None:
        file = min(each[0] for each in (one, other) if each is not None)
        ours, theirs = (each[1] if each is not None and each[0] == file else {} for each in (one, other))
        yield file, ours, theirs
        one, other = next(old, None) if ours else one, next(new, None) if theirs else other


def _actions(before: Path, after: Path, wanted: pa.Array[pa.StringScalar] | None, elsewhere: Collection[str], now: int) -> Change:
    """Partition by partition; what is left over of a document that is in both versions may have gone to another partition."""
    files = {file.relative_to(version) for version in (before, after) for file in files_of_table(version, "actions")}
    total, old_left, new_left = Change(), Rows(), Rows()
    for file in sorted(files):
        if (before / file).is_file() and (after / file).is_file() and (before / file).samefile(after / file):
            continue
        old, new = _unpaired(_numbered(before / file, wanted), _numbered(after / file, wanted))
        changed = old.keys() & new.keys()
        total = _sum(total, Change(changed=len(changed)))
        for rows, left in ((old, old_left), (new, new_left)):
            left.update({key: digest for key, digest in rows.items() if key not in changed and key[0] not in elsewhere})
        added, gone = (sum(1 for key in rows if key not in changed and key[0] in elsewhere) for rows in (new, old))
        total = _sum(total, Change(added=added, gone=gone))
    return _sum(total, _counted(old_left, new_left, now))


def _sum(one: Change, other: Change) -> Change:
    return Change(one.added + other.added, one.changed + other.changed, one.gone + other.gone, one.now + other.now)


def _counted(before: Rows, after: Rows, now: int) -> Change:
    """First rows that say the same in the same part are paired, wherever they stand there; of the rest, those of one name."""
    old, new = _unpaired(before, after)
    changed = len(old.keys() & new.keys())
    return Change(len(new) - changed, changed, len(old) - changed, now)


def _paired(one: Change) -> Change:
    """Of one paper: what left and what came in its place, such as the row of a failure and that of the plan read since, is one change."""
    both = min(one.added, one.gone)
    return Change(one.added - both, one.changed + both, one.gone - both, one.now)


def _unpaired(before: Rows, after: Rows) -> tuple[Rows, Rows]:
    unmoved = Counter(_content(before)) & Counter(_content(after))
    return _without(before, unmoved), _without(after, unmoved)


def _content(rows: Rows) -> Iterator[tuple[str, int | None, bytes]]:
    return ((file, part, digest) for (file, part, _), digest in rows.items())


def _without(rows: Rows, unmoved: Counter[tuple[str, int | None, bytes]]) -> Rows:
    spare, left = Counter(unmoved), {}
    for key, digest in rows.items():
        if spare[key[0], key[1], digest]:
            spare[key[0], key[1], digest] -= 1
        else:
            left[key] = digest
    return left


def _numbered(file: Path, wanted: pa.Array[pa.StringScalar] | None) -> Rows:
    told = ((row, str(row["action_id"]).rpartition("/")[2]) for row in _rows(file, wanted))
    return {_key(row, tail): _digest(row, OF_THE_RUN | OF_THE_PLACE) for row, tail in told}


def _rows(file: Path, wanted: pa.Array[pa.StringScalar] | None) -> Iterator[Row]:
    if not file.is_file():
        return
    for batch in pq.ParquetFile(file).iter_batches(batch_size=BATCH):
        rows = batch if wanted is None else batch.filter(pc.is_in(batch.column("source_file"), value_set=wanted))
        yield from (dict(row) for row in rows.to_pylist())


def _key(row: Mapping[str, object], tail: str) -> Key:
    part = row["part"]
    return str(row["source_file"]), part if isinstance(part, int) else None, tail


def _digest(row: Row, left_out: Iterable[str]) -> bytes:
    told = sorted((name, _plain(value)) for name, value in row.items() if name not in left_out)
    return hashlib.sha256(repr(told).encode("utf-8", "replace")).digest()[:12]


def _plain(value: object) -> str:
    """Leads without their scores; everything else as it is."""
    if isinstance(value, list):
        return repr([{name: part for name, part in item.items() if name != "score"} if isinstance(item, dict) else item for item in value])
    return repr(value)


def _told(change: Change, noun: str) -> str:
    counts = [(change.added, "added"), (change.changed, "changed"), (change.gone, "gone")]
    told = [f"{count:,} {verb}" for count, verb in counts if count]
    return f"{noun}s {', '.join(told)}" if told else ""


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
