"""What is remembered of papers from run to run."""

from __future__ import annotations

import os
from pathlib import Path

from batch.papers import load_memory, save_memory
from model import Outcome

OUTCOME = Outcome("a.txt", "ab" * 32, "text/plain", 4, "ok", rows=3, key="k1")


def remembered(tmp_path: Path) -> os.stat_result:
    paper = tmp_path / "a.txt"
    paper.write_text("plan", "utf-8")
    os.utime(paper, (1_000_000_000, 1_000_000_000))
    memory = load_memory(tmp_path, "one")
    memory.note(str(paper), paper.stat(), OUTCOME.sha256, OUTCOME.media_type)
    save_memory(tmp_path, memory, [OUTCOME])
    return paper.stat()


def test_a_file_that_lies_as_it_lay_is_known(tmp_path: Path) -> None:
    lies = remembered(tmp_path)
    memory = load_memory(tmp_path, "one")
    assert memory.recall(str(tmp_path / "a.txt"), lies) == (OUTCOME.sha256, OUTCOME.media_type)
    assert memory.recall(str(tmp_path / "b.txt"), lies) is None
    assert memory.outcomes == {"a.txt": OUTCOME}


def test_other_readers_look_at_files_anew_and_know_what_came_of_them(tmp_path: Path) -> None:
    lies = remembered(tmp_path)
    memory = load_memory(tmp_path, "two")
    assert memory.recall(str(tmp_path / "a.txt"), lies) is None
    assert memory.outcomes == {"a.txt": OUTCOME}


def test_nothing_is_known_where_nothing_was_left(tmp_path: Path) -> None:
    assert load_memory(tmp_path, "one").outcomes == {}
