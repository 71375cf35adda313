"""Runs that follow one another: what was read is not read again, what is stopped goes on, and the bytes are always the same."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import pipeline
from batch.codec import Unreadable, packed, unpacked
from batch.store import Store, prune
from extract.sources import find_sources
from harvest import harvest
from model import Harvest
from reading import ready_words
from tests.small_papers import ROWS, bytes_of, document_states, folder_of, paper, rows_of

ROOT = Path(__file__).resolve().parents[2]
MAIN = [sys.executable, str(ROOT / "pipeline.py")]


def run(papers: Path, output: Path, *more: str) -> dict[str, Any]:
    """The figures that the run leaves beside the dataset."""
    pipeline.main(["run", str(papers), "--output", str(output), "--jobs", "1", "--quiet", *more])
    return dict(json.loads((output / "run.json").read_text("utf-8")))


def wards(where: Path, many: int) -> Path:
    return folder_of(where, **{f"p{number:03}": paper(title=f"Ward {number} Action Plan 2025") for number in range(many)})


def undisturbed(papers: Path, output: Path) -> dict[str, bytes]:
    run(papers, output)
    return bytes_of(output)


# -- what was read is kept ---------------------------------------------------------------------------------------------------


def test_a_second_run_over_unchanged_papers_reads_none(tmp_path: Path) -> None:
    papers = wards(tmp_path / "papers", 3)
    first = run(papers, tmp_path / "out")
    before = bytes_of(tmp_path / "out")
    second = run(papers, tmp_path / "out")
    assert [first["documents_read"], second["documents_read"], second["documents_remembered"]] == [3, 0, 3]
    assert bytes_of(tmp_path / "out") == before
    assert (second["rows"], second["documents_by_state"]) == (12, {"ok": 3})


def test_a_new_word_reads_cells_again_and_not_papers(tmp_path: Path) -> None:
    papers, lexicons = folder_of(tmp_path / "papers", a=paper((*ROWS[0][:4], "Gone fishing"), *ROWS[1:])), tmp_path / "words"
    run(papers, tmp_path / "out")
    lexicons.mkdir()
    (lexicons / "leads.toml").write_text('[organisations]\n"The Bandstand Trust" = ["tbt of the pier"]\n', "utf-8")
    told = run(papers, tmp_path / "out", "--lexicons", str(lexicons))
    assert (told["documents_read"], told["extractions_made"]) == (1, 0)


def test_a_word_that_layout_asks_for_has_the_paper_read_again(tmp_path: Path) -> None:
    text = paper().replace("By when", "Flibbertigib")
    papers, lexicons = folder_of(tmp_path / "papers", a=text), tmp_path / "words"
    run(papers, tmp_path / "out")
    lexicons.mkdir()
    (lexicons / "headings.toml").write_text('[roles]\ntimescale = ["flibbertigib"]\n', "utf-8")
    told = run(papers, tmp_path / "out", "--lexicons", str(lexicons))
    assert (told["documents_read"], told["extractions_made"]) == (1, 1)
    assert rows_of(tmp_path / "out", "actions")[0]["timescale_raw"] == "June 2025"


def test_a_paper_is_known_by_its_bytes_under_another_name(tmp_path: Path) -> None:
    papers = folder_of(tmp_path / "papers", a=paper())
    run(papers, tmp_path / "out")
    (papers / "a.txt").rename(papers / "b.txt")
    told = run(papers, tmp_path / "out")
    assert (told["documents_read"], told["extractions_made"]) == (1, 0)
    assert document_states(tmp_path / "out") == {"b.txt": "ok"}


def test_a_paper_that_was_taken_away_leaves_the_dataset_and_the_run_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    papers = wards(tmp_path / "papers", 2)
    run(papers, tmp_path / "out")
    (papers / "p001.txt").unlink()
    pipeline.main(["run", str(papers), "--output", str(tmp_path / "out"), "--jobs", "1"])
    assert "documents 1 gone" in capsys.readouterr().out
    assert document_states(tmp_path / "out") == {"p000.txt": "ok"}


def test_a_paper_changed_in_place_is_read_again_though_its_size_is_the_same(tmp_path: Path) -> None:
    papers = folder_of(tmp_path / "papers", a=paper())
    long_ago = time.time() - 3600
    os.utime(papers / "a.txt", (long_ago, long_ago))
    run(papers, tmp_path / "out")
    (papers / "a.txt").write_text(paper().replace("bandstand", "bandstaff"), "utf-8")
    assert run(papers, tmp_path / "out")["documents_read"] == 1
    assert "bandstaff" in rows_of(tmp_path / "out", "actions")[1]["action"]


@pytest.mark.parametrize("damage", [b"", b"not gzip", b"\x1f\x8b\x08\x00cut"])
@pytest.mark.parametrize("stage", ["records", "extractions", "papers.sqlite"])
def test_a_damaged_store_costs_time_and_nothing_else(tmp_path: Path, stage: str, damage: bytes) -> None:
    papers, out = wards(tmp_path / "papers", 2), tmp_path / "out"
    whole = undisturbed(papers, out)
    held = out / ".store" / stage
    for path in [held] if held.is_file() else [path for path in held.rglob("*") if path.is_file()]:
        path.write_bytes(damage)
    shutil.rmtree(out / "versions")
    (out / "current").unlink()
    run(papers, out, *(["--keep-contacts"] if stage == "extractions" else []))
    assert bytes_of(out) == whole


def test_pruning_leaves_what_the_next_run_asks_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    papers, out = wards(tmp_path / "papers", 3), tmp_path / "out"
    run(papers, out)
    (papers / "p002.txt").unlink()
    run(papers, out)
    assert pipeline.main(["store", "--prune", "--output", str(out)]) == 0
    assert "2 results" in capsys.readouterr().out
    assert run(papers, out)["documents_read"] == 0
    assert pipeline.main(["store", "--output", str(out)]) == 0
    assert "extractions" in capsys.readouterr().out


def test_pruning_all_but_some_keeps_those(tmp_path: Path) -> None:
    store = Store(tmp_path)
    for key in ("aa11", "bb22"):
        store.put("records", key, b"word")
    assert (prune(store, {"aa11"}).results, [*store.keys("records")], store.get("records", "bb22")) == (1, ["aa11"], None)


def test_pruning_sweeps_what_was_left_half_written_and_no_register_of_a_run_that_may_live(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.put("records", "aa11", b"word")
    left, register = tmp_path / "records" / "aa" / ".unfinished-1-aa12.json.gz", tmp_path / ".unfinished-1-papers.sqlite"
    left.touch(), register.touch()
    prune(store, {"aa11"})
    assert (left.exists(), register.exists()) == (False, True)


def test_a_harvest_comes_back_as_it_was(shared: Path) -> None:
    for source in find_sources([ROOT / "samples" / "plans", shared / "seeds"]):
        read = harvest(source, ready_words(None))
        assert unpacked(Harvest, packed(read)) == read
    with pytest.raises(Unreadable):
        unpacked(Harvest, packed(["no harvest"]))


# -- what is stopped goes on ---------------------------------------------------------------------------------------------------


def descendants(process: int) -> Iterator[int]:
    for child in Path(f"/proc/{process}/task/{process}/children").read_text("utf-8").split():
        yield int(child)
        yield from descendants(int(child))


def until(happens: Callable[[], bool], seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not happens():
        assert time.monotonic() < end, "it never happened"
        time.sleep(0.02)


def started(papers: Path, out: Path, log: Path, *more: str) -> subprocess.Popen[bytes]:
    """A run with two workers, some papers of which are read."""
    ask = [*MAIN, "run", str(papers), "--output", str(out), "--jobs", "2", "--log", str(log), *more]
    process = subprocess.Popen(ask, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL)
    until(lambda: log.exists() and log.read_bytes().count(b"\n") >= 3 or process.poll() is not None)
    return process


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="asks /proc which processes are left")
def test_a_run_that_is_killed_leaves_the_old_version_and_no_worker_and_the_next_goes_on(tmp_path: Path) -> None:
    papers, out, log = wards(tmp_path / "papers", 1), tmp_path / "out", tmp_path / "log"
    before = undisturbed(papers, out)
    wards(papers, 60)
    process = started(papers, out, log)
    workers = [*descendants(process.pid)]
    assert workers
    process.kill()
    assert process.wait(40) == -signal.SIGKILL
    until(lambda: not any(Path(f"/proc/{worker}").exists() for worker in workers))
    assert bytes_of(out) == before
    told = run(papers, out)
    assert 0 < told["documents_read"] < 59
    assert bytes_of(out) == undisturbed(papers, tmp_path / "other")


@pytest.mark.parametrize("blow", [signal.SIGINT, signal.SIGTERM])
def test_a_run_that_is_stopped_publishes_what_is_whole(tmp_path: Path, blow: signal.Signals) -> None:
    papers, out, log = wards(tmp_path / "papers", 1), tmp_path / "out", tmp_path / "log"
    run(papers, out)
    wards(papers, 90)
    process = started(papers, out, log)
    process.send_signal(blow)
    said = process.communicate(timeout=60)[1].decode()
    assert process.returncode == 130
    assert "documents unread. Run it again to go on." in said
    assert "Traceback" not in said
    read = document_states(out)
    assert 1 < len(read) < 90
    assert read["p000.txt"] == "ok"
    told = run(papers, out)
    assert told["documents_remembered"] == len(read)
    assert bytes_of(out) == undisturbed(papers, tmp_path / "other")


def test_a_paper_that_hangs_costs_itself_and_is_left_alone_after_three_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    papers, out = wards(tmp_path / "papers", 3), tmp_path / "out"
    monkeypatch.setattr("run_reader.read_one", hang_over_one)
    ask = ["run", str(papers), "--output", str(out), "--jobs", "2", "--quiet", "--timeout"]
    read = []
    for limit in ("12", "1", "1", "1"):  # the first reads the sound papers too, which a machine with other work may be slow at
        assert pipeline.main([*ask, limit]) == 1
        read.append(json.loads((out / "run.json").read_text("utf-8"))["documents_read"])
        assert document_states(out) == {"p000.txt": "ok", "p001.txt": "failed", "p002.txt": "ok"}
    assert read == [3, 1, 1, 0]
    (row,) = (row for row in rows_of(out, "documents") if row["state"] == "failed")
    assert row["error"].startswith("p001.txt: reading it took longer than 1 s. Give it more with --timeout")


def hang_over_one(task: Any) -> Any:
    from reading import read_one

    if task.source.label == "p001.txt":
        time.sleep(60)
    return read_one(task)
