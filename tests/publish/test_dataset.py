"""A version is written whole, the same every time, and never in place of a better one."""

from __future__ import annotations

import errno
import hashlib
import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from errors import PublishError
from model import Reading, Status
from publish import staging as staging_module
from publish.dataset import publish
from tests.publish.factories import harvest, lead, plan, record, some_harvests, source, timescale


def digests(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def left_over(output: Path) -> list[str]:
    return [path.name for path in output.iterdir() if path.name.startswith((".staging-", ".current-"))]


def test_same_harvests_in_any_order_give_the_same_bytes_under_the_same_name(tmp_path: Path) -> None:
    one = publish(some_harvests(), tmp_path / "one")
    other = publish(some_harvests()[::-1], tmp_path / "other")
    assert one.digest == other.digest == one.version.name
    assert digests(one.version) == digests(other.version)
    assert len(digests(one.version)) > 10


def test_no_path_of_the_machine_is_published(tmp_path: Path) -> None:
    version = publish(some_harvests(), tmp_path / "out").version
    found = [
        path
        for path in version.rglob("*")
        if path.is_file() and (b"/nowhere/" in path.read_bytes() or str(tmp_path).encode() in path.read_bytes())
    ]
    assert found == []


def test_the_version_before_is_kept_and_older_ones_go(tmp_path: Path) -> None:
    versions = [publish([harvest(plan(record(action=text)))], tmp_path) for text in ("Mow", "Sow", "Grow")]
    assert {path.name for path in (tmp_path / "versions").iterdir()} == {versions[1].digest, versions[2].digest}
    assert versions[2].before == versions[1].version
    assert (tmp_path / "current").resolve() == versions[2].version
    assert not (tmp_path / "current").readlink().is_absolute()


def test_publishing_the_same_again_changes_nothing_and_keeps_both_versions(tmp_path: Path) -> None:
    publish([harvest(plan(record(action="Mow")))], tmp_path)
    second = publish([harvest(plan(record(action="Sow")))], tmp_path)
    again = publish([harvest(plan(record(action="Sow")))], tmp_path)
    assert again.version == again.before == second.version
    assert len(list((tmp_path / "versions").iterdir())) == 2


def test_a_version_that_somebody_altered_is_mended(tmp_path: Path) -> None:
    version = publish(some_harvests(), tmp_path).version
    whole = digests(version)
    (version / "leads.parquet").write_bytes(b"scribbled over")
    (version / "issues.parquet").unlink()
    (version / "notes.txt").write_text("mine")
    publish(some_harvests(), tmp_path)
    assert digests(version) == whole


BROKEN: dict[str, Callable[[], list[object]]] = {
    "starts after it is due": lambda: [harvest(plan(record(timescale=timescale(start=date(2026, 1, 1)))))],
    "0001 more than once": lambda: [harvest(plan(record(1), record(1)))],
    "actions.status holds finished": lambda: [harvest(plan(record(status=Reading("done", Status("finished"), "x"))))],  # type: ignore[arg-type]
    "actions.confidence holds": lambda: [harvest(plan(record(confidence=1.5)))],
    "holds the kind committee": lambda: [harvest(plan(record(leads=Reading("Scrutiny", (lead("Scrutiny", "committee"),), "x"))))],
    "actions.extractor is blank": lambda: [harvest(plan(record(stage=None)))],
    "does not fit its column": lambda: [harvest(plan(record(), start_year=99_999))],
    "documents.bytes is blank": lambda: [harvest(source=source(size=None))],
}


@pytest.mark.parametrize("complaint", BROKEN)
def test_a_broken_promise_stops_publishing_and_the_old_version_stays(tmp_path: Path, complaint: str) -> None:
    old = publish(some_harvests(), tmp_path)
    whole = digests(old.version)
    with pytest.raises(PublishError, match=complaint):
        publish(BROKEN[complaint](), tmp_path)  # type: ignore[arg-type]
    assert (tmp_path / "current").resolve() == old.version
    assert digests(old.version) == whole
    assert left_over(tmp_path) == []
    assert len(list((tmp_path / "versions").iterdir())) == 1


def test_output_that_is_a_file_is_refused_with_advice(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a shopping list")
    with pytest.raises(PublishError, match="give --output a folder"):
        publish(some_harvests(), tmp_path / "out")
    assert (tmp_path / "out").read_text() == "a shopping list"
    with pytest.raises(PublishError, match="give --output a folder"):
        publish(some_harvests(), tmp_path / "out" / "below")


def test_a_folder_named_current_is_not_ours_to_replace(tmp_path: Path) -> None:
    (tmp_path / "current").mkdir()
    with pytest.raises(PublishError, match="Move it away"):
        publish(some_harvests(), tmp_path)
    assert list((tmp_path / "current").iterdir()) == []


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_output_that_may_not_be_written_is_refused_with_advice(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir(mode=0o555)
    with pytest.raises(PublishError, match="may write to"):
        publish(some_harvests(), tmp_path / "out")


@pytest.mark.parametrize(
    ("number", "advice"), [(errno.ENOSPC, "free some space"), (errno.EROFS, "a disk that can be written to"), (errno.EIO, "another folder")]
)
@pytest.mark.parametrize("step", ["locked", "written", "settled"])
def test_trouble_with_the_disk_at_any_step_leaves_nothing_half_written(tmp_path: Path, number: int, advice: str, step: str) -> None:
    old = publish(some_harvests(), tmp_path)

    def fail(at: str) -> None:
        if at == step:
            raise OSError(number, os.strerror(number))

    with pytest.raises(PublishError, match=advice):
        publish([harvest(plan(record()))], tmp_path, at_step=fail)
    assert (tmp_path / "current").resolve() == old.version
    assert left_over(tmp_path) == []


def test_a_disk_that_fills_while_a_table_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old = publish(some_harvests(), tmp_path)
    monkeypatch.setattr(staging_module.os, "fsync", lambda handle: (_ for _ in ()).throw(OSError(errno.ENOSPC, "No space left on device")))
    with pytest.raises(PublishError, match="The disk is full"):
        publish([harvest(plan(record()))], tmp_path)
    assert (tmp_path / "current").resolve() == old.version
    assert left_over(tmp_path) == []


def test_one_publisher_at_a_time(tmp_path: Path) -> None:
    def intrude(step: str) -> None:
        if step == "written":
            with pytest.raises(PublishError, match=rf"another run is publishing there \(process {os.getpid()} on \S+, since \d{{4}}-"):
                publish([harvest(plan(record()))], tmp_path)

    assert publish(some_harvests(), tmp_path, at_step=intrude).rows["actions"] == 4


def test_trouble_in_reading_is_not_blamed_on_the_output(tmp_path: Path) -> None:
    def broken() -> object:
        yield harvest(plan(record()))
        raise OSError("a paper vanished")

    with pytest.raises(OSError, match="a paper vanished"):
        publish(broken(), tmp_path / "out")  # type: ignore[arg-type]
    assert not (tmp_path / "out" / "current").exists() and left_over(tmp_path / "out") == []
