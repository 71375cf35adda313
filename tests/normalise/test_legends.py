"""Printed keys: their terms and bands, and what only looks like one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalise.legends import legend_likeness, read_legend


@pytest.mark.parametrize(
    ("paragraphs", "terms"),
    [
        (
            ["Key: Green = on track; Amber = some slippage; Blue = complete"],
            {"green": "on track", "amber": "some slippage", "blue": "complete"},
        ),
        (["Green: Completed  Amber: In progress  Red: Not started"], {"green": "Completed", "amber": "In progress", "red": "Not started"}),
        (["RAG: G – On target, A – minor delay, R – behind schedule"], {"g": "On target", "a": "minor delay", "r": "behind schedule"}),
        (["Green – Action finished", "Red – Action not begun"], {"green": "Action finished", "red": "Action not begun"}),
        (["Completed (Green); In progress (Amber)"], {"green": "Completed", "amber": "In progress"}),
        (["1 – Not started, 2 – In progress, 3 – Completed"], {"1": "Not started", "2": "In progress", "3": "Completed"}),
        (["0% = not started; 1-99% = in progress; 100% = complete"], {"0%": "not started", "1-99%": "in progress", "100%": "complete"}),
        (["✓ = completed, ✗ = not started"], {"✓": "completed", "✗": "not started"}),
        (["Amber / Green: minor issues; Amber/Red: major issues"], {"amber/green": "minor issues", "amber/red": "major issues"}),
        (["Red means off track"], {"red": "off track"}),
        (["RAG: C completed, G on track, A some delay"], {"c": "completed", "g": "on track", "a": "some delay"}),
    ],
)
def test_terms(paragraphs: list[str], terms: dict[str, str]) -> None:
    legend = read_legend(paragraphs)
    assert (dict(legend.terms), dict(legend.bands)) == (terms, {})


@pytest.mark.parametrize(
    ("paragraphs", "bands"),
    [
        (
            ["Short term = 2031-33", "Long term = 2033-40"],
            {"short term": "2031-33", "short": "2031-33", "long term": "2033-40", "long": "2033-40"},
        ),
        (["S: 0-2 years, M: 3-5 years, L: 5+ years"], {"s": "0-2 years", "m": "3-5 years", "l": "5+ years"}),
        (["Phase 1: 2031-2033; Phase 2: 2033-2035"], {"phase 1": "2031-2033", "phase 2": "2033-2035"}),
        (["Timescales: Medium (3-5 years), Immediate (within 6 months)"], {"medium": "3-5 years", "immediate": "within 6 months"}),
        (["Year 1 – 2031/32"], {"year 1": "2031/32"}),
    ],
)
def test_bands(paragraphs: list[str], bands: dict[str, str]) -> None:
    legend = read_legend(paragraphs)
    assert (dict(legend.bands), dict(legend.terms)) == (bands, {})


@pytest.mark.parametrize(
    "text",
    [
        "Phase 1: build the hub",
        "Year 1: recruit two wardens",
        "Priority: High",
        "Key: A to Z of services, B roads",
        "C completed, G on track",
        "Review the Green Lane scheme: ask residents",
        "Lead: Head of Place",
        "",
    ],
)
def test_what_is_no_key(text: str) -> None:
    assert not read_legend([text])
    assert legend_likeness(text) < 0.5


@pytest.mark.parametrize(
    "text",
    [
        "Key: Green = on track; Amber = delayed; Red = at risk",
        "Short term = 2031-33; Long term = 2033-40",
        "Phase 1: 2031-2033",
        "0% = not started; 100% = complete",
    ],
)
def test_what_looks_like_a_key(text: str) -> None:
    assert legend_likeness(text) >= 0.9


def test_a_share_is_looked_up_in_its_range() -> None:
    legend = read_legend(["<25% = red; 26-75% = amber; >75% = green"])
    assert [legend.meaning(share) for share in ("10%", "50 %", "90%")] == ["red", "amber", "green"]
    assert legend.meaning("25%") is None


def test_a_letter_is_looked_up_by_the_colour_it_begins() -> None:
    legend = read_legend(["Green = on track; Red = off track"])
    assert (legend.meaning("G"), legend.meaning("r"), legend.meaning("A")) == ("on track", "off track", None)
    assert read_legend(["Green = on track; Grey = paused"]).meaning("G") is None


def test_a_title_that_ends_on_its_year_is_no_key() -> None:
    assert legend_likeness("Delivery Plan Year 1 (2025/26)") < 0.5
    assert legend_likeness("Timescales: Year 1 (2025/26)") >= 0.9


@given(
    st.lists(
        st.one_of(st.text(max_size=80), st.sampled_from(["Green = ", "1 – done", "%", "Short term (", "Key:", "✓ =", "0-2 years"])),
        max_size=5,
    )
)
def test_it_reads_any_text(paragraphs: list[str]) -> None:
    legend = read_legend(paragraphs)
    for meaning in [*legend.terms.values(), *legend.bands.values()]:
        assert any(meaning in paragraph for paragraph in paragraphs)
    assert all(0 <= legend_likeness(paragraph) <= 1 for paragraph in paragraphs)
