"""What became different between two versions, counted and said in a sentence."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pyarrow.parquet as pq

from publish.checks import files_of_table
from publish.tables import Row

OF_THE_RUN = frozenset({"schema_version", "extractor", "extractors", "confidence", "status_score"})
OF_THE_PLACE = frozenset({"action_id", "document_id", "ordinal", "page_start", "page_end", "line_start", "line_end", "regions"})
BATCH = 10_000

Key = tuple[str, int | None, str]


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

    def __str__(self) -> str:
        """The sentence for people."""
        now = f"{_count(self.documents.now, 'document')} and {_count(self.actions.now, 'action')}"
        if self.first:
            return f"First version: {now}."
        told = [text for text in (_told(self.documents, "document"), _told(self.actions, "action")) if text]
        if not told:
            return f"Since the version before no document and no action changed: {now}."
        return f"Since the version before: {'; '.join(told)}. Now {now}."


def changes(before: Path | None, after: Path) -> Changes:
    """What is different in `after`: documents by their path, actions by their words and then by their number.

    An action that merely moved, in the paper or to another line, has not changed; nor has one of which only a score did.
    """
    documents, actions = _documents(after), _actions(after)
    if before is None:
        return Changes(_counted({}, documents), _counted({}, actions), first=True)
    return Changes(_counted(_documents(before), documents), _counted(_actions(before), actions))


def _counted(before: Mapping[Key, str], after: Mapping[Key, str]) -> Change:
    """First rows that say the same in the same part are paired, wherever they stand there; of the rest, those of one name."""
    unmoved = Counter(_content(before)) & Counter(_content(after))
    old, new = _without(before, unmoved), _without(after, unmoved)
    changed = len(old.keys() & new.keys())
    return Change(len(new) - changed, changed, len(old) - changed, len(after))


def _content(rows: Mapping[Key, str]) -> Iterator[tuple[str, int | None, str]]:
    return ((file, part, digest) for (file, part, _), digest in rows.items())


def _without(rows: Mapping[Key, str], unmoved: Counter[tuple[str, int | None, str]]) -> dict[Key, str]:
    spare, left = Counter(unmoved), {}
    for key, digest in rows.items():
        if spare[key[0], key[1], digest]:
            spare[key[0], key[1], digest] -= 1
        else:
            left[key] = digest
    return left


def _documents(version: Path) -> dict[Key, str]:
    return {_key(row, ""): _digest(row, OF_THE_RUN) for row in _rows(version, "documents")}


def _actions(version: Path) -> dict[Key, str]:
    told = ((row, str(row["action_id"]).rpartition("/")[2]) for row in _rows(version, "actions"))
    return {_key(row, tail): _digest(row, OF_THE_RUN | OF_THE_PLACE) for row, tail in told}


def _rows(version: Path, name: str) -> Iterator[Row]:
    for file in files_of_table(version, name):
        for batch in pq.ParquetFile(file).iter_batches(batch_size=BATCH):
            yield from (dict(row) for row in batch.to_pylist())


def _key(row: Row, tail: str) -> Key:
    part = row["part"]
    return str(row["source_file"]), part if isinstance(part, int) else None, tail


def _digest(row: Row, left_out: Iterable[str]) -> str:
    told = sorted((name, _plain(value)) for name, value in row.items() if name not in left_out)
    return hashlib.sha256(repr(told).encode("utf-8", "replace")).hexdigest()[:32]


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
