"""A published dataset, opened again: one version whole, and one action with all that is known of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds

from errors import UsageError
from publish.checks import files_of_table, read_table
from publish.tables import Row

MANY = 20_000
"""Identifiers beyond which only those of the same council are compared with a mistyped one."""
SHOWN = 3


@dataclass(frozen=True, slots=True)
class Opened:
    """One version; later publishing does not change it."""

    version: Path


def open_dataset(output: Path) -> Opened:
    """The version that OUTPUT/current points to now (OUTPUT may be a version itself). Raises UsageError where there is none."""
    for folder in (output / "current", output):
        if (folder / "datapackage.json").is_file():
            return Opened(folder.resolve())
    advice = "Publish one with `run`, or name the folder of an earlier run with --output."
    raise UsageError(f"{output}: there is no published dataset.", advice)


@contextmanager
def plainly(output: Path) -> Iterator[None]:
    """Within, trouble with the files of a dataset is a UsageError that says so."""
    try:
        yield
    except (OSError, pa.ArrowException) as reason:
        why = next(iter(str(getattr(reason, "strerror", None) or reason).splitlines()), type(reason).__name__).rstrip(".")
        advice = "A file of it is gone, damaged, or not for this user to read. A new run over its papers writes what is not whole anew."
        raise UsageError(f"{output}: the dataset cannot be read: {why}.", advice) from reason


def table(opened: Opened, name: str) -> pa.Table:
    """All rows of one table, without its hive keys."""
    return read_table(opened.version, name)


def refuse_strange_council(opened: Opened, name: str) -> None:
    """Returns where some council has that in its name; raises UsageError, with the one that comes closest, where none has."""
    councils = pc.unique(read_table(opened.version, "documents", ["council"])["council"].drop_null())
    if not len(councils) or pc.any(pc.match_substring(councils, name, ignore_case=True)).as_py():
        return
    known = {str(council).casefold(): str(council) for council in councils.to_pylist()}
    close = [known[each] for each in get_close_matches(name.casefold(), known, 1, cutoff=0.4)]
    advice = f"Did you mean {close[0]}?" if close else "The column council of documents.parquet has their names."
    raise UsageError(f"{name}: no council of the dataset has that in its name.", advice)


def find_action(output: Path, action_id: str) -> Row:
    """The columns of one action, with its `readings`, `deadlines` and `issues` as lists of rows.

    Raises UsageError, with the identifiers that come closest, where there is no such action.
    """
    opened = open_dataset(output)
    found = _rows_of(opened, "actions", action_id)
    if not found:
        raise UsageError(f"{action_id}: no such action.", _closest(opened, action_id))
    return found[0] | {name: _rows_of(opened, name, action_id) for name in ("readings", "deadlines", "issues")}


def _rows_of(opened: Opened, name: str, action_id: str) -> list[Row]:
    """Only the files of the action's own council are opened; the first segment of its name tells which."""
    files = [str(file) for file in files_of_table(opened.version, name)]
    below = [file for file in files if f"/authority={action_id.split('/')[0]}/" in Path(file).as_posix()]
    rows = ds.dataset(below or files, format="parquet").to_table(filter=pc.field("action_id") == action_id)
    return [dict(row) for row in rows.to_pylist()]


def _closest(opened: Opened, action_id: str) -> str:
    ids = [str(identifier) for identifier in table(opened, "actions")["action_id"].to_pylist()]
    if not ids:
        return "The dataset holds no action."
    matches = get_close_matches(action_id, _candidates(ids, action_id), SHOWN)
    if matches:
        return f"Did you mean {' or '.join(matches)}?"
    return f"Take one from the column action_id, such as {min(ids)}."


def _candidates(ids: Sequence[str], action_id: str) -> Sequence[str]:
    if len(ids) <= MANY:
        return ids
    authority = action_id.split("/")[0]
    return [identifier for identifier in ids if identifier.split("/")[0] == authority][:MANY]
