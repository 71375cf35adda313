"""What is worked out once for one thing, and anew for another that is like it."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.documents import PDF, read_document
from extract.once import MOST, forget, once
from extract.plans import find_plans
from tests.extract.strips import meanings

RENDITIONS = Path(__file__).resolve().parent.parent.parent / "samples" / "renditions"


def test_it_is_worked_out_once_for_each_thing() -> None:
    asked: list[tuple[int, ...]] = []

    def total(numbers: tuple[int, ...]) -> int:
        asked.append(numbers)
        return sum(numbers)

    remembered = once(total)
    things = [tuple(range(size)) for size in range(2, MOST + 2)]
    for thing in (*things, *things):
        assert remembered(thing) == sum(thing)
    assert len(asked) == len(things)
    assert remembered(tuple([*range(2)])) == 1
    assert len(asked) == len(things) + 1


def test_no_more_things_are_held_than_it_says() -> None:
    lists = [[size] for size in range(3 * MOST)]
    remembered = once(lambda numbers: list(numbers))
    assert [remembered(each) for each in lists] == lists
    assert remembered(lists[-1]) is remembered(lists[-1])


def test_nothing_is_held_of_a_paper_that_is_done() -> None:
    asked: list[int] = []
    remembered = once(lambda numbers: asked.append(len(numbers)))
    thing = [1, 2]
    remembered(thing)
    remembered(thing)
    forget()
    remembered(thing)
    assert asked == [2, 2]


def test_a_paper_reads_alike_however_little_is_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    paper = RENDITIONS / "air-quality-numbered-progress.banner-rows.pdf"
    ready = meanings()
    whole = find_plans(read_document(paper.read_bytes(), paper.name, PDF, ready), ready)
    forget()
    monkeypatch.setattr("extract.once.MOST", 1)
    assert find_plans(read_document(paper.read_bytes(), paper.name, PDF, ready), ready) == whole
