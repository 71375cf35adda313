"""House rules, held by tests; each rule is a function that is shown to catch what it forbids."""

from __future__ import annotations

import ast
import csv
import json
import re
import subprocess
import sys
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from wordfreq import zipf_frequency

from normalise.lexicon import load_lexicons

ROOT = Path(__file__).resolve().parent.parent
ROOMS = {"batch", "extract", "normalise", "link", "publish", "review"}
ON_TOP = {"pipeline", "runs", "run_reader", "reading", "harvest", "bench", "tests"}
HEAVY = {"pandas", "polars", "camelot", "cv2", "pdfplumber", "pyarrow", "duckdb", "mammoth", "lxml", "pypdfium2", "rich"}
ORDINARY = frozenset(
    """
    authority barking barrow borders borough castle causeway central coastal combined comhairle corporation council county craven
    district england forest greater highland islands london mayoral metropolitan midlands moorlands reading region riding rivers
    scottish slough valley
    """.split()
)
"""Words of official names that are English words too, or parts of the forms of such names."""


def sources(*rooms: str) -> list[Path]:
    return sorted(path for room in rooms for path in (ROOT / room).rglob("*.py"))


OURS = [*sorted(set(ROOT.glob("*.py")) - {ROOT / "model.py"}), *sources(*sorted(ROOMS), "bench")]
"""What the measures hold for; the nouns stand in one file, however many they are."""


def tracked() -> list[Path]:
    """The files of the repository; of an unpacked archive without history, none."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False).stdout  # noqa: S607
    return [path for name in listed.decode().split("\0") if name and (path := ROOT / name).is_file()]


# -- rooms -----------------------------------------------------------------------------------------------------------------


def imports(code: str) -> set[str]:
    """The first part of every name that is imported, anywhere in the code."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add((node.module or "").split(".")[0] if not node.level else ".")
    return names


def trespasses(room: str, code: str) -> set[str]:
    return imports(code) & (ROOMS - {room} | ON_TOP | {"."})


def test_a_trespass_is_seen() -> None:
    assert trespasses("extract", "import re\ndef f():\n    from normalise.leads import x\n    import pipeline") == {"normalise", "pipeline"}
    assert trespasses("publish", "import review.page, extract\nfrom . import schema") == {"review", "extract", "."}
    assert not trespasses("extract", "from extract.rows import stitch\nfrom model import Row\nimport lxml")


@pytest.mark.parametrize("room", sorted(ROOMS))
def test_rooms_never_import_each_other(room: str) -> None:
    assert {str(path.relative_to(ROOT)): bad for path in sources(room) if (bad := trespasses(room, path.read_text("utf-8")))} == {}


def test_the_nouns_need_the_standard_library_only() -> None:
    for name in ("model.py", "errors.py"):
        assert imports((ROOT / name).read_text("utf-8")) <= sys.stdlib_module_names, name


def test_reading_a_text_loads_no_heavy_library() -> None:
    formats = {path for path in sources("extract") if "pages" in path.parts and path.name not in ("__init__.py", "text.py")}
    modules = [".".join(path.relative_to(ROOT).with_suffix("").parts) for path in sources("extract", "normalise") if path not in formats]
    modules = [name.removesuffix(".__init__") for name in modules if not name.startswith("extract.tables.outside")]
    code = f"import importlib, sys\nfor name in {modules!r}: importlib.import_module(name)\nprint(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    loaded = set(run.stdout.split())
    assert {"extract.sources", "extract.pages.text", "normalise.lexicon"} <= loaded
    assert loaded & HEAVY == set()


# -- measures --------------------------------------------------------------------------------------------------------------


def functions(code: str) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (node for node in ast.walk(ast.parse(code)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def too_long(code: str) -> list[str]:
    """The functions of 40 lines or more, and the module if it has 300."""
    long = [node.name for node in functions(code) if (node.end_lineno or 0) - node.lineno + 1 >= 40]
    return [*long, *(["the module"] if len(code.splitlines()) >= 300 else [])]


def undocumented(code: str) -> list[str]:
    """The public functions, of the module or of a public class, that do not say what they give back."""
    body = ast.parse(code).body
    owners = [body, *(node.body for node in body if isinstance(node, ast.ClassDef) and not node.name.startswith("_"))]
    public = [node for owner in owners for node in owner if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    return [node.name for node in public if not node.name.startswith("_") and not ast.get_docstring(node)]


def test_what_is_too_long_is_seen() -> None:
    assert too_long("def f():\n" + "    x = 1\n" * 39) == ["f"]
    assert too_long("def f():\n" + "    x = 1\n" * 38) == []
    assert too_long("x = 1\n" * 300) == ["the module"]


def test_a_silent_function_is_seen() -> None:
    code = 'def a(): "says"\ndef b(): pass\ndef _c(): pass\nclass D:\n    def e(self): pass\nclass _F:\n    def g(self): pass'
    assert undocumented(code) == ["b", "e"]


@pytest.mark.parametrize("rule", [too_long, undocumented], ids=lambda rule: rule.__name__)
def test_our_code_keeps_the_measures(rule: object) -> None:
    assert callable(rule)
    assert {str(path.relative_to(ROOT)): bad for path in OURS if (bad := rule(path.read_text("utf-8")))} == {}

MOST_MODULES = 40
"""Modules of one folder that a reader can still look over."""


def crowded(paths: Iterable[Path]) -> set[Path]:
    """The folders that hold more modules than that."""
    held = Counter(path.parent for path in paths)
    return {folder for folder, count in held.items() if count > MOST_MODULES}


def test_a_crowded_folder_is_seen() -> None:
    full = [Path("full", f"{number}.py") for number in range(MOST_MODULES + 1)]
    assert crowded([*full, Path("small/a.py")]) == {Path("full")}


def test_no_folder_is_crowded() -> None:
    assert crowded(OURS) == set()


# -- words -----------------------------------------------------------------------------------------------------------------


def words_of(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", text.casefold())


def register() -> list[dict[str, str]]:
    with (ROOT / "normalise" / "registers" / "councils.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def place_words(names: Iterable[str]) -> set[str]:
    """The words of official names that can only be a place's."""
    return {word for name in names for word in words_of(name) if len(word) >= 6} - ORDINARY


def says_any(text: str, phrases: Iterable[str]) -> set[str]:
    """Which of these phrases stand in the text, whole words only and in any case."""
    flat = f" {' '.join(words_of(text))} "
    return {phrase for phrase in phrases if f" {' '.join(words_of(phrase))} " in flat}


def test_a_place_is_seen() -> None:
    places = place_words(["Reading Borough Council", "Brackwater District Council", "Ely City Council"])
    assert places == {"brackwater"}
    assert says_any('if council == "BRACKWATER":', places) == {"brackwater"}
    assert says_any("brackwaters", places) == set()
    assert says_any('"Brackwater  District\nCouncil" = ["bdc"]', ["Brackwater District Council"]) == {"Brackwater District Council"}


@pytest.mark.parametrize("path", sources("extract", "normalise"), ids=lambda path: str(path.relative_to(ROOT)))
def test_no_rule_names_a_council(path: Path) -> None:
    assert says_any(path.read_text("utf-8"), place_words(row["name"] for row in register())) == set()


LEXICONS = sorted((ROOT / "normalise" / "lexicons").glob("*.toml"))


@pytest.mark.parametrize("path", LEXICONS, ids=lambda path: path.stem)
def test_no_lexicon_names_a_council(path: Path) -> None:
    """A partner's name may hold a place, a council's name belongs into the register."""
    assert says_any(path.read_text("utf-8"), {row["name"] for row in register()}) == set()


@pytest.mark.parametrize("path", LEXICONS, ids=lambda path: path.stem)
def test_a_lexicon_can_be_read_and_its_changes_too(path: Path) -> None:
    """Lists of words are wrapped as code is: a word more is a line more, not one of thousands of characters."""
    assert [line[:60] for line in path.read_text("utf-8").splitlines() if len(line) > 140] == []


def rules_and_words() -> dict[str, str]:
    return {str(path.relative_to(ROOT)): path.read_text("utf-8") for path in [*sources("extract", "normalise"), *LEXICONS]}


def names_of_one(texts: list[str]) -> set[str]:
    """Words that one text alone has, with a capital wherever they stand, and that English hardly knows: names."""
    spelled = [set(re.findall(r"[^\W\d_]{6,}", text)) for text in texts]
    lowered = [{word.casefold() for word in words} for words in spelled]
    return {
        word.casefold()
        for words in spelled
        for word in words
        if word[0].isupper()
        and not any(word.casefold() in others for others in spelled)
        and sum(word.casefold() in others for others in lowered) == 1
        and zipf_frequency(word, "en") < 2.3
    }


def test_a_name_of_one_paper_is_seen() -> None:
    assert names_of_one(["Ask Quillington about funding", "the funding", "Brimblecote", "Brimblecote"]) == {"quillington"}


def test_no_rule_or_lexicon_knows_the_real_papers(shared: Path) -> None:
    facts = [json.loads(path.read_text("utf-8"))["document"] for path in sorted((shared / "gold").glob("*.json"))]
    titles = {fact["plan_title"] for fact in facts if len(words_of(fact["plan_title"] or "")) > 2}
    names = names_of_one([path.read_text("utf-8") for path in sorted((shared / "seeds").glob("*.txt"))])
    known = titles | names | place_words(fact["council"] for fact in facts)
    assert len(known) > len(facts)
    assert {file: said for file, text in rules_and_words().items() if (said := says_any(text, known))} == {}


def runs(text: str, length: int = 9) -> set[tuple[str, ...]]:
    words = words_of(text)
    return {tuple(words[start : start + length]) for start in range(len(words) - length + 1)}


def test_a_copied_run_is_seen() -> None:
    printed = "the ranger will walk each lane of the parish twice a year"
    assert runs(f"x = '{printed.replace(' ', ', ')}'") & runs(printed.upper())
    assert not runs("the ranger will walk each lane of the town twice") & runs(printed)


def test_nothing_is_copied_from_the_real_papers(shared: Path) -> None:
    theirs = set[tuple[str, ...]]().union(*(runs(path.read_text("utf-8")) for path in (shared / "seeds").glob("*.txt")))
    copied = {}
    for path in tracked():
        if path.suffix in {".py", ".toml", ".md", ".txt", ".json", ".csv"} and (same := runs(path.read_text("utf-8", "replace")) & theirs):
            copied[str(path.relative_to(ROOT))] = " ".join(min(same))
    assert copied == {}


def test_every_lexicon_loads() -> None:
    assert set(load_lexicons().by_name) == {path.stem for path in LEXICONS} != set()


# -- files -----------------------------------------------------------------------------------------------------------------

ELSEWHERE = re.compile(
    r"(?<![\w.~])/" + r"(?:work|root|opt|home/\w+|Users/\w+)/|\.py" + r"env\b|[\w.-]*py" + r"pi\.org|python" + r"hosted\.org"
    r"|npm" + r"js\.(?:org|com)|(?:extra-)?index" + r"-url|find" + r"-links"
)


def test_a_machine_path_or_a_host_is_seen() -> None:
    for start, rest in [("open('/", "work/x')"), ("see py", "pi.org"), ("--find", "-links=x"), ("/home/", "ann/x"), ("~/.py", "env")]:
        assert ELSEWHERE.search(start + rest), rest
    assert not ELSEWHERE.search("/usr/bin/env bash; council/work/plan; https://example.org/opt/x")


def test_no_file_names_a_machine_or_a_registry() -> None:
    text = {path.relative_to(ROOT): path.read_text("utf-8", "replace") for path in tracked()}
    assert {str(name): found[0] for name, content in text.items() if (found := ELSEWHERE.search(content))} == {}


def locked(name: str) -> dict[str, set[str]]:
    """The packages of a lock with their versions; a line that is neither package nor hash fails."""
    versions: dict[str, set[str]] = {}
    for entry in re.sub(r"\\\n\s*", " ", (ROOT / name).read_text("utf-8")).splitlines():
        found = re.fullmatch(r"([\w.-]+)==([\w.+]+)(?: ; [^;]*?)?(?:\s+--hash=sha256:[0-9a-f]{64})+\s*", entry)
        assert found, f"{name}: {entry[:80]}"
        versions.setdefault(canonicalize_name(found[1]), set()).add(found[2])
    return versions


def unmet(wanted: Iterable[str], lock: dict[str, set[str]]) -> list[str]:
    """The requirements that the lock does not hold, or not in that version."""

    def is_met(need: Requirement) -> bool:
        return any(need.specifier.contains(version) for version in lock.get(canonicalize_name(need.name), ()))

    return [str(need) for need in map(Requirement, wanted) if not is_met(need)]


def test_a_lock_out_of_step_is_seen() -> None:
    assert unmet(["a>=2", "B.c<1", "d"], {"a": {"1.9"}, "b-c": {"0.9"}}) == ["a>=2", "d"]


def test_the_locks_keep_step_with_the_project() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    run, develop = locked("requirements.lock"), locked("requirements-dev.lock")
    groups = project["dependency-groups"]
    assert unmet([*project["project"]["dependencies"], *project["build-system"]["requires"]], run) == []
    assert unmet(groups["dev"], develop) == []
    pictures = locked("requirements-ocr.lock")
    assert unmet(project["project"]["optional-dependencies"]["ocr"], pictures) == []
    assert {name: versions for name, versions in run.items() if pictures.get(name) != versions} == {}
    assert groups["build"] == project["build-system"]["requires"]
    assert {name: versions for name, versions in run.items() if develop.get(name) != versions} == {}
