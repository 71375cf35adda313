"""A gold cell counts as whole only in a row that holds its action, and a peer that is missing is told, not measured."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from bench.pdf_peers import PEERS
from bench.pdf_speed import Paper, whole_cells

GOLD = {
    "ref": "2.1",
    "action": "Plant forty street trees",
    "lead_raw": "Parks Manager",
    "timescale_raw": "June 2027",
    "update_raw": None,
    "outcomes": ["Cooler streets", "More birds"],
}
PAPER = Paper(Path("plan.pdf"), 1, (GOLD,))


@pytest.mark.parametrize(
    ("rows", "whole"),
    [
        ([["2.1", "Plant forty\nstreet trees", "Parks Manager", "June 2027", "• Cooler streets\n• More birds"]], 4),
        ([["2.1 Plant forty street trees", "Parks Manager June 2027", ""]], 3),
        ([["Plant forty", "Parks Manager", "June 2027"]], 0),
        ([["Plant forty street trees", "Parks"], ["", "Parks Manager"]], 1),
        ([["Plant forty street trees"], ["Plant forty street trees", "June 2027"]], 2),
        ([], 0),
    ],
    ids=["as printed", "number and deadline beside others", "cut action", "cut lead", "the best row counts", "no table"],
)
def test_whole_cells(rows: Sequence[Sequence[str]], whole: int) -> None:
    assert whole_cells(rows, PAPER) == (whole, 4)


def test_deadlines_in_prose_are_not_asked_for() -> None:
    assert whole_cells([], Paper(Path("plan.pdf"), 1, (GOLD,), in_prose=True)) == (0, 3)


def test_a_missing_library_is_told() -> None:
    code = "import sys, bench.pdf_peers as peers\nsys.exit(peers.main())"
    blocked = "import importlib.util\nimportlib.util.find_spec = lambda name: None\n" + code
    assert set(PEERS) >= {"ours", "pdfium", "pdfplumber", "lattice", "hybrid", "tabula", "find_tables", "markdown"}
    done = subprocess.run([sys.executable, "-c", blocked, "markdown", "a.pdf", "b.pdf"], cwd=Path(__file__).parents[2], check=False)
    assert done.returncode == 3


def test_the_memory_of_what_is_measured_is_not_that_of_what_measures() -> None:
    ballast = bytearray(200 << 20)
    ballast[::4096] = b"x" * len(ballast[::4096])
    command = [sys.executable, "-m", "bench.memory", sys.executable, "-c", "import bench.memory as told; print(told.peak_megabytes())"]
    done = subprocess.run(command, cwd=Path(__file__).parents[2], capture_output=True, text=True, check=True)
    own, told = done.stdout.splitlines()
    assert 0 < float(own) < 100 and 0 < json.loads(told)["peak"] < 100
    assert json.loads(told)["cpu"] > 0


def test_the_launcher_gives_back_the_exit_code_of_what_it_starts() -> None:
    command = [sys.executable, "-m", "bench.memory", sys.executable, "-c", "import sys; sys.exit(3)"]
    assert subprocess.run(command, cwd=Path(__file__).parents[2], capture_output=True, check=False).returncode == 3
