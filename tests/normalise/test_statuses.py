"""Progress text: what it tells, what it must not be taken to tell, and what we cannot read yet."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model import State
from normalise.legends import Legend, read_legend
from normalise.lexicon import Lexicon, load_lexicons
from normalise.record_doubts import LEAST_TOLD
from normalise.status.deeds import asked_for
from normalise.statuses import action_likeness, compile_status_words, find_rag, read_completed, read_status, status_likeness

STEPS = tomllib.loads((Path(__file__).parent.parent / "cases" / "status_steps.toml").read_text("utf-8"))
CASES = tomllib.loads((Path(__file__).parent.parent / "cases" / "statuses.toml").read_text("utf-8"))
WORDS = compile_status_words(load_lexicons()["statuses"])
NO_KEY = Legend()


def cases(table: str) -> list[Any]:
    return [
        pytest.param(
            case,
            id=str(case["text"])[:60] or "blank",
            marks=[pytest.mark.xfail(strict=True, reason=case["fails"])] if "fails" in case else [],
        )
        for case in (CASES | STEPS)[table]
    ]


@pytest.mark.parametrize("case", cases("case"))
def test_status(case: dict[str, Any]) -> None:
    texts = case["text"] if isinstance(case["text"], list) else [case["text"]]
    status = read_status(texts, NO_KEY, WORDS)
    if case.get("state_none"):
        assert status.state is None
    elif "state_not" in case:
        assert status.state != case["state_not"]
    else:
        assert status.state == case["state"]
    if "on_track" in case or case.get("on_track_none"):
        assert status.on_track is case.get("on_track")
    if "ongoing" in case:
        assert status.ongoing is case["ongoing"]
    if "evidence" in case:
        assert status.evidence == case["evidence"]
    if "hinted" in case:
        assert (status.score < LEAST_TOLD) is case["hinted"]
    if "completed" in case or case.get("completed_none"):
        assert status.completed == case.get("completed")


@pytest.mark.parametrize("case", [*cases("part"), *cases("steps"), *cases("plain"), *cases("mixed")])
def test_what_is_done_in_part_or_on_the_way(case: dict[str, Any]) -> None:
    status = read_status(case["text"] if isinstance(case["text"], list) else [case["text"]], NO_KEY, WORDS)
    assert status.state in case["states"]
    if "evidence" in case:
        assert status.evidence == case["evidence"]


@pytest.mark.parametrize(
    ("text", "action", "state"),
    [
        ("Contractor appointed", "Fit solar panels on the depot roof", "in_progress"),
        ("Contractor appointed", "Appoint a contractor for the depot roof", "complete"),
        ("Two rangers recruited", "Hire rangers for the foreshore", "in_progress"),  # a bare count is no whole
        ("Ranger appointed", "Hire a ranger for the foreshore", "complete"),
        ("Agreed a new form with both hospitals", "Review the duty to refer", "in_progress"),
        ("Protocol agreed", "Draw up a protocol with the hospitals", "complete"),
        ("Completed and partner appointed", "Fit solar panels", "complete"),
        ("Twelve lamps fitted", "Fit 12 lamps on the pier", "complete"),
        ("Twelve lamps fitted", "Fit 12 lamps each year", "in_progress"),
        ("Twelve lamps surveyed", "Replace 12 lamps on the pier", "in_progress"),
    ],
)
def test_a_step_ends_no_action_that_asks_for_something_else(text: str, action: str, state: str) -> None:
    assert asked_for(read_status([text], NO_KEY, WORDS), text, action, WORDS).state == state


@pytest.mark.parametrize("case", cases("goes_on"))
def test_going_on_is_told_in_words_that_say_so(case: dict[str, Any]) -> None:
    assert read_status([case["text"]], NO_KEY, WORDS).ongoing is case["ongoing"]


@pytest.mark.parametrize("case", cases("rag"))
def test_rag(case: dict[str, Any]) -> None:
    assert find_rag(case["text"], WORDS) == case.get("rag")


@pytest.mark.parametrize("case", cases("completed"))
def test_completed(case: dict[str, Any]) -> None:
    assert read_completed(case["text"], WORDS) == case.get("day")


@pytest.mark.parametrize("case", cases("likeness"))
def test_likeness(case: dict[str, Any]) -> None:
    low, high = case["status"]
    assert low <= status_likeness(case["text"], WORDS) <= high
    low, high = case["action"]
    assert low <= action_likeness(case["text"], WORDS) <= high


def declared() -> list[tuple[str, State]]:
    lexicon = load_lexicons()["statuses"]
    return [
        (phrase, state)
        for section in ("declared", "opening", "bounded", "alone")
        for state, phrases in lexicon[section].items()
        for phrase in phrases
    ]  # type: ignore[misc]


@pytest.mark.parametrize(("phrase", "state"), declared())
def test_every_phrase_of_the_lexicon_tells_its_state_where_it_is_the_whole_cell(phrase: str, state: State) -> None:
    assert read_status([phrase.capitalize()], NO_KEY, WORDS).state == state


def test_a_key_decides_what_a_colour_means() -> None:
    first = read_legend(["Green = completed; Amber = in progress; Red = not started"])
    second = read_legend(["Green = on track; Blue = completed"])
    assert read_status(["Green"], first, WORDS).state == "complete"
    assert read_status(["Green"], second, WORDS).state == "in_progress"
    assert read_status(["Green"], second, WORDS).on_track is True
    assert read_status([], second, WORDS, rag="Blue").state == "complete"
    assert read_status([], NO_KEY, WORDS, rag="Blue").state is None


def test_a_key_that_says_two_states_of_one_colour_leaves_it_to_the_words() -> None:
    legend = read_legend(["Key: Green – complete or on track; Amber – some delay"])
    assert read_status(["All nine libraries were audited in May"], legend, WORDS, "Green").state == "complete"
    assert read_status([], legend, WORDS, "Green").state == "unknown"


def test_words_that_declare_a_state_outweigh_the_key() -> None:
    key = read_legend(["Green = on track; Blue = completed"])
    assert read_status(["Deferred to 2031"], key, WORDS, rag="Green").state == "deferred"
    assert read_status(["The contractor was appointed."], key, WORDS, rag="Green").state == "in_progress"


def test_all_or_none_of_a_share_outweighs_a_key_that_tells_of_the_way() -> None:
    key = read_legend(["Green = on track; Red = off track; Blue = completed"])
    assert (none := read_status(["0%"], key, WORDS, rag="Red")).state == "not_started" and none.on_track is False
    assert read_status(["100%"], key, WORDS, rag="Green").state == "complete"
    assert read_status(["60%"], key, WORDS, rag="Red").state == "in_progress"
    assert read_status(["0%"], key, WORDS, rag="Blue").state == "complete"


def test_numbers_shares_and_ticks_decide_through_the_key() -> None:
    key = read_legend(
        ["1 – Not started, 2 – In progress, 3 – Completed", "0% = not started; 1-99% = in progress; 100% = completed", "✗ = abandoned"]
    )
    read = {text: read_status([text], key, WORDS).state for text in ("1", "2", "3", "0%", "45%", "100%", "✗")}
    assert list(read.values()) == ["not_started", "in_progress", "complete", "not_started", "in_progress", "complete", "cancelled"]


def test_a_state_that_is_none_of_ours_stops_the_run() -> None:
    from errors import ConfigurationError

    with pytest.raises(ConfigurationError, match="finito"):
        compile_status_words(Lexicon("statuses", {"declared": {"finito": ("all over",)}}))


def test_an_empty_lexicon_tells_nothing() -> None:
    words = compile_status_words(Lexicon("statuses", {}))
    assert read_status(["Completed"], NO_KEY, words).state == "unknown"
    assert find_rag("Green", words) is None


WORDY = st.lists(
    st.sampled_from(
        [
            "completed",
            "not",
            "yet",
            "ongoing",
            "will be",
            "Green",
            "–",
            ".",
            "has been",
            "12/03/2024",
            "50%",
            "but",
            "No",
            "review",
            "on",
            "track",
            "(",
            "\n",
            "1.1",
            "May 2023:",
        ]
    ),
    max_size=12,
).map(" ".join)


@given(st.lists(st.one_of(st.text(max_size=80), WORDY), max_size=4))
def test_it_reads_any_text(paragraphs: list[str]) -> None:
    status = read_status(paragraphs, NO_KEY, WORDS)
    assert (status.state is None) == (status.rule == "blank")
    assert 0 <= status.score <= 1
    assert status.evidence is None or any(status.evidence in paragraph for paragraph in paragraphs)


@given(st.one_of(st.text(max_size=120), WORDY))
def test_the_quick_looks_read_any_text(text: str) -> None:
    assert 0 <= status_likeness(text, WORDS) <= 1
    assert 0 <= action_likeness(text, WORDS) <= 1
    found = find_rag(text, WORDS)
    assert found is None or found in text
    read_completed(text, WORDS)


@given(st.text(alphabet="bcdfghjklmnpqrstvwxz ", max_size=60))
def test_noise_tells_no_state(text: str) -> None:
    assert read_status([text], NO_KEY, WORDS).state in {None, "unknown", "not_started", "complete"}
    assert read_status([f"zzz {text} zzz"], NO_KEY, WORDS).state == "unknown"


def test_long_and_hostile_text_is_read_in_time() -> None:
    for text in ("1.1." * 5000 + "x", "not " * 5000, "(" * 20000, "has been " * 3000, "ongoing - " * 2000):
        read_status([text], NO_KEY, WORDS)
        status_likeness(text, WORDS)


def test_gold(shared: Path) -> None:
    """At least 96 of 100 updates are given a state that the gold accepts, and as many what they say of going on."""
    asked = right = asked_ongoing = right_ongoing = 0
    for path in sorted((shared / "gold").glob("*.json")):
        for action in json.loads(path.read_text("utf-8"))["actions"]:
            status = read_status((action["update_raw"] or "").splitlines(), NO_KEY, WORDS)
            asked += 1
            right += status.state in action["status"]
            if action["status_ongoing"] is not None:
                asked_ongoing += 1
                right_ongoing += status.ongoing == action["status_ongoing"]
    assert asked > 100
    assert right / asked >= 0.96
    assert right_ongoing / asked_ongoing >= 0.96
