"""The measure of growth can be taken: its papers are published, and again without one of them being loaded."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.publish import measure_growth


def test_the_second_run_loads_none_and_the_third_what_is_new(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(measure_growth, "COUNCILS", 3)
    monkeypatch.setattr(measure_growth, "ROWS", 2)
    runs = [measure_growth.measured(count, tmp_path / "out") for count in (7, 7, 9)]
    assert [run["loaded"] for run in runs] == [7, 0, 2]
