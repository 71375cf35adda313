"""What is remembered of papers from run to run."""

from __future__ import annotations

import fcntl
import os
import sqlite3
import time
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from batch.papers import NAME, Memory, load_memory
from batch.register import PAGE, _sweep, open_register
from model import Found, Outcome, Source, Told

OUTCOME = Outcome("a.txt", "ab" * 32, "text/plain", 4, "ok", rows=3, key="k1", seconds=0.25, extracted=True)
FOUND = Found("a.txt", "/papers/a.txt", "/papers/a.txt", Told("York", meeting_date=date(2024, 11, 5)))
SOURCE = Source("a.txt", "/papers/a.txt", "ab" * 32, 4, "text/plain", FOUND.told)
OLD = 1_000_000_000 * 10**9


def lies(size: int = 4, changed: int = OLD) -> os.stat_result:
    return os.stat_result((0o100644, 0, 0, 1, 0, 0, size, 0, 0, 0), {"st_mtime_ns": changed})


def remembered(folder: Path, changed: int | None = OLD, outcome: Outcome = OUTCOME, found: Found = FOUND) -> None:
    """What one run leaves of one paper."""
    with open_register(folder, "one") as register:
        register.add([found])
        register.know(replace(SOURCE, label=found.label, path=found.path), changed)
        register.tell(replace(outcome, label=found.label))
        register.save()


def test_a_file_that_lies_as_it_lay_is_known(tmp_path: Path) -> None:
    remembered(tmp_path)
    memory = load_memory(tmp_path, "one")
    assert memory.recall("/papers/a.txt", lies()) == (OUTCOME.sha256, OUTCOME.media_type)
    others = (("/papers/b.txt", lies()), ("/papers/a.txt", lies(5)), ("/papers/a.txt", lies(4, 7)))
    assert [memory.recall(*other) for other in others] == [None] * 3
    assert (memory.outcome("a.txt"), memory.outcome("b.txt"), [*memory.outcomes()]) == (OUTCOME, None, [OUTCOME])


def test_other_readers_look_at_files_anew_and_know_what_came_of_them(tmp_path: Path) -> None:
    remembered(tmp_path)
    memory = load_memory(tmp_path, "two")
    assert memory.recall("/papers/a.txt", lies()) is None
    assert memory.outcome("a.txt") == OUTCOME


def test_a_file_that_changed_a_moment_ago_is_not_known_by_its_time(tmp_path: Path) -> None:
    now = time.time_ns()
    remembered(tmp_path, now)
    assert load_memory(tmp_path, "one").recall("/papers/a.txt", lies(4, now)) is None


def test_nothing_is_known_where_nothing_was_left(tmp_path: Path) -> None:
    assert load_memory(tmp_path, "one") == Memory()


def test_a_name_that_is_no_text_and_a_reason_that_is_none_are_kept(tmp_path: Path) -> None:
    name = os.fsdecode(b"/papers/caf\xe9.txt")
    remembered(tmp_path, outcome=replace(OUTCOME, error="half a character: \ud83d"), found=Found(r"caf\udce9.txt", name, name))
    memory = load_memory(tmp_path, "one")
    assert memory.recall(name, lies()) == (OUTCOME.sha256, OUTCOME.media_type)
    known = memory.outcome(r"caf\udce9.txt")
    assert known is not None and known.error == "half a character: ?"


def test_what_was_taken_down_comes_back_by_label_and_each_place_counts_once(tmp_path: Path) -> None:
    names = [f"{number:05}.txt" for number in range(2 * PAGE + 1)]
    twice = Found("z.txt", "/papers/link", "/papers/00000.txt")
    with open_register(tmp_path, "one") as register:
        register.add(Found(name, f"/papers/{name}", f"/papers/{name}") for name in reversed(names))
        register.add([twice])
        assert [one.label for one in register.found()] == names
        for one in register.found():
            register.know(replace(SOURCE, label=one.label, path=one.path, sha256=f"{names.index(one.label) // 2:064x}", told=Told()), OLD)
        for source in register.sources():
            if source.label < "00900":
                register.tell(replace(OUTCOME, label=source.label, sha256=source.sha256))
        assert [source.label for source in register.waiting()] == names[900:]
        for source in register.waiting():
            register.tell(replace(OUTCOME, label=source.label, sha256=source.sha256))
        assert [one.label for one in register.outcomes()] == [source.label for source, _ in register.documents()] == names
        assert len(register.shared()) == PAGE and f"{PAGE:064x}" not in register.shared()


def test_a_run_that_dies_leaves_the_memory_of_the_last_and_its_own_is_swept(tmp_path: Path) -> None:
    remembered(tmp_path)
    dead = tmp_path / f".unfinished-1-{NAME}"
    dead.write_bytes(b"half")
    with open_register(tmp_path, "one") as living, (tmp_path / f".unfinished-2-{NAME}").open("wb") as beside:
        fcntl.flock(beside, fcntl.LOCK_EX)
        _sweep(tmp_path)
        assert not dead.exists() and living.path.exists() and Path(beside.name).exists()
        Path(beside.name).unlink()
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == [NAME]
    assert load_memory(tmp_path, "one").outcome("a.txt") == OUTCOME


def test_a_memory_that_is_cut_short_is_no_memory(tmp_path: Path) -> None:
    with open_register(tmp_path, "one") as register:
        register.add(Found(f"{number:05}.txt", f"/p/{number}", f"/p/{number}") for number in range(2_000))
        register.save()
    whole = (tmp_path / NAME).read_bytes()
    (tmp_path / NAME).write_bytes(whole[: len(whole) // 3])
    memory = load_memory(tmp_path, "one")
    assert (memory.recall("/p/1999", lies()), memory.outcome("01999.txt"), [*memory.outcomes()]) == (None, None, [])


def test_a_full_disk_is_told_as_one(tmp_path: Path) -> None:
    with open_register(tmp_path, "one") as register:
        register.held.execute("pragma max_page_count = 30")
        with pytest.raises(OSError, match="No space left on device"):
            register.add(Found(f"{number}.txt", "/p" * 99, f"/p/{number}") for number in range(2_000))


def test_any_program_can_read_it(tmp_path: Path) -> None:
    remembered(tmp_path)
    with closing(sqlite3.connect(tmp_path / NAME)) as held:
        assert held.execute("select label, state, rows from outcomes").fetchall() == [("a.txt", "ok", 3)]
