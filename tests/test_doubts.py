"""What `doubts` prints can be pasted: into a folder for --lexicons, where it settles the very doubts that printed it."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

import pipeline
from tests.small_papers import ROWS, folder_of, paper, rows_of

UNREAD = {
    "timescale_unread": ("timescales.toml", ("5", "Mend the slipway rails", "Estates Manager", 'Gannets "nest" \\ leave', "Complete")),
    "lead_unread": (
        "leads.toml",
        ("6", "Count the gulls on the pier", 'Estates Manager; whoever minds the "gulls"', "June 2025", "Complete"),
    ),
    "status_unknown": ("statuses.toml", ("7", "Clear the groynes of weed", "Estates Manager", "May 2025", "The weed is long and green")),
}
GROUP = re.compile(r"^# (\S+\.toml):.*\n", re.MULTILINE)


def run(papers: Path, output: Path, lexicons: Path | None, capsys: pytest.CaptureFixture[str]) -> str:
    """What `doubts` prints after a run."""
    more = ["--lexicons", str(lexicons)] if lexicons else []
    assert pipeline.main(["run", str(papers), "--output", str(output), "--quiet", "--jobs", "1", *more]) == 0
    capsys.readouterr()
    assert pipeline.main(["doubts", "--output", str(output)]) == 0
    return capsys.readouterr().out


def pasted(printed: str, folder: Path) -> list[str]:
    """The files that a person makes of the printed groups."""
    folder.mkdir()
    parts = GROUP.split(printed)[1:]
    for name, lines in zip(parts[::2], parts[1::2], strict=True):
        tomllib.loads(lines)
        (folder / name).write_text(lines, "utf-8")
    return parts[::2]


def codes(output: Path) -> set[str]:
    return {row["code"] for row in rows_of(output, "issues")}


@pytest.mark.parametrize("code", UNREAD)
def test_a_doubt_is_settled_by_its_own_line(code: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file, row = UNREAD[code]
    papers = folder_of(tmp_path / "papers", plan=paper(*_rows(row)))
    printed = run(papers, tmp_path / "before", None, capsys)
    assert codes(tmp_path / "before") == {code}
    assert pasted(printed, tmp_path / "mine") == [file]
    run(papers, tmp_path / "after", tmp_path / "mine", capsys)
    assert code not in codes(tmp_path / "after")


def test_all_doubts_of_a_paper_are_settled_together(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    papers = folder_of(tmp_path / "papers", plan=paper(*_rows(*(row for _, row in UNREAD.values()))))
    printed = run(papers, tmp_path / "before", None, capsys)
    assert codes(tmp_path / "before") == set(UNREAD)
    assert sorted(pasted(printed, tmp_path / "mine")) == sorted(file for file, _ in UNREAD.values())
    printed = run(papers, tmp_path / "after", tmp_path / "mine", capsys)
    assert codes(tmp_path / "after") == set()
    assert not GROUP.search(printed)


def _rows(*more: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    return (*ROWS, *more)
