"""What people tell about papers in a `sources.csv` that lies beside them."""

from __future__ import annotations

import csv
import difflib
import io
import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path, PurePosixPath

from errors import ConfigurationError, SourceError
from extract.files.encodings import decode
from model import Told

NAME = "sources.csv"
COLUMNS = ("file", "council", "committee", "meeting_date", "title", "url")

_DAY_FIRST = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})", re.ASCII)


def read_told(folder: Path) -> Mapping[str, Told]:
    """What the `sources.csv` of this folder says, by the paper's path below the folder; empty where there is none.

    Raises ConfigurationError, naming file, line and remedy, where it cannot be read.
    """
    path = folder / NAME
    if not _is_there(path):
        return {}
    told: dict[str, Told] = {}
    for line, row in _rows(path):
        if not any(row.values()):
            continue
        file, said = _file(path, line, row.get("file", "")), _said(path, line, row)
        if told.setdefault(file, said) != said:
            raise ConfigurationError(f"{path}, line {line}: {file!r} is told about twice, and not the same.", "Leave one of the two lines.")
    return told


def _is_there(path: Path) -> bool:
    try:
        return path.is_file()
    except PermissionError:  # nothing in this folder can be opened: each of its papers will say so
        return False


def _rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """Each row below the header with its line in the file, by column, blanks cut off."""
    reader = csv.reader(io.StringIO(_text(path), newline=""), strict=True)
    header: list[str] | None = None
    line = 1
    try:
        for cells in reader:
            cells = [cell.strip() for cell in cells]
            if header is None:
                header = _header(path, line, cells) if any(cells) else None
            elif len(cells) > len(header) and any(cells[len(header) :]):
                raise ConfigurationError(
                    f"{path}, line {line}: {len(cells)} cells, but the header has {len(header)}.",
                    'Put a cell that holds a comma in quotes: "Housing, Health".',
                )
            else:
                yield line, dict(zip(header, cells, strict=False))
            line = reader.line_num + 1
    except csv.Error as reason:
        remedy = "Close the quotes, or save the sheet anew as CSV with commas."
        raise ConfigurationError(f"{path}, line {line}: {reason}.", remedy) from reason


def _text(path: Path) -> str:
    try:
        return decode(path.read_bytes(), str(path)).text
    except SourceError as reason:
        raise ConfigurationError(f"{reason.args[0]}", f"Save it as CSV in UTF-8 with the header {','.join(COLUMNS)}.") from reason
    except OSError as reason:
        remedy = "Check that this user may read it, or take it away."
        raise ConfigurationError(f"{path}: cannot be read: {reason.strerror}.", remedy) from reason


def _header(path: Path, line: int, cells: list[str]) -> list[str]:
    header = ["_".join(cell.casefold().split()) for cell in cells]
    if "file" not in header:
        raise ConfigurationError(f"{path}, line {line}: no column is called file.", f"Let the first line read {','.join(COLUMNS)}.")
    for name in header:
        if name and header.count(name) > 1:
            raise ConfigurationError(f"{path}, line {line}: two columns are called {name}.", "Rename or remove one of them.")
        meant = difflib.get_close_matches(name, COLUMNS, 1, 0.8)
        if name not in COLUMNS and meant:
            raise ConfigurationError(f"{path}, line {line}: no column is called {name}.", f"If it is meant to be {meant[0]}, write that.")
    return header


def _file(path: Path, line: int, printed: str) -> str:
    """The paper's path below the folder, with forward slashes."""
    file = PurePosixPath(printed.replace("\\", "/"))
    if not printed or file.is_absolute() or ".." in file.parts or not file.parts:
        raise ConfigurationError(
            f"{path}, line {line}: {printed!r} is no file below this folder.", f"Write the paper's path as seen from the folder of {NAME}."
        )
    return str(file)


def _said(path: Path, line: int, row: Mapping[str, str]) -> Told:
    return Told(
        council=row.get("council") or None,
        committee=row.get("committee") or None,
        meeting_date=_date(path, line, row.get("meeting_date", "")),
        title=row.get("title") or None,
        url=row.get("url") or None,
    )


def _date(path: Path, line: int, printed: str) -> date | None:
    if not printed:
        return None
    day_first = _DAY_FIRST.fullmatch(printed)
    try:
        return date(int(day_first[3]), int(day_first[2]), int(day_first[1])) if day_first else date.fromisoformat(printed)
    except ValueError as reason:
        remedy = "Write meeting_date as 2024-11-05 or 05/11/2024."
        raise ConfigurationError(f"{path}, line {line}: {printed!r} is no date.", remedy) from reason
