"""A folder of hostile files: every one ends in a state with a reason, and the good papers among them are read."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

from tests.batch.hostile_papers import lay
from tests.batch.test_runs import MAIN
from tests.small_papers import bytes_of, rows_of


@pytest.mark.parametrize("every", [False, pytest.param(True, marks=pytest.mark.soak)])
def test_a_folder_of_hostile_files(tmp_path: Path, every: bool) -> None:
    expected = lay(tmp_path / "papers", every)
    assert len(expected) >= (60 if every else 45)
    out = tmp_path / "out"
    there = everything_below(tmp_path)
    ask = [*MAIN, "run", str(tmp_path / "papers"), "--output", str(out), "--jobs", "2", "--timeout", "60"]
    done = subprocess.run(ask, capture_output=True, text=True, check=False, timeout=1200, env={**os.environ, "TMPDIR": str(tmp_path)})
    assert done.returncode == 1, done.stderr
    assert "Traceback" not in done.stderr
    told = {row["source_file"]: (row["state"], row["error"]) for row in rows_of(out, "documents")}
    assert told.keys() == expected.keys()
    assert {name: told[name] for name, states in expected.items() if told[name][0] not in states} == {}
    assert [name for name, (state, error) in told.items() if state != "ok" and not error] == []
    assert {path for path in everything_below(tmp_path) - there if out not in Path(path).parents and Path(path) != out} == set()
    figures = json.loads((out / "run.json").read_text("utf-8"))
    assert figures["peak_memory_bytes"]["run"] < 500_000_000
    before = bytes_of(out)
    subprocess.run([*ask, "--quiet"], capture_output=True, check=False, timeout=1200)
    assert bytes_of(out) == before


def everything_below(folder: Path) -> set[str]:
    return {os.path.join(above, name) for above, folders, files in os.walk(folder) for name in (*folders, *files)}  # noqa: PTH118
