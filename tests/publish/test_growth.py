"""What a run leaves untouched is taken over as it is, and the version is the one that a whole run would have written."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from errors import PublishError
from model import Council, Doubt, Edition, Harvest, Kept, Link, Linked, Linker
from publish import checks, entries, gathering, layout, leads, linking, spool
from publish.changes import changes
from publish.checks import read_table
from publish.dataset import Published, publish
from publish.gathering import in_hand
from publish.index import FOLDER, read_index, rules
from tests.publish.factories import LEEDS, TOWN, YORK, harvest, plan, record, some_harvests
from tests.publish.test_dataset import digests


@pytest.fixture(autouse=True)
def small_measures(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that a handful of papers meets every limit."""
    monkeypatch.setattr(layout, "ROW_GROUP", 5)
    monkeypatch.setattr(spool, "MOST_DOCUMENTS", 3)
    monkeypatch.setattr(leads, "MANY", 4)
    monkeypatch.setattr(checks, "MANY", 2)
    monkeypatch.setattr(gathering, "MANY", 3)
    monkeypatch.setattr(linking, "MOST_EDITIONS", 3)
    monkeypatch.setattr(entries, "GROUP", 3)


def paper(label: str, council: Council | None = YORK, rows: int = 2, edition: str = "2024-09", word: str = "hedge") -> Harvest:
    made = [record(number, str(number), f"Plant {word} number {number}") for number in range(1, rows + 1)]
    doubt = Doubt("unread_lead", "No reader knows this lead.", text=word, ordinal=1)
    return harvest(plan(*made, council=council, edition=edition, doubts=(doubt,)), label=label, content=f"{label} {word} {rows}")


def unread(papers: Iterable[Harvest]) -> list[Kept]:
    """Papers whose harvest nobody may ask for."""

    def refuse() -> Harvest:
        raise AssertionError("a harvest was loaded that had not changed")

    return [replace(in_hand(each), load=refuse) for each in papers]


def afresh(papers: Iterable[Harvest], folder: Path, linker: Linker | None = None) -> dict[str, str]:
    return digests(publish(papers, folder, linker).version)


def test_papers_that_come_go_and_change_give_the_bytes_of_a_whole_run(tmp_path: Path) -> None:
    chance = random.Random(7)  # noqa: S311
    councils, words = (YORK, LEEDS, TOWN, None), ("hedge", "tree", "pond")
    held: dict[str, Harvest] = {}
    for turn in range(7):
        for _ in range(chance.randint(0, 4)):
            label = f"{chance.choice('abc')}/{chance.randint(1, 9)}.txt"
            if label in held and chance.random() < 0.5:
                del held[label]
            else:
                edition = chance.choice(("2023", "2024-09"))
                held[label] = paper(label, chance.choice(councils), chance.randint(0, 7), edition, chance.choice(words))
        if held and chance.random() < 0.5:  # the same bytes under another name
            label, other = f"{chance.choice('abc')}/copy.txt", chance.choice(sorted(held))
            held[label] = replace(held[other], source=replace(held[other].source, label=label))
        done = publish(chance.sample(list(held.values()), len(held)), tmp_path / "out", follow())
        assert digests(done.version) == afresh(held.values(), tmp_path / str(turn), follow()), turn


def test_only_what_is_new_is_loaded_and_only_its_partitions_are_written(tmp_path: Path) -> None:
    old = [paper("york.txt"), paper("leeds.txt", LEEDS), paper("leeds-2.txt", LEEDS, 3, "2023"), harvest(label="minutes.txt")]
    before = publish(old, tmp_path)
    done = publish([*unread(old), in_hand(paper("new.txt", LEEDS))], tmp_path)
    assert done.touched == {"new.txt"} and done.before == before.version
    taken = {path for path in digests(before.version) if (done.version / path).samefile(before.version / path)}
    partitioned = [path for path in digests(before.version) if "/" in path]
    assert len(partitioned) == 9
    assert taken == {path for path in partitioned if "leeds/year=2024" not in path}
    assert done.rewritten == 3 + 3  # of Leeds in 2024; documents, leads and issues
    assert digests(done.version) == afresh([*old, paper("new.txt", LEEDS)], tmp_path / "afresh")


def test_a_row_of_a_neighbour_is_taken_from_the_file_and_not_from_its_harvest(tmp_path: Path) -> None:
    old = [paper(f"{number}.txt", rows=4) for number in range(6)]
    publish(old, tmp_path)
    changed = paper("3.txt", rows=6, word="tree")
    done = publish([*unread(old[:3]), in_hand(changed), *unread(old[4:])], tmp_path)
    assert digests(done.version) == afresh([*old[:3], changed, *old[4:]], tmp_path / "afresh")


def test_where_nothing_changed_nothing_is_written(tmp_path: Path) -> None:
    done = publish(some_harvests(), tmp_path)
    steps: list[str] = []
    again = publish(unread(some_harvests()), tmp_path, at_step=steps.append)
    assert (again.version, again.before, again.rows, again.rewritten) == (done.version, done.version, done.rows, 0)
    assert steps == ["locked", "gathered"]


def test_a_paper_that_is_gone_leaves_the_dataset_and_the_run_says_so(tmp_path: Path) -> None:
    old = [paper(f"{name}.txt") for name in "abcdefg"]
    publish(old, tmp_path)
    done = publish(unread(old[:2]), tmp_path)
    assert set(read_table(done.version, "documents")["source_file"].to_pylist()) == {"a.txt", "b.txt"}
    assert read_table(done.version, "actions").num_rows == 4
    told = str(changes(done.before, done.version, done.touched))
    assert "Now 2 documents and 4 actions. Left the dataset, as the run did not find them: c.txt, d.txt, e.txt and 2 more. " in told


def test_when_the_first_of_two_copies_goes_the_other_has_the_rows(tmp_path: Path) -> None:
    first = paper("a.txt")
    copy = replace(first, source=replace(first.source, label="b.txt"))
    publish([first, copy], tmp_path)
    done = publish([copy], tmp_path)
    assert read_table(done.version, "documents").select(["source_file", "state", "rows"]).to_pylist() == [
        {"source_file": "b.txt", "state": "ok", "rows": 2}
    ]


def test_what_sources_csv_says_anew_is_published_though_the_key_is_the_same(tmp_path: Path) -> None:
    old = in_hand(paper("a.txt"))
    publish([old], tmp_path)
    told = replace(old.source, told=replace(old.source.told, committee="Parks Committee"))
    done = publish([replace(old, source=told)], tmp_path)
    assert read_table(done.version, "documents")["committee"].to_pylist() == ["Parks Committee"]


Harm = Callable[[Path, Path], object]
HARMS: dict[str, Harm] = {
    "a partition is scribbled over": lambda version, index: next(version.rglob("actions/*/*/*.parquet")).write_bytes(b"scribble"),
    "a partition is gone": lambda version, index: next(version.rglob("readings/*/*/*.parquet")).unlink(),
    "documents are gone": lambda version, index: (version / "documents.parquet").unlink(),
    "the account is scribbled over": lambda version, index: (index / "documents.parquet").write_bytes(b"scribble"),
    "the account is of other rules": lambda version, index: (index / "index.json").write_text('{"rules": "older", "linker": ""}'),
    "the account is no account": lambda version, index: (index / "index.json").write_text("[]"),
    "the mentions are gone": lambda version, index: (index / "mentions.parquet").unlink(),
}


@pytest.mark.parametrize("harm", HARMS)
def test_what_cannot_be_trusted_is_written_anew(tmp_path: Path, harm: str) -> None:
    papers = [paper("york.txt"), paper("leeds.txt", LEEDS)]
    done = publish(papers, tmp_path)
    whole = digests(done.version)
    HARMS[harm](done.version, tmp_path / FOLDER / done.digest)
    again = publish(papers, tmp_path)
    assert digests(again.version) == whole
    more = publish([*papers, paper("new.txt")], tmp_path)
    assert digests(more.version) == afresh([*papers, paper("new.txt")], tmp_path / "afresh")


def test_a_file_that_was_merely_touched_is_known_by_its_bytes(tmp_path: Path) -> None:
    papers = [paper("york.txt")]
    done = publish(papers, tmp_path)
    for path in done.version.rglob("*.parquet"):
        path.touch()
    assert publish(unread(papers), tmp_path).version == done.version


def test_where_files_cannot_be_linked_they_are_copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path, target: Path) -> None:
        raise PermissionError("no links on this disk")

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    old = [paper("york.txt"), paper("leeds.txt", LEEDS)]
    publish(old, tmp_path)
    done = publish([*unread(old), in_hand(paper("new.txt", LEEDS))], tmp_path)
    assert digests(done.version) == afresh([*old, paper("new.txt", LEEDS)], tmp_path / "afresh")


def test_the_account_is_kept_of_the_two_versions_that_stand(tmp_path: Path) -> None:
    done = [publish([paper("a.txt", word=word)], tmp_path) for word in ("hedge", "tree", "pond")]
    assert {folder.name for folder in (tmp_path / FOLDER).iterdir()} == {done[1].digest, done[2].digest}
    index = read_index(tmp_path, done[2].version)
    assert [entry.name for entry in index.documents] == ["a.txt"] and index.is_whole
    assert rules() == rules() and len(rules()) == 64


def test_the_folders_of_an_old_version_are_built_in_again(tmp_path: Path) -> None:
    """Of four versions the fourth stands in the folders of the first, and none is left where a partition is gone."""
    leeds, york = paper("leeds.txt", LEEDS), paper("york.txt")
    publish([leeds, york], tmp_path)
    publish([york, paper("more.txt")], tmp_path)
    assert not (tmp_path / ".spare").exists()
    publish([york], tmp_path)
    spare = tmp_path / ".spare" / "actions" / "authority=york"
    assert spare.is_dir() and not [path for path in (tmp_path / ".spare").rglob("*") if path.is_file()]
    built_in = spare.stat().st_ino
    done = publish([york, paper("new.txt", TOWN)], tmp_path)
    assert (done.version / "actions" / "authority=york").stat().st_ino == built_in
    assert {path.name for path in (done.version / "actions").iterdir()} == {"authority=york", "authority=otley-town-council"}
    assert digests(done.version) == afresh([york, paper("new.txt", TOWN)], tmp_path / "afresh")


def test_row_groups_are_of_one_size(tmp_path: Path) -> None:
    done = publish([paper(f"{number}.txt", rows=4) for number in range(4)], tmp_path)
    metadata = pq.read_metadata(done.version / "actions/authority=york/year=2024/part-0.parquet")
    assert [metadata.row_group(at).num_rows for at in range(metadata.num_row_groups)] == [5, 5, 5, 1]


def test_where_rows_wait_is_told_again_as_it_was_told(tmp_path: Path) -> None:
    chance = random.Random(3)  # noqa: S311
    rows = pa.table({"row": list(range(50))})
    with closing(spool.Spool(tmp_path / "spool")) as held:
        given = [{path: rows.slice(0, chance.randint(1, 9)) for path in chance.sample("abcd", chance.randint(0, 4))} for _ in range(40)]
        told = [held.add(tables) for tables in given]
        assert list(held.retold([(path, part.num_rows) for path, part in tables.items()] for tables in given)) == told
        order = [(path, at) for at, tables in enumerate(given) for path in tables]
        chance.shuffle(order)
        assert all(held.rows(told[at][path]).equals(given[at][path]) for path, at in order)


def test_papers_that_come_one_by_one_come_in_order(tmp_path: Path) -> None:
    papers = [in_hand(paper("a.txt")), in_hand(paper("b.txt"))]
    one_by_one = publish(iter(papers), tmp_path / "out")
    assert digests(one_by_one.version) == digests(publish(papers[::-1], tmp_path / "other").version)
    with pytest.raises(PublishError, match=r"a\.txt comes out of order"):
        publish(iter(papers[::-1]), tmp_path / "out")
    assert (tmp_path / "out" / "current").resolve() == one_by_one.version


# -- links -----------------------------------------------------------------------------------------------------------------


def follow(asked: list[list[str]] | None = None, version: str = "1") -> Linker:
    """A linker that knows a family by its council, calls every paper after the first a rendition of it, and links their first actions."""

    def families(editions: Iterable[Edition]) -> list[list[int]]:
        councils = [str(edition.council) for edition in editions]
        found = [[at for at, council in enumerate(councils) if council == name] for name in sorted(set(councils), reverse=True)]
        return [family for family in found if len(family) > 1]

    def link(family: Sequence[Edition]) -> Linked:
        if asked is not None:
            asked.append([edition.source_file for edition in family])
        first, *others = [edition for edition in family if edition.promises] or family[:1]
        links = [Link("same_edition", first.promises[0].action_id, other.promises[0].action_id, 0.5, False) for other in others]
        renditions = {(other.document_id, other.part): first.document_id for other in others}
        doubt = Doubt("only_in_poorer", f"Held against {len(others)} others.", "info")
        return Linked(tuple(links), renditions, tuple((other.document_id, other.part, None, doubt) for other in others))

    return Linker(version, families, link)


def linked(published: Published) -> list[tuple[str, str]]:
    found = read_table(published.version, "links").to_pylist()
    return [(row["from_action_id"].split("/")[0], row["to_action_id"].split("/")[3]) for row in found]


def test_only_families_with_a_touched_paper_are_linked_anew(tmp_path: Path) -> None:
    old = [paper(f"{name}.txt", council) for name, council in (("a", YORK), ("b", YORK), ("c", LEEDS), ("d", LEEDS), ("e", TOWN))]
    first = publish(old, tmp_path, follow())
    assert [row["canonical"] for row in read_table(first.version, "documents").to_pylist()] == [True, False, True, False, True]
    asked: list[list[str]] = []
    new = paper("f.txt", YORK)
    done = publish([*unread(old), in_hand(new)], tmp_path, follow(asked))
    assert asked == [["a.txt", "b.txt", "f.txt"]]
    assert [council for council, _ in linked(done)] == ["york", "york", "leeds"]
    documents = read_table(done.version, "documents").to_pylist()
    richer = {row["source_file"]: row["rendition_of"] for row in documents}
    ids = {row["source_file"]: row["document_id"] for row in documents}
    assert richer == {"a.txt": None, "b.txt": ids["a.txt"], "c.txt": None, "d.txt": ids["c.txt"], "e.txt": None, "f.txt": ids["a.txt"]}
    told = [(row["source_file"], row["message"]) for row in read_table(done.version, "issues").to_pylist() if row["severity"] == "info"]
    assert told == [("b.txt", "Held against 2 others."), ("f.txt", "Held against 2 others."), ("d.txt", "Held against 1 others.")]
    assert digests(done.version) == afresh([*old, new], tmp_path / "afresh", follow())


def test_a_paper_that_goes_takes_its_links_along(tmp_path: Path) -> None:
    old = [paper("a.txt"), paper("b.txt"), paper("c.txt", LEEDS), paper("d.txt", LEEDS)]
    publish(old, tmp_path, follow())
    asked: list[list[str]] = []
    done = publish(unread(old[1:]), tmp_path, follow(asked))
    assert asked == []
    assert [council for council, _ in linked(done)] == ["leeds"]
    assert read_table(done.version, "documents")["canonical"].to_pylist() == [True, True, False]
    assert digests(done.version) == afresh(old[1:], tmp_path / "afresh", follow())


def test_another_linker_links_every_family_anew_without_a_harvest(tmp_path: Path) -> None:
    old = [paper("a.txt"), paper("b.txt"), paper("c.txt", LEEDS), paper("d.txt", LEEDS)]
    publish(old, tmp_path, follow())
    asked: list[list[str]] = []
    publish(unread(old), tmp_path, follow(asked, "2"))
    assert asked == [["a.txt", "b.txt"], ["c.txt", "d.txt"]]
    without = publish(unread(old), tmp_path)
    assert linked(without) == [] and read_table(without.version, "documents")["canonical"].to_pylist() == [True] * 4


def test_the_linker_sees_each_edition_with_its_own_actions(tmp_path: Path) -> None:
    seen: dict[tuple[str, int], list[str]] = {}

    def link(family: Sequence[Edition]) -> Linked:
        seen.update({(each.source_file, each.part): [promise.action for promise in each.promises] for each in family})
        return Linked()

    two = harvest(plan(record(1), record(2, action="Mow")), plan(record(1, action="Sow"), part=2, title="Pond Plan"), label="a.txt")
    publish([two, paper("b.txt", rows=1)], tmp_path, Linker("1", lambda editions: [range(sum(1 for _ in editions))], link))
    assert seen == {
        ("a.txt", 1): ["Plant a hedge along the ring road", "Mow"],
        ("a.txt", 2): ["Sow"],
        ("b.txt", 1): ["Plant hedge number 1"],
    }


def test_a_row_that_prints_no_action_is_told_without_words(tmp_path: Path) -> None:
    told: list[str] = []

    def link(family: Sequence[Edition]) -> Linked:
        told.extend(promise.action for edition in family for promise in edition.promises)
        return Linked()

    without = harvest(plan(record(1), record(2, action="")), label="a.txt")
    publish([without, paper("b.txt", rows=1)], tmp_path, Linker("1", lambda editions: [range(sum(1 for _ in editions))], link))
    assert told == ["Plant a hedge along the ring road", "", "Plant hedge number 1"]


STRANGE: dict[str, Linked] = {
    "an action that is not there: york/nowhere": Linked((Link("new", None, "york/nowhere", 1.0, True),)),
    "rendition is told of a paper": Linked(renditions={("0" * 16, 1): "1" * 16}),
    "doubt is told of a paper": Linked(doubts=(("0" * 16, 1, None, Doubt("x", "x")),)),
}


@pytest.mark.parametrize("complaint", STRANGE)
def test_a_linker_that_tells_of_what_is_not_there_is_refused(tmp_path: Path, complaint: str) -> None:
    old = publish([paper("a.txt")], tmp_path)
    with pytest.raises(PublishError, match=complaint):
        publish([paper("a.txt"), paper("b.txt")], tmp_path, Linker("1", lambda editions: [[0, 1]], lambda family: STRANGE[complaint]))
    assert (tmp_path / "current").resolve() == old.version

