"""What the documentation says is so: its snippets run, its lists are whole, its links lead somewhere."""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path

import pytest

import pipeline
from model import DocumentState
from normalise.lexicon import OURS
from tests.small_papers import rows_of

ROOT = Path(__file__).resolve().parent.parent
PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", ROOT / "samples" / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\((?!https?:)([^)#]+)")


def fenced(page: Path, language: str) -> list[str]:
    return [code for named, code in FENCE.findall(page.read_text("utf-8")) if named == language]


@pytest.fixture(scope="module")
def tour(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which the README's paths are right."""
    folder = tmp_path_factory.mktemp("tour")
    pipeline.main(["run", str(ROOT / "samples" / "plans"), "--output", str(folder / "output"), "--jobs", "1", "--quiet"])
    return folder


SNIPPETS = fenced(ROOT / "README.md", "python")


@pytest.mark.parametrize("snippet", SNIPPETS, ids=lambda code: code.split()[1])
def test_every_snippet_of_the_readme_runs(
    tour: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], snippet: str
) -> None:
    monkeypatch.chdir(tour)
    exec(compile(snippet, "README.md", "exec"), {})  # noqa: S102
    assert len(capsys.readouterr().out.splitlines()) > 8


def test_the_tour_takes_three_tools() -> None:
    assert sorted(code.split()[1] for code in SNIPPETS) == ["duckdb", "pandas", "polars"]


def test_the_readmes_lexicon_lines_are_such() -> None:
    (lines,) = fenced(ROOT / "README.md", "toml")
    sections = tomllib.loads(lines)
    file = re.search(r"[\w-]+\.toml", lines)
    assert file
    assert set(sections) <= set(tomllib.loads((OURS / file[0]).read_text("utf-8")))


def test_the_readme_names_every_room() -> None:
    rooms = re.findall(r"^\| (.*?) \|", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE)
    named = {name.rstrip("/") for cell in rooms for name in re.findall(r"`([\w./]+)`", cell)}
    code = {path.name for path in ROOT.glob("*.py")} | {path.parent.name for path in ROOT.glob("*/__init__.py")} - {"output"}
    assert code - named == set()
    assert {name for name in named if not (ROOT / name).exists()} == set()


def test_the_commands_of_the_readme_are_targets_and_verbs() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    asked = set(re.findall(r"^    make ([a-z]+)", text, re.MULTILINE))
    assert asked == {"run", "test"}
    assert asked <= targets
    verbs = set(re.findall(r"council-plans ([a-z]+)", text))
    assert verbs == {"run", "explain", "export", "doubts", "tables"}
    usage = pipeline.parser().format_help()
    assert [verb for verb in verbs if f"\n    {verb} " not in usage] == []


def error_classes() -> dict[str, Path]:
    """Every class of ours that is an error, wherever it stands."""
    known = {"PipelineError": ROOT / "errors.py", "SourceError": ROOT / "errors.py"}
    code = [ROOT / "errors.py", *(path for room in ("extract", "normalise", "publish", "review") for path in (ROOT / room).rglob("*.py"))]
    for path in code:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ClassDef) and {base.id for base in node.bases if isinstance(base, ast.Name)} & set(known):
                known[node.name] = path
    return known


def test_every_error_has_its_line_and_every_line_its_error() -> None:
    page = (ROOT / "docs" / "errors.md").read_text("utf-8")
    lines = re.findall(r"^\| `([A-Z]\w+)` \| (.+) \| (.+) \|$", page, re.MULTILINE)
    assert {name for name, *_ in lines} == set(error_classes())
    assert len(error_classes()) > 8


def test_every_exit_code_and_state_is_explained() -> None:
    page = (ROOT / "docs" / "errors.md").read_text("utf-8")
    codes = {getattr(pipeline, name) for name in ("ALL_WELL", "SOME_FAILED", "NOTHING_FOUND", "INTERRUPTED")} | {2}
    assert {int(code) for code in re.findall(r"^\| (\d+) \|", page, re.MULTILINE)} == codes
    assert [state for state in DocumentState.__args__ if f"`{state}`" not in page] == []  # type: ignore[attr-defined]


def test_every_stage_is_explained(tour: Path) -> None:
    page = (ROOT / "docs" / "reading.md").read_text("utf-8")
    stages = {row["extractor"] for row in rows_of(tour / "output", "actions")}
    assert len(stages) > 3
    assert [stage for stage in stages if f"| `{stage}` |" not in page] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_and_module_named_is_there(page: Path) -> None:
    text = page.read_text("utf-8")
    links = {link for link in LINK.findall(text) if not (page.parent / link).exists()}
    modules = re.findall(r"`((?:extract|normalise|publish|review|bench|samples)/[\w./]*)`", text)
    assert (links, [name for name in modules if not (ROOT / name).exists()]) == (set(), [])


def test_every_decision_says_what_was_asked_decided_and_paid() -> None:
    decisions = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    assert [int(path.name[:4]) for path in decisions] == list(range(1, len(decisions) + 1))
    for path in decisions:
        text = path.read_text("utf-8")
        assert text.startswith(f"# {int(path.name[:4])}. "), path.name
        assert [part for part in ("**Status:**", "## The question", "## What was decided", "## What it costs") if part not in text] == []
