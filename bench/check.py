"""A published dataset held against gold and floors: what was measured, and what fell."""

from __future__ import annotations

import hashlib
import json
import math
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from bench.fields import Gold, Row
from bench.score import Miss, Score, document_facts, score, total
from errors import ConfigurationError

COLUMNS = ("row_f1", "field_accuracy", "perfect_rows")
HEADING = "What the samples must reach. Held by `make check`; `make floors` raises them and never lowers one."


@dataclass(frozen=True, slots=True)
class Marked:
    """One gold document beside what the dataset says of it."""

    source: str
    score: Score
    facts: Mapping[str, bool]


@dataclass(frozen=True, slots=True)
class Report:
    """What a check found; `figures` are shares from 0 to 1, but `near_misses` counts the papers that rightly gave no row."""

    documents: tuple[Marked, ...]
    figures: Mapping[str, float]
    problems: tuple[str, ...]
    corpus: str
    """Digest of the samples and their gold."""

    @property
    def ok(self) -> bool:
        """True where no floor is broken and nothing else is wrong."""
        return not self.problems

    def __str__(self) -> str:
        return "\n".join([*_table(self), *(f"not ok: {problem}" for problem in self.problems), *(["ok"] if self.ok else [])])

    def misses(self) -> Iterator[tuple[str, Miss]]:
        """Every wrong field, with the document it is in."""
        for marked in self.documents:
            for miss in marked.score.misses:
                yield marked.source, miss


@dataclass(frozen=True, slots=True)
class Floors:
    """What may not be fallen below, and the corpus that it was measured on."""

    corpus: str
    floor: Mapping[str, float]
    reason: str = ""
    """Why a floor was lowered the last time one was."""


def check(dataset: Path, gold: Path, floors: Path | None = None) -> Report:
    """What the dataset gets right of every gold file in the folder `gold`; with `floors`, also whether anything fell below them.

    A folder `near-misses` beside `gold` holds papers that must give no row. Raises ConfigurationError where a file of gold or
    floors cannot be read, or where the dataset is not there.
    """
    documents, rows = read_dataset(dataset)
    known = read_gold(gold)
    marked = tuple(_mark(one, documents, rows) for one in known)
    clean, guilty = _near_misses(gold.parent / "near-misses", documents, rows)
    figures = _figures([one.score for one in marked], [one.facts for one in marked]) | {"near_misses": float(clean)}
    corpus = corpus_digest(gold)
    problems = [f"{source} is no action plan, but gave {count} rows" for source, count in guilty]
    names = (str(one["document"]["source_file"]) for one in known)
    problems += [f"{name} has gold, but is not among the papers" for name in names if _label(name, documents) not in documents]
    if floors is not None:
        problems += fallen(figures, corpus, read_floors(floors))
    return Report(marked, figures, tuple(problems), corpus)


def read_gold(folder: Path) -> list[Gold]:
    """Every gold file of a folder, by name."""
    found = sorted(folder.glob("*.json"))
    if not found:
        raise ConfigurationError(f"{folder}: no gold in it.", "Give a folder that holds one .json file for each document.")
    return [_read_json(path) for path in found]


def read_floors(path: Path) -> Floors:
    """The floors as the file says them."""
    try:
        said = tomllib.loads(path.read_text("utf-8"))
        return Floors(str(said["corpus"]), {str(name): float(value) for name, value in said["floor"].items()}, str(said.get("reason", "")))
    except (OSError, KeyError, AttributeError, TypeError, ValueError) as trouble:
        advice = 'It needs corpus = "sha256:…" and a table [floor] of figures.'
        raise ConfigurationError(f"{path}: not a readable file of floors: {trouble}.", advice) from trouble


def raise_floors(report: Report, path: Path, *, allow_lower: bool = False, reason: str = "", heading: str = HEADING) -> tuple[str, ...]:
    """The floors that moved, one line each, after writing them: up to what the report reached, never down.

    With `allow_lower` they follow the report both ways, and `reason` is kept in the file. Raises ConfigurationError where a
    floor would have to fall and may not, or where no reason is given for it.
    """
    before = read_floors(path) if path.exists() else Floors("", {})
    if allow_lower and not reason.strip():
        raise ConfigurationError("A floor is lowered only with a reason.", "Say in one line what got worse, and why that is right.")
    reached = {name: _rounded_down(value) for name, value in report.figures.items()}
    fallen = sorted(name for name, value in before.floor.items() if reached.get(name, 0.0) < value)
    if fallen and not allow_lower:
        told = ", ".join(f"{name} {reached.get(name, 0.0):.3f} below {before.floor[name]:.3f}" for name in fallen)
        raise ConfigurationError(f"The floors cannot be raised: {told}.", "Mend what got worse, or allow lower floors and give the reason.")
    after = Floors(report.corpus, reached, reason.strip() if fallen else before.reason)
    path.write_text(_as_toml(after, heading), "utf-8")
    moved = [name for name, value in reached.items() if value != before.floor.get(name)]
    return tuple(f"{name}: {before.floor.get(name, 0.0):.3f} to {reached[name]:.3f}" for name in moved)


def corpus_digest(gold: Path) -> str:
    """One hash over every gold file and, where they lie beside it, every sample and near-miss: names and bytes."""
    digest = hashlib.sha256()
    folders = [gold, gold.parent / "plans", gold.parent / "near-misses"]
    for path in sorted(path for folder in folders for path in folder.glob("*") if path.is_file()):
        content = path.read_bytes()
        digest.update(f"{path.parent.name}/{path.name}\0{len(content)}\0".encode() + content)
    return f"sha256:{digest.hexdigest()}"


# -- reading -----------------------------------------------------------------------------------------------------------------


def _read_json(path: Path) -> Gold:
    try:
        read = json.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, json.JSONDecodeError) as trouble:
        raise ConfigurationError(f"{path.name}: not a readable gold file: {trouble}.", "Mend the line it names.") from trouble
    if not isinstance(read, dict) or not {"document", "actions"} <= read.keys():
        raise ConfigurationError(f"{path.name}: no gold.", 'A gold file is an object with "document" and "actions".')
    return read


def read_dataset(dataset: Path) -> tuple[dict[str, Row], dict[str, list[Row]]]:
    """The row of `documents` and the rows of `actions`, in order, of each source file."""
    root = dataset / "current" if (dataset / "current").exists() else dataset
    if not (root / "documents.parquet").exists():
        raise ConfigurationError(f"{dataset}: no dataset in it.", "Run the pipeline first, and give the folder it wrote to.")
    deadlines: dict[str, list[Row]] = defaultdict(list)
    for deadline in sorted(read_table(root / "deadlines"), key=lambda row: (row["action_id"], row["position"])):
        deadlines[deadline["action_id"]].append(deadline)
    rows: dict[str, list[Row]] = defaultdict(list)
    for row in sorted(read_table(root / "actions"), key=lambda row: (row["part"], row["ordinal"])):
        rows[row["source_file"]].append(row | {"deadlines": deadlines[row["action_id"]]})
    documents: dict[str, Row] = {}
    for document in sorted(read_table(root / "documents.parquet"), key=lambda row: row["part"] or 0):
        documents.setdefault(document["source_file"], document)
    return documents, rows


def read_table(path: Path) -> list[dict[str, Any]]:
    """The rows of a Parquet file, or of all those below a folder."""
    import pyarrow.dataset as arrow  # a second to load, and only a check needs it

    files = [path] if path.is_file() else sorted(path.rglob("*.parquet"))
    return arrow.dataset([str(file) for file in files], format="parquet").to_table().to_pylist() if files else []


def _mark(gold: Gold, documents: Mapping[str, Row], rows: Mapping[str, list[Row]]) -> Marked:
    name = str(gold["document"]["source_file"])
    label = _label(name, documents)
    return Marked(name, score(gold, rows.get(label, [])), document_facts(gold, documents.get(label)))


def _label(name: str, documents: Mapping[str, Row]) -> str:
    """The source file that a gold file means: by its whole label, else the only one of that name; itself where there is none."""
    fitting = [label for label in documents if PurePosixPath(label).name == name]
    if name in documents or not fitting:
        return name
    if len(fitting) > 1:
        advice = "Give source_file in the gold with its folder."
        raise ConfigurationError(f"{name}: the dataset has {len(fitting)} papers of that name.", advice)
    return fitting[0]


def _near_misses(folder: Path, documents: Mapping[str, Row], rows: Mapping[str, list[Row]]) -> tuple[int, list[tuple[str, int]]]:
    """How many near-misses were read and gave no row, and those that gave some."""
    names = {path.name for path in folder.glob("*") if path.is_file()}
    read = sorted(label for label in documents if PurePosixPath(label).name in names)
    guilty = [(label, len(rows[label])) for label in read if rows.get(label)]
    return len(read) - len(guilty), guilty


# -- figures -----------------------------------------------------------------------------------------------------------------


def _figures(scores: list[Score], facts: list[Mapping[str, bool]]) -> dict[str, float]:
    whole = total(scores)
    answers = [answer for told in facts for answer in told.values()]
    overall = {name: float(getattr(whole, name)) for name in COLUMNS}
    return overall | {"document_facts": sum(answers) / len(answers)} | dict(sorted(whole.fields.items()))


def fallen(figures: Mapping[str, float], corpus: str, floors: Floors) -> Iterator[str]:
    """One line for each figure below its floor, and one where the floors were measured on another corpus."""
    for name, floor in floors.floor.items():
        reached = figures.get(name, 0.0)
        if reached < floor - 1e-9:
            yield f"{name} is {reached:.3f}, its floor {floor:.3f}"
    if corpus != floors.corpus:
        yield "the floors were measured on other samples or other gold; run `make floors` and say in the commit what changed"


def _rounded_down(value: float) -> float:
    return math.floor(value * 1000 + 1e-9) / 1000


def _as_toml(floors: Floors, heading: str) -> str:
    lines = [f"# {heading}", f'corpus = "{floors.corpus}"']
    lines += [f"reason = {json.dumps(floors.reason, ensure_ascii=False)}"] if floors.reason else []
    lines += ["", "[floor]", *(f"{name} = {value:.3f}" for name, value in floors.floor.items())]
    return "\n".join(lines) + "\n"


def _table(report: Report) -> Iterator[str]:
    wide = max([len(marked.source) for marked in report.documents], default=0)
    yield f"{'document':<{wide}}  rows/gold  row F1  fields  perfect  facts"
    for one in report.documents:
        facts, got = [*one.facts.values()], one.score
        shares = f"{got.row_f1:6.3f}  {got.field_accuracy:6.3f}  {got.perfect_rows:7.3f}  {sum(facts)}/{len(facts)}"
        yield f"{one.source:<{wide}}  {f'{got.rows}/{got.gold}':>9}  {shares}"
    yield ""
    for name, value in report.figures.items():
        yield f"{name:<22} {value:.3f}"
