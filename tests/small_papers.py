"""Small papers for tests of the whole way from file to dataset, and the dataset read back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow.dataset as ds

ROWS = (
    ("1", "Empty every bin on the promenade twice a day in summer", "Street Scene Team", "June 2025", "Complete"),
    ("2", "Paint the bandstand before the first concert is held", "Estates Manager", "By March 2026", "Not started"),
    ("3", "Move the benches out of reach of the winter tides", "Estates Manager", "Ongoing", "In progress"),
    ("4", "Open the old baths to swimmers every weekend", "Head of Leisure", "Q3 2025/26", "Completed"),
)


def paper(*rows: tuple[str, ...], title: str = "Seafront Action Plan 2024-2026") -> str:
    """A plan as a text of tabs; without rows it has those above."""
    lines = ["\t".join(row) for row in rows or ROWS]
    return "\n".join(["Lewes District Council", title, "", "Ref\tAction\tLead\tBy when\tProgress", *lines, ""])


def folder_of(where: Path, **texts: str | bytes) -> Path:
    """A folder with these papers in it, each named for its key."""
    where.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (where / f"{name}.txt").write_bytes(text if isinstance(text, bytes) else text.encode())
    return where


def rows_of(output: Path, table: str) -> list[dict[str, Any]]:
    """All rows of a published table."""
    path = output / "current" / table
    source = path if path.is_dir() else path.with_suffix(".parquet")
    return list(ds.dataset(source, partitioning="hive" if path.is_dir() else None).to_table().to_pylist())


def document_states(output: Path) -> dict[str, str]:
    """State by source file."""
    return {row["source_file"]: row["state"] for row in rows_of(output, "documents")}


def bytes_of(output: Path) -> dict[str, bytes]:
    """Every file of the version that `current` points to, by its path in it."""
    version = (output / "current").resolve()
    return {path.relative_to(version).as_posix(): path.read_bytes() for path in sorted(version.rglob("*")) if path.is_file()}
