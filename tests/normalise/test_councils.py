"""Whose paper it is, and that the register is what its source says."""

from __future__ import annotations

import csv
import json
import tomllib
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model import Council
from normalise.councils import council_initials, find_council, load_register, slug
from normalise.paper.other_bodies import other_body
from normalise.paper.words import paper_words

CASES = tomllib.loads((Path(__file__).parent.parent / "cases" / "councils.toml").read_text("utf-8"))["case"]
REGISTER = load_register()


def cases() -> list[Any]:
    return [
        pytest.param(
            case,
            id=str(case.get("told") or case.get("heading") or case.get("text") or "blank")[:60],
            marks=[pytest.mark.xfail(strict=True, reason=case["fails"])] if "fails" in case else [],
        )
        for case in CASES
    ]


@pytest.mark.parametrize("case", cases())
def test_council(case: dict[str, Any]) -> None:
    reading = find_council(case.get("text", ""), case.get("heading", []), case.get("told"), case.get("edition"), REGISTER)
    assert (reading.value.name if reading.value else None) == case.get("name"), reading
    if reading.value is None:
        assert reading.rule
        return
    assert reading.value.slug == slug(reading.value.name)
    if "code" in case:
        assert (reading.value.code or "") == case["code"]
    if "gss" in case:
        assert reading.value.gss_code == case["gss"]


def test_the_weakest_evidence_is_the_least_sure() -> None:
    heading = find_council("", ["Stroud District Council"], None, None, REGISTER)
    place = find_council("", ["Stroud Housing Plan"], None, None, REGISTER)
    told = find_council("", [], "Stroud", None, REGISTER)
    assert told.score > heading.score > place.score


def test_a_place_in_the_heading_does_not_stand_against_the_text() -> None:
    text = "Ashfield District Council will write. Ashfield District Council pays. Ashfield."
    assert find_council(text, ["Stroud Housing Plan"], None, None, REGISTER).value is None


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("Wyre Estuary NHS Trust", False),
        ("Healthwatch Marling", False),
        ("Two Rivers Rail Partnership: Station Plan", False),
        ("Friends of the Pier Partnership", False),
        ("Safer Wyre Partnership", True),
        ("Marling Neighbourhood Plan: what we will do", False),
        ("Working in Partnership", True),
        ("Good Homes and Good Schools", True),
        ("Wyre", True),
    ],
)
def test_what_rows_say_of_councils_tells_nothing_of_another_bodys_paper(line: str, told: bool) -> None:
    text = "Wyre Council pays, says Wyre Council, and Wyre Council reports."
    other = partial(other_body, [line], paper_words())
    reading = find_council(text, [line, "Action Plan 2031"], None, None, REGISTER, other=other)
    assert (reading.value is not None and reading.value.name == "Wyre Borough Council") == told, reading


@pytest.mark.parametrize(
    ("name", "some"),
    [
        ("Stroud District Council", {"SDC"}),
        ("Tonbridge and Malling Borough Council", {"TMBC", "TAMBC", "T&MBC"}),
        ("Royal Borough of Kensington and Chelsea", {"RBKC"}),
        ("London Borough of Camden", {"LBC"}),
        ("City of York Council", {"CYC"}),
        ("Bath and North East Somerset Council", {"B&NESC", "BNESC"}),
    ],
)
def test_initials(name: str, some: set[str]) -> None:
    assert some <= council_initials(Council(name, slug(name)))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Stroud District Council", "stroud-district-council"),
        ("King's Lynn & West Norfolk", "kings-lynn-and-west-norfolk"),
        ("!!", "unknown"),
    ],
)
def test_slug(name: str, expected: str) -> None:
    assert slug(name) == expected
    assert slug(slug(name)) == slug(name)


def test_every_authority_is_found_by_its_own_name() -> None:
    for code, entry in REGISTER.by_code.items():
        reading = find_council("", [entry.name], None, entry.end, REGISTER)
        assert reading.value is not None, entry
        assert reading.value.code == code


def test_an_authority_is_in_force_between_its_days() -> None:
    entry = REGISTER.by_code["SWT"]
    assert [entry.in_force(day) for day in (date(2019, 3, 31), date(2019, 4, 1), date(2023, 4, 1), date(2023, 4, 2))] == [
        False,
        True,
        True,
        False,
    ]


def test_the_register_is_what_its_source_says(shared: Path) -> None:
    source = shared / "data" / "uk_la_uk_local_authorities_current.csv"
    if not source.exists():
        pytest.skip(f"no {source.name} to check against")
    with source.open(encoding="utf-8", newline="") as file:
        rows = {row["local-authority-code"]: row for row in csv.DictReader(file)}
    assert rows.keys() == REGISTER.by_code.keys()
    for code, entry in REGISTER.by_code.items():
        row = {column: " ".join(printed.split()) for column, printed in rows[code].items()}
        assert (entry.name, entry.nice_name, entry.gss or "", entry.successor or "") == (
            row["official-name"],
            row["nice-name"],
            row["gss-code"],
            row["replaced-by"],
        )
        assert [str(day or "") for day in (entry.start, entry.end)] == [row["start-date"], row["end-date"]]


def test_councils_of_the_real_papers(shared: Path) -> None:
    for path in sorted((shared / "gold").glob("*.json")):
        document = json.loads(path.read_text("utf-8"))["document"]
        text = (shared / "seeds" / document["source_file"]).read_text("utf-8")
        reading = find_council(text, [], None, None, REGISTER)
        assert reading.value is not None, path.name
        assert reading.value.name == document["council"]


NAMES = st.sampled_from(
    [
        "Stroud District Council",
        "Kent County Council",
        "SDC",
        "Ashford",
        "Parish Council",
        "of",
        "and",
        "\n",
        "Little Hambling Town Council",
        "&",
    ]
)
LINES = st.lists(st.one_of(st.text(max_size=40), NAMES), max_size=12).map(" ".join)


@given(LINES, st.lists(LINES, max_size=3), st.one_of(st.none(), LINES), st.one_of(st.none(), st.dates()))
def test_it_reads_any_paper(text: str, heading: list[str], told: str | None, edition: date | None) -> None:
    reading = find_council(text, heading, told, edition, REGISTER)
    assert reading.printed in text or any(reading.printed in line for line in heading) or reading.printed in (told or "")
    assert reading.value is None or (0 < reading.score <= 1 and bool(reading.printed))
