"""What every test may ask for."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("steady", derandomize=True, deadline=None)
settings.register_profile("searching", max_examples=1_000, print_blob=True, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))
"""The same examples in every run, so that a red run is the change's own doing; `searching` looks for new ones. None is timed: a machine
that does other work is no fault of the code."""

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def root() -> Path:
    """The folder of the checkout."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real papers and their gold; the test is skipped where it is not there."""
    folder = Path(os.environ.get("SHARED") or ROOT.parent / "shared").resolve()
    if not (folder / "seeds").is_dir():
        pytest.skip(f"real papers are not here: {folder} has no folder 'seeds'; set SHARED to where they are")
    return folder
