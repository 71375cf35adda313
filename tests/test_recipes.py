"""The recipes work as they stand, on the papers that they name."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import duckdb
import pytest

import pipeline
from review.ask import QUESTIONS
from tests.test_docs import fenced

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "recipes.md"
COMMANDS = [line for block in fenced(PAGE, "sh") for line in block.splitlines()]


@pytest.fixture(scope="module")
def kitchen(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("kitchen")
    pipeline.main(["run", str(ROOT / "samples" / "editions"), "--output", str(folder / "output"), "--jobs", "1", "--quiet"])
    return folder


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_runs(kitchen: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], command: str) -> None:
    program, *arguments = shlex.split(command)
    assert program == "council-plans"
    monkeypatch.chdir(kitchen)
    assert pipeline.main(arguments) == 0
    assert "ask unowned" in command or len(capsys.readouterr().out.splitlines()) > 3


def test_every_query_runs(kitchen: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(kitchen)
    found = [duckdb.sql(query).fetchall() for query in fenced(PAGE, "sql")]
    assert [len(rows) for rows in found] == [2, 2]
    assert [row[1] for row in found[0]] == [14, 8]


def test_every_snippet_runs(kitchen: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(kitchen)
    (snippet,) = fenced(PAGE, "python")
    exec(compile(snippet, "recipes.md", "exec"), {})  # noqa: S102
    assert len(capsys.readouterr().out.splitlines()) > 8


def test_every_question_has_its_line() -> None:
    assert set(re.findall(r"^\| `(\w+)` \|", PAGE.read_text("utf-8"), re.MULTILINE)) == set(QUESTIONS)
    assert {question for question in QUESTIONS if any(f"ask {question}" in command for command in COMMANDS)} == set(QUESTIONS)
