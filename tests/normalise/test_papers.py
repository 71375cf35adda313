"""Papers: every case of `tests/cases/papers.toml`, and what must hold of any heading."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from edtf import parse_edtf
from hypothesis import given, settings
from hypothesis import strategies as st

from model import Told
from normalise.lexicon import load_lexicons
from normalise.paper.titles import SURE
from normalise.papers import Paper, as_at, is_front_matter, is_glossary_heading, is_plan_title, last_day, read_glossary, read_paper

CASES = tomllib.loads((Path(__file__).parents[1] / "cases/papers.toml").read_text("utf-8"))
DATED = [case for section in ("paper", "as_at") for case in CASES[section]["case"] if "edtf" in case or "edition" in case]
LINES = st.text(max_size=40) | st.sampled_from([line for case in CASES["paper"]["case"] for line in case["heading"]])


def cases(section: str) -> list[Any]:
    return [pytest.param(case, marks=marks(case)) for case in CASES[section]["case"]]


def marks(case: dict[str, Any]) -> Any:
    return pytest.mark.xfail(strict=True, reason=case["fails"]) if "fails" in case else ()


def read(case: dict[str, Any]) -> Paper:
    told = Told(title=case.get("told_title"), meeting_date=case.get("meeting"))
    return read_paper(case["heading"], case.get("headers", ()), case.get("dated", ()), told, load_lexicons())


@pytest.mark.parametrize("case", cases("paper"), ids=lambda case: " / ".join(case["heading"])[:60])
def test_read_paper(case: dict[str, Any]) -> None:
    paper = read(case)
    given_back = (paper.title.value, paper.start_year, paper.end_year, paper.edition.value, paper.edition_date, paper.stage.value)
    assert given_back == tuple(case.get(name) for name in ("title", "start", "end", "edition", "day", "stage"))


@pytest.mark.parametrize(
    ("heading", "year"),
    [
        (["Heathland Action Plan 2035/36"], 2035),
        (["Harbour Service Plan April 2035 to March 2036"], 2035),
        (["Heathland Action Plan 2035/36", "Position at 30 September 2035"], 2035),
        (["Heathland Action Plan 2035/36", "Position at 30 June 2036"], None),  # the year is over: what is open has dates behind it
        (["Heathland Action Plan 2035-2038"], None),
        (["Heathland Action Plan 2035"], None),
        (["Annual Governance Statement 2035/36: Action Plan"], None),  # of a year gone by, for the one behind it
        (["Internal Audit 2035/36 Action Plan"], None),
    ],
)
def test_the_one_council_year_of_a_plan(heading: list[str], year: int | None) -> None:
    assert read_paper(heading, (), (), Told()).council_year == year


def test_a_paper_for_a_meeting_after_the_year_of_its_plan_lends_it_to_no_date() -> None:
    met = [Told(meeting_date=date(2036, month, 12)) for month in (2, 3, 6)]
    assert [read_paper(["Heathland Action Plan 2035/36"], (), (), told).council_year for told in met] == [2035, None, None]


@pytest.mark.parametrize("case", cases("as_at"), ids=lambda case: case["printed"])
def test_as_at(case: dict[str, str]) -> None:
    assert as_at(case["printed"]) == case.get("edtf")


@pytest.mark.parametrize("case", cases("title"), ids=lambda case: case["printed"])
def test_is_plan_title(case: dict[str, Any]) -> None:
    assert (is_plan_title(case["printed"]) >= SURE) is case["sure"]


@pytest.mark.parametrize("case", cases("front"), ids=lambda case: case["printed"])
def test_is_front_matter(case: dict[str, Any]) -> None:
    assert is_front_matter(case["printed"]) is case["front"]


@pytest.mark.parametrize("case", cases("glossary"), ids=lambda case: str(case["rows"][0]))
def test_read_glossary(case: dict[str, Any]) -> None:
    assert dict(read_glossary(case["rows"])) == case["glossary"]


@pytest.mark.parametrize("case", cases("glossary_heading"), ids=lambda case: case["printed"])
def test_is_glossary_heading(case: dict[str, Any]) -> None:
    assert is_glossary_heading(case["printed"]) is case["heading"]


@pytest.mark.parametrize("edition", sorted({case.get("edtf") or case["edition"] for case in DATED}))
def test_editions_are_edtf(edition: str) -> None:
    upper = parse_edtf(edition).upper_strict()
    ends_next_year = edition.endswith("-24")  # our winter goes on to February, that package's does not
    assert ends_next_year or last_day(edition) == date(upper.tm_year, upper.tm_mon, upper.tm_mday)


@given(st.lists(LINES, max_size=6), st.lists(LINES, max_size=4))
@settings(max_examples=300)
def test_any_heading_is_read_without_failing(heading: list[str], headers: list[str]) -> None:
    paper = read_paper(heading, headers, (), Told(title=heading[0] if heading else None))
    assert (paper.edition_date is None) == (paper.edition.value is None)
    assert paper.start_year is None or paper.end_year is None or paper.start_year <= paper.end_year
    assert paper.title.value is None or paper.title.value.strip()


@given(st.lists(st.lists(st.text(max_size=20), max_size=5), max_size=8))
@settings(max_examples=200)
def test_any_rows_are_searched_for_abbreviations_without_failing(rows: list[list[str]]) -> None:
    pairs = read_glossary(rows)
    assert len({short for short, _ in pairs}) == len(pairs)
