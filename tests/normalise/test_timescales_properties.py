"""What holds of every text: no reader raises, time runs forward, reading again changes nothing, words without time give no date."""

from __future__ import annotations

from datetime import date

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from model import Timescale
from normalise.lexicon import load_lexicons
from normalise.time.calendar_spans import month_span
from normalise.timescales import TimeBase, compile_time_words, read_prose, read_timescale, timescale_likeness

WORDS = compile_time_words(load_lexicons()["timescales"])
MONTHS = [phrases[0] for phrases in load_lexicons()["timescales"]["months"].values()]
BASES = st.builds(
    TimeBase,
    published=st.none() | st.dates(date(1990, 1, 1), date(2060, 1, 1)),
    start_year=st.none() | st.integers(1990, 2060),
    end_year=st.none() | st.integers(1990, 2060),
    financial=st.booleans(),
)
PIECES = st.sampled_from(
    [
        *(name.title() for name in MONTHS),
        "2024",
        "2025/26",
        "2023-25",
        "31/03/25",
        "Q3",
        "12",
        "31st",
        "by",
        "from",
        "to",
        "-",
        "until",
        "end of",
        "early",
        "before",
        "and",
        ";",
        ",",
        "(",
        ")",
        "Ongoing",
        "On- going",
        "quarterly",
    ]
    + [
        "every",
        "six",
        "months",
        "annual",
        "review",
        "TBC",
        "once",
        "within",
        "of adoption",
        "As above",
        "Summer",
        "Year 1",
        "phase",
        "FY",
        "Housing Manager",
        "/",
        "20 24",
        "Novembe",
        "twice",
        "a year",
        "Team",
        "subject to funding",
        "circa",
    ]
)
TIMELY = st.lists(PIECES, max_size=9).map(" ".join)
PLAIN_WORDS = st.sampled_from(
    "tenants landlords deliver improve support new homes partners advice training officers website hostel "
    "borough parks trees carbon bins leaflet grants jobs skills young people health clinic library".split()
)


def runs_forward(got: Timescale) -> None:
    for each in (got, *got.deadlines):
        assert each.start is None or each.due is None or each.start <= each.due


@given(st.lists(st.text(max_size=80), max_size=4), BASES, st.booleans())
@settings(max_examples=300)
def test_no_text_makes_a_reader_raise(paragraphs: list[str], base: TimeBase, mixed: bool) -> None:
    runs_forward(read_timescale(paragraphs, base, WORDS, mixed))
    runs_forward(read_prose(paragraphs, base, WORDS))
    for paragraph in paragraphs:
        assert 0.0 <= timescale_likeness(paragraph, WORDS) <= 1.0


@given(TIMELY, BASES, st.booleans())
@settings(max_examples=600)
def test_words_of_time_in_any_order_run_forward(text: str, base: TimeBase, mixed: bool) -> None:
    runs_forward(read_timescale([text], base, WORDS, mixed))
    runs_forward(read_prose([text], base, WORDS))


@given(st.lists(TIMELY, max_size=3), BASES)
@settings(max_examples=400)
def test_reading_what_was_printed_again_gives_the_same(paragraphs: list[str], base: TimeBase) -> None:
    once = read_timescale(paragraphs, base, WORDS)
    assert read_timescale([once.raw], base, WORDS) == once


@given(TIMELY)
@settings(max_examples=400)
def test_a_mixed_cell_loses_no_word(text: str) -> None:
    got = read_timescale([text], TimeBase(), WORDS, mixed=True)
    kept = sorted("".join(each for each in f"{got.raw} {got.rest}" if each.isalnum()))
    assert kept == sorted(each for each in text if each.isalnum())


@given(st.lists(PLAIN_WORDS, min_size=1, max_size=20).map(" ".join), BASES)
@settings(max_examples=300)
def test_prose_without_time_gives_no_date(text: str, base: TimeBase) -> None:
    assert read_prose([text], base, WORDS).kind == "none"
    assert read_timescale([text], base, WORDS).due is None
    assert timescale_likeness(text, WORDS) < 0.3


@given(st.text(st.characters(exclude_characters="0123456789", categories=["L", "Zs", "P"]), max_size=60), BASES)
@settings(max_examples=300)
def test_text_without_figures_gives_no_day_of_its_own(text: str, base: TimeBase) -> None:
    assume(not any(character.isdigit() for character in text) and base.only_year is None and base.published is None)
    assert read_timescale([text], base, WORDS).due is None


@given(
    st.integers(1960, 2060),
    st.integers(1, 12),
    st.sampled_from(["{m} {y}", "{m}, {y}", "{a} {y}", "{m}{y}", "{y}-{n:02d}", "{n:02d}/{y}", "{m} of {y}", "In {m} {y}", "{y} {m}"]),
)
def test_a_month_however_written_is_that_month(year: int, month: int, form: str) -> None:
    assume(not (form.startswith("{y}-") and (year % 100 + 1 == month or year % 100 < month)))
    name = MONTHS[month - 1].title()
    got = read_timescale([form.format(m=name, a=name[:3], y=year, n=month)], TimeBase(), WORDS)
    whole = month_span(year, month)
    assert (got.edtf, got.start, got.due) == (whole.edtf, whole.start, whole.due)


@given(
    st.dates(date(1960, 1, 1), date(2060, 12, 31)),
    st.sampled_from(
        [
            "{d} {m} {y}",
            "{d:02d}/{n:02d}/{y}",
            "{d:02d}.{n:02d}.{y}",
            "{y}-{n:02d}-{d:02d}",
            "{m} {d}, {y}",
            "{d} of {m} {y}",
            "{d}-{a}-{y}",
        ]
    ),
)
def test_a_day_however_written_is_that_day(day: date, form: str) -> None:
    name = MONTHS[day.month - 1].title()
    got = read_timescale([form.format(d=day.day, m=name, a=name[:3], y=day.year, n=day.month)], TimeBase(), WORDS)
    assert (got.start, got.due, got.precision) == (day, day, "day")
