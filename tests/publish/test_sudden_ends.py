"""Whatever ends a run, a reader finds one version whole, and the next run gives what an undisturbed one gives."""

from __future__ import annotations

import hashlib
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, tzinfo
from pathlib import Path

import pytest

from errors import PublishError
from model import Harvest
from publish import staging
from publish.dataset import STEPS, publish
from publish.index import FOLDER
from tests.publish.factories import LEEDS, harvest, plan, record, some_harvests
from tests.publish.test_dataset import digests, left_over
from tests.publish.test_growth import follow, unread

ROOT = Path(__file__).parents[2]
CHILD = """
import os, signal, sys
from pathlib import Path
from publish.dataset import publish
from tests.publish.test_growth import follow
from tests.publish.test_sudden_ends import later
def die(step):
    if step == sys.argv[2]:
        os.kill(os.getpid(), signal.SIGKILL)
print("ready", flush=True)
publish(later(), Path(sys.argv[1]), follow(), die)
"""
QUICK = ("gathered", "written", "settled", "indexed", "pointed")
"""Where it is struck in every run of the tests; elsewhere when there is time."""


def later() -> list[Harvest]:
    """What the run that is struck would publish: one paper of before is gone, one is new, and a folder of many."""
    many = [harvest(plan(record(1), record(2), edition=f"{2000 + at}"), label=f"many/{at:02}.txt") for at in range(20)]
    return [*some_harvests()[1:], harvest(plan(record(1, "9.9", "Close the depot"), council=LEEDS), label="leeds/depot.txt"), *many]


def struck(output: Path, step: str) -> None:
    died = subprocess.run([sys.executable, "-c", CHILD, str(output), step], cwd=ROOT, check=False, stdout=subprocess.DEVNULL)
    assert died.returncode == -signal.SIGKILL


def is_whole(version: Path) -> bool:
    """Every file that the version says it has is there, with the bytes that it says."""
    package = json.loads((version / "datapackage.json").read_text("utf-8"))
    files = [file for resource in package["resources"] for file in resource["files"]]
    return all(hashlib.sha256((version / file["path"]).read_bytes()).hexdigest() == file["hash"].removeprefix("sha256:") for file in files)


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return digests(publish(later(), tmp_path_factory.mktemp("undisturbed"), follow()).version)


@pytest.mark.parametrize("step", [step if step in QUICK else pytest.param(step, marks=pytest.mark.soak) for step in STEPS])
def test_killed_at_any_step(tmp_path: Path, step: str, undisturbed: dict[str, str]) -> None:
    old = publish(some_harvests(), tmp_path, follow())
    whole = digests(old.version)
    struck(tmp_path, step)
    current = (tmp_path / "current").resolve()
    assert (current == old.version) == (STEPS.index(step) < STEPS.index("pointed"))
    assert digests(current) == (whole if current == old.version else undisturbed)
    done = publish(later(), tmp_path, follow())
    assert digests(done.version) == digests((tmp_path / "current").resolve()) == undisturbed
    assert left_over(tmp_path) == [] and digests(old.version) == whole
    more = publish([*unread(later()), harvest(plan(record(1)), label="z.txt")], tmp_path, follow())
    assert len(list((tmp_path / "versions").iterdir())) == len(list((tmp_path / FOLDER).iterdir())) == 2
    assert more.before == done.version


def test_killed_in_the_very_first_run_nothing_is_published_and_the_next_is_whole(tmp_path: Path, undisturbed: dict[str, str]) -> None:
    struck(tmp_path, "settled")
    assert not (tmp_path / "current").exists()
    assert digests(publish(later(), tmp_path, follow()).version) == undisturbed


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(20))
def test_killed_at_any_moment(tmp_path: Path, seed: int, undisturbed: dict[str, str]) -> None:
    old = publish(some_harvests(), tmp_path, follow())
    whole = digests(old.version)
    child = subprocess.Popen([sys.executable, "-c", CHILD, str(tmp_path), "never"], cwd=ROOT, stdout=subprocess.PIPE)
    assert child.stdout and child.stdout.readline() == b"ready\n"
    time.sleep(random.Random(seed).uniform(0, 0.6))  # noqa: S311
    child.kill()
    child.wait()
    child.stdout.close()
    current = (tmp_path / "current").resolve()
    assert digests(current) == (whole if current == old.version else undisturbed)
    assert digests(publish(later(), tmp_path, follow()).version) == undisturbed
    assert left_over(tmp_path) == []


# -- disks -----------------------------------------------------------------------------------------------------------------


@contextmanager
def disk(place: Path, size: str) -> Iterator[Path]:
    """A disk of that size; the test is skipped where this user may not mount one."""
    place.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(place)], check=False, capture_output=True)
    if mounted.returncode:
        pytest.skip("no disk may be mounted here; the same is tried with a write that fails, in test_dataset.py")
    try:
        yield place
    finally:
        subprocess.run(["umount", "-l", str(place)], check=True)


def many(count: int, word: str) -> list[Harvest]:
    plans = [plan(*(record(row, action=f"{word} {number * row}") for row in range(1, 40))) for number in range(count)]
    return [harvest(each, label=f"{number}.txt", content=f"{number} {word}") for number, each in enumerate(plans)]


def test_a_disk_that_is_full_says_so_and_keeps_the_version_before(tmp_path: Path) -> None:
    with disk(tmp_path / "small", "700k") as place:
        old = publish(some_harvests(), place)
        whole = digests(old.version)
        with pytest.raises(PublishError, match="The disk is full: free some space"):
            publish([harvest(plan(*(record(row, action=os.urandom(3000).hex()) for row in range(1, 200))))], place)
        assert (place / "current").resolve() == old.version
        assert digests(old.version) == whole and is_whole(old.version)
        assert left_over(place) == []
        done = publish(many(3, "Mow"), place)
        assert is_whole(done.version) and done.rows["actions"] == 117


def test_a_disk_that_can_only_be_read_is_refused_and_read_on(tmp_path: Path) -> None:
    with disk(tmp_path / "still", "4m") as place:
        old = publish(some_harvests(), place)
        subprocess.run(["mount", "-o", "remount,ro", str(place)], check=True)
        with pytest.raises(PublishError, match="disk that can be written to"):
            publish(later(), place)
        assert is_whole((place / "current").resolve()) and (place / "current").resolve() == old.version


class _Stopped(datetime):
    @classmethod
    def now(cls, tz: tzinfo | None = None) -> _Stopped:
        return cls(1970, 1, 1, tzinfo=UTC)


def test_a_clock_that_jumps_changes_no_byte_and_loads_no_harvest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done = publish(some_harvests(), tmp_path / "out")
    new = harvest(plan(record(1)), label="z.txt")
    undisturbed = digests(publish([*some_harvests(), new], tmp_path / "undisturbed").version)
    monkeypatch.setattr(staging, "datetime", _Stopped)
    for at, path in enumerate(done.version.rglob("*")):
        os.utime(path, (at, at))
    again = publish([*unread(some_harvests()), new], tmp_path / "out")
    assert digests(again.version) == undisturbed
