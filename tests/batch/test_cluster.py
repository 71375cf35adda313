"""The same run on the workers of a cluster: the same bytes, and what misbehaves costs itself there too."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import pipeline
from batch.engines import Start, WorkerEnded, cluster
from batch.limits import Limits
from errors import UsageError
from tests.batch.hostile import answer
from tests.batch.test_runs import ROOT, undisturbed, until, wards
from tests.small_papers import bytes_of

LOOPBACK = "127.0.0.1"


@pytest.fixture(scope="module")
def scheduler(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a real scheduler with two workers of one thread each, all on loopback."""
    folder = tmp_path_factory.mktemp("cluster")
    told = folder / "scheduler.json"
    seen = {**os.environ, "PYTHONPATH": str(ROOT), "DASK_DISTRIBUTED__WORKER__DAEMON": "False"}
    ask = ["--host", LOOPBACK, "--no-dashboard"]
    dask = [sys.executable, "-m", "dask"]
    processes = [subprocess.Popen([*dask, "scheduler", *ask, "--port", "0", "--scheduler-file", str(told)], env=seen, cwd=folder)]
    until(lambda: told.exists() and told.stat().st_size > 0)
    workers = ["--nworkers", "2", "--nthreads", "1", "--scheduler-file", str(told), "--local-directory", str(folder)]
    processes.append(subprocess.Popen([*dask, "worker", *ask, *workers], env=seen, cwd=folder))
    address = json.loads(told.read_text("utf-8"))["address"]
    yield address
    for process in reversed(processes):
        process.terminate()
        process.wait(30)


def test_a_cluster_gives_the_same_bytes(tmp_path: Path, scheduler: str) -> None:
    papers = wards(tmp_path / "papers", 12)
    assert pipeline.main(["run", str(papers), "--output", str(tmp_path / "out"), "--quiet", "--scheduler", scheduler]) == 0
    assert bytes_of(tmp_path / "out") == undisturbed(papers, tmp_path / "other")


def test_a_document_that_misbehaves_costs_no_worker_of_the_cluster(scheduler: str) -> None:
    with cluster(scheduler, Limits(seconds=2.0), Start("tests.batch.hostile")) as engine:
        hanging, aborting, good = (engine.executor.submit(answer, word) for word in ("hang", "abort", "a good paper"))
        assert good.result(60) == "A GOOD PAPER"
        for future, code in ((hanging, -signal.SIGALRM), (aborting, -signal.SIGABRT)):
            reason = future.exception(60)
            assert isinstance(reason, WorkerEnded)
            assert reason.exit_code == code


def test_without_a_scheduler_the_remedy_is_told() -> None:
    with pytest.raises(UsageError, match="no scheduler answers there. Start one"), cluster(f"tcp://{LOOPBACK}:9", Limits(), Start("json")):
        pytest.fail("somebody answered")
