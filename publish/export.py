"""Flat copies for people without Parquet: one CSV file, or an Excel workbook that explains its columns."""

from __future__ import annotations

import csv
import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow.dataset as ds

from errors import PublishError, UsageError
from publish.checks import files_of_table, read_table
from publish.reading import Opened, open_dataset
from publish.schema import LEADS, PARTITIONS, REGIONS, TABLES, Column

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

FORMULA = ("=", "+", "-", "@", "\t", "\r")
LONGEST_CELL = 32_767
CUT = " [… cut; the whole text is in the Parquet files]"
MOST_ROWS = 1_048_575
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
NO_CLOCK = datetime(2000, 1, 1)
"""Excel wants a day of creation; a fixed one gives the same bytes for the same dataset."""
BATCH = 5_000
WIDE, NARROW = 60, 16
COUNTS = next(column for column in TABLES["documents"].columns if column.name == "canonical")

Value = str | int | float | bool | date | None
Record = tuple[Value, ...]


def export_csv(output: Path, file: Path) -> int:
    """Writes every action as one line, UTF-8 with a mark that Excel knows; gives back their number.

    A cell that a spreadsheet would take for a formula is led by an apostrophe. Raises PublishError where the file cannot be written.
    """
    opened = open_dataset(output)
    written = 0

    def write(draft: Path) -> None:
        nonlocal written
        with draft.open("w", encoding="utf-8-sig", errors="replace", newline="") as lines:
            writer = csv.writer(lines)
            writer.writerow([column.name for column in _columns("actions")])
            for record in _records(opened, "actions"):
                writer.writerow([_harmless(value) for value in record])
                written += 1

    _whole(file, write)
    return written


def export_xlsx(output: Path, file: Path) -> int:
    """Writes a workbook of actions, column meanings and documents; gives back the number of actions.

    Texts stay texts, dates are dates, and a text longer than Excel allows is cut with a mark. Raises UsageError where the
    actions are more than a sheet holds, PublishError where the file cannot be written.
    """
    opened = open_dataset(output)
    actions = _dataset(opened, "actions").count_rows()
    if actions > MOST_ROWS:
        raise UsageError(f"{actions:,} actions are more than a sheet of Excel holds.", "Use --csv instead.")
    _whole(file, lambda draft: _write_workbook(draft, opened))
    return actions


# -- flat records ----------------------------------------------------------------------------------------------------------


def _columns(name: str) -> list[Column]:
    """What a flat copy has: who holds no other table must still count each action once an edition."""
    return [*_stored(name), COUNTS] if name == "actions" else _stored(name)


def _stored(name: str) -> list[Column]:
    """Boxes on pages have no flat form; their pages do."""
    flat = [column for column in TABLES[name].columns if column.type != REGIONS]
    return flat + list(PARTITIONS) if TABLES[name].partitioned else flat


def _dataset(opened: Opened, name: str) -> ds.Dataset:
    files = [str(file) for file in files_of_table(opened.version, name)]
    return ds.dataset(files, format="parquet", partitioning="hive", partition_base_dir=str(opened.version / name))


def _records(opened: Opened, name: str) -> Iterator[Record]:
    columns, poorer = _stored(name), _poorer_renditions(opened) if name == "actions" else None
    for batch in _dataset(opened, name).to_batches(columns=[column.name for column in columns], batch_size=BATCH):
        for row in batch.to_pylist():
            flat = tuple(_flat(column, row[column.name]) for column in columns)
            yield flat if poorer is None else (*flat, (row["document_id"], row["part"]) not in poorer)


def _poorer_renditions(opened: Opened) -> frozenset[tuple[str, int]]:
    """The plans that another paper prints more richly: document and part."""
    told = read_table(opened.version, "documents", ["document_id", "part", "rendition_of"]).to_pylist()
    return frozenset((row["document_id"], row["part"]) for row in told if row["rendition_of"] is not None)


def _flat(column: Column, value: Any) -> Value:
    if value is None or isinstance(value, str | int | float | date):
        return round(value, 4) if isinstance(value, float) else value
    if column.type == LEADS:
        return "; ".join(lead["name"] for lead in value)
    if column.type.startswith("map<"):
        return "; ".join(f"{name}: {text}" for name, text in value)
    return "; ".join(value)


def _harmless(value: Value) -> Value:
    return f"'{value}" if isinstance(value, str) and _is_formula(value) else value


def _is_formula(text: str) -> bool:
    return text.startswith(FORMULA) or text.lstrip().startswith(FORMULA)


# -- the workbook ----------------------------------------------------------------------------------------------------------


def _write_workbook(draft: Path, opened: Opened) -> None:
    from xlsxwriter import Workbook
    from xlsxwriter.exceptions import XlsxWriterException

    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    whole = BytesIO()  # a zip that meets a full disk complains once more, past us, when it is thrown away
    workbook = Workbook(whole, options)
    workbook.set_properties({"title": "Action plans of UK councils", "created": NO_CLOCK})
    _write_sheet(workbook, "Actions", [column.name for column in _columns("actions")], _records(opened, "actions"))
    _write_sheet(workbook, "Columns", ["table", "column", "unit", "meaning", "one of"], _meanings())
    _write_sheet(workbook, "Documents", [column.name for column in _columns("documents")], _records(opened, "documents"))
    try:
        workbook.close()
    except XlsxWriterException as reason:
        raise OSError(str(reason)) from reason
    draft.write_bytes(whole.getbuffer())


def _meanings() -> Iterator[Record]:
    for name in ("actions", "documents"):
        for column in _columns(name):
            yield name, column.name, column.unit, column.means, "; ".join(column.values)


def _write_sheet(workbook: Workbook, title: str, header: Sequence[str], records: Iterable[Record]) -> None:
    sheet = workbook.add_worksheet(title)
    bold, day, quoted = (workbook.add_format(style) for style in ({"bold": True}, {"num_format": "yyyy-mm-dd"}, {"quote_prefix": True}))
    sheet.freeze_panes(1, 0)
    for position, name in enumerate(header):
        sheet.set_column(position, position, WIDE if name in ("action", "update", "meaning", "one of") else NARROW)
        sheet.write_string(0, position, name, bold)
    last = 0
    for last, record in enumerate(records, start=1):
        for position, value in enumerate(record):
            _write_cell(sheet, last, position, value, day, quoted)
    sheet.autofilter(0, 0, last, len(header) - 1)


def _write_cell(sheet: Worksheet, row: int, position: int, value: Value, day: object, quoted: object) -> None:
    match value:
        case str():
            text = UNPRINTABLE.sub("", value)
            text = text if len(text) <= LONGEST_CELL else text[: LONGEST_CELL - len(CUT)] + CUT
            sheet.write_string(row, position, text, quoted if _is_formula(text) else None)
        case bool():
            sheet.write_boolean(row, position, value)
        case date():
            sheet.write_datetime(row, position, datetime(value.year, value.month, value.day), day)
        case int() | float():
            sheet.write_number(row, position, value)
        case None:
            return


# -- whole or not at all ---------------------------------------------------------------------------------------------------


def _whole(file: Path, write: Callable[[Path], None]) -> None:
    draft = None
    try:
        if file.is_dir():
            raise UsageError(f"{file} is a folder.", "Name the file that is to be written in it.")
        if file.exists() and not file.is_file():
            raise UsageError(f"{file} is no plain file.", "Name a file in a folder; it can be copied from there.")
        whole = file.resolve()
        draft = whole.with_name(f".{whole.name}.{os.getpid()}")
        write(draft)
        draft.replace(whole)
    except OSError as reason:
        advice = "Give a file name in a folder that this user may write to, on a disk with space."
        raise PublishError(f"{file}: the copy cannot be written: {reason.strerror or reason}.", advice) from reason
    finally:
        with suppress(OSError):  # what could not be made is not there
            if draft is not None:
                draft.unlink()
