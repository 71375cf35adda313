"""Whoever reads, a document that misbehaves costs itself."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import Future
from pathlib import Path

import pytest

from batch.drive import drive
from batch.engines import Engine, Start, WorkerEnded, beside, here
from batch.limits import Limits, Offline, why_it_ended
from tests.batch.hostile import answer

LIMITS = Limits(seconds=2.0)
ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture(scope="module")
def workers() -> Iterator[Engine]:
    with beside(2, LIMITS, Start("tests.batch.hostile")) as engine:
        yield engine


def ended(engine: Engine, word: str) -> int:
    reason = engine.executor.submit(answer, word).exception(30)
    assert isinstance(reason, WorkerEnded)
    return reason.exit_code


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("hang", -signal.SIGALRM),
        ("abort", -signal.SIGABRT),
        ("break", -signal.SIGSEGV),
        ("vanish", -signal.SIGKILL),
        ("leave", 7),
    ],
)
def test_a_worker_that_ends_costs_its_own_document(workers: Engine, word: str, code: int) -> None:
    beside_it = [workers.executor.submit(answer, f"paper {number}") for number in range(4)]
    assert ended(workers, word) == code
    assert [future.result(30) for future in beside_it] == [f"PAPER {number}" for number in range(4)]


def test_a_reader_that_never_comes_back_is_ended_by_one_clock_or_the_other(workers: Engine) -> None:
    assert ended(workers, "spin") in (-signal.SIGALRM, -signal.SIGXCPU)


def test_more_memory_than_a_document_may_take_is_not_given(workers: Engine) -> None:
    assert isinstance(workers.executor.submit(answer, "swallow").exception(30), MemoryError)


def test_reading_a_paper_reaches_no_network(workers: Engine) -> None:
    assert isinstance(workers.executor.submit(answer, "phone").exception(30), Offline)


def test_what_is_asked_here_is_answered_at_once() -> None:
    with here() as engine:
        assert engine.executor.submit(answer, "now").done()
        assert engine.executor.submit(int, "no number").exception() is not None


@pytest.mark.parametrize(("code", "said"), [(-14, "longer than 5 s"), (-9, "want of memory"), (3, "exit code 3"), (-4242, "exit code")])
def test_why_a_worker_ended_is_said_with_advice(code: int, said: str) -> None:
    told = why_it_ended(code, Limits(seconds=5))
    assert said in told
    assert told.endswith(".")


def test_no_more_is_handed_out_than_can_be_taken() -> None:
    asked: list[int] = []

    def papers() -> Iterator[int]:
        for number in range(50):
            asked.append(number)
            yield number

    with here() as engine:
        answers = drive(lambda ask: engine.executor.submit(str, ask), 3, papers(), lambda: False, lambda under_way: None)
        next(answers)
        assert len(asked) <= 3
        assert len([*answers]) == 49


def test_once_stopped_nothing_more_is_handed_out_and_nothing_handed_out_is_lost() -> None:
    stops = iter([False, False, False, True])
    done = [*drive(_here, 2, range(50), lambda: next(stops, True), lambda under_way: None)]
    assert 1 <= len(done) <= 4
    assert [each.future.result() for each in done] == [str(each.asked) for each in done]


def _here(ask: int) -> Future[str]:
    with here() as engine:
        return engine.executor.submit(str, ask)


def test_workers_are_gone_when_the_engine_is() -> None:
    with beside(1, LIMITS, Start("tests.batch.hostile")) as engine:
        worker = engine.executor.submit(os.getpid).result(30)
    with pytest.raises(ProcessLookupError):
        os.kill(worker, 0)


@pytest.mark.parametrize(
    ("trouble", "told"),
    [
        ("synchronize.SemLock.__setstate__(object.__new__(synchronize.SemLock), (0, 1, 1, '/gone'))", ""),
        ("open('/gone')", "FileNotFoundError"),
    ],
)
def test_a_worker_born_too_late_says_nothing_and_other_trouble_is_told(trouble: str, told: str) -> None:
    script = f"import batch.newborn\nfrom multiprocessing import synchronize\n{trouble}"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False, timeout=60, cwd=ROOT)
    assert done.returncode == 1
    assert told in done.stderr and bool(told) == bool(done.stderr)


def test_modules_of_the_folder_that_a_run_is_started_in_are_not_ours(tmp_path: Path) -> None:
    for name in ("model", "errors", "harvest"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('imported')\n", "utf-8")
    paper = ROOT / "samples" / "plans" / "parks-markdown-rag.txt"
    ask = [sys.executable, str(ROOT / "pipeline.py"), "run", str(paper), "--output", str(tmp_path / "out"), "--jobs", "2", "--quiet"]
    done = subprocess.run(ask, capture_output=True, text=True, check=False, timeout=120, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
