"""What layout asks is remembered, so that after a change of words only the answers need to be compared."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from batch.trace import Listener, same_answers
from extract.sources import find_sources, read_bytes
from harvest import extract
from normalise.words import meanings
from reading import ready_words

PLANS = Path(__file__).resolve().parents[2] / "samples" / "plans"


def test_the_same_words_give_the_same_answers_and_the_trace_adds_nothing_to_what_is_found() -> None:
    ready = meanings(ready_words(None))
    for source in find_sources([PLANS]):
        listener = Listener()
        heard = extract(read_bytes(source), source, listener.over(ready))
        assert heard == extract(read_bytes(source), source, ready)
        trace = listener.trace()
        assert all((trace.header, trace.content, trace.heading))
        assert same_answers(trace, meanings(ready_words(None)))


def test_another_answer_to_any_question_that_was_asked_is_seen() -> None:
    ready = meanings(ready_words(None))
    listener = Listener()
    heard = listener.over(ready)
    heard.header("By when"), heard.heading("Priority 1: Calm water"), heard.join(["Obje", "ctive"]), heard.alien(["Risk", "Score"])
    assert heard.content("June 2026")["timescale"] > 0
    trace = listener.trace()
    assert same_answers(trace, ready)
    others = [
        replace(ready, header=lambda text: None),
        replace(ready, heading=lambda text: ready.heading("Notes")),
        replace(ready, join=" ".join),
        replace(ready, alien=lambda headers: "diary"),
        replace(ready, content=lambda text: {"timescale": 0.0, "lead": 0.5}),
    ]
    assert [same_answers(trace, other) for other in others] == [False] * 5
    assert same_answers(trace, replace(ready, content=lambda text: {**ready.content(text), "lead": 0.123}))
