"""What is worked out once for one thing, and anew for another that is like it."""

from __future__ import annotations

import pytest

from extract.once import MOST, forget, once
from extract.pages.pdf import read_pdf
from extract.tables.aligned import read_page
from tests.extract.make_pdf import line, pdf, text
from tests.extract.strips import meanings


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


def test_a_page_of_drawn_tables_reads_alike_however_little_is_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    acts = ("Mend the weir gate", "Mow the flood bank", "Map the culverts", "Paint the bridge")
    body, y = _row(780, "Action", "Lead", "By when"), 760
    for act in acts:
        body += _row(y, act, "Rivers Officer", "May 2027") + _row(y - 20, act, "Parks Team", "June 2027") + _key(y - 40)
        y -= 110
    ((page,), _) = read_pdf(pdf([body]), "paper.pdf")
    forget()
    whole, _ = read_page(page, meanings())
    forget()
    monkeypatch.setattr("extract.once.MOST", 1)
    assert read_page(page, meanings())[0] == whole
    assert len(whole) > len(acts)


def _row(y: float, *cells: str) -> str:
    return "".join(text(x, y, cell) for x, cell in zip((60, 280, 420), cells, strict=True))


def _key(y: float) -> str:
    """A small ruled table of two columns."""
    rules = "".join(line(60, y - 14 * at, 260, y - 14 * at) for at in range(4)) + "".join(line(x, y, x, y - 42) for x in (60, 110, 260))
    return rules + "".join(text(64, y - 11 - 14 * at, f"K{at}") + text(116, y - 11 - 14 * at, f"meaning number {at}") for at in range(3))
