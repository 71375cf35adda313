"""Timescales: the cases, their EDTF, and that every rule has a case."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import edtf
import pytest

from model import Deadline, Timescale
from normalise.lexicon import load_lexicons
from normalise.time.date_repair import plain
from normalise.time.patterns import opening
from normalise.time.point_rules import RULES as POINT_RULES
from normalise.time.rules import RULES as KIND_RULES
from normalise.time.words import phrases_of
from normalise.timescales import TimeBase, compile_time_words, read_prose, read_timescale, timescale_likeness

LEXICON = load_lexicons()["timescales"]
WORDS = compile_time_words(LEXICON)
CASES: dict[str, list[dict[str, Any]]] = tomllib.loads((Path(__file__).parents[1] / "cases" / "timescales.toml").read_text("utf-8"))
TOLD = ("published", "start_year", "end_year", "council_year", "financial", "legend")


def read(case: dict[str, Any], group: str) -> Timescale:
    base = TimeBase(**{name: case[name] for name in TOLD if name in case})
    paragraphs = [case["printed"]] if isinstance(case["printed"], str) else case["printed"]
    if group.startswith("prose"):
        return read_prose(paragraphs, base, WORDS)
    return read_timescale(paragraphs, base, WORDS, mixed=group == "mixed")


def check(case: dict[str, Any], group: str) -> None:
    got = read(case, group)
    wanted = {
        "kind": case["kind"],
        "edtf": case.get("edtf"),
        "first": case.get("first"),
        "last": case.get("last"),
        "precision": case.get("precision"),
        "ongoing": case.get("ongoing", False),
        "frequency": case.get("frequency"),
        "recurrence": case.get("recurrence"),
        "flags": tuple(case.get("flags", ())),
        "parts": case.get("parts", []),
    }
    assert wanted == {
        "kind": got.kind,
        "edtf": got.edtf,
        "first": got.start,
        "last": got.due,
        "precision": got.precision,
        "ongoing": got.ongoing,
        "frequency": got.frequency,
        "recurrence": got.recurrence,
        "flags": got.flags,
        "parts": [deadline.raw for deadline in got.deadlines] if len(got.deadlines) > 1 else [],
    }
    if "raw" in case:
        assert got.raw == case["raw"]
    if group == "mixed":
        assert got.rest == case["rest"]


def cases(*groups: str) -> list[Any]:
    return [pytest.param(case, group, id=f"{group}: {case['printed']}") for group in groups for case in CASES[group]]


@pytest.mark.parametrize(("case", "group"), cases("must_read", "mixed", "prose"))
def test_reads(case: dict[str, Any], group: str) -> None:
    check(case, group)


@pytest.mark.parametrize(("case", "group"), cases("leave_alone", "prose_leave_alone"))
def test_leaves_alone(case: dict[str, Any], group: str) -> None:
    assert case["why"], "a text to be left alone says why"
    check(case, group)
    got = read(case, group)
    assert (got.edtf, got.start, got.due) == (None, None, None)


@pytest.mark.parametrize(
    ("case", "group"),
    [pytest.param(case, "cannot_yet", marks=pytest.mark.xfail(reason=case["fails"], strict=True)) for case in CASES["cannot_yet"]],
)
def test_cannot_yet(case: dict[str, Any], group: str) -> None:
    check(case, group)


def every_deadline() -> list[Deadline]:
    return [
        deadline for group, listed in CASES.items() if group != "cannot_yet" for case in listed for deadline in read(case, group).deadlines
    ]


def test_every_edtf_parses() -> None:
    written = sorted({deadline.edtf for deadline in every_deadline() if deadline.edtf})
    assert len(written) > 100
    for text in written:
        assert str(edtf.parse_edtf(text)) == text


def test_every_date_rule_has_a_case() -> None:
    fired = " ".join(deadline.rule for deadline in every_deadline())
    unread = [rule.name for rule in POINT_RULES if rule.name not in fired]
    assert unread == []


def test_every_kind_rule_has_a_case() -> None:
    kinds = {read(case, group).kind for group in ("must_read", "leave_alone") for case in CASES[group]}
    assert kinds == {"multiple", "conditional", "ongoing", "review", "recurring", "range", "date", "none", "unclear"}
    names = [rule.__name__ for _, rule in KIND_RULES]
    assert names == ["lasting", "conditional", "ongoing", "review", "recurring", "dated", "banded", "doubtful"]


def test_every_rule_shows_its_example() -> None:
    assert [rule.read.__name__ for rule in POINT_RULES if "'" not in (rule.read.__doc__ or "")] == []
    assert [rule.__name__ for _, rule in KIND_RULES if "'" not in (rule.__doc__ or "")] == []


def test_a_cell_as_long_as_a_paper_states_no_deadline() -> None:
    long = "by June 2025 and then " * 300
    assert (read_timescale([long], TimeBase(), WORDS).kind, read_timescale([long], TimeBase(), WORDS).due) == ("unclear", None)
    mixed = read_timescale([long], TimeBase(), WORDS, mixed=True)
    assert (mixed.kind, mixed.raw, mixed.rest) == ("none", "", long.strip())
    assert read_prose([long], TimeBase(), WORDS).kind == "none"


@pytest.mark.parametrize(
    "text",
    [
        "December 2020",
        "On- going",
        "End of 2023",
        "2023-25",
        "Review May 2022",
        "Until no longer needed",
        "Quarterly",
        "By 31/03/2025",
        "Within six months of adoption",
        "Q3 2024/25",
        "1-2 years",
        "5+ years",
        "Novembe20 18",
        "Annu ally",
    ],
)
def test_time_alone_looks_like_a_timescale(text: str) -> None:
    assert timescale_likeness(text, WORDS) >= 0.9


@pytest.mark.parametrize("text", ["Short", "Medium to long", "SHORT / MEDIUM"])
def test_a_bare_band_may_be_a_timescale_or_a_rating(text: str) -> None:
    assert timescale_likeness(text, WORDS) == 0.5


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Short walks",
        "Housing Needs Manager",
        "Develop a joint protocol with landlords and the county",
        "Work with partners to end rough sleeping in the town by opening a new hostel in March 2025",
        "Ongoing support for young people who leave care is offered through the hub",
        "Number of households helped",
        "We carried out a survey of 450 tenants in 2019 and the results were published",
        "x" * 5000,
    ],
)
def test_sentences_and_names_do_not_look_like_a_timescale(text: str) -> None:
    assert timescale_likeness(text, WORDS) <= 0.3


def test_a_cell_without_time_keeps_its_words() -> None:
    got = read_timescale(["Head of Parks", "and others"], TimeBase(), WORDS)
    assert (got.kind, got.rule, got.raw) == ("unclear", "unread", "Head of Parks; and others")
    assert got.score < 0.5


def test_words_left_over_lower_the_score() -> None:
    sure = read_timescale(["March 2025"], TimeBase(), WORDS).score
    less = read_timescale(["March 2025 for depot cleaning works"], TimeBase(), WORDS).score
    assert sure == 1.0 > less > 0.5


def test_one_deadline_stands_in_deadlines_too() -> None:
    got = read_timescale(["By March 2025"], TimeBase(), WORDS)
    assert [(each.edtf, each.due) for each in got.deadlines] == [("../2025-03", date(2025, 3, 31))]


def test_rule_is_named() -> None:
    assert read_timescale(["By the end of March 2025"], TimeBase(), WORDS).rule == "end_month_year"
    assert read_timescale(["Review Q3 2024/25"], TimeBase(), WORDS).rule == "review:quarter"


def test_the_look_ahead_passes_over_nothing_that_can_be_found() -> None:
    """The scanner finds the same without it: in the cases, and in every phrase of the lexicon with a date or a number beside it."""
    scanner, look = WORDS.patterns["scanner"], opening(LEXICON)
    every = re.compile(scanner.pattern.replace(look, "", 1), scanner.flags)
    said = [case["printed"] for cases in CASES.values() for case in cases]
    texts = [plain(text) for printed in said for text in ([printed] if isinstance(printed, str) else printed)]
    phrases = [phrase for section in LEXICON.sections for phrase in phrases_of(LEXICON, section)]
    texts += [plain(form.format(phrase)) for phrase in phrases for form in ("{}", "{} 2024", "{} two months", "{}3 2024/25", "{} a year")]
    assert every.pattern != scanner.pattern
    assert [text for text in texts if _spans(every, text) != _spans(scanner, text)] == []


def _spans(pattern: re.Pattern[str], text: str) -> list[tuple[int, int]]:
    return [found.span() for found in pattern.finditer(text)]


def test_a_band_whose_key_gives_no_years_is_read_and_undated() -> None:
    read = read_timescale(["S"], TimeBase(legend={"s": "within 1 year"}), WORDS)
    assert (read.kind, read.rule, read.due) == ("unclear", "legend:relative_band", None)
