"""Papers and datasets on an object store: a real server on this machine, spoken to over its own protocol."""

from __future__ import annotations

import json
import logging
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest

import pipeline
from errors import MissingExtra, PublishError, UsageError
from extract.files.object_store import filesystem
from extract.sources import find_sources, fingerprint, read_bytes, walk
from publish import object_store
from publish.dataset import publish
from publish.object_store import Remote, fetched, look, send, workplace
from publish.reading import open_dataset, table
from tests.publish.factories import LEEDS, harvest, plan, record, some_harvests
from tests.publish.test_dataset import digests

PAPER = """Harbour Action Plan 2025

Action\tLead\tTimescale
Paint the bollards\tHarbour Team\tby March 2026
Dredge the basin\tEstates Team\tMay 2026
"""
NUMBERS = count()
ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    from moto.server import ThreadedMotoServer

    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    running = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    running.start()
    host, port = running.get_host_and_port()
    yield f"http://{host}:{port}"
    running.stop()


@pytest.fixture
def store(server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """A client of the server, and a machine that knows how to reach it."""
    told = {"AWS_ENDPOINT_URL": server, "AWS_ACCESS_KEY_ID": "ann", "AWS_SECRET_ACCESS_KEY": "secret", "AWS_DEFAULT_REGION": "us-east-1"}
    for name, value in (told | {"XDG_CACHE_HOME": str(tmp_path / "cache")}).items():
        monkeypatch.setenv(name, value)
    from s3fs import S3FileSystem

    S3FileSystem.clear_instance_cache()
    return filesystem()


@pytest.fixture
def bucket(store: Any) -> str:
    name = f"bucket-{next(NUMBERS)}"
    store.call_s3("create_bucket", Bucket=name)
    return name


class But:
    """The store, but for some of what it does."""

    def __init__(self, store: Any, **instead: Any) -> None:
        self._store, self._instead = store, instead

    def __getattr__(self, name: str) -> Any:
        return self._instead.get(name) or getattr(self._store, name)


def objects(store: Any, below: str) -> dict[str, bytes]:
    return {name[len(below) + 1 :]: bytes(content) for name, content in store.cat(store.find(below)).items()}


def version_of(store: Any, root: str) -> str:
    return str(json.loads(store.cat_file(f"{root}/current"))["version"])


# -- papers ----------------------------------------------------------------------------------------------------------------


def test_papers_are_found_told_of_and_read_as_on_a_disk(store: Any, bucket: str, tmp_path: Path) -> None:
    papers = {
        "sources.csv": b"file,council\nyork/a.txt,York Council\n",
        "york/a.txt": PAPER.encode(),
        "york/sources.csv": b"file,committee\na.txt,Harbour Committee\n",
        "york/.hidden/b.txt": b"x",
        "york/b.html": b"<html><table><tr><td>x</table></html>",
    }
    for name, content in papers.items():
        store.pipe_file(f"{bucket}/papers/{name}", content)
        (tmp_path / "papers" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "papers" / name).write_bytes(content)
    far, near = find_sources([Path(f"s3://{bucket}/papers")]), find_sources([tmp_path / "papers"])
    told = [[(each.label, each.sha256, each.size, each.media_type, each.told, each.error) for each in found] for found in (far, near)]
    assert told[0] == told[1]
    assert [each.label for each in far] == ["york/a.txt", "york/b.html"]
    assert far[0].path == f"s3://{bucket}/papers/york/a.txt"
    assert [read_bytes(each) for each in far] == [read_bytes(each) for each in near]
    one = find_sources([Path(f"s3://{bucket}/papers/york/a.txt")])
    assert [(each.label, each.sha256) for each in one] == [("a.txt", far[0].sha256)]
    both = find_sources([Path(f"s3://{bucket}/papers"), tmp_path / "papers"])
    assert [each.label for each in both] == ["papers/york/a.txt", "papers/york/b.html", "papers-2/york/a.txt", "papers-2/york/b.html"]


def test_an_object_is_opened_only_where_its_tag_is_new(store: Any, bucket: str) -> None:
    root = Path(f"s3://{bucket}/papers")
    store.pipe_file(f"{bucket}/papers/a.txt", b"first words")
    store.pipe_file(f"{bucket}/papers/b.txt", b"other words")
    seen = {one.known_as: fingerprint(one)[0] for one in walk([root])}
    store.pipe_file(f"{bucket}/papers/a.txt", b"later words")
    opened: list[str] = []

    def recall(known_as: str, lies: os.stat_result) -> tuple[str, str] | None:
        if known_as in seen:
            return seen[known_as].sha256, seen[known_as].media_type
        opened.append(known_as)
        return None

    again = [fingerprint(one, recall)[0] for one in walk([root])]
    assert [known_as.rpartition("#")[0] for known_as in opened] == [f"s3://{bucket}/papers/a.txt"]
    assert again[1] == next(source for source in seen.values() if source.label == "b.txt")


@pytest.mark.parametrize("address", ["s3://no-such-bucket-here/papers", "s3://{bucket}/nothing"])
def test_an_address_without_papers_is_refused(store: Any, bucket: str, address: str) -> None:
    with pytest.raises(UsageError, match="Check the address"):
        find_sources([Path(address.format(bucket=bucket))])


# -- datasets --------------------------------------------------------------------------------------------------------------


def test_what_was_sent_is_what_was_made_and_the_version_before_stays(store: Any, bucket: str, tmp_path: Path) -> None:
    address, root = f"s3://{bucket}/plans", f"{bucket}/plans"
    runs = [some_harvests(), some_harvests()[:2], some_harvests()[:1]]
    made = []
    for harvests in runs:
        made.append(publish(harvests, tmp_path / "out"))
        assert send(look(address), made[-1], tmp_path / "out")
        assert version_of(store, root) == made[-1].digest
    assert {name.split("/")[1] for name in objects(store, root) if name.startswith("versions/")} == {made[1].digest, made[2].digest}
    there = objects(store, f"{root}/versions/{made[2].digest}")
    assert there == {name: (made[2].version / name).read_bytes() for name in digests(made[2].version)}
    assert not send(look(address), made[2], tmp_path / "out")


def test_files_that_the_version_before_has_are_copied_by_the_store(
    store: Any, bucket: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = f"s3://{bucket}/plans"
    send(look(address), publish(some_harvests(), tmp_path / "out"), tmp_path / "out")
    sent: list[str] = []

    def put(local: list[str], far: list[str]) -> None:
        sent.extend(local)
        store.put(local, far)

    monkeypatch.setattr(object_store, "_filesystem", lambda: But(store, put=put))
    new = harvest(plan(record(1), council=LEEDS, edition="2023"), label="leeds/new.txt")
    send(look(address), publish([*some_harvests(), new], tmp_path / "out"), tmp_path / "out")
    names = {path.partition("/versions/")[2].split("/", 1)[1] for path in sent}
    assert names and all("/" not in name or "leeds/year=2023" in name for name in names)


def test_of_two_runs_at_once_the_second_is_told_and_the_first_one_stands(store: Any, bucket: str, tmp_path: Path) -> None:
    address, root = f"s3://{bucket}/plans", f"{bucket}/plans"
    for harvests in ([], some_harvests()):  # nothing there before, and something
        before = look(address)
        new = [harvest(plan(record(1, action=word)), label="z.txt") for word in ("Mow", "Sow")]
        first, second = (publish([*harvests, one], tmp_path / word) for one, word in zip(new, ("Mow", "Sow"), strict=True))
        send(before, first, tmp_path / "Mow")
        with pytest.raises(PublishError, match="another run published there.* Run again"):
            send(before, second, tmp_path / "Sow")
        assert version_of(store, root) == first.digest
        send(look(address), second, tmp_path / "Sow")
        assert version_of(store, root) == second.digest


def test_a_put_whose_answer_was_lost_is_known_as_ours(store: Any, bucket: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = publish(some_harvests(), tmp_path / "out")
    asked: list[str] = []

    def deaf(method: str, **told: Any) -> None:
        asked.append(method)
        store.call_s3(method, **told)
        raise OSError("the line went dead")

    monkeypatch.setattr(object_store, "_filesystem", lambda: But(store, call_s3=deaf))
    assert send(look(f"s3://{bucket}/plans"), made, tmp_path / "out")
    assert asked == ["put_object"] and version_of(store, f"{bucket}/plans") == made.digest


def test_cut_short_while_sending_the_old_version_stands_and_the_next_run_goes_on(
    store: Any, bucket: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    address, root = f"s3://{bucket}/plans", f"{bucket}/plans"
    old = publish(some_harvests()[:1], tmp_path / "out")
    send(look(address), old, tmp_path / "out")
    new = publish(some_harvests(), tmp_path / "out")

    def cut(local: list[str], far: list[str]) -> None:
        store.put(local[:2], far[:2])
        raise ConnectionResetError("the line went dead")

    with monkeypatch.context() as broken:
        broken.setattr(object_store, "_filesystem", lambda: But(store, put=cut))
        with pytest.raises(PublishError, match="run again to go on"):
            send(look(address), new, tmp_path / "out")
    assert version_of(store, root) == old.digest
    assert table(open_dataset(fetched(address)), "actions").num_rows == 2
    send(look(address), new, tmp_path / "out")
    assert version_of(store, root) == new.digest
    assert digests(fetched(address) / "current/") == digests(new.version)


def test_an_object_named_current_that_is_not_ours_is_left_alone(store: Any, bucket: str) -> None:
    store.pipe_file(f"{bucket}/plans/current", b"shopping list")
    with pytest.raises(PublishError, match="Move it away"):
        look(f"s3://{bucket}/plans")


def test_a_store_that_cannot_be_reached_is_told_in_words(store: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(PublishError, match="s3://no-such-bucket-here/plans"):
        send(Remote("s3://no-such-bucket-here/plans"), publish([], workplace("s3://no-such-bucket-here/plans")), Path())


# -- the whole way ---------------------------------------------------------------------------------------------------------


def test_a_run_from_address_to_address(store: Any, bucket: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("harbour", "quay"):
        store.pipe_file(f"{bucket}/papers/{name}.txt", PAPER.replace("Harbour", name.title()).encode())
    ask = ["run", f"s3://{bucket}/papers", "--output", f"s3://{bucket}/plans", "--jobs", "2"]
    assert pipeline.main(ask) == 0
    assert f"Published to s3://{bucket}/plans/current." in capsys.readouterr().out
    (tmp_path / "papers").mkdir()
    for name in ("harbour", "quay"):
        (tmp_path / "papers" / f"{name}.txt").write_text(PAPER.replace("Harbour", name.title()))
    assert pipeline.main(["run", str(tmp_path / "papers"), "--output", str(tmp_path / "near"), "--quiet", "--jobs", "1"]) == 0
    version = version_of(store, f"{bucket}/plans")
    assert version == (tmp_path / "near" / "current").resolve().name
    assert objects(store, bucket)["plans/run.json"]
    assert pipeline.main(["export", "--output", f"s3://{bucket}/plans", "--csv", str(tmp_path / "flat.csv")]) == 0
    assert "Paint the bollards" in (tmp_path / "flat.csv").read_text("utf-8-sig")
    (snippet,) = re.findall(r"^```python\n(.*?)^```$", (ROOT / "docs" / "running.md").read_text("utf-8"), re.MULTILINE | re.DOTALL)
    told: dict[str, Any] = {}
    exec(snippet.replace("s3://plans-bucket/dataset", f"s3://{bucket}/plans"), told)  # noqa: S102
    assert sorted(told["actions"]["action"]) == ["Dredge the basin"] * 2 + ["Paint the bollards"] * 2


def test_without_the_extra_the_command_that_adds_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "s3fs", None)
    for ask in (lambda: find_sources([Path("s3://bucket/papers")]), lambda: look("s3://bucket/plans")):
        with pytest.raises(MissingExtra, match=r"make s3.*council-action-plans\[s3\]"):
            ask()


def test_a_run_on_this_machine_loads_no_client_of_object_stores(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(PAPER)
    ask = ["run", str(tmp_path / "a.txt"), "--output", str(tmp_path / "out"), "--jobs", "1", "--quiet"]
    code = f"import sys, pipeline; assert pipeline.main({ask!r}) == 0; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert {"fsspec", "s3fs", "botocore", "upath"} & set(loaded.split()) == set()

