"""Flat copies: the same rows, safe in a spreadsheet, whole or not there."""

from __future__ import annotations

import csv
import gc
import io
import sys
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest

from errors import PublishError, UsageError
from model import Edition, Linked, Linker
from publish import export as export_module
from publish.dataset import publish
from publish.export import CUT, LONGEST_CELL, export_csv, export_xlsx
from tests.publish.factories import harvest, plan, record, said, some_harvests


def lines(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as opened:
        return list(csv.DictReader(opened))


def sheet(file: Path, name: str) -> list[dict[str, object]]:
    header, *rows = openpyxl.load_workbook(file)[name].iter_rows(values_only=True)
    return [dict(zip(map(str, header), row, strict=True)) for row in rows]


def test_csv_holds_every_action_flat_with_a_mark_for_excel(tmp_path: Path) -> None:
    publish(some_harvests(), tmp_path / "out")
    assert export_csv(tmp_path / "out", tmp_path / "flat.csv") == 4
    assert (tmp_path / "flat.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    row = next(row for row in lines(tmp_path / "flat.csv") if row["action_ref"] == "A")
    assert row["leads"] == "Parks Team; Woodland Trust"
    assert (row["due_date"], row["extra"], row["authority"], row["year"]) == ("2025-03-31", "Cost: Officer time", "leeds", "2023")
    assert "regions" not in row


def test_of_two_renditions_one_is_marked_as_the_one_to_count(tmp_path: Path) -> None:
    def one_edition(family: Sequence[Edition]) -> Linked:
        return Linked(renditions={(family[1].document_id, family[1].part): family[0].document_id})

    papers = [harvest(plan(record()), label=label, content=label) for label in ("a.txt", "b.txt")]
    publish(papers, tmp_path / "out", Linker("one", lambda editions: [[0, 1]], one_edition))
    export_csv(tmp_path / "out", tmp_path / "flat.csv")
    assert [(row["source_file"], row["canonical"]) for row in lines(tmp_path / "flat.csv")] == [("a.txt", "True"), ("b.txt", "False")]


def test_xlsx_holds_actions_meanings_and_documents(tmp_path: Path) -> None:
    publish(some_harvests(), tmp_path / "out")
    assert export_xlsx(tmp_path / "out", tmp_path / "flat.xlsx") == 4
    assert openpyxl.load_workbook(tmp_path / "flat.xlsx").sheetnames == ["Actions", "Columns", "Documents"]
    row = next(row for row in sheet(tmp_path / "flat.xlsx", "Actions") if row["action_ref"] == "A")
    assert (row["due_date"], row["is_ongoing"], row["confidence"], row["leads"]) == (
        datetime(2025, 3, 31),
        False,
        0.9,
        "Parks Team; Woodland Trust",
    )
    assert len(sheet(tmp_path / "flat.xlsx", "Documents")) == 5
    meanings = {(row["table"], row["column"]) for row in sheet(tmp_path / "flat.xlsx", "Columns")}
    assert set(sheet(tmp_path / "flat.xlsx", "Actions")[0]) == {column for name, column in meanings if name == "actions"}


@pytest.mark.parametrize("text", ["=1+1", "+44 1904", "-2 trees", "@SUM(A1)", "\t=1+1", "  =HYPERLINK(A1)"])
def test_no_cell_is_a_formula(tmp_path: Path, text: str) -> None:
    publish([harvest(plan(record(update=said(text))))], tmp_path / "out")
    export_csv(tmp_path / "out", tmp_path / "flat.csv")
    export_xlsx(tmp_path / "out", tmp_path / "flat.xlsx")
    assert lines(tmp_path / "flat.csv")[0]["update"] == f"'{text}"
    workbook = openpyxl.load_workbook(tmp_path / "flat.xlsx")
    cells = [cell for row in workbook["Actions"].iter_rows() for cell in row if cell.value == text]
    assert [(cell.data_type, cell.quotePrefix) for cell in cells] == [("s", True)]


def test_harmless_text_and_negative_numbers_stay(tmp_path: Path) -> None:
    publish([harvest(plan(record(action="Cut CO2 - by half")))], tmp_path / "out")
    export_csv(tmp_path / "out", tmp_path / "flat.csv")
    assert lines(tmp_path / "flat.csv")[0]["action"] == "Cut CO2 - by half"


def test_a_text_too_long_for_a_cell_is_cut_in_xlsx_only(tmp_path: Path) -> None:
    long = "word " * 8_000
    publish([harvest(plan(record(update=said(long))))], tmp_path / "out")
    export_csv(tmp_path / "out", tmp_path / "flat.csv")
    export_xlsx(tmp_path / "out", tmp_path / "flat.xlsx")
    assert lines(tmp_path / "flat.csv")[0]["update"] == long
    cut = str(sheet(tmp_path / "flat.xlsx", "Actions")[0]["update"])
    assert len(cut) == LONGEST_CELL
    assert cut.endswith(CUT)


def test_characters_that_excel_refuses_are_left_out(tmp_path: Path) -> None:
    publish([harvest(plan(record(update=said("Half\x0cway\x00 done"))))], tmp_path / "out")
    export_xlsx(tmp_path / "out", tmp_path / "flat.xlsx")
    assert sheet(tmp_path / "flat.xlsx", "Actions")[0]["update"] == "Halfway done"


def test_an_empty_dataset_has_its_header(tmp_path: Path) -> None:
    publish([], tmp_path / "out")
    assert export_csv(tmp_path / "out", tmp_path / "flat.csv") == export_xlsx(tmp_path / "out", tmp_path / "flat.xlsx") == 0
    assert lines(tmp_path / "flat.csv") == []
    assert (tmp_path / "flat.csv").read_text("utf-8-sig").startswith("action_id,")


@pytest.mark.parametrize("export", [export_csv, export_xlsx])
def test_the_same_dataset_gives_the_same_bytes(tmp_path: Path, export: Callable[[Path, Path], int]) -> None:
    publish(some_harvests(), tmp_path / "out")
    export(tmp_path / "out", tmp_path / "one")
    export(tmp_path / "out", tmp_path / "other")
    assert (tmp_path / "one").read_bytes() == (tmp_path / "other").read_bytes()


@pytest.mark.parametrize("export", [export_csv, export_xlsx])
def test_where_it_cannot_be_written_nothing_is_left_and_the_copy_before_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, export
) -> None:
    publish(some_harvests(), tmp_path / "out")
    with pytest.raises(PublishError, match="Give a file name in a folder"):
        export(tmp_path / "out", tmp_path / "no" / "folder" / "flat")
    with pytest.raises(UsageError, match="no plain file"):
        export(tmp_path / "out", Path("/dev/null"))
    (tmp_path / "copies").mkdir()
    (tmp_path / "copies" / "flat").write_text("before")

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(export_module, "_records", full)
    with pytest.raises(PublishError, match="No space left"):
        export(tmp_path / "out", tmp_path / "copies" / "flat")
    assert [(path.name, path.read_text()) for path in (tmp_path / "copies").iterdir()] == [("flat", "before")]


class FullDisk(io.FileIO):
    """A file that takes no byte."""

    def write(self, _: object) -> int:
        raise OSError(28, "No space left on device")


def test_a_workbook_that_meets_a_full_disk_leaves_no_complaints_of_a_library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(some_harvests(), tmp_path / "out")
    noise: list[object] = []
    monkeypatch.setattr(sys, "unraisablehook", noise.append)
    usual = io.open
    monkeypatch.setattr(
        io, "open", lambda file, *more, **named: FullDisk(file, "w") if ".flat" in str(file) else usual(file, *more, **named)
    )
    with pytest.raises(PublishError, match="No space left on device"):
        export_xlsx(tmp_path / "out", tmp_path / "flat.xlsx")
    gc.collect()
    assert not noise
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_more_actions_than_a_sheet_holds_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(some_harvests(), tmp_path / "out")
    monkeypatch.setattr(export_module, "MOST_ROWS", 3)
    with pytest.raises(UsageError, match="Use --csv"):
        export_xlsx(tmp_path / "out", tmp_path / "flat.xlsx")
