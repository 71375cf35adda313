"""The page of the bench: parts stand in their places, charts are drawings, floors are held, confidence is held against what was right."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from pathlib import Path
from types import SimpleNamespace

import pytest

import bench.corpus as corpus
from bench.charts import bars, lines
from bench.confidences import bands, expected_error, risk_coverage, surest
from bench.generator.documents import FAMILIES, document
from bench.office import print_by_office
from bench.quality import judge, read_corpus
from bench.quality_report import quality_part
from bench.report import table, write_part
from bench.stages import STAGES, measure
from errors import ConfigurationError

SURE = [(0.96, True)] * 49 + [(0.96, False)]
UNSURE = [(0.6, True)] * 6 + [(0.6, False)] * 4


def test_a_part_takes_the_place_of_what_it_said_before(tmp_path: Path) -> None:
    page = tmp_path / "deep" / "REPORT.md"
    write_part("speed", ["## Speed", "slow"], {}, page)
    write_part("quality", ["## Quality"], {"drawn": "<svg/>"}, page)
    write_part("speed", ["## Speed", "fast"], {}, page)
    said = page.read_text("utf-8")
    assert said.index("## Quality") < said.index("## Speed"), "parts keep their order"
    assert "slow" not in said
    assert said.count("Measured on") == 2
    assert (page.parent / "charts" / "drawn.svg").read_text("utf-8") == "<svg/>"


def test_tables_are_markdown() -> None:
    assert table(("name", "count"), [("a", 1)]) == ["| name | count |", "|---|---:|", "| a | 1 |"]


def test_bars_below_the_mark_are_seen() -> None:
    drawn = ElementTree.fromstring(bars("A & B", [("good", 1.0), ("bad", 0.9)], 0.8, 0.95))  # noqa: S314
    fills = [each.get("fill") for each in drawn.iter() if each.tag.endswith("rect")]
    assert len(fills) == len(set(fills)) == 2
    widths = [float(each.get("width") or 0) for each in drawn.iter() if each.tag.endswith("rect")]
    assert widths[0] == pytest.approx(2 * widths[1], rel=0.01)


def test_lines_stay_on_the_drawing() -> None:
    drawn = lines("Risk", {"all": [(0.0, 0.0), (1.0, 9.0)]}, ("x", "y"), (0, 1, 0, 1))
    points = [
        tuple(map(float, point.split(",")))
        for each in ElementTree.fromstring(drawn).iter()  # noqa: S314
        if each.tag.endswith("polyline")
        for point in str(each.get("points")).split()
    ]
    assert len(points) == 2
    assert all(0 <= x <= 640 and 0 <= y <= 300 for x, y in points)


def test_confidence_is_held_against_what_was_right() -> None:
    assert [(count, right) for _, _, count, _, right in bands([*SURE, *UNSURE])] == [(10, 0.6), (50, 0.98)]
    assert expected_error(UNSURE) == pytest.approx(0.0)
    assert expected_error(SURE) == pytest.approx(0.02)
    assert surest([*SURE, *UNSURE]) == (50, 0.98)
    assert surest([]) == (0, 1.0)
    points = risk_coverage([*SURE, *UNSURE], 6)
    assert points[-1] == (1.0, pytest.approx(5 / 60))
    assert points[0][1] < points[-1][1], "the surest rows are wrong least"


def test_the_digest_knows_a_change() -> None:
    made = [document("tabs.txt", 1), document("tabs.txt", 2)]
    assert corpus.digest(made) == corpus.digest(reversed(made)) != corpus.digest(made[:1])


def test_the_corpus_holds_every_family_at_every_level() -> None:
    wanted = list(corpus.wanted())
    assert len(wanted) == len(set(wanted)) >= 300
    assert {(family, noise) for family, _, noise in wanted} == {(family, noise) for family in FAMILIES for noise in corpus.SEEDS}


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> list[object]:
    folder = tmp_path_factory.mktemp("corpus")
    made = [
        document(family, seed, noise)
        for family in ("tabs.txt", "spans.html", "markdown.txt")
        for seed in (5, 6)
        for noise in ("none", "middle")
    ]
    (folder / "papers").mkdir()
    for one in made:
        (folder / "papers" / one.name).write_bytes(one.content)
    read_corpus(folder / "papers", folder / "output", 1)
    return list(judge(made, folder / "output"))


def test_floors_rise_and_fall_only_with_a_reason(judged: list, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[type-arg]
    monkeypatch.setattr(corpus, "FLOORS", tmp_path / "floors.toml")
    assert corpus.below(judged, "sha256:1") == ["floors.toml is missing"]
    assert corpus.raise_to(judged, "sha256:1")
    assert corpus.below(judged, "sha256:1") == []
    assert len(corpus.below(judged, "sha256:2")) == 1, "other papers need other floors"
    worse = [one for one in judged if one.made.family != "tabs.txt"]
    assert any("row_f1-tabs-txt" in line for line in corpus.below(worse, "sha256:1"))
    with pytest.raises(ConfigurationError):
        corpus.raise_to(worse, "sha256:1")
    corpus.raise_to(worse, "sha256:1", "tabs are gone")
    assert "tabs are gone" in (tmp_path / "floors.toml").read_text("utf-8")


def test_the_part_on_quality_names_the_worst_and_what_fell(judged: list) -> None:  # type: ignore[type-arg]
    told, charts = quality_part(judged, ["row_f1-tabs-txt is 0.1, its floor 1.0"])
    text = "\n".join(told)
    assert "- below: row_f1-tabs-txt is 0.1" in text
    assert "3 of 3 families reach the bar" in text
    assert set(charts) == {"families", "risk-coverage"}


def test_without_an_office_program_no_word_file_is_printed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bench.office.shutil", SimpleNamespace(which=lambda name: None))
    assert print_by_office([document("tables.docx", 1)], tmp_path) == []


def test_a_paper_is_measured_by_stage(tmp_path: Path) -> None:
    made = document("no-rules.pdf", 1)
    (tmp_path / made.name).write_bytes(made.content)
    told = measure(tmp_path / made.name)
    assert tuple(told.stages) == STAGES
    assert all(seconds > 0 for seconds in told.stages.values())
    assert (told.rows, told.pages) == (len(made.gold["actions"]), 2)
    assert sum(told.heaviest.values()) <= 1.0
