"""What people hand in by mistake: each is told with its name and the remedy, and the rest of the run is done."""

from __future__ import annotations

import errno
import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import pipeline
from harvest import harvest
from model import Harvest, Source
from normalise.lexicon import load_lexicons
from normalise.words import Words, compile_words
from tests.small_papers import ROWS, bytes_of, document_states, folder_of, paper, rows_of

ROOT = Path(__file__).resolve().parent.parent
GOOD = paper()


def run(papers: Path | str, output: Path, *more: str) -> int:
    return pipeline.main(["run", str(papers), "--output", str(output), "--jobs", "1", *more])


@cache
def ready() -> Words:
    return compile_words(load_lexicons())


@pytest.fixture
def reads(tmp_path: Path) -> Callable[[str], Harvest]:
    """The harvest of a text; a reading that takes long fails."""

    def read(text: str, seconds: float = 20.0) -> Harvest:
        file = tmp_path / "paper.txt"
        file.write_text(text, "utf-8")
        began = time.monotonic()
        found = harvest(Source("paper.txt", str(file), "ab" * 32, file.stat().st_size, "text/plain"), ready())
        assert time.monotonic() - began < seconds
        return found

    return read


# -- documents -------------------------------------------------------------------------------------------------------------

REFUSED = {
    "empty": (b"", "no_text", "the file is empty. Ask for the paper again"),
    "blank": (b" \r\n\t\n" * 40, "no_text", "the file holds nothing but blanks. Ask for the paper again"),
    "binary": (bytes(range(256)) * 64, "failed", "the content is binary, not text. Open the file with the program that made it"),
    "tabs": (b"\t" * 100_000, "no_text", "the file holds nothing but blanks."),
    "header": (GOOD[: GOOD.index("1\t")].encode(), "no_plan", "No table of actions was found in it."),
    "long line": (b"x" * 1_000_001, "failed", "line 1 has 1,000,001 characters, more than the 1,000,000 that are read. Split the file"),
}


def test_each_bad_paper_has_its_row_and_the_good_one_is_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    papers = folder_of(tmp_path / "papers", good=GOOD, **{name: content for name, (content, _, _) in REFUSED.items()})
    assert run(papers, tmp_path / "out", "--verbose") == 1
    told = {row["source_file"]: row for row in rows_of(tmp_path / "out", "documents")}
    shown = capsys.readouterr().err
    for name, (_, state, said) in REFUSED.items():
        row = told.pop(f"{name}.txt")
        assert (row["state"], row["rows"]) == (state, 0), name
        assert said in row["error"], name
        assert f"{name}.txt: {state}: " in shown, name
        assert state == "no_plan" or row["error"].startswith(f"{name}.txt: "), name
    assert [(row["state"], row["rows"], row["error"]) for row in told.values()] == [("ok", len(ROWS), None)]
    assert "Traceback" not in shown


READ_ALL_THE_SAME = {
    "UTF-16 without a mark": GOOD.encode("utf-16-le"),
    "the other UTF-16 without a mark": GOOD.encode("utf-16-be"),
    "NUL bytes": GOOD.replace("bench", "be\0nch").replace("\n", "\0\n").encode(),
    "old line ends": GOOD.replace("\n", "\r").encode(),
    "a mark and Windows line ends": b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode(),
}


@pytest.mark.parametrize("how", READ_ALL_THE_SAME)
def test_odd_bytes_of_a_good_paper_cost_nothing(tmp_path: Path, how: str) -> None:
    assert run(folder_of(tmp_path / "papers", a=READ_ALL_THE_SAME[how]), tmp_path / "out") == 0
    assert [row["action"] for row in rows_of(tmp_path / "out", "actions")] == [row[1] for row in ROWS]


def test_a_sparse_file_of_two_hundred_megabytes_is_refused_at_once(tmp_path: Path) -> None:
    folder_of(tmp_path / "papers", good=GOOD)
    with (tmp_path / "papers" / "vast.txt").open("wb") as vast:
        vast.write(b"Action")
        vast.truncate(200_000_000)
    began = time.monotonic()
    assert run(tmp_path / "papers", tmp_path / "out") == 1
    assert time.monotonic() - began < 10
    vast_row = next(row for row in rows_of(tmp_path / "out", "documents") if row["source_file"] == "vast.txt")
    assert (vast_row["state"], vast_row["bytes"]) == ("failed", 200_000_000)
    assert vast_row["error"].startswith("vast.txt: ")
    assert "Split the file" in vast_row["error"]


def test_the_same_file_twice_is_one_document_and_a_copy_is_a_duplicate(tmp_path: Path) -> None:
    papers = folder_of(tmp_path / "papers", a=GOOD, b=GOOD)
    assert pipeline.main(["run", *[str(papers / "a.txt")] * 2, str(papers), "--output", str(tmp_path / "out"), "--jobs", "1"]) == 0
    documents = rows_of(tmp_path / "out", "documents")
    assert sorted((row["state"], row["rows"]) for row in documents) == [("duplicate", 0), ("ok", len(ROWS))]
    assert len(rows_of(tmp_path / "out", "actions")) == len(ROWS)
    told = json.loads((tmp_path / "out" / "run.json").read_text("utf-8"))
    assert (told["documents_by_state"], told["rows"]) == ({"duplicate": 1, "ok": 1}, len(ROWS))


def test_what_is_no_regular_file_is_told_and_never_waited_for(tmp_path: Path) -> None:
    papers = folder_of(tmp_path / "papers", good=GOOD)
    os.mkfifo(papers / "pipe.txt")
    (papers / "self.txt").symlink_to("self.txt")
    (papers / "gone.txt").symlink_to("nowhere.txt")
    (papers / "below").mkdir()
    (papers / "below" / "up").symlink_to("..", target_is_directory=True)
    assert run(papers, tmp_path / "out") == 1
    told = {row["source_file"]: row["error"] for row in rows_of(tmp_path / "out", "documents")}
    assert set(told) == {"good.txt", "pipe.txt", "self.txt", "gone.txt"}
    assert "it is no regular file" in told["pipe.txt"]
    assert all("Check that the file exists" in told[name] for name in ("pipe.txt", "self.txt", "gone.txt"))


def test_names_that_no_table_can_hold_are_written_out(tmp_path: Path) -> None:
    papers = folder_of(tmp_path / "papers")
    (papers / "two\nlines.txt").write_text(GOOD)
    Path(os.fsdecode(os.fsencode(papers) + b"/caf\xe9.txt")).write_text(GOOD + "\n")
    assert run(papers, tmp_path / "out", "--log", str(tmp_path / "log")) == 0
    assert document_states(tmp_path / "out") == {r"two\nlines.txt": "ok", r"caf\udce9.txt": "ok"}


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_an_unreadable_paper_is_told(tmp_path: Path) -> None:
    papers = folder_of(tmp_path / "papers", good=GOOD, shut=GOOD + "\n")
    (papers / "shut.txt").chmod(0)
    assert run(papers, tmp_path / "out") == 1
    assert document_states(tmp_path / "out") == {"good.txt": "ok", "shut.txt": "failed"}


def test_a_paper_that_goes_away_or_falls_while_it_is_read_costs_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    papers = folder_of(tmp_path / "papers", a=GOOD, b=paper(*ROWS[:3]))
    whole = Path.read_bytes

    def fall(path: Path) -> bytes:
        if path.name == "a.txt":
            raise OSError(errno.EIO, "Input/output error")
        return whole(path)

    monkeypatch.setattr(Path, "read_bytes", fall)
    assert run(papers, tmp_path / "out") == 1
    assert document_states(tmp_path / "out") == {"a.txt": "failed", "b.txt": "ok"}
    assert "a.txt: cannot be read: Input/output error." in [row["error"] for row in rows_of(tmp_path / "out", "documents")]


# -- what stops a run before it begins ------------------------------------------------------------------------------------


def test_a_path_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path / "nope", tmp_path / "out") == 2
    assert f"{tmp_path / 'nope'}: no such file or folder. Check the path." in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_a_web_address_is_no_mistyped_path(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(Path("https://councils.example/plan.pdf"), tmp_path / "out") == 2
    assert "Nothing is fetched from the web: save the papers in a folder, and name that." in capsys.readouterr().err


def test_a_folder_with_nothing_in_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(folder_of(tmp_path / "papers"), tmp_path / "out") == 2
    assert f"{tmp_path / 'papers'}: no document in it. Name a file, or a folder that holds papers." in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"name,council\nx,y\n", "line 1: no column is called file. Let the first line read file,"),
        (b'file,council\n"good.txt,Lewes\n', "Close the quotes"),
        (b"file,meeting_date\ngood.txt,31/31/2024\n", "line 2: '31/31/2024' is no date. Write meeting_date as"),
        (b"file,council\ngood.txt,Lewes,East\n", "line 2: 3 cells, but the header has 2. Put a cell"),
        (bytes(range(256)) * 8, "Save it as CSV in UTF-8"),
    ],
)
def test_a_malformed_list_of_sources(tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes, said: str) -> None:
    papers = folder_of(tmp_path / "papers", good=GOOD)
    (papers / "sources.csv").write_bytes(content)
    assert run(papers, tmp_path / "out") == 2
    err = capsys.readouterr().err
    assert str(papers / "sources.csv") in err
    assert said in err
    assert not (tmp_path / "out").exists()


def test_a_log_that_cannot_be_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    log = tmp_path / "no" / "log"
    assert run(folder_of(tmp_path / "papers", good=GOOD), tmp_path / "out", "--log", str(log)) == 2
    assert f"{log}: the log cannot be written" in capsys.readouterr().err
    assert not (tmp_path / "out" / "current").exists()


# -- output ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("below", ["", "deep/er"])
def test_an_output_that_is_a_file_is_told_before_anything_is_read(tmp_path: Path, capsys: pytest.CaptureFixture[str], below: str) -> None:
    (tmp_path / "taken").write_text("mine", "utf-8")
    output = tmp_path / "taken" / below
    assert run(folder_of(tmp_path / "papers", good=GOOD), output) == 2
    out, err = capsys.readouterr()
    assert f"{output}: {tmp_path / 'taken'} is a file. Give --output a folder." in err
    assert "good.txt" not in out + err
    assert (tmp_path / "taken").read_text("utf-8") == "mine"


def test_an_output_that_may_not_be_written_is_told_before_anything_is_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda path, mode: not (mode & os.W_OK and Path(path) == tmp_path))
    assert run(folder_of(tmp_path / "papers", good=GOOD), tmp_path / "out") == 2
    out, err = capsys.readouterr()
    assert f"{tmp_path / 'out'}: {tmp_path} may not be written to. Give --output a folder that this user may write to." in err
    assert "good.txt" not in out + err


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of a few pages, where the system lets us make one."""
    disk = tmp_path / "disk"
    disk.mkdir()
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=512k", "none", str(disk)], capture_output=True, check=False)
    if made.returncode:
        pytest.skip("no disk can be mounted here")
    yield disk
    subprocess.run(["umount", "-l", str(disk)], check=True)


def test_a_disk_that_is_really_full(tmp_path: Path, small_disk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    papers = folder_of(tmp_path / "papers", good=GOOD)
    assert run(papers, small_disk / "out") == 0
    before = bytes_of(small_disk / "out")
    (small_disk / "ballast").write_bytes(b"x" * 4096 * ((os.statvfs(small_disk).f_bavail * os.statvfs(small_disk).f_frsize) // 4096 - 2))
    folder_of(papers, more=paper(*ROWS[:3]))
    assert run(papers, small_disk / "out") == 2
    err = capsys.readouterr().err
    assert re.search(r"cannot be (kept|written): No space left on device\. The disk is full: free some space", err)
    assert bytes_of(small_disk / "out") == before
    assert not [path for path in (small_disk / "out").iterdir() if path.name.startswith(".staging")]
    (small_disk / "ballast").unlink()
    assert run(papers, small_disk / "out") == 0
    assert len(rows_of(small_disk / "out", "actions")) == 7


@pytest.mark.parametrize("trouble", [errno.ENOSPC, errno.EROFS, errno.EDQUOT])
def test_trouble_with_the_disk_leaves_the_version_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], trouble: int
) -> None:
    papers, out = folder_of(tmp_path / "papers", good=GOOD), tmp_path / "out"
    run(papers, out)
    before = bytes_of(out)

    def fall(handle: int) -> None:
        raise OSError(trouble, os.strerror(trouble))

    folder_of(papers, more=paper(*ROWS[:3]))
    monkeypatch.setattr(os, "fsync", fall)
    assert run(papers, out) == 2
    assert f"{out}: what was read cannot be kept: {os.strerror(trouble)}." in capsys.readouterr().err
    assert bytes_of(out) == before


# -- no hang, and nothing raises --------------------------------------------------------------------------------------------

HARD = {
    "one line of a megabyte": "Mend the sea wall by June 2026 and tell the Harbour Master. " * 16_600,
    "one word of a megabyte": "a" * 999_999,
    "marks of markup": "<td>" * 200_000,
    "open brackets": "(" * 300_000,
    "numbers": "1.2.3 " * 150_000,
    "bars": "|" * 500_000,
    "months": "June 2025 to July 2026 " * 40_000,
    "capitals": "Head of Parks and " * 50_000,
    "loose lines": "\n".join(["Action  lead   June 2026   sea  by " * 600] * 10),
    "a thousand lines": "Mend the sea wall by June 2026\n" * 1_000,
}


@pytest.mark.parametrize("name", HARD)
def test_a_text_that_is_no_paper_is_soon_done_with(reads: Callable[..., Harvest], name: str) -> None:
    assert reads(HARD[name]).state == "no_plan"


@pytest.mark.parametrize("tail", ["\t" * 100_000, "\n" + "a\t" * 50_000])
def test_a_line_of_very_many_cells_is_no_hang(reads: Callable[..., Harvest], tail: str) -> None:
    assert reads(GOOD + tail).state in ("ok", "failed")


@pytest.mark.parametrize("text", [GOOD + "\n" + "a\t" * 50_000, GOOD.replace("Team\t", "Team" + "\t" * 50_000)])
def test_a_line_of_very_many_cells_costs_no_other(reads: Callable[..., Harvest], text: str) -> None:
    [plan] = reads(text).plans
    assert [record.action.value for record in plan.records][: len(ROWS)] == [row[1] for row in ROWS]


ROLES = {
    "Ref": ["1", "2.1", "3)", ""],
    "Action": ["Mend the sea wall before winter", "Write to every harbour user", "Dredge the inner basin", "a", ""],
    "Lead officer": ["Harbour Master", "Coast Team and Parks Team", "HM / CT", "", "Amber"],
    "By when": ["June 2025", "March 2026", "Ongoing", "On- going", "Q3 2024/25", "31/12/2025", "TBC", "", "Harbour Master"],
    "Outcomes": ["<ul><li>Fewer floods</li><li>Calmer berths</li></ul>", "• Fewer floods", "<p>Spring 2026</p>", "<b>", "</td>", ""],
    "": ["Harbour Master", "Harbour Master", "Coast Team", "June 2025", ""],
    "Progress to June 2024": ["Complete", "Not yet started", "Work is under way", "", "Delayed until Spring 2026"],
}
BESIDE = [
    "", " ", "Objective 1: Safe harbours", "Priority", "Theme 2", "Glossary", "HM\tHarbour Master", "Key: green means done", "Page 3 of 9",
    "Harbour Action Plan 2024-2027", "Appendix B", "|---|---|", "Obje\tctive", "We will", "S.M. 81", "(", "é", "and", "Related documents",
]  # fmt: skip
MARKS = ["\t", " | ", "    ", "\n", "\n\n"]


@st.composite
def plan_like(draw: st.DrawFn) -> str:
    """A header, rows below it, and what may stand between them, in any of the shapes that texts have; some of it amiss."""
    columns = draw(st.lists(st.sampled_from(sorted(ROLES)), min_size=1, max_size=4, unique=True))
    columns = ["Action", *(column for column in columns if column != "Action")]
    mark = draw(st.sampled_from(MARKS))
    lines = [mark.join(columns)]
    for _ in range(draw(st.integers(0, 14))):
        cells = [draw(st.sampled_from(ROLES[column])) for column in columns]
        lines += [mark.join(cells[: draw(st.sampled_from([9, 9, 9, 1, 2]))]), *draw(st.lists(st.sampled_from(BESIDE), max_size=1))]
    return draw(st.sampled_from(["\n", "\n\n", "\n\f"])).join([*draw(st.lists(st.sampled_from(BESIDE), max_size=3)), *lines])


@settings(max_examples=150, derandomize=True, suppress_health_check=list(HealthCheck))
@given(text=plan_like())
def test_any_text_like_a_plan_is_read_and_nothing_is_counted_twice(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    file = tmp_path_factory.getbasetemp() / "plan-like.txt"
    file.write_text(text, "utf-8")
    found = harvest(Source("plan-like.txt", str(file), "cd" * 32, file.stat().st_size, "text/plain"), ready())
    assert found.state in ("ok", "partial", "no_plan", "no_text"), found.error
    for plan in found.plans:
        assert plan.records
        assert plan.text_found >= plan.text_kept + plan.text_furniture >= 0
        lost = plan.text_found - plan.text_kept - plan.text_furniture
        assert not lost or any(doubt.code in ("text_lost", "stray_text") for doubt in plan.doubts)
        assert [record.ordinal for record in plan.records] == list(range(1, len(plan.records) + 1))


def test_the_command_line_alone_loads_no_reader_of_pictures_or_sheets() -> None:
    code = "import sys, pipeline; print(*{name.split('.')[0] for name in sys.modules})"
    loaded = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
    assert not {"pandas", "camelot", "pdfplumber", "polars", "cv2"} & set(loaded)


def test_a_text_is_read_and_published_without_pandas_and_the_libraries_of_other_readers(tmp_path: Path) -> None:
    (tmp_path / "papers").mkdir()
    arguments = ["run", str(tmp_path / "papers"), "--output", str(tmp_path / "out"), "--jobs", "1", "--quiet"]
    (tmp_path / "papers" / "minutes.txt").write_text("The meeting began at seven and ended at eight.\n", "utf-8")
    code = f"import sys, pipeline; pipeline.main({arguments!r}); print(*{{name.split('.')[0] for name in sys.modules}})"
    told = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
    assert "publish" in told and not {"pandas", "pypdfium2", "lxml"} & set(told), "a text needs no reader's library"


def test_a_process_of_its_own_publishes_without_numpy_the_same_bytes(tmp_path: Path) -> None:
    paper = str(ROOT / "samples" / "renditions" / "growth-two-statuses.merged-down.pdf")
    code = "import sys, pipeline; code = pipeline.main(); print(code, 'pyarrow' in sys.modules, 'numpy' in sys.modules)"
    command = [sys.executable, "-c", code, "run", paper, "--output", str(tmp_path / "alone"), "--jobs", "1", "--quiet"]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert told.split() == ["0", "True", "False"]
    assert pipeline.main(["run", paper, "--output", str(tmp_path / "beside"), "--jobs", "1", "--quiet"]) == 0
    alone, beside = (
        {str(file.relative_to(root)): file.read_bytes() for file in root.rglob("*.parquet")}
        for root in (tmp_path / "alone" / "current", tmp_path / "beside" / "current")
    )
    assert alone == beside and len(alone) > 5
