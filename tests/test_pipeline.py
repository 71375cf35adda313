"""The whole way from files to a published dataset, by every verb of the command line."""

from __future__ import annotations

import csv
import io
import json
import shlex
import shutil
import signal
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import commands
import pipeline
from publish.schema import TABLES
from tests.small_papers import ROWS, bytes_of, document_states, folder_of, paper, rows_of

ROOT = Path(__file__).resolve().parent.parent
MAIN = [sys.executable, str(ROOT / "pipeline.py")]


def run(papers: Path, output: Path, *more: str) -> int:
    return pipeline.main(["run", str(papers), "--output", str(output), "--jobs", "1", *more])


@pytest.fixture
def published(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    assert run(folder_of(tmp_path / "papers", seafront=paper()), tmp_path / "out") == 0
    capsys.readouterr()
    return tmp_path / "out"


# -- run -------------------------------------------------------------------------------------------------------------------


def test_a_paper_becomes_rows_with_the_words_they_were_read_from(published: Path) -> None:
    actions = rows_of(published, "actions")
    assert [(row["action_ref"], row["action"], row["lead_raw"], row["timescale_raw"], row["update"]) for row in actions] == [*ROWS]
    assert [row["status"] for row in actions] == ["complete", "not_started", "in_progress", "complete"]
    assert [row["timescale_edtf"] for row in actions] == ["2025-06", "../2026-03", None, "2025-10/2025-12"]
    readings = {(row["action_id"], row["field"]): row for row in rows_of(published, "readings")}
    for row in actions:
        printed = readings[row["action_id"], "timescale"]
        assert (printed["printed"], printed["line"]) == (row["timescale_raw"], row["line_start"])
    assert {row["council"] for row in rows_of(published, "documents")} == {"Lewes District Council"}


def test_every_table_of_the_contract_is_there(published: Path) -> None:
    assert {path.name.removesuffix(".parquet") for path in (published / "current").iterdir()} == {*TABLES, "datapackage.json"}


def test_the_end_of_a_run_says_what_there_is_and_what_changed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    papers, out = folder_of(tmp_path / "papers", a=paper(), b=paper(title="Beach Action Plan 2025")), tmp_path / "out"
    said = []
    for change in (
        lambda: None,
        lambda: None,
        lambda: folder_of(papers, b=paper((*ROWS[0][:4], "Delayed"), *ROWS[1:], title="Beach Action Plan 2025")),
        lambda: folder_of(papers, c=paper(*ROWS[:2], title="Pier Action Plan 2025")),
        lambda: (papers / "a.txt").unlink(),
    ):
        change()
        assert run(papers, out) == 0
        said.append(capsys.readouterr().out)
    assert "First version: 2 documents and 8 actions." in said[0]
    assert "no document and no action changed: 2 documents and 8 actions." in said[1]
    assert "documents 1 changed; actions 1 changed. Now 2 documents and 8 actions." in said[2]
    assert "documents 1 added; actions 2 added. Now 3 documents and 10 actions." in said[3]
    assert "documents 1 gone; actions 4 gone. Now 2 documents and 6 actions." in said[4]
    assert all(f"Published to {out / 'current'}." in text for text in said)


@pytest.mark.parametrize(
    ("papers", "code", "states"),
    [
        ({"a": paper()}, 0, {"a.txt": "ok"}),
        ({"a": paper(), "b": "Minutes of the meeting held on 4 May.\n"}, 0, {"a.txt": "ok", "b.txt": "no_plan"}),
        ({"a": paper(), "b": paper()}, 0, {"a.txt": "ok", "b.txt": "duplicate"}),
        ({"a": paper(), "b": b""}, 1, {"a.txt": "ok", "b.txt": "no_text"}),
        ({"a": paper(), "b": bytes(range(32)) * 99}, 1, {"a.txt": "ok", "b.txt": "failed"}),
        ({"b": "Minutes of the meeting held on 4 May.\n"}, 3, {"b.txt": "no_plan"}),
        ({"b": b""}, 3, {"b.txt": "no_text"}),
    ],
)
def test_the_exit_code_says_how_it_went(tmp_path: Path, papers: dict[str, str | bytes], code: int, states: dict[str, str]) -> None:
    assert run(folder_of(tmp_path / "papers", **papers), tmp_path / "out") == code
    assert document_states(tmp_path / "out") == states


def test_a_fault_of_ours_costs_a_document_and_not_the_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fall(part: object, number: int, source: object, words: object, fronts: object) -> None:
        raise ZeroDivisionError("the sum of nothing")

    papers = folder_of(tmp_path / "papers", a=paper(), b=b"nothing to see")
    monkeypatch.setattr("harvest.read_plan", fall)
    assert run(papers, tmp_path / "out") == 3
    error = next(row["error"] for row in rows_of(tmp_path / "out", "documents") if row["source_file"] == "a.txt")
    assert error == "a.txt: reading it failed (ZeroDivisionError: the sum of nothing). Please report it with the file."
    assert "Traceback" not in capsys.readouterr().err


def test_quiet_prints_what_failed_and_nothing_else(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(folder_of(tmp_path / "papers", good=paper()), tmp_path / "out", "--quiet") == 0
    assert capsys.readouterr() == ("", "")
    assert run(folder_of(tmp_path / "papers", bad=b""), tmp_path / "out", "--quiet") == 1
    out, err = capsys.readouterr()
    assert not out
    assert "bad.txt: no_text" in err
    assert "good.txt" not in err


def test_away_from_a_terminal_each_document_has_a_plain_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(folder_of(tmp_path / "papers", good=paper(), other="Minutes."), tmp_path / "out", "--verbose")
    out, err = capsys.readouterr()
    assert "good.txt: ok, 4 rows\n" in err
    assert "other.txt: no_plan: " in err
    assert "\x1b" not in out + err
    assert [line.split() for line in out.splitlines()[:2]] == [["documents", "state", "rows", "doubts"], ["1", "ok", "4", "0"]]


def test_the_log_has_one_event_a_document(tmp_path: Path) -> None:
    log = tmp_path / "run.jsonl"
    run(folder_of(tmp_path / "papers", a=paper(), b=b""), tmp_path / "out", "--log", str(log))
    events = [json.loads(line) for line in log.read_text("utf-8").splitlines()]
    assert [(event["event"], event["source_file"], event["state"], event["rows"]) for event in events] == [
        ("document", "a.txt", "ok", 4),
        ("document", "b.txt", "no_text", 0),
    ]
    assert "the file is empty" in events[1]["error"]


def test_contacts_are_masked_unless_they_are_to_be_kept(tmp_path: Path) -> None:
    row = ("1", ROWS[0][1], "Estates Manager, 01273 555 0142, a.lamb@lewes.example", "June 2025", "Ask on 01273 555 0143")
    papers = folder_of(tmp_path / "papers", a=paper(row, *ROWS[1:]))
    secrets = (b"555 0142", b"555 0143", b"a.lamb@")
    for flags, kept in (((), False), (("--keep-contacts",), True)):
        out = tmp_path / f"out{kept}"
        run(papers, out, *flags)
        told = json.dumps([rows_of(out, name) for name in ("actions", "readings", "issues", "leads")], default=str).encode()
        assert [secret in told for secret in secrets] == [kept] * 3
        assert [lead["name"] for lead in rows_of(out, "actions")[0]["leads"]] == ["Estates Manager"]


# -- lexicons --------------------------------------------------------------------------------------------------------------


def test_a_line_of_the_users_own_changes_a_reading(tmp_path: Path) -> None:
    papers = folder_of(tmp_path / "papers", a=paper((*ROWS[0][:4], "Gone fishing"), *ROWS[1:]))
    run(papers, tmp_path / "before")
    words = tmp_path / "words"
    words.mkdir()
    (words / "statuses.toml").write_text('[told]\nin_progress = ["gone fishing"]\n', "utf-8")
    run(papers, tmp_path / "after", "--lexicons", str(words))
    statuses = [[row["status"] for row in rows_of(tmp_path / name, "actions")] for name in ("before", "after")]
    assert statuses == [["unknown", "not_started", "in_progress", "complete"], ["in_progress", "not_started", "in_progress", "complete"]]


@pytest.mark.parametrize(
    ("file", "text", "said"),
    [
        ("statuses.toml", "[told\n", "statuses.toml: not a readable TOML file"),
        ("statuses.toml", 'complete = ["done"]\n', "stands outside a [section]"),
        ("statuses.toml", '[told]\ncomplete = "done"\n', "is not a list of phrases"),
        ("statuses.toml", '[told]\ncomplete = ["so so"]\ndeferred = ["So so"]\n', "'So so' means both complete and deferred"),
        ("statuses.toml", '\ufeff[told]\nfinishd = ["so so"]\n', "statuses.toml: [told] 'finishd' is no state. Use one of: not_started"),
        ("statuses.toml", '[numbers]\nsome = ["a few"]\n', "a meaning that no rule knows: "),
        ("leads.toml", '[organisation]\nx = ["y"]\n', "leads.toml: [organisation] is no section of it. Name it as ours: [organisations]."),
        ("leads.toml", '[xyz]\nx = ["y"]\n', "Name it as ours: one of normalise/lexicons/leads.toml."),
        ("words.toml", "", "words.toml: no lexicon of that name. Name it as one of ours: "),
    ],
)
def test_a_malformed_lexicon_stops_before_any_paper_is_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], file: str, text: str, said: str
) -> None:
    (tmp_path / "words").mkdir()
    (tmp_path / "words" / file).write_text(text, "utf-8")
    assert run(folder_of(tmp_path / "papers", a=paper()), tmp_path / "out", "--lexicons", str(tmp_path / "words")) == 2
    out, err = capsys.readouterr()
    assert said in err
    assert "a.txt" not in out + err
    assert not (tmp_path / "out").exists()


# -- the other verbs -------------------------------------------------------------------------------------------------------


def test_explain_shows_words_place_rule_and_score(
    published: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    row = rows_of(published, "actions")[1]
    assert pipeline.main(["explain", row["action_id"], "--output", str(published)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].strip() == row["action_id"]
    for reading in (each for each in rows_of(published, "readings") if each["action_id"] == row["action_id"]):
        told = next(line for line in lines if line.startswith(reading["field"] + " "))
        wanted = (reading["printed"], reading["rule"], f"{reading['score']:.2f}", f"line {reading['line']}")
        assert [part for part in wanted if part not in told] == []


def test_an_unknown_action_is_refused_with_one_that_is_close(published: Path, capsys: pytest.CaptureFixture[str]) -> None:
    known = rows_of(published, "actions")[1]["action_id"]
    assert pipeline.main(["explain", known + "x", "--output", str(published)]) == 2
    assert known in capsys.readouterr().err


def test_check_fails_below_a_floor_and_names_what_is_wrong(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    papers, gold = tmp_path / "plans", tmp_path / "gold"
    for folder, name in ((papers, "plans/parks-markdown-rag.txt"), (gold, "gold/parks-markdown-rag.json")):
        folder.mkdir()
        shutil.copy(ROOT / "samples" / name, folder)
    floors = tmp_path / "floors.toml"
    ask = ["check", str(papers), "--gold", str(gold), "--floors", str(floors), "--jobs", "1"]
    assert pipeline.main([*ask, "--raise-floors"]) == 0
    assert tomllib.loads(floors.read_text("utf-8"))["floor"]["row_f1"] == 1.0
    assert pipeline.main(ask) == 0
    (gold / "parks-markdown-rag.json").write_text((gold / "parks-markdown-rag.json").read_text("utf-8").replace("09/24", "10/24"), "utf-8")
    capsys.readouterr()
    assert pipeline.main([*ask, "--show"]) == 1
    said = capsys.readouterr().out
    assert "timescale_raw is 0." in said
    assert "expected='10/24', got='09/24'" in said
    assert pipeline.main([*ask, "--raise-floors"]) == 2
    assert "cannot be raised" in capsys.readouterr().err
    assert pipeline.main(["check", str(papers), "--gold", str(gold), "--raise-floors"]) == 2
    assert "--raise-floors: no floors are named." in capsys.readouterr().err


@pytest.mark.parametrize(
    ("column", "file"),
    [
        pytest.param(2, "leads", id="lead"),
        pytest.param(3, "timescales", id="timescale"),
    ],
)
def test_doubts_are_lines_that_a_lexicon_folder_takes(tmp_path: Path, capsys: pytest.CaptureFixture[str], column: int, file: str) -> None:
    odd = "whoever can"
    rows = [(*row[:column], odd, *row[column + 1 :]) for row in ROWS[:2]]
    papers, words = folder_of(tmp_path / "papers", a=paper(*rows, *ROWS[2:])), tmp_path / "words"
    said = []
    for name, more in (("before", ()), ("after", ("--lexicons", str(words)))):
        run(papers, tmp_path / name, *more)
        capsys.readouterr()
        assert pipeline.main(["doubts", "--output", str(tmp_path / name)]) == 0
        said.append(capsys.readouterr().out)
        words.mkdir(exist_ok=True)
        (words / f"{file}.toml").write_text(said[0], "utf-8")
    assert f'"{odd}",  # printed 2 times' in said[0]
    assert odd not in said[1]


def test_export_gives_one_line_an_action(published: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    flat, book = tmp_path / "actions.csv", tmp_path / "actions.xlsx"
    assert pipeline.main(["export", "--csv", str(flat), "--xlsx", str(book), "--output", str(published)]) == 0
    assert capsys.readouterr().out == f"4 actions to {flat}\n4 actions to {book}\n"
    with flat.open(encoding="utf-8-sig", newline="") as file:
        assert [line["action"] for line in csv.DictReader(file)] == [row[1] for row in ROWS]
    assert book.read_bytes().startswith(b"PK")


def test_a_name_that_no_file_has_is_told_of(tmp_path: Path) -> None:
    (tmp_path / "papers").mkdir()
    (tmp_path / "papers" / "plan.txt").write_text("Action\tLead\nPlant trees\tParks\n", "utf-8")
    (tmp_path / "papers" / "sources.csv").write_text("file,title\nplam.txt,A plan\n", "utf-8")
    ask = [sys.executable, pipeline.__file__, "run", str(tmp_path / "papers"), "--output", str(tmp_path / "out"), "--jobs", "1"]
    done = subprocess.run(ask, capture_output=True, text=True, check=False, timeout=120)
    assert "names plam.txt, but it is not there" in done.stderr
    assert not subprocess.run([*ask, "--quiet"], capture_output=True, text=True, check=False, timeout=120).stderr


# -- usage -----------------------------------------------------------------------------------------------------------------


def test_every_example_of_the_help_is_a_command_that_parses() -> None:
    parser = pipeline.parser()
    examples = [line.split("  ")[1] for line in commands.EXAMPLES.splitlines() if line.startswith("  council-plans")]
    verbs = {parser.parse_args(shlex.split(example)[1:]).verb for example in examples}
    assert verbs == {"run", "explain", "history", "ask", "tables", "check", "doubts", "store", "export"}


@pytest.mark.parametrize("ask", [["--help"], ["run", "--help"], ["check", "--help"], ["explain", "--help"]])
def test_help_is_no_failure_and_fits_a_terminal(
    ask: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    with pytest.raises(SystemExit) as left:
        pipeline.main(ask)
    assert left.value.code == 0
    told = capsys.readouterr().out
    assert ("exit codes: 0 all well" in told) == (ask == ["--help"])
    assert max(map(len, told.splitlines())) <= 80


@pytest.mark.parametrize("ask", ["", "walk", "run", "run x --jobs 0", "run x --jobs two", "check x", "explain"])
def test_a_command_that_cannot_be_is_refused(ask: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        pipeline.main(ask.split())
    assert left.value.code == 2
    assert "usage: council-plans" in capsys.readouterr().err


def test_an_export_names_its_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert pipeline.main(["export", "--output", str(tmp_path)]) == 2
    assert "--csv or --xlsx" in capsys.readouterr().err


@pytest.mark.parametrize("verb", [["explain", "x"], ["doubts"], ["export", "--csv", "x.csv"]])
def test_without_a_dataset_the_remedy_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str], verb: list[str]) -> None:
    assert pipeline.main([*verb, "--output", str(tmp_path)]) == 2
    assert f"{tmp_path}: there is no published dataset. Publish one with `run`" in capsys.readouterr().err


def test_a_terminal_that_lacks_a_letter_still_gets_an_answer(
    published: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    papers = folder_of(published.parent / "other", a=paper((*ROWS[0][:4], "Complete – at “last”"), *ROWS[1:]))
    run(papers, published)
    printed = io.BytesIO()
    old = io.TextIOWrapper(printed, "ascii")
    monkeypatch.setattr(sys, "stdout", old)
    monkeypatch.setenv("COLUMNS", "300")
    assert pipeline.main(["explain", rows_of(published, "actions")[0]["action_id"], "--output", str(published)]) == 0
    old.flush()
    assert b"Complete ? at ?last?" in printed.getvalue()


# -- the same bytes --------------------------------------------------------------------------------------------------------


def test_two_runs_and_any_number_of_jobs_give_the_same_bytes(tmp_path: Path) -> None:
    kinds = (ROOT / "samples" / "plans", ROOT / "samples" / "near-misses")
    samples = [str(path) for kind in kinds for path in sorted(kind.iterdir())[::2]]
    for name, jobs in (("first", "1"), ("second", "1"), ("third", "2")):
        assert pipeline.main(["run", *samples, "--output", str(tmp_path / name), "--jobs", jobs, "--quiet"]) == 0
    first, second, third = (bytes_of(tmp_path / name) for name in ("first", "second", "third"))
    assert len(first) > 15
    assert first == second == third
    assert (tmp_path / "first" / "current").resolve().name == (tmp_path / "third" / "current").resolve().name


# -- sudden ends -----------------------------------------------------------------------------------------------------------

KILLED_AT = """
import functools, os, signal, sys
import publish.dataset, pipeline

def strike(step):
    if step == sys.argv[1]:
        os.kill(os.getpid(), signal.SIGKILL)

publish.dataset.publish = functools.partial(publish.dataset.publish, at_step=strike)
sys.exit(pipeline.main(sys.argv[2:]))
"""


@pytest.mark.parametrize("step", ["written", "pointed"])
def test_a_run_killed_while_it_publishes_leaves_one_version_whole(tmp_path: Path, step: str) -> None:
    papers, out = folder_of(tmp_path / "papers", a=paper()), tmp_path / "out"
    run(papers, out, "--quiet")
    before = bytes_of(out)
    folder_of(papers, b=paper(*ROWS[:3], title="Pier Action Plan 2025"))
    ask = ["run", str(papers), "--output", str(out), "--jobs", "1", "--quiet"]
    struck = subprocess.run([sys.executable, "-c", KILLED_AT, step, *ask], cwd=ROOT, check=False)
    assert struck.returncode == -signal.SIGKILL
    after = bytes_of(out)
    assert (after == before) == (step != "pointed")
    assert pipeline.main(ask) == 0
    assert len(rows_of(out, "actions")) == 7
    assert not [path.name for path in out.iterdir() if path.name.startswith((".staging", ".current-"))]
