"""What people are shown: progress, the closing table, the log, one action explained."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from batch.tally import counted
from errors import UsageError
from model import Doubt, Harvest
from reading import outcome_of
from review.console import Watch, closing_table, say
from review.explain import explanation, where
from review.journal import journal
from tests.publish.factories import harvest, plan, record, source


def shown(what: Any) -> str:
    screen = io.StringIO()
    Console(file=screen, width=200).print(what)
    return screen.getvalue()


def lines(what: Any) -> list[list[str]]:
    return [line.split() for line in shown(what).splitlines()]


GOOD = harvest(plan(record(1), record(2)), label="a.txt")
FALLEN = Harvest(source("b.txt"), "failed", error="b.txt: cannot be read.")
DOUBTED = replace(
    GOOD,
    doubts=(Doubt("repaired_encoding", "Mended.", "info"), Doubt("stray_text", "Lost."), Doubt("fault", "Bad.", "error")),
    plans=(replace(GOOD.plans[0], doubts=(Doubt("text_lost", "Lost."), Doubt("introduction", "Beside.", "info"))),),
)


def test_what_is_merely_worth_knowing_is_no_doubt() -> None:
    assert outcome_of(GOOD).doubts == 0
    assert outcome_of(DOUBTED).doubts == 3


def test_the_closing_table_counts_by_state_and_names_no_state_that_nothing_has() -> None:
    assert lines(closing_table(counted(map(outcome_of, [FALLEN, GOOD, DOUBTED, FALLEN]), ()).by_state)) == [
        ["documents", "state", "rows", "doubts"],
        ["2", "ok", "4", "3"],
        ["2", "failed", "0", "0"],
    ]
    copies = [outcome_of(GOOD), outcome_of(GOOD)]
    table = lines(closing_table(counted(copies, {copies[0].sha256}).by_state))
    assert sorted(table[1:]) == [["1", "duplicate", "0", "0"], ["1", "ok", "2", "0"]]
    assert lines(closing_table({})) == [["documents", "state", "rows", "doubts"]]


@pytest.mark.parametrize(
    ("terminal", "quiet", "verbose", "told"),
    [
        (False, False, False, ["a.txt", "b.txt"]),
        (False, True, False, ["b.txt"]),
        (True, False, False, ["b.txt"]),
        (True, False, True, ["a.txt", "b.txt"]),
        (True, True, False, ["b.txt"]),
    ],
)
def test_who_is_told_of_which_document(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], terminal: bool, quiet: bool, verbose: bool, told: list[str]
) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("FORCE_COLOR" if terminal else "NO_COLOR", "1")
    with Watch(quiet, verbose) as watch:
        watch.begin(2, 0)
        for each in (GOOD, FALLEN):
            watch.tell(outcome_of(each))
    out, err = capsys.readouterr()
    assert not out
    assert [name for name in ("a.txt", "b.txt") if f"{name}: " in err] == told
    assert ("reading" in err) == (terminal and not quiet)


def test_brackets_in_a_file_name_are_no_markup(capsys: pytest.CaptureFixture[str]) -> None:
    odd = replace(FALLEN, source=source("[bold]plan[/].txt"))
    with Watch(False, False) as watch:
        watch.tell(outcome_of(odd))
    say("[red]4 actions")
    assert "[bold]plan[/].txt: failed: b.txt: cannot be read." in (captured := capsys.readouterr()).err
    assert captured.out == "[red]4 actions\n"


def test_a_paper_that_failed_is_named_once(capsys: pytest.CaptureFixture[str]) -> None:
    with Watch(False, False) as watch:
        watch.tell(outcome_of(FALLEN))
    assert capsys.readouterr().err.startswith("b.txt: failed: cannot be read.")


def test_what_an_earlier_run_read_is_counted_and_not_told(capsys: pytest.CaptureFixture[str]) -> None:
    with Watch(False, False) as watch:
        watch.begin(0, 2)
        for each in (GOOD, FALLEN):
            watch.tell(replace(outcome_of(each), fresh=False))
    assert capsys.readouterr().err == "2 documents unchanged since an earlier run.\n"


def test_a_slow_paper_is_named_once(capsys: pytest.CaptureFixture[str]) -> None:
    with Watch(False, False) as watch:
        for seconds in (14.0, 16.0, 17.0):
            watch.under_way([("slow.pdf", seconds), ("quick.txt", 0.2)])
    assert capsys.readouterr().err == "slow.pdf: still being read after 16 s\n"


def test_the_log_is_written_as_documents_pass(tmp_path: Path) -> None:
    file = tmp_path / "log"
    with journal(file) as log:
        log.note(outcome_of(DOUBTED))
        (event,) = (json.loads(line) for line in file.read_text("utf-8").splitlines())
        assert (event["source_file"], event["plans"], event["rows"], event["doubts"], event["error"]) == ("a.txt", 1, 2, 3, None)
        log.note(replace(outcome_of(FALLEN), fresh=False))
    events = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    assert [(event["state"], event["read_now"]) for event in events] == [("ok", True), ("failed", False)]


def test_without_a_file_nothing_is_written(tmp_path: Path) -> None:
    with journal(None) as log:
        log.note(outcome_of(GOOD))
    assert list(tmp_path.iterdir()) == []


def test_a_log_that_cannot_be_opened_stops_before_the_first_document(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="the log cannot be written: Is a directory. Give --log a file"), journal(tmp_path):
        pytest.fail("it was opened")


ACTION: Mapping[str, Any] = {
    "action_id": "leeds/tree-plan/undated/abcd1234/1",
    "council": "Leeds City Council",
    "confidence": 0.81,
    "line_start": 4,
    "line_end": 6,
    "flags": ["stray_text"],
    "readings": [
        {"field": "action", "printed": "Plant", "value": "Plant", "rule": "as_printed", "score": 1.0, "line": 4, "page": None},
        {"field": "timescale", "printed": "soonish", "value": None, "rule": "unread", "score": 0.2, "line": None, "page": 7},
    ],
    "deadlines": [],
    "issues": [{"message": "No rule reads it.", "text": "soonish"}],
}


def test_an_action_explained_tells_the_same_from_nothing() -> None:
    said = lines(explanation(ACTION))
    assert ["action", "Plant", "the", "same", "as_printed", "1.00", "line", "4"] in said
    assert ["timescale", "soonish", "nothing", "unread", "0.20", "page", "7"] in said
    assert ["confidence", "0.81"] in said
    assert ["flags:", "stray_text"] in said
    assert "look at: No rule reads it. soonish".split() in said
    assert not any(line[:1] == ["deadline"] for line in said)


@pytest.mark.parametrize(
    ("places", "said"),
    [
        ({"line_start": 4, "line_end": 6}, "lines 4-6"),
        ({"line_start": 4, "line_end": 4}, "line 4"),
        ({"page_start": 2, "page_end": 3}, "pages 2-3"),
        ({"page_start": 2, "page_end": None}, "page 2"),
        ({}, "unknown"),
    ],
)
def test_where_an_action_stands(places: dict[str, int | None], said: str) -> None:
    assert where(places) == said
