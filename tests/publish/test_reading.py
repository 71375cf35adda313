"""A published dataset opened again: one action, what changed, what to settle."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import pytest

from errors import UsageError
from model import Doubt, Harvest, Reading
from publish import reading as reading_module
from publish.changes import Change, changes
from publish.dataset import publish
from publish.doubts import doubt_lines
from publish.reading import find_action, open_dataset, plainly, table
from review.ask import answer
from tests.publish.factories import harvest, lead, plan, record, some_harvests

UNREAD = "york/hedge-and-verge-plan-2024-2027/2024-09/66983f9e/1.2"


def test_an_action_comes_with_its_readings_deadlines_and_issues(tmp_path: Path) -> None:
    publish(some_harvests(), tmp_path)
    found = find_action(tmp_path, UNREAD)
    assert found["action"] == "Mow verges once a year"
    by_field = {row["field"]: row for row in found["readings"]}  # type: ignore[attr-defined]
    assert (by_field["timescale"]["printed"], by_field["timescale"]["value"], by_field["timescale"]["line"]) == (
        "once the saplings take",
        None,
        31,
    )
    assert found["deadlines"] == []
    assert [row["code"] for row in found["issues"]] == ["unread_timescale"]  # type: ignore[attr-defined]
    with_deadline = find_action(tmp_path, UNREAD.replace("1.2", "1.1"))
    assert len(with_deadline["deadlines"]) == 1  # type: ignore[arg-type]


def test_an_unknown_action_is_refused_with_the_closest(tmp_path: Path) -> None:
    publish(some_harvests(), tmp_path)
    with pytest.raises(UsageError, match="Did you mean .*66983f9e/1.2"):
        find_action(tmp_path, UNREAD.replace("2027", "2026"))
    with pytest.raises(UsageError, match="Take one from the column action_id, such as leeds/"):
        find_action(tmp_path, "zzz")


def test_among_very_many_only_the_same_council_is_compared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(some_harvests(), tmp_path)
    monkeypatch.setattr(reading_module, "MANY", 2)
    with pytest.raises(UsageError, match="Did you mean york/") as refused:
        find_action(tmp_path, UNREAD + "x")
    assert "leeds/" not in str(refused.value)


def test_an_empty_dataset_says_so(tmp_path: Path) -> None:
    publish([], tmp_path)
    with pytest.raises(UsageError, match="holds no action"):
        find_action(tmp_path, UNREAD)


@pytest.mark.parametrize("name", ["", "missing", "file.txt"])
def test_a_folder_without_a_dataset_is_refused_with_advice(tmp_path: Path, name: str) -> None:
    (tmp_path / "file.txt").write_text("nothing")
    with pytest.raises(UsageError, match="no published dataset. Publish one"):
        open_dataset(tmp_path / name)


def test_what_was_opened_does_not_move_when_the_next_version_comes(tmp_path: Path) -> None:
    publish(some_harvests(), tmp_path)
    opened = open_dataset(tmp_path)
    publish([], tmp_path)
    assert table(opened, "actions").num_rows == 4
    assert table(open_dataset(tmp_path), "actions").num_rows == 0
    assert open_dataset(opened.version) == opened


# -- changes ---------------------------------------------------------------------------------------------------------------


def between(tmp_path: Path, before: list[Harvest], after: list[Harvest]) -> tuple[Change, Change, str]:
    publish(before, tmp_path)
    done = publish(after, tmp_path)
    found = changes(done.before, done.version)
    return found.documents, found.actions, str(found)


def test_the_first_version_says_what_there_is(tmp_path: Path) -> None:
    done = publish(some_harvests(), tmp_path)
    assert str(changes(done.before, done.version)) == "First version: 5 documents and 4 actions."
    again = publish(some_harvests(), tmp_path)
    assert (
        str(changes(again.before, again.version))
        == "Since the version before no document and no action changed: 5 documents and 4 actions."
    )


def test_added_and_gone_are_counted(tmp_path: Path) -> None:
    documents, actions, told = between(tmp_path, [harvest(plan(record(1), record(2)))], [harvest(plan(record(1)), label="new.txt")])
    assert documents == Change(added=1, gone=1, now=1)
    assert actions == Change(added=1, gone=2, now=1)
    assert told == (
        "Since the version before: documents 1 added, 1 gone; actions 1 added, 2 gone. Now 1 document and 1 action. "
        "Left the dataset, as the run did not find them: york/hedges.txt. "
        "To have them back, name their folders beside the others in one run."
    )


def test_a_paper_that_was_mended_is_changed_neither_gone_nor_added(tmp_path: Path) -> None:
    broken = harvest(state="failed", error="The bytes are no text.")
    documents, _, told = between(tmp_path, [broken], [harvest(plan(record(1)))])
    assert documents == Change(changed=1, now=1)
    assert "Left the dataset" not in told


def test_a_changed_value_is_a_change_and_a_changed_score_is_none(tmp_path: Path) -> None:
    _, actions, told = between(
        tmp_path, [harvest(plan(record(1, "1"), record(2, "2")))], [harvest(plan(record(1, "1"), record(2, "2", "Sow grass")))]
    )
    assert actions == Change(changed=1, now=2)
    assert told == "Since the version before: actions 1 changed. Now 1 document and 2 actions."
    surer = record(1, leads=Reading("Parks Team", (lead("Parks Team"),), "x", 0.2), confidence=0.2)
    _, actions, _ = between(tmp_path / "other", [harvest(plan(record(1)))], [harvest(plan(surer))])
    assert actions == Change(now=1)


def test_a_row_set_in_above_moves_the_others_without_changing_them(tmp_path: Path) -> None:
    old = [harvest(plan(record(1, action="Mow"), record(2, action="Sow")), content="first")]
    new = [harvest(plan(record(1, action="Dig"), record(2, action="Mow"), record(3, action="Sow")), content="second")]
    documents, actions, _ = between(tmp_path, old, new)
    assert documents == Change(changed=1, now=1)
    assert actions == Change(added=1, now=3)


# -- doubts ----------------------------------------------------------------------------------------------------------------


def suggesting(*suggestions: str | None) -> Harvest:
    doubts = tuple(Doubt("unread", "No rule reads this.", suggestion=text, text=str(n)) for n, text in enumerate(suggestions))
    return harvest(plan(record(1, doubts=doubts)))


def test_suggestions_come_by_lexicon_commonest_first_ready_to_paste(tmp_path: Path) -> None:
    publish(
        [
            suggesting(
                'leads.toml [roles] role = ["verge warden"]',
                'timescales.toml [conditions] conditional = ["once sown"]',
                'leads.toml [roles] role = ["tree officer"]',
                'leads.toml [roles] role = ["tree officer"]',
                None,
            )
        ],
        tmp_path,
    )
    told = doubt_lines(tmp_path)
    assert told.index("leads.toml: printed 3 times") < told.index("timescales.toml: printed once")
    assert told.index("tree officer") < told.index("verge warden")
    assert '"tree officer",  # printed 2 times' in told
    assert tomllib.loads(told) == {"roles": {"role": ["tree officer", "verge warden"]}, "conditions": {"conditional": ["once sown"]}}


def test_a_suggestion_of_another_shape_is_shown_as_it_is(tmp_path: Path) -> None:
    publish([suggesting("statuses: perhaps partly done?")], tmp_path)
    assert "statuses: perhaps partly done?  # printed once" in doubt_lines(tmp_path)


def test_nothing_to_settle_is_said(tmp_path: Path) -> None:
    publish([harvest(plan(record()))], tmp_path)
    assert doubt_lines(tmp_path) == "No unread value has a lexicon line to suggest.\n"


def test_a_damaged_file_is_told_and_the_next_version_says_that_it_compared_nothing(tmp_path: Path) -> None:
    before = publish(some_harvests(), tmp_path).version
    for file in (before / "actions").rglob("*.parquet"):
        file.write_bytes(b"PAR1 was here")
    with pytest.raises(UsageError, match="the dataset cannot be read: .*A new run over its papers"), plainly(tmp_path):
        find_action(tmp_path, UNREAD)
    with pytest.raises(UsageError, match="the dataset cannot be read"), plainly(tmp_path):
        answer("overdue", before, date(2025, 3, 1), None)
    made = publish([*some_harvests(), harvest(plan(record(action="Mow less")), label="z.txt", content="more")], tmp_path)
    assert str(changes(made.before, made.version, made.touched)).startswith("The version before cannot be read, so nobody can say")
